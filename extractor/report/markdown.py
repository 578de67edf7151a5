"""An audit as a Markdown document: the marked text, a table of claims, the sums behind them."""

import re
from collections.abc import Iterable, Iterator

from extractor.records import Audit, Disagreement, Finding, Label
from extractor.report.across import more_words, shown
from extractor.report.marks import Segment, segments, shown_text
from extractor.report.neutral import neutralise, one_line
from extractor.report.phrases import (
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
    sign_of,
    subject_name,
    when_words,
    why,
    worst,
    written,
)
from extractor.report.sums import sum_of

_LIST_ORDER = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.SUPPORTED, Label.UNVERIFIABLE)
# Every character that can begin markup inside a line, in CommonMark or in GitHub's tables,
# strikethrough, mathematics and notes; a colon or dot only where it would make a bare link.
_INLINE = re.compile(r"[\\`*_{}\[\]|~^$!]|#(?=\w)|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What makes a heading, a list, a rule or a quotation at the start of a line.
_LINE_START = re.compile(r"^([ \t]*)(?:([-+=#])|(\d+)([.)]))", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def escape(text: str) -> str:
    """Neutralise a stranger's text and escape all that Markdown or HTML would act on."""
    text = _INLINE.sub(lambda match: f"\\{match[0]}", neutralise(text))
    return re.sub("[<>&]", lambda match: _ENTITIES[match[0]], text)


def render_markdown(audit: Audit, name_of: NameOf = str) -> str:
    """Render an audit as Markdown (CommonMark with GitHub's tables)."""
    return "\n".join(_lines(audit, name_of)) + "\n"


def render_disagreements(found: Iterable[Disagreement], name_of: NameOf = str) -> str:
    """Render what sources disagree on as a section of its own; empty where there is nothing."""
    items, n_more = shown(found, name_of)
    lines = ["# Sources disagree", ""] if items else []
    for item in items:
        lines.append(f"- **{_cell(item.what)}** · {_cell(item.tape)}")
        lines += [f"  - {side.sign} {_cell(side.said)}: {_cell(side.sources)}" for side in item.sides]
    if n_more:
        lines += ["", _cell(more_words(n_more))]
    return "\n".join(lines) + "\n" if lines else ""


def _lines(audit: Audit, name_of: NameOf) -> Iterator[str]:
    article = audit.article
    yield f"# {_cell(article.title or path_words(article.path))}"
    yield ""
    facts = [path_words(article.path) if article.title else "", article.source or "", dateline_words(audit.dateline)]
    yield " · ".join(_cell(fact) for fact in facts if fact)
    yield ""
    prices = [finding for finding in audit.findings if not is_not_a_price(finding)]
    yield f"**{count_words(count_prices(prices), len(audit.findings) - len(prices))}**"
    for notice in audit.notices:
        yield ""
        yield f"> **!** {_cell(plain_words(notice.note))}"
    prices.sort(key=lambda it: _LIST_ORDER.index(it.verdict.label))
    if prices:
        yield ""
        yield "| Verdict | Subject | Claimed | When | The sum | Note |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for finding in prices:
            yield f"| {' | '.join(_cells(audit, finding, name_of))} |"
    others = [finding for finding in audit.findings if is_not_a_price(finding)]
    if others:
        words = ", ".join(_other(audit, finding) for finding in others)
        yield ""
        yield f"Not prices, left alone: {words}."
    yield ""
    yield "## The text"
    yield ""
    yield _marked_text(audit)


def _other(audit: Audit, finding: Finding) -> str:
    trigger = audit.article.text[finding.start : finding.end]
    return _cell(written(finding.quantity) if finding.quantity else trigger)


def _cells(audit: Audit, finding: Finding, name_of: NameOf) -> Iterator[str]:
    verdict = finding.verdict
    strong = "**" if verdict.label is Label.CONTRADICTED else ""
    yield f"{strong}{sign_of(finding)} {verdict.label.value}{strong}"
    yield _cell(subject_name(finding.subject, name_of))
    yield _cell(claimed(finding, audit.article.text, name_of))
    yield _cell(when_words(finding))
    yield _cell(str(sum_of(finding) or ""))
    # Of what is supported the note says all, digits cut off too.
    reason = "" if verdict.label is Label.SUPPORTED else f"{why(finding).capitalize()}."
    parts = [reason, _cell(note_words(verdict))]
    if verdict.correction:
        parts.append(f"**Fix: {_cell(correction_words(finding))}**")
    elif no_fix := no_fix_words(finding):
        parts.append(f"No fix: {_cell(no_fix)}.")
    yield " ".join(part for part in parts if part)


def _cell(text: str) -> str:
    return escape(one_line(text)) if "\n" in text or "\r" in text else escape(text.strip())


def _marked_text(audit: Audit) -> str:
    text = "".join(map(_marked, segments(audit.article, audit.findings)))
    text = _INDENT.sub("", text)
    text = _LINE_START.sub(_inert_start, text)
    # Two spaces keep the article's own line ends.
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", text.strip("\n"))


def _inert_start(match: re.Match[str]) -> str:
    if match[2]:
        return f"\\{match[2]}"
    return f"{match[3]}\\{match[4]}"


def _marked(segment: Segment) -> str:
    text = escape(shown_text(segment))
    if not segment.findings:
        return text
    lead = worst(segment.findings)
    signs = "".join(dict.fromkeys([sign_of(lead), *map(sign_of, segment.findings)]))
    if lead.verdict.label is Label.CONTRADICTED:
        # The asterisks stand inside the marks, where letters beside them cannot make them literal.
        return f"‹**{signs} {text}**›"
    return f"‹{text} {signs}›"
