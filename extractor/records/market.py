"""What has a price, and its price."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class InstrumentKind(StrEnum):
    """What sort of thing has the price."""

    INDEX = "index"
    SECTOR = "sector"
    INDUSTRY = "industry"
    STYLE = "style"
    GROUP = "group"
    MARKET = "market"
    FUND = "fund"
    SHARE = "share"
    YIELD = "yield"
    RATE = "rate"
    COMMODITY = "commodity"
    FUTURE = "future"
    CURRENCY = "currency"
    CRYPTO = "crypto"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One row of the gazetteer.

    `proxy` is the symbol whose prices stand in where the instrument has no series of its
    own; `total_return` the fund whose adjusted closes give its total return; `places` the
    decimals it is quoted with; `mic` the calendar of its exchange. `home` is the city of a
    share's first listing, where that is not the one whose prices `symbol` stands for.
    """

    symbol: str
    kind: InstrumentKind
    name: str
    mic: str
    sector: str | None
    industry: str | None
    proxy: str | None
    total_return: str | None
    places: int
    since: date | None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The sessions from `first` to `last`, both included, on one exchange's calendar (MIC).

    A change over a period is from the last close before `first` to the close of `last`.
    `text` is how the article says it; empty where it is understood.
    """

    first: date
    last: date
    text: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period needs first <= last, got {self.first}, {self.last}")


class Basis(StrEnum):
    """Which closes a series holds; the three are never mixed."""

    AS_TRADED = "as_traded"
    SPLIT_ADJUSTED = "split_adjusted"
    TOTAL_RETURN = "total_return"


@dataclass(frozen=True, slots=True)
class Bar:
    """One session of one instrument from one source; what the source lacks is None.

    `split_factor` times an as-traded price is the price in the terms of the newest bar held.
    """

    symbol: str
    day: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    basis: Basis
    source: str
    split_factor: float = 1.0
