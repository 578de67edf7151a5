"""Claims of several articles held against each other: which sources disagree on one thing, and what the tape says.

What is kept is bounded: of each thing told a few values with the first articles that have them, and of
things those told last. Memory does not grow with the number of articles.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.records import (
    Article,
    Audit,
    Direction,
    Disagreement,
    Finding,
    InstrumentKind,
    Label,
    Period,
    Place,
    Quantity,
    Side,
)
from extractor.verify.consistency import Key, key_of, slack_of
from extractor.verify.room import Room, room_of

# Things told of that are remembered: a morning's news of a few hundred articles has some thousand.
KEPT_THINGS = 8192
# Values kept of one thing; the lowest and the highest always are.
MOST_SIDES = 6
# Articles named for one value; the others are counted.
MOST_PLACES = 3
# Disagreements kept to the end of things no longer remembered.
MOST_DISAGREEMENTS = 1000
# The worst first: that is the side which an editor has to look at.
_ORDER = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.UNVERIFIABLE, Label.SUPPORTED)


@dataclass(slots=True)
class _Value:
    """One value that is told of a thing, and who tells it."""

    room: Room
    direction: Direction | None
    quantity: Quantity | None
    label: Label
    places: tuple[Place, ...]
    last: str
    n_articles: int = 1


@dataclass(slots=True)
class _Thing:
    """What is told of one thing: values that differ, each once. `last` is the article that told of it last, as for a value."""

    values: list[_Value] = field(default_factory=list)
    n_articles: int = 0
    last: str = ""
    actual: Decimal | None = None


class Sources:
    """Remembers what articles tell, one audit after another, and says where they disagree."""

    def __init__(self, kind_of: Callable[[str], InstrumentKind], kept: int = KEPT_THINGS) -> None:
        self._kind_of = kind_of
        self._kept = kept
        # The thing longest untold first.
        self._things: dict[Key, _Thing] = {}
        self._found: list[Disagreement] = []
        self.n_lost = 0

    def note(self, audit: Audit) -> None:
        """Remember what an audit found."""
        lines = _Lines(audit.article.text)
        for finding in audit.findings:
            key = key_of(finding, self._kind_of)
            if key is None or not _is_settled(finding, audit):
                continue
            room = room_of(finding)
            if room is not None:
                self._note(key, room, finding, audit.article, lines)

    def disagreements(self) -> Iterator[Disagreement]:
        """Yield what sources disagree on, the newest period first; asked for when all has been noted."""
        found = [*self._found, *self._of(self._things.items())]
        yield from sorted(found, key=lambda it: (-it.period.last.toordinal(), it.subject, it.kind, it.unit))

    def _note(self, key: Key, room: Room, finding: Finding, article: Article, lines: "_Lines") -> None:
        thing = self._things.pop(key, None) or _Thing()
        self._things[key] = thing
        if len(self._things) > self._kept:
            oldest = next(iter(self._things))
            self._let_go(oldest, self._things.pop(oldest))
        thing.n_articles += thing.last != article.article_id
        thing.last = article.article_id
        if thing.actual is None:
            thing.actual = finding.verdict.actual
        for value in thing.values:
            if (value.room.low, value.room.high) == (room.low, room.high):
                if value.last != article.article_id:
                    value.last = article.article_id
                    value.n_articles += 1
                    if len(value.places) < MOST_PLACES:
                        value.places += (_place(finding, article, lines),)
                return
        places = (_place(finding, article, lines),)
        value = _Value(room, finding.direction, finding.quantity, finding.verdict.label, places, article.article_id)
        thing.values.append(value)
        if len(thing.values) > MOST_SIDES:
            _drop_one(thing.values)

    def _let_go(self, key: Key, thing: _Thing) -> None:
        for found in self._of([(key, thing)]):
            if len(self._found) < MOST_DISAGREEMENTS:
                self._found.append(found)
            else:
                self.n_lost += 1

    def _of(self, things: Iterable[tuple[Key, _Thing]]) -> Iterator[Disagreement]:
        for key, thing in things:
            if thing.n_articles > 1 and len(thing.values) > 1:
                found = _disagreement(key, thing, slack_of(key, self._kind_of))
                if found is not None:
                    yield found


def _is_settled(finding: Finding, audit: Audit) -> bool:
    """Say whether a claim that no prices are held for is told after its period: before, it may be of any hour."""
    if finding.verdict.label is not Label.UNVERIFIABLE:
        return True
    return finding.period is not None and audit.dateline is not None and audit.dateline.day > finding.period.last


class _Lines:
    """Where the lines of a text begin, found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a code point, both from 1."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _place(finding: Finding, article: Article, lines: _Lines) -> Place:
    line, column = lines.at(finding.start)
    return Place(
        article.article_id,
        finding.claim_id,
        finding.start,
        finding.end,
        line,
        column,
        article.path,
        article.title,
        article.source,
    )


def _drop_one(values: list[_Value]) -> None:
    """Drop the value that fewest tell, of those that are neither the lowest nor the highest."""
    lowest = min(range(len(values)), key=lambda i: (values[i].room.high is None, values[i].room.high or Decimal(0)))
    highest = max(range(len(values)), key=lambda i: (values[i].room.low is not None, values[i].room.low or Decimal(0)))
    between = [i for i in range(len(values)) if i not in (lowest, highest)]
    del values[min(between, key=lambda i: (values[i].n_articles, -i))]


def _disagreement(key: Key, thing: _Thing, slack: Decimal) -> Disagreement | None:
    """Return the sides where values of different articles lie apart; None where all may be true together."""
    apart = [
        value
        for value in thing.values
        if any(_disagree(value, other, slack) for other in thing.values if other is not value)
    ]
    if not apart or len({place.article_id for value in apart for place in value.places}) < 2:
        return None
    subject, other, kind, first, last, unit, basis, _ = key
    sides = tuple(
        Side(value.direction, value.quantity, value.label, value.n_articles, value.places)
        for value in sorted(apart, key=lambda it: _ORDER.index(it.label))
    )
    return Disagreement(kind, subject, other, Period(first, last), unit, basis, thing.actual, thing.n_articles, sides)


def _disagree(one: _Value, two: _Value, slack: Decimal) -> bool:
    if one.label is two.label is Label.SUPPORTED:
        return False  # true together: they are of different readings after all
    is_judged = Label.UNVERIFIABLE not in (one.label, two.label) or one.label is two.label
    return is_judged and one.room.is_apart(two.room, slack)
