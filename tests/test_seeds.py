"""The five real articles that started the project, with what must be found in them."""

from decimal import Decimal

import pytest
from scoring import SHARED, read_rows

from extractor.ingest.read import read_inputs
from extractor.market.instruments import SAME_COMPANY, gazetteer
from extractor.pipeline import Auditor, open_bars
from extractor.records import Article, Audit, Finding, Label, Published

PUBLISHED = {"000": "2026-01-08", "001": "2025-07-02", "002": "2025-08-27", "003": "2026-01-02", "004": "2025-10-10"}
KINDS = {"change", "level", "direction", "other"}

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir() or not (SHARED / "prices").is_dir(),
    reason="../shared with seeds and prices is absent",
)


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(gazetteer(), open_bars([SHARED / "prices"], gazetteer().mic_of))


def audit_seed(auditor: Auditor, number: str) -> Audit:
    (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    (article,) = read_inputs([path], published=Published.parse(PUBLISHED[number]), stdin=None)
    assert isinstance(article, Article)
    return auditor.audit(article)


def symbol_of(finding: Finding) -> str | None:
    return SAME_COMPANY.get(finding.subject.symbol, finding.subject.symbol) if finding.subject else None


def rows_of(number: str) -> list[dict]:
    return [row for row in read_rows(SHARED / "seeds" / "expected.jsonl") if row["seed"].startswith(number)]


@pytest.mark.parametrize("number", sorted(PUBLISHED))
def test_every_required_row_is_found_and_bound_and_judged(auditor: Auditor, number: str) -> None:
    """Every non-optional row of a kind that is read is found, with its subject, value and an accepted label."""
    findings = list(audit_seed(auditor, number).findings)
    wrong = []
    for row in rows_of(number):
        if row["optional"] or row["kind"] not in KINDS:
            continue
        hit = next(
            (
                f
                for f in findings
                if f.start < row["end"]
                and row["start"] < f.end
                and symbol_of(f) == row["subject"]
                and f.kind.value == row["kind"]
            ),
            None,
        )
        if hit is None:
            wrong.append(f"missed: {row['context']}")
            continue
        findings.remove(hit)
        if hit.verdict.label.value not in row["label"]:
            wrong.append(f"{row['context']}: {hit.verdict.label.value}, expected {row['label']}: {hit.verdict.note}")
        if row["value"] is not None:
            quantity = hit.quantity
            value = None if quantity is None else quantity.low if quantity.value is None else quantity.value
            if value != Decimal(row["value"]):
                wrong.append(f"{row['context']}: value {value}, expected {row['value']}")

    assert wrong == []


@pytest.mark.parametrize("number", sorted(PUBLISHED))
def test_nothing_is_contradicted_outside_the_rows_that_accept_it(auditor: Auditor, number: str) -> None:
    """A verdict "contradicted" stands only where an editor would accept it."""
    accepted = [row for row in rows_of(number) if "contradicted" in row["label"]]
    alarms = [
        f"{f.sentence}: {f.verdict.note}"
        for f in audit_seed(auditor, number).findings
        if f.verdict.label is Label.CONTRADICTED
        and not any(
            f.start < row["end"] and row["start"] < f.end and symbol_of(f) == row["subject"] for row in accepted
        )
    ]

    assert alarms == []


def test_a_repeated_body_is_reported_once(auditor: Auditor) -> None:
    """The second copy of a page's body makes no claims of its own."""
    audit = audit_seed(auditor, "000")

    assert audit.findings
    assert max(f.end for f in audit.findings) < 2269
