"""Scores of the labelled sentences and of the sample: what was found, and how it was judged.

A claim found matches a labelled one when the spans overlap, the subject is the same and so is
the kind, or the number where two kinds can tell it ("2% below Tuesday's record"); each is matched
once. Labels marked optional may be missed without loss.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.pipeline import Auditor
from extractor.records import Article, Finding, Published

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = ROOT / "tests" / "data"
# The kinds that are read so far; others are neither asked for nor counted against.
KINDS = frozenset(
    {"change", "level", "direction", "other", "extremum", "streak", "rank", "cross", "comparison", "breadth"}
)
# Kinds that can tell one number: how far below a peak is a change, a close beyond a level is one.
FIGURES = frozenset({"change", "level", "extremum", "cross"})


@dataclass(slots=True)
class Score:
    """Counts; `labels_wrong` and `false_alarms` are of the claims found that are labelled.

    `stray_alarms` are contradicted verdicts on what nobody labelled as a claim.
    """

    found: int = 0
    missed: int = 0
    extra: int = 0
    values_wrong: int = 0
    labels_wrong: int = 0
    false_alarms: int = 0
    stray_alarms: int = 0

    @property
    def precision(self) -> float:
        """Found and labelled, of all found."""
        return self.found / max(1, self.found + self.extra)

    @property
    def recall(self) -> float:
        """Found, of all that must be found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def verdicts(self) -> float:
        """Verdicts that an editor would accept, of the claims found."""
        return 1 - self.labels_wrong / max(1, self.found)

    def __str__(self) -> str:
        return (
            f"found {self.found}, missed {self.missed}, extra {self.extra}: precision {self.precision:.3f}, recall {self.recall:.3f}; "
            f"value or sign wrong {self.values_wrong}; verdicts right {self.verdicts:.3f}; false contradicted {self.false_alarms}"
            f" and {self.stray_alarms} where no claim is"
        )


def read_rows(path: Path) -> list[dict]:
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_match(finding: Finding, row: dict) -> bool:
    """Say whether a finding is the labelled claim."""
    symbol = finding.subject.symbol if finding.subject else None
    kinds = {row["kind"], *row.get("kind_ok", [])}
    value = finding.quantity.value if finding.quantity is not None else None
    if value is not None and row["value"] is not None and value == Decimal(row["value"]) and row["kind"] in FIGURES:
        kinds |= FIGURES
    return (
        finding.start < row["end"]
        and row["start"] < finding.end
        and symbol == row["subject"]
        and finding.kind.value in kinds
    )


def score_findings(findings: Iterable[Finding], rows: Iterable[dict], score: Score, *, judged: bool) -> None:
    """Add one article's findings, held against its labelled rows, to the score."""
    left = list(findings)
    for row in rows:
        hit = next((f for f in left if is_match(f, row)), None)
        if hit is None:
            score.missed += row["kind"] in KINDS and not row.get("optional", False)
            continue
        left.remove(hit)
        score.found += 1
        quantity = hit.quantity
        if (row["value"] is not None and (quantity is None or quantity.value != Decimal(row["value"]))) or (
            row["kind"] in ("change", "direction")
            and (hit.direction.value if hit.direction else None) != row["direction"]
        ):
            score.values_wrong += 1
        if judged and hit.verdict.label.value not in row["label"]:
            score.labels_wrong += 1
            score.false_alarms += hit.verdict.label.value == "contradicted"
    score.extra += len(left)
    if judged:
        score.stray_alarms += sum(finding.verdict.label.value == "contradicted" for finding in left)


def score_sentences(path: Path, auditor: Auditor, *, judged: bool) -> Score:
    """Score one file of labelled sentences."""
    score = Score()
    for row in read_rows(path):
        article = Article(row["id"], row["text"], row["id"], published=Published.parse(row["published"]))
        score_findings(auditor.audit(article).findings, row["claims"], score, judged=judged)
    return score
