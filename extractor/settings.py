"""One frozen Settings: defaults < tapecheck.toml < TAPECHECK_* < flags."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractor.errors import SettingsError

TOML_NAME = "tapecheck.toml"
ENVIRONMENT_PREFIX = "TAPECHECK_"
_KEYS = ("instruments", "prices")
_KNOWN = f"known keys: {', '.join(_KEYS)}"


class Origin(StrEnum):
    """Where a setting comes from, in the words of a message."""

    FLAG = "--prices"
    ENVIRONMENT = "TAPECHECK_PRICES"
    TOML = "tapecheck.toml"
    USER_DATA = "user data folder"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set.

    `prices` are price files and folders, `instruments` extra gazetteer files (CSV);
    `prices_from` says which of the places named `prices`.
    """

    prices: tuple[Path, ...] = ()
    instruments: tuple[Path, ...] = ()
    prices_from: Origin = Origin.NOWHERE


def load_settings(
    *,
    toml: Path | None = None,
    environ: Mapping[str, str],
    prices: Sequence[str | Path] | None = None,
    instruments: Sequence[str | Path] | None = None,
) -> Settings:
    """Join what flags, environment, settings file and defaults say; the first that speaks wins.

    `toml` is by default tapecheck.toml in the current folder, where there is one. An empty
    flag or variable says nothing. Raise SettingsError for what cannot be used.
    """
    from_file = _read_toml(toml)
    from_environment = _read_environment(environ)
    found, origin = _first(
        (_given(prices), Origin.FLAG),
        (from_environment.get("prices", ()), Origin.ENVIRONMENT),
        (from_file.get("prices", ()), Origin.TOML),
        (_default_prices(), Origin.USER_DATA),
    )
    extra = _given(instruments) or from_environment.get("instruments", ()) or from_file.get("instruments", ())
    return Settings(found, extra, origin)


def _first(*places: tuple[tuple[Path, ...], Origin]) -> tuple[tuple[Path, ...], Origin]:
    return next(((paths, origin) for paths, origin in places if paths), ((), Origin.NOWHERE))


def _given(paths: Sequence[str | Path] | None) -> tuple[Path, ...]:
    return tuple(Path(path) for path in paths or ())


def user_prices_folder() -> Path:
    """Return where the user's own prices are kept, whether or not the folder exists yet."""
    from platformdirs import user_data_path

    return user_data_path("tapecheck", appauthor=False) / "prices"


def _default_prices() -> tuple[Path, ...]:
    folder = user_prices_folder()
    return (folder,) if folder.is_dir() else ()


def _read_environment(environ: Mapping[str, str]) -> dict[str, tuple[Path, ...]]:
    """Read the TAPECHECK_* variables; each is a list joined as PATH is."""
    read: dict[str, tuple[Path, ...]] = {}
    for name in sorted(environ):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        key = name.removeprefix(ENVIRONMENT_PREFIX).lower()
        if key not in _KEYS:
            known = ", ".join(f"{ENVIRONMENT_PREFIX}{known.upper()}" for known in _KEYS)
            raise SettingsError(f"got the variable {name}, expected one of {known}; unset or rename it")
        read[key] = tuple(_path(part, name) for part in environ[name].split(os.pathsep) if part.strip())
    return read


def _read_toml(given: Path | None) -> dict[str, tuple[Path, ...]]:
    """Read the settings file; its relative paths count from its own folder."""
    path = given or Path(TOML_NAME)
    if given is None and not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        got = f"got a file that cannot be read ({error.strerror})"
        raise SettingsError(f"{path}: {got}, expected TOML; check the path and its permissions") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        got = f"got no TOML ({' '.join(str(error).split())})"
        raise SettingsError(f'{path}: {got}, expected lines such as prices = ["folder"]; {_KNOWN}') from error
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise SettingsError(f"{path}: got the unknown key {unknown[0]!r}; {_KNOWN}")
    return {key: _toml_paths(value, key, path) for key, value in table.items()}


def _toml_paths(value: object, key: str, path: Path) -> tuple[Path, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise SettingsError(f"{path}: got {value!r} for {key}, expected a list of paths in quotes; {_KNOWN}")
    found: list[Path] = []
    for part in parts:
        if not isinstance(part, str) or not part.strip():
            raise SettingsError(f"{path}: got {part!r} in {key}, expected a path in quotes; {_KNOWN}")
        found.append(path.parent / _path(part, f"{path}: {key}"))
    return tuple(found)


def _path(text: str, where: str) -> Path:
    if "\0" in text:
        raise SettingsError(f"{where}: got a NUL character, expected the path of a file or folder; mend it")
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError as error:
        got = f"got {text!r}, whose home folder is not known"
        raise SettingsError(f"{where}: {got}, expected a path; write it in full") from error
