"""Gold: articles with the claims that they hold and the verdicts that a fair editor accepts (docs/gold.md)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.records import Published


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One labelled claim. `is_optional` marks what may be found or not without loss: a number that is no market claim."""

    start: int
    end: int
    kind: str
    subject: str | None
    object: str | None
    direction: str | None
    value: Decimal | None
    unit: str
    factuality: str
    first: str | None
    last: str | None
    labels: frozenset[str]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One labelled article."""

    article_id: str
    text: str
    published: Published | None
    claims: tuple[GoldClaim, ...]


def read_gold(paths: list[Path]) -> Iterator[GoldArticle]:
    """Read gold from JSON Lines files and folders of them; raise InputError, naming file and line, at the first bad one."""
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            raise InputError(f"{path}: got a folder without .jsonl files, expected gold; see docs/gold.md")
        for file in files:
            for number, line in enumerate(_read(file).splitlines(), 1):
                if line.strip():
                    yield _article(line, f"{file}:{number}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file}: got {error}, expected UTF-8 text with an article a line; see docs/gold.md"
        ) from error


def _article(line: str, where: str) -> GoldArticle:
    try:
        row = json.loads(line)
        published = row.get("published")
        article = GoldArticle(
            str(row["id"]),
            row["text"],
            Published.parse(published) if published else None,
            tuple(_claim(claim) for claim in row["claims"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise InputError(f"{where}: got {error!r}, expected an article with its claims; see docs/gold.md") from error
    for claim in article.claims:
        if not 0 <= claim.start < claim.end <= len(article.text):
            raise InputError(f"{where}: got a claim at {claim.start} to {claim.end}, expected a span of the text")
    return article


def _claim(row: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        int(row["start"]),
        int(row["end"]),
        row["kind"],
        row["subject"],
        row.get("object"),
        row.get("direction"),
        None if row.get("value") is None else Decimal(row["value"]),
        row.get("unit", "none"),
        row.get("factuality", "reported"),
        row.get("first"),
        row.get("last"),
        frozenset(row["label"]),
        bool(row.get("optional")) or row["kind"] == "other",
    )
