"""Properties of judging that hold for every bar and every written figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor

FIRST, SECOND = date(2026, 1, 7), date(2026, 1, 8)
CLOSES = st.integers(min_value=1_000_00, max_value=9_000_00)
MOVES = st.integers(min_value=-400, max_value=400).filter(lambda basis_points: abs(basis_points) >= 10)


def labels(tmp: Path, before: int, after: int, sentence: str) -> list[str]:
    """Audit one sentence against two bars of the S&P 500, in hundredths, and return its verdicts."""
    rows = "".join(
        f"{day.isoformat()},^GSPC,{close / 100:.2f},{close / 100:.2f},{close / 100:.2f},{close / 100:.2f}\n"
        for day, close in ((FIRST, before), (SECOND, after))
    )
    (tmp / "bars.csv").write_text("date,symbol,open,high,low,close\n" + rows, encoding="utf-8")
    audit = extractor.audit(sentence, published="2026-01-08T22:00:00+00:00", prices=str(tmp))
    return [finding.verdict.label.value for finding in audit.findings]


@settings(max_examples=25, deadline=None)
@given(before=CLOSES, move=MOVES)
def test_a_true_change_is_supported_and_a_false_one_contradicted(
    tmp_path_factory: pytest.TempPathFactory, before: int, move: int
) -> None:
    """What the bars say, written to two places, is supported; half a point off, or reversed, it is contradicted."""
    tmp = tmp_path_factory.mktemp("bars")
    after = round(before * (1 + move / 10_000))
    percent = 100 * (after / before - 1)
    rose, fell = ("rose", "fell") if percent > 0 else ("fell", "rose")

    def told(verb: str, size: float) -> list[str]:
        return labels(tmp, before, after, f"The S&P 500 {verb} {size:.2f}% on Thursday.")

    assert told(rose, abs(percent)) == ["supported"]
    assert told(rose, abs(percent) + 0.5) == ["contradicted"]
    assert told(fell, abs(percent)) == ["contradicted"]


@settings(max_examples=25, deadline=None)
@given(before=CLOSES, move=MOVES)
def test_a_true_level_is_supported_and_a_false_one_contradicted(
    tmp_path_factory: pytest.TempPathFactory, before: int, move: int
) -> None:
    """The close itself is supported; a level a tenth off is contradicted."""
    tmp = tmp_path_factory.mktemp("bars")
    after = round(before * (1 + move / 10_000))

    assert labels(tmp, before, after, f"The S&P 500 closed at {after / 100:,.2f} on Thursday.") == ["supported"]
    wrong = f"The S&P 500 closed at {after * 1.1 / 100:,.2f} on Thursday."
    assert labels(tmp, before, after, wrong) == ["contradicted"]
