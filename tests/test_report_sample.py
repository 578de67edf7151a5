"""An audit made by hand, with every label, for the tests of everything that shows one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from extractor.records import (
    Article,
    Audit,
    Bar,
    Basis,
    Bound,
    Dateline,
    Direction,
    Drop,
    Edit,
    Evidence,
    Factuality,
    Fault,
    Finding,
    Kind,
    Label,
    Mention,
    MentionKind,
    Period,
    Published,
    Quantity,
    Reading,
    ReadingBasis,
    Reason,
    Span,
    Subject,
    Tried,
    Unit,
    Verdict,
    Window,
)

THURSDAY = date(2026, 1, 8)
WEDNESDAY = date(2026, 1, 7)
SOURCE = "closing prices"

TEXT = """\
Markets | Thursday, Jan. 8, 2026

Blue chips climb as chip makers give back their January run

Wall Street ended mixed on Thursday. Money moved out of the companies that sell the tools of \
artificial intelligence and into lenders, drug makers and builders of aircraft.

The Dow Jones Industrial Average gained 270.03 points, or 0.55%, to close at 49,266.11. The S&P 500 \
finished little changed at 6,921.46. The Nasdaq Composite rose 0.44%, and the Nasdaq 100, which \
counts no banks, lost 0.75%.

Nvidia and Broadcom each slid about 2.2%. Lockheed Martin, by contrast, jumped 6.9 percent after the \
president asked for a larger defence budget. The Dow had climbed 509 points before sellers came back.

The small companies of the Russell 2000 outperformed the Nasdaq 100 by 1.7 percentage points and \
closed at a record high. For the S&P 500 it was the first gain after a two-session losing streak.

Crude oil settled at $57.76 a barrel, up 3.2%, and the yield on the 10-year Treasury note rose four \
basis points to 4.18%. Equity funds took in $28 billion over the past week, a strategist said, though \
chip shares change hands at 33.1 times earnings and the leading car maker delivered 1.63 million \
vehicles. The S&P 500 could reach 7,500 by the end of the year.

Reader's note: \x1b[31m<script>alert("tape")</script> | \u202efell 9%\u202c [click](javascript:alert(1)) \
<img src=x onerror=alert(2)> the Nikkei 225 fell 9% *overnight*, see http://example.invalid/a_b_c

Sign up for our newsletter.
"""

NAMES = {
    "^DJI": "Dow Jones Industrial Average",
    "^GSPC": "S&P 500",
    "^IXIC": "Nasdaq Composite",
    "^NDX": "Nasdaq 100",
    "^RUT": "Russell 2000",
    "^N225": "Nikkei 225",
    "NVDA": "Nvidia",
    "AVGO": "Broadcom",
    "LMT": "Lockheed Martin",
    "WTI": "WTI crude oil",
    "UST10Y": "10-year Treasury yield",
}

# Closes of the day before and of the day, with the day's high and low.
TAPE: Mapping[str, tuple[str, str, str, str]] = {
    "^DJI": ("48996.08", "49266.11", "49505.09", "48941.70"),
    "^GSPC": ("6920.93", "6921.46", "6933.17", "6899.02"),
    "^IXIC": ("23584.28", "23480.02", "23602.11", "23405.76"),
    "^NDX": ("25653.90", "25507.10", "25671.03", "25411.90"),
    "^RUT": ("2574.42", "2603.17", "2607.55", "2561.20"),
    "NVDA": ("189.11", "185.04", "189.55", "183.71"),
    "AVGO": ("343.50", "332.48", "344.02", "330.90"),
    "LMT": ("496.87", "518.44", "531.02", "514.30"),
    "WTI": ("55.99", "57.76", "58.11", "55.84"),
    "UST10Y": ("4.15", "4.18", "4.19", "4.13"),
}


def name_of(symbol: str) -> str:
    return NAMES.get(symbol, symbol)


@dataclass(frozen=True)
class HandSeries:
    """A series whose last two closes are TAPE's; the days around them sway by a fixed pattern."""

    symbol: str
    basis: Basis
    source: str
    bars: tuple[Bar, ...]

    def get(self, day: date) -> Bar | None:
        return next((bar for bar in self.bars if bar.day == day), None)

    def between(self, first: date, last: date) -> tuple[Bar, ...]:
        return tuple(bar for bar in self.bars if first <= bar.day <= last)

    def last_before(self, day: date) -> Bar | None:
        return next((bar for bar in reversed(self.bars) if bar.day < day), None)


class HandBars:
    def series(self, symbol: str) -> tuple[HandSeries, ...]:
        if symbol not in TAPE:
            return ()
        return (HandSeries(symbol, Basis.AS_TRADED, SOURCE, tuple(_bars(symbol))),)


def _bars(symbol):
    before, close, high, low = (float(value) for value in TAPE[symbol])
    sway = (0.0, -0.6, -1.1, -0.4, 0.3, -0.2, -0.9, -1.6, -1.2, -1.9, -1.3, -0.5, -0.8, 0.2, 0.6, 0.1, -0.3)
    day, days = WEDNESDAY, []
    while len(days) < 30:
        if day.weekday() < 5 and day not in (date(2025, 12, 25), date(2026, 1, 1)):
            days.append(day)
        day -= timedelta(days=1)
    for n, day in reversed(list(enumerate(days))):
        value = before * (1 + sway[n % len(sway)] / 100)
        yield Bar(symbol, day, value, value * 1.004, value * 0.996, value, Basis.AS_TRADED, SOURCE)
    yield Bar(symbol, THURSDAY, before, high, low, close, Basis.AS_TRADED, SOURCE)
    for n, day in enumerate((date(2026, 1, 9), date(2026, 1, 12), date(2026, 1, 13), date(2026, 1, 14))):
        value = close * (1 + (0.4, 0.9, 0.5, 0.7)[n] / 100)
        yield Bar(symbol, day, value, value * 1.004, value * 0.996, value, Basis.AS_TRADED, SOURCE)


def spot(phrase: str, within: str) -> Span:
    """Find `phrase` inside the one place where `within` stands."""
    assert TEXT.count(within) == 1, within
    start = TEXT.index(within) + within.index(phrase)
    return Span(start, start + len(phrase))


def amount(phrase, within, value, slack, unit, bound=Bound.EXACT, **extra):
    at = spot(phrase, within)
    number, half = Decimal(value), Decimal(slack)
    low, high = number - half, number + half
    return Quantity(phrase, at.start, at.end, number, low, high, unit, bound, half * 2, **extra)


def evidence(symbol, unit=Unit.PERCENT, *, what="close"):
    before, close, high, _ = TAPE[symbol]
    value = (close,) if what == "close" else (high, what)
    last = (symbol, THURSDAY.isoformat(), *value)
    formula = f"{what}/previous close − 1" if unit is Unit.PERCENT else f"{what} − previous close"
    return Evidence(formula, ((symbol, WEDNESDAY.isoformat(), before), last), SOURCE)


def judged(label, reason, note, symbol=None, actual=None, *, basis=ReadingBasis.CLOSE, **extra):
    reading = Reading(symbol, THURSDAY, THURSDAY, basis) if symbol else None
    fault, value = extra.pop("fault", None), Decimal(actual) if actual else None
    return Verdict(label, reason, fault, note, value, reading, **extra)


def finding(kind, phrase, within, subject, verdict, *, direction=None, quantity=None, **extra):
    at = spot(phrase, within)
    symbol, text = subject if subject else (None, None)
    named = TEXT.rindex(text, 0, at.start) if text else 0
    sentence = within
    return Finding(
        article_id="a1",
        claim_id=f"{at.start:08x}{symbol or ''}",
        kind=kind,
        sentence=sentence,
        start=at.start,
        end=at.end,
        factuality=extra.pop("factuality", Factuality.REPORTED),
        speaker=extra.pop("speaker", None),
        subject=Subject(symbol, text, named, named + len(text)) if symbol else None,
        object=extra.pop("object", None),
        direction=direction,
        quantity=quantity,
        period=extra.pop("period", Period(THURSDAY, THURSDAY, "Thursday")),
        basis=extra.pop("basis", ReadingBasis.CLOSE),
        verdict=verdict,
    )


def edit(phrase, within, now):
    at = spot(phrase, within)
    return Edit(at.start, at.end, phrase, now)


def _level(symbol):
    return Evidence("close", ((symbol, THURSDAY.isoformat(), TAPE[symbol][1]),), SOURCE)


def _supported_first():
    yes, down, up = Label.SUPPORTED, Direction.DOWN, Direction.UP
    dow = ("^DJI", "Dow Jones Industrial Average")
    spx = ("^GSPC", "S&P 500")
    points = amount("270.03", "gained 270.03 points", "270.03", "0.005", Unit.POINT)
    percent = amount("0.55", "or 0.55%", "0.55", "0.005", Unit.PERCENT)
    level = amount("49,266.11", "at 49,266.11", "49266.11", "0.005", Unit.POINT)
    flat_level = amount("6,921.46", "at 6,921.46", "6921.46", "0.005", Unit.POINT)
    oil = amount("57.76", "at $57.76", "57.76", "0.005", Unit.CURRENCY, currency="USD", per="barrel")
    oil_up = amount("3.2", "up 3.2%", "3.2", "0.05", Unit.PERCENT)
    nvidia = amount("2.2", "about 2.2%", "2.2", "0.11", Unit.PERCENT, Bound.ABOUT)
    long = Window("^RUT", SOURCE, date(1987, 9, 10), THURSDAY, 9651, "5f2c" * 16)
    record = replace(_level("^RUT"), formula="highest close of the window", window=long)
    said = "It was +0.55%: from 48,996.08 on 7 Jan 2026 to 49,266.11 at the close of 8 Jan 2026."
    return [
        finding(
            Kind.CHANGE, "270.03", "gained 270.03 points", dow,
            judged(
                yes, Reason.EXACT, "It was +270.03 points.",
                "^DJI", "270.03", evidence=evidence("^DJI", Unit.POINT),
            ),
            direction=up, quantity=points,
        ),
        finding(
            Kind.CHANGE, "0.55", "or 0.55%", dow,
            judged(yes, Reason.ROUNDED, said, "^DJI", "0.5511257", evidence=evidence("^DJI")),
            direction=up, quantity=percent,
        ),
        finding(
            Kind.LEVEL, "49,266.11", "at 49,266.11", dow,
            judged(yes, Reason.EXACT, "It was 49,266.11.", "^DJI", "49266.11", evidence=_level("^DJI")),
            quantity=level,
        ),
        finding(
            Kind.DIRECTION, "little changed", "finished little changed", spx,
            judged(yes, Reason.EXACT, "It was +0.01%.", "^GSPC", "0.0076579", evidence=evidence("^GSPC")),
            direction=Direction.FLAT,
        ),
        finding(
            Kind.LEVEL, "6,921.46", "at 6,921.46", spx,
            judged(yes, Reason.EXACT, "It was 6,921.46.", "^GSPC", "6921.46", evidence=_level("^GSPC")),
            quantity=flat_level,
        ),
        finding(
            Kind.CHANGE, "2.2", "about 2.2%", ("NVDA", "Nvidia"),
            judged(yes, Reason.HEDGED, "It was −2.15%.", "NVDA", "-2.1522", evidence=evidence("NVDA")),
            direction=down, quantity=nvidia,
        ),
        finding(
            Kind.EXTREMUM, "record high", "closed at a record high", ("^RUT", "Russell 2000"),
            judged(yes, Reason.EXACT, "No higher close is held.", "^RUT", "2603.17", evidence=record),
        ),
        finding(
            Kind.LEVEL, "57.76", "at $57.76", ("WTI", "Crude oil"),
            judged(yes, Reason.EXACT, "It was 57.76.", "WTI", "57.76", evidence=_level("WTI")),
            quantity=oil,
        ),
        finding(
            Kind.CHANGE, "3.2", "up 3.2%", ("WTI", "Crude oil"),
            judged(yes, Reason.ROUNDED, "It was +3.16%.", "WTI", "3.1613", evidence=evidence("WTI")),
            direction=up, quantity=oil_up,
        ),
    ]  # fmt: skip


def _contradicted_ones():
    no, down, up = Label.CONTRADICTED, Direction.DOWN, Direction.UP
    close, high = ReadingBasis.CLOSE, ReadingBasis.INTRADAY_HIGH
    rose, lost = "The Nasdaq Composite rose 0.44%", "lost 0.75%"
    return [
        finding(
            Kind.CHANGE, "0.44", rose, ("^IXIC", "Nasdaq Composite"),
            judged(
                no, Reason.NO_READING,
                "It was −0.44%: from 23,584.28 on 7 Jan 2026 to 23,480.02 at the close of 8 Jan 2026. "
                "The size is right, the direction is not.",
                "^IXIC", "-0.4420741", fault=Fault.DIRECTION, evidence=evidence("^IXIC"),
                tried=(
                    Tried("^IXIC", THURSDAY, THURSDAY, close, Decimal("-0.4420741"), holds=False),
                    Tried("^IXIC", THURSDAY, THURSDAY, high, Decimal("0.0756012"), holds=False),
                ),
                correction=(edit("rose", rose, "fell"),),
            ),
            direction=up, quantity=amount("0.44", rose, "0.44", "0.005", Unit.PERCENT),
        ),
        finding(
            Kind.CHANGE, "0.75", lost, ("^NDX", "Nasdaq 100"),
            judged(
                no, Reason.NO_READING,
                "It was −0.57%: from 25,653.90 on 7 Jan 2026 to 25,507.10 at the close of 8 Jan 2026. "
                "Two digits are swapped.",
                "^NDX", "-0.5722", fault=Fault.MAGNITUDE, evidence=evidence("^NDX"),
                correction=(edit("0.75", lost, "0.57"),),
            ),
            direction=down, quantity=amount("0.75", lost, "0.75", "0.005", Unit.PERCENT),
        ),
        finding(
            Kind.CHANGE, "2.2", "about 2.2%", ("AVGO", "Broadcom"),
            judged(
                no, Reason.NO_READING, "It was −3.21%: from 343.50 on 7 Jan 2026 to 332.48 at the close.",
                "AVGO", "-3.2082", fault=Fault.MAGNITUDE, evidence=evidence("AVGO"),
            ),
            direction=down, quantity=amount("2.2", "about 2.2%", "2.2", "0.11", Unit.PERCENT, Bound.ABOUT),
        ),
    ]  # fmt: skip


def _doubtful_ones():
    unsure, up = Label.AMBIGUOUS, Direction.UP
    close, high = ReadingBasis.CLOSE, ReadingBasis.INTRADAY_HIGH
    ahead, rival = "by 1.7 percentage points", spot("Nasdaq 100", "the Nasdaq 100 by")
    ndx, rut = evidence("^NDX").bars, evidence("^RUT").bars
    spread = Evidence("difference of the two changes", (*rut, *ndx), SOURCE)
    return [
        finding(
            Kind.CHANGE, "6.9", "jumped 6.9 percent", ("LMT", "Lockheed Martin"),
            judged(
                unsure, Reason.INTRADAY, "True within the session: up to +6.87%; at the close it was +4.34%.",
                "LMT", "4.3412", evidence=evidence("LMT"),
                tried=(
                    Tried("LMT", THURSDAY, THURSDAY, close, Decimal("4.3412"), holds=False),
                    Tried("LMT", THURSDAY, THURSDAY, high, Decimal("6.8730"), holds=True),
                ),
            ),
            direction=up, quantity=amount("6.9", "jumped 6.9 percent", "6.9", "0.05", Unit.PERCENT),
        ),
        finding(
            Kind.CHANGE, "509", "climbed 509 points", ("^DJI", "Dow"),
            judged(
                unsure, Reason.INTRADAY, "True of the intraday high: +509.01; at the close it was +270.03.",
                "^DJI", "509.01", basis=high, evidence=evidence("^DJI", Unit.POINT, what="high"),
                tried=(
                    Tried("^DJI", THURSDAY, THURSDAY, close, Decimal("270.03"), holds=False),
                    Tried("^DJI", THURSDAY, THURSDAY, high, Decimal("509.01"), holds=True),
                ),
            ),
            direction=up, basis=high,
            quantity=amount("509", "climbed 509 points", "509", "0.5", Unit.POINT),
        ),
        finding(
            Kind.COMPARISON, "1.7", ahead, ("^RUT", "Russell 2000"),
            judged(
                Label.SUPPORTED, Reason.ROUNDED, "It was 1.69 points ahead.",
                "^RUT", "1.6890", evidence=spread,
            ),
            direction=up, quantity=amount("1.7", ahead, "1.7", "0.05", Unit.PERCENTAGE_POINT),
            object=Subject("^NDX", "Nasdaq 100", rival.start, rival.end),
        ),
        finding(
            Kind.CHANGE, "four", "rose four basis", ("UST10Y", "10-year Treasury note"),
            judged(
                unsure, Reason.NEAR, "The held yields are constant-maturity closes, not the wires' quotes.",
                "UST10Y", "3.00", evidence=evidence("UST10Y", Unit.BASIS_POINT),
            ),
            direction=up, quantity=amount("four", "rose four basis", "4", "0.5", Unit.BASIS_POINT),
        ),
    ]  # fmt: skip


def _unverifiable_ones():
    never = Label.UNVERIFIABLE
    no_price = judged(never, Reason.NOT_A_PRICE, "This is no price: it is not held against the tape.")
    streak = Verdict(never, Reason.MISSING_BAR, None, "The bar of 5 Jan 2026 is missing.")
    forecast = Verdict(never, Reason.FORECAST, None, "Told as a forecast, not as a fact.")
    far = Verdict(never, Reason.NO_PRICES, None, "No prices of ^N225 are held; add them with --prices.")
    return [
        finding(
            Kind.STREAK, "two", "two-session losing streak", ("^GSPC", "S&P 500"), streak,
            quantity=amount("two", "two-session losing streak", "2", "0", Unit.SESSION),
        ),
        finding(
            Kind.OTHER, "28", "$28 billion", None, no_price, period=None, speaker="a strategist",
            quantity=amount("28", "$28 billion", "28000000000", "500000000", Unit.CURRENCY, currency="USD"),
        ),
        finding(
            Kind.OTHER, "33.1", "33.1 times", None, no_price, period=None,
            quantity=amount("33.1", "33.1 times", "33.1", "0.05", Unit.MULTIPLE),
        ),
        finding(
            Kind.OTHER, "1.63", "1.63 million", None, no_price, period=None,
            quantity=amount("1.63", "1.63 million", "1630000", "5000", Unit.COUNT),
        ),
        finding(
            Kind.LEVEL, "7,500", "reach 7,500", ("^GSPC", "S&P 500"), forecast, period=None,
            factuality=Factuality.FORECAST,
            quantity=amount("7,500", "reach 7,500", "7500", "0.5", Unit.POINT),
        ),
        finding(
            Kind.CHANGE, "9", "Nikkei 225 fell 9%", ("^N225", "Nikkei 225"), far, direction=Direction.DOWN,
            quantity=amount("9", "Nikkei 225 fell 9%", "9", "0.5", Unit.PERCENT),
        ),
    ]  # fmt: skip


def make_audit() -> Audit:
    """Build the sample audit: every label, a shared trigger, corrections, hostile text."""
    found = [*_supported_first(), *_contradicted_ones(), *_doubtful_ones(), *_unverifiable_ones()]
    at = spot("S&P 500", "The S&P 500 finished")
    footer = TEXT.index("Sign up for")
    article = Article(
        article_id="a1",
        text=TEXT,
        path="samples/mixed.txt",
        title="Blue chips climb as chip makers give back their January run",
        url="https://example.invalid/markets?a=1&b=2",
        source="Example Wire",
        published=Published(THURSDAY, datetime(2026, 1, 8, 21, 40, tzinfo=UTC)),
        left_out=(Span(footer, len(TEXT)),),
    )
    return Audit(
        article=article,
        dateline=Dateline(THURSDAY, datetime(2026, 1, 8, 21, 40, tzinfo=UTC), "text: Thursday, Jan. 8, 2026"),
        mentions=(Mention("a1", at.start, at.end, "S&P 500", "^GSPC", MentionKind.NAME),),
        findings=tuple(sorted(found, key=lambda it: (it.start, it.subject.symbol if it.subject else ""))),
        drops=(Drop("clean", "a1", "page_furniture", "the last line"),),
    )


def test_sample_has_every_label():
    """The sample holds every label, and two verdicts on one trigger."""
    findings = make_audit().findings

    assert {it.verdict.label for it in findings} == set(Label)
    assert len({(it.start, it.end) for it in findings}) < len(findings)


def test_sample_triggers_are_the_text():
    """Each trigger and each correction of the sample stands in its text where it says."""
    for it in make_audit().findings:
        assert it.quantity is None or TEXT[it.quantity.start : it.quantity.end] == it.quantity.text
        for change in it.verdict.correction:
            assert TEXT[change.start : change.end] == change.was
