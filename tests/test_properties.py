"""Properties of reading and judging that hold for every text, every bar and every written figure."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import extractor
from extractor.market.instruments import gazetteer
from extractor.market.series import Series
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.nlp.tokens import plain_reading
from extractor.records import Basis, Dateline
from extractor.verify.case import Case
from extractor.verify.reconcile import judge
from extractor.verify.wording import rounded

NAMES = NameIndex(gazetteer())
FIRST, SECOND = date(2026, 1, 7), date(2026, 1, 8)
CLOSES = st.integers(min_value=1_000_00, max_value=9_000_00)
MOVES = st.integers(min_value=-400, max_value=400).filter(lambda basis_points: abs(basis_points) >= 10)


def labels(tmp: Path, before: int, after: int, sentence: str) -> list[str]:
    """Audit one sentence against two bars of the S&P 500, in hundredths, and return its verdicts."""
    rows = "".join(
        f"{day.isoformat()},^GSPC,{close / 100:.2f},{close / 100:.2f},{close / 100:.2f},{close / 100:.2f}\n"
        for day, close in ((FIRST, before), (SECOND, after))
    )
    (tmp / "bars.csv").write_text("date,symbol,open,high,low,close\n" + rows, encoding="utf-8")
    audit = extractor.audit(sentence, published="2026-01-08T22:00:00+00:00", prices=str(tmp))
    return [finding.verdict.label.value for finding in audit.findings]


@settings(max_examples=25, deadline=None)
@given(before=CLOSES, move=MOVES)
def test_a_true_change_is_supported_and_a_false_one_contradicted(
    tmp_path_factory: pytest.TempPathFactory, before: int, move: int
) -> None:
    """What the bars say, written to two places, is supported; half a point off, or reversed, it is contradicted."""
    tmp = tmp_path_factory.mktemp("bars")
    after = round(before * (1 + move / 10_000))
    percent = 100 * (after / before - 1)
    rose, fell = ("rose", "fell") if percent > 0 else ("fell", "rose")

    def told(verb: str, size: float) -> list[str]:
        return labels(tmp, before, after, f"The S&P 500 {verb} {size:.2f}% on Thursday.")

    assert told(rose, abs(percent)) == ["supported"]
    assert told(rose, abs(percent) + 0.5) == ["contradicted"]
    assert told(fell, abs(percent)) == ["contradicted"]


@settings(max_examples=25, deadline=None)
@given(before=CLOSES, move=MOVES)
def test_a_true_level_is_supported_and_a_false_one_contradicted(
    tmp_path_factory: pytest.TempPathFactory, before: int, move: int
) -> None:
    """The close itself is supported; a level a tenth off is contradicted."""
    tmp = tmp_path_factory.mktemp("bars")
    after = round(before * (1 + move / 10_000))

    assert labels(tmp, before, after, f"The S&P 500 closed at {after / 100:,.2f} on Thursday.") == ["supported"]
    wrong = f"The S&P 500 closed at {after * 1.1 / 100:,.2f} on Thursday."
    assert labels(tmp, before, after, wrong) == ["contradicted"]


class FakeBars:
    """One series held in memory."""

    def __init__(self, held: Series) -> None:
        self.held = held

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return the series where it is that of `symbol`."""
        return (self.held,) if symbol == self.held.symbol else ()


def judged(text: str, before: Decimal, after: Decimal) -> list[tuple[str, str]]:
    """Judge a sentence by two bars that leave no other reading: opened at the old close, ended at an extreme."""
    base, last = float(before), float(after)
    held = Series(
        "^GSPC",
        Basis.AS_TRADED,
        "fake",
        [FIRST.toordinal(), SECOND.toordinal()],
        [base, last],
        [base, base],
        [base, max(base, last)],
        [base, min(base, last)],
    )
    evening = Dateline(SECOND, datetime(2026, 1, 8, 22, tzinfo=UTC), "given")
    case = Case(FakeBars(held), gazetteer(), evening, {})
    claims = annotate_text("text", text, (), NAMES, SECOND).claims
    return [(f.verdict.label.value, f.verdict.reason.value) for f in (judge(claim, case) for claim in claims)]


def has_trailing_zero(value: Decimal) -> bool:
    """Say whether a number written without decimals ends in a zero, and so can be a round one."""
    return value == value.to_integral_value() and value % 10 == 0


@settings(max_examples=150, deadline=None)
@given(
    before=st.decimals(min_value=100, max_value=90000, places=2),
    move=st.decimals(min_value=-9, max_value=9, places=3),
    places=st.integers(0, 2),
    units=st.integers(3, 40),
    is_up=st.booleans(),
)
def test_a_rounded_change_is_supported_and_a_moved_one_contradicted(
    before: Decimal, move: Decimal, places: int, units: int, is_up: bool
) -> None:
    """However coarsely rounded, a true change is supported; three units of its last place off, it is contradicted."""
    after = rounded(before * (1 + move / 100), 2)
    change = (after / before - 1) * 100
    place = Decimal(1).scaleb(-places)
    told = rounded(abs(change), places)
    moved = told + (units if is_up else -units) * place
    assume(told > 0)
    verb = "rose" if change > 0 else "fell"

    assert judged(f"The S&P 500 {verb} {told}% on Thursday, Jan. 8.", before, after) == [
        ("supported", "exact" if told == abs(change) else "rounded")
    ]
    if moved > 0 and not has_trailing_zero(moved):
        assert judged(f"The S&P 500 {verb} {moved}% on Thursday, Jan. 8.", before, after) == [
            ("contradicted", "no_reading")
        ]


@settings(max_examples=100, deadline=None)
@given(
    before=st.decimals(min_value=100, max_value=90000, places=2),
    move=st.decimals(min_value=-9, max_value=9, places=3),
    places=st.sampled_from([0, 2]),
    units=st.integers(3, 400),
    is_up=st.booleans(),
    has_commas=st.booleans(),
)
def test_a_rounded_level_is_supported_and_a_moved_one_contradicted(
    before: Decimal, move: Decimal, places: int, units: int, is_up: bool, has_commas: bool
) -> None:
    """A close in full or without its decimals is supported; three units of its last place off, it is contradicted."""
    after = rounded(before * (1 + move / 100), 2)
    place = Decimal(1).scaleb(-places)
    told = rounded(after, places)
    moved = told + (units if is_up else -units) * place
    assume(moved > 50)
    # Without a comma or decimals these read as years.
    assume(has_commas or places > 0 or not any(1900 <= level < 2100 for level in (told, moved)))

    def sentence(level: Decimal) -> str:
        return f"The S&P 500 closed at {level:{',' if has_commas else ''}} on Thursday, Jan. 8."

    (label, _), *others = judged(sentence(told), before, after)
    assert (label, others) == ("supported", [])
    # A figure at the opening price is the session's other extreme.
    if not (places == 0 and has_trailing_zero(moved)) and abs(moved - before) > 2 * place:
        assert judged(sentence(moved), before, after) == [("contradicted", "no_reading")]


FRAGMENTS = st.sampled_from(
    [
        "The S&P 500 ", "the Dow ", "Apple ", "Nvidia's stock ", "(NASDAQ: TSLA) ", "$AAPL ", "AppleAAPL-- ", "TSLA.O ",
        "rose ", "fell ", "was little changed ", "closed at ", "lost as much as ", "up ", "outperformed ", "hit a record ",
        "0.6% ", "49,266.11 ", ".6 percent ", "1½ ", "30–60% ", "$28bn ", "403.61 points ", "25 bps ", "-1,2,3.4 ", "0,6 % ",
        "on Thursday", "in Q3", "Feb. 30", "99/99/2026", "0/0/2025", "since April", "Jan. 5-99", "this week", "Jan. 0", "for 999 days",
        "first zero days of 2026", "0000-00-00", "H2 2025", "3Q99", "over the past 999 years",
        ". ", ", ", " and ", "; ", " respectively", "\n", "\n\n", "\r\n", "# ", "- ", "| ", "|---|\n", "\t", "**", "_", "[x](", "”",
        "\u00a0", "\u200b", "\u202e", "\ufeff", "\x00", "\U0001f4c8", "é", "İ", "ß", "²", "٣", "½", "１", "Ⅷ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=60).map("".join),
    st.text(max_size=400),
).map(lambda text: text[:2000])


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_spans_hold_what_was_found(text: str) -> None:
    """No text breaks the reading, and each offset leads to the words that were found there."""
    found = annotate_text("text", text, (), NAMES, SECOND)

    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        for part in (claim.subject, claim.object):
            if part is not None and part.text is not None:
                assert text[part.start : part.end] == part.text
        if claim.quantity is not None:
            quantity = claim.quantity
            assert plain_reading(text[quantity.start : quantity.end])[0] == quantity.text
        if claim.cue is not None:
            assert 0 <= claim.cue.start < claim.cue.end <= len(text)
    for timex in found.timexes:
        assert plain_reading(text)[0][timex.start : timex.end] == timex.text


def test_many_claims_of_one_paragraph_are_read_in_linear_time() -> None:
    """A share with a home abroad asks what its paragraph speaks of: four times the claims take four times as long, not sixteen."""
    text = "Televisa fell 2% and snapped a five-day losing streak in the week. " * 1_000

    def seconds(part: str) -> float:
        start = time.process_time()
        annotate_text("text", part, (), NAMES, SECOND)
        return time.process_time() - start

    seconds(text[:500])
    assert min(seconds(text) for _ in range(2)) < 9 * max(0.02, min(seconds(text[: len(text) // 4]) for _ in range(2)))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_reads_the_same(text: str) -> None:
    """Reading leaves nothing behind: a second reading finds what the first one found."""
    assert annotate_text("text", text, (), NAMES, SECOND) == annotate_text("text", text, (), NAMES, SECOND)


@pytest.mark.parametrize("text", ["Apple was up 2% on", "$A as up$2-pluspoint on", "Apple up 2% for", "Apple, 2% in"])
def test_a_text_may_break_off(text: str) -> None:
    """A sentence that ends where a name should follow is read as far as it goes."""
    assert annotate_text("text", text, (), NAMES, SECOND).mentions


@pytest.mark.parametrize(
    "words", ["is up to $2–9", "is up to 2–9%", "rose as much as 2–3%", "fell to between 2% and 3%"]
)
def test_a_range_stays_one_behind_any_hedge(words: str) -> None:
    """A range after "up to" is a range still: it is judged, or left alone, and never an error."""
    assert judged(f"The S&P 500 {words} on Thursday.", Decimal(7000), Decimal(6950)) is not None


@pytest.mark.parametrize("figure", ["36½", ".36½", "twenty-one", "3.6", "½", "٣٦"])
def test_a_wrong_figure_of_any_writing_is_judged(figure: str) -> None:
    """A figure that is contradicted is looked at digit by digit for a slip, whatever it is written in."""
    assert judged(f"The S&P 500 rose {figure} percent on Thursday.", Decimal(7000), Decimal(6950))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_claim_gets_a_verdict(text: str) -> None:
    """Whatever claim is read, judging it gives one verdict and no error; a contradiction always says its fault."""
    for label, reason in judged(text, Decimal(7000), Decimal(6950)):
        assert (label == "contradicted") == (reason == "no_reading")
