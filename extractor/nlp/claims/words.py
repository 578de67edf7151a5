"""Word classes that several rules look at, each with what it is for."""

from extractor.records import Direction, InstrumentKind, Unit

# Change units; a bare number is taken for points only by an index.
CHANGE_UNITS = frozenset({Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.POINT, Unit.BASIS_POINT, Unit.CURRENCY})
DURATIONS = frozenset({Unit.SESSION, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
INDEX_HEADS = frozenset("index gauge benchmark average barometer measure composite indexes indices averages".split())
NEARBY = 12  # nodes
LEADING = frozenset("led leading topped beat paced outpaced".split())
SHARE_HEADS = frozenset("stock shares share stocks adrs".split())
TAKEN = {
    **dict.fromkeys(
        "wiped wiping shaved shaving knocked lopped erased cut took chopped sliced".split(), Direction.DOWN
    ),
    **dict.fromkeys("added adding tacked".split(), Direction.UP),
}
COMMODITY_UNITS = frozenset("barrel ounce gallon ton tonne pound bushel mmbtu".split())
LEVEL_UNITS = frozenset({Unit.NONE, Unit.CURRENCY, Unit.PERCENT})
PRICE_UNITS = LEVEL_UNITS - {Unit.PERCENT}
GIVING_UP = frozenset(
    {"gave up", "gives up", "giving up", "given up", "gave back", "giving back", "lost", "surrendered"}
)
MARKS = frozenset("level levels mark marks barrier threshold area handle line zone milestone points".split())
AFTER_A_PRICE = frozenset("in at as after before by early late from compared versus during".split())
FAR_FROM = frozenset("below above under off from near past over toward towards".split())
TARGETS = frozenset("target targets objective case".split())
MACRO = frozenset("inflation cpi ppi pce gdp unemployment payrolls payroll jobless".split())
ABOUT_IT = frozenset(
    """company firm its it stock shares group retailer lender bank them brokerage giant insurer airline planemaker builder software-maker
    designer developer chain carrier manufacturer producer operator conglomerate streamer titan behemoth miner refiner wholesaler discounter""".split()
)
QUOTED_IN = {"JPY": "USDJPY", "CNY": "USDCNY", "CHF": "USDCHF", "CAD": "USDCAD", "INR": "USDINR", "KRW": "USDKRW"}
FUTURES = {"^GSPC": "ES=F", "^NDX": "NQ=F", "^IXIC": "NQ=F", "^DJI": "YM=F", "^RUT": "RTY=F"}
PEAKS = frozenset("record records peak high highs low lows".split())
OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.FLAT: Direction.FLAT}
COMPANY_FIGURES = frozenset(
    "revenue revenues sales profit profits earnings eps margin margins deliveries shipments bookings guidance income ebitda".split()
)
RATE_CUTS = {"cut": Direction.DOWN, "cutting": Direction.DOWN, "cuts": Direction.DOWN, "lowered": Direction.DOWN, "lowering": Direction.DOWN,
              "lower": Direction.DOWN, "lowers": Direction.DOWN, "reduces": Direction.DOWN, "trims": Direction.DOWN, "slashes": Direction.DOWN,
              "hikes": Direction.UP, "lifts": Direction.UP, "reduced": Direction.DOWN, "reducing": Direction.DOWN, "slashed": Direction.DOWN, "trimmed": Direction.DOWN,
              "raised": Direction.UP, "raising": Direction.UP, "raises": Direction.UP, "hiked": Direction.UP, "hiking": Direction.UP,
              "increased": Direction.UP, "lifted": Direction.UP}  # fmt: skip
# "A quarter-point cut", "a 25-basis-point reduction", "a half-point hike".
RATE_NOUNS = {
    **dict.fromkeys("cut cuts reduction reductions trim easing".split(), Direction.DOWN),
    **dict.fromkeys("hike hikes increase increases rise raise".split(), Direction.UP),
}
POINT_KINDS = frozenset({InstrumentKind.INDEX, InstrumentKind.FUTURE})
MONEY_KINDS = frozenset(
    {
        InstrumentKind.SHARE,
        InstrumentKind.FUND,
        InstrumentKind.COMMODITY,
        InstrumentKind.CRYPTO,
        InstrumentKind.CURRENCY,
    }
)
COMPARISONS = {
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
PLACES = frozenset("near above below under over around about close shy approaching".split())
FIELDS = frozenset("technology tech".split())
AFTER_A_FIGURE = {"better": Direction.UP, "worse": Direction.DOWN, "lighter": Direction.DOWN}
GROUP_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
# The three that "all three" are where all of them have been told of.
THREE = frozenset({"^GSPC", "^DJI", "^IXIC"})
# What opens a clause beside the main one: "they" of the next sentence are still who that was about.
ASIDE = frozenset("as after because since though although despite when".split())
FAR = 40  # nodes
ASKED = 3  # nodes
SESSIONS = frozenset("session trading trade dealings deals action".split())
