"""Files, folders, JSON Lines and standard input to Articles, one at a time.

What cannot be read is a Drop with one clear line; the others go on.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.errors import InputError
from extractor.ingest.furniture import furniture_spans
from extractor.records import Article, Drop, Published, Span

# An article larger than this is none; the longest of the sample has 3 KB.
MAX_BYTES = 5_000_000
TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown", ".text"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
JSON_ENDINGS = frozenset({".jsonl", ".ndjson"})
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body|<article)\b", re.IGNORECASE)
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,5000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FRONT_LINE = re.compile(r"([A-Za-z_-]+)\s*:\s*(.*)$")

# Fixed phrases for what is dropped.
NOT_FOUND = "not found"
UNREADABLE = "unreadable"
EMPTY = "empty"
BINARY = "binary"
NOT_UTF8 = "not UTF-8"
TOO_LARGE = "too large"
NOT_ENGLISH = "not English"
BROKEN_LINE = "broken line"
BAD_DATE = "bad date"
NO_ARTICLE = "no article"

# Words that no English text of some length is without; at least this share of its words.
_FUNCTION_WORDS = frozenset(
    "the of to and a in on for is was by at as with that its from it were be said has after are but not an or this".split()
)
_ENGLISH_SHARE = 0.12
_JUDGED_WORDS = 60
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of an article from outside its text."""

    path: str
    published: Published | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    article_id: str | None = None


def read_inputs(
    paths: Iterable[str | Path], *, published: Published | None, stdin: BinaryIO | None
) -> Iterator[Article | Drop]:
    """Read every input, lazily; `-` is `stdin`. `published` is the user's word for files and pages.

    A line of JSON Lines that has a date of its own keeps it.
    """
    for path in paths:
        if str(path) == "-":
            if stdin is not None:
                yield from _read_stdin(stdin, published)
        elif Path(path).is_dir():
            for found in _files_of(Path(path)):
                yield from _read_file(found, published)
        else:
            yield from _read_file(Path(path), published)


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the articles in a folder, sorted; hidden files, other endings and links out of it are passed over."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if path.suffix.lower() in TEXT_ENDINGS | HTML_ENDINGS | JSON_ENDINGS and path.resolve().is_relative_to(root):
            yield path


def _read_file(path: Path, published: Published | None) -> Iterator[Article | Drop]:
    name = str(path)
    try:
        if path.suffix.lower() in JSON_ENDINGS:
            with path.open("rb") as stream:
                yield from _read_lines(stream, name, published)
            return
        size = path.stat().st_size
        if size > MAX_BYTES:
            yield _drop(
                name,
                TOO_LARGE,
                f"got {size:,} bytes, expected an article of at most {MAX_BYTES:,}; split it, or give JSON Lines",
            )
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield _drop(name, NOT_FOUND, "got no such file; give the path of an article")
        return
    except OSError as error:
        yield _drop(name, UNREADABLE, f"cannot be read ({error.strerror}); check its permissions")
        return
    yield _read_bytes(data, _Given(name, published), is_html=path.suffix.lower() in HTML_ENDINGS)


def _read_stdin(stream: BinaryIO, published: Published | None) -> Iterator[Article | Drop]:
    first = stream.readline(MAX_BYTES)
    if first.lstrip().startswith(b"{") and _is_json_line(first):
        yield from _read_lines(_chain(first, stream), "-", published)
        return
    data = first + stream.read(MAX_BYTES + 1 - len(first))
    if len(data) > MAX_BYTES:
        yield _drop(
            "-", TOO_LARGE, f"got more than {MAX_BYTES:,} bytes, expected one article; split it, or give JSON Lines"
        )
        return
    yield _read_bytes(
        data, _Given("-", published), is_html=bool(_HTML_START.match(data[:500].decode("utf-8", "replace")))
    )


def _is_json_line(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except ValueError:
        return False
    return isinstance(row, dict) and ("text" in row or "html" in row)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _read_bytes(data: bytes, given: _Given, *, is_html: bool) -> Article | Drop:
    if not data.strip():
        return _drop(given.path, EMPTY, "got an empty file, expected an article; check the export")
    if b"\0" in data:
        return _drop(given.path, BINARY, "got binary data, expected text or HTML; save the article as text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _drop(
            given.path,
            NOT_UTF8,
            f"got a byte at {error.start:,} that is not UTF-8, expected UTF-8; convert the file (iconv -t utf-8)",
        )
    return _article(text, given, is_html=is_html)


def _article(text: str, given: _Given, *, is_html: bool) -> Article | Drop:
    try:
        return read_page(text, given) if is_html else _read_text(text, given)
    except InputError as error:
        message = str(error).removeprefix(f"{given.path}: ")
        reason = BAD_DATE if "published" in message else NOT_ENGLISH if "English" in message else NO_ARTICLE
        return _drop(given.path, reason, message)


def read_text(
    text: str,
    *,
    published: Published | None = None,
    path: str = "<text>",
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    article_id: str | None = None,
) -> Article:
    """Return plain text or Markdown as an Article; raise InputError, in one line, where it is none."""
    return _read_text(text, _Given(path, published, title, url, source, article_id))


def _read_text(text: str, given: _Given) -> Article:
    front, start = _front_matter(text)
    if not text[start:].strip():
        raise InputError(f"{given.path}: got no text, expected an article; check the export")
    _require_english(text[start:], given.path)
    left_out = [Span(0, start)] if start else []
    left_out += furniture_spans(text, start)
    return Article(
        article_id=given.article_id or front.get("id") or _digest(text, given.url or front.get("url")),
        text=text,
        path=given.path,
        title=given.title or front.get("title") or _first_title(text, start),
        url=given.url or front.get("url"),
        source=given.source or front.get("source"),
        published=given.published or _front_published(front, given.path),
        left_out=tuple(left_out),
    )


def _first_title(text: str, start: int) -> str | None:
    """Return the first line where it is a title: short, with no stop at its end, and text below it."""
    first, _, rest = text[start:].lstrip("\ufeff\r\n ").partition("\n")
    title = first.strip().lstrip("#").strip()
    return title if 0 < len(title) <= 120 and title[-1] not in ".!?:;,|" and rest.strip() else None


def read_page(html: str, given: _Given) -> Article:
    """Return the article of a page; raise InputError, in one line, where there is none."""
    from extractor.ingest.clean import clean_page

    cleaned = clean_page(html, given.path)
    _require_english(cleaned.text, given.path)
    return Article(
        article_id=given.article_id or _digest(cleaned.text, given.url or cleaned.url),
        text=cleaned.text,
        path=given.path,
        title=given.title or cleaned.title,
        url=given.url or cleaned.url,
        source=given.source or cleaned.source,
        published=given.published or cleaned.published,
        is_cleaned=True,
        left_out=tuple(furniture_spans(cleaned.text)),
    )


def _read_lines(stream: Iterable[bytes], name: str, published: Published | None) -> Iterator[Article | Drop]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        if len(line) > 2 * MAX_BYTES:
            yield _drop(
                where, TOO_LARGE, f"got a line of {len(line):,} bytes, expected an article of at most {MAX_BYTES:,}"
            )
            continue
        yield _read_line(line, where, published)


def _read_line(line: bytes, where: str, published: Published | None) -> Article | Drop:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _drop(where, BROKEN_LINE, f"got no JSON ({error}), expected an object a line")
    if not isinstance(row, dict):
        return _drop(where, BROKEN_LINE, f"got {type(row).__name__}, expected an object with text or html")
    wrong = next(
        (
            key
            for key in ("id", "text", "html", "title", "url", "source", "published")
            if row.get(key) is not None and not isinstance(row[key], str)
        ),
        None,
    )
    if wrong == "id" and isinstance(row["id"], int):
        row["id"], wrong = str(row["id"]), None
    if wrong:
        return _drop(where, BROKEN_LINE, f"got {type(row[wrong]).__name__} for {wrong}, expected a string")
    html, text = row.get("html"), row.get("text")
    if not html and not text:
        return _drop(where, BROKEN_LINE, "got neither text nor html, expected one of them")
    when = published
    if row.get("published"):
        try:
            when = Published.parse(row["published"])
        except ValueError as error:
            return _drop(
                where,
                BAD_DATE,
                f"published: got {row['published']!r}, expected a day or an instant with offset ({error})",
            )
    content = text or html or ""
    if len(content) > MAX_BYTES:
        return _drop(where, TOO_LARGE, f"got {len(content):,} characters, expected an article of at most {MAX_BYTES:,}")
    if not content.strip():
        return _drop(where, EMPTY, "got an empty article, expected text")
    given = _Given(where, when, row.get("title"), row.get("url"), row.get("source"), row.get("id"))
    return _article(content, given, is_html=not text)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the `key: value` lines between two `---` at the head, and where the body begins."""
    match = _FRONT.match(text)
    if match is None:
        return {}, 0
    pairs: dict[str, str] = {}
    for line in match[1].splitlines():
        pair = _FRONT_LINE.match(line.strip())
        if pair is not None:
            pairs[pair[1].lower()] = pair[2].strip().strip("\"'")
    return pairs, match.end()


def _front_published(front: dict[str, str], name: str) -> Published | None:
    value = front.get("published") or front.get("date")
    if not value:
        return None
    try:
        return Published.parse(value)
    except ValueError as error:
        raise InputError(
            f"{name}: published: got {value!r}, expected a day (2026-01-08) or an instant with offset ({error})"
        ) from error


def _require_english(text: str, name: str) -> None:
    """Raise InputError for a text in another language; a short one is given the benefit of the doubt."""
    words = [match[0].lower() for match in _WORD.finditer(text[:20_000])]
    if len(words) < _JUDGED_WORDS:
        letters = [c for c in text[:20_000] if c.isalpha()]
        if letters and sum(c > "\u02af" for c in letters) > 0.5 * len(letters) and len(letters) > 20:
            raise InputError(f"{name}: got a text that is not English, expected English; other languages are not read")
        return
    share = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if share < _ENGLISH_SHARE and not _is_mostly_figures(text):
        raise InputError(f"{name}: got a text that is not English, expected English; other languages are not read")


def _is_mostly_figures(text: str) -> bool:
    """Say whether a text is tables and lists, which hold few function words in any language."""
    sample = text[:20_000]
    return sample.isascii() and sum(c.isdigit() for c in sample) > 0.06 * len(sample)


def _digest(text: str, url: str | None) -> str:
    return hashlib.sha256(f"{url or ''}\x1f{text}".encode()).hexdigest()[:16]


def _drop(item: str, reason: str, note: str) -> Drop:
    return Drop("read", item, reason, note)
