"""Lines as terminals and boxes write them: "S&P 500: 7,383.74, -200.57 (-2.64%)"."""

from extractor.nlp.claims.figures import Figures
from extractor.nlp.claims.words import CHANGE_UNITS
from extractor.records import Kind, Unit

# What a box of figures calls a price: of the session, or of the one before.
_BOX_LABELS = {
    **dict.fromkeys("close|closing price|last|last price|last close|price|share price|stock price".split("|"), "close"),
    **dict.fromkeys("previous close|prior close|prev close|prev. close".split("|"), "before"),
}


class Quotes(Figures):
    """Reads rows of quotes, and boxes of figures about one company."""

    def _read_quotes(self) -> None:
        """Read lines as terminals write them: "S&P 500: 7,383.74, -200.57 (-2.64%)", "WTI $90.54 (-2.7%)"."""
        if not [node for node in self.nodes if node.number is not None and node.number.sign]:
            return
        for i, node in enumerate(self.nodes):
            if node.cls != "M":
                continue
            mentions = node.mentions[-1:]
            q = i + 1
            if self._lower(q) == "futures":
                mentions, q = self._futures_of(mentions).mentions, q + 1
            while self._cls(q) in (":", "-", "|"):
                q += 1
            if self._cls(q) != "Q" or not self._is_level(q, mentions) or self._sign(q) is not None:
                continue
            figures: list[int] = []
            j = q + 1
            while j < self.n and self.nodes[j].cls in "Q,()|":
                if self.nodes[j].cls == "Q":
                    if self._sign(j) is None or self._unit(j) not in (*CHANGE_UNITS, Unit.NONE):
                        break
                    figures.append(j)
                j += 1
            if not figures or not (j == self.n or self.nodes[j].cls in ",;.M)-|" or self._cls(j - 1) in (",", ")")):
                continue
            self.event += 1
            self._emit(Kind.LEVEL, q, mentions, None)
            for figure in figures:
                direction = self._sign(figure)
                self._emit(Kind.CHANGE, figure, mentions, direction)
                self.directions.append((figure, direction))

    def _read_box(self) -> None:
        """Read the lines of a box of figures about one company: "Close: $25.10", "Previous close: $24.90"."""
        share = self.memory.topic if self.memory.is_one_company else None
        mark = next((k for k, node in enumerate(self.nodes[:5]) if node.cls in ":|"), 0)
        label = " ".join(node.lower for node in self.nodes[:mark])
        if share is None or label not in _BOX_LABELS or any(node.cls == "M" for node in self.nodes):
            return
        figures = [k for k, node in enumerate(self.nodes) if k > mark and node.cls == "Q"]
        if len(figures) != 1 or mark + 2 < self.n or not self._is_level(figures[0], (share,)):
            return
        self.event += 1
        self._emit(Kind.LEVEL, figures[0], (share,), None, is_understood=True)
        self.drafts[-1].is_base = _BOX_LABELS[label] == "before"
