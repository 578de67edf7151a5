"""A level of another day beside the session's own accuses nobody; alone it does."""

import pytest
from test_reconcile import DAYS, FakeBars, series

from extractor.market.instruments import gazetteer
from extractor.pipeline import Auditor
from extractor.prices import Prices
from extractor.records import Article, Basis, Finding, Label, Published, Reason


class _Prices(Prices):
    """Prices held in memory."""

    def __init__(self, bars: FakeBars) -> None:
        super().__init__((), (), gazetteer().mic_of)
        self._bars = bars

    def load(self, symbols: object) -> None:
        """Load nothing: all is held."""

    def series(self, symbol: str) -> tuple:
        """Return the series of a symbol."""
        return self._bars.series(symbol)


CLOSES = (6858.47, 6902.05, 6944.82, 6920.93, 6921.46, 6966.28)


def findings(text: str) -> tuple[Finding, ...]:
    """Audit a text of the evening of 8 January."""
    prices = _Prices(FakeBars(series("^GSPC", CLOSES, days=DAYS, basis=Basis.AS_TRADED)))
    article = Article("a", text, "a", published=Published.parse("2026-01-08T18:00-05:00"))
    return Auditor(gazetteer(), prices).audit(article).findings


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The S&P 500 closed Thursday at 6,921.46. The index finished Thursday at 6,944.82.", Label.UNVERIFIABLE),
        ("The S&P 500 closed Thursday at 6,944.82.", Label.CONTRADICTED),
        ("The S&P 500 closed Thursday at 6,921.46. The index finished Thursday at 6,931.77.", Label.CONTRADICTED),
    ],
)
def test_a_close_of_another_day_beside_the_right_one_accuses_nobody(text: str, label: Label) -> None:
    """Told beside the day's own close, the close of a session before is of that one; any other figure is wrong."""
    verdict = findings(text)[-1].verdict

    assert verdict.label is label
    assert verdict.reason is (Reason.UNRESOLVED_TIME if label is Label.UNVERIFIABLE else Reason.NO_READING)
