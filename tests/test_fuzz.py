"""The fuzz runs, tells what it finds, and finds nothing."""

import subprocess
import sys

import pytest
from scripting import SCRIPTS, load_script

fuzz = load_script("fuzz")


def test_short_run_finds_nothing():
    """A short run reads every text without a crash, and none so slowly that it must grow worse than linearly."""
    # Three times what the long run allows: machines that run tests are busy, and what is quadratic is slower yet.
    command = [sys.executable, str(SCRIPTS / "fuzz"), "--seconds", "12", "--seed", "7", "--limit", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.startswith("seed 7: ")
    assert done.stdout.endswith("all read within the limit\n")


def test_a_text_is_told_by_seed_and_number():
    """The same number of the same seed is the same text, of at most 64 KB; others differ."""
    texts = [fuzz.text_of(3, n) for n in range(12)]

    assert texts == [fuzz.text_of(3, n) for n in range(12)]
    assert len({*texts, fuzz.text_of(4, 0)}) == 13
    assert max(map(len, texts)) <= fuzz.LONGEST


def test_every_shape_can_be_drawn():
    """No shape of text fails on any length, and none is empty."""
    for shape in set(fuzz.SHAPES):
        for length in (60, 2_000):
            for n in range(20):
                assert shape(fuzz.random.Random(n), length)


@pytest.fixture
def _quick(monkeypatch):
    monkeypatch.setattr(fuzz, "WholeAudit", lambda: fuzz.read_numbers)


@pytest.mark.usefixtures("_quick")
def test_a_crash_is_told_and_cut_down(monkeypatch, tmp_path, capsys):
    """What crashes is written to a file as little more than what it crashes on, once a place, and the exit code is 1."""

    def broken(text):
        if "%" in text and "7" in text:
            raise KeyError("no such sign")
        return 0

    monkeypatch.setattr(fuzz, "read_claims", broken)
    code = fuzz.main(["--seconds", "1", "--out", str(tmp_path)])

    (found,) = tmp_path.iterdir()
    assert code == 1
    assert sorted(found.read_text("utf-8")) == ["%", "7"]
    assert f"claims: KeyError: 'no such sign': {found}" in capsys.readouterr().out


@pytest.mark.usefixtures("_quick")
def test_what_is_slow_is_told_and_cut_down(monkeypatch, tmp_path, capsys):
    """What takes too long twice is written to a file, as one short piece over and over."""

    def slow(text):
        until = fuzz.time.process_time() + 1e-7 * text.count("e") ** 2
        while fuzz.time.process_time() < until:
            pass
        return 0

    monkeypatch.setattr(fuzz, "read_claims", slow)
    monkeypatch.setattr(fuzz, "read_times", fuzz.read_numbers)
    monkeypatch.setattr(fuzz, "CUTTING", 1.0)
    long = next(n for n in range(50) if 2_500 < fuzz.text_of(0, n).count("e") < 5_000)  # 0.6 to 2.5 s
    code = fuzz.main(["--only", str(long), "--limit", "0.3", "--out", str(tmp_path)])

    (found,) = tmp_path.iterdir()
    text = found.read_text("utf-8")
    assert code == 1
    assert text.count("e") > 500
    assert " s: " in capsys.readouterr().out


@pytest.mark.usefixtures("_quick")
def test_what_never_ends_is_stopped(monkeypatch, tmp_path, capsys):
    """A text that would take forever is stopped, and told of."""

    def endless(text):
        while len(text) > 1_000:
            pass
        return 0

    monkeypatch.setattr(fuzz, "read_claims", endless)
    monkeypatch.setattr(fuzz, "CUTTING", 0.0)
    code = fuzz.main(["--only", "2", "--limit", "0.02", "--out", str(tmp_path)])

    assert code == 1
    assert "stopped after" in capsys.readouterr().out
