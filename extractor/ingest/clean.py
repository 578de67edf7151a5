"""A page's HTML to the text of its article; the one home of trafilatura.

Pages come from strangers: what they may cost is bounded before anything parses them, and
nothing here reaches the network.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from extractor.ingest.leftout import find_repeated
from extractor.ingest.read import read_published
from extractor.ingest.refused import ReadReason, Refused
from extractor.records import Published

# Elements open at once: the parser cuts a page silently at 256.
MAX_DEPTH = 250
# Start tags: an article's page has up to some 10,000. What reading a page takes grows with them; the costliest
# page found within these bounds took 4 seconds on one slow core.
MAX_ELEMENTS = 30_000
# Attributes of one tag, and of all: the parser looks each up among the others of its tag.
MAX_ATTRIBUTES = 500
MAX_ALL_ATTRIBUTES = 500_000

# Unasked, Python writes to standard error what it warns of; a Drop says it to the user.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
# Elements that a sibling closes: a page may leave their end tags away.
_SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp html head body".split())
_RAW = frozenset(("script", "style", "template", "noscript", "textarea", "title", "xmp", "iframe"))
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)|<!--")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|[\s/]*+=""")

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Where the HTML standard has a browser look for it.
_CHARSET_WITHIN = 1024
_CHARSET = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)""", re.IGNORECASE)
# Codecs that are character sets; Python knows others that are none.
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|ascii|(?:windows-|cp)125[0-8]|iso-?8859-\d\d?|latin-?1|koi8-[ru]|macintosh|"
    r"gb2312|gbk|gb18030|big5|shift[-_]jis|euc-(?:jp|kr)",
    re.IGNORECASE,
)
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)")


@dataclass(frozen=True, slots=True)
class CleanPage:
    """The article of a page: its text, a paragraph a line, and what the page's metadata say of it."""

    text: str
    title: str | None
    url: str | None
    source: str | None
    published: Published | None


def decode_page(data: bytes) -> str:
    """Decode a page by its byte-order mark, as UTF-8, or by the charset it declares; never by a guess."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding).removeprefix("\ufeff")
    if b"\0" in data:
        note = f"got a NUL at byte {data.index(0):,}, expected HTML; save the page again"
        raise Refused(ReadReason.BINARY, note)
    declared = _CHARSET.search(data, 0, _CHARSET_WITHIN)
    name = declared.group(1).decode("ascii") if declared else ""
    if not _CHARSETS.fullmatch(name) or name.lower() in ("utf-8", "utf8"):
        return _decoded(data, "utf-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Browsers read these two labels as the Windows set, and so do their authors.
        is_western = name.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii")
        return _decoded(data, "windows-1252" if is_western else name)


def clean_page(html: str) -> CleanPage:
    """Return the article of a page; raise Refused where the page is too costly or holds none.

    Tables become a row a line (`| a | b |`), comments are left away, and so is a second copy
    of the body. The date is the page's own explicit metadata or None.
    """
    _check_cost(html)
    tree = load_html(html)
    if tree is None:
        raise _no_article_error()
    _check_depth(tree)
    try:
        metadata = _metadata(tree)
        text = trafilatura.extract(tree, favor_precision=True, include_comments=False, include_tables=True)
    except (etree.LxmlError, RecursionError) as error:
        raise _no_article_error() from error
    text = _without_repeats("\n".join(line.rstrip() for line in (text or "").splitlines()))
    if not text.strip():
        raise _no_article_error()
    return CleanPage(text, metadata.title, metadata.url, metadata.source, metadata.published)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        note = f"got bytes that are not {encoding}{at}, expected UTF-8 or a declared charset; save the page as UTF-8"
        raise Refused(ReadReason.NOT_UTF8, note) from error


def _no_article_error() -> Refused:
    note = "got a page without running text, expected an article; save the article's text as .txt"
    return Refused(ReadReason.NO_ARTICLE, note)


def _too_complex_error(got: str) -> Refused:
    note = f"got a page with {got}, expected no more than that; save the article's text as .txt"
    return Refused(ReadReason.TOO_COMPLEX, note)


# What a page may cost.


def _check_cost(html: str) -> None:
    """Raise Refused for a page that would take a parser too long; one pass over the text."""
    depth = n_elements = n_attributes = position = 0
    while match := _TAG.search(html, position):
        position = match.end()
        if match.group(2) is None:
            position = _after(html, "-->", position)
            continue
        name = match.group(2).lower()
        if match.group(1):
            depth -= depth > 0 and name not in _SELF_CLOSING
            continue
        n_elements += 1
        n_own = 0
        while attribute := _ATTRIBUTE.match(html, position):
            position = attribute.end()
            n_own += 1
            if n_own > MAX_ATTRIBUTES:
                raise _too_complex_error(f"more than {MAX_ATTRIBUTES} attributes in a tag")
        n_attributes += n_own
        if name in _RAW:
            position = _after(html, f"</{name}", position)
        elif name not in _VOID and name not in _SELF_CLOSING:
            depth += 1
        if depth > MAX_DEPTH:
            raise _too_complex_error(f"elements nested more than {MAX_DEPTH} deep")
        if n_elements > MAX_ELEMENTS:
            raise _too_complex_error(f"more than {MAX_ELEMENTS:,} elements")
        if n_attributes > MAX_ALL_ATTRIBUTES:
            raise _too_complex_error(f"more than {MAX_ALL_ATTRIBUTES:,} attributes")


def _after(html: str, mark: str, position: int) -> int:
    """Return where the next `mark` ends, or the end of the page where there is none."""
    found = html.find(mark, position)
    if found < 0 and mark.startswith("</"):
        found = html.find(mark.upper(), position)
    return len(html) if found < 0 else found + len(mark)


def _check_depth(tree: HtmlElement) -> None:
    """Raise Refused for a page that the parser found nested too deep, whatever its tags looked like."""
    level: list[HtmlElement] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_complex_error(f"elements nested more than {MAX_DEPTH} deep")
        level = [child for element in level for child in element]


# What a page says of itself.


@dataclass(frozen=True, slots=True)
class _Metadata:
    title: str | None
    url: str | None
    source: str | None
    published: Published | None


def _metadata(tree: HtmlElement) -> _Metadata:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), []).append(content)
    heading = next(tree.iter("h1"), None)
    title = next(tree.iter("title"), None)
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return _Metadata(
        title=_first([*meta.get("og:title", ()), _words(heading), _words(title)]),
        url=_first(url for url in [*links, *meta.get("og:url", ())] if url and url.startswith(("http://", "https://"))),
        source=_first([*meta.get("og:site_name", ()), *meta.get("application-name", ())]),
        published=_published(tree, meta),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)


def _words(element: HtmlElement | None) -> str | None:
    return None if element is None else "".join(element.itertext())


def _published(tree: HtmlElement, meta: dict[str, list[str]]) -> Published | None:
    """Return when the page says that it was published; what it does not state in full is not guessed.

    Each place counts only where it says one time: a page that lists other articles may hold theirs.
    """
    for said in (
        meta.get("article:published_time", []),
        [value for script in tree.iter("script") for value in _json_ld_dates(script)],
        meta.get("datepublished", []),
        [element.get("datetime") or "" for element in tree.iter("time") if _is_publication(element)],
    ):
        found = {published for value in said if (published := _parsed(value)) is not None}
        if len(found) == 1:
            return found.pop()
    return None


def _is_publication(element: HtmlElement) -> bool:
    return "pubdate" in element.attrib or (element.get("itemprop") or "").lower() == "datepublished"


def _json_ld_dates(script: HtmlElement) -> Iterator[str]:
    """Yield `datePublished` of the articles that a script of JSON-LD describes, not of those it refers to."""
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    try:
        top: object = json.loads(script.text)
    except (ValueError, RecursionError):
        return
    for item in top if isinstance(top, list) else [top]:
        graph = item.get("@graph") if isinstance(item, dict) else None
        for node in graph if isinstance(graph, list) else [item]:
            if isinstance(node, dict) and _is_article(node.get("@type")):
                value = node.get("datePublished")
                if isinstance(value, str):
                    yield value


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _ARTICLE_TYPES.fullmatch(one) for one in kinds)


def _parsed(text: str) -> Published | None:
    try:
        return read_published(text)
    except Refused:
        return None


def _without_repeats(text: str) -> str:
    """Return the text without the lines that repeat its body."""
    kept: list[str] = []
    end = 0
    for span in find_repeated(text):
        kept.append(text[end : span.start])
        end = span.end
    return "".join([*kept, text[end:]]).strip("\n")
