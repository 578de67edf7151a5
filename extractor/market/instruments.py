"""The gazetteer: what has a price, and every name it goes by.

One readable file, `instruments.csv`, beside this module; users add to it with a file of the
same columns. Cells that hold several values separate them by `|`; a value may carry the days
on which it is true, `FB@2012-05-18..2022-06-08`, either end open.

aliases    unmistakable in market text; all lower case: matched in any case
weak       also ordinary words or other names: count only with evidence (nlp/entities.py)
roles      descriptions ("the blue-chip index"), matched in any case
tickers    what it trades as; empty: the symbol itself
groups     memberships, such as dow30
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from extractor.errors import GazetteerError
from extractor.records import Instrument, InstrumentKind

COLUMNS = (
    "symbol",
    "kind",
    "name",
    "aliases",
    "weak",
    "roles",
    "tickers",
    "mic",
    "sector",
    "industry",
    "proxy",
    "total_return",
    "places",
    "groups",
    "since",
)

# Share classes and spellings that are one instrument to a reader.
SAME_COMPANY = {"GOOG": "GOOGL", "FOX": "FOXA", "NWS": "NWSA", "BRK.A": "BRK.B", "UA": "UAA"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with the days on which it is true, both ends included, either end open."""

    text: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Say whether it is true on `day`; always, where no day is known."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one instrument; `strength` is alias, weak, role or ticker."""

    symbol: str
    dated: Dated
    strength: str


class Gazetteer:
    """Instruments by symbol, with their names and memberships."""

    def __init__(self, rows: Iterable[tuple[str, dict[str, str]]]) -> None:
        self._instruments: dict[str, Instrument] = {}
        self._names: dict[str, list[Name]] = {}
        self._groups: dict[str, list[tuple[str, Dated]]] = {}
        for where, row in rows:
            self._add(where, row)

    def _add(self, where: str, row: dict[str, str]) -> None:
        symbol = row["symbol"].strip()
        if not symbol:
            raise GazetteerError(f"{where}: got a row without a symbol, expected one; fill it in or remove the row")
        try:
            instrument = Instrument(
                symbol=symbol,
                kind=InstrumentKind(row["kind"]),
                name=row["name"] or symbol,
                mic=row["mic"] or "XNYS",
                sector=row["sector"] or None,
                industry=row["industry"] or None,
                proxy=row["proxy"] or None,
                total_return=row["total_return"] or None,
                places=int(row["places"] or 2),
                since=_since(row["since"]),
            )
            names = [
                Name(symbol, dated, strength)
                for strength, column in (("alias", "aliases"), ("weak", "weak"), ("role", "roles"), ("ticker", "tickers"))
                for dated in _dated_values(row[column])
            ]
            groups = _dated_values(row["groups"])
        except ValueError as error:
            raise GazetteerError(
                f"{where}: got {error} for {symbol}; expected the columns as extractor/market/instruments.csv has them"
            ) from error
        if not row["tickers"] and instrument.kind in (InstrumentKind.SHARE, InstrumentKind.FUND):
            names.append(Name(symbol, Dated(symbol), "ticker"))
        self._instruments[symbol] = instrument
        self._names[symbol] = names
        for group in groups:
            self._groups.setdefault(group.text, []).append((symbol, group))

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._instruments

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._instruments.values())

    def __len__(self) -> int:
        return len(self._instruments)

    def instrument(self, symbol: str) -> Instrument:
        """Return the instrument of `symbol`; raise GazetteerError where there is none."""
        try:
            return self._instruments[symbol]
        except KeyError:
            raise GazetteerError(
                f"got symbol {symbol!r}, expected one of the gazetteer; add it with an instruments file"
            ) from None

    def name_of(self, symbol: str) -> str:
        """Return the name an editor would print; the symbol itself where it is unknown."""
        instrument = self._instruments.get(symbol)
        return instrument.name if instrument else symbol

    def mic_of(self, symbol: str) -> str:
        """Return the calendar (MIC) of `symbol`; New York's where it is unknown."""
        instrument = self._instruments.get(symbol)
        return instrument.mic if instrument else "XNYS"

    def names(self) -> Iterator[Name]:
        """Every name of every instrument, in the file's order."""
        for names in self._names.values():
            yield from names

    def members(self, group: str, day: date) -> tuple[str, ...]:
        """Symbols of `group` (such as dow30) as of `day`; empty where that is not known."""
        return tuple(symbol for symbol, dated in self._groups.get(group, []) if dated.holds_on(day))


def _since(text: str) -> date | None:
    """Read an ISO day or a bare year."""
    if not text:
        return None
    return date(int(text), 1, 1) if len(text) == 4 else date.fromisoformat(text)


def _dated_values(cell: str) -> list[Dated]:
    values = []
    for part in cell.split("|"):
        text, at, days = part.strip().partition("@")
        if not text:
            continue
        since, dots, until = days.partition("..")
        if at and not dots:
            raise ValueError(f"{part!r}, expected NAME@FROM..TO")
        values.append(Dated(text, _since(since), date.fromisoformat(until) if until else None))
    return values


def _read_rows(path: Path, lines: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(lines, restval="")
    missing = {"symbol", "kind", "name"} - set(reader.fieldnames or ())
    if missing:
        raise GazetteerError(
            f"{path}: got no column {', '.join(sorted(missing))}, expected {', '.join(COLUMNS)}; add it to the header"
        )
    for row in reader:
        if None in row:
            raise GazetteerError(f"{path}:{reader.line_num}: got more cells than columns; quote cells that hold commas")
        yield f"{path}:{reader.line_num}", {column: row.get(column) or "" for column in COLUMNS}


@cache
def gazetteer(extra: tuple[Path, ...] = ()) -> Gazetteer:
    """Read the shipped instruments, then those of `extra`, which replace rows of equal symbol.

    Raises GazetteerError, naming file and line, where a file breaks the format.
    """
    shipped = resources.files("extractor.market").joinpath("instruments.csv")
    rows = list(_read_rows(Path("instruments.csv"), shipped.read_text(encoding="utf-8").splitlines()))
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise GazetteerError(f"{path}: cannot be read as UTF-8 CSV ({error}); check the instruments setting") from error
        rows.extend(_read_rows(path, text.splitlines()))
    return Gazetteer(rows)
