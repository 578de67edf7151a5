"""Moves told without a figure, and figures told by nouns, months, fractions and lists: what is read, and what must not be."""

import pytest

from extractor.market.instruments import gazetteer
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.records import Kind

NAMES = NameIndex(gazetteer())
SIGNS = {"up": "+", "down": "-", "flat": "=", None: ""}


def told(text: str) -> list[str]:
    """Write each change and direction of a text as "trigger SYMBOL sign"."""
    claims = annotate_text("", text, (), NAMES, None).claims
    return [
        f"{text[c.start : c.end]} {c.subject.symbol if c.subject else '-'} {SIGNS[c.direction.value if c.direction else None]}"
        for c in claims
        if c.kind in (Kind.CHANGE, Kind.DIRECTION)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dow crumpled, ending 1.1% lower.", ["1.1 ^DJI -"]),
        ("The Nasdaq went down (−0.4%) with it.", ["0.4 ^IXIC -"]),
        ("The Dow rose 1.2% and is up for the year.", ["1.2 ^DJI +", "up ^DJI +"]),
        ("The Dow was little changed, up just 32 points.", ["little changed ^DJI =", "32 ^DJI +"]),
        ("The Dow dropped back under its 200-day average.", []),
        ("The Dow rose in each of the past six months.", []),
        ("The Dow rose for an 18th day.", []),
        ("Asian shares fell.", []),
        ("The Nasdaq sank 2%, while European shares fell 1%.", ["2 ^IXIC -", "1 europe_equities -"]),
        ("The Dow posted gains.", ["gains ^DJI +"]),
        ("Another slide in the Dow worried traders.", []),
    ],
)
def test_a_direction_is_told_once(text: str, expected: list[str]) -> None:
    """A bare direction is a claim where no figure, crossing or run says it as well."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Stocks fell. Nvidia was among the biggest losers.",
            ["fell us_equities -", "among the biggest losers NVDA -"],
        ),
        ("Stocks fell. Nvidia was a rare winner.", ["fell us_equities -", "winner NVDA +"]),
        ("Stocks fell. Nvidia was not the only loser.", ["fell us_equities -"]),
        ("The Nasdaq eked out a gain.", ["gain ^IXIC +"]),
        ("The Dow closed out November with gains.", ["gains ^DJI +"]),
        ("The S&P 500 finished the year in the red.", ["in the red ^GSPC -"]),
        ("The Dow sprinted higher.", ["sprinted ^DJI +"]),
        ("Chip stocks were hammered.", ["hammered industry:Semiconductors -"]),
        ("Nvidia was slammed by regulators.", []),
        ("The Dow and the Nasdaq are negative for 2026.", ["negative ^DJI -", "negative ^IXIC -"]),
        ("Analysts are negative on the S&P 500 for 2026.", []),
        ("The S&P 500 barely stirred.", ["barely stirred ^GSPC ="]),
        ("The Nasdaq gave up ground.", ["gave up ground ^IXIC -"]),
    ],
)
def test_a_move_without_a_figure(text: str, expected: list[str]) -> None:
    """Gainers and losers, beatings, colours of ink and the like say which way a price went."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Nasdaq notched a 0.4% decline.", ["0.4 ^IXIC -"]),
        ("The Dow's advance this week reached 2%.", ["2 ^DJI +"]),
        ("The S&P 500 rose. Its weekly gain came to 1.2%.", ["rose ^GSPC +", "1.2 ^GSPC +"]),
        ("Dow futures pointed to a drop of 240 points.", ["240 YM=F -"]),
        ("The Nasdaq was dragged to a 1.4% loss by chip stocks.", ["1.4 ^IXIC -"]),
        ("The Dow reversed a 300-point drop to end up 100 points.", ["100 ^DJI +"]),
        ("The rally added 3% to the S&P 500.", ["3 ^GSPC +"]),
        ("The 10-year yield went from 4.10% to 4.15%, a move of 5 basis points.", ["5 UST10Y +"]),
        ("Nvidia was the lone gainer in the Dow, up 1.2%.", ["1.2 NVDA +"]),
        ("The S&P 500 fell 2% in March. April added 5.1%.", ["2 ^GSPC -", "5.1 ^GSPC +"]),
        ("The S&P 500 rose. May added 139,000 jobs.", ["rose ^GSPC +"]),
        ("The S&P 500, the Dow and the Nasdaq rose. This week they put on 1%, 2% and 3%.",
         ["rose ^GSPC +", "rose ^DJI +", "rose ^IXIC +", "1 ^GSPC +", "2 ^DJI +", "3 ^IXIC +"]),
        ("Gold futures were up 0.30% or 13.30 to $4,475.80.", ["0.30 GOLD +", "13.30 GOLD +"]),
        ("Dow: 49,266.11 (+0.55%) | S&P 500: 6,921.46 (+0.01%) | Nasdaq: 23,480.02 (-0.44%)",
         ["0.55 ^DJI +", "0.01 ^GSPC +", "0.44 ^IXIC -"]),
    ],
)  # fmt: skip
def test_whose_a_figure_is(text: str, expected: list[str]) -> None:
    """Nouns, verbs that only report them, times that stand as subjects, and lists."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Nasdaq gave back four-tenths of a percent.", ["four-tenths ^IXIC -"]),
        ("The Dow is up by just over a fifth since April.", ["a fifth ^DJI +"]),
        ("Intel shares lost nearly half of their value.", ["half INTC -"]),
        ("Intel shares are down almost a third this year.", ["a third INTC -"]),
        ("Intel shares are a quarter or so higher.", ["a quarter INTC +"]),
        ("Intel shares have halved since April.", ["halved INTC -"]),
        ("The 10-year yield fell by a full percentage point.", ["full UST10Y -"]),
        ("Intel shares sold a third of their stake.", []),
        ("Intel shares fell a third straight day.", []),
        ("Intel's profit halved.", []),
    ],
)
def test_parts_of_a_price(text: str, expected: list[str]) -> None:
    """Halves, thirds and tenths, and nothing that they are counted of."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Fed delivered a quarter-point cut on Wednesday.", [("quarter", "down", "reported")]),
        ("The Fed is expected to make a 25-basis-point reduction.", [("25", "down", "forecast")]),
        ("Futures imply a half-point hike by the Fed.", [("half", "up", "forecast")]),
        ("The Fed increased interest rates by three-quarters of a point.", [("three-quarters", "up", "reported")]),
        ("The ECB announced a quarter-point cut while the Fed stood pat.", []),
        ("The Fed watched as the company announced a 5% price increase.", []),
    ],
)
def test_rate_cuts_told_as_nouns(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Only what is delivered is reported; what is awaited is a forecast."""
    claims = [c for c in annotate_text("", text, (), NAMES, None).claims if c.kind is Kind.CHANGE]

    assert [(text[c.start : c.end], c.direction, c.factuality) for c in claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Nvidia-fueled surge faded.", []),
        ("An Oracle-led slide took the S&P 500 down 1.6%.", ["1.6 ^GSPC -"]),
        ("The Standard & Poor's 500-stock index rose 1.2%.", ["1.2 ^GSPC +"]),
        (
            "The Dow fell 1%. UnitedHealth took 400 points off the gauge, which then lost 1.3%.",
            ["1 ^DJI -", "1.3 ^DJI -"],
        ),
        (
            "Apple rose 2% even as the S&P 500 lost 1%. They are up 10% for the year.",
            ["2 AAPL +", "1 ^GSPC -", "10 AAPL +"],
        ),
        ("The Dow led by Nvidia, the top performer in the average with a rise of 11.6%.", ["11.6 NVDA +"]),
        ("The Nikkei lost 4%, though it is up 22% on the year, and the Hang Seng 5.9%.", ["4 ^N225 -", "22 ^N225 +"]),
        ("The Russell 2000 had gained all of 0.1% on the day.", ["0.1 ^RUT +"]),
        ("The Dow trimmed its loss to 54 points, or 0.1%.", ["54 ^DJI -", "0.1 ^DJI -"]),
        ("For 2023, the S&P 500 clings to a gain of 0.6%.", ["0.6 ^GSPC +"]),
        ("The S&P 500 notched 39 record closes.", []),
        ("Amazon shares rose 15%. Apple forecast margins of 47%; its stock fell 7.4%.", ["15 AMZN +", "7.4 AAPL -"]),
        ("Gold jumped 3.7%. The slide of 2.1% was the worst since Oct. 10.", ["3.7 GOLD +"]),
        ("Chipotle plunged 17% after cutting its sales outlook for a third consecutive quarter.", ["17 CMG -"]),
    ],
)
def test_a_figure_is_of_whom_its_clause_is_about(text: str, expected: list[str]) -> None:
    """A name in an adjective is no subject; "the gauge, which" is the index; an aside leaves "they" as they were."""
    assert [claim for claim in told(text) if claim[0].isdigit()] == expected


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Nvidia, the chipmaker, which on Wednesday became the largest of all, slid 1.3%.", None),
        ("The 10-year Treasury yield, 4.86% at the end of June, closed at 3.63%.", None),
        ("“It fell hard on Friday,” one trader said of the Dow, which rose 0.6%.", None),
        ("The Nasdaq sank 2.8%, its ugliest session since December 2022.", None),
        ("Apple is up 15.7% through Wednesday.", "through Wednesday"),
        ("The Dow rebounded from an 879-point drop on Friday, gaining 588 points.", None),
        ("The S&P 500 bounced back from its 2.7% plunge Friday to end 1.6% higher.", None),
        ("The Dow recouped part of a 2.1% loss on Tuesday, climbing 1.2%.", None),
        ("Microsoft said sales fell 4% last quarter; the stock sank 7.4%.", None),
        ("The Dow fell 2% on Friday.", "on Friday"),
        ("Apple is up 15.7% for the year through Wednesday.", "for the year through Wednesday"),
    ],
)
def test_a_time_told_beside_is_not_the_claim_s(text: str, time: str | None) -> None:
    """What an aside, a level beside, a quotation or a superlative is told of is their own."""
    claims = annotate_text("", text, (), NAMES, None).claims
    last = [claim for claim in claims if claim.kind in (Kind.CHANGE, Kind.LEVEL)][-1]

    assert (last.timex.text if last.timex else None) == time


@pytest.mark.parametrize(
    ("text", "month", "sign"),
    [
        ("Since its March 2000 peak the S&P 500 has shed 46.6%.", "2000-03", "-"),
        ("From its October 2022 low, the S&P 500 has gained 50%.", "2022-10", "+"),
        ("From its October 2022 low, the S&P 500 has lost 50%.", None, "-"),
    ],
)
def test_a_move_from_the_peak_of_a_month_is_held_against_its_extreme(text: str, month: str | None, sign: str) -> None:
    """A fall is from a peak and a rise from a low; what goes the other way is told of something else."""
    (claim,) = annotate_text("", text, (), NAMES, None).claims
    since = claim.detail.since if claim.detail else None

    assert (since.value if since else None, SIGNS[claim.direction.value]) == (month, sign)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stocks tumbled, and gains for Boeing could not offset that.", ["tumbled us_equities -"]),
        ("U.S. stocks fell as gains for gold miners gave little comfort.", ["fell us_equities -"]),
        ("U.S. stocks rose as declines for retailers were outweighed.", ["rose us_equities +"]),
    ],
)
def test_the_gains_of_others_are_not_the_market_s(text: str, expected: list[str]) -> None:
    """Whose gains they are is told after them."""
    assert told(text) == expected
