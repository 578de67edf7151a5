"""The commands: what they write, what they refuse and in which words, and the code they exit with."""

import errno
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from extractor import __version__
from extractor.cli import app

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
PRICES = ("--prices", str(SAMPLE / "prices"))
# On Tuesday 20 January 2026 the S&P 500 fell 2.06% and the Dow 1.76%; on Wednesday the S&P 500 rose 1.16%.
TRUE = "The Dow fell 1.8% on Tuesday.\n"
FALSE = "Stocks moved.\n\nThe Dow rose 5% on Tuesday.\n"
DAY = ("--published", "2026-01-20")


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    """Every test has an empty folder, and no settings but its own."""
    for name in [name for name in os.environ if name.startswith("TAPECHECK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")


def _run(*arguments, given=None):
    return CliRunner().invoke(app, [str(it) for it in arguments], input=given, catch_exceptions=False)


def _audit(*arguments, given=None, prices=PRICES):
    return _run("audit", *arguments, *prices, given=given)


def _write(name, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def _records(output, kind):
    rows = [json.loads(line) for line in output.splitlines()]
    return [row for row in rows if row["record"] == kind]


def _labels(output):
    return [row["verdict"]["label"] for row in _records(output, "claim")]


def _assert_refused(result, *words, code=2):
    """One line on standard error, with these words in it, nothing on standard output, and this code."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    for word in words:
        assert word in line


# What is written


def test_text_marks_the_article_and_lists_the_sums():
    """By default the article is shown with its claims marked, and the sum of each below it."""
    result = _audit(_write("a.txt", TRUE), *DAY)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "‹1.8%\u00a0✓›" in result.stdout
    assert "✓ supported" in result.stdout
    assert "48,488.59 / 49,359.33" in result.stdout.replace("\u00a0", " ")
    assert "1 claim: 1 supported." in result.stdout


def test_jsonl_is_an_object_a_line():
    """--format jsonl writes a line for the article and one for each claim, whose offsets count in the file."""
    result = _audit(_write("a.txt", FALSE), *DAY, "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    (article,) = _records(result.stdout, "article")
    assert article["path"] == "a.txt"
    (claim,) = _records(result.stdout, "claim")
    assert claim["verdict"]["label"] == "contradicted"
    assert FALSE[claim["start"] : claim["end"]] == "5"


def test_html_is_one_page():
    """--format html writes one page over all articles, which asks nothing of the network."""
    result = _audit(_write("a.txt", TRUE), _write("b.txt", FALSE), *DAY, "--format", "html")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.lower().startswith("<!doctype html>")
    assert result.stdout.count("</html>") == 1
    assert "contradicted" in result.stdout
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", result.stdout)


def test_markdown_has_the_verdicts():
    """--format markdown writes the article and its verdicts."""
    result = _audit(_write("a.txt", FALSE), *DAY, "--format", "markdown")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "contradicted" in result.stdout
    assert "\x1b" not in result.stdout


def test_unknown_format_is_refused():
    """A format that is none is refused with those there are, and exit code 2."""
    result = _audit(_write("a.txt", TRUE), *DAY, "--format", "pdf")

    assert (result.exit_code, result.stdout) == (2, "")
    for word in ("pdf", "text", "jsonl", "html", "markdown"):
        assert word in result.stderr


@pytest.mark.parametrize("format", ["text", "jsonl", "html", "markdown"])
def test_out_holds_what_would_be_printed(format):
    """--out writes to the file what standard output would show, says nothing, and leaves no other file."""
    article = _write("a.txt", TRUE)
    printed = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["audit", article, *DAY, *PRICES, "--format", format])
    result = _audit(article, *DAY, "--format", format, "--out", "o")

    assert (result.exit_code, result.output) == (0, "")
    assert Path("o").read_text("utf-8") == printed.stdout
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "o"]


def test_out_replaces_a_file_whole():
    """A file that is there already is replaced, not added to."""
    Path("o").write_text("x" * 1_000_000)
    _audit(_write("a.txt", TRUE), *DAY, "--format", "jsonl", "--out", "o")

    assert _labels(Path("o").read_text("utf-8")) == ["supported"]


def test_out_in_no_folder_is_refused():
    """A file in a folder that does not exist is refused in one line, and nothing is made."""
    result = _audit(_write("a.txt", TRUE), *DAY, "--out", "none/o")

    _assert_refused(result, "--out", "none/o", "expected a file that can be written")
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_out_keeps_the_old_file_when_prices_break():
    """When the prices prove broken half way, the file that was there stays as it was."""
    Path("o").write_text("old")
    folder = Path("broken")
    folder.mkdir()
    n = 3000
    # Numbers without order, so that damage in the middle cannot be decoded.
    close = pa.array([float(i * 7919 % 1000) for i in range(n)])
    day = pa.array(range(16436, 16436 + n), pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"symbol": ["^DJI"] * n, "date": day, "close": close}), folder / "p.parquet")
    data = bytearray((folder / "p.parquet").read_bytes())
    data[100 : len(data) // 2] = b"\xff" * (len(data) // 2 - 100)
    (folder / "p.parquet").write_bytes(data)
    result = _audit(_write("a.txt", TRUE), *DAY, "--out", "o", prices=("--prices", folder))

    _assert_refused(result, "broken/p.parquet", "expected a whole price file")
    assert Path("o").read_text() == "old"


# What it exits with


def test_exit_codes():
    """0: all read; 1: some refused; 2: none read; 3: a verdict found that --fail-on names."""
    good, bad, wrong = _write("good.txt", TRUE), _write("bad.txt", b"\xff"), _write("wrong.txt", FALSE)

    assert _audit(good, wrong, *DAY).exit_code == 0
    assert _audit(good, bad, *DAY).exit_code == 1
    assert _audit(bad, *DAY).exit_code == 2
    assert _audit(good, "--fail-on", "contradicted", *DAY).exit_code == 0
    assert _audit(wrong, "--fail-on", "contradicted", *DAY).exit_code == 3
    assert _audit(wrong, bad, "--fail-on", "contradicted", *DAY).exit_code == 3
    assert _audit(bad, "--fail-on", "contradicted", *DAY).exit_code == 2


def test_fail_on_says_where():
    """--fail-on prints path:line:column: label: message, counted from 1, and the audit all the same."""
    result = _audit(_write("wrong.txt", FALSE), *DAY, "--fail-on", "contradicted", "--format", "jsonl")

    (line,) = result.stderr.splitlines()
    assert re.match(r"wrong\.txt:3:14: contradicted: \S", line)
    assert "−1.76%" in line
    assert _labels(result.stdout) == ["contradicted"]


def test_fail_on_names_its_labels_only():
    """A label that --fail-on does not name is no failure."""
    result = _audit(_write("wrong.txt", FALSE), *DAY, "--fail-on", "ambiguous")

    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "given", [["ambiguous,contradicted"], ["ambiguous, contradicted"], ["ambiguous", "--fail-on", "contradicted"]]
)
def test_fail_on_takes_several_labels(given):
    """--fail-on names several verdicts with commas or by being given again."""
    assert _audit(_write("wrong.txt", FALSE), *DAY, "--fail-on", *given).exit_code == 3


@pytest.mark.parametrize("given", ["supported", "contradicted,", "", "Contradicted"])
def test_fail_on_refuses_other_words(given):
    """What --fail-on does not know is one line that says what it does."""
    result = _audit(_write("wrong.txt", FALSE), *DAY, "--fail-on", given)

    _assert_refused(result, "tapecheck: --fail-on: got ", "expected contradicted, ambiguous, disagreement or several")


def test_fail_on_counts_a_byte_order_mark_and_newlines_as_they_stand():
    """Lines of a file with \\r\\n count once each; a byte-order mark is a code point of the first line."""
    windows = _write("w.txt", "\ufeffStocks moved.\r\n\r\nThe Dow rose 5% on Tuesday.\r\n")
    one_line = _write("o.txt", "\ufeffThe Dow rose 5% on Tuesday.")

    assert _audit(windows, *DAY, "--fail-on", "contradicted").stderr.startswith("w.txt:3:14: ")
    assert _audit(one_line, *DAY, "--fail-on", "contradicted").stderr.startswith("o.txt:1:15: ")


def test_no_path_is_refused():
    """`tapecheck audit` alone says what it needs."""
    _assert_refused(_audit(), "got no PATH", "--sample")
    _assert_refused(_audit("a.txt", "--sample"), "beside --sample", "leave one out")


def test_version():
    """--version prints name and version."""
    result = _run("--version")

    assert (result.exit_code, result.stdout) == (0, f"tapecheck {__version__}\n")


def test_sample_needs_nothing():
    """--sample audits the articles that come with the program by their own prices."""
    result = _run("audit", "--sample", "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    assert len(_records(result.stdout, "article")) == len(list((SAMPLE / "articles").iterdir()))
    assert {"supported", "contradicted"} <= set(_labels(result.stdout))


# What it reads


def test_standard_input():
    """- reads one article from standard input; lines are counted in it."""
    result = _audit("-", *DAY, "--format", "jsonl", "--fail-on", "contradicted", given=FALSE)

    assert result.exit_code == 3
    assert result.stderr.startswith("-:3:14: contradicted: ")
    assert _records(result.stdout, "article")[0]["path"] == "-"


def test_standard_input_of_a_pipe():
    """A pipe is read as a file is, byte for byte."""
    command = [sys.executable, "-m", "extractor.cli", "audit", "-", *DAY, *PRICES, "--format", "jsonl"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, input=FALSE.replace("\n", "\r\n").encode(), env=environ, capture_output=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
    (claim,) = _records(done.stdout.decode("utf-8"), "claim")
    assert FALSE.replace("\n", "\r\n")[claim["start"] : claim["end"]] == "5"


def test_standard_input_empty():
    """Nothing on standard input is refused as an empty file is."""
    _assert_refused(_audit("-", *DAY, given=""), "-: got ", "expected")


LINES = [
    '{"id": "one", "text": "The Dow fell 1.8% on Tuesday.", "published": "2026-01-20"}',
    "no json",
    "[1, 2]",
    '{"id": "two", "text": 5}',
    '{"id": "three", "text": "The Dow fell 1.8% on Tuesday.", "published": "yesterday"}',
    "",
    '{"id": "four", "text": "The S&P 500 rose 1.2% on Wednesday.", "published": "2026-01-21T17:00-05:00"}',
    '{"id": "five"}',
    '{"id": "six", "text": " "}',
    '{"id": "seven", "text": "The Dow fell 1.8% on Tuesday."}',
]


@pytest.mark.parametrize("by", ["file", "stdin"])
def test_lines_of_json_have_each_their_own_dateline(by):
    """Each line speaks from its own `published`, else from --published; broken lines are named, the others go on."""
    text = "\n".join(LINES)
    name = _write("a.jsonl", text) if by == "file" else "-"
    result = _audit(name, *DAY, "--format", "jsonl", given=None if by == "file" else text)

    assert result.exit_code == 1
    articles = _records(result.stdout, "article")
    assert [(it["article_id"], it["dateline"]["day"]) for it in articles] == [
        ("one", "2026-01-20"),
        ("four", "2026-01-21"),
        ("seven", "2026-01-20"),
    ]
    assert _labels(result.stdout) == ["supported"] * 3
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"{name}:{n}" for n in (2, 3, 4, 5, 8, 9)]


def test_lines_that_are_all_broken():
    """A file without one good line exits with 2."""
    result = _audit(_write("a.jsonl", "no json\n{}\n"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2


def test_line_nested_deep():
    """A line nested deeper than a parser can follow is one broken line."""
    lines = '{"text": ' + "[" * 200_000 + "\n" + LINES[0] + "\n"
    result = _audit(_write("a.jsonl", lines), "--format", "jsonl")

    assert result.exit_code == 1
    assert result.stderr.startswith("a.jsonl:1: got ")
    assert len(result.stderr.splitlines()) == 1
    assert _labels(result.stdout) == ["supported"]


BAD = {
    "empty": ("a.txt", b"", "empty|no text"),
    "blank": ("a.txt", b" \n\n\t", "empty|no text"),
    "binary": ("a.txt", b"\x7fELF\0\0\1", "binary|NUL"),
    "not UTF-8": ("a.txt", "The Dow fell 1.8% – on Tuesday.".encode("cp1252"), "not UTF-8"),
    "UTF-16": ("a.txt", TRUE.encode("utf-16"), "binary|NUL"),
    "another language": (
        "a.txt",
        "Les actions américaines ont terminé en forte baisse mardi, entraînées par les valeurs du secteur. " * 8,
        "English",
    ),
    "bad date": ("a.md", "---\npublished: soon\n---\n" + TRUE, "'soon'"),
    "page without an article": ("a.html", "<html><body></body></html>", "got .*expected an? "),
    "page nested deep": ("a.html", "<div>" * 200_000 + TRUE + "</div>" * 200_000, "nest|deep"),
    "page never closed": ("a.html", "<html><body>" + "<b><i>" * 100_000 + TRUE, "nest|deep"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_is_one_line(kind):
    """What cannot be read is one line that names the file and what was got, and exit code 2; fast."""
    name, content, words = BAD[kind]
    before = time.process_time()
    result = _audit(_write(name, content), prices=PRICES)

    _assert_refused(result, f"{name}: got ", "; ")
    assert re.search(words, result.stderr)
    assert time.process_time() - before < 10


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_costs_the_others_nothing(kind):
    """In a folder the files beside a bad one are audited, in the order of their names, and the exit code is 1."""
    name, content, words = BAD[kind]
    for number in (1, 3):
        _write(f"many/{number}.txt", f"---\npublished: 2026-01-20\n---\n{TRUE}")
    bad = _write(f"many/2{name}", content)
    result = _audit("many", "--format", "jsonl")

    assert result.exit_code == 1
    assert [it["path"] for it in _records(result.stdout, "article")] == ["many/1.txt", "many/3.txt"]
    assert _labels(result.stdout) == ["supported"] * 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{bad}: got ")
    assert re.search(words, line)


@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.jsonl"])
def test_huge_file_is_refused_fast(name):
    """Fifty megabytes are no article: refused in one line, without being read through a parser."""
    with Path(name).open("wb") as stream:
        stream.truncate(50_000_000)
    before = time.process_time()
    result = _audit(name, *DAY)

    _assert_refused(result, f"{name}", "at most 5,000,000")
    assert time.process_time() - before < 5


def test_missing_file_costs_the_others_nothing():
    """A path that does not exist is one line; the others are audited."""
    result = _audit("none.txt", _write("a.txt", TRUE), *DAY, "--format", "jsonl")

    assert result.exit_code == 1
    assert result.stderr == "none.txt: got no such file or folder, expected an article; check the path\n"
    assert _labels(result.stdout) == ["supported"]


def test_folder_passes_over_what_is_no_article():
    """Hidden files and other endings in a folder are not read."""
    for name in ("many/a.txt", "many/.b.txt", "many/c.pdf", "many/.d/e.txt", "many/deep/f.md"):
        _write(name, TRUE)
    result = _audit("many", *DAY, "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    assert [it["path"] for it in _records(result.stdout, "article")] == ["many/a.txt", "many/deep/f.md"]


GERMAN = "Der DAX ist am Mittwoch um 0,8 Prozent gestiegen. Die Anleger warten auf die Zinsen.\n"


def test_short_foreign_text_is_refused():
    """A text too short to be refused for its language is refused where nothing is found and its words are foreign."""
    _assert_refused(_audit(_write("de.txt", GERMAN), *DAY), "de.txt: ", "not in English", "expected English")
    both = _audit("de.txt", _write("a.txt", TRUE), *DAY, "--format", "jsonl")
    assert both.exit_code == 1
    assert [row["path"] for row in _records(both.stdout, "article")] == ["a.txt"]
    assert _audit(_write("en.txt", "Good morning to you.\n"), *DAY).exit_code == 0


def test_an_id_stands_once():
    """A second row of an id is named with the line of the first, and left out; the code is 1."""
    rows = [
        {"id": "x", "text": "The Dow fell 1.8% on Tuesday."},
        {"id": "x", "text": "The Dow rose 5% on Tuesday."},
        {"text": "The Dow fell 1.8% on Tuesday."},
        {"text": "The Dow fell 1.8% on Tuesday."},
    ]
    result = _audit(_write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows)), *DAY, "--format", "jsonl")

    assert result.exit_code == 1
    assert len(_records(result.stdout, "article")) == 2
    first, second = result.stderr.splitlines()
    assert first.startswith("a.jsonl:2: got the id 'x' again (first in line 1), expected ")
    assert second.startswith("a.jsonl:4: got the same text and no id of its own (first in line 3), expected ")


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_title_and_place_are_both_shown(format):
    """A row's title does not hide its file and line; an absolute path is told from the working folder, or by its name."""
    row = {"id": "x", "title": "Dow down", "text": "The Dow fell 1.8% on Tuesday."}
    _write("a.jsonl", json.dumps(row) + "\n")
    for path in ("a.jsonl", Path("a.jsonl").resolve()):
        shown = _audit(path, *DAY, "--format", format).stdout
        assert "Dow down" in shown
        assert "a.jsonl:1" in shown
        assert str(Path.cwd()) not in shown
    assert str(ROOT) not in _run("audit", "--sample", "--format", format).stdout


# When it speaks


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.md", "---\npublished: 2026-01-20\n---\n" + TRUE, "front matter"),
        ("a.jsonl", '{"text": "The Dow fell 1.8% on Tuesday.", "published": "2026-01-20"}', "the row"),
        ("a.html", "<html><head><meta property='article:published_time' content='2026-01-20T17:00:00-05:00'></head><body><article><p>"
          "The Dow fell 1.8% on Tuesday, as investors sold the shares of banks and of builders.</p></article></body></html>", "the page's metadata"),
    ],
)  # fmt: skip
def test_a_dateline_says_where_it_was_stated(name, content, where):
    """The dateline's evidence is the place that states it; what the user gives is "given"."""
    own = _records(_audit(_write(name, content), "--format", "jsonl").stdout, "article")
    given = _records(_audit(_write("b.txt", TRUE), *DAY, "--format", "jsonl").stdout, "article")

    assert own[0]["dateline"]["evidence"] == where
    assert given[0]["dateline"]["evidence"] == "given"


def test_no_dateline_is_said():
    """Without a dateline, and none to be inferred, one line says what to give, and nothing is judged."""
    result = _audit(_write("a.txt", TRUE), "--format", "jsonl")

    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("a.txt: no dateline")
    assert "--published" in line
    assert _labels(result.stdout) == ["unverifiable"]


def test_quoted_close_gives_the_dateline():
    """A close that one session had gives the dateline that the article lacks."""
    text = "The S&P 500 fell 2.1% to close at 6,796.86, and the Dow ended at 48,488.59.\n"
    result = _audit(_write("a.txt", text), "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    (article,) = _records(result.stdout, "article")
    assert article["dateline"]["day"] == "2026-01-20"
    assert article["dateline"]["evidence"].startswith("inferred")


@pytest.mark.parametrize("day", ["2026-01-24", "2026-01-25"])
def test_day_that_is_no_session_looks_back(day):
    """An article of a weekend or holiday speaks of the sessions before it."""
    result = _audit(_write("a.txt", TRUE), "--published", day, "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    (claim,) = _records(result.stdout, "claim")
    assert (claim["period"]["last"], claim["verdict"]["label"]) == ("2026-01-20", "supported")


@pytest.mark.parametrize(
    "day",
    [
        "nonsense",
        "20260120",
        "",
        "2026-13-01",
        "2026-02-30",
        "20/01/2026",
        "2026-01-20T17:30",
        "2026-01-20T25:00-05:00",
    ],
)
def test_nonsense_published_is_refused(day):
    """What is no day and no instant with offset is refused before anything is read."""
    result = _audit(_write("a.txt", TRUE), "--published", day)

    _assert_refused(result, f"--published: got {day!r}, expected a day (2026-01-08) or an instant", "; give one")


@pytest.mark.parametrize("day", ["1950-01-20", "2099-01-20", "0001-01-01", "9999-12-31"])
def test_day_beyond_the_calendars_is_unverifiable(day):
    """A day that no calendar reaches leaves the claim unverifiable; it is no error."""
    result = _audit(_write("a.txt", TRUE), "--published", day, "--format", "jsonl")

    assert (result.exit_code, result.stderr) == (0, "")
    assert _labels(result.stdout) == ["unverifiable"]


# What it holds it against


def test_no_prices_are_said():
    """Without any prices one line says so, and how to give some; claims are found all the same."""
    result = _audit(_write("a.txt", TRUE), *DAY, "--format", "jsonl", prices=())

    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    for word in ("no prices", "--prices", "TAPECHECK_PRICES"):
        assert word in line
    (claim,) = _records(result.stdout, "claim")
    assert (claim["verdict"]["label"], claim["verdict"]["reason"]) == ("unverifiable", "no_prices")


def _parquet(name, **columns):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), name)


def test_missing_prices_are_refused():
    """A prices folder that does not exist is one line that says who named it."""
    _assert_refused(
        _audit(_write("a.txt", TRUE), *DAY, prices=("--prices", "none")), "none: got no such", "from --prices"
    )


def test_empty_prices_folder_is_refused():
    """A folder without price files is one line that says how to fill it."""
    Path("bars").mkdir()

    _assert_refused(
        _audit(_write("a.txt", TRUE), *DAY, prices=("--prices", "bars")), "bars: got a folder without", "import"
    )


def test_parquet_without_the_columns_is_refused():
    """A Parquet file with other columns is one line that says which were got and expected."""
    _parquet("bars/x.parquet", day=["2026-01-20"], price=[1.0])

    _assert_refused(
        _audit(_write("a.txt", TRUE), *DAY, prices=("--prices", "bars")),
        "bars/x.parquet",
        "day, price",
        "symbol, date, close",
    )


@pytest.mark.parametrize("name", ["x.parquet", "x.csv"])
@pytest.mark.parametrize("content", [b"", b"garbage", bytes(range(256)) * 40], ids=["empty", "word", "bytes"])
def test_garbage_prices_are_refused(name, content):
    """A price file of garbage is one line that names it."""
    _write(f"bars/{name}", content)

    _assert_refused(_audit(_write("a.txt", TRUE), *DAY, prices=("--prices", "bars")), f"bars/{name}", "expected")


def test_broken_price_files_cost_the_others_nothing():
    """Beside broken price files the good one is used, and each broken one is a line."""
    _write("bars/1.parquet", b"garbage")
    _write("bars/2.csv", (SAMPLE / "prices" / "closes.csv").read_bytes())
    _parquet("bars/3.parquet", day=["2026-01-20"])
    result = _audit(_write("a.txt", TRUE), *DAY, "--format", "jsonl", prices=("--prices", "bars"))

    assert result.exit_code == 0
    assert _labels(result.stdout) == ["supported"]
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["bars/1.parquet", "bars/3.parquet"]


def test_prices_from_the_environment(monkeypatch):
    """TAPECHECK_PRICES names the prices where no flag does; what is wrong with it is said with its name."""
    article = _write("a.txt", TRUE)
    monkeypatch.setenv("TAPECHECK_PRICES", str(SAMPLE / "prices"))
    assert _labels(_audit(article, *DAY, "--format", "jsonl", prices=()).stdout) == ["supported"]

    monkeypatch.setenv("TAPECHECK_PRICES", "none")
    _assert_refused(_audit(article, *DAY, prices=()), "none: got no such", "from TAPECHECK_PRICES")
    assert _audit(article, *DAY).exit_code == 0


def test_misspelt_variable_is_refused(monkeypatch):
    """A TAPECHECK_ variable that means nothing is refused with those that do."""
    monkeypatch.setenv("TAPECHECK_PRICE", "x")

    _assert_refused(_audit(_write("a.txt", TRUE), *DAY), "TAPECHECK_PRICE,", "TAPECHECK_PRICES")


def test_prices_from_the_settings_file(monkeypatch):
    """tapecheck.toml in the current folder names the prices where neither flag nor variable does."""
    article = _write("a.txt", TRUE)
    _write("bars/p.csv", (SAMPLE / "prices" / "closes.csv").read_bytes())
    _write("tapecheck.toml", 'prices = ["bars"]\n')
    assert _labels(_audit(article, *DAY, "--format", "jsonl", prices=()).stdout) == ["supported"]

    _write("tapecheck.toml", 'prices = ["none"]\n')
    _assert_refused(_audit(article, *DAY, prices=()), "none", "from tapecheck.toml")
    monkeypatch.setenv("TAPECHECK_PRICES", "bars")
    assert _audit(article, *DAY, prices=()).exit_code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [("prices = [", "TOML"), ('price = "x"', "'price'"), ("prices = 5", "5"), (b"\xff", "TOML")],
)
def test_broken_settings_file_is_refused(content, words):
    """A settings file that cannot be used is one line with the keys that it may have."""
    _write("tapecheck.toml", content)

    _assert_refused(_audit(_write("a.txt", TRUE), *DAY), "tapecheck.toml: ", words, "known keys: instruments, prices")


def test_missing_instruments_are_refused():
    """An instruments file that does not exist is one line."""
    _assert_refused(_audit(_write("a.txt", TRUE), *DAY, "--instruments", "none.csv"), "none.csv", "instruments")


def test_prices_check_counts_its_problems():
    """`prices check` exits with 0 where every bar can be used, with 1 where some are left out; gaps leave nothing out."""
    _write("good/p.csv", "symbol,date,close\n^GSPC,2026-01-16,6940.01\n^GSPC,2026-01-20,6796.86\n")
    sound = _run("prices", "check", "good")
    assert (sound.exit_code, sound.stdout) == (0, "0 problems found\n")

    days = ("2026-01-13", "2026-01-14", "2026-01-16", "2026-01-20")
    _write("gap/p.csv", "symbol,date,close\n" + "".join(f"{s},{day},10\n" for s in ("AAA", "BBB") for day in days))
    gaps = _run("prices", "check", "gap")
    assert gaps.exit_code == 0
    (line, last) = gaps.stdout.splitlines()
    assert "gap: AAA, BBB: 1 each, 2026-01-15; the first: " in line
    assert last == "2 problems found, 0 left out of use; --all lists each"
    every = _run("prices", "check", "gap", "--all").stdout.splitlines()
    assert [line.split(": ")[2] for line in every[:-1]] == ["AAA 2026-01-15", "BBB 2026-01-15"]

    _write("bars/p.csv", "symbol,date,close\n^GSPC,2026-01-16,6940.01\n^GSPC,2026-01-19,-5\n")
    unsound = _run("prices", "check", "bars")
    assert unsound.exit_code == 1
    assert "^GSPC 2026-01-19" in unsound.stdout
    assert unsound.stdout.splitlines()[-1].startswith("1 problem found, 1 left out of use")


def test_imported_prices_can_be_used():
    """What `prices import` brings in, an audit can use."""
    _write("dow.csv", "Date,Open,High,Low,Close,Adj Close,Volume\n"
           "2026-01-16,49500.00,49600.00,49200.00,49359.33,49359.33,1\n"
           "2026-01-20,49000.00,49100.00,48400.00,48488.59,48488.59,1\n")  # fmt: skip
    result = _run("prices", "import", "dow.csv", "--symbol", "^DJI", "--to", "bars")

    assert result.exit_code == 0, result.output
    audited = _audit(_write("a.txt", TRUE), *DAY, "--format", "jsonl", prices=("--prices", "bars"))
    assert _labels(audited.stdout) == ["supported"]


def test_prices_import_names_what_it_refuses():
    """A bar that cannot be is named and left out, and the code is 1; where no row is left it is 2."""
    rows = "Date,Open,High,Low,Close,Adj Close,Volume\n{}2026-01-08,405,400,410,402,402,1\n2026-01-09,-5,410,395,405,405,1\n"
    _write("TSLA.csv", rows.format("2026-01-07,400,410,395,405,405,1\n"))
    some = _run("prices", "import", "TSLA.csv", "--to", "bars")
    assert some.exit_code == 1
    assert "TSLA by the file's name" in some.stdout
    assert [line.split(": ")[1:3] for line in some.stdout.splitlines()[1:]] == [
        ["impossible", "TSLA 2026-01-08"],
        ["impossible", "TSLA 2026-01-09"],
    ]
    assert Path("bars/TSLA-yahoo.csv").read_text("utf-8").count("\nTSLA,") == 1

    none = _run("prices", "import", _write("NVDA.csv", rows.format("")), "--to", "bars")
    _assert_refused(none, "NVDA.csv: got a bar that cannot be", "expected", "look into")


def test_bars_left_out_are_named_where_they_matter():
    """A bar left out is named where its day is one that a verdict rests on; another day's or instrument's is not."""
    head = "symbol,date,open,high,low,close\n"
    dow = "^DJI,2026-01-16,49500,49600,49200,49359.33\n^DJI,2026-01-20,49000,{},48400,48488.59\n"
    old = "^DJI,2025-12-01,10,5,20,10\n^GSPC,2026-01-20,10,5,20,10\n"
    _write("a.txt", TRUE)
    _write("sound/p.csv", head + dow.format("49100") + old)
    _write("bad/p.csv", head + dow.format("40000") + old)

    assert _audit("a.txt", *DAY, prices=("--prices", "sound")).stderr == ""
    (line,) = _audit("a.txt", *DAY, prices=("--prices", "bad")).stderr.splitlines()
    assert line.startswith("prices: bad/p.csv: impossible: ^DJI 2026-01-20: ")


def test_bars_left_out_within_a_period_are_not_in_its_sum():
    """A bar left out in the middle of a year is no part of the year's sum; that of its last day is."""
    head = "symbol,date,open,high,low,close\n^DJI,2024-12-31,42500,42600,42400,42544.22\n"
    tail = "^DJI,2025-12-31,48100,48400,48000,48063.29\n^DJI,2025-06-02,10,5,20,10\n"
    _write("a.txt", "The Dow rose 13% in 2025.\n")
    _write("bars/p.csv", head + tail)
    _write("lacks/p.csv", head + tail + "^DJI,2025-12-31,10,5,20,10\n")

    result = _audit("a.txt", "--published", "2026-01-02", prices=("--prices", "bars"))
    assert "✓ supported" in result.stdout
    assert result.stderr == ""
    lacking = _audit("a.txt", "--published", "2026-01-02", prices=("--prices", "lacks"))
    assert "^DJI 2025-12-31" in lacking.stderr


@pytest.mark.parametrize(
    ("names", "title"), [(["a.txt"], "a.txt"), (["a.txt", "b.txt"], "a.txt and 1 more"), (["in"], "in")]
)
def test_a_page_is_called_by_what_was_read(names, title):
    """A browser's tab shows the article's name first, or what was given where it is more than one."""
    _write("a.txt", TRUE), _write("b.txt", TRUE), _write("in/c.txt", TRUE)

    assert f"<title>{title} – Tapecheck</title>" in _audit(*names, *DAY, "--format", "html").stdout


# How it looks


def _on_a_terminal(**environ):
    """Run an audit with a terminal for standard output, and return what it shows."""
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "extractor.cli", "audit", "a.txt", *DAY, *PRICES],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | environ,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError as error:
                # Linux says so where a terminal's other end is closed.
                if error.errno != errno.EIO:
                    raise
                break
            if not part:
                break
            shown += part
        os.close(ours)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")
    return shown.decode("utf-8")


def test_no_color():
    """A terminal has colours, unless NO_COLOR is set; the words are the same."""
    _write("a.txt", FALSE)
    coloured, plain = _on_a_terminal(), _on_a_terminal(NO_COLOR="1")

    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "[✗\u00a05%]" in plain


def test_pipe_that_closes_is_no_error():
    """`tapecheck audit … | head` ends without a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "extractor.cli", "audit", "--sample", "--format", "html"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)


def test_a_report_never_takes_the_place_of_what_is_read(tmp_path):
    """--out that names an input, or a file of an input folder, is refused, and the file stays."""
    article = tmp_path / "article.txt"
    article.write_text("The S&P 500 rose 1%.", encoding="utf-8")
    for source in (article, tmp_path):
        made = CliRunner().invoke(app, ["audit", str(source), "--out", str(article), *PRICES])
        assert made.exit_code == 2
        assert "read as an article" in made.output
    assert article.read_text("utf-8") == "The S&P 500 rose 1%."
