"""What of a text is not read: a second copy of the body, page furniture, disclaimers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.ingest.furniture import furniture_of
from extractor.records import Span

# Code points; a line this long stands twice only where the body does. Headings, labels and bylines are
# shorter, and repeat in good faith.
MIN_REPEATED_CHARS = 60

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where it stands, and its words with the space between them folded."""

    start: int
    end: int
    words: str
    block: int


def find_left_out(text: str, start: int = 0) -> tuple[Span, ...]:
    """Find the stretches of a text, from `start` on, that are not read; sorted, apart from each other."""
    lines = _lines(text, start)
    spans = [Span(lines[i].start, lines[i].end) for i in _repeated(lines)]
    for line in lines:
        spans.extend(furniture_of(text[line.start : line.end], line.start))
    return joined(text, spans)


def find_repeated(text: str) -> tuple[Span, ...]:
    """Find the lines of a text that repeat its body."""
    lines = _lines(text, 0)
    return joined(text, (Span(lines[i].start, lines[i].end) for i in _repeated(lines)))


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans of a text, and make one of those that nothing but space parts."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


def _lines(text: str, start: int) -> list[_Line]:
    """Cut a text into its lines that are not blank, each with its ending; blank ones part the blocks."""
    lines: list[_Line] = []
    block = 0
    for match in _LINE.finditer(text, start):
        words = " ".join(match.group().split())
        if words:
            lines.append(_Line(match.start(), match.end(), words, block))
        else:
            block += 1
    return lines


def _repeated(lines: list[_Line]) -> Iterator[int]:
    """Yield the indices of the lines that say again, word for word, what stands above them.

    A long line does by itself, and so does a paragraph that is wrapped over lines. A short
    one (a heading, a bullet, a table's row) does where it stands beside a repeated line just
    as it did the first time, or between two of them.
    """
    first_at: dict[str, int] = {}
    twin: dict[int, int] = {}
    paragraphs: set[str] = set()
    wrapped: set[int] = set()
    for members in _blocks(lines):
        paragraph = " ".join(lines[i].words for i in members)
        is_known = len(members) > 1 and len(paragraph) >= MIN_REPEATED_CHARS and paragraph in paragraphs
        for i in members:
            words = lines[i].words
            if is_known:
                wrapped.add(i)
            if words in first_at and _is_long(words):
                twin[i] = first_at[words]
            first_at.setdefault(words, i)
            if len(words) >= MIN_REPEATED_CHARS:
                paragraphs.add(words)
        paragraphs.add(paragraph)
    for step in (1, -1):
        for i in sorted(twin, reverse=step < 0):
            here, there = i, twin[i]
            while (
                0 <= there + step < len(lines)
                and 0 <= here + step < len(lines)
                and here + step not in twin
                and lines[here + step].words == lines[there + step].words
                # The first copy is never left out for the sake of the second.
                and there + step < here + step
                and first_at[lines[here + step].words] != here + step
            ):
                here, there = here + step, there + step
                twin[here] = there
    left_out = wrapped | twin.keys()
    for i, line in enumerate(lines):
        is_between = i - 1 in left_out and i + 1 in left_out
        if i in left_out or (is_between and not _is_long(line.words) and first_at[line.words] < i):
            left_out.add(i)
            yield i


def _blocks(lines: list[_Line]) -> Iterator[range]:
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].block != lines[first].block:
            yield range(first, i)
            first = i


def _is_long(words: str) -> bool:
    # Two tables may share a head; without it the second cannot be read.
    return len(words) >= MIN_REPEATED_CHARS and words.count("|") < 2
