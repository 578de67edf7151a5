"""Audits as one self-contained HTML page, written article by article; no script, no request.

Whatever stems from an article is neutralised (neutral.py), then escaped by the templates.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.records import Audit, Disagreement, Evidence, Finding, Label, ReadingBasis, Tried
from extractor.report.across import more_words, shown
from extractor.report.chart import Bars, chart
from extractor.report.marks import Segment, segments, shown_text
from extractor.report.neutral import neutralise, one_line
from extractor.report.numbers import grouped_text
from extractor.report.phrases import (
    NOT_A_PRICE_SIGN,
    SIGNS,
    NameOf,
    claimed,
    count_prices,
    count_words,
    dateline_words,
    day_of,
    is_not_a_price,
    no_fix_words,
    note_words,
    path_words,
    period_words,
    plain_words,
    remark,
    sign_of,
    subject_name,
    when_words,
    worst,
    written,
)
from extractor.report.sums import Sum, other_readings, sum_of, tried_name, tried_words

_LIST_ORDER = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.SUPPORTED, Label.UNVERIFIABLE)
# What an editor must look at is shown unfolded.
_OPEN = frozenset({Label.CONTRADICTED})
# Claims of one article that get a chart, the worst first: a chart is 3 KB and takes 2 ms, and a
# text of a megabyte has ten thousand claims.
_MOST_CHARTS = 200


@dataclass(frozen=True, slots=True)
class _Ref:
    """A link from a mark to a claim: the sign, the claim's number and where it stands."""

    sign: str
    label: str
    n: int
    anchor: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a paragraph; marked where it has refs or is no price."""

    text: str
    css: str = ""
    anchor: str = ""
    hint: str = ""
    refs: tuple[_Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the text; `is_title` where it is the article's title once more."""

    pieces: tuple[_Piece, ...]
    is_title: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a small table: what it is, its value, and whether it holds."""

    name: str
    value: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """A correction as it is shown."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """A finding as its card shows it."""

    n: int
    anchor: str
    mark: str
    label: str
    sign: str
    subject: str
    said: str
    remark: str
    when: str
    total: Sum | None
    note: str
    speaker: str
    edits: tuple[_Edit, ...]
    no_fix: str
    tried: tuple[_Row, ...]
    bars: tuple[_Row, ...]
    facts: tuple[_Row, ...]
    chart: Markup
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Count:
    """How many claims have a label."""

    label: str
    sign: str
    n: int


@dataclass(frozen=True, slots=True)
class _Page:
    """An audit as the template shows it; `n_charted` is 0 where nothing was kept from having its chart."""

    anchor: str
    title: str
    facts: tuple[str, ...]
    url: str
    counts: tuple[_Count, ...]
    n_others: int
    notices: tuple[str, ...]
    contradicted: tuple[_Claim, ...]
    claims: tuple[_Claim, ...]
    others: str
    others_anchor: str
    n_charted: int
    paragraphs: tuple[_Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Overview:
    """What the overview keeps of an article."""

    anchor: str
    title: str
    facts: tuple[str, ...]
    counts: tuple[_Count, ...]
    n_others: int
    notices: tuple[str, ...]
    contradicted: tuple[tuple[str, str], ...]


def render_html(
    audits: Iterable[Audit],
    bars: Bars | None,
    write: Callable[[str], object],
    name_of: NameOf = str,
    title: str = "",
    disagreements: Iterable[Disagreement] = (),
) -> None:
    """Write a page of one or many audits through `write`, in pieces, one article at a time.

    `disagreements` are read when the last audit is written: then it is known what sources disagree on.

    `bars` is asked for the charts; None draws none. The page is called `title`, else by its
    first article. The overview of many articles stands at the end of the file and at the top of
    the page, so that nothing need be held until then.
    """
    environment = _environment()
    coming = iter(audits)
    first = next(coming, None)
    # A browser's tab shows the beginning: what tells one page from another comes before the program.
    name = one_line(title) or (_title(first) if first else "")
    write(environment.get_template("head.html").render(title=f"{name} – Tapecheck" if name else "Tapecheck"))
    rows: list[_Overview] = []
    anchors: dict[str, str] = {}
    article = environment.get_template("article.html")
    for i, audit in enumerate(chain([first] if first else [], coming)):
        page = _page(audit, f"a{i + 1}", bars, name_of)
        write(article.render(page=page))
        anchors[audit.article.article_id] = page.anchor
        rows.append(_overview(page))
    totals = _totals(rows)
    tail = environment.get_template("tail.html")
    summary = count_words(totals, sum(row.n_others for row in rows))
    items, n_more = shown(disagreements, name_of)
    write(
        tail.render(
            rows=rows,
            counts=_counts(totals),
            summary=summary,
            disagreements=items,
            more=more_words(n_more),
            anchors=anchors,
        )
    )


def _title(audit: Audit) -> str:
    return one_line(audit.article.title or "") or path_words(audit.article.path)


def render_fragment(audit: Audit, bars: Bars | None = None, name_of: NameOf = str) -> str:
    """Render one audit as styled HTML without page furniture, for notebooks."""
    # Two fragments may share a page: their anchors must not.
    anchor = "t" + hashlib.sha256(audit.article.article_id.encode("utf-8", "replace")).hexdigest()[:10]
    page = _page(audit, anchor, bars, name_of)
    return _environment().get_template("fragment.html").render(page=page)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("extractor.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _page(audit: Audit, anchor: str, bars: Bars | None, name_of: NameOf) -> _Page:
    article = audit.article
    checked = [finding for finding in audit.findings if not is_not_a_price(finding)]
    numbers = {id(finding): n for n, finding in enumerate(checked, 1)}
    prices = sorted(checked, key=lambda it: _LIST_ORDER.index(it.verdict.label))
    # The list begins with the worst: those are the claims that get the charts.
    claims = tuple(
        _claim(audit, it, numbers[id(it)], anchor, bars if i < _MOST_CHARTS else None, name_of)
        for i, it in enumerate(prices)
    )
    others = [finding for finding in audit.findings if is_not_a_price(finding)]
    left_alone = [written(it.quantity) if it.quantity else one_line(it.sentence) for it in others]
    paragraphs = _paragraphs(audit, numbers, anchor, name_of)
    facts = [path_words(article.path) if article.title else "", article.source or "", dateline_words(audit.dateline)]
    return _Page(
        anchor=anchor,
        title=_title(audit),
        facts=tuple(one_line(fact) for fact in facts if fact),
        url=_safe_url(article.url),
        counts=_counts(count_prices(checked)),
        n_others=len(others),
        notices=tuple(plain_words(notice.note) for notice in audit.notices),
        contradicted=tuple(claim for claim in claims if claim.label == Label.CONTRADICTED.value),
        claims=claims,
        others=", ".join(left_alone),
        others_anchor=f"{anchor}-others",
        n_charted=_MOST_CHARTS if bars is not None and len(claims) > _MOST_CHARTS else 0,
        paragraphs=paragraphs,
    )


def _safe_url(url: str | None) -> str:
    """Return an http or https address to link to; empty for every other scheme."""
    if url is None or neutralise(url) != url:
        return ""
    try:
        is_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return ""
    return url if is_web else ""


def _claim(audit: Audit, finding: Finding, n: int, anchor: str, bars: Bars | None, name_of: NameOf) -> _Claim:
    verdict = finding.verdict
    evidence, total = verdict.evidence, sum_of(finding)
    return _Claim(
        n=n,
        anchor=f"{anchor}-c{n}",
        mark=f"{anchor}-m{finding.start}",
        label=verdict.label.value,
        sign=SIGNS[verdict.label],
        subject=subject_name(finding.subject, name_of),
        said=claimed(finding, audit.article.text, name_of),
        remark=remark(finding),
        when=when_words(finding),
        total=total,
        note=note_words(verdict),
        speaker=one_line(finding.speaker or ""),
        edits=tuple(_Edit(one_line(edit.was), one_line(edit.now)) for edit in verdict.correction),
        no_fix=no_fix_words(finding),
        tried=tuple(_tried(finding, tried, name_of) for tried in other_readings(finding, total)),
        bars=tuple(_bar(bar, name_of) for bar in evidence.bars) if evidence else (),
        facts=_facts(finding, evidence),
        chart=chart(finding, bars, name_of),
        is_open=verdict.label in _OPEN,
    )


def _tried(finding: Finding, tried: Tried, name_of: NameOf) -> _Row:
    sign = "✓" if tried.holds else "✗"
    if tried.basis is ReadingBasis.PRELIMINARY:
        # It has no figure of its own, only more room around the close.
        return _Row("Preliminary close", "", sign)
    name = tried_name(finding, tried, name_of)
    return _Row(f"{name[:1].upper()}{name[1:]}", tried_words(finding, tried), sign)


def _bar(bar: tuple[str, ...], name_of: NameOf) -> _Row:
    what = one_line(bar[3]) if len(bar) > 3 else "close"
    return _Row(f"{one_line(name_of(bar[0]))}, {what} of {day_of(bar[1])}", grouped_text(one_line(bar[2])))


def _facts(finding: Finding, evidence: Evidence | None) -> tuple[_Row, ...]:
    facts = []
    if finding.period is not None and finding.period.text:
        facts.append(_Row("Time", f"“{one_line(finding.period.text)}” = {period_words(finding.period)}"))
    if evidence is not None:
        facts += [_Row("Formula", one_line(evidence.formula)), _Row("Source", one_line(evidence.source))]
        if window := evidence.window:
            span = f"{day_of(window.first.isoformat())} – {day_of(window.last.isoformat())}"
            facts.append(_Row("Window", f"{window.count:,} bars, {span}, sha256 {one_line(window.sha256)}"))
    return tuple(facts)


def _counts(n_by_label: Mapping[Label, int]) -> tuple[_Count, ...]:
    found = [label for label in _LIST_ORDER if n_by_label[label]]
    return tuple(_Count(label.value, SIGNS[label], n_by_label[label]) for label in found)


# -- the text ----------------------------------------------------------------------------------


def _paragraphs(audit: Audit, numbers: Mapping[int, int], anchor: str, name_of: NameOf) -> tuple[_Paragraph, ...]:
    """Cut the marked text into paragraphs: at blank lines, or at every line where there are none."""
    gap = "\n\n" if "\n\n" in neutralise(audit.article.text).strip() else "\n"
    done: list[list[_Piece]] = [[]]
    for segment in segments(audit.article, audit.findings):
        if segment.findings:
            done[-1].append(_mark(audit, segment, numbers, anchor, name_of))
            continue
        css = "left-out" if segment.is_left_out else ""
        first, *rest = neutralise(shown_text(segment)).split(gap)
        done[-1].append(_Piece(first, css))
        done.extend([_Piece(text, css)] for text in rest)
    shown = [pieces for pieces in done if any(piece.text.strip() for piece in pieces)]
    title = one_line(audit.article.title or "")
    return tuple(_Paragraph(tuple(pieces), one_line("".join(it.text for it in pieces)) == title) for pieces in shown)


def _mark(audit: Audit, segment: Segment, numbers: Mapping[int, int], anchor: str, name_of: NameOf) -> _Piece:
    lead = worst(segment.findings)
    text = neutralise(segment.text)
    if is_not_a_price(lead):
        ref = _Ref(NOT_A_PRICE_SIGN, "other", 0, f"{anchor}-others")
        return _Piece(text, "other", hint="not a price", refs=(ref,))
    checked = [finding for finding in segment.findings if not is_not_a_price(finding)]
    hints = [
        f"{finding.verdict.label.value}: {subject_name(finding.subject, name_of)} "
        f"{claimed(finding, audit.article.text, name_of)}"
        for finding in checked
    ]
    refs = tuple(_ref(finding, numbers[id(finding)], anchor) for finding in checked)
    place = f"{anchor}-m{segment.findings[0].start}"
    return _Piece(text, lead.verdict.label.value, place, "; ".join(hints), refs)


def _ref(finding: Finding, n: int, anchor: str) -> _Ref:
    return _Ref(sign_of(finding), finding.verdict.label.value, n, f"{anchor}-c{n}")


# -- the overview ------------------------------------------------------------------------------


def _overview(page: _Page) -> _Overview:
    wrong = tuple((claim.anchor, _short(claim)) for claim in page.contradicted)
    return _Overview(page.anchor, page.title, page.facts, page.counts, page.n_others, page.notices, wrong)


def _short(claim: _Claim) -> str:
    was = f"; tape: {claim.total.result}" if claim.total else ""
    return f"{claim.subject}: text: {claim.said}{was}"


def _totals(rows: Iterable[_Overview]) -> dict[Label, int]:
    totals = dict.fromkeys(Label, 0)
    for row in rows:
        for count in row.counts:
            totals[Label(count.label)] += count.n
    return totals
