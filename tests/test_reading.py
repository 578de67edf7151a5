"""What a sentence claims: whose figure it is, which way, of when; sentences that no rule was written for."""

import pytest

from extractor.market.instruments import gazetteer
from extractor.nlp.abroad import speaks_of
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.records import Kind

NAMES = NameIndex(gazetteer())
SIGNS = {"up": "+", "down": "-", "flat": "=", None: ""}


def claims_of(text: str) -> list[str]:
    """Write each claim of a text as "trigger SYMBOL sign time", others in brackets."""
    found = annotate_text("", text, (), NAMES, None).claims
    written = []
    for claim in found:
        symbol = claim.subject.symbol if claim.subject else "-"
        sign = SIGNS[claim.direction.value if claim.direction else None]
        when = f" {claim.timex.text}" if claim.timex and claim.kind is not Kind.OTHER else ""
        line = f"{text[claim.start : claim.end]} {symbol}{' ' + sign if sign else ''}{when}"
        written.append(f"[{line}]" if claim.kind is Kind.OTHER else line)
    return written


CUES = [
    ("AMD, which expects to resume its shipments, climbed 6%.", "reported"),
    ("The Nasdaq, down 0.5%, has further to go even if yields fall.", "reported"),
    ("Airlines did not join in — Delta Air Lines lost 2%.", "reported"),
    ("If the Dow, already down 3%, loses another 2%, buyers may come.", "conditional"),
    ("Micron could fall 5% on Monday.", "forecast"),
]


@pytest.mark.parametrize(("text", "factuality"), CUES)
def test_a_cue_reaches_its_own_clause(text: str, factuality: str) -> None:
    """What a relative clause or the clause before a dash says is not said of the move."""
    claims = annotate_text("", text, (), NAMES, None).claims

    assert claims[-1].factuality == factuality


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Amazon lost 4% ahead of its results after the bell.", "unsaid"),
        ("Amazon lost 4% after the bell.", "premarket"),
        ("WTI was up 2%, having ended Monday at $60.10.", "unsaid"),
        ("The Dow closed at 45,100, while the Nasdaq fell 1%.", "close"),
        ("Oracle shares were recently down 5%.", "intraday"),
        ("Opening bell: Oracle shares jumped 5%.", "intraday"),
        ("Thu, January 8, 2026 at 9:31 AM EST\n\nOracle shares jumped 5%.", "intraday"),
        ("As of 10:30 Oracle shares were down 5%.", "intraday"),
        ("Oracle shares fell 5%, % ah aside.", "premarket"),
        ("Oracle shares sank 5% at their low.", "intraday"),
        ("Oracle shares sank 5%, now at their lowest level since May.", "unsaid"),
    ],
)
def test_from_where_in_the_day_a_clause_speaks(text: str, told: str) -> None:
    """A report after the bell, or another day's close, does not say when a price was had."""
    assert annotate_text("", text, (), NAMES, None).claims[-1 if "while" in text else 0].told == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose figure: as many figures as names, else nobody's
        ("Nvidia and Intel climbed 3% and 1.2%, respectively.", ["3 NVDA +", "1.2 INTC +"]),
        ("Nvidia, Zorblax and Intel climbed 3%, 2% and 1.2%, respectively.", []),
        ("Nvidia jumped 2%, 3% and 4%, respectively.", []),
        (
            "Germany's DAX index and the French CAC 40 index slid 1.4 percent and 1.5 percent, respectively.",
            ["1.4 ^GDAXI -", "1.5 ^FCHI -"],
        ),
        ("London and Madrid finished 1.1% and 0.9% higher.", ["1.1 ^FTSE +", "0.9 ^IBEX +"]),
        (
            "The S&P 500 and the Russell 2000, which lost 1.3% and 2.2%, led the retreat.",
            ["1.3 ^GSPC -", "2.2 ^RUT -", "led the retreat ^GSPC -", "led the retreat ^RUT -"],
        ),
        # a price per barrel is not the stock futures'
        ("U.S. futures shed $3.10 to settle at $71.40 a barrel.", []),
        # where a price once was is not where it is
        ("Bitcoin is 30% below its record of $126,000.", ["30 BTC -"]),
        ("Intel remains far from its all-time high of $75.", []),
        ("Two years ago, the Dow stood at 38,000.", ["38,000 ^DJI Two years ago"]),
        ("The VIX ended at 17.2, down from 21.4 a week earlier.", ["17.2 ^VIX", "21.4 ^VIX a week earlier"]),
        # a figure with a sign
        ("The Dow closed at +0.4%.", ["0.4 ^DJI +"]),
        ("WTI settled at $71.40 (-2.2%), -4.1% w/w.", ["71.40 WTI", "2.2 WTI -", "4.1 WTI - w/w"]),
        # a verb of being
        ("The 10-year Treasury yield was 4.18% on Tuesday.", ["4.18 UST10Y on Tuesday"]),
        ("The Dow was 120 points lower.", ["120 ^DJI -"]),
        # volumes and sales are no prices
        ("Visa grew 8% in payment volume.", ["[8 V]"]),
        ("The S&P 500 lost 1.1% in heavy volume.", ["1.1 ^GSPC -"]),
        # a time belongs to its own figure
        ("The Dow added 150 points, or 0.3%, and 2% for the month.", ["150 ^DJI +", "0.3 ^DJI +", "2 ^DJI + for the month"]),
        ("Intel gained 4% for the week despite a Monday slide of 2%.", ["4 INTC + for the week", "2 INTC - Monday"]),
        ("India's Nifty 50, which was shut on Monday, rose 0.7%.", ["0.7 ^NSEI +"]),
        ("In 2023 and 2024 the S&P 500 added 24% and 23%, respectively.", ["24 ^GSPC + In 2023", "23 ^GSPC + 2024"]),
        ("Salesforce is down 28% in 2026 through Wednesday.", ["28 CRM - in 2026 through Wednesday"]),
        # currencies: the dollar in yen is the pair
        ("The dollar climbed to 155.20 yen.", ["155.20 USDJPY"]),
        ("The U.S. dollar is trading in the higher 157 yen range.", []),
        # futures told by a pronoun
        ("Contracts on the S&P 500 rose 0.3% and those on the Nasdaq 100 0.5%.", ["0.3 ES=F +", "0.5 NQ=F +"]),
        # multiples
        ("Micron stock more than doubled in April.", ["doubled MU + in April"]),
        ("Apple doubled its stake in the venture.", []),
        # asides say nothing of a price
        (
            "Caterpillar, a maker of diggers and a bellwether for the world's builders, tumbled 4.2%.",
            ["4.2 CAT -"],
        ),
        ("The Nasdaq, often called a casino, is up 9%.", ["9 ^IXIC +"]),
        # streaks are no direction
        ("The S&P 500 fell for a fourth straight session.", ["fourth ^GSPC -"]),
        # cities without a figure are cities
        ("Tokyo fell silent on Monday.", []),
        # a company's own figures
        ("AMD rose 5% after revenue climbed 21%.", ["5 AMD +", "[21 AMD +]"]),
        # brackets speak of the name before them
        ("- Newmont, -9%: caught in gold's rout ($4,087.70, down 5.7%)", ["9 NEM -", "5.7 GOLD -"]),
        ("AMD rallied 8% after striking a deal with Meta, but it remains 2% lower this year.", ["8 AMD +", "2 AMD - this year"]),
        # places that stand for their index
        ("In Asia, stocks gained 0.8% in Tokyo but lost 0.3% in Seoul.", ["0.8 ^N225 +", "0.3 ^KS11 -"]),
        # a label and its description
        ("Stocks fell. Costco — The warehouse operator slid 2.1%.", ["fell us_equities -", "2.1 COST -"]),
        # the day of another clause
        ("Intel sank 7% after closing Friday at a record.", ["7 INTC -", "record INTC + Friday"]),
        ("It was Intel's worst day since May 6, when it lost 9%.", ["worst day since May 6 INTC -", "9 INTC - since May 6"]),
        ("The 10-year Treasury yield was at 4.31% versus 4.25% on Monday.", ["4.31 UST10Y", "4.25 UST10Y on Monday"]),
        # where a price came from is the close before
        ("The VIX shot up to 21.10 from 18.30.", ["21.10 ^VIX", "18.30 ^VIX from"]),
        ("The 30-year Treasury yield TMUBMUSD30Y climbed 8 basis points to 4.91%.", ["8 UST30Y +", "4.91 UST30Y"]),
        ("Nvidia's target was raised to $300 from $250.", []),
        ("The S&P 500 was down 31 points, or 0.5%, near 6,740.", ["31 ^GSPC -", "0.5 ^GSPC -", "6,740 ^GSPC"]),
        ("Bitcoin was down 0.2% near $70,400.", ["0.2 BTC -", "70,400 BTC"]),
        # comparatives
        ("The euro was 0.4% firmer at $1.1420.", ["0.4 EURUSD +", "1.1420 EURUSD"]),
        ("Brent crude was last down 1.1% at $62.10 a barrel.", ["1.1 BRENT -", "62.10 BRENT"]),
        # indexes in the plural are not the last index that was named
        ("The Nasdaq rose 1%. Elsewhere, indexes tumbled.", ["1 ^IXIC +"]),
        ("The Dow rose 1%. The consumer-sentiment index fell 4%.", ["1 ^DJI +"]),
        # a move that is a noun
        ("Nvidia slid 2%. It's a bear rally, nothing more.", ["2 NVDA -"]),
        ("The Dow snapped a three-day skid with a gain of 0.5%.", ["three ^DJI -", "0.5 ^DJI +"]),
        # how far from a peak is no change
        ("Oracle has fallen more than 40% from its September peak.", ["40 ORCL -"]),
        ("The move leaves bitcoin 25% below the $124,000 at which it closed in October.", []),
        ("The S&P 500 finished three points short of a record.", []),
        # figures that are ratios
        ("Nvidia is cheap. Nvidia has a forward P/E of 24.1.", ["[24.1 NVDA]"]),
        # a noun phrase that holds up
        ("Nvidia held up well, easing 0.2%.", ["0.2 NVDA -"]),
        ("The Federal Reserve left its target range at 3.50% to 3.75%.", ["3.50 FEDFUNDS"]),
        ("The Reserve Bank of Australia raised its cash rate by 25 basis points to 3.85%.", []),
        # futures that a label names
        ("Futures slipped before the bell: Dow -0.2%, Nasdaq -0.5%.", ["0.2 YM=F -", "0.5 NQ=F -"]),
        # a time that tells of a level, and one of another clause
        ("Gold slumped 8% to its April 7 low.", ["8 GOLD -"]),
        (
            "Nvidia sank 6.1% on Tuesday, a day after it climbed 3.4%.",
            ["6.1 NVDA - on Tuesday", "3.4 NVDA + a day after"],
        ),
        ("For May the S&P 500 gained 3%.", ["3 ^GSPC + For May"]),
        # what came after tells of a part of the time
        ("The S&P 500 topped 7,000 last week before easing.", ["7,000 ^GSPC last week"]),
        # a contract's month is no time
        ("June gold rose 0.5% to $4,100.", ["0.5 GOLD +", "4,100 GOLD"]),
        # prices in another money than the pair's
        ("The euro rose to 86.10 pence.", []),
        ("The dollar was at 149.20 yen.", ["149.20 USDJPY"]),
        # a role belongs to the country the text is of
        ("The FTSE 100 fell 1%, leaving the blue-chip index at 10,100.12.", ["1 ^FTSE -"]),
    ],
)  # fmt: skip
def test_a_sentence_claims(text: str, expected: list[str]) -> None:
    """Each figure goes to the name and the time that the grammar gives it, or to nobody."""
    found = claims_of(text)

    assert [line for line in found if line in expected or not line.startswith("[")] == expected


TABLE = """Index returns

                 1 Week    Month     YTD
S&P 500           +1.6%    +1.8%    +1.8%
Russell 2000      +4.6%              +5.7%
"""


def test_a_table_set_by_spaces_is_read_by_its_columns() -> None:
    """A cell takes the time of the header that stands above it, also where a cell is empty."""
    assert claims_of(TABLE) == [
        "1.6 ^GSPC + Week",
        "1.8 ^GSPC + Month",
        "1.8 ^GSPC + YTD",
        "4.6 ^RUT + Week",
        "5.7 ^RUT + YTD",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('S&P 500: 6,010.20, +31.15 (+0.52%)', ['6,010.20 ^GSPC', '31.15 ^GSPC +', '0.52 ^GSPC +']),
        ('WTI $71.24 (-1.8%)', ['71.24 WTI', '1.8 WTI -']),
        ('Goldman Sachs alone added 326 points to the Dow.', []),
        ('Boeing shaved 30 points off the Dow.', []),
        ('Tariff fears knocked 768 points off the Dow.', ['768 ^DJI -']),
        ('Boeing rose 2%, and the Dow gained 326 points.', ['2 BA +', '326 ^DJI +']),
        ('Micron was the worst performer in the S&P 500 with a 10.9% drop.', ['10.9 MU -']),
        ('AMD (NASDAQ:AMD) stock rallied 8.1%.', ['8.1 AMD +']),
        ('Delta rose 9.4%, and United gained 10%.', ['9.4 DAL +', '10 UAL +']),
        ('10-yr Treasury 4.31% (-6 bps)', ['4.31 UST10Y', '6 UST10Y -']),
        ('The Dow, of which Boeing is a member, closed 210 points higher at 44,120.', ['210 ^DJI +', '44,120 ^DJI']),
        ('The 10-year Treasury yield fell to 4.20%; that of the 30-year bond rose 3 basis points.', ['4.20 UST10Y', '3 UST30Y +']),
        ('After the Nifty 50 fell 1%, the broader gauge hit a low of 22,100.', ['1 ^NSEI -', '22,100 ^NSEI']),
        ("London's index of housebuilders dropped 2.4% after the FTSE 100 rose 0.3%.", ['0.3 ^FTSE +']),
        ('Traders gave up early gains on Monday.', []),
        ('The S&P 500 lost 2%, ending a run of six weekly advances.', ['2 ^GSPC -', 'six ^GSPC +']),
        ('Brent futures for August settled down $1.20 at $66.10.', ['1.20 BRENT -', '66.10 BRENT']),
        ("The Nikkei 225's loss came to 1.4%.", ['1.4 ^N225 -']),
        ("The Kospi's climb was bigger still at 2.2 percent.", ['2.2 ^KS11 +']),
        ('The S&P 500 and the Nasdaq rose 1.2 and 1.9 percent, and the Dow 0.7.', ['1.2 ^GSPC +', '1.9 ^IXIC +', '0.7 ^DJI +']),
        ('XLF fell 3% in June as banks slid, although it is still up 9% for the year.', ['3 XLF - in June', 'slid industry:Banks - in June', '9 XLF + for the year']),
        ("Ether sank after Sunday's 6.2% collapse.", ['sank ETH -', "6.2 ETH - Sunday's"]),
        ("Cisco had slipped 1.1% in Friday's regular session, to $58.40, before the report.", ["1.1 CSCO - Friday's", "58.40 CSCO Friday's"]),
        ('Pfizer moved between a low of $24.10 and a high of $25.30.', ['24.10 PFE', '25.30 PFE']),
        ("Monday's 0.8% gain, to 5,980.10, was the S&P 500's fifth in a row.", ["0.8 ^GSPC + Monday's", '5,980.10 ^GSPC']),
        ('The owner of Facebook lost 2.2%.', ['2.2 META -']),
        ('The S&P 500 ended June at 6,204.95, up 11% over the three months.', ['6,204.95 ^GSPC June', '11 ^GSPC + over the three months']),
        ('Bitcoin, bought at $61,000 apiece, fell 2%.', ['2 BTC -']),
        ('Intel recovered from a plunge of 6% to close 0.4% lower.', ['0.4 INTC -']),
        ('The Dow surged up by 1.3 percent.', ['1.3 ^DJI +']),
        ('The Dow, at one stage up 300 points, fell 0.2%.', ['300 ^DJI +', '0.2 ^DJI -']),
        ('Oracle, 4.1% dearer on the day, and Salesforce rose.', ['4.1 ORCL + on the day', 'rose CRM + on the day']),
        ('The stock market slid. No such luck for Microsoft: it dropped 5.0%.', ['5.0 MSFT -']),
        ('Nvidia slipped 2%, while the carmaker lost 4%.', ['2 NVDA -']),
        ('After a strong spring, the S&P 500 finished the three months 1.7% to the good.', ['1.7 ^GSPC +']),
        ('The S&P 500 gave up early gains on Monday and closed 0.3% lower.', ['0.3 ^GSPC - on Monday']),
        ('Cisco stock rose 3% after Q2 beat.', ['3 CSCO +']),
        ('Pfizer fell 2% despite weak Q1.', ['2 PFE -']),
        ('Coinbase slid 5% with Bitcoin itself down 3%.', ['5 COIN -', '3 BTC -']),
        ('The Dow fell. Silver for May delivery lost $1.20 to $80.10 an ounce.', ['fell ^DJI -', '1.20 SILVER -', '80.10 SILVER']),
        ('On Oct. 28, 1929, the Dow lost 13%. It lost 12% on Oct. 29.', ['13 ^DJI - Oct. 28, 1929', '12 ^DJI - Oct. 29']),
        ('After plunging 2% at the lows, the Nasdaq closed up 0.4%.', ['2 ^IXIC -', '0.4 ^IXIC +']),
        ('Copper opened the week near $5, spiked to $5.40 and settled at $5.10.', ['5.40 COPPER', '5.10 COPPER']),
        ('WTI 61.20 (+1.1%), Brent 65.30 (+0.9%), gold 4,010 (-0.2%).', ['61.20 WTI', '1.1 WTI +', '65.30 BRENT', '0.9 BRENT +', '4,010 GOLD', '0.2 GOLD -']),
        ('Nike lost 2%, and I trimmed my Target position (up 4% on Monday).', ['2 NKE -']),
        ('Energy stocks led the S&P 500 with a 2.1% gain, followed by utilities at 1.4%.', ['led the S&P 500 sector:Energy +', '2.1 sector:Energy +', '1.4 sector:Utilities +']),
        ('It took until June 1998 for the Nasdaq to top 1,900.', ['1,900 ^IXIC June 1998']),
    ],
)  # fmt: skip
def test_a_figure_is_its_owners_however_it_is_put(text: str, expected: list[str]) -> None:
    """Lines of a terminal, asides, sums of moves, lists with one unit: each figure still has one owner, or none."""
    assert claims_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The S&P 500, the Dow and the Nasdaq slid. All three ended a two-week rally.",
            ["slid ^GSPC -", "slid ^DJI -", "slid ^IXIC -", "two ^GSPC +", "two ^DJI +", "two ^IXIC +"],
        ),
        (
            "The Dow rose 1% and the S&P 500 2%. Both indexes set record highs.",
            ["1 ^DJI +", "2 ^GSPC +", "record highs ^DJI +", "record highs ^GSPC +"],
        ),
        (
            "The Dow rose 1% and the S&P 500 2%. Both indexes fell last week; both",
            ["1 ^DJI +", "2 ^GSPC +", "fell ^DJI - last week", "fell ^GSPC - last week"],
        ),
        (
            "The S&P 500 rose, and so did the Dow. The Nasdaq added 1%. For the month the three gained 3%, 2% and 4%, respectively.",
            [
                "rose ^GSPC +",
                "so did ^DJI +",
                "1 ^IXIC +",
                "3 ^GSPC + For the month",
                "2 ^DJI + For the month",
                "4 ^IXIC + For the month",
            ],
        ),
        (
            "Apple gained 2%. Microsoft lost 1%. Both stocks had climbed on Monday.",
            ["2 AAPL +", "1 MSFT -", "climbed AAPL + on Monday", "climbed MSFT + on Monday"],
        ),
        ("The Dow fell 1.6 percent, as did the Nasdaq.", ["1.6 ^DJI -", "1.6 ^IXIC -"]),
        ("Up 1.2%, the Russell 2000 led the way.", ["1.2 ^RUT +", "led the way ^RUT +"]),
        ("October has been rough: down 3% for the Dow, 4% for the Nasdaq.", ["3 ^DJI - October", "4 ^IXIC - October"]),
        ("The VIX fell for a fourth session, to 15.20.", ["fourth ^VIX -", "15.20 ^VIX"]),
        ("The 10-year yield has climbed six days in a row, to 4.35%.", ["six UST10Y +", "4.35 UST10Y"]),
        ("Gold rose for a third straight week, by 1.4%.", ["third GOLD +", "1.4 GOLD + for a third straight week"]),
        (
            "The Dow posted its largest weekly loss since May, 3.1%.",
            ["largest weekly loss since May ^DJI -", "3.1 ^DJI -"],
        ),
        ("The 10-year yield went from 4.05% to 4.31%.", ["4.05 UST10Y from", "4.31 UST10Y"]),
        ("Ten-year Treasuries yield 4.26%.", ["4.26 UST10Y"]),
        ("The Dow ended up almost 0.5%.", ["0.5 ^DJI +"]),
        ("Nasdaq: 21,450.02, up 0.98 percent", ["21,450.02 ^IXIC", "0.98 ^IXIC +"]),
        ("Russell 2000: 2,218.42, +3.70 (+0.2%)", ["2,218.42 ^RUT", "3.70 ^RUT +", "0.2 ^RUT +"]),
        ("The VIX reads 14.10.", ["14.10 ^VIX"]),
        ("WTI $71.20, lowest close since May", ["71.20 WTI", "lowest close since May WTI -"]),
        (
            "At Tuesday's close of 5,200.10 the S&P 500 was 2% below its record.",
            ["5,200.10 ^GSPC Tuesday's", "2 ^GSPC - Tuesday's"],
        ),
        (
            "The Dow rose 400 points; at 39,100.50 it stood above its 50-day average.",
            ["400 ^DJI +", "39,100.50 ^DJI", "above its 50-day average ^DJI +"],
        ),
        ("Crude has swung to a 4.1% loss for the year.", ["4.1 WTI - for the year"]),
        ("The Nasdaq finished 120 points better at 15,010.20.", ["120 ^IXIC +", "15,010.20 ^IXIC"]),
        ("The S&P 500 could test 5,000.", ["5,000 ^GSPC"]),
        ("The Russell 2000 beat the S&P 500 by a margin of 1.2 percentage points.", ["1.2 ^RUT +"]),
        ("The Nasdaq 100 is 5 points ahead of the Dow this year.", ["5 ^NDX + this year"]),
        (
            "The Dow rose 1% and the Nasdaq 2%. The Russell 2000, up 3%, outran both.",
            ["1 ^DJI +", "2 ^IXIC +", "3 ^RUT +", "outran ^RUT +", "outran ^RUT +"],
        ),
        ("The equal-weight S&P 500 lagged its cap-weighted sibling.", ["lagged ^SPXEW -"]),
        ("The S&P 500 closed at 7,010.20, a record.", ["7,010.20 ^GSPC", "record ^GSPC +"]),
        ("The Dow ended within 2 percent of its record.", ["2 ^DJI -"]),
        ("Small caps were no laggards either: the Russell 2000 rose 2%.", ["2 ^RUT +"]),
        ("The Dow snapped its losing streak.", ["losing streak ^DJI -"]),
        (
            "The Nasdaq's three-week climb ended on Friday, and Boeing ended a five-day climb.",
            ["three ^IXIC + on Friday", "five BA +"],
        ),
        ("Costco has risen seven straight.", ["seven COST +"]),
        ("The Dow went nine sessions without a loss.", ["nine ^DJI +"]),
        ("Not one of the 11 sectors rose.", ["Not one ^GSPC +"]),
        ("Copper set a record in London.", []),
    ],
)
def test_what_newsrooms_say_in_other_words(text: str, expected: list[str]) -> None:
    """Groups told of before, figures behind a comma, levels without a verb and comparisons are read as their plain forms are."""
    assert claims_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 rose 1%; its 50-day average itself sits at 4,433.10.",
        "The S&P 500 rose 1%. The 200-day, at 4,470.20, is a different matter.",
        "The S&P 500 rose 1% and is near its 200-day (about 6,639).",
    ],
)
def test_a_moving_average_is_no_price(text: str) -> None:
    """Where an average stands is no level of its instrument."""
    assert not [line for line in claims_of(text) if "4,4" in line or "6,639" in line]


def test_a_live_blog_speaks_from_the_time_of_each_part() -> None:
    """What stands under a time between the bells is told from inside the session, and no more under the next time."""
    text = "Stocks today\n\n**11:20 a.m.** — The hour\n\nThe Dow gains 1%.\n\n**4:05 p.m.** — The end\n\nThe Dow gained 2%.\n"
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.told.value for claim in claims] == ["intraday", "unsaid"]


def test_a_day_told_by_another_is_that_one_or_the_next() -> None:
    """ "That day" and "the following day" are counted from the day told right before."""
    text = "On Tuesday the Nasdaq fell 2%. The Dow lost 1% that day. The following day the S&P 500 rose 3%."
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.timex.value if claim.timex else "" for claim in claims] == ["1", "1", "2"]


def test_a_day_without_a_year_is_of_the_year_told_before_it() -> None:
    """Within a paragraph of 1929, "Oct. 29" is not the last one before the dateline; after a weekday it may be again."""
    text = (
        "On Oct. 28, 1929, the Dow lost 13%. It lost 12% on Oct. 29. On Friday it rose 1%, and on Oct. 30 it fell 2%."
    )
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.timex.value if claim.timex else "" for claim in claims] == [
        "1929-10-28",
        "1929-10-29",
        "4",
        "--10-30",
    ]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Nike, down 31% since January, rallied 4.2%.", ["since January", ""]),
        ("Nike (down 31% this year) jumped 4.2%.", ["this year", ""]),
        ("Nike, down 31% this year, jumped 4.2% on Friday.", ["this year", "on Friday"]),
        ("The Dow rose 1%, the Nasdaq, up 13% since January, gained 1.5%, and the S&P 500 added 1.3%.",
         ["", "since January", "", ""]),
        ("The Dow lost 1%, taking its weekly loss to 6%. The Nasdaq fell 2%.", ["", "weekly", ""]),
        ("The Dow fell 3% on Friday, June 12, 2026.", ["on Friday, June 12, 2026"]),
    ],
)  # fmt: skip
def test_a_time_is_of_its_own_figure(text: str, times: list[str]) -> None:
    """What an aside or a participle says of a month or year is not said of the sentence's own move."""
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.timex.text if claim.timex else "" for claim in claims] == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("MONDAY. More news of a vaccine. The Dow rose 328 points.\n\nTUESDAY. The mood held. The Dow rose 455.",
         ["MONDAY", "TUESDAY"]),
        ("Mon.: Quiet. The Dow rose 1%.\n\nWednesday, Nov. 25 — Claims rose. The Dow fell 0.6%.",
         ["Mon.", "Wednesday, Nov. 25"]),
        ("Friday, Nov. 27: Good morning. Stocks were mixed on Wednesday. The Dow lost 174 points.",
         ["on Wednesday"]),
        ("Monday.com and its peers fell. The Dow rose 1%.\n\nTuesday's session was calm. The Dow rose 1%.",
         ["", "Tuesday's"]),
    ],
)  # fmt: skip
def test_a_diary_tells_each_paragraph_of_its_day(text: str, times: list[str]) -> None:
    """Days that head their paragraphs are of all that stands below them; one alone may be the day of writing."""
    claims = [claim for claim in annotate_text("", text, (), NAMES, None).claims if claim.kind is not Kind.OTHER]

    assert [claim.timex.text if claim.timex else "" for claim in claims] == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Weekly review\n\n- Breadth: On Friday, 16 of 30 Dow components rose. Cisco slid 6%.\n- Tesla lost 10%.",
         ["Friday", "Friday", "Weekly"]),
        ("Second-quarter review\n\nBy index\n\n- Nasdaq Composite: down 29.5% for the half-year\n- Dow: down 15.3%",
         ["for the half-year", "for the half-year"]),
        ("Second-quarter review\n\nBy index\n\n- Nasdaq Composite: down 22.4%\n- Dow: down 11.3%",
         ["Second-quarter", "Second-quarter"]),
        ("March review\n\n- Energy gained 37% January to March. Financials lost 9.9%.\n- Gold lost 11.1%.",
         ["January to March", "January to March", "March"]),
    ],
)  # fmt: skip
def test_an_item_goes_on_with_the_time_of_its_list(text: str, times: list[str]) -> None:
    """What an item says of its time holds to its end; for the next items too where only the title says another."""
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.timex.text if claim.timex else "" for claim in claims] == times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The S&P 500 snapped a three-month losing streak and gained 8.9% in November.", "in November"),
        ("The S&P 500 snapped a three-week losing streak and is up 8.9% in November.", ""),
        ("The S&P 500 snapped a three-month losing streak after it fell 2% in October.", ""),
    ],
)
def test_a_run_is_of_the_month_that_its_sentence_names(text: str, time: str) -> None:
    """A run of months was up to the month told beside it, not to one that is past there."""
    streak = next(c for c in annotate_text("", text, (), NAMES, None).claims if c.kind is Kind.STREAK)

    assert (streak.timex.text if streak.timex else "") == time


def test_a_yields_net_change_is_in_points_of_it() -> None:
    """A signed figure without a unit beside a yield is no percentage of the yield."""
    _, change = annotate_text("", "10-year Treasury yield: 4.26% (+0.06)", (), NAMES, None).claims

    assert change.quantity is not None
    assert change.quantity.unit == "percentage_point"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("The Stoxx 600 slipped. ASML lost 1.5%.", "Amsterdam"),
        ("ASML lost 1.5%.", None),
        ("U.S.-listed shares of TSMC, Taiwan's largest company, rose 2%.", None),
        ("In Taipei, TSMC rose 2%.", "Taipei"),
    ],
)
def test_a_share_of_two_markets_may_be_told_of_the_other(text: str, home: str | None) -> None:
    """Where the paragraph speaks of a company's home market, its American shares may not be meant."""
    assert annotate_text("", text, (), NAMES, None).claims[-1].home == home


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("European shares fell; technology lost 2%, the weakest of the sectors.", "European shares"),
        ("The Stoxx 600 slipped. Nine of the eleven sectors fell.", "Stoxx"),
        ("In Tokyo trading was calm.\n\nOf the sectors, energy lost 2%.", "In Tokyo"),
        ("European shares fell. All 11 S&P 500 sectors rose.", None),
        ("European shares fell. On Wall Street, nine of the eleven sectors rose.", None),
        ("Sales in China fell. Of the sectors, energy lost 2%.", None),
        ("New tariffs on Chinese goods hurt. Technology lost 2%, the weakest of the sectors.", None),
    ],
)
def test_sectors_are_of_the_market_named_last(text: str, home: str | None) -> None:
    """The sectors held are those of the S&P 500: after another market they may be its own."""
    assert annotate_text("", text, (), NAMES, None).claims[-1].home == home


def test_a_home_that_the_table_lacks_is_known_by_its_name() -> None:
    """A user's instruments may name any city as a home; its own name is then the word that speaks of it."""
    assert speaks_of("Lagos", "Shares fell in Lagos.")
    assert not speaks_of("Lagos", "Shares fell in New York.")


def test_a_row_of_somebody_unknown_is_no_header() -> None:
    """Below a header of times, sectors stand by what they moved; a row that names nobody leaves the header as it is."""
    text = "| Sector | Fri | Jan |\n|---|---|---|\n| Energy | 1.1 | (4.2) |\n| Widgets | 0.2 | 2.0 |\n| Utilities | (0.3) | 1.8 |\n"

    assert claims_of(text) == [
        "1.1 sector:Energy + Fri",
        "4.2 sector:Energy - Jan",
        "0.3 sector:Utilities - Fri",
        "1.8 sector:Utilities + Jan",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nvidia opens a lab; shares +4%", ["4 NVDA +"]),
        ("Netflix settles a suit; shares ahead 3% before the open", ["3 NFLX +"]),
        ("$ROKU - Roku adds a channel; shares up 7% after hours", ["7 ROKU +"]),
        ("Boeing wins a new order; +3.2%", ["3.2 BA +"]),
        ("Boeing to trim output; shares slide 3%", ["3 BA -"]),
        ("China's Baidu -3.4% after its report", ["3.4 BIDU -"]),
        ("Barclays lifts Netflix to overweight; stock up 4%", ["4 NFLX +"]),
        ("Exxon drops its bid for Hess; shares rise 3%", ["3 XOM +"]),
        ("$ZQXY - Zqxy Robotics jumps 12% on an order", ["12 ZQXY +"]),
        ("$ZQXY (+5.1% pre) names a finance chief", ["5.1 ZQXY +"]),
        ("The Zqxy Works (NYSE: ZQXY) share price is up 31%", ["31 ZQXY +"]),
        ("Nvidia's share price gain of 103% in 2023 was its best", ["103 NVDA + in 2023"]),
        ("Some Nucor shareholders are down 11%", ["11 NUE -"]),
        ("Introducing Nvidia, a stock that climbed 78%", ["78 NVDA +"]),
        ("Netflix gaps down 6% at the open", ["6 NFLX -"]),
        # nobody's, or somebody's whom no one names
        ("Oddco signs a supply deal with Nvidia; shares jump 30%", []),
        ("Oddco teams up with Netflix, shares surge 40%", []),
        ("Barclays upgrades Oddco; shares rise 6%", []),
        ("$PZQX - Chicken prices up 4% in March", []),
        ("Boeing wins a new order; +$3 billion", ["[3 BA]"]),
        ("Nucor shareholders are up for a vote on a 5% rise", []),
        ("Microsoft Q1 net up 27%", []),
        ("PriceSmart reports a 0.3% gain in comparable sales", []),
        ("Walmart lifts its sales outlook to up 4% from up 3%", []),
        ("Zoom has a 6.4% return on equity", []),
        ("Beam Therapeutics prices its upsized IPO at $17", []),
        ("Oddco shares dive 27% in Hong Kong", []),
        ("Peppermint oil futures fall 1.6%", []),
        ("Sensex snaps a two-day fall; IT index plunges 4%", ["two ^BSESN -"]),
    ],
)
def test_a_headline_tells_of_whom_it_opens_with(text: str, expected: list[str]) -> None:
    """What follows a headline's semicolon is its own subject's; a stranger's partner, bank or market gets nothing."""
    assert claims_of(text) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The 10-year yield went to 4.17% and the two-year to 3.49%.", ["4.17 UST10Y", "3.49 UST2Y"]),
        (
            "The Nasdaq fell to 23,480, the S&P 500 to 6,921 and the Dow to 49,266.",
            ["23,480 ^IXIC", "6,921 ^GSPC", "49,266 ^DJI"],
        ),
        ("The Dow crept back to 49,266.", ["49,266 ^DJI"]),
        ("Tesla went to 435 dealers, and Apple went to court.", ["[435 TSLA]"]),
        ("Ten-year Treasury yields rose every day, from 4.15% to 4.19%.", ["4.15 UST10Y from", "4.19 UST10Y"]),
        ("Apple has climbed from $172.42 on April 8 to $259.04.", ["172.42 AAPL April 8", "259.04 AAPL"]),
        ("The Dow rose 0.6%, from Wednesday's 48,996.08.", ["0.6 ^DJI +", "48,996.08 ^DJI Wednesday's"]),
        ("Dow +270.03 points (0.6%), 49,266.11", ["270.03 ^DJI +", "0.6 ^DJI +", "49,266.11 ^DJI"]),
        ("Intel fell sharply, to $41.11.", ["41.11 INTC"]),
        ("The VIX fell for a fourth session running to 15.45.", ["fourth ^VIX -", "15.45 ^VIX"]),
        ("USD/JPY barely moved, 156.87 at the end of the day.", ["barely moved USDJPY =", "156.87 USDJPY"]),
        ("Bitcoin was last seen near $91,000.", ["91,000 BTC"]),
        ("The dollar index, near 98.9, has made life harder.", ["98.9 DXY"]),
        ("The S&P 500 ended within a whisker of 7,000.", ["7,000 ^GSPC"]),
        ("The Dow fell just short of 49,300.", ["49,300 ^DJI"]),
        ("The Dow sits 734 points below 50,000.", []),
        ("Tesla delivered 418,227 cars, short of the 440,900 forecast.", ["[418,227 TSLA]"]),
    ],
)
def test_a_level_is_read_wherever_it_is_told(text: str, written: list[str]) -> None:
    """A verb of going, an ellipsis, two ends of a move, a figure behind the changes, a hedge of place."""
    assert claims_of(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A barrel of Brent cost $61.99, and gold went for $4,450 an ounce.", ["61.99 BRENT", "4,450 GOLD"]),
        ("Bitcoin changes hands for $91,000. Nvidia shares were worth $185.04.", ["91,000 BTC", "185.04 NVDA"]),
        ("Tesla was worth $1.4 trillion.", ["[1.4 TSLA]"]),
        ("Gold costs $2,000 an ounce to produce.", []),
        (
            "The 10-year Treasury note now pays 4.17%. The 10-year Treasury yields 4.17%.",
            ["4.17 UST10Y", "4.17 UST10Y"],
        ),
        ("The euro traded between 1.16 and 1.17.", ["1.16 EURUSD"]),
        ("The Fed's range stands at 3.50% to 3.75%.", ["3.50 FEDFUNDS"]),
        ("Gold: $4,460.70 an ounce. Copper: $3 billion deal.", ["4,460.70 GOLD"]),
        ("Close: S&P 500 6,921.46, Dow 49,266.11.", ["6,921.46 ^GSPC", "49,266.11 ^DJI"]),
        ("- Dow \u2013 49,266.11\n- 10-yr 4.17%, a 5bp rally\n", ["49,266.11 ^DJI", "4.17 UST10Y", "5 UST10Y -"]),
        ("Fund performance: 5-yr 9.87%, 10-yr 11.20%.", []),
    ],
)
def test_a_price_has_many_words(text: str, written: list[str]) -> None:
    """What a share, an ounce or a coin costs, what a yield pays, and lines as desks write them."""
    assert claims_of(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "From its April 8 low of 4,982.77, the S&P 500 has risen 38.9%.",
            ["4,982.77 ^GSPC April 8", "38.9 ^GSPC + April 8"],
        ),
        ("Intel is 20% below its closing high of $47.10 on Jan. 2.", ["20 INTC -", "47.10 INTC Jan. 2"]),
        (
            "The S&P 500 made its lowest close of the year, 6,858.47 on Jan. 2.",
            ["its lowest close of the year ^GSPC - Jan. 2", "6,858.47 ^GSPC Jan. 2"],
        ),
        ("Intel is 20% below its peak of $47.10.", ["20 INTC -"]),
    ],
)
def test_a_high_or_low_with_its_day_is_a_level_of_that_day(text: str, written: list[str]) -> None:
    """Without a day, where a price once was is no claim."""
    assert claims_of(text) == written


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The S&P 500 has yet to close above 7,000.", "negated"),
        ("The Nasdaq has not yet topped 24,000.", "negated"),
        ("The S&P 500 is going to 7,500.", "forecast"),
        ("The VIX vaulted, going to 22.51.", "reported"),
        ("If they cut twice, the 10-year yield goes to 4.5%.", "forecast"),
        ("The S&P 500 could revisit its March 13 low of 5,521.52.", "reported"),
    ],
)
def test_a_level_is_denied_or_foretold_by_its_own_words(text: str, factuality: str) -> None:
    """A low that has its day is a fact, whatever comes of it; "yet" denies, and "is going to" foretells."""
    assert annotate_text("", text, (), NAMES, None).claims[-1].factuality == factuality
