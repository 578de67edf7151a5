"""Subject, measure, quantity and time joined into claims.

A sentence is read once from left to right. `_Reader` keeps the subject of the clause it is
in and of the main clause before; every verb, adverb or noun of a move, every level and every
flat word is an event that takes its subject from there and its figures from what follows.
What cannot be bound by grammar is left unbound: a wrong instrument is worse than none.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.market.instruments import Gazetteer
from extractor.nlp.clauses import Node
from extractor.nlp.entities import Found
from extractor.nlp.lexicon import WORDS, Word
from extractor.nlp.phrases import Phrase, ordinal_of
from extractor.records import Bound, Direction, Form, InstrumentKind, Kind, Unit

# Change units; a bare number is taken for points only by an index.
_CHANGE_UNITS = frozenset({Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.POINT, Unit.BASIS_POINT, Unit.CURRENCY})
_TRADE_VOLUME = frozenset("heavy light thin brisk strong trading above-average below-average".split())
_DURATIONS = frozenset({Unit.SESSION, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_SKIP = frozenset("vj")
_VAGUE = frozenset(
    "cap sized tier many some most several few other certain individual numerous countless various".split()
)
_LEADERS = frozenset(
    "performer performers gainer gainers loser losers decliner decliners laggard laggards winner winners advancer riser".split()
)
_AGENTS = frozenset(
    "gainer gainers loser losers winner winners decliner decliners laggard laggards advancer advancers".split()
)
_SUCH_AS = frozenset("like including".split())
_INDEX_HEADS = frozenset("index gauge benchmark average barometer measure composite indexes indices averages".split())
_SEVERAL = frozenset("indexes indices averages".split())
_MEASURES = frozenset("index gauge measure barometer basket average".split())
_CAUSAL = frozenset("as after because when since until before".split())
_SESSIONS = frozenset("session trading trade dealings deals action".split())
_LEADING = frozenset("led leading topped beat paced outpaced".split())
_STANDING = frozenset("stand stands stood sat sits".split())
_MOST_OF_A_MOVE = 30  # percent; a bare figure above it is some price
_REGAINING = ("regain", "recoup", "reclaim")
_TRADED = frozenset("bought sold purchased acquired priced offered".split())
_COMES = frozenset("come comes came amounts amounted limited shrunk narrowed widened grown swelled slimmed".split())
_SHARE_HEADS = frozenset("stock shares share stocks adrs".split())
_YIELD_HEADS = frozenset("yield yields rate".split())
_BOUNDARY = frozenset(",csr;:-()")
_TAKEN = {
    **dict.fromkeys(
        "wiped wiping shaved shaving knocked lopped erased cut took chopped sliced".split(), Direction.DOWN
    ),
    **dict.fromkeys("added adding tacked".split(), Direction.UP),
}
_COMMODITY_UNITS = frozenset("barrel ounce gallon ton tonne pound bushel mmbtu".split())
_SOLD_BY = {
    **dict.fromkeys(("WTI", "BRENT"), frozenset({"barrel"})),
    **dict.fromkeys(("GOLD", "SILVER"), frozenset({"ounce"})),
    "NATGAS": frozenset({"mmbtu"}),
    "COPPER": frozenset({"pound", "ton", "tonne"}),
}
_COMPARING = frozenset(
    """outperform outperforms outperformed outperforming outpace outpaces outpaced outpacing lag lags lagged lagging trail trails
    trailed trailing beat beating beats outrun outran outrunning outruns outdid outdoing""".split()
)
_RANKS = frozenset(
    "straight consecutive winning losing biggest largest best worst steepest sharpest strongest weakest smallest".split()
)
_LEVEL_UNITS = frozenset({Unit.NONE, Unit.CURRENCY, Unit.PERCENT})
# "Reversing an early rally": what is undone is not what the session came to.
_UNDOING = frozenset("reverse reversed reversing reverses erase erased erasing erases cap capped capping".split())
_APART = frozenset("better worse more ahead behind short shy away".split())
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
)
_GIVING_UP = frozenset(
    {"gave up", "gives up", "giving up", "given up", "gave back", "giving back", "lost", "surrendered"}
)
_MARKS = frozenset("level levels mark marks barrier threshold area handle line zone milestone points".split())
_STAYING = frozenset("remain remained remains stay stayed stays traded trading sits sat stood stands".split())
_BEING = frozenset("is was are were been 's".split())
_AFTER_A_PRICE = frozenset("in at as after before by early late from compared versus during".split())
_FAR_FROM = frozenset("below above under off from near past over toward towards".split())
_PREVIOUS = frozenset("flatline flat previous prior breakeven break-even".split())
_TARGETS = frozenset("target targets objective case".split())
_MACRO = frozenset("inflation cpi ppi pce gdp unemployment payrolls payroll jobless".split())
_ABOUT_IT = frozenset(
    """company firm its it stock shares group retailer lender bank them brokerage giant insurer airline planemaker builder software-maker
    designer developer chain carrier manufacturer producer operator conglomerate streamer titan behemoth miner refiner wholesaler discounter""".split()
)
# What a noun says of a company's industry, as the gazetteer names those.
_TRADES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("carmaker", "automaker"), frozenset({"Automakers", "Auto Parts"})),
    **dict.fromkeys(("chipmaker",), frozenset({"Semiconductors", "Chip Equipment"})),
    **dict.fromkeys(("bank", "lender"), frozenset({"Banks", "Regional Banks", "Investment Banks & Brokers", "Consumer Finance"})),
    **dict.fromkeys(("retailer", "discounter"), frozenset({"Retail", "Apparel & Footwear", "Internet", "Auto Parts"})),
    **dict.fromkeys(("airline", "carrier"), frozenset({"Airlines", "Telecom", "Travel & Leisure", "Trucking & Logistics"})),
    **dict.fromkeys(("drugmaker",), frozenset({"Pharmaceuticals", "Biotechnology"})),
    **dict.fromkeys(("planemaker", "jetmaker"), frozenset({"Aerospace & Defense"})),
    **dict.fromkeys(("insurer",), frozenset({"Insurance", "Health Insurance", "Conglomerates"})),
    **dict.fromkeys(("brokerage",), frozenset({"Investment Banks & Brokers", "Asset Management", "Crypto"})),
    **dict.fromkeys(("streamer",), frozenset({"Media", "Internet"})),
    **dict.fromkeys(("miner",), frozenset({"Metals & Mining", "Gold Mining", "Crypto", "Nuclear & Uranium"})),
    **dict.fromkeys(("software-maker",), frozenset({"Software", "Cybersecurity", "IT Services"})),
}  # fmt: skip
_SAYING = frozenset("said says reported noted warned showed shows added forecast announced".split())
_MOVES = frozenset("move change".split())
_QUOTED_IN = {"JPY": "USDJPY", "CNY": "USDCNY", "CHF": "USDCHF", "CAD": "USDCAD", "INR": "USDINR", "KRW": "USDKRW"}
_FUTURES = {"^GSPC": "ES=F", "^NDX": "NQ=F", "^IXIC": "NQ=F", "^DJI": "YM=F", "^RUT": "RTY=F"}
_PEAKS = frozenset("record records peak high highs low lows".split())
_SHORTEST_RUN = 2
_DAYS = frozenset("day days session sessions week weeks month months".split())
_OF_AVERAGES = frozenset({Form.GOLDEN, Form.DEATH})
_ONES_CLOSE = frozenset("close finish settlement".split())
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.FLAT: Direction.FLAT}
_COMPANY_FIGURES = frozenset(
    "revenue revenues sales profit profits earnings eps margin margins deliveries shipments bookings guidance income ebitda".split()
)
_CONJUNCTIVE = frozenset("after before since until than".split())
_LEVEL_PREPOSITIONS = frozenset("at above below near past under over around".split())
_FED = frozenset("fed federal reserve fomc policymakers bank officials".split())
_RATE_CUTS = {"cut": Direction.DOWN, "cutting": Direction.DOWN, "cuts": Direction.DOWN, "lowered": Direction.DOWN, "lowering": Direction.DOWN,
              "lower": Direction.DOWN, "lowers": Direction.DOWN, "reduces": Direction.DOWN, "trims": Direction.DOWN, "slashes": Direction.DOWN,
              "hikes": Direction.UP, "lifts": Direction.UP, "reduced": Direction.DOWN, "reducing": Direction.DOWN, "slashed": Direction.DOWN, "trimmed": Direction.DOWN,
              "raised": Direction.UP, "raising": Direction.UP, "raises": Direction.UP, "hiked": Direction.UP, "hiking": Direction.UP,
              "increased": Direction.UP, "lifted": Direction.UP}  # fmt: skip
_OTHER_BANKS = frozenset(
    "australia rba boj japan ecb european england canada zealand rbi india swiss riksbank norges rbnz pboc china boe".split()
)
_RATE_HOLDS = frozenset("kept keeps keeping left leaves leaving held holds holding maintained maintaining".split())
# Bare integers of four figures that read as years.
_YEARS = (Decimal(1900), Decimal(2100))
_AT_LEAST_VERBS = frozenset(
    """top tops topped topping cross crosses crossed crossing surpass surpasses surpassed surpassing exceed exceeded exceeds break breaks broke
    breaking eclipse eclipsed breach breached breaching pierce pierced""".split()
)
_POINT_KINDS = frozenset({InstrumentKind.INDEX, InstrumentKind.FUTURE})
_MONEY_KINDS = frozenset(
    {
        InstrumentKind.SHARE,
        InstrumentKind.FUND,
        InstrumentKind.COMMODITY,
        InstrumentKind.CRYPTO,
        InstrumentKind.CURRENCY,
    }
)


@dataclass(frozen=True, slots=True)
class Subj:
    """Who a clause is about. `sort`: price, other (a figure that is no price) or unknown."""

    sort: str
    mentions: tuple[Found, ...] = ()
    is_understood: bool = False


UNKNOWN = Subj("unknown")
_COMPARISONS = {
    **dict.fromkeys(
        """outperformed outperforms outperforming outperform outpaced outpaces outpacing outpace outran outrunning outruns
        outstripped outstripping beat beats beating beaten outshone outrun outgained outgains outgaining bested trounced thrashed outdid
        outdo outdoing eclipsed topped topping tops left leaving ahead better""".split(),
        Direction.UP,
    ),
    **dict.fromkeys(
        "lagged lags lagging trailed trails trailing underperformed underperforms underperforming underperform behind worse harder".split(),
        Direction.DOWN,
    ),
}
_SWUNG = frozenset(
    "swung swing swings swinging turned raced stormed rolled surged raced cruised coasted roared".split()
)
_EARNED = frozenset("made collected banked earned".split())
_AIMS = frozenset("see visit revisit test retest reach hit touch regain reclaim challenge top tag".split())
_MODALS = frozenset("could would might can may will should".split())
_WENT = frozenset("went gone go goes going moved swung".split())
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
_LEADS_WITH_FIGURE = frozenset("topped topping tops eclipsed left leaving ahead behind".split())
# What "its counterpart", "the standard version", "its famous sibling" stand for.
_TWINS = {"^SPXEW": "^GSPC", "RSP": "^GSPC", "^RLG": "^RLV", "^RLV": "^RLG", "style:Growth": "style:Value", "style:Value": "style:Growth"}  # fmt: skip
_TWIN_WORDS = frozenset(
    "sibling siblings counterpart counterparts twin version cousin cap-weighted capitalization-weighted standard regular".split()
)
_SILENT = frozenset({*"djvTg#~", ""})  # classes that others look at, which begin nothing
_OF_TRADING = frozenset(
    "trading trade gains gain losses loss declines advances dealings day days week weeks month months year years session sessions quarter time".split()
)
_MEMBER_NOUNS = frozenset("stocks members components companies names shares issues sectors constituents groups".split())
_COUNTS = frozenset("many most some few several half".split())
_EARLIER = frozenset("after since until before following touching".split())
_BY_AN_AVERAGE = frozenset("at of near around moving average averages line itself now simple".split())
_CLOSES = frozenset("close finish settlement record high low peak trough bottom summit".split())
_CLOSING = frozenset("closing all-time intraday record best lowest highest".split())
_FIELDS = frozenset("technology tech".split())
_AFTER_A_FIGURE = {"better": Direction.UP, "worse": Direction.DOWN, "lighter": Direction.DOWN}
_OF_TWO = frozenset("former latter pair duo two".split())
# "All three", "both indexes", "each": names told shortly before.
_GROUP_OPENERS = frozenset("all both each the".split())
_GROUP_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_GROUP_ADJECTIVES = frozenset("major main big big-cap large-cap headline key stock u.s. us american".split())
_GROUP_NOUNS = {
    **dict.fromkeys("indexes indices averages gauges benchmarks barometers measures".split(), InstrumentKind.INDEX),
    **dict.fromkeys("companies stocks shares names".split(), InstrumentKind.SHARE),
    "metals": InstrumentKind.COMMODITY,
}
# The three that "all three" are where all of them have been told of.
_THREE = frozenset({"^GSPC", "^DJI", "^IXIC"})
_ASKED = 3  # nodes
_RECENT = 6  # sentences that a group may have been named in


@dataclass(slots=True)
class Draft:
    """A claim found by grammar, before time, factuality and offsets of its subject are set."""

    kind: Kind
    start: int
    end: int
    mention: Found | None
    direction: Direction | None
    node: int
    quantity_node: int | None = None
    event: int = 0
    is_understood: bool = False
    bound: Bound | None = None
    is_carried: bool = False
    cue: int | None = None
    is_open: bool = False
    is_target: bool = False
    is_base: bool = False
    phrase: Phrase | None = None
    against: Found | None = None


@dataclass(slots=True)
class Memory:
    """What one sentence leaves to the next: the last mentions by kind and the last main subject."""

    by_kind: dict[str, Found] = field(default_factory=dict)
    main: Subj | None = None
    topic: Found | None = None
    topic_index: Found | None = None
    is_one_company: bool = False
    block: int = -1
    main_block: int = -1
    share_block: int = -1
    here: set[str] = field(default_factory=set)
    index_block: int = -1

    pair: list[Found] = field(default_factory=list)
    recent: list[list[Found]] = field(default_factory=list)
    indices: set[Found] = field(default_factory=set)
    has_index_here: bool = False

    def share(self) -> Found | None:
        """Return the share that a text speaks of without naming it."""
        last = self.by_kind.get("share")
        is_here = last is not None and self.block == self.share_block
        if is_here and self.main is not None and last in self.main.mentions:
            return last
        if is_here and last is not None and len(self.here) == 1 and self.topic and self.topic.symbol not in self.here:
            return last  # the paragraph names another share, and it alone
        return self.topic or (last if is_here else None)

    def recall(self, head: str) -> tuple[Found, ...]:
        """Return what "the index", "the stock", "the yield" stand for; empty where nothing does.

        "The shares" are those the sentence before was about, else those the article is about,
        else the last ones named in the same paragraph: never those of another.
        """
        if head == "benchmark":
            found = self.by_kind.get("benchmark") or self.by_kind.get("index")
        elif head in _INDEX_HEADS:
            is_here = self.block == self.index_block and head not in _SEVERAL
            told = self.main.mentions if self.main is not None and self.main.sort == "price" else ()
            newest = {found.symbol for found in self.recent[-1]} if self.recent else set()
            is_newest = not newest or (bool(told) and told[0].symbol in newest)
            is_told = len(told) == 1 and told[0] in self.indices and not self.has_index_here and is_newest
            last = told[0] if is_told else self.by_kind.get("index")
            found = last if is_here else self.topic_index if head == "index" else None
        elif head in ("contract", "futures", "coin", "token"):
            found = self.by_kind.get("other")
        elif head in _SHARE_HEADS and head != "stocks":
            found = self.share()
        elif head in _YIELD_HEADS:
            found = self.by_kind.get("yield")
        else:
            found = None
        if head == "composite" and found is not None and found.symbol != "^IXIC":
            return ()  # "Shanghai - Composite"
        return (found,) if found else ()


def _part_of(node: Node) -> str:
    return node.timex.part if node.timex is not None else ""


def _is_within(draft: Draft, phrase: Phrase) -> bool:
    """Say whether a phrase tells what a draft tells: a bare "jump" is no claim beside "was its best since May"."""
    begin = phrase.lead if phrase.lead >= 0 and draft.kind is Kind.DIRECTION else phrase.start
    return begin <= draft.start < phrase.end


class Reader:
    """Reads the nodes of one sentence into drafts."""

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
        self.verb_seen = False
        self.level_verb = ""
        self.cause: Direction | None = None
        self.directions: list[tuple[int, Direction | None]] = []
        self.last_event: tuple[Subj, int] | None = None
        self.pending: list[Draft] = []
        self.clause_subjects: dict[int, Subj | None] = {}
        self.event = 0
        self.cue: int | None = None
        self.is_object = False
        self.opener = ""
        self.opener_word = ""
        self.outside: Subj | None = None

    # -- the scan -------------------------------------------------------------------------

    def read(self) -> list[Draft]:
        """Return the drafts of the sentence, in reading order."""
        self.memory.has_index_here = False
        self._name_former_and_latter()
        self._name_groups()
        self._turn_comparatives()
        if self._is_asked_for():
            found = next((node.mentions for node in self.nodes if node.cls == "M"), ())
            self.memory.main = Subj("price", found) if found else None  # "Tech? Down 1.9%."
            return []
        self._read_quotes()
        colon = next((k for k, node in enumerate(self.nodes) if node.cls == ":"), None)
        if self.is_list and colon is not None and not any(node.cls == "M" for node in self.nodes[:colon]):
            if any(node.cls == "W" for node in self.nodes[:colon]):
                self.main = UNKNOWN  # "Shanghai - Composite: FLAT at 4,113.65": a name that nobody knows
        i = 0
        while i < self.n:
            node = self.nodes[i]
            cls = node.cls
            if self.phrases and node.end > self.phrases[0].start:
                if node.start >= self.phrases[0].end:
                    self._on_phrase(self.phrases.pop(0), i)
                elif cls != "M":
                    i += 1  # its words are no subjects and moves of their own
                    continue
            if node.lower in _COMPARISONS:
                self._on_comparison(i)
            elif node.lower in ("as", "so") and self._lower(i + 1) == "did":
                self._on_as_did(i)
            if cls in _SILENT:
                i += 1
                continue
            if cls == "M":
                i = self._on_mention(i)
                i = self._after_aside(i)
                continue
            if cls in "wWnho":
                self._on_noun(i)
            elif cls == "U":
                self._on_move(i)
            elif cls == "A":
                self._on_adverb(i)
            elif cls == "F":
                self._on_flat(i)
            elif cls == "N":
                self._on_noun_move(i)
            elif cls in "CVPbLX":
                self._on_verb(i)
            elif cls == "a":
                self.verb_seen = True
                self._on_be(i)
            elif cls == "p" and (node.lower in _LEVEL_PREPOSITIONS or (node.lower == "to" and self.is_object)):
                self._on_at(i)
            elif node.lower == "of" and self._lower(i - 1) == "top" and self._lower(i - 2) == "on":
                self._on_top_of(i)
            elif cls == "p" and (
                node.lower in ("from", "versus", "vs", "vs.", "against")
                or (node.lower == "with" and self._lower(i - 1) == "compared")
            ):
                self._on_level_before(i)
            elif cls == "Q":
                self.clause_subjects[i] = self._subject()
                self._on_quantity(i)
            elif cls == "-" and (closing := self._dash_aside_end(i)) is not None:
                i = closing
            elif cls in _BOUNDARY:
                self._on_boundary(i)
            i += 1
        for phrase in self.phrases:
            self._on_phrase(phrase, self.n)
        self.is_late = True
        for phrase, _, last in self.late:
            self._on_phrase(phrase, last + 1)
        self._fallback()
        told = [draft.phrase for draft in self.drafts if draft.phrase is not None]
        if told:
            self.drafts = [
                draft
                for draft in self.drafts
                if draft.phrase is not None or not any(_is_within(draft, phrase) for phrase in told)
            ]
        self._settle_pending()
        if self.subj is not None and (self.verb_seen or self.main is None):
            self.main = self.subj
        if self.main is not None and not self.main.mentions and self.first is not None:
            self.main = self.first
        self.memory.main = self.main or self.memory.main
        self.memory.main_block = self.memory.block if self.main is not None else self.memory.main_block
        if self.drafts:
            self._name_pairs()
        self.drafts.sort(key=lambda draft: (draft.start, draft.end))
        return self.drafts

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
        if lower in ("better", "worse", "harder"):  # "held up better than the Nasdaq"
            at = i + 1
            if self._lower(at) != "than" or not _FARED & {
                word.partition(" ")[0] for word in (self._lower(i - 1), self._lower(i - 2))
            }:
                return
        elif lower in ("ahead", "behind"):
            at = i + 1
            if self._lower(at) != ("of" if lower == "ahead" else "") and lower == "ahead":
                return
            at = i if lower == "behind" else at
        if subject is None or subject.sort != "price":
            return
        others, stop = self._compared(self._next(at, "dj"), at, subject)
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
        if lower in _LEADS_WITH_FIGURE and number is None:
            return  # "topped the index" alone is no lead
        is_loose = lower in _LEADS_WITH_FIGURE or (node.is_participle and self.last_event is not None)
        of_shares = number is not None or is_loose  # "rose 3.6%, trailing Intel", not "Walmart beat Target"
        direction = _COMPARISONS[lower]
        self.event += 1
        for found in subject.mentions:
            for other in others:
                kinds = {self._kind(found), self._kind(other)}
                if other.symbol == found.symbol or not (
                    self._kind(other) in _COMPARED or of_shares or kinds <= _COMMODITIES
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

    def _lead_of(self, i: int, stop: int) -> int | None:
        """Return the figure of "… the S&P 500 by about 24 points", "…, by a margin of 1.5 points", "12 points ahead of …"."""
        by = stop + 1 if self._cls(stop) == "," else stop
        if self._lower(by) == "behind":  # "has left the Dow far behind, by 12 points"
            by = by + 2 if self._cls(by + 1) == "," else by + 1
        if self._lower(by) == "by":
            figure = self._next(by, "djv")
            if self._lower(figure) == "margin" and self._lower(figure + 1) == "of":
                figure = self._next(figure + 1, "djv")
            return figure if self._cls(figure) == "Q" else None
        before = self._prev(i, "v")
        is_ahead = self._lower(i) in ("ahead", "behind")
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
        if lower == "it" and self.last_event is not None and self.last_event[0].sort == "price":
            before = [found for found in self.last_event[0].mentions if found.symbol not in own]
            return before[:1], j + 1
        twin = next((_TWINS[symbol] for symbol in own if symbol in _TWINS), "")
        for k in range(at + 1, min(self.n, at + 5)):
            if self.nodes[k].cls in "MQ,;:":
                break
            is_twin = self._lower(k) in _TWIN_WORDS or (twin == "^GSPC" and self._lower(k) in ("index", "benchmark"))
            if (
                twin
                and is_twin
                and self._cls(self._next(k, "h")) in ("", ",", ".", ";", "p", "s", "c", "T", "-", "v", "(", "a", "b")
            ):
                known = {found.symbol: found for found in told}
                stop = self._next(k, "h")
                found = known.get(twin) or subject.mentions[0]._replace(symbol=twin)
                return [found], stop
        if lower in ("benchmark", "index") and self._lower(j - 1) == "the" and self._cls(j + 1) != "of":
            found_index = self.memory.by_kind.get("benchmark" if lower == "benchmark" else "index")
            return ([found_index] if found_index is not None and found_index.symbol not in own else []), j + 1
        j = self._next(at, "djvwWnbT")
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

    def _on_phrase(self, phrase: Phrase, stop: int) -> None:
        """Tell a record, rank, streak or crossing of the name after it, its owner or the clause's subject; `stop` is the node after it."""
        first = next((k for k, node in enumerate(self.nodes) if node.end > phrase.start), self.n - 1)
        last = stop - 1
        of_what = self._next(stop, "djvQ")
        if (
            self._lower(stop) in ("in", "of", "for")
            and self._cls(of_what) in ("n", "w", "b", "W")
            and phrase.kind is not Kind.BREADTH
        ):
            if self._lower(of_what) not in _OF_TRADING:
                return  # "a fifth straight quarterly decline in operating profit"
        if phrase.kind is Kind.BREADTH and phrase.detail.form is Form.MEMBERS and not self._is_of_the_dow(phrase):
            return
        if phrase.kind is Kind.BREADTH and phrase.number is not None:
            self.event += 1
            symbol = "^GSPC" if phrase.detail.form is Form.SECTORS else "^DJI"
            _, start, end = phrase.number
            whole = Found(first, first, first, symbol, "role")
            self.drafts.append(
                Draft(phrase.kind, start, end, whole, phrase.direction, last, event=self.event, phrase=phrase)
            )
            self.directions.append((last, phrase.direction))
            return
        direction = phrase.direction
        if direction is None:
            direction = self._direction_of_clause(first)
            if phrase.detail.form is Form.ENDED and direction in _OPPOSITE:
                direction = _OPPOSITE[direction]  # "slipped 0.1%, ending a six-week run"
        subject = self._of_phrase(first, last)
        is_day_after = subject is UNKNOWN and self._is_day_after(first)
        if is_day_after:
            subject = self.main if self.main is not None and self.main.sort == "price" else None
        if phrase.detail.form in _OF_AVERAGES and (subject is None or subject.sort != "price"):
            subject = self._of_averages(first, subject)
        if phrase.kind is Kind.COMPARISON:
            sectors = subject.mentions if subject is not None and subject.sort == "price" else ()
            subject = Subj("price", tuple(m for m in sectors if self._kind(m) is InstrumentKind.SECTOR))
        colon = next((k for k in range(first - 1, -1, -1) if self._cls(k) == ":"), -1) + 1
        opens = self._cls(colon) in ("p", "b", "X", "P", "C", "s") or self.nodes[colon].is_participle
        is_label = colon > 0 and self.subj is None and subject is UNKNOWN and self._cls(colon - 1) == ":"
        if (subject is None or is_label) and stop <= self.n and not self.is_late and (opens or is_day_after):
            # "With its third gain in a row, the S&P 500 …": told of who follows
            self.late.append((phrase, first, last))
            return
        if subject is None or subject.sort != "price" or direction not in (Direction.UP, Direction.DOWN):
            return
        is_most = phrase.kind is Kind.RANK and phrase.direction is None and phrase.detail.form is not Form.RUN
        if is_most and any(draft.kind is Kind.LEVEL for draft in self.drafts):
            if any(self._kind(found) is InstrumentKind.YIELD for found in subject.mentions):
                return  # "yielded 4.58%, the most since mid-February": as likely the level as the move
        self.event += 1
        if phrase.kind is Kind.STREAK and phrase.detail.form is Form.RUN:
            self.directions.append((last, direction))
        start, end, figure = phrase.start, phrase.end, None
        if phrase.number is not None and phrase.kind in (Kind.STREAK, Kind.CROSS):
            _, start, end = phrase.number
        if phrase.detail.form is Form.OFF and phrase.detail.unit is not Unit.PERCENT:
            figure = next((k for k in range(first, max(first - 3, -1), -1) if self._cls(k) == "Q"), None)
            number = self.nodes[figure].number if figure is not None else None
            if figure is None or number is None or number.quantity.unit is not Unit.PERCENT:
                return
            self.nodes[figure].is_used = True
            start, end = number.quantity.start, number.quantity.end
        bound = Bound.AT_MOST if phrase.detail.form is Form.OFF and phrase.detail.is_loose else None
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    phrase.kind,
                    start,
                    end,
                    found,
                    direction,
                    last,
                    figure,
                    self.event,
                    bound=bound,
                    is_understood=subject.is_understood,
                    is_open=phrase.is_past or self._is_told_of_before(first),
                    phrase=phrase,
                )
            )
        for node in self.nodes[first:stop]:
            if node.cls == "Q":
                node.is_used = True
        self._read_tail(phrase, subject, direction, stop)
        self._read_other_runs(phrase, direction, stop)

    def _read_other_runs(self, phrase: Phrase, direction: Direction, stop: int) -> None:
        """Read the second run of "a third straight gain for the Dow and the fourth for the Nasdaq"."""
        if phrase.kind is not Kind.STREAK or phrase.number is None or self._lower(stop) != "for":
            return
        name = self._next(stop, "dj")
        at = name + 1 + (self._cls(name + 1) == ",")
        ordinal = self._next(at, "d")
        other = self._next(ordinal + 1, "dj")
        n = ordinal_of(self._lower(ordinal))
        if self._cls(name) != "M" or self._lower(at) != "and" or self._lower(ordinal + 1) != "for":
            return
        if n < _SHORTEST_RUN or self._cls(other) != "M":
            return
        start, end = self.nodes[ordinal].start, self.nodes[ordinal].end
        told = phrase._replace(
            start=start, end=end, detail=replace(phrase.detail, count=n), number=(n, start, end), lead=-1
        )
        self.event += 1
        for found in self.nodes[other].mentions:
            self.drafts.append(Draft(phrase.kind, start, end, found, direction, other, None, self.event, phrase=told))

    def _of_averages(self, first: int, subject: Subj | None) -> Subj | None:
        """Return whose averages cross: "the S&P 500's 50-day average fell through its 200-day, a death cross", "a death cross on Tesla's chart"."""
        if subject is not None and subject.mentions:
            return Subj("price", subject.mentions)
        if any(node.cls == "?" for node in self.nodes):
            return subject
        named = {found for node in self.nodes if node.cls == "M" for found in node.mentions}
        if len(named) == 1:
            at = next(k for k, node in enumerate(self.nodes) if node.cls == "M")
            is_near = not any(node.cls in ";:sr" for node in self.nodes[min(at, first) + 1 : max(at, first)])
            if is_near and (
                self._cls(at + 1) in ("g", "")
                or self._lower(at + 1) in ("chart", "charts")
                or self._lower(self._prev(at, "dj")) in ("in", "for", "on", "of")
            ):
                return Subj("price", tuple(named))  # "appeared on Tesla's chart", "the 50-day average for bitcoin"
        main = self.memory.main
        is_told = main is not None and main.sort == "price" and len(main.mentions) == 1
        is_alone = not named and all(node.cls in "djvTpaoPXL," for node in self.nodes[:first])
        if is_alone and is_told and self.memory.block == self.memory.main_block:
            return main  # "A golden cross showed up on the charts last week."
        return subject

    def _read_tail(self, phrase: Phrase, subject: Subj, direction: Direction, stop: int) -> None:
        """Read the figure that closes "fell for a ninth session, to 17.48", "its biggest drop since October, 2.6%"."""
        at = stop + (self._cls(stop) == ",")
        to = self._lower(at)
        if phrase.kind is Kind.STREAK and phrase.detail.form is Form.RUN and to in ("to", "at", "going", "by"):
            at += to == "going"
            q = self._next(at, "djv") if to == "by" else self._level_after(at)
            if self._cls(q) != "Q" or self.nodes[q].is_used:
                return
            if to == "by" and self._unit(q) in (Unit.PERCENT, Unit.POINT):
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
            elif to != "by" and self._is_level(q, subject.mentions):
                self._emit_level(q, subject.mentions, subject.is_understood)
                if self._lower(q + 1) == "from" and self._cls(q + 2) == "Q":
                    self._on_from(q + 2)
        elif phrase.kind is Kind.EXTREMUM and phrase.detail.form is not Form.OFF and to in ("at", "of"):
            q = self._level_after(at)  # "a new closing high at $47.73", "a record close of 7,165.08"
            if self._cls(q) == "Q" and self._is_level(q, subject.mentions):
                self._emit_level(q, subject.mentions, subject.is_understood)
        elif phrase.kind is Kind.RANK and self._cls(stop) == "," and self._cls(at) == "Q":
            is_move = self._unit(at) in (Unit.PERCENT, Unit.POINT, Unit.BASIS_POINT) and not self.nodes[at].is_used
            if is_move and self._cls(at + 1) in ("", ".", ",", ";", ")"):
                self._emit(Kind.CHANGE, at, subject.mentions, direction, subject.is_understood)

    def _is_of_the_dow(self, phrase: Phrase) -> bool:
        """Say whether "26 of its 30 members" are the Dow's: it says so, or the sentence or the one before is about it."""
        around = {node.lower for node in self.nodes if node.start < phrase.end and phrase.start < node.end}
        named = [found for node in self.nodes if node.cls == "M" for found in node.mentions]
        main = self.main or self.subj or self.memory.main
        known = [
            *named,
            *(main.mentions if main is not None else ()),
            *(self.memory.main.mentions if self.memory.main else ()),
        ]
        is_said = any(word.startswith(("dow", "blue")) for word in around)
        return is_said or any(found.symbol == "^DJI" for found in known)

    def _direction_of_clause(self, first: int) -> Direction | None:
        """Return the direction told last before node `first`, where no other verb stands between: "rose for a third day"."""
        told = [(at, direction) for at, direction in self.directions if at < first]
        if not told:
            after = [direction for at, direction in self.directions if at > first]
            return after[0] if after else None
        at, direction = told[-1]
        has_verb = any(node.cls in "VLPXba" and not node.is_participle for node in self.nodes[at + 1 : first])
        return None if has_verb else direction

    def _is_told_of_before(self, first: int) -> bool:
        """Say whether a record or rank is of an earlier day: "a day after setting a record", "which had closed at its lowest"."""
        for k in range(first - 1, max(-1, first - 10), -1):
            node = self.nodes[k]
            if node.cls in ";:":
                return False
            if node.cls == "r" and self._lower(self._next(k)) in ("is", "are", "'s", "marks"):
                return False  # "at 19,152.14, which is its ninth record close"
            if node.lower in _EARLIER or node.cls == "r" or _part_of(node) == "after":
                return True
            if node.lower in ("had", "having") and self._cls(self._next(k)) in ("C", "U", "V", "L", "P", "X", "a", "b"):
                return True  # "which had closed at its lowest", not "had its best day"
        return False

    def _is_day_after(self, first: int) -> bool:
        """Say whether "a day after setting", "two sessions after its" stands before node `first`: a day is no subject."""
        for k in range(first - 1, max(0, first - 7), -1):
            if self._lower(k) == "after":
                return self._lower(k - 1) in _DAYS
            if self.nodes[k].cls in ",;:Ms":
                return False
        return False

    def _of_phrase(self, first: int, last: int) -> Subj | None:
        """Return whose a phrase is: "a record close for the Dow", "the Dow's best day", else the clause's."""
        governor = self._next(last, "")
        if self._lower(governor) in ("for", "of", "in", "on", "by"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M" and self._cls(name + 1) not in ("g", "n", "w"):
                names = list(self.nodes[name].mentions)
                more = name + 2 if self._lower(name + 1) == "and" else -1
                other = self._next(more, "dj")
                if self._lower(governor) == "for" and self._lower(more) == "for" and self._cls(other) == "M":
                    names += self.nodes[other].mentions  # "for the Dow and for the S&P"
                return Subj("price", tuple(names))
        if self._lower(governor) in ("was", "were"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions)  # "the best of the eleven sectors was energy"
        its = self._prev(first, "jvQT#")
        if self._lower(its) in ("its", "their") and self._cls(its - 1) == "," and self._cls(its - 2) == "M":
            # "3.7% for the Nasdaq, its fourth gain in a row", "for the S&P 500 and the Nasdaq, their longest run"
            told_of = self.nodes[its - 2].mentions
            return Subj("price", told_of if self._lower(its) == "their" else told_of[-1:])
        owner = self._prev(first, "djvQT#")
        if self._cls(owner) == "g" and self._cls(owner - 1) == "M":
            return Subj("price", self.nodes[owner - 1].mentions)
        if self._cls(owner) == "g":
            if self._cls(owner - 1) != "h":
                return UNKNOWN
            main = self.main or self.memory.main  # "it was the index's fifth gain": of whom the text has just spoken
            return main if main is not None else Subj("price", self.memory.recall(self._lower(owner - 1)))
        for k in range(first - 1, -1, -1):
            if self.nodes[k].lower in ("it", "this", "that") and self.nodes[k].cls in "odr":
                name = self._prev(k, ",")
                if self._cls(name) == "M" and self._lower(self._prev(name, "dj")) == "for":
                    return Subj(
                        "price", self.nodes[name].mentions
                    )  # "for the Russell 2000 it was a nine-session slide"
            if self.nodes[k].cls in ";:":
                break
        subject = self._subject()
        if subject is UNKNOWN and not self.verb_seen and self.main is not None:
            return self.main  # "surged 5.7%, enough for a ninth weekly gain"
        if subject is None and self.last_event is not None:
            return self.last_event[0]
        if subject is not None and subject.sort == "price":
            return subject
        opening = self._next(-1, "v")
        is_alone = not any(node.cls == "M" for node in self.nodes[:first])
        is_bare = all(node.cls in "vdj" for node in self.nodes[:first])  # "Best session since May"
        verb = self._next(opening, "v")
        # "Wednesday brought the first close", "Friday broke the run", "Tuesday's close was a record"
        is_days = self._cls(opening) == "T" and (
            self._cls(verb) in ("X", "P", "L") or self._lower(verb) in ("snapped", *_ONES_CLOSE)
        )
        opening_noun = self._next(-1, "vdjC")
        if self._lower(self._next(-1, "vdj")) in ("closing", *_ONES_CLOSE):
            is_days = (
                is_days or self._cls(self._next(opening_noun - 1, "hwQ")) == "a"
            )  # "The close was the highest since May"
        if subject is None and is_alone and (is_bare or is_days) and self.memory.block == self.memory.main_block:
            return self.memory.main
        is_that = self._lower(opening) in ("that", "this", "it") and self._cls(self._next(opening, "v")) == "a"
        made = self._prev(first, "jvdQT#p")
        is_made = self._lower(made) == "it" and self._cls(made - 1) in (
            "P",
            "X",
            "b",
        )  # "June's 2.2% made it five winning months"
        if not (is_that or is_made) or subject not in (None, UNKNOWN):
            return subject
        if self.main is not None and self.main.sort == "price":
            return self.main
        return self.memory.main if is_alone else subject

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
                    if self._sign(j) is None or self._unit(j) not in (*_CHANGE_UNITS, Unit.NONE):
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

    def _sign(self, q: int) -> Direction | None:
        number = self.nodes[q].number
        return {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign) if number is not None else None

    def _name_former_and_latter(self) -> None:
        """Let "the former" and "the latter" be names: of two in this sentence, or in the one before."""
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
        return 0 < len(words) <= _ASKED and words[-1].cls == "?" and all(node.cls in "MwWnhj?" for node in words)

    def _turn_comparatives(self) -> None:
        """Let "better" right after a figure be an adverb of a move: "38 points better", not "2 points better than"."""
        for i, node in enumerate(self.nodes):
            direction = _AFTER_A_FIGURE.get(node.lower)
            if direction is not None and self._cls(i - 1) == "Q" and self._lower(i + 1) not in ("than", "off"):
                node.cls, node.word = "A", Word("A", direction)
            elif node.lower == "beating" and self._cls(self._next(i, "dj")) == "M":
                node.cls = "b"  # "beating the S&P 500" is no beating
            elif node.lower in _FIELDS and node.cls == "j" and self._cls(i + 1) in ("U", "C", "V", "L", "a"):
                node.cls = "w"  # "only technology edged up": somebody, though nobody known

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
        named = dict.fromkeys(found for node in self.nodes if node.cls == "M" for found in node.mentions)
        if named:
            self.memory.recent = [*self.memory.recent[1 - _RECENT :], list(named)]

    def _group_at(self, i: int) -> tuple[int | None, InstrumentKind | None, int] | None:
        """Return how many "all three major indexes" at `i` are, of what kind where that is said, and where it ends."""
        opener, j = self._lower(i), i + 1
        while self._lower(j) in ("of", "the", "these", "those", "them"):
            j += 1
        count = 2 if opener == "both" else _GROUP_COUNTS.get(self._lower(j)) if self._cls(j) != "M" else None
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
        if count == len(_THREE) and kind in (None, InstrumentKind.INDEX) and known.keys() >= _THREE:
            order = [found for sentence in told for found in sentence]
            return tuple(sorted((known[symbol] for symbol in _THREE), key=lambda found: order.index(found)))
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
            quoted = _QUOTED_IN.get((number.quantity.currency or "") if number is not None else "")
            value = number.quantity.value if number is not None else None
            if quoted is None and draft.kind is Kind.LEVEL and value is not None and not 60 < value < 140:
                named = [n.number.quantity.currency for n in self.nodes if n.number is not None]
                quoted = next((_QUOTED_IN[c] for c in named if c in _QUOTED_IN), None)  # "155.36-37 yen"
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
                draft.direction = _OPPOSITE[draft.direction]
            elif (
                found.symbol.startswith("USD")
                and texts.get(found, "usd") not in ("usd", "dollar", "u.s.")
                and draft.direction
            ):
                draft.direction = _OPPOSITE[draft.direction]

    def _pair_against(self, names: Sequence[Found]) -> Found | None:
        """Return the pair of "against the euro", which is quoted in dollars; None without one."""
        for i, node in enumerate(self.nodes):
            if node.cls == "M" and self._lower(self._prev(i, "dj")) in ("against", "versus", "vs", "vs."):
                found = node.mentions[0]
                if found.symbol.endswith("USD") and self._kind(found) is InstrumentKind.CURRENCY:
                    return found if any(other.symbol == "DXY" for other in names) else None
        return None

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

    def _on_boundary(self, i: int) -> None:
        node = self.nodes[i]
        if node.cls == "(" and self._cls(i - 1) in ("N", "w") and self._cls(i - 2) == "g" and self._cls(i - 3) == "M":
            # "caught in gold's rout ($4,087.70, down 5.7%)": of whom the brackets speak
            self.outside = self.subj or self.main
            self.subj = self.main = Subj("price", self.nodes[i - 3].mentions[-1:])
            return
        if node.cls == ")" and self.outside is not None:
            self.subj = None
            self.main, self.outside = self.outside, None
            return
        if node.cls == ";":
            self.pending = []
        if node.cls == ":" and self._cls(i - 1) == "M" and self.subj is None:
            self.main = Subj("price", self.nodes[i - 1].mentions)  # "Contrast that with Intel: flat on Friday"
        joint = i + 1 if node.cls == "," else i  # ", although it …"
        goes_on = self._cls(joint) == "s" and self._lower(joint + 1) in ("it", "its", "they", "their")
        goes_on = goes_on or (node.cls == ";" and self._lower(self._next(i, "vd")) in ("it", "they"))
        has_main = self.main is not None and self.main.sort == "price"
        is_aside = goes_on and has_main and self.opener_word in _CAUSAL
        if self.subj is not None and (self.verb_seen or self.subj.sort == "price") and not is_aside:
            # "XLE lost 5.6% as crude came back to earth, although it …": still the fund
            self.main = self.subj
            if self.first is None and self.subj.mentions:
                self.first = self.subj
        if node.cls == "r":
            j = self._prev(i, ",")
            if self._cls(j) == "n" and node.lower in ("that", "which"):
                owner = self._subject()
                self.subj = Subj("other", owner.mentions if owner is not None else ())  # "revenue that rose 4%"
                self.verb_seen = False
                return
            if self._cls(j) == "M" and node.lower in ("which", "who", "that", "whose"):
                self.saved = self.main
                has_shares = self._cls(i + 1) == "h"
                names = self.nodes[j].mentions
                stop = next((k for k in range(i + 1, self.n) if self.nodes[k].cls in ";:r"), self.n)
                figures = sum(number.cls == "Q" for number in self.nodes[i:stop])
                whose = names if 1 < len(names) == figures else names[-1:]  # "…, which climbed 0.6% and 1.2%"
                self.subj = Subj("price", whose) if node.lower != "whose" or has_shares else UNKNOWN
                self.verb_seen = False
                return
            if (
                self._cls(j) == "h"
                and node.lower in ("which", "that")
                and self.subj is not None
                and self.subj.sort == "price"
            ):
                self.saved, self.verb_seen = self.subj, False  # "The stock, which touched $555.45, finished at $533.50"
                return
        if (
            self.subj is not None
            and self.subj.sort == "unknown"
            and not self.verb_seen
            and self.opener in ("c", "s", ";")
        ):
            self.main = self.subj  # "…, and silver, the poor man's metal, rose": nobody we know
        self.opener = node.cls if node.cls != "," else self.opener
        self.opener_word = node.lower if node.cls != "," else self.opener_word
        if node.cls == "," and self.saved is not None:
            self.main, self.saved = self.saved, None
        if node.cls == "c" and node.lower in ("or", "&", "plus"):
            return
        self.subj = None
        self.verb_seen = False
        self.level_verb = ""
        self.cause = None
        self.is_object = False

    # -- who ------------------------------------------------------------------------------

    def _on_mention(self, i: int) -> int:
        """Take the name at `i` as subject, object or neither; return where to go on."""
        node = self.nodes[i]
        is_mixed = any(self._kind(found) is InstrumentKind.FUTURE for found in node.mentions)
        if (self._has_future(i) or is_mixed) and any(found.symbol in _FUTURES for found in node.mentions):
            # "Dow futures up 5 points; S&P 500 down 2 points"
            node.mentions = self._futures_of(node.mentions).mentions
        for found in node.mentions:
            self._remember(found)
        j = i + 1
        is_owner = self._cls(j) == "g"
        if is_owner:
            j += 1
        head = self._next(j - 1, "vjTW" if is_owner else "")
        subj = self._subject_of(i, head, is_owner)
        if subj is None:
            return i + 1
        if self._is_of_some(i):
            self.subj, self.verb_seen = UNKNOWN, False
            return self._after_subject(i, j, head, is_owner)
        before = self._prev(i, "dvjh#" if not self._is_of_shares(i) else "dvj")
        governor = self._cls(before)
        if self._is_of_shares(i):
            before = self._prev(self._prev(i, "dvj"), "")
            before = self._prev(before, "dvj")
            governor = self._cls(before)
        if (
            governor == "p"
            and self._lower(before) in ("to", "on", "for")
            and (
                any(node.lower in ("futures", "contracts") for node in self.nodes[max(0, before - 3) : before])
                or (self._lower(before - 1) in ("those", "contracts") and self._has_future(before))
            )
        ):
            self.subj = self.main = self._futures_of(subj.mentions)
            node.mentions = self.subj.mentions
            self.verb_seen = False
            return self._after_subject(i, j, head, is_owner)
        if governor == "p" and (
            self._lower(before) != "with" or not self._tells_of(self._after_subject(i, j, head, is_owner))
        ):
            word = self._lower(before)
            after_it = self._after_subject(i, j, head, is_owner)
            if word in _SUCH_AS or self._is_such_as(before):
                if self._verb_follows(after_it):
                    self.subj = self.main = subj
                    self.verb_seen = False
            elif word == "for" and self._lower(after_it) == "to" and self._cls(after_it + 1) in ("U", "L", "C", "V"):
                self.subj, self.verb_seen = subj, False  # "It took until 2000 for the Nasdaq to top 5,000"
            elif word in _CONJUNCTIVE and self._verb_follows(after_it):
                self._on_boundary(before)
                self.subj = subj
            elif self._cls(after_it) in ("U", "C", "V") and self.nodes[after_it].is_participle and subj.sort == "price":
                self.subj, self.verb_seen = subj, False  # "despite Netflix popping 13.8%"
            elif word == "on" and self._lower(before - 1) in ("that", "those", "yield", "one", "yields"):
                self.subj = subj
                self.verb_seen = False
            elif (
                word == "by"
                and self._lower(before - 1) in ("measured", "tracked", "represented", "gauged")
                and subj.sort == "price"
            ):
                self._measure_by(subj)
            return after_it
        if governor == "X":
            cause = self.nodes[before]
            if self.pending and subj.sort == "price":
                self._settle_pending(subj)
            self.subj, self.verb_seen, self.cause, self.is_object = subj, False, cause.direction, True
            return self._after_subject(i, j, head, is_owner)
        if governor == "a" and is_owner and self.pending:
            self._settle_pending(
                Subj("price", node.mentions)
            )  # "Friday's 0.5 percent gain, to 2,892.74, was the S&P's seventh in a row"
        if governor and governor in "bPCLUVa" and not self._verb_follows(self._after_subject(i, j, head, is_owner)):
            return self._after_subject(i, j, head, is_owner)
        if self._is_apposition(i):
            return self._after_subject(i, j, head, is_owner)
        if self.pending and subj.sort == "price":
            self._settle_pending(subj)
        self.subj = subj
        self.verb_seen = False
        self.cause = None
        return self._after_subject(i, j, head, is_owner)

    def _dash_aside_end(self, i: int) -> int | None:
        """Return the dash that closes "— its longest run ever —"; None where it says more than words."""
        for j in range(i + 1, min(self.n, i + 14)):
            if self.nodes[j].cls == "-":
                return j
            if self.nodes[j].cls in "MQUCVLPXAaN;:":
                return None
        return None

    def _is_of_some(self, i: int) -> bool:
        """Say whether the name at `i` is only whose members are counted: "12 of the 30 stocks in the Dow finished higher"."""
        before = self._prev(i, "dvj")
        if self._lower(before) in ("in", "of", "on") and self._cls(before) == "p":
            noun = before - 1
        elif self._lower(before).endswith("up") and self._cls(before - 1) == "r":
            noun = before - 2  # "sectors that make up the S&P 500"
        else:
            return False
        counted = self._prev(noun, "hwjvnW")
        return self._lower(noun) in _MEMBER_NOUNS and (
            self._cls(counted) in ("Q", "#") or self._lower(counted) in _COUNTS
        )

    def _after_aside(self, i: int) -> int:
        """Skip ", the world's largest maker of farm machinery," between a subject and its verb: it says nothing of a price."""
        if self._cls(i) != "," or self.subj is None or self.subj.sort != "price":
            return i
        opening = self.nodes[i + 1] if i + 1 < self.n else None
        is_membership = self._cls(i + 1) == "p" and self._cls(i + 2) == "r"  # ", of which Intel is a member,"
        if opening is None or not (
            is_membership or opening.cls == "d" or opening.lower in ("for", "like", "along", "as", "one", "so", "once")
        ):
            return i
        for j in range(i + 1, min(self.n, i + 22)):
            node = self.nodes[j]
            if is_membership and node.cls in "Maro":
                continue
            is_name = self._cls(i + 2) == "M" and self._cls(i + 3) not in ("w", "n", "h")
            is_description = self._cls(i + 1) == "d" and not is_name
            if is_description and node.cls in "MaUCVLPXr" and j > i + 1:
                continue  # "the VIX, a measure of how much turbulence traders are bracing for, leaped 48%"
            if node.cls == ",":
                k = self._next(j)
                is_verb = self._cls(k) in ("U", "C", "V", "L", "P", "a") and not self.nodes[k].is_participle
                return j + 1 if is_verb else i
            if node.cls in "MQaUCVLPXA;:rs()":
                return i
        return i

    def _is_apposition(self, i: int) -> bool:
        """Say whether a description between commas only explains the name before it."""
        before = self._prev(i, "djvhw")
        if self._cls(before) != "," or self.nodes[i].mentions[0].strength not in ("role", "weak"):
            return False
        name = self._prev(before, "h")
        return (
            self._cls(name) == "M"
            and self.subj is None
            and self.main is not None
            and self.main.mentions == self.nodes[name].mentions
            and not self._verb_follows(i + 1)
        )

    def _measure_by(self, subj: Subj) -> None:
        """Let an index stand for what it measures: "large caps, as measured by the S&P 500, returned"."""
        self.main = subj
        for draft in self.drafts:
            if (
                draft.event == self.event
                and draft.kind is not Kind.COMPARISON
                and draft.mention is not None
                and self._kind(draft.mention) is not InstrumentKind.INDEX
            ):
                draft.mention = subj.mentions[0]

    def _after_subject(self, i: int, j: int, head: int, is_owner: bool) -> int:
        if self._cls(head) == "h" and (is_owner or head == j):
            # "Apple shares", "Apple's stock price"
            while self._cls(head) == "h":
                head += 1
            return head
        return i + 1

    def _subject_of(self, i: int, head: int, is_owner: bool) -> Subj | None:
        """Return who the noun phrase at `i` is about; None where a later name heads it."""
        mentions = self.nodes[i].mentions
        before = self._prev(i, "d")
        if self._lower(before) in _VAGUE or self._lower(i - 1) in _VAGUE:
            # "small-cap financials and regional banks": only the first is somebody else
            return Subj("price", mentions[1:]) if len(mentions) > 1 and self._lower(i - 1) == "cap" else UNKNOWN
        cls = self._cls(head)
        if cls == "M" and not is_owner:
            return None
        if is_owner:
            if cls == "M":
                return None
            if cls == "h" and self._lower(head) in _MEASURES and self._lower(head + 1) == "of":
                return UNKNOWN  # "London's index of housebuilders"
            if cls == "h":
                return self._with_head(mentions, head)
            if cls == "n" or (cls == "w" and any(node.cls == "n" for node in self.nodes[head + 1 : head + 3])):
                return Subj("other", mentions)
            if cls in ("N", "Q", "U", "A", "C", "a"):
                return Subj("price", mentions)
            return Subj("unknown", mentions)
        if cls == "h":
            return self._with_head(mentions, head)
        if cls == "n":
            return Subj("other", mentions)
        if cls in ("w", "W"):
            return UNKNOWN
        return Subj("price", mentions)

    def _tells_of(self, i: int) -> bool:
        """Say whether something is told of a subject that ends before `i`: "with gold up 2%", not "a deal with Meta"."""
        return (
            self._verb_follows(i)
            or self._cls(i) in ("Q", "A", "F", "p", "N", "(", "g", "C", "V", "L", "U")
            or self._cls(i) == ""
        )

    def _has_future(self, stop: int) -> bool:
        if self._cls(0) == "h" and self._lower(0) == "futures":
            return True  # "Futures are down this morning: S&P -0.1%"
        return any(self._kind(found) is InstrumentKind.FUTURE for node in self.nodes[:stop] for found in node.mentions)

    def _futures_of(self, mentions: tuple[Found, ...]) -> Subj:
        """Return the futures on indices; of anything else, itself."""
        return Subj("price", tuple(m._replace(symbol=_FUTURES.get(m.symbol, m.symbol)) for m in mentions))

    def _with_head(self, mentions: tuple[Found, ...], head: int) -> Subj:
        """Return the subject of "S&P 500 futures", "Apple shares", "Apple's dividend yield"."""
        lower = self._lower(head)
        following = self._lower(head + 1)
        if lower in ("average", "averages") and self._cls(head - 1) == "j":
            return Subj("other", mentions)
        if lower in ("futures", "contract", "contracts"):
            return self._futures_of(mentions)
        kinds = {self._kind(m) for m in mentions}
        if (
            lower in ("yield", "yields", "rate")
            and InstrumentKind.YIELD not in kinds
            and InstrumentKind.RATE not in kinds
        ):
            return Subj("other", mentions)
        if self._cls(head + 1) == "n" or following in ("buyback", "split", "offering", "repurchase"):
            return Subj("other", mentions)
        return Subj("price", mentions)

    def _is_of_shares(self, i: int) -> bool:
        """Say whether "shares of", "the price of" stands before the name at `i`."""
        before = self._prev(i, "dvj")
        if self._lower(before) == "for" and self._lower(self._prev(before, "")) in ("price", "prices"):
            return True
        return self._lower(before) in ("of", "in") and self._lower(self._prev(before, "")) in (
            "shares", "stock", "stocks", "price", "prices", "share", "adrs", "yield", "those", "that",
        )  # fmt: skip

    def _is_such_as(self, i: int) -> bool:
        return self._lower(i) == "such" or (self._lower(i) == "as" and self._lower(i - 1) == "such")

    def _verb_follows(self, i: int) -> bool:
        """Say whether a verb follows a subject that ends before `i`."""
        j = i
        while j < self.n and self.nodes[j].cls in "vaghT":
            if self.nodes[j].cls == "a":
                return True
            j += 1
        if self._lower(j) == "to" and self._cls(j + 1) in ("U", "C", "V", "L", "P", "X", "b"):
            return True
        return self._cls(j) in ("U", "C", "V", "L", "P", "X", "A", "F", "b") or (
            self._cls(j) == "N" and self._lower(j).endswith("s")
        )

    def _on_noun(self, i: int) -> None:
        """Take a noun that no name heads as the subject of a clause that has none."""
        node = self.nodes[i]
        if node.cls == "o":
            if self.verb_seen or self.subj is not None:
                return
            if node.lower in ("it", "they"):
                self.subj = self._antecedent(i)
            else:
                self.subj = UNKNOWN
            self.verb_seen = False
            return
        previous = self._prev(i, "j")
        if node.lower == "stock" and self._cls(previous) == "w" and self._lower(previous - 1) in ("the", "this"):
            previous -= 1  # "the chip stock"
        elif node.lower == "stock" and (start := self._noun_phrase_start(i)) is not None:
            previous = start  # "the trucking and intermodal stock"
        before = self.nodes[previous] if previous >= 0 else None
        is_object_of_cause = before is not None and (
            before.cls == "X" or (before.cls == "d" and self._cls(self._prev(previous)) == "X")
        )
        if node.cls == "h" and (not self.verb_seen or is_object_of_cause):
            if self._cls(i - 1) == "M" or (node.lower == "benchmark" and self._cls(i + 1) in ("h", "n")):
                return  # "its benchmark rate"
            is_named = self._cls(i - 1) == "j" and "-" in self._lower(i - 1)  # "the producer-price index"
            is_plain = not is_named and (
                before is None
                or (before.cls in "dcs,;:-" and before.lower not in ("a", "an"))
                or (before.lower == "that" and previous == 0)
                or (before.cls == "g" and self._is_about_it(previous - 1))
            )
            governor = self._cls(self._prev(previous, "dj")) if before is not None and before.cls == "d" else ""
            recalled = self.memory.recall(node.lower) if is_plain and governor != "p" else ()
            if node.lower in _MEASURES and self._lower(i + 1) == "of":
                recalled = ()  # "the index of precious metals miners" is none that was named
            if not recalled and before is not None and before.lower in ("its", "their") and node.lower == "price":
                spoken_of = self._antecedent(i)
                recalled = spoken_of.mentions if spoken_of.sort == "price" else ()  # "its price appreciated 16.3%"
            if recalled and before is not None and before.lower in ("its", "their") and node.lower in _SHARE_HEADS:
                own = self._own_company()
                recalled = own.mentions if own is not None else recalled
            if recalled:
                self.subj = Subj("price", recalled, is_understood=True)
                if is_object_of_cause:
                    self.cause = self.nodes[self._prev(i, "dj")].direction
                self.verb_seen = False
            elif node.lower == "shares" and (stop := self._descriptor_end(i)) is not None:
                share = self.memory.topic
                self.subj = Subj("price", (share,), is_understood=True) if share is not None else UNKNOWN
                for inner in self.nodes[i + 1 : stop]:
                    inner.cls = "j" if inner.cls in "wWnhb" else inner.cls
                self.verb_seen = False
            elif self._cls(self._prev(i, "dj")) != "p" and self.subj is None:
                is_of = self._cls(i + 1) == "p" and self._lower(i + 1) in ("of", "in")
                if not is_of or (node.lower in _MEASURES and self._lower(i + 1) == "of"):
                    self.subj = UNKNOWN
            return
        is_new_clause = (
            node.cls == "n"
            and self._cls(self._next(i, "va")) in ("U", "A")
            and self._cls(self._prev(i, "djWwn")) not in ("p", "U", "X", "P")
        )
        if not is_new_clause and (self.verb_seen or self._cls(self._prev(i, "djWwn")) == "p"):
            return
        if node.lower in _MACRO:
            self.subj = Subj("other")  # inflation and payrolls are nobody's
            return
        if node.cls == "n":
            owner = self.subj.mentions if self.subj is not None and self.subj.sort == "other" else ()
            last = self.main if self.main is not None and self.main.mentions else self.memory.main if i <= 2 else None
            is_other_company = any(n.cls == "M" and self.memory.topic not in n.mentions for n in self.nodes)
            if not owner and self.memory.topic is not None and node.lower in _COMPANY_FIGURES and not is_other_company:
                owner = (self.memory.topic,)
            if (
                not owner
                and last is not None
                and last.mentions
                and self._kind(last.mentions[0]) is InstrumentKind.SHARE
            ):
                owner = last.mentions[:1]  # "Revenue rose 6%", in a story about one company
            self.subj = Subj("other", owner, is_understood=True)
            return
        head = i
        while self._cls(head) == "w" and self._cls(head + 1) == "w":
            head += 1  # "the chip designer"
        if self.subj is None and self._is_about_it(head) and self._cls(i - 1) == "d":
            own = self._own_company()
            if own is not None and not self._may_be_called(own.mentions[0], self._lower(head), head):
                own = None
            is_price = (
                own is not None
                and self._lower(head) not in ("company", "firm", "group")
                and self._verb_follows(head + 1)
            )
            sort = "price" if is_price else "unknown"
            self.subj = Subj(sort, own.mentions, is_understood=True) if own is not None else UNKNOWN
        elif self.subj is None and self._is_labelled(i):
            self.subj = Subj("price", self.nodes[0].mentions, is_understood=True)
        elif self.subj is None or (self.subj.sort == "price" and self._cls(i - 1) in ("M", "h")):
            self.subj = UNKNOWN

    def _noun_phrase_start(self, i: int) -> int | None:
        """Return the "the" that opens the noun phrase that ends at `i`, of plain words alone; None without one."""
        j = i - 1
        while j >= 0 and i - j <= 5 and (self.nodes[j].cls in "wj" or self._lower(j) == "and"):
            j -= 1
        return j if j >= 0 and self._lower(j) in ("the", "this") and j < i - 1 else None

    def _descriptor_end(self, i: int) -> int | None:
        """Return the verb after "shares of the semiconductor designer", which name nobody; None where it is no such phrase."""
        if self._lower(i + 1) != "of" or self._lower(i + 2) not in ("the", "this"):
            return None
        for j in range(i + 3, min(self.n, i + 14)):
            if self.nodes[j].cls in "MQT,;:(":
                return None
            if self.nodes[j].lower in ("had", "have", "has") or self.nodes[j].cls in "UCVP":
                return j
        return None

    def _is_about_it(self, i: int) -> bool:
        """Say whether a noun describes the company spoken of: "the chipmaker's", "the retailer's"."""
        lower = self._lower(i)
        return lower in _ABOUT_IT or lower.endswith("maker")

    def _may_be_called(self, found: Found, noun: str, at: int) -> bool:
        """Say whether a company may be "the retailer": of that trade, and not the subject of another clause here."""
        trades = _TRADES.get(noun)
        if trades is not None and self.gazetteer.instrument(found.symbol).industry not in trades:
            return False
        is_contrast = self.opener_word in ("while", "whereas", "but")
        return not (is_contrast and any(found in node.mentions for node in self.nodes[:at]))

    def _is_labelled(self, i: int) -> bool:
        """Say whether the noun at `i` describes the share that opens the line: "Tesla — The EV maker added 3.3%"."""
        label = self.nodes[0].mentions
        start = self._next(1, "") if self._cls(0) == "M" else 0
        return (
            self._cls(0) == "M"
            and self._cls(1) in ("-", ":")
            and len(label) == 1
            and self._kind(label[0]) is InstrumentKind.SHARE
            and start <= i <= start + 4
            and self._lower(start) == "the"
            and any(self.nodes[j].cls == "U" for j in range(i + 1, min(self.n, i + 5)))
        )

    def _antecedent(self, i: int) -> Subj:
        """Return what "it" at `i` stands for: the main subject, its owner, or the last name."""
        if self._cls(i - 1) in (":", ",") and self._cls(i - 2) == "M" and self._lower(self._prev(i - 2, "d")) == "for":
            return Subj("price", self.nodes[i - 2].mentions, is_understood=True)  # "No such luck for Microsoft: it …"
        antecedent = self.main or self.memory.main
        if antecedent is not None and antecedent.mentions:
            sort = "other" if antecedent.sort == "other" else "price"  # "Orders were the real story. They climbed 30%"
            return Subj(sort, antecedent.mentions, is_understood=True)
        names = [node.mentions for node in self.nodes[:i] if node.cls == "M"]
        if names and len(names[-1]) == 1:
            return Subj("price", names[-1], is_understood=True)
        return UNKNOWN

    def _remember(self, found: Found) -> None:
        kind = self._kind(found)
        key = {
            InstrumentKind.SHARE: "share", InstrumentKind.FUND: "share", InstrumentKind.INDEX: "index", InstrumentKind.YIELD: "yield",
        }.get(kind, "other")  # fmt: skip
        self.memory.by_kind[key] = found
        if key == "share":
            if self.memory.share_block != self.memory.block:
                self.memory.here.clear()
            self.memory.here.add(found.symbol)
            self.memory.share_block = self.memory.block
        elif key == "index":
            self.memory.index_block = self.memory.block
            self.memory.indices.add(found)
            self.memory.has_index_here = True
        if found.symbol == "^GSPC":
            self.memory.by_kind["benchmark"] = found

    def _kind(self, found: Found) -> InstrumentKind:
        return self.gazetteer.instrument(found.symbol).kind

    # -- verbs ----------------------------------------------------------------------------

    def _on_verb(self, i: int) -> None:
        node = self.nodes[i]
        if (node.cls == "b" or node.lower in _RATE_HOLDS) and self._on_rate_decision(i):
            return
        if node.cls == "L":
            self.level_verb = node.lower
        elif node.cls == "b" and not node.is_participle and self._cls(i - 1) == "d":
            return
        self.verb_seen = True
        if node.lower in _SAYING and self._cls(self._next(i, "dj")) in ("n", "w", "W"):
            # What was said has a subject of its own.
            self.main = self.subj or self.main
            self.subj, self.verb_seen = None, False

    def _on_rate_decision(self, i: int) -> bool:
        """Read "the Fed cut rates by 25 basis points" and its kin."""
        direction = _RATE_CUTS.get(self._lower(i))
        is_held = self._lower(i) in _RATE_HOLDS
        if direction is None and not is_held:
            return False
        before = {self._lower(j) for j in range(max(0, i - 8), i)}
        stop = min(self.n, i + 14)
        q = next((j for j in range(i + 1, stop) if self._cls(j) == "Q"), None)
        if q is None:
            return False
        words = {self._lower(j) for j in range(i + 1, q)}
        mention = next(
            (
                f
                for j in range(i + 1, q)
                if self._cls(j) == "M"
                for f in self.nodes[j].mentions
                if f.symbol == "FEDFUNDS"
            ),
            None,
        )
        if before & _OTHER_BANKS:
            return False
        about_rates = mention is not None or bool(words & {"rates", "rate", "range"})
        by_fed = mention is not None or bool(before & _FED) or bool(words & {"fed", "federal"}) or "which" in before
        unit = self._unit(q)
        if is_held:
            if not (about_rates and by_fed) or unit is not Unit.PERCENT:
                return False
            held = mention or Found(0, 0, 0, "FEDFUNDS", "role")
            self.event += 1
            self._emit(Kind.LEVEL, q, (held,), None, mention is None)
            self.verb_seen = True
            return True
        if not (about_rates and by_fed) or unit not in (Unit.BASIS_POINT, Unit.PERCENTAGE_POINT, Unit.POINT):
            return False
        self.event += 1
        self.nodes[q].is_used = True
        found = mention or Found(0, 0, 0, "FEDFUNDS", "role")
        quantity = self.nodes[q].number
        assert quantity is not None
        self.drafts.append(
            Draft(
                Kind.CHANGE,
                quantity.quantity.start,
                quantity.quantity.end,
                found,
                direction,
                q,
                q,
                self.event,
                is_understood=mention is None,
            )
        )
        at = q + 1 + (self._cls(q + 1) == ",")
        to = self._level_after(at) if self._lower(at) in ("to", "at") else self.n
        if self._cls(to) == "Q" and self._unit(to) is Unit.PERCENT:
            self._emit(Kind.LEVEL, to, (found,), None, mention is None)
        self.verb_seen = True
        return True

    def _on_move(self, i: int) -> None:
        node = self.nodes[i]
        if {node.lower, self._lower(i + 2)} == {"gains", "losses"} and self._cls(i + 1) == "c":
            return  # "S&P 500 Gains and Losses Today"
        subject = self._subject()
        self.verb_seen = True
        if node.lower.startswith("push") and self._lower(self._next(i)) == "on":
            return  # "the strongest force pushing up on the market"
        if subject is None:
            if self.is_list or i == 0:
                subject = self.memory.main if self.memory.main else None
            if subject is None:
                changes, levels, _ = self._complement(i)
                if node.is_participle or self._lower(self._prev(i, "av")) == "having":
                    self._defer(node.direction, changes, levels)
                else:
                    self._swallow(i)
                return
        if self.subj is None:
            self.subj = subject
        changes, levels, _ = self._complement(i)
        if node.number is not None:
            if not self._may_stand_alone(i):
                return  # "doubled its stake", "doubled down"
            changes = [i]
        self._emit_move(i, subject, node.direction, changes, levels)

    def _swallow(self, i: int) -> None:
        """Use up the figures of a move whose subject is nobody we know."""
        changes, levels, _ = self._complement(i)
        for q in (*changes, *levels):
            self.nodes[q].is_used = True

    def _on_from(self, q: int) -> None:
        """Use up the figure after "from"; with its own day ("from 4.47% late Thursday") it is a level."""
        day = self._next(q, "vj")
        subject = self._subject()
        is_level = subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions)
        is_peak = any(node.lower.removeprefix("all-time ") in _PEAKS for node in self.nodes[max(0, q - 4) : q])
        is_target = any(node.lower in _TARGETS for node in self.nodes[:q])
        if is_level and subject is not None and not is_target and (self._cls(day) == "T" or not is_peak):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)
            if self._cls(day) != "T":
                for draft in self.drafts[-len(subject.mentions) :]:
                    draft.is_base = draft.quantity_node == q
        self.nodes[q].is_used = True

    def _level_after(self, i: int) -> int:
        """Return the figure that "to" or "at" at `i` leads to: "to a record closing high of 6,932.05"."""
        j = i + 1
        while (
            j < self.n
            and j - i <= 7
            and (
                self.nodes[j].cls in "djvhwCP"
                or self._lower(j) == "of"
                or (j == i + 1 and self._lower(j) in ("trade", "stand", "sit", "hover"))
                or (self._cls(j - 1) in "CLV" and self._lower(j) in ("at", "near", "around", "above", "below"))
                or (self.nodes[j].cls == "T" and self._lower(j).endswith("'s"))
            )
        ):
            if self._lower(j) in ("average", "averages"):
                return self.n  # an average is no price
            if self._lower(i) in _FAR_FROM and self._lower(j).removeprefix("all-time ") in _PEAKS:
                return self.n  # "44% below its peak of $126,000": where it once was
            j += 1
        return j

    def _aside_end(self, i: int) -> int | None:
        """Return the "to" after an aside between commas: "fell 12.3%, its worst day since May, to $75"."""
        for j in range(i + 1, min(self.n, i + 12)):
            cls = self.nodes[j].cls
            if cls == ",":
                to = j + 1
                return to if self._lower(to) in ("to", "at") and self._cls(self._level_after(to)) == "Q" else None
            if cls in "UCLVPXbMAQ;:":
                return None
        return None

    def _complement(self, i: int, *, first: Sequence[int] = ()) -> tuple[list[int], list[int], int]:
        """Return the figures after a word of a move: changes, levels, and where they stop.

        `first` are changes that stand before the word and are its own: "2% higher at 45,000".
        """
        changes: list[int] = list(first)
        levels: list[int] = []
        expect = "change"
        depth = 0
        is_aside = False
        j = i + 1
        while j < self.n:
            node = self.nodes[j]
            cls = node.cls
            if cls == "Q":
                if node.is_used:
                    break
                unit = self._unit(j)
                if expect == "level":
                    levels.append(j)
                elif expect == "from":
                    self._on_from(j)
                elif self._is_threshold(j) and (self._is_near(j) if changes else expect == "change"):
                    levels.append(j)  # "slips near $110", "was down 0.2% near $70,400"
                elif unit in _CHANGE_UNITS or (unit is Unit.NONE and expect == "change"):
                    if self._cls(j + 1) == "A" and changes:
                        break
                    if self._cls(j + 1) == "N" and self._lower(i) in _GIVING_UP:
                        node.is_used = True
                        break  # "gave up a 1,000-point rally"
                    changes.append(j)
                else:
                    break
                expect = "more"
            elif cls == "p" and node.lower in ("to", "at", "from", "by", "above", "below", "near", "around", "past"):
                k = self._level_after(j) if node.lower != "by" else self._next(j, "djv")
                if self._cls(k) != "Q" or self._cls(self._next(k, "jT")) == "N":
                    break
                expect = {"from": "from", "by": "change"}.get(node.lower, "level")
                j = k
                continue
            elif (
                cls in "vT"
                or (cls == "A" and j > i + 1 and self._cls(j - 1) == "Q")
                or (
                    cls in "dj"
                    and self._cls(self._next(j, "djvw" if cls == "d" else "djv")) == "Q"
                    and self._next(j, "djvw") - j <= 3
                )
                or (cls == "w" and self._cls(j - 1) == "d" and self._cls(j + 1) == "Q")
            ):
                pass
            elif cls == "p" and node.lower in ("in", "during") and (end := self._session_end(j)) is not None:
                j = end  # "sunk 5.5% in Thursday's regular session, to $29.05"
            elif cls == "-" and is_aside:
                is_aside = False
            elif cls == "(" and self._cls(j + 1) in ("Q", "A") and changes:
                depth += 1
            elif cls == ")" and depth:
                depth -= 1
            elif cls == ",":
                k = self._next(j, "v")
                following = self._cls(k)
                if following == "Q" and changes and self._is_near(k):
                    levels.append(k)  # "was off 38 points, or 0.6%, near 6,762"
                    j = k + 1
                    continue
                if following == "Q" and changes and self._unit(k) in _CHANGE_UNITS and not self.nodes[k].is_used:
                    if self._cls(k + 1) == "A" or self._cls(k + 1) == "N":
                        break
                elif following == "c" and self._lower(k) == "or" and self._cls(self._next(k)) == "Q":
                    j = self._next(k)
                    continue
                elif following == "c" and self._cls(k + 1) == "Q" and len(changes) >= 2:
                    j = k + 1
                    continue
                elif (
                    following == "p"
                    and self._lower(k) == "by"
                    and not changes
                    and self._cls(self._next(k, "djv")) == "Q"
                ):
                    j = k  # "fell anyway, by 3.1%"
                    continue
                elif not (
                    following == "p"
                    and self._lower(k) in ("to", "at", "near", "around", "above", "below")
                    and self._cls(self._level_after(k)) == "Q"
                    and (changes or first)
                ):
                    aside = self._aside_end(j)
                    if aside is None or not (changes or first):
                        break
                    j = aside
                    continue
            elif cls == "c":
                k = self._next(j, "v")
                if self._lower(self._next(k, "")) in ("above", "below", "off", "under") and self._cls(k) == "Q":
                    break  # "up 6.1% on the year and 25% above its April low"
                if not (
                    (self._cls(k) == "Q" and changes and self._unit(k) is self._unit(changes[0]))
                    or (node.lower == "or" and self._cls(k) == "Q")
                ):
                    break
                if self._cls(k + 1) in ("A", "N"):
                    break
            elif cls == "-" and self._cls(j + 1) == "Q" and self._cls(self._next(j + 1, "v")) in ("-", ","):
                is_aside = True
            else:
                break
            j += 1
        return changes[len(first) :], levels, j

    def _session_end(self, i: int) -> int | None:
        """Return the last node of "in Thursday's regular session", "in afternoon trade"; None where no session is told."""
        for j in range(i + 1, min(self.n, i + 6)):
            if self.nodes[j].lower in _SESSIONS:
                return j
            if self.nodes[j].cls not in "dTjwv":
                return None
        return None

    def _is_near(self, q: int) -> bool:
        """Say whether "near" makes a figure a price: "near $110"."""
        number = self.nodes[q].number
        if number is None or number.hedge.strip() != "near":
            return False
        return number.quantity.unit in (Unit.CURRENCY, Unit.NONE)

    def _is_threshold(self, q: int) -> bool:
        """Say whether "above" or "below" makes a figure right after a move a level: "rose above 24"."""
        number = self.nodes[q].number
        assert number is not None
        if self._is_near(q):
            return True  # "slips near $110"
        if number.hedge.startswith(
            ("as low as", "as high as", "as far as")
        ) and number.quantity.unit in _LEVEL_UNITS - {Unit.PERCENT}:
            return True
        is_side = number.quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST)
        return (
            is_side
            and number.hedge.split()[-1:] in (["above"], ["below"], ["past"], ["under"])
            and number.quantity.unit in _LEVEL_UNITS
        )

    def _emit_move(
        self,
        i: int,
        subject: Subj,
        direction: Direction | None,
        changes: Sequence[int],
        levels: Sequence[int],
        *,
        trigger: int | None = None,
    ) -> None:
        """Make drafts of a move: its changes and levels, or its direction alone."""
        self.event += 1
        self.cue = i
        self.directions.append((i, direction))
        self.last_event = (subject, i)
        if subject.sort == "unknown" or self._is_of_a_commodity([*changes, *levels], subject):
            for q in changes:
                self._emit_of_place(q, direction)
            for q in (*changes, *levels):
                self.nodes[q].is_used = True
            return
        if subject.sort == "other":
            for q in (*changes, *levels):
                self._emit_other(q, subject.mentions, direction if q in changes else None)
            return
        changes = [q for q in changes if self._is_change(q, subject, i)]
        if self._is_unpaired(changes, subject):
            for q in changes:
                self.nodes[q].is_used = True
            return
        if len(changes) == len(subject.mentions) > 1 and len({self._unit(q) for q in changes}) == 1:
            for q, found in zip(changes, subject.mentions, strict=True):
                self._emit(Kind.CHANGE, q, (found,), direction, subject.is_understood)
        else:
            for q in changes:
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
        for number, q in enumerate(levels):
            mentions = subject.mentions
            if len(levels) == len(mentions) > 1:
                mentions = (mentions[number],)
            self._emit_level(q, mentions, subject.is_understood)
        node = self.nodes[i if trigger is None else trigger]
        is_bare = not changes and not levels and not (node.word and node.word.needs_number)
        if is_bare and self._may_stand_alone(i) and not self._is_streak(i):
            for found in subject.mentions:
                self.drafts.append(
                    Draft(
                        Kind.DIRECTION,
                        node.start,
                        node.end,
                        found,
                        direction,
                        i,
                        None,
                        self.event,
                        is_understood=subject.is_understood,
                    )
                )

    def _emit_of_place(self, q: int, direction: Direction | None) -> None:
        """Read "stocks rose 1.6% in Hong Kong": the place names the index."""
        place = self._next(q)
        names = self.nodes[place + 1].mentions if self._lower(place) == "in" and self._cls(place + 1) == "M" else ()
        if self._unit(q) is Unit.PERCENT and len(names) == 1 and self._kind(names[0]) is InstrumentKind.INDEX:
            self._emit(Kind.CHANGE, q, names, direction)

    def _is_of_a_commodity(self, figures: Sequence[int], subject: Subj) -> bool:
        """Say whether "a barrel" or "an ounce" shows that the figures are not the subject's: "U.S. futures lost $10.84 … to $83.58 a barrel"."""
        is_per = any(
            n is not None and n.quantity.per in _COMMODITY_UNITS for n in (self.nodes[q].number for q in figures)
        )
        kinds = {self._kind(found) for found in subject.mentions}
        return (
            is_per
            and not kinds & {InstrumentKind.COMMODITY}
            and bool(kinds & {InstrumentKind.FUTURE, InstrumentKind.INDEX})
        )

    def _is_unpaired(self, changes: Sequence[int], subject: Subj) -> bool:
        """Say whether more figures of one unit are listed than there are names to give them to.

        "Delta, United and American fell 2%, 4.6% and 5.1%": where a name is not known, nobody can
        say whose a figure is.
        """
        units = [self._unit(q) for q in changes]
        is_bare_list = set(units) == {Unit.NONE, Unit.PERCENT}  # "gained 2.1 and 2.7 percent, respectively"
        is_list = len(changes) > 1 and (len(set(units)) == 1 or is_bare_list) and len(changes) != len(subject.mentions)
        if not is_list or sum(node.cls == "T" for node in self.nodes) == len(changes):
            return False  # each has a time of its own
        return all(
            all(node.cls in ",cv" and node.lower != "or" for node in self.nodes[a + 1 : b])
            for a, b in itertools.pairwise(changes)
        )

    def _is_change(self, q: int, subject: Subj, verb: int) -> bool:
        """Say whether the figure at `q` can be a change of the subject's price."""
        number = self.nodes[q].number
        assert number is not None
        unit = number.quantity.unit
        if unit in _DURATIONS:
            return False  # "closed out the five days up 0.1%"
        if (
            unit is Unit.NONE
            and self._lower(q + 1) == "of"
            and self._lower(q + 2) in ("them", "those", "which", "these")
        ):
            self.nodes[q].is_used = True
            return False  # "a year of 62 record closes; the Dow notched 71 of them"
        kinds = {self._kind(m) for m in subject.mentions}
        beside = self._next(q, "v")
        if self._cls(beside) != "A" and self._lower(beside) in _APART:
            self.nodes[q].is_used = True
            return False
        off = self._next(q, "v")
        if self._lower(off) in ("from", "off") and (self._lower(off + 1), self._lower(off + 2)) == ("its", "own"):
            self.nodes[q].is_used = True
            return False  # "off its August peak, or about the Russell 2000, which had slumped 27 percent from its own"
        if self._lower(off) in ("from", "off") and any(
            word.lower.removeprefix("all-time ") in _PEAKS for word in self.nodes[off + 1 : off + 7] if word.cls != "Q"
        ):
            self.nodes[q].is_used = True
            return False  # "fallen more than 45% from September's peak"
        following = self._cls(self._next(q, "j"))
        if following in ("n",) or (following == "w" and unit is Unit.NONE):
            self._emit_other(q, subject.mentions, None)
            return False
        if (
            self._lower(q + 1) == "of"
            and self._cls(self._next(q + 1, "djvT")) in ("n", "w", "d")
            and self._lower(self._next(q + 1, "djv")) not in ("value", "ground")
        ):
            self._emit_other(q, subject.mentions, None)
            return False
        after = self._next(q, "")
        if self._lower(after) == "in" and (
            self._cls(after + 1) == "n"
            or (
                self._cls(self._next(after, "djw")) == "n"
                and not ({self._lower(j) for j in range(after, after + 3)} & _TRADE_VOLUME)
            )
        ):
            self._emit_other(q, subject.mentions, None)  # "rose 3% in volume", "fell 5% in terms of sales"
            return False
        if number.quantity.per in _COMMODITY_UNITS and InstrumentKind.COMMODITY not in kinds:
            self.nodes[q].is_used = True
            return False
        if unit is Unit.CURRENCY:
            scaled = number.quantity.place >= 1000
            is_pair_unknown = (
                any(m.symbol == "DXY" for m in subject.mentions) and number.quantity.currency not in _QUOTED_IN
            )
            if scaled or is_pair_unknown or not kinds & _MONEY_KINDS:
                self._emit_other(q, subject.mentions, None)
                return False
        if unit is Unit.NONE and kinds == {InstrumentKind.YIELD}:
            is_in_bp = any(n.number is not None and n.number.quantity.unit is Unit.BASIS_POINT for n in self.nodes[:q])
            if is_in_bp and number.quantity.text.isdigit() and len(number.quantity.text) <= 2:
                # "had jumped 61 basis points, declined 16 to 3.33%"
                self.nodes[q].number = number._replace(quantity=replace(number.quantity, unit=Unit.BASIS_POINT))
                return True
            return False
        if unit is Unit.NONE and kinds == {InstrumentKind.COMMODITY}:
            return "." in number.quantity.text and self.nodes[verb].cls in "UA"
        if unit is Unit.NONE:
            return bool(kinds & _POINT_KINDS) and not self._is_year(q) and self.nodes[verb].cls in "UAN"
        if unit is Unit.BASIS_POINT:
            return bool(kinds & {InstrumentKind.YIELD, InstrumentKind.RATE})
        if unit is Unit.POINT:
            return bool(kinds & (_POINT_KINDS | {InstrumentKind.YIELD, InstrumentKind.RATE, InstrumentKind.CRYPTO}))
        return True

    def _is_streak(self, i: int) -> bool:
        """Say whether "for three sessions in a row", "for a fifth straight week" follows: a streak, no direction."""
        j = self._next(i)
        if self._lower(j) == "in" and any(self._lower(k) == "of" for k in range(j + 1, j + 4)):
            return self._cls(j + 1) in ("Q", "#", "w")  # "slid in four of the previous five sessions"
        if self._lower(j).startswith("for ") and {"straight", "consecutive", "successive"} & set(
            self._lower(j).split()
        ):
            return True
        if self._lower(j) != "for":
            return False
        words = {node.lower for node in self.nodes[j + 1 : j + 7]}
        if {self._lower(j + 1), self._lower(j + 2)} & _ORDINALS and words & {
            "day",
            "session",
            "week",
            "month",
            "quarter",
        }:
            return True  # "rises for second day"
        return bool(words & {"straight", "consecutive", "successive", "row", "running"})

    def _may_stand_alone(self, i: int) -> bool:
        """Say whether a verb without a figure says a move: nothing follows that it acts on."""
        if self._lower(i).endswith("ing") and self._lower(i - 1) == "before":
            return False  # "topped 7,000 before easing" tells of the rest of the time, not of the whole
        j = i + 1
        if self._lower(i).startswith(("recover", "rebound", "bounc")) and self._lower(self._next(i, "v")) == "from":
            return False  # "recovered from a plunge of 8% to finish 0.5% lower"
        ahead = self._next(i, "v")
        if self._cls(ahead) == "A" and (self._cls(ahead + 1) == "Q" or self._cls(self._next(ahead + 1, "dj")) == "Q"):
            return False  # "surging up by 4.2 percent": the adverb has the figure
        node = self.nodes[j] if j < self.n else None
        while node is not None and (node.cls == "v" or (node.cls == "j" and node.lower in ("sharp", "high", "low"))):
            j += 1
            node = self.nodes[j] if j < self.n else None
        if node is None or node.cls in ',.;:-)!?scraAT"CUg(':
            return True
        if node.cls == "p":
            if node.lower in ("to", "into"):
                k = self._next(j, "djv")
                return self._lower(k) in (
                    "record",
                    "records",
                    "high",
                    "highs",
                    "low",
                    "lows",
                    "territory",
                    "peak",
                    "session",
                    "levels",
                    "level",
                ) or (
                    self._cls(k) == "Q"
                    or self._lower(self._next(j, "d"))
                    in ("fresh", "new", "record", "all-time", "their", "its", "multi", "correction", "bear")
                )
            return node.lower in (
                "on", "in", "as", "after", "amid", "following", "with", "for", "despite", "during", "alongside", "along", "by", "at", "against", "before",
                "from", "over", "since", "ahead", "because", "through", "versus", "toward", "towards", "until", "too", "of", "across", "than", "like", "below",
                "above", "under", "given", "without",
            )  # fmt: skip
        return node.cls == "d" and node.lower in ("this", "that", "each")

    # -- adverbs, nouns, flat -------------------------------------------------------------

    def _on_adverb(self, i: int) -> None:
        node = self.nodes[i]
        if node.is_used or self._cls(i - 1) == "d":
            return
        is_ahead = node.lower == "ahead"
        if self._cls(i - 1) == "b" and self._lower(i - 1) not in WORDS and self._cls(i + 1) == "Q" and not is_ahead:
            self.nodes[i + 1].is_used = True
            return  # "coughed up 6.4%": a verb nobody knows may turn the adverb round
        before = i - 1
        while before >= 0 and self.nodes[before].cls == "v":
            before -= 1
        q_before = before if self._cls(before) == "Q" and not self.nodes[before].is_used else None
        changes, levels, stop = self._complement(i, first=[] if q_before is None else [q_before])
        if q_before is not None and changes and self._cls(i + 1) == "Q":
            q_before = None
        subject = self._adverb_subject(i, before if q_before is None else self._prev(q_before, "v"))
        if changes and (subject is None or subject.sort != "price" or i == 0):
            subject = self._named_after(stop) or subject
        if subject is None:
            return
        is_after_noun = self._cls(before) == "," and self._cls(before - 1) != "M"
        if is_after_noun and subject.sort != "other" and subject.mentions and self._counts_before(before):
            subject = Subj("other", subject.mentions)  # "obligations of $455 billion, up 359%"
        if q_before is not None:
            changes = [*self._listed_before(q_before, len(subject.mentions)), q_before, *changes]
        if not changes:
            anchor = self._prev(i, "vjTd")
            is_predicate = (
                self._cls(anchor) in ("C", "V", "a", "X")
                or self._lower(anchor) in _STAYING
                or self._cls(before) == "M"
                or (self._cls(before) == "h" and self.cause is None)
            )
            if levels and self._lower(i + 1) == "from":
                return
            if not is_predicate or self._cls(self._next(i, "v")) in ("w", "n", "N", "W", "h", "M"):
                if not levels:
                    return
            if self._lower(i + 1) in ("from",):
                return
        trigger = i
        if self._cls(before) in ("C", "V") and not changes:
            merged = Node(node.cls, self.nodes[before].start, node.end, node.lower, node.word)
            self.nodes[i] = merged
        if changes or self.verb_seen or self._cls(before) in ("M", "X", "h", ",", "(", "Q") or self.is_list:
            self.verb_seen = True
            self._emit_move(i, subject, node.direction, changes, levels, trigger=trigger)

    def _listed_before(self, q: int, n_names: int) -> list[int]:
        """Return the figures that "and" joins to the one at `q`, where each of several names has one: "3.5% and 3.4% lower"."""
        listed: list[int] = []
        j = q - 1
        while n_names > 1 and j > 0 and self.nodes[j].cls in ",c":
            if self._cls(j - 1) == "Q":
                if self.nodes[j - 1].is_used or self._unit(j - 1) is not self._unit(q):
                    break
                listed.insert(0, j - 1)
                j -= 2
            else:
                j -= 1
        return listed if len(listed) + 1 == n_names else []

    def _adverb_subject(self, i: int, before: int) -> Subj | None:
        """Return who is "up 2%": the name right before, else the clause's subject."""
        if self._cls(before) in ("h",) and self._cls(before - 1) == "M":
            before -= 1
        if self._cls(before) in (",", "("):
            name = self._prev(before, "h")
            if self._cls(name) == "M":
                return self.subj if self.subj is not None else Subj("price", self.nodes[name].mentions)
            if self._cls(before) == "(" and self._cls(name) == "n":
                return UNKNOWN  # "trimmed my position in something (up 6.7%)"
            if self._cls(name) == ")":
                return self._subject()
        elif self._cls(before) == "M" and self.subj is None:
            return Subj("price", self.nodes[before].mentions)
        subject = self._subject()
        if subject is None and (self.is_list or i == 0):
            return self.memory.main
        return subject

    def _named_after(self, stop: int) -> Subj | None:
        """Return who "up 7.2% for the S&P 500" or "Up 1.5%, the Dow …" tells of: the name that follows the figures."""
        name = self._next(stop, "dj")
        if self._cls(name) != "M":
            return None
        is_for = self._lower(stop) == "for" and self._cls(name + 1) not in ("g", "n", "w", "h")
        is_subject = self._cls(stop) == "," and (self._verb_follows(name + 1) or self._lower(name + 1) in _LEADING)
        return Subj("price", self.nodes[name].mentions) if is_for or is_subject else None

    def _on_flat(self, i: int) -> None:
        node = self.nodes[i]
        before = self._prev(i, "vT")
        following = self._cls(i + 1)
        if self._cls(i - 1) in ("p", "d", "j"):
            return  # "in flat trade"
        if self._cls(i + 1) == "T" and self._lower(i + 1).startswith("from a year"):
            return  # "revenue of $12.9 billion, unchanged from a year earlier"
        is_verb = node.lower.startswith("hover")
        if (
            not is_verb
            and self._cls(before) not in ("a", "C", "V", "M", "L", ",", "(", ":", "h", "P")
            and not self.is_list
        ):
            if not (self._cls(before) in "dw" and self._cls(self._prev(before, "dw")) == "C"):
                return
        near = self.nodes[i + 1].number if following == "Q" else None
        if following in ("w", "n", "N", "h", "W", "U") or (
            near is not None and node.lower != "unchanged" and not near.hedge.startswith(("near", "about", "around"))
        ):
            return
        if (
            is_verb
            and following == "p"
            and self._lower(i + 1) in ("above", "below", "near", "around", "at", "under", "over")
        ):
            self.verb_seen = True
            return
        subject = self._subject()
        self.verb_seen = True
        if subject is None or subject.sort != "price":
            return
        self.event += 1
        self.directions.append((i, Direction.FLAT))
        self.last_event = (subject, i)
        if near is not None and node.lower != "unchanged":
            self._emit_level(i + 1, subject.mentions, subject.is_understood)
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    Kind.DIRECTION,
                    node.start,
                    node.end,
                    found,
                    Direction.FLAT,
                    i,
                    None,
                    self.event,
                    is_understood=subject.is_understood,
                )
            )

    def _on_noun_move(self, i: int) -> None:
        """Read "a 2% gain", "a loss of 1.2%", "posted strong gains", "a rally in energy"."""
        node = self.nodes[i]
        if node.lower in _AGENTS:
            if self._lower(i - 1) != "no":  # "small caps were no laggards either"
                self._on_agents(i)
            return
        if node.lower == "beating" and self._cls(self._next(i, "dj")) == "M":
            return  # "the Dow's 3.8 percent beating the Nasdaq's 2.2 percent"
        before = self._prev(i, "vj")
        if self._is_given_up(i) or self._is_of_a_run(i):
            return
        number = None
        if self._cls(before) == "Q" and not self.nodes[before].is_used and self._unit(before) in _CHANGE_UNITS:
            number = before
        elif self._cls(self._prev(i, "vjT")) == "Q" and self._cls(before) == "T":
            candidate = self._prev(i, "vjT")
            number = candidate if not self.nodes[candidate].is_used and self._unit(candidate) in _CHANGE_UNITS else None
        changes: list[int] = []
        levels: list[int] = []
        stop = i + 1
        k = self._next(i, "vT")
        if self._lower(k) == "of" and self._cls(self._next(k, "djv")) == "Q":
            q = self._next(k, "djv")
            if not self.nodes[q].is_used and (self._unit(q) in _CHANGE_UNITS or self._unit(q) is Unit.NONE):
                changes = [q]
                more, levels, stop = self._complement(q, first=[q])
                changes += more
        elif number is None and self._cls(k) == ":" and self._cls(k + 1) == "Q":
            changes = [k + 1]
        elif number is None and (reached := self._gain_to(i)) is not None:
            changes = [reached]
        elif number is None and self._lower(k) in ("was", "is", "of") and self._cls(self._next(k, "djv")) == "Q":
            changes = [self._next(k, "djv")]
        elif number is None and self._lower(k) in ("was", "is") and self._lower(self._next(k, "djv")) == "at":
            q = self._next(k, "djv") + 1
            is_percent = self._cls(q) == "Q" and self._unit(q) is Unit.PERCENT
            changes = [q] if is_percent else []  # "the Kospi's advance was bigger still at 2.57 per cent"
        elif number is not None:
            has_level = self._lower(k + (self._cls(k) == ",")) in ("to", "at")
            _, levels, stop = self._complement(i, first=[number]) if has_level else ([], [], i + 1)
        if number is not None:
            changes = [number, *changes]
        subject, trigger_ok = self._noun_subject(i, number if number is not None else i, stop)
        if subject is None:
            if changes and not self._is_after_unknown():
                self._defer(node.direction, changes, levels)
            return
        if subject.sort == "price" and not changes and not trigger_ok:
            return
        self._emit_move(i, subject, node.direction, changes, levels)

    def _is_given_up(self, i: int) -> bool:
        """Say whether a verb before takes a move without a figure back: "gave up early gains"."""
        verb = self._prev(i, "djvT")
        return self._lower(verb) in _GIVING_UP and self._lower(self._next(i)) != "of"

    def _is_of_a_run(self, i: int) -> bool:
        """Say whether a noun of a move only counts a streak: "a run of nine weekly advances"."""
        of = self._prev(i, "djvTQw#")
        return self._lower(of) == "of" and self._lower(self._prev(of, "")) in ("run", "streak", "string", "series")

    def _gain_to(self, i: int) -> int | None:
        """Return the figure of "lifting its gain for the week to 0.9%": where the sum of a move got to."""
        comes = self._next(i, "vTpda") if self._lower(i + 1) != "of" else i
        if self._lower(comes) in _COMES and self._lower(self._next(comes)) == "to":
            q = self._next(self._next(comes), "djvh")
            if self._cls(q) == "Q" and self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                return q  # "the Dow's loss came to 0.8%"
        governor = self._prev(i, "djvT")
        if self._cls(governor) not in ("X", "b", "P") and self._lower(governor) not in ("bringing", "taking"):
            return None
        for j in range(i + 1, min(self.n, i + 8)):
            if self._lower(j) == "to" and self._cls(self._next(j, "djv")) == "Q":
                q = self._next(j, "djv")
                return q if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used else None
            if self.nodes[j].cls not in "pTdjwv" or self.nodes[j].lower == "of":
                return None
        return None

    def _noun_subject(self, i: int, left: int, stop: int) -> tuple[Subj | None, bool]:
        """Return whose move the noun at `i` is, and whether it may stand without a figure."""
        node = self.nodes[i]
        if self._cls(i + 1) == "T" and self._cls(self._next(i + 1, "T")) == "n":
            return Subj("other", self._main_mentions()), False  # "sees drop in Q1 revenue"
        if left == i and self._lower(self._next(i)) != "of" and self._is_ranked(i):
            return None, False
        # "a 2% gain in the Dow", "losses for Apple"; "a decline in deliveries" is nobody's price
        k = self._next(max(i, stop - 1), "T") if stop > i + 1 else self._next(i, "T")
        name = left - 1 if self._lower(left - 1) != "a" else left - 2
        if self._lower(name) == "with" and self._is_place_of_a_leader(name - 1):
            return self._subject(), False  # "was the worst performer in the S&P 500 with a 10.9% drop"
        for at in (self._next(i, "T"), k):
            if self._cls(at) == "p" and self._lower(at) in ("in", "of", "for", "by", "on", "among", "across"):
                target = self._next(at, "djvT")
                if self._cls(target) == "M":
                    end = target + 1
                    following = self._cls(end)
                    if following == "n" or (following == "g" and self._cls(self._next(end)) in "nw"):
                        return Subj("other", self.nodes[target].mentions), False
                    if following in ("w",) and self._lower(at) != "for":
                        return UNKNOWN, False
                    return Subj("price", self.nodes[target].mentions), True
                if self._cls(target) in ("n", "w", "W") and self._lower(at) != "on":
                    owner = self._owner(left)
                    if self._cls(target) == "n":
                        return Subj("other", owner or self._main_mentions()), False
                    if self._lower(target) not in (
                        "row",
                        "days",
                        "day",
                        "value",
                        "months",
                        "years",
                        "response",
                        "trade",
                        "trading",
                        "dealings",
                    ):
                        return UNKNOWN, False
        owner_at = self._prev(left, "djvTWP")
        noun_before = self._prev(i, "vj")
        if self._cls(noun_before) == "n" or self._cls(self._prev(left, "vj")) == "n":
            owner = self._owner(self._prev(left, "vj"))
            return Subj("other", owner or self._main_mentions()), False
        if self._cls(self._prev(left, "djv")) == "g":
            name = self._prev(left, "djv") - 1
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions), self._has_time()
            if self._cls(name) in ("w", "W", "n"):
                if self._is_about_it(name):
                    return self._own_company(), False
                return UNKNOWN, False
        owner_of = self._prev(left, "jv")
        if self._lower(owner_of) in ("its", "their") and self._lower(owner_of - 1) == "with":
            # "the Industrial Products sector with its gain of 1.9%": of what stands before "with"
            named = self.nodes[owner_of - 2].mentions if self._cls(owner_of - 2) == "M" else ()
            return (Subj("price", named[-1:]), False) if named else (UNKNOWN, False)
        sums_up = self._lower(self._next(i)) == "of" or self._lower(self._next(i, "vT")) == "to"
        is_own_sum = left == i and sums_up and self._lower(self._prev(i, "jvT")) == "its"
        if is_own_sum or (left != i and self._lower(self._prev(left, "jv")) in ("its", "their")):
            own = self.subj if self.subj is not None and self.subj.mentions else self.main
            return (Subj("price", own.mentions), False) if own is not None and own.mentions else (None, False)
        has_own_figure = left != i or self._lower(self._next(i)) == "of"
        if self._cls(left - 1) == "T" and self._lower(left - 1).endswith("'s") and has_own_figure:
            # "Friday's 15.2% fall": of the clause's subject, if it has one
            subject = self._subject()
            is_own = subject is not None and subject.sort == "price" and bool(subject.mentions)
            if not is_own and self.memory.topic is not None and not any(node.cls == "M" for node in self.nodes):
                subject, is_own = Subj("price", (self.memory.topic,), is_understood=True), True
            return (subject, False) if is_own else (None, False)
        if (
            left != i
            and self._lower(left - 1) in ("the", "that", "this")
            and self._cls(left - 2) not in ("p", "U", "X", "P", "b", "C")
            and self._cls(self._next(i, "T")) in ("a", "b", "L", "P")
            and self.last_event is not None
        ):
            return self.last_event[0], False  # "the 11.4% jump was the best since 1933"
        is_sum = left == i and self._lower(i - 1) in ("the", "that") and self._cls(i - 2) in ("", ",", "n", "w")
        if is_sum and self._lower(i + 1) == "was" and self.main is None and self._cls(i + 2) == "Q":
            return self.memory.main, False  # "soared 1,086 points. In percentage terms the jump was 4.98 percent"
        if self._cls(owner_at) == "g" and self._cls(owner_at - 1) == "M":
            return Subj("price", self.nodes[owner_at - 1].mentions), self._has_time()
        governor = self._prev(left, "djvT")
        if self._cls(governor) == "M" and (
            self._cls(left - 1) != "d" or self._cls(self._prev(governor, "djv")) in ("b", "X", "P", "w")
        ):
            return Subj("price", self.nodes[governor].mentions), True
        if self._cls(governor) == ":" and self._cls(governor - 1) == "M":
            return Subj("price", self.nodes[governor - 1].mentions), True
        is_infinitive = (
            self._cls(governor) == "w" and self._lower(governor - 1) == "to" and left != i
        )  # "to seal a 2.1% loss"
        is_holding = self._lower(governor) in ("holds", "held", "hold")  # "holds a gain of 2 percent"
        if is_infinitive or is_holding or self._cls(governor) in ("P", "a", "C", "U", "b", "X"):
            is_held = self._lower(governor) in ("holds", "held", "hold") and self._lower(self._next(i)) == "of"
            if self._cls(governor) in "bXL" and not self.nodes[governor].is_participle and left == i and not is_held:
                return None, False
            subject = self._subject()
            owes = subject is not None and any(self._kind(m) is InstrumentKind.SHARE for m in subject.mentions)
            is_earnings = owes and node.lower == "loss" and left == i  # "Pinduoduo posts bigger loss"
            is_told = self._cls(governor) == "P" and self._lower(governor) not in _UNDOING and not is_earnings
            return subject, is_told and i - governor <= 4
        if self._lower(governor) == "to" and self._lower(governor - 1) in _SWUNG and left != i:
            return self._subject(), False  # "WTI has swung to a 7.8% loss"
        if self._lower(governor) == "to" and self._cls(governor - 1) == "M":
            return Subj("price", self.nodes[governor - 1].mentions), False  # "powered the Nasdaq 100 to a gain of 3.4%"
        has_figure = left != i or self._lower(self._next(i)) == "of"
        is_later = self.verb_seen or (self.last_event is not None and self._cls(governor - 1) == ",")
        if self._lower(governor) in ("after", "following", "despite", "including") and has_figure and is_later:
            subject = self._subject()
            return (subject, False) if subject is not None and subject.sort == "price" else (None, False)
        whose = self._prev(governor - 1, "d")
        if self._lower(governor) == "with" and self._cls(governor - 1) == "M" and self._lower(whose) in _LEADING:
            return self._subject(), False  # "Energy stocks led the S&P 500 with a 3.2% rise"
        if self._lower(governor) == "with" and self._cls(governor - 1) == "M" and left != i:
            return Subj("price", self.nodes[governor - 1].mentions), False
        is_agent = self._lower(governor) == "by" and self._cls(governor - 1) in (
            "b",
            "X",
            "P",
        )  # "helped by a 7.3% burst"
        if self._cls(governor) == "p" and (is_agent or self._lower(governor) in ("with", "for", "on")):
            subject = self._subject()
            is_built_on = self._lower(governor - 1) in ("building", "built", "adding", "added")
            return (
                (subject, False)
                if subject is not None and has_figure and (self._lower(governor) != "on" or is_built_on)
                else (None, False)
            )
        if (self._cls(governor) in (",", "-", ";") and left != i) or (
            self._cls(governor) in (",", "-") and self._lower(self._next(i)) == "of"
        ):
            if self._counts_before(governor):
                return Subj("other", self._main_mentions()), False
            if left == i and any(node.lower in _STANDING for node in self.nodes[max(0, governor - 6) : governor]):
                return None, False  # "By 2002, the index stood at 1,114.11, a loss of 78%": since a peak
            if self.last_event is not None:
                return self.last_event[0], False
            if self._last_other() is not None:
                return Subj("other", self._main_mentions()), False
            subject = self._subject()
            known = {found for earlier in self.nodes[:governor] for found in earlier.mentions}
            if (subject is None or not subject.mentions) and len(known) == 1:
                return Subj(
                    "price", tuple(known)
                ), False  # "It was the S&P 500's weakest quarter since 2022, a loss of 4.6%"
            return subject, False
        return None, False

    def _own_company(self) -> Subj | None:
        """Return the share that "the company's" stands for."""
        main = self.subj if self.subj is not None and self.subj.mentions else self.main
        if main is not None and main.mentions and self._kind(main.mentions[0]) is InstrumentKind.SHARE:
            return Subj("price", main.mentions, is_understood=True)
        share = self.memory.share()
        return Subj("price", (share,), is_understood=True) if share is not None else None

    def _has_time(self) -> bool:
        return any(node.cls == "T" for node in self.nodes)

    def _counts_before(self, i: int) -> bool:
        """Say whether the figure told last before `i` counts things and is no price."""
        for j in range(i - 1, -1, -1):
            number = self.nodes[j].number
            if self.nodes[j].cls == "Q" and number is not None:
                is_scaled = number.quantity.unit in (Unit.COUNT, Unit.MULTIPLE) or number.quantity.place >= 1000
                is_told = any(d.quantity_node == j and d.kind is not Kind.OTHER for d in self.drafts)
                of_what = self._prev(j, "djv")
                is_of_noun = self._lower(of_what) == "of" and self._cls(self._prev(of_what, "")) == "n"
                is_of_quarter = self._cls(j - 1) == "T" and "q" in self._lower(j - 1)[:2]  # "Q4 $1.04, down 15.4%"
                return not is_told and (is_scaled or is_of_noun or is_of_quarter or self._is_count(j))
        return False

    def _is_count(self, q: int) -> bool:
        """Say whether a bare number counts the noun that follows: "418,227 vehicles"."""
        number = self.nodes[q].number
        assert number is not None
        if number.quantity.unit is not Unit.NONE or self._is_year(q):
            return False
        following = self._next(q)
        return self._cls(following) in ("n", "w") and self._lower(following).endswith("s")

    def _is_ranked(self, i: int) -> bool:
        """Say whether a noun of a move is a streak or a rank: "third straight loss", "biggest gain"."""
        j = i - 1
        while j >= 0 and self.nodes[j].cls in "jvnT":
            if self.nodes[j].lower in _RANKS:
                return True
            j -= 1
        return False

    def _last_other(self) -> Draft | None:
        return next((d for d in reversed(self.drafts) if d.kind is Kind.OTHER), None)

    def _owner(self, i: int) -> tuple[Found, ...]:
        """Return the names whose genitive governs the noun phrase that ends at `i`."""
        j = i
        while j >= 0 and self.nodes[j].cls in "djvnwWNQTh":
            j -= 1
        if self._cls(j) == "g" and self._cls(j - 1) == "M":
            return self.nodes[j - 1].mentions
        return self.nodes[j].mentions if self._cls(j) == "M" else ()

    def _main_mentions(self) -> tuple[Found, ...]:
        subject = self._subject()
        if subject is not None and subject.mentions:
            return subject.mentions
        share = self.memory.share()
        return (share,) if share is not None else ()

    def _is_after_unknown(self) -> bool:
        return self.subj is not None and self.subj.sort != "price"

    def _defer(self, direction: Direction | None, changes: Sequence[int], levels: Sequence[int]) -> None:
        """Keep "After Friday's 15.2% fall, KLA …" until its subject comes."""
        if self.main is not None or self.subj is not None or self.drafts:
            return
        self.event += 1
        for q in (*changes, *levels):
            number = self.nodes[q].number
            assert number is not None
            self.nodes[q].is_used = True
            kind, told = (Kind.LEVEL, None) if q in levels else (Kind.CHANGE, direction)
            self.pending.append(Draft(kind, number.quantity.start, number.quantity.end, None, told, q, q, self.event))

    def _settle_pending(self, subject: Subj | None = None) -> None:
        """Give what was kept its subject; without a name in the sentence, the one before it spoke of."""
        if subject is None and self.pending and not any(node.cls == "M" for node in self.nodes):
            last = {found.symbol for found in self.memory.recent[-1]} if self.memory.recent else set()
            # After two names, or in a new paragraph, nobody can say whose "Monday's 1.5% jump" was.
            is_sure = len(last) <= 1 and self.memory.block == self.memory.main_block
            subject = self.memory.main if is_sure and self.memory.main and self.memory.main.sort == "price" else None
        if subject is not None and len(subject.mentions) == 1:
            for draft in self.pending:
                if draft.kind is Kind.LEVEL and not self._is_level(draft.node, subject.mentions):
                    continue
                draft.mention = subject.mentions[0]
                self.drafts.append(draft)
        self.pending = []

    def _on_agents(self, i: int) -> bool:
        """Read "gainers like Amgen, Merck and Caterpillar", "gainers included …"."""
        node = self.nodes[i]
        j = i + 1
        while (j < self.n and self.nodes[j].cls in "vj,:jabP") or self._lower(j) in (
            "like",
            "such",
            "as",
            "including",
            "included",
            "were",
            "the",
        ):
            j += 1
            if j - i > 5:
                return False
        if self._cls(j) != "M":
            return False
        self.event += 1
        depth = 0
        while j < self.n:
            current = self.nodes[j]
            if current.cls == "M" and depth == 0:
                # "gainers like Amgen (+4%)": the figure says it
                has_figure = self._cls(j + 1) == "(" and any(node.cls == "Q" for node in self.nodes[j + 1 : j + 4])
                for found in () if has_figure else current.mentions:
                    self.drafts.append(
                        Draft(Kind.DIRECTION, node.start, node.end, found, node.direction, i, None, self.event)
                    )
            elif current.cls == "(":
                depth += 1
            elif current.cls == ")":
                depth -= 1
            elif depth == 0 and current.cls not in ",cdgh":
                break
            j += 1
        self.directions.append((i, node.direction))
        return True

    # -- levels ---------------------------------------------------------------------------

    def _on_at(self, i: int) -> None:
        """Read a level after "at", "above", "near": "flat at 6921.46", "the yield at 4.11%"."""
        q = self._level_after(i)
        if q == self.n and self._lower(i) in _FAR_FROM:
            self._use_peak(i)
            return
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._on_signed(q) or self._is_next_in_rank(i, q):
            return
        subject = self._subject()
        begins = all(node.cls in "scv" for node in self.nodes[:i]) or self._cls(i - 1) == ";"
        opens = begins and self._cls(q + 1) in (",", "o", "M", "d")
        if (
            subject is None
            and self.main is None
            and (self.verb_seen or opens)
            and not any(node.cls == "M" for node in self.nodes[:i])
        ):
            self._defer(None, [], [q])
            return
        if self._lower(i - 1) in _TARGETS or self._lower(self._prev(i, "v")) in _TRADED:
            self.nodes[q].is_used = True
            return  # "keeps its gold target at $4,000", "713,502 bitcoins, bought at $76,052 apiece"
        if subject is not None and subject.sort == "unknown" and self._lower(i - 1) in ("close", "high", "low"):
            subject = self.last_event[0] if self.last_event is not None else subject  # ", a record close at $394.01"
        if self._cls(i - 1) == "M":
            subject = Subj("price", self.nodes[i - 1].mentions)  # "sees oil at $60": of what stands beside it
        if subject is None or subject.sort != "price":
            is_macro = any(node.lower in _MACRO for node in self.nodes[max(0, i - 5) : i])
            if subject is not None and subject.sort == "other" and not is_macro:
                self._emit_other(q, subject.mentions, None)
            return
        is_beside = self._cls(self._prev(i, "vT")) in ("M", "F", "A", "Q", "h", ")", ",", "r")
        if not (self.verb_seen or is_beside or (opens and self._lower(q + 1) in ("it", "they"))):
            return
        mentions = subject.mentions
        listed = [q]
        j = q + 1
        while len(mentions) > 1 and self._cls(j) in (",", "c"):
            k = self._next(j, ",cdv")
            if self._cls(k) != "Q":
                break
            listed.append(k)
            j = k + 1
        self.event += self.last_event is None
        if len(listed) == len(mentions) > 1:
            for at, found in zip(listed, mentions, strict=True):
                self._emit_level(at, (found,), subject.is_understood)
        else:
            self._emit_level(q, mentions, subject.is_understood)

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

    def _on_top_of(self, i: int) -> None:
        """Read "gained 23% in February, on top of 9.8% in January": an earlier move the same way."""
        q = self._next(i, "djvNp")
        if self._cls(q) != "Q" or self._unit(q) is not Unit.PERCENT or q - i > 5 or self.last_event is None:
            return
        subject, direction = self.last_event[0], self._direction_at(i)
        if subject.sort == "price" and direction in (Direction.UP, Direction.DOWN) and not self.nodes[q].is_used:
            self.event += 1
            self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
            for draft in self.drafts[-len(subject.mentions) :]:
                draft.is_open = True  # without a time of its own nobody can say of when

    def _on_level_before(self, i: int) -> None:
        """Read "at 4.42% versus 4.36% on Tuesday", ", from 4.33% Thursday": the level of a day that is named."""
        q = self._next(i, "djv")
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._cls(self._next(q, "vj")) != "T":
            return
        subject = self._subject()
        has_level = any(draft.kind is Kind.LEVEL for draft in self.drafts)
        if has_level and subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)

    def _use_peak(self, i: int) -> None:
        """Use up the figure of "below its peak of $126,000": where a price once was."""
        for j in range(i + 1, min(self.n, i + 8)):
            if self.nodes[j].cls == "Q":
                self.nodes[j].is_used = True
                return
            if self.nodes[j].cls in ",;:cs":
                return

    def _on_be(self, i: int) -> None:
        """Read "the 10-year yield was 4.21%", "the VIX is about 16.9"."""
        q = self._next(i, "vd")
        is_doing = self._lower(i) in ("did", "does") and self._cls(i - 1) == "M" and self.last_event is not None
        if is_doing and self._cls(q) == "Q" and self._unit(q) is Unit.PERCENT and not self.nodes[q].is_used:
            self.event += 1
            self._emit(Kind.CHANGE, q, self.nodes[i - 1].mentions, self._direction_at(q))  # "Merck did 22%"
            return
        if self._lower(i) not in _BEING or self._cls(q) != "Q" or self.nodes[q].is_used:
            return
        number = self.nodes[q].number
        assert number is not None
        subject = self._subject()
        if subject is None and self._lower(i - 1) == "close" and self._cls(i - 2) == "T" and i == 2:
            subject = self.memory.main  # "Friday's close was 4,464.05"
        following = self.nodes[q + 1] if q + 1 < self.n else None
        is_end = following is None or following.cls in ",.;:)(-cTsr" or following.lower in _AFTER_A_PRICE
        if subject is None or subject.sort != "price" or len(subject.mentions) != 1 or number.sign or not is_end:
            return
        if number.quantity.unit in _LEVEL_UNITS and self._is_level(q, subject.mentions):
            self.event += 1
            self._emit_level(q, subject.mentions, subject.is_understood)

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
        if self._lower(before) in ("above", "past", "over") and number.quantity.bound is Bound.EXACT:
            bound = Bound.AT_LEAST
        elif self._lower(before) in ("below", "under") and number.quantity.bound is Bound.EXACT:
            bound = Bound.AT_MOST
        self._emit(Kind.LEVEL, q, mentions, None, is_understood, bound=bound)

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
        if any(number.quantity.per in _COMMODITY_UNITS - _SOLD_BY.get(m.symbol, _COMMODITY_UNITS) for m in mentions):
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
            return bool(kinds & _MONEY_KINDS) and number.quantity.place < (10_000 if is_coin else 1000)
        if unit is Unit.POINT:
            return bool(kinds & _POINT_KINDS)
        if unit is not Unit.NONE or self._is_year(q):
            return False
        is_counted = self._cls(q + 1) == "w" and "." not in number.quantity.text and self._lower(q + 1) not in _MARKS
        value = number.quantity.value
        if is_counted and value is not None and value < 1000:
            return False  # "top 20 trading ideas"
        has_pair = any(m.symbol.startswith("USD") for node in self.nodes for m in node.mentions) or any(
            n.number is not None and n.number.quantity.currency in _QUOTED_IN for n in self.nodes
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
        """Say whether the figure at `q` is a moving average's: "the 50-day sits at 4,433", "its 200-day (about 6,639)"."""
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

    def _on_quantity(self, i: int) -> None:
        """Read a level after a verb that reaches one: "hit 7,000", "closed at a record 6,932.05"."""
        node = self.nodes[i]
        if node.is_used or self._on_signed(i) or not self.verb_seen:
            return
        before = self._prev(i, "djvhwN")
        if self._lower(before) in _PEAKS:
            before = self._prev(before, "djvhwN")  # "touched a record above $109,000"
        anchor = before
        if self._lower(before) == "of":
            anchor = self._prev(before, "djvhwNn")
        if self._cls(self._next(i)) == "A":
            return
        if self._lower(anchor) in ("traded", "trading", "trades"):
            self.level_verb = self._lower(anchor)
        whose = self._subject()
        is_currency = whose is not None and {self._kind(m) for m in whose.mentions} == {InstrumentKind.CURRENCY}
        if is_currency and self._lower(anchor) in ("bought", "buys", "buying", "fetched", "fetching"):
            self.level_verb = self._lower(anchor)  # "the greenback bought 159.55 yen"
        extreme = self._prev(before, "") if self._lower(before) == "of" else -1
        is_open_range = self._lower(anchor) == "from" and self._lower(i + 1) == "to"
        is_range = self._lower(extreme) in ("low", "high") and (self._lower(anchor) == "between" or is_open_range)
        if is_range and whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
            self._emit_level(i, whose.mentions, whose.is_understood)  # "between a low of $121.58 and a high of $128.34"
            # "… and a high of $128.34"
            q = next((j for j in range(i + 1, min(self.n, i + 7)) if self._cls(j) == "Q"), self.n)
            is_other = self._lower(i + 1) in ("and", "to") and self._lower(q - 2) in ("low", "high")
            if is_other and self._lower(q - 1) == "of" and self._is_level(q, whose.mentions):
                self._emit_level(q, whose.mentions, whose.is_understood)
        elif self._is_of_a_peak(i):
            self.nodes[i].is_used = True  # "7% off its October peak of 23,958"
        elif is_open_range and self._lower(self._prev(anchor, "v")) in _WENT and self._cls(i + 2) == "Q":
            # "went from 0.93% to 1.45%"
            for q in (i, i + 2):
                if whose is not None and whose.sort == "price" and self._is_level(q, whose.mentions):
                    self._emit_level(q, whose.mentions, whose.is_understood)
                    for draft in self.drafts[-len(whose.mentions) :]:
                        draft.is_base = q == i
        elif self._lower(anchor) == self.level_verb and self.level_verb:
            subject = self._subject()
            unit = self._unit(i)
            if unit is Unit.PERCENT and self.level_verb.startswith(_REGAINING) and subject is not None:
                self._emit_move(i, subject, Direction.UP, [i], [])  # "regained 5 percent on Wednesday"
            elif (
                subject is not None
                and subject.sort == "price"
                and (unit is not Unit.PERCENT or self._is_level(i, subject.mentions))
                and not (self.level_verb == "peak" and self._lower(self._prev(i, "djv")) == "of")
            ):
                if self._is_level(i, subject.mentions):
                    self._emit_level(i, subject.mentions, subject.is_understood)
        elif self._lower(anchor) in _EARNED and self._unit(i) is Unit.PERCENT:
            kinds = {self._kind(found) for found in whose.mentions} if whose is not None else set()
            if (
                whose is not None
                and kinds
                and kinds <= {InstrumentKind.INDEX, InstrumentKind.SECTOR, InstrumentKind.STYLE}
            ):
                self._emit_move(i, whose, Direction.UP, [i], [])  # "the Nasdaq made 0.7%"
        elif self._lower(anchor) in _AIMS and _MODALS & {
            node.lower for node in self.nodes[max(0, anchor - 6) : anchor]
        }:
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)  # "could see 7,400"
        elif self._cls(anchor) == "C" and (at := self._adverb_after(i)) is not None:
            # "ended 204.57 points, or 0.44%, higher"
            subject = self._subject()
            if subject is not None and not self.nodes[at].is_used:
                figures = [j for j in range(i, at) if self._cls(j) == "Q" and not self.nodes[j].is_used]
                _, levels, _ = self._complement(at, first=figures)
                self._emit_move(at, subject, self.nodes[at].direction, figures, levels)
                self.nodes[at].is_used = True
        elif self._cls(anchor) == "C" and self._cls(self._next(i)) not in ("A", "n", "w"):
            subject = self._subject()
            if subject is not None and subject.sort == "price" and self._is_level(i, subject.mentions):
                self._emit_level(i, subject.mentions, subject.is_understood)

    def _is_of_a_peak(self, q: int) -> bool:
        """Say whether the figure at `q` is the peak, high or low that something is told to be away from."""
        if self._lower(self._prev(q, "djv")) != "of":
            return False
        before = self.nodes[max(0, q - 8) : q]
        names = [k for k, node in enumerate(before) if node.lower.removeprefix("all-time ") in _PEAKS]
        return bool(names) and any(node.lower in _FAR_FROM and node.cls == "p" for node in before[: names[-1]])

    def _adverb_after(self, i: int) -> int | None:
        """Return the "higher" that closes "204.57 points, or 0.44%, higher"; None for a lone figure."""
        j = i + 1
        while j < self.n and j - i <= 5 and (self.nodes[j].cls in ",Q()" or self._lower(j) == "or"):
            j += 1
        return j if j > i + 1 and self._cls(j) == "A" else None

    def _on_signed(self, i: int) -> bool:
        """Read "Caterpillar +9.9% to $890.11": a signed figure beside a name is a move of its own."""
        number = self.nodes[i].number
        assert number is not None
        direction = {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign)
        name = self._name_before(i)
        if (
            direction is not None
            and name is None
            and self._lower(self._next(i)) in _MOVES
            and number.quantity.unit in _CHANGE_UNITS
        ):
            subject = self._subject()
            if subject is not None and subject.sort == "price":
                self._emit_move(i, subject, direction, [i], [])
                return True
        if direction is not None and name is None and self._is_signed_move(i):
            subject = self._subject() or (self.last_event[0] if self.last_event else None)
            if subject is not None and subject.sort == "price" and subject.mentions:
                more, levels, _ = self._complement(i, first=[i])
                self._emit_move(i, subject, direction, [i, *more], levels)
                return True
        if (
            direction is None
            or name is None
            or number.quantity.unit not in _CHANGE_UNITS
            or number.quantity.place >= 1000
        ):
            return False
        mentions = self.nodes[name].mentions
        if number.quantity.unit is Unit.BASIS_POINT and not {self._kind(m) for m in mentions} & {
            InstrumentKind.YIELD,
            InstrumentKind.RATE,
        }:
            return False
        changes, levels, _ = self._complement(i, first=[i])
        self._emit_move(i, Subj("price", mentions[-1:]), direction, [i, *changes], levels)
        return True

    def _is_signed_move(self, i: int) -> bool:
        """Say whether a signed figure is a move of the clause's subject: "finished -0.2%", "$98.71 (+3.1%), +8.6% w/w"."""
        unit = self._unit(i)
        if unit not in (Unit.PERCENT, Unit.BASIS_POINT, Unit.POINT, Unit.NONE):
            return False
        before = self._prev(i, "dv")
        if self._lower(before) == "at":
            before = self._prev(before, "v")
        is_moving = self._lower(before) in ("move", "moved", "moving", "moves")
        if unit is not Unit.NONE and (self._cls(before) in ("C", "a") or is_moving):
            return True
        j = i - 1
        while j >= 0 and (self.nodes[j].cls in "(,)T-" or self.nodes[j].lower in ("or", "and")):
            j -= 1
        if j == i - 1 or self._cls(j) != "Q":
            return False
        if unit is Unit.NONE and (self._cls(i - 1) != "(" or "." not in self.nodes[i].lower):
            return False
        return any(draft.quantity_node == j and draft.kind in (Kind.LEVEL, Kind.CHANGE) for draft in self.drafts)

    # -- what is left ---------------------------------------------------------------------

    def _fallback(self) -> None:
        """Bind the figures that no verb took: signs, lists, ellipsis, genitives; else no price."""
        for i in [i for i, node in enumerate(self.nodes) if node.cls == "Q"]:
            node = self.nodes[i]
            if node.is_used:
                continue
            number = node.number
            assert number is not None
            unit = number.quantity.unit
            if unit in _DURATIONS:
                continue
            if unit in (Unit.PERCENTAGE_POINT, Unit.POINT) and any(
                n.lower in _COMPARING for n in self.nodes[max(0, i - 8) : i]
            ):
                continue  # how far one outran another is a comparison
            name = self._name_before(i)
            owner = self._next(i, "")
            if self._lower(owner) == "for" and self._cls(self._next(owner, "djv")) == "M":
                name = None  # "9.6% for the S&P 500, 14.6% for the Nasdaq Composite"
            if unit is Unit.NONE and name is not None and self._is_bare_point(i, name):
                continue
            if unit in _CHANGE_UNITS and number.quantity.place < 1000:
                if self._fallback_change(i, name):
                    continue
            if self._fallback_level(i, name) or self._fallback_close(i) or self._fallback_target(i):
                continue
            if unit is Unit.NONE and not (self._is_count(i) or self._is_ratio(i)):
                continue
            self._fallback_other(i)

    def _is_bare_point(self, i: int, name: int) -> bool:
        """Read "the Dow 370" after "the S&P rose 57": points, as the verb's own figure is."""
        mentions = self.nodes[name].mentions
        own = [d for d in self.drafts if d.kind is Kind.CHANGE and d.node < name and d.quantity_node is not None]
        number, bare = self.nodes[own[-1].node].number if own else None, self.nodes[i].number
        if number is None or bare is None or not self._is_ellipsis(name) or self._is_year(i):
            return False
        unit = number.quantity.unit
        is_decimal = "." in bare.quantity.text
        is_small = bare.quantity.value is not None and bare.quantity.value < _MOST_OF_A_MOVE
        if unit is Unit.PERCENT and is_decimal and is_small:
            # "gained 2.1 and 2.7 percent, and the Dow 1.9": the unit is the list's
            self.nodes[i].number = bare._replace(quantity=replace(bare.quantity, unit=unit))
        elif unit is not Unit.NONE or not {self._kind(m) for m in mentions} <= _POINT_KINDS:
            return False
        latest, self.event = self.event, own[-1].event
        self._emit(Kind.CHANGE, i, mentions[-1:], own[-1].direction)
        self.event = latest
        return True

    def _is_ratio(self, i: int) -> bool:
        """Say whether a bare figure is a ratio's: "a forward P/E of 25.1", "its beta is 1.4"."""
        before = self._prev(i, "djv")
        if self._lower(before) not in ("of", "is", "was", "at"):
            return False
        return self._lower(self._prev(before, "djvh")) in ("p/e", "p / e", "ratio", "ratios", "multiple", "eps", "beta")

    def _direction_at(self, i: int) -> Direction | None:
        """Return the direction told last before node `i`, else the first told after it."""
        before = [direction for at, direction in self.directions if at < i]
        if before:
            return before[-1]
        return self.directions[0][1] if self.directions else None

    def _name_before(self, i: int) -> int | None:
        """Return the name that the figure at `i` stands beside: "Amgen (+4%)", "VIX: 25.09"."""
        j = i - 1
        passed = 0
        while (
            j >= 0
            and passed < 4
            and (
                self.nodes[j].cls in "(:-,vdh|)"
                or self.nodes[j].lower in ("by", "both", "each")
                or (self.nodes[j].lower.endswith("er") and self._cls(j - 1) == "d")  # "a milder 0.5%"
            )
        ):
            if self.nodes[j].cls == "h" and self._cls(j - 1) not in ("M", "h"):
                return None
            if self.nodes[j].cls == ")":
                opening = next((k for k in range(j - 1, max(-1, j - 6), -1) if self.nodes[k].cls == "("), None)
                if opening is None or any(node.cls == "Q" for node in self.nodes[opening:j]):
                    return None
                j = opening
            passed += 1
            j -= 1
        place = j
        while self._cls(place) == "W" and self._cls(place - 1) == "W":
            place -= 1
        if self._cls(place) in ("W", "M") and self._lower(place - 1) == "in" and self._cls(place - 2) == "M":
            return place - 2  # "the Hang Seng in Hong Kong 3.2%"
        if self._cls(j) != "M" and self._cls(i - 1) == ",":
            return self._name_before_aside(i - 1)
        return j if self._cls(j) == "M" else None

    def _name_before_aside(self, close: int) -> int | None:
        """Return the name before "and Intuit, despite a decent quarter, 7.5%"; the aside ends at the comma `close`."""
        for j in range(close - 1, max(0, close - 12), -1):
            if self.nodes[j].cls == ",":
                is_aside = self._cls(j + 1) in ("p", "v", "b", "X") and self._cls(j - 1) == "M"
                return j - 1 if is_aside else None
            if self.nodes[j].cls in "MQaUCLA;:()":
                return None
        return None

    def _fallback_change(self, i: int, name: int | None) -> bool:
        node = self.nodes[i]
        number = node.number
        assert number is not None
        sign = {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign)
        unit = number.quantity.unit
        if sign is None and self._is_beside_level(self._next(i, "")):
            node.is_used = True
            return True
        if unit is Unit.CURRENCY and sign is None:
            return False
        if self._is_off_a_peak(i):
            node.is_used = True  # how far from a record is no change of a session
            return True
        mentions = self.nodes[name].mentions if name is not None else ()
        if unit is Unit.POINT and mentions and not {self._kind(m) for m in mentions} & _POINT_KINDS:
            node.is_used = True
            return True  # "outrunning SPY by 4.3 points"
        is_level_percent = unit is Unit.PERCENT and bool(
            {self._kind(m) for m in mentions} & {InstrumentKind.YIELD, InstrumentKind.RATE}
        )
        if name is not None and mentions:
            if unit is Unit.BASIS_POINT and not {self._kind(m) for m in mentions} & {
                InstrumentKind.YIELD,
                InstrumentKind.RATE,
            }:
                return False
            governor = self._lower(self._prev(name, "djvh"))
            has_parenthesis = self._cls(i - 1) == "(" or self._cls(name + 1) in "(:-|"
            is_bracketed = self._cls(i - 1) == "(" and self._cls(i + 1) == ")"
            if sign is None and is_bracketed and self._cls(i - 2) in (":", "|") and unit in (Unit.PERCENT, Unit.POINT):
                sign = Direction.DOWN  # "Qualcomm (QCOM): (6.1%)", as accountants write a loss
            if sign is not None:
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions[-1:] if has_parenthesis else mentions, sign)
                return True
            if is_level_percent:
                return False
            carried = self._direction_at(i)
            if carried is not None and self._cls(self._next(i, "j")) not in ("n", "w", "h"):
                is_future = self._kind(mentions[-1]) is InstrumentKind.FUTURE  # "those on the Nasdaq 100 0.5%"
                if carried is not Direction.FLAT and (
                    governor not in ("of", "by", "in", "on") or has_parenthesis or is_future
                ):
                    whose = mentions[-1:] if has_parenthesis else mentions
                    more, levels, _ = self._complement(i, first=[i])
                    is_loose = has_parenthesis or not self._is_ellipsis(name)
                    latest = self.event
                    told_before = [d.event for d in self.drafts if d.node < i]
                    # What goes on a list shares its event, and so the time told after it.
                    self.event = told_before[-1] if told_before and not is_loose else latest + 1
                    figures = [i, *more]
                    is_paired = len(figures) == len(whose) > 1 and len({self._unit(q) for q in figures}) == 1
                    for number_of, q in enumerate(figures):
                        own = (whose[number_of],) if is_paired else whose
                        self._emit(Kind.CHANGE, q, own, carried, is_carried=has_parenthesis)
                        if is_loose and not has_parenthesis:
                            for draft in self.drafts[-len(own) :]:
                                draft.is_open = True  # nobody says that the verb goes on so far
                    for q in levels:
                        self._emit_level(q, whose, is_understood=False)
                    self.event = max(self.event, latest)
                    return True
            if self.cause is not None:
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions, self.cause)
                return True
            if has_parenthesis and self.is_list and unit is Unit.PERCENT and self._cls(i + 1) in ("", ".", ")", "|"):
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions, Direction.UP)
                return True
        # "the S&P 500's 8.1%"
        before = self._prev(i, "vj")
        if (
            self._cls(before) == "g"
            and self._cls(before - 1) == "M"
            and self._cls(self._next(i, "j")) not in ("n", "w", "h", "N")
        ):
            owner = self.nodes[before - 1].mentions
            carried = sign or self._direction_at(i)
            if carried in (Direction.UP, Direction.DOWN) and unit is not Unit.CURRENCY:
                self.event += 1
                self._emit(Kind.CHANGE, i, owner, carried, is_carried=sign is None)
                return True
            return False
        # "seven basis points above Thursday's level", "0.5% below the flatline"
        over = self._next(i, "")
        if self._lower(over) in ("above", "below", "under") and (
            self._cls(over + 1) == "T" or self._lower(self._next(over, "d")) in _PREVIOUS
        ):
            noun = self._lower(self._next(over, "dTjg"))
            subject = self.clause_subjects.get(i)
            if subject is None and self.last_event is not None:
                subject = self.last_event[0]
            if (
                noun not in ("record", "peak", "high", "low", "average", "records")
                and not any(node.lower in _TARGETS for node in self.nodes[:i])
                and subject is not None
                and subject.sort == "price"
            ):
                self.event += 1
                self._emit(
                    Kind.CHANGE, i, subject.mentions, Direction.UP if self._lower(over) == "above" else Direction.DOWN
                )
                return True
        # "gained 846 points Friday, to 45,631.74, and 1.5% over the five days"
        if (
            self._lower(self._prev(i, "vd")) == "and"
            and self._cls(self._next(i, "")) == "T"
            and unit is Unit.PERCENT
            and self.last_event is not None
            and self.last_event[0].sort == "price"
            and self.clause_subjects.get(i) in (None, self.last_event[0])
            and self._direction_at(i) in (Direction.UP, Direction.DOWN)
        ):
            self.event += 1
            self._emit(Kind.CHANGE, i, self.last_event[0].mentions, self._direction_at(i))
            return True
        # "5.3% for the Russell 1000 Value Index"
        after = self._next(i, "")
        carried = self._direction_at(i)
        if (
            self._cls(after) == "p"
            and self._lower(after) in ("for", "in", "on")
            and carried in (Direction.UP, Direction.DOWN)
        ):
            target = self._next(after, "djv")
            while self._cls(target) == "M" and self._cls(self._next(target, "h")) == "M":
                target = self._next(target, "h")
            names = self.nodes[target].mentions if target < len(self.nodes) else ()
            is_place = self._lower(after) != "in" or all(self._kind(m) is InstrumentKind.INDEX for m in names)
            is_told = any(at < i for at, _ in self.directions)
            is_move = is_place and is_told and unit is not Unit.CURRENCY  # not "holds 8% in Nvidia"
            if self._cls(target) == "M" and self._cls(target + 1) not in ("n", "w", "g") and is_move:
                last = self.last_event[0] if self.last_event else None
                if last is None or last.sort == "price":
                    self.event += 1
                    self._emit(Kind.CHANGE, i, self.nodes[target].mentions, carried)
                    return True
        direction = _TAKEN.get(self._lower(self._prev(i, "djv")))
        if direction is not None and self._cls(after) == "p" and self._lower(after) in ("from", "off", "to"):
            target = self._next(after, "djv")
            if self._cls(target) == "M" and unit in (Unit.POINT, Unit.PERCENT):
                self.event += 1
                self._emit(Kind.CHANGE, i, self.nodes[target].mentions, direction)
                return True
        return False

    def _is_off_a_peak(self, i: int) -> bool:
        return self._lower(self._next(i, "v")) in ("off", "below", "above", "from", "under") and any(
            node.lower in _PEAKS or node.lower.startswith("all-time") for node in self.nodes[i + 1 : i + 7]
        )

    def _is_beside_level(self, over: int) -> bool:
        """Use up the level of "30.8% below the $124,753 at which it closed": how far apart two levels are is no change."""
        beside = self.nodes[over].number if self._cls(over) == "Q" else None
        if beside is not None and beside.hedge.split()[:1] in (["below"], ["above"], ["under"]):
            q = over  # the hedge table takes "below the $124,753" for one figure
        elif self._lower(over) in ("below", "above", "under", "beneath"):
            q = self._next(over, "djv")
        else:
            return False
        if self._cls(q) != "Q" or self._unit(q) not in _LEVEL_UNITS - {Unit.PERCENT}:
            return False
        self.nodes[q].is_used = True
        return True

    def _is_ellipsis(self, name: int) -> bool:
        """Say whether a name goes on a list of moves: "fell 0.5% and the Nasdaq 0.6%"; only then is the verb surely its own."""
        j = name - 1
        while j >= 0 and (self.nodes[j].cls in ",cdjvhs" or self.nodes[j].lower == "by"):
            j -= 1
        return self._cls(j) in ("Q", "A", "T", ")")

    def _fallback_level(self, i: int, name: int | None) -> bool:
        """Read "VIX: 25.09" and "gold ($4,087.70, down 5.7%)"."""
        is_reading = self._lower(i - 1) in ("reads", "read") and self._cls(i - 2) == "M"  # "the VIX reads 13.96"
        name = i - 2 if is_reading else name
        if name is None or self._is_year(i):
            return False
        mentions = self.nodes[name].mentions
        if len(mentions) != 1 or self._cls(self._next(i)) in ("n", "w"):
            return False
        between = {self.nodes[j].cls for j in range(name + 1, i)}
        is_list = bool(between & set("(:|"))
        # "the 10-year at 4.18% and the two-year 3.52%"
        is_yield = self._kind(mentions[0]) is InstrumentKind.YIELD
        is_ellipsis = is_yield and any(d.kind is Kind.LEVEL for d in self.drafts)
        is_yielding = (
            is_yield and self._lower(i - 1) in ("yield", "yields") and name == i - 2
        )  # "10-year notes yield 4.26%"
        if not (is_list or is_ellipsis or is_yielding or is_reading or self._is_quote(i, name)):
            return False
        if not self._is_level(i, mentions):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, mentions, None)
        return True

    def _is_quote(self, i: int, name: int) -> bool:
        """Say whether a name that opens a line has its price right behind it: "VIX 19.54.", "Gold $1,781.90, −4.8%"."""
        number = self.nodes[i].number
        assert number is not None
        is_opening = name == 0 or self._cls(name - 1) in (";", "|")
        is_price = "." in number.quantity.text or number.quantity.unit is Unit.CURRENCY
        return is_opening and i == name + 1 and is_price and self._cls(i + 1) in ("", ".", ",", ";", "(")

    def _fallback_close(self, i: int) -> bool:
        """Read "Monday's close of 12,581.22", "its closing record of 2,360.17, reached in mid-March": the level of a day that is named."""
        noun = self._prev(i, "djv")
        if self._lower(noun) != "of" or self._lower(noun - 1) not in _CLOSES:
            return False
        first = noun - 1
        while first > 0 and self.nodes[first - 1].cls in "jwCNPh" and self._lower(first - 1) in _CLOSES | _CLOSING:
            first -= 1
        before = self._prev(first, "djv")
        owner: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            owner = self.nodes[before - 1].mentions
        else:
            is_alone = not any(node.cls == "M" for node in self.nodes)
            clause = self.clause_subjects.get(i) or self.main or (self.memory.main if is_alone else None)
            owner = clause.mentions if clause is not None and clause.sort == "price" else ()
        has_day = self._cls(before) == "T" and self._lower(before).endswith("'s")
        after = self._next(i, ",vPLb")
        has_day = (
            has_day
            or (self._cls(after) == "T" and after - i <= 4)
            or (self._lower(after) in ("in", "on") and self._cls(after + 1) == "T")
        )
        if not has_day or len(owner) != 1 or not self._is_level(i, owner):
            return False
        # "A 52-week low of $349.20 on June 25": the level is of the low's own day.
        at = self.nodes[noun - 1].start
        beside = [d.event for d in self.drafts if d.phrase is not None and d.phrase.start <= at < d.phrase.end]
        self.event += 1
        latest, self.event = self.event, beside[0] if beside else self.event
        self._emit(Kind.LEVEL, i, owner, None)
        self.event = latest
        return True

    def _fallback_target(self, i: int) -> bool:
        """Read "a $12 price target", "fair value of $265": a level that is somebody's forecast."""
        if self._unit(i) in (Unit.NONE, Unit.POINT):
            return self._fallback_index_target(i)
        if self._unit(i) is not Unit.CURRENCY:
            return False
        before = self._prev(i, "djv")
        noun = self._prev(before, "djv") if self._cls(before) == "p" else -1
        is_target = (
            self._lower(self._next(i, "jh")) in _TARGETS
            or self._lower(noun) in _TARGETS
            or (self._lower(noun) == "value" and self._lower(noun - 1) == "fair")
        )
        at = next((j for j in range(i - 1, max(-1, i - 9), -1) if self._lower(j) in _TARGETS), None)
        share = self.memory.share()
        if at is not None:
            is_target = is_target or self._lower(self._prev(i, "djv")) in ("to", "from", "of", "at")
            on = self._next(at, "djv")
            if self._lower(on) in ("on", "for") and self._cls(self._next(on, "djv")) == "M":
                share = self.nodes[self._next(on, "djv")].mentions[-1]
            elif is_target and any(node.cls == "M" for node in self.nodes[:at]):
                self.nodes[i].is_used = True  # the name before is as likely the broker's
                return True
        elif names := [node.mentions[-1] for node in self.nodes[:i] if node.cls == "M"]:
            share = names[-1]
        if not is_target or share is None or not self._is_money(i, share):
            return False
        if any(
            share in node.mentions and self._lower(k - 1) in ("at", "by", "from") for k, node in enumerate(self.nodes)
        ):
            self.nodes[i].is_used = True
            return True  # "price target raised to $40 at Evercore": the broker's name is not whose price it is
        self.event += 1
        self._emit(Kind.LEVEL, i, (share,), None)
        for draft in self.drafts[-1:]:
            draft.is_target = True
        return True

    def _fallback_index_target(self, i: int) -> bool:
        """Read "a year-end target of 2,850" for the index that the sentence names."""
        names = tuple(found for node in self.nodes[:i] if node.cls == "M" for found in node.mentions)
        if not names or self._kind(names[-1]) is not InstrumentKind.INDEX or not self._is_level(i, names[-1:]):
            return False
        number = self.nodes[i].number
        is_told = self._lower(self._prev(i, "djv")) in ("of", "to", "at", "from")
        if number is None or not is_told or not any(self._lower(k) in _TARGETS for k in range(max(0, i - 8), i)):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, names[-1:], None)
        self.drafts[-1].is_target = True
        return True

    def _is_money(self, q: int, found: Found) -> bool:
        number = self.nodes[q].number
        assert number is not None
        return number.quantity.place < 1000 and self._kind(found) in _MONEY_KINDS

    def _fallback_other(self, i: int) -> None:
        """Bind a figure that is no price to the name that its clause is about, if any."""
        clause = self.clause_subjects.get(i)
        around_it = {self._cls(j) for j in range(max(0, i - 6), min(self.n, i + 5))}
        is_bare = self._unit(i) in (Unit.PERCENT, Unit.BASIS_POINT, Unit.POINT) and "n" not in around_it
        if is_bare and (clause is None or clause.sort != "other"):
            return  # "topping the 13.1% pop": some move, nobody can say whose
        source = self._prev(i, "djv")
        if self._cls(source) == "p":
            source = self._prev(source, "djvT,")
        if self._lower(source) in _MACRO or any(node.lower in _MACRO for node in self.nodes[max(0, i - 4) : i]):
            return
        before = self._prev(i, "dvj")
        mentions: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            mentions = self.nodes[before - 1].mentions
        if not mentions:
            j = self._next(i, "djvnwNhT")
            if self._lower(j) in ("for", "at", "of") and self._cls(self._next(j, "djv")) == "M":
                mentions = self.nodes[self._next(j, "djv")].mentions
        if not mentions:
            subject = self.clause_subjects.get(i)
            mentions = subject.mentions if subject is not None else ()
        if not mentions and not any(node.cls == "M" for node in self.nodes):
            share = self.memory.share()
            around = {self._cls(j) for j in range(max(0, i - 4), min(self.n, i + 4))}
            is_about_it = self.memory.is_one_company or any(node.lower in _ABOUT_IT for node in self.nodes)
            if share is not None and is_about_it and ("n" in around or self._unit(i) is Unit.MULTIPLE):
                mentions = (share,)
        if mentions and ("n" in around_it or not self._is_level(i, mentions[-1:])):
            self.event += 1
            self._emit_other(i, mentions[-1:], None)  # what may be its price, though not read so, is no "other"

    # -- making drafts --------------------------------------------------------------------

    def _unit(self, q: int) -> Unit:
        number = self.nodes[q].number
        assert number is not None
        return number.quantity.unit

    def _is_place_of_a_leader(self, i: int) -> bool:
        """Say whether the name at `i` only says where something led or trailed: "the best performer in the Dow"."""
        of = self._prev(i, "dvj")
        return self._cls(i) == "M" and self._cls(of) == "p" and self._lower(self._prev(of, "v")) in _LEADERS

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
        if mentions and self._unit(q) not in _DURATIONS:
            self._emit(Kind.OTHER, q, mentions[-1:], direction)
        else:
            self.nodes[q].is_used = True
