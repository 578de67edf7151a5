"""The date that a text bears, held against the one it was given."""

from datetime import date

import pytest
from january import audited, notes

from extractor.nlp.timex import find_timexes
from extractor.records import Dateline, NoticeKind
from extractor.verify.dateline import dated_otherwise

GIVEN = Dateline(date(2026, 1, 8), None, "given")


def own_date(text: str) -> str | None:
    """Return the date that `text` bears as its own, where it is another than the one given."""
    found = dated_otherwise(text, find_timexes(text, 0, len(text)), GIVEN)
    return found.value if found else None


@pytest.mark.parametrize(
    "head",
    [
        "NEW YORK, Dec. 5, 2024 (AP) — Stocks rose.",
        "SAO PAULO, Dec 5, 2024 - Shares in Brazil fell.",
        "Shares end higher\nThursday, Dec. 5, 2024\nThe S&P 500 rose.",
        "Shares end higher\nPublished: December 5, 2024 at 4:30 p.m. ET\nThe S&P 500 rose.",
        "Last updated 5 December 2024, 16:05\nThe S&P 500 rose.",
        "2024-12-05\nThe S&P 500 rose.",
    ],
)
def test_a_text_dated_otherwise_is_told(head: str) -> None:
    """A line of its own and a wire's opening give a text its date."""
    assert own_date(head) == "2024-12-05"


@pytest.mark.parametrize(
    "head",
    [
        "The crash of October 19, 1987 still haunts the floor.",
        "October 19, 1987, was the worst day of all.",
        "Since Dec. 5, 2024 (a Thursday) the index has gained 14%.",
        "On Dec. 5, 2024 — a Thursday — the index rose.",
        "LONDON, Jan 9, 2026 (Reuters) - The index rose.",
        "Jan. 7, 2026\nDec. 5, 2024\nThe index rose.",
    ],
)
def test_a_date_of_history_is_none_of_the_text_s(head: str) -> None:
    """A date inside a sentence is not the text's, nor is the next morning's another."""
    assert own_date(head) is None


def test_the_notice_stands_before_the_claims() -> None:
    """An article that is dated otherwise than it was given to be says so once, with both days."""
    audit = audited("NEW YORK, Dec. 5, 2024 (AP) — The S&P 500 closed at 6,921.46.")

    assert [notice.notice for notice in audit.notices] == [NoticeKind.DATELINE]
    assert notes(audit) == ["The text is dated 5 Dec 2024, yet it is read as of 8 Jan 2026 (given)."]
