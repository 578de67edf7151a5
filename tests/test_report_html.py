"""The HTML page, parsed and held against what it promises."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from january import audited, auditor
from test_report_sample import SOURCE, TEXT, HandBars, make_audit, name_of

from extractor.records import Basis, Bound, Direction, Label, Quantity
from extractor.report.chart import chart
from extractor.report.html import render_fragment, render_html
from extractor.report.marks import segments
from extractor.report.neutral import neutralise

VOID = {"meta", "link", "img", "br", "hr", "input"}
PASSIVE = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "nav", "article"),
    "section",
    *("h1", "h2", "p", "b", "i", "span", "div", "a", "ol", "ul", "li", "q", "del", "ins", "sup", "details"),
    *("summary", "table", "caption", "tr", "th", "td"),
    *("svg", "rect", "line", "path", "polyline", "circle", "text"),
}
SVG = {"svg", "title", "rect", "line", "path", "polyline", "circle", "text"}


class Page(HTMLParser):
    """The elements of a page with their attributes, its texts, and whether its tags are balanced."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)


def _html(*audits, bars=None):
    parts = []
    render_html(audits or [make_audit()], bars or HandBars(), parts.append, name_of)
    return "".join(parts)


def _hostile():
    bad = "\"'><script>alert(1)</script>\u202e{{ 7*7 }}"
    audit = make_audit()
    findings = tuple(
        replace(
            it,
            speaker=bad,
            sentence=bad,
            subject=replace(it.subject, symbol=bad) if it.subject and i % 2 else it.subject,
            verdict=replace(
                it.verdict,
                note=bad,
                evidence=it.verdict.evidence and replace(it.verdict.evidence, formula=bad, source=bad),
                correction=tuple(replace(edit, was=bad, now=bad) for edit in it.verdict.correction),
            ),
        )
        for i, it in enumerate(audit.findings)
    )
    article = replace(audit.article, title=bad, source=bad, path=bad, article_id=bad)
    article = replace(article, url="javascript:alert(1)")
    return replace(audit, article=article, findings=findings)


@pytest.mark.parametrize("make", [make_audit, _hostile])
def test_nothing_of_the_article_is_active(make):
    """No script, no handler, no request and no foreign style reach the page, from whatever field."""
    for text in (_html(make()), render_fragment(make(), HandBars(), name_of)):
        page = Page(text)
        tags = {tag for tag, _ in page.elements}

        assert not page.open
        assert tags <= PASSIVE
        for tag, attrs in page.elements:
            assert not any(name.startswith("on") or name in ("src", "srcset", "action") for name in attrs)
            if "style" in attrs:
                assert re.fullmatch(r"flex-grow: \d+", attrs["style"])
            if "href" in attrs:
                assert tag == "a"
                assert re.match(r"#|https?://", attrs["href"])
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_the_page_asks_for_nothing():
    """A content security policy forbids all but inline style, and the style refers to nothing."""
    text = _html()

    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in text
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "https://x\u202ey", None]
)
def test_only_web_addresses_are_linked(url):
    """An address of another scheme, or a crooked one, is no link."""
    audit = make_audit()
    page = Page(_html(replace(audit, article=replace(audit.article, url=url))))

    assert all(attrs["href"].startswith("#") for tag, attrs in page.elements if tag == "a")


def test_the_text_is_whole():
    """All of the article's text stands on the page, in its order."""
    shown = "".join(segment.text for segment in segments(make_audit().article, make_audit().findings))
    words = re.sub(r"\s+", "", neutralise(TEXT))
    page = Page(re.sub(r"<sup>.*?</sup>", "", _html()))

    assert shown == TEXT
    assert words in re.sub(r"\s+", "", "".join(page.texts))


def test_anchors_are_unique_and_met():
    """Every id is there once, and every link within the page leads somewhere, with many articles too."""
    page = Page(_html(make_audit(), make_audit(), _hostile()))
    ids = Counter(attrs["id"] for _, attrs in page.elements if "id" in attrs)

    assert max(ids.values()) == 1
    for tag, attrs in page.elements:
        if tag == "a" and attrs["href"].startswith("#"):
            assert attrs["href"][1:] in ids


def test_one_mark_for_several_subjects():
    """A trigger with two verdicts is one mark, of the worse label, that leads to both."""
    mark = re.search(r'<span class="mark contradicted"[^>]*>2\.2%<sup>(.*?)</sup>', _html())

    assert mark
    assert re.findall(r'<a class="(\w+)"', mark[1]) == ["contradicted", "supported"]


def test_a_range_makes_one_mark():
    """Both ends of a range stand in one mark; a number that is not its end does not."""
    audit = make_audit()
    finding = next(it for it in audit.findings if it.quantity and it.quantity.text == "0.75")
    ends = {"low": Decimal(1), "high": Decimal(2), "value": None, "bound": Bound.BETWEEN}
    for text, marked in (("fell 1% to 2% now", "1% to 2%"), ("fell 1–2%", "1–2%"), ("fell 1% to 7,000", "1%")):
        quantity = replace(finding.quantity, text="1", start=5, end=6, **ends)
        one = replace(finding, start=5, end=6, quantity=quantity)
        found = list(segments(replace(audit.article, text=text, left_out=()), [one]))
        assert [it.text for it in found if it.findings] == [marked]
        assert "".join(it.text for it in found) == text


def test_overlapping_triggers_make_one_mark():
    """Triggers that overlap share one mark, and the text is still whole."""
    audit = make_audit()
    a, b = audit.findings[0], audit.findings[1]
    wide = replace(b, start=a.start - 7, end=a.start + 2)
    marked = [it for it in segments(audit.article, (a, wide)) if it.findings]

    assert [it.text for it in marked] == ["gained 270.03"]
    assert set(marked[0].findings) == {a, wide}


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (9, 4), (10**6, 10**6 + 2)])
def test_spans_outside_the_text_mark_nothing(span):
    """A finding whose span does not lie in the text is listed but marks nothing."""
    audit = make_audit()
    finding = replace(audit.findings[0], start=span[0], end=span[1])

    assert not any(it.findings for it in segments(audit.article, (finding,)))
    assert "Dow Jones Industrial Average" in _html(replace(audit, findings=(finding,)))


def test_long_stretches_left_out_are_only_told_of():
    """A second copy of the body is named by its length and not shown."""
    audit = make_audit()
    text = TEXT + "copy " * 200
    left_out = (replace(audit.article.left_out[0], start=len(TEXT), end=len(text)),)
    page = _html(replace(audit, article=replace(audit.article, text=text, left_out=left_out)))

    assert "1,000 characters not read" in page
    assert "copy copy" not in page


def test_contradictions_stand_first():
    """The page's first list names what is contradicted, with its correction."""
    text = _html()
    first = text.index("Contradicted by the tape")

    assert first < text.index('<div class="text">')
    assert re.search(r"<del>rose</del> → <ins>fell</ins>", text[first:])


def test_articles_are_written_one_by_one():
    """An article is written before the next is asked for, so that memory stays flat."""
    written = []

    def audits():
        for n in range(3):
            assert sum("<article" in part for part in written) == n
            yield make_audit()

    render_html(audits(), None, written.append, name_of)

    assert sum("<article" in part for part in written) == 3


def test_the_tab_names_the_article():
    """The page is called by its article, else by the article's file, or by what the caller says."""
    audit = make_audit()
    untitled = replace(audit, article=replace(audit.article, title=None))

    assert "<title>Blue chips climb as chip makers give back their January run – Tapecheck</title>" in _html()
    assert "<title>samples/mixed.txt – Tapecheck</title>" in _html(untitled)
    parts = []
    render_html([audit], None, parts.append, title="a <folder>")
    assert "<title>a &lt;folder&gt; – Tapecheck</title>" in parts[0]


def test_charts_are_bounded(monkeypatch):
    """Of many claims only the first of the list, the worst, have a chart, and the page says so."""
    assert "Charts are drawn" not in _html()
    n_all = _html().count("<svg")
    monkeypatch.setattr("extractor.report.html._MOST_CHARTS", 3)
    text = _html()

    assert "Charts are drawn for the first 3 of these 19 claims only" in text
    assert text.count("<svg") == text.count('<svg class="chart contradicted"') == 3 < n_all


def test_text_and_tape_are_told_apart():
    """What the article has and what the tape has are called so: no company is made to say anything."""
    text = _html(make_audit(), make_audit())

    assert re.search(r"Nasdaq Composite: text: up 0\.44\u00a0%; tape: −0\.44\u00a0%", text)
    assert not re.search(r"\b(said|was) <", text)


def test_many_articles_have_an_overview():
    """Many articles are listed with counts and links; one is not."""
    assert 'class="overview"' in _html(make_audit(), make_audit())
    assert "38 claims: 6 contradicted" in _html(make_audit(), make_audit())
    assert 'class="overview"' not in _html()


def test_what_is_no_price_is_counted_apart():
    """Figures that are no prices are counted beside the labels, not among what is unverifiable."""
    page = _html(make_audit(), make_audit())

    assert "6 unverifiable; 6 not prices." in page
    assert '<span class="sign">·</span> 3<span class="word"> not prices</span>' in page


def test_no_article_makes_a_page():
    """Without articles the page says so."""
    assert "No articles." in "".join(_parts([]))


def _parts(audits):
    parts = []
    render_html(audits, None, parts.append)
    return parts


def test_fragment_is_only_a_fragment():
    """A fragment carries its style and no page furniture."""
    text = render_fragment(make_audit())

    assert text.lstrip().startswith('<div class="tapecheck')
    assert "<html" not in text
    assert "<style>" in text


def _finding(label):
    return next(it for it in make_audit().findings if it.verdict.label is label)


def test_chart_shows_what_was_said_and_what_was():
    """A chart of a contradicted change has both moves as they are written, no level that nobody wrote, and is well-formed."""
    page = Page(str(chart(_finding(Label.CONTRADICTED), HandBars(), name_of)))

    assert {tag for tag, _ in page.elements} <= SVG
    assert "text: +0.44\u00a0%" in page.texts
    assert "tape: −0.44\u00a0%" in page.texts


def test_every_judged_claim_has_a_chart():
    """Whatever was held against bars is drawn, a comparison with both instruments."""
    judged = [it for it in make_audit().findings if it.verdict.reading]

    for finding in judged:
        assert str(chart(finding, HandBars(), name_of)).startswith("<svg")
    comparison = next(it for it in judged if it.object)
    assert 'class="rival"' in chart(comparison, HandBars(), name_of)


def test_no_chart_without_the_evidence_bars():
    """A series whose closes are not the evidence's is not drawn: a chart never contradicts its verdict."""

    class Other(HandBars):
        def series(self, symbol):
            return tuple(
                replace(it, bars=tuple(replace(bar, close=bar.close * 1.01) for bar in it.bars))
                for it in super().series(symbol)
            )

    class TotalReturn(HandBars):
        def series(self, symbol):
            return tuple(replace(it, basis=Basis.TOTAL_RETURN) for it in super().series(symbol))

    class Empty(HandBars):
        def series(self, symbol):  # noqa: ARG002
            return ()

    for bars in (Other(), TotalReturn(), Empty(), None):
        assert not chart(_finding(Label.CONTRADICTED), bars)


def test_a_far_claim_is_pointed_at():
    """What was said far outside the bars is pointed at, and the bars stay legible."""
    finding = _finding(Label.CONTRADICTED)
    far = replace(finding.quantity, value=finding.quantity.value * 100, low=None, high=None)
    text = str(chart(replace(finding, quantity=far), HandBars()))

    assert "text: +44.00\u00a0%↑" in text
    assert all(-1 <= float(y) <= 151 for y in re.findall(r' y="([-\d.]+)"', text))


def test_long_periods_are_thinned():
    """A period of years is drawn with few points, the last session's close among them."""

    class Years(HandBars):
        def series(self, symbol):
            (series,) = super().series(symbol)
            oldest = series.bars[0]
            older = (replace(oldest, day=oldest.day - timedelta(days=n)) for n in range(2000, 0, -1))
            return (replace(series, bars=(*older, *series.bars)),)

    finding = _finding(Label.CONTRADICTED)
    reading = replace(finding.verdict.reading, first=date(2021, 1, 4))
    text = str(chart(replace(finding, verdict=replace(finding.verdict, reading=reading)), Years(), name_of))

    (points,) = re.findall(r'class="tape" points="([^"]+)"', text)
    assert 100 < len(points.split()) < 200
    assert "tape: −0.44\u00a0%" in text


@pytest.mark.parametrize("direction", [None, Direction.FLAT])
def test_no_said_line_without_a_direction(direction):
    """A change without a direction has no one price that was said."""
    finding = replace(_finding(Label.CONTRADICTED), direction=direction)

    assert "text: " not in str(chart(finding, HandBars()))


def test_source_of_the_evidence_is_preferred():
    """Of two series with the same closes the one that the verdict names is drawn."""
    asked = []

    class Two(HandBars):
        def series(self, symbol):
            first = super().series(symbol)[0]
            asked.append(first.source)
            return (replace(first, source="another", bars=first.bars), first)

    assert chart(_finding(Label.CONTRADICTED), Two())
    assert asked == [SOURCE]


def test_quantity_without_value_is_drawn_as_a_band():
    """A range is drawn between its ends."""
    finding = _finding(Label.CONTRADICTED)
    assert isinstance(finding.quantity, Quantity)
    band = replace(finding.quantity, value=None)

    assert 'class="interval"' in str(chart(replace(finding, quantity=band), HandBars()))


def test_a_chart_is_of_the_default_reading_alone():
    """The bars of another reading that holds follow in the evidence; the chart is drawn as if they did not."""
    (finding,) = audited("The Dow rose 0.85% on Thursday.").findings
    evidence = finding.verdict.evidence
    alone = replace(finding, verdict=replace(finding.verdict, evidence=replace(evidence, bars=evidence.bars[:2])))

    assert len(evidence.bars) == 3
    assert chart(finding, auditor().prices, name_of) == chart(alone, auditor().prices, name_of) != ""
