"""Claims held against bars small enough to redo every sum by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extractor.market import sessions
from extractor.market.instruments import gazetteer
from extractor.market.series import Series
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.records import (
    Annotations,
    Basis,
    Claim,
    Dateline,
    Edit,
    Fault,
    Finding,
    Label,
    Published,
    ReadingBasis,
    Reason,
)
from extractor.verify.case import Case
from extractor.verify.correct import with_correction
from extractor.verify.reconcile import is_day_borne_out, judge, settled_moves

NAMES = NameIndex(gazetteer())
THURSDAY = "2026-01-08T22:00:00+00:00"  # an hour after the bell
DAYS = tuple(date(2026, 1, day) for day in (2, 5, 6, 7, 8, 9))


class FakeBars:
    """Series held in memory."""

    def __init__(self, *held: Series) -> None:
        self.held = held

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return the series of `symbol`, in the order given."""
        return tuple(series for series in self.held if series.symbol == symbol)


def series(
    symbol: str,
    closes: Sequence[float],
    *,
    bar: tuple[float, float, float] | None = None,
    days: Sequence[date] = DAYS,
    basis: Basis = Basis.AS_TRADED,
    source: str = "first",
    splits: Sequence[float] | None = None,
) -> Series:
    """Make a series; `bar` is open, high and low of 8 January, elsewhere they are the close."""
    opens, highs, lows = list(closes), list(closes), list(closes)
    if bar is not None:
        at = list(days).index(date(2026, 1, 8))
        opens[at], highs[at], lows[at] = bar
    has_bar = bar is not None
    return Series(
        symbol,
        basis,
        source,
        [day.toordinal() for day in days],
        closes,
        opens if has_bar else None,
        highs if has_bar else None,
        lows if has_bar else None,
        splits,
    )


BARS = FakeBars(
    # Thursday: −0.7143%, −50.00; high +0.5%, low −1.0%, from the open −0.5722%; the day before +1.0101%
    series("^GSPC", (6800, 6895.52, 6930, 7000, 6950, 7019.5), bar=(6990, 7035, 6930)),
    series("^DJI", (48000, 48500, 48700, 49000, 49245, 49300), bar=(49050, 49300, 48900)),  # +0.5%, +245.00
    series("^IXIC", (22500, 22800, 22900, 23000, 23414, 23500), bar=(23010, 23500, 22990)),  # +1.8%
    series("^NDX", (24800, 24900, 24950, 25000, 25050, 25100)),  # +0.2%
    series("^RUT", (2450, 2460, 2480, 2500, 2514.9, 2520)),  # +0.596%
    series("SPY", (680, 684, 686, 690, 685.86, 690), basis=Basis.TOTAL_RETURN),  # −0.6%
    series("XLK", (138, 138.5, 139, 140, 140.7, 141)),  # +0.5%
    series("XLE", (49, 49.4, 49.7, 50, 50.1, 50.2)),  # +0.2%
    series("UST10Y", (4.11, 4.12, 4.13, 4.10, 4.15, 4.16)),  # +5 basis points
    series("UST2Y", (3.51, 3.52, 3.53, 3.50, 3.53, 3.54)),  # +3 basis points
    series("AAPL", (248, 249, 249.5, 250, 249.9, 251)),  # −0.04%
    series("INTC", (39, 39.2, 39.5, 40, 40.18, 40.5)),  # +0.45%
    series("NVDA", (180, 181, 182, 190, 191), days=(DAYS[0], DAYS[1], DAYS[2], DAYS[4], DAYS[5])),
    series("MSFT", (390, 392, 395, 400, 408, 409)),  # +2%
    series("MSFT", (390, 392, 395, 400, 404, 409), source="second"),  # +1%
    series("AMZN", (220, 221, 222, 200, 204, 205)),
    series("AMZN", (220, 221, 222, 200, 204, 205), source="second"),  # +2% in both
    series("KO", (70, 70.5, 71, 71.5, 72.5, 73), basis=Basis.TOTAL_RETURN),  # +1.4%
    series("NFLX", (980, 985, 990, 1000, 102, 103), splits=(0.1, 0.1, 0.1, 0.1, 1, 1)),  # ten for one; +2%
)


def read(text: str) -> Annotations:
    """Read a text of the second week of January 2026."""
    return annotate_text("text", text, (), NAMES, date(2026, 1, 8))


def the_claim(text: str) -> Claim:
    """Read the one claim of a text."""
    (claim,) = read(text).claims
    return claim


def case(published: str | None = THURSDAY, bars: FakeBars = BARS, **more: bool) -> Case:
    """Make the case of an article published then."""
    known = None if published is None else Published.parse(published)
    dateline = None if known is None else Dateline(known.day, known.instant, "given")
    return Case(bars, gazetteer(), dateline, {}, **more)


def judged(text: str, published: str | None = THURSDAY, **more: bool) -> Finding:
    """Judge the one claim of a text."""
    return judge(the_claim(text), case(published, **more))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The S&P 500 fell 0.7% on Thursday.", Reason.ROUNDED),
        ("The S&P 500 fell 0.71% on Thursday.", Reason.ROUNDED),
        ("The S&P 500 fell 50 points on Thursday.", Reason.EXACT),
        ("The S&P 500 closed at 6,950 on Thursday.", Reason.EXACT),
        ("The Nasdaq Composite rose 1.8% on Thursday.", Reason.EXACT),
        ("The Russell 2000 rose 0.5% on Thursday.", Reason.TRUNCATED),
        ("The S&P 500 fell nearly 1% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell more than 0.5% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell less than 1% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell about 0.8% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell between 0.6% and 0.8% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell as much as 1% on Thursday.", Reason.HEDGED),
        ("The S&P 500 fell as much as 0.9% on Thursday.", Reason.HEDGED),  # a later, larger low refutes nothing
        ("The S&P 500 fell on Thursday.", Reason.EXACT),
        ("The S&P 500 rose 1.01% on Wednesday.", Reason.ROUNDED),
        ("The S&P 500 rose 2.2% this week.", Reason.ROUNDED),
        ("The 10-year Treasury yield rose 5 basis points on Thursday.", Reason.EXACT),
        ("The 10-year Treasury yield rose to 4.15% on Thursday.", Reason.EXACT),
        ("Netflix rose 2% on Thursday.", Reason.EXACT),  # across a split
        ("Amazon rose 2% on Thursday.", Reason.EXACT),  # two sources agree
        ("Coca-Cola rose 1.4% on Thursday.", Reason.ROUNDED),
    ],
)
def test_the_default_reading_supports(text: str, reason: Reason) -> None:
    """What the closes say within the written interval is supported, with the reason why."""
    verdict = judged(text).verdict

    assert (verdict.label, verdict.reason, verdict.fault) == (Label.SUPPORTED, reason, None)


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        # the session's own extreme
        ("The S&P 500 fell 1.0% on Thursday.", THURSDAY, Reason.INTRADAY),
        ("The S&P 500 hit 7,035 on Thursday.", THURSDAY, Reason.INTRADAY),
        ("The S&P 500 rose as high as 7,035 on Thursday and closed above 7,030.", THURSDAY, Reason.INTRADAY),
        # anything in between, told from inside the session or at an unknown hour of its day
        ("The S&P 500 was up 0.3% in early trading on Thursday.", THURSDAY, Reason.INTRADAY),
        ("The S&P 500 rose 0.3% on Thursday.", "2026-01-08T16:00:00+00:00", Reason.INTRADAY),
        ("The S&P 500 rose 0.3% on Thursday.", "2026-01-08", Reason.INTRADAY),
        ("The S&P 500 rose on Thursday.", "2026-01-08", Reason.INTRADAY),
        # the other readings
        ("The S&P 500 fell 0.57% on Thursday.", THURSDAY, Reason.OPEN_TO_CLOSE),
        ("The S&P 500 fell 0.60% on Thursday.", THURSDAY, Reason.TOTAL_RETURN),
        ("The S&P 500 fell 0.68% on Thursday.", "2026-01-08T21:10:00+00:00", Reason.PRELIMINARY),
        # a miss by a hair, and round numbers
        ("The S&P 500 fell 0.72% on Thursday.", THURSDAY, Reason.NEAR),
        ("The S&P 500 closed at 6,950.01 on Thursday.", THURSDAY, Reason.NEAR),
        ("The Dow rose 200 points on Thursday.", THURSDAY, Reason.ROUND_NUMBER),
        ("The S&P 500 closed at 7,000 on Thursday.", THURSDAY, Reason.ROUND_NUMBER),
        # no day is named
        ("The S&P 500 rose 1.01%.", THURSDAY, Reason.NEIGHBOURING_SESSION),
        # proxies and constant-maturity yields may stray
        ("Technology stocks rose 0.8% on Thursday.", THURSDAY, Reason.NEAR),
        ("Energy stocks fell 0.3% on Thursday.", THURSDAY, Reason.NEAR),
        ("Energy stocks fell on Thursday.", THURSDAY, Reason.NEAR),
        ("The 10-year Treasury yield rose 9 basis points on Thursday.", THURSDAY, Reason.NEAR),
        ("The 10-year Treasury yield rose to 4.19% on Thursday.", THURSDAY, Reason.NEAR),
        ("The two-year Treasury yield fell 1 basis point on Thursday.", THURSDAY, Reason.NEAR),
        # moves too small for a direction, too large to be flat
        ("Shares of Apple rose on Thursday.", THURSDAY, Reason.NEAR),
        ("The Dow was little changed on Thursday.", THURSDAY, Reason.NEAR),
    ],
)
def test_another_fair_reading_is_ambiguous(text: str, published: str, reason: Reason) -> None:
    """Where the closes fail and another fair reading holds, nobody is accused and nothing confirmed."""
    verdict = judge(read(text).claims[-1], case(published)).verdict

    assert (verdict.label, verdict.reason, verdict.fault) == (Label.AMBIGUOUS, reason, None)


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("The S&P 500 rose 0.71% on Thursday.", Fault.DIRECTION, "The size is right, the direction is not."),
        ("The S&P 500 rose on Thursday.", Fault.DIRECTION, "−0.71%"),
        ("The S&P 500 closed up 0.3% on Thursday.", Fault.DIRECTION, "−0.71%"),
        ("The S&P 500 fell 3.1% on Thursday.", Fault.MAGNITUDE, "−0.71%"),
        ("The S&P 500 fell more than 2% on Thursday.", Fault.MAGNITUDE, "−0.71%"),
        ("The S&P 500 fell as much as 2.4% on Thursday.", Fault.MAGNITUDE, "−1.00%"),
        ("The S&P 500 fell 0.17% on Thursday.", Fault.MAGNITUDE, "Two digits are swapped."),
        ("The S&P 500 closed at 7,123.45 on Thursday.", Fault.LEVEL, "6,950.00"),
        ("The S&P 500 closed at 6,590 on Thursday.", Fault.LEVEL, "Two digits are swapped."),
        ("The S&P 500 rose 1.80% on Thursday.", Fault.INSTRUMENT, "Nasdaq Composite's move"),
        ("The Nasdaq Composite closed at 22,414.00 on Thursday.", Fault.LEVEL, "One digit is wrong."),
        ("The Nasdaq Composite closed at 33,414.", Fault.LEVEL, "One digit is wrong."),
        ("The Dow closed at 4,924.50.", Fault.LEVEL, "The decimal point is out of place."),
        ("The Nasdaq Composite rose 18.0%.", Fault.MAGNITUDE, "The decimal point is out of place."),
        ("The Dow rose 245%.", Fault.MAGNITUDE, "+0.50%"),  # its points
        ("The S&P 500 closed at 49,245 on Thursday.", Fault.INSTRUMENT, "close"),
        ("The S&P 500 rose 1.01% on Thursday.", Fault.PERIOD, "That was the session before, 7 Jan 2026."),
        ("The S&P 500 fell 0.71% on Wednesday.", Fault.PERIOD, "That was the session after, 8 Jan 2026."),
        ("The S&P 500 fell 2.2% over the past four sessions.", Fault.DIRECTION, "The size is right"),
        ("The Nasdaq Composite was little changed on Thursday.", Fault.DIRECTION, "+1.80%"),
        ("Technology stocks rose 1.5% on Thursday.", Fault.MAGNITUDE, "judged by XLK"),
        ("Technology stocks fell on Thursday.", Fault.DIRECTION, "judged by XLK"),
        ("The 10-year Treasury yield rose 12 basis points on Thursday.", Fault.MAGNITUDE, "+5.00 basis points"),
        ("The 10-year Treasury yield rose to 4.31% on Thursday.", Fault.LEVEL, "4.15"),
        ("Amazon fell 2% on Thursday.", Fault.DIRECTION, "The size is right"),
        ("Netflix rose 8% on Thursday.", Fault.MAGNITUDE, "+2.00%"),
    ],
)
def test_no_fair_reading_is_contradicted(text: str, fault: Fault, words: str) -> None:
    """A contradiction says what is wrong, what the bars say, and what it would be true of."""
    verdict = judged(text).verdict

    assert (verdict.label, verdict.reason, verdict.fault) == (Label.CONTRADICTED, Reason.NO_READING, fault)
    assert words in verdict.note


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Analysts expect the S&P 500 to fall 2% on Friday.", Reason.FORECAST),
        ("The S&P 500 could rise 5% this year, analysts said.", Reason.FORECAST),
        ("If rates fall, the S&P 500 would gain 3%.", Reason.FORECAST),
        ("The S&P 500 did not fall 2% on Thursday.", Reason.OPINION),
        ("Tesla delivered 1.63 million vehicles.", Reason.NOT_A_PRICE),
        ("Tesla rose 2% on Thursday.", Reason.NO_PRICES),  # no series
        ("The S&P 500 rose 2% on Dec. 30.", Reason.NO_PRICES),  # before the first bar
        ("Nvidia rose 2% on Thursday.", Reason.MISSING_BAR),  # no bar to start from
        ("Nvidia fell 9% this week.", Reason.MISSING_BAR),  # a hole within
        ("Microsoft rose 2.0% on Thursday.", Reason.SOURCES_DISAGREE),
        ("Coca-Cola rose 4.5% on Thursday.", Reason.NO_PRICES),  # only dividend-adjusted closes
        ("Coca-Cola closed at $70 on Thursday.", Reason.NO_PRICES),
        ("The S&P 500 fell 2% on Jan. 3, 2026.", Reason.UNRESOLVED_TIME),
        ("The S&P 500 fell 2% in recent months.", Reason.UNRESOLVED_TIME),
        ("The S&P 500 fell 12% in 1962.", Reason.OUTSIDE_CALENDAR),
    ],
)
def test_what_cannot_be_held_against_bars_is_unverifiable(text: str, reason: Reason) -> None:
    """Forecasts, opinions, other figures, absent bars and unclear times get no judgement."""
    verdict = judged(text).verdict

    assert (verdict.label, verdict.reason, verdict.fault) == (Label.UNVERIFIABLE, reason, None)


@pytest.mark.parametrize(("end", "label"), [(-2, Label.AMBIGUOUS), (-9, Label.CONTRADICTED)])
def test_a_month_up_to_today_may_end_a_session_apart(end: int, label: Label) -> None:
    """Which close "coming into today" a report took is not said: one that fits beside it is no lie."""
    days = sessions.sessions_between("XNYS", date(2026, 1, 2), date(2026, 3, 17))
    closes = [100 + 7 * (n % 3) + n for n in range(len(days))]
    gain = (closes[end] / closes[end - 20] - 1) * 100
    verb = "gained" if gain > 0 else "lost"
    text = f"Coming into today, Apple shares had {verb} {abs(gain):.2f}% over the past month."
    held = case("2026-03-18T22:00:00+00:00", FakeBars(series("AAPL", closes, days=days)))

    assert judge(the_claim(text), held).verdict.label is label


@pytest.mark.parametrize("number", ["half a percent", "2½%", "1 1/2 percent"])
def test_a_number_without_plain_digits_has_none_to_swap(number: str) -> None:
    """What a contradicted figure would be true of is sought in any number, written in words or with a fraction."""
    assert judged(f"The Nasdaq 100 rose {number} on Thursday.").verdict.label is Label.CONTRADICTED


def test_no_dateline_no_judgement() -> None:
    """Without a dateline "Thursday" is no session, and the note says what to give."""
    verdict = judged("The S&P 500 fell 0.7% on Thursday.", None).verdict

    assert (verdict.label, verdict.reason) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME)
    assert "--published" in verdict.note


def test_an_unknown_subject_is_not_judged() -> None:
    """A claim about nobody that the gazetteer knows is unverifiable."""
    claim = replace(the_claim("The S&P 500 fell 0.7% on Thursday."), subject=None)

    assert judge(claim, case()).verdict.reason is Reason.UNRESOLVED_INSTRUMENT


def test_sectors_of_another_market_are_not_judged() -> None:
    """The funds held are of American sectors: of European ones they say nothing, whatever is told."""
    verdicts = [
        judge(read(f"{market} shares fell. Of the sectors, energy rose 0.2% on Thursday.").claims[-1], case()).verdict
        for market in ("European", "U.S.")
    ]

    assert [verdict.reason is Reason.UNRESOLVED_INSTRUMENT for verdict in verdicts] == [True, False]


def test_a_proxy_has_no_level_of_what_it_stands_for() -> None:
    """A fund's price is not the sector's level."""
    claim = the_claim("The S&P 500 closed at 140.70 on Thursday.")
    assert claim.subject is not None
    sector = replace(claim, subject=replace(claim.subject, symbol="sector:Technology"))

    assert judge(sector, case()).verdict.reason is Reason.NO_PRICES


def test_an_inferred_dateline_accuses_nobody() -> None:
    """What would be contradicted from a dateline that is only inferred is unverifiable."""
    inferred = Dateline(date(2026, 1, 8), None, "inferred: a close", is_certain=False)
    wrong = judge(the_claim("The S&P 500 fell 3.1% on Wednesday."), replace(case(), dateline=inferred)).verdict
    right = judge(the_claim("The S&P 500 rose 1.01% on Wednesday."), replace(case(), dateline=inferred)).verdict

    assert (wrong.label, wrong.reason, wrong.fault) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME, None)
    assert right.label is Label.SUPPORTED


def test_the_hour_decides_whether_the_session_is_open_to_reading() -> None:
    """At an unknown hour any price of the day passes as ambiguous, unless the text is told as of the close."""
    text = "The S&P 500 rose 0.3% on Thursday."

    assert judged(text, "2026-01-08").verdict.label is Label.AMBIGUOUS
    assert judged(text, "2026-01-08", is_at_close=True).verdict.label is Label.CONTRADICTED
    assert judged(text, "2026-01-09").verdict.label is Label.CONTRADICTED
    assert judged(text, THURSDAY).verdict.label is Label.CONTRADICTED


def test_preliminary_closes_end_with_the_hour() -> None:
    """A slip that is fair ten minutes after the bell is wrong an hour after."""
    assert judged("The S&P 500 fell 0.68% on Thursday.").verdict.label is Label.CONTRADICTED


def test_the_neighbour_excuses_only_where_no_day_is_named() -> None:
    """The day before is a fair reading of an unnamed day; of a named one it only explains."""
    unnamed, named = judged("The S&P 500 rose 1.01%."), judged("The S&P 500 rose 1.01% on Thursday.")

    assert (unnamed.verdict.label, named.verdict.label) == (Label.AMBIGUOUS, Label.CONTRADICTED)
    assert unnamed.verdict.tried[-1].last == date(2026, 1, 7)
    assert unnamed.verdict.tried[-1].holds


@pytest.mark.parametrize(
    ("text", "move", "label"),
    [
        ("The S&P 500 was little changed on Thursday.", "0.25", Label.SUPPORTED),
        ("The S&P 500 was little changed on Thursday.", "-0.25", Label.SUPPORTED),
        ("The S&P 500 was little changed on Thursday.", "0.27", Label.AMBIGUOUS),
        ("The S&P 500 was little changed on Thursday.", "0.5", Label.AMBIGUOUS),
        ("The S&P 500 was little changed on Thursday.", "0.52", Label.CONTRADICTED),
        ("Shares of Apple were little changed on Thursday.", "0.5", Label.SUPPORTED),
        ("Shares of Apple were little changed on Thursday.", "-0.8", Label.AMBIGUOUS),
        ("Shares of Apple were little changed on Thursday.", "1.2", Label.CONTRADICTED),
        ("The S&P 500 rose on Thursday.", "0.05", Label.SUPPORTED),
        ("The S&P 500 rose on Thursday.", "0.04", Label.AMBIGUOUS),
        ("The S&P 500 rose on Thursday.", "-0.04", Label.AMBIGUOUS),
        ("The S&P 500 rose on Thursday.", "-0.06", Label.CONTRADICTED),
    ],
)
def test_flat_and_small_moves_have_bands(text: str, move: str, label: Label) -> None:
    """Flat is a quarter percent for an index, half for a share, twice that ambiguous; under 0.05% either sign passes."""
    close = float(10000 + Decimal(move) * 100)
    bars = FakeBars(*(series(s, (10000, close), days=DAYS[3:5], bar=(close, close, close)) for s in ("^GSPC", "AAPL")))

    assert judge(the_claim(text), case(bars=bars)).verdict.label is label


def test_a_period_cut_at_the_dateline_accuses_nobody_of_what_comes_true() -> None:
    """What fails over a running period is unverifiable where a later session bears it out (+3.23% on Friday), else contradicted."""
    soon = judged("The S&P 500 gained 3.2% this week.").verdict
    never = judged("The S&P 500 gained 9% this week.").verdict

    assert (soon.label, soon.reason) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME)
    assert never.label is Label.CONTRADICTED


def test_a_share_is_judged_as_traded_on_the_day() -> None:
    """A level before a split is the price of that day; told after the split in shares of today it accuses nobody."""
    before_the_split = "2026-01-07T22:00:00+00:00"
    assert judged("Netflix closed at $1,000 on Wednesday.").verdict.label is Label.SUPPORTED
    assert judged("Netflix closed at $100.00 on Wednesday.", before_the_split).verdict.label is Label.CONTRADICTED
    assert judged("Netflix closed at $100.00 on Wednesday.").verdict.label is Label.UNVERIFIABLE


def test_an_article_from_before_the_bell_cannot_claim_the_close() -> None:
    """Half an hour before the bell "closed" has no session to be judged by."""
    verdict = judged("The S&P 500 closed down 3.1% on Thursday.", "2026-01-08T20:30:00+00:00").verdict

    assert (verdict.label, verdict.reason) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME)


def test_total_return_is_judged_by_total_return() -> None:
    """Where the text counts dividends, the price series cannot refute it."""
    verdict = judged("Amazon returned 7% including dividends on Thursday.").verdict

    assert (verdict.label, verdict.reason) == (Label.UNVERIFIABLE, Reason.NO_PRICES)


def test_a_verdict_can_be_redone_by_hand() -> None:
    """The evidence names formula, source and the deciding bars, and they come to the actual value."""
    finding = judged("The S&P 500 fell 0.7% on Thursday.")
    verdict, evidence = finding.verdict, finding.verdict.evidence

    assert evidence is not None
    assert evidence.bars == (("^GSPC", "2026-01-07", "7000.00"), ("^GSPC", "2026-01-08", "6950.00"))
    assert (evidence.formula, evidence.source) == ("close/previous close − 1", "first")
    assert verdict.actual == Decimal("-0.7143")
    assert finding.period is not None
    assert (finding.period.first, finding.period.last) == (date(2026, 1, 8), date(2026, 1, 8))
    assert (finding.quantity.low, finding.quantity.high) == (Decimal("0.65"), Decimal("0.75"))


def test_an_ambiguous_verdict_shows_both_values() -> None:
    """The note tells the reading that holds and the close, the list what was tried."""
    verdict = judged("The S&P 500 fell 1.0% on Thursday.").verdict

    assert verdict.note == "True of the intraday low: −1.00%; at the close it was −0.71%."
    assert [(tried.basis, tried.holds) for tried in verdict.tried if tried.basis is not ReadingBasis.INTRADAY_HIGH] == [
        (ReadingBasis.CLOSE, False),
        (ReadingBasis.INTRADAY_LOW, True),
    ]


def corrected(text: str) -> str:
    """Apply the proposed edits to the text, the last first."""
    claim = the_claim(text)
    for edit in sorted(edits(text, claim), key=lambda e: e.start, reverse=True):
        assert text[edit.start : edit.end] == edit.was
        text = text[: edit.start] + edit.now + text[edit.end :]
    return text


def edits(text: str, claim: Claim) -> tuple[Edit, ...]:
    """Return the edits proposed for a claim."""
    return with_correction(judge(claim, case()), claim, text).verdict.correction


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Amazon fell 2% on Thursday.", "Amazon rose 2% on Thursday."),
        ("The S&P 500 fell 0.17% on Thursday.", "The S&P 500 fell 0.71% on Thursday."),
        ("Netflix tumbled 8.5% on Thursday.", "Netflix surged 2.0% on Thursday."),
        ("The Dow lost 1,245.00 points on Thursday.", "The Dow gained 245.00 points on Thursday."),
        ("The S&P 500 closed at 6,590 on Thursday.", "The S&P 500 closed at 6,950 on Thursday."),
        ("The S&P 500 closed at 7,123.45 on Thursday.", "The S&P 500 closed at 6,950.00 on Thursday."),
        ("The S&P 500 rose on Thursday.", "The S&P 500 fell on Thursday."),
        ("Intel rose 56 cents on Thursday.", "Intel rose 18 cents on Thursday."),
        ("Intel rose $3 on Thursday.", "Intel rose $0.18 on Thursday."),
        ("On Thursday the S&P 500 was higher.", "On Thursday the S&P 500 was lower."),
    ],
)
def test_a_correction_makes_the_claim_true(text: str, mended: str) -> None:
    """The edits keep the article's own form and places, and what they give is supported."""
    assert corrected(text) == mended
    assert judged(mended).verdict.label is Label.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 fell 0.7% on Thursday.",  # true
        "The S&P 500 fell 1.0% on Thursday.",  # ambiguous
        "The S&P 500 rose 1.80% on Thursday.",  # another index's: the name may be wrong
        "The S&P 500 rose 1.01% on Thursday.",  # another day's: the day may be wrong
        "The S&P 500 fell more than 2% on Thursday.",  # a hedge has no one number to put right
        "The S&P 500 fell 3.1%.",  # no day is named
        "Technology stocks rose 1.5% on Thursday.",  # judged by a proxy
        "Amazon rose 56 cents on Thursday.",  # "400 cents" is no way to say it
    ],
)
def test_no_correction_where_anything_is_uncertain(text: str) -> None:
    """Only where subject, day and source are certain is a text put right."""
    assert edits(text, the_claim(text)) == ()


BEFORE_THE_BELL = "2026-01-08T12:00:00+00:00"


@pytest.mark.parametrize("text", ["The S&P 500 rose 0.52%.", "The S&P 500 rose 0.52% on Thursday."])
def test_what_is_told_before_the_open_is_not_held_against_the_session_to_come(text: str) -> None:
    """At seven in the morning Thursday's close cannot be claimed, nor Wednesday's be meant for sure."""
    verdict = judged(text, BEFORE_THE_BELL).verdict

    assert (verdict.label, verdict.reason) == (Label.UNVERIFIABLE, Reason.NO_PRICES)


def test_before_the_open_the_session_before_may_be_told() -> None:
    """A morning text that is true of the last session is taken as told of it."""
    assert judged("The S&P 500 rose 1.01%.", BEFORE_THE_BELL).verdict.label is Label.SUPPORTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The S&P 500 fell 0.71%. The Dow rose 0.50%. The Russell 2000 rose 0.60%.", True),
        ("The S&P 500 fell 3.4%. The Dow fell 2.9%. The Russell 2000 fell 4.1%.", False),
        ("The S&P 500 fell 0.71%. The Dow fell 2.9%. The Russell 2000 rose 0.60%.", None),
        ("The S&P 500 fell 0.71%.", None),
    ],
)
def test_an_article_bears_its_session_out_or_not(text: str, expected: bool | None) -> None:
    """Three changes with no time that hold speak for the session, three that fail against it."""
    claims = read(text).claims
    findings = [judge(claim, case()) for claim in claims]

    assert is_day_borne_out(claims, findings) is expected


def test_nobody_is_accused_where_the_article_speaks_of_another_session() -> None:
    """A change with no time is unverifiable where most of the article's figures are not of the session."""
    doubted = judged("The S&P 500 fell 3.4%.", is_day_borne_out=False).verdict

    assert (doubted.label, doubted.reason) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME)
    assert judged("The S&P 500 fell 3.4%.", is_day_borne_out=True).verdict.label is Label.CONTRADICTED


def test_without_an_hour_and_a_day_no_session_is_sure() -> None:
    """An article that gives neither hour nor day cannot be wrong about a session; one that names it can."""
    assert judged("The S&P 500 fell 3.4%.", "2026-01-08").verdict.label is Label.UNVERIFIABLE
    assert judged("The S&P 500 fell 3.4% on Thursday.", "2026-01-08").verdict.label is Label.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The S&P 500 ended Thursday at about 6,960.", Label.SUPPORTED),
        ("The S&P 500 ended Thursday at about 6,700.", Label.CONTRADICTED),
        ("The Dow gained about 1,000 points on Thursday.", Label.CONTRADICTED),
        ("The Dow gained about 250 points on Thursday.", Label.SUPPORTED),
    ],
)
def test_about_is_narrower_for_a_level_than_for_a_change(text: str, label: Label) -> None:
    """A hundredth of a level is a day's move; a leading 1 with zeros admits no more than a quarter of itself."""
    assert judged(text).verdict.label is label


@pytest.mark.parametrize(
    "text",
    [
        "Boeing was cut to neutral with a $240 price target.",
        "One year ago, the Dow stood at 40,813.",
        "The S&P 500 was at 6,500 before the rally began.",
        "The S&P 500 climbed 5.7% in only four sessions.",
        "From its Dec. 29 close of 6,905.74 to Thursday's 6,950 the S&P 500 has lost 4.4%.",
    ],
)
def test_what_is_told_of_another_time_contradicts_nobody(text: str) -> None:
    """Targets, past levels and spans with no end are left unverified."""
    assert {judge(claim, case()).verdict.label for claim in read(text).claims} <= {Label.UNVERIFIABLE}


def test_a_level_of_a_week_may_be_that_of_any_of_its_sessions() -> None:
    """The words "stood at 7,000 this week" are true of the seventh, though not of the last session."""
    verdict = judged("The S&P 500 stood at 7,000.00 this week.").verdict

    assert (verdict.label, verdict.reason) == (Label.AMBIGUOUS, Reason.NEIGHBOURING_SESSION)
    assert "7 Jan 2026" in verdict.note


def test_a_fix_needs_a_sure_day() -> None:
    """Where no day is named a fix is offered only if the article's figures bear its session out."""
    claim = the_claim("The S&P 500 fell 3.4%.")
    finding = judge(claim, case(is_day_borne_out=True))

    assert not with_correction(finding, claim, "The S&P 500 fell 3.4%.").verdict.correction
    (edit,) = with_correction(finding, claim, "The S&P 500 fell 3.4%.", is_day_sure=True).verdict.correction
    assert (edit.was, edit.now) == ("3.4", "0.7")


def test_a_date_told_last_may_still_be_meant() -> None:
    """What names no day after a paragraph of another date accuses nobody; without that date it does."""
    dated = judged("Jan. 6 brought rain to Chicago.\n\nThe S&P 500 rose 4%.").verdict

    assert (dated.label, dated.reason) == (Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME)
    assert judged("The S&P 500 rose 4%.").verdict.label is Label.CONTRADICTED


@pytest.mark.parametrize(
    ("named", "label"),
    [
        ((), Label.AMBIGUOUS),  # the text names no day
        ((7, 8), Label.AMBIGUOUS),  # it names both
        ((8,), Label.CONTRADICTED),
    ],
)
def test_the_session_before_is_no_fair_reading_where_the_text_names_its_own(
    named: tuple[int, ...], label: Label
) -> None:
    """A day named elsewhere in the text is the figure's too, if the article's figures bear it out."""
    days = frozenset(date(2026, 1, day) for day in named)
    told = replace(case(is_day_borne_out=True), topics={"XNYS": date(2026, 1, 8)}, named={"XNYS": days})
    claim = the_claim("The S&P 500 rose 1.01%.")

    assert judge(claim, told).verdict.label is label
    assert judge(claim, replace(told, is_day_borne_out=None)).verdict.label is Label.AMBIGUOUS


def test_two_figures_on_one_verb_are_of_one_session() -> None:
    """Where the points are the session's, a percent on the same verb is not taken for the week's."""
    claims = read("The S&P 500 fell 50.00 points, or 2.2%. The Dow rose 1.5%.").claims
    findings = [judge(claim, case()) for claim in claims]
    settled = settled_moves(claims, findings)

    assert [symbol for symbol, _ in settled] == ["^GSPC"]
    told = [judge(claim, replace(case(), settled=settled)).verdict.label for claim in claims]
    assert told[:2] == [Label.SUPPORTED, Label.CONTRADICTED]


def test_a_figure_of_a_longer_period_that_nobody_speaks_of_is_wrong() -> None:
    """The week's move is contradicted as the session's where the figures bear the day out and no week is told of."""
    text = "The S&P 500 rose 2.21%."

    assert judged(text).verdict.label is Label.UNVERIFIABLE
    assert judged(text, is_day_borne_out=True).verdict.label is Label.CONTRADICTED
    of_week = replace(case(is_day_borne_out=True), units=frozenset({"week"}))
    assert judge(the_claim(text), of_week).verdict.label is Label.SUPPORTED


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("By the closing bell the S&P 500 had fallen 3.4%.", Label.CONTRADICTED),
        ("The S&P 500 had fallen 3.4%.", Label.UNVERIFIABLE),
    ],
)
def test_what_had_happened_by_the_close_is_the_session_s(text: str, label: Label) -> None:
    """The words "by the close" say when; without them "had fallen" leaves it open."""
    assert judged(text).verdict.label is label


def test_a_yield_told_the_wrong_way_is_held_by_the_distance() -> None:
    """A fall of 4 told of a rise of 5 is nine basis points off, a fall of 1 told of a rise of 3 is four."""
    wrong = judged("The 10-year Treasury yield fell 4 basis points on Thursday.").verdict
    close = judged("The two-year Treasury note's yield fell 1 basis point on Thursday.").verdict

    assert (wrong.label, wrong.fault) == (Label.CONTRADICTED, Fault.DIRECTION)
    assert (close.label, close.reason) == (Label.AMBIGUOUS, Reason.NEAR)
