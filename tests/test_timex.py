"""Time expressions as they stand in text: which there are, of what kind, and where."""

import itertools
import json
from pathlib import Path

import pytest

from extractor.nlp import timex as times
from extractor.nlp.timex import find_heading_timexes, find_timexes
from extractor.records import Timex, TimexKind


def timexes(text: str) -> list[Timex]:
    """Find the time expressions of a text."""
    return find_timexes(text, 0, len(text))


def the_timex(text: str) -> Timex:
    """Find the one time expression of a text."""
    (timex,) = timexes(text)
    return timex


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        # days
        ("fell on Jan. 8", TimexKind.DAY, "--01-08"),
        ("fell on January 8, 2026", TimexKind.DAY, "2026-01-08"),
        ("fell on Aug 26th", TimexKind.DAY, "--08-26"),
        ("fell on 26 August 2025", TimexKind.DAY, "2025-08-26"),
        ("fell on the 8th of January", TimexKind.DAY, "--01-08"),
        ("fell on 2026-01-08", TimexKind.DAY, "2026-01-08"),
        ("fell on 8/26/2025", TimexKind.DAY, "2025-08-26"),
        ("fell on 26/8/2025", TimexKind.DAY, "2025-08-26"),
        ("fell on 5/6/2025", TimexKind.UNKNOWN, ""),
        # weekdays
        ("fell on Thursday", TimexKind.WEEKDAY, "3"),
        ("fell Mon. morning", TimexKind.WEEKDAY, "0"),
        ("Friday's slide", TimexKind.WEEKDAY, "4"),
        # quarters and halves
        ("rose in Q3", TimexKind.QUARTER, "--Q3"),
        ("rose in Q3 2025", TimexKind.QUARTER, "2025-Q3"),
        ("rose in Q3 '25", TimexKind.QUARTER, "2025-Q3"),
        ("rose in 4Q25", TimexKind.QUARTER, "2025-Q4"),
        ("rose in the third quarter", TimexKind.QUARTER, "--Q3"),
        ("rose in the third quarter of 2025", TimexKind.QUARTER, "2025-Q3"),
        ("rose in the first half of 2025", TimexKind.HALF, "2025-H1"),
        ("rose in H2 2025", TimexKind.HALF, "2025-H2"),
        # months and years
        ("rose in December", TimexKind.MONTH, "--12"),
        ("rose in December 2025", TimexKind.MONTH, "2025-12"),
        ("rose in 2025", TimexKind.YEAR, "2025"),
        # to date, since
        ("up 30% YTD", TimexKind.TO_DATE, "year"),
        ("up 30% year-to-date", TimexKind.TO_DATE, "year"),
        ("up 3% so far this month", TimexKind.TO_DATE, "month"),
        ("up 3% quarter to date", TimexKind.TO_DATE, "quarter"),
        ("up 3% since April", TimexKind.SINCE, "--04"),
        ("up 3% since April 2, 2025", TimexKind.SINCE, "2025-04-02"),
        ("up 3% since Monday", TimexKind.SINCE, "weekday 0"),
        ("up 3% since 2024", TimexKind.SINCE, "2024"),
        # spans
        ("up 3% from Jan. 5-9", TimexKind.SPAN, "--01-05/--01-09"),
        ("up 3% from Dec. 29 to Jan. 2", TimexKind.SPAN, "--12-29/--01-02"),
        ("up 3% from October through December 2025", TimexKind.SPAN, "2025-10-01/2025-12-31"),
        ("up 3% in the three months ended Sept. 30", TimexKind.SPAN, "--07-01/--09-30"),
        # times that are recognised and never guessed
        ("up 3% in recent months", TimexKind.UNKNOWN, ""),
        ("has risen recently", TimexKind.UNKNOWN, ""),
        ("sales rose year-over-year", TimexKind.UNKNOWN, ""),
    ],
)
def test_a_time_has_its_kind_and_value(text: str, kind: TimexKind, value: str) -> None:
    """The words are put in one normal form, without yet being seen from a dateline."""
    timex = the_timex(text)

    assert (timex.kind, timex.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "kind", "offset"),
    [
        ("fell yesterday", TimexKind.RELATIVE_DAY, -1),
        ("fell today", TimexKind.RELATIVE_DAY, 0),
        ("will fall tomorrow", TimexKind.RELATIVE_DAY, 1),
        ("fell last Friday", TimexKind.WEEKDAY, -1),
        ("fell this week", TimexKind.WEEK, 0),
        ("fell last week", TimexKind.WEEK, -1),
        ("may fall next week", TimexKind.WEEK, 1),
        ("fell last month", TimexKind.MONTH, -1),
        ("fell this quarter", TimexKind.QUARTER, 0),
        ("fell last year", TimexKind.YEAR, -1),
        ("fell in the previous session", TimexKind.SESSION, -1),
        ("a weekly loss of 1.2%", TimexKind.WEEK, 0),
    ],
)
def test_a_relative_time_counts_from_the_dateline(text: str, kind: TimexKind, offset: int) -> None:
    """This is 0, last is -1, next is 1."""
    timex = the_timex(text)

    assert (timex.kind, timex.offset) == (kind, offset)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("up 3% over the past three months", 3, "month"),
        ("up 3% in the last 12 months", 12, "month"),
        ("up 3% over the past five sessions", 5, "session"),
        ("up 3% over the past year", 1, "year"),
        ("up 3% in just two days", 2, "day"),
    ],
)
def test_a_trailing_time_counts_back(text: str, count: int, unit: str) -> None:
    """Past periods say how many of which unit."""
    timex = the_timex(text)

    assert (timex.kind, timex.count, timex.unit) == (TimexKind.TRAILING, count, unit)


@pytest.mark.parametrize(
    ("text", "count", "part", "value"),
    [
        ("the first five trading days of 2026", 5, "first", "2026"),
        ("the last two sessions of December", 2, "last", "--12"),
        ("the first week of the year", 1, "first", "year"),
    ],
)
def test_first_sessions_say_how_many_of_what(text: str, count: int, part: str, value: str) -> None:
    """The first and last days of a period are counted within it."""
    timex = the_timex(text)

    assert (timex.kind, timex.count, timex.part, timex.value) == (TimexKind.FIRST_SESSIONS, count, part, value)


@pytest.mark.parametrize("part", ["early", "mid", "late"])
def test_parts_of_a_month_are_kept(part: str) -> None:
    """Early, mid and late stay with their month."""
    timex = the_timex(f"rose in {part} January")

    assert (timex.kind, timex.value, timex.part) == (TimexKind.MONTH, "--01", part)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [("fell on Thursday", True), ("fell on Jan. 8", True), ("fell yesterday", True), ("fell today", False)],
)
def test_a_named_day_is_marked(text: str, is_named: bool) -> None:
    """A date, a weekday and yesterday name their day; today is only understood."""
    assert the_timex(text).is_named is is_named


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 fell 2% to 6,921.46.",
        "The Russell 2000 fell 2%.",
        "Stocks may fall.",
        "They march on.",
        "The Dow rose 500 points.",
        "He sat down.",
        "the 10-year note",
        "the 200-day average",
        "in 2,025 shops",
        "fiscal policy",
        "trading on 24/7",
        "on 50/50 odds",
        "a 60/40 portfolio",
        "",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Names, figures and words that look like months or days are no times."""
    assert timexes(text) == []


def test_spans_hold_the_words_in_order_without_overlap() -> None:
    """Each time is found once, where it stands, the longest expression first."""
    text = "On Thursday, Jan. 8, 2026, stocks fell after a 2% rise in December; since April 2 they are up 30% year to date."
    found = timexes(text)

    assert [timex.text for timex in found] == [
        "Thursday, Jan. 8, 2026",
        "in December",
        "since April 2",
        "year to date",
    ]
    assert all(text[timex.start : timex.end] == timex.text for timex in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_only_the_stretch_asked_for_is_searched() -> None:
    """Offsets are those of the whole text, and what lies outside the stretch is not found."""
    text = "On Monday stocks rose. On Thursday they fell."
    (timex,) = find_timexes(text, text.index("On Thursday"), len(text))

    assert text[timex.start : timex.end].endswith("Thursday")


@pytest.mark.parametrize(
    ("heading", "kind", "value"),
    [
        ("June review", TimexKind.MONTH, "--06"),
        ("Markets in June 2025", TimexKind.MONTH, "2025-06"),
        ("Weekly wrap", TimexKind.WEEK, ""),
        ("Quarterly letter", TimexKind.QUARTER, ""),
        ("2025 in review", TimexKind.YEAR, "2025"),
    ],
)
def test_a_heading_names_its_period_barely(heading: str, kind: TimexKind, value: str) -> None:
    """In a heading a bare month, "weekly" or a year is a time."""
    (timex,) = find_heading_timexes(heading, 0, len(heading))

    assert (timex.kind, timex.value) == (kind, value)


def test_no_pattern_finds_anything_where_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(__file__).parent / "data" / "sentences_tuned.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    found = [find_timexes(text, 0, len(text)) for text in texts]
    monkeypatch.setattr(times, "_patterns_for", lambda _: times._COMPILED)
    assert found == [find_timexes(text, 0, len(text)) for text in texts]
