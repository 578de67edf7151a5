"""Trading sessions held against known closures, half days and exchange_calendars itself."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import exchange_calendars
import pandas_market_calendars
import pytest
from scoring import DATA
from scripting import load_script

from extractor.errors import OutsideCalendar
from extractor.market import sessions

# Both calendar libraries call pandas in ways that pandas is about to change.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Series.dt.weekday"),
]

NEW_YORK = ZoneInfo("America/New_York")
ODD = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (DATA / "sessions_odd.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
# From this day on New York closes at four; before, exchange_calendars has hours that are too late.
CLOSES_AT_FOUR = date(1974, 10, 1)
# What one library says of a close and the other does not. Trading that broke off on the day itself or was cut
# short for a while is no business of exchange_calendars; of these half days the other library does not know.
BROKEN_OFF = {
    *(date(1975, 2, 12), date(1976, 8, 9), date(1978, 2, 6), date(1981, 3, 30), date(1981, 9, 9)),
    *(date(1987, 10, day) for day in (23, 26, 27, 28, 29, 30)),
    *(date(1987, 11, day) for day in (2, 3, 4, 5, 6, 9, 10, 11)),
    *(date(1994, 2, 11), date(1996, 1, 8), date(1997, 10, 27), date(2005, 6, 1)),
}
HALF_DAYS_OF_ONE = {*(date(year, 12, 24) for year in (1979, 1980, 1981, 1984, 1985, 1986, 1987)), date(1999, 12, 31)}


@pytest.fixture(scope="module")
def new_york():
    """Return the sessions of New York as pandas_market_calendars has them, with open and close."""
    schedule = pandas_market_calendars.get_calendar("NYSE").schedule("1970-01-01", "2027-12-31")
    columns = zip(schedule.index, schedule["market_open"], schedule["market_close"], strict=True)
    return {day.date(): (opens.to_pydatetime(), closes.to_pydatetime()) for day, opens, closes in columns}


def test_new_york_equals_another_calendar_on_every_day(new_york):
    """Of each of 21,184 days from 1970 to 2027, pandas_market_calendars says the same: session or none."""
    days = [date(1970, 1, 1) + timedelta(days=n) for n in range(21_184)]

    assert days[-1] == date(2027, 12, 31)
    assert [day for day in days if sessions.is_session("XNYS", day) != (day in new_york)] == []


def test_new_york_closes_when_another_calendar_says(new_york):
    """Since the close is at four, both agree on every one but those that are named here, half days included."""
    differ = {
        day
        for day, (_, closes) in new_york.items()
        if day >= CLOSES_AT_FOUR and closes != sessions.close_instant("XNYS", day)
    }

    assert differ == BROKEN_OFF | HALF_DAYS_OF_ONE
    halves = {day for day in new_york if sessions.close_instant("XNYS", day).astimezone(NEW_YORK).hour < 16}
    assert len(halves - HALF_DAYS_OF_ONE) > 60


def test_new_york_opens_when_another_calendar_says(new_york):
    """Since 1985 it opens at half past nine, but for some days that began with a silence, a storm or a fault."""
    opened = {day: opens.astimezone(NEW_YORK).time() for day, (opens, _) in new_york.items() if day >= date(1985, 1, 1)}

    assert {sessions.open_instant("XNYS", day).astimezone(NEW_YORK).time() for day in opened} == {time(9, 30)}
    assert sum(at != time(9, 30) for at in opened.values()) < 20


@pytest.mark.parametrize(("mic", "text", "what", "why"), ODD)
def test_odd_days(mic, text, what, why):
    """Days that were shut, or half, or open against expectation are so; the table was written down by hand."""
    day = date.fromisoformat(text)
    calendar = sessions.load_calendar(mic)

    assert day.weekday() < 5
    assert calendar.is_session(day) is (what != "closed"), why
    if what not in ("closed", "open"):
        closes = calendar.instants(day)[1].astimezone(ZoneInfo(calendar.hours.zone))
        assert f"{closes:%H:%M}" == what, why


def test_there_are_enough_odd_days():
    """The table has forty odd closures and half days at least, beside days that were open."""
    assert sum(what == "closed" or (what != "open" and what < "16") for _, _, what, _ in ODD) >= 40


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
    """The shipped table gives exactly the sessions, opens and closes of exchange_calendars, its few errors put right."""
    held = sessions.load_calendar(mic)
    truth = exchange_calendars.get_calendar(mic, start=str(held.first), end=str(held.last))
    shut = load_script("make_sessions").SHUT_ALL_THE_SAME.get(mic, ())
    schedule = truth.schedule
    wanted = [
        (stamp.date(), opens.to_pydatetime(), closes.to_pydatetime())
        for stamp, opens, closes in zip(truth.sessions, schedule["open"], schedule["close"], strict=True)
        if stamp.date() not in shut
    ]
    days = list(held.between(held.first, held.last))
    assert days == [day for day, _, _ in wanted]
    assert [(day, *held.instants(day)) for day in days] == wanted


def test_what_is_put_right_is_in_the_table_of_odd_days():
    """Every closure that exchange_calendars does not know has its reason written down, and is still needed."""
    for mic, days in load_script("make_sessions").SHUT_ALL_THE_SAME.items():
        theirs = exchange_calendars.get_calendar(mic)
        for day in days:
            assert (mic, day.isoformat(), "closed") in [row[:3] for row in ODD]
            assert theirs.is_session(day.isoformat())


def test_a_calendar_that_cannot_be_built_is_refused(monkeypatch):
    """What exchange_calendars breaks on is an exchange whose days are not known, told in one line and tried once."""
    tried = []

    def broken(mic):
        tried.append(mic)
        raise ValueError("Special dates [" + "2006-11-26, " * 1_000 + "] are not sessions.")

    monkeypatch.setattr(sessions, "_build", broken)
    for _ in range(2):
        with pytest.raises(OutsideCalendar, match="'XNEW', which the installed exchange_calendars") as caught:
            sessions.load_calendar("XNEW")
        assert len(str(caught.value)) < 200
    assert tried == ["XNEW"]


def test_other_names_are_those_of_exchange_calendars():
    """Every other name in the table leads where exchange_calendars leads it."""
    for name, mic in sessions._table()[1].items():
        assert exchange_calendars.resolve_alias(name) == mic
