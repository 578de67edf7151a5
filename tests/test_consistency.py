"""Claims of one article held against each other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from january import audited, notes, verdicts

from extractor.records import Audit, Bound, Direction, Finding, NoticeKind, Quantity, Unit
from extractor.verify.interval import admits
from extractor.verify.room import Room, room_of

DOW = "The Dow Jones Industrial Average"


def said_of(audit: Audit, digits: str) -> str:
    """Return the note on the claim with these digits."""
    return next(it.verdict.note for it in audit.findings if it.quantity and it.quantity.text == digits)


# -- points, percent and level -------------------------------------------------------------------


def test_points_percent_and_level_that_disagree_are_noted_on_all_three() -> None:
    """Two figures of three are true: the third is wrong in its arithmetic, and all three say that they disagree."""
    audit = audited(f"{DOW} rose 270.03 points, or 0.65%, to 49,266.11 on Thursday.")

    assert verdicts(audit) == {
        "^DJI 270.03": ("supported", None),
        "^DJI 0.65": ("contradicted", "arithmetic"),
        "^DJI 49,266.11": ("supported", None),
    }
    assert all("270.03 of 48,996.08 is 0.55%, not 0.65%" in it.verdict.note for it in audit.findings)
    assert notes(audit) == [f"{DOW[4:]}: the article's own figures disagree: 270.03 of 48,996.08 is 0.55%, not 0.65%."]


def test_figures_beside_each_other_leave_no_other_session_for_one_of_them() -> None:
    """0.94 % was Wednesday's fall; beside Thursday's points and level it is told of Thursday, and wrong."""
    text = f"{DOW} {{}} 270.03 points, or 0.94%, to 49,266.11."
    audit = audited(text.format("fell"))
    told = verdicts(audited(text.format("rose")))

    assert verdicts(audit)["^DJI 0.94"] == ("ambiguous", None)  # of Wednesday, whose way it was told
    assert told["^DJI 270.03"] == told["^DJI 49,266.11"] == ("supported", None)
    assert told["^DJI 0.94"] == ("contradicted", "arithmetic")


def test_two_true_figures_take_the_excuse_from_the_third() -> None:
    """The Dow's 0.85 % was its move from the open; beside 270.03 points and the close it cannot be."""
    audit = audited(f"{DOW} rose 270.03 points, or 0.85%, to 49,266.11 on Thursday.")
    alone = audited(f"{DOW} rose 0.85% on Thursday.")

    assert verdicts(alone)["^DJI 0.85"] == ("ambiguous", None)
    assert verdicts(audit)["^DJI 0.85"] == ("contradicted", "arithmetic")
    assert not any(tried.holds for it in audit.findings for tried in it.verdict.tried)


@pytest.mark.parametrize(
    "text",
    [
        f"{DOW} rose 270 points, or 0.6%, to 49,266 on Thursday.",
        f"{DOW} rose about 300 points, or 0.55%, to 49,266.11 on Thursday.",
        f"{DOW} rose more than 250 points, or 0.55%, to 49,266.11 on Thursday.",
        f"{DOW} rose as much as 361.66 points on Thursday and ended 0.55% higher, at 49,266.11.",
        f"{DOW} was down 203.74 points early on Thursday. It closed 0.55% higher, at 49,266.11.",
    ],
)
def test_roundings_hedges_and_other_readings_agree(text: str) -> None:
    """Figures that are rounded, hedged, or of the session's high or low do not disagree with those of the close."""
    assert notes(audited(text)) == []


# -- the same thing told twice -------------------------------------------------------------------


def test_a_headline_that_the_body_belies_is_noted_on_both() -> None:
    """The headline's 0.9 % and the body's 0.44 % cannot both be: each says so, and the tape says which is wrong."""
    audit = audited("Nasdaq Composite falls 0.9% on Thursday\n\nThe Nasdaq Composite lost 0.44% on Thursday.")

    assert verdicts(audit) == {"^IXIC 0.9": ("contradicted", "arithmetic"), "^IXIC 0.44": ("supported", None)}
    assert said_of(audit, "0.44").endswith("The headline has −0.9%.")
    assert said_of(audit, "0.9").endswith("The text has −0.44%.")
    assert notes(audit) == ["Nasdaq Composite, 8 Jan 2026: the headline has −0.9%, the text has −0.44%."]
    assert audit.notices[0].notice is NoticeKind.DISAGREEMENT


def test_a_headline_outside_the_text_is_held_against_it() -> None:
    """A title that is given beside the text is no claim of it, yet what it says against the text is told."""
    audit = audited("The Dow rose 0.55% on Thursday.", title="Dow falls 300 points")

    assert notes(audit) == [f"{DOW[4:]}, 8 Jan 2026: the text has +0.55%, the headline has −300 points."]
    assert [it.verdict.label.value for it in audit.findings] == ["supported"]
    assert notes(audited("The Dow rose 0.55% on Thursday.", title="Dow gains 300 points")) == []


def test_a_headline_that_goes_the_other_way_needs_no_figure() -> None:
    """ "Dow slides" over a body in which it rose is told; in running text a slide may be the morning's."""
    assert notes(audited("The Dow rose 0.55% on Thursday.", title="Dow slides")) == [
        f"{DOW[4:]}, 8 Jan 2026: the text has +0.55%, the headline has down."
    ]
    assert notes(audited("The Dow slid on Thursday. The Dow rose 0.55% on Thursday.")) == []


def test_a_table_that_the_prose_belies_is_noted_on_both() -> None:
    """One cell that is not what the text tells is named with its table."""
    audit = audited(
        "The Nasdaq Composite fell 0.44% on Thursday.\n\n| Index | Change |\n| --- | --- |\n| Nasdaq Composite | -0.64% |\n"
        "| Dow | +0.55% |\n"
    )

    assert verdicts(audit)["^IXIC 0.64"] == ("contradicted", "arithmetic")
    assert notes(audit) == ["Nasdaq Composite, 8 Jan 2026: the text has −0.44%, a table has −0.64%."]


def test_one_thing_told_twice_with_two_values() -> None:
    """A close that changes from one paragraph to the next is told of, and each names the other."""
    audit = audited(
        "The S&P 500 closed at 6,921.46 on Thursday.\n\nThe S&P 500 ended Thursday at 6,912.46, little changed."
    )

    assert said_of(audit, "6,921.46").endswith("Elsewhere the text has 6,912.46.")
    assert notes(audit) == ["S&P 500, 8 Jan 2026: the text has 6,921.46, elsewhere 6,912.46."]


@pytest.mark.parametrize(
    "text",
    [
        "The Dow rose 0.6% on Thursday. The Dow added 0.55% on Thursday. It gained 0.551% on Thursday.",
        "The Nasdaq Composite lost 0.5% on Thursday. The Nasdaq Composite fell 0.44% on Thursday.",  # a hair
        "The S&P 500 hit 6,931.28 on Thursday before it closed at 6,921.46.",
        "The Dow fell 0.94% on Wednesday. The Dow rose 0.55% on Thursday.",
        "The 10-year Treasury yield stood at 4.19% on Thursday. The 10-year yield was at 4.17% on Thursday.",
        "The Dow rose 0.55% on Thursday. “The Dow may fall 2% on Friday,” a trader said.",
        "The Dow rose 0.55% on Thursday. The S&P 500 rose 0.01% on Thursday.",
    ],
)
def test_what_can_be_true_together_is_left_alone(text: str) -> None:
    """Roundings, other readings, days and instruments, forecasts, and yields of another hour do not disagree."""
    assert notes(audited(text)) == []


def test_a_disagreement_alone_accuses_nobody() -> None:
    """Where no prices are held two figures disagree, and both stay unverifiable."""
    audit = audited("Tesla fell 2.4% on Thursday.\n\nTesla dropped 3.8% on Thursday.", "2026-01-09T08:00-05:00")

    assert {label for label, _ in verdicts(audit).values()} == {"unverifiable"}
    assert notes(audit) == ["Tesla, 8 Jan 2026: the text has −2.4%, elsewhere −3.8%."]


# -- rooms ---------------------------------------------------------------------------------------

NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)
PLACES = st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal(10)])


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Draw a room with neither, one or both of its ends open."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Room(low if draw(st.booleans()) else None, high if draw(st.booleans()) else None, draw(PLACES))


@given(one=rooms(), two=rooms(), value=NUMBERS)
def test_rooms_that_hold_one_value_are_never_apart(one: Room, two: Room, value: Decimal) -> None:
    """What can be true of one and the same value never disagrees; and whether two disagree has no order."""

    def holds(room: Room) -> bool:
        return (room.low is None or room.low <= value) and (room.high is None or value <= room.high)

    assert one.is_apart(two) is two.is_apart(one)
    if holds(one) and holds(two):
        assert not one.is_apart(two)


@given(
    value=st.decimals(min_value=Decimal("0.01"), max_value=99, places=2),
    others=st.tuples(*[st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.NEARLY])] * 2),
    is_up=st.booleans(),
)
def test_written_intervals_that_overlap_never_disagree(
    value: Decimal, others: tuple[Bound, Bound], is_up: bool
) -> None:
    """Two ways of writing one move whose written intervals overlap leave room for each other."""
    (finding,) = audited("The Dow rose 0.55% on Thursday.").findings
    way = Direction.UP if is_up else Direction.DOWN

    def told(number: Decimal, bound: Bound) -> tuple[Finding, Quantity]:
        place = Decimal(1).scaleb(int(number.as_tuple().exponent))
        quantity = Quantity(str(number), 0, 1, number, None, None, Unit.PERCENT, bound, place)
        return replace(finding, quantity=quantity, direction=way), quantity

    one, two = told(value, others[0]), told(value.quantize(Decimal("0.1")), others[1])
    rooms_ = [room_of(it) for it, _ in (one, two)]
    intervals = [admits(quantity) for _, quantity in (one, two)]
    lowest = max(it.low or Decimal(0) for it in intervals)
    highest = min(it.high if it.high is not None else Decimal(10**6) for it in intervals)

    assert rooms_[0] is not None
    assert rooms_[1] is not None
    if lowest <= highest:
        assert not rooms_[0].is_apart(rooms_[1])
