"""Findings matched to gold one to one, and counted: detection apart from verdicts, each share with its interval.

A finding matches a gold claim when their spans overlap, the subject is the same and so is the number where both
tell one. Detection is precision, recall and F1; of what was detected, sign, unit and period; then the
verdicts. *Resolved* is supported or contradicted; ambiguous counts as resolved only where the gold accepts it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from extractor.evaluation.gold import GoldArticle, GoldClaim
from extractor.records import Finding, Kind, Label, Reason

# The normal quantile of a 95 % interval.
_Z = 1.959964
# A claim of these is not about held prices: not to resolve it is right.
_NOT_HELD = frozenset({Reason.NO_PRICES, Reason.NOT_A_PRICE, Reason.FORECAST, Reason.OPINION, Reason.WINDOW_SHORT})
ALL = "all"


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, is_hit: bool) -> None:
        """Count one more."""
        self.hits += is_hit
        self.of += 1

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval by Wilson's score (E. B. Wilson, 1927, JASA 22)."""
        if not self.of:
            return None
        p, n = self.hits / self.of, self.of
        middle = p + _Z**2 / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        scale = 1 + _Z**2 / n
        return (middle - half) / scale, (middle + half) / scale


@dataclass(slots=True)
class Score:
    """The counts of one kind, or of all."""

    precision: Share = field(default_factory=Share)
    recall: Share = field(default_factory=Share)
    subject: Share = field(default_factory=Share)
    sign: Share = field(default_factory=Share)
    unit: Share = field(default_factory=Share)
    period: Share = field(default_factory=Share)
    verdict: Share = field(default_factory=Share)
    wrongly_contradicted: Share = field(default_factory=Share)
    abstained: Share = field(default_factory=Share)
    resolved: Share = field(default_factory=Share)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        p, r = self.precision.value, self.recall.value
        return None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0


COLUMNS = ("precision", "recall", "subject", "sign", "unit", "period", "verdict", "wrongly_contradicted", "abstained", "resolved")  # fmt: skip


def score_articles(pairs: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> dict[str, Score]:
    """Score articles with what was found in them, by kind and in all."""
    scores = {ALL: Score(), **{kind.value: Score() for kind in Kind if kind is not Kind.OTHER}}
    for article, findings in pairs:
        _score(article, findings, scores)
    return scores


def _score(article: GoldArticle, findings: Sequence[Finding], scores: dict[str, Score]) -> None:
    left = list(findings)
    for claim in article.claims:
        hit = next(_fits(claim, left), None)
        if hit is not None:
            left.remove(hit)
        if claim.is_optional:
            continue
        for score in _of_kind(claim.kind, scores):
            score.recall.add(hit is not None)
            if hit is not None:
                score.precision.add(is_hit=True)
                _score_hit(claim, hit, score)
            elif any(_overlaps(claim, finding) and finding.kind is not Kind.OTHER for finding in left):
                score.subject.add(is_hit=False)
    for finding in left:
        if finding.kind is Kind.OTHER or any(c.is_optional and _overlaps(c, finding) for c in article.claims):
            continue
        for score in _of_kind(finding.kind.value, scores):
            score.precision.add(is_hit=False)
            score.wrongly_contradicted.add(finding.verdict.label is Label.CONTRADICTED)


def _score_hit(claim: GoldClaim, finding: Finding, score: Score) -> None:
    verdict = finding.verdict
    is_right = verdict.label.value in claim.labels
    score.subject.add(is_hit=True)
    direction = finding.direction.value if finding.direction is not None else None
    has_sign = claim.direction is not None and claim.kind not in ("level", "rank", "extremum")
    score.sign.add(not has_sign or direction == claim.direction)
    if claim.value is not None and finding.quantity is not None:
        score.unit.add(finding.quantity.unit.value == claim.unit)
    if claim.first is not None and claim.last is not None and finding.period is not None:
        first, last = finding.period.first.isoformat(), finding.period.last.isoformat()
        score.period.add(last == claim.last and (first == claim.first or claim.kind in ("extremum", "rank", "streak")))
    score.verdict.add(is_right)
    score.wrongly_contradicted.add(verdict.label is Label.CONTRADICTED and not is_right)
    is_unresolved = verdict.label is Label.UNVERIFIABLE or (verdict.label is Label.AMBIGUOUS and not is_right)
    score.abstained.add(verdict.label is Label.UNVERIFIABLE)
    if "unverifiable" not in claim.labels and verdict.reason not in _NOT_HELD:
        score.resolved.add(not is_unresolved)


def _of_kind(kind: str, scores: dict[str, Score]) -> Iterator[Score]:
    yield scores[ALL]
    if kind in scores:
        yield scores[kind]


def _overlaps(claim: GoldClaim, finding: Finding) -> bool:
    return finding.start < claim.end and claim.start < finding.end


def _fits(claim: GoldClaim, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that match a claim, those of its own kind and object first."""
    fits = [
        finding
        for finding in findings
        if _overlaps(claim, finding)
        and (finding.subject.symbol if finding.subject is not None else None) == claim.subject
        and _same_number(claim, finding)
    ]
    yield from sorted(
        fits,
        key=lambda f: (f.kind.value != claim.kind, (f.object.symbol if f.object is not None else None) != claim.object),
    )


def _same_number(claim: GoldClaim, finding: Finding) -> bool:
    value = finding.quantity.value if finding.quantity is not None else None
    return claim.value is None or value is None or value == claim.value
