"""Claims of one article held against each other: points, percent and level of one session."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.records import Direction, Fault, Finding, Kind, Label, ReadingBasis, Unit
from extractor.verify.wording import plain

_LEVEL_UNITS = frozenset({Unit.POINT, Unit.CURRENCY})


def with_arithmetic(findings: Sequence[Finding]) -> list[Finding]:
    """Note where an article's own points, percent and level cannot all be true.

    The note alone accuses nobody; a claim that the bars refute as well gets the fault
    `arithmetic`. Figures of different readings (high, close) do not disagree.
    """
    groups: dict[tuple[str, str, str], dict[str, int]] = {}
    for i, finding in enumerate(findings):
        slot = _slot(finding)
        if slot is None or finding.subject is None or finding.period is None or finding.basis is not ReadingBasis.CLOSE:
            continue
        key = (finding.subject.symbol, finding.period.first.isoformat(), finding.period.last.isoformat())
        groups.setdefault(key, {}).setdefault(slot, i)
    result = list(findings)
    for slots in groups.values():
        if not {"points", "percent", "level"} <= slots.keys():
            continue
        points, percent, level = (findings[slots[name]] for name in ("points", "percent", "level"))
        note = _disagreement(points, percent, level)
        if note is None:
            continue
        for name in ("points", "percent", "level"):
            i = slots[name]
            verdict = result[i].verdict
            fault = (
                Fault.ARITHMETIC
                if verdict.label is Label.CONTRADICTED and verdict.fault in (Fault.MAGNITUDE, Fault.LEVEL)
                else verdict.fault
            )
            if verdict.label is Label.CONTRADICTED:
                result[i] = replace(result[i], verdict=replace(verdict, fault=fault, note=f"{verdict.note} {note}"))
    return result


def _slot(finding: Finding) -> str | None:
    quantity = finding.quantity
    if quantity is None or quantity.value is None:
        return None
    if finding.kind is Kind.LEVEL and quantity.unit in _LEVEL_UNITS:
        return "level"
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
    signed = p if points.direction is Direction.UP else -p
    base = v - signed
    if base <= 0:
        return None
    implied = abs(signed / base * 100)
    slack = (
        percent.quantity.place + points.quantity.place / base * 100 + level.quantity.place * abs(signed) / base**2 * 100
    )
    if points.direction is percent.direction and abs(implied - c) <= slack:
        return None
    return f"The article's own figures disagree: {plain(p, 2)} of {plain(base, 2)} is {plain(Decimal(implied), 2)}%."
