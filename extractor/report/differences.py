"""What a verdict that was redone differs in from its line, in words: one line a claim."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.records import Finding
from extractor.report.neutral import one_line

# Differences of one claim that are told before they are only counted, and the letters of each.
_TOLD = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a line: where it stands, what is stated there, and what came out."""

    where: str
    stated: str
    found: str

    def __str__(self) -> str:
        return f"stated {self.where} {_short(self.stated)}, came out {_short(self.found)}"


def differences(stated: str, found: str) -> list[Difference]:
    """Return in what two lines of JSON differ, value by value; nothing where only the way they are written does."""
    return [] if stated == found else list(_between("", json.loads(stated), json.loads(found)))


def difference_line(place: str, finding: Finding, told: list[Difference], remark: str = "") -> str:
    """Write which claim is different, by its id and trigger, what is stated, and what came out or stands in the way."""
    verdict = finding.verdict
    head = f"{place}: {one_line(finding.claim_id)} “{_short(trigger_of(finding))}”"
    if remark:
        return f"{head}: stated {verdict.label.value}, {verdict.reason.value}; cannot be redone: {one_line(remark)}"
    more = f"; and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"{head}: {'; '.join(map(str, told[:_TOLD]))}{more}"


def trigger_of(finding: Finding) -> str:
    """Return the claim's trigger as its sentence has it; the sentence itself where that cannot be told."""
    quantity, subject = finding.quantity, finding.subject
    if quantity is not None and (quantity.start, quantity.end) == (finding.start, finding.end):
        return quantity.text
    anchors = [(quantity.text, quantity.start)] if quantity is not None else []
    if subject is not None and subject.text and subject.start is not None:
        anchors.append((subject.text, subject.start))
    for text, start in anchors:
        if finding.sentence.count(text) == 1:
            offset = start - finding.sentence.index(text)
            if offset <= finding.start < finding.end <= offset + len(finding.sentence):
                return finding.sentence[finding.start - offset : finding.end - offset]
    return finding.sentence


def _between(where: str, stated: object, found: object) -> Iterator[Difference]:
    """Yield the values in which two JSON values differ."""
    if isinstance(stated, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*found, *stated)):
            name = key if where in ("", "verdict") else f"{where}.{key}"
            yield from _between(name, stated.get(key, _ABSENT), found.get(key, _ABSENT))
    elif isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        for i, (one, other) in enumerate(zip(stated, found, strict=True), 1):
            yield from _between(f"{where} {i}", one, other)
    elif stated != found or type(stated) is not type(found):
        yield Difference(where, _text(stated), _text(found))


_ABSENT = object()


def _text(value: object) -> str:
    if value is _ABSENT:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    shown = one_line(text[: 4 * _LONGEST])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
