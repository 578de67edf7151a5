"""Bars asked for by verify: whose series answer for an instrument, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.market.series import Series
from extractor.records import Bar, Basis, Instrument, InstrumentKind, Period
from extractor.verify.wording import rounded

# A proxy fund may stray this far from what it stands for (claims.md, "Proxies").
PROXY_SLACK_PER_DAY = Decimal("0.25")
PROXY_SLACK_PER_QUARTER = Decimal("0.1")
PROXY_FEES_PER_YEAR = Decimal("0.2")
_SESSIONS_PER_YEAR = 252
_MOST_KEPT = 256
# Kinds with no closing auction of their own: any price of the day is a fair reading.
ROUND_THE_CLOCK = frozenset({InstrumentKind.COMMODITY, InstrumentKind.CURRENCY, InstrumentKind.CRYPTO})
EXCHANGE_KINDS = frozenset({InstrumentKind.INDEX, InstrumentKind.SHARE, InstrumentKind.FUND})


class Bars(Protocol):
    """Where bars come from: every series held of a symbol, the preferred first."""

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return the series of `symbol`; none where nothing is held."""
        ...


@dataclass(frozen=True, slots=True)
class Quote:
    """Prices of one instrument over one period from one series, rounded as it is quoted.

    `base` is the close before the period. `high` and `low` are the period's extremes, None
    where a bar lacks them. `is_complete` says that no session of the period is missing.
    """

    symbol: str
    basis: Basis
    source: str
    base_day: date
    base: Decimal
    first_open: Decimal | None
    last_day: date
    last: Decimal
    high: Decimal | None
    low: Decimal | None
    high_day: date | None
    low_day: date | None
    is_complete: bool
    places: int

    @property
    def change(self) -> Decimal:
        """Last less base, in the instrument's own unit."""
        return self.last - self.base

    @property
    def percent(self) -> Decimal:
        """The change in percent of the base."""
        return (self.last / self.base - 1) * 100


def series_symbols(gazetteer: Gazetteer, instrument: Instrument) -> tuple[str, ...]:
    """Return the symbols whose series are the instrument's own price, its other tickers too."""
    match instrument.symbol:
        case "FEDFUNDS":
            return ("FEDFUNDS_UPPER", "FEDFUNDS_LOWER")
        case "GOLD" | "WTI" | "BRENT" as symbol:
            return (symbol, f"{symbol}_SPOT")
        case symbol if instrument.kind in (InstrumentKind.SHARE, InstrumentKind.FUND):
            others = [
                name.text
                for name in gazetteer.names_of(symbol)
                if name.strength == "ticker" and name.text not in gazetteer
            ]
            return (symbol, *others)
        case symbol:
            return (symbol,)


def needed_symbols(gazetteer: Gazetteer, symbol: str) -> tuple[str, ...]:
    """Return every symbol whose bars a verdict on `symbol` may ask for."""
    if symbol not in gazetteer:
        return (symbol,)
    instrument = gazetteer.instrument(symbol)
    extra = [s for s in (instrument.proxy, instrument.total_return) if s]
    return (*series_symbols(gazetteer, instrument), *extra)


def quotes(
    bars: Bars, symbol: str, period: Period, instrument: Instrument, *, total_return: bool = False
) -> Iterator[Quote]:
    """Yield what each series of `symbol` says of the period, the preferred series first.

    A series that lacks the close before the period or the period's last one says nothing.
    """
    held = [series for series in bars.series(symbol) if (series.basis is Basis.TOTAL_RETURN) is total_return]
    found = False
    for series in held:
        quote = _quote_of(series, period, instrument)
        if quote is not None:
            found = True
            yield quote
    if found:
        return
    # One source may end where another begins: the base from the one, the rest from the other.
    for later in held:
        for earlier in held:
            if earlier.source != later.source and earlier.basis is later.basis:
                quote = _quote(earlier, later, period, instrument)
                if quote is not None:
                    yield quote
                    return


def _quote_of(series: Series, period: Period, instrument: Instrument) -> Quote | None:
    """Return what the bars of `series` alone say; the claims of an article ask for the same few periods again and again."""
    key = (instrument.symbol, period.first, period.last)
    if key not in series.memo:
        if len(series.memo) >= _MOST_KEPT:
            series.memo.clear()
        series.memo[key] = _quote(series, series, period, instrument)
    kept = series.memo[key]
    assert kept is None or isinstance(kept, Quote)
    return kept


def _quote(earlier: Series, series: Series, period: Period, instrument: Instrument) -> Quote | None:
    last = series.get(period.last)
    base_bar = _bar_before(earlier, period, instrument)
    if last is None or base_bar is None or base_bar.close == 0:
        return None
    within = series.between(period.first, period.last)
    if earlier is not series:
        within = (*(bar for bar in earlier.between(period.first, period.last) if bar.day < series.first), *within)
    factor = last.split_factor
    places = instrument.places if series.basis is not Basis.TOTAL_RETURN else 4

    def price(bar: Bar, value: float | None) -> Decimal | None:
        if value is None or value != value:
            return None
        scaled = value if bar.split_factor == factor else value * bar.split_factor / factor
        return rounded(Decimal(repr(scaled)), places)

    highs = [(value, bar.day) for bar in within if (value := price(bar, bar.high)) is not None]
    lows = [(value, bar.day) for bar in within if (value := price(bar, bar.low)) is not None]
    has_range = len(highs) == len(within) == len(lows)
    high = max(highs, key=lambda pair: pair[0]) if has_range and highs else None
    low = min(lows, key=lambda pair: pair[0]) if has_range and lows else None
    if not within:
        return None
    first = within[0]
    base = price(base_bar, base_bar.close)
    close = price(last, last.close)
    if base is None or close is None or base == 0:
        return None
    expected = sessions.n_sessions(instrument.mic, period.first, period.last)
    return Quote(
        symbol=series.symbol,
        basis=series.basis,
        source=series.source if earlier is series else f"{earlier.source}, {series.source}",
        base_day=base_bar.day,
        base=base,
        first_open=price(first, first.open) if first.day == period.first else None,
        last_day=last.day,
        last=close,
        high=high[0] if high else None,
        low=low[0] if low else None,
        high_day=high[1] if high else None,
        low_day=low[1] if low else None,
        is_complete=len(within) >= expected or instrument.kind not in EXCHANGE_KINDS,
        places=places,
    )


def _bar_before(series: Series, period: Period, instrument: Instrument) -> Bar | None:
    """Return the bar of the session right before the period; an older one is no base."""
    before = series.last_before(period.first)
    if before is None:
        return None
    if instrument.kind in EXCHANGE_KINDS:
        expected = sessions.shift(instrument.mic, sessions.session_on_or_after(instrument.mic, period.first), -1)
        return before if before.day == expected else None
    # Bond, commodity and currency bars keep holidays of their own: a few days' gap is theirs.
    return before if (period.first - before.day).days <= 5 else None


def proxy_slack(period: Period, mic: str) -> Decimal:
    """Return how many percentage points a proxy may stray over a period."""
    n = sessions.n_sessions(mic, period.first, period.last)
    if n < 40:
        return PROXY_SLACK_PER_DAY
    return PROXY_SLACK_PER_QUARTER + PROXY_FEES_PER_YEAR * n / _SESSIONS_PER_YEAR
