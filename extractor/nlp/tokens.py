"""Text to tokens, blocks and sentences, with offsets of the text as it stands.

Grammar reads `reading`: the text with typographic variants made plain and emphasis marks
blanked, one code point for one, so that every offset is one of the text itself.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.records import Span

# One code point to one code point: quotes, spaces, minus signs and hyphens made plain.
_PLAIN = {
    **dict.fromkeys("‘’ʼ′＇`", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000\ufeff\u200b\u200c\u200d\u2060", " "),
    **dict.fromkeys("−﹣－", "-"),
    **dict.fromkeys("‐‑", "-"),
    "％": "%",
    "…": ".",
}
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_EMPHASIS = re.compile(r"\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|(?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_])")
# "AppleAAPL--": a page's own ticker link, glued to the name before it.
_GLUED = re.compile(r"(?<=[a-z])([A-Z]{1,5}(?:\.[A-Z])?)--")
# "[text](target)": the target of a markdown link is no text.
_LINK = re.compile(r"(?<=\])\([^()\s]{1,500}\)|\bhttps?://\S{1,500}")

_ABBREVIATIONS = (
    "Inc|Corp|Co|Cos|Ltd|Bros|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|St|No|Nos|vs|approx|est|pct|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    "Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|avg|incl|Prof|Gen|Hldgs|Intl|Assn|Dept"
)
TOKEN = re.compile(
    rf"""
      [^\W\d_]++(?![.&'])             # a plain word, which most tokens are
    | \d+(?:,\d{{3}})+(?:\.\d+)?      # 49,266.11
    | \d*\.\d+ | \d+                  # 0.6  .6  500
    | (?:[A-Za-z]\.){{2,}}            # U.S.  a.m.
    | (?:{_ABBREVIATIONS})\.(?!\.)
    | [A-Za-z]{{1,3}}&[A-Za-z]{{1,3}}\b # S&P  AT&T
    | [^\W\d_]+n't\b
    | '[sS]\b
    | [^\W\d_]+(?:'(?!s\b|S\b)[^\W\d_]+)?
    | \.{{2,}} | --+
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_BULLET = re.compile(r"\s*(?:[-*•·–—▪◦‣+]\s+|\(?\d{1,2}[.)]\s+)")
_TABLE_RULE = re.compile(r"[\s|:+\-=]*$")
_PLAIN_SEPARATORS = (
    re.compile(r"\.{3,}"),
    re.compile(r";"),
    re.compile(r"\t"),
    re.compile(r"(?<=\S)\s{2,}(?=\S)"),
    re.compile(r",(?!\d{3}\b)(?=\S)"),
    re.compile(r"\s/\s"),
)
_DIGIT = re.compile(r"\d")
# Two spaces after a full stop are a typist's habit, not a column.
_WIDE_GAP = re.compile(r"(?<=[^\s.!?:;,])\s{2,}(?=\S)")
_SENTENCE_END = frozenset({".", "!", "?"})
_CLOSERS = frozenset({'"', "'", ")", "]"})
# After an abbreviation that can end a sentence, only a word that commonly opens one does.
_OPENERS = frozenset(
    """the a an in on it its but and however meanwhile stocks shares investors he she they that this these
    those for at by after as while with if when yet still among elsewhere analysts traders bond oil gold
    treasuries futures markets we i there what wall""".split()
)
_CAN_END = frozenset({"u.s.", "inc.", "corp.", "co.", "ltd.", "a.m.", "p.m.", "e.u.", "u.k.", "cos.", "bros."})
_MAY_END = _SENTENCE_END | _CAN_END | {";", ","}


class BlockKind(StrEnum):
    """What part of the page a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together; `start` to `end` are code points."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (half open) of block `block`; `start` to `end` are code points."""

    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut up: tokens as parallel lists, blocks and sentences in order.

    `glued` are the tickers a page glued to names, as (ticker, start of the ticker); `firsts` the first tokens of the sentences.
    """

    text: str
    reading: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    blocks: list[Block]
    sentences: list[Sentence]
    glued: list[tuple[str, int]]
    firsts: list[int]

    def sentence_at(self, token: int) -> Sentence:
        """Return the sentence that holds a token."""
        return self.sentences[bisect_right(self.firsts, token) - 1]

    def text_of(self, first: int, last: int) -> str:
        """Return the text of tokens `first` to `last`, half open."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def plain_reading(text: str) -> tuple[str, list[tuple[str, int]]]:
    """Return the text as the grammar reads it, of equal length, and the glued tickers."""
    reading = _NOT_PLAIN.sub(lambda match: _PLAIN[match[0]], text)
    glued: list[tuple[str, int]] = []
    if "--" in reading:
        glued = [(match[1], match.start()) for match in _GLUED.finditer(reading)]
        reading = _GLUED.sub(_blank, reading)
    if "](" in reading or "://" in reading:
        reading = _LINK.sub(_blank, reading)
    reading = _CODE.sub(_blank, reading)
    if "*" in reading or "_" in reading:
        # Emphasis inside a number leaves neither part to be read as one.
        reading = _SPLIT_NUMBER.sub(_masked, reading)
        reading = _EMPHASIS.sub(_blank, reading)
    return reading, glued


# Codes that a publisher's links leave in the text: "the 2-year note TMUBMUSD02Y".
_CODE = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{5,}\d{2}[A-Z]\b")
_SPLIT_NUMBER = re.compile(r"\d[\d.,]*\d?(?:\*{1,3}|_{1,3})\d[\d.,]*")


def _masked(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_LETTERS = re.compile(r"[a-z]+")


@functools.lru_cache(maxsize=64)
def words_in(text: str) -> frozenset[str]:
    """Return the runs of letters of a text in lower case: "won't" is "won" and "t".

    To look up which words a sentence has is far cheaper than to search it for each; several steps ask.
    """
    return frozenset(_LETTERS.findall(text.lower()))


def find_blocks(reading: str) -> list[Block]:
    """Cut a text into headings, bullets, table rows and paragraphs.

    A line break inside a hard-wrapped paragraph joins; every other one parts.
    """
    blocks: list[Block] = []
    group: list[tuple[int, int]] = []
    position = 0
    for line in reading.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        if line.strip():
            group.append((start, end))
        elif group:
            blocks.extend(_blocks_of(reading, group))
            group = []
    if group:
        blocks.extend(_blocks_of(reading, group))
    return blocks


def _blocks_of(reading: str, lines: Sequence[tuple[int, int]]) -> list[Block]:
    """Classify lines that no blank line parts."""
    is_table = _is_plain_table(reading, lines)
    if not is_table and (run := _spaced_run(reading, lines)) is not None:
        first, stop = run
        rows = [Block(s, e, BlockKind.ROW) for s, e in lines[first:stop] if not _TABLE_RULE.match(reading[s:e])]
        before = _blocks_of(reading, lines[:first]) if first else []
        return [*before, *rows, *(_blocks_of(reading, lines[stop:]) if stop < len(lines) else [])]
    is_wrapped = not is_table and _is_hard_wrapped(reading, lines)
    blocks: list[Block] = []
    for start, end in lines:
        line = reading[start:end]
        if is_table:
            blocks.append(Block(start, end, BlockKind.ROW))
            continue
        heading = _HEADING.match(line)
        bullet = _BULLET.match(line)
        if heading:
            blocks.append(Block(start + heading.end(), end, BlockKind.HEADING, heading[0].count("#")))
        elif line.count("|") >= 2 and _is_line_of_quotes(line):
            blocks.append(Block(start, end, BlockKind.BULLET, 0))
        elif line.count("|") >= 2 or (line.count("\t") >= 1 and line.strip().count("\t") >= 1):
            if not _TABLE_RULE.match(line):
                blocks.append(Block(start, end, BlockKind.ROW))
        elif bullet:
            blocks.append(Block(start + bullet.end(), end, BlockKind.BULLET, len(line) - len(line.lstrip())))
        elif is_wrapped and blocks and blocks[-1].kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            last = blocks[-1]
            blocks[-1] = Block(last.start, end, last.kind, last.level)
        else:
            kind = BlockKind.HEADING if _looks_like_heading(line) else BlockKind.PARAGRAPH
            if is_wrapped:
                kind = BlockKind.PARAGRAPH
            blocks.append(Block(start, end, kind, 9))
    return blocks


def _is_line_of_quotes(line: str) -> bool:
    """Say whether bars part whole quotes, each with its name: "Dow: 49,266.11 (+0.55%) | S&P 500: 6,921.46 (+0.01%) | …"."""
    if len(line) > _LONGEST_LINE_OF_QUOTES:
        return False
    cells = line.split("|")
    return bool(cells[0].strip()) and all(_NAME_IN_CELL.search(cell) and _FIGURE_IN_CELL.search(cell) for cell in cells)


_LONGEST_LINE_OF_QUOTES = 400  # characters
_NAME_IN_CELL = re.compile(r"[A-Za-z][A-Za-z&]{2}")
_FIGURE_IN_CELL = re.compile(r"\d%|\d\.\d")


def _spaced_run(reading: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first run of two or more lines set in columns by wide gaps, with the header above it; None without one."""
    texts = [reading[s:e] for s, e in lines]
    is_row = [
        "|" not in t and len(t) <= 160 and bool(_WIDE_GAP.search(t)) and bool(_DIGIT.search(t)) and not _BULLET.match(t)
        for t in texts
    ]
    first = 0
    while first < len(lines):
        stop = first
        while stop < len(lines) and (is_row[stop] or (stop > first and _TABLE_RULE.match(texts[stop]))):
            stop += 1
        if sum(is_row[first:stop]) >= 2:
            while first and (
                _WIDE_GAP.search(texts[first - 1])
                or texts[first - 1][:2].isspace()
                or _TABLE_RULE.match(texts[first - 1])
            ):
                first -= 1
            return first, stop
        first = max(stop, first + 1)
    return None


def _is_plain_table(reading: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Say whether lines are a table without bars: the same separator as often in each."""
    if len(lines) < 3:
        return False
    texts = [reading[s:e] for s, e in lines]
    if not all(_DIGIT.search(text) for text in texts[1:]) or any(
        _BULLET.match(text) or len(text) > 160 for text in texts
    ):
        return False
    for separator in _PLAIN_SEPARATORS:
        counts = [len(separator.findall(text)) for text in texts]
        usual = max(set(counts), key=counts.count)
        # One row may be out of line (a name as wide as its column).
        if usual and sum(count != usual for count in counts) <= (len(counts) >= 4):
            return True
    return False


def _is_hard_wrapped(reading: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Say whether the line breaks inside a run of lines are a writer's width, not his paragraphs.

    Wrapped lines are of like length and mostly stop in mid-sentence.
    """
    plain = [(s, e) for s, e in lines if not _BULLET.match(reading[s:e]) and not _HEADING.match(reading[s:e])]
    if len(lines) < 2 or not plain:
        return False
    inner = [reading[s:e].rstrip() for s, e in lines[:-1]]
    widest = max(e - s for s, e in lines)
    if widest > 120:
        return False
    open_ended = sum(1 for line in inner if line[-1] not in '.!?:;"|')
    following = [reading[s:e].lstrip() for s, e in lines[1:]]
    lower_starts = sum(1 for line in following if line[0].islower() or line[0].isdigit())
    return (
        open_ended * 2 > len(inner) and lower_starts >= 1 and min(map(len, inner)) >= 0.55 * widest
    ) or lower_starts * 2 > len(following)


def _looks_like_heading(line: str) -> bool:
    """Say whether a line alone is a title: short, with no stop at its end."""
    line = line.strip()
    return len(line) <= 110 and line[-1] not in '.!;,"' and len(line.split()) <= 16


def tokenize(text: str, left_out: Iterable[Span] = ()) -> Tokens:
    """Cut `text` into tokens, blocks and sentences; what lies in `left_out` has none."""
    reading, glued = plain_reading(text)
    skipped = list(left_out)
    for span in skipped:
        blank = re.sub(r"[^\n]", " ", reading[span.start : span.end])
        reading = reading[: span.start] + blank + reading[span.end :]
    blocks = find_blocks(reading)
    words: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks):
        first = len(words)
        spans = [match.span() for match in TOKEN.finditer(reading, block.start, block.end)]
        written = [reading[start:end] for start, end in spans]
        words.extend(written)
        lowers.extend(map(str.lower, written))
        if spans:
            begins, stops = zip(*spans, strict=True)
            starts.extend(begins)
            ends.extend(stops)
        sentences.extend(_sentences_of(words, lowers, starts, ends, first, number))
    return Tokens(text, reading, words, lowers, starts, ends, blocks, sentences, glued, [s.first for s in sentences])


# The words of a sentence are held against each other: one that never ends is cut, after a comma where it can be.
_LONGEST = 240


def _sentences_of(
    words: list[str], lowers: list[str], starts: list[int], ends: list[int], first: int, block: int
) -> Iterable[Sentence]:
    begin = first
    i, n = first, len(words)
    while i < n:
        word = lowers[i]
        if word not in _MAY_END and i - begin + 1 < _LONGEST and word[:2] != "..":
            i += 1
            continue
        stop = i + 1
        if word in _SENTENCE_END or word.startswith(".."):
            while (
                stop < n
                and (words[stop] in _SENTENCE_END or words[stop] in _CLOSERS)
                and starts[stop] == ends[stop - 1]
            ):
                stop += 1
            is_end = stop == n or (starts[stop] > ends[stop - 1] and not words[stop][0].islower())
            if is_end and word == "." and stop == i + 1 and i == begin + 1 and words[begin].isdigit():
                is_end = False  # "1. First item"
        else:
            is_end = word in _CAN_END and stop < n and words[stop][0].isupper() and lowers[stop] in _OPENERS
        length = stop - begin
        is_overlong = length >= _LONGEST or (length >= _LONGEST // 2 and word in (";", ","))
        if (is_end or is_overlong) and stop < n:
            yield Sentence(begin, stop, starts[begin], ends[stop - 1], block)
            begin = stop
        i = stop
    if begin < n:
        yield Sentence(begin, n, starts[begin], ends[n - 1], block)
