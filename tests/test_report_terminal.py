"""The terminal's text, and the lines for editors and CI."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len
from test_report_sample import TEXT, make_audit, name_of

from extractor.records import Label
from extractor.report.sums import other_readings, sum_of, tried_name, tried_words
from extractor.report.terminal import fail_lines, render_text


def _shown(width=80, audit=None):
    return render_text(audit or make_audit(), width, False, name_of)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_keep_to_the_width(width):
    """No line is wider than the terminal."""
    assert max(cell_len(line) for line in _shown(width).splitlines()) <= width


def test_wide_terminals_keep_lines_readable():
    """Beyond 100 columns the lines grow no longer."""
    assert _shown(200) == _shown(100)


def test_verdicts_are_legible_without_colour():
    """Each label has a sign of its own in the text, and its word in the list."""
    text = _shown()

    assert "‹0.55%\u00a0✓›" in text
    assert "[✗\u00a00.44%]" in text
    assert "‹509\u00a0≈›" in text
    assert "‹7,500\u00a0?›" in text
    assert "[✗✓\u00a02.2%]" in text
    for label in Label:
        assert label.value in text


def test_colour_only_where_asked():
    """Without colour there is no escape sequence; with it, the words are the same."""
    colored = render_text(make_audit(), 80, True, name_of)

    assert "\x1b" not in _shown()
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == _shown()


def test_strangers_cannot_steer_the_terminal():
    """No control or bidi character of the article comes through, whatever field it stands in."""
    hostile = "a\x1b]0;x\x07b\u202ec\u2066d\x9be"
    audit = make_audit()
    finding = audit.findings[0]
    verdict = replace(finding.verdict, note=hostile)
    article = replace(audit.article, title=hostile, source=hostile, path=hostile)
    findings = tuple(replace(it, verdict=replace(verdict, label=it.verdict.label)) for it in audit.findings)
    audit = replace(audit, article=article, findings=findings)
    text = _shown(audit=audit) + "\n".join(fail_lines(audit, Label))

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[U+001B]" in text


def test_square_brackets_are_no_markup():
    """Rich markup and emoji codes in an article stay what they are."""
    audit = make_audit()
    text = "[bold]x[/bold] :smile: [link=http://example.invalid]y[/link]"
    audit = replace(audit, article=replace(audit.article, text=text), findings=())

    assert text in _shown(audit=audit)


def test_sums_stay_in_one_piece():
    """A sum is not broken between its result and its last number."""
    assert "−0.57\u00a0%\u00a0=\u00a025,507.10\u00a0/\u00a025,653.90\u00a0−\u00a01" in _shown(60)


def test_what_is_no_price_is_gathered():
    """Claims that are no prices share one line and do not drown the others."""
    lines = [line for line in _shown().splitlines() if "not prices" in line]

    assert lines == ["· not prices, left alone: $28\u00a0billion, 33.1×, 1.63\u00a0million"]


def test_contradictions_come_first_and_counts_last():
    """The list begins with what is contradicted; the last line counts."""
    entries = re.findall(r"^[✓≈✗?] (\w+)", _shown(), re.MULTILINE)

    assert entries[:3] == ["contradicted"] * 3
    assert _shown(100).rstrip().splitlines()[-1] == (
        "19 claims: 3 contradicted, 3 ambiguous, 10 supported, 3 unverifiable; 3 not prices."
    )


def test_corrections_are_proposed():
    """A correction is shown as the words to replace."""
    assert "fix: “rose” → “fell”" in _shown()


def test_a_note_is_said_once():
    """Claims that share a note (no dateline was found) have it once, under the first."""
    audit = make_audit()
    findings = tuple(
        replace(it, verdict=replace(it.verdict, note="No dateline.", label=Label.UNVERIFIABLE, actual=None))
        for it in audit.findings
    )

    assert _shown(audit=replace(audit, findings=findings)).count("No dateline.") == 1


def test_a_missing_correction_says_why():
    """A contradicted claim without a correction says why in a few words; one with, nothing."""
    lines = _shown().splitlines()

    assert lines.count("    no fix: no day named in the sentence") == 1
    assert sum(line.startswith("    fix: ") for line in lines) == 2


def test_a_reading_is_listed_once():
    """What was tried does not repeat the sum above it, nor itself; another period is named."""
    audit = make_audit()
    finding = next(it for it in audit.findings if it.verdict.tried and it.verdict.label is Label.CONTRADICTED)
    default, high = finding.verdict.tried
    base, later = replace(default, actual=Decimal("1.5")), replace(default, last=date(2026, 1, 9), actual=Decimal(2))
    verdict = replace(finding.verdict, tried=(default, high, base, high, later, default))
    shown = _shown(100, replace(audit, findings=(replace(finding, verdict=verdict),))).replace("\u00a0", " ")

    assert "3 other readings fail fix:" in " ".join(shown.split())
    names = [
        f"{tried_name(finding, it, name_of)} {tried_words(finding, it)}".replace("\u00a0", " ")
        for it in other_readings(replace(finding, verdict=verdict), sum_of(finding))
    ]
    assert names == [
        "intraday high +0.08 %",
        "close over a slightly different period +1.5 %",
        "close of 8–9 Jan 2026 +2 %",
    ]


def test_fail_lines_point_to_the_trigger():
    """A line for CI is path:line:column: label: message, 1-based in code points."""
    lines = list(fail_lines(make_audit(), [Label.CONTRADICTED], name_of))

    assert len(lines) == 3
    path, line, column, label, message = lines[0].split(":", 4)
    assert (path, label) == ("samples/mixed.txt", " contradicted")
    assert TEXT.split("\n")[int(line) - 1][int(column) - 1 :].startswith("0.44%")
    assert message.startswith(" Nasdaq Composite up 0.44 %: wrong direction; It was −0.44%")
    assert "\n" not in message


def test_fail_lines_keep_to_their_labels():
    """Only the labels asked for make lines; every one has its word."""
    assert list(fail_lines(make_audit(), [])) == []
    lines = list(fail_lines(make_audit(), [Label.AMBIGUOUS]))
    assert len(lines) == 3
    assert all(": ambiguous: " in line for line in lines)


def test_an_empty_article_is_told_of():
    """An article without text or claims renders, and says so."""
    audit = make_audit()
    audit = replace(audit, article=replace(audit.article, text="", left_out=()), findings=(), dateline=None)

    assert "No claims found." in _shown(audit=audit)
    assert "no dateline" in _shown(audit=audit)


def test_readings_that_hold_are_named_and_the_others_counted():
    """The terminal names a further reading that holds; those that fail are counted."""
    audit = make_audit()
    finding = next(it for it in audit.findings if it.verdict.tried and it.verdict.label is Label.CONTRADICTED)
    default, high = finding.verdict.tried
    later = replace(default, last=date(2026, 1, 9), actual=Decimal(2), holds=True)
    verdict = replace(finding.verdict, tried=(default, high, later))
    shown = _shown(100, replace(audit, findings=(replace(finding, verdict=verdict),))).replace("\u00a0", " ")

    assert "close of 8–9 Jan 2026 +2 % holds; 1 other reading fails\n" in shown
