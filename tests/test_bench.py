"""The benchmarks run and say every figure; how fast the rules are is no matter of tests, what they catch is."""

import importlib.machinery
import importlib.util
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "scripts" / "bench_rules"
ERRORS = ROOT / "scripts" / "bench_errors"
TYPES = (
    *("sign", "digit swap", "magnitude", "neighbouring index", "off by one session", "wrong base or period"),
    *("wrong unit", "record or streak"),
)


def _bench(*arguments, script=BENCH):
    return subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, timeout=180, check=False
    )


def test_short_run_prints_every_section():
    """A short run measures all five sections, says an aim on each, and exits with 0 whatever it finds."""
    done = _bench("--short")

    assert (done.returncode, done.stderr) == (0, "")
    sections: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if not line.startswith(" "):
            sections[line.partition(":")[0]] = []
        else:
            sections[list(sections)[-1]].append(line)
    assert list(sections) == ["rules", "article", "cold", "scaling", "memory"]
    for lines in sections.values():
        measured = [line for line in lines if " aim at " in line]
        assert measured
        assert all(line.endswith((": ok", ": MISSED")) for line in measured)
    for figure in ("words/s", "spaCy", "median", "95th percentile", "peak memory", "--help", "doubling"):
        assert figure in done.stdout
    assert "exit code" not in done.stdout


def test_bench_refuses_prices_that_are_not_there():
    """A folder of prices that does not exist is refused in one line, with no section measured."""
    done = _bench("--short", "--prices", "no-such-folder")

    assert done.returncode == 2
    assert done.stdout == ""
    assert "no-such-folder" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("script", [BENCH, ERRORS])
def test_bench_is_a_command(script):
    """The scripts can be run as they stand."""
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!/usr/bin/env python3\n")


def test_planted_errors_are_caught():
    """Of the errors planted by the sample's closes nine in ten of the catchable are caught, and nobody else accused."""
    done = _bench("--short", "--json", script=ERRORS)

    assert (done.returncode, done.stderr) == (0, "")
    total = json.loads(done.stdout)
    assert tuple(total["types"]) == TYPES
    assert total["all"]["planted"] >= 450
    assert abs(total["articles"] - 2 * total["with_close"]) <= 1
    assert total["true_claims_read"] >= 0.97 * total["true_claims"]
    assert total["labels"].get("contradicted", 0) <= 0.005 * total["findings"]
    assert total["planted_accused"] >= 0.95 * total["accused"]
    assert total["all"]["recall"] >= 0.9
    assert total["types"]["sign"]["recall"] >= 0.9
    for tally in total["types"].values():
        assert tally["planted"] >= 20
        assert 0.4 * tally["planted"] <= tally["catchable"] <= tally["planted"]
        told = tally["caught"] + tally["ambiguous"] + tally["unverifiable"] + tally["missed"]
        assert told == tally["catchable"]


def test_errors_are_the_same_for_a_seed_and_others_for_another():
    """The same seed gives the same counts with one process as with two, another seed other ones."""
    first, again, other = (
        _bench("--json", "--n", "60", *more, script=ERRORS).stdout
        for more in (("--jobs", "1"), ("--jobs", "2"), ("--jobs", "1", "--seed", "2"))
    )

    assert json.loads(first)["all"]["planted"] >= 60
    assert first == again != other


@pytest.fixture(scope="module")
def errors():
    """The script as a module, with the judge that decides by the sample's closes what may be contradicted."""
    loader = importlib.machinery.SourceFileLoader("bench_errors", str(ERRORS))
    spec = importlib.util.spec_from_loader("bench_errors", loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_errors"] = module
    loader.exec_module(module)
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import open_bars

    prices = open_bars((ROOT / "corpus" / "sample" / "prices",), gazetteer().mic_of)
    return module, module.Judge(module.Tape(prices))


@pytest.mark.parametrize(
    ("told", "scene", "excuse"),
    [
        # On 8 January 2026 the Dow rose 270.03 points, or 0.55%, to 49,266.11; its high was +0.74%, its low −0.42%.
        (("percent", "0.6", 1), {}, "default"),
        (("percent", "0.7", 1), {}, "default"),  # a near miss, and the session's high
        (("percent", "0.8", 1), {}, None),
        (("percent", "0.74", 1), {}, "extreme"),
        (("percent", "0.73", 1), {}, None),
        (("percent", "0.3", 1), {}, None),
        (("percent", "0.3", 1), {"hour": None}, "inside the session"),
        (("percent", "0.3", 1), {"hour": None, "has_close": True}, None),
        (("percent", "0.3", 1), {"is_live": True}, "inside the session"),
        (("percent", "0.55", -1), {}, None),
        (("percent", "0.94", -1), {}, None),  # the day before
        (("percent", "0.94", -1), {"is_named": False}, "neighbouring session"),
        (("percent", "0.60", 1), {}, None),
        (("percent", "0.60", 1), {"hour": 10}, "default"),  # ten minutes after the bell
        (("points", "300", 1), {}, "default"),  # a round number
        (("points", "310", 1), {}, None),
        (("points", "303", 1), {}, None),
        (("points", "0.55", 1), {}, None),
        (("level", "49,266.21", 0), {}, None),
        (("level", "49,357.74", 0), {}, "extreme"),
        (("level", "48,996.08", 0), {}, None),
        (("streak", "third", 1), {}, None),
    ],
)
def test_what_may_be_contradicted_is_decided_by_the_rules(errors, told, scene, excuse):
    """The script's own arithmetic excuses what a fair reading admits, and nothing else."""
    module, judge = errors
    day = date(2026, 1, 8)
    measure, text, sign = told
    hour = scene.get("hour", 90)
    instant = None if hour is None else module.sessions.close_instant("XNYS", day) + module.timedelta(minutes=hour)
    span = module.Span("d", day, day, day)
    figure = module.Figure("^DJI", module.Measure(measure), span, text, sign)
    place = module.Scene(
        day,
        module.Published(day, instant),
        "",
        day,
        scene.get("is_named", True),
        scene.get("has_close", False),
        scene.get("is_live", False),
    )

    assert judge.excuse(figure, place) == excuse


def test_the_judge_of_errors_is_none_of_those_judged():
    """What may be contradicted is worked out without the package's own judgement."""
    assert "extractor.verify" not in ERRORS.read_text("utf-8")
