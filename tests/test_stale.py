"""Tables, lists and texts whose figures are another session's."""

import pytest
from january import audited, notes, verdicts

from extractor.records import NoticeKind

THOSE = "those of Wednesday, 7 Jan 2026"
PROSE = (
    "The S&P 500 closed on Thursday at 6,920.93. The Dow ended Thursday at 48,996.08, and the Nasdaq Composite "
    "finished Thursday at 23,584.28."
)
TABLE = """The day in figures.

| Index | Close | Change |
| --- | --- | --- |
| S&P 500 | 6,920.93 | -0.34% |
| Dow Jones Industrial Average | 48,996.08 | -0.94% |
| Nasdaq Composite | {composite} |
| Russell 2000 | 2,603.91 | +1.11% |
"""


def test_closes_of_the_day_before_are_of_another_period() -> None:
    """Three closes told of a named day, all the day before's: wrong in their period, each says so, and the article does."""
    audit = audited(PROSE)

    assert set(verdicts(audit).values()) == {("contradicted", "period")}
    assert all(f"3 of 3 figures of the text are {THOSE}." in it.verdict.note for it in audit.findings)
    assert notes(audit) == [f"3 of 3 figures of the text are {THOSE}, told of Thursday, 8 Jan 2026."]
    assert audit.notices[0].claim_ids == tuple(it.claim_id for it in audit.findings)


def test_the_note_names_the_day_once() -> None:
    """Where all of them are the day before's, none says on its own account that it is."""
    assert not any("That was the session before" in it.verdict.note for it in audited(PROSE).findings)


def test_most_cells_of_a_table_tell_that_it_is_old() -> None:
    """A table with six of eight cells of the day before is told of; what its day leaves open stays ambiguous."""
    audit = audited(TABLE.format(composite="23,584.28 | +0.16%"))

    assert notes(audit) == [f"6 of 8 figures of a table are {THOSE}, told of Thursday, 8 Jan 2026."]
    assert verdicts(audit)["^GSPC 6,920.93"] == ("ambiguous", None)
    assert verdicts(audit)["^RUT 2,603.91"] == ("supported", None)
    assert "figures of this table" in audit.findings[0].verdict.note


def test_half_a_table_is_not_most_of_it() -> None:
    """Four cells of eight that are the day before's are four slips: no one says that the table is old."""
    assert notes(audited(TABLE.format(composite="23,480.02 | -0.44%"))) == []


def test_a_column_may_be_old_alone() -> None:
    """Closes of the day before beside the day's own changes: the levels are told of, the changes are right."""
    audit = audited(
        "Indices.\n\n| Index | Close | Change |\n| --- | --- | --- |\n| S&P 500 | 6,920.93 | +0.01% |\n"
        "| Dow | 48,996.08 | +0.55% |\n| Nasdaq Composite | 23,584.28 | -0.44% |\n"
    )

    assert notes(audit) == [f"3 of 3 levels of a table are {THOSE}, told of Thursday, 8 Jan 2026."]


def test_a_list_is_called_a_list() -> None:
    """Bullets below each other are one list."""
    audit = audited(
        "Stocks were mixed.\n\n- S&P 500: 6,920.93, down 0.34%\n- Dow: 48,996.08, down 0.94%\n- Russell 2000: 2,603.91"
    )

    assert notes(audit) == [f"4 of 5 figures of a list are {THOSE}, told of Thursday, 8 Jan 2026."]


def test_an_older_session_is_found_too() -> None:
    """Closes of three sessions before are told of as theirs."""
    audit = audited(
        "The S&P 500 closed on Thursday at 6,902.05. The Dow ended Thursday at 48,977.18, and the Nasdaq Composite "
        "finished Thursday at 23,395.82."
    )

    assert "those of Monday, 5 Jan 2026" in notes(audit)[0]
    assert audit.notices[0].notice is NoticeKind.STALE


@pytest.mark.parametrize(
    "text",
    [
        PROSE.split(". ", 1)[0] + ".",
        "The S&P 500 closed on Thursday at 6,920.93. The Dow ended Thursday at 48,996.08.",
        "The S&P 500 closed Thursday at 6,920.93, again 6,920.93 on Thursday, and at 6,920.93 on Thursday's screens.",
    ],
)
def test_fewer_than_three_figures_are_a_slip(text: str) -> None:
    """One or two figures of the day before, or one told three times, make no stale text."""
    assert notes(audited(text)) == []


def test_true_figures_are_never_stale() -> None:
    """A true text has no notice, and the day before told as the day before is true."""
    text = PROSE.replace("Thursday", "Wednesday")

    assert {label for label, _ in verdicts(audited(text)).values()} == {"supported"}
    assert notes(audited(text)) == []
