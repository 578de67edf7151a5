"""An audit as text for a terminal: the article with its claims marked, then every sum."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.records import Audit, Disagreement, Finding, Label, NoticeKind, ReadingBasis
from extractor.report.across import more_words, shown
from extractor.report.marks import Segment, segments, shown_text
from extractor.report.neutral import neutralise, one_line
from extractor.report.numbers import SPACE
from extractor.report.phrases import (
    SIGNS,
    NameOf,
    claimed,
    correction_words,
    count_prices,
    count_words,
    dateline_words,
    is_not_a_price,
    no_fix_words,
    note_words,
    path_words,
    plain_words,
    remark,
    sign_of,
    subject_name,
    when_words,
    why,
    worst,
    written,
)
from extractor.report.sums import other_readings, sum_of, tried_name, tried_words

_STYLES = {
    Label.SUPPORTED: "green",
    Label.AMBIGUOUS: "yellow",
    Label.CONTRADICTED: "bold red",
    Label.UNVERIFIABLE: "cyan",
}
# The list begins with what an editor must look at.
_LIST_ORDER = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.SUPPORTED, Label.UNVERIFIABLE)
_INDENT = 4
# Wider lines of prose are hard to read; tables and sums need no more either.
_WIDEST = 100
_NARROWEST = 40
# A break is at a space, never at a no-break space, which rich would take for one.
_WORD = re.compile(r"[^ \n]+ *|\n| +")


def render_text(audit: Audit, width: int, color: bool, name_of: NameOf = str) -> str:
    """Render an audit for a terminal of `width` columns, with ANSI colours or without.

    Verdicts are signs as well as colours: ‹0.6 ✓› supported, ‹0.6 ≈› ambiguous,
    [✗ 0.6] contradicted, ‹0.6 ?› unverifiable, ‹28 ·› no price.
    """
    width = max(_NARROWEST, min(width, _WIDEST))
    lines = [line for fact in _head(audit) for line in _wrapped(fact, width)]
    lines.append(Text())
    lines += _wrapped(_marked_text(audit), width)
    lines.append(Text())
    for notice in audit.notices:
        lines += _wrapped(Text(f"! {plain_words(notice.note)}", style="bold yellow"), width, _INDENT // 2)
    if audit.notices:
        lines.append(Text())
    prices = [finding for finding in audit.findings if not is_not_a_price(finding)]
    told: set[str] = set()
    for finding in sorted(prices, key=lambda it: _LIST_ORDER.index(it.verdict.label)):
        lines += _entry(audit, finding, width, name_of, told)
    others = [finding for finding in audit.findings if is_not_a_price(finding)]
    if others:
        lines += _wrapped(_others(others), width, _INDENT)
    counts = count_words(count_prices(prices), len(others))
    lines += [Text(), *_wrapped(Text(counts, style="bold"), width, _INDENT)]
    return _printed(lines, color)


def render_disagreements(found: Iterable[Disagreement], width: int, color: bool, name_of: NameOf = str) -> str:
    """Render what sources disagree on, a line for each side; empty where there is nothing."""
    width = max(_NARROWEST, min(width, _WIDEST))
    items, n_more = shown(found, name_of)
    if not items:
        return ""
    lines = [Text("Sources disagree", style="bold")]
    for item in items:
        head = Text().append(item.what, style="bold").append(f" · {item.tape}")
        lines += _wrapped(head, width, _INDENT)
        column = max(cell_len(side.said) for side in item.sides)
        for side in item.sides:
            line = Text("  ").append(f"{side.sign} ", style=_STYLES[Label(side.label)])
            # Never broken within: the figures of all sides stand below each other.
            line.append(side.said.replace(" ", SPACE) + SPACE * (column - cell_len(side.said)))
            lines += _wrapped(line.append(f"  {side.sources}", style="dim"), width, 2 * _INDENT)
    if n_more:
        lines.append(Text(more_words(n_more), style="dim"))
    return _printed(lines, color)


def fail_lines(audit: Audit, labels: Iterable[Label], name_of: NameOf = str) -> Iterator[str]:
    """Yield `path:line:column: label: message` for the findings of `labels`, for editors and CI.

    Line and column are 1-based and count code points of the article's text; lines end with
    a line feed. For a cleaned page they count in the cleaned text.
    """
    wanted = frozenset(labels)
    for finding in audit.findings:
        if finding.verdict.label not in wanted:
            continue
        said = f"{subject_name(finding.subject, name_of)} {_claimed(audit, finding, name_of)}: {why(finding)}"
        parts = [said, note_words(finding.verdict) or str(sum_of(finding) or "")]
        if finding.verdict.correction:
            parts.append(f"fix: {correction_words(finding)}")
        message = one_line("; ".join(part.rstrip(".") for part in parts if part))
        yield f"{_path_line_column(audit, finding)}: {finding.verdict.label.value}: {message}"


def disagreement_lines(audit: Audit) -> Iterator[str]:
    """Yield `path:line:column: disagreement: message` where an article's own figures disagree."""
    found = {finding.claim_id: finding for finding in audit.findings}
    for notice in audit.notices:
        if notice.notice is NoticeKind.DISAGREEMENT:
            place = _path_line_column(audit, found[notice.claim_ids[0]])
            yield f"{place}: disagreement: {plain_words(notice.note)}"


def _path_line_column(audit: Audit, finding: Finding) -> str:
    before = audit.article.text[: finding.start]
    line, column = before.count("\n") + 1, finding.start - (before.rfind("\n") + 1) + 1
    path = neutralise(audit.article.path).replace("\n", " ")
    return f"{path}:{line}:{column}"


def _head(audit: Audit) -> Iterator[Text]:
    article = audit.article
    yield Text(one_line(article.title or "") or path_words(article.path), style="bold")
    facts = [path_words(article.path) if article.title else "", one_line(article.source or "")]
    yield Text(" · ".join([*filter(None, facts), dateline_words(audit.dateline)]), style="dim")


def _marked_text(audit: Audit) -> Text:
    shown = Text()
    for segment in segments(audit.article, audit.findings):
        _append(shown, segment)
    shown.rstrip()
    return shown


def _append(shown: Text, segment: Segment) -> None:
    text = neutralise(shown_text(segment))
    if not segment.findings:
        shown.append(text, style="dim" if segment.is_left_out else "")
        return
    lead = worst(segment.findings)
    signs = "".join(dict.fromkeys([sign_of(lead), *map(sign_of, segment.findings)]))
    style = "dim" if is_not_a_price(lead) else _STYLES[lead.verdict.label]
    if lead.verdict.label is Label.CONTRADICTED:
        shown.append(f"[{signs}{SPACE}{text}]", style=style)
    else:
        shown.append(f"‹{text}{SPACE}{signs}›", style=style)


def _claimed(audit: Audit, finding: Finding, name_of: NameOf) -> str:
    return claimed(finding, audit.article.text, name_of)


def _entry(audit: Audit, finding: Finding, width: int, name_of: NameOf, told: set[str]) -> Iterator[Text]:
    """Yield the lines of one claim; a note that is in `told` is not said again."""
    verdict = finding.verdict
    head = Text().append(f"{SIGNS[verdict.label]} {verdict.label.value:<13} ", style=_STYLES[verdict.label])
    head.append(subject_name(finding.subject, name_of), style="bold")
    when = when_words(finding)
    head.append(f" {_claimed(audit, finding, name_of)}" + (f", {when}" if when else ""))
    total, more = sum_of(finding), remark(finding)
    if verdict.label is Label.SUPPORTED:
        # On one line where it fits: nobody has to act on it.
        words = str(total) if total else note_words(verdict)
        words += f" ({more})" if more else ""
        if cell_len(head.plain) + cell_len(words) + 3 <= width:
            yield head.append(f" · {words}" if words else "", style="dim")
            return
        yield from _wrapped(head, width, _INDENT)
        yield from _detail(_unbroken(words, width - _INDENT), width)
        return
    head.append(f": {more}")
    yield from _wrapped(head, width, _INDENT)
    if total:
        yield from _detail(_unbroken(str(total), width - _INDENT), width, style="")
    note = note_words(verdict)
    yield from _detail(note if note not in told else "", width)
    told.add(note)
    yield from _detail(_tried(finding, name_of), width)
    if verdict.correction:
        yield from _detail(f"fix: {correction_words(finding)}", width, style="bold")
    elif reason := no_fix_words(finding):
        yield from _detail(f"no fix: {reason}", width)


def _tried(finding: Finding, name_of: NameOf) -> str:
    """Say which other readings hold; those that fail are only counted."""
    others = other_readings(finding, sum_of(finding))
    # A preliminary close has no figure of its own: the note says what the close was.
    holding = [it for it in others if it.holds and it.basis is not ReadingBasis.PRELIMINARY]
    n_failing = sum(not it.holds for it in others)
    words = [f"{tried_name(finding, it, name_of)} {tried_words(finding, it)} holds" for it in holding]
    if n_failing == 1:
        words.append("1 other reading fails")
    elif n_failing:
        words.append(f"{n_failing} other readings fail")
    return "; ".join(words)


def _unbroken(text: str, width: int) -> str:
    """Bind a sum together where it fits on a line of its own."""
    return text.replace(" ", SPACE) if cell_len(text) <= width else text


def _detail(text: str, width: int, style: str = "dim") -> Iterator[Text]:
    if text:
        for line in _wrapped(Text(text, style=style), width - _INDENT):
            yield Text(" " * _INDENT).append_text(line)


def _others(findings: Sequence[Finding]) -> Text:
    words = [written(it.quantity) if it.quantity else f"“{one_line(it.sentence)}”" for it in findings]
    sign = sign_of(findings[0])
    return Text(f"{sign} not prices, left alone: {', '.join(words)}", style="dim")


def _wrapped(text: Text, width: int, indent: int = 0) -> Iterator[Text]:
    """Break lines at spaces only, the lines after the first moved in by `indent`."""
    breaks, used = [], 0
    for match in _WORD.finditer(text.plain):
        word = match[0]
        if word == "\n":
            used = 0
            continue
        n = cell_len(word.rstrip(" "))
        if used and used + n > width:
            breaks.append(match.start())
            used = indent
        used += cell_len(word)
    for i, piece in enumerate(text.divide(breaks)):
        for line in piece.split("\n", allow_blank=True):
            line.rstrip()
            yield line if i == 0 else Text(" " * indent).append_text(line)


def _printed(lines: Iterable[Text], color: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=10 * _WIDEST,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True, end="\n")
    return out.getvalue()
