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
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

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
    "home",
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


class Name(NamedTuple):
    """One name of one instrument: `strength` is alias, weak, role or ticker, `cell` its text.

    The cell is kept as written, days and all: thousands are read at every start, few are used.
    """

    symbol: str
    cell: str
    strength: str

    @property
    def text(self) -> str:
        """The name without its days."""
        return self.cell.partition("@")[0]

    def holds_on(self, day: date | None) -> bool:
        """Say whether the instrument went by this name on `day`."""
        return "@" not in self.cell or _dated(self.cell).holds_on(day)


class Gazetteer:
    """Instruments by symbol, with their names and memberships."""

    def __init__(self, rows: Iterable[tuple[str, list[str]]]) -> None:
        self._rows: dict[str, tuple[str, list[str]]] = {}
        self._instruments: dict[str, Instrument] = {}
        for where, row in rows:
            symbol = row[0].strip()
            if not symbol:
                raise GazetteerError(f"{where}: got a row without a symbol, expected one; fill it in or remove the row")
            self._rows[symbol] = (where, row)

    def check(self, symbols: Iterable[str]) -> None:
        """Read every cell of `symbols`; raise GazetteerError, naming file and line, at the first bad one."""
        for symbol in symbols:
            self.instrument(symbol)
            where, row = self._rows[symbol]
            try:
                for column in (3, 4, 5, 6, 13):
                    for cell in row[column].split("|"):
                        _dated(cell)
            except ValueError as error:
                raise GazetteerError(f"{where}: got {error}, expected NAME or NAME@FROM..TO with ISO days") from error

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._rows

    def __iter__(self) -> Iterator[Instrument]:
        return map(self.instrument, self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def instrument(self, symbol: str) -> Instrument:
        """Return the instrument of `symbol`; raise GazetteerError where there is none.

        A ticker that the file does not have ("$ABCD") is an American share of which no more is known.
        """
        known = self._instruments.get(symbol)
        if known is not None:
            return known
        if symbol not in self._rows:
            bare = _bare_share(symbol)
            if bare is not None:
                return bare
            raise GazetteerError(
                f"got symbol {symbol!r}, expected one of the gazetteer; add it with an instruments file"
            )
        where, row = self._rows[symbol]
        try:
            instrument = Instrument(
                symbol=symbol,
                kind=InstrumentKind(row[1]),
                name=row[2] or symbol,
                mic=row[7] or "XNYS",
                sector=row[8] or None,
                industry=row[9] or None,
                proxy=row[10] or None,
                total_return=row[11] or None,
                places=int(row[12] or 2),
                since=_since(row[14]),
                home=row[15] or None,
            )
        except ValueError as error:
            raise GazetteerError(
                f"{where}: got {error} for {symbol}; expected the columns as the shipped instruments.csv has them"
            ) from error
        self._instruments[symbol] = instrument
        return instrument

    def name_of(self, symbol: str) -> str:
        """Return the name an editor would print; the symbol itself where it is unknown."""
        return self._rows[symbol][1][2] or symbol if symbol in self._rows else symbol

    def mic_of(self, symbol: str) -> str:
        """Return the calendar (MIC) of `symbol`; New York's where it is unknown."""
        return self._rows[symbol][1][7] or "XNYS" if symbol in self._rows else "XNYS"

    def names(self) -> Iterator[Name]:
        """Every name of every instrument, in the file's order."""
        for symbol in self._rows:
            yield from self.names_of(symbol)

    def names_of(self, symbol: str) -> Iterator[Name]:
        """Every name of one instrument; none of one that is unknown."""
        if symbol not in self._rows:
            return
        row = self._rows[symbol][1]
        for strength, column in (("alias", 3), ("weak", 4), ("role", 5), ("ticker", 6)):
            if row[column]:
                for cell in row[column].split("|"):
                    if cell:
                        yield Name(symbol, cell, strength)
        if not row[6] and row[1] in ("share", "fund"):
            yield Name(symbol, symbol, "ticker")

    def members(self, group: str, day: date) -> tuple[str, ...]:
        """Symbols of `group` (such as dow30) as of `day`; empty where that is not known."""
        return tuple(
            symbol
            for symbol, (_, row) in self._rows.items()
            if group in row[13]
            for cell in row[13].split("|")
            if (dated := _dated(cell)).text == group and dated.holds_on(day)
        )


@lru_cache(maxsize=4096)
def _bare_share(symbol: str) -> Instrument | None:
    """Return the share that a ticker alone names, or None where it can be none."""
    if not is_plain_ticker(symbol):
        return None
    return Instrument(symbol, InstrumentKind.SHARE, symbol, "XNYS", None, None, None, None, 2, None)


def is_plain_ticker(text: str) -> bool:
    """Say whether letters can be an American share's ticker that the file does not have: two to five capitals, five with X a mutual fund's."""
    is_capitals = text.isascii() and text.isalpha() and text.isupper()
    return is_capitals and 2 <= len(text) <= 5 and not (len(text) == 5 and text[-1] == "X")


def _since(text: str) -> date | None:
    """Read an ISO day or a bare year."""
    if not text:
        return None
    return date(int(text), 1, 1) if len(text) == 4 else date.fromisoformat(text)


def _dated(cell: str) -> Dated:
    text, at, days = cell.partition("@")
    since, dots, until = days.partition("..")
    if at and not dots:
        raise ValueError(f"{cell!r}")
    return Dated(text, _since(since), date.fromisoformat(until) if until else None)


def _read_rows(path: str, lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    reader = csv.reader(lines)
    header = next(reader, [])
    missing = {"symbol", "kind", "name"} - set(header)
    if missing:
        raise GazetteerError(
            f"{path}: got no column {', '.join(sorted(missing))}, expected {', '.join(COLUMNS)}; add it to the header"
        )
    places = [header.index(column) if column in header else -1 for column in COLUMNS]
    is_plain = places == list(range(len(COLUMNS)))
    for row in reader:
        if len(row) != len(header):
            raise GazetteerError(
                f"{path}:{reader.line_num}: got {len(row)} cells, expected {len(header)}; quote cells that hold commas"
            )
        yield f"{path}:{reader.line_num}", row if is_plain else [row[place] if place >= 0 else "" for place in places]


@cache
def gazetteer(extra: tuple[Path, ...] = ()) -> Gazetteer:
    """Read the shipped instruments, then those of `extra`, which replace rows of equal symbol.

    Raises GazetteerError, naming file and line, where a file breaks the format.
    """
    shipped = resources.files("extractor.market").joinpath("instruments.csv")
    rows = list(_read_rows("instruments.csv", shipped.read_text(encoding="utf-8").splitlines()))
    added: list[str] = []
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise GazetteerError(
                f"{path}: cannot be read as UTF-8 CSV ({error}); check the instruments setting"
            ) from error
        more = list(_read_rows(str(path), text.splitlines()))
        rows.extend(more)
        added.extend(row[0].strip() for _, row in more)
    found = Gazetteer(rows)
    found.check(added)
    return found
