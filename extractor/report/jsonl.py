"""Records as JSON: one function for files, archive and web, and the schema made from the same records.

The keys are those of the records' own fields, in their order; what differs is said in
`_NOT_SHOWN` and `_ONLY_WHEN`. Decimals are strings without exponent, days ISO 8601.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import TypeAlias, get_args, get_origin, get_type_hints

from extractor.records import (
    Audit,
    Dateline,
    Disagreement,
    Drop,
    Evidence,
    Finding,
    Label,
    Mention,
    Notice,
    Quantity,
    Unit,
)
from extractor.report.numbers import plain

SCHEMA_VERSION = 1

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims of an article have each label."""

    supported: int
    ambiguous: int
    contradicted: int
    unverifiable: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as it is told of: where it comes from, when it speaks, what was found.

    `published` is a day or an instant with offset. `text` is there only where it was cleaned
    out of a page: the offsets of a plain file count in the file itself.
    """

    article_id: str
    title: str | None
    url: str | None
    source: str | None
    published: str | None
    dateline: Dateline | None
    path: str
    n_claims: ClaimCounts
    text: str | None = None


# The records that make a line, by the word under "record".
_LINES: Mapping[str, type] = {
    "article": ArticleLine,
    "claim": Finding,
    "mention": Mention,
    "drop": Drop,
    "notice": Notice,
    "disagreement": Disagreement,
}

# Fields for arithmetic inside, which no reader needs.
_NOT_SHOWN: Mapping[type, frozenset[str]] = {Quantity: frozenset({"place"})}

# Keys that are there only for what they belong to.
_ONLY_WHEN: Mapping[type, frozenset[str]] = {
    Quantity: frozenset({"currency", "per"}),
    Evidence: frozenset({"window", "place", "reached", "asked"}),
    ArticleLine: frozenset({"text"}),
}

# Escaped, so that no line splitter, terminal or editor acts on a stranger's text; the value is the same.
_UNSAFE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def json_line(record: Finding | Audit | Mention | Drop | Notice | Disagreement) -> str:
    """Render a record as one line of JSON, without the newline; an Audit gives its article's line."""
    match record:
        case Finding():
            word, shown = "claim", _object(_without_repeats(record))
        case Mention():
            word, shown = "mention", _object(record)
        case Drop():
            word, shown = "drop", _object(record)
        case Notice():
            word, shown = "notice", _object(record)
        case Disagreement():
            word, shown = "disagreement", _object(record)
        case Audit():
            word, shown = "article", _object(_article_line(record))
    line: dict[str, Json] = {"record": word, "schema": SCHEMA_VERSION, **shown}
    text = json.dumps(line, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _without_repeats(finding: Finding) -> Finding:
    """Return the finding with each tried reading once: two sources may say the same."""
    once = tuple(dict.fromkeys(finding.verdict.tried))
    if once == finding.verdict.tried:
        return finding
    return replace(finding, verdict=replace(finding.verdict, tried=once))


def audit_lines(audit: Audit) -> Iterator[str]:
    """Yield the lines of an audit: the article first, then notices, claims, mentions and drops."""
    yield json_line(audit)
    yield from map(json_line, audit.notices)
    yield from map(json_line, audit.findings)
    yield from map(json_line, audit.mentions)
    yield from map(json_line, audit.drops)


def count_by_label(findings: tuple[Finding, ...]) -> dict[Label, int]:
    """Count the findings of each label, absent labels too."""
    counts = dict.fromkeys(Label, 0)
    for finding in findings:
        counts[finding.verdict.label] += 1
    return counts


def _article_line(audit: Audit) -> ArticleLine:
    article, counts = audit.article, count_by_label(audit.findings)
    return ArticleLine(
        article_id=article.article_id,
        title=article.title,
        url=article.url,
        source=article.source,
        published=str(article.published) if article.published else None,
        dateline=audit.dateline,
        path=article.path,
        n_claims=ClaimCounts(*(counts[Label(field.name)] for field in fields(ClaimCounts))),
        text=article.text if article.is_cleaned else None,
    )


def _object(record: object) -> dict[str, Json]:
    """Turn a record into a JSON object, its keys in the order of its fields."""
    names = _shown_names(type(record))
    return {name: _value(getattr(record, name)) for name in names if _is_shown(record, name)}


def _shown_names(kind: type) -> tuple[str, ...]:
    if kind in _NAMES:
        return _NAMES[kind]
    if not is_dataclass(kind):
        raise TypeError(f"got {kind.__name__}, expected a record")
    hidden = _NOT_SHOWN.get(kind, frozenset())
    _NAMES[kind] = tuple(field.name for field in fields(kind) if field.name not in hidden)
    return _NAMES[kind]


# The same few records make every line.
_NAMES: dict[type, tuple[str, ...]] = {}


def _is_shown(record: object, name: str) -> bool:
    if name not in _ONLY_WHEN.get(type(record), ()):
        return True
    if isinstance(record, Quantity):
        return record.unit is Unit.CURRENCY
    return getattr(record, name) is not None


def _value(value: object) -> Json:
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_value(item) for item in value]
        case _ if is_dataclass(value):
            return _object(value)
        case _:
            raise TypeError(f"got a {type(value).__name__}, expected what a record may hold")


# -- the schema ------------------------------------------------------------------------------


def schema() -> dict[str, Json]:
    """Make the JSON Schema (2020-12) of a line from the records' annotations."""
    definitions: dict[str, Json] = {}
    lines: list[Json] = []
    for word, kind in _LINES.items():
        head: dict[str, Json] = {"record": {"const": word}, "schema": {"const": SCHEMA_VERSION}}
        definitions[word] = _schema_of_record(kind, definitions, head)
        lines.append({"$ref": f"#/$defs/{word}"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of tapecheck --format jsonl",
        "description": (
            "Offsets are code points, half open. Decimals are strings. Percent is percent (2.1 means 2.1 %)."
        ),
        "oneOf": lines,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Render the schema as it stands in docs/schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _schema_of_record(kind: type, definitions: dict[str, Json], head: Mapping[str, Json]) -> dict[str, Json]:
    hints = get_type_hints(kind)
    names = _shown_names(kind)
    optional = _ONLY_WHEN.get(kind, frozenset())
    shown: dict[str, Json] = {
        "description": _description(kind),
        "type": "object",
        "properties": {**head, **{name: _schema_of(hints[name], definitions) for name in names}},
        "required": [*head, *(name for name in names if name not in optional)],
        "additionalProperties": False,
    }
    if kind is Quantity:
        shown["if"] = {"properties": {"unit": {"const": Unit.CURRENCY.value}}}
        shown["then"] = {"required": ["currency", "per"]}
        shown["else"] = {"properties": {"currency": False, "per": False}}
    return shown


def _schema_of(hint: object, definitions: dict[str, Json]) -> dict[str, Json]:
    if get_origin(hint) is UnionType:
        options = get_args(hint)
        shown = [_schema_of(option, definitions) for option in options if option is not NoneType]
        if NoneType in options:
            shown.append({"type": "null"})
        return {"anyOf": [*shown]}
    if get_origin(hint) is tuple:
        item, _ = get_args(hint)
        return {"type": "array", "items": _schema_of(item, definitions)}
    if not isinstance(hint, type):
        raise TypeError(f"got the annotation {hint!r}, expected what a record may hold")
    if simple := _SIMPLE.get(hint):
        return dict(simple)
    # Held open first, so that a record within itself would end in its own name.
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _definition(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _definition(hint: type, definitions: dict[str, Json]) -> dict[str, Json]:
    if issubclass(hint, StrEnum):
        return {"description": _description(hint), "enum": [member.value for member in hint]}
    return _schema_of_record(hint, definitions, {})


def _description(kind: type) -> str:
    """Return the first paragraph of a record's docstring on one line, without its marks for code."""
    return " ".join((kind.__doc__ or "").split("\n\n")[0].replace("`", "").split())


_SIMPLE: Mapping[type, dict[str, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
