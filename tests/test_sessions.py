"""Trading sessions held against known closures, half days and exchange_calendars itself."""

from datetime import UTC, date, datetime

import exchange_calendars
import pytest

from extractor.errors import OutsideCalendar
from extractor.market import sessions

# exchange_calendars calls pandas in ways that pandas is about to change.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-09",
        "2018-12-05",
        "2012-10-29",
        "2012-10-30",
        "2001-09-11",
        "2001-09-14",
        "2007-01-02",
        "2004-06-11",
    ],
)
def test_unplanned_closures(text):
    """New York did not trade on days of mourning, of the hurricane and of the attacks."""
    assert not sessions.is_session("XNYS", date.fromisoformat(text))


@pytest.mark.parametrize(
    ("mic", "text"),
    [
        ("XNYS", "2019-04-19"),
        ("XNYS", "2026-01-01"),
        ("XNYS", "2022-06-20"),
        ("XTKS", "2026-01-02"),
        ("XTKS", "2019-05-01"),
        ("XTKS", "2025-11-24"),
        ("XLON", "2025-08-25"),
        ("XLON", "2022-09-19"),
        ("XLON", "2011-04-29"),
        ("XHKG", "2026-02-17"),
        ("XHKG", "2025-10-07"),
        ("XETR", "2025-05-01"),
        ("XSHG", "2025-10-01"),
    ],
)
def test_holidays(mic, text):
    """Each of these weekdays was a holiday of that exchange."""
    day = date.fromisoformat(text)
    assert day.weekday() < 5
    assert not sessions.is_session(mic, day)


@pytest.mark.parametrize(
    ("mic", "text"),
    [("XLON", "2025-07-04"), ("XTKS", "2025-11-27"), ("XNYS", "2025-05-01"), ("XNYS", "2025-11-11")],
)
def test_another_exchange_s_holiday_is_a_session(mic, text):
    """A holiday elsewhere, or of the bond market only, does not close the exchange."""
    assert sessions.is_session(mic, date.fromisoformat(text))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2025-07-03", 17),
        ("2025-11-28", 18),
        ("2025-12-24", 18),
        ("2025-07-02", 20),
        ("2025-12-23", 21),
        ("2026-03-06", 21),
        ("2026-03-09", 20),
    ],
)
def test_new_york_closes(text, hour):
    """Half days close at 13:00 in New York, others at 16:00, in summer and in winter."""
    day = date.fromisoformat(text)
    assert sessions.close_instant("XNYS", day) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_opens_and_closes_elsewhere():
    """Tokyo closes at 15:30 since November 2024; futures open on the evening before."""
    assert sessions.close_instant("XTKS", date(2024, 11, 1)) == datetime(2024, 11, 1, 6, 0, tzinfo=UTC)
    assert sessions.close_instant("XTKS", date(2024, 11, 5)) == datetime(2024, 11, 5, 6, 30, tzinfo=UTC)
    assert sessions.open_instant("CMES", date(2026, 1, 5)) == datetime(2026, 1, 4, 23, 0, tzinfo=UTC)
    assert sessions.close_instant("24/7", date(2026, 1, 3)) == datetime(2026, 1, 4, 0, 0, tzinfo=UTC)
    assert sessions.open_instant("XNYS", date(2026, 1, 8)) == datetime(2026, 1, 8, 14, 30, tzinfo=UTC)


def test_first_sessions_of_2026():
    """The first five sessions of 2026 in New York were January 2, 5, 6, 7 and 8."""
    days = sessions.sessions_between("XNYS", date(2026, 1, 1), date(2026, 1, 8))
    assert days == tuple(date(2026, 1, day) for day in (2, 5, 6, 7, 8))
    assert sessions.n_sessions("XNYS", date(2026, 1, 1), date(2026, 1, 8)) == 5
    assert sessions.n_sessions("XNYS", date(2025, 1, 1), date(2025, 12, 31)) == 250


def test_moving_between_sessions():
    """Before and after step over weekends and holidays; shifts go there and back."""
    assert sessions.session_on_or_before("XNYS", date(2026, 1, 4)) == date(2026, 1, 2)
    assert sessions.session_on_or_after("XNYS", date(2026, 1, 1)) == date(2026, 1, 2)
    assert sessions.session_on_or_before("XNYS", date(2026, 1, 2)) == date(2026, 1, 2)
    assert sessions.shift("XNYS", date(2025, 1, 8), 1) == date(2025, 1, 10)
    assert sessions.shift("XNYS", date(2025, 1, 10), -1) == date(2025, 1, 8)
    assert sessions.shift("XNYS", date(2026, 1, 2), 0) == date(2026, 1, 2)
    assert sessions.sessions_between("XNYS", date(2026, 1, 3), date(2026, 1, 4)) == ()
    assert sessions.sessions_between("XNYS", date(2026, 1, 8), date(2026, 1, 2)) == ()
    assert sessions.n_sessions("XNYS", date(2026, 1, 8), date(2026, 1, 2)) == 0


def test_shift_needs_a_session():
    """A shift starts at a session; a Saturday is a mistake of the caller."""
    with pytest.raises(ValueError, match="no session"):
        sessions.shift("XNYS", date(2026, 1, 3), 1)


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(2028, 1, 3)])
def test_outside_the_bounds(day):
    """A day beyond the bounds is refused with calendar, day and bounds in the message."""
    with pytest.raises(OutsideCalendar, match=f"XNYS: got {day}.*1970-01-01 to 2027-12-31"):
        sessions.is_session("XNYS", day)
    with pytest.raises(OutsideCalendar):
        sessions.sessions_between("XNYS", min(day, date(2020, 1, 1)), max(day, date(2020, 1, 1)))


def test_steps_beyond_the_bounds():
    """Moving past the first or last session is refused too, never wrapped around."""
    with pytest.raises(OutsideCalendar):
        sessions.session_on_or_before("XNYS", date(1970, 1, 1))
    with pytest.raises(OutsideCalendar):
        sessions.shift("XNYS", date(1970, 1, 2), -1)
    with pytest.raises(OutsideCalendar):
        sessions.shift("XNYS", date(2027, 12, 31), 1)
    with pytest.raises(OutsideCalendar, match="XTKS: got 1990-01-05"):
        sessions.is_session("XTKS", date(1990, 1, 5))


def test_unknown_calendar():
    """A MIC that nobody knows is refused by name."""
    with pytest.raises(OutsideCalendar, match="'XXXX'"):
        sessions.is_session("XXXX", date(2026, 1, 2))


def test_other_names_and_calendars_outside_the_table():
    """Nasdaq keeps New York's calendar; a calendar that the table lacks is built on demand."""
    assert not sessions.is_session("XNAS", date(2025, 1, 9))
    assert not sessions.is_session("XWAR", date(2025, 11, 11))
    assert sessions.close_instant("XWAR", date(2025, 11, 12)) == datetime(2025, 11, 12, 16, 0, tzinfo=UTC)
    assert sessions.is_session("24/7", date(2026, 1, 4))
    assert not sessions.is_session("24/5", date(2026, 1, 4))


@pytest.mark.parametrize("mic", sorted(sessions._table()[0]))
def test_table_equals_exchange_calendars(mic):
    """The shipped table gives exactly the sessions, opens and closes of exchange_calendars."""
    held = sessions.load_calendar(mic)
    truth = exchange_calendars.get_calendar(mic, start=str(held.first), end=str(held.last))
    days = [stamp.date() for stamp in truth.sessions]
    assert list(held.between(held.first, held.last)) == days
    schedule = truth.schedule
    wanted = zip(days, schedule["open"], schedule["close"], strict=True)
    assert [(day, *held.instants(day)) for day in days] == [
        (day, opens.to_pydatetime(), closes.to_pydatetime()) for day, opens, closes in wanted
    ]


def test_other_names_are_those_of_exchange_calendars():
    """Every other name in the table leads where exchange_calendars leads it."""
    for name, mic in sessions._table()[1].items():
        assert exchange_calendars.resolve_alias(name) == mic
