"""The commands. Each imports its rooms late: `tapecheck --help` loads none of them."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO

import typer

from extractor import __version__
from extractor.errors import PricesError, TapecheckError, UsageError

if TYPE_CHECKING:
    from extractor.pipeline import Auditor
    from extractor.prices import Prices, Problem
    from extractor.records import Article, Audit, Drop, Label, Published
    from extractor.verify.across import Sources

DONE, REFUSED, NOTHING, FOUND = 0, 1, 2, 3
_NARROW = 80
# What --fail-on calls figures that cannot be true together, of one article or of several.
_DISAGREEMENT = "disagreement"
# Bars left out that are named before they are only counted.
_LISTED = 5


class Format(StrEnum):
    """What an audit is written as."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"
    MARKDOWN = "markdown"


app = typer.Typer(
    name="tapecheck",
    help="Read market news and hold what it says against the tape.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
prices_app = typer.Typer(help="Look after the price bars that claims are held against.", no_args_is_help=True)
app.add_typer(prices_app, name="prices")


def _version(is_asked: bool) -> None:  # typer calls it so
    if is_asked:
        typer.echo(f"tapecheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


_Prices = Annotated[
    list[Path] | None,
    typer.Option(
        "--prices",
        metavar="DIR",
        help="Price files or folders (may be given again). Else TAPECHECK_PRICES, tapecheck.toml, the user's data folder.",
    ),
]
_Instruments = Annotated[
    list[Path] | None,
    typer.Option("--instruments", metavar="CSV", help="Further instruments, with the columns of the shipped file."),
]


@app.command()
def audit(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…|FOLDER|ARTICLES.jsonl|-",
            help="Articles: .txt, .md, .html, .jsonl, a folder, or - for standard input.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DAY|INSTANT", help="When it was published: 2026-01-08, or 2026-01-08T17:30-05:00."),
    ] = None,
    prices: _Prices = None,
    instruments: _Instruments = None,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file instead of standard output.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICTS",
            help="contradicted, ambiguous, disagreement (of an article with itself or of sources with each other), or "
            "several with commas: exit with 3 where such is found, and print file:line:column for each.",
        ),
    ] = None,
    sample: Annotated[
        bool,
        typer.Option(
            "--sample", help="Audit the articles that come with the program, by the prices that come with them."
        ),
    ] = False,
) -> None:
    """Audit articles: find every claim about a price or an index and hold it against the bars.

    Exit codes: 0 done; 1 done, but some input was refused, each named; 2
    nothing could be done; 3 done, and what --fail-on names was found. An
    article without a dateline is audited all the same, and named.

    Example: tapecheck audit article.txt --published 2026-01-08 --prices ~/bars
    """
    with _errors():
        code = _audit(paths or [], published, prices, instruments, format, out, fail_on or [], is_sample=sample)
    raise typer.Exit(code)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD…", help="Labelled articles: .jsonl files or folders of them (docs/gold.md)."),
    ],
    prices: _Prices = None,
    instruments: _Instruments = None,
    is_json: Annotated[bool, typer.Option("--json", help="Write the scores as JSON.")] = False,
) -> None:
    """Audit labelled articles and print how well they were read and judged, by kind.

    Detection and verdicts are told apart, and every share with its count and
    95 % interval. Exit codes: 0 done; 2 nothing could be done.

    Example: tapecheck evaluate corpus/gold/test --prices ~/bars
    """
    with _errors():
        code = _evaluate(gold, prices, instruments, is_json=is_json)
    raise typer.Exit(code)


@app.command()
def replay(
    findings: Annotated[
        str,
        typer.Argument(
            metavar="FINDINGS.jsonl|-", help="What `tapecheck audit --format jsonl` wrote, or - for standard input."
        ),
    ],
    prices: _Prices = None,
    instruments: _Instruments = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Take the prices that come with the program, as `audit --sample` does.")
    ] = False,
) -> None:
    """Redo every verdict of a file of findings, and compare it byte for byte.

    Verdicts on single periods are redone from their line alone; those on
    long windows from the bars held, whose digest must be the line's. Each
    claim that comes out otherwise is named, with what was stated.

    Exit codes: 0 all come out the same; 1 so, but some lines were refused,
    each named; 2 nothing could be read; 3 some come out otherwise, or
    cannot be redone.

    Example: tapecheck replay findings.jsonl --prices ~/bars
    """
    with _errors():
        code = _replay(findings, prices, instruments, is_sample=sample)
    raise typer.Exit(code)


@prices_app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="CSV files of Yahoo, FRED, Nasdaq.com, Stooq, plain date/close, or Parquet."
        ),
    ],
    symbol: Annotated[
        str | None, typer.Option(metavar="SYMBOL", help="Whose prices they are, where the file does not say: ^GSPC.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="DIR", help="Where to put them; by default the first folder of the prices setting."
        ),
    ] = None,
) -> None:
    """Bring price files into a folder of bars, and say how each was read.

    Whose prices a file holds is read from its columns, else from its name
    (TSLA.csv, HistoricalData_AAPL.csv). Bars that cannot be (a high below the
    low, a share below zero) are left out.

    Exit codes: 0 done; 1 done, but some files or rows were refused, each
    named; 2 nothing could be done.

    Example: tapecheck prices import ^GSPC.csv --to ~/bars
    """
    with _errors():
        code = _import(files, symbol, to)
    raise typer.Exit(code)


@prices_app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DIR…", help="Folders or files; by default those of the prices setting."),
    ] = None,
    is_all: Annotated[bool, typer.Option("--all", help="List every problem on a line of its own.")] = False,
) -> None:
    """Report holiday bars, gaps, duplicates that differ and impossible bars.

    Problems are gathered by kind and symbol, with their count and their first
    and last day.

    Exit codes: 0 nothing is left out of use (gaps and sources that differ are
    only reported); 1 some bars, rows or files are left out, each counted or
    named; 2 no file can be used.

    Example: tapecheck prices check ~/bars
    """
    with _errors():
        code = _check(paths or [], is_all=is_all)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no "✓" still gets every line
    try:
        app()
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(DONE) from None


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what a user can cause into one line and exit code 2; bugs keep their traceback."""
    try:
        yield
    except TapecheckError as error:
        _say(f"tapecheck: {error}")
        raise typer.Exit(NOTHING) from None


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _published(text: str | None) -> "Published | None":
    from extractor.ingest.read import Refused, read_published

    if text is None:
        return None
    try:
        return read_published(text)
    except Refused:
        raise UsageError(
            f"--published: got {text!r}, expected a day (2026-01-08) or an instant with its offset "
            "(2026-01-08T17:30-05:00); give one of these"
        ) from None


def _labels(fail_on: list[str]) -> "tuple[frozenset[Label], bool]":
    """Read what --fail-on names, with commas or one at a time: verdicts, and whether disagreements too."""
    from extractor.records import Label

    allowed = (Label.CONTRADICTED.value, Label.AMBIGUOUS.value, _DISAGREEMENT)
    words = [word.strip() for value in fail_on for word in value.split(",")]
    for word in words:
        if word not in allowed:
            raise UsageError(
                f"--fail-on: got {word!r}, expected contradicted, ambiguous, disagreement or several with commas"
                " between them; name one of these"
            )
    return frozenset(Label(word) for word in words if word != _DISAGREEMENT), _DISAGREEMENT in words


def _audit(
    paths: list[str],
    published: str | None,
    prices: list[Path] | None,
    instruments: list[Path] | None,
    format: Format,
    out: Path | None,
    fail_on: list[str],
    *,
    is_sample: bool,
) -> int:
    from extractor.ingest.read import foreign_drop, read_inputs
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import Auditor
    from extractor.records import Article
    from extractor.settings import load_settings
    from extractor.verify.across import Sources

    if is_sample:
        from extractor.sample_corpus import sample_folder

        if paths:
            raise UsageError(f"got {paths[0]!r} beside --sample, expected one of the two; leave one out")
        folder = sample_folder()
        paths, prices = [str(folder / "articles")], prices or [folder / "prices"]
    if not paths:
        raise UsageError("got no PATH, expected articles to audit, - for standard input, or --sample")
    labels, fails_on_disagreement = _labels(fail_on)
    settings = load_settings(environ=os.environ, prices=prices, instruments=instruments)
    when = _published(published)
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    for path in missing:
        _say(f"{path}: got no such file or folder, expected an article; check the path")
    inputs = [path for path in paths if path not in missing]
    auditor = Auditor(gazetteer(settings.instruments), _open_prices(settings.prices, settings.prices_from))
    read = read_inputs(inputs, published=when, stdin=sys.stdin.buffer)
    refused, audited, found = len(missing), 0, 0
    left_out, sources = _LeftOut(), Sources(auditor.kind_of)

    def audits() -> "Iterator[Audit]":
        nonlocal refused, audited, found
        for item in _with_progress(read, out):
            if not isinstance(item, Article):
                refused += 1
                _say(_drop_line(item))
                continue
            result = auditor.audit(item)
            if not result.findings and (foreign := foreign_drop(item)) is not None:
                refused += 1
                _say(_drop_line(foreign))
                continue
            audited += 1
            left_out.note(result, auditor.prices)
            sources.note(result)
            for drop in result.drops:
                _say(_drop_line(drop))
            if labels or fails_on_disagreement:
                from extractor.report.terminal import disagreement_lines, fail_lines

                lines = list(fail_lines(result, labels, name_of=auditor.gazetteer.name_of))
                lines += disagreement_lines(result) if fails_on_disagreement else ()
                found += len(lines)
                for line in lines:
                    _say(line)
            yield result

    _refuse_to_overwrite(out, inputs)
    output = _Output(out)
    with output as stream:
        _write(audits(), sources, auditor, format, stream, is_file=out is not None, title=_title_of(inputs))
        if audited:
            output.keep()
    if fails_on_disagreement:
        from extractor.report.across import fail_lines_across

        for line in fail_lines_across(sources.disagreements(), auditor.gazetteer.name_of):
            found += 1
            _say(line)
    if sources.n_lost:
        _say(f"{sources.n_lost:,} disagreements of sources were found beyond those that are kept, and are not listed")
    for line in left_out.lines(auditor.prices):
        _say(line)
    if audited == 0:
        return NOTHING
    if found:
        return FOUND
    return REFUSED if refused else DONE


class _LeftOut:
    """The bars left out as doubtful that a verdict shown might have rested on."""

    def __init__(self) -> None:
        self._by_symbol: dict[str, list[Problem]] = {}
        self._n_known = 0
        self._found: dict[Problem, None] = {}

    def note(self, audit: "Audit", prices: "Prices") -> None:
        """Note the bars left out that would be in the sum of a verdict of `audit`."""
        from extractor.prices import What

        problems = prices.problems
        for problem in problems[self._n_known :]:
            # No verdict misses the bar of a day without a session.
            if problem.day is not None and problem.what is not What.HOLIDAY:
                self._by_symbol.setdefault(problem.symbol, []).append(problem)
        self._n_known = len(problems)
        if not self._by_symbol:
            return
        from extractor.report.sums import own_spans

        for finding in audit.findings:
            for symbol, first, last in own_spans(finding):
                for problem in self._by_symbol.get(symbol, ()):
                    if problem.day is not None and first <= problem.day <= last:
                        self._found[problem] = None

    def lines(self, prices: "Prices") -> Iterator[str]:
        """Yield a line for each price file that could not be used, then for each bar noted."""
        from extractor.prices import What

        for problem in prices.problems:
            if problem.what is What.FILE:
                yield f"prices: {problem}"
        for problem in list(self._found)[:_LISTED]:
            yield f"prices: {problem}"
        if len(self._found) > _LISTED:
            yield f"prices: {len(self._found) - _LISTED} more such bars; `tapecheck prices check --all` names them"


def _drop_line(drop: "Drop") -> str:
    return f"{drop.item_id}: {drop.note or drop.reason}"


def _open_prices(paths: tuple[Path, ...], source: str) -> "Prices":
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import open_bars

    if not paths:
        _say(
            "tapecheck: got no prices, expected a folder of bars, without which no claim can be verified; "
            "give --prices DIR, or set TAPECHECK_PRICES"
        )
    try:
        return open_bars(paths, gazetteer().mic_of)
    except PricesError as error:
        raise PricesError(f"{error} (prices from {source})") from error


def _with_progress(items: "Iterable[Article | Drop]", out: Path | None) -> "Iterator[Article | Drop]":
    """Count along on a terminal's standard error while results go elsewhere."""
    if not sys.stderr.isatty() or (out is None and sys.stdout.isatty()):
        yield from items
        return
    for number, item in enumerate(items, 1):
        if number % 10 == 0:
            sys.stderr.write(f"\r{number} articles read")
            sys.stderr.flush()
        yield item
    sys.stderr.write("\r" + " " * 30 + "\r")


def _refuse_to_overwrite(out: Path | None, inputs: list[str]) -> None:
    """Raise UsageError where the report would take the place of a text that is read."""
    if out is None or not out.is_file():
        return
    target = out.resolve()
    for name in inputs:
        source = Path(name).resolve()
        if name != "-" and (source == target or source in target.parents):
            raise UsageError(f"--out: got {out}, which is read as an article; give another path")


class _Output:
    """Where an audit is written: standard output, or a file that appears whole or not at all."""

    def __init__(self, out: Path | None) -> None:
        self.out = out
        self.is_kept = False
        self._partial: Path | None = None

    def __enter__(self) -> TextIO:
        if self.out is None:
            self.stream: TextIO = sys.stdout
            return self.stream
        if str(self.out) in ("", ".") or self.out.is_dir():
            raise UsageError(f"--out: got {str(self.out)!r}, expected a file; give the path of one")
        # A device or a pipe is written to as it stands: nothing may be put in its place.
        is_special = self.out.exists() and not self.out.is_file()
        target = self.out if is_special else self.out.with_name(self.out.name + ".part")
        try:
            self.stream = target.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(
                f"--out: got {self.out}, expected a file that can be written ({error.strerror}); give another path"
            ) from None
        self._partial = None if is_special else target
        return self.stream

    def keep(self) -> None:
        """Say that what was written is worth having: it replaces the file on leaving."""
        self.is_kept = True

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.out is None:
            return
        self.stream.close()
        if self._partial is not None:
            if kind is None and self.is_kept:
                self._partial.replace(self.out)
            else:
                self._partial.unlink(missing_ok=True)


def _write(
    audits: "Iterable[Audit]",
    sources: "Sources",
    auditor: "Auditor",
    format: Format,
    stream: TextIO,
    *,
    is_file: bool,
    title: str,
) -> None:
    """Write the audits one by one, and last what their sources disagree on, which is known only then."""
    name_of = auditor.gazetteer.name_of
    match format:
        case Format.JSONL:
            from extractor.report.jsonl import audit_lines, json_line

            for result in audits:
                stream.writelines(f"{line}\n" for line in audit_lines(result))
            stream.writelines(f"{json_line(found)}\n" for found in sources.disagreements())
        case Format.HTML:
            from extractor.report.html import render_html

            disagreements = sources.disagreements()
            render_html(audits, auditor.prices, stream.write, name_of=name_of, title=title, disagreements=disagreements)
        case Format.MARKDOWN:
            from extractor.report.markdown import render_disagreements, render_markdown

            for result in audits:
                stream.write(render_markdown(result, name_of=name_of))
            stream.write(render_disagreements(sources.disagreements(), name_of))
        case Format.TEXT:
            from extractor.report.terminal import render_disagreements as rendered
            from extractor.report.terminal import render_text

            color = not is_file and stream.isatty() and "NO_COLOR" not in os.environ
            width = _terminal_width(is_file=is_file)
            for result in audits:
                stream.write(render_text(result, width, color, name_of))
                stream.write("\n")
                stream.flush()
            stream.write(rendered(sources.disagreements(), width, color, name_of))


def _title_of(inputs: list[str]) -> str:
    """Call a page of several articles by what was given; empty for one article, which has a title or a name."""
    name = Path(inputs[0]).resolve().name if inputs else ""
    if len(inputs) > 1:
        return f"{name} and {len(inputs) - 1} more"
    is_many = bool(inputs) and (Path(inputs[0]).is_dir() or inputs[0].endswith(".jsonl"))
    return name if is_many else ""


def _terminal_width(*, is_file: bool) -> int:
    import shutil

    return _NARROW if is_file else shutil.get_terminal_size((_NARROW, 24)).columns


def _evaluate(gold: list[Path], prices: list[Path] | None, instruments: list[Path] | None, *, is_json: bool) -> int:
    import json

    from extractor.evaluation.gold import read_gold
    from extractor.evaluation.score import score_articles
    from extractor.evaluation.show import score_lines, score_values
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import Auditor
    from extractor.records import Article
    from extractor.settings import load_settings

    for path in gold:
        if not path.exists():
            raise UsageError(f"{path}: got no such file or folder, expected labelled articles; check the path")
    settings = load_settings(environ=os.environ, prices=prices, instruments=instruments)
    auditor = Auditor(gazetteer(settings.instruments), _open_prices(settings.prices, settings.prices_from))
    scores = score_articles(
        (
            article,
            auditor.audit(
                Article(article.article_id, article.text, article.article_id, published=article.published)
            ).findings,
        )
        for article in read_gold(gold)
    )
    typer.echo(json.dumps(score_values(scores), indent=2) if is_json else "\n".join(score_lines(scores)))
    return DONE


def _replay(name: str, prices: list[Path] | None, instruments: list[Path] | None, *, is_sample: bool) -> int:
    from collections import Counter

    from extractor.ingest.findings import read_findings
    from extractor.market.instruments import gazetteer
    from extractor.pipeline import open_bars
    from extractor.prices import What
    from extractor.records import Drop
    from extractor.report.differences import difference_line, differences
    from extractor.report.jsonl import json_line
    from extractor.settings import load_settings
    from extractor.verify.redo_windows import window_symbols
    from extractor.verify.replay import Way, replay

    if is_sample:
        from extractor.sample_corpus import sample_folder

        prices = prices or [sample_folder() / "prices"]
    settings = load_settings(environ=os.environ, prices=prices, instruments=instruments)
    known = gazetteer(settings.instruments)
    try:
        bars = open_bars(settings.prices, known.mic_of)
    except PricesError as error:
        raise PricesError(f"{error} (prices from {settings.prices_from})") from error
    n_read = n_refused = n_different = n_stuck = n_rewritten = 0
    same: Counter[Way] = Counter()
    with _opened(name) as stream:
        for line in read_findings(stream, name):
            if isinstance(line, Drop):
                n_refused += 1
                _say(_drop_line(line))
                continue
            n_read += 1
            if line.finding is None:
                continue
            bars.load(window_symbols(line.finding))
            redone = replay(line.finding, bars, known)
            written = json_line(redone.finding)
            told = differences(line.text, written)
            n_rewritten += not told and line.text != written
            if redone.remark or told:
                n_stuck += bool(redone.remark)
                n_different += not redone.remark
                typer.echo(difference_line(f"{name}:{line.number}", line.finding, told, redone.remark))
            else:
                same[redone.way] += 1
    for problem in bars.problems:
        if problem.what is What.FILE:
            _say(f"prices: {problem}")
    if not n_read:
        raise UsageError(
            f"{name}: got no finding, expected lines of `tapecheck audit --format jsonl`; give such a file"
        )
    if n_rewritten:
        _say(
            f"{name}: {n_rewritten} lines have other spaces, escapes or order than `tapecheck audit` writes, and the same values"
        )
    n = same.total() + n_different + n_stuck
    typer.echo(
        f"{n} verdict{'' if n == 1 else 's'}: {same[Way.LINE]} replayed from the line, {same[Way.WINDOW]} from a window, "
        f"{same[Way.NOTHING]} with nothing to redo, {n_different} different, {n_stuck} that cannot be redone"
    )
    if n_different or n_stuck:
        return FOUND
    return REFUSED if n_refused else DONE


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open a file of lines, or standard input for `-`; raise UsageError where there is none."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(f"{name}: got no file to read ({reason}), expected findings; check the path") from None
    with stream:
        yield stream


def _import(files: list[Path], symbol: str | None, to: Path | None) -> int:
    from extractor.prices.importing import import_files
    from extractor.settings import load_settings, user_prices_folder

    if to is None:
        settings = load_settings(environ=os.environ, prices=None, instruments=None)
        to = settings.prices[0] if settings.prices else user_prices_folder()
    reports = import_files(files, symbol, to)
    for report in reports:
        typer.echo(str(report), err=report.is_refused)
    if not any(report.n_kept for report in reports):
        return NOTHING
    return REFUSED if any(report.is_refused or report.n_refused for report in reports) else DONE


def _check(paths: list[Path], *, is_all: bool) -> int:
    from extractor.market.instruments import gazetteer
    from extractor.prices.checking import LEFT_IN, grouped
    from extractor.prices.checking import check as check_prices
    from extractor.settings import load_settings

    if not paths:
        settings = load_settings(environ=os.environ, prices=None, instruments=None)
        paths = list(settings.prices)
    if not paths:
        raise UsageError("got no folder, expected one of price bars; give DIR, or set TAPECHECK_PRICES")
    problems = list(check_prices(paths, mic_of=gazetteer().mic_of))
    for line in map(str, problems) if is_all else grouped(problems):
        typer.echo(line)
    n_left_out = sum(problem.what not in LEFT_IN for problem in problems)
    n = len(problems)
    more = "" if is_all or not n else "; --all lists each"
    typer.echo(f"{n} problem{'' if n == 1 else 's'} found" + (f", {n_left_out} left out of use{more}" if n else ""))
    return REFUSED if n_left_out else DONE


if __name__ == "__main__":
    main()
