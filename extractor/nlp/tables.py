"""Tables in text: a row names the instrument, its column says what a figure is and of when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.market.instruments import Gazetteer
from extractor.nlp.entities import Found
from extractor.nlp.quantities import Number, find_numbers
from extractor.nlp.timex import MONTHS, find_heading_timexes, find_timexes
from extractor.nlp.tokens import Tokens
from extractor.records import (
    Bound,
    Claim,
    Direction,
    Factuality,
    InstrumentKind,
    Kind,
    Subject,
    Timex,
    TimexKind,
    Told,
    Unit,
)

_LEVEL_HEAD = re.compile(
    r"\b(?:close|closing|last|level|price|value|settle|settlement|yield|quote|index level|points? level)\b|^\s*\(?\$\)?\s*$",
    re.IGNORECASE,
)
_CHANGE_HEAD = re.compile(
    r"\b(?:change|chg|chng|move|net|day|daily|1d|1-day|week|weekly|wk|(?:1|one|3|three|6|six|12|twelve)[\s-]?(?:w|wk|mo|mth|m|yr|y)|wtd|5d|month|monthly|1m|mtd|qtd|ytd|year|1y|return|gain|loss|performance|%|pct|percent|points?|pts|bps?|q[1-4]|h[12]|"
    r"session|today|quarter)\b|%|[+±]/-|Δ",
    re.IGNORECASE,
)
_NOT_PRICE_HEAD = re.compile(
    r"\b(?:weight|eps|p/?e|revenue|sales|volume|cap|yield \(div|dividend|target|estimate|consensus|actual|prior|forecast|rating|beta|shares|members|sector)\b",
    re.IGNORECASE,
)
_COLUMN_TIMES: tuple[tuple[re.Pattern[str], TimexKind, str], ...] = (
    (re.compile(r"\b(?:ytd|year[- ]to[- ]date|on the year)\b", re.IGNORECASE), TimexKind.TO_DATE, "year"),
    (re.compile(r"\b(?:mtd|month[- ]to[- ]date)\b", re.IGNORECASE), TimexKind.TO_DATE, "month"),
    (re.compile(r"\b(?:qtd|quarter[- ]to[- ]date)\b", re.IGNORECASE), TimexKind.TO_DATE, "quarter"),
    (re.compile(r"\b(?:wtd|week|weekly|(?:1|one)[\s-]?(?:w|wk|week)|5d|5-day|wk)\b", re.IGNORECASE), TimexKind.WEEK, ""),
    (re.compile(r"\b(?:month|monthly)\b", re.IGNORECASE), TimexKind.MONTH, ""),
    (re.compile(r"\b(?:quarter|quarterly)\b", re.IGNORECASE), TimexKind.QUARTER, ""),
    (re.compile(r"^(?:previous|prior|prev\.?)(?:\s+(?:close|day|session))?$", re.IGNORECASE), TimexKind.SESSION, "previous"),
    (re.compile(r"\b(?:day|daily|1d|session|today|net|1-day)\b", re.IGNORECASE), TimexKind.RELATIVE_DAY, ""),
)  # fmt: skip
# "3M", "1-Yr": so long back from the dateline. Of several years only the yearly average is told.
_TRAILING = re.compile(
    r"\b(?P<n>1|3|6|9|12|one|three|six|twelve)[\s-]?(?P<unit>mo|mth|mos|months?|m|yr|year|y)\b", re.IGNORECASE
)
_AVERAGED = re.compile(
    r"\b(?:2|3|5|10|15|20|two|three|five|ten)[\s-]?(?:yrs?|years?|y)\b|annuali[sz]ed|inception", re.IGNORECASE
)
_IS_CHANGE = re.compile(r"\b(?:change|chg|chng|move)\b|[+±]/-|Δ", re.IGNORECASE)
_COUNTS = {"one": 1, "three": 3, "six": 6, "twelve": 12}


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What a header cell says: `sort` is level, change, skip or unknown."""

    sort: str
    timex: Timex | None
    unit: Unit | None
    text: str


_TIGHT = re.compile(r"\s*(?P<name>\S.*?[A-Za-z).&])\s(?=[+\-−(]?\$?\d[\d,]*\.\d+%?\)?\s{2,})")


def split_row(reading: str, start: int, end: int) -> list[_Cell]:
    """Cut a line into cells at its own separator: bars, tabs, semicolons, commas, wide gaps."""
    line = reading[start:end]
    if line.count("|") >= 2:
        pattern = re.compile(r"\|")
    elif re.search(r"\.{3,}", line):
        pattern = re.compile(r"\s*\.{3,}\s*")
    elif " / " in line:
        pattern = re.compile(r"\s/\s")
    elif "\t" in line:
        pattern = re.compile(r"\t+")
    elif ";" in line:
        pattern = re.compile(r";")
    elif re.search(r"\S\s{2,}\S", line):
        pattern = re.compile(r"\s{2,}")
    elif re.search(r"[^\d\s,].*\s[+\-]?\$?[\d.,]+%?\s*$", line) and "," not in re.sub(r",\d{3}\b", "", line):
        pattern = re.compile(r"\s(?=[+\-]?\$?[\d.,]+%?\s*$)")
    else:
        pattern = re.compile(r",(?!\d{3}\b)(?=\S)")
    cells: list[_Cell] = []
    position = 0
    if pattern.pattern == r"\s{2,}" and (tight := _TIGHT.match(line)):
        # A name as wide as its column leaves one space before the first figure.
        cells.append(_Cell(start, start + tight.end("name"), line[: tight.end("name")].strip()))
        position = tight.end("name")
    for match in [*pattern.finditer(line, position + (position > 0)), None]:
        stop = match.start() if match else len(line)
        cells.append(_Cell(start + position, start + stop, line[position:stop].strip()))
        position = match.end() if match else stop
    if line.count("|") >= 2:
        if cells and not cells[0].text and line.lstrip().startswith("|"):
            cells = cells[1:]
        if cells and not cells[-1].text and line.rstrip().endswith("|"):
            cells = cells[:-1]
    return cells


def read_rows(
    article_id: str,
    tokens: Tokens,
    rows: Sequence[int],
    by_sentence: dict[int, list[Found]],
    gazetteer: Gazetteer,
    period: Timex | None,
    caption: str = "",
) -> list[Claim]:
    """Read consecutive table rows (sentence numbers) into claims; `period` is the heading's, `caption` the line above."""
    claims: list[Claim] = []
    columns: list[_Column] = []
    header: list[_Cell] = []
    header_start = 0
    has_percent = bool(_PERCENT_CAPTION.search(caption))
    lines: dict[int, list[int]] = {}
    for number in rows:
        lines.setdefault(tokens.sentences[number].block, []).append(number)
    for block_number, sentence_numbers in lines.items():
        block = tokens.blocks[block_number]
        cells = split_row(tokens.reading, block.start, block.end)
        mentions = [found for number in sentence_numbers for found in by_sentence.get(number, ())]
        figures = [_single_number(tokens.reading, cell) for cell in cells]
        nowhere: tuple[int, Found | None] = (0, None)
        at, named = next(
            (
                (i, f)
                for i, cell in enumerate(cells)
                for f in mentions
                if cell.start <= tokens.starts[f.first] < cell.end
            ),
            nowhere,
        )
        if named is None or not any(figures[at + 1 :]):
            if not any(figures) or (not mentions and not any(map(_is_data, cells, figures))):
                columns = [_column(tokens.reading, cell) for cell in cells]
                header, header_start = cells, block.start
            continue
        is_money = gazetteer.instrument(named.symbol).kind in _IN_MONEY
        has_percent_column = any(c.sort == "change" and c.unit is Unit.PERCENT for c in columns)
        line = tokens.reading[block.start : block.end]
        is_spaced = "|" not in line and bool(re.search(r"\S\s{2,}\S", line))
        for i, (cell, figure) in enumerate(zip(cells, figures, strict=True)):
            if figure is None or i <= at:
                continue
            place = i
            if is_spaced and header:
                place = _column_above(header, header_start, cell, block.start, tokens.reading)
            column = columns[place] if place < len(columns) else _Column("unknown", None, None, "")
            if column.sort == "change" and column.unit is None and has_percent_column and is_money:
                column = replace(column, unit=Unit.CURRENCY)
            if has_percent and column.unit is None and column.sort in ("unknown", "timed", "change"):
                column = replace(column, sort="change", unit=Unit.PERCENT, text=column.text + " %")
            claim = _cell_claim(
                article_id, tokens, block.start, block.end, named, cell, figure, column, gazetteer, period
            )
            if claim is not None:
                claims.append(claim)
    return claims


def _seen_from(own: Timex | None, above: Timex | None) -> Timex | None:
    """Return a column's time, to the end of the period that stands above the table; else that period."""
    if own is None:
        return replace(above, is_named=False) if above is not None else None
    if above is not None and own.kind in (TimexKind.TO_DATE, TimexKind.TRAILING) and above.kind in _ENDING:
        return replace(own, until=above)
    return own


_ENDING = frozenset(
    {TimexKind.QUARTER, TimexKind.MONTH, TimexKind.YEAR, TimexKind.WEEK, TimexKind.DAY, TimexKind.HALF, TimexKind.SPAN}
)
_PERCENT_CAPTION = re.compile(
    r"\b(?:returns?|changes?|performance|moves?)\b.*(?:%|\bper\s?cent\b)|(?:%|\bper\s?cent)\s+(?:change|return)",
    re.IGNORECASE,
)


def _column_above(header: Sequence[_Cell], header_start: int, cell: _Cell, start: int, reading: str) -> int:
    """Return the number of the header cell that stands nearest above `cell` in a table set by spaces."""

    def ends(of: _Cell, line: int) -> tuple[int, int]:
        lead = len(reading[of.start : of.end]) - len(reading[of.start : of.end].lstrip())
        return of.start - line + lead, of.start - line + lead + len(of.text)

    low, high = ends(cell, start)

    def distance(i: int) -> int:
        left, right = ends(header[i], header_start)
        return min(abs(right - high), abs(left - low), abs((left + right) - (low + high)) // 2)

    return min(range(len(header)), key=distance)


def _is_data(cell: _Cell, number: Number | None) -> bool:
    """Say whether a cell holds a figure alone, and no "12 months" or "2025" as headers do."""
    has_words = any(character.isalpha() for character in cell.text)
    return number is not None and not has_words and not re.fullmatch(r"(?:19|20)\d\d", number.quantity.text)


def _single_number(reading: str, cell: _Cell) -> Number | None:
    numbers = find_numbers(reading, cell.start, cell.end)
    if len(numbers) != 1:
        return None
    letters = sum(character.isalpha() for character in cell.text)
    return numbers[0] if letters <= 8 else None


_MONTH_HEAD = re.compile(rf"({'|'.join(MONTHS)})\.?", re.IGNORECASE)


def _column(reading: str, cell: _Cell) -> _Column:
    text = cell.text
    timexes = find_timexes(reading, cell.start, cell.end) or find_heading_timexes(reading, cell.start, cell.end)
    timex = timexes[0] if timexes else None
    for pattern, kind, value in _COLUMN_TIMES:
        if timex is None and pattern.search(text):
            is_previous = kind is TimexKind.SESSION
            timex = Timex(text, cell.start, cell.end, kind, value="" if is_previous else value, offset=-is_previous)
    month = _MONTH_HEAD.fullmatch(text)
    if timex is None and month is not None:
        value = f"--{MONTHS[month[1].lower()]:02}"
        timex = Timex(text, cell.start, cell.end, TimexKind.MONTH, value=value, is_named=True)
    trailing = _TRAILING.search(text)
    if timex is None and trailing is not None:
        count = _COUNTS.get(trailing["n"].lower()) or int(trailing["n"])
        length = "month" if trailing["unit"][0].lower() == "m" else "year"
        timex = Timex(text, cell.start, cell.end, TimexKind.TRAILING, count=count, unit=length)
    unit = (
        Unit.PERCENT
        if re.search(r"%|pct|percent", text, re.IGNORECASE)
        else Unit.BASIS_POINT
        if re.search(r"\bbps?\b", text, re.IGNORECASE)
        else None
    )
    if unit is None and re.search(r"\bpoints?\b|\bpts\b", text, re.IGNORECASE):
        unit = Unit.POINT
    if _NOT_PRICE_HEAD.search(text) or _AVERAGED.search(text):
        return _Column("skip", timex, unit, text)
    if _LEVEL_HEAD.search(text) and not _CHANGE_HEAD.search(text):
        return _Column("level", timex, unit, text)
    if _CHANGE_HEAD.search(text):
        return _Column("change", timex, unit, text)
    if timex is not None:
        return _Column("timed", timex, unit, text)
    return _Column("unknown", timex, unit, text)


# What has no level of its own: below "Fri" or "Jan" stands by how much it moved.
_NO_LEVEL = frozenset(
    {InstrumentKind.SECTOR, InstrumentKind.INDUSTRY, InstrumentKind.STYLE, InstrumentKind.GROUP, InstrumentKind.MARKET}
)


_IN_MONEY = frozenset({InstrumentKind.COMMODITY, InstrumentKind.FUND, InstrumentKind.SHARE, InstrumentKind.CRYPTO})


def _cell_claim(
    article_id: str,
    tokens: Tokens,
    start: int,
    end: int,
    named: Found,
    cell: _Cell,
    number: Number,
    column: _Column,
    gazetteer: Gazetteer,
    period: Timex | None,
) -> Claim | None:
    if column.sort == "skip":
        return None
    kind = gazetteer.instrument(named.symbol).kind
    quantity = number.quantity
    is_signed = bool(number.sign)
    is_rate = kind in (InstrumentKind.YIELD, InstrumentKind.RATE)
    if (
        is_rate
        and quantity.unit is Unit.PERCENT
        and not is_signed
        and column.sort == "change"
        and not _IS_CHANGE.search(column.text)
    ):
        return None  # the yield itself, or its return over the period: nobody can say
    is_group = kind in _NO_LEVEL
    is_level = column.sort == "level" or (
        column.sort in ("unknown", "timed")
        and not is_signed
        and not (is_group and column.sort == "timed")
        and (
            (quantity.unit is Unit.NONE and "." in quantity.text)
            or quantity.unit is Unit.CURRENCY
            or (is_rate and quantity.unit is Unit.PERCENT)
        )
    )
    if column.sort == "unknown" and not is_level and not is_signed and quantity.unit is not Unit.PERCENT:
        return None
    unit = quantity.unit
    if is_level:
        if unit is Unit.NONE:
            unit = Unit.PERCENT if is_rate else Unit.POINT if kind is InstrumentKind.INDEX else Unit.CURRENCY
        direction = None
    else:
        if unit is Unit.NONE:
            unit = column.unit or (
                Unit.POINT if kind is InstrumentKind.INDEX and "%" not in column.text else Unit.PERCENT
            )
            if column.unit is None and is_group:
                unit = Unit.PERCENT
            elif column.unit is None and kind is not InstrumentKind.INDEX:
                unit = Unit.CURRENCY if kind is InstrumentKind.SHARE and "%" not in column.text else Unit.PERCENT
        arrow = tokens.reading[cell.start : cell.end]
        if number.sign == "-" or "▼" in arrow or "↓" in arrow or ("(" in arrow and ")" in arrow and not is_signed):
            direction = Direction.DOWN
        else:
            direction = Direction.UP
        if quantity.value is not None and quantity.value == 0:
            direction = Direction.FLAT
    return Claim(
        article_id=article_id,
        kind=Kind.LEVEL if is_level else Kind.CHANGE,
        sentence=" ".join(tokens.text[start:end].split()),
        start=quantity.start,
        end=quantity.end,
        factuality=Factuality.REPORTED,
        subject=Subject(
            named.symbol,
            tokens.text_of(named.first, named.last),
            tokens.starts[named.first],
            tokens.ends[named.last - 1],
        ),
        direction=direction,
        quantity=replace(
            quantity,
            text=tokens.text[quantity.start : quantity.end],
            unit=unit,
            bound=quantity.bound if quantity.bound is not Bound.AT_LEAST else Bound.EXACT,
        ),
        timex=_seen_from(column.timex, period),
        told=Told.CLOSE if is_level else Told.UNSAID,
    )
