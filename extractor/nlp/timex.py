"""Time expressions of market text, normalised; `verify/resolve.py` turns them to sessions.

One table of named patterns, most specific first. A pattern's name says the TimexKind.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from extractor.nlp.tokens import words_in
from extractor.records import Timex, TimexKind

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
             "front": 1, "opening": 1, "back": 2, "latter": 2, "closing": 2}  # fmt: skip
_COUNTS = {
    word: value
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "couple of": 2, "a couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30}  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|"
    r"Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI)DAY|Mon\.?|Tues?\.?|Wed\.?|Thu(?:rs?)?\.?|Fri\.?)"
_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:(?<![\d.,])[1-9]\d{0,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a\s+couple\s+of)"
_UNIT = r"(?:trading\s+)?(?P<unit>sessions?|days?|weeks?|months?|quarters?|years?)"
_PART = r"(?P<part>early|mid|late)"

_GAIN = r"(?:gains?|loss(?:es)?|declines?|drops?|rises?|advances?|falls?|increases?|decreases?|rall(?:y|ies)|slides?|slumps?|performance|jumps?|climb|retreat|tumble|return)"

# No expression is stretched over more white space than this; without a bound, what leaves it open where the space
# goes ("\s*,?\s+") takes quadratic time on a text that is mostly blanks.
_WIDEST = 40


def _bounded(pattern: str) -> str:
    """Return a pattern whose white space is bounded."""
    return pattern.replace(r"\s+", rf"\s{{1,{_WIDEST}}}").replace(r"\s*", rf"\s{{0,{_WIDEST}}}")


Builder = Callable[[re.Match[str]], Timex | None]


def _month(text: str) -> int:
    return MONTHS[text[:3].lower()]


def _count(text: str) -> int:
    text = re.sub(r"\s+", " ", text.lower())
    return int(text) if text.isdigit() else _COUNTS[text]


def _make(match: re.Match[str], kind: TimexKind, **fields: object) -> Timex:
    return Timex(match[0], match.start(), match.end(), kind, **fields)  # type: ignore[arg-type]  # named by the callers


def _day(match: re.Match[str]) -> Timex | None:
    month, day = _month(match["month"]), int(match["day"])
    if not 1 <= day <= 31:
        return None
    year = match["year"]
    return _make(match, TimexKind.DAY, value=f"{year or '-'}-{month:02}-{day:02}", is_named=True)


def _iso_day(match: re.Match[str]) -> Timex | None:
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return None
    return _make(match, TimexKind.DAY, value=f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}", is_named=True)


def _slash_day(match: re.Match[str]) -> Timex | None:
    """8/26/2025, 8/26/25 or 8/26 is a day only where the other number cannot be the month; otherwise it is unknown."""
    first, second, year = int(match["m"]), int(match["d"]), match.groupdict().get("y") or "-"
    if year == "-" and (min(first, second) > 12 or (first, second) == (24, 7)):
        return None  # "50/50", "24/7"
    if len(year) == 2:
        year = ("19" if year >= "70" else "20") + year
    if first <= 12 < second <= 31 or 1 <= first == second <= 12:
        return _make(match, TimexKind.DAY, value=f"{year}-{first:02}-{second:02}", is_named=True)
    if second <= 12 < first <= 31:
        return _make(match, TimexKind.DAY, value=f"{year}-{second:02}-{first:02}", is_named=True)
    return _make(match, TimexKind.UNKNOWN)


def _day_span(match: re.Match[str]) -> Timex | None:
    first = _month(match["month"])
    second = _month(match["month2"]) if match["month2"] else first
    year = match["year"] or "-"
    return _make(
        match,
        TimexKind.SPAN,
        value=f"{year}-{first:02}-{int(match['day']):02}/{year}-{second:02}-{int(match['day2']):02}",
        is_named=True,
    )


def _day_span_of_month(match: re.Match[str]) -> Timex | None:
    """ "from 5 to 9 January 2026": the month stands last."""
    year, month = match["year"] or "-", _month(match["month"])
    return _make(
        match,
        TimexKind.SPAN,
        value=f"{year}-{month:02}-{int(match['day']):02}/{year}-{month:02}-{int(match['day2']):02}",
        is_named=True,
    )


def _weekday(match: re.Match[str]) -> Timex:
    prefix = (match["prefix"] or "").lower().strip()
    return _make(
        match,
        TimexKind.WEEKDAY,
        value=str(_DAYS[match["weekday"][:3].lower()]),
        offset=-1 if prefix in ("last", "previous", "prior") else 1 if prefix == "next" else 0,
        part="this" if prefix == "this" else "",
        is_named=True,
    )


def _month_only(match: re.Match[str]) -> Timex:
    groups = match.groupdict()
    part = (groups.get("part") or "").lower()
    year = groups.get("year")
    offset = -1 if (groups.get("rel") or "").lower().startswith("last") else 0
    return _make(
        match,
        TimexKind.MONTH,
        value=f"{year or '-'}-{_month(match['month']):02}",
        part=part,
        offset=offset,
        is_named=True,
    )


def _month_end(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.END, value=f"{match['year'] or '-'}-{_month(match['month']):02}")


def _year_end(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.END, value=f"{match['bareyear']}-12")


def _months_ended(match: re.Match[str]) -> Timex:
    """ "the three months ended Sept. 30": whole months up to that one; a year's turn is forgone."""
    last, n = _month(match["month"]), _count(match["n"])
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[last - 1]
    year = match["year"] or "-"
    if n > last:
        return _make(match, TimexKind.UNKNOWN)
    return _make(match, TimexKind.SPAN, value=f"{year}-{last - n + 1:02}-01/{year}-{last:02}-{days:02}")


def _month_span(match: re.Match[str]) -> Timex:
    """ "from October through December": first to last day; a leap day is forgone."""
    first, last = _month(match["month"]), _month(match["month2"])
    if last < first:
        return _make(match, TimexKind.UNKNOWN)  # over a year's turn
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[last - 1]
    year = match["year"] or "-"
    return _make(match, TimexKind.SPAN, value=f"{year}-{first:02}-01/{year}-{last:02}-{days:02}")


def _ranked(match: re.Match[str]) -> Timex:
    """ "its best week since March": the period that is ranked; `part` marks it as such."""
    unit = match["unit"].lower()
    kind = {"day": TimexKind.RELATIVE_DAY, "session": TimexKind.RELATIVE_DAY, "week": TimexKind.WEEK, "month": TimexKind.MONTH,
            "quarter": TimexKind.QUARTER, "year": TimexKind.YEAR}[unit]  # fmt: skip
    return _make(match, kind, part="ranked")


def _quarter(match: re.Match[str]) -> Timex:
    groups = match.groupdict()
    digit = groups.get("q") or groups.get("q2") or str(_ORDINALS[(groups.get("ord") or "").lower()])
    year = groups.get("year") or ""
    if len(year) == 2:
        year = "20" + year
    return _make(match, TimexKind.QUARTER, value=f"{year or '-'}-Q{digit}", is_named=True)


def _ordinal(match: re.Match[str]) -> Timex | None:
    """ "after a loss of 4.6% in the first": of quarters or of halves, as the words shortly before say."""
    before = match.string[max(0, match.start() - _SHORTLY) : match.start()].lower()
    quarter, half = before.rfind("quarter"), max(before.rfind(" half"), before.rfind(" halves"))
    number = _ORDINALS[match["ord"].lower()]
    if quarter > half:
        return _make(match, TimexKind.QUARTER, value=f"--Q{number}", is_named=True)
    if half > quarter and number <= 2:
        return _make(match, TimexKind.HALF, value=f"--H{number}", is_named=True)
    return _make(match, TimexKind.UNKNOWN)


_SHORTLY = 160  # characters


def _half(match: re.Match[str]) -> Timex:
    groups = match.groupdict()
    digit = groups.get("h") or str(_ORDINALS[(groups.get("ord") or "").lower()])
    return _make(match, TimexKind.HALF, value=f"{match['year'] or '-'}-H{digit}", is_named=True)


def _relative_period(match: re.Match[str]) -> Timex:
    unit = match["unit"].lower().rstrip("s")
    rel = match["rel"].lower()
    offset = 0 if rel in ("this", "current", "the current", "the") else 1 if rel in ("next", "coming") else -1
    kind = {"week": TimexKind.WEEK, "month": TimexKind.MONTH, "quarter": TimexKind.QUARTER, "year": TimexKind.YEAR}[
        unit
    ]
    if rel in ("past", "the past"):
        return _make(match, TimexKind.TRAILING, count=1, unit=unit)
    return _make(match, kind, offset=offset)


def _to_date(match: re.Match[str]) -> Timex:
    text = match[0].lower()
    unit = next((u for u in ("quarter", "month", "week") if u in text), "year")
    if text.startswith("qtd"):
        unit = "quarter"
    elif text.startswith("mtd"):
        unit = "month"
    elif text.startswith("wtd"):
        unit = "week"
    return _make(match, TimexKind.TO_DATE, value=unit)


def _since(match: re.Match[str]) -> Timex:
    groups = match.groupdict()
    if groups.get("day") and groups.get("month"):
        value = f"{groups.get('year') or '-'}-{_month(match['month']):02}-{int(match['day']):02}"
    elif groups.get("month"):
        value = f"{groups.get('year') or '-'}-{_month(match['month']):02}"
        if groups.get("part"):
            value = f"{groups['part'].lower()} {value}"
    elif groups.get("weekday"):
        is_last = bool({"last", "previous", "prior"} & set(match[0].lower().split()))
        value = "weekday " + str(_DAYS[match["weekday"][:3].lower()]) + (" last" if is_last else "")
    elif groups.get("bareyear"):
        value = match["bareyear"]
    else:
        value = re.sub(r"\s+", " ", match["start_of"].lower())
    return _make(match, TimexKind.SINCE, value=value)


def _month_to_date(match: re.Match[str]) -> Timex:
    """ "July to date", said in July or later: the month as far as it has come."""
    return _make(match, TimexKind.TO_DATE, value=f"--{_month(match['month'] or match['month2']):02}")


def _since_year_end(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.SINCE, value=str(int(match["year"]) + 1))


def _unit_end(match: re.Match[str]) -> Timex:
    """ "at quarter-end": the last session of the one that has ended."""
    return _make(match, TimexKind.END, unit=(match["unit"] or match["unit2"]).lower())


def _nth_day(match: re.Match[str]) -> Timex:
    """ "December 7 …, the Dow's own on the 14th": a day of the month told before; `value` is its number."""
    return _make(match, TimexKind.UNKNOWN, value=f"{int(match['nth']):02}", part="nth")


def _begun(match: re.Match[str]) -> Timex:
    """ "having begun the year at 1.92%": where the period before it ended."""
    kind = {"week": TimexKind.WEEK, "month": TimexKind.MONTH, "quarter": TimexKind.QUARTER, "year": TimexKind.YEAR}
    return _make(match, TimexKind.BASE, until=_make(match, kind[match["unit"].lower()]))


def _begun_year(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.BASE, until=_year(match))


# Days that go by a name (`verify/named_days.py`), and those that have a date of their own. A bare "Christmas" is a season,
# and "Thanksgiving week" no day.
_NAMED_DAYS = (
    (r"new\s+year['’]s\s+eve", "--12-31"), (r"new\s+year['’]s\s+day", "--01-01"), (r"christmas\s+eve", "--12-24"),
    (r"christmas(?:\s+day)?", "--12-25"), (r"boxing\s+day", "--12-26"), (r"valentine['’]s\s+day", "--02-14"),
    (r"juneteenth", "--06-19"), (r"independence\s+day|(?:the\s+)?fourth\s+of\s+july", "--07-04"),
    (r"halloween", "--10-31"), (r"veterans['’]?\s+day", "--11-11"),
    (r"(?:martin\s+luther\s+king(?:\s+jr\.?)?|mlk)\s+day", "-king"), (r"presidents?['’]?s?\s+day", "-presidents"),
    (r"good\s+friday", "-goodfriday"), (r"easter\s+monday", "-eastermonday"), (r"memorial\s+day", "-memorial"),
    (r"labor\s+day", "-labor"), (r"columbus\s+day", "-columbus"), (r"thanksgiving(?:\s+day)?", "-thanksgiving"),
    (r"black\s+friday", "-blackfriday"), (r"election\s+(?:day|night)", "-election"),
    (r"inauguration\s+day", "-inauguration"), (r"[\"“‘']?liberation\s+day[\"”’']?", "-liberation"),
)  # fmt: skip
_ON = re.compile(r"\bon\s$", re.IGNORECASE)
_NAMED_DAY = "|".join(words for words, _ in _NAMED_DAYS)
_NO_DAY = r"(?!['’]?s?\s+(?:weekend|holidays?|break|rush|week|season|sales?|shopping|parade|dinner|table|party|rally|crowd|cheer|spending|travel|closure))"
# "The election" of a president, or of a Congress: which it is, and whether it is not long past, is seen from the dateline.
_ELECTION = (
    r"(?:the\s+|his\s+|her\s+|(?:donald\s+|joe\s+)?(?:trump|biden|obama)['’]s\s+)(?:u\.?s\.?\s+|american\s+|november\s+|nov\.\s+)?"
    r"(?:presidential\s+|midterm\s+|mid-term\s+)?(?:re-?)?elections?(?:\s+(?:win|victory|result|day|night))?"
)


def _value_of_day(words: str) -> str:
    return next(value for name, value in _NAMED_DAYS if re.fullmatch(name, words, re.IGNORECASE))


def _named_day(match: re.Match[str]) -> Timex | None:
    """ "Christmas Eve", "Labor Day": a day of the year; with "the day after" the one beside it."""
    side = (match["side"] or "").lower()
    is_election = match["holiday"] is None
    value = "-election" if is_election else _value_of_day(match["holiday"])
    if (
        value == "--12-25"
        and "day" not in match["holiday"].lower()
        and not (side or _ON.search(match.string, max(0, match.start() - 4), match.start()))
    ):
        return None  # a season
    if is_election and not side:
        return None  # "the election" is a matter of months
    is_of_date = value.startswith("--")
    if side and is_of_date:
        month, day = int(value[2:4]), int(value[5:]) + (-1 if side == "before" else 1)
        if not 1 <= day <= 31:
            return _make(match, TimexKind.UNKNOWN)
        return _make(match, TimexKind.DAY, value=f"--{month:02}-{day:02}", is_named=True)
    shift = "" if not side else "-1" if side == "before" else "+1"
    return _make(match, TimexKind.DAY, value=value + shift, is_named=True)


def _since_named(match: re.Match[str]) -> Timex:
    name = match["holiday"]
    value = "-inauguration" if match["sworn"] else "-election" if name is None else _value_of_day(name)
    return _make(match, TimexKind.SINCE, value=value, part="begun")


def _since_start(match: re.Match[str]) -> Timex:
    """ "since the start of March", said in March too, is since its first day."""
    return _make(match, TimexKind.SINCE, value=f"{match['year'] or '-'}-{_month(match['month']):02}-01")


def _since_end(match: re.Match[str]) -> Timex:
    """ "since the end of March" starts with April, also where April is still running."""
    return _make(match, TimexKind.SINCE, value=f"end {_month(match['month'])}")


def _a_period_ago(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.TRAILING, count=1, unit=match["unit"])


def _ago(match: re.Match[str]) -> Timex:
    unit = match["unit"].lower().rstrip("s")
    if match["vague"]:
        return _make(match, TimexKind.UNKNOWN)
    return _make(match, TimexKind.AGO, count=1 if match["n"].lower() == "a" else _count(match["n"]), unit=unit)


def _trailing(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.TRAILING, count=_count(match["n"]), unit=match["unit"].lower().rstrip("s"))


def _some_units(match: re.Match[str]) -> Timex:
    """ "climbed 5.7% in only four sessions": how long, not which; `part` marks it as such."""
    return replace(_trailing(match), part="loose")


def _units_of_a_move(match: re.Match[str]) -> Timex:
    """ "a two-day gain of 3.3%": how long the move took; which days they were is left open."""
    count, unit = (match["n"], match["unit"]) if match["n"] else (match["n2"], match["unit2"])
    return _make(match, TimexKind.TRAILING, count=_count(count), unit=unit.lower(), part="loose")


def _first_sessions(match: re.Match[str]) -> Timex:
    """ "the first five trading days of 2026": `part` says first or last."""
    which = "last" if match["which"].lower() in ("last", "final", "closing") else "first"
    of = (match["of"] or "").strip()
    year = re.search(_YEAR, of)
    month = re.search(_FULL_MONTH, of)
    value = (
        f"{year[0] if year else '-'}-{_month(month[0]):02}"
        if month
        else (year[0] if year else of.split()[-1].lower() if of else "year")
    )
    count = _count(match["n"]) if match["n"] else 1
    unit = match["unit"].lower().rstrip("s")
    return _make(match, TimexKind.FIRST_SESSIONS, value=value, count=count, unit=unit, part=which, is_named=True)


def _n_days_in(match: re.Match[str]) -> Timex:
    return _make(
        match,
        TimexKind.FIRST_SESSIONS,
        value="year",
        count=_count(match["n"]),
        unit=match["unit"].lower().rstrip("s"),
        part="first",
    )


def _ended_month(match: re.Match[str]) -> Timex:
    """ "ended June at 4.44%, up 14 basis points": where it ended is June's, the move may be the quarter's."""
    return replace(_month_end(match), part="ended")


def _year(match: re.Match[str]) -> Timex:
    return _make(match, TimexKind.YEAR, value=match["year"], is_named=True)


def _fixed(kind: TimexKind, **fields: object) -> Builder:
    def build(match: re.Match[str]) -> Timex:
        return _make(match, kind, **fields)

    return build


_ENDED = r"(?:(?<=\bended )|(?<=\bending )|(?<=\bend )|(?<=\bfinished )|(?<=\bfinish )|(?<=\bclosed )|(?<=\bclosed out )|(?<=\bclosing )|(?<=\bcapped ))"
_OWNED = r"(?:(?<=\bits )|(?<=\btheir )|(?<=['’]s )|(?<=\bthe )|(?<=\ba )|(?<=% )|(?<=percent ))"
_OWN_MOVE = r"(?:advances?|declines?|gains?|losses|loss|drops?|rises?|slides?|slumps?|jumps?|rall(?:y|ies)|rebound|retreat|tumble|climb|surge|selloff|sell-off|returns?|performance)"
_YEAR_AFTER = rf"(?:\s*,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?"
_FISCAL_QUARTER = r"(?:(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)(?:[\s-](?:quarter|half))?|Q[1-4]|H[12])\b)"
PATTERNS: tuple[tuple[str, Builder], ...] = (
    (rf"\b(?P<y>{_YEAR})[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?:\b|(?=T\d\d))", _iso_day),
    (rf"(?<![\d/.-])(?P<m>\d\d?)(?P<sep>[/.-])(?P<d>\d\d?)(?P=sep)(?P<y>{_YEAR})(?![\d/-])", _slash_day),
    (r"(?<![\d/])(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d\d)(?![\d/])", _slash_day),
    (r"(?<=\bon )(?P<m>\d\d?)/(?P<d>\d\d?)(?![\d/%]|\s*%)", _slash_day),
    (
        rf"\b(?:the\s+)?(?P<which>first|last|final|opening|closing)\s+(?:(?P<n>{_COUNT})\s+)?(?:full\s+)?{_UNIT}(?:\s+of\s+trading)?"
        rf"(?P<of>\s+of\s+(?:(?:the|this)\s+(?:new\s+)?(?:year|quarter|month|week)|{_FULL_MONTH}(?:\s+{_YEAR})?|{_YEAR}(?:\s+trading)?))",
        _first_sessions,
    ),
    (rf"\bthe\s+(?P<of>year|quarter|month)['’]s\s+(?P<which>first|last|final|opening|closing)\s+(?:(?P<n>{_COUNT})\s+)?(?:full\s+)?{_UNIT}\b", _first_sessions),
    (rf"\b(?P<n>{_COUNT})\s+{_UNIT}\s+into\s+(?:the\s+(?:new\s+)?year|{_YEAR})\b", _n_days_in),
    (
        rf"\b[Ss]ince\s+(?:the\s+(?:close|end)\s+of\s+)?(?:{_PART}[\s-])?(?P<month>{_MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s*,?\s+(?P<year>{_YEAR}))?\b",
        _since,
    ),
    (rf"\b[Ss]ince\s+(?:{_PART}[\s-])?(?P<month>{_MONTH})(?:\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?last\s+year)?\b(?!\s*\d)", _since),
    (r"\b(?:best|worst|biggest|strongest|weakest|largest|steepest|poorest)\s+(?P<unit>day|session|week|month|quarter|year)\b", _ranked),
    (rf"\b(?i:since)\s+the\s+(?:start|beginning)\s+of\s+(?P<month>{_FULL_MONTH})(?:\s+(?P<year>{_YEAR}))?\b", _since_start),
    (rf"\b(?i:since)\s+the\s+end\s+of\s+(?P<year>{_YEAR})\b", _since_year_end),
    (rf"\b(?i:since|than|from)\s+(?:at\s+)?the\s+end\s+of\s+(?P<month>{_FULL_MONTH})\b", _since_end),
    (
        rf"\b(?:in|over|during)\s+the\s+(?P<unit>year|month|quarter)\b(?=\s+(?:to|ended|ending)\s+(?:on\s+)?(?:{_WEEKDAY}|{_MONTH}\s+\d\d?)\b)",
        _a_period_ago,
    ),
    (r"\b(?:than|from)\s+(?:a|one)\s+(?P<unit>week|month|year)\s+(?:ago|earlier|before)\b", _a_period_ago),
    (
        rf"\b(?:the\s+)?(?P<n>three|six|nine|twelve|3|6|9|12)[\s-]months?\s+(?:ended|ending|to|through)\s+(?P<month>{_MONTH})(?:\s+(?P<day>\d\d?))?(?:\s*,?\s+(?P<year>{_YEAR}))?\b",
        _months_ended,
    ),
    (
        rf"\b[Ss]ince\s+(?:the\s+(?:close|end)\s+(?:of|on)\s+)?(?:last\s+|this\s+past\s+|the\s+(?:previous|prior)\s+)?(?P<weekday>{_WEEKDAY})\b"
        r"(?:['’]s\s+clos(?:e|ing\s+bell)\b)?",
        _since,
    ),
    (rf"\bthan\s+(?:late\s+|on\s+|at\s+the\s+close\s+on\s+)?(?P<weekday>{_WEEKDAY})\b(?!['’]s)", _since),
    (r"\bfrom\s+one\s+\w+\s+to\s+the\s+next\b|\bduring\s+which\b", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:in|during)\s+the\s+(?P<ord>first|second|third|fourth)\b(?=\s*(?:[,.;:)]|$|(?:and|but|as|while|after|before|then|to)\b))", _ordinal),
    (rf"\b[Ss]ince\s+(?P<bareyear>{_YEAR})\b", _since),
    (r"\b[Ss]ince\s+(?:the\s+turn\s+of\s+the\s+year|new\s+year(?:['’]s(?:\s+(?:eve|day))?)?)(?!\w)", _fixed(TimexKind.SINCE, value="start of the year")),
    (r"\b(?:beg[aiu]n(?:ning)?|start(?:ed|ing)?|entered)\s+the\s+(?P<unit>year|month|quarter|week)\b(?=\s+(?:at|near|around|trading|just|above|below)\b)", _begun),
    (r"\b(?P<unit>year|month|quarter|week)\s+(?:that\s+|which\s+)?(?:began|started|opened)\b(?=\s+(?:at|near|around|just|above|below)\b)", _begun),
    (rf"\b(?:beg[aiu]n(?:ning)?|start(?:ed|ing)?|entered)\s+(?P<year>{_YEAR})\b(?=\s+(?:at|near|around|trading|just|above|below)\b)", _begun_year),
    (rf"\bsince\s+(?:(?P<holiday>{_NAMED_DAY})(?!\w){_NO_DAY}|{_ELECTION}\b|(?P<sworn>(?:the\s+)?inauguration\b))", _since_named),
    (r"\bbetween\s+christmas\s+and\s+(?:the\s+)?new\s+year(?:['’]s(?:\s+(?:eve|day))?)?(?!\w)", _fixed(TimexKind.SPAN, value="--12-26/--12-31", is_named=True)),
    (
        rf"(?:\bthe\s+(?:trading\s+)?(?:day|session|friday|wednesday|monday|tuesday)\s+(?P<side>before|after|following)\s+)?"
        rf"(?<!\w)(?:(?P<holiday>{_NAMED_DAY})(?!\w){_NO_DAY}(?:['’]s\b)?|{_ELECTION}\b)",
        _named_day,
    ),
    (r"\b(?:good|black)\s+friday\b|\b(?:labor|memorial|presidents['’]?|columbus|veterans|election|inauguration|thanksgiving|boxing)\s+day\b(?!\s+(?:weekend|holiday|break|rush))|\bthanksgiving\b", _fixed(TimexKind.UNKNOWN)),
    (
        r"\b[Ss]ince\s+(?P<start_of>(?:the\s+(?:start|beginning)\s+of\s+(?:the\s+|this\s+)?(?:year|quarter|month|week)|the\s+start\s+of\s+20\d\d|"
        r"the\s+(?:year|month|quarter|week)\s+began|last\s+(?:week|month|quarter|year)|the\s+end\s+of\s+last\s+(?:year|month|quarter)))\b",
        _since,
    ),
    (r"\bon\s+the\s+year\b", _to_date),
    (
        r"\b(?:so\s+far\s+(?:this|in\s+the)\s+(?:year|quarter|month|week)|so\s+far\s+in\s+20\d\d|(?:year|quarter|month|week)[\s-]to[\s-]date|"
        r"YTD|QTD|MTD|WTD|ytd|for\s+the\s+year\s+to\s+date|in\s+the\s+year\s+to\s+date|(?:this|the)\s+(?:year|month|quarter)\s+so\s+far)\b",
        _to_date,
    ),
    (
        rf"\b(?i:from|between)\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\s*(?:[-–—]|to|and|through|until)\s*(?P<day2>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"
        rf"(?:\s*,?\s+(?P<year>{_YEAR})\b)?",
        _day_span_of_month,
    ),
    (
        rf"\b(?i:between)\s+(?P<month>{_MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\s+and\s+(?:(?P<month2>{_MONTH})\s+)?(?P<day2>\d\d?)(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d)"
        rf"(?:\s*,?\s+(?P<year>{_YEAR})\b)?",
        _day_span,
    ),
    (rf"\b(?i:between)\s+(?P<month>{_MONTH})\s+\d\d?(?:st|nd|rd|th)?(?:\s*,?\s+{_YEAR})?\s+and\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?:(?:in|for|during)\s+)?the\s+week\s+(?:of|beginning|commencing|starting)\s+(?:the\s+|(?:{_MONTH})\s+)?\d\d?(?:st|nd|rd|th)?\b(?:\s*,?\s+{_YEAR}\b)?", _fixed(TimexKind.UNKNOWN)),
    (rf"\b{_COUNT}\s+{_UNIT}\s+(?:before|after|from)\s+(?P<month>{_MONTH})\s+\d\d?(?:st|nd|rd|th)?\b(?:\s*,?\s+{_YEAR}\b)?", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?P<day>\d\d?)-(?P<month>{_MONTH})-(?P<year>{_YEAR})\b", _day),
    (
        rf"\b(?:from\s+)?(?P<month>{_MONTH})\s+(?P<day>\d\d?)\s*(?:[-–—]|to|through)\s*(?:(?P<month2>{_MONTH})\s+)?(?P<day2>\d\d?)(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d)"
        rf"(?:\s*,?\s+(?P<year>{_YEAR})\b)?",
        _day_span,
    ),
    (rf"\b(?P<month>{_MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d|,\d{{3}})(?:\s*,?\s+(?P<year>{_YEAR})\b)?(?:['’]s)?", _day),
    (rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:\s*,?\s+(?P<year>{_YEAR})\b)?", _day),
    (
        rf"\b(?i:from|between)\s+(?P<month>{_FULL_MONTH})\s+(?:through|to|and|until)\s+(?:the\s+end\s+of\s+)?(?P<month2>{_FULL_MONTH})(?:\s+(?:in\s+|of\s+)?(?P<year>{_YEAR}))?\b(?!\s*\d)",
        _month_span,
    ),
    (
        rf"\b(?P<month>{_FULL_MONTH})\s+(?:through|to)\s+(?P<month2>{_FULL_MONTH})(?:\s+(?:in\s+|of\s+)?(?P<year>{_YEAR}))?\b(?!\s*\d)",
        _month_span,
    ),
    (rf"\b(?P<month>{_MONTH})\s?[-–—]\s?(?P<month2>{_MONTH})(?:\s+(?P<year>{_YEAR}))?\b(?!\s*\d)", _month_span),
    (rf"\b(?P<month>{_FULL_MONTH})[\s-]to[\s-]date\b|\bso\s+far\s+in\s+(?P<month2>{_FULL_MONTH})\b", _month_to_date),
    (rf"\b(?:(?:at|by)\s+)?the\s+end\s+of\s+(?P<month>{_FULL_MONTH}){_YEAR_AFTER}(?!\s*\d)", _month_end),
    (rf"(?=[JFMASOND]){_ENDED}(?P<month>{_FULL_MONTH})\b{_YEAR_AFTER}(?=\s+(?:at|above|below|near|around)\b)", _ended_month),
    (rf"(?=[JFMASOND]){_ENDED}(?P<month>{_FULL_MONTH})\b{_YEAR_AFTER}(?=\s+(?:up|down|with|higher|lower)\b)", _month_only),
    (rf"(?=[12]){_ENDED}(?P<year>{_YEAR})\b(?=\s+(?:at|up|down|with|higher|lower|above|below|near|on|around)\b)", _year),
    (rf"(?=[JFMASOND]){_OWNED}(?P<month>{_FULL_MONTH})\b(?=\s+{_OWN_MOVE}\b)", _month_only),  # "its July gain was 24.6%"
    (rf"(?=[12]){_OWNED}(?P<year>{_YEAR})\b(?=\s+{_OWN_MOVE}\b)", _year),  # "trimming its 2024 advance to 138%"
    (rf"\b(?P<rel>last)\s+(?P<month>{_FULL_MONTH})\b", _month_only),
    (rf"\b(?:in\s+)?{_PART}[\s-](?P<month>{_MONTH}){_YEAR_AFTER}", _month_only),
    (rf"\b(?i:for)\s+(?P<month>{_MONTH})\s+(?:delivery|settlement|contracts?)\b", _fixed(TimexKind.UNKNOWN, part="contract")),
    (rf"\b(?i:for|during|in|over|throughout)\s+(?:all\s+of\s+)?(?P<month>{_MONTH})\b{_YEAR_AFTER}(?!\s*\d)", _month_only),
    (r"(?=[JFMASOND])(?:(?<=^)|(?<=[.!?:\n]\s)|(?<=\n))(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b(?!\s+(?:gold|silver|copper|platinum|palladium|crude|natural|heating|gasoline|corn|wheat|soybeans?|futures|contracts?|delivery|comex|nymex)\b)(?:(?=\s+[a-z])(?!\s+\d)|(?=,\s+(?:however|though|too|by\s+contrast|in\s+contrast|meanwhile|in\s+turn|of\s+course),)|['’]s\b(?=\s+[a-z]))", _month_only),
    (rf"\b(?P<month>{_FULL_MONTH})\s+(?P<year>{_YEAR})\b", _month_only),
    # A company's own year begins when it likes.
    (
        rf"\b(?:(?:in|for|during|of|through|throughout)\s+)?(?:(?:the|its|their|a)\s+)?(?:"
        rf"(?:{_FISCAL_QUARTER}\s+(?:of\s+)?(?:its\s+|the\s+)?)?(?:fiscal(?:\s+year)?\s+{_YEAR}|FY\s?['’]?(?:20)?\d\d\b)(?:['’]s\s+{_FISCAL_QUARTER})?|"
        rf"fiscal[\s-](?:{_FISCAL_QUARTER}|(?:year|quarter|half)\b)|{_FISCAL_QUARTER}\s+fiscal\s+quarter)(?:\s+(?:of\s+)?{_YEAR}\b)?",
        _fixed(TimexKind.UNKNOWN),
    ),
    (rf"\b(?:in\s+|during\s+)?(?P<year>{_YEAR})[\s-]?Q(?P<q>[1-4])\b", _quarter),
    (rf"\b(?:in\s+|during\s+)?(?P<year>{_YEAR})[\s-]?H(?P<h>[12])\b", _half),
    (rf"\b(?:[Ii]n|[Dd]uring|[Ff]or)?\s?\bQ(?P<q>[1-4])(?:\s*(?:of\s+)?['’]?(?P<year>{_YEAR}|\d\d)\b)?(?!\d)", _quarter),
    (rf"\b(?P<q>[1-4])Q(?:['’]?(?P<year>\d\d\b|{_YEAR}))?\b", _quarter),
    (
        rf"\b(?:the\s+)?(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter\b(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b)?(?:\s+of\s+(?:the\s+)?year)?",
        _quarter,
    ),
    (rf"\bthe\s+(?P<ord>front|back|latter|closing|opening)\s+half\s+of\s+(?:the\s+year|(?P<year>{_YEAR}))", _half),
    (rf"\b(?:the\s+)?(?P<ord>first|second)[\s-]half\b(?:\s+of\s+(?:the\s+year|(?P<year>{_YEAR})))?", _half),
    (r"\b(?:for|in|over|during|on)\s+the\s+(?:half(?:[-\s]year)?(?![-\s]?\w)|six\s+months(?=\s*[,.;:)–—]|$))", _fixed(TimexKind.HALF)),
    (r"\bat\s+(?:the\s+)?(?:half[-\s]?way(?:\s+(?:point|mark|stage))?|half[-\s]?time|mid-?year|year['’]s\s+mid-?point)\b(?!\s+(?:between|through|to)\b)", _fixed(TimexKind.HALF, part="end")),
    (r"\bat\s+(?:the\s+)?(?P<unit>year|quarter|month|week)(?:['’]s)?[-\s]end\b|\bat\s+the\s+end\s+of\s+(?:the|last)\s+(?P<unit2>year|quarter|month|week)\b", _unit_end),
    (r"\bat\s+(?:the\s+)?(?:new\s+year\b(?!['’])|turn\s+of\s+the\s+year\b)", _fixed(TimexKind.END, unit="year")),
    (rf"\bH(?P<h>[12])(?:\s+(?P<year>{_YEAR}))?\b", _half),
    (rf"\b(?:over|in|for|during)\s+the\s+(?:past|last|previous|prior|trailing)\s+(?P<n>{_COUNT})[\s-]{_UNIT}\b", _trailing),
    (rf"\bfrom\s+where\s+(?:it|they)\s+(?:stood|was|were|closed|ended|traded)\s+(?:just\s+|only\s+)?(?P<n>{_COUNT})\s+{_UNIT}\s+(?:ago|earlier|before|prior)\b", _trailing),
    (r"\bfrom\s+where\s+(?:it|they)\b", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:over|in|for|during)\s+the\s+five\s+(?:trading\s+)?(?:days|sessions)\b", _fixed(TimexKind.WEEK, offset=0)),
    (rf"\b(?:over|in)\s+(?:just\s+|only\s+|the\s+)?(?P<n>{_COUNT})\s+{_UNIT}\b", _some_units),
    (rf"\b(?:the|these)\s+(?:past|last|previous|prior|trailing)\s+(?P<n>{_COUNT})[\s-]{_UNIT}\b", _trailing),
    (r"\b(?:over|in|for|during)\s+the\s+(?P<rel>past)\s+(?P<unit>week|month|quarter|year)\b", _relative_period),
    (r"\bover\s+the\s+(?:last|previous|prior)\s+(?P<unit>week|month|quarter|year)\b", _a_period_ago),
    (  # "a two-day gain of 3.3%", "its three-session advance comes to 2%", "a 4.1% four-day slide"
        rf"(?<![\w-])(?!one|1-)(?P<n>{_COUNT})-(?P<unit>day|session|week)(?=\s+(?:\w+\s+)?{_OWN_MOVE}\s+(?:of|comes?\s+to|came\s+to|to)\s+(?:\w+\s+){{0,2}}[$€£]?\d)"
        rf"|(?:(?<=% )|(?<=percent )|(?<=points ))(?!one|1-)(?P<n2>{_COUNT})-(?P<unit2>day|session|week)(?=\s+{_OWN_MOVE}\b)",
        _units_of_a_move,
    ),
    (r"\b(?P<n>12|twelve|six|three)-(?P<unit>month)s?\b(?=\s+(?:gain|return|loss|change|performance|advance))", _trailing),
    (r"\b(?:earlier|later)\s+(?:this|in\s+the)\s+(?:week|month|quarter|year)\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?:in|for|during|over|of)\s+the\s+(?:(?:full|calendar)\s+)?year\s+(?P<year>{_YEAR})\b", _year),
    (
        r"\b(?:in|over|during|for|after)\s+(?:a|the|another)\s+(?:[a-z]+[-\s]){1,3}week\b(?!s)|\bthe\s+week\s+that\s+was\b|\bthis\s+past\s+week\b|"
        r"\b(?:for|on|in|over|during)\s+the\s+week\b(?!s)(?:\s+(?:ended|ending|through)\b)?|\bthe\s+week\b(?=\s+(?:up|down|off|ahead|higher|lower|with|flat|unchanged|in\s+(?:the\s+(?:red|black|green)|positive|negative)|about|nearly|almost|roughly|more|\d))|"
        r"\bfor\s+the\s+(?:holiday-shortened|shortened|trading|full|entire|whole)\s+week\b",
        _fixed(TimexKind.WEEK, offset=0),
    ),
    (r"\b(?:for|on|in|over|during)\s+the\s+month\b(?!s)|\bthe\s+month\b(?=\s+(?:up|down|off|ahead|higher|lower|with|flat|unchanged|in\s+(?:the\s+(?:red|black|green)|positive|negative)|about|nearly|almost|roughly|more|\d))", _fixed(TimexKind.MONTH, offset=0)),
    (r"\b(?:for|on|in|over|during)\s+the\s+quarter\b(?!s)|\bthe\s+quarter\b(?=\s+(?:up|down|off|ahead|higher|lower|with|flat|unchanged|in\s+(?:the\s+(?:red|black|green)|positive|negative)|about|nearly|almost|roughly|more|\d))", _fixed(TimexKind.QUARTER, offset=0)),
    (r"\b(?:(?:for|over|across)\s+the\s+(?:(?:full|calendar|whole|entire)\s+)?year)\b(?!\s+(?:ended|ending|to\s+(?![\d$€£])))|\bthe\s+year\b(?=\s+(?:up|down|off|ahead|higher|lower|with|flat|unchanged|in\s+(?:the\s+(?:red|black|green)|positive|negative)|about|nearly|almost|roughly|more|\d))", _fixed(TimexKind.YEAR, offset=0)),
    (rf"\bweekly(?=\s+(?:percentage\s+|point\s+)?{_GAIN})", _fixed(TimexKind.WEEK, offset=0)),
    (rf"\bmonthly(?=\s+(?:percentage\s+|point\s+)?{_GAIN})", _fixed(TimexKind.MONTH, offset=0)),
    (rf"\bquarterly(?=\s+(?:percentage\s+|point\s+)?{_GAIN})", _fixed(TimexKind.QUARTER, offset=0)),
    (rf"\b(?:annual|yearly)(?=\s+(?:percentage\s+|point\s+)?{_GAIN})", _fixed(TimexKind.YEAR, offset=0)),
    (r"\b(?P<rel>this|last|the\s+current|the\s+previous|previous|the\s+past|past|prior|the\s+prior|next|coming)\s+(?P<unit>week|month|quarter|year)\b(?:['’]s)?", _relative_period),
    (r"\bthe\s+(?:previous|prior|preceding)\s+(?:trading\s+)?(?:session|day)\b(?:['’]s)?|\b(?:last|previous)\s+session\b|\ba\s+day\s+(?:earlier|ago)\b|\b(?:a|the)\s+(?:day\s+before|session\s+before|evening\s+before|night\s+before|afternoon\s+before)\b(?=\s*(?:[,.;:)–—-]|$|(?:and|but|as|on|after|when|while|amid|to|at|in)\b))", _fixed(TimexKind.SESSION, offset=-1)),
    (r"\bthe\s+day\s+before\s+yesterday\b", _fixed(TimexKind.UNKNOWN)),
    (r"\bon\s+the\s+(?P<nth>[12]?\d|3[01])(?:st|nd|rd|th)\b(?=\s*(?:[,.;:)–—]|$|(?:and|but|as|when|after|at|to|before)\b))", _nth_day),
    (r"\byesterday\b(?:['’]s)?", _fixed(TimexKind.RELATIVE_DAY, offset=-1, is_named=True)),
    (r"\b(?:today|tonight|this\s+(?:morning|afternoon|session))\b(?:['’]s)?|\bon\s+the\s+(?:day|session)\b(?!\s+(?:[a-z]+\s+)?(?:we|i|he|she|it|they|the|of|that|when|after|before|a)\b)|\bfor\s+the\s+(?:day|session)\b", _fixed(TimexKind.RELATIVE_DAY, offset=0)),
    (r"\bon\s+the\s+(?:day|night|morning)\s+(?:we|i|he|she|it|they|of|that|when|after|before|the)\b", _fixed(TimexKind.UNKNOWN)),
    (r"\btomorrow\b", _fixed(TimexKind.RELATIVE_DAY, offset=1, is_named=True)),
    (r"\bovernight\b", _fixed(TimexKind.OVERNIGHT)),
    (rf"\b{_COUNT}\s+(?:mon|tues|wednes|thurs|fri)days\s+ago\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\bthe\s+(?P<weekday>{_WEEKDAY})\s+before\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?P<weekday>{_WEEKDAY})\s*,?\s+(?:the\s+)?\d\d?(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?{_MONTH})", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:(?:over|at|on|during)\s+the|this|last|this\s+past|the\s+past)\s+weekend\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?:(?P<prefix>(?i:last|this|previous|prior|past|next))\s+)?(?:on\s+)?(?P<weekday>{_WEEKDAY})(?:['’]s)?(?![\w]|\.com\b)", _weekday),
    # Whether the first of two years is in it, or where the second ends, is not said.
    (rf"\b(?:from|between)\s+{_YEAR}\s*(?:to|through|until|till|and|[-–—])\s*(?:the\s+(?:end|start|beginning)\s+of\s+)?(?P<bareyear>{_YEAR})\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?:at|by)\s+the\s+end\s+of\s+(?P<bareyear>{_YEAR})\b", _year_end),
    (rf"(?<!from )\bthe\s+(?:start|beginning)\s+of\s+(?P<bareyear>{_YEAR})\b", _fixed(TimexKind.UNKNOWN)),
    (rf"\b(?:in|for|during|throughout|of|through|all\s+of)\s+(?:calendar\s+(?:year\s+)?)?(?P<year>{_YEAR})\b(?![,.]\d|\s*%|-\d|['’]s)", _year),
    (rf"(?<=\b(?:19|20)\d\d and )(?P<year>{_YEAR})\b(?![,.]\d|\s*%|-\d)", _year),
    (
        rf"\b(?P<vague>(?:about|around|some|roughly|nearly|almost)\s+)?(?:(?:just|only|barely|exactly|precisely)\s+)?(?P<n>{_COUNT}|a)\s+{_UNIT}\s+(?:ago\b|(?:earlier\b|(?:before|prior)\b(?=\s*(?:[,.;:)–—-]|$|and\b|but\b|as\b|to\b|on\b|at\b))))",
        _ago,
    ),
    (
        rf"\bfor\s+{_COUNT}\s+(?:straight|consecutive|successive)\s+(?:years|months|quarters|weeks)\b",
        _fixed(TimexKind.UNKNOWN),
    ),
    (r"\b(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(?:19|20)\d0s\b", _fixed(TimexKind.UNKNOWN)),
    (
        r"\bhistorically\b|\b(?:back\s+then|at\s+the\s+time|since\s+then|years\s+ago|months\s+ago|weeks\s+ago|a\s+(?:year|month|week)\s+ago|in\s+the\s+past|over\s+time|in\s+history|"
        r"last\s+time|the\s+day\s+after|peak\s+to\s+trough|during\s+the\s+pandemic|in\s+the\s+(?:early|mid|late)\s+stages)\b",
        _fixed(TimexKind.UNKNOWN),
    ),
    (
        r"\b(?:the\s+(?:following|next)\s+(?:week|month|year)|"
        r"(?:over|in|for|during)\s+the\s+(?:past|last|next)\s+(?:few|several|couple\s+of|many)\s+(?:days|weeks|months|quarters|years|sessions))\b",
        _fixed(TimexKind.UNKNOWN),
    ),
    (r"\b(?:a|one)\s+(?:trading\s+)?(?:session|day)\s+later\b", _fixed(TimexKind.UNKNOWN, part="next")),
    (rf"\b(?:a|{_COUNT})\s+(?:trading\s+)?(?P<unit>sessions?|days?|weeks?)\s+(?:later\b|on\b(?!\s+(?:the|a|an|its|their|wall|record|news)\b))", _fixed(TimexKind.UNKNOWN)),
    (r"\bthat\s+(?:same\s+)?(?:day|session|afternoon|morning)\b(?!['’]s)|\b(?:on\s+)?the\s+same\s+day\b(?!\s+(?:last|a|of|as|that|when|the)\b)", _fixed(TimexKind.UNKNOWN, part="that")),
    (r"\b(?:in\s+|over\s+|for\s+|during\s+)?that\s+(?:same\s+)?week\b(?!['’]s)", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:in\s+)?that\s+(?:same\s+)?month\b(?!['’]s)", _fixed(TimexKind.UNKNOWN, part="that month")),
    (r"\b(?:the\s+(?:following|next)\s+(?:trading\s+)?(?:day|session)|a\s+day\s+later)\b", _fixed(TimexKind.UNKNOWN, part="next")),
    (r"\b(?:(?:in\s+)?(?:early|late)\s+\d{4}|mid-?\d{4})\b", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:this|the\s+same)\s+(?:time|point|day|week|month)\s+(?:last|a)\s+(?:year|month)(?:\s+ago)?\b", _fixed(TimexKind.UNKNOWN)),
    (r"\b(?:a|one)\s+day\s+after(?=\s+(?:it|they)\b)", _fixed(TimexKind.UNKNOWN, part="after")),
    (r"\bin\s+the\s+one\b", _fixed(TimexKind.UNKNOWN)),
    (r"\bon\s+(?:the|its)\s+(?:very\s+)?(?:first|opening)\s+(?:trading\s+)?(?:day|session)\b(?!\s+(?:of|in)\b)", _fixed(TimexKind.UNKNOWN)),
    (r"\bw/w\b|\bWoW\b", _fixed(TimexKind.TRAILING, count=1, unit="week")),
    (r"\bweek[\s-](?:over|on)[\s-]week\b", _fixed(TimexKind.TRAILING, count=1, unit="week")),
    (
        r"\b(?:in|over)\s+(?:recent\s+(?:months|weeks|days|years|sessions)|the\s+(?:coming|recent)\s+(?:months|weeks|days|years))|\brecently\b(?!\s+(?:up|down|off|at|traded|trading|changed|quoted)\b)|"
        r"\bfor\s+much\s+of\s+\d{4}\b",
        _fixed(TimexKind.UNKNOWN),
    ),
    (r"\bin\s+months\b|\bin\s+years\b|\bfor\s+(?:months|years|weeks)(?:\s+now)?\b|\bover\s+(?:the\s+)?(?:years|decades)\b", _fixed(TimexKind.UNKNOWN)),
    (
        r"\byear[\s-]over[\s-]year\b|\byear[\s-]on[\s-]year\b|\bmonth[\s-]over[\s-]month\b|\bfrom\s+a\s+year\s+(?:ago|earlier)\b|"
        r"\bfrom\s+the\s+(?:previous|prior)\s+year\b|\ba\s+year\s+(?:ago|earlier)\b",
        _fixed(TimexKind.UNKNOWN),
    ),
)  # fmt: skip
# What a pattern cannot match without, by the part of it that asks for it: one of the words must stand
# in the sentence ("20" for a year of four digits, "0s" for a decade, "0" for a digit; other signs as they stand). To look words up is
# far cheaper than to try the patterns.
_HOLIDAY_WORDS = (
    "eve christmas boxing valentine juneteenth independence july halloween veterans king mlk president presidents good easter memorial "
    "labor columbus thanksgiving black election elections reelection inauguration liberation"
)
_NEEDS: tuple[tuple[str, str], ...] = (
    (
        "(?P<month>",
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        "(?P<weekday>",
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
    ),
    (r"(?P<day>\d\d?)(?:st|nd", "0"),
    (r"(?P<day>\d\d?)\s*", "0"),
    (r"(?P<day>\d\d?)\s*(?:[-–—]|to|through)", "- – — to through"),
    (r"(?P<day>\d\d?)-", "0"),
    (r"(?P<day>\d\d?)-", "-"),
    (r"\s?[-–—]\s?(?P<month2>", "- – —"),
    (r"\d\d?(?:st|nd|rd|th)\b", "st nd rd th"),
    (r"the\s+week\s+(?:of|beginning", "week"),
    (r"the\s+week\s+(?:of|beginning", "0"),
    (rf"(?P<year>{_YEAR})[\s-]?Q", "20"),
    (rf"(?P<year>{_YEAR})[\s-]?H", "20"),
    ("[\\s-]?H(?P<h>", "h"),
    (rf"year\s+(?P<year>{_YEAR})", "20"),
    (rf"year\s+(?P<year>{_YEAR})", "year"),
    (rf"\b(?P<month>{_FULL_MONTH})\s+(?P<year>{_YEAR})", "20"),
    ("the\\s+five", "five"),
    ("[\\s-]?Q(?P<q>", "q"),
    (
        r"(?:over|in)\s+(?:just",
        "0 one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty couple",
    ),
    (r"sessions?|days?|weeks?)\s+", "session sessions day days week weeks"),
    ("(?i:between)", "between"),
    (r"(?:from|between)\s+", "from between"),
    (r"(?:before|after|from)\s+(?P<month>", "before after from"),
    ("delivery|settlement", "delivery settlement contract contracts"),
    (r"[\s-]to[\s-]date\b|\bso\s+far", "date far"),
    (r"(?:at|by)\s+the\s+end", "end"),
    (r"the\s+end\s+of\s+(?P<", "end"),
    (r"the\s+(?:start|beginning)\s+of\s+(?P<", "start beginning"),
    ("christmas|new", "christmas new"),
    (r"turn\s+of", "turn new"),
    (r"\s+(?P<start_of>", "start beginning began last inauguration election end"),
    (r"(?:in\s+)?that\s+(?:same\s+)?month", "month"),
    ("\\d\\d and )", "and"),
    ("[-/](?P<m>", "/ -"),
    (r"(?:last|a)\s+(?:year|month)(?:\s+ago)?", "time point day week month"),
    ("(?P<unit>", "session sessions day days week weeks month months quarter quarters year years"),
    ("(?P<year>{_YEAR})\\b(?=".replace("{_YEAR}", _YEAR), "20"),
    ("began|started|opened)", "began started opened"),
    ("beg[aiu]n", "begin beginning began begun start started starting entered"),
    ("turn\\s+of", "new turn"),
    ("labor|memorial", _HOLIDAY_WORDS),
    ("(?P<holiday>", _HOLIDAY_WORDS),
    ("between\\s+christmas", "christmas"),
    ("(?:later\\b|on", "later on"),
    ("that\\s+(?:same", "that same"),
    ("|a\\s+day\\s+later)", "following next later"),
    (")[-/](?P<m>", "20"),
    ("(?P<sep>", "20"),
    (r")/(?P<d>", "/"),
    ("(?:over|at|on|during)\\s+the|this", "weekend"),
    ("fiscal", "fiscal fy"),
    ("(?:earlier|later)\\s+(?:this", "earlier later"),
    ("(?P<bareyear>", "20"),
    (r"calendar\s+(?:year", "20"),
    ("(?<=\\b(?:19|20)", "20"),
    (r"(?:19|20)\d0s", "20"),
    (r"(?:19|20)\d0s", "0s"),
    (r"\b[Ss]ince\s", "since"),
    (r"\bthan\s+(?:late", "than"),
    (r"to\s+the\s+next", "next during"),
    ("(?P<nth>", "on"),
    (")days\\s+ago", "ago"),
    ("(?P<ord>front", "half"),
    ("before\\s+yesterday", "yesterday"),
    (r"the\s+(?P<ord>first|second|third|fourth)\b(?=", "first second third fourth"),
    ("(?i:since)", "since"),
    ("(?i:since|than|from)", "since than from"),
    (r"(?:than|from)\s+(?:a|one)", "ago earlier before"),
    (r"(?:ended|ending|to|through)\s+(?P<month>", "months month"),
    ("(?i:from|between)", "from between"),
    (r"end\s+of\s+(?P<month>", "end"),
    ("(?P<rel>last)", "last"),
    (r"{_PART}[\s-](?P<month>".replace("{_PART}", _PART), "early mid late"),
    ("(?P<which>first", "first last final opening closing"),
    (r"(?<=\bended )", "ended ending end finished finish closed closing capped"),
    (r"\s+into\s+", "into"),
    ("(?:best|worst", "best worst biggest strongest weakest largest steepest poorest"),
    (r"week\b(?!s)", "week"),
    (r"week[\s-](?:over|on)", "week"),
    ("(?:gains?|loss", "weekly monthly quarterly annual yearly"),
    (r"[\s-]quarter\b", "quarter"),
    (r"[\s-]half\b", "half"),
    (r"half(?:[-", "half six"),
    (r"half[-\s]?way", "half halfway halftime midyear mid midpoint"),
    (r"[-\s]end\b", "end"),
    (r"\bQ(?P<q>", "q"),
    ("(?P<q>[1-4])Q", "q"),
    (r"\bH(?P<h>", "h"),
    ("YTD|QTD", "far date ytd qtd mtd wtd"),
    (r"\bon\s+the\s+year", "year"),
    (r"the\s+month\b(?!s)", "month"),
    (r"the\s+quarter\b(?!s)", "quarter"),
    ("whole|entire)\\s+)?year)", "year"),
    ("(?:past|last|previous|prior|trailing)", "past last previous prior trailing"),
    ("(?P<rel>past)", "past"),
    (r"the\s+(?:last|previous|prior)\s+(?P<unit>", "last previous prior"),
    ("(?P<rel>this|last", "this last current previous past prior next coming"),
    (r"preceding)\s+(?:trading", "session day evening night afternoon"),
    (r"preceding)\s+(?:trading", "previous prior preceding last earlier ago before"),
    (r"night|morning)\s+(?:we", "day night morning"),
    ("yesterday", "yesterday"),
    ("tomorrow", "tomorrow"),
    ("overnight", "overnight"),
    ("(?:today|tonight", "today tonight morning afternoon session day"),
    (r"from\s+where\s+(?:it|they)", "where"),
    ("(?P<vague>", "ago earlier before prior"),
    ("straight|consecutive", "straight consecutive successive"),
    (
        "historically",
        "historically then time ago past history day trough pandemic stages",
    ),
    ("few|several", "following next few several couple many"),
    ("few|several", "days weeks months quarters years sessions week month year"),
    (r"(?:this|the\s+same)", "year month"),
    (r"(?:early|late)\s+\d{4}", "20"),
    (r"(?:early|late)\s+\d{4}", "early late mid"),
    (r")\s+before\b", "before"),
    (r"day\s+after(?=", "after"),
    (r"in\s+the\s+one", "one"),
    (r"\bw/w\b", "w wow"),
    (r"\brecently\b", "recent recently coming much"),
    (r"\bin\s+months\b", "months years weeks decades"),
    ("year[\\s-]over", "over on ago earlier previous prior"),
    ("year[\\s-]over", "year month"),
    ("-(?P<unit>month)", "month months"),
)
_BITS: dict[str, int] = {}
for _bit, (_, _words) in enumerate(_NEEDS):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _bit


def _compiled(pattern: str, build: Builder) -> tuple[int, re.Pattern[str], Builder]:
    """Return a pattern after the bits of what it needs, one for each line of `_NEEDS`."""
    needs = sum(1 << bit for bit, (part, _) in enumerate(_NEEDS) if part in pattern)
    is_any_case = "YEAR" not in pattern and "month>" not in pattern and "weekday>" not in pattern
    return needs, re.compile(_bounded(pattern), re.IGNORECASE if is_any_case else 0), build


_COMPILED = tuple(_compiled(pattern, build) for pattern, build in PATTERNS)
# The numbers of the patterns to think of where a word stands: each is kept under the words of that line of
# its needs which has the fewest, signs and digits last, since most sentences have them; without needs under "".
_NUMBERS: dict[str, set[int]] = {"": set(), **{word: set() for word in _BITS}}
for _number, (_pattern, _build) in enumerate(PATTERNS):
    _lines = [_words.split() for _part, _words in _NEEDS if _part in _pattern]
    for _word in min(_lines, key=lambda words: (not words[0].isalpha(), len(words)), default=[""]):
        _NUMBERS[_word].add(_number)
_WORDS = frozenset(word for word in _BITS if word.isalpha())
_SIGNS = ("/", "-", "–", "—", "0s")
_A_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _patterns_for(text: str) -> list[tuple[int, re.Pattern[str], Builder]]:
    """Return the patterns whose needs a text meets, in their order."""
    known = [*(words_in(text) & _WORDS), *[sign for sign in _SIGNS if sign in text]]
    if "may" in known and "May" not in text:
        known.remove("may")  # the verb, which is common: the month has a capital
    if _A_DIGIT.search(text):
        known.append("0")
        if ("20" in text or "19" in text) and _FOUR_DIGITS.search(text):
            known.append("20")
    bits = 0
    numbers = set(_NUMBERS[""])
    for word in known:
        bits |= _BITS[word]
        numbers |= _NUMBERS[word]
    return [_COMPILED[number] for number in sorted(numbers) if not _COMPILED[number][0] & ~bits]


_SINCE_BEFORE = re.compile(r"\bsince\s+(?:(?!since\b)[^,.;:–—])*$", re.IGNORECASE)


_FROM_BEFORE = re.compile(
    r"\bfrom\s+(?:(?:its|the|their)\s+)?(?:(?:closing\s+|intraday\s+|record\s+|panic\s+)?(?:lows?|bottom|highs?|peak|close|trough)\s+(?:of\s+[$€£]?[\d.,]+\s+)?(?:(?:of|on|in|hit|set|reached)\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_after_from(reading: str, start: int, timex: Timex) -> bool:
    """Say whether "from" makes a day the start of a move: "from its low on April 8", "from March 30"."""
    if timex.kind not in (TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.MONTH) or timex.text.endswith(("'s", "’s")):
        return False
    return _FROM_BEFORE.search(reading, max(start, timex.start - 40), timex.start) is not None


_BETWEEN_BEFORE = re.compile(r"\b(?:since|between|from)\s+[^,.;:]{3,40}\s+(?:and|to|through|until)\s+$", re.IGNORECASE)


def _ends_span(reading: str, start: int, timex: Timex) -> bool:
    """Say whether a day only ends a stretch: "between election night and Thursday's bell"."""
    is_day = timex.kind in (TimexKind.DAY, TimexKind.WEEKDAY)
    return is_day and _BETWEEN_BEFORE.search(reading, max(start, timex.start - 60), timex.start) is not None


def _is_after_since(reading: str, start: int, stop: int, taken: bytearray, origin: int) -> bool:
    """Say whether "since" governs what stands at `stop`: "since the conflict began in late February"."""
    match = _SINCE_BEFORE.search(reading, start, stop)
    return match is not None and taken[match.start() - origin] != _BY_SINCE


def _from_close(reading: str, timex: Timex) -> Timex | None:
    """Read "from last Friday's close": since that day."""
    if timex.kind is not TimexKind.WEEKDAY or not reading.startswith(" close", timex.end):
        return None
    if not _FROM_BEFORE.search(reading, max(0, timex.start - 40), timex.start):
        return None
    is_last = timex.offset < 0
    end = timex.end + len(" close")
    text = reading[timex.start : end]
    return replace(
        timex, text=text, end=end, kind=TimexKind.SINCE, value=f"weekday {timex.value}{' last' * is_last}", offset=0
    )


def _begun_on(timex: Timex) -> Timex:
    """Return the time that begins on a day: since its close, as far as that is sure (`part` says that it is not)."""
    is_day = timex.kind is TimexKind.DAY
    value = timex.value if is_day else f"weekday {timex.value}" if timex.kind is TimexKind.WEEKDAY else ""
    return replace(timex, kind=TimexKind.SINCE, value=value, offset=0, part="begun")


def _begins_period(reading: str, start: int, timex: Timex, taken: bytearray) -> bool:
    if timex.kind in (TimexKind.SINCE, TimexKind.BASE):
        return False
    return _is_after_since(reading, max(start, timex.start - 60), timex.start, taken, start) or _is_after_from(
        reading, start, timex
    )


# Marks of the characters that a time has taken already; those of a "since" are told from others.
_TAKEN, _BY_SINCE = 1, 2


def find_timexes(reading: str, start: int, end: int) -> list[Timex]:
    """Find the time expressions between `start` and `end`, in order, none overlapping."""
    patterns = _patterns_for(reading[start:end])
    if not patterns:
        return []
    found: list[Timex] = []
    taken = bytearray(end - start)
    for _, pattern, build in patterns:
        for match in pattern.finditer(reading, start, end):
            first, last = match.start() - start, match.end() - start
            if any(taken[first:last]):
                continue
            timex = build(match)
            if timex is not None:
                found.append(timex)
                mark = _BY_SINCE if timex.kind is TimexKind.SINCE else _TAKEN
                taken[first:last] = bytes((mark,)) * (last - first)
    if not found:
        return []
    # A time that "since" or "from" stands before is where a period begins, never the period.
    begun = [
        _from_close(reading, timex)
        or (
            replace(timex, kind=TimexKind.UNKNOWN, part="", until=timex)
            if _ends_span(reading, start, timex)
            else _begun_on(timex)
            if _begins_period(reading, start, timex, taken)
            else timex
        )
        for timex in found
    ]
    return _with_ends(reading, sorted(begun, key=lambda timex: timex.start))


_OPEN_KINDS = frozenset(
    {
        TimexKind.YEAR,
        TimexKind.TO_DATE,
        TimexKind.TRAILING,
        TimexKind.SINCE,
        TimexKind.QUARTER,
        TimexKind.MONTH,
        TimexKind.WEEK,
    }
)
_DAYS_OF_SPAN = (TimexKind.DAY, TimexKind.WEEKDAY)
_SPAN_TO = re.compile(_bounded(r"(?:\s+\w+)?\s+(?:and|to|through|until)\s+"))
_WEEK_ENDED = ("ended", "ending", "through")
_WEEK_TO = re.compile(_bounded(r"\s+(?:to|ended|ending|that\s+ended)\s+(?:on\s+)?"))
_THROUGH = re.compile(_bounded(r"\s*,?\s*(?:through|thru|up\s+to|as\s+of|until)\s+(?:the\s+close\s+(?:of|on)\s+)?$"))


def _with_ends(reading: str, found: list[Timex]) -> list[Timex]:
    """Join "in 2026" and "through Tuesday" to one time that ends there."""
    joined: list[Timex] = []
    for timex in found:
        last = joined[-1] if joined else None
        if timex.kind is TimexKind.UNKNOWN and timex.until is not None:
            begin = last if last is not None and _SPAN_TO.fullmatch(reading, last.end, timex.start) else None
            if begin is not None and begin.kind in (*_DAYS_OF_SPAN, TimexKind.SINCE):
                # "between election night and Thursday's bell"
                since = begin if begin.kind is TimexKind.SINCE else _begun_on(begin)
                text = reading[begin.start : timex.end]
                joined[-1] = replace(since, text=text, end=timex.end, until=timex.until)
            else:
                joined.append(replace(timex, until=None))
        elif (
            last is not None
            and last.part == "begun"
            and timex.kind in _DAYS_OF_SPAN
            and _SPAN_TO.fullmatch(reading, last.end, timex.start)
        ):
            joined[-1] = replace(last, text=reading[last.start : timex.end], end=timex.end, until=timex)
        elif (
            last is not None
            and last.kind in (TimexKind.AGO, TimexKind.UNKNOWN)
            and timex.kind in (TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY)
            and not reading[last.end : timex.start].strip()
        ):
            text = reading[last.start : timex.end]  # "a year ago Friday"
            joined[-1] = replace(last, text=text, end=timex.end, kind=TimexKind.UNKNOWN)
        elif (
            last is not None
            and last.kind is TimexKind.AGO
            and timex.kind in _DAYS_OF_SPAN
            and (timex.kind is TimexKind.DAY or last.unit in ("day", "session"))
            and reading[last.end : timex.start].strip() in (",", ", on")
        ):
            text = reading[last.start : timex.end]  # "Barely five weeks earlier, on October 27, …"
            joined[-1] = replace(timex, text=text, start=last.start)
        elif (
            last is not None
            and last.kind is TimexKind.WEEKDAY
            and timex.kind is TimexKind.DAY
            and reading[last.end : timex.start].strip() in (",", "")
        ):
            text = reading[last.start : timex.end]  # "Friday, June 12, 2026"
            joined[-1] = replace(timex, text=text, start=last.start, part="weekday")
        elif (
            last is not None
            and last.kind in _OPEN_KINDS
            and timex.kind in (TimexKind.DAY, TimexKind.WEEKDAY)
            and (
                _THROUGH.fullmatch(reading, last.end, timex.start)
                or (
                    last.kind in (TimexKind.WEEK, TimexKind.TRAILING)
                    and _WEEK_TO.fullmatch(reading, last.end, timex.start)
                )
                or (last.text.endswith(_WEEK_ENDED) and reading[last.end : timex.start].strip() in ("", "on"))
            )
        ):
            text = reading[last.start : timex.end]
            if last.kind is TimexKind.WEEK and _FIVE_DAYS.search(last.text) and not _FRIDAY.search(timex.text):
                # "over the five sessions that ended Tuesday" are those of no week
                last = replace(last, kind=TimexKind.TRAILING, count=5, unit="session", part="loose")
            joined[-1] = replace(last, text=text, end=timex.end, until=timex)
        else:
            joined.append(_only_an_end(timex, reading) or timex)
    return joined


_FIVE_DAYS = re.compile(r"\bfive\b", re.IGNORECASE)
_FRIDAY = re.compile(r"\bfri(?:day)?\b", re.IGNORECASE)
# "Up 15.7% through Wednesday": until when is said, since when is not.
_ONLY_END = re.compile(r"(?:%|percent|points|\d)\s+(?P<only>(?:through|thru)\s+)$", re.IGNORECASE)


def _only_an_end(timex: Timex, reading: str) -> Timex | None:
    """Return a time that cannot be placed for a weekday that only ends a period; None for any other."""
    found = _ONLY_END.search(reading, max(0, timex.start - 24), timex.start)
    if timex.kind is not TimexKind.WEEKDAY or found is None:
        return None
    return Timex(reading[found.start("only") : timex.end], found.start("only"), timex.end, TimexKind.UNKNOWN)


_HEADING_MONTH = re.compile(rf"\b(?P<month>{_FULL_MONTH})\b{_YEAR_AFTER}(?!\s*\d)")
_HEADING_YEAR = re.compile(rf"(?<!Russell )(?<!RUSSELL )\b(?P<year>{_YEAR})\b(?![-–]\d)")
# A title's "month" is its period in "The Month in Review" or alone, not in "a strong start to the month".
_HEADING_PERIOD = re.compile(
    r"\b(?P<unit>weekly|monthly|quarterly)\b"
    r"|(?<!start the )(?<!starts the )(?<!start to the )(?<!begin the )(?<!open the )(?<!kick off the )(?<!opens the )(?<!begins the )(?:^|\b(?:the|this|past|last)\s+|(?<=[:|–—-] )|(?<=# )|(?<=\d )|(?<=\s\s))(?P<noun>week|month|quarter)\b"
    r"|\b(?P<reviewed>week|month|quarter)\s+(?:in|recap|review|wrap|wrap-up|summary|that)\b",
    re.IGNORECASE | re.MULTILINE,
)


def find_heading_timexes(reading: str, start: int, end: int) -> list[Timex]:
    """Find the times of a heading, where a bare "June", "weekly" or "2025" is one too."""
    for match in _HEADING_MONTH.finditer(reading, start, end):
        return [_month_only(match)]
    for match in _HEADING_PERIOD.finditer(reading, start, end):
        unit = (match["unit"] or match["noun"] or match["reviewed"]).lower().removesuffix("ly")
        kind = {"week": TimexKind.WEEK, "month": TimexKind.MONTH, "quarter": TimexKind.QUARTER}[unit]
        return [_make(match, kind)]
    for match in _HEADING_YEAR.finditer(reading, start, end):
        return [_year(match)]
    return []
