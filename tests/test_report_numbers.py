"""Numbers, sums and phrases as people read them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from test_report_sample import TEXT, make_audit, name_of

from extractor.records import (
    Direction,
    Evidence,
    Factuality,
    Kind,
    Label,
    Period,
    Quantity,
    ReadingBasis,
    Reason,
    Subject,
    Tried,
    Unit,
)
from extractor.records.findings import Bound
from extractor.report.neutral import neutralise, one_line
from extractor.report.numbers import grouped, plain, signed, with_unit
from extractor.report.phrases import (
    claimed,
    count_words,
    note_words,
    period_words,
    remark,
    subject_name,
    unit_of,
    when_words,
    why,
    written,
)
from extractor.report.sums import other_readings, own_spans, sum_of


def _of(symbol, phrase):
    return next(
        it
        for it in make_audit().findings
        if it.subject and it.subject.symbol == symbol and TEXT[it.start : it.end] == phrase
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+6", "1000000"), ("-0.00", "0.00"), ("0.5500", "0.5500"), ("-25507.1", "-25507.1")],
)
def test_plain_is_for_machines(value, text):
    """A plain number has no exponent, no separators, an ASCII minus, and zero has no sign."""
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("25507.1", 2, "25,507.10"), ("-0.5722", 2, "−0.57"), ("-0.004", 2, "0.00"), ("0.545", 2, "0.55")],
)
def test_grouped_is_for_people(value, places, text):
    """A number for people has separators and a true minus, and rounds a half away from zero."""
    assert grouped(Decimal(value), places) == text


@pytest.mark.parametrize(("value", "text"), [("0.551", "+0.55"), ("-0.551", "−0.55"), ("0.001", "0.00")])
def test_signed_shows_the_direction(value, text):
    """A change carries + or −; what rounds to zero carries neither."""
    assert signed(Decimal(value), 2) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit.PERCENT, "+0.55\u00a0%"),
        (Unit.BASIS_POINT, "+0.55\u00a0bp"),
        (Unit.CURRENCY, "+$0.55"),
        (Unit.NONE, "+0.55"),
    ],
)
def test_unit_follows_a_fixed_space(unit, text):
    """The unit stands after a space that no line breaks at; a currency before the digits."""
    assert with_unit("+0.55", unit, "USD") == text


def test_sums_are_written_out():
    """A verdict's sum is its result and the bars that give it."""
    assert str(sum_of(_of("^NDX", "0.75"))) == "−0.57\u00a0% = 25,507.10 / 25,653.90 − 1"
    assert str(sum_of(_of("^DJI", "509"))) == "+509.01\u00a0points = 49,505.09 − 48,996.08"
    assert str(sum_of(_of("UST10Y", "four"))) == "+3\u00a0bp = (4.18 − 4.15) × 100"
    assert str(sum_of(_of("^RUT", "1.7"))) == (
        "+1.69\u00a0percentage\u00a0points = 2,603.17 / 2,574.42 − 25,507.10 / 25,653.90"
    )  # fmt: skip
    assert str(sum_of(_of("^DJI", "49,266.11"))) == "49,266.11 = close of 8\u00a0Jan\u00a02026"


def test_a_supported_percentage_shows_how_it_was_rounded():
    """A supported percentage is given with one place more than was written."""
    assert sum_of(_of("^DJI", "0.55")).result == "+0.551\u00a0%"


def test_a_sum_that_does_not_add_up_is_never_printed():
    """Bars that do not come to the verdict's value are not shown as its sum; the result stands alone."""
    finding = _of("^NDX", "0.75")
    wrong = replace(finding.verdict, actual=Decimal("-0.61"))

    assert str(sum_of(replace(finding, verdict=wrong))) == "−0.61\u00a0%"


@pytest.mark.parametrize("value", ["", "n/a", "1,5", "0"])
def test_bars_that_are_no_numbers_break_nothing(value):
    """A bar without a usable value leaves the result and the formula."""
    finding = _of("^NDX", "0.75")
    bars = (("^NDX", "2026-01-07", value), ("^NDX", "2026-01-08", "25507.10"))
    verdict = replace(finding.verdict, evidence=Evidence("by hand", bars, "x"))

    assert str(sum_of(replace(finding, verdict=verdict))) == "−0.57\u00a0% = by hand"


def test_evidence_of_another_reading_is_summed_as_such():
    """Where the bars are those of a further reading that holds, the sum is its and says so."""
    finding = _of("^DJI", "509")
    default = replace(finding.verdict.reading, basis=ReadingBasis.CLOSE)
    verdict = replace(finding.verdict, actual=Decimal("270.03"), reading=default)

    assert str(sum_of(replace(finding, verdict=verdict))) == (
        "+509.01\u00a0points = 49,505.09 − 48,996.08 (intraday high)"
    )


def test_nothing_computed_has_no_sum():
    """An unverifiable claim has no sum."""
    assert sum_of(_of("^N225", "9")) is None


def test_claims_in_words():
    """What is claimed reads as a person would say it."""

    def words(symbol, phrase):
        return claimed(_of(symbol, phrase), TEXT, name_of).replace("\u00a0", " ")

    assert words("^IXIC", "0.44") == "up 0.44 %"
    assert words("^DJI", "49,266.11") == "at 49,266.11"
    assert words("NVDA", "2.2") == "down about 2.2 %"
    assert words("^RUT", "1.7") == "up 1.7 percentage points against Nasdaq 100"
    assert words("^RUT", "record high") == "“record high”"
    assert words("^GSPC", "two") == "a run of 2 sessions"
    assert words("WTI", "57.76") == "at $57.76 a barrel"


def test_counts_of_a_group_and_leads_have_their_own_words():
    """A count is of sectors or members; a lead without a number is in percentage points."""
    streak, lead = _of("^GSPC", "two"), _of("^RUT", "1.7")
    breadth = replace(streak, kind=Kind.BREADTH, direction=Direction.DOWN)
    assert streak.quantity is not None
    counted = replace(breadth, quantity=replace(streak.quantity, unit=Unit.NONE))

    assert claimed(counted, TEXT, name_of) == "2 sectors down"
    assert unit_of(replace(lead, quantity=None)) is Unit.PERCENTAGE_POINT
    assert unit_of(replace(streak, quantity=None)) is Unit.PERCENT


def test_crossings_and_ranks_are_no_moves():
    """A close beyond a level is told as such, and a rank in the article's own words: never "up 6" or "down 11,000 points"."""
    finding = _of("^GSPC", "two")
    assert finding.quantity is not None
    level = replace(finding.quantity, text="7,000", value=Decimal(7000), place=Decimal(1), unit=Unit.POINT)
    crossed = replace(finding, kind=Kind.CROSS, direction=Direction.DOWN, quantity=level)

    assert claimed(crossed, TEXT, name_of) == "a close below 7,000"
    assert claimed(replace(finding, kind=Kind.RANK), TEXT, name_of) == "“two”"


def test_a_place_among_several_shows_their_moves():
    """A sector called the worst is shown with the moves it was ranked among, not with its distance from itself."""
    finding = _of("^GSPC", "two")
    bars = (
        ("XLU", "2026-01-07", "50"),
        ("XLU", "2026-01-08", "49"),
        ("XLK", "2026-01-07", "100"),
        ("XLK", "2026-01-08", "97"),
    )
    verdict = replace(finding.verdict, actual=Decimal(0), evidence=Evidence("changes, ranked", bars, "test"))
    ranked = replace(finding, kind=Kind.COMPARISON, quantity=None, direction=Direction.DOWN, verdict=verdict)
    assert str(sum_of(ranked)) == "XLK −3.00\N{NO-BREAK SPACE}%, XLU −2.00\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("kind", "bound", "before", "text"),
    [
        (Kind.LEVEL, Bound.AT_LEAST, "stayed at least ", "at least 70"),
        (Kind.LEVEL, Bound.AT_LEAST, "closed above ", "above 70"),
        (Kind.LEVEL, Bound.AT_LEAST, "traded at more than ", "at more than 70"),
        (Kind.LEVEL, Bound.NEARLY, "traded near $", "near 70"),
        (Kind.LEVEL, Bound.NEARLY, "traded at nearly ", "at nearly 70"),
        (Kind.LEVEL, Bound.AS_MUCH_AS, "fell to as low as ", "as low as 70"),
        (Kind.LEVEL, Bound.ABOUT, "at 70 or so, ", "at about 70"),
        (Kind.CHANGE, Bound.AT_LEAST, "rose more than ", "up more than 70 points"),
        (Kind.CHANGE, Bound.AT_LEAST, "rose at least ", "up at least 70 points"),
        (Kind.CHANGE, Bound.AS_MUCH_AS, "was up to ", "up as much as 70 points"),
        (Kind.CHANGE, Bound.EXACT, "rose more, by ", "up 70 points"),
        (Kind.STREAK, Bound.AT_LEAST, "a run of over ", "a run of over 70 points"),
    ],
)
def test_a_hedge_is_restated_in_its_own_word(kind, bound, before, text):
    """A hedge keeps the article's word, in a sentence that holds: no "at at least", no "nearly" for "near"."""
    finding = _of("^DJI", "270.03")
    start = len(before)
    quantity = replace(
        finding.quantity, text="70", start=start, end=start + 2, value=Decimal(70), bound=bound, place=Decimal(1)
    )
    finding = replace(finding, kind=kind, quantity=quantity, start=start, end=start + 2)

    assert claimed(finding, f"{before}70.", name_of).replace("\u00a0", " ") == text


@pytest.mark.parametrize(("per", "words"), [("ounce", "an ounce"), ("barrel", "a barrel"), ("mmbtu", "an MMBtu")])
def test_what_a_price_is_for_has_its_article(per, words):
    """A price is for an ounce, a barrel, an MMBtu."""
    assert with_unit("4,070.90", Unit.CURRENCY, "USD", per) == f"$4,070.90 {words}"


def test_an_instrument_keeps_its_places():
    """A level, and a change in points, is shown with the places of its bars, whatever the record's Decimal has."""
    level, change = _of("WTI", "57.76"), _of("^DJI", "270.03")
    bars = (("WTI", "2026-01-08", "57.70"),)
    verdict = replace(level.verdict, actual=Decimal("57.7"), evidence=replace(level.verdict.evidence, bars=bars))
    assert str(sum_of(replace(level, verdict=verdict))).replace("\u00a0", " ") == "$57.70 = close of 8 Jan 2026"

    bars = (("^DJI", "2026-01-07", "48996.00"), ("^DJI", "2026-01-08", "49266.50"))
    verdict = replace(change.verdict, actual=Decimal("270.5"), evidence=replace(change.verdict.evidence, bars=bars))
    assert str(sum_of(replace(change, verdict=verdict))).startswith("+270.50\u00a0points")


def test_a_level_has_one_day():
    """A level is told of its period's last day, a change of its whole period, an extreme of the period it was sought in."""
    period = Period(date(2026, 1, 7), date(2026, 1, 8))
    level, change = (replace(_of(*it), period=period) for it in (("WTI", "57.76"), ("^DJI", "270.03")))
    high = replace(level.verdict.reading, basis=ReadingBasis.INTRADAY_HIGH)

    assert when_words(level) == period_words(Period(period.last, period.last))
    assert when_words(change) == when_words(
        replace(level, verdict=replace(level.verdict, reading=high))
    ) == period_words(period)  # fmt: skip


def test_notes_are_written_as_the_rest():
    """A note shows no ISO day, and basis points as they are shown elsewhere."""
    note = "It was +1.00 basis points, not −4.50 basis points; 2026-01-08 is no session. See 8 Jan 2026."
    verdict = replace(_of("^DJI", "270.03").verdict, note=note)

    assert note_words(verdict).replace("\u00a0", " ") == (
        "It was +1 bp, not −4.5 bp; 8 Jan 2026 is no session. See 8 Jan 2026."
    )


def test_sources_disagree_only_where_they_do():
    """Where spot, future or hour is unsaid the words say so, though the record's reason is the same."""
    finding = _of("WTI", "57.76")
    verdict = replace(finding.verdict, label=Label.UNVERIFIABLE, reason=Reason.SOURCES_DISAGREE, fault=None)
    unsaid = replace(verdict, note="Spot, future and hour of the price are not said. It was 57.76.")

    assert why(replace(finding, verdict=replace(verdict, note="The sources disagree: …"))) == "sources disagree"
    assert why(replace(finding, verdict=unsaid)) == "hour or market not said"


@pytest.mark.parametrize(
    ("value", "text"), [("28000000000", "28 billion"), ("1630000", "1.63 million"), ("1234567", "1,234,567")]
)
def test_great_numbers_are_named(value, text):
    """Millions and more are named where three places hold them, else written out."""
    quantity = Quantity("x", 0, 1, Decimal(value), None, None, Unit.COUNT, Bound.EXACT, Decimal(1))

    assert written(quantity).replace("\u00a0", " ") == text


def test_a_range_shows_both_ends():
    """A range is both its ends."""
    quantity = Quantity("x", 0, 1, None, Decimal(30), Decimal(60), Unit.PERCENT, Bound.BETWEEN, Decimal(1))

    assert written(quantity) == "30 to 60\u00a0%"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-08", "2026-01-08", "8 Jan 2026"),
        ("2026-01-02", "2026-01-08", "2–8 Jan 2026"),
        ("2025-07-01", "2025-09-30", "1 Jul – 30 Sep 2025"),
        ("2025-12-31", "2026-01-08", "31 Dec 2025 – 8 Jan 2026"),
    ],
)
def test_periods_say_the_year_once(first, last, text):
    """A period is written with no part said twice."""
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert period_words(period).replace("\u00a0", " ") == text


def test_counts_name_only_what_is_there():
    """A summary leaves out the labels that no claim has."""
    assert count_words(dict.fromkeys(Label, 0)) == "No claims found."
    assert count_words({Label.SUPPORTED: 1}) == "1 claim: 1 supported."
    assert count_words({Label.SUPPORTED: 1}, 3) == "1 claim: 1 supported; 3 not prices."
    assert count_words({}, 1) == "No claims about prices found; 1 not a price."


def test_strangers_controls_are_shown():
    """Control, bidi and invisible code points become visible; line ends become line feeds."""
    shown = "a[U+001B][31m[U+202E]b[U+2066]c[U+009B]\nd\ne\tf"
    assert neutralise("a\x1b[31m\u202eb\u2066c\x9b\r\nd\re\tf") == shown
    assert neutralise("\ud800").encode("utf-8") == b"[U+D800]"
    assert one_line(" a\n\u2028b ") == "a [U+2028]b"


def test_what_has_no_unit_of_change_is_a_level():
    """A result that is no change carries no sign."""
    finding = replace(_of("^RUT", "record high"), kind=Kind.EXTREMUM)

    assert sum_of(finding).result == "2,603.17"


@pytest.mark.parametrize(
    ("factuality", "reason", "words"),
    [
        (Factuality.FORECAST, Reason.FORECAST, "a forecast"),
        (Factuality.CONDITIONAL, Reason.FORECAST, "a condition"),
        (Factuality.QUESTION, Reason.FORECAST, "a question"),
        (Factuality.OPINION, Reason.OPINION, "an opinion"),
        (Factuality.NEGATED, Reason.OPINION, "a denial"),
    ],
)
def test_a_heading_names_how_the_text_tells_it(factuality, reason, words):
    """What is told otherwise than as a fact is called what it is, as its note does, and once."""
    finding = _of("^GSPC", "7,500")
    told = replace(finding, factuality=factuality, verdict=replace(finding.verdict, reason=reason))

    assert why(told) == words
    assert words not in claimed(told, TEXT, name_of)


@pytest.mark.parametrize(("day", "words"), [(7, "true of the day before"), (9, "true of the day after")])
def test_a_neighbouring_day_is_named(day, words):
    """A figure true of another day says whether it is the one before or after; one of another period only that."""
    finding = _of("^NDX", "0.75")
    reading, other = finding.verdict.reading, date(2026, 1, day)
    tried = Tried(reading.symbol, other, other, reading.basis, Decimal("-0.75"), holds=True)
    verdict = replace(finding.verdict, fault=None, reason=Reason.NEIGHBOURING_SESSION, tried=(tried,))
    longer = replace(verdict, reading=replace(reading, first=date(2026, 1, 2)))

    assert why(replace(finding, verdict=verdict)) == words
    assert why(replace(finding, verdict=longer)) == "true of a slightly different period"


def test_digits_cut_off_are_said_and_shown():
    """A supported figure whose digits were cut off says so, with as many places as show it; a rounded one says nothing."""
    finding = _of("^DJI", "0.55")
    bars = (("AAPL", "2026-01-07", "260.33"), ("AAPL", "2026-01-08", "259.04"))
    quantity = replace(finding.quantity, value=Decimal("0.4"), low=Decimal("0.35"), high=Decimal("0.45"))
    verdict = replace(
        finding.verdict,
        reason=Reason.TRUNCATED,
        actual=Decimal("-0.4955"),
        evidence=replace(finding.verdict.evidence, bars=bars),
    )
    cut = replace(finding, quantity=replace(quantity, place=Decimal("0.1")), verdict=verdict)

    assert remark(cut) == "cut, not rounded"
    assert sum_of(cut).result == "−0.496\u00a0%"
    assert remark(finding) == ""


def test_a_sum_is_rounded_once():
    """The printed result is that of the bars: −0.36496 is −0.36 %, though the verdict's value is given as −0.3650."""
    finding = _of("^NDX", "0.75")
    bars = (("^NDX", "2026-01-07", "100000.00"), ("^NDX", "2026-01-08", "99635.04"))
    default = replace(finding.verdict.reading)
    tried = Tried(default.symbol, default.first, default.last, default.basis, Decimal("-0.36496"), holds=False)
    evidence = replace(finding.verdict.evidence, bars=bars)
    verdict = replace(finding.verdict, actual=Decimal("-0.3650"), evidence=evidence, tried=(tried,))
    one = replace(finding, verdict=verdict)

    assert sum_of(one).result == "−0.36\u00a0%"
    assert other_readings(one, sum_of(one)) == ()


def test_bars_of_two_readings_give_the_default_sum():
    """Where the bars of the reading that holds follow those of the default one, the sum is still the default's."""
    finding = _of("^NDX", "0.75")
    more = (("^NDX", "2026-01-06", "25639.70"), ("^NDX", "2026-01-07", "25653.90"))
    evidence = replace(finding.verdict.evidence, bars=(*finding.verdict.evidence.bars, *more))
    verdict = replace(finding.verdict, evidence=evidence)

    assert str(sum_of(replace(finding, verdict=verdict))) == "−0.57\u00a0% = 25,507.10 / 25,653.90 − 1"


def test_a_preliminary_close_has_no_second_figure():
    """A note that gives one figure for the preliminary close and for the close gives it once."""
    verdict = replace(
        _of("^NDX", "0.75").verdict, note="True of the preliminary close: −0.57%; at the close it was −0.57%. By QQQ."
    )

    assert note_words(verdict) == "At the close it was −0.57%; a preliminary figure may be that far off. By QQQ."


def test_a_line_begins_with_a_capital():
    """A name that is a phrase has a capital at the start of a line; one that is spelt small has not."""

    def named(name):
        return subject_name(Subject("X"), lambda _: name)

    assert named("federal funds rate") == "Federal funds rate"
    assert named("iShares Semiconductor ETF") == "iShares Semiconductor ETF"


def test_only_the_bars_of_a_sum_are_a_verdict_s_own():
    """Base and last bar are a verdict's own; what lies between them is not, unless a high or low is taken of it."""
    finding = _of("^NDX", "0.75")
    first, last = date(2026, 1, 7), date(2026, 1, 8)
    year = replace(finding.verdict.reading, first=date(2025, 1, 2))
    over = replace(finding, verdict=replace(finding.verdict, reading=year, tried=()))
    high = replace(over.verdict, reading=replace(year, basis=ReadingBasis.INTRADAY_HIGH))

    assert set(own_spans(over)) == {("^NDX", first, first), ("^NDX", last, last)}
    assert ("^NDX", date(2025, 1, 2), last) in own_spans(replace(over, verdict=high))
    assert own_spans(_of("^GSPC", "7,500")) == ()
