"""What a sentence claims: whose figure it is, which way, of when; sentences that no rule was written for."""

import pytest

from extractor.market.instruments import gazetteer
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
            ["1.3 ^GSPC -", "2.2 ^RUT -"],
        ),
        # a price per barrel is not the stock futures'
        ("U.S. futures shed $3.10 to settle at $71.40 a barrel.", []),
        # where a price once was is not where it is
        ("Bitcoin is 30% below its record of $126,000.", []),
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
        ("The S&P 500 fell for a fourth straight session.", []),
        # cities without a figure are cities
        ("Tokyo fell silent on Monday.", []),
        # a company's own figures
        ("AMD rose 5% after revenue climbed 21%.", ["5 AMD +", "[21 AMD +]"]),
        # brackets speak of the name before them
        ("- Newmont, -9%: caught in gold's rout ($4,087.70, down 5.7%)", ["9 NEM -", "5.7 GOLD -"]),
        ("AMD rallied 8% after striking a deal with Meta, but it remains 2% lower this year.", ["8 AMD +", "2 AMD - this year"]),
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
