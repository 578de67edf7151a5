"""A table of time expressions × datelines, worked out by hand: each is right, or abstains."""

from datetime import date

import pytest
from scoring import DATA

from extractor.nlp.timex import find_timexes
from extractor.records import Dateline, Published, Told
from extractor.verify.resolve import Resolved, clock_for, resolve

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (DATA / "times.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def resolved(words: str, published: str, mic: str) -> Resolved:
    """Resolve the one time expression of a sentence."""
    text = f"The index {words}."
    known = Published.parse(published)
    (timex,) = find_timexes(text, 0, len(text))
    return resolve(timex, clock_for(Dateline(known.day, known.instant, "given"), mic), Told.UNSAID)


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] != "abstain"], ids=lambda row: " ".join(row[:2]))
def test_a_time_is_right(row: tuple[str, ...]) -> None:
    """The likeliest period is the one that was worked out by hand."""
    words, published, first, last, *mic = row
    found = resolved(words, published, mic[0] if mic else "XNYS")

    assert found.periods, found.note
    assert (found.periods[0].first, found.periods[0].last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] == "abstain"], ids=lambda row: " ".join(row[:2]))
def test_a_time_that_cannot_be_told_abstains(row: tuple[str, ...]) -> None:
    """It is recognised, so that nobody takes the dateline's day for it, and resolves to nothing, with a reason."""
    words, published, _, *mic = row
    found = resolved(words, published, mic[0] if mic else "XNYS")

    assert found.periods == ()
    assert found.reason is not None


def test_the_table_is_of_some_size() -> None:
    """There are sixty rows at least, no two alike, and a fifth of them abstain."""
    assert len(set(ROWS)) == len(ROWS) >= 60
    assert sum(row[2] == "abstain" for row in ROWS) * 5 > len(ROWS)
