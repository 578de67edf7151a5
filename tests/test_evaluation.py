"""Gold, what was found of it, and the shares that are printed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import InputError
from extractor.evaluation.gold import read_gold
from extractor.evaluation.score import Share, score_articles
from extractor.market.instruments import gazetteer
from extractor.pipeline import Auditor
from extractor.prices import open_prices
from extractor.records import Article

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"
TEXT = "The S&P 500 fell 0.7% on Thursday. The Dow rose 2% on Thursday."
FALL = {
    "start": 17,
    "end": 20,
    "kind": "change",
    "subject": "^GSPC",
    "direction": "down",
    "value": "0.7",
    "unit": "percent",
}
RISE = {"start": 48, "end": 49, "kind": "change", "subject": "^DJI", "direction": "up", "value": "2", "unit": "percent"}
THURSDAY = {"first": "2026-01-08", "last": "2026-01-08"}


def written(tmp_path: Path, *claims: dict) -> Path:
    """Write one article with claims as gold."""
    path = tmp_path / "gold.jsonl"
    row = {"id": "one", "published": "2026-01-08T17:30-05:00", "text": TEXT, "claims": list(claims)}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def scored(path: Path):
    """Score a gold file with the sample's prices."""
    auditor = Auditor(gazetteer(), open_prices([SAMPLE / "prices"], gazetteer().mic_of))
    return score_articles(
        (article, auditor.audit(Article(article.article_id, article.text, "one", published=article.published)).findings)
        for article in read_gold([path])
    )


def test_what_is_found_and_what_is_right_are_counted_apart(tmp_path: Path) -> None:
    """One of two is labelled with a verdict that the bars do not bear out, one is not labelled at all."""
    scores = scored(written(tmp_path, {**FALL, **THURSDAY, "label": ["supported"]}))["all"]

    assert (scores.recall.hits, scores.recall.of) == (1, 1)
    assert (scores.precision.hits, scores.precision.of) == (1, 2)
    assert (scores.period.hits, scores.sign.hits, scores.unit.hits) == (1, 1, 1)


def test_a_number_that_is_told_otherwise_is_not_found(tmp_path: Path) -> None:
    """Spans overlap and the subject is the same, the numbers are not."""
    scores = scored(written(tmp_path, {**RISE, **THURSDAY, "value": "3", "label": ["contradicted"]}))["all"]

    assert (scores.recall.hits, scores.recall.of) == (0, 1)


def test_what_may_be_missed_costs_nothing(tmp_path: Path) -> None:
    """An optional claim counts neither way."""
    scores = scored(
        written(
            tmp_path,
            {**FALL, "label": ["supported"], "optional": True},
            {**RISE, "kind": "other", "label": ["unverifiable"]},
        )
    )["all"]

    assert (scores.recall.of, scores.precision.of) == (0, 0)


def test_an_interval_holds_its_share() -> None:
    """Wilson's interval of 9 in 10 is 0.596 to 0.982 (E. B. Wilson, 1927)."""
    share = Share(9, 10)

    assert share.interval == pytest.approx((0.596, 0.982), abs=0.001)
    assert Share().interval is None


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": "x", "claims": [{"start": 0, "end": 9}]}']
)
def test_broken_gold_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    """File, line and what was expected stand in one message."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"gold\.jsonl:1: got .*expected"):
        list(read_gold([path]))


def test_gold_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are the user's to mend, and say so."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match=r"gold\.jsonl: got .*expected UTF-8"):
        list(read_gold([path]))


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    """The same counts either way; a path that is not there is one line and exit code 2."""
    path = written(tmp_path, {**FALL, **THURSDAY, "label": ["supported"]})
    runner = CliRunner()
    prices = ["--prices", str(SAMPLE / "prices")]

    table = runner.invoke(app, ["evaluate", str(path), *prices])
    values = runner.invoke(app, ["evaluate", str(path), *prices, "--json"])
    absent = runner.invoke(app, ["evaluate", str(tmp_path / "none"), *prices])

    assert table.exit_code == values.exit_code == 0
    assert "recall" in table.stdout
    assert json.loads(values.stdout)["all"]["recall"]["of"] == 1
    assert absent.exit_code == 2
    assert "expected labelled articles" in absent.stderr
