"""Records, ranks, streaks and crossings: how they are told, and what the bars make of them."""

from datetime import date

import pytest

from extractor.market import sessions
from extractor.market.instruments import gazetteer
from extractor.market.series import Series
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.nlp.phrases import find_phrases
from extractor.records import Basis, Claim, Dateline, Kind, Published, Unit, Verdict
from extractor.verify.case import Case
from extractor.verify.reconcile import judge

NAMES = NameIndex(gazetteer())
WINDOW = {Kind.EXTREMUM, Kind.STREAK, Kind.RANK, Kind.CROSS}


def told(text: str) -> list[str]:
    """Return what a text tells of long windows: kind, form, count or place, unit, direction."""
    shown = []
    for phrase in find_phrases(text, 0, len(text)):
        detail = phrase.detail
        unit = detail.of if phrase.kind is Kind.RANK else detail.unit
        words = [phrase.kind, detail.form, str(detail.count or ""), str(detail.ordinal) if detail.ordinal > 1 else ""]
        words += [unit if unit is not Unit.NONE else "", phrase.direction or "", "record" if detail.is_record else ""]
        shown.append(" ".join(word for word in words if word))
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dow snapped a five-session losing streak.", ["streak ended 5 session down"]),
        ("It was its third straight weekly gain.", ["streak run 3 week up"]),
        ("The Dow rose for a sixth consecutive session.", ["streak run 6 session"]),
        ("extending its winning streak to a remarkable 18 sessions", ["streak run 18 session up"]),
        ("its seventh in a row", ["streak run 7"]),
        ("The VIX went nine sessions without a loss.", ["streak run 9 session up"]),
        ("The Dow snapped its losing streak.", ["streak ended 2 down"]),
        ("The Dow posted its first weekly gain in five.", ["streak ended 4 week down"]),
        ("It was the first negative session in eight.", ["streak ended 7 session up"]),
        ("its first gain in four sessions, on Friday", ["streak ended 3 session down"]),
        ("its first gain in two weeks", []),
        ("its first monthly loss in two years", []),
        ("The Dow ended a four-day climb.", ["streak ended 4 session up"]),
        ("The two-day advance comes to 3.3%.", []),
        ("It fell into a bear market.", ["extremum off 20 percent down"]),
        ("its fifth straight losing week", ["streak run 5 week down"]),
        ("The S&P 500 closed at a record high.", ["extremum close up record"]),
        ("The S&P 500 hit a record.", ["extremum any up record"]),
        ("The company set a record for deliveries.", []),
        ("It posted record sales.", []),
        ("It is 2% from the record it set on Feb. 10.", ["extremum off down"]),
        ("The Dow closed within sight of its record close.", []),
        ("a three-month closing low", ["extremum close 3 month down"]),
        ("its highest level since March 2020", ["extremum any up"]),
        ("its highest since then", []),
        ("2.8% below its record close of 6,978.60", ["extremum off down record"]),
        ("11.4% above its 52-week low", ["extremum off 1 year up"]),
        ("its best day since May 12", ["rank any session up"]),
        ("its second-worst week of the year", ["rank any 2 week down"]),
        ("the biggest one-day point gain in its history", ["rank points session up record"]),
        ("the biggest day for deals", []),
        ("The Dow's jump was its best since May 12.", ["rank any up"]),
        ("Tuesday's session was also the worst since May 12.", ["rank any session down"]),
        ("It rose 2%, the most since May 12.", ["rank any"]),
        ("Over those three days it rose 2%, the most since May 12.", []),
        ("It was the index's worst since May 12.", ["rank any down"]),
        ("its biggest percentage loss of the year", ["rank any down"]),
        ("its best two-day gain since May 12", ["rank span session up"]),
        ("the strongest three months since late 2020", ["rank span month up"]),
        ("its second-worst December in 20 years", ["rank season 20 2 month down"]),
        ("the best first quarter for the Dow since 2019", ["rank season quarter up"]),
        ("the third-best start to a year on record", ["rank start 3 up record"]),
        ("its worst session since the tariff scare of early April 2025", ["rank any session down"]),
        ("its heaviest blow since the contract was launched in 1983", ["rank any down"]),
        ("its best month since the merger", []),
        ("the best start for any chief executive since 2019", []),
        ("the worst two days to fly", []),
        ("+0.8%, down a third consecutive session", ["streak run 3 session down"]),
        ("formed a golden cross", ["cross golden up"]),
        ("Its 50-day average rose through the 200-day line.", ["cross golden up"]),
        ("Its 50-day average fell through the 200-day, a death cross.", ["cross death down"]),
        ("reclaimed its 50-day average for the first time since May 12", ["cross average 50 up"]),
        ("It is above the 200-day.", ["cross average 200 up"]),
        ("It is near its 200-day high.", []),
        ("closed below its 200-day moving average", ["cross average 200 down"]),
        ("its first close above 7,000", ["cross level up record"]),
        ("closed above 50,000 for the first time", ["cross level up record"]),
        ("ending below 20,000 for the first time since September 2017", ["cross level down"]),
        ("finished back over 25,000 for the first time in two months", ["cross level 2 month up"]),
        ("closed above 25,000 for the first time this month", []),
        ("the first time in years that it matters", []),
        ("settled below $60 a barrel for the first time since May", ["cross level down"]),
        ("It has never closed higher.", ["extremum close up record"]),
        ("It had never before finished this high.", ["extremum close up record"]),
        ("It never closed lower in January.", []),
        ("leaping to a record 2,603.91 on Thursday", ["extremum any up record"]),
        ("hired a record 2,603 people", []),
        ("topping its prior record close", ["extremum any up record"]),
        ("beat the record for deliveries", []),
        ("prices sank to levels not seen since March 2020", ["extremum any"]),
        ("a fresh 2026 low", ["extremum any down"]),
        ("its second-highest close ever", []),
        ("It is close to a record high.", []),
        ("It eased from Monday's record.", ["extremum any up record"]),
        ("It eased from its record.", []),
        ("its 25th record close of 2026", ["extremum close 25 up record"]),
        ("a record high for a third straight session", ["extremum any 3 up record"]),
        ("It met the definition of a bear market.", ["extremum off 20 percent down"]),
        ("just above the threshold for a bear market", []),
        ("has fallen in six of the past seven sessions", ["streak share 6 7 session down"]),
        ("posted gains in four of five weeks", ["streak share 4 5 week up"]),
        ("slid for the seventh time in eight sessions", ["streak share 7 8 session"]),
        ("its fifth drop in six days", ["streak share 5 6 session down"]),
        ("its fifth drop in six weeks", []),
        ("a third gain in as many sessions", ["streak run 3 session up"]),
        ("has beaten estimates in six of the past seven quarters", []),
        ("rose 1% for the first time in four sessions", ["streak ended 3 session down"]),
        ("crossed 50 for the first time in four sessions", []),
        ("back-to-back weekly losses", ["streak run 2 week down"]),
        ("back-to-back gains of 20%", []),
        ("rose in each of the past four sessions", ["streak run 4 session up"]),
        ("extended its losing streak to a fourth session", ["streak run 4 session down"]),
        ("extending losses to a third day", ["streak run 3 session down"]),
        ("Its winning streak ended at four.", ["streak ended 4 up"]),
        ("snapped a three-day win streak", ["streak ended 3 session up"]),
        ("up for third day", ["streak run 3 session up"]),
        ("guidance for third quarter", []),
        ("posted a fourth week of gains", ["streak run 4 week up"]),
        ("above its 50- and 200-day moving averages", ["cross average 50 up", "cross average 200 up"]),
        ("fell below its 50-DMA", ["cross average 50 down"]),
        ("gave up its 50-day average", ["cross average 50 down"]),
        ("broke its 200-day average", ["cross average 200"]),
        ("It ended north of the stock's 50-day line.", ["cross average 50 up"]),
        ("below a key technical level, its 50-day moving average", ["cross average 50 down"]),
        ("It is above its 50-day exponential average.", []),
        ("It broke its 50-day silence.", []),
        ("It broke its 50-day on Tuesday.", ["cross average 50"]),
    ],
)
def test_a_phrase_of_a_long_window_is_read(text: str, expected: list[str]) -> None:
    """What kind it is, how long or how far back, and which way."""
    assert told(text) == expected


def test_what_is_not_held_is_no_part_of_the_claim() -> None:
    """Since a day it is held whether it is the first time; in so many weeks it is not."""
    since, weeks = (
        f"It closed above its 50-day average for the first time {when}." for when in ("since May 12", "in two weeks")
    )

    assert [since[p.start : p.end] for p in find_phrases(since, 0, len(since))] == [since[10:-1]]
    assert [weeks[p.start : p.end] for p in find_phrases(weeks, 0, len(weeks))] == ["above its 50-day average"]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("The Dow's third straight gain came as the S&P 500 fell.", ["^DJI"]),
        ("It was a record close for the Nasdaq.", ["^IXIC"]),
        ("The S&P 500 and the Dow closed at record highs.", ["^GSPC", "^DJI"]),
        ("With a fifth straight gain, the Russell 2000 led.", ["^RUT"]),
        ("The Dow fell 1%. It was the index's fourth straight loss.", ["^DJI"]),
        ("It was a third straight gain for the Dow and a fourth for the Nasdaq.", ["^DJI", "^IXIC"]),
        ("The S&P 500's 50-day average fell below the 200-day, a death cross.", ["^GSPC"]),
        ("A death cross appeared on Tesla's chart.", ["TSLA"]),
        ("What is a golden cross? The Dow knows.", []),
        ("A day after setting a record, the Nasdaq fell.", ["^IXIC"]),
        ("Streak over: After nine straight weekly gains, the S&P 500 fell.", ["^GSPC"]),
        ("The Nasdaq fell a day after sales hit a record.", []),
        ("Widgets rose to a record high.", []),
        ("The burrito chain trimmed its outlook for a third straight quarter.", []),
    ],
)
def test_a_phrase_is_its_owners(text: str, symbols: list[str]) -> None:
    """Who follows "for", who owns it, who the clause is about, or nobody."""
    claims = annotate_text("", text, (), NAMES, None).claims

    assert [claim.subject.symbol for claim in claims if claim.kind in WINDOW and claim.subject] == symbols


DAYS = sessions.sessions_between("XNYS", date(2025, 1, 2), date(2026, 3, 31))
# 310 sessions: a rise, a slump of 40 days and a rise beyond; the last five closes are those of LAST.
LAST = (131.0, 132.0, 133.0, 130.0, 134.0)


class FakeBars:
    """One series held in memory."""

    def __init__(self, held: Series) -> None:
        self.held = held

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return the series where it is the one asked for."""
        return (self.held,) if symbol == self.held.symbol else ()


def closes() -> list[float]:
    """Return a close for each of DAYS."""
    n = len(DAYS) - len(LAST)
    return [100 + 0.1 * i - (20 if n - 80 <= i < n - 40 else 0) for i in range(n)] + list(LAST)


def the_claim(text: str) -> Claim:
    """Return the one claim of a text that is of a long window."""
    (claim,) = [c for c in annotate_text("", text, (), NAMES, date(2026, 3, 31)).claims if c.kind in WINDOW]
    return claim


def verdict(text: str) -> Verdict:
    """Judge a text of the evening of the last day."""
    held = Series(
        "^DJI", Basis.AS_TRADED, "made", [day.toordinal() for day in DAYS], closes(), None, closes(), closes()
    )
    known = Published.parse("2026-03-31T22:00:00+00:00")
    case = Case(FakeBars(held), gazetteer(), Dateline(known.day, known.instant, "given"), {})
    return judge(the_claim(text), case).verdict


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Dow closed at its highest level in three months on Tuesday.", "supported"),
        ("The Dow closed at its lowest level in three months on Tuesday.", "contradicted"),
        ("The Dow closed at a 52-week high on Tuesday.", "supported"),
        ("The Dow closed at a record high on Tuesday.", "unverifiable"),  # bars from 2025 only
        ("The Dow closed at a record low on Tuesday.", "contradicted"),
        ("The Dow closed at its highest level since March 20 on Tuesday.", "ambiguous"),  # higher than then as well
        ("On Tuesday the Dow snapped a one-day skid.", None),
        ("The Dow rose on Tuesday for a third straight session.", "contradicted"),  # the first
        ("The Dow rose on Tuesday for an 18th straight session.", "contradicted"),  # whose digits are not swapped
        ("On Monday the Dow snapped a three-day winning streak.", "ambiguous"),  # it was longer
        ("The Dow had its best day since 2026 on Tuesday.", "unverifiable"),  # a year that is not over
        ("The Dow had its best day since March 20 on Tuesday.", "ambiguous"),  # no day then was as good
        ("The Dow had its worst day since March 20 on Tuesday.", "contradicted"),
        ("The Dow had its second-best day since March 20 on Tuesday.", "contradicted"),
        ("The Dow rose on Tuesday for the fourth time in five sessions.", "supported"),
        ("The Dow rose on Tuesday for the fifth time in five sessions.", "contradicted"),
        ("The Dow has risen in three of the past five sessions.", "ambiguous"),  # in four
        ("The Dow has fallen in two of the past five sessions.", "contradicted"),
        ("On Tuesday the Dow rose for the first time in four sessions.", "contradicted"),  # in two
        ("The Dow has risen in each of the past two sessions.", "ambiguous"),  # to Friday it had
        ("The Dow fell a day after closing at a record.", "unverifiable"),
        ("The Dow formed a golden cross on Tuesday.", "contradicted"),
        ("The Dow closed above its 200-day moving average on Tuesday.", "supported"),
        ("The Dow closed below its 200-day moving average on Tuesday.", "contradicted"),
        ("On Tuesday the Dow had its best two-day gain since Feb. 27.", "contradicted"),
        ("The Dow had its biggest percentage gain of the year on Tuesday.", "contradicted"),  # the slump's end was more
        ("The Dow closed above its 200-day average on Tuesday for the first time since Nov. 3.", "supported"),
        ("On Tuesday the Dow closed above its 200-day average for the first time since Nov. 3.", "contradicted"),
    ],
)
def test_a_window_is_held_against_every_bar_of_it(text: str, label: str | None) -> None:
    """What holds is supported, what the held bars refute is contradicted, what they are too short for is neither."""
    if label is None:
        assert find_phrases(text, 0, len(text)) == []
    else:
        assert verdict(text).label == label


def test_a_distance_from_a_peak_is_held_against_the_highest_close() -> None:
    """The last close of 134 is the peak itself; Monday's 130 is 2.26% below Friday's 133."""
    assert verdict("On Monday the Dow was 2% below its 52-week high.").label == "supported"
    assert verdict("On Monday the Dow was 9% below its 52-week high.").label == "contradicted"


def test_the_window_is_given_by_digest() -> None:
    """Evidence names the series, its first and last bar, their count and their sha256."""
    evidence = verdict("The Dow closed at a 52-week high on Tuesday.").evidence

    assert evidence is not None
    assert evidence.window is not None
    assert (evidence.window.symbol, evidence.window.last) == ("^DJI", date(2026, 3, 31))
    assert evidence.window.count == len(sessions.sessions_between("XNYS", date(2025, 3, 31), date(2026, 3, 31)))
    assert len(evidence.window.sha256) == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Russell 2000 outpaced the S&P 500 by half a percentage point.", [("^RUT", "^GSPC", "up", "0.5")]),
        (
            "The Nasdaq rose 2%, outpacing the S&P 500 and the Dow.",
            [("^IXIC", "^GSPC", "up", None), ("^IXIC", "^DJI", "up", None)],
        ),
        ("Energy lagged the S&P 500.", [("sector:Energy", "^GSPC", "down", None)]),
        ("The Dow held up better than the Nasdaq.", [("^DJI", "^IXIC", "up", None)]),
        ("The S&P 500 rose 1%, trailing Intel.", [("^GSPC", "INTC", "down", None)]),
        ("The S&P 500 rose 1%. The Dow did worse, up 0.5%.", [("^DJI", "^GSPC", "down", None)]),
        ("The Dow rose less than the Nasdaq on Friday.", [("^DJI", "^IXIC", "down", None)]),
        ("The Russell 2000 rose 2%, better than the Dow's 1% gain.", [("^RUT", "^DJI", "up", None)]),
        ("The Russell 2000 rose 2%, more than double the S&P 500's 0.9%.", [("^RUT", "^GSPC", "up", "2")]),
        ("The Dow rose 1%, half the gain of the Nasdaq.", [("^DJI", "^IXIC", "down", "0.5")]),
        (
            "The S&P 500 and the Nasdaq rose 1%. The Russell 2000 beat them all.",
            [("^RUT", "^GSPC", "up", None), ("^RUT", "^IXIC", "up", None)],
        ),
        ("Intel fell 2%, lagging the broader market.", [("INTC", "^GSPC", "down", None)]),
        ("Small-cap stocks beat their large-cap peers.", [("^RUT", "^GSPC", "up", None)]),
        ("The Dow fell 1%. Value beat growth.", [("^RLV", "^RLG", "up", None)]),
        ("The Nasdaq has left the Dow far behind, by 12 points.", [("^IXIC", "^DJI", "up", "12")]),
        (
            "The S&P 500 Equal Weight Index fell 4 points short of the standard version.",
            [("^SPXEW", "^GSPC", "down", "4")],
        ),
        ("Intel rose 5%. It did no better than the S&P 500.", []),
        ("The Dow fell short of the 50,000 mark.", []),
        ("Apple pays half the tax of Microsoft, and rose 1%.", []),
        ("The Dow rose 1%. Apple did better in China.", []),
        ("Things got better than the Nasdaq hoped.", []),
        ("Apple beat estimates, and the S&P 500 rose.", []),
        ("Apple's sales outpaced forecasts.", []),
    ],
)
def test_one_is_told_against_another(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    """Subject, object, which led and by how much."""
    claims = [c for c in annotate_text("", text, (), NAMES, None).claims if c.kind is Kind.COMPARISON]
    shown = [
        (c.subject.symbol, c.object.symbol, c.direction, str(c.quantity.value) if c.quantity else None)
        for c in claims
        if c.subject and c.object and c.direction
    ]

    assert shown == expected


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Technology was the strongest of the 11 sectors, utilities trailing the pack.", ["Technology", "Utilities"]),
        ("The Dow fell 1%. Real estate was the weakest, financials easily the leader.", ["Real Estate", "Financials"]),
        ("The Dow fell 1%. Of the sectors, energy fared worst.", ["Energy"]),
        ("The Dow fell 1%. Utilities was Friday's best-performing S&P 500 sector.", ["Utilities"]),
        ("The Dow fell 1%. Of the sectors, utilities gained the most.", ["Utilities"]),
        ("The Dow fell 1%. Of the sectors, utilities gained the most in a month.", []),
        ("The Dow fell 1%. Materials posted the largest gain among S&P 500 sectors.", ["Materials"]),
        ("The Dow fell 1%. Two of 11 sectors rose, led by materials and energy.", ["Materials", "Energy"]),
        (
            "The Dow rose 1%. Nine of 11 sectors rose, energy the most, with financials second and utilities last.",
            ["Energy", "Financials", "Utilities"],
        ),
        ("The Dow fell 1%. Boeing was the Dow's biggest decliner, Nike its top performer.", ["BA", "NKE"]),
        (
            "26 of 30 Dow members rose, with Nvidia (+2%) and Nike (+1%) on top and Boeing (-1%) at the bottom.",
            ["NVDA", "NKE", "BA"],
        ),
        ("All of the Magnificent Seven fell. Tesla was hit hardest.", ["TSLA"]),
        ("The Nasdaq fell 2%. Small caps had it worst.", ["^RUT"]),
        ("The Dow fell 1%. Boeing was the biggest loser of the tariff talks.", []),
        ("The Dow fell 1%. Intel was among the best performers in the Dow.", []),
        ("The Dow fell 1%. Energy is the best place to be.", []),
        ("The Dow fell 1%. Our trader was the best, he said.", []),
    ],
)
def test_the_best_and_worst_of_the_sectors_are_read(text: str, symbols: list[str]) -> None:
    """Of sectors alone: "the best" of anything else is no claim."""
    claims = [c for c in annotate_text("", text, (), NAMES, None).claims if c.kind is Kind.COMPARISON]

    assert [c.subject.symbol.removeprefix("sector:") for c in claims if c.subject] == symbols


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten of the eleven S&P 500 sectors finished higher.", [("^GSPC", "up", "10")]),
        ("Two of 11 sectors fell.", [("^GSPC", "down", "2")]),
        ("Of the eleven sectors, eight fell in May.", [("^GSPC", "down", "8")]),
        ("Every sector in the S&P 500 lost ground.", [("^GSPC", "down", "11")]),
        ("23 of the 30 Dow members rose.", [("^DJI", "up", "23")]),
        ("Of the 30 Dow components, only seven fell.", [("^DJI", "down", "7")]),
        ("Of the S&P 500's 11 sectors, eight rose.", [("^GSPC", "up", "8")]),
        ("The Dow rose 1%, as did 26 of its 30 members.", [("^DJI", "up", "26")]),
        ("Sixteen of the Dow's 30 stocks closed higher.", [("^DJI", "up", "16")]),
        ("The Dow rose, with 21 of 30 members ahead.", [("^DJI", "up", "21")]),
        ("Nine S&P 500 sectors of eleven green.", [("^GSPC", "up", "9")]),
        ("Every sector but energy and utilities fell.", [("^GSPC", "down", "9")]),
        ("Not one of the 11 sectors escaped.", [("^GSPC", "down", "11")]),
        ("All but one of the 11 sectors finished the week higher.", [("^GSPC", "up", "10")]),
        ("Tech was the worst of the 11 sectors, yet six of them rose.", [("^GSPC", "up", "6")]),
        ("Nine of the 11 sectors posted revenue growth.", []),
        ("The Dow rose. Two of its members voted for higher pay.", []),
        ("Of the 30 directors, 24 rose to speak.", []),
        ("All three sectors of the plan were funded.", []),
        ("Nine of eleven directors rose to speak.", []),
    ],
)
def test_how_many_went_which_way(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Sectors and members are counted; other things that come in elevens are not."""
    claims = [c for c in annotate_text("", text, (), NAMES, None).claims if c.kind is Kind.BREADTH]
    assert all(c.subject for c in claims)

    assert [
        (c.subject.symbol, c.direction, str(c.quantity.value)) for c in claims if c.subject and c.quantity
    ] == expected


def many(symbols: dict[str, float]) -> Case:
    """Make a case in which each symbol stood at 100 on 7 January 2026 and moved so many percent the day after."""
    days = [date(2026, 1, 7).toordinal(), date(2026, 1, 8).toordinal()]
    held = {s: Series(s, Basis.AS_TRADED, "made", days, [100.0, 100.0 + move]) for s, move in symbols.items()}

    class Several:
        def series(self, symbol: str) -> tuple[Series, ...]:
            return (held[symbol],) if symbol in held else ()

    known = Published.parse("2026-01-08T22:00:00+00:00")
    return Case(Several(), gazetteer(), Dateline(known.day, known.instant, "given"), {})


FUNDS = "XLK XLE XLB XLI XLY XLP XLV XLF XLC XLU XLRE".split()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Russell 2000 outpaced the S&P 500 by 1.5 percentage points on Thursday.", "supported"),
        ("The Russell 2000 outpaced the S&P 500 by 1.6 percentage points on Thursday.", "ambiguous"),
        ("The Russell 2000 outpaced the S&P 500 by 2.5 percentage points on Thursday.", "contradicted"),
        ("The S&P 500 outperformed the Russell 2000 on Thursday.", "contradicted"),
        ("The Russell 2000 outperformed the Dow on Thursday.", "unverifiable"),  # no bars of the Dow
        ("Eight of the eleven S&P 500 sectors rose on Thursday.", "supported"),
        ("Ten of the eleven S&P 500 sectors rose on Thursday.", "contradicted"),
        ("Nine of the eleven S&P 500 sectors rose on Thursday.", "ambiguous"),  # one fund moved too little to say
        ("The Russell 2000 rose 2.5% on Thursday, more than double the S&P 500's 1%.", "supported"),
        ("The Russell 2000 rose 2.5% on Thursday, triple the S&P 500's gain.", "ambiguous"),
        ("On Thursday the energy sector was the worst of the 11 sectors.", "supported"),
        ("The S&P 500 rose 1% on Thursday, but energy and utilities were the worst of the 11 sectors.", "supported"),
        ("On Thursday the utilities sector was the worst of the 11 sectors.", "contradicted"),
    ],
)
def test_several_are_held_at_once(text: str, label: str) -> None:
    """Against the difference of two moves, and against the signs of eleven."""
    moves = dict.fromkeys(FUNDS, 1.0) | {"XLE": -2.0, "XLU": -1.0, "XLB": -0.05, "^GSPC": 1.0, "^RUT": 2.5}
    claims = [
        c
        for c in annotate_text("", text, (), NAMES, date(2026, 1, 8)).claims
        if c.kind in (Kind.COMPARISON, Kind.BREADTH)
    ]

    assert claims
    assert {judge(claim, many(moves)).verdict.label for claim in claims} == {label}


def test_the_seven_are_nobodys_subject() -> None:
    """They are counted, and each of their closes is asked for."""
    text = "Two of the Magnificent Seven rose on Thursday."
    seven = "AAPL MSFT GOOGL AMZN META NVDA TSLA".split()
    (claim,) = [c for c in annotate_text("", text, (), NAMES, date(2026, 1, 8)).claims if c.kind is Kind.BREADTH]

    assert claim.subject is None
    moves = dict.fromkeys(seven, -1.0) | {"AAPL": 1.0, "META": 2.0}
    assert judge(claim, many(moves)).verdict.label == "supported"
    assert judge(claim, many(moves | {"NVDA": 1.0})).verdict.label == "contradicted"


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("its best day since April 9, 2025, when tariffs were paused", "2025-04-09"),
        ("its best day since April 9 of last year, and more", "--04-09"),
        ("its best month since late 2020", "late 2020"),
        ("its worst half since the start of 2009", "start 2009"),
        ("its worst day since the flash crash of May 2010", "2010-05"),
        ("its worst week since the week ended Nov. 21", "--11-21"),
    ],
)
def test_how_far_back_a_rank_reaches(text: str, since: str) -> None:
    """The year of a day behind a comma, and a part of a year, are part of what "since" names."""
    (phrase,) = find_phrases(text, 0, len(text))

    assert phrase.detail.since is not None
    assert phrase.detail.since.value == since
