"""What is judged: readings, evidence, verdicts, and whatever was left out on the way."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from extractor.records.findings import Direction, Factuality, Form, Kind, Mention, Quantity, Subject, Unit
from extractor.records.market import Period
from extractor.records.text import Article


class Label(StrEnum):
    """The verdict's word."""

    SUPPORTED = "supported"
    AMBIGUOUS = "ambiguous"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


class Reason(StrEnum):
    """Why a verdict is what it is, one fixed word for each label (claims.md, "Verdicts")."""

    # supported
    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    HEDGED = "hedged"
    # ambiguous
    INTRADAY = "intraday"
    OPEN_TO_CLOSE = "open_to_close"
    TOTAL_RETURN = "total_return"
    PRELIMINARY = "preliminary"
    NEAR = "near"
    ROUND_NUMBER = "round_number"
    NEIGHBOURING_SESSION = "neighbouring_session"
    LONGER_RUN = "longer_run"
    BY_POINTS = "by_points"
    # contradicted
    NO_READING = "no_reading"
    # unverifiable
    NOT_A_PRICE = "not_a_price"
    FORECAST = "forecast"
    OPINION = "opinion"
    NO_PRICES = "no_prices"
    MISSING_BAR = "missing_bar"
    WINDOW_SHORT = "window_short"
    SOURCES_DISAGREE = "sources_disagree"
    UNRESOLVED_TIME = "unresolved_time"
    UNRESOLVED_INSTRUMENT = "unresolved_instrument"
    OUTSIDE_CALENDAR = "outside_calendar"


class Fault(StrEnum):
    """What is wrong with a contradicted claim."""

    DIRECTION = "direction"
    MAGNITUDE = "magnitude"
    LEVEL = "level"
    INSTRUMENT = "instrument"
    PERIOD = "period"
    ARITHMETIC = "arithmetic"


class ReadingBasis(StrEnum):
    """What of the bars a reading takes."""

    CLOSE = "close"
    INTRADAY_HIGH = "intraday_high"
    INTRADAY_LOW = "intraday_low"
    OPEN_TO_CLOSE = "open_to_close"
    TOTAL_RETURN = "total_return"
    PRELIMINARY = "preliminary"


@dataclass(frozen=True, slots=True)
class Reading:
    """One fair way to understand a claim: whose prices, over which sessions, on what basis."""

    symbol: str
    first: date
    last: date
    basis: ReadingBasis


@dataclass(frozen=True, slots=True)
class Window:
    """The bars that a verdict over a long window rests on, by digest.

    Where several instruments are held at once, `symbol` names them all with a comma between them,
    and the bars are those of the first and the last day alone.
    """

    symbol: str
    source: str
    first: date
    last: date
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a claim asks of the bars of its window, settled in days: with them, all that its verdict follows from.

    `form`, `count`, `ordinal` and `of` are as the text says them, or as it leaves them understood (records/findings.py,
    Detail). `since` is the first session that counts, `until` the last one where the text ends it; the bars from `named` up
    to `since` are of the time that the text names as the last such ("since March"). `is_record` reaches
    back to the first bar; `is_short` says that the bars held begin later than what is asked of them; `is_loose`
    that the count is hedged.
    """

    form: Form
    count: int = 0
    ordinal: int = 1
    of: Unit = Unit.NONE
    since: date | None = None
    until: date | None = None
    named: date | None = None
    is_record: bool = False
    is_short: bool = False
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is needed to redo the sum by hand.

    Each of `bars` (at most 20) is symbol, day, value, and where the value is no close a
    fourth field that says what it is (open, high, low). `place` is one unit of the last place of the
    number as written, where it is hedged: an exact one's interval is as wide. `reached` are the highs or lows
    of the window, where the verdict rests on them too.
    """

    formula: str
    bars: tuple[tuple[str, ...], ...]
    source: str
    window: Window | None = None
    place: Decimal | None = None
    reached: Window | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A further reading that was held against the bars, with what it came to.

    `actual` is signed, in the claim's unit; `holds` says whether the claim is true of it. `evidence` is its own.
    """

    symbol: str
    first: date
    last: date
    basis: ReadingBasis
    actual: Decimal
    holds: bool
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace code points `start` to `end` of the article, which read `was`, by `now`."""

    start: int
    end: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim held against the bars.

    `actual` is signed, in the claim's unit. `note` is one sentence for an editor.
    `correction` proposes edits in the article's own form and places; empty where subject,
    period or source are not certain.
    """

    label: Label
    reason: Reason
    fault: Fault | None
    note: str
    actual: Decimal | None = None
    reading: Reading | None = None
    tried: tuple[Tried, ...] = ()
    evidence: Evidence | None = None
    correction: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its period and verdict: the line that leaves the program."""

    article_id: str
    claim_id: str
    kind: Kind
    sentence: str
    start: int
    end: int
    factuality: Factuality
    speaker: str | None
    subject: Subject | None
    object: Subject | None
    direction: Direction | None
    quantity: Quantity | None
    period: Period | None
    basis: ReadingBasis
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Dateline:
    """When an article speaks.

    `day` is the publisher's local date, `instant` aware UTC where the hour is known.
    `evidence` says where it comes from: "given", "front matter", "the row",
    "the page's metadata", "text: …", "inferred: …".
    `is_certain` is False for one inferred from figures.
    """

    day: date
    instant: datetime | None
    evidence: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Drop:
    """Something left out, the stage that left it, and the fixed phrase why."""

    stage: str
    item_id: str
    reason: str
    note: str = ""


class NoticeKind(StrEnum):
    """What several figures of one article show together."""

    STALE = "stale"  # most figures of a table, a list or the text are another session's
    FUND_PRICES = "fund_prices"  # the prices of funds are told as the levels of their indices
    DISAGREEMENT = "disagreement"  # the article's own figures cannot all be true
    DATELINE = "dateline"  # the text is dated otherwise than it was given to be


@dataclass(frozen=True, slots=True)
class Notice:
    """What an editor should know of an article before its claims: one sentence, and the claims that show it (none for a dateline).

    The verdicts on these claims say it as well; a notice judges nothing by itself.
    """

    article_id: str
    notice: NoticeKind
    note: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its article, and its trigger in that article's text.

    `line` and `column` are 1-based and count code points.
    """

    article_id: str
    claim_id: str
    start: int
    end: int
    line: int
    column: int
    path: str
    title: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What some of the articles say where articles disagree; `places` are the first that say so, of `n_articles`."""

    direction: Direction | None
    quantity: Quantity | None
    label: Label
    n_articles: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing of which articles say what cannot be true together, and what the tape says.

    `subject` and `object` are symbols. A direction alone is a change of unsaid size in percent. `actual` is signed,
    in `unit`; None where no prices are held. `n_articles` tell of it in all.
    """

    kind: Kind
    subject: str
    object: str | None
    period: Period
    unit: Unit
    basis: ReadingBasis
    actual: Decimal | None
    n_articles: int
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """All that was found in one article, in reading order; `notices` are of several figures together."""

    article: Article
    dateline: Dateline | None
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    drops: tuple[Drop, ...]
    notices: tuple[Notice, ...] = ()
