"""Verdicts redone from their lines: the same bytes from an honest line, and every deciding digit watched."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import test_phrases
import test_reconcile
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring import ROOT, SHARED
from typer.testing import CliRunner

from extractor.cli import app
from extractor.evaluation.gold import read_gold
from extractor.ingest.findings import read_finding
from extractor.ingest.read import read_inputs
from extractor.ingest.refused import Refused
from extractor.market.instruments import gazetteer
from extractor.market.series import Series
from extractor.pipeline import Auditor, open_bars
from extractor.prices import Prices
from extractor.records import Article, Basis, Dateline, Evidence, Finding, Published, Tried
from extractor.report.differences import differences, trigger_of
from extractor.report.jsonl import json_line
from extractor.verify.case import Case
from extractor.verify.reconcile import judge
from extractor.verify.redo_windows import window_symbols
from extractor.verify.replay import Replayed, Way, replay
from extractor.verify.tape import Bars

SAMPLE = ROOT / "corpus" / "sample"
SEEDS = {"000": "2026-01-08", "001": "2025-07-02", "002": "2025-08-27", "003": "2026-01-02", "004": "2025-10-10"}
needs_prices = pytest.mark.skipif(not (SHARED / "prices").is_dir(), reason="../shared with prices is absent")
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="../shared with seeds is absent")


class NoBars:
    """Bars that nobody may ask for."""

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Fail: what is asked for bars is not redone from its line alone."""
        raise AssertionError(symbol)


class Held:
    """Series held in memory."""

    def __init__(self, *held: Series) -> None:
        self.held = held

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return the series of `symbol`."""
        return tuple(series for series in self.held if series.symbol == symbol)


def redone(line: str, bars: Bars) -> Replayed:
    """Redo the verdict of a line that can be read."""
    finding = read_finding(line)
    assert finding is not None
    if isinstance(bars, Prices):
        bars.load(window_symbols(finding))
    return replay(finding, bars, gazetteer())


def told(line: str, bars: Bars) -> str:
    """Return what is different when a line is redone; empty where nothing is."""
    made = redone(line, bars)
    return made.remark or "; ".join(map(str, differences(line, json_line(made.finding))))


def ways_of(findings: Iterator[Finding], bars: Bars) -> Counter[str]:
    """Redo the verdicts of all findings; every one comes out as it was."""
    ways: Counter[str] = Counter()
    wrong = []
    for finding in findings:
        line = json_line(finding)
        ways[redone(line, bars).way.value] += 1
        if difference := told(line, bars):
            wrong.append(f"{finding.sentence}: {difference}")
    assert wrong == []
    return ways


@cache
def prices(folder: Path) -> Prices:
    return open_bars([folder], gazetteer().mic_of)


@cache
def sample() -> tuple[Finding, ...]:
    """Audit the sample by its own prices."""
    auditor = Auditor(gazetteer(), prices(SAMPLE / "prices"))
    read = read_inputs([SAMPLE / "articles"], published=None, stdin=None)
    return tuple(f for article in read if isinstance(article, Article) for f in auditor.audit(article).findings)


# -- honest lines come out the same --------------------------------------------------------------


def test_the_sample_replays_to_the_same_bytes() -> None:
    """Every verdict of the sample comes out as it stands: most from the line, the windows from the prices beside it."""
    ways = ways_of(iter(sample()), prices(SAMPLE / "prices"))

    assert ways["line"] > 300
    assert ways["window"] > 10
    assert ways["nothing"] > 0


@needs_prices
@needs_seeds
@pytest.mark.parametrize("number", sorted(SEEDS))
def test_the_seeds_replay_to_the_same_bytes(number: str) -> None:
    """Every verdict of the five articles that started the project comes out as it stands."""
    auditor = Auditor(gazetteer(), prices(SHARED / "prices"))
    (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    (article,) = read_inputs([path], published=Published.parse(SEEDS[number]), stdin=None)
    assert isinstance(article, Article)

    assert ways_of(iter(auditor.audit(article).findings), prices(SHARED / "prices"))["line"] > 0


@needs_prices
def test_the_gold_replays_to_the_same_bytes() -> None:
    """Every verdict of the gold that may be looked at comes out as it stands."""
    auditor = Auditor(gazetteer(), prices(SHARED / "prices"))
    findings = (
        finding
        for gold in read_gold([ROOT / "corpus" / "gold" / "dev"])
        for finding in auditor.audit(
            Article(gold.article_id, gold.text, gold.article_id, published=gold.published)
        ).findings
    )
    ways = ways_of(findings, prices(SHARED / "prices"))

    assert ways["line"] > 300
    assert ways["window"] > 100


SHORT = [
    "The S&P 500 fell 0.7% on Thursday.",
    "The S&P 500 fell 50 points on Thursday.",
    "The S&P 500 closed at 6,950 on Thursday.",
    "The S&P 500 rose to 7,000 on Thursday.",
    "The S&P 500 hit 7,035 on Thursday.",
    "The S&P 500 fell as much as 1% on Thursday.",
    "The S&P 500 fell as much as 1.4% on Thursday.",
    "The S&P 500 fell nearly 1% on Thursday.",
    "The S&P 500 fell between 0.6% and 0.8% on Thursday.",
    "The S&P 500 fell 1% on Thursday.",
    "The S&P 500 fell 0.57% on Thursday.",
    "The S&P 500 fell 0.6% on Thursday.",
    "The S&P 500 fell 0.8% on Thursday.",
    "The S&P 500 rose 0.7% on Thursday.",
    "The S&P 500 rose 1.01%.",
    "The S&P 500 rose 3.3% on Thursday.",
    "The S&P 500 rose on Thursday.",
    "The S&P 500 was little changed on Thursday.",
    "Intel was little changed on Thursday.",
    "Shares of Apple fell on Thursday.",
    "The Dow gained 300 points on Thursday.",
    "The Nasdaq Composite rose 2.1% on Thursday.",
    "Technology stocks rose 0.7% on Thursday.",
    "Technology stocks rose 1.7% on Thursday.",
    "Energy stocks fell 0.2% on Thursday.",
    "The 10-year Treasury yield rose 5 basis points on Thursday.",
    "The 10-year Treasury yield rose 9 basis points on Thursday.",
    "The 10-year Treasury yield rose 19 basis points on Thursday.",
    "The 10-year Treasury yield rose to 4.19% on Thursday.",
    "The 10-year Treasury yield fell on Thursday.",
    "Microsoft rose 2% on Thursday.",
    "Netflix rose 2% on Thursday.",
    "Coca-Cola rose 1.4% on Thursday.",
    "Coca-Cola rose 5.4% on Thursday.",
    "Nvidia rose 5% on Thursday.",
    "The S&P 500 rose 2.2% this week.",
    "The S&P 500 could rise 2%.",
    "The Dow outpaced the S&P 500 on Thursday.",
]


@pytest.mark.parametrize("published", ["2026-01-08T22:00:00+00:00", "2026-01-08T17:00:00+00:00", "2026-01-08"])
@pytest.mark.parametrize("text", SHORT)
def test_a_short_verdict_follows_from_its_line_alone(text: str, published: str) -> None:
    """Whatever the label, nothing but the line is asked: of the evening, of midday, and of no hour."""
    findings = [judge(claim, test_reconcile.case(published)) for claim in test_reconcile.read(text).claims]

    assert findings
    for finding in findings:
        assert redone(json_line(finding), NoBars()).way is not Way.WINDOW
        assert told(json_line(finding), NoBars()) == ""


def test_the_short_verdicts_are_of_every_label() -> None:
    """The texts above come to each label, with other readings that hold and that do not."""
    found = [judge(claim, test_reconcile.case()) for text in SHORT for claim in test_reconcile.read(text).claims]

    assert {f.verdict.label.value for f in found} == {"supported", "ambiguous", "contradicted", "unverifiable"}
    assert {tried.holds for f in found for tried in f.verdict.tried} == {True, False}


LONG = [
    "The Dow closed at its highest level in three months on Tuesday.",
    "The Dow closed at its lowest level in three months on Tuesday.",
    "The Dow hit its highest level in three months on Tuesday.",
    "The Dow hit an intraday record high on Tuesday.",
    "The Dow closed at a 52-week high on Tuesday.",
    "The Dow closed at a record high on Tuesday.",
    "The Dow closed at a record low on Tuesday.",
    "The Dow closed at its highest level since March 20 on Tuesday.",
    "The Dow closed 2% below its record high on Tuesday.",
    "The Dow closed 9% above its 52-week low on Tuesday.",
    "The Dow is in a bear market.",
    "The Dow rose on Tuesday, its longest winning streak since November.",
    "The Dow had its best first half since 2020.",
    "The Dow rose on Tuesday for a third straight session.",
    "The Dow fell for a third straight month.",
    "On Monday the Dow snapped a three-day winning streak.",
    "The Dow had its best day since March 20 on Tuesday.",
    "The Dow had its worst day since March 20 on Tuesday.",
    "The Dow had its second-best day since March 20 on Tuesday.",
    "The Dow had its best week since January.",
    "The Dow had its best day of the year on Tuesday.",
    "The Dow formed a golden cross on Tuesday.",
    "The Dow closed above its 200-day moving average on Tuesday.",
    "The Dow closed below its 200-day moving average on Tuesday.",
    "On Tuesday the Dow closed above its 200-day average for the first time since Nov. 3.",
    "The Dow closed above 132 for the first time on Tuesday.",
    "The Dow closed above 131.5 for the first time since March 20 on Tuesday.",
    "The Dow set a record, with its worst day since March 20.",
]


def tape(n_before: int = 0, high: float = 0.0) -> Series:
    """Make the Dow of test_phrases, without its first bars; `high` is added to each close for the session's high."""
    closes = test_phrases.closes()[n_before:]
    days = [day.toordinal() for day in test_phrases.DAYS[n_before:]]
    highs, lows = [close + high for close in closes], [close - high for close in closes]
    return Series("^DJI", Basis.AS_TRADED, "made", days, closes, None, highs, lows)


def long_findings(series: Series) -> list[Finding]:
    known = Published.parse("2026-03-31T22:00:00+00:00")
    case = Case(Held(series), gazetteer(), Dateline(known.day, known.instant, "given"), {})
    texts = [test_phrases.annotate_text("", text, (), test_phrases.NAMES, date(2026, 3, 31)) for text in LONG]
    return [judge(claim, case) for text in texts for claim in text.claims if claim.kind in test_phrases.WINDOW]


@pytest.mark.parametrize("high", [0.0, 1.5, 6.0])
def test_a_window_is_held_again_against_its_own_bars(high: float) -> None:
    """Records, ranks, streaks and crossings follow from their window and what was asked of it, whatever the label."""
    findings = long_findings(tape(high=high))

    assert len({finding.verdict.label for finding in findings}) == 4
    assert ways_of(iter(findings), Held(tape(high=high)))["window"] > 15


def test_bars_beside_the_window_change_nothing() -> None:
    """More bars, before a window and after it, and bars of other sources, leave what was written as it is."""
    findings = long_findings(tape(n_before=40))
    held = tape()
    other = Series("^DJI", Basis.AS_TRADED, "other", held.days, [9.0] * len(held))

    assert ways_of(iter(findings), Held(other, held))["window"] > 15


def test_a_fresh_process_replays_what_another_wrote(tmp_path: Path) -> None:
    """Written by one process and read by the next, the sample comes out the same, and the counts are told."""
    command = [sys.executable, "-m", "extractor.cli"]
    given = [str(SAMPLE / "articles"), "--prices", str(SAMPLE / "prices"), "--format", "jsonl", "--out", "found.jsonl"]
    environ = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": ""}
    for arguments in (["audit", *given], ["replay", "found.jsonl", "--sample"]):
        done = subprocess.run([*command, *arguments], cwd=tmp_path, env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    n = len(sample())
    assert re.fullmatch(
        rf"{n} verdicts: \d+ replayed from the line, \d+ from a window, \d+ with nothing to redo, 0 different, 0 that cannot be redone\n",
        done.stdout,
    )


# -- dishonest ones do not ------------------------------------------------------------------------


@cache
def lines() -> tuple[str, ...]:
    """Return the lines of the sample that have bars."""
    return tuple(json_line(finding) for finding in sample() if finding.verdict.evidence is not None)


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where the strings with a digit stand that a verdict follows from."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*path, key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from places(one, (*path, i))
    elif isinstance(value, str) and re.search("[0-9]", value) and DECIDING.fullmatch("/".join(map(str, path))):
        yield path


DECIDING = re.compile(
    r"quantity/(value|low|high)|period/(first|last)|verdict/(note|actual|reading/last|correction/\d/now)"
    r"|verdict/(tried/\d/)?(actual|evidence/(bars/\d+/[12]|window/(first|last|sha256)|asked/(since|named|until)))"
)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_change_in_any_deciding_digit_is_seen(data: st.DataObject) -> None:
    """One digit changed in a value, an interval, a bar, a day, a digest or the note's sum makes a line differ."""
    row = json.loads(data.draw(st.sampled_from(lines())))
    # Where an end of the Fed's target range stood, or when it stepped, is told of a time around the period, not of its days.
    formula = row["verdict"]["evidence"]["formula"]
    is_around = formula == "target range" or (formula.startswith("target range") and row["period"]["text"])
    # The ends of a range are as written: they are no interval of a number, with which they would have to agree.
    is_range = row["quantity"] is not None and row["quantity"]["bound"] == "between"
    stated = {"period"} if is_around else {"quantity"} if is_range else set()
    spans = {row["verdict"]["reading"]["first"], row["verdict"]["reading"]["last"]}
    # So is the day, of a longer period, that a high, low or level other than its last is of.
    is_loose = len(spans) > 1
    paths = [
        path
        for path in places(row)
        if path[0] not in stated and not (is_loose and path[-1] == 1 and "window" not in path)
    ]
    path = data.draw(st.sampled_from(paths))
    holder = row
    for key in path[:-1]:
        holder = holder[key]
    text = holder[path[-1]]
    told_sum = text.partition(". ")[0] if path[-1] == "note" and text.startswith("It was") else text
    digits = [i for i, letter in enumerate(told_sum) if letter in "0123456789"]
    assume(path[-1] != "note" or told_sum is not text)
    if "bars" in path and path[-1] == 2:
        digits = digits[:-1]  # the last of many may be lost where a share is rounded to four places
    assume(digits)
    i = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([it for it in "0123456789" if it != text[i]]))
    holder[path[-1]] = text[:i] + digit + text[i + 1 :]
    line = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    with suppress(Refused):  # a day that there is not
        assert told(line, prices(SAMPLE / "prices")), "/".join(map(str, path))


@pytest.mark.parametrize("line", range(0, 360, 9))
def test_another_label_is_seen(line: int) -> None:
    """A verdict with another label than follows from its bars differs."""
    row = json.loads(lines()[line % len(lines())])
    for label in {"supported", "ambiguous", "contradicted", "unverifiable"} - {row["verdict"]["label"]}:
        changed = {**row, "verdict": {**row["verdict"], "label": label}}
        line_ = json.dumps(changed, ensure_ascii=False, separators=(", ", ": "))
        assert told(line_, prices(SAMPLE / "prices"))


def test_an_accusation_cannot_be_made_of_a_truth() -> None:
    """Label, reason and fault that go together, and do not follow from the bars, differ all the same."""
    (finding,) = [judge(claim, test_reconcile.case()) for claim in test_reconcile.read(SHORT[0]).claims]
    line = json_line(finding).replace('"supported"', '"contradicted"').replace('"rounded"', '"no_reading"')

    assert told(line.replace('"fault": null', '"fault": "magnitude"'), NoBars()) == (
        "stated label contradicted, came out supported; stated reason no_reading, came out rounded; "
        "stated fault magnitude, came out null"
    )


def one(text: str = SHORT[0]) -> dict:
    """Return the line of a short verdict as an object."""
    (finding,) = [judge(claim, test_reconcile.case()) for claim in test_reconcile.read(text).claims]
    return json.loads(json_line(finding))


def written(row: dict) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("close × previous close", "which is not known"),
        ("close − previous close", "which does not give the claim's unit"),
        ("close", "which does not give the claim's unit"),
        ("__import__('os')", "which is not known"),
        ("x" * 5000, "which is not known"),
    ],
)
def test_an_unknown_formula_is_named(formula: str, words: str) -> None:
    """A formula that is not of the table is named, in few words, and never reckoned with."""
    row = one()
    row["verdict"]["evidence"]["formula"] = formula
    difference = told(written(row), NoBars())

    assert words in difference
    assert formula[:40] in difference
    assert len(difference) < 200


@pytest.mark.parametrize(
    ("bars", "words"),
    [
        ([], "not those of"),
        ([["^GSPC", "2026-01-07", "0"], ["^GSPC", "2026-01-08", "6950.00"]], "a base of 0"),
        ([["^GSPC", "2026-01-06", "7000.00"], ["^GSPC", "2026-01-08", "6950.00"]], "the session right before"),
        ([["^GSPC", "2026-01-07", "7000.00"], ["^GSPC", "2026-01-07", "6950.00"]], "where the period ends"),
        ([["^DJI", "2026-01-07", "7000.00"], ["^GSPC", "2026-01-08", "6950.00"]], "not those of"),
        ([["^GSPC", "2026-01-07", "7000.00", "low"], ["^GSPC", "2026-01-08", "6950.00"]], "not those of"),
        ([["^GSPC", "2026-01-07", "NaN"], ["^GSPC", "2026-01-08", "6950.00"]], "no price"),
        ([["^GSPC", "2026-01-07", "1e99"], ["^GSPC", "2026-01-08", "6950.00"]], "no price"),
        ([["^GSPC", "yesterday", "7000.00"], ["^GSPC", "2026-01-08", "6950.00"]], "symbol, day and value"),
        ([["^GSPC", "2026-01-07", "7" * 99], ["^GSPC", "2026-01-08", "6950.00"]], "symbol, day and value"),
        ([["^GSPC"], ["^GSPC", "2026-01-08", "6950.00"]], "symbol, day and value"),
        ([["^GSPC", "2026-01-07", "7000.00"]] * 21, "expected 20 at most"),
    ],
)
def test_bars_that_cannot_be_are_named(bars: list[list[str]], words: str) -> None:
    """Bars of another day, instrument or number than the formula takes are named, whatever stands in them."""
    row = one()
    row["verdict"]["evidence"]["bars"] = bars

    assert words in told(written(row), NoBars())


def test_a_reading_without_its_bars_is_named() -> None:
    """A reading that was tried and shows no bars cannot be redone."""
    row = one("The S&P 500 rose 3.3% on Thursday.")
    row["verdict"]["tried"][1]["evidence"] = None

    assert "without its bars" in told(written(row), NoBars())


def test_a_verdict_without_a_bar_abstains() -> None:
    """Without bars nothing is supported, ambiguous or contradicted, and nothing has a value."""
    row = one()
    row["verdict"]["evidence"] = None

    assert "without a bar" in told(written(row), NoBars())
    row["verdict"] |= {"label": "unverifiable", "reason": "forecast"}
    assert "actual" in told(written(row), NoBars())


def test_changed_prices_are_seen() -> None:
    """A bar within the window that is not as it was changes the digest, though the verdict stays."""
    findings = [f for f in long_findings(tape()) if f.verdict.evidence is not None]
    held = tape()
    changed = list(held.closes)
    changed[-30] += 0.01
    other = Series("^DJI", Basis.AS_TRADED, "made", held.days, changed, None, held.highs, held.lows)
    seen = [told(json_line(f), Held(other)) for f in findings if f.verdict.evidence.window.count > 30]

    assert seen
    assert all("sha256" in difference for difference in seen)


def test_a_window_that_is_not_held_is_named() -> None:
    """Where the prices do not hold the bars of a window, its verdict is not redone, and says so."""
    finding = long_findings(tape())[0]

    assert "got no bars of ^DJI from made" in told(json_line(finding), Held())
    assert "got no bars of ^DJI from made" in told(json_line(finding), Held(tape(n_before=300)))


def test_another_form_of_a_line_is_no_difference() -> None:
    """A line written with other spaces or escapes says the same; one with another value or key does not."""
    row = one()

    assert told(written(row), NoBars()) == ""
    assert told(json.dumps(row), NoBars()) == ""  # with escapes
    assert told(written(row).replace(", ", ",", 1), NoBars()) == ""
    assert "more" in told(written({**row, "more": 1}), NoBars())


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_whatever_stands_in_a_line_is_refused_redone_or_named(data: st.DataObject) -> None:
    """Values of other types, sizes and records in any place raise nothing but Refused."""
    row = json.loads(data.draw(st.sampled_from(lines())))
    holder: object = row
    while isinstance(holder, dict | list) and holder:
        key = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        if not isinstance(holder[key], dict | list) or data.draw(st.integers(0, 9)) == 0:
            holder[key] = data.draw(st.sampled_from(HOSTILE))
            break
        holder = holder[key]
    with suppress(Refused):
        told(written(row), prices(SAMPLE / "prices"))


HOSTILE = [
    *(None, True, -1, 0, 10**30, 1.5, "", [], {}, [[]], "x" * 300, "^GSPC", "XLK, XLE", "sector:Technology"),
    *("0", "-0.0", "1e5", "NaN", "9" * 24 + "." + "9" * 40, "0." + "0" * 39 + "1", "1" * 99),
    *("0001-01-01", "9999-12-31", "1969-12-31", "percent", "week", "golden", "off", "level", "average", "between"),
    *("streak", "rank", "cross", "extremum", "comparison", "breadth", "change", "close", "target range", "about"),
]


# -- the command ----------------------------------------------------------------------------------


def run(*arguments: object, given: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["replay", *map(str, arguments)], input=given, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, and no settings but its own."""
    monkeypatch.delenv("TAPECHECK_PRICES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_lines_of_other_records_are_passed_over(alone: Path) -> None:
    """Articles, mentions and drops are no verdicts; a file of them alone has nothing to redo, and that is all right."""
    path = alone / "a.jsonl"
    path.write_text('{"record": "article"}\n\n{"record": "drop"}\n{"record": "mention"}\n')

    assert run(path) == (
        0,
        "0 verdicts: 0 replayed from the line, 0 from a window, 0 with nothing to redo, 0 different, 0 that cannot be redone\n",
        "",
    )


def test_a_broken_line_is_refused_and_named(alone: Path) -> None:
    """What is no finding is refused by file and line, the others are redone, and the exit code is 1."""
    path = alone / "a.jsonl"
    broken = ["{", "[1]", '{"record": "claim"}', '{"a": ' + "9" * 5000 + "}", '{"record": "verdict"}', "[" * 100_000]
    path.write_bytes(b"\n".join([json_line(judged()).encode(), *map(str.encode, broken), b"\xff\xfe"]) + b"\n")
    code, out, err = run(path)

    assert code == 1
    assert out.startswith("1 verdict: 1 replayed from the line")
    refused = err.splitlines()
    assert [line.partition(": ")[0] for line in refused] == [f"{path}:{n}" for n in range(2, 9)]
    assert all("expected" in line and len(line) < 300 for line in refused)


def test_a_line_too_long_is_refused(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is read up to a bound, and passed over beyond it."""
    monkeypatch.setattr("extractor.ingest.findings.MAX_LINE_BYTES", 10_000)
    path = alone / "a.jsonl"
    path.write_text("x" * 25_000 + "\n" + json_line(judged()) + "\n")
    code, out, err = run(path)

    assert (code, out.startswith("1 verdict: 1 replayed")) == (1, True)
    assert f"{path}:1: got a line of more than 10,000 bytes" in err


@pytest.mark.parametrize("content", [b"", b"\n\n", b"no\nfindings\n"])
def test_nothing_readable_is_nothing_done(alone: Path, content: bytes) -> None:
    """A file in which no line can be read ends with 2."""
    path = alone / "a.jsonl"
    path.write_bytes(content)
    code, out, err = run(path)

    assert (code, out) == (2, "")
    assert "expected lines of `tapecheck audit --format jsonl`" in err


def test_a_missing_file_is_named(alone: Path) -> None:
    """A path to nothing, or to a folder, is one line and 2."""
    for path in ("nowhere.jsonl", str(alone)):
        code, out, err = run(path)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert path in err


def judged() -> Finding:
    (finding,) = [judge(claim, test_reconcile.case()) for claim in test_reconcile.read(SHORT[0]).claims]
    return finding


def test_a_difference_is_named_and_ends_with_three(alone: Path) -> None:
    """The claim's id and trigger, what is stated and what came out stand on one line; a refusal beside it stays 3."""
    line = json_line(judged())
    path = alone / "a.jsonl"
    path.write_text(f"{line}\n" + line.replace('"actual": "-0.7143"', '"actual": "-0.7144"') + "\nbroken\n")
    code, out, _ = run(path)

    assert code == 3
    assert out.splitlines() == [
        f"{path}:2: {judged().claim_id} “0.7”: stated actual -0.7144, came out -0.7143",
        "2 verdicts: 1 replayed from the line, 0 from a window, 0 with nothing to redo, 1 different, 0 that cannot be redone",
    ]


def test_a_window_without_bars_is_counted_apart(alone: Path) -> None:
    """Nobody has confirmed it: it is no difference, and no success either; with the sample's prices it is redone."""
    line = next(line for line in lines() if json.loads(line)["verdict"]["evidence"].get("window"))
    path = alone / "a.jsonl"
    path.write_text(f"{line}\n")
    code, out, _ = run(path)

    assert code == 3
    assert "cannot be redone: got" in out
    assert out.endswith("0 different, 1 that cannot be redone\n")
    assert run(path, "--sample")[0] == 0


@pytest.mark.usefixtures("alone")
def test_standard_input_is_read() -> None:
    """`-` reads what audit writes beside it."""
    code, out, err = run("-", given=f"{json_line(judged())}\n".encode())

    assert (code, err) == (0, "")
    assert out.startswith("1 verdict: 1 replayed from the line")


def test_strangers_words_steer_no_terminal(alone: Path) -> None:
    """What a line says is shown in one line, without what would steer a terminal."""
    row = json.loads(json_line(judged()))
    row["claim_id"], row["quantity"]["text"] = "\x1b[2J\n", "\x9b1\u202e"
    row["verdict"]["actual"] = "-0.7144"
    path = alone / "a.jsonl"
    path.write_text(json.dumps(row) + "\n")
    code, out, _ = run(path)

    assert code == 3
    assert len(out.splitlines()) == 2
    assert not set(out) & set("\x1b\x9b\u202e")


def test_the_trigger_is_found_in_its_sentence() -> None:
    """A claim with no number of its own is named by the words of its sentence that make it."""
    text = "It was quiet. The S&P 500 fell on Thursday."
    (finding,) = [judge(claim, test_reconcile.case()) for claim in test_reconcile.read(text).claims]

    assert trigger_of(finding) == "fell"
    assert trigger_of(replace(finding, subject=None)) == finding.sentence


def test_every_evidence_has_a_line_of_its_own() -> None:
    """What a reading rests on is a record that comes back from its line as it was."""
    for finding in sample():
        back = read_finding(json_line(finding))
        assert back is not None
        assert json_line(back) == json_line(finding)
        evidences = [finding.verdict.evidence, *(tried.evidence for tried in finding.verdict.tried)]
        assert all(isinstance(it, Evidence | None) for it in evidences)
        assert all(isinstance(it, Tried) and it.evidence is not None for it in finding.verdict.tried)
