"""Findings in words: labels with their signs, what was claimed, when, and why it is judged so.

Everything here that stems from an article is neutralised; nothing is marked up.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from extractor.records import (
    Bound,
    Dateline,
    Direction,
    Factuality,
    Fault,
    Finding,
    Kind,
    Label,
    Period,
    Quantity,
    ReadingBasis,
    Reason,
    Subject,
    Unit,
    Verdict,
)
from extractor.report.neutral import one_line
from extractor.report.numbers import SPACE, grouped, n_places, rounded, with_unit

NameOf = Callable[[str], str]

# The worst first: a trigger with several subjects is marked by it, and lists begin with it.
WORST_FIRST = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.UNVERIFIABLE, Label.SUPPORTED)
SIGNS = {Label.SUPPORTED: "✓", Label.AMBIGUOUS: "≈", Label.CONTRADICTED: "✗", Label.UNVERIFIABLE: "?"}
NOT_A_PRICE_SIGN = "·"

REASONS = {
    Reason.EXACT: "exact",
    Reason.ROUNDED: "as rounded",
    Reason.TRUNCATED: "cut, not rounded",
    Reason.HEDGED: "as hedged",
    Reason.INTRADAY: "true during the session",
    Reason.OPEN_TO_CLOSE: "true from open to close",
    Reason.TOTAL_RETURN: "true with dividends",
    Reason.PRELIMINARY: "as near as a preliminary close may be",
    Reason.NEAR: "off by a hair",
    Reason.ROUND_NUMBER: "true as a round number",
    Reason.NEIGHBOURING_SESSION: "true of a slightly different period",
    Reason.LONGER_RUN: "the run is longer",
    Reason.BY_POINTS: "true by points, not by percent",
    Reason.NO_READING: "no fair reading holds",
    Reason.NOT_A_PRICE: "not a price",
    Reason.FORECAST: "a forecast",
    Reason.OPINION: "an opinion",
    Reason.NO_PRICES: "no prices held",
    Reason.MISSING_BAR: "a price is missing",
    Reason.WINDOW_SHORT: "the prices held begin too late",
    Reason.SOURCES_DISAGREE: "sources disagree",
    Reason.UNRESOLVED_TIME: "the time is unclear",
    Reason.UNRESOLVED_INSTRUMENT: "the instrument is unclear",
    Reason.OUTSIDE_CALENDAR: "outside the calendars",
}
FAULTS = {
    Fault.DIRECTION: "wrong direction",
    Fault.MAGNITUDE: "wrong size",
    Fault.LEVEL: "wrong level",
    Fault.INSTRUMENT: "wrong instrument",
    Fault.PERIOD: "wrong day or period",
    Fault.ARITHMETIC: "figures disagree",
}
BASES = {
    ReadingBasis.CLOSE: "close",
    ReadingBasis.INTRADAY_HIGH: "intraday high",
    ReadingBasis.INTRADAY_LOW: "intraday low",
    ReadingBasis.OPEN_TO_CLOSE: "open to close",
    ReadingBasis.TOTAL_RETURN: "total return",
    ReadingBasis.PRELIMINARY: "preliminary close",
}
# What a text tells otherwise than as a fact; the reasons "forecast" and "opinion" stand for all of these.
FACTUALITIES = {
    Factuality.FORECAST: "a forecast",
    Factuality.CONDITIONAL: "a condition",
    Factuality.QUESTION: "a question",
    Factuality.OPINION: "an opinion",
    Factuality.NEGATED: "a denial",
}
_TOLD_BY_REASON = (Reason.FORECAST, Reason.OPINION)
BOUNDS = {
    Bound.ABOUT: "about",
    Bound.NEARLY: "nearly",
    Bound.AT_LEAST: "at least",
    Bound.AT_MOST: "at most",
    Bound.AS_MUCH_AS: "as much as",
}
# A hedge is restated in the article's own word; these are what may stand right before the number.
_OWN_WORDS = {
    bound: re.compile(rf"(?<![^\W_])({words})\s{{0,3}}(?:an?\s|the\s)?[$€£¥]?$", re.IGNORECASE)
    for bound, words in (
        (Bound.ABOUT, "about|around|roughly|approximately|some|circa|an estimated"),
        (Bound.NEARLY, "nearly|almost|close to|just under|just shy of|just below|approaching|near"),
        (
            Bound.AT_LEAST,
            "more than|over|above|greater than|upwards? of|north of|in excess of|better than|higher than|at least|"
            "no less than|not less than",
        ),
        (
            Bound.AT_MOST,
            "less than|under|below|fewer than|lower than|south of|at most|no more than|not more than",
        ),
        (Bound.AS_MUCH_AS, "as (?:much|many|high|low) as|up to|down to"),
    )
}
_LOOKBACK = 28
# Before these a level keeps its "at"; the others say where it is by themselves.
_SAME_TWICE = re.compile(r"True of the preliminary close: (.+?); at the close it was \1(?=\.(?: |$))")
_AFTER_AT = frozenset(
    {"about", "roughly", "approximately", "some", "circa", "nearly", "almost", "just under", "just shy of", "more than"}
    | {"less than", ""}
)
_UNSAID = "Spot, future and hour"
_EXTREMES = frozenset({ReadingBasis.INTRADAY_HIGH, ReadingBasis.INTRADAY_LOW})
_ISO_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_BASIS_POINTS = re.compile(r"(\d)(\.\d*?)?0*\s+basis[ -]points?\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")


def sign_of(finding: Finding) -> str:
    """Return the one-character sign of a finding's verdict; what is no price has a sign of its own."""
    return NOT_A_PRICE_SIGN if is_not_a_price(finding) else SIGNS[finding.verdict.label]


def is_not_a_price(finding: Finding) -> bool:
    """Say whether a finding was recognised only to be left alone."""
    return finding.kind is Kind.OTHER or finding.verdict.reason is Reason.NOT_A_PRICE


def worst(findings: Iterable[Finding]) -> Finding:
    """Return the finding whose label is the worst; the first of equals."""
    return min(findings, key=lambda it: (WORST_FIRST.index(it.verdict.label), is_not_a_price(it)))


def why(finding: Finding) -> str:
    """Say in a few words why a verdict is what it is."""
    fault, reason = finding.verdict.fault, finding.verdict.reason
    # Two markets that differ, of which the text names none, are no quarrel of sources.
    if reason is Reason.SOURCES_DISAGREE and _UNSAID in finding.verdict.note:
        return "hour or market not said"
    if fault:
        return FAULTS[fault]
    if reason in _TOLD_BY_REASON:
        return FACTUALITIES.get(finding.factuality, REASONS[reason])
    if reason is Reason.NEIGHBOURING_SESSION:
        return _beside(finding.verdict)
    return REASONS[reason]


def _beside(verdict: Verdict) -> str:
    """Say of which day a claim is true, told of another; for periods only that they differ."""
    default = verdict.reading
    held = next((tried for tried in verdict.tried if tried.holds), None)
    if default is None or held is None or default.first != default.last or held.last == default.last:
        return REASONS[Reason.NEIGHBOURING_SESSION]
    return f"true of the day {'before' if held.last < default.last else 'after'}"


def remark(finding: Finding) -> str:
    """Return what a heading adds to the label: why it is no better, or how a supported figure was shortened."""
    is_plain = finding.verdict.label is Label.SUPPORTED and finding.verdict.reason is not Reason.TRUNCATED
    return "" if is_plain else why(finding)


def no_fix_words(finding: Finding) -> str:
    """Say in a few words why a contradicted claim gets no correction; empty where it gets one, or none is simple."""
    verdict, quantity = finding.verdict, finding.quantity
    if verdict.label is not Label.CONTRADICTED or verdict.correction or finding.subject is None:
        return ""
    if verdict.reading is not None and verdict.reading.symbol != finding.subject.symbol:
        return "judged by a proxy"
    if verdict.fault is Fault.INSTRUMENT:
        return "the figure may be another instrument's"
    if verdict.fault is Fault.PERIOD:
        return "the figure may be another day's"
    if finding.period is None or not finding.period.text or finding.period.text not in finding.sentence:
        return "no day named in the sentence"
    if quantity is not None and quantity.value is None:
        return "a range is written"
    if quantity is not None and quantity.bound is not Bound.EXACT:
        return "the figure is hedged"
    return ""


def note_words(verdict: Verdict) -> str:
    """Write a verdict's note as the rest is written: days in words, basis points as bp."""
    return plain_words(verdict.note)


def plain_words(note: str) -> str:
    """Write a sentence of a verdict or a notice as the rest is written."""
    note = _ISO_DAY.sub(lambda match: day_of(match[0]), one_line(note))
    note = _SAME_TWICE.sub(r"At the close it was \1; a preliminary figure may be that far off", note)
    note = _DAY.sub(rf"\1{SPACE}\2{SPACE}\3", note)
    return _BASIS_POINTS.sub(lambda match: f"{match[1]}{(match[2] or '').rstrip('.')}{SPACE}bp", note)


def subject_name(subject: Subject | None, name_of: NameOf) -> str:
    """Name the instrument as a line begins with it; where there is none, say so."""
    if subject is None:
        return "(no instrument)"
    name = one_line(name_of(subject.symbol))
    # "federal funds rate" is a phrase; "iShares" is spelt so.
    word = name.split(" ", 1)[0]
    return name[:1].upper() + name[1:] if word.isalpha() and word.islower() else name


def claimed(finding: Finding, text: str, name_of: NameOf) -> str:
    """Say what is claimed, without its subject: "down 0.6 %", "above 7,000", "“record high”".

    `text` is the article's, whose own word for a hedge is kept.
    """
    words = _claimed_words(finding, text)
    if finding.object is not None:
        words += f" against {one_line(name_of(finding.object.symbol))}"
    if finding.factuality is not Factuality.REPORTED and finding.verdict.reason not in _TOLD_BY_REASON:
        words += f" ({FACTUALITIES[finding.factuality]})"
    return words


def _claimed_words(finding: Finding, text: str) -> str:
    quantity = finding.quantity
    if quantity is None or finding.kind in (Kind.OTHER, Kind.RANK):
        return f"“{one_line(text[finding.start : finding.end])}”"
    hedge, number = _hedge(quantity, text), written(quantity)
    if finding.kind is Kind.LEVEL:
        # A level is told without "points".
        hedge = "reaching" if hedge == BOUNDS[Bound.AS_MUCH_AS] else hedge
        level = f"{hedge} {number}".strip().removesuffix(f"{SPACE}points")
        return f"at {level}" if hedge in _AFTER_AT else level
    if hedge in ("up to", "down to"):
        hedge = "as much as"
    amount = f"{hedge} {number}".strip()
    if finding.kind is Kind.CROSS:
        side = "below" if finding.direction is Direction.DOWN else "above"
        return f"a close {side} {number.removesuffix(f'{SPACE}points')}"
    match finding.kind:
        case Kind.STREAK:
            return f"a run of {amount}"
        case Kind.BREADTH if finding.subject is not None:
            group = "members" if finding.subject.symbol == "^DJI" else "sectors"
            return f"{amount} {group} {finding.direction.value if finding.direction else ''}".strip()
        case Kind.CHANGE | Kind.COMPARISON | Kind.DIRECTION if finding.direction is Direction.FLAT:
            return f"flat, {amount}"
        case _:
            return f"{finding.direction.value} {amount}" if finding.direction else amount


def _hedge(quantity: Quantity, text: str) -> str:
    """Return the hedge of a number in the article's own word, in ours where it stands elsewhere; empty for none."""
    pattern = _OWN_WORDS.get(quantity.bound)
    if pattern is None:
        return ""
    found = pattern.search(text[max(0, quantity.start - _LOOKBACK) : quantity.start])
    return one_line(found[1]).lower() if found else BOUNDS[quantity.bound]


def written(quantity: Quantity) -> str:
    """Write a quantity as people read it: its value, or both ends of a range, with the unit."""
    if quantity.value is not None:
        number = _amount(quantity.value)
    elif quantity.low is not None and quantity.high is not None:
        number = f"{_amount(quantity.low)} to {_amount(quantity.high)}"
    else:
        number = one_line(quantity.text)
    per = one_line(quantity.per) if quantity.per else None
    currency = one_line(quantity.currency) if quantity.currency else None
    return with_unit(number, quantity.unit, currency, per)


def _amount(value: Decimal) -> str:
    for exponent, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        scaled = value.scaleb(-exponent).normalize()
        if scaled >= 1 and n_places(scaled) <= 3:
            return f"{grouped(rounded(scaled, n_places(scaled)))}{SPACE}{word}"
    return grouped(value)


_RUN_UNITS = {
    "session": Unit.SESSION,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "year": Unit.YEAR,
}


def unit_of(finding: Finding) -> Unit:
    """Return the unit of `actual`: the claim's own, else what its sum is of, percent where that says nothing."""
    if finding.quantity and finding.kind is not Kind.RANK:
        return finding.quantity.unit
    formula = finding.verdict.evidence.formula if finding.verdict.evidence else ""
    if formula.startswith("closes of consecutive "):
        return _RUN_UNITS.get(formula.rsplit(" ", 1)[-1].rstrip("s"), Unit.COUNT)
    if formula.endswith("in basis points, ranked"):
        return Unit.BASIS_POINT
    if formula.endswith("in points, ranked"):
        return Unit.POINT
    if finding.kind is Kind.EXTREMUM and formula in ("highest close", "lowest close"):
        return Unit.NONE
    return Unit.PERCENTAGE_POINT if finding.object is not None else Unit.PERCENT


def day_words(day: date) -> str:
    """Write a day: 8 Jan 2026. Month names are ours, so that no locale changes them."""
    return f"{day.day}{SPACE}{_MONTHS[day.month - 1]}{SPACE}{day.year}"


def day_of(text: str) -> str:
    """Write an ISO day for people; whatever else it is, neutralised as it stands."""
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return one_line(text)


def period_words(period: Period | None) -> str:
    """Write a period with its year said once: "8 Jan 2026", "2–8 Jan 2026"; empty for None."""
    if period is None:
        return ""
    first, last = period.first, period.last
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    start = f"{first.day}{SPACE}{_MONTHS[first.month - 1]}" if first.year == last.year else day_words(first)
    return f"{start} – {day_words(last)}"


def when_words(finding: Finding) -> str:
    """Write when a claim is about: a change has a period, a level one day, which is its period's last."""
    period, reading = finding.period, finding.verdict.reading
    basis = reading.basis if reading else finding.basis
    if period is not None and finding.kind is Kind.LEVEL and basis not in _EXTREMES:
        return day_words(period.last)
    return period_words(period)


def path_words(path: str) -> str:
    """Write where an article lies: as it was given, an absolute path from the working folder or as a bare name."""
    place = Path(path)
    if not place.is_absolute():
        return one_line(path)
    try:
        return one_line(str(place.relative_to(Path.cwd())))
    except (ValueError, OSError):
        return one_line(place.name)


def dateline_words(dateline: Dateline | None) -> str:
    """Say when an article speaks, and how that is known."""
    if dateline is None:
        return "no dateline"
    sure = "as of" if dateline.is_certain else "probably as of"
    return f"{sure} {day_words(dateline.day)} ({one_line(dateline.evidence)})"


def correction_words(finding: Finding) -> str:
    """Write the proposed edits: “rose” → “fell”."""
    edits = finding.verdict.correction
    return ", ".join(f"“{one_line(edit.was)}” → “{one_line(edit.now)}”" for edit in edits)


def count_prices(findings: Iterable[Finding]) -> dict[Label, int]:
    """Count the findings of each label, absent labels too; what is no price is not among them."""
    counts = dict.fromkeys(Label, 0)
    for finding in findings:
        counts[finding.verdict.label] += not is_not_a_price(finding)
    return counts


def count_words(n_by_label: dict[Label, int], n_not_prices: int = 0) -> str:
    """Write "9 claims: 2 contradicted, 1 ambiguous, 4 supported, 2 unverifiable; 3 not prices."."""
    n = sum(n_by_label.values())
    order = (Label.CONTRADICTED, Label.AMBIGUOUS, Label.SUPPORTED, Label.UNVERIFIABLE)
    parts = [f"{n_by_label[label]} {label.value}" for label in order if n_by_label.get(label)]
    rest = f"; {n_not_prices} not {'a price' if n_not_prices == 1 else 'prices'}" if n_not_prices else ""
    if not parts:
        return f"No claims about prices found{rest}." if rest else "No claims found."
    return f"{n} claim{'' if n == 1 else 's'}: {', '.join(parts)}{rest}."
