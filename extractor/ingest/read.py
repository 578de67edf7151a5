"""Files, folders, JSON Lines and standard input to Articles, one at a time.

What cannot be read becomes a Drop of the stage "read" with one clear line; the others go on.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from extractor.ingest.english import is_english, is_foreign
from extractor.ingest.frontmatter import FrontMatter, find_front_matter
from extractor.ingest.leftout import find_left_out, joined
from extractor.ingest.refused import ReadReason, Refused
from extractor.records import Article, Drop, Published, Span

__all__ = [
    "MAX_BYTES",
    "ReadReason",
    "Refused",
    "foreign_drop",
    "read_html",
    "read_inputs",
    "read_published",
    "read_text",
]

# Bytes of UTF-8 of one article, or of the page around it; the longest articles seen have some 100 KB.
MAX_BYTES = 5_000_000
# Bytes of a line of JSON Lines: an article, its escapes, and whatever else the row carries.
MAX_LINE_BYTES = 2 * MAX_BYTES

TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown"})
HTML_ENDINGS = frozenset({".html", ".htm"})
ROW_ENDINGS = frozenset({".jsonl", ".ndjson"})
_ENDINGS = TEXT_ENDINGS | HTML_ENDINGS | ROW_ENDINGS
_KINDS = ".txt, .md, .html or .jsonl"

_BOM = b"\xef\xbb\xbf"
_HTML_START = re.compile(
    rb"\s*<(?:!doctype|!--|\?xml|html|head|body|meta|title|article|main|section|div|p|h1|table|script)[\s>?]?",
    re.IGNORECASE,
)
_ROW_START = re.compile(rb'\s*\{\s*"')

_PUBLISHED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2}))?"
)


def _stated(published: Published | None, place: str) -> Published | None:
    return None if published is None else replace(published, place=place)


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
    """Read files (.txt .md .markdown .html .htm .jsonl .ndjson), folders of them, and `-` for `stdin`.

    Lazy: one article is held at a time. A folder is read in order of its names; hidden files,
    other endings and links that lead out of it are passed over. Standard input is plain
    text, a page where it begins like HTML, JSON Lines where its first line is an object.
    `published` is the user's word and wins over what a file says of itself; a row of JSON
    Lines that says when it was published keeps that.
    """
    for path in paths:
        if str(path) == "-":
            yield from _read_stdin(stdin, published)
        else:
            yield from _read_path(Path(path), published)


def read_text(
    text: str,
    *,
    path: str = "<text>",
    published: Published | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    article_id: str | None = None,
) -> Article:
    """Make plain text or Markdown an Article, whose `text` is exactly what was given.

    What is given wins over the front matter. Raise InputError (a Refused, with its reason)
    for a text that is empty, too large, binary or not English, or whose front matter holds
    a `published` that cannot be read.
    """
    return _text_article(text, _Given(path, published, title, url, source, article_id), find_front_matter(text))


def read_html(
    data: bytes | str,
    *,
    path: str = "<html>",
    published: Published | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    article_id: str | None = None,
) -> Article:
    """Make the article of a page an Article, whose `text` is the cleaned text.

    Bytes are UTF-8 or what the page declares. What is given wins over the page's metadata.
    Raise InputError (a Refused, with its reason) where there is no article to be had.
    """
    return _html_article(data, _Given(path, published, title, url, source, article_id))


def read_published(text: str) -> Published:
    """Read `2026-01-08` or `2026-01-08T17:30-05:00`; raise InputError for any other form.

    The other forms of ISO 8601 (week dates, basic forms) are refused: they are most often slips.
    """
    text = text.strip()
    try:
        if _PUBLISHED.fullmatch(text):
            return Published.parse(text)
    except (ValueError, OverflowError) as error:
        raise Refused(ReadReason.BAD_PUBLISHED, _published_note(text)) from error
    raise Refused(ReadReason.BAD_PUBLISHED, _published_note(text))


def _published_note(text: str) -> str:
    return (
        f"got {_short(text)} for published, expected a day (2026-01-08) or an instant with its offset "
        "(2026-01-08T17:30-05:00); mend it"
    )


# Inputs: what a path leads to.


def _read_path(path: Path, published: Published | None) -> Iterator[Article | Drop]:
    name = _shown(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _read_folder(path, published)
        elif not stat.S_ISREG(mode):
            # A pipe (`<(command)`) has no ending to go by.
            with path.open("rb") as stream:
                yield from _read_stream(stream, name, published)
        elif path.suffix.lower() in _ENDINGS:
            yield from _read_file(path, published)
        else:
            note = f"got a file ending in {_short(path.suffix)}, expected {_KINDS}; rename it, or give it to `-`"
            yield _drop(name, ReadReason.UNKNOWN_ENDING, note)
    except (FileNotFoundError, ValueError):
        note = "got no such file or folder, expected an article; check the path"
        yield _drop(name, ReadReason.MISSING, note)
    except OSError as error:
        yield _unreadable(name, error)


def _read_folder(folder: Path, published: Published | None) -> Iterator[Article | Drop]:
    """Read the articles in a folder and below it, sorted by name; its files are opened one by one."""
    root = folder.resolve()
    n_read = 0
    # A stack, not recursion: folders may nest deeper than Python's calls.
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                waiting.extend(sorted(_members(path), reverse=True))
            elif path.is_file() and path.resolve().is_relative_to(root):
                n_read += 1
                yield from _read_file(path, published)
        except OSError as error:
            n_read += 1
            yield _unreadable(_shown(path), error)
    if not n_read:
        note = f"got a folder without an article, expected files ending in {_KINDS}; check the path"
        yield _drop(_shown(folder), ReadReason.NOTHING_INSIDE, note)


def _members(folder: Path) -> Iterator[Path]:
    """Yield what of a folder may be read: no hidden names, other endings or links to folders."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.suffix.lower() in _ENDINGS or path.is_dir():
            # What a link to a folder inside leads to is met anyway; outside, it is not ours to read.
            if not (path.is_symlink() and path.is_dir()):
                yield path


def _read_file(path: Path, published: Published | None) -> Iterator[Article | Drop]:
    name = _shown(path)
    ending = path.suffix.lower()
    try:
        with path.open("rb") as stream:
            if ending in ROW_ENDINGS:
                yield from _read_rows(stream, name, published)
                return
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                yield _too_large(name, f"{size:,} bytes")
                return
            # A file may grow while it is read; the bound holds all the same.
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield _unreadable(name, error)
        return
    yield _read_bytes(data, name, published, is_html=ending in HTML_ENDINGS)


def _read_stdin(stdin: BinaryIO | None, published: Published | None) -> Iterator[Article | Drop]:
    if stdin is None:
        note = "got no standard input, expected an article; give the path of a file"
        yield _drop("-", ReadReason.UNREADABLE, note)
        return
    try:
        yield from _read_stream(stdin, "-", published)
    except OSError as error:
        yield _unreadable("-", error)


def _read_stream(stream: BinaryIO, name: str, published: Published | None) -> Iterator[Article | Drop]:
    first = stream.readline(MAX_LINE_BYTES + 1)
    if _ROW_START.match(first.removeprefix(_BOM)):
        yield from _read_rows(stream, name, published, first)
        return
    parts, n_bytes = [first], len(first)
    while n_bytes <= MAX_BYTES and (part := stream.read(MAX_BYTES + 1 - n_bytes)):
        parts.append(part)
        n_bytes += len(part)
    data = b"".join(parts)
    is_html = _HTML_START.match(data.removeprefix(_BOM)) is not None
    yield _read_bytes(data, name, published, is_html=is_html)


def _read_bytes(data: bytes, name: str, published: Published | None, *, is_html: bool) -> Article | Drop:
    given = _Given(name, published)
    if is_html:
        return _or_drop(name, lambda: _html_article(data, given))

    def article() -> Article:
        if len(data) > MAX_BYTES:
            raise _too_large_error(f"more than {MAX_BYTES:,} bytes")
        text = _decoded(data)
        return _text_article(text, given, find_front_matter(text))

    return _or_drop(name, article)


# Rows of JSON Lines.


def _read_rows(
    stream: BinaryIO, name: str, published: Published | None, first: bytes | None = None
) -> Iterator[Article | Drop]:
    """Read an object a line; `first` is a line that was already taken from the stream.

    An id stands once in a file: findings are joined to their article by it, so that a second
    row of the same id is left out and named, whatever its text.
    """
    line_by_id: dict[str, int] = {}
    number = 0
    while line := first if first is not None else stream.readline(MAX_LINE_BYTES + 1):
        first = None
        number += 1
        where = f"{name}:{number}"
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield _too_large(where, f"a line of more than {MAX_LINE_BYTES:,} bytes")
        elif line.strip():
            row = _row(line, where, published)
            if isinstance(row, Article) and line_by_id.setdefault(row.article_id, number) != number:
                yield _repeated(where, row, line_by_id[row.article_id])
            else:
                yield row


def _repeated(where: str, row: Article, line: int) -> Drop:
    is_own = row.article_id == _content_id(row.text, row.url)
    got = "the same text and no id of its own" if is_own else f"the id {_short(row.article_id)} again"
    note = f"got {got} (first in line {line}), expected one row for each id; give the row an id of its own or remove it"
    return _drop(where, ReadReason.REPEATED_ID, note)


def _row(line: bytes, where: str, published: Published | None) -> Article | Drop:
    return _or_drop(where, lambda: _row_article(line, where, published))


def _row_article(line: bytes, where: str, published: Published | None) -> Article:
    """Make a row an Article; where it holds both text and html, the text is read."""
    row = _row_object(line)
    text, html = _string(row, "text"), _string(row, "html")
    said = _string(row, "published")
    given = _Given(
        path=where,
        published=_stated(read_published(said), "the row") if said else published,
        title=_string(row, "title"),
        url=_string(row, "url"),
        source=_string(row, "source"),
        article_id=_row_id(row),
    )
    if text is not None:
        return _text_article(text, given, FrontMatter())
    if html is not None:
        return _html_article(html, given)
    keys = ", ".join(_short(str(key)) for key in list(row)[:8]) or "no key"
    raise Refused(ReadReason.BAD_ROW, f"got a row with {keys}, expected text or html; name one of them so")


def _row_object(line: bytes) -> dict[str, object]:
    expected = "expected an object a line, with text or html; mend or remove the line"
    try:
        row: object = json.loads(_decoded(line))
    except RecursionError as error:
        raise Refused(ReadReason.NOT_JSON, f"got JSON nested too deep, {expected}") from error
    except json.JSONDecodeError as error:
        raise Refused(ReadReason.NOT_JSON, f"got no JSON ({error.msg} at column {error.colno}), {expected}") from error
    except ValueError as error:
        # Python bounds the digits of a number that it will read.
        raise Refused(ReadReason.NOT_JSON, f"got a number of too many digits, {expected}") from error
    if not isinstance(row, dict):
        raise Refused(ReadReason.BAD_ROW, f"got {_short(repr(row))}, {expected}")
    return row


def _string(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value
    note = f"got {_short(repr(value))} for {key}, expected a string; mend the row"
    raise Refused(ReadReason.BAD_ROW, note)


def _row_id(row: dict[str, object]) -> str | None:
    value = row.get("id")
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _string(row, "id")


# Articles.


def _text_article(text: str, given: _Given, front: FrontMatter) -> Article:
    start = front.span.end if front.span else 0
    _check_text(text, start)
    known = replace(
        given,
        title=given.title or front.values.get("title") or _first_title(text, start),
        url=given.url or front.values.get("url"),
        source=given.source or front.values.get("source"),
        article_id=given.article_id or front.values.get("id"),
        published=given.published or _front_published(front),
    )
    spans = ((front.span,) if front.span else ()) + find_left_out(text, start)
    return _assembled(text, known, joined(text, spans), is_cleaned=False)


def _first_title(text: str, start: int) -> str | None:
    """Return the first line where it is a title: short, with no stop at its end, and text below it."""
    first, _, rest = text[start:].lstrip("\ufeff\r\n ").partition("\n")
    title = first.strip().lstrip("#").strip()
    return title if 0 < len(title) <= 120 and title[-1] not in ".!?:;,|" and rest.strip() else None


def _front_published(front: FrontMatter) -> Published | None:
    """Return what the front matter says of its time; `date` is other programs' key, and read where it can be."""
    if said := front.values.get("published"):
        return _stated(read_published(said), "front matter")
    try:
        return _stated(read_published(front.values.get("date", "")), "front matter")
    except Refused:
        return None


def _html_article(data: bytes | str, given: _Given) -> Article:
    if len(data) > MAX_BYTES:
        unit = "bytes" if isinstance(data, bytes) else "characters"
        raise _too_large_error(f"a page of more than {MAX_BYTES:,} {unit}")
    if not data.strip():
        raise _empty_error()
    # The parser and what it brings take longer to load than most runs need in all.
    from extractor.ingest.clean import clean_page, decode_page

    page = clean_page(decode_page(data) if isinstance(data, bytes) else data)
    _check_text(page.text, 0)
    known = replace(
        given,
        title=given.title or page.title,
        url=given.url or page.url,
        source=given.source or page.source,
        published=given.published or _stated(page.published, "the page's metadata"),
    )
    return _assembled(page.text, known, find_left_out(page.text), is_cleaned=True)


def _assembled(text: str, known: _Given, left_out: tuple[Span, ...], *, is_cleaned: bool) -> Article:
    return Article(
        article_id=known.article_id or _content_id(text, known.url),
        text=text,
        path=known.path,
        title=known.title or None,
        url=known.url or None,
        source=known.source or None,
        published=known.published,
        is_cleaned=is_cleaned,
        left_out=left_out,
    )


def _content_id(text: str, url: str | None) -> str:
    key = f"{text}\x1f{url}" if url else text
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _check_text(text: str, start: int) -> None:
    """Raise Refused for a text that is no article; `start` is where its front matter ends."""
    try:
        n_bytes = len(text.encode())
    except UnicodeEncodeError as error:
        note = f"got half a surrogate pair at character {error.start:,}, expected text; mend its escapes"
        raise Refused(ReadReason.NOT_UTF8, note) from error
    if n_bytes > MAX_BYTES:
        raise _too_large_error(f"{n_bytes:,} bytes")
    if "\0" in text:
        raise _binary_error(text.index("\0"), "character")
    if not text[start:].strip("\ufeff \t\r\n\v\f\u00a0\u200b\u2028\u2029"):
        raise _empty_error()
    if not is_english(text, start):
        raise Refused(ReadReason.NOT_ENGLISH, _NOT_ENGLISH)


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise _binary_error(data.index(b"\0"), "byte")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        got = f"got byte 0x{data[error.start]:02x} at position {error.start:,}, which is not UTF-8"
        note = f"{got}, expected UTF-8; convert it, for example with iconv -t utf-8"
        raise Refused(ReadReason.NOT_UTF8, note) from error


def _binary_error(position: int, unit: str) -> Refused:
    note = f"got a NUL at {unit} {position:,}, expected text; save it as UTF-8 text"
    return Refused(ReadReason.BINARY, note)


def _empty_error() -> Refused:
    return Refused(ReadReason.EMPTY, "got no text, expected an article; check what wrote it")


def _too_large_error(got: str) -> Refused:
    note = f"got {got}, expected an article of at most {MAX_BYTES:,} bytes; split it, or give JSON Lines"
    return Refused(ReadReason.TOO_LARGE, note)


# Drops.


_NOT_ENGLISH = "got a text that is not in English, expected English; give a translation, no other language is read"


def foreign_drop(article: Article) -> Drop | None:
    """Return the Drop of an article too short to be refused for its language whose words are mostly foreign.

    It is for an article in which nothing was found: what holds a claim that is read is English enough.
    """
    start = article.left_out[0].end if article.left_out and article.left_out[0].start == 0 else 0
    if not is_foreign(article.text, start):
        return None
    return _drop(article.path, ReadReason.NOT_ENGLISH, f"nothing was found: {_NOT_ENGLISH}")


def _or_drop(item_id: str, read: Callable[[], Article]) -> Article | Drop:
    try:
        return read()
    except Refused as error:
        return _drop(item_id, error.reason, str(error))


def _too_large(item_id: str, got: str) -> Drop:
    error = _too_large_error(got)
    return _drop(item_id, error.reason, str(error))


def _unreadable(item_id: str, error: OSError) -> Drop:
    note = f"got {error.strerror or 'an error'} on opening it, expected a file to read; check its permissions"
    return _drop(item_id, ReadReason.UNREADABLE, note)


def _drop(item_id: str, reason: ReadReason, note: str) -> Drop:
    return Drop("read", item_id, reason, note)


def _shown(path: Path) -> str:
    """Return a path as a message can show it: in one line, and in characters that can be written."""
    text = str(path).encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _short(text: str) -> str:
    """Return what was got, quoted, in one line of bounded length."""
    return ascii(text) if len(text) <= 40 else ascii(text[:40]) + "…"
