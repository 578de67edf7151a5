"""The nodes of a sentence, the subjects its clauses have had, and the drafts read so far."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.market.instruments import Gazetteer
from extractor.nlp.claims.drafts import Draft, Memory, Subj
from extractor.nlp.claims.words import COMMODITY_UNITS, DURATIONS, FUTURES, MARKS, MONEY_KINDS, POINT_KINDS, QUOTED_IN
from extractor.nlp.clauses import Node
from extractor.nlp.entities import Found
from extractor.nlp.lexicon import WORDS
from extractor.nlp.phrases import Phrase
from extractor.records import Bound, Direction, InstrumentKind, Kind, TimexKind, Unit

_SOLD_BY = {
    **dict.fromkeys(("WTI", "BRENT"), frozenset({"barrel"})),
    **dict.fromkeys(("GOLD", "SILVER"), frozenset({"ounce"})),
    "NATGAS": frozenset({"mmbtu"}),
    "COPPER": frozenset({"pound", "ton", "tonne"}),
}
# Bare integers of four figures that read as years.
_YEARS = (Decimal(1900), Decimal(2100))
_AT_LEAST_VERBS = frozenset(
    """top tops topped topping clears cleared cross crosses crossed crossing surpass surpasses surpassed surpassing exceed exceeded exceeds break breaks broke
    breaking eclipse eclipsed breach breached breaching pierce pierced""".split()
)
# Times that say when a high or low stood.
_DAYS = frozenset({TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY, TimexKind.SESSION, TimexKind.MONTH})
_BY_AN_AVERAGE = frozenset("at of near around moving average averages line itself now simple".split())
_MATURITIES = {
    **dict.fromkeys(("2", "two"), "UST2Y"), **dict.fromkeys(("5", "five"), "UST5Y"), **dict.fromkeys(("10", "ten"), "UST10Y"),
    **dict.fromkeys(("30", "thirty"), "UST30Y"),
}  # fmt: skip


class Row:
    """What every rule looks at and writes to."""

    def __init__(
        self,
        nodes: list[Node],
        memory: Memory,
        gazetteer: Gazetteer,
        *,
        is_list: bool = False,
        phrases: Sequence[Phrase] = (),
    ) -> None:
        self.nodes = nodes
        self.phrases = list(phrases)
        self.late: list[tuple[Phrase, int, int]] = []
        self.is_late = False
        self.n = len(nodes)
        self.memory = memory
        self.gazetteer = gazetteer
        self.is_list = is_list
        self.drafts: list[Draft] = []
        self.subj: Subj | None = None
        self.main: Subj | None = None
        self.saved: Subj | None = None
        self.first: Subj | None = None
        self.before_aside: Subj | None = None
        self.verb_seen = False
        self.level_verb = ""
        self.cause: Direction | None = None
        self.directions: list[tuple[int, Direction | None]] = []
        self.last_event: tuple[Subj, int] | None = None
        self.pending: list[Draft] = []
        self.clause_subjects: dict[int, Subj | None] = {}
        self.event = 0
        self.level_event: int | None = None
        self.cue: int | None = None
        self.is_object = False
        self.opener = ""
        self.opener_word = ""
        self.outside: Subj | None = None
        self.counted: Direction | None = None
        self.label: Found | None = None
        self.label_stop = 0
        self.ratio_end = -1
        self.first_name = 0

    def _direction_of_clause(self, first: int) -> Direction | None:
        """Return the direction told last before node `first`, where no other verb stands between: "rose for a third day"."""
        told = [(at, direction) for at, direction in self.directions if at < first]
        if not told:
            after = [direction for at, direction in self.directions if at > first]
            return after[0] if after else None
        at, direction = told[-1]
        has_verb = any(node.cls in "VLPXba" and not node.is_participle for node in self.nodes[at + 1 : first])
        return None if has_verb else direction

    def _sign(self, q: int) -> Direction | None:
        number = self.nodes[q].number
        return {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign) if number is not None else None

    def _is_percent(self, i: int) -> bool:
        return self._cls(i) == "Q" and self._unit(i) is Unit.PERCENT

    def _is_priced_by(self, q: int) -> bool:
        """Say whether a figure before "less than a day before" can only be a price's: basis points, or a currency's percent."""
        is_currency = any(
            self._kind(found) is InstrumentKind.CURRENCY for node in self.nodes for found in node.mentions
        )
        return self._unit(q) is Unit.BASIS_POINT or (is_currency and self._unit(q) is Unit.PERCENT)

    def _name_maturities(self) -> None:
        """Let "the 2-year" right before its verb be a yield where the sentence tells of another: "… and the 2-year little changed at 3.49%"."""
        if not any(self._kind(found) is InstrumentKind.YIELD for node in self.nodes for found in node.mentions):
            return
        for i, node in enumerate(self.nodes):
            symbol = (
                _MATURITIES.get(node.lower.removesuffix("-year")) if node.cls == "j" and "-" in node.lower else None
            )
            if (
                symbol is not None
                and self._cls(i - 1) == "d"
                and self._cls(self._next(i, "v")) in ("U", "A", "F", "L", "C", "a")
            ):
                node.cls, node.mentions = "M", (Found(0, 0, 0, symbol, "role"),)

    def _next(self, i: int, skip: str = "vj") -> int:
        j = i + 1
        while j < self.n and self.nodes[j].cls in skip:
            j += 1
        return j

    def _prev(self, i: int, skip: str = "vj") -> int:
        j = i - 1
        while j >= 0 and self.nodes[j].cls in skip:
            j -= 1
        return j

    def _cls(self, i: int) -> str:
        return self.nodes[i].cls if 0 <= i < self.n else ""

    def _lower(self, i: int) -> str:
        return self.nodes[i].lower if 0 <= i < self.n else ""

    def _subject(self) -> Subj | None:
        return self.subj if self.subj is not None else self.main

    def _futures_of(self, mentions: tuple[Found, ...]) -> Subj:
        """Return the futures on indices; of anything else, itself."""
        return Subj("price", tuple(m._replace(symbol=FUTURES.get(m.symbol, m.symbol)) for m in mentions))

    def _kind(self, found: Found) -> InstrumentKind:
        return self.gazetteer.instrument(found.symbol).kind

    def _is_price(self, q: int) -> bool:
        """Say whether a figure looks like a price and like no change: "fell sharply, to $259.04", "also fell, to 6,921.46"."""
        number = self.nodes[q].number
        assert number is not None
        quantity = number.quantity
        is_bare = quantity.unit is Unit.NONE and "." in quantity.text and not number.sign
        return is_bare or (quantity.unit is Unit.CURRENCY and quantity.place < 1000)

    def _is_closing_level(self, q: int) -> bool:
        """Say whether an index level ends a line behind the changes: "Dow +270.03 points (0.6%), 49,266.11"."""
        number = self.nodes[q].number if self._cls(q) == "Q" else None
        if number is None or number.sign or number.hedge or self.nodes[q].is_used:
            return False
        text = number.quantity.text
        is_bare = number.quantity.unit is Unit.NONE and "," in text and "." in text
        return is_bare and self._cls(q + 1) in ("", ".", ";", ",")

    def _is_from_a_day(self, i: int) -> bool:
        """Say whether "from" at `i` leads to the level of a day that is named: "from Friday's 26,595.95"."""
        return self._cls(i + 1) == "T" and self._lower(i + 1).endswith("'s") and self._cls(self._next(i + 1)) == "Q"

    def _is_near(self, q: int) -> bool:
        """Say whether "near" makes a figure a price: "near $110"."""
        number = self.nodes[q].number
        hedge = number.hedge.split() if number is not None else []
        if number is None or not (hedge == ["near"] or hedge[-2:] in (["shy", "of"], ["short", "of"])):
            return False
        return number.quantity.unit in (Unit.CURRENCY, Unit.NONE)

    def _is_close_by(self, q: int) -> bool:
        """Say whether a figure behind a level is one that it is close to: "to 4.98%, a whisker from 5%"."""
        number = self.nodes[q].number
        return (
            number is not None
            and number.hedge.split()[-1:] in (["of"], ["from"])
            and number.quantity.unit is Unit.PERCENT
        )

    def _is_count(self, q: int) -> bool:
        """Say whether a bare number counts the noun that follows: "418,227 vehicles"."""
        number = self.nodes[q].number
        assert number is not None
        if number.quantity.unit is not Unit.NONE or self._is_year(q):
            return False
        following = self._next(q)
        return self._cls(following) in ("n", "w") and self._lower(following).endswith("s")

    def _last_other(self) -> Draft | None:
        return next((d for d in reversed(self.drafts) if d.kind is Kind.OTHER), None)

    def _defer(self, direction: Direction | None, changes: Sequence[int], levels: Sequence[int]) -> None:
        """Keep "After Friday's 15.2% fall, KLA …" until its subject comes."""
        if self.main is not None or self.subj is not None or self.drafts:
            return
        if self.first_name < min((*changes, *levels), default=0):
            return  # a name before is as likely whose it is as the one to come
        self.event += 1
        for q in (*changes, *levels):
            number = self.nodes[q].number
            assert number is not None
            self.nodes[q].is_used = True
            kind, told = (Kind.LEVEL, None) if q in levels else (Kind.CHANGE, direction)
            self.pending.append(Draft(kind, number.quantity.start, number.quantity.end, None, told, q, q, self.event))

    def _day_beside(self, q: int) -> int | None:
        """Return the day told right beside the high or low at `q`: "its Dec. 2 peak of $286.19", "a low of 4,982.77 on April 8"."""
        after = self._next(q, ",vbPL")  # "…, set last Tuesday", "…, reached in mid-March"
        after += self._cls(after) == "p" and self._lower(after) in ("on", "in")
        noun = self._prev(self._prev(q, "djv"), "djCPhvw")
        for j in (noun, noun - 1, after if after - q <= 4 else -1):
            timex = self.nodes[j].timex if 0 <= j < self.n else None
            if timex is not None and (timex.kind in _DAYS or timex.part == "begun"):
                return j
        return None

    def _emit_level(self, q: int, mentions: tuple[Found, ...], is_understood: bool) -> None:
        if not self._is_level(q, mentions):
            self._emit_other(q, mentions, None)
            return
        bound = None
        number = self.nodes[q].number
        assert number is not None
        if self.level_verb in _AT_LEAST_VERBS and number.quantity.bound is Bound.EXACT:
            bound = Bound.AT_LEAST
        if self.level_verb.startswith(("touch", "peak", "bottom")):
            bound = Bound.AS_MUCH_AS
        nouns = {self._lower(j) for j in range(max(0, q - 5), q)}
        if nouns & {"high", "low", "peak"} and "of" in nouns and not nouns & {"record", "closing", "all-time", "time"}:
            bound = Bound.AS_MUCH_AS
        before = self._prev(q, "djvh")
        side = self._lower(before)
        if side == "through":  # "slid through 23,500", "pushed through 6,900"
            verb = WORDS.get(self._lower(self._prev(before, "vA")))
            side = "below" if verb is not None and verb.direction is Direction.DOWN else "above"
        if side in ("above", "past", "over", "beyond") and number.quantity.bound is Bound.EXACT:
            bound = Bound.AT_LEAST
        elif side in ("below", "under", "beneath") and number.quantity.bound is Bound.EXACT:
            bound = Bound.AT_MOST
        self._emit(Kind.LEVEL, q, mentions, None, is_understood, bound=bound)
        self.level_event = self.event

    def _is_level(self, q: int, mentions: tuple[Found, ...]) -> bool:
        """Say whether the figure at `q` can be the subject's price."""
        number = self.nodes[q].number
        assert number is not None
        if self._is_of_an_average(q):
            return False
        unit, kinds = number.quantity.unit, {self._kind(m) for m in mentions}
        currency = number.quantity.currency
        if (
            currency is not None
            and unit is Unit.CURRENCY
            and any(
                self._kind(m) is InstrumentKind.CURRENCY and m.symbol != "DXY" and currency not in m.symbol
                for m in mentions
            )
        ):
            return False  # "the euro rose to 87.22 pence" is no price in dollars
        if any(number.quantity.per in COMMODITY_UNITS - _SOLD_BY.get(m.symbol, COMMODITY_UNITS) for m in mentions):
            return False  # "gas prices dropped to 99 cents a gallon" is not natural gas
        following = self._next(q, "j")
        if self._cls(following) == "n" and self._lower(following) not in ("barrel",):
            return False
        if self._lower(q + 1) == "times" or self._lower(self._next(q)) in ("times", "earnings"):
            return False
        if unit is Unit.PERCENT:
            return bool(kinds & {InstrumentKind.YIELD, InstrumentKind.RATE})
        if unit is Unit.CURRENCY:
            is_coin = InstrumentKind.CRYPTO in kinds  # "$70K"
            return bool(kinds & MONEY_KINDS) and number.quantity.place < (10_000 if is_coin else 1000)
        if unit is Unit.POINT:
            return bool(kinds & POINT_KINDS)
        if unit is not Unit.NONE or self._is_year(q):
            return False
        is_counted = self._cls(q + 1) == "w" and "." not in number.quantity.text and self._lower(q + 1) not in MARKS
        value = number.quantity.value
        if is_counted and value is not None and value < 1000:
            return False  # "top 20 trading ideas"
        has_pair = any(m.symbol.startswith("USD") for node in self.nodes for m in node.mentions) or any(
            n.number is not None and n.number.quantity.currency in QUOTED_IN for n in self.nodes
        )
        is_index = any(m.symbol == "DXY" for m in mentions) and not has_pair
        if value is not None and is_index and not 60 < value < 140:
            return False  # the dollar index has never stood there: some pair is meant
        if kinds & {InstrumentKind.SHARE, InstrumentKind.FUND}:
            return "." in number.quantity.text
        if kinds & {InstrumentKind.YIELD}:
            return "." in number.quantity.text
        return not kinds & {
            InstrumentKind.MARKET,
            InstrumentKind.SECTOR,
            InstrumentKind.INDUSTRY,
            InstrumentKind.STYLE,
            InstrumentKind.GROUP,
        }

    def _is_of_an_average(self, q: int) -> bool:
        """Say whether the figure at `q` is a moving average's: "the 50-day sits at 4,433", "its 200-day (about 6,639)", "below the 200-DMA"."""
        beside = q + 1 if self._cls(q + 1) == "-" else q
        if self._lower(beside + 1) in ("dma", "sma", "ema"):
            return True
        for k in range(q - 1, max(-1, q - 9), -1):
            node = self.nodes[k]
            if node.lower.endswith("-day") and node.lower.removesuffix("-day").isdigit() and node.cls == "j":
                return True
            is_joint = node.cls in "hvaL(,Vd" or node.lower in _BY_AN_AVERAGE
            if not is_joint or node.lower in ("to", "closed"):
                return False
        return False

    def _is_year(self, q: int) -> bool:
        number = self.nodes[q].number
        assert number is not None
        quantity = number.quantity
        return (
            quantity.unit is Unit.NONE
            and quantity.value is not None
            and _YEARS[0] <= quantity.value <= _YEARS[1]
            and len(quantity.text) == 4
            and quantity.text.isdigit()
        )

    def _direction_at(self, i: int) -> Direction | None:
        """Return the direction told last before node `i`, else the first told after it."""
        before = [direction for at, direction in self.directions if at < i]
        if before:
            return before[-1]
        return self.directions[0][1] if self.directions else None

    def _unit(self, q: int) -> Unit:
        number = self.nodes[q].number
        assert number is not None
        return number.quantity.unit

    def _is_contribution(self, q: int, found: Found) -> bool:
        """Say whether points of an index are only what a share gave it: "Goldman Sachs added 326 points to the Dow"."""
        if self._unit(q) is not Unit.POINT or self._kind(found) is not InstrumentKind.INDEX:
            return False
        own = next((k for k, node in enumerate(self.nodes) if found in node.mentions), None)
        if own is None or self._cls(self._next(own, "v")) in ("U", "C", "V"):
            return False
        for k in range(min(own, q) - 1, -1, -1):
            if self.nodes[k].cls in ",;:sr(-" or (self.nodes[k].cls == "c" and self._cls(k + 1) != "M"):
                return False
            if self.nodes[k].cls == "M":
                return all(self._kind(m) is InstrumentKind.SHARE for m in self.nodes[k].mentions)
        return False

    def _emit(
        self,
        kind: Kind,
        q: int,
        mentions: Iterable[Found],
        direction: Direction | None,
        is_understood: bool = False,
        *,
        bound: Bound | None = None,
        is_carried: bool = False,
    ) -> None:
        node = self.nodes[q]
        assert node.number is not None
        if node.is_used:
            return
        node.is_used = True
        mentions = tuple(mentions)
        if kind is Kind.CHANGE and mentions and self._is_contribution(q, mentions[0]):
            return
        quantity = node.number.quantity
        if kind is Kind.CHANGE:
            self.memory.unit, self.memory.unit_block = quantity.unit, self.memory.block
        if kind is Kind.CHANGE and node.number.sign == "-" and direction is Direction.UP:
            direction = Direction.DOWN  # "returned -4.6%"
        for found in mentions:
            self.drafts.append(
                Draft(
                    kind,
                    quantity.start,
                    quantity.end,
                    found,
                    direction,
                    q,
                    q,
                    self.event,
                    is_understood,
                    bound,
                    is_carried,
                    self._cue_of(q),
                )
            )

    def _cue_of(self, q: int) -> int | None:
        """Return the word of a move that the figure at `q` belongs to, where it stands beside it."""
        return self.cue if self.cue is not None and abs(self.cue - q) <= 6 else None

    def _emit_other(self, q: int, mentions: tuple[Found, ...], direction: Direction | None) -> None:
        if mentions and self._unit(q) not in DURATIONS:
            self._emit(Kind.OTHER, q, mentions[-1:], direction)
        else:
            self.nodes[q].is_used = True
