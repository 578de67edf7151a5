"""Scores as a table for the terminal, and as plain values for JSON."""

from extractor.evaluation.score import ALL, COLUMNS, Score, Share

_TITLES = {
    "precision": "precision",
    "recall": "recall",
    "subject": "subject right",
    "sign": "sign right",
    "unit": "unit right",
    "period": "period right",
    "verdict": "verdict right",
    "wrongly_contradicted": "wrongly contradicted",
    "abstained": "unverifiable",
    "resolved": "resolved, of what is held",
}


def score_lines(scores: dict[str, Score]) -> list[str]:
    """Return the lines of the table: a row a kind with what was detected, then each share in all with its interval."""
    lines = [
        f"{'kind':<12}{'gold':>6}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'verdict':>9}{'resolved':>10}"
    ]
    for kind, score in scores.items():
        if score.recall.of or score.precision.of:
            cells = (score.precision.value, score.recall.value, score.f1, score.verdict.value, score.resolved.value)
            widths = (11, 8, 7, 9, 10)
            shown = "".join(f"{_plain(cell):>{width}}" for cell, width in zip(cells, widths, strict=True))
            lines.append(f"{kind:<12}{score.recall.of:>6,}{score.recall.hits:>7,}{shown}")
    lines.append("")
    for name in COLUMNS:
        share: Share = getattr(scores[ALL], name)
        interval = share.interval
        within = f"  95 % interval {interval[0]:.3f} to {interval[1]:.3f}" if interval is not None else ""
        lines.append(f"{_TITLES[name]:<27}{_plain(share.value):>6}  {share.hits:,} of {share.of:,}{within}")
    return lines


def _plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def score_values(scores: dict[str, Score]) -> dict[str, dict[str, object]]:
    """Return the scores as JSON shows them: counts, shares and intervals, by kind."""
    return {
        kind: {
            "f1": score.f1,
            **{
                name: {"hits": share.hits, "of": share.of, "share": share.value, "interval": share.interval}
                for name in COLUMNS
                for share in (getattr(score, name),)
            },
        }
        for kind, score in scores.items()
    }
