"""Scores on the gold that may not fall, and the digests of what they were set on.

`tests/data/gold_floors.json` holds for each part its floors, the highest that each has ever been, and why
one stands below that. A floor cannot be lowered without saying so there.
"""

import hashlib
import json
import subprocess
import sys

import pytest
from scoring import DATA, ROOT, SHARED

from extractor.evaluation.gold import read_gold
from extractor.evaluation.score import ALL, Score, score_articles
from extractor.market.instruments import gazetteer
from extractor.pipeline import Auditor, open_bars
from extractor.records import Article

FLOORS = json.loads((DATA / "gold_floors.json").read_text(encoding="utf-8"))
GOLD = ROOT / "corpus" / "gold"
# What may not rise, where all else may not fall.
CEILINGS = {"wrongly_contradicted"}


@pytest.mark.parametrize("name", sorted(FLOORS["digests"]))
def test_the_gold_is_what_the_floors_were_set_on(name: str) -> None:
    """A changed gold file changes what the floors mean."""
    assert hashlib.sha256((GOLD / name).read_bytes()).hexdigest() == FLOORS["digests"][name]


def test_every_gold_file_has_its_digest() -> None:
    """No file of the gold goes unnoticed."""
    names = {str(path.relative_to(GOLD)) for part in ("dev", "test") for path in (GOLD / part).glob("*.jsonl")}

    assert names | {"wording.jsonl"} == set(FLOORS["digests"])


@pytest.mark.parametrize("part", ["dev", "test"])
def test_no_floor_is_lowered_without_a_reason(part: str) -> None:
    """A floor is the highest that it has been, or `lowered` says why it is not."""
    for name, (floor, best) in FLOORS[part].items():
        is_lowered = floor > best if name in CEILINGS else floor < best
        assert not is_lowered or FLOORS["lowered"].get(f"{part}.{name}"), f"{part}.{name} was lowered without a reason"


def scored(part: str) -> Score:
    """Score one part of the gold."""
    auditor = Auditor(gazetteer(), open_bars([SHARED / "prices"], gazetteer().mic_of))
    pairs = (
        (gold, auditor.audit(Article(gold.article_id, gold.text, gold.article_id, published=gold.published)).findings)
        for gold in read_gold([GOLD / part])
    )
    return score_articles(pairs)[ALL]


@pytest.mark.skipif(not (SHARED / "prices").is_dir(), reason="../shared/prices is absent")
@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_gold_is_read_and_judged_as_well_as_before(part: str) -> None:
    """Detection, periods and verdicts do not fall, and no more is wrongly contradicted, on either part."""
    score = scored(part)
    for name, (floor, _) in FLOORS[part].items():
        value = getattr(score, name).value
        assert value is not None
        assert value <= floor if name in CEILINGS else value >= floor, f"{part}: {name} is {value:.4f}, floor {floor}"


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="../shared/data is absent")
def test_real_wording_is_read_as_well_as_before() -> None:
    """Detection and subjects on headlines and messages that others wrote do not fall."""
    script = [sys.executable, str(ROOT / "scripts" / "score_wording"), "--data", str(SHARED / "data")]
    lines = subprocess.run(script, capture_output=True, text=True, check=True).stdout.splitlines()
    printed = {line.split()[0]: float(line.split()[1]) for line in lines}

    assert printed["F1"] >= FLOORS["wording"]["F1"]
    assert printed["subject"] >= FLOORS["wording"]["subject"]
