"""Splits that one source holds and another does not."""

import numpy as np

from extractor.prices.building import build
from extractor.prices.files import Rows

DAYS = np.array([739_000, 739_001, 739_002, 739_003], dtype=np.int32)


def rows(source: str, closes: list[float], factors: list[float]) -> Rows:
    """Return as-traded closes of one source on four days."""
    nothing = np.full(len(closes), np.nan)
    return Rows(
        file=f"{source}.csv", symbol="NFLX", source=source, basis="as_traded", days=DAYS.copy(), closes=np.array(closes),
        opens=nothing.copy(), highs=nothing.copy(), lows=nothing.copy(), adj_closes=nothing.copy(), split_factors=np.array(factors),
    )  # fmt: skip


def test_splits_of_one_source_are_those_of_the_other() -> None:
    """Closes that agree were split alike, though only one source says so."""
    closes = [1000.0, 1010.0, 102.0, 103.0]
    series, _ = build([rows("a", closes, [0.1, 0.1, 1.0, 1.0]), rows("b", closes, [1.0] * 4)], None)

    assert [list(one.split_factors) for one in series] == [[0.1, 0.1, 1.0, 1.0]] * 2


def test_closes_that_disagree_borrow_no_split() -> None:
    """A source that is adjusted already is left as it is."""
    given = rows("a", [1000.0, 1010.0, 102.0, 103.0], [0.1, 0.1, 1.0, 1.0])
    series, _ = build([given, rows("b", [100.0, 101.0, 102.0, 103.0], [1.0] * 4)], None)

    assert [list(one.split_factors) for one in series if one.source == "b"] == [[1.0] * 4]
