"""Pages to Articles: the text, what the page says of itself, and hostile pages."""

import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.ingest.read import MAX_BYTES, ReadReason, Refused, read_html
from extractor.records import Published

PARAGRAPHS = [
    "Stocks on Wall Street ended mixed on Thursday as investors moved from technology to defensive shares.",
    "The Dow Jones Industrial Average rose 0.55% to 49,266.11 & the S&P 500 was little changed at 6,921.46.",
    "The Nasdaq Composite fell 0.44% to 23,480.02 as Nvidia, Apple and other large names declined.",
    "Small companies did better: the Russell 2000 rose 1.1% to a record close, its second in a row.",
]
BODY = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
INSTANT = Published(date(2026, 1, 8), datetime(2026, 1, 8, 21, 30, tzinfo=UTC))
# Seconds; twice the slowest page that stays within every bound, measured on two slow cores.
TIME_LIMIT = 15.0


def page(body: str = BODY, head: str = "", after: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Wall Street mixed - Example</title>{head}</head><body>'
        f"<nav><ul><li><a href=/>Home</a><li><a href=/m>Markets</a></ul></nav>"
        f"<article><h1>Wall Street ends mixed</h1>{body}</article>{after}<footer>All rights reserved</footer></body></html>"
    )


def refusal(data: bytes | str) -> Refused:
    started = time.process_time()
    with pytest.raises(Refused) as caught:
        read_html(data)
    assert time.process_time() - started < TIME_LIMIT
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("got ")
    return caught.value


def text_or_none(data: str) -> str | None:
    try:
        return read_html(data).text.strip()
    except InputError:
        return None


def test_the_article_of_a_page_is_its_text() -> None:
    """Paragraphs become lines; navigation and footer do not stand among them."""
    article = read_html(page())
    lines = article.text.split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert "Home" not in article.text
    assert "rights" not in article.text
    assert article.is_cleaned
    assert article.title == "Wall Street ends mixed"


def test_a_table_is_a_row_a_line() -> None:
    """Cells stand between bars, a row a line."""
    table = "<table><tr><th>Index</th><th>Close</th></tr><tr><td>S&amp;P 500</td><td>6,921.46</td></tr></table>"
    lines = read_html(page(BODY + table)).text.split("\n")
    assert "| Index | Close |" in lines
    assert "| S&P 500 | 6,921.46 |" in lines


def test_the_second_copy_of_the_body_is_dropped() -> None:
    """A page that holds its article twice gives it once."""
    text = read_html(page(BODY + "<p>In between, one more thing was said about it.</p>" + BODY)).text
    assert [text.count(paragraph) for paragraph in PARAGRAPHS] == [1] * 4
    assert "one more thing" in text


def test_reader_comments_are_left_away() -> None:
    """What readers wrote below an article is none of it."""
    comments = '<div id="comments" class="comments"><div class="comment"><p>I think that gold rose 9%.</p></div></div>'
    assert "gold" not in read_html(page(after=comments)).text


def test_a_page_says_where_it_is_from() -> None:
    """Title, address and site are the page's metadata; what is given wins."""
    head = (
        '<meta property="og:title" content="Mixed"><meta property="og:site_name" content="Example Wire">'
        '<link rel="canonical" href="https://a.example/1">'
    )
    article = read_html(page(head=head))
    assert (article.title, article.url, article.source) == ("Mixed", "https://a.example/1", "Example Wire")
    mine = read_html(page(head=head), title="Mine", url="https://b.example/", source="Me", article_id="7")
    assert (mine.title, mine.url, mine.source, mine.article_id) == ("Mine", "https://b.example/", "Me", "7")
    assert read_html(page(head='<link rel="canonical" href="javascript:x">')).url is None


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2026-01-08T16:30:00-05:00">', INSTANT),
        ('<meta property="article:published_time" content="2026-01-08">', Published(date(2026, 1, 8))),
        (json_ld({"@type": "NewsArticle", "datePublished": "2026-01-08T21:30:00.000Z"}), INSTANT),
        (json_ld([{"@type": ["Article"], "datePublished": "2026-01-08T16:30-0500"}]), INSTANT),
        (json_ld({"@graph": [{"@type": "WebPage"}, {"@type": "BlogPosting", "datePublished": "2026-01-08"}]}), "day"),
        ('<time itemprop="datePublished" datetime="2026-01-08T16:30-05:00">then</time>', INSTANT),
        ('<time pubdate datetime="2026-01-08">then</time>', "day"),
        ('<meta itemprop="datePublished" content="2026-01-08">', "day"),
    ],
)
def test_an_explicit_time_is_read(head: str, expected: Published | str) -> None:
    """A time that the page states in its metadata is when it was published."""
    published = read_html(page(head=head)).published
    assert published == (Published(date(2026, 1, 8)) if expected == "day" else expected)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:published_time" content="January 8, 2026">',
        '<meta property="article:published_time" content="2026-01-08T16:30:00">',
        '<meta property="article:modified_time" content="2026-01-08">',
        '<meta name="date" content="2026-01-08">',
        '<time datetime="2026-01-08">then</time>',
        '<link rel="canonical" href="https://a.example/2026/01/08/mixed">',
        json_ld({"@type": "WebSite", "datePublished": "2026-01-08"}),
        json_ld({"@type": "WebPage", "hasPart": {"@type": "NewsArticle", "datePublished": "2026-01-08"}}),
        json_ld([{"@type": "Article", "datePublished": day} for day in ("2026-01-08", "2026-01-07")]),
        '<script type="application/ld+json">{"@type": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    ],
)
def test_what_is_not_explicit_is_not_guessed(head: str) -> None:
    """No time is taken from text, address, or a mark that may mean something else."""
    assert read_html(page(head=head)).published is None


def test_the_given_time_wins() -> None:
    """The user's word goes before the page's."""
    head = '<meta property="article:published_time" content="2026-01-08">'
    assert read_html(page(head=head), published=INSTANT).published == INSTANT


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("windows-1252", "windows-1252"), ("latin-1", "ISO-8859-1")],
)
def test_bytes_are_decoded_as_they_declare(encoding: str, declared: str) -> None:
    """UTF-8, a byte-order mark or a declared charset says how a page is decoded."""
    head = f'<meta charset="{declared}">' if declared else ""
    assert "Société Générale" in read_html(page(BODY + "<p>Société Générale fell.</p>", head).encode(encoding)).text


@pytest.mark.parametrize("declared", ["", "utf-8", "unicode_escape", "hex", "no-such-charset", "euc-kr"])
def test_bytes_that_fit_no_declared_charset_are_refused(declared: str) -> None:
    """An encoding is never guessed, and no codec is used that is no charset."""
    data = page("<p>\xff\xff</p>" + BODY, f'<meta charset="{declared}">').encode("latin-1")
    assert refusal(data).reason == ReadReason.NOT_UTF8


@pytest.mark.parametrize(
    "data",
    [
        *("<html></html>", "<html><body><p></p></body></html>", "<!-- only -->", "<", "just words"),
        "<html><body><script>var x = 'The Dow rose 2%';</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(data: str) -> None:
    """A page without running text is left out."""
    assert refusal(data).reason == ReadReason.NO_ARTICLE


def test_nothing_is_written_to_standard_error() -> None:
    """A page that holds nothing is told by its refusal alone."""
    code = (
        "from extractor.ingest.read import Refused, read_html\n"
        "try:\n    read_html('<html><body></body></html>')\nexcept Refused as error:\n    print(error.reason)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("no article in the page\n", "")


HOSTILE = {
    "200,000 deep": "<div>" * 200_000 + "x" + "</div>" * 200_000,
    "deep and open": "<b>" * 200_000,
    "deep in disguise": "<table><tr><td>" * 100_000,
    "many elements": "<span>a b</span>" * 300_000,
    "many attributes": "<p " + " ".join(f"a{i}" for i in range(200_000)) + ">x</p>",
    "attributes behind a bar": '<p x=">" ' + " ".join(f"a{i}=1" for i in range(200_000)) + ">x</p>",
    "many attributes each": ("<p " + " ".join(f"a{i}" for i in range(499)) + ">x</p>") * 1500,
    "no end": "<html><body>" + "<a " * 1_000_000,
    "open quotes": "<a b='" * 400_000,
    "two open quotes": '<a b=\'" c="' * 300_000,
    "open scripts": "<script>" * 400_000,
    "open comments": "<!--" * 800_000,
    "space in a tag": "<a" + " " * 4_000_000,
    "too large": "<p>" + "a" * MAX_BYTES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_refused_in_time(name: str) -> None:
    """Depth, number and size are bounded before a parser sees the page."""
    reason = refusal(HOSTILE[name]).reason
    assert reason in (ReadReason.TOO_COMPLEX, ReadReason.TOO_LARGE, ReadReason.NO_ARTICLE)


COSTLY = {
    "elements": "<html><body>" + ("<div>" * 100 + "<span>x</span>" + "</div>" * 100) * 295,
    "cells": "<html><body><table>" + "<tr><td>a</td><td>b</td></tr>" * 9_900,
    "deep": "<html><body>" + ("<div>" * 240 + "<p>Some words.</p>" + "</div>" * 240) * 124,
    "words": page("<p>" + "The market was quiet. " * 200_000 + "</p>"),
    "attributes": page(BODY + ("<p " + " ".join(f"a{i}" for i in range(499)) + ">x</p>") * 1000),
    "identifier": page(f'<div id="{"a-" * 2_000_000}">{BODY}</div>'),
    "spaces": page("<p>x" + " " * 4_000_000 + "y</p>" + BODY),
}


@pytest.mark.parametrize("name", COSTLY)
def test_the_costliest_page_within_the_bounds_takes_bounded_time(name: str) -> None:
    """A page that stays within every bound is read or refused within seconds of work, however busy the machine is."""
    started = time.process_time()
    text_or_none(COSTLY[name])
    assert time.process_time() - started < TIME_LIMIT


SOUP = (
    *("<", ">", "</", '"', "<b", " a=", "&#0;", "&#x110000;", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "<!DOCTYPE"),
    *("<p>", "<table>", "<tr>", "<td>", "</td>", "<ul>", "<li>", "</ul>", "<svg>", "<h1>", "<br>", "<blockquote>"),
    *("<script>", "</script>", "<article>", "</article>", "<h2>x</h2>", PARAGRAPHS[0], "\x0b", "\ufffe"),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(SOUP)))
def test_any_tag_soup_is_read_or_refused(parts: list[str]) -> None:
    """No page, however broken, raises anything but an InputError."""
    for data in ("".join(parts), page("".join(parts) + BODY)):
        assert text_or_none(data) != ""
