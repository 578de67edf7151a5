"""The front matter of a text: `---`, lines of `key: value`, `---`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.records import Span

KEYS = ("title", "published", "date", "source", "url", "id")

# A first line of --- that is no front matter closes nowhere near; 200 lines is more than any has.
_MAX_LINES = 200
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|$)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_ENTRY = re.compile(r"([A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(.*))?$")
# Lists, nested keys and comments belong to the front matter, and nothing of them is read.
_PASSED_OVER = re.compile(r"[ \t]|-[ \t]|#|$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of the keys that are read, and the span that holds them; None where there is none."""

    values: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None


def find_front_matter(text: str) -> FrontMatter:
    """Find the front matter that a text begins with.

    It counts as such only where every line fits the form and one of `KEYS` is among them:
    prose between two rules is text.
    """
    # A byte-order mark is counted, and stands before the first line.
    fence = _FENCE.match(text, 1 if text.startswith("\ufeff") else 0)
    if fence is None:
        return FrontMatter()
    values: dict[str, str] = {}
    at = fence.end()
    for _ in range(_MAX_LINES):
        if closing := _FENCE.match(text, at):
            return FrontMatter(values, Span(0, closing.end())) if values else FrontMatter()
        line = _LINE.match(text, at)
        if line is None or line.end() == at:
            break
        at = line.end()
        if entry := _ENTRY.match(line.group(1)):
            key = entry.group(1).lower()
            if key in KEYS and key not in values:
                values[key] = _unquoted(entry.group(2) or "")
        elif not _PASSED_OVER.match(line.group(1)):
            break
    return FrontMatter()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
