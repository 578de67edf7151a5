"""Tapecheck reads market news and holds what it says against the tape.

    >>> import extractor
    >>> audit = extractor.audit("The Dow rose 0.55% on Thursday.", published="2026-01-08", prices="bars")

`audit` needs no setting up beyond a folder of price bars; its result shows itself in a notebook.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.records import Audit, Published

__version__ = "0.1.0"
__all__ = ["NotebookAudit", "__version__", "audit"]


@dataclass(frozen=True, slots=True)
class NotebookAudit(Audit):
    """An Audit that a notebook shows as the page would."""

    def _repr_html_(self) -> str:
        from extractor.market.instruments import gazetteer
        from extractor.report.html import render_fragment

        return render_fragment(self, name_of=gazetteer().name_of)


def audit(
    text: str,
    *,
    published: str | Published | None = None,
    prices: str | Path | Sequence[str | Path] | None = None,
    title: str | None = None,
    source: str | None = None,
) -> NotebookAudit:
    """Find every claim of `text` and hold it against the bars in `prices`.

    `published` is an ISO day or an instant with offset. Without `prices` the settings decide
    (TAPECHECK_PRICES, tapecheck.toml, the user's data folder). Raises TapecheckError for what a
    caller can mend, ValueError for a `published` that is no date.
    """
    import os

    from extractor.ingest.read import read_text
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import Auditor, open_bars
    from extractor.settings import load_settings

    paths = [prices] if isinstance(prices, str | Path) else list(prices or ())
    settings = load_settings(environ=os.environ, prices=[Path(path) for path in paths])
    when = Published.parse(published) if isinstance(published, str) else published
    article = read_text(text, published=when, title=title, source=source)
    names = gazetteer(settings.instruments)
    result = Auditor(names, open_bars(settings.prices, names.mic_of)).audit(article)
    return NotebookAudit(result.article, result.dateline, result.mentions, result.findings, result.drops)
