"""The sample held against its gold: articles as the program reads them."""

import json
from pathlib import Path

from scoring import ROOT, Score, score_findings

from extractor.ingest.read import read_inputs
from extractor.pipeline import Auditor
from extractor.records import Article, Audit, Published

SAMPLE = ROOT / "corpus" / "sample"


def sample_rows() -> dict[str, list[dict]]:
    """Read the gold claims of the sample, by article."""
    rows: dict[str, list[dict]] = {}
    for line in (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(row)
    return rows


def with_offsets(row: dict, text: str) -> dict:
    """Return a gold row with its place in the cleaned text, where it is told by context."""
    if row["start"] is not None:
        return row
    at = text.find(row["context"])
    if at < 0:
        return {**row, "start": -1, "end": -1}
    start = at + row["context"].index(row["trigger"])
    return {**row, "start": start, "end": start + len(row["trigger"])}


def score_sample(auditor: Auditor, *, judged: bool = True) -> tuple[Score, list[tuple[dict, Audit]]]:
    """Score the sample; the audits come along for whoever wants to look."""
    score = Score()
    gold = sample_rows()
    audits = []
    for line in (SAMPLE / "index.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        (article,) = read_inputs(
            [Path(SAMPLE / entry["file"])], published=Published.parse(entry["published"]), stdin=None
        )
        assert isinstance(article, Article), article
        audit = auditor.audit(article)
        rows = [with_offsets(row, article.text) for row in gold[entry["id"]]]
        score_findings(audit.findings, rows, score, judged=judged)
        audits.append((entry, audit))
    return score, audits
