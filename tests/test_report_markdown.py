"""The Markdown document, read back by a Markdown parser."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_report_sample import make_audit, name_of

from extractor.report.markdown import escape, render_markdown

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
TAME = {"paragraph", "inline", "text", "softbreak", "hardbreak", "text_special"}


def _tokens(text):
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def _with_text(text):
    audit = make_audit()
    return replace(audit, article=replace(audit.article, text=text, left_out=()), findings=())


def test_nothing_of_the_article_is_active():
    """Links, images and HTML of the article are text, and no more."""
    types = {token.type for token in _tokens(render_markdown(make_audit(), name_of))}

    assert not types & {"link_open", "image", "html_inline", "html_block", "code_inline", "code_block"}
    assert "&lt;script&gt;" in render_markdown(make_audit())


def test_every_row_has_the_columns_of_the_table():
    """Pipes of an article do not make columns: each row has six cells."""
    audit = make_audit()
    verdict = replace(audit.findings[0].verdict, note="a | b \\| c\n| d |")
    finding = replace(audit.findings[0], verdict=verdict)
    types = [token.type for token in _tokens(render_markdown(replace(audit, findings=(finding,)), name_of))]

    assert types.count("th_open") == 6
    assert types.count("td_open") == 6


def test_the_table_holds_all_but_what_is_no_price():
    """Every claim held against prices is a row; the rest is one line."""
    text = render_markdown(make_audit(), name_of)
    types = [token.type for token in _tokens(text)]

    assert types.count("tr_open") == 1 + 19
    assert "Not prices, left alone: \\$28\u00a0billion, 33.1×, 1.63\u00a0million." in text


@pytest.mark.parametrize("close", ["%", "percent", " x", ""])
def test_contradicted_marks_are_bold_whatever_follows(close):
    """The bold mark of a contradiction holds beside letters as beside punctuation."""
    audit = make_audit()
    text = f"rose0.44{close}"
    finding = next(it for it in audit.findings if it.verdict.label.value == "contradicted")
    finding = replace(finding, start=4, end=8, quantity=None)
    audit = replace(audit, article=replace(audit.article, text=text, left_out=()), findings=(finding,))
    body = render_markdown(audit).split("## The text")[1]

    assert [token.type for token in _tokens(body)].count("strong_open") == 1


@pytest.mark.parametrize(
    "text",
    [
        "# head",
        "a\n===",
        "a\n---",
        "- item",
        "1. item",
        "1) item",
        "+ item",
        "    code",
        "\tcode",
        "> quote",
        "```\ncode\n```",
        "~~~\ncode",
        "[a]: http://example.invalid",
        "| a |\n| --- |",
        "<!-- a",
        "***",
        "&lt;b&gt; &amp;",
        "a\\\nb",
        "![x](y)",
        "~~gone~~",
    ],
)
def test_blocks_of_the_article_stay_prose(text):
    """Nothing at the start of a line makes a heading, a list, a rule, code or a quotation."""
    body = render_markdown(_with_text(text)).split("## The text")[1]

    types = {token.type.removesuffix("_open").removesuffix("_close") for token in _tokens(body)}
    assert types <= TAME


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60))
def test_escaped_text_reads_as_it_was(text):
    """What is escaped comes back from a parser as the text it was."""
    (_, inline, *_) = PARSER.parse(f"x{escape(text)}x")

    assert "".join(child.content for child in inline.children) == f"x{text}x"
