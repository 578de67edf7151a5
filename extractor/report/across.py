"""Disagreements of sources, and notices of an article, in words: what is told, by whom, and what the tape says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.records import Direction, Disagreement, Kind, Label, Place, Quantity, Side, Subject, Unit
from extractor.report.neutral import one_line
from extractor.report.numbers import grouped, n_places, signed, with_unit
from extractor.report.phrases import BOUNDS, SIGNS, NameOf, path_words, period_words, subject_name, written

# Disagreements that people are shown; a longer list is nobody's morning, and JSON Lines have them all.
MOST_SHOWN = 60
_MOST_PLACES = 4
_LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place where a side's value stands: `name` is for people, `article_id` and `start` are for a link."""

    name: str
    article_id: str
    start: int


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side of a disagreement on one line: its sign, what is told, and by whom."""

    sign: str
    label: str
    said: str
    places: tuple[ShownPlace, ...]
    more: str

    @property
    def sources(self) -> str:
        """All that tell it, in words."""
        return ", ".join(place.name for place in self.places) + self.more


@dataclass(frozen=True, slots=True)
class Shown:
    """A disagreement as every form shows it: what it is about, what the tape says, and its sides."""

    what: str
    tape: str
    sides: tuple[ShownSide, ...]


def shown(found: Iterable[Disagreement], name_of: NameOf) -> tuple[list[Shown], int]:
    """Return the first disagreements in words, and how many more there are."""
    coming = iter(found)
    kept = [_shown(it, name_of) for it in islice(coming, MOST_SHOWN)]
    return kept, sum(1 for _ in coming)


def more_words(n: int) -> str:
    """Say how many disagreements are not shown; empty for none."""
    return f"{n:,} more; --format jsonl writes them all" if n else ""


def fail_lines_across(found: Iterable[Disagreement], name_of: NameOf) -> Iterator[str]:
    """Yield `path:line:column: disagreement: message` for the places of every side that is not borne out, for editors and CI."""
    for it in found:
        words = _shown(it, name_of)
        for side, told in zip(words.sides, it.sides, strict=True):
            if told.label is Label.SUPPORTED:
                continue
            others = "; ".join(f"{other.sources}: {other.said}" for other in words.sides if other is not side)
            message = one_line(f"{words.what}: {side.said}; {others}; {words.tape}")
            for place in told.places:
                yield f"{one_line(place.path)}:{place.line}:{place.column}: disagreement: {message}"


def _shown(it: Disagreement, name_of: NameOf) -> Shown:
    what = subject_name(Subject(it.subject), name_of)
    if it.object is not None:
        what += f" against {one_line(name_of(it.object))}"
    return Shown(f"{what}, {period_words(it.period)}", _tape(it), tuple(_side(side, it) for side in it.sides))


def _tape(it: Disagreement) -> str:
    if it.actual is None:
        return "no prices held"
    if it.kind in (Kind.LEVEL, Kind.STREAK, Kind.BREADTH):
        number = (
            grouped(it.actual, max(n_places(it.actual), _places(it))) if it.kind is Kind.LEVEL else grouped(it.actual)
        )
    else:
        number = signed(it.actual, min(n_places(it.actual), max(2, _places(it))))
    is_bare = it.unit is Unit.POINT and it.kind is Kind.LEVEL
    return f"tape: {number if is_bare else with_unit(number, it.unit, _currency(it))}"


def _places(it: Disagreement) -> int:
    """Return how many decimals the finest of the figures told has."""
    return max((n_places(side.quantity.place) for side in it.sides if side.quantity is not None), default=0)


def _currency(it: Disagreement) -> str | None:
    return next((side.quantity.currency for side in it.sides if side.quantity is not None), None)


def _side(side: Side, it: Disagreement) -> ShownSide:
    named = side.places[:_MOST_PLACES]
    n_more = side.n_articles - len(named)
    return ShownSide(
        SIGNS[side.label],
        side.label.value,
        _said(side.direction, side.quantity, it.kind),
        tuple(ShownPlace(_source(place), place.article_id, place.start) for place in named),
        f" and {n_more:,} more" if n_more else "",
    )


def _said(direction: Direction | None, quantity: Quantity | None, kind: Kind) -> str:
    way = direction.value if direction is not None else ""
    if quantity is None:
        return way
    number = f"{BOUNDS.get(quantity.bound, '')} {written(quantity)}".strip()
    if kind is Kind.LEVEL:
        return "at " + number.removesuffix("\N{NO-BREAK SPACE}points")
    return f"{way} {number}".strip()


def _source(place: Place) -> str:
    """Name an article as an editor knows it: by its publisher, else by how its title begins; and where it lies."""
    name = one_line(place.source or place.title or "")
    name = f"{name[:_LONGEST_NAME].rstrip()}…" if len(name) > _LONGEST_NAME else name
    path = path_words(place.path)
    return f"{name} ({path})" if name else path
