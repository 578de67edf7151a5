"""Names told of together: "all three", "the former", "A and B, respectively against C"."""

from collections.abc import Sequence

from extractor.nlp.claims.subjects import Subjects
from extractor.nlp.claims.words import AFTER_A_FIGURE, ASKED, FIELDS, GROUP_COUNTS, OPPOSITE, QUOTED_IN, THREE
from extractor.nlp.clauses import Node
from extractor.nlp.entities import Found
from extractor.nlp.lexicon import Word
from extractor.records import Direction, InstrumentKind, Kind

_NOUNS_OF_MOVES = frozenset("gain drop slide fall rise decline jump surge plunge slump rally climb increase".split())
_OF_TWO = frozenset("former latter pair duo two".split())
# "All three", "both indexes", "each": names told shortly before.
_GROUP_OPENERS = frozenset("all both each the".split())
_GROUP_ADJECTIVES = frozenset("major main big big-cap large-cap headline key stock u.s. us american".split())
_GROUP_NOUNS = {
    **dict.fromkeys("indexes indices averages gauges benchmarks barometers measures".split(), InstrumentKind.INDEX),
    **dict.fromkeys("companies stocks shares names".split(), InstrumentKind.SHARE),
    "metals": InstrumentKind.COMMODITY,
}
_RECENT = 6  # sentences that a group may have been named in


class Groups(Subjects):
    """Gives a word for several names the names it stands for."""

    def _name_former_and_latter(self, lowers: set[str]) -> None:
        """Let "the former" and "the latter" be names: of two in this sentence, or in the one before."""
        if _OF_TWO.isdisjoint(lowers):
            named: dict[str, Found] = {}
            for node in self.nodes:
                if node.cls == "M":
                    for found in node.mentions:
                        named.setdefault(found.symbol, found)
            self.memory.pair = list(named.values())
            return
        pair: list[Found] = []
        symbols: set[str] = set()
        for i, node in enumerate(self.nodes):
            if node.cls == "M":
                for found in node.mentions:
                    if found.symbol not in symbols:
                        symbols.add(found.symbol)
                        pair.append(found)
            elif node.lower not in _OF_TWO:
                continue
            elif node.lower in ("former", "latter") and node.cls in "oj":
                known = pair if len(pair) >= 2 else self.memory.pair
                if len(known) == 2:
                    node.cls, node.mentions = "M", (known[0 if node.lower == "former" else 1],)
            elif self._lower(i - 1) == "the" and not pair and len(self.memory.pair) == 2:
                at = self._next(i, "v")
                verb = self._cls(at) if at < self.n and not self.nodes[at].is_participle else ""
                if node.lower in ("pair", "duo", "two") and verb in ("U", "C", "V", "L", "P", "X", "a", "b"):
                    node.cls, node.mentions = "M", tuple(self.memory.pair)
        self.memory.pair = pair

    def _is_asked_for(self) -> bool:
        """Say whether a sentence only names what the next one tells of: "Gold?", "And the Dow?"."""
        words = [node for node in self.nodes if node.cls not in "cdvs"]
        return 0 < len(words) <= ASKED and words[-1].cls == "?" and all(node.cls in "MwWnhj?" for node in words)

    def _drop_what_is_thanked(self) -> None:
        """Let the time of "thanks to a remarkable first half it remains ahead by 26.3%" be no time of a move."""
        for i, node in enumerate(self.nodes):
            if node.lower == "to" and self._lower(i - 1) in ("thanks", "owing"):
                owed = self._next(i, "djw")
                if self._cls(owed) == "T" and owed > i + 1:
                    self.nodes[owed].cls = "w"

    def _turn_comparatives(self) -> None:
        """Let "better" right after a figure be an adverb of a move: "38 points better", not "2 points better than"."""
        for i, node in enumerate(self.nodes):
            direction = AFTER_A_FIGURE.get(node.lower)
            is_than = self._cls(i + 1) == "T" and self._lower(i + 1).startswith("than ") and self._cls(i - 1) == "Q"
            if node.lower in ("less", "more") and is_than and self._is_priced_by(i - 1):
                direction = Direction.UP if node.lower == "more" else Direction.DOWN
                node.cls, node.word = "A", Word("A", direction)  # "five basis points less than a week ago"
                continue
            if direction is not None and self._cls(i - 1) == "Q" and self._lower(i + 1) not in ("than", "off"):
                node.cls, node.word = "A", Word("A", direction)
            elif node.lower == "beating" and self._cls(self._next(i, "dj")) == "M":
                node.cls = "b"  # "beating the S&P 500" is no beating
            elif node.lower in FIELDS and node.cls == "j" and self._cls(i + 1) in ("U", "C", "V", "L", "a"):
                node.cls = "w"  # "only technology edged up": somebody, though nobody known
            elif node.lower == "ahead" and self._cls(i - 1) in ("h", "M") and self._is_percent(i + 1):
                node.cls, node.word = "A", Word("A", Direction.UP)  # "shares ahead 5%"
            elif (
                node.lower in ("shareholders", "stockholders") and self._cls(i - 1) == "M" and self._cls(i + 1) in "aA"
            ):
                if self._is_percent(i + 2 + (self._cls(i + 1) == "a")):
                    node.cls, node.lower = "h", "shares"  # "Nucor shareholders are down 11%"
                    if self._lower(i - 2) == "some":
                        self.nodes[i - 2].cls, self.nodes[i - 2].lower = "d", "the"
            elif node.lower == "net" and self._cls(i + 1) in ("A", "U") and self._is_percent(i + 2):
                node.cls = "n"  # "Q1 net up 12%": the profit

    def _drop_price_nouns(self) -> None:
        """Let "Apple's share price gain of 76%", "the 28% share price slide" be a gain and a slide."""
        for i in [i for i, node in enumerate(self.nodes) if node.lower in _NOUNS_OF_MOVES and self._is_price_noun(i)][
            ::-1
        ]:
            self.nodes[i].cls = "N"
            del self.nodes[i - 2 : i]
            self.n -= 2

    def _is_price_noun(self, i: int) -> bool:
        """Say whether "share price" stands before the word at `i`, and its figure beside the two."""
        if self._lower(i - 1) != "price" or self._lower(i - 2) not in ("share", "stock"):
            return False
        return self._is_percent(i - 3) or (self._lower(i + 1) == "of" and self._is_percent(i + 2))

    def _name_groups(self) -> None:
        """Let "all three", "both indexes", "each" be names: of those that this sentence or the ones before have just told of."""
        i = 0
        while i < len(self.nodes):
            group = self._group_at(i) if self.nodes[i].lower in _GROUP_OPENERS else None
            if group is not None:
                count, kind, stop = group
                members = self._members_of_group(count, kind, i)
                if members:
                    first, last = self.nodes[i], self.nodes[stop - 1]
                    self.nodes[i:stop] = [Node("M", first.start, last.end, first.lower, mentions=members)]
                    self.n = len(self.nodes)
            i += 1

    def _remember_names(self) -> None:
        """Keep the names of the sentence for the "all three" of those that follow."""
        named = dict.fromkeys([found for node in self.nodes if node.cls == "M" for found in node.mentions])
        if named:
            self.memory.recent = [*self.memory.recent[1 - _RECENT :], list(named)]

    def _group_at(self, i: int) -> tuple[int | None, InstrumentKind | None, int] | None:
        """Return how many "all three major indexes" at `i` are, of what kind where that is said, and where it ends."""
        opener, j = self._lower(i), i + 1
        while self._lower(j) in ("of", "the", "these", "those", "them"):
            j += 1
        count = 2 if opener == "both" else GROUP_COUNTS.get(self._lower(j)) if self._cls(j) != "M" else None
        if opener != "both" and count is not None:
            j += 1
        if count is None and not (opener == "each" and (j == i + 1 or self._lower(j - 1) == "them")):
            return None
        if opener == "the" and j != i + 2:
            return None
        if self._lower(j) == "of" and self._lower(j + 1) == "them":
            j += 2
        while self._lower(j) in _GROUP_ADJECTIVES:
            j += 1
        kind = _GROUP_NOUNS.get(self._lower(j))
        if kind is not None:
            j += 1
        is_object = self._lower(self._prev(i, "")) == "for" and self._cls(j) in ("", ".", ",", ";", "T", "c")
        is_subject = self._cls(self._next(j - 1, "v")) in ("U", "C", "V", "L", "P", "X", "a", "b", "A", "F")
        if opener == "the" and is_subject and kind is None and self.nodes[self._next(j - 1, "v")].is_participle:
            return None  # "the two preceding months"
        return (count, kind, j) if is_object or is_subject else None

    def _members_of_group(self, count: int | None, kind: InstrumentKind | None, i: int) -> tuple[Found, ...]:
        """Return the names told last, as many as are counted; none where that is not sure."""
        here = [found for node in self.nodes[:i] if node.cls == "M" for found in node.mentions]
        told = [*self.memory.recent, here] if here else list(self.memory.recent)
        if count is None:
            last = list({found.symbol: found for found in told[-1]}.values()) if told else []
            is_alike = len({self._kind(found) for found in last}) == 1
            return tuple(last) if len(last) > 1 and is_alike else ()
        known = {found.symbol: found for sentence in reversed(told) for found in reversed(sentence)}
        if count == len(THREE) and kind in (None, InstrumentKind.INDEX) and known.keys() >= THREE:
            order = [found for sentence in told for found in sentence]
            return tuple(sorted((known[symbol] for symbol in THREE), key=lambda found: order.index(found)))
        members: dict[str, Found] = {}
        for sentence in reversed(told):
            of_kind = [found for found in sentence if kind is None or self._kind(found) is kind]
            members = {found.symbol: found for found in of_kind} | members
            if len(members) >= count:
                break
        is_alike = len({self._kind(found) for found in members.values()}) == 1
        return tuple(members.values()) if len(members) == count and is_alike else ()

    def _name_pairs(self) -> None:
        """Let "the dollar … against the yen" be USDJPY, and "the yen rose" a fall of USDJPY."""
        names = [found for node in self.nodes if node.cls == "M" for found in node.mentions]
        pair = next((f for f in names if f.symbol.startswith("USD") and self._kind(f) is InstrumentKind.CURRENCY), None)
        texts = {node.mentions[0]: node.lower for node in self.nodes if node.cls == "M"}
        for draft in self.drafts:
            found = draft.mention
            if found is None:
                continue
            number = self.nodes[draft.node].number
            quoted = QUOTED_IN.get((number.quantity.currency or "") if number is not None else "")
            value = number.quantity.value if number is not None else None
            if quoted is None and draft.kind is Kind.LEVEL and value is not None and not 60 < value < 140:
                named = [n.number.quantity.currency for n in self.nodes if n.number is not None]
                quoted = next((QUOTED_IN[c] for c in named if c in QUOTED_IN), None)  # "155.36-37 yen"
            if found.symbol == "DXY" and draft.kind in (Kind.LEVEL, Kind.CHANGE) and quoted is not None:
                for other in self.drafts:  # "the dollar rose 0.1% to 157.85 yen"
                    if other.mention == found:
                        other.mention = found._replace(symbol=quoted)
            elif (
                found.symbol == "DXY"
                and pair is not None
                and texts.get(found, "") in ("dollar", "greenback", "u.s.", "us")
            ):
                draft.mention = found._replace(symbol=pair.symbol)
            elif found.symbol == "DXY" and (euro := self._pair_against(names)) is not None and draft.direction:
                draft.mention = found._replace(symbol=euro.symbol)  # "the dollar fell 1.3% against the euro"
                draft.direction = OPPOSITE[draft.direction]
            elif (
                found.symbol.startswith("USD")
                and texts.get(found, "usd") not in ("usd", "dollar", "u.s.")
                and draft.direction
            ):
                draft.direction = OPPOSITE[draft.direction]

    def _pair_against(self, names: Sequence[Found]) -> Found | None:
        """Return the pair of "against the euro", which is quoted in dollars; None without one."""
        for i, node in enumerate(self.nodes):
            if node.cls == "M" and self._lower(self._prev(i, "dj")) in ("against", "versus", "vs", "vs."):
                found = node.mentions[0]
                if found.symbol.endswith("USD") and self._kind(found) is InstrumentKind.CURRENCY:
                    return found if any(other.symbol == "DXY" for other in names) else None
        return None
