"""Comparisons, ratios, the best of a group, and "as did": one instrument against another."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.nlp.claims.drafts import UNKNOWN, Draft, Subj
from extractor.nlp.claims.groups import Groups
from extractor.nlp.claims.words import COMPARISONS, OPPOSITE, THREE
from extractor.nlp.entities import Found
from extractor.nlp.phrases import Phrase
from extractor.records import Detail, Direction, Form, InstrumentKind, Kind, Unit

_FARED = frozenset(
    "did does do done fared fares faring held holding performed performing performs fell falling rose dropped slid".split()
)
_COMPARED = frozenset(
    {
        InstrumentKind.INDEX,
        InstrumentKind.FUND,
        InstrumentKind.MARKET,
        InstrumentKind.SECTOR,
        InstrumentKind.INDUSTRY,
        InstrumentKind.STYLE,
    }
)
_COMMODITIES = frozenset({InstrumentKind.COMMODITY, InstrumentKind.CRYPTO})
# They lead only with a figure of how far: "topped the S&P 500 by 1.2 points", not "topped 7,000".
_LEADS_WITH_FIGURE = frozenset("topped topping tops eclipsed left leaving ahead behind short".split())
# What "its counterpart", "the standard version", "its famous sibling" stand for.
_TWINS = {"^SPXEW": "^GSPC", "RSP": "^GSPC", "^RLG": "^RLV", "^RLV": "^RLG", "style:Growth": "style:Value", "style:Value": "style:Growth"}  # fmt: skip
_TWIN_WORDS = frozenset(
    "sibling siblings counterpart counterparts twin version cousin cap-weighted capitalization-weighted standard regular".split()
)
# Indices whose best and worst a market report tells.
_MAIN_INDICES = frozenset({"^GSPC", "^DJI", "^IXIC", "^RUT", "^NDX"})
_STYLED = {"style:Growth": "^RLG", "style:Value": "^RLV"}
_FELL = frozenset("fell falls fallen falling came comes finished ended".split())
_DENYING = frozenset("no not any little hardly nothing never much only".split())
_THEREBY = frozenset(
    "thereby thus hence easily comfortably handily narrowly vastly significantly slightly sharply".split()
)
_MUCH = frozenset("that as much of what for in by".split())
_WIDER = frozenset("broader wider overall broad whole general".split())
_PEERS = frozenset("caps peers counterparts siblings brethren cousins rivals stocks companies shares".split())
_EVERY_OTHER = {
    **dict.fromkeys("index gauge benchmark average".split(), Form.INDICES),
    **dict.fromkeys("sector group".split(), Form.SECTORS),
    **dict.fromkeys("member component".split(), Form.MEMBERS),
}
# All the other main indices, by how they are called, and how many words that takes.
_LOTS = {
    "lot": 1, "them all": 2, "all of them": 3, "all the others": 3, "other two": 2, "other three": 2, "other major": 2, "other main": 2, "others": 1,
}  # fmt: skip
# Indices of no shares: none fares better or worse than a stock index.
_NO_RIVALS = frozenset({"^VIX", "DXY"})


class Comparing(Groups):
    """Reads what is held against what."""

    def _on_as_did(self, i: int) -> None:
        """Read "dropped 1.6 percent, as did the Dow": the same of who follows, though nobody says that to the last digit."""
        name = self._next(i + 1, "dj")
        if self._cls(name) != "M" or self.last_event is None or self._cls(name + 1) in ("g", "n"):
            return
        subject, at = self.last_event
        direction = self._direction_at(i)
        if subject.sort != "price" or direction not in (Direction.UP, Direction.DOWN):
            return
        figures = {
            d.quantity_node
            for d in self.drafts
            if d.kind is Kind.CHANGE and d.mention in subject.mentions and d.node >= at
        }
        q = figures.pop() if len(figures) == 1 else None
        number = self.nodes[q].number if q is not None else None
        self.event += 1
        for found in self.nodes[name].mentions:
            if number is not None and number.quantity.unit is Unit.PERCENT:
                start, end = number.quantity.start, number.quantity.end
                self.drafts.append(Draft(Kind.CHANGE, start, end, found, direction, i, q, self.event, is_open=True))
            elif not figures and q is None:
                start, end = self.nodes[i].start, self.nodes[i + 1].end
                self.drafts.append(Draft(Kind.DIRECTION, start, end, found, direction, i, None, self.event))

    def _on_comparison(self, i: int) -> None:
        """Read "small caps outpaced the S&P 500 by 1.1 percentage points", "is 12 points ahead of the Dow"."""
        subject, node = self._subject(), self.nodes[i]
        lower = node.lower
        at = i
        direction = COMPARISONS[lower]
        if lower in ("better", "worse") and self._lower(i - 1) in _DENYING:
            return  # "has done no better than the market"
        if subject is UNKNOWN and node.is_participle and self._lower(i - 1) in _THEREBY and self.last_event is not None:
            subject = self.last_event[0]  # "lost 0.3%, thereby outperforming the Nasdaq"
        if lower in ("better", "worse", "harder"):  # "held up better than the Nasdaq"
            at = i + 1
            is_told = bool(_FARED & {word.partition(" ")[0] for word in (self._lower(i - 1), self._lower(i - 2))})
            if is_told and self._lower(at) != "than" and lower != "harder":
                self._on_fared(i, direction)
                return
            # "The Russell 2000 rose 0.8%, better than the Dow"
            is_told = is_told or (self._cls(i - 1) == "," and self._cls(i - 2) in ("Q", "A") and lower != "harder")
            if self._lower(at) != "than" or not is_told:
                return
        elif lower in ("more", "less"):  # "fell less than the Nasdaq"
            at, verb = i + 1, self._prev(i, "v")
            way = self.nodes[verb].direction if self._cls(verb) == "U" else None
            if self._lower(at) != "than" or self._cls(self._next(at, "dj")) != "M" or way not in OPPOSITE:
                return
            direction = way if lower == "more" else OPPOSITE[way]
        elif lower in ("ahead", "behind", "short"):
            at = i + 1
            if self._lower(at) != ("of" if lower != "behind" else "") and lower != "behind":
                return
            at = i if lower == "behind" else at
        if subject is None or subject.sort != "price":
            return
        name = self._prev(i, "va")
        if self._cls(name) == "M" and self._lower(self._prev(name, "dj")) in COMPARISONS:
            subject = Subj("price", subject.mentions[-1:])
        if self._lower(at + 1) == "every" and self._lower(at + 2) == "other":
            self._on_every_other(i, at, subject, direction)
            return
        others, stop = self._compared(self._next(at, "dj"), at, subject)
        if self._cls(stop) == "b" and self._lower(stop) in COMPARISONS:
            others = others[:-1]  # "value beat growth and small caps outgained large ones"
        if not others:
            return
        figure = self._lead_of(i, stop)
        number = self.nodes[figure].number if figure is not None else None
        if number is not None and figure is not None:
            if number.quantity.unit not in (Unit.PERCENTAGE_POINT, Unit.PERCENT, Unit.POINT):
                return
            if number.quantity.unit is Unit.POINT:  # points of two prices are those of their percentages
                number = number._replace(quantity=replace(number.quantity, unit=Unit.PERCENTAGE_POINT))
                self.nodes[figure].number = number
        if lower in _LEADS_WITH_FIGURE and number is None and not self._is_far_ahead(i, stop):
            return  # "topped the index" alone is no lead
        is_loose = lower in _LEADS_WITH_FIGURE or (node.is_participle and self.last_event is not None)
        of_shares = number is not None or is_loose  # "rose 3.6%, trailing Intel", not "Walmart beat Target"
        self.event += 1
        for one in subject.mentions:
            for against in others:
                # Growth against value is told by the Russell 1000's two indices.
                is_styled = {one.symbol, against.symbol} == _STYLED.keys()
                found = one._replace(symbol=_STYLED[one.symbol]) if is_styled else one
                other = against._replace(symbol=_STYLED[against.symbol]) if is_styled else against
                kinds = {self._kind(found), self._kind(other)}
                is_pair = kinds == {InstrumentKind.CURRENCY} and found.symbol[-3:] == other.symbol[-3:]
                if other.symbol == found.symbol or not (
                    self._kind(other) in _COMPARED or of_shares or kinds <= _COMMODITIES or is_pair
                ):
                    continue
                start, end, q = (node.start, node.end, None)
                if number is not None:
                    start, end, q = number.quantity.start, number.quantity.end, figure
                    self.nodes[q or i].is_used = True
                self.drafts.append(
                    Draft(
                        Kind.COMPARISON, start, end, found, direction, i, q, self.event, subject.is_understood, against=other
                    )
                )  # fmt: skip

    def _on_every_other(self, i: int, at: int, subject: Subj, direction: Direction) -> None:
        """Read "lagged every other major index", "beat every other sector": the worst or the best of them."""
        noun = next((self._lower(k) for k in range(at + 3, min(self.n, at + 6)) if self._lower(k) in _EVERY_OTHER), "")
        form = self._group_of(subject.mentions, _EVERY_OTHER.get(noun, Form.ANY))
        if form is None or not noun:
            return
        self.event += 1
        start, end = self.nodes[i].start, self.nodes[i].end
        phrase = Phrase(Kind.COMPARISON, start, end, direction, Detail(form, count=len(subject.mentions)))
        for found in subject.mentions:
            self.drafts.append(Draft(Kind.COMPARISON, start, end, found, direction, i, None, self.event, phrase=phrase))

    def _is_far_ahead(self, i: int, stop: int) -> bool:
        """Say whether a lead is told without a figure: "left the Dow far behind", "rose 5.7%, ahead of the S&P 500's 1.8%"."""
        if self._lower(i) in ("left", "leaving"):
            return self._lower(self._next(stop - 1, "v")) == "behind"
        if (
            self._lower(i) != "ahead"
            or self.last_event is None
            or self._cls(self._prev(i, "vcs")) not in (",", "Q", "M")
        ):
            return False
        owned = stop + 1 if self._cls(stop) == "g" else stop
        return self._cls(owned) == "Q" if owned > stop else self._cls(stop) in ("", ".", ",", ";", "c", "T", "s")

    def _on_fared(self, i: int, direction: Direction) -> None:
        """Read "the Nasdaq did better", "silver fared worse": than whom the text spoke of right before."""
        subject = self._subject()
        if subject is None or subject.sort != "price" or len(subject.mentions) != 1:
            return
        own = subject.mentions[0]
        after = self._lower(i + 1) if self._cls(i + 1) == "v" else ""
        closing = self._cls(i + 2 if after in ("still", "yet", "again", "even") else i + 1)
        before = self.last_event[0] if self.last_event is not None else self.memory.main
        if closing not in ("", ".", ",", ";", ":", "-", "(", "T") or before is None or before.sort != "price":
            return
        others = [found for found in before.mentions if found.symbol != own.symbol]
        is_rival = len(others) == 1 == len(before.mentions) and self._kind(others[0]) is self._kind(own)
        if not is_rival or {own.symbol, others[0].symbol} & _NO_RIVALS:
            return
        self.event += 1
        start, end = self.nodes[i - 1].start, self.nodes[i].end
        self.drafts.append(Draft(Kind.COMPARISON, start, end, own, direction, i, None, self.event, against=others[0]))

    def _on_ratio(self, i: int) -> None:
        """Read "gained 4.6%, more than double the S&P 500's 1.6%", "twice the advance of the Dow"."""
        moves = [draft for draft in self.drafts if draft.kind is Kind.CHANGE and draft.node < i]
        if not moves or moves[-1].mention is None:
            return
        since = max(moves[-1].node, self.ratio_end) + 1
        if any(node.cls == "M" for node in self.nodes[since:i]):
            return  # "Shanghai added 3.9%, Hong Kong 5.4%, less than half of": of whom is not sure
        own = moves[-1].mention
        told = self._prev(i, "vjpc")
        if self._cls(told) not in (",", "-", "("):
            return
        j = self._next(i, "djv")
        if (
            self._cls(j) in ("N", "h") or self._lower(j) in _MUCH
        ):  # "twice the gain of", "twice as much as", "half that of"
            while self._cls(j) == "N" or self._lower(j) in _MUCH:
                j += 1
            j = self._next(j - 1, "d")
        if self._cls(j) != "M" or len(self.nodes[j].mentions) != 1 or self._cls(j + 1) in ("w", "n", "h", "c"):
            return
        if self._cls(j + 1) == "g" and self._cls(self._next(j + 1, "djT")) not in ("N", "Q"):
            return
        other = self.nodes[j].mentions[0]
        if other.symbol == own.symbol or not (self._kind(other) in _COMPARED or self._kind(other) is self._kind(own)):
            return
        self.event += 1
        number = self.nodes[i].number
        assert number is not None
        start, end = number.quantity.start, number.quantity.end
        self.nodes[i].is_used, self.ratio_end = True, j
        direction = Direction.DOWN if self._lower(i) == "half" else Direction.UP
        self.drafts.append(Draft(Kind.COMPARISON, start, end, own, direction, i, i, self.event, against=other))

    def _lead_of(self, i: int, stop: int) -> int | None:
        """Return the figure of "… the S&P 500 by about 24 points", "…, by a margin of 1.5 points", "12 points ahead of …"."""
        stop = self._next(stop - 1, "v")
        by = stop + 1 if self._cls(stop) == "," else stop
        if self._lower(by) == "behind":  # "has left the Dow far behind, by 12 points"
            by = by + 2 if self._cls(by + 1) == "," else by + 1
        if self._lower(by) == "by":
            figure = self._next(by, "djv")
            if self._lower(figure) == "margin" and self._lower(figure + 1) == "of":
                figure = self._next(figure + 1, "djv")
            return figure if self._cls(figure) == "Q" else None
        before = self._prev(i, "v")
        if self._lower(i) == "short" and self._cls(before) == "Q" and self._lower(self._prev(before, "v")) in _FELL:
            self.drafts = [draft for draft in self.drafts if draft.quantity_node != before]
            return before  # "fell 4 points short of the standard version": no fall
        is_ahead = self._lower(i) in ("ahead", "behind", "short")
        return before if is_ahead and self._cls(before) == "Q" and not self.nodes[before].is_used else None

    def _compared(self, j: int, at: int, subject: Subj) -> tuple[list[Found], int]:
        """Return what the comparison whose object begins at `j` is made with, and where that ends; empty where that is not sure."""
        lower = self._lower(j)
        own = {found.symbol for found in subject.mentions}
        told = [found for sentence in self.memory.recent for found in sentence] + [
            found for node in self.nodes[:at] if node.cls == "M" for found in node.mentions
        ]
        if lower in ("both", "either") and self._cls(j + 1) not in ("M", "n", "w", "h"):
            kinds = {self._kind(found) for found in subject.mentions}
            last = list(
                {f.symbol: f for f in reversed(told) if f.symbol not in own and self._kind(f) in kinds}.values()
            )[:2]
            return (last[::-1], j + 1) if len(last) == 2 else ([], j)
        if lower in ("it", "them", "that") and self._cls(j + 1) not in ("M", "n", "w", "h"):
            events = [self.last_event[0]] if self.last_event is not None else []
            for earlier in (*events, self.first, self.memory.main):
                if earlier is not None and earlier.sort == "price" and lower == "it":
                    before = [found for found in earlier.mentions if found.symbol not in own]
                    if before:
                        return before[:1], j + 1
        lot = self._lot(j, own)
        if lot is not None:
            return lot
        twin = next((_TWINS[symbol] for symbol in own if symbol in _TWINS), "")
        for k in range(at + 1, min(self.n, at + 5)):
            if self.nodes[k].cls in "MQ,;:":
                break
            is_twin = self._lower(k) in _TWIN_WORDS or (twin == "^GSPC" and self._lower(k) in ("index", "benchmark"))
            if (
                twin
                and is_twin
                and self._cls(self._next(k, "h"))
                in ("", ",", ".", ";", ":", "p", "s", "c", "T", "-", "v", "(", "a", "b")
            ):
                known = {found.symbol: found for found in told}
                stop = self._next(k, "h")
                found = known.get(twin) or subject.mentions[0]._replace(symbol=twin)
                return [found], stop
        if lower in ("benchmark", "index") and self._lower(j - 1) == "the" and self._cls(j + 1) != "of":
            found_index = self.memory.by_kind.get("benchmark" if lower == "benchmark" else "index")
            return ([found_index] if found_index is not None and found_index.symbol not in own else []), j + 1
        j = self._next(at + (self._lower(at + 1) == "both"), "djvwWnbT")
        if self._lower(j) == "of" or self._cls(j) != "M" or j - at > 6:
            return [], j
        others = list(self.nodes[j].mentions)
        for k in range(j + 1, min(self.n, j + 10)):
            beside = self._next(k, "djv")
            if self._cls(k) == "c" and self._cls(beside) == "M" and self._cls(beside + 1) == "g":
                others += self.nodes[
                    beside
                ].mentions  # "outpacing the sector's loss of 0.1% and the S&P 500's gain of 1%"
            if self.nodes[k].cls in ";rs":
                break
        return others, self._next(j, "h")

    def _lot(self, j: int, own: set[str]) -> tuple[list[Found], int] | None:
        """Return what "the market", "the lot", "the other two indexes" and "large caps" are to what is compared with them; None where they are not said."""
        if self._cls(j - 1) == "j":
            j -= 1  # "large-cap peers"
        words = [self._lower(k) for k in range(j, min(self.n, j + 4))]
        text = " ".join(words)
        subject = self._subject()
        if subject is None or not subject.mentions:
            return None
        mentions = subject.mentions
        size = words[0].partition("-")[0] if words else ""
        if own <= {"^RUT"} and size in ("large", "larger", "bigger", "big", "large-cap") and self._cls(j + 1) != "M":
            length = 1 + next((k for k, word in enumerate(words[1:], 1) if word in _PEERS), 0)
            return [mentions[0]._replace(symbol="^GSPC")], j + length
        if words[:1] and words[0] in _WIDER and words[1:2] == ["market"]:
            j, words = j + 1, words[1:]
        if (
            words[:1] == ["market"]
            and self._lower(self._prev(j, "j")) == "the"
            and self._cls(j + 1) not in ("n", "w", "h", "M")
        ):
            kinds = {self._kind(found) for found in mentions}
            is_american = all(self.gazetteer.mic_of(found.symbol) in ("XNYS", "XNAS") for found in mentions)
            is_member = kinds <= {InstrumentKind.SHARE, InstrumentKind.SECTOR, InstrumentKind.INDUSTRY}
            return ([mentions[0]._replace(symbol="^GSPC")], j + 1) if is_american and is_member else ([], j)
        length = next((n for lot, n in _LOTS.items() if text.startswith(lot)), 0)
        if not length or not own <= _MAIN_INDICES:
            return None
        told = {found.symbol: found for sentence in self.memory.recent for found in sentence}
        others = [found for symbol, found in told.items() if symbol in _MAIN_INDICES and symbol not in own]
        if len(others) < 2 and text.startswith("other"):
            others = [mentions[0]._replace(symbol=symbol) for symbol in sorted(THREE - own)]
        return (others, j + length) if len(others) > 1 else ([], j)

    def _group_of(self, named: Sequence[Found], said: Form) -> Form | None:
        """Return among what names are the best: sectors, members of the Dow, the Magnificent Seven or indices; None where that is not sure."""
        kinds = {self._kind(found) for found in named}
        if kinds == {InstrumentKind.SECTOR}:
            return Form.SECTORS if said in (Form.SECTORS, Form.ANY) else None
        if kinds == {InstrumentKind.INDEX}:
            is_main = {found.symbol for found in named} <= _MAIN_INDICES
            return Form.INDICES if is_main and said in (Form.INDICES, Form.ANY) else None
        if kinds != {InstrumentKind.SHARE}:
            return None
        if said in (Form.MEMBERS, Form.SEVEN):
            return said
        told = self.memory.group if self.memory.group_block == self.memory.block else None
        return told if said is Form.ANY and told in (Form.MEMBERS, Form.SEVEN) else None

    def _is_next_in_rank(self, i: int, q: int) -> bool:
        """Read "energy rose 3.2%, followed by consumer staples at 2.2%": the figure is a move like the one before."""
        name = i - 1
        by = self._prev(name, "d")
        is_next = self._cls(name) == "M" and self._lower(by) == "by" and self._lower(by - 1) == "followed"
        if not is_next or self._unit(q) is not Unit.PERCENT or self.last_event is None:
            return False
        direction = self._direction_at(i)
        if direction not in (Direction.UP, Direction.DOWN) or self.last_event[0].sort != "price":
            return False
        self._emit(Kind.CHANGE, q, self.nodes[name].mentions, direction, is_carried=True)
        return True
