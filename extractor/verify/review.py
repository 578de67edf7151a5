"""The week, month, quarter or year that an article looks back on, where it does not say so claim by claim.

A review names its period once, in its title or opening, and then tells figures without a time. Of the periods
that the text speaks of, the one that most of these figures are true of is meant; where too few tell,
the one that it names most. Such a period is inferred: it supports, and accuses only when many figures bear it out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.records import Bound, Claim, Finding, Kind, Label, Period, Timex, TimexKind

# Periods that a review may be of.
_PERIODS = frozenset(
    {TimexKind.WEEK, TimexKind.MONTH, TimexKind.QUARTER, TimexKind.HALF, TimexKind.YEAR, TimexKind.TO_DATE}
)
# So many figures must be true of a period, and so many times as many as are not, to infer it, and to accuse by it.
_FEWEST, _TIMES = 3, 2
_FEWEST_SURE, _TIMES_SURE = 5, 4
# The share of the times named that one period must have to be taken without figures.
_MOST_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Review:
    """The period of a review; `is_sure` where so many figures bear it out that one that fails is wrong."""

    timex: Timex
    is_sure: bool


def _is_telling(claim: Claim) -> bool:
    """Say whether a claim with no time of its own is a change told to two digits or more."""
    quantity = claim.quantity
    is_exact = quantity is not None and quantity.bound is Bound.EXACT
    if claim.kind is not Kind.CHANGE or not is_exact or quantity is None:
        return False
    is_timeless = claim.timex is None or claim.timex.is_carried
    return is_timeless and sum(character.isdigit() for character in quantity.text) >= 2


@dataclass(frozen=True, slots=True)
class _Scored:
    """How many of the figures that are told with no time are true of the sessions `days`, and how many are not."""

    timex: Timex
    days: frozenset[tuple[date, date]]
    n_held: int
    n_failed: int


def _scored(timex: Timex, findings: Sequence[Finding], days: frozenset[tuple[date, date]]) -> _Scored:
    # What is true of another time that its sentence may be of says nothing for this one.
    held = [one.period for one in findings if one.verdict.label is Label.SUPPORTED and one.period is not None]
    n_failed = sum(one.verdict.label is Label.CONTRADICTED for one in findings)
    return _Scored(timex, days, sum((period.first, period.last) in days for period in held), n_failed)


def _key(timex: Timex) -> tuple[TimexKind, str, int]:
    return timex.kind, timex.value, timex.offset


def review_of(
    claims: Sequence[Claim],
    timexes: Iterable[Timex],
    judge_as: Callable[[Claim, Timex], Finding],
    periods_of: Callable[[Timex], tuple[Period, ...]],
    day: date,
) -> Review | None:
    """Return the period that an article's timeless figures are true of; None where none is borne out or named most.

    `judge_as` holds a claim against a period; `periods_of` says which sessions one comes to, seen from the dateline's `day`.
    """
    named = [
        timex
        for timex in timexes
        if timex.kind in _PERIODS
        and timex.part == ""
        and any((day - p.last).days <= _RECENT for p in periods_of(timex)[:1])
    ]
    counts = Counter(_key(timex) for timex in named)
    first = {_key(timex): timex for timex in reversed(named)}
    telling = [claim for claim in claims if _is_telling(claim)]
    scored: list[_Scored] = []
    for key in list(dict.fromkeys([_key(timex) for timex in named]))[:_MOST_TRIED]:
        findings = [judge_as(claim, first[key]) for claim in telling]
        scored.append(_scored(first[key], findings, frozenset((p.first, p.last) for p in periods_of(first[key]))))
    best = max(scored, key=lambda row: (row.n_held - row.n_failed, counts[_key(row.timex)]), default=None)
    if best is None:
        return None
    if best.n_held >= _FEWEST and best.n_held >= _TIMES * best.n_failed:
        is_sure = best.n_held >= _FEWEST_SURE and best.n_held >= _TIMES_SURE * best.n_failed
        return Review(best.timex, is_sure)
    rivals = [row.n_held for row in scored if row.days.isdisjoint(best.days)]
    if best.n_held > best.n_failed and best.n_held >= max(_FEWEST, *(_TIMES_SURE * n for n in rivals), 0):
        return Review(best.timex, is_sure=False)  # some figures are wrong, and no other period bears out the rest
    most, n_named = counts.most_common(1)[0]
    if len(telling) < _FEWEST and n_named >= _MOST_NAMED * len(named) and n_named >= _FEWEST:
        return Review(first[most], is_sure=False)
    return None


_MOST_TRIED = 8
# Days after which nobody reviews a period any more.
_RECENT = 45
