"""A correction in the article's own form and places, where subject, period and source are certain."""

import re
from dataclasses import replace
from decimal import Decimal

from extractor.records import Bound, Claim, Direction, Edit, Fault, Finding, Kind, Label, Quantity, Unit
from extractor.verify.wording import rounded

# Words of a move that have a counterpart of the same form on the other side.
_PAIRS = """
rose fell|rises falls|rising falling|risen fallen|gained lost|gains losses|gain loss|climbed slipped|climbs slips|climbing slipping|
jumped dropped|jumps drops|jumping dropping|advanced declined|advances declines|advancing declining|advance decline|
surged tumbled|surges tumbles|surging tumbling|soared plunged|soars plunges|soaring plunging|rallied slumped|rallies slumps|rallying slumping|
added shed|adds sheds|adding shedding|up down|higher lower|increased decreased|increases decreases|increasing decreasing|increase decrease|
rise drop|jump slide|rally slump|surge plunge|firmed eased|strengthened weakened|edged higher|ticked up
"""
_COUNTERPART: dict[str, str] = {}
for _pair in _PAIRS.replace("\n", "").split("|"):
    _up, _, _down = _pair.partition(" ")
    if (_up, _down) not in (("edged", "higher"), ("ticked", "up")):
        _COUNTERPART[_up], _COUNTERPART[_down] = _down, _up
# Falls without a twin of their own take the plainest one.
_PLAINEST = {
    **dict.fromkeys("slid sank slipped dipped retreated eased skidded plummeted crashed sagged".split(), "rose"),
    **dict.fromkeys("sliding sinking dipping retreating easing plummeting".split(), "rising"),
    **dict.fromkeys("rebounded recovered leapt spiked popped bounced".split(), "fell"),
}


def with_correction(finding: Finding, claim: Claim, text: str, *, is_day_sure: bool = False) -> Finding:
    """Propose the edits that make a contradicted claim true; none where anything is uncertain.

    `is_day_sure` says that the article's hour is known and that most of its figures are true of its session.
    """
    edits = _edits(finding, claim, text, is_day_sure=is_day_sure)
    if not edits:
        return finding
    return replace(finding, verdict=replace(finding.verdict, correction=edits))


def _edits(finding: Finding, claim: Claim, text: str, *, is_day_sure: bool) -> tuple[Edit, ...]:
    verdict = finding.verdict
    if (
        verdict.label is not Label.CONTRADICTED
        or verdict.actual is None
        or verdict.reading is None
        or finding.subject is None
    ):
        return ()
    if verdict.reading.symbol != finding.subject.symbol or verdict.fault in (Fault.INSTRUMENT, Fault.PERIOD):
        return ()
    if (claim.timex is None or claim.timex.is_carried) and not is_day_sure:
        return ()
    actual = verdict.actual
    edits: list[Edit] = []
    if finding.kind is not Kind.LEVEL and finding.direction in (Direction.UP, Direction.DOWN):
        is_up = actual >= 0
        if is_up is not (finding.direction is Direction.UP):
            flip = _flip(claim, finding, text)
            if flip is None:
                return ()
            edits.append(flip)
    quantity = finding.quantity
    if quantity is not None:
        if quantity.bound is not Bound.EXACT or quantity.value is None:
            return ()
        now = in_form(quantity, abs(actual))
        if now is None or Decimal(now.replace(",", "")) == 0:
            return ()
        if now != quantity.text:
            edits.append(Edit(quantity.start, quantity.end, quantity.text, now))
    return tuple(sorted(edits, key=lambda edit: edit.start))


def _flip(claim: Claim, finding: Finding, text: str) -> Edit | None:
    """Return the edit that turns the direction round: the sign, or the word of the move."""
    if finding.quantity is not None:
        before = finding.quantity.start - 1
        while before >= 0 and text[before] in "$€£ ":
            before -= 1
        if before >= 0 and text[before] in "+-−–" and (claim.cue is None or claim.cue.start >= before):
            return Edit(before, before + 1, text[before], "+" if text[before] != "+" else "−" if "−" in text else "-")
    span = (claim.cue.start, claim.cue.end) if claim.cue is not None else (finding.start, finding.end)
    word = text[span[0] : span[1]]
    other = _COUNTERPART.get(word.lower()) or _PLAINEST.get(word.lower())
    if other is None:
        return None
    return Edit(span[0], span[1], word, other.capitalize() if word[:1].isupper() else other)


def in_form(quantity: Quantity, actual: Decimal) -> str | None:
    """Write `actual` as the article writes its figure: same places, same separators; None where that reads oddly."""
    written = quantity.text
    if not re.fullmatch(r"[\d,]*\.?\d+", written):
        return None
    digits = Decimal(written.replace(",", ""))
    if quantity.value is not None and digits and quantity.value != digits:
        actual = actual * digits / quantity.value  # "56 cents", "2 thousand points"
        if quantity.unit is Unit.CURRENCY and actual >= 100:
            return None
    places = len(written.partition(".")[2])
    if quantity.unit is Unit.CURRENCY and not places and actual < _SMALL_SUM and quantity.value == digits:
        places = 2  # "$5" for 51 cents would become "$1"
    value = rounded(actual, places)
    is_plain = quantity.unit is Unit.CURRENCY
    has_separator = "," in written or (value >= 1000 and not is_plain and len(written.split(".")[0]) < 4)
    text = f"{value:,}" if has_separator else f"{value}"
    return text.removeprefix("0") if written.startswith(".") else text


_SMALL_SUM = Decimal(20)
