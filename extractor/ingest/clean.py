"""A page's HTML to its article: the one home of trafilatura.

Pages come from strangers: their size, depth and time are bounded before anything is parsed.
"""

import json
import re
from dataclasses import dataclass

from extractor.errors import InputError
from extractor.records import Published

# Elements open at once; browsers themselves stop at 512.
MAX_DEPTH = 512
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PUBLISHED_KEYS = frozenset(
    (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "publishdate",
        "pubdate",
        "dc.date.issued",
        "parsely-pub-date",
        "date",
    )
)
_JSON_LD = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.{2,100000}?)</script>", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article of a page, with what the page itself says of it."""

    text: str
    title: str | None
    url: str | None
    source: str | None
    published: Published | None


def clean_page(html: str, name: str) -> Cleaned:
    """Return the article of a page; raise InputError, in one line, where there is none."""
    if _too_deep(html):
        raise InputError(f"{name}: got HTML nested more than {MAX_DEPTH} deep, expected a page; save its text instead")
    import trafilatura
    from trafilatura.metadata import extract_metadata

    text = trafilatura.extract(
        html, favor_precision=True, include_comments=False, include_tables=True, deduplicate=False
    )
    if not text or not text.strip():
        raise InputError(f"{name}: got HTML without an article, expected running text; save the article's text instead")
    meta = extract_metadata(html)
    return Cleaned(
        text=text,
        title=meta.title if meta is not None else None,
        url=meta.url if meta is not None else None,
        source=meta.sitename if meta is not None else None,
        published=_published(html),
    )


def _too_deep(html: str) -> bool:
    """Say whether elements nest deeper than MAX_DEPTH; counts what a parser would have to hold."""
    depth = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if match[1]:
            depth = max(0, depth - 1)
        elif name not in _VOID and not match[3].endswith("/") and name not in ("p", "li", "td", "tr", "option"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
    return False


def _published(html: str) -> Published | None:
    """Return when the page says it was published; a date that it does not state is not guessed."""
    for tag in _META.finditer(html):
        attributes = {key.lower(): double or single for key, double, single in _ATTRIBUTE.findall(tag[0])}
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name in _PUBLISHED_KEYS and (found := _parsed(attributes.get("content", ""))):
            return found
    for block in _JSON_LD.finditer(html):
        if found := _from_json_ld(block[1]):
            return found
    for tag in _TIME.finditer(html):
        attributes = {key.lower(): double or single for key, double, single in _ATTRIBUTE.findall(tag[1])}
        if "pubdate" in tag[1].lower() or attributes.get("itemprop", "").lower() == "datepublished":
            if found := _parsed(attributes.get("datetime", "")):
                return found
    return None


def _from_json_ld(block: str) -> Published | None:
    try:
        data = json.loads(block)
    except ValueError:
        return None
    queue = [data]
    for _ in range(200):
        if not queue:
            return None
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            value = item.get("datePublished")
            if isinstance(value, str) and (found := _parsed(value)):
                return found
            queue.extend(v for v in item.values() if isinstance(v, dict | list))
    return None


def _parsed(text: str) -> Published | None:
    text = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text.strip())
    try:
        return Published.parse(text)
    except ValueError:
        pass
    try:
        return Published.parse(text[:10])  # an hour without its zone is no instant
    except ValueError:
        return None
