"""Scores that may not fall: the labelled sentences and the sample, with their digests."""

import hashlib
import json

import pytest
from sample_scoring import SAMPLE, score_sample
from scoring import DATA, SHARED, Score, score_sentences

from extractor.market.instruments import gazetteer
from extractor.pipeline import Auditor, open_bars

HALVES = [
    "sentences_blind",
    "sentences_tuned",
    "articles_a",
    "articles_b",
    "articles_c",
    "articles_d",
    "articles_e",
    "articles_f",
    "articles_g",
    "articles_h",
    "articles_i",
    "articles_j",
    "articles_k",
]
FLOORS = json.loads((DATA / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "tests/data/sentences_blind.jsonl",
        "tests/data/sentences_tuned.jsonl",
        "corpus/sample/gold.jsonl",
        *(f"tests/data/articles_{s}.jsonl" for s in "abcdefghijk"),
    ],
)
def test_gold_is_the_gold_that_the_floors_were_set_on(name: str) -> None:
    """A changed gold file changes what the floors mean, so its digest is pinned beside them."""
    path = SAMPLE.parent.parent / name

    assert hashlib.sha256(path.read_bytes()).hexdigest() == FLOORS["digests"][name]


def hold(score: Score, floor: dict[str, float]) -> None:
    print(score)
    assert score.precision >= floor["precision"]
    assert score.recall >= floor["recall"]
    if "verdicts" in floor:
        assert score.verdicts >= floor["verdicts"]
        assert score.false_alarms + score.stray_alarms <= floor["false_alarms"]


@pytest.mark.parametrize("half", HALVES)
def test_sentences_are_read_as_well_as_before(half: str) -> None:
    """Detection with subject and kind does not fall below its floor, prices or none."""
    auditor = Auditor(gazetteer(), open_bars([], gazetteer().mic_of))

    hold(score_sentences(DATA / f"{half}.jsonl", auditor, judged=False), FLOORS[half]["reading"])


@pytest.mark.skipif(not (SHARED / "prices").is_dir(), reason="../shared/prices is absent")
@pytest.mark.parametrize("half", HALVES)
def test_sentences_are_judged_as_well_as_before(half: str) -> None:
    """Verdicts on what is found do not fall below their floor, nor false alarms rise."""
    auditor = Auditor(gazetteer(), open_bars([SHARED / "prices"], gazetteer().mic_of))

    hold(score_sentences(DATA / f"{half}.jsonl", auditor, judged=True), FLOORS[half]["judging"])


def test_the_sample_is_read_and_judged_as_well_as_before() -> None:
    """The sample, by its own closes, keeps its scores: planted errors found, no false alarm."""
    auditor = Auditor(gazetteer(), open_bars([SAMPLE / "prices"], gazetteer().mic_of))
    score, audits = score_sample(auditor)

    hold(score, FLOORS["sample"])
    assert len(audits) >= 12


def test_the_sample_has_no_more_closes_than_it_needs() -> None:
    """Facts typed for the sample stay few: at most 3,000 bars, each with its day and source."""
    lines = (SAMPLE / "prices" / "closes.csv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")

    assert len(lines) - 1 <= 3000
    assert all(len(line.split(",")) == len(header) and line.split(",")[header.index("source")] for line in lines[1:])
