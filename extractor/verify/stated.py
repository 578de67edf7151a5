"""What of a verdict does not follow from its bars, and is taken over as its line states it."""

from collections.abc import Mapping
from dataclasses import replace

from extractor.records import Edit, Fault, Finding, Label, Reason, Verdict
from extractor.verify.case import ACTUAL_PLACES
from extractor.verify.correct import in_form
from extractor.verify.outcome import Outcome
from extractor.verify.wording import rounded

# Reasons that need no bar: the text or the prices held speak against judging at all.
NEEDS_NO_BAR = frozenset(
    {
        Reason.NOT_A_PRICE,
        Reason.FORECAST,
        Reason.OPINION,
        Reason.NO_PRICES,
        Reason.MISSING_BAR,
        Reason.WINDOW_SHORT,
        Reason.UNRESOLVED_TIME,
        Reason.UNRESOLVED_INSTRUMENT,
        Reason.OUTSIDE_CALENDAR,
    }
)
# Reasons for which a verdict that follows from the bars is not given all the same, by its label.
_ABSTAINS: Mapping[Label, frozenset[Reason]] = {
    Label.SUPPORTED: frozenset({Reason.UNRESOLVED_TIME, Reason.SOURCES_DISAGREE}),
    Label.AMBIGUOUS: frozenset({Reason.UNRESOLVED_TIME, Reason.SOURCES_DISAGREE, Reason.UNRESOLVED_INSTRUMENT}),
    Label.CONTRADICTED: frozenset(
        {
            Reason.UNRESOLVED_TIME,
            Reason.SOURCES_DISAGREE,
            Reason.UNRESOLVED_INSTRUMENT,
            Reason.NO_PRICES,
            Reason.MISSING_BAR,
        }
    ),
    Label.UNVERIFIABLE: frozenset(),
}
# What a number would be true of, or what it disagrees with, stands in place of what is wrong with it.
_EXPLAINED = frozenset({Fault.INSTRUMENT, Fault.PERIOD, Fault.ARITHMETIC})


def as_stated(made: Outcome, verdict: Verdict, *, has_number: bool) -> Outcome:
    """Return the outcome with what the line states over it and is not for the bars to say: an abstention, an explanation."""
    if verdict.label is Label.UNVERIFIABLE and verdict.reason in _ABSTAINS[made.label]:
        return replace(made, label=verdict.label, reason=verdict.reason, fault=None)
    if made.label is verdict.label is Label.CONTRADICTED and made.fault is not None:
        if verdict.fault in _EXPLAINED and has_number:
            return replace(made, fault=verdict.fault)
    return made


def has_number(finding: Finding) -> bool:
    """Say whether a claim has a number, which may be true of something else."""
    return finding.quantity is not None


def corrected(finding: Finding, made: Outcome) -> tuple[Edit, ...]:
    """Return the correction with its number written anew; the word that turns a direction round is as stated."""
    if made.label is not Label.CONTRADICTED:
        return ()
    quantity, actual = finding.quantity, made.actual
    edits = []
    for edit in finding.verdict.correction:
        if quantity is None or actual is None or edit.was != quantity.text:
            edits.append(edit)
        else:
            value = rounded(abs(actual), ACTUAL_PLACES).normalize() + 0
            edits.append(Edit(quantity.start, quantity.end, quantity.text, in_form(quantity, value) or ""))
    return tuple(edits)


# Notes of what is not judged for its sources' sake, which tell their own figures.
_OTHER_NOTES = ("The sources disagree: ", "No total-return series is held for the period.")


def note_of(stated: str, told: Outcome, words: tuple[str, ...]) -> str:
    """Return the note as stated, if it tells what came out; else what it should tell."""
    if all(word in stated for word in words):
        return stated
    if told.label is Label.UNVERIFIABLE and stated.startswith(_OTHER_NOTES):
        return stated
    return " ".join(words)
