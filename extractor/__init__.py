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

    `published` is an ISO day or an instant with offset; with None the text's own head decides.
    Without `prices` the settings decide (TAPECHECK_PRICES, tapecheck.toml, the user's data
    folder). Raises TapecheckError for what a caller can mend, a `published` that is no date
    included, and TypeError for an argument of another type than these.
    """
    import os

    from extractor.errors import UsageError
    from extractor.ingest.read import Refused, read_published, read_text
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import Auditor, open_bars
    from extractor.settings import load_settings

    _check_types(text, published, prices)
    try:
        when = read_published(published) if isinstance(published, str) else published
    except Refused as error:
        raise UsageError(str(error)) from error
    paths = [prices] if isinstance(prices, str | Path) else list(prices or ())
    settings = load_settings(environ=os.environ, prices=[Path(path) for path in paths])
    article = read_text(text, published=when, title=title, source=source)
    names = gazetteer(settings.instruments)
    result = Auditor(names, open_bars(settings.prices, names.mic_of)).audit(article)
    return NotebookAudit(
        result.article, result.dateline, result.mentions, result.findings, result.drops, result.notices
    )


def _check_types(text: object, published: object, prices: object) -> None:
    """Raise TypeError, in one line, for an argument that would only fail somewhere inside."""
    if not isinstance(text, str):
        raise TypeError(f"got {type(text).__name__} for text, expected str; decode or read it first")
    if not isinstance(published, str | Published | None):
        raise TypeError(
            f"got {type(published).__name__} for published, expected a string such as '2026-01-08' or "
            "'2026-01-08T17:30-05:00', a Published, or None; write the day as a string"
        )
    is_paths = isinstance(prices, Sequence) and all(isinstance(path, str | Path) for path in prices)
    if not (prices is None or isinstance(prices, str | Path) or is_paths):
        raise TypeError(f"got {type(prices).__name__} for prices, expected a path or a list of paths; give one")
