"""Claims of one article held against each other: points, percent and level, headline and body, table and text.

A disagreement is noted on the claims that disagree and told of the article. It accuses nobody: what the
bars refute as well gets the fault `arithmetic`, since the article itself shows that it is wrong.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extractor.records import (
    Bound,
    Claim,
    Direction,
    Factuality,
    Fault,
    Finding,
    InstrumentKind,
    Kind,
    Label,
    Notice,
    NoticeKind,
    Period,
    ReadingBasis,
    Reason,
    Span,
    Told,
    Unit,
)
from extractor.verify.room import Room, is_of_the_close, room_of, room_of_direction
from extractor.verify.tape import ROUND_THE_CLOCK
from extractor.verify.wording import day_name, plain, signed

KindOf = Callable[[str], InstrumentKind]
NameOf = Callable[[str], str]

_LEVEL_UNITS = frozenset({Unit.POINT, Unit.CURRENCY})
# Yields are quoted at any hour of the day, and told to the hundredth: so far apart two may be, in their unit.
_HOUR_OF_A_YIELD = {Unit.PERCENT: Decimal("0.05"), Unit.PERCENTAGE_POINT: Decimal("0.05"), Unit.BASIS_POINT: Decimal(5)}
# What the tape refutes for another reason keeps that reason: it says more.
_PLAIN_FAULTS = frozenset({Fault.MAGNITUDE, Fault.LEVEL})
_HELD_AGAINST = frozenset({Kind.LEVEL, Kind.CHANGE, Kind.COMPARISON, Kind.STREAK, Kind.BREADTH, Kind.DIRECTION})
_HEADLINE, _TABLE, _LIST, _TEXT = "the headline", "a table", "a list", "the text"
_BOUNDS = {
    Bound.EXACT: "",
    Bound.BETWEEN: "",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "at most ",
    Bound.AS_MUCH_AS: "as much as ",
}

# What is told twice is of one kind and instrument, over one period, in one unit, by one reading.
Key = tuple[str, str | None, Kind, date, date, Unit, ReadingBasis, Direction | None]


def key_of(finding: Finding, kind_of: KindOf) -> Key | None:
    """Return what a claim tells of, to be held against others that tell of the same; None where it cannot be.

    A direction alone is a change of unsaid size, in percent. Markets with no bell have a price for every hour.
    """
    if finding.kind not in _HELD_AGAINST or finding.factuality is not Factuality.REPORTED:
        return None
    if finding.subject is None or finding.period is None or not is_of_the_close(finding):
        return None
    kind = kind_of(finding.subject.symbol)
    if kind in ROUND_THE_CLOCK or kind in (InstrumentKind.RATE, InstrumentKind.FUTURE):
        return None
    unit = finding.quantity.unit if finding.quantity is not None else Unit.PERCENT
    is_counted = finding.kind in (Kind.STREAK, Kind.BREADTH)
    if finding.kind is not Kind.DIRECTION and finding.quantity is None:
        return None
    return (
        finding.subject.symbol,
        finding.object.symbol if finding.object is not None else None,
        Kind.CHANGE if finding.kind is Kind.DIRECTION else finding.kind,
        finding.period.first,
        finding.period.last,
        unit,
        finding.basis,
        finding.direction if is_counted else None,
    )


def slack_of(key: Key, kind_of: KindOf) -> Decimal:
    """Return how far apart two figures of one thing may be though both were right when they were written."""
    return _HOUR_OF_A_YIELD.get(key[5], Decimal(0)) if kind_of(key[0]) is InstrumentKind.YIELD else Decimal(0)


def with_consistency(
    findings: Sequence[Finding],
    claims: Sequence[Claim],
    headline: Span | None,
    headline_findings: Sequence[Finding],
    kind_of: KindOf,
    name_of: NameOf,
    explained: Collection[str] = (),
) -> tuple[list[Finding], list[Notice]]:
    """Note where an article's own figures cannot all be true.

    `headline` is where the headline stands in the text; `headline_findings` are those of one that stands outside it.
    `explained` are the ids of claims of which it is known what they are: a stale table needs telling once only.
    """
    result = list(findings)
    notices = _with_arithmetic(result, claims, kind_of, name_of)
    groups: dict[Key, list[_Told]] = {}
    for i, (finding, claim) in enumerate(zip(findings, claims, strict=True)):
        if claim.told is not Told.INTRADAY and finding.claim_id not in explained:
            _gather(groups, i, finding, _place(claim, headline), kind_of)
    for finding in headline_findings:
        _gather(groups, len(result), finding, _HEADLINE, kind_of)
    for key, members in groups.items():
        if len(members) > 1:
            notices += _with_repeats(result, members, slack_of(key, kind_of), name_of)
    noted = {claim_id for notice in notices for claim_id in notice.claim_ids}
    for members in _by_way(groups):
        rest = [it for it in members if it.finding.claim_id not in noted]
        notices += _with_repeats(result, rest, Decimal(0), name_of)
    return result, notices


def _by_way(groups: Mapping[Key, list["_Told"]]) -> Iterator[list["_Told"]]:
    """Yield the changes of one thing whatever their unit, with room for their direction alone.

    A fall of 300 points is no rise of 0.55 %, whatever the level.
    """
    ways: dict[tuple[str, str | None, date, date, ReadingBasis], list[_Told]] = {}
    for (subject, other, kind, first, last, _, basis, _), members in groups.items():
        if kind is Kind.CHANGE:
            ways.setdefault((subject, other, first, last, basis), []).extend(members)
    for members in ways.values():
        rooms = [(it, room_of_direction(it.finding.direction)) for it in members]
        sided = [replace(it, room=room) for it, room in rooms if room is not None]
        if len({it.finding.direction for it in sided} - {Direction.FLAT}) > 1:
            yield [it for it in sided if it.finding.direction is not Direction.FLAT]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with its room and where it stands; `at` is its place among the findings, or beyond them."""

    at: int
    finding: Finding
    room: Room
    place: str


def _gather(groups: dict[Key, list[_Told]], at: int, finding: Finding, place: str, kind_of: KindOf) -> None:
    key = key_of(finding, kind_of)
    room = room_of(finding) if key is not None else None
    if key is not None and room is not None:
        groups.setdefault(key, []).append(_Told(at, finding, room, place))


def _place(claim: Claim, headline: Span | None) -> str:
    if headline is not None and headline.start <= claim.start < headline.end:
        return _HEADLINE
    if claim.table is None:
        return _TEXT
    return _LIST if claim.table.is_list else _TABLE


# -- the same thing told twice -------------------------------------------------------------------


def _with_repeats(result: list[Finding], members: Sequence[_Told], slack: Decimal, name_of: NameOf) -> list[Notice]:
    """Note on each claim of one thing which other one it cannot be true with; write into `result`."""
    rivals = _rivals(members)
    pairs = [(it, next((other for other in rivals if _disagree(it, other, slack)), None)) for it in members]
    told = [(it, other) for it, other in pairs if other is not None]
    for it, other in told:
        if it.at < len(result):  # a headline that stands outside the text is no claim of it
            where = "elsewhere the text" if it.place == other.place == _TEXT else other.place
            result[it.at] = _noted(result[it.at], f"{where[0].upper()}{where[1:]} has {told_words(other.finding)}.")
    ids = tuple(dict.fromkeys(it.finding.claim_id for it, _ in told if it.at < len(result)))
    if not ids:
        return []
    one, two = told[0]
    period = one.finding.period
    assert period is not None
    when = day_name(period.last) if period.first == period.last else _span(period)
    again = "elsewhere" if two.place == one.place else f"{two.place} has"
    words = f"{one.place} has {told_words(one.finding)}, {again} {told_words(two.finding)}"
    note = f"{_subject(one.finding, name_of)}, {when}: {words}."
    return [Notice(one.finding.article_id, NoticeKind.DISAGREEMENT, note, ids)]


def _span(period: Period) -> str:
    return f"{day_name(period.first)} to {day_name(period.last)}"


def _rivals(members: Sequence[_Told]) -> list[_Told]:
    """Return the few claims that every other is held against: those of the headline, and the farthest either way.

    A long text may tell one thing a thousand times; what is apart from any of them is apart from one of these.
    """
    rivals = [it for it in members if it.place == _HEADLINE][:_MOST_HEADLINES]
    for some in ([it for it in members if it.finding.kind is not Kind.DIRECTION], members):
        lows = [(it.room.low, -i, it) for i, it in enumerate(some) if it.room.low is not None]
        highs = [(it.room.high, i, it) for i, it in enumerate(some) if it.room.high is not None]
        rivals += [max(lows)[2]] if lows else []
        rivals += [min(highs)[2]] if highs else []
    return rivals


_MOST_HEADLINES = 4


def _disagree(one: _Told, two: _Told, slack: Decimal) -> bool:
    if not one.room.is_apart(two.room, slack):
        return False
    if one.finding.verdict.label is Label.SUPPORTED and two.finding.verdict.label is Label.SUPPORTED:
        return False  # true together: they are of different readings after all
    # Running text tells of a fall in the morning and a rise at noon: directions are held against headlines only.
    is_direction = Kind.DIRECTION in (one.finding.kind, two.finding.kind)
    return not is_direction or (one.place == _HEADLINE) is not (two.place == _HEADLINE)


def _noted(finding: Finding, note: str) -> Finding:
    verdict = finding.verdict
    is_refuted = verdict.label is Label.CONTRADICTED and verdict.fault in _PLAIN_FAULTS
    fault = Fault.ARITHMETIC if is_refuted else verdict.fault
    return replace(finding, verdict=replace(verdict, fault=fault, note=f"{verdict.note} {note}"))


def _subject(finding: Finding, name_of: NameOf) -> str:
    assert finding.subject is not None
    name = name_of(finding.subject.symbol)
    return f"{name} against {name_of(finding.object.symbol)}" if finding.object is not None else name


def told_words(finding: Finding) -> str:
    """Write what a claim tells, in a few words: "+0.9%", "about 6,921.46", "down"."""
    quantity = finding.quantity
    if quantity is None:
        return finding.direction.value if finding.direction is not None else "a move"
    values = [v for v in ((quantity.value,) if quantity.value is not None else (quantity.low, quantity.high)) if v]
    if not values:
        return quantity.text
    sign = -1 if finding.direction is Direction.DOWN else 1
    places = _places(finding)
    if finding.kind is Kind.LEVEL or finding.kind in (Kind.STREAK, Kind.BREADTH):
        words = " to ".join(plain(value, places) for value in values)
        words += "%" if quantity.unit is Unit.PERCENT else ""
        if finding.kind is Kind.BREADTH and finding.direction is not None:
            words += f" {finding.direction.value}"
    else:
        words = " to ".join(signed(sign * value, quantity.unit, places) for value in values)
    return _BOUNDS[quantity.bound] + words


# -- points, percent and level -------------------------------------------------------------------


def _with_arithmetic(result: list[Finding], claims: Sequence[Claim], kind_of: KindOf, name_of: NameOf) -> list[Notice]:
    """Hold points, percent and level of one move against each other; write into `result`.

    Those of one sentence or row belong together, from inside the session too where points and percent are one
    move; where none has all three, the first of each that are told of the close.
    """
    groups: dict[tuple[str, date, date], list[_Part]] = {}
    for i, (finding, claim) in enumerate(zip(result, claims, strict=True)):
        slot = _slot(finding)
        if slot is None or finding.subject is None or finding.period is None or finding.basis is not ReadingBasis.CLOSE:
            continue
        is_of_close = claim.told is not Told.INTRADAY and is_of_the_close(finding)
        key = (finding.subject.symbol, finding.period.first, finding.period.last)
        groups.setdefault(key, []).append(_Part(slot, i, finding, is_of_close))
    notices: list[Notice] = []
    for parts in groups.values():
        together = _together(parts)
        note = _disagreement(*(part.finding for part in together)) if together else None
        if note is None:
            continue
        settled = _settled(together, kind_of)
        for part in together:
            if part is settled:
                result[part.at] = _refuted(part.finding)
            result[part.at] = _noted(result[part.at], f"The article's own figures disagree: {note}.")
        one = together[0].finding
        said = f"{_subject(one, name_of)}: the article's own figures disagree: {note}."
        ids = tuple(part.finding.claim_id for part in together)
        notices.append(Notice(one.article_id, NoticeKind.DISAGREEMENT, said, ids))
    return notices


@dataclass(frozen=True, slots=True)
class _Part:
    """Points, percent or level of a move; `at` is its place among the findings."""

    slot: str
    at: int
    finding: Finding
    is_of_close: bool


def _together(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """Return points, percent and level that are told together; empty where one is missing."""
    by_sentence: dict[str, dict[str, _Part]] = {}
    first: dict[str, _Part] = {}
    for part in parts:
        by_sentence.setdefault(part.finding.sentence, {}).setdefault(part.slot, part)
        if part.is_of_close:
            first.setdefault(part.slot, part)
    for slots in (*by_sentence.values(), first):
        if len(slots) == len(_SLOTS):
            points, percent, level = (slots[slot] for slot in _SLOTS)
            if all(part.is_of_close for part in slots.values()) or _are_one_move(points.finding, percent.finding):
                return points, percent, level
    return ()


def _settled(together: Sequence[_Part], kind_of: KindOf) -> _Part | None:
    """Return the points or percent whose only excuse was another session or reading, where the other two settle both.

    "Fell 330.30 points, or 0.38 percent, to 44,130.98": points and level are of one session, to the cent, so the
    percentage is of no other.
    """
    points, percent, level = together
    for one, other in ((points, percent), (percent, points)):
        verdict = one.finding.verdict
        is_excused = verdict.label is Label.AMBIGUOUS and verdict.reason in _EXCUSES
        are_sure = all(part.finding.verdict.label is Label.SUPPORTED for part in (other, level))
        assert one.finding.subject is not None
        has_bell = kind_of(one.finding.subject.symbol) in (InstrumentKind.INDEX, InstrumentKind.SHARE)
        if is_excused and are_sure and has_bell and _are_one_move(points.finding, percent.finding):
            return one
    return None


def _refuted(finding: Finding) -> Finding:
    """Return an excused change as contradicted, on the two bars of its default reading."""
    verdict = finding.verdict
    evidence = verdict.evidence and replace(verdict.evidence, bars=verdict.evidence.bars[:2])
    tried = tuple(it for it in verdict.tried if not it.holds)
    verdict = replace(verdict, label=Label.CONTRADICTED, reason=Reason.NO_READING, tried=tried, evidence=evidence)
    return replace(finding, verdict=replace(verdict, fault=Fault.ARITHMETIC))


_EXCUSES = frozenset({Reason.NEIGHBOURING_SESSION, Reason.OPEN_TO_CLOSE, Reason.INTRADAY, Reason.TOTAL_RETURN})


def _are_one_move(points: Finding, percent: Finding) -> bool:
    """Say whether points and percent stand right beside each other: "270 points, or 0.9%". Whenever it was, it is one move."""
    return max(points.start, percent.start) - min(points.end, percent.end) <= _BESIDE


# From one figure to the other, in code points: " points, or " are twelve.
_BESIDE = 20
_SLOTS = ("points", "percent", "level")


def _slot(finding: Finding) -> str | None:
    quantity = finding.quantity
    if quantity is None or quantity.value is None or finding.factuality is not Factuality.REPORTED:
        return None
    if finding.kind is Kind.LEVEL and quantity.unit in _LEVEL_UNITS:
        return "level" if quantity.bound in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY) else None
    if finding.kind is not Kind.CHANGE or finding.direction not in (Direction.UP, Direction.DOWN):
        return None
    if quantity.unit in _LEVEL_UNITS:
        return "points"
    return "percent" if quantity.unit is Unit.PERCENT else None


def _disagreement(points: Finding, percent: Finding, level: Finding) -> str | None:
    """Return what is wrong with level, points and percent of one move; None where they agree."""
    assert points.quantity is not None
    assert percent.quantity is not None
    assert level.quantity is not None
    p, c, v = points.quantity.value, percent.quantity.value, level.quantity.value
    assert p is not None
    assert c is not None
    assert v is not None
    move, told = room_of(points), room_of(percent)
    signed_points = p if points.direction is Direction.UP else -p
    base = v - signed_points
    if base <= 0 or move is None or told is None:
        return None
    # The level's own rounding moves the base by less than the rounding of the percentage can show.
    implied = Room(
        None if move.low is None else move.low / base * 100,
        None if move.high is None else move.high / base * 100,
        percent.quantity.place,
    )
    if not implied.is_apart(told):
        return None
    share = abs(signed_points / base * 100)
    if points.direction is not percent.direction:
        ways = "points go up and percent down" if points.direction is Direction.UP else "points go down and percent up"
        return f"its {ways}"
    places, as_told = _places(points), _places(percent)
    return f"{plain(p, places)} of {plain(base, places)} is {plain(share, max(2, as_told))}%, not {plain(c, as_told)}%"


def _places(finding: Finding) -> int:
    """Return how many decimals a figure is written with."""
    assert finding.quantity is not None
    return max(0, -int(finding.quantity.place.as_tuple().exponent))
