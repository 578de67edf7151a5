"""Every exception that Tapecheck raises on purpose.

TapecheckError
├── UsageError            the command line or the call does not make sense
├── SettingsError         tapecheck.toml or a TAPECHECK_* variable cannot be used
├── InputError            one input cannot be read; the others go on
├── GazetteerError        an instruments file breaks its own rules
├── PricesError           a price file or folder cannot be used
│   └── LayoutError       a price file whose columns are not recognised, or read two ways
├── OutsideCalendar       a day that the calendars do not reach
└── ReplayError           a verdict that cannot be redone from what its line carries

Each message is one line that says what was got, what was expected and what to do.
Anything else that escapes is a bug and keeps its traceback.
"""


class TapecheckError(Exception):
    """What a user can cause and mend."""


class UsageError(TapecheckError):
    """The command line or the call does not make sense."""


class SettingsError(TapecheckError):
    """A settings file or an environment variable cannot be used."""


class InputError(TapecheckError):
    """One input cannot be read; the others go on."""


class GazetteerError(TapecheckError):
    """An instruments file breaks its own rules."""


class PricesError(TapecheckError):
    """A price file or folder cannot be used."""


class LayoutError(PricesError):
    """A price file whose columns are not recognised, or can be read in two ways."""


class OutsideCalendar(TapecheckError):
    """A day that the exchange calendars do not reach."""


class ReplayError(TapecheckError):
    """A verdict that cannot be redone from what its line carries."""
