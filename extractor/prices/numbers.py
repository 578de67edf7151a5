"""The form in which a file writes its numbers: decimal point or comma, thousands separated or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import LayoutError

MISSING = frozenset({"", ".", "-", "--", "nan", "null", "none", "n/a", "na", "nd", "#n/a"})
_CURRENCY = re.compile(r"[$€£¥]")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'\u2019](?=\d{3})")
_POINT = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][-+]?\d+)?")
_COMMA = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?")
_EITHER = re.compile(r"[-+]?\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads numbers written in one form; `name` says which."""

    name: str
    is_comma: bool

    def read(self, text: str) -> float:
        """Return the number; raise ValueError, with a line for the user, where it is none."""
        plain = _plain(text)
        form = _COMMA if self.is_comma else _POINT
        if not any(mark.isdigit() for mark in plain) or not form.fullmatch(plain):
            hint = "" if self.is_comma or "," not in plain else " (a decimal comma needs ; between the columns)"
            raise ValueError(f"got {text!r}, expected a number with {self.name}{hint}")
        if self.is_comma:
            return float(plain.replace(".", "").replace(",", "."))
        return float(plain.replace(",", ""))


def find_number_reader(path: Path, cells: Iterable[str], separator: str) -> NumberReader:
    """Return the reader of the form that the numbers of a file have.

    A decimal comma is looked for only where `separator` is a semicolon. Raise LayoutError
    where each number there could be read both ways ("1.234" or "1,234" throughout).
    """
    point = NumberReader("decimal point", is_comma=False)
    if separator != ";":
        return point
    comma = NumberReader("decimal comma", is_comma=True)
    marked = [text for cell in cells if "," in (text := _plain(cell)) or "." in text]
    marked = [text for text in marked if text.lower() not in MISSING]
    points = {text for text in marked if _POINT.fullmatch(text)}
    commas = {text for text in marked if _COMMA.fullmatch(text)}
    only_point, only_comma = min(points - commas, default=None), min(commas - points, default=None)
    if only_point and only_comma:
        raise LayoutError(
            f"{path}: got {only_point} and {only_comma}, expected one decimal mark; write all numbers one way"
        )
    if only_comma:
        return comma
    if marked and not only_point:
        either = next((text for text in marked if _EITHER.fullmatch(text)), marked[0])
        raise LayoutError(
            f"{path}: got {either}, which is two numbers, by decimal or by thousands mark;"
            " expected one number that tells; write numbers without marks of thousands"
        )
    return point


def _plain(text: str) -> str:
    return _SPACES.sub("", _CURRENCY.sub("", text)).strip()
