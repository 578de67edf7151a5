"""Time expressions, seen from a dateline, to periods of New York sessions."""

import time
from datetime import date

import pytest

import extractor
from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.nlp.timex import find_timexes
from extractor.records import Dateline, Published, Reason, Told
from extractor.verify.named_days import named_day
from extractor.verify.resolve import Clock, Resolved, clock_for, resolve

# Evenings in New York, well after the bell, and one Saturday.
THURSDAY = "2026-01-08T22:00:00+00:00"
FRIDAY = "2026-01-09T22:00:00+00:00"
SATURDAY = "2026-01-10T15:00:00+00:00"
MONDAY = "2026-01-12T22:00:00+00:00"
AUGUST = "2025-08-26T21:30:00+00:00"


def clock_at(published: str) -> Clock:
    """See a dateline from New York."""
    known = Published.parse(published)
    return clock_for(Dateline(known.day, known.instant, "given"), "XNYS")


def resolved(words: str, published: str, told: Told = Told.UNSAID) -> Resolved:
    """Resolve the one time expression of a sentence about the S&P 500."""
    text = f"The S&P 500 moved 1.2% {words}."
    (timex,) = find_timexes(text, 0, len(text))
    return resolve(timex, clock_at(published), told)


@pytest.mark.parametrize(
    ("words", "published", "first", "last"),
    [
        # weekdays
        ("on Thursday", THURSDAY, "2026-01-08", "2026-01-08"),
        ("on Thursday", "2026-01-08", "2026-01-08", "2026-01-08"),
        ("on Wednesday", THURSDAY, "2026-01-07", "2026-01-07"),
        ("Friday", THURSDAY, "2026-01-02", "2026-01-02"),
        ("last Friday", THURSDAY, "2026-01-02", "2026-01-02"),
        ("last Thursday", "2026-01-15T22:00:00+00:00", "2026-01-08", "2026-01-08"),
        ("on Friday", MONDAY, "2026-01-09", "2026-01-09"),
        ("on Friday", SATURDAY, "2026-01-09", "2026-01-09"),
        ("Tues.", THURSDAY, "2026-01-06", "2026-01-06"),
        # days around the dateline
        ("today", THURSDAY, "2026-01-08", "2026-01-08"),
        ("yesterday", THURSDAY, "2026-01-07", "2026-01-07"),
        ("yesterday", MONDAY, "2026-01-09", "2026-01-09"),
        ("yesterday", "2026-01-20T22:00:00+00:00", "2026-01-16", "2026-01-16"),
        ("in the previous session", THURSDAY, "2026-01-07", "2026-01-07"),
        ("overnight", "2026-01-08T13:00:00+00:00", "2026-01-07", "2026-01-07"),
        # dates
        ("on Jan. 8", THURSDAY, "2026-01-08", "2026-01-08"),
        ("on January 8, 2026", THURSDAY, "2026-01-08", "2026-01-08"),
        ("on Jan 7th", THURSDAY, "2026-01-07", "2026-01-07"),
        ("on Dec. 31", THURSDAY, "2025-12-31", "2025-12-31"),
        ("on Aug 26th", "2025-09-02T21:00:00+00:00", "2025-08-26", "2025-08-26"),
        ("on 26 August 2025", THURSDAY, "2025-08-26", "2025-08-26"),
        ("on 2025-08-26", THURSDAY, "2025-08-26", "2025-08-26"),
        ("on 8/26/2025", THURSDAY, "2025-08-26", "2025-08-26"),
        ("on 26/8/2025", THURSDAY, "2025-08-26", "2025-08-26"),
        # half days are sessions
        ("on Dec. 24", THURSDAY, "2025-12-24", "2025-12-24"),
        ("on Nov. 28, 2025", THURSDAY, "2025-11-28", "2025-11-28"),
        ("on July 3, 2025", THURSDAY, "2025-07-03", "2025-07-03"),
        # spans
        ("on Jan. 5-9", SATURDAY, "2026-01-05", "2026-01-09"),
        ("on Jan. 5–9, 2026", SATURDAY, "2026-01-05", "2026-01-09"),
        ("from Dec. 29 to Jan. 2", THURSDAY, "2025-12-29", "2026-01-02"),
        ("in the three months ended Sept. 30", "2025-10-15T21:00:00+00:00", "2025-07-01", "2025-09-30"),
        ("from October through December 2025", THURSDAY, "2025-10-01", "2025-12-31"),
        # weeks
        ("this week", THURSDAY, "2026-01-05", "2026-01-08"),
        ("this week", FRIDAY, "2026-01-05", "2026-01-09"),
        ("this week", SATURDAY, "2026-01-05", "2026-01-09"),
        ("for the week", FRIDAY, "2026-01-05", "2026-01-09"),
        ("last week", THURSDAY, "2025-12-29", "2026-01-02"),
        ("last week", SATURDAY, "2026-01-05", "2026-01-09"),
        ("last week", MONDAY, "2026-01-05", "2026-01-09"),
        ("this week", "2026-01-23T22:00:00+00:00", "2026-01-20", "2026-01-23"),
        ("last week", "2026-01-20T22:00:00+00:00", "2026-01-12", "2026-01-16"),
        ("this week", "2025-11-28T19:00:00+00:00", "2025-11-24", "2025-11-28"),
        # months and parts of months
        ("in December", THURSDAY, "2025-12-01", "2025-12-31"),
        ("in August", AUGUST, "2025-08-01", "2025-08-26"),
        ("in December 2025", THURSDAY, "2025-12-01", "2025-12-31"),
        ("last month", THURSDAY, "2025-12-01", "2025-12-31"),
        ("this month", AUGUST, "2025-08-01", "2025-08-26"),
        ("in early January", "2026-01-20T22:00:00+00:00", "2026-01-02", "2026-01-09"),
        ("in mid-June", "2025-07-10T21:00:00+00:00", "2025-06-11", "2025-06-20"),
        ("in late September", "2025-10-10T21:00:00+00:00", "2025-09-22", "2025-09-30"),
        # quarters, halves, years
        ("in Q3", "2025-10-15T21:00:00+00:00", "2025-07-01", "2025-09-30"),
        ("in Q3 2025", THURSDAY, "2025-07-01", "2025-09-30"),
        ("in the third quarter", THURSDAY, "2025-07-01", "2025-09-30"),
        ("in the fourth quarter of 2025", THURSDAY, "2025-10-01", "2025-12-31"),
        ("4Q25", THURSDAY, "2025-10-01", "2025-12-31"),
        ("last quarter", THURSDAY, "2025-10-01", "2025-12-31"),
        ("this quarter", AUGUST, "2025-07-01", "2025-08-26"),
        ("in the first half of 2025", THURSDAY, "2025-01-02", "2025-06-30"),
        ("in H2 2025", THURSDAY, "2025-07-01", "2025-12-31"),
        ("in the second half of the year", THURSDAY, "2025-07-01", "2025-12-31"),
        ("in 2025", THURSDAY, "2025-01-02", "2025-12-31"),
        ("last year", THURSDAY, "2025-01-02", "2025-12-31"),
        ("this year", AUGUST, "2025-01-02", "2025-08-26"),
        # to date and since
        ("YTD", AUGUST, "2025-01-02", "2025-08-26"),
        ("year to date", THURSDAY, "2026-01-02", "2026-01-08"),
        ("so far this year", AUGUST, "2025-01-02", "2025-08-26"),
        ("so far this month", AUGUST, "2025-08-01", "2025-08-26"),
        ("quarter-to-date", AUGUST, "2025-07-01", "2025-08-26"),
        ("since April", AUGUST, "2025-04-01", "2025-08-26"),
        ("since the end of March", AUGUST, "2025-04-01", "2025-08-26"),
        ("since the start of the year", AUGUST, "2025-01-02", "2025-08-26"),
        ("since 2024", AUGUST, "2024-01-02", "2025-08-26"),
        ("since Monday", THURSDAY, "2026-01-06", "2026-01-08"),
        # back from the dateline, and first sessions
        ("over the past three months", AUGUST, "2025-05-27", "2025-08-26"),
        ("over the past five sessions", THURSDAY, "2026-01-02", "2026-01-08"),
        ("over the past year", AUGUST, "2024-08-27", "2025-08-26"),
        ("in the first five trading days of 2026", THURSDAY, "2026-01-02", "2026-01-08"),
        ("in the last two trading days of 2025", THURSDAY, "2025-12-30", "2025-12-31"),
    ],
)
def test_a_time_is_the_sessions_an_editor_would_count(words: str, published: str, first: str, last: str) -> None:
    """The likeliest period runs from the first to the last session that the words name."""
    found = resolved(words, published)

    assert found.periods, found.note
    assert (found.periods[0].first, found.periods[0].last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.reason is None


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("on 5/6/2025", THURSDAY),  # May or June
        ("on Jan. 3, 2026", THURSDAY),  # a Saturday
        ("on Sunday", THURSDAY),
        ("on Dec. 25, 2025", THURSDAY),  # holidays
        ("on July 4, 2025", THURSDAY),
        ("last Thursday", THURSDAY),  # New Year's Day
        ("on Monday", "2026-01-20T22:00:00+00:00"),  # Martin Luther King's day
        ("on Thursday", "2025-01-09T22:00:00+00:00"),  # a day of mourning
        ("on Feb. 30, 2025", THURSDAY),
        ("on January 15, 2026", THURSDAY),  # days to come
        ("tomorrow", THURSDAY),
        ("next week", THURSDAY),
        ("next year", THURSDAY),
        ("in Q2 2026", THURSDAY),
        ("recently", THURSDAY),
        ("in recent months", THURSDAY),
        ("over the past few weeks", THURSDAY),
        ("since late April", AUGUST),
    ],
)
def test_a_time_that_names_no_sessions_is_not_guessed(words: str, published: str) -> None:
    """Days without trading, days to come, unclear dates and vague times have no period, and say why."""
    found = resolved(words, published)

    assert found.periods == ()
    assert found.reason is Reason.UNRESOLVED_TIME
    assert found.note


@pytest.mark.parametrize(
    ("words", "published", "is_told"),
    [
        ("on Thursday", "2026-01-08T20:30:00+00:00", False),  # half past three in New York
        ("on Thursday", "2026-01-08T21:00:00+00:00", True),  # the bell
        ("on Jan. 8", "2026-01-08T20:30:00+00:00", False),
        ("on Friday", "2025-11-28T17:30:00+00:00", False),  # half past twelve of a half day
        ("on Friday", "2025-11-28T18:00:00+00:00", True),
        ("on Wednesday", "2026-01-08T20:30:00+00:00", True),
    ],
)
def test_no_close_is_claimed_before_the_bell(words: str, published: str, is_told: bool) -> None:
    """A close of the dateline's own session exists from the closing bell on, half days included."""
    assert bool(resolved(words, published, Told.CLOSE).periods) is is_told


@pytest.mark.parametrize(
    ("published", "told", "day"),
    [
        ("2026-01-08", Told.UNSAID, "2026-01-08"),
        (THURSDAY, Told.UNSAID, "2026-01-08"),
        (SATURDAY, Told.UNSAID, "2026-01-09"),
        ("2026-01-19", Told.UNSAID, "2026-01-16"),  # a holiday
        ("2026-01-08T13:00:00+00:00", Told.UNSAID, "2026-01-07"),  # before the opening bell
        ("2026-01-08T16:00:00+00:00", Told.INTRADAY, "2026-01-08"),
        ("2026-01-08T16:00:00+00:00", Told.CLOSE, "2026-01-07"),
        ("2025-11-28T18:30:00+00:00", Told.CLOSE, "2025-11-28"),
    ],
)
def test_no_time_said_is_the_last_session(published: str, told: Told, day: str) -> None:
    """Without a time, the session is the one that runs, or the last one that closed."""
    period = resolve(None, clock_at(published), told).periods[0]

    assert (period.first, period.last) == (date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "published", "periods"),
    [
        ("this week", MONDAY, [("2026-01-05", "2026-01-09"), ("2026-01-12", "2026-01-12")]),
        ("last week", SATURDAY, [("2026-01-05", "2026-01-09"), ("2025-12-29", "2026-01-02")]),
        (
            "since April",
            AUGUST,
            [("2025-04-01", "2025-08-26"), ("2025-04-02", "2025-08-26"), ("2025-05-01", "2025-08-26")],
        ),
        ("since Monday", THURSDAY, [("2026-01-06", "2026-01-08"), ("2026-01-05", "2026-01-08")]),
        ("over the past week", THURSDAY, [("2026-01-05", "2026-01-08"), ("2026-01-02", "2026-01-08")]),
        ("for the month", "2026-02-02T22:00:00+00:00", [("2026-01-02", "2026-01-30"), ("2026-02-02", "2026-02-02")]),
    ],
)
def test_words_that_leave_it_open_keep_both_periods(words: str, published: str, periods: list[tuple[str, str]]) -> None:
    """Where the words fit two periods both are given, the likelier first."""
    found = [(p.first.isoformat(), p.last.isoformat()) for p in resolved(words, published).periods]

    assert found == periods


def test_a_period_beyond_the_dateline_is_cut_there() -> None:
    """A period that has begun ends at the dateline, and says that it was cut."""
    found = resolved("in the first five trading days of 2026", "2026-01-06T22:00:00+00:00")

    assert (found.periods[0].first, found.periods[0].last) == (date(2026, 1, 2), date(2026, 1, 6))
    assert found.is_cut
    assert not resolved("in the first five trading days of 2026", THURSDAY).is_cut


def test_only_a_named_day_excludes_its_neighbours() -> None:
    """A weekday or a date names its session; "the previous session" and no time at all do not."""
    assert resolved("on Thursday", THURSDAY).is_named
    assert resolved("on Jan. 8", THURSDAY).is_named
    assert not resolved("in the previous session", THURSDAY).is_named
    assert not resolve(None, clock_at(THURSDAY), Told.UNSAID).is_named


def test_a_dateline_beyond_the_calendars_is_an_error() -> None:
    """Before 1970 no session is known, and none is made up."""
    with pytest.raises(OutsideCalendar, match="1969"):
        clock_at("1969-07-20")


@pytest.mark.parametrize(
    "words", ["in 0 days", "over the past 0 weeks", "in the first 0 sessions of 2026", "000 days ago"]
)
def test_no_days_are_no_time(words: str) -> None:
    """None of a unit is no period, and no error; nor is the end of a longer number its count."""
    text = f"The S&P 500 moved 1.2% {words}."

    assert [timex for timex in find_timexes(text, 0, len(text)) if timex.count] == []


def test_a_long_run_of_blanks_is_read_in_no_time() -> None:
    """Blanks beside a date, or dates beside each other, do not take quadratic time."""
    for text in (
        "on Mar. 14" + "\t " * 30_000,
        "Mon " * 16_000,
        "since a Mon " * 5_000,
        "on Mar. 14" + " " * 60_000 + "May 1",
    ):
        start = time.process_time()
        find_timexes(text, 0, len(text))
        assert time.process_time() - start < 2


def test_an_exchange_without_a_calendar_abstains(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index whose calendar cannot be built is unverifiable, and the rest of its article is judged."""

    def broken(mic: str) -> None:
        raise NotImplementedError(mic)

    monkeypatch.setattr(sessions, "_build", broken)
    sessions._built_or_why_not.cache_clear()
    text = "The Athens General Composite rose 1.2% on Thursday. The S&P 500 rose 0.6% on Thursday."
    findings = extractor.audit(text, published=THURSDAY).findings
    sessions._built_or_why_not.cache_clear()

    assert [finding.verdict.reason for finding in findings] == [Reason.OUTSIDE_CALENDAR, Reason.NO_PRICES]


def test_a_time_before_the_calendars_abstains() -> None:
    """A year before 1970 in a later text is outside the calendar."""
    found = resolved("in 1962", THURSDAY)

    assert (found.periods, found.reason) == ((), Reason.OUTSIDE_CALENDAR)


@pytest.mark.parametrize("name", ["-goodfriday", "-memorial", "-labor", "-thanksgiving", "-presidents"])
def test_a_holiday_is_no_session_in_any_year(name: str) -> None:
    """New York has been shut on these days for fifty years, as another table than theirs knows."""
    days = [named_day(name, date(year, 12, 31)) for year in range(1975, 2026)]

    assert [day.year for day in days if day] == list(range(1975, 2026))
    assert not any(sessions.is_session("XNYS", day) for day in days if day)


def test_an_election_long_past_is_not_the_election() -> None:
    """Without its year an election is the one just held."""
    assert named_day("-election", date(2017, 1, 27)) == date(2016, 11, 8)
    assert named_day("-election", date(2017, 7, 27)) is None
    assert named_day("-election+1", date(2024, 11, 7)) == date(2024, 11, 6)
