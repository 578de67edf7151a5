"""An audit as text for a terminal: the article with its claims marked, then every sum."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.records import Audit, Finding, Label
from extractor.report.jsonl import count_by_label
from extractor.report.marks import Segment, segments
from extractor.report.neutral import neutralise, one_line
from extractor.report.phrases import (
    BASES,
    SIGNS,
    WORST_FIRST,
    NameOf,
    claimed,
    count_words,
    is_not_a_price,
    period_words,
    sign_of,
    subject_name,
    why,
    worst,
    written,
)
from extractor.report.sums import sum_of, tried_words

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
    lines: list[Text] = [*_head(audit), Text()]
    lines += _wrapped(_marked_text(audit), width)
    lines.append(Text())
    prices = [finding for finding in audit.findings if not is_not_a_price(finding)]
    for finding in sorted(prices, key=lambda it: _LIST_ORDER.index(it.verdict.label)):
        lines += _entry(audit, finding, width, name_of)
    others = [finding for finding in audit.findings if is_not_a_price(finding)]
    if others:
        lines += _wrapped(_others(others), width, _INDENT)
    counts = count_words(count_by_label(audit.findings))
    lines += [Text(), Text(counts, style="bold")]
    return _printed(lines, color)


def fail_lines(audit: Audit, labels: Iterable[Label], name_of: NameOf = str) -> Iterator[str]:
    """Yield `path:line:column: label: message` for the findings of `labels`, for editors and CI.

    Line and column are 1-based and count code points of the article's text; lines end with
    a line feed. For a cleaned page they count in the cleaned text.
    """
    wanted = frozenset(labels)
    text = audit.article.text
    for finding in audit.findings:
        if finding.verdict.label not in wanted:
            continue
        before = text[: finding.start]
        line, column = before.count("\n") + 1, finding.start - (before.rfind("\n") + 1) + 1
        path = neutralise(audit.article.path).replace("\n", " ")
        said = f"{subject_name(finding.subject, name_of)} {_claimed(audit, finding, name_of)}"
        total = sum_of(finding)
        parts = [said, f"{why(finding)}", one_line(str(total)) if total else "", one_line(finding.verdict.note)]
        if finding.verdict.correction:
            parts.append(f"fix: {_fix(finding)}")
        message = "; ".join(part.rstrip(".") for part in parts if part)
        yield f"{path}:{line}:{column}: {finding.verdict.label.value}: {message}"


def _head(audit: Audit) -> Iterator[Text]:
    article, dateline = audit.article, audit.dateline
    yield Text(one_line(article.title or article.path), style="bold")
    facts = [one_line(article.source)] if article.source else []
    if dateline is None:
        facts.append("no dateline")
    else:
        sure = "" if dateline.is_certain else "probably "
        facts.append(f"{sure}{dateline.day:%Y-%m-%d} ({one_line(dateline.evidence)})")
    yield Text(" · ".join(facts), style="dim")


def _marked_text(audit: Audit) -> Text:
    shown = Text()
    for segment in segments(audit.article, audit.findings):
        _append(shown, segment)
    return Text("\n").join(shown.split("\n", allow_blank=True)[_n_blank(shown.plain) :]) if shown.plain else shown


def _n_blank(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def _append(shown: Text, segment: Segment) -> None:
    text = neutralise(segment.text)
    if not segment.findings:
        shown.append(text, style="dim" if segment.is_left_out else "")
        return
    lead = worst(segment.findings)
    others = "".join(dict.fromkeys(sign_of(it) for it in segment.findings if sign_of(it) != sign_of(lead)))
    style = "dim" if is_not_a_price(lead) else _STYLES[lead.verdict.label]
    # No break inside a mark of several words' sign, so that ‹ and › stay with their words.
    if lead.verdict.label is Label.CONTRADICTED:
        shown.append(f"[✗{others}\N{NO-BREAK SPACE}{text}]", style=style)
    else:
        shown.append(f"‹{text}\N{NO-BREAK SPACE}{sign_of(lead)}{others}›", style=style)


def _claimed(audit: Audit, finding: Finding, name_of: NameOf) -> str:
    return claimed(finding, audit.article.text[finding.start : finding.end], name_of)


def _fix(finding: Finding) -> str:
    return ", ".join(f"“{one_line(edit.was)}” → “{one_line(edit.now)}”" for edit in finding.verdict.correction)


def _entry(audit: Audit, finding: Finding, width: int, name_of: NameOf) -> Iterator[Text]:
    verdict, style = finding.verdict, _STYLES[finding.verdict.label]
    head = Text(f"{SIGNS[verdict.label]} {verdict.label.value:<13} ", style=style)
    head.append(subject_name(finding.subject, name_of), style="bold")
    when = period_words(finding.period)
    head.append(f" {_claimed(audit, finding, name_of)}" + (f", {when}" if when else ""))
    total = sum_of(finding)
    if verdict.label is Label.SUPPORTED:
        # One line where it fits: nobody has to act on it.
        if total:
            head.append(f" · {one_line(str(total))}", style="dim")
        yield from _wrapped(head, width, _INDENT)
        if not total:
            yield from _detail(verdict.note, width)
        return
    yield from _wrapped(head, width, _INDENT)
    if total:
        yield from _detail(one_line(str(total)), width, style="")
    yield from _detail(f"{why(finding)}: {one_line(verdict.note)}", width)
    if verdict.tried:
        readings = [
            f"{BASES[tried.basis]} {tried_words(finding, tried)} {'holds' if tried.holds else 'fails'}"
            for tried in verdict.tried
        ]
        yield from _detail("tried: " + "; ".join(readings), width)
    if verdict.correction:
        yield from _detail(f"fix: {_fix(finding)}", width, style="bold")


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
