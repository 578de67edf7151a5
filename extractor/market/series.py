"""The bars of one symbol, on one basis, from one source, in the order of their days."""

import hashlib
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from extractor.records import Bar, Basis

NO_BAR = -1

Values = Sequence[float] | npt.NDArray[np.float64]
Value = Literal["open", "high", "low", "close"]


class Series:
    """Bars of `symbol` on `basis` from `source`, with ascending days, one bar a day.

    `days` are ordinals (`date.toordinal`), `opens`, `highs`, `lows`, `closes` and
    `split_factors` are of the same length; what the source lacks is nan, and a close never
    is. numpy reads them without a copy (`numpy.frombuffer`). `has_range` says that at least
    half of the bars carry a high and a low. `memo` keeps what was made of these bars, as long as they
    are held themselves; who fills it bounds it.
    """

    __slots__ = (
        "_at",
        "_bars",
        "_hashed",
        "_origin",
        "basis",
        "closes",
        "days",
        "first",
        "has_range",
        "highs",
        "last",
        "lows",
        "memo",
        "opens",
        "source",
        "split_factors",
        "symbol",
    )

    def __init__(
        self,
        symbol: str,
        basis: Basis,
        source: str,
        days: Sequence[int] | npt.NDArray[np.int32],
        closes: Values,
        opens: Values | None = None,
        highs: Values | None = None,
        lows: Values | None = None,
        split_factors: Values | None = None,
    ) -> None:
        self.symbol = symbol
        self.memo: dict[object, object] = {}
        self._hashed: dict[tuple[Value, int, int], hashlib._Hash] = {}
        self.basis = basis
        self.source = source
        ordinals = np.asarray(days, dtype=np.int32)
        n = len(ordinals)
        if n == 0 or not bool((np.diff(ordinals) > 0).all()):
            raise ValueError(f"a series needs ascending unique days and at least one, got {n} for {symbol}")
        self.days = array("i", ordinals.tobytes())
        self.closes = _column(closes, n, math.nan)
        self.opens = _column(opens, n, math.nan)
        self.highs = _column(highs, n, math.nan)
        self.lows = _column(lows, n, math.nan)
        self.split_factors = _column(split_factors, n, 1.0)
        self.first = date.fromordinal(self.days[0])
        self.last = date.fromordinal(self.days[-1])
        self._origin = self.days[0]
        # One place for every calendar day, so that a look-up is a subtraction and an index.
        at = np.full(self.days[-1] - self._origin + 1, NO_BAR, dtype=np.int32)
        at[ordinals - self._origin] = np.arange(n, dtype=np.int32)
        self._at = array("i", at.tobytes())
        self._bars: list[Bar | None] = [None] * n
        missing = np.isnan(np.frombuffer(self.highs)) | np.isnan(np.frombuffer(self.lows))
        self.has_range = 2 * int(missing.sum()) <= n

    def __len__(self) -> int:
        return len(self.days)

    def __repr__(self) -> str:
        held = f"{len(self)} bars, {self.first} to {self.last}"
        return f"Series({self.symbol!r}, {self.basis.value}, {self.source!r}: {held})"

    def index_of(self, day: date) -> int:
        """Return the position of the bar of `day`, or NO_BAR (-1) where there is none."""
        offset = day.toordinal() - self._origin
        return self._at[offset] if 0 <= offset < len(self._at) else NO_BAR

    def get(self, day: date) -> Bar | None:
        """Return the bar of `day`; None means that there is no bar of that day."""
        offset = day.toordinal() - self._origin
        if offset < 0 or offset >= len(self._at):
            return None
        position = self._at[offset]
        if position < 0:
            return None
        return self._bars[position] or self._make(position)

    def bar(self, position: int) -> Bar:
        """Return the bar at `position`; negative ones count from the end."""
        return self._bars[position] or self._make(position)

    def between(self, first: date, last: date) -> tuple[Bar, ...]:
        """Return the bars from `first` to `last`, both included."""
        low = bisect_left(self.days, first.toordinal())
        high = bisect_right(self.days, last.toordinal())
        return tuple(self.bar(position) for position in range(low, high))

    def digest(self, first: int, stop: int, places: int = 2, value: Value = "close") -> str:
        """Return `digest` of the closes (or highs, lows, opens) at positions `first` to `stop`, half open, without making bars.

        A window from the first bar on is asked for with every record: the state after each full block is kept.
        """
        key = ("digest", first, stop, places, value)
        told = self.memo.get(key)
        if isinstance(told, str):
            return told  # an article asks for the same few windows again and again
        at, total = first, hashlib.sha256()
        column = {"open": self.opens, "high": self.highs, "low": self.lows, "close": self.closes}[value]
        if first == 0:
            for block in range(stop // _LINES, 0, -1):
                kept = self._hashed.get((value, places, block))
                if kept is not None:
                    at, total = block * _LINES, kept.copy()
                    break
        for low in range(at, stop, _LINES):
            high = min(low + _LINES, stop)
            lines = [
                # nan, which no other number equals, is no value
                f"{self.symbol},{date.fromordinal(day).isoformat()},{repr(round(number, places)) if number == number else ''}\n"
                for day, number in zip(self.days[low:high], column[low:high], strict=True)
            ]
            total.update("".join(lines).encode())
            if first == 0 and high == low + _LINES:
                self._hashed[value, places, high // _LINES] = total.copy()
        if len(self.memo) < _MOST_KEPT:
            self.memo[key] = total.hexdigest()
        return str(total.hexdigest())

    def last_before(self, day: date) -> Bar | None:
        """Return the last bar before `day`; None means that the series starts on it or later."""
        position = bisect_left(self.days, day.toordinal()) - 1
        return None if position < 0 else self.bar(position)

    def _make(self, position: int) -> Bar:
        bar = Bar(
            self.symbol,
            date.fromordinal(self.days[position]),
            _or_none(self.opens[position]),
            _or_none(self.highs[position]),
            _or_none(self.lows[position]),
            self.closes[position],
            self.basis,
            self.source,
            self.split_factors[position],
        )
        self._bars[position] = bar
        return bar


# So many lines of a digest are hashed at once.
_LINES = 500
# So many things made of the bars of one series are remembered.
_MOST_KEPT = 4096


def _column(values: Values | None, n: int, missing: float) -> "array[float]":
    if values is None:
        return array("d", [missing]) * n
    column = np.asarray(values, dtype=np.float64)
    if column.shape != (n,):
        raise ValueError(f"a series needs columns of one length, got {column.shape} for {n} days")
    return array("d", column.tobytes())


def _or_none(value: float) -> float | None:
    return value if value == value else None


def digest(bars: Iterable[Bar], places: int = 2, value: Value = "close") -> str:
    """Return the sha256, in hex, of the bars written as text.

    The text is UTF-8, one line a bar in the order given, each ended by a newline:
    `symbol,day,value`, the day in ISO form, the value rounded to `places` decimals as Python
    writes a float (`^GSPC,2026-01-08,6921.46`), and empty where the bar lacks it.
    """
    total = hashlib.sha256()
    for bar in bars:
        number: float | None = getattr(bar, value)
        text = "" if number is None else repr(round(number, places))
        total.update(f"{bar.symbol},{bar.day.isoformat()},{text}\n".encode())
    return total.hexdigest()
