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
from extractor.verify.reconcile import Case, judge

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
        ("formed a golden cross", ["cross golden up"]),
        ("closed below its 200-day moving average", ["cross average 200 down"]),
        ("its first close above 7,000", ["cross level up record"]),
        ("closed above 50,000 for the first time", ["cross level up record"]),
        ("the first time in years that it matters", []),
    ],
)
def test_a_phrase_of_a_long_window_is_read(text: str, expected: list[str]) -> None:
    """What kind it is, how long or how far back, and which way."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("The Dow's third straight gain came as the S&P 500 fell.", ["^DJI"]),
        ("It was a record close for the Nasdaq.", ["^IXIC"]),
        ("The S&P 500 and the Dow closed at record highs.", ["^GSPC", "^DJI"]),
        ("With a fifth straight gain, the Russell 2000 led.", ["^RUT"]),
        ("The Dow fell 1%. It was the index's fourth straight loss.", ["^DJI"]),
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
        ("On Monday the Dow snapped a three-day winning streak.", "ambiguous"),  # it was longer
        ("The Dow had its best day since March 20 on Tuesday.", "ambiguous"),  # no day then was as good
        ("The Dow had its worst day since March 20 on Tuesday.", "contradicted"),
        ("The Dow had its second-best day since March 20 on Tuesday.", "contradicted"),
        ("The Dow formed a golden cross on Tuesday.", "contradicted"),
        ("The Dow closed above its 200-day moving average on Tuesday.", "supported"),
        ("The Dow closed below its 200-day moving average on Tuesday.", "contradicted"),
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
