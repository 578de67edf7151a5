"""Names of instruments: those that are also ordinary words, tickers in their forms, and general news."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from scoring import SHARED

from extractor.market.instruments import gazetteer
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex, find_mentions
from extractor.nlp.tokens import tokenize
from extractor.records import InstrumentKind, Mention, MentionKind

NAMES = NameIndex(gazetteer())
DAY = date(2026, 1, 8)
# Wrongly claimed shares, funds and indices in general news: at most one in so many words.
WORDS_PER_FALSE_MENTION = 2000
GUM = SHARED / "data" / "gum_news"
WIKIGOLD = SHARED / "data" / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
SENTFIN = SHARED / "data" / "sentfin" / "DERIVED_sentfin_spans.jsonl"


def mentions(text: str, day: date | None = DAY) -> tuple[Mention, ...]:
    """Find the mentions of a text."""
    return annotate_text("text", text, (), NAMES, day).mentions


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        # names that are also words
        ("Apple rose 2% on Thursday.", "AAPL"),
        ("Apple Inc. unveiled a new phone.", "AAPL"),
        ("She ate an apple and rose 2 steps.", ""),
        ("The apple harvest fell 2% this year.", ""),
        ("Target fell 3% after its earnings.", "TGT"),
        ("Shares of Target slid.", "TGT"),
        ("Analysts raised their price target by 3%.", ""),
        ("The Fed met its 2% inflation target.", ""),
        ("Gap shares jumped 5%.", "GAP"),
        ("Gap Inc. rose 5%.", "GAP"),
        ("The gap between rich and poor rose 5%.", ""),
        ("Visa rose 1.2%.", "V"),
        ("Visa and Mastercard fell 1%.", "V MA"),
        ("Her visa application rose to 3% odds.", ""),
        ("Meta rose 1.7% on Friday.", "META"),
        ("Meta Platforms rose 1.7%.", "META"),
        ("The talk was rather meta.", ""),
        ("Ford gained 2%.", "F"),
        ("Ford Motor Co. gained 2%.", "F"),
        ("Harrison Ford gained 2% of the vote.", ""),
        ("General Motors, Ford and Stellantis fell 2%.", "GM F STLA"),
        ("Apple, Target and Gap rose 2%.", "AAPL TGT GAP"),
        ("Retailer Target fell 2%.", "TGT"),
        ("Summer Target fell 2%.", ""),
        ("Apple led the gainers by adding 2%.", "AAPL"),
        ("The Dow rose, with energy leading the laggards by losing 3%.", "^DJI sector:Energy"),
        ("Energy led the agenda of the talks.", ""),
        ("Amazon.com fell 1%.", "AMZN"),
        ("The Amazon rainforest shrank 2%.", ""),
        ("Caterpillar rose 3%.", "CAT"),
        ("A caterpillar crawled 3% faster.", ""),
        ("Block fell 3%.", "XYZ"),
        ("The police block fell 3%.", ""),
        ("Match Group rose 1%.", "MTCH"),
        ("The match ended 1-1.", ""),
        ("Intel Corp. rose 3%.", "INTC"),
        ("The intel was 3% wrong.", ""),
        # tickers that are also words
        ("Allstate (NYSE: ALL) rose 2%.", "ALL"),
        ("ALL stocks rose 2%.", ""),
        ("$IT rose 2%.", "IT"),
        ("IT spending rose 2%.", ""),
        ("ServiceNow (NYSE: NOW) rose 2%.", "NOW"),
        ("NOW is the time: stocks rose 2%.", "us_equities"),
        ("ON Semiconductor rose 2%.", "ON"),
        ("ON THURSDAY STOCKS ROSE 2%.", ""),
        ("Costco (COST) rose 2%.", "COST"),
        ("COST pressures rose 2%.", ""),
        ("The cost of living rose 2%.", ""),
        # indices and the companies of their names
        ("The Dow rose 0.6%.", "^DJI"),
        ("Dow rose 0.6%.", "^DJI"),
        ("The Dow Jones Industrial Average fell 200 points.", "^DJI"),
        ("Dow Inc. rose 0.6%.", "DOW"),
        ("Dow Inc (NYSE: DOW) rose 0.6%.", "DOW"),
        ("Dow Jones Newswires reported earnings.", ""),
        ("The Nasdaq fell 1%.", "^IXIC"),
        ("The Nasdaq Composite fell 1%.", "^IXIC"),
        ("The Nasdaq 100 fell 1%.", "^NDX"),
        ("The company is listed on the Nasdaq.", ""),
        ("The S&P rose 2%.", "^GSPC"),
        ("The S&P 500 rose 2%.", "^GSPC"),
        ("S&P Global rose 2%.", "SPGI"),
        ("S&P Global Ratings cut the outlook.", ""),
        ("The Russell 2000 fell 1%.", "^RUT"),
        ("In the year 2000 stocks fell 10%.", ""),
        ("Russell Wilson threw 2 touchdowns.", ""),
        # tickers in their forms
        ("Tesla (NASDAQ: TSLA) fell 4%.", "TSLA"),
        ("Netflix (NASDAQ:NFLX) rose 1%.", "NFLX"),
        ("$TSLA fell 4%.", "TSLA"),
        ("TSLA.O fell 4%.", "TSLA"),
        ("TSLA fell 4%.", "TSLA"),
        ("Shares of TSLA fell 4%.", "TSLA"),
        ("AppleAAPL-- fell 2%.", "AAPL"),
        ("MicrosoftMSFT-- and AppleAAPL-- fell.", "MSFT AAPL"),
        ("The SPDR S&P 500 ETF (SPY) rose 1%.", "SPY"),
        ("$ZQXY fell 4%.", "ZQXY"),
        ("The firm (NYSE: ZQXY) fell 4%.", "ZQXY"),
        ("$ZQXYX summary: a quiet day.", ""),
        ("EBay +6% after a sale.", "EBAY"),
        ("Peppermint oil fell 4%.", ""),
        # names with signs and digits
        ("AT&T rose 1%.", "T"),
        ("Johnson & Johnson rose 1%.", "JNJ"),
        ("3M rose 1%.", "MMM"),
        ("Berkshire Hathaway rose 1%.", "BRK.B"),
        # roles, yields, commodities
        ("The blue-chip index fell 1%.", "^DJI"),
        ("London's blue-chip index fell 1%.", ""),
        ("The fear gauge rose 2%.", "^VIX"),
        ("The 10-year Treasury yield rose to 4.18%.", "UST10Y"),
        ("He served a 10-year term.", ""),
        ("Gold rose 2% to $4,500 an ounce.", "GOLD"),
        ("She won gold at the Games.", ""),
        ("Oil prices fell 3%.", "WTI"),
        ("Technology stocks rose 2%.", "sector:Technology"),
        ("He has energy.", ""),
    ],
)
def test_a_name_is_what_its_sentence_makes_it(text: str, symbols: str) -> None:
    """The instruments named are these, no more and no fewer."""
    assert {mention.symbol for mention in mentions(text)} == set(symbols.split())


def test_a_ticker_is_that_of_its_day() -> None:
    """FB is Meta before 9 June 2022 and nobody's after; the name Facebook stays."""
    assert [m.symbol for m in mentions("$FB rose 2%.", date(2022, 6, 8))] == ["META"]
    assert [m.symbol for m in mentions("The group (NASDAQ: FB) rose 2%.", date(2021, 3, 1))] == ["META"]
    assert mentions("$FB rose 2%.", date(2022, 6, 9)) == ()
    assert mentions("The group (NASDAQ: FB) rose 2%.") == ()
    assert [m.symbol for m in mentions("Facebook rose 2%.")] == ["META"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Dow Jones Industrial Average fell 200 points.", "Dow Jones Industrial Average", MentionKind.NAME),
        ("Apple's shares rose 2%.", "Apple", MentionKind.NAME),
        ("$TSLA fell 4%.", "TSLA", MentionKind.TICKER),
        ("The fear gauge rose 2%.", "fear gauge", MentionKind.ROLE),
    ],
)
def test_a_mention_is_the_name_itself(text: str, name: str, kind: MentionKind) -> None:
    """The span holds the name without genitive, dollar sign or article, and says how it names."""
    (mention,) = mentions(text)

    assert text[mention.start : mention.end] == mention.text
    assert mention.text.removeprefix("The ") == name
    assert mention.name_kind is kind


def gum_texts() -> Iterator[tuple[str, list[tuple[int, int]], int]]:
    """Yield each news text of GUM with the spans of its organisations and its number of words."""
    for path in sorted(GUM.glob("GUM_news_*.conllu")):
        text, spans, n_words = "", [], 0
        opened: dict[str, list[int]] = {}
        whole_until, whole_misc = 0, ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar"):
                text = text.rstrip() + "\n\n"
            if not line:
                whole_until = 0
            cells = line.split("\t")
            if len(cells) != 10 or "." in cells[0]:
                continue
            first, dash, last = cells[0].partition("-")
            if dash:
                whole_until, whole_misc = int(last), cells[9]
                continue
            is_inside = int(first) < whole_until
            misc = whole_misc if int(first) == whole_until else cells[9]
            start = len(text)
            text += cells[1]
            n_words += cells[3] != "PUNCT"
            for mark in re.findall(r"Entity=([^|]*)", cells[9]):
                for opening, number, kind, closing in re.findall(r"(\()(\d+)-(\w+)[^()]*|(\d+\))", mark):
                    if opening and kind == "organization":
                        opened.setdefault(number, []).append(start)
                    elif closing and opened.get(closing[:-1]):
                        spans.append((opened[closing[:-1]].pop(), len(text)))
                for number in re.findall(r"\((\d+)-organization[^()]*\)", mark):
                    if opened.get(number):
                        spans.append((opened[number].pop(), len(text)))
            if not is_inside and "SpaceAfter=No" not in misc:
                text += " "
        yield text, spans, n_words


def wikigold_texts() -> Iterator[tuple[str, list[tuple[int, int]], int]]:
    """Yield each text of Wikigold with the spans of its organisations and its number of words."""
    for part in WIKIGOLD.read_text(encoding="utf-8").split("-DOCSTART- O"):
        text, spans, n_words = "", [], 0
        start = -1
        for line in (*part.splitlines(), ""):
            word, _, tag = line.rpartition(" ")
            if start >= 0 and tag != "I-ORG":
                spans.append((start, len(text.rstrip())))
                start = -1
            if not word:
                text = text.rstrip() + "\n"
                continue
            if tag == "I-ORG" and start < 0:
                start = len(text)
            text += word + " "
            n_words += word[0].isalnum()
        yield text, spans, n_words


@pytest.mark.parametrize("texts", [gum_texts, wikigold_texts], ids=["gum_news", "wikigold"])
def test_general_news_names_few_instruments(texts, capsys) -> None:
    """Where no organisation is annotated, a share, fund or index is named at most once in 2,000 words."""
    if not (GUM.is_dir() and WIKIGOLD.is_file()):
        pytest.skip("needs ../shared/data: gum_news and wikigold")
    kinds = (InstrumentKind.SHARE, InstrumentKind.FUND, InstrumentKind.INDEX)
    n_all, wrong = 0, []
    for text, spans, n_words in texts():
        n_all += n_words
        wrong += [
            mention.text
            for mention in mentions(text, None)
            if NAMES.gazetteer.instrument(mention.symbol).kind in kinds
            and not any(start <= mention.start and mention.end <= end for start, end in spans)
        ]
    with capsys.disabled():
        print(f"\n{texts.__name__}: {len(wrong)} wrong mentions in {n_all} words: {wrong}")

    assert n_all > 15000
    assert len(wrong) * WORDS_PER_FALSE_MENTION <= n_all


US_NAMES = {
    "AAPL": ("apple", "apple inc"),
    "MSFT": ("microsoft", "microsoft corp"),
    "TSLA": ("tesla", "tesla inc"),
    "AMZN": ("amazon", "amazon.com"),
    "GOOGL": ("google", "alphabet"),
    "META": ("facebook",),
    "NFLX": ("netflix",),
    "GS": ("goldman sachs", "goldman"),
    "JPM": ("jpmorgan", "jp morgan", "jpmorgan chase", "j.p. morgan"),
    "BA": ("boeing",),
    "MS": ("morgan stanley",),
    "C": ("citigroup", "citi"),
    "INTC": ("intel",),
    "IBM": ("ibm",),
    "PFE": ("pfizer",),
    "GE": ("general electric", "ge"),
    "F": ("ford",),
    "WMT": ("walmart", "wal-mart"),
    "PEP": ("pepsico", "pepsi"),
    "KO": ("coca-cola",),
}


def test_american_names_in_indian_headlines(capsys) -> None:
    """Nine in ten of the American companies annotated are found; of those found, four in five are annotated.

    The headlines annotate whom they are about, not everybody named: the precision is a lower bound.
    """
    if not SENTFIN.is_file():
        pytest.skip("needs ../shared/data/sentfin")
    symbol_of = {name: symbol for symbol, names in US_NAMES.items() for name in names}
    n_gold = n_hit = n_found = n_right = 0
    for line in SENTFIN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = [(e["start"], e["end"], s) for e in row["entities"] if (s := symbol_of.get(e["text"].lower()))]
        if not gold and not any(name in row["text"].lower() for name in symbol_of):
            continue
        found = [(m.start, m.end, m.symbol) for m in mentions(row["text"], None) if m.symbol in US_NAMES]
        for one in gold:
            is_hit = any(f[2] == one[2] and f[0] < one[1] and one[0] < f[1] for f in found)
            n_gold, n_hit = n_gold + 1, n_hit + is_hit
        for one in found:
            is_right = any(g[2] == one[2] and g[0] < one[1] and one[0] < g[1] for g in gold)
            n_found, n_right = n_found + 1, n_right + is_right
    with capsys.disabled():
        print(
            f"\nsentfin, American names: recall {n_hit}/{n_gold} = {n_hit / n_gold:.3f}, "
            f"precision {n_right}/{n_found} = {n_right / n_found:.3f}"
        )

    assert n_gold > 100
    assert n_hit >= 0.9 * n_gold
    assert n_right >= 0.8 * n_found


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Ten of the eleven sectors rose; energy fell.", ["sector:Energy"]),
        ("Nine of the 11 lost ground and only technology edged up.", ["sector:Technology"]),
        ("Seven sectors advanced. Real estate slipped.", ["sector:Real Estate"]),
        ("Demand for energy fell as technology improved.", []),
    ],
)
def test_a_sectors_name_alone_is_a_sector_among_sectors(text: str, symbols: list[str]) -> None:
    """Where a paragraph speaks of sectors, a field of business that moves is one of them."""
    tokens = tokenize(f"The S&P 500 fell 1% on Thursday. {text}")
    found = find_mentions(tokens, NameIndex(gazetteer()), None)

    assert [mention.symbol for mention in found if mention.symbol.startswith("sector:")] == symbols
