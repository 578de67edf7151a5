"""Claims of several articles held against each other, and how the disagreement is shown."""

import json
import tracemalloc
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from january import AFTER_THE_BELL, audited, auditor, prices
from typer.testing import CliRunner

from extractor.cli import app
from extractor.market.instruments import gazetteer
from extractor.records import Audit, Disagreement, Kind, Label, Side
from extractor.report.across import fail_lines_across
from extractor.report.html import render_html
from extractor.report.jsonl import json_line, schema
from extractor.report.markdown import render_disagreements as as_markdown
from extractor.report.markdown import render_markdown
from extractor.report.terminal import render_disagreements as as_text
from extractor.report.terminal import render_text
from extractor.verify.across import MOST_PLACES, MOST_SIDES, Sources

WIRE = "The Nasdaq Composite fell 0.44% on Thursday. The Dow closed at 49,266.11 on Thursday."
DESK = "The Nasdaq Composite fell 0.64% on Thursday. The Dow closed at 49,266.11 on Thursday."


def article(text: str, name: str, published: str = AFTER_THE_BELL) -> Audit:
    """Audit a text that a source of that name published."""
    return audited(text, published, title=f"Title of {name}", source=name, path=f"{name}.txt")


def found(*audits: Audit, kept: int = 100) -> list[Disagreement]:
    """Return what these audits disagree on."""
    sources = Sources(auditor().kind_of, kept)
    for audit in audits:
        sources.note(audit)
    return list(sources.disagreements())


def told(side: Side) -> tuple[str, str, list[str | None]]:
    """Return a side's figure, its label and who tells it."""
    text = side.quantity.text if side.quantity else str(side.direction)
    return text, side.label.value, [place.source for place in side.places]


def test_the_source_that_is_wrong_is_seen() -> None:
    """Two articles tell one fall with two sizes: both sides are named, with their verdicts and the tape's value."""
    (it,) = found(article(WIRE, "wire"), article(DESK, "desk"), article(WIRE + " ", "third"))

    assert (it.kind, it.subject, it.period.last.isoformat()) == (Kind.CHANGE, "^IXIC", "2026-01-08")
    assert it.actual == Decimal("-0.4421")
    assert it.n_articles == 3
    assert [told(side) for side in it.sides] == [
        ("0.64", "contradicted", ["desk"]),
        ("0.44", "supported", ["wire", "third"]),
    ]
    place = it.sides[0].places[0]
    assert DESK[place.start : place.end] == "0.64"
    assert (place.line, place.column) == (1, DESK.index("0.64") + 1)


def test_sources_that_agree_are_not_listed() -> None:
    """Roundings of one move, in other words and places, are one thing told alike."""
    assert found(article(WIRE, "wire"), article("The Nasdaq Composite lost 0.4% on Thursday.", "desk")) == []


def test_directions_without_figures_disagree_too() -> None:
    """One says that a share fell 2.2 %, another that it rose: the tape says which."""
    (it,) = found(article("Nvidia fell 2.2% on Thursday.", "wire"), article("Nvidia rose on Thursday.", "desk"))

    assert [told(side)[0] for side in it.sides] == ["up", "2.2"]
    assert it.sides[0].label is Label.CONTRADICTED


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The S&P 500 hit 6,931.28 on Thursday.", "The S&P 500 closed at 6,921.46 on Thursday."),
        ("The Dow fell 0.94% on Wednesday.", "The Dow rose 0.55% on Thursday."),
        ("The Dow rose 270.03 points on Thursday.", "The Dow rose 0.55% on Thursday."),
        ("The Dow could rise 3% on Thursday.", "The Dow rose 0.55% on Thursday."),
        ("The 10-year Treasury yield stood at 4.19% on Thursday.", "The 10-year yield stood at 4.16% on Thursday."),
        ("The Dow rose 0.85% on Thursday.", "The Dow rose 0.55% on Thursday."),  # from the open
        ("Oil fell 1.2% on Thursday.", "Oil fell 1.9% on Thursday."),
    ],
)
def test_what_can_be_true_together_is_no_disagreement(one: str, two: str) -> None:
    """Other readings, days, units and hours, and what is no fact, do not disagree."""
    assert found(article(one, "wire"), article(two, "desk")) == []


def test_one_article_alone_is_not_several_sources() -> None:
    """An article that contradicts itself has a notice of its own; it is no disagreement of sources."""
    text = f"{WIRE}\n\n{DESK}"

    assert audited(text).notices
    assert found(article(text, "wire")) == []
    assert found(article(text, "wire"), article(text, "wire")) == []


def test_what_no_prices_are_held_for_can_disagree_among_itself() -> None:
    """Two sources on a share without bars, told after the day, disagree, and the tape says nothing."""
    texts = ("Tesla fell 2.4% on Thursday.", "Tesla fell 3.8% on Thursday.")
    late = [article(text, name, "2026-01-09T08:00-05:00") for text, name in zip(texts, ("wire", "desk"), strict=True)]
    (it,) = found(*late)

    assert it.actual is None
    assert {side.label for side in it.sides} == {Label.UNVERIFIABLE}
    assert "no prices held" in as_text([it], 80, False, gazetteer().name_of)


# No trailing zeros: the last digit that is none is a fair place too.
SIZES = st.lists(st.integers(min_value=0, max_value=300).filter(lambda n: n % 10 > 0), min_size=2, max_size=12)


@given(sizes=SIZES)
def test_overlapping_intervals_never_disagree(sizes: list[int]) -> None:
    """Whatever several articles write of one move, sides are listed only where two written intervals do not overlap."""
    audit = article(WIRE, "wire")
    first = audit.findings[0]
    assert first.quantity is not None
    audits = []
    for i, size in enumerate(sizes):
        value = Decimal(size) / 100
        quantity = replace(first.quantity, value=value, text=f"{value:.2f}")
        verdict = replace(first.verdict, label=Label.SUPPORTED if size == 44 else Label.CONTRADICTED)
        finding = replace(first, quantity=quantity, verdict=verdict, claim_id=str(i), article_id=str(i))
        audits.append(replace(audit, article=replace(audit.article, article_id=str(i)), findings=(finding,)))
    unit = Decimal("0.01")
    # The smaller may be cut off, the greater rounded up.
    low, high = Decimal(max(sizes)) / 100 - unit / 2, Decimal(min(sizes)) / 100 + unit

    assert bool(found(*audits)) == (low - high >= unit)


def test_memory_is_flat_however_many_articles_come() -> None:
    """Sides, places and things kept are bounded; what was found of things let go is kept all the same."""
    audit = article(WIRE, "wire")
    first = audit.findings[0]
    sources = Sources(auditor().kind_of, kept=50)
    assert first.quantity is not None

    def feed(n: int) -> int:
        for i in range(n):
            quantity = replace(first.quantity, value=Decimal(1 + i % 9), text=str(1 + i % 9))
            finding = replace(first, quantity=quantity, verdict=replace(first.verdict, label=Label.CONTRADICTED))
            name = f"article {i}"
            sources.note(replace(audit, article=replace(audit.article, article_id=name), findings=(finding,)))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        few = feed(200)
        assert feed(5_000) <= few * 1.1 + 20_000
    finally:
        tracemalloc.stop()
    (it,) = sources.disagreements()
    assert len(it.sides) <= MOST_SIDES
    assert {told(side)[0] for side in it.sides} >= {"1", "9"}
    assert all(len(side.places) <= MOST_PLACES for side in it.sides)


def test_a_thing_let_go_keeps_its_disagreement() -> None:
    """Where only one thing is remembered at a time, what was found of the one before is still told."""
    other = "The S&P 500 rose 0.01% on Thursday."
    audits = (article(WIRE.split(". ")[0] + ".", "a"), article(DESK.split(". ")[0] + ".", "b"), article(other, "c"))

    assert [it.subject for it in found(*audits, kept=1)] == ["^IXIC"]


# -- how it is shown -----------------------------------------------------------------------------


def shown() -> list[Disagreement]:
    """Return one disagreement of two sources."""
    return found(article(WIRE, "wire"), article(DESK, "desk"))


def test_the_terminal_has_a_line_for_each_side() -> None:
    """What it is about and what the tape says, then each side with its sign, its figure and its source."""
    lines = as_text(shown(), 80, False, gazetteer().name_of).replace("\u00a0", " ").splitlines()

    assert lines == [
        "Sources disagree",
        "Nasdaq Composite, 8 Jan 2026 · tape: −0.44 %",
        "  ✗ down 0.64 %  desk (desk.txt)",
        "  ✓ down 0.44 %  wire (wire.txt)",
    ]


def test_nothing_is_said_where_sources_agree() -> None:
    """No section stands empty."""
    assert as_text([], 80, False) == as_markdown([]) == ""


def test_markdown_lists_the_sides() -> None:
    """One item for what it is about, one below it for each side."""
    text = as_markdown(shown(), gazetteer().name_of).replace("\u00a0", " ")

    assert "# Sources disagree" in text
    assert "- **Nasdaq Composite, 8 Jan 2026** · tape: −0.44 %\n  - ✗ down 0.64 %: desk (desk.txt)\n" in text


def test_the_page_links_each_side_to_its_figure() -> None:
    """In the overview every side leads to the mark in its own article."""
    audits = [article(WIRE, "wire"), article(DESK, "desk")]
    parts: list[str] = []
    render_html(audits, None, parts.append, gazetteer().name_of, disagreements=found(*audits))
    page = "".join(parts)
    start = DESK.index("0.64")

    assert "Sources disagree" in page
    assert f'href="#a2-m{start}">desk (desk.txt)' in page
    assert f'id="a2-m{start}"' in page


def test_json_lines_have_a_record_of_their_own() -> None:
    """Notices and disagreements are lines that fit the schema, and the lines of articles and claims are as they were."""
    validator = jsonschema.Draft202012Validator(schema())
    audit = audited("The Dow rose 270.03 points, or 0.65%, to 49,266.11 on Thursday.")
    notice, disagreement = (json.loads(json_line(it)) for it in (audit.notices[0], shown()[0]))

    for line in (notice, disagreement):
        validator.validate(line)
    assert notice["record"] == "notice"
    assert notice["notice"] == "disagreement"
    assert len(notice["claim_ids"]) == 3
    assert disagreement["record"] == "disagreement"
    assert disagreement["actual"] == "-0.4421"
    assert [side["label"] for side in disagreement["sides"]] == ["contradicted", "supported"]


def test_fail_lines_name_the_sides_that_are_not_borne_out() -> None:
    """Editors and CI are led to the wrong figure, not to the right one."""
    (line,) = fail_lines_across(shown(), gazetteer().name_of)

    assert line.replace("\u00a0", " ") == (
        "desk.txt:1:27: disagreement: Nasdaq Composite, 8 Jan 2026: down 0.64 %; wire (wire.txt): down 0.44 %; "
        "tape: −0.44 %"
    )


@pytest.mark.parametrize("form", ["text", "jsonl", "html", "markdown"])
def test_the_command_tells_of_them_in_every_form(form: str, tmp_path, monkeypatch) -> None:
    """A folder of two articles that disagree says so in every form, and --fail-on disagreement exits with 3."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", WIRE), ("b.txt", DESK)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    given = ["audit", "a.txt", "b.txt", "--prices", str(prices()), "--published", AFTER_THE_BELL, "--format", form]
    result = CliRunner().invoke(app, given, catch_exceptions=False)
    failed = CliRunner().invoke(app, [*given, "--fail-on", "disagreement"], catch_exceptions=False)

    assert result.exit_code == 0
    assert ('"record": "disagreement"' if form == "jsonl" else "Sources disagree") in result.stdout
    assert failed.exit_code == 3
    assert failed.stderr.startswith("b.txt:1:27: disagreement: ")


def test_an_article_that_contradicts_itself_fails_as_a_disagreement(tmp_path, monkeypatch) -> None:
    """--fail-on disagreement takes an article's own figures too, and names where they stand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The Dow rose 270.03 points, or 0.65%, to 49,266.11 on Thursday.", encoding="utf-8")
    given = ["audit", "a.txt", "--prices", str(prices()), "--published", AFTER_THE_BELL, "--fail-on", "disagreement"]
    result = CliRunner().invoke(app, given, catch_exceptions=False)

    assert result.exit_code == 3
    assert result.stderr.startswith("a.txt:1:14: disagreement: Dow Jones Industrial Average: the article's own figures")


def test_notices_are_shown_before_the_claims() -> None:
    """In the terminal, on the page and in Markdown an article's notices stand before its claims."""
    audit = audited("The Dow rose 270.03 points, or 0.65%, to 49,266.11 on Thursday.")
    parts: list[str] = []
    render_html([audit], None, parts.append, gazetteer().name_of)
    for text, claim in (
        (render_text(audit, 200, False, gazetteer().name_of), "✗ contradicted"),
        (render_markdown(audit, gazetteer().name_of), "| **✗ contradicted**"),
        ("".join(parts), "Contradicted by the tape"),
    ):
        assert 0 <= text.find("own figures disagree") < text.index(claim)
