"""An article's text cut where its claims stand, for every form that shows text with marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.records import Article, Bound, Finding, Span

# A second copy of the body would bury the first; a byline is worth seeing. In code points.
_LONGEST_LEFT_OUT = 400

_SIGNS_BEFORE = frozenset("$€£¥")
# From the first figure of a range to its second: "1% to 2", "30–60", "$70 and $75".
_SECOND = re.compile(r"(?: ?%| ?percent)? ?(?:[-–—]|to|and) ?[$€£¥]?(\d[\d,]*(?:\.\d+)?|\.\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; `findings` are those whose triggers lie in it, in reading order.

    `is_left_out` says that it was not read: page furniture, a second copy of the body.
    """

    start: int
    text: str
    findings: tuple[Finding, ...] = ()
    is_left_out: bool = False


def shown_text(segment: Segment) -> str:
    """Return the text to show; a long stretch that was not read is only told of."""
    if not segment.is_left_out or len(segment.text) <= _LONGEST_LEFT_OUT:
        return segment.text
    return f"[… {len(segment.text):,} characters not read …]\n"


def segments(article: Article, findings: Sequence[Finding]) -> Iterator[Segment]:
    """Cut `article.text` into marked and plain segments; joined, they are the text.

    Triggers that overlap, or are one and the same, make one segment; it takes in a currency
    sign before it, the other end of a range and a percent sign after it. A span that does not lie in the text marks nothing.
    """
    at, text = 0, article.text
    groups = list(_groups(text, findings))
    following = [*(span.start for span, _ in groups[1:]), len(text)]
    for (span, group), limit in zip(groups, following, strict=False):
        # The sign of the unit belongs to the number for the eye, though not to the trigger.
        start = span.start - (span.start > at and text[span.start - 1] in _SIGNS_BEFORE)
        last = _range_end(text, group, span.end)
        last = last if last <= limit else span.end
        end = last + (last < limit and text[last] == "%")
        yield from _plain(article, at, start)
        yield Segment(start, text[start:end], group)
        at = end
    yield from _plain(article, at, len(text))


def _range_end(text: str, findings: tuple[Finding, ...], end: int) -> int:
    """Return where the second figure of a range ends that begins before `end`; `end` where there is none."""
    highs = {it.quantity.high for it in findings if it.quantity is not None and it.quantity.bound is Bound.BETWEEN}
    second = _SECOND.match(text, end) if highs else None
    return second.end() if second and Decimal(second[1].replace(",", "")) in highs else end


def _groups(text: str, findings: Sequence[Finding]) -> Iterator[tuple[Span, tuple[Finding, ...]]]:
    held: list[Finding] = []
    start = end = 0
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if not 0 <= finding.start < finding.end <= len(text):
            continue
        if held and finding.start < end:
            held.append(finding)
            end = max(end, finding.end)
            continue
        if held:
            yield Span(start, end), tuple(held)
        held, start, end = [finding], finding.start, finding.end
    if held:
        yield Span(start, end), tuple(held)


def _plain(article: Article, start: int, end: int) -> Iterator[Segment]:
    at = start
    for span in sorted(article.left_out):
        first, last = max(span.start, at), min(span.end, end)
        if first >= last:
            continue
        if at < first:
            yield Segment(at, article.text[at:first])
        yield Segment(first, article.text[first:last], is_left_out=True)
        at = last
    if at < end:
        yield Segment(at, article.text[at:end])
