"""Promises about the whole: what starts stays light, what is shipped works, what is written is clean."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import typer

from extractor.cli import app

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
HEAVY = ("torch", "transformers", "spacy", "pandas", "pyarrow", "trafilatura", "exchange_calendars", "matplotlib")
# What is walked for words that do not belong there; other folders are made by tools.
ROOMS = ("extractor", "tests", "corpus", "docs", "scripts", "models", ".ci")
README_LINES = 150


def _run(arguments, *, cwd, **environ):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TAPECHECK_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=kept | {"PYTHONPATH": str(ROOT)} | {key: str(value) for key, value in environ.items()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _loaded(code, cwd):
    """Run `code` in a fresh process and return the top-level modules it leaves loaded."""
    ending = "import json, sys; sys.stderr.write(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    done = _run(["-c", f"{code}\n{ending}"], cwd=cwd)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr))


def _command(*arguments):
    """Return code that runs the command line as `tapecheck` does, and lets what follows run when it exits with 0."""
    return (
        f"import sys; sys.argv = ['tapecheck', *{arguments!r}]\n"
        "from extractor.cli import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code"
    )


@pytest.mark.parametrize("arguments", [("--help",), ("audit", "--help"), ("prices", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(arguments, tmp_path):
    """Asking for help or the version loads no library that is slow to load."""
    assert not _loaded(_command(*arguments), tmp_path) & {*HEAVY, "numpy", "jinja2", "lxml"}


def test_package_loads_nothing_heavy(tmp_path):
    """`import extractor` and naming its verb load none of them either."""
    assert not _loaded("import extractor; extractor.audit", tmp_path) & {*HEAVY, "numpy", "jinja2", "lxml"}


@pytest.mark.parametrize("format", ["text", "jsonl", "html", "markdown"])
def test_audit_of_plain_text_loads_what_it_uses(format, tmp_path):
    """An audit of plain text loads no calendar library, no pandas, no spaCy, no torch and no HTML reader."""
    article = SAMPLE / "articles" / "2026-01-20-europe-close.txt"
    audit = ("audit", str(article), "--prices", str(SAMPLE / "prices"), "--format", format, "--out", "out")
    loaded = _loaded(_command(*audit), tmp_path)

    assert (tmp_path / "out").stat().st_size > 1000
    assert not loaded & (set(HEAVY) - {"pyarrow"})


def _commands(group, path=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(_commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name):
    """Every command says what it does in one line, gives an example of itself, and explains each option."""
    command = COMMANDS[name]
    text = command.help or ""

    assert text.partition("\n")[0].endswith(".")
    assert f"Example: tapecheck {name} " in text
    for parameter in command.params:
        assert parameter.name == "help" or getattr(parameter, "help", None), parameter.name


def test_every_command_is_known():
    """The commands are these; one that is added comes with a promise of its own."""
    assert set(COMMANDS) == {"audit", "evaluate", "replay", "prices import", "prices check"}


def test_readme_is_short():
    """The README can be read at one sitting."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= README_LINES


def _own_files():
    for place in [*(ROOT / room for room in ROOMS), *ROOT.iterdir()]:
        for path in sorted(place.rglob("*")) if place.name in ROOMS else [place]:
            # The page that the demo leaves behind is not of the repository.
            if path.is_file() and "__pycache__" not in path.parts and path != ROOT / "report.html":
                yield path


def _own_texts():
    for path in _own_files():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_text_speaks_of_a_machine():
    """No file of the repository names a folder of the machine it was written on, or who wrote it with what."""
    folders = "|".join(("work", "tmp", "root", "home/[a-z]+"))
    words = "|".join(("help" + "ers?", "sub" + "agents?", "founding " + "engineer", "session of " + "work"))
    pattern = re.compile(rf"(?<![\w.}}/])/(?:{folders})/|\b(?:{words})\b", re.IGNORECASE)
    found = [f"{path.relative_to(ROOT)}: {match[0]}" for path, text in _own_texts() for match in pattern.finditer(text)]

    assert found == []
    assert pattern.search("see /" + "tmp/x")
    assert pattern.search("a help" + "er")


def test_nothing_is_left_to_do():
    """No file of the program carries a note that something is still to be done."""
    pattern = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    found = [str(path.relative_to(ROOT)) for path, text in _own_texts() if pattern.search(text)]

    assert found == []


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built from this checkout and unpacked."""
    for needed in ("build", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"needs {needed} to build the wheel without the network")
    folder = tmp_path_factory.mktemp("wheel")
    made = _run(["-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], cwd=folder)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("tapecheck-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_wheel_holds_the_program_and_its_sample(unpacked):
    """The wheel brings the package, its data, the sample and the licence, and no tests."""
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}

    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"extractor", "tapecheck"}
    for path in (ROOT / "extractor").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names
    for path in (SAMPLE / "articles").iterdir():
        assert f"extractor/sample/articles/{path.name}" in names
    assert "extractor/sample/prices/closes.csv" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(
        name.endswith("/entry_points.txt") and "tapecheck = extractor.cli:main" in (unpacked / name).read_text("utf-8")
        for name in names
    )


def test_wheel_audits_its_sample_anywhere(unpacked, tmp_path):
    """Installed, with no checkout and no network near, the sample is audited and a false claim is found."""
    where = _run(["-c", "import extractor; print(extractor.__file__)"], cwd=tmp_path, PYTHONPATH=unpacked)
    done = _run(
        ["-m", "extractor.cli", "audit", "--sample"],
        cwd=tmp_path,
        PYTHONPATH=unpacked,
        HOME=tmp_path,
        XDG_DATA_HOME=tmp_path,
    )

    assert Path(where.stdout.strip()).is_relative_to(unpacked)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^✗ contradicted ", done.stdout, re.MULTILINE)
    assert "✓ supported" in done.stdout
    assert list(tmp_path.iterdir()) == []
