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
from extractor.nlp.lexicon import BEATEN, WORDS, Word
from extractor.nlp.phrases import Phrase, ordinal_of
from extractor.records import Bound, Detail, Direction, Form, InstrumentKind, Kind, TimexKind, Unit

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
    "gainer gainers loser losers winner winners decliner decliners laggard laggards advancer advancers riser risers faller fallers".split()
)
_SUCH_AS = frozenset("like including".split())
_INDEX_HEADS = frozenset("index gauge benchmark average barometer measure composite indexes indices averages".split())
_SEVERAL = frozenset("indexes indices averages".split())
_MEASURES = frozenset("index gauge measure barometer basket average".split())
_NOUNS_OF_MOVES = frozenset("gain drop slide fall rise decline jump surge plunge slump rally climb increase".split())
# What a broker does to a share, in headlines.
_RATES = frozenset(
    """adds upgrades downgrades raises cuts lifts initiates starts boosts reiterates lowers trims names likes upgraded downgraded initiated
    reinstates resumes rates backs defends double-upgrades assumes launches""".split()
)
_BROKERS = frozenset({"Investment Banks & Brokers", "Banks", "Asset Management"})
# Before the name of somebody whom a headline's subject deals with.
_BESIDE = frozenset("with on to from by via at against in into over than alongside".split())
_DEALS = frozenset(
    "acquire acquires acquiring buy buys buying sue sues suing supply supplies join joins beat beats rival rivals".split()
)
_OFFERED = frozenset("ipo offering shares units adss adrs spo notes placement".split())
_AFTER_IT = frozenset(
    "index stocks shares sector majors companies firms services exporters bellwether spending".split()
)
_LONGEST_NAME = 4
_NEARBY = 12  # nodes
_LONGEST_HEADLINE = 24  # nodes before its second part
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
_PRICE_UNITS = _LEVEL_UNITS - {Unit.PERCENT}
# "Reversing an early rally": what is undone is not what the session came to.
_UNDOING = frozenset("reverse reversed reversing reverses erase erased erasing erases cap capped capping".split())
_APART = frozenset("better worse more ahead behind short shy away".split())
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
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
# Told in basis points, they are moves of the bond: its yield goes the other way.
_OF_BONDS = {
    **dict.fromkeys(("rally", "rallies"), Direction.DOWN),
    **dict.fromkeys(("selloff", "sell-off", "rout"), Direction.UP),
}
_SAYING = frozenset("said says reported noted warned showed shows added forecast announced".split())
_MOVES = frozenset("move change".split())
_QUOTED_IN = {"JPY": "USDJPY", "CNY": "USDCNY", "CHF": "USDCHF", "CAD": "USDCAD", "INR": "USDINR", "KRW": "USDKRW"}
_FUTURES = {"^GSPC": "ES=F", "^NDX": "NQ=F", "^IXIC": "NQ=F", "^DJI": "YM=F", "^RUT": "RTY=F"}
_PEAKS = frozenset("record records peak high highs low lows".split())
_SHORTEST_RUN = 2
_DAY_WORDS = frozenset("day days session sessions week weeks month months".split())
_OF_AVERAGES = frozenset({Form.GOLDEN, Form.DEATH})
_ONES_CLOSE = frozenset("close finish settlement".split())
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.FLAT: Direction.FLAT}
_COMPANY_FIGURES = frozenset(
    "revenue revenues sales profit profits earnings eps margin margins deliveries shipments bookings guidance income ebitda".split()
)
_CONJUNCTIVE = frozenset("after before since until than".split())
_LEVEL_PREPOSITIONS = frozenset("at above below near past under over around through beneath beyond".split())
_REACHING = frozenset("to at from by above below near around past through under over beneath beyond".split())
_FED = frozenset("fed federal reserve fomc policymakers bank officials".split())
_RATE_CUTS = {"cut": Direction.DOWN, "cutting": Direction.DOWN, "cuts": Direction.DOWN, "lowered": Direction.DOWN, "lowering": Direction.DOWN,
              "lower": Direction.DOWN, "lowers": Direction.DOWN, "reduces": Direction.DOWN, "trims": Direction.DOWN, "slashes": Direction.DOWN,
              "hikes": Direction.UP, "lifts": Direction.UP, "reduced": Direction.DOWN, "reducing": Direction.DOWN, "slashed": Direction.DOWN, "trimmed": Direction.DOWN,
              "raised": Direction.UP, "raising": Direction.UP, "raises": Direction.UP, "hiked": Direction.UP, "hiking": Direction.UP,
              "increased": Direction.UP, "lifted": Direction.UP}  # fmt: skip
_OTHER_BANKS = frozenset(
    "australia rba boj japan ecb european england canada zealand rbi india swiss riksbank norges rbnz pboc china boe".split()
)
# "A quarter-point cut", "a 25-basis-point reduction", "a half-point hike".
_RATE_NOUNS = {
    **dict.fromkeys("cut cuts reduction reductions trim easing".split(), Direction.DOWN),
    **dict.fromkeys("hike hikes increase increases rise raise".split(), Direction.UP),
}
_RATE_WORDS = frozenset("rate rates interest interest-rate policy jumbo emergency insurance further more".split())
_DELIVERED = frozenset(
    """delivered delivers delivering announced announces made makes approved approves voted agreed enacted ordered gave followed
    after following implemented executed unveiled""".split()
)
_AWAITED = frozenset(
    """expected expect expects likely possible another next potential would could might imply implied price priced pricing odds chance
    bets bet wagers wager hopes calls probability anticipated projected forecast see sees for if whether""".split()
)
_RATE_HOLDS = frozenset("kept keeps keeping left leaves leaving held holds holding maintained maintaining".split())
# Bare integers of four figures that read as years.
_YEARS = (Decimal(1900), Decimal(2100))
_AT_LEAST_VERBS = frozenset(
    """top tops topped topping clears cleared cross crosses crossed crossing surpass surpasses surpassed surpassing exceed exceeded exceeds break breaks broke
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


@dataclass(slots=True)
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
        outdo outdoing eclipsed topped topping tops left leaving ahead better more outgain outdoes outstrip outstrips outstripping besting""".split(),
        Direction.UP,
    ),
    **dict.fromkeys(
        "lagged lags lagging trailed trails trailing underperformed underperforms underperforming underperform behind worse harder less short".split(),
        Direction.DOWN,
    ),
}
_SWUNG = frozenset(
    "swung swing swings swinging turned raced stormed rolled surged raced cruised coasted roared".split()
)
# Verbs of going that say where a price got to: "the yield went to 4.17%", "is back to $91,000".
_GOING_TO = frozenset(
    """went goes go gone going moved moves moving swung swings returned returns returning back got gets getting edged edging edges ticked
    ticking ticks inched inching inches crept creeping creeps drifted drifting drifts nudged nudging marched marching marches pushed pushing pushes
    shot shooting shoots ground grinding grinds powered powering trended trending pulled pulling traded trading trades raced racing stormed
    roared zoomed hurtled sprinted galloped barreled lurched limped wobbled backed whipsawed""".split()
)
# Times that say when a high or low stood.
_DAYS = frozenset({TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY, TimexKind.SESSION, TimexKind.MONTH})
# What a box of figures calls a price: of the session, or of the one before.
_BOX_LABELS = {
    **dict.fromkeys("close|closing price|last|last price|last close|price|share price|stock price".split("|"), "close"),
    **dict.fromkeys("previous close|prior close|prev close|prev. close".split("|"), "before"),
}
_RANGING = frozenset("spent ranged fluctuated bounced oscillated seesawed moved swung been was".split())
# Words beside which "near", "above", "just below" say where a price stands.
_PLACED = frozenset(
    "seen quoted back home stuck parked perched pinned camped lodged entrenched holding lingering languishing stalled leaving left indicated".split()
)
_PLACES = frozenset("near above below under over around about close shy approaching".split())
_APART_FROM = frozenset("below above under from off short shy away".split())
_PAYING = frozenset("pays paid paying offers offered offering returns".split())
_COSTING = frozenset("cost costs costing worth".split())
_GOES_IF = frozenset("go goes get gets move moves return returns swing swings come comes".split())
_GOES_FOR = frozenset("went goes go going sold sells sell selling hands".split())
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
_WHOLES = frozenset({InstrumentKind.INDEX, InstrumentKind.SECTOR, InstrumentKind.INDUSTRY, InstrumentKind.MARKET})
_PARTS = frozenset({InstrumentKind.SHARE, InstrumentKind.SECTOR, InstrumentKind.INDUSTRY})
# They lead only with a figure of how far: "topped the S&P 500 by 1.2 points", not "topped 7,000".
_LEADS_WITH_FIGURE = frozenset("topped topping tops eclipsed left leaving ahead behind short".split())
# What "its counterpart", "the standard version", "its famous sibling" stand for.
_TWINS = {"^SPXEW": "^GSPC", "RSP": "^GSPC", "^RLG": "^RLV", "^RLV": "^RLG", "style:Growth": "style:Value", "style:Value": "style:Growth"}  # fmt: skip
_TWIN_WORDS = frozenset(
    "sibling siblings counterpart counterparts twin version cousin cap-weighted capitalization-weighted standard regular".split()
)
_SILENT = frozenset({*"djvTg#~", ""})  # classes that others look at, which begin nothing
_OF_TRADING = frozenset(
    "percentage point points terms trading trade process gain gains gain losses loss declines advances dealings day days week weeks month months year years session sessions quarter time".split()
)
_MEMBER_NOUNS = frozenset("stocks members components companies names shares issues sectors constituents groups".split())
_COUNTS = frozenset("many most some few several half".split())
_EARLIER = frozenset("after since until before following touching".split())
_BY_AN_AVERAGE = frozenset("at of near around moving average averages line itself now simple".split())
_CLOSES = frozenset("close finish settlement record high low peak trough bottom summit".split())
_CLOSING = frozenset("closing all-time intraday record best lowest highest".split())
_FIELDS = frozenset("technology tech".split())
_AFTER_A_FIGURE = {"better": Direction.UP, "worse": Direction.DOWN, "lighter": Direction.DOWN}
# What may be something else than the lexicon says.
_TURNING = frozenset(
    {"beating", "less", "more", "ahead", "shareholders", "stockholders", "net", *_FIELDS, *_AFTER_A_FIGURE}
)
_REMEMBERED_AS = {
    InstrumentKind.SHARE: "share",
    InstrumentKind.FUND: "share",
    InstrumentKind.INDEX: "index",
    InstrumentKind.YIELD: "yield",
}
_OF_TWO = frozenset("former latter pair duo two".split())
# "All three", "both indexes", "each": names told shortly before.
_GROUP_OPENERS = frozenset("all both each the".split())
_GROUP_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_GROUP_WORDS = frozenset({"both", "each", *_GROUP_COUNTS})  # one of them stands in each such name
_GROUP_ADJECTIVES = frozenset("major main big big-cap large-cap headline key stock u.s. us american".split())
_GROUP_NOUNS = {
    **dict.fromkeys("indexes indices averages gauges benchmarks barometers measures".split(), InstrumentKind.INDEX),
    **dict.fromkeys("companies stocks shares names".split(), InstrumentKind.SHARE),
    "metals": InstrumentKind.COMMODITY,
}
# The three that "all three" are where all of them have been told of.
_THREE = frozenset({"^GSPC", "^DJI", "^IXIC"})
# "May added 5.1%", "the first quarter delivered 12.4%": a time that stands where a subject does.
_SPANS = frozenset(
    {TimexKind.WEEKDAY, TimexKind.WEEK, TimexKind.MONTH, TimexKind.QUARTER, TimexKind.HALF, TimexKind.YEAR}
)
_DELIVERY_MONTHS = frozenset(
    "january february march april may june july august september october november december front-month".split()
)
# "Utilities eked out a gain": verbs of a move that report a noun as well.
_EKED = frozenset(
    {"eked out", "eke out", "eking out", "ekes out", "squeezed out", "managed", "manages", "managing", "notched", "notches",
     "notching", "carved out", "chalked up", "racked up", "clocked up", "scratched out", "squeaked out"}
)  # fmt: skip
_LONE = frozenset("lone only sole rare few handful".split())
_WERE = frozenset("was were is are been remained".split())
_TIME_NOUNS = frozenset("day session week month quarter half year afternoon morning".split())
_SPANNING = frozenset("move swing change shift".split())
_POINTING = frozenset(
    "point points pointed pointing headed heading heads sank sunk slumped slid fell dropped climbed rose jumped surged".split()
)
_GIVES = frozenset("delivered delivers brought produced yielded contributed provided generated".split())
# A time that "took back 2%" may have done so of a fall or of a rise.
_TAKEN_BACK = frozenset({"took back", "takes back", "taking back", "clawed back", "won back"})
_LED = frozenset("led paced headed spearheaded fronted".split())
# Indices whose best and worst a market report tells.
_MAIN_INDICES = frozenset({"^GSPC", "^DJI", "^IXIC", "^RUT", "^NDX"})
_STYLED = {"style:Growth": "^RLG", "style:Value": "^RLV"}
_FELL = frozenset("fell falls fallen falling came comes finished ended".split())
_DENYING = frozenset("no not any little hardly nothing never much only".split())
_THEREBY = frozenset(
    "thereby thus hence easily comfortably handily narrowly vastly significantly slightly sharply".split()
)
_RATIOS = frozenset("double twice triple half".split())
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
# Other indices with thirty members.
_OF_THIRTY = frozenset({"^SOX", "^BSESN"})
_BRACKETS = 8  # nodes
# "With financials second and utilities bottom": of the name right before, or nobody.
_RANK_PLACES = frozenset("first second third fourth last bottom top tops best worst strongest weakest most".split())
# What opens a clause beside the main one: "they" of the next sentence are still who that was about.
_ASIDE = frozenset("as after because since though although despite when".split())
# Indices of no shares: none fares better or worse than a stock index.
_NO_RIVALS = frozenset({"^VIX", "DXY"})
# American indices that nobody calls "the benchmark".
_NO_BENCHMARKS = frozenset({"^DJI", "^IXIC", "^NDX"})
_ROLES_OF_INDICES = frozenset(
    "blue-chip tech-heavy technology-heavy broad-based large-cap export-heavy resource-heavy commodity-heavy".split()
)
_MATURITIES = {
    **dict.fromkeys(("2", "two"), "UST2Y"), **dict.fromkeys(("5", "five"), "UST5Y"), **dict.fromkeys(("10", "ten"), "UST10Y"),
    **dict.fromkeys(("30", "thirty"), "UST30Y"),
}  # fmt: skip
# "The Dow's advance this week reached 2%".
_REACHES = frozenset("reached reaches totals totaled totalled stands stood hit".split())
_FAR = 40  # nodes
_ASKED = 3  # nodes
_SENTENCE_OF_ONE_MOVE = 24  # nodes
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
    day: int | None = None  # the node of the day that it stood there
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
    group: Form | None = None
    group_block: int = -1
    has_index_here: bool = False
    named: dict[str, Found] = field(default_factory=dict)
    named_block: int = -1
    unit: Unit | None = None
    unit_block: int = -1

    def only_one(self) -> Found | None:
        """Return the one name of this paragraph, where it has no other."""
        return next(iter(self.named.values())) if self.named_block == self.block and len(self.named) == 1 else None

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
            last = self.by_kind.get("index")
            is_benchmark = last is not None and last.symbol not in _NO_BENCHMARKS
            found = self.by_kind.get("benchmark") or (last if is_benchmark else None)
        elif head in _INDEX_HEADS:
            is_here = self.block == self.index_block and head not in _SEVERAL
            told = self.main.mentions if self.main is not None and self.main.sort == "price" else ()
            newest = {found.symbol for found in self.recent[-1]} if self.recent else set()
            is_newest = not newest or (bool(told) and told[0].symbol in newest)
            is_told = len(told) == 1 and told[0] in self.indices and not self.has_index_here and is_newest
            last = told[0] if is_told else self.by_kind.get("index")
            only = self.only_one() if head == "index" else None
            if only is not None and only.symbol == "DXY":
                return (only,)
            is_topic = head in ("index", "gauge", "composite", "barometer")
            found = last if is_here else self.topic_index if is_topic else None
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


def tells_by_the_bell(nodes: Sequence[Node]) -> bool:
    """Say whether a sentence opens with the end of its own session: what "had risen" by then is of that session."""
    opening = nodes[1:6]
    return bool(nodes) and nodes[0].lower == "by" and any(node.lower in _BELL for node in opening)


_BELL = frozenset("bell close closing finish settlement noon midday midafternoon".split())


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

    # -- the scan -------------------------------------------------------------------------

    def read(self) -> list[Draft]:
        """Return the drafts of the sentence, in reading order."""
        self.memory.has_index_here = False
        lowers = {node.lower for node in self.nodes}
        self._name_former_and_latter(lowers)
        if not _GROUP_WORDS.isdisjoint(lowers):
            self._name_groups()
        self._remember_names()
        if "price" in lowers:
            self._drop_price_nouns()
        if not _TURNING.isdisjoint(lowers):
            self._turn_comparatives()
        self.label, self.label_stop = self._label_at()
        if "?" in lowers and self._is_asked_for():
            found = next((node.mentions for node in self.nodes if node.cls == "M"), ())
            for mention in found:
                self._remember(mention)
            self.memory.main = Subj("price", found) if found else None  # "Tech? Down 1.9%."
            return []
        self._read_quotes()
        self._name_maturities()
        self.first_name = next((k for k, node in enumerate(self.nodes) if node.cls == "M"), self.n)
        if "thanks" in lowers or "owing" in lowers:
            self._drop_what_is_thanked()
        if self.is_list:
            self._read_box()
        colon = next((k for k, node in enumerate(self.nodes) if node.cls == ":"), None) if self.is_list else None
        if colon is not None and not any(node.cls == "M" for node in self.nodes[:colon]):
            if any(node.cls == "W" for node in self.nodes[:colon]):
                self.main = UNKNOWN  # "Shanghai - Composite: FLAT at 4,113.65": a name that nobody knows
        i = 0
        while i < self.n:
            node = self.nodes[i]
            cls = node.cls
            if self.phrases and node.end > self.phrases[0].start:
                if node.start >= self.phrases[0].end:
                    self._on_phrase(self.phrases.pop(0), i)
                elif cls != "M" or (self.phrases[0].kind is Kind.COMPARISON and node.end <= self.phrases[0].end):
                    i += 1  # its words are no subjects and moves of their own
                    continue
            if node.lower in _RATE_NOUNS and self._on_rate_noun(i):
                i += 1
                continue
            if node.lower in _COMPARISONS:
                self._on_comparison(i)
            elif node.number is not None and node.number.quantity.unit is Unit.MULTIPLE and cls != "U":
                self._on_ratio(i)
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
                if node.lower not in _RATE_CUTS or not self._on_rate_decision(i):
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
            elif cls == "p" and node.lower in ("to", "for"):
                self._on_to(i)
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
                if draft.phrase is not None
                or draft.day is not None
                or not any(_is_within(draft, phrase) for phrase in told)
            ]
        self._settle_pending()
        self._drop_repeats()
        if self.subj is not None and (self.verb_seen or self.main is None):
            self.main = self.subj
        if self.opener_word in _ASIDE and self.before_aside is not None:
            self.main = self.before_aside
        if self.main is not None and not self.main.mentions and self.first is not None:
            self.main = self.first
        self.memory.main = self.main or self.memory.main
        self.memory.main_block = self.memory.block if self.main is not None else self.memory.main_block
        if self.drafts:
            self._name_pairs()
        self.drafts.sort(key=lambda draft: (draft.start, draft.end))
        return self.drafts

    def _drop_repeats(self) -> None:
        """Drop a bare direction that a figure tells as well: "slid, ending 1.1% lower", "went down (−6.4%)".

        One with a time of its own is another claim: "rose 1.2% and is up for the year". Of a market that no series
        answers for ("Asian shares fell") a bare direction says nothing that could be held against a price.
        """
        if all(draft.kind is not Kind.DIRECTION for draft in self.drafts):
            return
        is_asked = self.nodes[-1].cls == "?"  # "Did everything rise?" asks of nobody in particular
        told: dict[tuple[str, Direction | None], list[int]] = {}
        for draft in self.drafts:
            if draft.mention is not None and draft.kind is Kind.CHANGE:
                told.setdefault((draft.mention.symbol, draft.direction), []).append(draft.node)
        self.drafts = [
            draft
            for draft in self.drafts
            if draft.kind is not Kind.DIRECTION
            or draft.mention is None
            or not (
                self._is_priceless(draft.mention)
                or (is_asked and draft.is_understood)
                or any(
                    self._is_repeated(draft.node, node)
                    for node in told.get((draft.mention.symbol, draft.direction), ())[:_ASKED]
                )
            )
        ]

    def _is_priceless(self, found: Found) -> bool:
        """Say whether a name stands for a whole market that has neither prices nor a proxy."""
        instrument = self.gazetteer.instrument(found.symbol)
        return instrument.kind is InstrumentKind.MARKET and instrument.proxy is None

    def _is_repeated(self, bare: int, figure: int) -> bool:
        """Say whether the direction at node `bare` is of the same time as the figure at node `figure`."""
        first, last = sorted((bare, figure))
        if last - first > _SENTENCE_OF_ONE_MOVE or any(node.cls == ";" for node in self.nodes[first:last]):
            return False
        joint = next((k for k in range(last, first, -1) if self.nodes[k].cls in ",-(c"), first)
        is_added = any(node.is_participle or node.cls in "(" for node in self.nodes[joint : min(joint + 3, self.n)])
        stop = next(
            (k for k in range(last + 1, min(self.n, last + _SENTENCE_OF_ONE_MOVE)) if self.nodes[k].cls in ",;:-(Mcs"),
            self.n,
        )
        has_time = any(node.cls == "T" for node in self.nodes[max(joint, last - 3) : stop])
        return is_added or not has_time

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
        direction = _COMPARISONS[lower]
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
            if self._lower(at) != "than" or self._cls(self._next(at, "dj")) != "M" or way not in _OPPOSITE:
                return
            direction = way if lower == "more" else _OPPOSITE[way]
        elif lower in ("ahead", "behind", "short"):
            at = i + 1
            if self._lower(at) != ("of" if lower != "behind" else "") and lower != "behind":
                return
            at = i if lower == "behind" else at
        if subject is None or subject.sort != "price":
            return
        name = self._prev(i, "va")
        if self._cls(name) == "M" and self._lower(self._prev(name, "dj")) in _COMPARISONS:
            subject = Subj("price", subject.mentions[-1:])
        if self._lower(at + 1) == "every" and self._lower(at + 2) == "other":
            self._on_every_other(i, at, subject, direction)
            return
        others, stop = self._compared(self._next(at, "dj"), at, subject)
        if self._cls(stop) == "b" and self._lower(stop) in _COMPARISONS:
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
            others = [mentions[0]._replace(symbol=symbol) for symbol in sorted(_THREE - own)]
        return (others, j + length) if len(others) > 1 else ([], j)

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
            whole = Found(first, first, first, symbol, "role") if phrase.detail.form is not Form.SEVEN else None
            way = phrase.direction or self._direction_of_clause(first)  # "as did 26 of its 30 members"
            if way not in (Direction.UP, Direction.DOWN):
                return
            self.drafts.append(Draft(phrase.kind, start, end, whole, way, last, event=self.event, phrase=phrase))
            self.directions.append((last, way))
            self.counted = way
            self.memory.group, self.memory.group_block = phrase.detail.form, self.memory.block
            return
        direction = phrase.direction
        if direction is None and phrase.kind is Kind.COMPARISON and self.counted is not None:
            direction = self.counted  # "ten of eleven gained ground, energy the most", "seven fell, led by utilities"
        if direction is None:
            direction = self._direction_of_clause(first)
            if phrase.detail.form is Form.ENDED and direction in _OPPOSITE:
                direction = _OPPOSITE[direction]  # "slipped 0.1%, ending a six-week run"
        subject = self._of_best(first, last) if phrase.kind is Kind.COMPARISON else self._of_phrase(first, last)
        if phrase.kind is Kind.COMPARISON:
            named = subject.mentions if subject is not None and subject.sort == "price" else ()
            form = self._group_of(named, phrase.detail.form)
            if form is None:
                return
            if form in (Form.MEMBERS, Form.SEVEN):
                self.memory.group, self.memory.group_block = form, self.memory.block
            subject = Subj("price", named)
            phrase = phrase._replace(detail=replace(phrase.detail, form=form, count=len(named)))
        is_day_after = subject is UNKNOWN and self._is_day_after(first)
        if is_day_after:
            subject = self.main if self.main is not None and self.main.sort == "price" else None
        if phrase.detail.form in _OF_AVERAGES and (subject is None or subject.sort != "price"):
            subject = self._of_averages(first, subject)
        colon = next((k for k in range(first - 1, -1, -1) if self._cls(k) == ":"), -1) + 1
        opens = self._cls(colon) in ("p", "b", "X", "P", "C", "s") or self.nodes[colon].is_participle
        is_label = colon > 0 and self.subj is None and subject is UNKNOWN and self._cls(colon - 1) == ":"
        if (subject is None or is_label) and stop <= self.n and not self.is_late and (opens or is_day_after):
            # "With its third gain in a row, the S&P 500 …": told of who follows
            self.late.append((phrase, first, last))
            return
        if subject is None or subject.sort != "price" or direction not in (Direction.UP, Direction.DOWN):
            return
        if phrase.kind is Kind.RANK and phrase.detail.of in (Unit.QUARTER, Unit.YEAR):
            is_company = any(self._kind(found) is InstrumentKind.SHARE for found in subject.mentions)
            if is_company and any(node.lower in _COMPANY_FIGURES for node in self.nodes):
                return  # "Nvidia had its best quarter ever, with revenue up 60%"
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
        if phrase.kind is Kind.COMPARISON:
            # "Led by Nvidia, the top performer in the average" says it once.
            symbols = {found.symbol for found in subject.mentions}
            self.drafts = [
                draft
                for draft in self.drafts
                if draft.phrase is None
                or draft.kind is not Kind.COMPARISON
                or draft.mention is None
                or draft.mention.symbol not in symbols
                or draft.direction is not direction
            ]
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
        for k in range(first, min(stop, self.n)):
            if self.nodes[k].cls != "Q":
                continue
            day = self._day_beside(k) if phrase.detail.form is Form.OFF and k != figure else None
            if day is not None and len(subject.mentions) == 1 and self._is_level(k, subject.mentions):
                self._emit(Kind.LEVEL, k, subject.mentions, None, subject.is_understood)
                self.drafts[-1].day = day  # "20% below its closing high of $47.10 on Jan. 2"
            self.nodes[k].is_used = True
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

    def _of_best(self, first: int, last: int) -> Subj | None:
        """Return whose it is to be the best: "led by materials", "the biggest gainer was energy", else the clause's."""
        governor = self._next(last, "")
        if self._lower(governor) in ("by", "was", "were", "is", "are", ":"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions)
        if self._lower(first) in _LED and self._lower(governor) == "by":
            return None
        if self._cls(self._prev(first, "dav")) in ("w", "W") and self._cls(first - 1) != "d":
            return None  # "Acme fared best": a name that nobody knows
        beside = self._prev(first, "djv,a")
        if self._cls(beside) == ")":  # "Caterpillar (+6.1%) and Nvidia (+5.6%) up top"
            names: list[Found] = []
            while self._cls(beside) == ")":
                name = next((k for k in range(beside, max(-1, beside - _BRACKETS), -1) if self._cls(k) == "M"), -1)
                if name < 0 or self._cls(name + 1) != "(":
                    break
                names = [*self.nodes[name].mentions, *names]
                beside = self._prev(name, "dj,c")
            if names:
                return Subj("price", tuple(names))
        if self._cls(beside) == "M":
            return Subj("price", self.nodes[beside].mentions)
        if self._cls(beside) == "Q" and self._cls(self._prev(beside, "djv:-")) == "M":
            return Subj("price", self.nodes[self._prev(beside, "djv:-")].mentions)
        if self._lower(first) in _RANK_PLACES:
            return None
        return self._of_phrase(first, first)

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

    def _read_tail(self, phrase: Phrase, subject: Subj, direction: Direction, stop: int) -> None:
        """Read the figure that closes "fell for a ninth session, to 17.48", "its biggest drop since October, 2.6%"."""
        stop += self._lower(stop) == "running"  # "for a fourth session running to 23.87"
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
        elif to == "worth" and self._cls(self._next(at, "djv")) == "Q":
            q = self._next(at, "djv")  # "the fifth straight quarterly advance, worth 8.2%"
            if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
        elif phrase.kind is Kind.EXTREMUM and phrase.detail.form is not Form.OFF and self._cls(stop) in (",", ":", "-"):
            # "its lowest close of the year, 4,170.70 on March 8"
            is_price = self._cls(stop + 1) == "Q" and self._is_price(stop + 1) and not self.nodes[stop + 1].is_used
            if is_price and self._sign(stop + 1) is None and self._is_level(stop + 1, subject.mentions):
                self._emit_level(stop + 1, subject.mentions, subject.is_understood)
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
        if is_said or any(found.symbol == "^DJI" for found in known):
            return True
        # "Twenty-seven of the 30 components": of the index with thirty that the text told of shortly before
        told = [found.symbol for sentence in self.memory.recent for found in sentence]
        return "30" in around and "^DJI" in told and not _OF_THIRTY & set(told)

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
        is_by_the_bell = tells_by_the_bell(self.nodes)  # "By the closing bell the Dow had risen …, a record"
        for k in range(first - 1, max(-1, first - 10), -1):
            node = self.nodes[k]
            if node.cls in ";:":
                return False
            if is_by_the_bell and node.lower == "had":
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
                return self._lower(k - 1) in _DAY_WORDS
            if self.nodes[k].cls in ",;:Ms":
                return False
        return False

    def _of_phrase(self, first: int, last: int) -> Subj | None:
        """Return whose a phrase is: "a record close for the Dow", "the Dow's best day", else the clause's."""
        governor = self._next(last, "")
        for k in range(first + 1, last + 1):
            # "the worst quarter for the S&P 500 since 2022"
            if self._cls(k) == "M" and self._lower(self._prev(k, "dj")) in ("for", "by"):
                return Subj("price", self.nodes[k].mentions)
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
                return self._described(owner - 1)
            main = self.main or self.memory.main  # "it was the index's fifth gain": of whom the text has just spoken
            if main is not None and main.sort != "price" and self.memory.main is not None:
                main = self.memory.main  # "what came next was the index's best week"
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
        lone = [node.mentions for node in self.nodes[:first] if node.cls == "M"]
        if len(lone) == 1 and not any(node.cls in "UCVLPXbaws" for node in self.nodes[:first]):
            return Subj("price", lone[0])  # "Gold $1,781.90, -4.8%, its worst week since March"
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
        is_months = self._cls(opening) == "T" and self._cls(self._next(opening, "v")) == "a"
        is_its = self._lower(opening) in ("its", "their") and self._cls(opening + 1) == "Q"
        if is_alone and (is_its or (is_months and self._lower(self._prev(first, "jvQ#")) == "its")):
            told = self.memory.main
            if self.memory.block == self.memory.main_block and told is not None and told.sort == "price":
                return told  # "April was its best month since 2000", "its 17% is the best first half since"
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

    def _described(self, i: int) -> Subj:
        """Return the company whose "steepest fall" is "the chipmaker's": the name before it, else the one the text speaks of."""
        noun = self._lower(i)
        if not self._is_about_it(i) or self._lower(self._prev(i, "jwn")) not in ("the", "that", "this"):
            return UNKNOWN
        named = [found for node in self.nodes[:i] if node.cls == "M" for found in node.mentions[-1:]]
        share = named[-1] if named else self.memory.share()
        is_share = share is not None and self._kind(share) is InstrumentKind.SHARE
        if share is None or not is_share or not self._may_be_called(share, noun, i):
            return UNKNOWN
        return Subj("price", (share,), is_understood=not named)

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

    def _sign(self, q: int) -> Direction | None:
        number = self.nodes[q].number
        return {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign) if number is not None else None

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
        return 0 < len(words) <= _ASKED and words[-1].cls == "?" and all(node.cls in "MwWnhj?" for node in words)

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
            direction = _AFTER_A_FIGURE.get(node.lower)
            is_than = self._cls(i + 1) == "T" and self._lower(i + 1).startswith("than ") and self._cls(i - 1) == "Q"
            if node.lower in ("less", "more") and is_than and self._is_priced_by(i - 1):
                direction = Direction.UP if node.lower == "more" else Direction.DOWN
                node.cls, node.word = "A", Word("A", direction)  # "five basis points less than a week ago"
                continue
            if direction is not None and self._cls(i - 1) == "Q" and self._lower(i + 1) not in ("than", "off"):
                node.cls, node.word = "A", Word("A", direction)
            elif node.lower == "beating" and self._cls(self._next(i, "dj")) == "M":
                node.cls = "b"  # "beating the S&P 500" is no beating
            elif node.lower in _FIELDS and node.cls == "j" and self._cls(i + 1) in ("U", "C", "V", "L", "a"):
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
        if node.cls == "s" and node.lower in _ASIDE:
            self.before_aside = self.main if self.main is not None and self.main.sort == "price" else None
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
            told_of = self._subject()
            is_of_head = self._cls(j) == "h" and node.lower in ("which", "that", "whose")
            if is_of_head and told_of is not None and told_of.sort == "price":
                # "The stock, which touched $555.45, finished at $533.50", "The index, whose name says nothing, ended at"
                self.saved, self.subj, self.verb_seen = told_of, UNKNOWN if node.lower == "whose" else told_of, False
                is_of_index = any(self._kind(found) is InstrumentKind.INDEX for found in told_of.mentions)
                is_the_index = self._lower(j) in _INDEX_HEADS and self._lower(self._prev(j, "j")) == "the"
                if is_the_index and not is_of_index and node.lower != "whose":
                    told = self.memory.recall(self._lower(j))  # "Boeing took 800 points off the gauge, which fell 1.3%"
                    self.subj = Subj("price", told, is_understood=True) if told else UNKNOWN
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
        if any(found.symbol in _FUTURES for found in node.mentions) and (
            self._has_future(i) or any(self._kind(found) is InstrumentKind.FUTURE for found in node.mentions)
        ):
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
        if (
            self._cls(before) == "Q"
            and self._cls(self._prev(before, "dvj")) == "p"
            and self._cls(i + 1) in ("w", "n", "h")
        ):
            before = self._prev(before, "dvj")  # "among the 11 S&P 500 sectors"
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
            self._lower(before) != "with"
            or self._lower(before - 1) in ("compared", "compares", "contrasts")
            or not self._tells_of(self._after_subject(i, j, head, is_owner))
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
            is_membership
            or opening.cls in "dv"
            or (opening.cls == "w" and self._lower(i + 2) in ("to", "of", "for"))  # "home to many manufacturers"
            or (
                opening.cls in "bX" and self._lower(i + 2) in ("by", "down", "up", "on")
            )  # "weighed down by", "helped by"
            or opening.lower
            in ("for", "like", "along", "as", "one", "so", "once", "oddly", "despite", "unlike", "after", "amid")
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

    def _on_span_of_levels(self, i: int) -> bool:
        """Read "went from 0.93% to 1.45%, a move of 52 basis points": the levels before say which way."""
        q = self._next(i + 1, "djv")
        levels = [d for d in self.drafts[-_ASKED:] if d.kind is Kind.LEVEL and d.quantity_node is not None][-2:]
        is_of = self._lower(i + 1) == "of" and self._cls(q) == "Q" and self._cls(self._prev(i, "djv")) in (",", "-")
        if not is_of or len(levels) < 2 or self._unit(q) not in (Unit.BASIS_POINT, Unit.PERCENT, Unit.POINT):
            return False
        first, last = (self.nodes[draft.node].number for draft in levels)
        told = {draft.mention for draft in levels}
        if first is None or last is None or len(told) > 1 or self.nodes[q].is_used:
            return False
        was, now = first.quantity.value, last.quantity.value
        if was is None or now is None or was == now or not any(draft.is_base for draft in levels[:1]):
            return False
        mentions = tuple(found for found in told if found is not None)
        self._emit(Kind.CHANGE, q, mentions, Direction.UP if now > was else Direction.DOWN)
        return True

    def _on_noun(self, i: int) -> None:
        """Take a noun that no name heads as the subject of a clause that has none."""
        node = self.nodes[i]
        if node.lower in _SPANNING and self._on_span_of_levels(i):
            return
        if node.cls == "o":
            if node.lower == "it" and self._cls(i - 1) == "X" and self.subj is None and self.main is None:
                self.subj = self._antecedent(i)  # "Friday's bounce of 1.6% left it 1.6% lower for the week"
                return
            if self.verb_seen or (self.subj is not None and not self._begins_anew(i)):
                return
            if node.lower == "it" and self._lower(i + 1) in _AFTER_IT:
                self.subj = UNKNOWN  # "the IT index"
            elif node.lower == "they" and (listed := self._listed_after(i)) > 1:
                members = self._told_in_order(listed)
                self.subj = Subj("price", members, is_understood=True) if members else self._antecedent(i)
            elif node.lower in ("it", "they"):
                self.subj = self._antecedent(i)
            else:
                self.subj = UNKNOWN
            self.verb_seen = False
            return
        if node.cls in "wW" and (self.verb_seen or self._cls(self._prev(i, "djWwn")) == "p"):
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
            is_alone = self.first_name == self.n and self._lower(i - 1) in _ROLES_OF_INDICES
            if is_named and is_alone and node.lower in _INDEX_HEADS:
                only = self.memory.only_one()  # "the blue-chip gauge", in a paragraph of one index
                is_named = only is None or self._kind(only) is not InstrumentKind.INDEX
            is_plain = not is_named and (
                before is None
                or (before.cls in "dcs,;:-" and before.lower not in ("a", "an"))
                or (
                    before.lower == "a" and self._cls(previous - 1) == "," and self._cls(i + 1) == "r"
                )  # ", a stock that …"
                or (before.lower == "that" and previous == 0)
                or (before.cls == "g" and self._is_about_it(previous - 1))
                or (before.lower in _DELIVERY_MONTHS and previous == 0 and self._is_of_one_commodity(node.lower))
            )
            governor = self._cls(self._prev(previous, "dj")) if before is not None and before.cls == "d" else ""
            recalled = self.memory.recall(node.lower) if is_plain and governor != "p" else ()
            if node.lower in _MEASURES and self._lower(i + 1) == "of":
                recalled = ()  # "the index of precious metals miners" is none that was named
            if not recalled and before is not None and before.lower in ("its", "their") and node.lower == "price":
                spoken_of = self._antecedent(i)
                recalled = spoken_of.mentions if spoken_of.sort == "price" else ()  # "its price appreciated 16.3%"
            if is_plain and self._cls(i - 1) in (";", ",") and node.lower in ("shares", "stock"):
                told = self._of_headline(i)
                if told is not None:
                    recalled = told
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
        if self.subj is None and self._is_labelled(i):
            self.subj = Subj("price", self.nodes[0].mentions, is_understood=True)
        elif self.subj is None and self._is_about_it(head) and self._cls(i - 1) == "d":
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
        elif self.subj is None and self._is_of_label(i) and self.label is not None:
            self.subj = Subj("price", (self.label,), is_understood=True)
        elif self.subj is None and self._is_labelled(i):
            self.subj = Subj("price", self.nodes[0].mentions, is_understood=True)
        elif self.subj is None or (self.subj.sort == "price" and self._cls(i - 1) in ("M", "h")):
            self.subj = UNKNOWN

    def _is_of_one_commodity(self, head: str) -> bool:
        """Say whether "December futures" are of the one name that the paragraph has told of."""
        only = self.memory.only_one()
        is_last = only is not None and self.memory.by_kind.get("other") == only
        return head in ("futures", "contract") and is_last

    def _listed_after(self, i: int) -> int:
        """Return how many figures of one unit are listed after "they": "they put on 1.4%, 1.5% and 1.6%"."""
        first = next((j for j in range(i + 1, min(self.n, i + 8)) if self.nodes[j].cls in "Q,;:M"), self.n)
        if self._cls(first) != "Q" or self._unit(first) not in _CHANGE_UNITS:
            return 0
        n, j = 1, first + 1
        while self._cls(j) in (",", "c"):
            j += 1 + (self._cls(j) == "," and self._cls(j + 1) == "c")
            if self._cls(j) != "Q" or self._unit(j) is not self._unit(first):
                break
            n, j = n + 1, j + 1
        return n

    def _told_in_order(self, n: int) -> tuple[Found, ...]:
        """Return the `n` names of one sort that the sentences before told last, in their order; none where they are not so many."""
        has_names = self.first_name < self.n  # this sentence's are the last of them
        members: dict[str, Found] = {}
        for sentence in reversed(self.memory.recent[:-1] if has_names else self.memory.recent):
            members = {found.symbol: found for found in sentence} | members
            if len(members) >= n:
                break
        is_alike = len({self._kind(found) for found in members.values()}) == 1
        return tuple(members.values()) if len(members) == n and is_alike else ()

    def _begins_anew(self, i: int) -> bool:
        """Say whether "it" begins the clause after a phrase of time: "Two full sessions into the week it is 1.7% to the good"."""
        is_verb = self._cls(self._next(i, "v")) in ("a", "U", "C", "V", "L")
        return self._lower(i) == "it" and self.subj is UNKNOWN and is_verb and self._cls(i - 1) in ("T", "w", "j")

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
        reach = 12 if any(self._is_about_it(j) for j in range(i, min(self.n, i + 3))) else 5
        return (
            self._cls(0) == "M"
            and self._cls(1) in ("-", ":")
            and len(label) == 1
            and self._kind(label[0]) is InstrumentKind.SHARE
            and start <= i <= start + 4
            and self._lower(start) == "the"
            and any(self.nodes[j].cls in "UC" for j in range(i + 1, min(self.n, i + reach)))
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
        only = self.memory.only_one() if not names and self._lower(i) == "it" else None
        if only is not None and self._kind(only) is not InstrumentKind.SHARE:
            return Subj(
                "price", (only,), is_understood=True
            )  # a paragraph that tells of one index, whatever else it says
        return UNKNOWN

    def _remember(self, found: Found) -> None:
        kind = self._kind(found)
        if self.memory.named_block != self.memory.block:
            self.memory.named.clear()
            self.memory.named_block = self.memory.block
        self.memory.named[found.symbol] = found
        key = _REMEMBERED_AS.get(kind, "other")
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
        is_of_rates = node.cls == "b" or node.lower in _RATE_HOLDS or node.lower in _RATE_CUTS
        if is_of_rates and self._on_rate_decision(i):
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

    def _on_rate_noun(self, i: int) -> bool:
        """Read "the Fed delivered a quarter-point cut", "futures imply a half-point hike by the Fed"."""
        figure = i - 1
        while self._lower(figure) in _RATE_WORDS:
            figure -= 1
        if self._cls(figure) != "Q":
            figure = self._next(i, "djv") if self._lower(i + 1) == "of" else -1
            figure = self._next(figure, "djv") if self._lower(figure) == "of" else figure
        number = self.nodes[figure].number if figure >= 0 and self._cls(figure) == "Q" else None
        if number is None or self.nodes[figure].is_used:
            return False
        quantity = number.quantity
        is_small = quantity.value is not None and quantity.value <= 1
        if not (
            quantity.unit is Unit.BASIS_POINT or (is_small and quantity.unit in (Unit.POINT, Unit.PERCENTAGE_POINT))
        ):
            return False
        around = self.nodes[max(0, i - _FAR) : i + 12]
        words = {node.lower for node in around}
        named = next((f for node in around for f in node.mentions if f.symbol == "FEDFUNDS"), None)
        by_fed = named is not None or not words.isdisjoint(("fed", "federal", "fomc", "fed's"))
        if not by_fed and "FEDFUNDS" in {f.symbol for told in self.memory.recent[-2:] for f in told}:
            by_fed = "rate" in words
        if not by_fed or words & _OTHER_BANKS:
            return False
        if quantity.unit is Unit.POINT:
            self.nodes[figure].number = number._replace(quantity=replace(quantity, unit=Unit.PERCENTAGE_POINT))
        before = [node.lower for node in self.nodes[max(0, min(figure, i) - 10) : min(figure, i)]]
        is_delivered = bool(_DELIVERED & set(before)) and not _AWAITED & set(before)
        self.event += 1
        found = named or Found(0, 0, 0, "FEDFUNDS", "role")
        self._emit(Kind.CHANGE, figure, (found,), _RATE_NOUNS[self._lower(i)], named is None)
        if not is_delivered:
            for draft in self.drafts[-1:]:
                draft.is_target = draft.quantity_node == figure
        return True

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
        about_rates = mention is not None or bool(words & {"rates", "rate", "range", "target", "borrowing"})
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
        if node.lower in ("return", "returns") and self._lower(i + 1) == "on":
            self.nodes[i - 1].is_used = self.nodes[i - 1].is_used or self._cls(i - 1) == "Q"
            return  # "a 6.4% return on equity"
        if node.lower in ("gain", "drop", "fall", "rise", "decline", "jump") and self._is_of_a_figure(i):
            return  # "reports 0.3% gain in comparable sales"
        subject = self._subject()
        self.verb_seen = True
        if node.lower.startswith("push") and self._lower(self._next(i)) == "on":
            return  # "the strongest force pushing up on the market"
        if subject is None:
            if self.is_list or i == 0:
                subject = self.memory.main if self.memory.main else None
            subject = subject or self._of_a_period(i)
            if subject is None:
                changes, levels, _ = self._complement(i)
                if node.is_participle or self._lower(self._prev(i, "av")) == "having":
                    self._defer(node.direction, changes, levels)
                else:
                    self._swallow(i)
                return
        if self.subj is None:
            self.subj = subject
        if node.word is not None and node.word.needs_number and self._reports_a_noun(i):
            return  # "notched a 0.4% decline": the noun says which way
        changes, levels, _ = self._complement(i)
        if node.number is not None:
            if not self._may_stand_alone(i):
                return  # "doubled its stake", "doubled down"
            changes = [i]
        self._emit_move(i, subject, node.direction, changes, levels)

    def _reports_a_noun(self, i: int) -> bool:
        """Say whether the verb at `i` only reports the move that a noun after its figure names."""
        q = self._next(i, "djv")
        return (
            self._cls(q) == "Q"
            and self._cls(self._next(q, "jvT")) == "N"
            and self._cls(self._next(i, "v")) in ("d", "Q", "j")
        )

    def _of_a_period(self, i: int) -> Subj | None:
        """Return of whom "May added 5.1%", "the first quarter brought a gain of 3%" tells: the one that the text has just spoken of."""
        when = self._prev(i, "v")
        opening = self._prev(when, "v")
        if (
            self._cls(when) != "T"
            or self._cls(opening) not in ("", ",", "c", ";", "s")
            or self._lower(i) in _TAKEN_BACK
        ):
            return None
        timex = self.nodes[when].timex
        if timex is None or timex.kind not in _SPANS or self.first_name < i:
            return None
        is_same = self.memory.block == self.memory.main_block or self.memory.block == self.memory.index_block
        told = self.memory.main
        if told is None or told.sort != "price" or len(told.mentions) != 1 or not is_same:
            return None
        return Subj("price", told.mentions, is_understood=True)

    def _is_of_a_figure(self, i: int) -> bool:
        """Say whether a company's figure follows a noun of a move that stands after its own: "a 0.3% gain in comparable sales"."""
        if self._cls(i - 1) != "Q" or self._lower(i + 1) not in ("in", "of"):
            return False
        j = i + 2
        while self._cls(j) in ("w", "j", "d", "W", "T") and j < i + 6:
            j += 1
        return self._cls(j) == "n"

    def _swallow(self, i: int) -> None:
        """Use up the figures of a move whose subject is nobody we know."""
        changes, levels, _ = self._complement(i)
        for q in changes:
            self._emit_given(i, q)
        for q in (*changes, *levels):
            self.nodes[q].is_used = True

    def _emit_given(self, verb: int, q: int) -> None:
        """Read "the rally added 3% to the S&P 500": a move of what it is given to."""
        direction = _TAKEN.get(self._lower(verb))
        to = self._next(q, "")
        name = self._next(to, "dj")
        is_whole = self._cls(name) == "M" and self._cls(name + 1) not in ("g", "n", "w", "h")
        if direction is not None and self._lower(to) in ("to", "from", "off") and is_whole:
            if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                self.event += 1
                self._emit(Kind.CHANGE, q, self.nodes[name].mentions, direction)

    def _on_from(self, q: int) -> None:
        """Use up the figure after "from"; with its own day ("from 4.47% late Thursday") it is a level."""
        day = self._next(q, "vj")
        subject = self._subject()
        is_level = subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions)
        is_peak = any(node.lower.removeprefix("all-time ") in _PEAKS for node in self.nodes[max(0, q - 4) : q])
        is_target = any(node.lower in _TARGETS for node in self.nodes[:q])
        before = self._prev(q, "djv")
        has_day_before = self._cls(before) == "T" and self._lower(before).endswith("'s")
        peak_day = before if has_day_before else self._day_beside(q) if is_peak else None
        if self._lower(q + 1) in ("on", "in") and self._cls(q + 2) == "T":
            peak_day = q + 2  # "from $172.42 on April 8 to $259.04"
        has_day = self._cls(day) == "T" or peak_day is not None
        if is_level and subject is not None and not is_target and (has_day or not is_peak):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)
            for draft in self.drafts[-len(subject.mentions) :]:
                if draft.quantity_node == q:
                    draft.is_base, draft.day = not has_day, peak_day
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
                elif unit in _CHANGE_UNITS or (
                    unit is Unit.NONE and (expect == "change" or self._lower(j - 1) == "or")
                ):
                    if self._cls(j + 1) == "A" and changes:
                        break
                    if self._cls(j + 1) == "N" and self._lower(i) in _GIVING_UP:
                        node.is_used = True
                        break  # "gave up a 1,000-point rally"
                    changes.append(j)
                else:
                    break
                expect = "more"
            elif cls == "p" and node.lower in _REACHING:
                k = self._level_after(j) if node.lower != "by" else self._next(j, "djv")
                if self._cls(j + 1) in ("C", "V", "L") and self._cls(self._next(k, "v")) == "A":
                    break  # "bounced back to close 0.2% lower"
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
            elif cls == "p" and node.lower in ("on", "in") and self._cls(j - 1) == "Q" and self._cls(j + 1) == "T":
                pass  # "from $172.42 on April 8 to $259.04"
            elif cls == "-" and is_aside:
                is_aside = False
            elif (
                cls == "("
                and self._cls(j + 1) in ("Q", "A")
                and (
                    changes
                    or (j == i + 1 and self._cls(j + 1) == "Q" and self._cls(j + 2) == ")")  # "went down (−6.4%)"
                )
            ):
                depth += 1
            elif cls == ")" and depth:
                depth -= 1
            elif cls == ",":
                k = self._next(j, "v")
                following = self._cls(k)
                if following == "Q" and ((changes and self._is_near(k)) or (levels and self._is_close_by(k))):
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
                elif changes and self._is_closing_level(k):
                    levels.append(k)  # "up 270.03 points, or 0.6%, 49,266.11"
                    j = k + 1
                    break
                elif following == "p" and self._lower(k) == "from" and self._is_from_a_day(k) and (changes or first):
                    pass  # "rose 1.8%, from Friday's 26,595.95"
                elif not (
                    following == "p"
                    and self._lower(k) in ("to", "at", "near", "around", "above", "below")
                    and self._cls(self._level_after(k)) == "Q"
                    and (changes or first or self._is_price(self._level_after(k)))
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

    def _is_threshold(self, q: int) -> bool:
        """Say whether "above" or "below" makes a figure right after a move a level: "rose above 24"."""
        number = self.nodes[q].number
        assert number is not None
        if self._is_near(q):
            return True  # "slips near $110", "fell just short of 49,300"
        if number.hedge.startswith(("as low as", "as high as", "as far as")) and number.quantity.unit in _PRICE_UNITS:
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
                self._emit_given(i, q)
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
        if changes and trigger is not None and self._lower(self._prev(i, "v")).startswith(("remain", "stay")):
            if not any(follower.cls == "T" for follower in self.nodes[i : i + _FAR]):
                for draft in self.drafts[-len(subject.mentions) * len(changes) :]:
                    draft.is_open = True  # "thanks to the first half it remains ahead by 26.3%": since some other time
        node = self.nodes[i if trigger is None else trigger]
        needs_number = node.word is not None and node.word.needs_number
        beside = self.nodes[self._next(i)] if needs_number and self._next(i) < self.n else None
        if beside is not None and beside.lower in ("higher", "lower") and beside.direction is direction:
            needs_number = False  # "stocks exploded higher"
        is_bare = not changes and not levels and not needs_number
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
        heads = [k for k in range(max(1, q - _NEARBY), q) if self._cls(k) == "h" and self._cls(k - 1) in ("w", "W")]
        if heads:
            return  # "Glencore shares fell 27% in Hong Kong"
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
            is_in_bp = is_in_bp or (
                self.memory.unit is Unit.BASIS_POINT and self.memory.unit_block == self.memory.block
            )
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
            return self._cls(j + 1) in ("Q", "#", "w") or self._lower(j + 1) in (
                "each",
                "every",
                "all",
                "most",
            )  # "slid in four of the previous five sessions"
        if self._lower(j).startswith("for ") and {"straight", "consecutive", "successive"} & set(
            self._lower(j).split()
        ):
            return True
        if self._lower(j) != "for":
            return False
        words = {node.lower for node in self.nodes[j + 1 : j + 7]}
        ordinals = {self._lower(j + 1), self._lower(j + 2), self._lower(j + 2) + self._lower(j + 3)}
        has_ordinal = bool(ordinals & _ORDINALS) or any(
            word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")) for word in ordinals
        )
        if has_ordinal and words & {
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
        if self._lower(i) in BEATEN and self._is_about_a_company(i):
            return False  # "Boeing was slammed by regulators"
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
            if node.lower in ("above", "below", "under", "over", "through") and self._is_line_ahead(j):
                return False  # "dropped back under its 200-day average" is a crossing
            return node.lower in (
                "on", "in", "as", "after", "amid", "following", "with", "for", "despite", "during", "alongside", "along", "by", "at", "against", "before",
                "from", "over", "since", "ahead", "because", "through", "versus", "toward", "towards", "until", "too", "of", "across", "than", "like", "below",
                "above", "under", "given", "without",
            )  # fmt: skip
        return node.cls == "d" and node.lower in ("this", "that", "each")

    def _is_about_a_company(self, i: int) -> bool:
        """Say whether the clause's subject is a company, and not its shares."""
        subject = self._subject()
        has_head = any(self._cls(j) == "h" for j in range(max(0, i - 5), i))
        return (
            subject is not None and not has_head and InstrumentKind.SHARE in {self._kind(m) for m in subject.mentions}
        )

    def _is_line_ahead(self, i: int) -> bool:
        """Say whether "under" at `i` leads to an average or some other line: "its 200-day", "that mark"."""
        for j in range(i + 1, min(self.n, i + 7)):
            lower = self._lower(j)
            if lower in _MARKS or lower.startswith("average") or lower.endswith("-day"):
                return True
            if self.nodes[j].cls in ",;:csM":
                return False
        return False

    # -- adverbs, nouns, flat -------------------------------------------------------------

    def _on_adverb(self, i: int) -> None:
        node = self.nodes[i]
        if node.is_used or self._cls(i - 1) == "d":
            return
        if (
            self._lower(i - 1) in ("to", "from")
            and self._cls(i + 1) == "Q"
            and any(n.cls == "n" for n in self.nodes[max(0, i - _NEARBY) : i])
        ):
            self.nodes[i + 1].is_used = True
            return  # "cuts its sales outlook to up 1.3%-1.5%"
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
        if self._lower(i + 1) == "than" and self._lower(i + 2).startswith(("in ", "on ")):
            if q_before is not None:
                self.nodes[q_before].is_used = True
            return  # "a quarter higher than in April": since some day in it
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
            anchor = self._closing_before(i)
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
                if self.subj is None and self.main is not None and self._is_member_place(name, self.main):
                    return self.main  # "Nvidia was the lone gainer in the Dow, up 1.2%"
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

    def _is_member_place(self, name: int, main: Subj) -> bool:
        """Say whether the name at `name` is only where its member moved: "the best in the Dow, up 1.2%"."""
        governor = self._prev(name, "dj")
        is_within = self._cls(governor) == "p" and self._lower(governor) in (
            "in",
            "of",
            "on",
            "among",
            "within",
            "across",
        )
        whole = {self._kind(found) for found in self.nodes[name].mentions}
        parts = {self._kind(found) for found in main.mentions}
        if not is_within or main.sort != "price" or not parts or not whole <= _WHOLES:
            return False
        return parts <= {InstrumentKind.SHARE} or (
            parts <= _PARTS and whole <= {InstrumentKind.INDEX, InstrumentKind.MARKET}
        )

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
        if self._cls(before) == "," and self._cls(before - 1) == "n":
            return  # "comparable sales, flat against a 1 percent rise a year ago"
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
        beside = i + 2 if self._cls(i + 1) == "," and self._cls(i + 2) == "Q" and self._sign(i + 2) is None else -1
        is_end = self._cls(beside + 1) in ("", ".", ",", ";", "T") or self._lower(beside + 1) in _AFTER_A_PRICE
        if beside > 0 and self._is_price(beside) and is_end and self._is_level(beside, subject.mentions):
            self._emit_level(
                beside, subject.mentions, subject.is_understood
            )  # "barely moved, 158.05 at the end of the day"
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
                if not self._on_agents(i):
                    self._on_being_one(i)
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
        direction = node.direction
        if number is not None and self._unit(number) is Unit.BASIS_POINT:
            direction = _OF_BONDS.get(node.lower, direction)  # "4.30%, a 5bp rally": of the price
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
        undone = self._lower(self._prev(number if number is not None else i, "djvT"))
        has_day = self._cls((number if number is not None else i) - 1) == "T"  # "recouping Friday's 7.7% setback"
        if changes and not has_day and undone.startswith(("revers", "eras", "recoup")):
            for q in changes:
                self.nodes[q].is_used = True
            return  # "reversed a 300-point drop": some earlier move, nobody says since when
        subject, trigger_ok = self._noun_subject(i, number if number is not None else i, stop)
        if number is not None and self._is_step_of_a_bank(number, subject):
            self.nodes[number].is_used = True
            return
        if subject is None:
            if changes and not self._is_after_unknown():
                self._defer(node.direction, changes, levels)
            return
        if subject.sort == "price" and not changes and not trigger_ok:
            return
        self._emit_move(i, subject, direction, changes, levels)

    def _is_step_of_a_bank(self, q: int, subject: Subj | None) -> bool:
        """Say whether "a half-point increase" can only be a central bank's: no name of its sentence is its subject."""
        number = self.nodes[q].number
        if number is None or number.quantity.text not in ("half", "quarter"):
            return False
        if number.quantity.unit is not Unit.PERCENTAGE_POINT:
            return False
        named = {found for node in self.nodes if node.cls == "M" for found in node.mentions}
        return subject is None or not named.intersection(subject.mentions)

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
        if self._lower(comes) in _REACHES:
            at = self._next(comes, "djv")
            q = self._next(at, "djv") if self._lower(at) == "at" else at
            is_sum = self._cls(q) == "Q" and self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used
            return q if is_sum and self._cls(self._next(q)) in ("", ".", ",", ";", "T", "c", "s", "p") else None
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
            leader = self._prev(self._prev(name - 1, "dvj"), "v")
            beside = self._prev(leader, "djvw")
            if self._cls(beside) == "," and self._cls(beside - 1) == "M":
                return Subj(
                    "price", self.nodes[beside - 1].mentions
                ), False  # "Nvidia, the top performer in the Dow with"
            return self._subject(), False  # "was the worst performer in the S&P 500 with a 10.9% drop"
        sent_to = self._prev(left, "djvT")
        is_sent = self._lower(sent_to) == "to" and (
            self._lower(sent_to - 1) in _POINTING
            or (self._cls(sent_to - 1) == "X" and self._cls(self._prev(sent_to - 1)) == "a")
        )
        if is_sent:
            return self._subject(), False  # "pointed to a gain of 0.4%", "was dragged to a 1.4% loss by chip shares"
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
                    is_told = self._cls(self._prev(left, "djvT")) == "P"  # not "a slide in Apple weighed"
                    return Subj("price", self.nodes[target].mentions), is_told
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
                return Subj("price", self.nodes[name].mentions), False
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
        sums_up = sums_up or self._lower(self._next(i, "vT")) in _COMES or self._lower(self._next(i, "vT")) in _REACHES
        is_own_sum = left == i and sums_up and self._lower(self._prev(i, "jvT")) == "its"
        if is_own_sum or (left != i and self._lower(self._prev(left, "jv")) in ("its", "their")):
            own = self.subj if self.subj is not None and self.subj.mentions else self.main
            if own is None and self.first_name > i:
                own = self.memory.main  # "Its weekly gain came to 1.7%"
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
            has_own_figure
            and self._lower(left - 1) in ("the", "that", "this")
            and self._cls(left - 2) not in ("p", "U", "X", "P", "b", "C")
            and self._cls(self._next(i, "T") if left != i else self._next(stop - 1, "T")) in ("a", "b", "L", "P")
            and self.last_event is not None
        ):
            return self.last_event[0], False  # "the 11.4% jump was the best since 1933"
        is_sum = left == i and self._lower(i - 1) in ("the", "that") and self._cls(i - 2) in ("", ",", "n", "w")
        if is_sum and self._lower(i + 1) == "was" and self.main is None and self._cls(i + 2) == "Q":
            return self.memory.main, False  # "soared 1,086 points. In percentage terms the jump was 4.98 percent"
        if self._cls(owner_at) == "g" and self._cls(owner_at - 1) == "M":
            return Subj("price", self.nodes[owner_at - 1].mentions), False
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
            is_reported = self._cls(governor) == "P" or self._lower(governor) in _EKED
            is_told = is_reported and self._lower(governor) not in _UNDOING and not is_earnings
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
        is_closing = self._lower(governor) == "with" and left == i and self._cls(self._closing_before(governor)) == "C"
        if is_closing and self._lower(self._next(i)) != "of":
            return self._subject(), True  # "all three closed out November with gains"
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
        if (self._cls(governor) in (",", "-", ";", ":") and left != i) or (
            self._cls(governor) in (",", "-") and self._lower(self._next(i)) == "of"
        ):
            if self._counts_before(governor):
                return Subj("other", self._main_mentions()), False
            if left == i and any(node.lower in _STANDING for node in self.nodes[max(0, governor - 6) : governor]):
                return None, False  # "By 2002, the index stood at 1,114.11, a loss of 78%": since a peak
            since = self.nodes[self.last_event[1] : governor] if self.last_event is not None else []
            if self.last_event is not None and not any(node.cls == ";" for node in since):
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

    def _closing_before(self, i: int) -> int:
        """Return what stands before the time that ends at `i`: the verb of "ended the day with gains", "finished the year in the red"."""
        j = i - 1
        while j >= 0 and (self.nodes[j].cls in "vjTd" or self.nodes[j].lower in _TIME_NOUNS):
            j -= 1
        return j

    def _own_company(self) -> Subj | None:
        """Return the share that "the company's" stands for."""
        main = self.subj if self.subj is not None and self.subj.mentions else self.main
        if main is not None and main.mentions and self._kind(main.mentions[0]) is InstrumentKind.SHARE:
            return Subj("price", main.mentions, is_understood=True)
        share = self.memory.share()
        return Subj("price", (share,), is_understood=True) if share is not None else None

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
        if self.first_name < min((*changes, *levels), default=0):
            return  # a name before is as likely whose it is as the one to come
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

    def _on_being_one(self, i: int) -> None:
        """Read "Next was among the risers", "communication services was the lone loser"."""
        node = self.nodes[i]
        among = i - 1
        while self._cls(among) and (self._cls(among) in "djvT" or self._lower(among) in _LONE):
            among -= 1
        be = self._prev(among, "v") if self._lower(among) in ("among", "amongst") else among
        words = {self._lower(k) for k in range(among + 1, i)}
        is_one = be == among and bool(words & _LONE) and words.isdisjoint(("not", "never"))
        subject = self._subject()
        if not (is_one or be != among) or self._lower(be) not in _WERE or subject is None or subject.sort != "price":
            return
        if self._lower(self._next(i)) in ("since", "of") or self._cls(i + 1) == "T":
            return  # "another loser since January", "the lone gainer of the month"
        start = self.nodes[among if be != among else i].start
        self.event += 1
        self.last_event = (subject, i)
        self.directions.append((i, node.direction))
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    Kind.DIRECTION, start, node.end, found, node.direction, i, None, self.event, subject.is_understood
                )
            )

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

    def _is_of_an_offering(self, i: int) -> bool:
        """Say whether "at" at `i` tells what new shares are sold for: "prices its upsized IPO at $17"."""
        if self._lower(i) != "at":
            return False
        before = [node.lower for node in self.nodes[max(0, i - 7) : i]]
        verbs = [k for k, lower in enumerate(before) if lower in ("price", "prices", "priced", "pricing")]
        return bool(verbs) and not _OFFERED.isdisjoint(before[verbs[0] + 1 :])

    def _on_at(self, i: int) -> None:
        """Read a level after "at", "above", "near": "flat at 6921.46", "the yield at 4.11%"."""
        q = self._level_after(i)
        if q == self.n and self._lower(i) in _FAR_FROM:
            self._use_peak(i)
            return
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._on_signed(q) or self._is_next_in_rank(i, q):
            return
        if self._is_of_an_offering(i):
            self.nodes[q].is_used = True
            return
        subject = self._subject()
        begins = all(node.cls in "scv" for node in self.nodes[:i]) or self._cls(i - 1) == ";"
        opens = begins and self._cls(q + 1) in (",", "o", "M", "d")
        if (
            subject is None
            and self.main is None
            and (self.verb_seen or opens)
            and not any(
                node.cls in "Mr" for node in self.nodes[:i]
            )  # "the yen, which had weakened past 156": nobody we know
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

    def _on_to(self, i: int) -> None:
        """Read "went to 4.17%", "marched back to 4.17%", "rose to 23,480, the Dow to 49,266", "went for $4,460 an ounce"."""
        q = self._level_after(i)
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._is_year(q) or self._is_span(q):
            return
        name = self._prev(i, "hv")
        verb = self._prev(i, "vAT")
        if self._lower(i) == "for":
            is_price = self._unit(q) is Unit.CURRENCY and self._lower(verb).split(" ")[-1] in _GOES_FOR
            subject = self._subject() if is_price and q == self._next(i, "djv") else None
        elif self._cls(name) == "M" and self.level_event is not None and self._cls(name + 1) in ("p", "h", "v"):
            # "…, the Dow to 49,266": the verb is the one before, and that one led to a level
            joint = self._prev(name, "djv")
            is_list = self._cls(joint) in (",", "c", ";", "s") and self.level_event == self.event
            subject = Subj("price", self.nodes[name].mentions) if is_list else None
        else:
            is_going = self._lower(verb) in _GOING_TO or self._lower(i - 1) == "back"
            subject = self._subject() if is_going and not self._has_own_noun(verb) else None
        if subject is None or subject.sort != "price" or not self._is_level(q, subject.mentions):
            return
        self.event += self._lower(i) == "for" or self._cls(name) != "M"
        self._emit_level(q, subject.mentions, subject.is_understood)
        if self._lower(verb) in _GOES_IF and any(node.lower in ("if", "should", "once") for node in self.nodes[:verb]):
            for draft in self.drafts[-len(subject.mentions) :]:
                draft.is_target = draft.quantity_node == q  # "If …, the 10-year goes to 4.5%"
        if self._lower(q + 1) == "from" and self._cls(q + 2) == "Q":
            self._on_from(q + 2)

    def _has_own_noun(self, verb: int) -> bool:
        """Say whether a clause that named nobody has a noun before its verb: "after the price of a console went to $499"."""
        if self.subj is not None:
            return False
        j = verb - 1
        while j >= 0 and self.nodes[j].cls not in ",;:s(-c":
            if self.nodes[j].cls in "hwWnN":
                return True
            j -= 1
        return False

    def _is_span(self, q: int) -> bool:
        """Say whether a figure counts what follows and is no price: "went to 435 dealers"."""
        return self._cls(q + 1) in ("w", "n", "W") and self._lower(q + 1) not in (*_MARKS, "apiece", "each")

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
        day = self._next(i, "")
        has_day_before = self._cls(day) == "T" and self._lower(day).endswith("'s")
        q = self._next(day, "djv") if has_day_before else q
        if self._cls(q) != "Q" or self.nodes[q].is_used:
            return
        if self._lower(i) == "from" and self._on_from_to(i, q):
            return
        if self._cls(self._next(q, "vj")) != "T" and not has_day_before:
            return
        subject = self._subject()
        has_level = has_day_before or any(draft.kind is Kind.LEVEL for draft in self.drafts)
        if has_level and subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)

    def _on_from_to(self, i: int, q: int) -> bool:
        """Read "rose every day, from 3.97% to 4.15%": the levels that a move went between."""
        to = q + 1
        if self._cls(to) == "p" and self._cls(to + 1) == "T":
            to += 2  # "from 4,982.77 on April 8 to 6,921.46"
        elif self._cls(to) == "T":
            to += 1
        end = self._level_after(to) if self._lower(to) == "to" else self.n
        subject = self._subject()
        if self._cls(end) != "Q" or subject is None or subject.sort != "price":
            return False
        is_going = self._lower(self._prev(i, "v")) in _WENT or (
            self._cls(i - 1) in (",", "T", "A") and self.last_event is not None and i - self.last_event[1] <= 6
        )
        if not is_going or not all(self._is_level(k, subject.mentions) for k in (q, end)):
            return False
        self._on_from(q)
        self._emit_level(end, subject.mentions, subject.is_understood)
        return True

    def _use_peak(self, i: int) -> None:
        """Use up the figure of "below its peak of $126,000": where a price once was."""
        for j in range(i + 1, min(self.n, i + 8)):
            if self.nodes[j].cls == "Q":
                self.nodes[j].is_used = self._day_beside(j) is None
                return
            if self.nodes[j].cls in ",;:cs":
                return

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

    def _on_quantity(self, i: int) -> None:
        """Read a level after a verb that reaches one: "hit 7,000", "closed at a record 6,932.05"."""
        node = self.nodes[i]
        if node.is_used or self._on_signed(i):
            return
        if not self.verb_seen and not (self._lower(self._prev(i, "dj")) in _AIMS and self._is_maybe(i)):
            return
        before = self._prev(i, "djvhwN")
        if self._lower(before) in _PEAKS:
            before = self._prev(before, "djvhwN")  # "touched a record above $109,000"
        anchor = before
        if self._lower(before) == "of":
            anchor = self._prev(before, "djvhwNn")
        if self._cls(self._next(i)) == "A":
            return
        is_to_a_level = self._cls(i + 1) == "Q" or self._cls(self._next(i + 1, "djv")) == "Q"
        if self._unit(i) is Unit.POINT and self._lower(i + 1).split(" ")[0] in _APART_FROM and is_to_a_level:
            node.is_used = True
            return  # "sits 734 points below 50,000": how far off is no level
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
            self.nodes[i].is_used = self._day_beside(i) is None  # "7% off its October peak of 23,958"
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
        elif self._lower(anchor) in _GIVES and self._unit(i) is Unit.PERCENT and whose is None:
            period = self._of_a_period(anchor)
            if period is not None and self._cls(self._next(i)) in ("", ".", ",", ";", "c", "-", "T", ")"):
                self._emit_move(i, period, Direction.UP, [i], [])  # "the first quarter delivered 12.4%"
        elif self._lower(anchor) in _EARNED and self._unit(i) is Unit.PERCENT:
            kinds = {self._kind(found) for found in whose.mentions} if whose is not None else set()
            if (
                whose is not None
                and kinds
                and kinds <= {InstrumentKind.INDEX, InstrumentKind.SECTOR, InstrumentKind.STYLE}
            ):
                self._emit_move(i, whose, Direction.UP, [i], [])  # "the Nasdaq made 0.7%"
        elif self._lower(anchor) in _AIMS and self._is_maybe(anchor):
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)  # "could see 7,400"
        elif self._is_placed(i, anchor):
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)
        elif self._lower(anchor) in _PAYING and self._unit(i) is Unit.PERCENT:
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)  # "the 10-year note now pays 2.36%"
        elif self._is_asked_price(i, anchor):
            if whose is not None and whose.sort == "price" and self._is_money_of(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)
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

    def _is_maybe(self, at: int) -> bool:
        """Say whether "could" or its like stands shortly before."""
        return not _MODALS.isdisjoint(node.lower for node in self.nodes[max(0, at - 7) : at])

    def _is_placed(self, q: int, anchor: int) -> bool:
        """Say whether a hedge of place makes a figure a level: "was last seen near $91,000", "is back above $60"."""
        number = self.nodes[q].number
        assert number is not None
        is_price = number.quantity.unit in (Unit.CURRENCY, Unit.NONE) or "." in number.quantity.text
        if number.quantity.bound is Bound.BETWEEN and self._lower(anchor) in _RANGING:
            return is_price  # "spent the day between 6,899 and 6,932"
        is_place = not _PLACES.isdisjoint(number.hedge.split())
        return is_price and is_place and bool({self._lower(anchor), self._lower(self._prev(q, "djv"))} & _PLACED)

    def _is_asked_price(self, q: int, anchor: int) -> bool:
        """Say whether a verb tells what one share, ounce or coin costs: "was worth $58.78", "cost $61.99 a barrel"."""
        anchor = self._prev(q, "djv") if self._lower(anchor) not in _COSTING else anchor
        if self._unit(q) is not Unit.CURRENCY or self._lower(anchor) not in _COSTING or q - anchor > 3:
            return False
        return self._cls(q + 1) not in ("w", "n", "W") or self._lower(q + 1) in ("apiece", "each")

    def _is_money_of(self, q: int, mentions: tuple[Found, ...]) -> bool:
        """Say whether what something cost can be the price of it; a share's only where the text says that it is of one."""
        if len(mentions) != 1 or not self._is_level(q, mentions):
            return False
        if self._kind(mentions[0]) not in (InstrumentKind.SHARE, InstrumentKind.FUND):
            return True
        number = self.nodes[q].number
        is_each = number is not None and (number.quantity.per == "share" or self._lower(q + 1) in ("apiece", "each"))
        return is_each or any(node.cls == "h" for node in self.nodes[max(0, q - 6) : q])

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
            if self._cls(i - 1) == ";":
                subject = Subj("price", self._of_headline(i) or ())
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
        if self._lower(before) == "at" or (self._lower(before) == "with" and self._lower(before - 1) in _LEADING):
            before = self._prev(before, "v")
        if self._lower(before) in _LEADING and self._lower(before + 1) == "with":
            return unit is not Unit.NONE  # "Tech led with +4.2%"
        is_moving = self._lower(before) in ("move", "moved", "moving", "moves")
        if unit is not Unit.NONE and (self._cls(before) in ("C", "a") or is_moving):
            return True
        if unit is Unit.PERCENT and before == i - 1 and self._is_headline_move(i):
            return True
        j = i - 1
        while j >= 0 and (self.nodes[j].cls in "(,)T-" or self.nodes[j].lower in ("or", "and")):
            j -= 1
        if j == i - 1 or self._cls(j) != "Q":
            return False
        if unit is Unit.NONE and (self._cls(i - 1) != "(" or "." not in self.nodes[i].lower):
            return False
        return any(draft.quantity_node == j and draft.kind in (Kind.LEVEL, Kind.CHANGE) for draft in self.drafts)

    def _is_headline_move(self, i: int) -> bool:
        """Say whether a signed figure tells of who its headline is about: "…; shares +4%", "takes off again; +11%"."""
        before = self.nodes[i - 1] if i else None
        if before is None:
            return False
        if before.cls == "h":
            return before.lower in ("shares", "stock") and self.subj is not None and self.subj.sort == "price"
        if before.cls == ";":
            return self._cls(i + 1) in ("", ";", ".", "p", "T", "w") and self._of_headline(i) is not None
        is_labelled = self.label is not None and self.subj is not None and self.subj.is_understood
        return is_labelled and before.cls in "wW" and self.subj is not None and self.label in self.subj.mentions

    def _label_at(self) -> tuple[Found | None, int]:
        """Return the cashtag that opens a message, and where what it says begins: "$CODX - Co-Diagnostics up 36%"."""
        i = 1 if self._cls(0) == "$" else 0
        mentions = self.nodes[i].mentions if i < self.n else ()
        if len(mentions) != 1 or mentions[0].strength != "ticker" or self._cls(i + 1) not in ("-", ":"):
            return None, 0
        is_share = self._kind(mentions[0]) is InstrumentKind.SHARE
        return (mentions[0], i + 2) if is_share else (None, 0)

    def _is_of_label(self, i: int) -> bool:
        """Say whether an unknown name at `i`, right after the cashtag that opens a message, is the cashtag's own."""
        if self.label is None or i != self.label_stop:
            return False
        stop = i
        while self._cls(stop) in ("w", "W") and stop - i < _LONGEST_NAME:
            stop += 1
        number = self.nodes[stop].number if self._cls(stop) == "Q" else None
        is_moved = self._cls(stop) in ("U", "A") or (number is not None and number.sign in ("+", "-"))
        letters = iter("".join(node.lower for node in self.nodes[i:stop]))
        symbol = self.label.symbol.lower()
        return is_moved and (self._lower(i)[:1] == symbol[:1] or all(letter in letters for letter in symbol))

    def _of_headline(self, i: int) -> tuple[Found, ...] | None:
        """Return whose "shares" follow a headline's first part at `i`: of whom it opens with, or of whom a broker rates.

        Empty where a stranger may be meant ("NovaCo signs a deal with Apple; shares up 9%"); None where no company is named.
        """
        names = [
            k for k in range(i) if self._cls(k) == "M" and self._kind(self.nodes[k].mentions[0]) is InstrumentKind.SHARE
        ]
        if not names or i > _LONGEST_HEADLINE:
            return None
        if self.label is not None:
            return (self.label,)
        first = names[0]
        found = self.nodes[first].mentions
        symbols = {m.symbol for k in names for m in self.nodes[k].mentions}
        lead = [k for k in range(first) if self.nodes[k].cls not in "$dvjT"]
        if not lead or (len(lead) == 2 and self._cls(lead[1]) == "g"):  # "China's Baidu …"
            if self._lower(first + 1) in _RATES and self.gazetteer.instrument(found[0].symbol).industry in _BROKERS:
                rated = [m for k in names[1:] for m in self.nodes[k].mentions if m.symbol != found[0].symbol]
                return (rated[0],) if len({m.symbol for m in rated}) == 1 else ()
            is_list = self._cls(first + 1) in (",", "c") and self._cls(first + 2) == "M"
            return found if len(found) == 1 and not is_list else ()
        before = self._prev(first, "djv")
        is_beside = self._lower(before) in _DEALS or (self._cls(before) == "p" and self._lower(before) in _BESIDE)
        if before > 0 and is_beside:
            return ()
        return None if self._cls(i - 1) == "," else () if len(symbols) > 1 or is_beside else found

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
            if self._fallback_own(i):
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
                or (
                    self.nodes[j].lower.endswith("er") and self._cls(j - 1) == "d" and self._cls(j) != "M"
                )  # "a milder 0.5%"
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
            if not has_parenthesis and self._is_after_concession(i):
                return True  # which of the two it goes on with, no reader can say
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
        if sign is not None and name is None and self._is_labelled_figure(i):
            topic = self.memory.topic
            assert topic is not None
            self.event += 1
            self._emit(Kind.CHANGE, i, (topic,), sign, is_understood=True)
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
            if self._lower(target) in ("shares", "stock", "value", "price") and self._lower(target + 1) == "of":
                target = self._next(target + 1, "dj")  # "knocked 9.1% off the shares of Hormel Foods"
            if self._cls(target) == "M" and unit in (Unit.POINT, Unit.PERCENT):
                self.event += 1
                self._emit(Kind.CHANGE, i, self.nodes[target].mentions, direction)
                return True
        return False

    def _is_labelled_figure(self, i: int) -> bool:
        """Say whether a line of a report on one company gives its change: "Week to date: +26.95%"."""
        is_label = self._cls(0) == "T" and self._cls(1) in (":", "|") and i == 2
        return self.is_list and is_label and self.memory.topic is not None and self._unit(i) is Unit.PERCENT

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
        if self._cls(q) != "Q" or self._unit(q) not in _PRICE_UNITS:
            return False
        self.nodes[q].is_used = True
        return True

    def _is_after_concession(self, i: int) -> bool:
        """Say whether moves both ways stand before, one of them conceded: "lost 4%, though it is up 22%, and the Dow 5.9%"."""
        told = {draft.direction for draft in self.drafts if draft.node < i and draft.direction in _OPPOSITE}
        return len(told) > 1 and any(node.lower in ("though", "although") for node in self.nodes[:i])

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
        is_quoted = self._is_quote(i, name) or self._is_aside(i, name)
        number = self.nodes[i].number
        is_rate = number is not None and number.quantity.bound is Bound.BETWEEN and "range of" in number.hedge
        is_quoted = is_quoted or (is_rate and self._kind(mentions[0]) is InstrumentKind.RATE)
        if not (is_list or is_ellipsis or is_yielding or is_reading or is_quoted):
            return False
        if not self._is_level(i, mentions):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, mentions, None)
        return True

    def _is_aside(self, i: int, name: int) -> bool:
        """Say whether a figure of place stands between commas behind its name: "the dollar index, near 98.9, has made"."""
        number = self.nodes[i].number
        assert number is not None
        is_place = bool(number.hedge) and not _PLACES.isdisjoint(number.hedge.split())
        is_bare = number.quantity.unit is Unit.NONE and "." in number.quantity.text
        is_price = number.quantity.unit is Unit.CURRENCY or is_bare or number.quantity.place >= 10
        joint = self._prev(name, "djvh")
        goes_on = self._cls(joint) in (",", "c", ";") and self.level_event is not None
        if i == name + 1 and (goes_on or self._lower(joint) in ("with", "see", "seeing")):
            return is_place and is_price  # "Brent is trading near $62 a barrel, WTI around $58"
        between = [self._cls(k) for k in range(name + 1, i)]
        is_exact = is_bare and "," in number.quantity.text and not number.hedge
        if between == [","] and goes_on and is_exact:
            return self._cls(i + 1) in (
                ";",
                ".",
                "",
            )  # "the Dow was 49,266.11; the S&P 500, 6,921.46; and the Nasdaq, …"
        return is_place and is_price and between == [","] and self._cls(i + 1) in (",", ")", ".", "")

    def _is_quote(self, i: int, name: int) -> bool:
        """Say whether a name that opens a line has its price right behind it: "VIX 19.54.", "Gold $1,781.90, −4.8%"."""
        number = self.nodes[i].number
        assert number is not None
        joint = self._cls(name - 1) if self._lower(name - 1) != "the" else self._cls(name - 2)
        is_opening = name == 0 or joint in (";", "|", ":") or (joint in (",", "c") and self._goes_on_a_quote(name))
        is_price = "." in number.quantity.text or number.quantity.unit is Unit.CURRENCY
        is_dash = self._cls(name + 1) == "-" and name == 0 and i == name + 2  # "Dow – 49,266.11"
        return (
            is_opening and (i == name + 1 or is_dash) and is_price and self._cls(i + 1) in ("", ".", ",", ";", "(", "c")
        )

    def _goes_on_a_quote(self, name: int) -> bool:
        """Say whether a price stood right before the comma before a name: "S&P 500 6,921.46, Dow 49,266.11"."""
        k = self._prev(name, "dc,")
        while self._cls(k) in (")", "Q") and self._cls(k - 1) in ("(", "Q", ","):
            k -= 1
        return self._cls(k) == "Q" and any(d.kind is Kind.LEVEL and d.quantity_node == k for d in self.drafts)

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
            ahead = next((node.mentions for node in self.nodes[i + 1 :] if node.cls == "M"), ())
            is_fronted = not is_alone and not any(node.cls == "M" for node in self.nodes[:i])
            clause = self.clause_subjects.get(i) or self.main or (self.memory.main if is_alone else None)
            if is_fronted:  # "From its closing low of 1,829.08 on Feb. 11, the S&P …": of who follows
                clause = Subj("price", ahead)
            owner = clause.mentions if clause is not None and clause.sort == "price" else ()
        peak_day = self._day_beside(i)
        has_day = peak_day is not None or self._cls(before) == "T"  # "Monday's close of", "its Oct. 3 peak of"
        if (
            has_day
            and not owner
            and self._cls(self._prev(before, "djv")) == "g"
            and self._cls(self._prev(before, "djv") - 1) == "M"
        ):
            owner = self.nodes[self._prev(before, "djv") - 1].mentions
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
        self.drafts[-1].day = peak_day
        self.event = latest
        return True

    def _fallback_own(self, i: int) -> bool:
        """Read "the Russell 2000's 2,603.91 was a closing record", "its 3,034.49 was …": a price that somebody has."""
        number = self.nodes[i].number
        assert number is not None
        before = self._prev(i, "j")
        is_bare = number.quantity.unit is Unit.NONE and "," in number.quantity.text and "." in number.quantity.text
        if not is_bare or number.sign or self._cls(i + 1) not in ("a", "b", "L", "P", "C"):
            return False
        owner: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            owner = self.nodes[before - 1].mentions
        elif self._lower(before) == "its":
            told = self.main or self.memory.main
            owner = told.mentions if told is not None and told.sort == "price" else ()
        if len(owner) != 1 or self._kind(owner[0]) is not InstrumentKind.INDEX or not self._is_level(i, owner):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, owner, None)
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
            elif is_target and self._is_of_no_broker(at):
                share = self.nodes[at - 1].mentions[-1]  # "lifted its second-quarter Brent target to $100"
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

    def _is_of_no_broker(self, at: int) -> bool:
        """Say whether the name right before "target" is of what no broker is called."""
        names = self.nodes[at - 1].mentions if self._cls(at - 1) == "M" else ()
        return len(names) == 1 and self._kind(names[0]) in _MONEY_KINDS - {InstrumentKind.SHARE, InstrumentKind.FUND}

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
        return self._cls(i) in ("M", "h") and self._cls(of) == "p" and self._lower(self._prev(of, "v")) in _LEADERS

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
        if mentions and self._unit(q) not in _DURATIONS:
            self._emit(Kind.OTHER, q, mentions[-1:], direction)
        else:
            self.nodes[q].is_used = True
