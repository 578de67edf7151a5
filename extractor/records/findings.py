"""What is found in an article: mentions, quantities, times and the claims they make up."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.records.text import Span


class MentionKind(StrEnum):
    """How a mention names its instrument."""

    NAME = "name"
    TICKER = "ticker"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names the instrument `symbol`."""

    article_id: str
    start: int
    end: int
    text: str
    symbol: str
    name_kind: MentionKind


class Unit(StrEnum):
    """What a number counts."""

    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    POINT = "point"
    BASIS_POINT = "basis_point"
    CURRENCY = "currency"
    MULTIPLE = "multiple"
    RATIO = "ratio"
    SESSION = "session"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    COUNT = "count"
    NONE = "none"


class Bound(StrEnum):
    """How a hedge bounds the written number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    AS_MUCH_AS = "as_much_as"
    BETWEEN = "between"


class Direction(StrEnum):
    """Which way a price is said to have gone."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, unsigned and fully scaled ("1.63 million" → 1630000).

    `text` is the digits without sign, % or $, at `start` to `end`. `low` and `high` are the
    closed interval that the number and its hedge admit (None: open on that side); for a
    range (`bound` between) they are the two numbers as written and `value` is None.
    `place` is one unit of the last written place, in the quantity's own scale: 0.1 for
    "0.6", 10000 for "1.63 million"; for a range, that of its coarser end.
    `currency` is ISO 4217, `per` what a price is for ("barrel", "ounce", "share").
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit
    bound: Bound
    place: Decimal
    currency: str | None = None
    per: str | None = None


class TimexKind(StrEnum):
    """What sort of time an expression names; `verify/resolve.py` turns each to sessions."""

    DAY = "day"  # value: ISO day, or --MM-DD where the year is not said; part weekday where that stands before it
    WEEKDAY = "weekday"  # value: 0 (Monday) to 6; offset -1 for "last Monday", 1 for "next"; part this
    RELATIVE_DAY = "relative_day"  # offset in days: today 0, yesterday -1
    SESSION = "session"  # offset in sessions: "previous session" -1
    WEEK = "week"  # offset in weeks: this 0, last -1
    MONTH = "month"  # value: YYYY-MM, --MM or empty with an offset; part early, mid, late
    QUARTER = "quarter"  # value: YYYY-Qn, --Qn or empty with an offset
    HALF = "half"  # value: YYYY-Hn or --Hn
    YEAR = "year"  # value: YYYY, or empty with an offset
    TO_DATE = "to_date"  # value: year, quarter, month or week
    SINCE = "since"  # value: what it starts at, written as for the kinds above
    TRAILING = "trailing"  # count of unit back from the dateline: "past three months"; part loose where no end is said
    FIRST_SESSIONS = "first_sessions"  # the first `count` sessions of value
    SPAN = "span"  # value: ISO day/ISO day, either without its year
    AGO = "ago"  # count of unit before the session spoken of: "a week earlier"
    BASE = "base"  # the close before the period that `until` names ("to 4.16% from 4.24%")
    END = "end"  # value: as for a month, whose last session is meant
    OVERNIGHT = "overnight"
    UNKNOWN = "unknown"  # a time that is recognised and never guessed ("in recent months")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, normalised but not yet seen from a dateline.

    What `value`, `offset`, `count`, `unit` and `part` hold is said at each `TimexKind`.
    `is_named` tells a day named by date or weekday from one that is only understood.
    `is_carried` marks one taken over from a heading or a sentence before. `until` is where the
    text says that a period ends ("in 2026 through Tuesday"): it is seen from there.
    """

    text: str
    start: int
    end: int
    kind: TimexKind
    value: str = ""
    offset: int = 0
    count: int = 0
    unit: str = ""
    part: str = ""
    is_named: bool = False
    is_carried: bool = False
    until: "Timex | None" = None


class Kind(StrEnum):
    """What sort of statement a claim is (claims.md, "Kinds of claim")."""

    CHANGE = "change"
    LEVEL = "level"
    COMPARISON = "comparison"
    EXTREMUM = "extremum"
    STREAK = "streak"
    RANK = "rank"
    CROSS = "cross"
    BREADTH = "breadth"
    DIRECTION = "direction"
    OTHER = "other"


class Factuality(StrEnum):
    """Whether the text reports the claim as fact."""

    REPORTED = "reported"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"
    OPINION = "opinion"
    QUESTION = "question"
    NEGATED = "negated"


class Told(StrEnum):
    """From where in the session the text speaks."""

    CLOSE = "close"  # "closed", "ended the day", "at the close"
    INTRADAY = "intraday"  # "was trading", "at midday", "at one point"
    PREMARKET = "premarket"  # "premarket", "after hours", "futures point to"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Subject:
    """The instrument a claim is about, and where the text names it.

    `text`, `start` and `end` are None where it is understood and stands nowhere.
    """

    symbol: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Form(StrEnum):
    """Which sort of its kind a claim over a long window is."""

    ANY = "any"
    CLOSE = "close"  # a record close: the text says that closes are meant
    INTRADAY = "intraday"  # an intraday record
    RUN = "run"  # a streak that goes on, or went on so far; of a rank: the longest one
    ENDED = "ended"  # a streak that was broken
    SHARE = "share"  # no streak, but `count` of the last `ordinal` sessions that went that way
    GOLDEN = "golden"  # the 50-day average of closes rises over the 200-day one
    DEATH = "death"  # it falls below
    AVERAGE = "average"  # a close above or below the average of `count` closes
    LEVEL = "level"  # a first close beyond a level of `count`
    OFF = "off"  # so far below a high, or above a low
    SECTORS = "sectors"  # how many of the eleven sectors moved that way
    MEMBERS = "members"  # how many of an index's members did
    SEVEN = "seven"  # how many of the Magnificent Seven did, or which of them did best
    INDICES = "indices"  # which of the main indices did best
    POINTS = "points"  # a rank by points, not by percent
    HALF = "half"  # a rank among the first, or the second, halves of years
    SEASON = "season"  # a rank among the Decembers, or the first quarters, of years
    START = "start"  # a rank among the starts of years, each to as many sessions
    SPAN = "span"  # a rank among all stretches of `span` sessions, weeks or months


@dataclass(frozen=True, slots=True)
class Detail:
    """What a record, rank, streak or crossing says beside its subject and direction.

    `ordinal` is 2 for "second best", and of how many for "six of the past seven". `count` of `unit` is the length of a streak or how far back a
    high or rank reaches ("three-month high"), or the days of an average, or a level. `since` is where it
    starts instead ("since March"), and `is_record` says that it reaches back to the first bar. `of` is what is ranked: a
    session, week, month, quarter or year, or `span` of them. `is_loose` says that a hedge stands before the count ("in nearly two weeks").
    """

    form: Form
    ordinal: int = 1
    count: int = 0
    unit: Unit = Unit.NONE
    since: Timex | None = None
    is_record: bool = False
    of: Unit = Unit.NONE
    is_loose: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The table, or the list, that a claim stands in: where it begins tells it from others."""

    start: int
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement as the text makes it; nothing is resolved or judged yet.

    `start` and `end` are the claim's own trigger: the digits where there is a number, else
    the phrase that says the direction. `subject` is None where it is nobody the gazetteer
    knows. `is_total_return` where the text says that dividends are counted. `is_direction_carried` where
    the direction is only that of the list. `other_times` are
    those that the sentence names as well, where `timex` is not bound to the claim by its own
    clause. `is_open` where
    the verb leaves open when it began ("has risen"). `cue` is the word that says the direction of a number ("fell" of "fell 2%").
    `home` is the city of the share's other listing, where the words around speak of that market; of sectors, the
    market abroad that was named last before them.
    `times_beside` are all the others that its sentence names: where one of them makes it true, nobody is accused.
    `table` is None in running text.
    """

    article_id: str
    kind: Kind
    sentence: str
    start: int
    end: int
    factuality: Factuality
    subject: Subject | None
    direction: Direction | None
    quantity: Quantity | None
    timex: Timex | None
    told: Told = Told.UNSAID
    object: Subject | None = None
    speaker: str | None = None
    is_total_return: bool = False
    is_direction_carried: bool = False
    is_open: bool = False
    other_times: tuple[Timex, ...] = ()
    cue: Span | None = None
    home: str | None = None
    detail: Detail | None = None
    times_beside: tuple[Timex, ...] = ()
    table: Table | None = None

    @property
    def claim_id(self) -> str:
        """The first 16 hex digits of a sha256 over what makes the claim this one."""
        subject = self.subject.symbol if self.subject else ""
        other = self.object.symbol if self.object else ""
        key = "\x1f".join([self.article_id, str(self.start), str(self.end), subject, other, self.kind])
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the reading of one article found, in reading order."""

    article_id: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    timexes: tuple[Timex, ...]
