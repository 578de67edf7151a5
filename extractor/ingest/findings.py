"""Lines of findings back to records: what `tapecheck audit --format jsonl` wrote, read again.

Lines are strangers' text: every key is held to the record's own type, and what does not fit is
refused with the name of the key. Keys that no record has are passed over; who compares a line with
what comes out sees them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import BinaryIO, get_args, get_origin, get_type_hints

from extractor.ingest.read import MAX_LINE_BYTES
from extractor.ingest.refused import ReadReason, Refused
from extractor.records import Bound, Drop, Finding, Quantity, Verdict

# More digits than any price, sum or share of one has; a longer number is none.
_NUMBER = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,40})?")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A line that was read: its number, its text without the newline, and its claim; None for other records."""

    number: int
    text: str
    finding: Finding | None


def read_findings(stream: BinaryIO, name: str) -> Iterator[FindingLine | Drop]:
    """Read the lines of `stream` one at a time; what cannot be read becomes a Drop that names its line."""
    number = 0
    while data := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(data) > MAX_LINE_BYTES:
            while data and not data.endswith(b"\n"):
                data = stream.readline(MAX_LINE_BYTES)
            note = f"got a line of more than {MAX_LINE_BYTES:,} bytes, expected a finding; remove it"
            yield Drop("read", f"{name}:{number}", ReadReason.TOO_LARGE, note)
        elif data.strip():
            try:
                text = _decoded(data.removesuffix(b"\n"))
                yield FindingLine(number, text, read_finding(text))
            except Refused as error:
                yield Drop("read", f"{name}:{number}", error.reason, str(error))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        note = f"got byte 0x{data[error.start]:02x} at position {error.start:,}, expected UTF-8; mend the line"
        raise Refused(ReadReason.NOT_UTF8, note) from error


def read_finding(line: str) -> Finding | None:
    """Read the claim of a line of JSON; None for a line of another record. Raise Refused for anything else."""
    expected = "expected a line of tapecheck audit --format jsonl; mend or remove it"
    try:
        row: object = json.loads(line)
    except RecursionError as error:
        raise Refused(ReadReason.NOT_JSON, f"got JSON nested too deep, {expected}") from error
    except json.JSONDecodeError as error:
        raise Refused(ReadReason.NOT_JSON, f"got no JSON ({error.msg} at column {error.colno}), {expected}") from error
    except ValueError as error:
        # Python bounds the digits of a number that it will read.
        raise Refused(ReadReason.NOT_JSON, f"got a number of too many digits, {expected}") from error
    if not isinstance(row, dict) or row.get("record") not in _RECORDS:
        got = row.get("record") if isinstance(row, dict) else row
        raise Refused(ReadReason.BAD_ROW, f"got {_short(repr(got))} for record, {expected}")
    if row["record"] != "claim":
        return None
    finding = _value(Finding, row, "the claim")
    assert isinstance(finding, Finding)
    return finding


_RECORDS = ("article", "claim", "mention", "drop", "notice", "disagreement")


def _value(hint: object, value: object, key: str) -> object:
    """Turn a JSON value into what a record holds under `key`."""
    if get_origin(hint) is UnionType:
        options = [option for option in get_args(hint) if option is not NoneType]
        return None if value is None else _value(options[0], value, key)
    if get_origin(hint) is tuple:
        item, _ = get_args(hint)
        if not isinstance(value, list):
            raise _refused(key, value, "a list")
        return tuple(_value(item, one, key) for one in value)
    assert isinstance(hint, type)
    if is_dataclass(hint):
        return _record(hint, value, key)
    if issubclass(hint, StrEnum):
        return _word(hint, value, key)
    if hint is Decimal:
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            raise _refused(key, value, "a number as a string")
        return Decimal(value)
    if hint is date:
        return _day(value, key)
    if type(value) is not hint:
        raise _refused(key, value, {str: "a string", int: "a whole number", bool: "true or false"}[hint])
    return value


def _word(hint: type[StrEnum], value: object, key: str) -> StrEnum:
    try:
        if isinstance(value, str):
            return hint(value)
    except ValueError:
        pass
    words = ", ".join(member.value for member in hint)
    raise _refused(key, value, f"one of {words}")


def _day(value: object, key: str) -> date:
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _refused(key, value, "a day (2026-01-08)")


@cache
def _hints(kind: type) -> dict[str, object]:
    return dict(get_type_hints(kind))


def _record(kind: type, row: object, key: str) -> object:
    if not isinstance(row, dict):
        raise _refused(key, row, "an object")
    values: dict[str, object] = {}
    for field in fields(kind):
        if field.name in row:
            values[field.name] = _value(_hints(kind)[field.name], row[field.name], field.name)
        elif kind is Quantity and field.name == "place":
            values[field.name] = Decimal(1)
        elif field.default is MISSING:
            raise Refused(ReadReason.BAD_ROW, f"got no {field.name} in {key}, expected it; mend or remove the line")
    if kind is Finding:
        values["quantity"] = _with_place(values)
    try:
        return kind(**values)
    except ValueError as error:
        raise Refused(ReadReason.BAD_ROW, f"got {error} in {key}; mend or remove the line") from error


def _with_place(values: dict[str, object]) -> object:
    """Return the quantity with one unit of its last place, which its interval tells, or the evidence."""
    quantity, verdict = values["quantity"], values["verdict"]
    if not isinstance(quantity, Quantity) or not isinstance(verdict, Verdict):
        return quantity
    evidence = verdict.evidence
    if quantity.bound is Bound.EXACT and quantity.low is not None and quantity.high is not None:
        return replace(quantity, place=quantity.high - quantity.low)
    return quantity if evidence is None or evidence.place is None else replace(quantity, place=evidence.place)


def _refused(key: str, value: object, expected: str) -> Refused:
    note = f"got {_short(repr(value))} for {key}, expected {expected}; mend or remove the line"
    return Refused(ReadReason.BAD_ROW, note)


def _short(text: str) -> str:
    """Return what was got, in one line of bounded length."""
    shown = ascii(text)[1:-1]
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
