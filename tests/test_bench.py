"""The benchmark of the rules runs and says every figure; how fast it finds them is no matter of tests."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "scripts" / "bench_rules"


def _bench(*arguments):
    return subprocess.run(
        [sys.executable, str(BENCH), *arguments], capture_output=True, text=True, timeout=180, check=False
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


def test_bench_is_a_command():
    """The script can be run as it stands."""
    assert os.access(BENCH, os.X_OK)
    assert BENCH.read_text("utf-8").startswith("#!/usr/bin/env python3\n")
