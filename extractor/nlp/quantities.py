"""Numbers as market text writes them: value, unit, sign, hedge, written precision.

One scan finds every written number; small tables around it read what stands before
(currency, sign, hedge) and after (unit, scale, what it is per). Names and times that hold
digits ("S&P 500", "2026", "10-year") are taken out by the caller, which knows them.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.nlp.tokens import words_in
from extractor.records import Bound, Quantity, Unit


class Number(NamedTuple):
    """A quantity with what the record leaves to the claim: its written sign and full extent.

    `sign` is "+", "-" or "". `start` to `end` cover sign, currency, digits, unit and scale;
    `hedge_start` is where its hedge begins (`start` without one), `hedge` the hedge in lower case.
    """

    quantity: Quantity
    sign: str
    start: int
    end: int
    hedge_start: int
    hedge: str


_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_SMALL.update(
    {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
)
_VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.33",
    "⅔": "0.67",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
    "⅞": "0.875",
}
# "half a percent", "a quarter point": value and the place it can be held to.
_FRACTIONS = {
    "half": (Decimal("0.5"), Decimal("0.1")),
    "quarter": (Decimal("0.25"), Decimal("0.05")),
    "third": (Decimal("0.33"), Decimal("0.1")),
    "two-thirds": (Decimal("0.67"), Decimal("0.1")),
    "two thirds": (Decimal("0.67"), Decimal("0.1")),
    "three-quarters": (Decimal("0.75"), Decimal("0.05")),
    "three quarters": (Decimal("0.75"), Decimal("0.05")),
    "three-quarter": (Decimal("0.75"), Decimal("0.05")),
    **dict.fromkeys(("full", "whole"), (Decimal(1), Decimal("0.1"))),
    **{
        f"{word}{joint}tenth{ending}": (Decimal(tenths) / 10, Decimal("0.1"))
        for tenths, word in enumerate("one two three four five six seven eight nine".split(), 1)
        for joint in " -"
        for ending in ("", "s")
    },
    "tenth": (Decimal("0.1"), Decimal("0.1")),
}
_CURRENCIES = {
    "$": "USD", "US$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "JPY", "JP¥": "JPY", "₹": "INR", "₩": "KRW", "CHF": "CHF",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "won": "KRW", "rupees": "INR",
    "cent": "USD", "cents": "USD", "pence": "GBP", "Rs": "INR", "Rs.": "INR",
    **{code.lower(): code for code in ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "HKD", "AUD", "CAD")}, "rmb": "CNY",
}  # fmt: skip
# Whose dollars or francs they are, where a word says so.
_WHOSE = {
    ("australian", "dollar"): "AUD", ("canadian", "dollar"): "CAD", ("hong kong", "dollar"): "HKD", ("singapore", "dollar"): "SGD",
    ("new zealand", "dollar"): "NZD", ("taiwan", "dollar"): "TWD", ("swiss", "franc"): "CHF",
}  # fmt: skip
_SCALES = {
    "thousand": 3, "k": 3, "million": 6, "mn": 6, "mln": 6, "m": 6, "mm": 6, "billion": 9, "bn": 9, "b": 9, "bln": 9,
    "trillion": 12, "tn": 12, "trn": 12, "tln": 12, "t": 12, "mil": 6, "lakh": 5, "crore": 7, "lakh crore": 12,
}  # fmt: skip
_DURATIONS = {
    "session": Unit.SESSION, "sessions": Unit.SESSION, "day": Unit.SESSION, "days": Unit.SESSION, "week": Unit.WEEK, "weeks": Unit.WEEK,
    **dict.fromkeys(("mth", "mths", "mo", "mos"), Unit.MONTH), **dict.fromkeys(("yr", "yrs"), Unit.YEAR), **dict.fromkeys(("wk", "wks"), Unit.WEEK),
    "month": Unit.MONTH, "months": Unit.MONTH, "quarter": Unit.QUARTER, "quarters": Unit.QUARTER, "year": Unit.YEAR, "years": Unit.YEAR,
}  # fmt: skip

_ONES = "|".join(word for word, value in _SMALL.items() if 1 <= value <= 9)
_BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(word for word, value in _SMALL.items() if 20 <= value < 100)})(?:[\s-](?:{_ONES})\b)?"
    rf"|{'|'.join(word for word, value in reversed(_SMALL.items()) if value < 20)})"
)
# "four", "twenty-one", "five hundred", "three hundred and fifty"; "hundred" alone after "a".
_WORDS = rf"(?:(?:{_BELOW_HUNDRED}[\s-])?hundred(?:\s(?:and\s)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SIGNS_OF_NUMBERS = r"+\-–▲▼↑↓△▽$€£¥₹₩.\d"
_UNIT = r"""
      (?P<pp{0}>(?:\sof\s(?:an?|one)\s|[\s-]{{0,3}})(?i:percentage[\s-]points?|pct\.?[\s-]?(?:pts?|points?)|ppts?|pps?)\b)
    | (?P<pct{0}>\s{{0,4}}%|[\s-]{{0,3}}(?i:percent|per\ cent|pct|pc)\b\.?)
    | (?P<bp{0}>[\s-]{{0,3}}(?i:basis[\s-]points?|bps|bp)\b)
    | (?P<pt{0}>(?:-plus)?[\s-]{{0,3}}(?i:points?|pts?)\b)
"""
FIND = re.compile(
    rf"""
    (?=[{_SIGNS_OF_NUMBERS}]|(?<![a-z])[A-Zzotfsenh])  # nothing else can begin a number: the search is a third as long
    (?P<sign>(?:(?<=^)|(?<=[\s(|/:;,\["]))(?:[+\-–](?=[$€£¥₹₩.\d])|[▲▼↑↓△▽]\s?(?=[$€£¥₹₩.\d])))?
    (?P<cur>(?:(?:US|AU|HK|NZ|NT|[ACSR])?\$|JP¥|€|£|¥|₹|₩)\s?|\b(?:USD|EUR|GBP|CHF|Rs\.?)\s|\b(?:USD|EUR|GBP|CHF)(?=\d))?
    (?P<num>(?<![\w.$€£])(?<!\d,)(?:{_NUMBER})(?![\d]) | (?<=[$€£¥₹₩])(?:{_NUMBER}) | (?<=\b(?:USD|EUR|GBP|CHF))(?:{_NUMBER}) | \b{_WORDS}\b )
    (?P<vulgar>[½¼¾⅓⅔⅛⅜⅝⅞])?
    (?P<over>\+)?
    (?P<unit>{_UNIT.format(1)})?
    (?: (?:[\s-]{{0,3}}(?:million|billion|trillion|mn|bn|tn)\b)?(?P<dash>\s[–—-]\s(?=[$€£\d.])|[–—-](?=[$€£\d.])|\s+to\s+(?=[$€£\d.])|\s+and\s+(?=[$€£\d.]))
        [+\-]?[$€£¥]?(?P<num2>{_NUMBER})(?![\d,]*\d)(?P<unit2>{_UNIT.format(2)})? )?
    (?P<scale>[\s-]{{0,3}}(?i:thousand|million|billion|trillion|mln|bln|trn|tln|mn|bn|tn|mil|lakh\scrore|lakh|crore)\b|(?:[kKMmBbTt]|mm|MM)(?![\w]))?
    (?: (?P<x>\s?x\b|\s?×|-fold\b|\s+times\b)
      | \s?(?P<cursign>[€£])(?!\s?\d)
      | [\s-]{{1,2}}(?:(?P<whose>Australian|Canadian|Hong\sKong|Singapore|New\sZealand|Taiwan|U\.S\.|US|Swiss|Japanese|Chinese)\s)?
        (?P<curword>(?i:dollars?|euros?)|francs?|yen|yuan|won|rupees|cents?|pence|USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|HKD|AUD|CAD)\b(?!/)
      | [\s-]{{1,2}}(?P<duration>(?i:trading[\s-])?(?i:sessions?|days?|weeks?|wks?|months?|mths?|mos?(?=[\s-])|quarters?|years?|yrs?))\b
    )?
    (?P<per>\s*(?:/|\ban?\b|\bper\b|-per-|-a-)\s*(?:troy\s+)?(?P<what>barrel|bbl|ounce|oz|share|gallon|ton|tonne|pound|bushel|mmbtu|MMBtu|coin|day)\b)?
    """,
    re.VERBOSE,
)
_FRACTION = re.compile(
    r"\b(?:(?P<whole>one|two|three|four|five|\d+)\s+and\s+)?(?:an?\s+|one[\s-])?"
    r"(?P<frac>half|quarter|third|two[\s-]thirds|three[\s-]quarters?|(?:(?:one|two|three|four|five|six|seven|eight|nine)[\s-])?tenths?|full|whole)"
    r"(?:\s+of\s+(?:an?|one|1)|\s+an?)?(?:[\s-]+|(?<=\s1)(?=%))(?P<unit>%|percentage[\s-]points?|percent|per cent|pct|points?|basis[\s-]points?)(?!\w)"
)
_PART = r"(?:(?:an?|one)[\s-](?:half|third|quarter|fifth|sixth|eighth|tenth)|half|(?:two|three)[\s-](?:thirds|quarters|fifths|fourths))"
_HEDGES_OF_PARTS = r"(?:about |nearly |almost |roughly |around |some |more than |less than |at least |over |just over |well over |a little over |just under |as much as |up to |close to )?"
# What may follow "fell a third": nothing that a third could be of.
_AFTER_A_PART = r"(?=\s*(?:[.,;:)—–]|$)|\s+(?:this|last|since|in|on|over|from|for|during|so\s+far|to|after|as|amid|between|year|and|while|by|at|or\s+(?:so|more))\b)"
_BARE_FRACTION = re.compile(
    rf"(?<=\bby ){_HEDGES_OF_PARTS}(?P<frac>{_PART})\b(?!\s+(?:of|per|point|a\s))|"  # "rose by a third"
    rf"\b(?P<frac2>{_PART})\s+(?:of\s+)?(?:its|their|the)\s+(?:market\s+|share\s+)?(?:value|worth|price)\b|"
    rf"\b(?P<frac3>{_PART})(?:\s+or\s+(?:so|more))?(?=\s+(?:higher|lower|cheaper|dearer)\b)|"  # "a fifth or so higher"
    rf"\b(?:up|down|off|rose|risen|rising|gained|climbed|jumped|surged|soared|fell|fallen|falling|lost|losing|dropped|slid|sunk|sank|shed|slumped|plunged|tumbled)"
    rf"\s+{_HEDGES_OF_PARTS}(?P<frac4>{_PART})\b{_AFTER_A_PART}"
)
_GROUPS_OF_PARTS = ("frac", "frac2", "frac3", "frac4")
# "Nearly a third" is said of 31% as well as of 33%.
_FRACTION_PLACE = Decimal(5)
_SHARES = {
    "third": Decimal("33.3"),
    "quarter": Decimal(25),
    "half": Decimal(50),
    "fifth": Decimal(20),
    "sixth": Decimal("16.7"),
    "eighth": Decimal("12.5"),
    "tenth": Decimal(10),
}
_COUNTED = {"two": 2, "three": 3}


def _share_of(text: str) -> Decimal:
    """Return the percentage that "a third", "two-thirds" or "half" is."""
    words = re.split(r"[\s-]", text)
    if words[-1] == "thirds":
        return Decimal("66.7")
    part = {"quarters": Decimal(25), "fourths": Decimal(25), "fifths": Decimal(20)}.get(words[-1])
    return part * _COUNTED[words[0]] if part is not None else _SHARES[words[-1]]


_VULGAR_ALONE = re.compile(
    r"(?<![\w.])(?P<v>[½¼¾⅓⅔])\s{0,2}(?:an?\s+|of\s+an?\s+|of\s+one\s+)?(?P<unit>percentage[\s-]points?|percent|%|points?)"
)
# "1/4 point", "2 1/2 percent".
_SLASHED = re.compile(
    r"(?<![\w./$-])(?:(?P<whole>\d{1,4})[\s-])?(?P<top>\d{1,2})/(?P<bottom>2|3|4|8|16|32)(?![\d/])[\s-]{0,2}(?:of\s+(?:an?|one)\s+)?"
    r"(?P<unit>percentage[\s-]points?|percent|per cent|%|pct|points?)(?!\w)"
)
_PLACES_OF_FRACTIONS = {"2": Decimal("0.1"), "3": Decimal("0.1"), "4": Decimal("0.05")}

# What stands before a number and bounds it. The reason for each bound is the phrase itself.
_HEDGES: tuple[tuple[Bound, str], ...] = (
    (Bound.AS_MUCH_AS, r"as (?:much|many|high|low|far) as|up to|down to|at most as much as|a maximum of"),
    (
        Bound.NEARLY,
        r"nearly|almost|close to|just under|just shy of|just below|not quite|(?:a (?:bit|touch|hair|little|shade|whisker|tad) )?shy of|(?:just|a (?:bit|touch|hair|little|shade|whisker|tad)) short of|"
        r"a (?:bit|touch|hair|little|shade|whisker|tad|smidgen) (?:under|below|less than|beneath)|(?:within )?(?:a (?:whisker|hair|stone's throw)|an inch|inches) (?:of|from|away from)|"
        r"on the (?:brink|verge|cusp) of|within (?:sight|reach|touching distance|striking distance|spitting distance) of|flirting with|"
        r"slightly (?:under|below|less than)|approaching|near",
    ),
    (
        Bound.AT_LEAST,
        r"(?:(?:slightly|just|a (?:bit|touch|little|shade|tad)|a little bit|well|much|far|significantly|comfortably) )?"
        r"(?:more than|over|above|greater than|upwards? of|north of|in excess of|better than|higher than)|"
        r"at least|no less than|not less than|exceeding|topping|a minimum of|surpassing|[>≥]",
    ),
    (
        Bound.AT_MOST,
        r"(?:(?:well|much|far|significantly) )?(?:less than|under|below|fewer than|lower than|south of)|at most|no more than|not more than|"
        r"a maximum of|[<≤]",
    ),
    (
        Bound.ABOUT,
        r"about|around|roughly|approximately|approx\.?|some|circa|an estimated|ca\.|in the (?:region|neighbou?rhood|area) of|or so|~|≈",
    ),
)
_HEDGE = re.compile(
    r"(?:(?<![^\W_])(?=[^\W_])|(?=[~≈<>≤≥]))(?:"
    + "|".join(f"(?P<{bound.value}>{pattern})" for bound, pattern in _HEDGES)
    + r")\s{0,3}(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(
    r"\s{0,2}(?P<less>or less\b|or lower\b|or fewer\b)|\s{0,2}(?P<plus>or more|or better|or higher|-plus\b|plus\b)|\s{0,2}(?P<about>or so\b|-ish\b|ish\b|or thereabouts)"
)
_HEDGES_AFTER_BEGIN = frozenset({"or", "-p", "pl", "-i", "is"})
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)|\d{1,2}\s?(?:[ap]\.?m\b|[AP]\.?M\b|o'clock)")
_HEDGE_LOOKBACK = 32
_BETWEEN = re.compile(
    r"\b(?:between|range of|ranged? from|ranging from|anywhere from|from between|in a range of)\s{1,3}(?:about |roughly )?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|by|rose|fell)\s+$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")


def last_place(digits: str) -> Decimal:
    """Return one unit of the last written place of plain digits: "0.6" → 0.1, "2,590" → 1."""
    _, _, decimals = digits.partition(".")
    return _PLACES[len(decimals)] if len(decimals) < len(_PLACES) else Decimal(1).scaleb(-len(decimals))


_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(12))


_UNIT_GROUPS = tuple(
    tuple((f"{group}{side}", unit) for group, unit in (
        ("pp", Unit.PERCENTAGE_POINT), ("pct", Unit.PERCENT), ("bp", Unit.BASIS_POINT), ("pt", Unit.POINT),
    ))
    for side in (1, 2)
)  # fmt: skip


def _unit_of(match: re.Match[str], side: int) -> Unit | None:
    if match["unit" if side == 1 else "unit2"] is None:
        return None
    for group, unit in _UNIT_GROUPS[side - 1]:
        if match[group]:
            return unit
    return None


def _number_value(text: str) -> Decimal:
    if text[0].isdigit() or text[0] == ".":
        return Decimal(text.replace(",", ""))
    total = 0
    for word in re.split(r"[\s-]", text):
        total = max(total, 1) * 100 if word == "hundred" else total + _SMALL.get(word, 0)
    return Decimal(total)


_BEGINNING = re.compile(rf"[{_SIGNS_OF_NUMBERS}](?:(?<![.+\-–])|(?=[$€£¥₹₩.\d]))")
_BEGINNING_LETTERS = re.compile(r"[$¥](?<=[A-Z].)")
_BEGINNING_WORDS = frozenset({*_SMALL, "usd", "eur", "gbp", "chf", "rs"})


def _may_begin_with_letters(text: str, words: frozenset[str]) -> bool:
    """Say whether a number of the text may begin with letters: "two", "USD 5", "HK$5"."""
    return not _BEGINNING_WORDS.isdisjoint(words) or _BEGINNING_LETTERS.search(text) is not None


def _find_at_signs(reading: str, position: int, stop: int) -> re.Match[str] | None:
    """Return what `FIND.search` does where no number begins with letters: to look for signs and digits is far quicker."""
    while sign := _BEGINNING.search(reading, position, stop):
        if match := FIND.match(reading, sign.start(), stop):
            return match
        position = sign.end()
    return None


def find_numbers(reading: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Find every written number in `reading`, in order; offsets are those of `reading`."""
    stop = len(reading) if end is None else end
    found: list[Number] = []
    position = start
    text = reading[start:stop]
    words = words_in(text)
    find = FIND.search if _may_begin_with_letters(text, words) else _find_at_signs
    while match := find(reading, position, stop):
        position = match.end()
        if match["num2"] is not None and not _is_range(reading, match, _unit_of(match, 1), _unit_of(match, 2)):
            # The second number belongs to something else: read the first one alone.
            position = match.start("dash")
            match = FIND.match(reading, match.start(), position)
            if match is None:
                continue
        digits = match.start("num")
        is_minutes = digits - 1 > start and reading[digits - 1] == ":" and reading[digits - 2].isdigit()
        if is_minutes or _CLOCK.match(reading, digits):
            continue  # a time of day
        number = _read(reading, match, start)
        if number is not None:
            found.append(number)
    if _has_fraction_word(text, words):
        found = _with_fractions(reading, start, stop, found)
    return found


_FRACTION_WORDS = frozenset(
    "half quarter quarters third thirds fourths fifth fifths sixth eighth tenth tenths full whole".split()
)


def _has_fraction_word(text: str, words: frozenset[str]) -> bool:
    return (
        not _FRACTION_WORDS.isdisjoint(words)
        or (not text.isascii() and not _VULGAR.keys().isdisjoint(text))
        or ("/" in text and _SLASHED.search(text) is not None)
    )


def _with_fractions(reading: str, start: int, stop: int, found: list[Number]) -> list[Number]:
    extra: list[Number] = []
    for match in (
        *_FRACTION.finditer(reading, start, stop),
        *_VULGAR_ALONE.finditer(reading, start, stop),
        *_SLASHED.finditer(reading, start, stop),
    ):
        if match.re is _VULGAR_ALONE:
            value, place = Decimal(_VULGAR[match["v"]]), Decimal("0.1")
            span = match.span("v")
        elif match.re is _SLASHED:
            value = Decimal(int(match["top"])) / int(match["bottom"]) + int(match["whole"] or 0)
            place = _PLACES_OF_FRACTIONS.get(match["bottom"], Decimal("0.01"))
            span = (match.start(), match.end("bottom"))
        else:
            value, place = _FRACTIONS[re.sub(r"\s+", " ", match["frac"])]
            span = match.span("frac")
            if match["whole"]:
                value += _number_value(match["whole"])
                span = (match.start("whole"), span[1])
        unit = {"b": Unit.BASIS_POINT, "%": Unit.PERCENT}.get(match["unit"][0])
        if unit is None:
            unit = (
                Unit.PERCENTAGE_POINT
                if match["unit"].startswith("percentage")
                else Unit.PERCENT
                if match["unit"].startswith("p") and "point" not in match["unit"]
                else Unit.POINT
            )
        bound, hedge_start = _hedge_before(reading, match.start(), start)
        quantity = Quantity(
            reading[span[0] : span[1]],
            span[0],
            span[1],
            value,
            None,
            None,
            unit,
            bound if bound is not Bound.EXACT else Bound.ABOUT,
            place,
        )
        extra.append(
            Number(quantity, "", match.start(), match.end(), hedge_start, reading[hedge_start : match.start()].lower())
        )
    for match in _BARE_FRACTION.finditer(reading, start, stop):
        group = next(name for name in _GROUPS_OF_PARTS if match[name])
        bound, hedge_start = _hedge_before(reading, match.start(group), start)
        value = _share_of(match[group])
        quantity = Quantity(
            match[group],
            *match.span(group),
            value,
            None,
            None,
            Unit.PERCENT,
            bound if bound is not Bound.EXACT else Bound.ABOUT,
            _FRACTION_PLACE,
        )
        extra.append(
            Number(
                quantity,
                "",
                match.start(group),
                max(match.end(), match.end(group)),
                hedge_start,
                reading[hedge_start : match.start(group)].lower(),
            )
        )
    if not extra:
        return found
    taken = bytearray(stop - start)
    for number in extra:
        taken[number.start - start : number.end - start] = bytes((1,)) * (number.end - number.start)
    kept = [n for n in found if not any(taken[n.start - start : n.end - start])]
    return sorted(kept + extra, key=lambda number: number.start)


def multiple_of(reading: str, start: int, end: int, times: int, floor: int) -> Number:
    """Read "more than doubled" at `start` to `end` as how many times the old price the new one is."""
    bound, hedge_start = _hedge_before(reading, start, floor)
    text = reading[start:end]
    bound = bound if bound is not Bound.EXACT else Bound.ABOUT
    quantity = Quantity(text, start, end, Decimal(times), None, None, Unit.MULTIPLE, bound, Decimal("0.1"))
    return Number(quantity, "", start, end, hedge_start, reading[hedge_start:start].lower())


def half_of(reading: str, start: int, end: int, floor: int) -> Number:
    """Read "almost halved" at `start` to `end` as half of the old price lost."""
    bound, hedge_start = _hedge_before(reading, start, floor)
    bound = bound if bound is not Bound.EXACT else Bound.ABOUT
    quantity = Quantity(
        reading[start:end], start, end, _SHARES["half"], None, None, Unit.PERCENT, bound, _FRACTION_PLACE
    )
    return Number(quantity, "", start, end, hedge_start, reading[hedge_start:start].lower())


# The words that hedges end in: no search is needed after any other.
_HEDGE_ENDS = frozenset(
    """as to of under near below than nearly almost shy quite approaching over above exceeding topping surpassing least most
    about around roughly approximately approx approx. some circa estimated ca ca. so from with""".split()
)


_COMPARING_SIGNS = frozenset("<>≤≥")


def _last_word(window: str) -> str:
    """Return the last word before a number in lower case, an article not counted."""
    words = window.lower().split()
    while words and words[-1] in _ARTICLES:
        words.pop()
    return words[-1].lstrip("([\"'“‘—–-") if words else ""


_ARTICLES = frozenset({"a", "an", "the"})


def _hedge_before(reading: str, start: int, floor: int) -> tuple[Bound, int]:
    """Return the bound that the words right before `start` set, and where they begin."""
    low = max(floor, start - _HEDGE_LOOKBACK)
    window = reading[low:start]
    if (
        _last_word(window) not in _HEDGE_ENDS
        and window[-1:] not in _COMPARING_SIGNS
        and not window.rstrip().endswith(("~", "≈"))
    ):
        return Bound.EXACT, start
    match = _HEDGE.search(window)
    if not match:
        return Bound.EXACT, start
    begin = low + match.start()
    if begin == low and begin > 0 and reading[begin - 1].isalnum() and reading[begin].isalpha():
        return Bound.EXACT, start  # the window cuts a word in two
    return Bound(match.lastgroup or "exact"), begin


def _read(reading: str, match: re.Match[str], floor: int) -> Number | None:
    digits, second, vulgar, written_scale, times, word, duration = match.group(
        "num", "num2", "vulgar", "scale", "x", "curword", "duration"
    )
    written_unit, over, before, cursign, whose, what, written_sign = match.group(
        "unit", "over", "cur", "cursign", "whose", "what", "sign"
    )
    is_word = not (digits[0].isdigit() or digits[0] == ".")
    unit = _unit_of(match, 1)
    start, end = match.span()
    start_num = match.start("num")
    if (
        is_word
        and digits == "one"
        and unit is Unit.POINT
        and reading[max(0, start_num - 3) : start_num].lower() == "at "
    ):
        return None  # "at one point"
    if is_word and not (unit or written_scale or duration or times or word):
        return None
    if is_word and digits == "hundred" and not _IS_ONE_HUNDRED.search(reading[max(0, start_num - 12) : start_num]):
        return None  # "a few hundred points"
    if "," in digits and not _GROUPED.fullmatch(digits):
        return None
    if (not is_word and len(digits) > 18) or (second is not None and len(second) > 18):
        return None
    if (
        end < len(reading)
        and reading[end] == ","
        and end + 1 < len(reading)
        and reading[end + 1].isdigit()
        and digits.isdigit()
    ):
        return None  # "0,6 %": never by guessing
    value = _number_value(digits)
    place = Decimal(1) if is_word else last_place(digits)
    if vulgar:
        value += Decimal(_VULGAR[vulgar])
        place = Decimal("0.1")
    if second is not None:
        unit = _unit_of(match, 2) or unit
    exponent = _SCALES[" ".join(written_scale.replace("-", " ").lower().split())] if written_scale else 0
    symbol = (before or cursign or (word or "").lower()).strip()
    currency = _CURRENCIES.get(symbol)
    if whose:
        # Francs that are nobody's may be French ones of before 2002.
        currency = _WHOSE.get((" ".join(whose.lower().split()), symbol.rstrip("s")), currency)
    per = what if symbol else None
    if times:
        unit = Unit.MULTIPLE
    elif duration and not unit and not currency:
        unit = _DURATIONS[duration.lower().split()[-1].split("-")[-1]]
    elif currency and not unit:
        unit = Unit.CURRENCY
        if word and word.startswith(("cent", "pence")):
            exponent -= 2
    elif exponent and not unit:
        unit = Unit.COUNT
    factor = Decimal(1).scaleb(exponent) if exponent else Decimal(1)
    bound, hedge_start = _hedge_before(reading, start, floor)
    low = high = None
    written = digits + (vulgar or "")
    end_digits = start_num + len(written)
    if second is not None:
        low, high = sorted((value * factor, _number_value(second) * factor))
        place = max(place, last_place(second))
        bound = Bound.BETWEEN
        between = _BETWEEN.search(reading, max(floor, start - 24), start)
        hedge_start = between.start() if between else hedge_start
    else:
        is_followed = reading[end : end + 4].lstrip()[:2] in _HEDGES_AFTER_BEGIN
        after = _HEDGE_AFTER.match(reading, end) if is_followed else None
        if over or (after and after["plus"]) or "-plus" in (written_unit or ""):
            bound = Bound.AT_LEAST
        elif after and after["less"]:
            bound = Bound.AT_MOST
        elif after and bound is Bound.EXACT:
            bound = Bound.ABOUT
    quantity = Quantity(
        reading[start_num:end_digits],
        start_num,
        end_digits,
        None if second is not None else value * factor if exponent else value,
        low,
        high,
        unit or Unit.NONE,
        bound,
        place * factor if exponent else place,
        currency,
        _PER.get(per, per) if per else None,
    )
    sign = _SIGNS.get(written_sign.strip(), "") if written_sign else ""
    if not sign and reading[max(floor, start - _LONGEST_MINUS) : start].rstrip().endswith(_MINUS_ENDS):
        minus = _MINUS.search(reading, max(floor, start - _LONGEST_MINUS), start)
        if minus is not None:
            sign, start = "-", minus.start()
    return Number(quantity, sign, start, end, hedge_start, reading[hedge_start:start].lower())


# "minus 0.6%", "negative 2%"
_MINUS = re.compile(r"(?<!\w)(?:minus|negative)\s$", re.IGNORECASE)
_MINUS_ENDS = ("s", "S", "e", "E")
_LONGEST_MINUS = 10
_IS_ONE_HUNDRED = re.compile(r"(?:^|[\s-])(?:an?|one|the|full|about|nearly|almost|over|than)[\s-]{1,2}$")

_SIGNS = {**dict.fromkeys("-–▼↓▽", "-"), **dict.fromkeys("+▲↑△", "+")}


_PER = {"bbl": "barrel", "oz": "ounce", "MMBtu": "mmbtu"}


def _is_range(reading: str, match: re.Match[str], unit: Unit | None, unit2: Unit | None) -> bool:
    """Say whether two numbers are the ends of one range, and not two numbers."""
    dash = match["dash"].strip()
    between = _BETWEEN.search(reading, max(0, match.start() - 24), match.start()) is not None
    if dash == "and":
        return between
    if dash == "to":
        if between:
            return True
        if unit is not None and unit2 is None:
            return False
        if _FROM.search(reading, max(0, match.start() - 8), match.start()):
            return False
        if match["cur"] and match["scale"] and reading[match.start("num2") - 1] in "$€£¥":
            return True  # "guided to sales of $92 billion to $94 billion"
        # "3.25% to 3.50%", "2 to 3 percent": a range only with one unit for both.
        return unit2 is not None and (unit is None or unit is unit2) and _last_word(reading[max(0, match.start() - 12) : match.start()]) in (
            "of", "at", "a", "up", "down", "by", "for", "",
        )  # fmt: skip
    if unit is None and unit2 is None and not match["cur"] and not match["scale"] and not match["x"]:
        low, high = match["num"], match["num2"]
        return "." in low and "." in high
    return not (unit is not None and unit2 is None)
