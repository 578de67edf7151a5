"""Real bars of the first sessions of 2026, and articles of our own audited by them."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from extractor.ingest.read import read_text
from extractor.market.instruments import gazetteer
from extractor.pipeline import Auditor, open_bars
from extractor.records import Audit, Published

AFTER_THE_BELL = "2026-01-08T17:30-05:00"  # a Thursday
# Open, high, low and close as they were quoted.
BARS = """
2026-01-02 ^GSPC 6878.11 6894.87 6824.31 6858.47
2026-01-05 ^GSPC 6892.19 6920.38 6891.56 6902.05
2026-01-06 ^GSPC 6908.03 6948.69 6904.02 6944.82
2026-01-07 ^GSPC 6945.07 6965.69 6919.19 6920.93
2026-01-08 ^GSPC 6914.11 6931.28 6899.33 6921.46
2026-01-02 ^DJI 48105.98 48404.06 47853.04 48382.39
2026-01-05 ^DJI 48475.81 49209.95 48449.62 48977.18
2026-01-06 ^DJI 48987.36 49509.92 48923.83 49462.08
2026-01-07 ^DJI 49512.72 49621.43 48951.99 48996.08
2026-01-08 ^DJI 48850.17 49357.74 48792.34 49266.11
2026-01-02 ^IXIC 23481.49 23585.96 23119.49 23235.63
2026-01-05 ^IXIC 23449.67 23476.51 23332.23 23395.82
2026-01-06 ^IXIC 23446.96 23559.15 23389.57 23547.17
2026-01-07 ^IXIC 23544.89 23723.37 23504.21 23584.28
2026-01-08 ^IXIC 23548.88 23558.17 23353.46 23480.02
2026-01-07 ^NDX 25617.80 25813.17 25592.40 25653.90
2026-01-08 ^NDX 25615.35 25622.31 25400.16 25507.10
2026-01-06 ^RUT 2544.96 2582.99 2541.63 2582.90
2026-01-07 ^RUT 2585.62 2585.62 2563.40 2575.42
2026-01-08 ^RUT 2567.61 2608.58 2566.66 2603.91
2026-01-07 SPY 692.19 693.96 689.32 689.58
2026-01-08 SPY 688.82 690.615 687.49 689.51
2026-01-07 DIA 495.65 496.25 489.50 489.96
2026-01-08 DIA 487.81 493.52 487.81 492.53
2026-01-07 QQQ 623.04 627.94 622.56 624.02
2026-01-08 QQQ 623.03 623.42 617.80 620.47
2026-01-07 IWM 256.40 256.795 253.97 255.48
2026-01-08 IWM 254.70 258.93 254.36 258.27
2026-01-07 NVDA 188.57 191.37 186.56 189.11
2026-01-08 NVDA 189.11 189.55 183.71 185.04
2026-01-07 UST10Y 4.15 4.15 4.15 4.15
2026-01-08 UST10Y 4.19 4.19 4.19 4.19
"""


@cache
def prices() -> Path:
    """Write the bars to a folder and return it."""
    folder = Path(mkdtemp(prefix="january-"))
    rows = sorted(BARS.split("\n")[1:-1], key=lambda row: row.split()[1::-1])
    lines = [",".join(row.split()) for row in rows]
    (folder / "bars.csv").write_text("date,symbol,open,high,low,close\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


@cache
def auditor() -> Auditor:
    """Open the bars once."""
    return Auditor(gazetteer(), open_bars([prices()], gazetteer().mic_of))


def audited(
    text: str,
    published: str = AFTER_THE_BELL,
    *,
    title: str | None = None,
    source: str | None = None,
    path: str = "article.txt",
) -> Audit:
    """Audit a text by the bars of January."""
    article = read_text(text, published=Published.parse(published), title=title, source=source, path=path)
    return auditor().audit(article)


def verdicts(audit: Audit) -> dict[str, tuple[str, str | None]]:
    """Return label and fault by the figure's own digits."""
    return {
        f"{it.subject.symbol} {it.quantity.text}": (it.verdict.label.value, it.verdict.fault and it.verdict.fault.value)
        for it in audit.findings
        if it.subject and it.quantity
    }


def notes(audit: Audit) -> list[str]:
    """Return the sentences of the notices."""
    return [notice.note for notice in audit.notices]
