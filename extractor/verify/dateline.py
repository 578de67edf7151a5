"""The day that an article speaks from, and the session it speaks of.

The dateline comes from metadata or from the text; else it is inferred from quoted closes,
with its evidence, and abstains where two sessions fit.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractor.errors import OutsideCalendar
from extractor.market.instruments import Gazetteer
from extractor.records import Basis, Claim, Dateline, InstrumentKind, Kind, Published, Timex, TimexKind, Told
from extractor.verify.resolve import NO_BELL, Clock, clock_for, resolve
from extractor.verify.tape import Bars
from extractor.verify.wording import day_name, plain

# A level with this many written digits or more names its session ("6921.46").
MIN_DIGITS = 6
DAY_KINDS = frozenset({TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY})
# A day named this long before the dateline is history, not the article's own session.
_TOPIC_DAYS = 4
# What stands before an article's own date, and after it: nothing; a label; a city; an agency and a dash; a clock time.
_OPENS = re.compile(
    r"\W*(?:(?i:published|(?:last )?updated|posted|dated?)\b[\w ]{0,12}[:,]?\s*)?(?:[A-Z][a-z]+day,?\s+|[A-Z][A-Z .'/-]+,\s*)?"
)
_ENDS = re.compile(r"\s*(?:$|\([\w .]+\)\s*[—–-]|[—–]|-\s|[|·]|,?\s*(?:at\s+)?\d{1,2}[:.]\d\d)")
_MOST_BEFORE, _MOST_AFTER = 60, 40  # characters
_NEXT_MORNING = 1  # days: an evening's report is published on the next


def from_published(published: Published, evidence: str) -> Dateline:
    """Return the dateline that metadata or the caller gives."""
    return Dateline(published.day, published.instant, evidence)


def from_text(timexes: Sequence[Timex]) -> Dateline | None:
    """Return the dateline that the head of a text gives: its first full date."""
    for timex in timexes:
        if timex.kind is TimexKind.DAY and not timex.value.startswith("-"):
            try:
                day = date.fromisoformat(timex.value)
            except ValueError:
                continue
            return Dateline(day, None, f"text: {timex.text}")
    return None


def dated_otherwise(text: str, timexes: Sequence[Timex], dateline: Dateline) -> Timex | None:
    """Return the date that the head of a text bears as its own, where it is days off the dateline that was given.

    Its own is a date with a year that fills a line ("Published Jan. 5, 2026") or opens a wire report ("NEW YORK, Jan.
    5, 2026 (AP) —"); any other may be of history.
    """
    for timex in timexes:
        if timex.kind is not TimexKind.DAY or timex.value.startswith("-"):
            continue
        line = text.rfind("\n", 0, timex.start) + 1
        before, after = text[line : timex.start], text[timex.end : timex.end + _MOST_AFTER].partition("\n")[0]
        if timex.start - line <= _MOST_BEFORE and _OPENS.fullmatch(before) and _ENDS.match(after):
            try:
                day = date.fromisoformat(timex.value)
            except ValueError:
                continue
            return timex if abs((day - dateline.day).days) > _NEXT_MORNING else None
    return None


def inferred(claims: Sequence[Claim], bars: Bars, gazetteer: Gazetteer) -> Dateline | None:
    """Return the dateline that quoted closes give; None where none fits or two do.

    It is certain where the closes of two instruments agree.
    """
    fits: dict[date, str] = {}
    candidates: set[date] | None = None
    witnesses: set[str] = set()
    for claim in claims:
        quantity = claim.quantity
        if (
            claim.kind is not Kind.LEVEL
            or quantity is None
            or quantity.value is None
            or claim.subject is None
            or claim.subject.symbol not in gazetteer
        ):
            continue
        if (
            gazetteer.instrument(claim.subject.symbol).kind is not InstrumentKind.INDEX
            or len(quantity.text.replace(",", "").replace(".", "")) < MIN_DIGITS
        ):
            continue
        wanted = float(quantity.value)
        half = float(quantity.place) / 2
        days = {
            date.fromordinal(series.days[i])
            for series in bars.series(claim.subject.symbol)
            if series.basis is Basis.AS_TRADED
            for i, close in enumerate(series.closes)
            if abs(close - wanted) <= half
        }
        if not days:
            continue
        for day in days:
            fits.setdefault(
                day,
                f"{plain(quantity.value, 2)} was the close of the {gazetteer.name_of(claim.subject.symbol)} on {day_name(day)}",
            )
        candidates = days if candidates is None else candidates & days
        witnesses.add(claim.subject.symbol)
    if candidates is None or len(candidates) != 1:
        return None
    (day,) = candidates
    # One close may be quoted from the day before; two that agree are the article's own.
    return Dateline(day, None, f"inferred: {fits[day]}", is_certain=len(witnesses) > 1)


def topic_session(
    dateline: Dateline, timexes: Sequence[Timex], mic: str = "XNYS", *, is_live: bool = False
) -> date | None:
    """Return the session that an article speaks of where it names none.

    That is the last one before its dateline if it is named at all, else the one named most often
    in the days before; None where no day is named. `is_live` says that the text speaks from
    inside a session.
    """
    try:
        clock = clock_for(dateline, mic)
    except OutsideCalendar:
        return None
    named = _named(dateline, timexes, clock)
    last = clock.latest if mic in NO_BELL and not is_live else clock.current or clock.latest
    if dateline.instant is not None and (clock.current is None or is_live or not named or mic in NO_BELL):
        return last
    if not named:
        return None
    return last if last in named else max(dict.fromkeys(named), key=named.count)


def named_sessions(dateline: Dateline, timexes: Sequence[Timex], mic: str) -> frozenset[date]:
    """Return the sessions of the last days that a text names by weekday or date."""
    try:
        return frozenset(_named(dateline, timexes, clock_for(dateline, mic)))
    except OutsideCalendar:
        return frozenset()


def _named(dateline: Dateline, timexes: Sequence[Timex], clock: Clock) -> list[date]:
    named: list[date] = []
    for timex in timexes:
        if timex.kind not in DAY_KINDS or (timex.kind is TimexKind.RELATIVE_DAY and timex.offset > 0):
            continue
        if timex.value == dateline.day.isoformat() and timex.part != "weekday":
            continue  # "NEW YORK, Jan. 8, 2026 —" says when it is written, not of which session
        resolved = resolve(timex, clock, Told.UNSAID)
        if resolved.periods and resolved.periods[0].first == resolved.periods[0].last:
            day = resolved.periods[0].last
            if timedelta(0) <= dateline.day - day <= timedelta(days=_TOPIC_DAYS):
                named.append(day)
    return named
