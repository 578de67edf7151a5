"""Records, ranks, streaks and crossings: phrases that tell of a price over a long window.

One table of patterns for each kind, looked for in one sentence at a time; who a phrase is told of and
when is for the reader of the sentence to say (`claims/`). No pattern is tried where none of its words stands.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from extractor.nlp.timex import find_timexes
from extractor.nlp.tokens import words_in
from extractor.records import Detail, Direction, Form, Kind, Timex, TimexKind, Unit

_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
    )
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
    )
}
_N = r"(?P<n>\d{1,2}|" + "|".join(list(_NUMBERS)[2:]) + ")"
_ORDINAL = r"(?P<ord>\d{1,2}(?:st|nd|rd|th)|" + "|".join(list(_ORDINALS)[2:]) + ")"
_UNIT = r"(?P<unit>(?:trading[ -])?(?:session|day)|week|month|quarter|year)s?"
_UPS = r"gain|advance|rise|increase|win|rally|up day|climb|winner|uptick"
_DOWNS = r"loss|losse|decline|drop|fall|decrease|slide|retreat|setback|down day|loser|slip|dip"
_MOVES = rf"(?:(?P<up>{_UPS})|(?P<down>{_DOWNS}))(?:e?s)?"
_MOVES_AFTER = _MOVES.replace("<up>", "<up2>").replace("<down>", "<down2>")
_ADVERBIAL = r"(?:(?P<each>daily|weekly|monthly|quarterly|annual|yearly)[ -])?(?:(?:percentage|point|closing)[ -])?"
_EACH = {
    "daily": "session",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "yearly": "year",
}
_UNITS = {"session": Unit.SESSION, "day": Unit.SESSION, "week": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR}  # fmt: skip


class Phrase(NamedTuple):
    """A phrase at `start` to `end`, with the number it tells (`number`: value, start, end), where it tells one.

    `lead` is where the noun stands that a phrase after "was" is told of ("the jump was its best …"), else -1. `when` is
    the time that a phrase names itself ("its best December since 2023"). `is_past` says that it is of a day before the
    one that the sentence tells of ("eased from Monday's record").
    """

    kind: Kind
    start: int
    end: int
    direction: Direction | None
    detail: Detail
    number: tuple[int | Decimal, int, int] | None = None
    lead: int = -1
    when: Timex | None = None
    is_past: bool = False


Patterns = tuple[tuple[list[str], re.Pattern[str]], ...]


def _table(*lines: tuple[str, re.Pattern[str]]) -> Patterns:
    """Return patterns, each after the words or parts of words of which one must stand in what it matches."""
    return tuple((parts.split(), pattern) for parts, pattern in lines)


def _matched(patterns: Patterns, text: str) -> Iterator[tuple[re.Pattern[str], re.Match[str]]]:
    """Yield what the patterns match, one after another; one whose words a text lacks is not tried, which saves most of the time."""
    for parts, pattern in patterns:
        for part in parts:
            if part in text:
                yield from ((pattern, match) for match in pattern.finditer(text))
                break


def _matches(patterns: Patterns, text: str) -> Iterator[re.Match[str]]:
    """Yield what the patterns match, one after another."""
    return (match for _, match in _matched(patterns, text))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _ordinal(text: str) -> int:
    return int(re.sub(r"\D", "", text)) if text[0].isdigit() else _ORDINALS[text]


def ordinal_of(word: str) -> int:
    """Return 3 for "third" or "3rd", and 0 for what is no ordinal."""
    return _ordinal(word) if word in _ORDINALS or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", word) else 0


def _unit_of(groups: dict[str, str | None]) -> Unit:
    word = groups.get("unit") or groups.get("unit2") or _EACH.get(groups.get("each") or "", "") or ""
    return _UNITS[word.split()[-1].split("-")[-1]] if word else Unit.NONE


# "The biggest point gain": of points, not of percent.
_POINT = re.compile(r"\bpoint (?:gain|drop|loss|decline|fall|rise|advance|jump|slide|plunge)")


def _direction_of(groups: dict[str, str | None]) -> Direction | None:
    if any(groups.get(name) for name in ("up", "up2", "won")):
        return Direction.UP
    if any(groups.get(name) for name in ("down", "down2", "lost")):
        return Direction.DOWN
    return Direction.UP if groups.get("rose") else Direction.DOWN if groups.get("fell") else None


# -- streaks ---------------------------------------------------------------------------------

_RUN = r"(?:(?P<won>winning|win|gaining|advancing|rising|positive)|(?P<lost>losing|lose|declining|falling|negative))"
# "Has risen in", "with gains on", "ended lower in": which way it went, right before how often.
_WENT = r"\b(?:(?P<rose>risen|rose|rising|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|advanc(?:es|ed|ing)|rall(?:ied|ying)|higher|up|positive)|(?P<fell>fallen|fell|falling|loss(?:es)?|lost|losing|declin(?:es|ed|ing)|dropp?(?:s|ed|ing)|slid|sliding|retreat(?:s|ed|ing)|lower|down|negative))(?: (?:ground|again|now)){0,2}"
_STREAK_NOUN = r"(?:streak|run|(?P<fell>skid|slide|slump|losing run)|(?P<rose>rally|advance)|stretch|string|spree)"
_IN_A_ROW = r"(?:in a row|in succession|running|on the trot)"
# "Snapped", "ended": the run is over.
_ENDING = re.compile(
    r"\b(?:snap(?:s|ped|ping)?|end(?:s|ed|ing)|br(?:eak|eaks|oke|oken|eaking)|halt(?:s|ed|ing)?|stopp?(?:s|ed|ing)|cut(?:s|ting)? short|put an end to|bringing to an end|brought an end to)"
    r"(?: (?:a|an|its|the|their|that|what had been|to|off))*(?: [a-z-]+){0,2} ?$"
)
_STREAKS = _table(
    # "a five-session losing streak", "its four-day winning run", "a three-week rally"
    (
        "streak run skid slide slump rally advance stretch string spree",
        re.compile(
            rf"\b{_N}[- ]{_UNIT}[- ](?:{_RUN} )?(?:(?!winning|losing)[a-z]+[- ])?{_STREAK_NOUN}(?: of {_MOVES_AFTER})?\b"
        ),
    ),
    # "a winning streak of four sessions", "a run of six weekly gains", "streak to five days"
    ("streak run string series", re.compile(rf"\b(?:{_RUN} )?(?:streak|run|string|series) (?:of|to) (?:an? (?:[a-z]+ )?)?{_N} (?:(?:straight|consecutive|successive) )?(?:{_UNIT}|{_ADVERBIAL}{_MOVES})\b(?! of (?:no|little))")),
    # "the winning streak now stands at four sessions", "whose own skid had lasted nine sessions", "the losing run ended at four"
    ("streak run skid slide slump rally",
    re.compile(
        rf"\b(?:{_RUN} (?:streak|run)|(?P<fell>skid|slide|slump)|(?P<rose>rally))(?: (?:that|which|now|has|had|have|just))* (?:(?P<over>ended|ends|ending|was (?:snapped|halted|broken))|stands?|stood|reach(?:es|ed|ing)|hits?|hitting|lasted|lasting|stretch(?:es|ed|ing)?|extend(?:s|ed|ing)|runs?|ran)(?: (?:now|out))?(?: (?:at|to|after))? {_N}(?: (?:straight|consecutive))?(?: {_UNIT}\b|(?=[,.;:)]|$))"
    )),
    # "a third straight weekly gain", "the fifth consecutive session", "its fourth loss in a row"
    ("straight consecutive successive", re.compile(rf"\b{_ORDINAL}[- ](?:straight|consecutive|successive) {_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}(?: of {_MOVES_AFTER})?)\b")),
    ("row succession running trot", re.compile(rf"\b{_ORDINAL}(?: {_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}))? {_IN_A_ROW}\b")),
    # "for six straight sessions", "three straight losses", "four sessions in a row"
    ("straight consecutive successive", re.compile(rf"\b{_N} (?:straight|consecutive|successive) {_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}(?: of {_MOVES_AFTER})?)\b")),
    ("row succession running trot", re.compile(rf"\b{_N} {_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}) {_IN_A_ROW}\b")),
)  # fmt: skip


# "Fallen nine straight", "13 sessions without a loss", "a sixth time in succession".
_BARE_STREAKS = _table(
    ("straight row", re.compile(rf"\b(?:(?P<rose>risen|rose|gained|climbed|advanced|won)|(?P<fell>fallen|fell|declined|dropped|slid|lost)) (?P<told>{_N} (?:straight|in a row))(?=[,.;:)]|$| (?:and|to|as|heading|through|into)\b)")),
    ("without", re.compile(rf"\b{_N} (?:(?:straight|consecutive) )?{_UNIT} without (?:a|one) (?:single )?(?:(?P<rose>loss|decline|drop|fall|setback)|(?P<fell>gain|advance|rise))\b")),
    ("row succession running trot", re.compile(rf"\b{_ORDINAL} time {_IN_A_ROW}")),
)  # fmt: skip
_LATER_STREAKS = _table(
    # "its winning streak to a fourth session", "extending losses to a third day"
    ("to", re.compile(rf"\b(?:(?:{_RUN} )?(?:streak|run)|(?P<rose>gains|advance|rally|climb)|(?P<fell>losses|declines?|drop|skid|slide|slump|retreat)) (?:in)?to (?:(?:an?|its|their) {_ORDINAL} (?:(?:straight|consecutive|successive) )?{_UNIT}|{_N} (?:(?:straight|consecutive|successive) )?(?:trading )?(?P<unit2>session|day|week)s)\b(?! of (?:no|little))")),
    # "has climbed on each of the past four days"
    ("past last previous prior latest", re.compile(rf"(?:{_WENT}) (?:in|on|for|during|over)? ?(?P<loose>(?:each|every one|all) of (?:the|its) (?:past|last|previous|prior|latest)) {_N} {_UNIT}\b")),
    # "has fallen for five sessions", "gained ground for three weeks"
    ("for", re.compile(rf"\b(?:has|have|had|having)(?: now| also)? (?:(?P<rose>risen|gained|climbed|advanced|rallied)|(?P<fell>fallen|declined|dropped|slid|retreated)) for (?P<told>{_N} {_UNIT})(?=[,.;:)]|$| (?:and|as|since|heading|through|into|before|after)\b)")),
    # "ended five sessions of selling", "after three days of losses"
    ("of", re.compile(rf"(?:\b(?:after|following|(?:end|snapp?|halt|br(?:eak|ok))(?:s|ed|ing|e|en)?) )(?P<told>{_N} {_UNIT} of (?:(?:straight|consecutive) )?(?:{_MOVES}|(?P<fell>selling)|(?P<rose>buying)))\b")),
)  # fmt: skip
# "Back-to-back losses": two.
_PAIRS = _table(
    ("back-to-back", re.compile(rf"\bback-to-back (?:{_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}(?: of {_MOVES_AFTER})?))\b(?! of (?:\d|growth))")),
)  # fmt: skip
# "Ended a four-month climb": only its end makes a run of a climb that may else be a sum.
_ENDED_CLIMBS = _table(
    ("climb rise gain uptrend ascent decline drop fall descent retreat", re.compile(rf"\b{_N}[- ]{_UNIT}[- ](?:(?P<rose>climb|rise|gain|uptrend|ascent)|(?P<fell>decline|drop|fall|descent|retreat))\b(?! (?:of|in))")),
)  # fmt: skip
# "Snapped its losing streak": two or more.
_UNCOUNTED = _table(
    (
        "winning gaining advancing rising positive losing declining falling negative",
        re.compile(
            rf"\b(?P<n>)(?:(?P<each>daily|weekly|monthly|quarterly)[- ])?{_RUN} (?:streak|run|spell)\b(?! (?:of|to|at|in)\b)"
        ),
    ),
)

_FURTHER_STREAKS = _table(
    # "rose for a third day", "a third weekly gain"
    ("for", re.compile(rf"\bfor (?:an?|the) {_ORDINAL} {_UNIT}(?: of {_MOVES_AFTER})?\b(?! (?:in|of|this|since|out))")),
    # "Dow up for third day"
    ("for", re.compile(rf"\bfor {_ORDINAL} (?P<unit>session|day|week)\b(?! (?:in|of|this|since|out))")),
    # "posted a fourth week of gains"
    ("of", re.compile(rf"\b(?:an?|its|their|the) {_ORDINAL} {_UNIT} of {_MOVES_AFTER}\b(?! (?:in|of|this|since))")),
    ("weekly monthly quarterly annual daily", re.compile(rf"\b(?:a|its|their|the) {_ORDINAL} (?P<each>weekly|monthly|quarterly|annual|daily) {_MOVES}\b(?! (?:in|of|this|since))")),
)  # fmt: skip


# "Down a third consecutive session", "higher for a fifth day": nearer than any figure of the sentence.
_TOLD_BEFORE = re.compile(r"\b(?:(?P<up>up|higher|won)|(?P<down>down|lower))(?: for)?(?: an?| its| the| their)? $")


def _told_before(text: str, start: int) -> Direction | None:
    told = _TOLD_BEFORE.search(text, max(0, start - 24), start)
    return None if told is None else Direction.UP if told["up"] else Direction.DOWN


# "A fifth quarter of growth", "the two-day advance comes to 3.3%": no run of prices, or only a sum.
_NO_STREAK = re.compile(
    r" (?:of (?:growth|profit|sales|revenue|inflows|outflows|(?:about |nearly |more than |over )?\d[\d.,]* ?(?:%|percent|points))|(?:(?:comes|came|amounts|amounted|adds up) to|totals|totaled) )"
)
# "Cut its sales outlook for a third straight quarter", "raised its dividend for a 62nd consecutive year".
_OF_A_COMPANY_FIGURE = re.compile(
    r"\b(?:outlook|forecast|guidance|dividend|sales|revenue|profit|earnings|estimate|target|production|output|spending|deliveries|shipments|orders|payout|margin)s?"
    r" (?:[a-z]+ )?for (?:an?|the|its|their) (?:fresh |new )?$"
)
# "Three-day losing run over": it ended.
_ENDED_AFTER = re.compile(
    r"(?: (?:is|was|has|had))?(?: now)? (?:over|gone|ended|snapped|broken|came to an end|come to an end|at an end)\b"
)


def _streaks(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    yield from _streaks_of(_STREAKS, text, at)
    yield from _streaks_of(_BARE_STREAKS, text, at)
    for phrase in (*_streaks_of(_ENDED_CLIMBS, text, at), *_streaks_of(_UNCOUNTED, text, at)):
        if phrase.detail.form is Form.ENDED:
            yield phrase


def _later_streaks(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    yield from _streaks_of(_LATER_STREAKS, text, at)
    yield from _streaks_of(_PAIRS, text, at)


# "Its first weekly gain in five", "the first positive session in four": a run of the other sign ended, one shorter.
_FIRST_IN = re.compile(
    rf"\bfirst (?:{_ADVERBIAL}{_MOVES}|{_RUN} {_UNIT}) in {_N}(?:[ -](?P<of>(?:trading[ -])?(?:session|day)|week|month|quarter|year)s)?(?=[,.;:)]|$| (?:and|as|on|with|to|after|while|when|but)\b)"
)


def _first_in(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _FIRST_IN.finditer(text):
        groups = match.groupdict()
        unit, of = _unit_of(groups), _unit_of({"unit": groups["of"]})
        if unit is Unit.NONE:
            unit = of
            if of is not Unit.SESSION:
                continue  # "its first gain in two weeks": of sessions or of weeks
        n, direction = _count(match["n"]), _direction_of(groups)
        if of in (unit, Unit.NONE) and 3 <= n <= 60 and direction is not None:
            before = Direction.DOWN if direction is Direction.UP else Direction.UP
            yield Phrase(
                Kind.STREAK, at + match.start(), at + match.end(), before, Detail(Form.ENDED, count=n - 1, unit=unit)
            )


_OF_UNIT = r"(?:trading[ -])?(?P<of>session|day|week|month|quarter|year)s"
_HOW_MANY = r"(?P<m>\d{1,2}|" + "|".join(list(_NUMBERS)[2:]) + ")"
# How often it went that way of late: no run, but as many as are said of the last so many.
_SHARES: tuple[re.Pattern[str], ...] = (
    # "has fallen in six of the past seven sessions", "with gains in four of five weeks"
    re.compile(
        rf"(?:{_WENT}) (?:in|on|for|during) (?:at least )?(?P<told>{_N}(?: (?:days|sessions|times|weeks))?(?: out)? of (?:the |its )?(?:(?:past|last|previous|prior|latest|most recent) )?{_HOW_MANY} {_OF_UNIT})\b"
    ),
    # "declined six times in the past seven sessions"
    re.compile(rf"{_WENT} (?P<told>{_N} times (?:in|over|during|out of) (?:the |its )?(?:(?:past|last|previous|prior|latest) )?{_HOW_MANY} {_OF_UNIT})\b"),
    # "fell for the seventh time in eight sessions"
    re.compile(rf"\b(?P<told>{_ORDINAL} time (?:in|out of)(?: the (?:past|last))? {_HOW_MANY} {_OF_UNIT})\b"),
    # "its fifth gain in six sessions", "a third winning week in four"
    re.compile(
        rf"\b(?:an?|its|their|the) (?P<told>{_ORDINAL} {_ADVERBIAL}(?:{_RUN} )?(?:{_MOVES}|{_UNIT}(?: of {_MOVES_AFTER})?) (?:in|out of) (?:the (?:past|last) )?(?P<m>as many|\d{{1,2}}|{'|'.join(list(_NUMBERS)[2:])})(?: {_OF_UNIT})?)(?=[,.;:)]|$| (?:and|as|on|with|to|after|while|when|but|for|amid)\b)"
    ),
)  # fmt: skip


def _shares(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            unit, of = _unit_of(groups), _unit_of({"unit": groups["of"]})
            if unit is Unit.NONE and of is not Unit.SESSION and pattern is _SHARES[-1]:
                continue  # "its fifth gain in six weeks": of sessions or of weeks
            if Unit.NONE not in (unit, of) and unit is not of:
                continue
            ordinal = groups.get("ord")
            n = _ordinal(ordinal) if ordinal else _count(groups["n"] or "")
            m = n if groups["m"] == "as many" else _count(groups["m"] or "")
            if not 2 <= n <= m <= _MOST_OF or (of is Unit.NONE and unit is Unit.NONE):
                continue
            name = "ord" if ordinal else "n"
            number = (n, at + match.start(name), at + match.end(name))
            form = Form.RUN if n == m else Form.SHARE
            detail = Detail(form, count=n, unit=unit if unit is not Unit.NONE else of, ordinal=1 if n == m else m)
            yield Phrase(Kind.STREAK, at + match.start("told"), at + match.end(), _direction_of(groups), detail, number)


_MOST_OF = 30  # sessions
# "Rose for the first time in four sessions": a run of three falls is over.
_FIRST_TIME_IN = re.compile(
    rf"{_WENT}(?: (?:by|to|on|just|about|nearly|more|than|at|a|percent|points?|(?:mon|tues|wednes|thurs|fri)day|[\d.,$]+%?)){{0,7}},? (?P<told>for the first time in {_N}[- ](?:trading[ -])?(?P<unit>session|day|week|month)s)\b(?! that)"
)


def _first_time_in(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _FIRST_TIME_IN.finditer(text):
        groups = match.groupdict()
        n, direction = _count(match["n"]), _direction_of(groups)
        if n < 3 or n > 60 or direction is None:
            continue
        before = Direction.DOWN if direction is Direction.UP else Direction.UP
        detail = Detail(Form.ENDED, count=n - 1, unit=_unit_of(groups))
        yield Phrase(Kind.STREAK, at + match.start("told"), at + match.end(), before, detail)


def _further_streaks(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    yield from _streaks_of(_FURTHER_STREAKS, text, at)


def _streaks_of(patterns: Patterns, text: str, at: int) -> Iterator[Phrase]:
    for match in _matches(patterns, text):
        groups = match.groupdict()
        ordinal = groups.get("ord")
        is_uncounted = patterns in (_UNCOUNTED, _PAIRS)
        n = 2 if is_uncounted else _ordinal(ordinal) if ordinal else _count(groups["n"] or "0")
        unit = _unit_of(groups)
        is_ended = bool(_ENDING.search(text[max(0, match.start() - 44) : match.start()]))
        is_ended = is_ended or bool(groups.get("over")) or _ENDED_AFTER.match(text, match.end()) is not None
        direction = _direction_of(groups) or _told_before(text, match.start())
        form = Form.ENDED if is_ended else Form.RUN
        name = "ord" if ordinal else "n"
        start = match.start("told") if groups.get("told") else match.start()
        if not 2 <= n <= 60 or _NO_STREAK.match(text, match.end()):
            continue
        if unit is not Unit.SESSION and _OF_A_COMPANY_FIGURE.search(text, max(0, start - 40), start):
            continue
        number = None if is_uncounted else (n, at + match.start(name), at + match.end(name))
        is_loose = patterns is _UNCOUNTED or bool(groups.get("loose"))
        detail = Detail(form, count=n, unit=unit, is_loose=is_loose)
        yield Phrase(Kind.STREAK, at + start, at + match.end(), direction, detail, number)


# -- records and highs -----------------------------------------------------------------------

_BASIS = r"(?:(?P<close>closing|settlement)|(?P<intra>intraday|intra-day|session))"
_HIGHLOW = r"(?:(?P<high>highs?|peaks?)|(?P<low>lows?|troughs?))"
_SINCE_DAY = r"since (?!then\b)(?:\b[a-z]{3,4}\.(?= \d)|,(?= (?:19|20)\d\d\b)|[^,;.()]){3,40}"
_SINCE = rf"(?P<since>{_SINCE_DAY}|in (?:at least |about |nearly |more than |over |almost |roughly )?(?:a|two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,3}}|a few|several) (?:weeks?|months?|years?|quarters?|sessions|days|decades?)|(?:of|this|so far this|for) (?:the )?(?:year|month|quarter|week)|of 20\d\d|on record|ever|in (?:its |the (?:index|stock|average|gauge|benchmark)'s )?history)"
_RECORDS = _table(
    # "a record close", "all-time closing high", "record intraday high", "a record finish"
    ("record time", re.compile(rf"\b(?:record|all-time|all time|lifetime)[- ](?:{_BASIS}[- ])?(?:all-time )?(?:{_HIGHLOW}|(?P<end>close|closes|finish|finishes|settlement)|(?P<level>level|levels|territory|ground|heights))\b(?! (?:temperature|sales|revenue|profit))")),
    # "closed at a record", "notched another record", "set fresh records"
    ("record", re.compile(r"\b(?:(?P<end>clos(?:e|es|ed|ing)|end(?:s|ed|ing)?|finish(?:es|ed|ing)?|settl(?:e|es|ed|ing))|hit(?:s|ting)?|set(?:s|ting)?|notch(?:es|ed|ing)?|touch(?:es|ed|ing)?|reach(?:es|ed|ing)?|scor(?:es|ed|ing)|mark(?:s|ed|ing)?|post(?:s|ed|ing)?|logg?(?:s|ed|ing)|claim(?:s|ed|ing)|clinch(?:es|ed|ing)|achiev(?:es|ed|ing)|earn(?:s|ed|ing)|to|at|into|for) (?:at |to |on |its |their |both |an? |another |fresh |new |yet |the |\w+(?:st|nd|rd|th) |all-time )*(?P<own>records?)\b(?! (?:high|low|close|clos|finish|level|settle|intraday|peak|territor|ground|for |first|second|third|\w+th |of (?!the (?:year|month|week)|(?:19|20)\d\d)|sales|revenue|profit|earning|quarter|year|date|number|amount|amid|demand|deliver|order|backlog|\$|€|£|\d|on the books|[a-z]+ (?:of|in) ))")),
    # "highest close since March", "lowest level in three months"
    ("highest lowest strongest weakest loftiest dearest priciest cheapest costliest richest", re.compile(rf"\b(?P<sup>highest|lowest|strongest|weakest|loftiest|dearest|priciest|cheapest|costliest|richest)(?:[- ]ever)?(?: {_BASIS})?(?: (?P<end>close|closing (?:level|price|value)|finish|settlement|on a closing basis)| (?:intraday )?(?:level|levels|point|price|prices|mark|reading|value|standing|trading level|yield|(?:daily )?rate))? {_SINCE}")),
    # "52-week high", "nearly three-month closing low", "a multi-year high" is never guessed
    ("high peak low trough", re.compile(rf"\b(?:(?P<loose>nearly|near|almost|roughly|about|over|more than|more-than)[- ])?(?P<n>\d{{1,3}}|{'|'.join(list(_NUMBERS)[1:])})(?:-and-a-half)?[- ](?P<unit>session|day|week|month|year)[- ](?:{_BASIS}[- ])?{_HIGHLOW}\b(?! (?:of|in) (?:jobless|claims|inflation|sales|orders))")),
    # "its highest since March" with the verb's own close
    ("highest lowest", re.compile(rf"\bits (?P<sup>highest|lowest) (?P<end>close|finish)(?: {_SINCE})?")),
    # "… to 6,932.05, a record", "closing records for both": beside the figure that set it
    ("record", re.compile(r"(?<=[,—–-] )(?:and, [a-z ]{3,24}, )?(?:an?|another|its|both|yet another)? ?(?:(?:fresh|new|\w+(?:st|nd|rd|th)|second|third|fourth|fifth) )*(?P<end>closing )?(?P<own>records?)(?= for (?:the|both|an?|all)\b(?! (?:quarter|first|second|third|fourth|company|period|year|month|week|day))|[,.;]|$)")),
    # "reached a new closing high", "ended at a fresh high"
    ("new fresh", re.compile(rf"\b(?:a|another|its|at|to|all)(?: (?:yet another|third|second|fourth|fifth))? (?:new|fresh|newer) (?:{_BASIS}[- ])?{_HIGHLOW.replace('|(?P<low>lows?|troughs?)', '')}\b(?! (?:for|of|in|since|on the|this|temperature|price))")),
    # "climbed to a record 18,847.66", "hit a record of $4,500 an ounce"
    ("record",
    re.compile(
        r"\b(?:to|at|hits?|hitting|reach(?:es|ed|ing)?|touch(?:es|ed|ing)?|set(?:s|ting)?|for) (?:an? |another |its )?(?:new |fresh |all-time )*(?P<own>record)(?= (?:of |high of )?(?:about |nearly |around |almost |more than |over )?[$€£]?\d[\d,]*(?:\.\d+)?(?:,? (?:an? (?:troy )?(?:ounce|barrel|pound|ton(?:ne)?|share)|points|yen|per (?:ounce|barrel|ton(?:ne)?|share)))?(?:[,.;)](?!\d)| (?:on|and|as|after|before|amid|while|in|at|with|from|for|early|late|(?:mon|tues|wednes|thurs|fri)day)\b|$))"
    )),
    # "each notched fresh closing highs", "hit new highs"
    ("high peak",
    re.compile(
        r"\b(?:(?:new|fresh) (?:(?P<close>closing|settlement)|(?P<intra>intraday|intra-day)) (?P<high>highs?|peaks?)|(?:hit|notch|set|touch|reach|scor|post|made?|scal)(?:e|es|ed|s|ing|ting)? (?:new|fresh) (?P<high2>highs|peaks))\b(?! (?:for|of|in|since|on the|this|temperature|price))"
    )),
    # "…, which is a record"
    ("record",
    re.compile(
        r"\b(?:which|that|it) (?:is|was) (?:also |yet )*(?:a|another|its) (?:new |fresh |all-time )*(?P<own>record)(?=[,.;)]|$)"
    )),
    # "closed at a record 18,847.66"
    ("record", re.compile(r"\b(?P<end>clos(?:e|es|ed|ing)|end(?:s|ed|ing)|finish(?:es|ed|ing)|settl(?:es|ed|ing))(?: the \w+)? (?:at|on) (?:a|another) (?:fresh |new )?(?P<own>record)(?= (?:high of )?\$?\d)")),
    # "its own record from Monday", "the record of 2,130.82, set last May": of the day that is named, if one is
    ("record high",
    re.compile(
        r"\b(?:the|its|their) (?:(?:own|current|previous|prior|old|last|latest|most recent) )*(?P<own>(?:(?:closing|all-time|intraday) )?record(?: (?:close|high))?|all-time (?:closing )?high)(?=(?: of [$€£]?[\d,.]+\d)?,? (?:(?:that |which )?(?:it |they )?(?:was |had )?(?:set|hit|reached|notched|touched|posted|made|established)|from|dates (?:from|back to)) )"
        r"|\b(?:mon|tues|wednes|thurs|fri)day's (?:(?:own|closing|intraday) )?(?P<own2>record(?: (?:closing |intraday )?(?:high|close))?|all-time (?:closing )?high)\b(?! (?:run|rally|sales|deal|volume|low))"
    )),
    # "has never closed higher", "had never finished this high", "closed higher than ever"
    ("never ever",
    re.compile(
        r"\b(?:never (?:before )?(?:(?P<end>closed|finished|ended|settled)|been|traded|stood|reached|climbed|fallen) (?:at (?:an? )?)?(?:this |so |as )?(?:(?P<high>high(?:er)?)|(?P<low>low(?:er)?))\b(?! (?:than|in|on)\b)|(?:(?P<high2>higher)|(?P<low2>lower)) than ever(?: before)?(?=[,.;]|$| on\b| (?:mon|tues|wednes|thurs|fri)day))"
    )),
    # "a new high for the year", "a fresh 2026 low", "a new year-to-date high"
    ("new fresh",
    re.compile(
        rf"\b(?:new|fresh) (?:(?:{_BASIS}[- ])?{_HIGHLOW} (?P<since>(?:of|for) (?:the (?:year|quarter|month)|(?:19|20)\d\d))|(?P<year>20\d\d|yearly|year-to-date|ytd)(?: closing| intraday)? {_HIGHLOW.replace('<high>', '<high3>').replace('<low>', '<low3>')})\b"
    )),
    # "topped its December record", "edging past the all-time high it set on Wednesday": a record itself
    ("record time",
    re.compile(
        r"\b(?:topp?(?:s|ed|ing)|eclips(?:es|ed|ing)|surpass(?:es|ed|ing)|exceed(?:s|ed|ing)|beat(?:s|ing|en)?|br(?:oke|eaks|eaking|oken)(?: above| through| past)?|bettered|bettering|(?:edg|inch|mov|push|nudg|clos|ris)(?:es|ed|ing) (?:past|above|beyond)|(?:rose|went|climbed|climbing) (?:past|above|beyond)) (?:its|the|their) (?:(?:own|previous|prior|old|last|earlier|former|existing|recent|most recent|late|early|mid|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?|(?:mon|tues|wednes|thurs|fri)day's|(?:19|20)\d\d)[ -])*(?P<own>(?:record|all-time)(?: (?:closing|intraday))?(?: (?:high|close|peak))?)\b(?! (?:for|low|lows|sales|revenue|profit|number|temperature)\b)"
    )),
    # "at levels not seen since 2008", "a level last seen in July 2014"
    ("seen visited reached touched unseen hit",
    re.compile(
        rf"\b(?:(?P<high>heights)|(?P<low>depths)|levels?|prices?|readings?|marks?|territory|ground),? (?:that (?:(?:was|were|had|has|have|is) )?|which (?:was|were) |it (?:has|had) |they (?:have|had) )?(?:(?:not|n't)(?: been)? (?:seen|visited|reached|touched)|unseen|last (?:seen|visited|reached|touched|hit)) (?P<since>{_SINCE_DAY}|in (?:(?:early|mid|late)[- ])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|20|19)[a-z\d]*(?:,? (?:19|20)\d\d)?|in (?:at least |about |nearly |more than |over |almost |roughly )?(?:a|two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,3}}) (?:weeks?|months?|years?|decades?))"
    )),
)  # fmt: skip


# "2% below its record close", "that 52-week high", "topping the record": what is measured from, or told of before.
_REFERENCE = re.compile(
    r"\b(?:(?:below|under|beneath|above|off|past|within [\w.]+(?:%| percent| points?)? of|away from|edg(?:ed|ing) past|topp(?:ed|ing)|eclips(?:ed|ing)|surpass(?:ed|ing)|exceed(?:ed|ing)|(?:shy|short|within \w+|sight|ahead) of|from|near|around|since|before|toward|towards|than|(?:close|closer|clos(?:es|ed|ing) in) (?:to|on)|approach(?:es|ed|ing)?|near(?:s|ed|ing)|flirt(?:s|ed|ing) with|chas(?:es|ed|ing)|ey(?:es|eing)|(?:verge|cusp) of|retreat(?:ed|ing) from|revers(?:ed|ing) from)"
    r" (?:an? |its |their |the |that |this |last |own |recent |old |previous |prior |\w+'s |(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]* \d{1,2} )*|\bthat )$"
)
# "Closed at a record high": what follows is a close.
_CLOSED = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|end(?:s|ed|ing)|finish(?:es|ed|ing)|settl(?:es|ed|ing)) (?:at |on |with )?(?:an? |its |their |the |another |fresh |new |yet )*$"
)


_BEFORE = 100  # characters that are searched for what leads up to a record


def _records(text: str, at: int, reading: str) -> Iterator[Phrase]:
    for pattern, match in _matched(_RECORDS, text):
        groups = match.groupdict()
        sup = groups.get("sup")
        is_low = any(groups.get(name) for name in ("low", "low2", "low3")) or sup in _LOWEST
        since = groups.get("since")
        lookback = _lookback(since, at + match.start("since"), reading) if since else None
        is_close = (
            groups.get("close")
            or groups.get("end")
            or _CLOSED.search(text, max(0, match.start() - _BEFORE), match.start())
        )
        form = Form.INTRADAY if groups.get("intra") else Form.CLOSE if is_close else Form.ANY
        if groups.get("own") and _FOR_THE_RECORD.search(text, max(0, match.end() - _BEFORE), match.end()):
            continue
        if sup and _IN_RANK.search(text, max(0, match.start() - 16), match.start()):
            continue  # "its second-highest close ever"
        if groups.get("n"):
            detail = Detail(
                form, count=_count(groups["n"] or ""), unit=_unit_of(groups), is_loose=bool(groups.get("loose"))
            )
        elif groups.get("year"):
            detail = Detail(
                form, since=Timex(match[0], at + match.start(), at + match.end(), TimexKind.TO_DATE, value="year")
            )
        elif since and lookback is None:
            continue
        elif lookback is not None:
            detail = replace(lookback, form=form)
        else:
            detail = Detail(form, is_record=True)
        own = next((name for name in ("own", "own2") if groups.get(name)), None)
        start, stop = match.start(own) if own else match.start(), match.end()
        if detail.is_record and not is_low and pattern not in (_LAST_SEEN, _BEYOND, _SET_THEN):
            detail, stop = _how_many(text, start, stop, detail)
        direction: Direction | None = Direction.DOWN if is_low else Direction.UP
        if pattern is _LAST_SEEN and not is_low and not groups.get("high"):
            direction = None  # "fell to levels not seen since 2008"
        end = _end_of(detail, at + stop)
        before = _REFERENCE.search(text, max(0, start - _BEFORE), start)
        is_past = pattern is _SET_THEN or (before is not None and pattern not in (_BEYOND, _LAST_SEEN))
        if is_past and not (
            _WEEKDAY.search(match[0])
            or (before is not None and _WEEKDAY.search(before[0]))
            or (detail.is_record and _set_on(text, match.end(), at, reading) > at + match.end())
        ):
            continue
        if pattern is _BEYOND:
            end = max(end, _set_on(text, match.end(), at, reading))  # "the record it set on Wednesday" is the old one
        yield Phrase(Kind.EXTREMUM, at + start, end, direction, detail, is_past=is_past)


_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_UPTO = "|".join(
    [*list(_ORDINALS)[2:], "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
)
# "Its 25th", "a third straight", "the thirty-ninth new": which record it was, before the record's own words.
_WHICH_ONE = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?:(?P<tens>{'|'.join(_TENS)})-)?(?P<word>first|{_UPTO}))(?P<run> (?:straight|consecutive|successive))?(?: (?:new|fresh|all-time|closing|intraday))* ?$"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# "Of the year", "in as many days", "for a third straight session": among which records.
_AMONG_RECORDS = re.compile(
    rf",? (?:(?:of|in|for) (?:(?:the |this )?(?P<unit>year|quarter|month)\b|(?P<year>(?:19|20)\d\d)\b|(?P<month>{_MONTHS})\b)|(?:so far )?this (?P<this>year|quarter|month)\b|(?P<many>in as many (?:days|sessions)\b|in a row\b)"
    rf"|for (?:an?|the) (?P<ord>{_UPTO}) (?:straight|consecutive|successive) (?:trading )?(?:session|day)\b)"
)
_WORDS_TO_TWENTY = [
    *list(_ORDINALS)[1:],
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


def _how_many(text: str, start: int, stop: int, detail: Detail) -> tuple[Detail, int]:
    """Return a record with its place among those of its year or month, or in its run: "its 25th record close of 2026"."""
    which, among = _WHICH_ONE.search(text, max(0, start - 40), start), _AMONG_RECORDS.match(text, stop)
    n = 0
    if which is not None and which["digits"]:
        n = int(which["digits"])
    elif which is not None:
        n = _TENS.get(which["tens"] or "", 0) + _WORDS_TO_TWENTY.index(which["word"]) + 1
    if among is not None and among["ord"]:
        n = _WORDS_TO_TWENTY.index(among["ord"]) + 1
        return replace(detail, ordinal=n, of=Unit.SESSION), among.end()
    if n < 2:
        return detail, stop
    if which is not None and (which["run"] or (among is not None and among["many"])):
        return replace(detail, ordinal=n, of=Unit.SESSION), among.end() if among is not None and among["many"] else stop
    if among is None or among["many"]:
        return detail, stop
    word = among["unit"] or among["this"] or ("year" if among["year"] else "month")
    return replace(detail, ordinal=n, of=_UNITS[word]), among.end()


def _set_on(text: str, end: int, at: int, reading: str) -> int:
    """Return where the day ends on which a record was set that is told of before `end`."""
    tail = _SET_ON.match(text, end)
    stop = tail.end() if tail is not None else end
    found = find_timexes(reading, at + end, min(at + stop + 22, at + len(text))) if stop > end else []
    return next((t.end for t in found if t.start <= at + stop + 1), at + end)


_LAST_SEEN, _BEYOND, _SET_THEN = _RECORDS[-1][1], _RECORDS[-2][1], _RECORDS[-5][1]
_LOWEST = frozenset("lowest weakest cheapest".split())
_IN_RANK = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|\d+(?:nd|rd|th))[- ]$")
_FOR_THE_RECORD = re.compile(r"(?:^|[,;.—] )(?:just )?for the record$")
# "2.8% below its record close", "11.4% above its 52-week low", "7% under the record of January 3".
_OFF = re.compile(
    r"(?:%| percent| per cent| pct) (?P<side>below|under|off|beneath|shy of|short of|down from|lower than|away from|of|from|above|over) "
    r"(?:(?:its|their|the|that|this|last|an?|own|all-time|all|time|recent|previous|prior|most|closing|intraday|best|lowest|highest|record|(?:19|20)\d\d|"
    r"(?:\d{1,3}|two|three|four|five|six|ten)-(?:week|month|year)|\w+'s|early|mid|late|(?:(?:early|mid|late)[- ])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?)[ -])+?"
    r"(?P<what>highs?|peaks?|records?|summits?|tops?|lows?|troughs?|bottoms?|close)\b"
)
# "Its 52-week high", "a 12-year low".
_REACH_OF_PEAK = re.compile(r"\b(?P<n>\d{1,3}|two|three|four|five|six|ten)-(?P<unit>week|month|year)\b")
_UNDER = frozenset({"above", "over"})


def _offs(text: str, at: int, reading: str) -> Iterator[Phrase]:
    for match in _OFF.finditer(text):
        inner, what = match[0], match["what"]
        is_low = what.startswith(("low", "trough", "bottom")) or " lowest" in inner
        if what == "close" and not re.search(r"record|highest|lowest|best", inner):
            continue
        is_above = match["side"] in _UNDER
        if is_above != is_low and match["side"] not in ("from", "of", "away from"):
            continue  # "5% above its record" is a crossing
        if match["side"] == "of" and not _WITHIN.search(text, max(0, match.start() - _BEFORE), match.start()):
            continue  # "within 1 percent of its record"
        form = Form.OFF
        named = _named_after(text, match, at, reading)
        end = max(at + match.end(), named.end if named is not None else 0)
        if _WEEKDAY.search(inner) or (named is not None and named.kind is TimexKind.WEEKDAY):
            detail = Detail(form, count=8, unit=Unit.SESSION)  # "Wednesday's record close"
        elif named is not None:
            detail = Detail(form, since=named)
        elif (reach := _REACH_OF_PEAK.search(inner)) is not None:
            n, unit = _count(reach["n"]), _UNITS[reach["unit"]]
            detail = (
                Detail(form, count=1, unit=Unit.YEAR)
                if (n, unit) == (52, Unit.WEEK)
                else Detail(form, count=n, unit=unit)
            )
        else:
            detail = Detail(form, is_record="record" in inner or "all-time" in inner or "all time" in inner)
        if match["side"] == "of":
            detail = replace(detail, is_loose=True)
        direction = Direction.UP if is_low else Direction.DOWN
        yield Phrase(Kind.EXTREMUM, at + match.start(), end, direction, detail)


# "In correction territory", "entered a bear market": ten, or twenty, percent below a peak by close.
_FALLEN = re.compile(
    r"\b(?:in|into|enter(?:s|ed|ing)?|confirm(?:s|ed|ing)?|joined \w+ in|suffer(?:s|ed|ing)?|qualif(?:y|ies|ied|ying) as|(?:meets?|met|meeting|fits?) the (?:\w+ ){0,2}definition (?:of|for)|(?:past|beyond|crossed|crossing|reached) the (?:\w+ )?threshold (?:of|for)|territory (?:that )?(?:\w+ ){0,2}(?:call|called|known as)|,(?= (?:bear|correction)[- ][a-z]+ territory| correction territory))"
    r" (?:an? |its |the )?(?:official |technical |deep |(?:10|20)(?:%| percent) )?(?P<what>correction|bear[- ]market)(?: territory)?\b(?! (?:to|of|low|rall|label|from))"
)


def _fallen(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _FALLEN.finditer(text):
        depth = 10 if match["what"] == "correction" else 20
        detail = Detail(Form.OFF, count=depth, unit=Unit.PERCENT)
        yield Phrase(Kind.EXTREMUM, at + match.start("what"), at + match.end(), Direction.DOWN, detail)


_WITHIN = re.compile(r"\bwithin (?:about |just |less than |a )?[\w.]+ ?$")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day's")
_SET_ON = re.compile(
    r"(?: close| high| low)?(?: of [$€£]?[\d,.]+\d)?,?(?: (?:that |which )?(?:it |they )?(?:was |had )?(?:set|hit|reached|struck|touched|made|posted|notched|established|dates))?(?: back)? (?:on |in |of |from |to )?"
)


def _named_after(text: str, match: re.Match[str], at: int, reading: str) -> Timex | None:
    """Return the day or month that a peak is told of: "its Feb. 19 record", "the peak it set in August"."""
    begin = match.end("side")
    tail = _SET_ON.match(text, match.end())
    end = (tail.end() if tail else match.end()) + 22
    found = find_timexes(reading, at + begin, min(at + end, at + len(text)))
    limit = at + (tail.end() if tail else match.end())
    days = [
        t
        for t in found
        if t.start <= limit
        and (t.kind is TimexKind.WEEKDAY or (t.kind in (TimexKind.DAY, TimexKind.MONTH) and "-" in t.value))
    ]
    if days:
        return days[0]
    if tail is not None and tail.end() > match.end():
        others = [t for t in found if at + match.end() <= t.start <= limit + 1]
        if others:
            return others[0]  # "the record it set in the first days of 2022": named, though no day can be sought
    month = re.search(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?='s\b|[ -])", match[0])
    if month is None:
        return None
    number = "jan feb mar apr may jun jul aug sep oct nov dec".split().index(month[1]) + 1
    return Timex(month[0], at + match.start(), at + match.end(), TimexKind.MONTH, value=f"--{number:02}")


_NAMED = frozenset({TimexKind.DAY, TimexKind.MONTH, TimexKind.QUARTER, TimexKind.YEAR})
_AGES = re.compile(
    r"in (?P<hedge>at least |about |nearly |more than |over |almost |roughly )?(?P<n>a|\d{1,3}|[a-z]+) (?P<unit>week|month|year|quarter|session|day|decade)s?"
)


_OF_YEAR = re.compile(r" of (?:last|this) year\b")
_EVENT = re.compile(r"since (?:the|its|it|a|an|trading|at least|just (?:before|after)|before|after)\b")
_PART_OF_YEAR = re.compile(
    r"since (?:(?P<part>early|mid|late)[- ]|the (?:start|beginning|turn|opening (?:weeks|months)) of (?:the year )?)(?P<year>(?:19|20)\d\d)\b"
)


def _lookback(text: str, at: int, reading: str) -> Detail | None:
    """Return how far back "since March", "in three months", "of the year", "on record" reach; None where that is not sure."""
    if text in ("on record", "ever") or text.endswith("history"):
        return Detail(Form.ANY, is_record=True)
    age = _AGES.fullmatch(text)
    if age is not None:
        n = 1 if age["n"] == "a" else _count(age["n"]) if age["n"].isdigit() or age["n"] in _NUMBERS else 0
        if not n:
            return None
        unit, times = (Unit.YEAR, 10) if age["unit"] == "decade" else (_UNITS[age["unit"]], 1)
        return Detail(Form.ANY, count=n * times, unit=unit, is_loose=bool(age["hedge"]))
    if text.startswith("in "):
        text, at = f"since {text[3:]}", at - 3  # "last seen in July 2014"
    part = _PART_OF_YEAR.match(text)
    if part is not None:
        value = f"{part['part'] or 'start'} {part['year']}"
        return Detail(Form.ANY, since=Timex(part[0], at, at + part.end(), TimexKind.SINCE, value=value))
    if text.startswith("since"):
        begin = at + len("since ")
        named = [t for t in find_timexes(reading, begin, at + len(text)) if t.kind in _NAMED and t.start <= begin + 4]
        if named and re.search(r"\d", named[0].value):
            said = _OF_YEAR.match(text, named[0].end - at)  # "April 9 of last year"
            end = at + said.end() if said else named[0].end
            return Detail(
                Form.ANY,
                since=replace(named[0], kind=TimexKind.SINCE, text=text[named[0].start - at : end - at], end=end),
            )
        found = [t for t in find_timexes(reading, at, at + len(text)) if t.kind is TimexKind.SINCE]
        if found and found[0].start == at:
            return Detail(Form.ANY, since=found[0])
        event = _EVENT.match(text)
        if event is None:
            return None
        # "Since the tariff shock of early April", "since the contract was launched in 1983": the time of what happened
        dated = [t for t in find_timexes(reading, begin, at + len(text)) if t.kind in _NAMED]
        if len(dated) != 1 or not re.search(r"\d", dated[0].value) or dated[0].start < at + event.end():
            return None
        return Detail(Form.ANY, since=replace(dated[0], kind=TimexKind.SINCE))
    year = re.fullmatch(r"(?:of|for) ((?:19|20)\d\d)", text)
    if year is not None:
        return Detail(Form.ANY, since=Timex(text, at, at + len(text), TimexKind.YEAR, value=year[1]))
    unit_word = text.split()[-1]
    return Detail(Form.ANY, since=Timex(text, at, at + len(text), TimexKind.TO_DATE, value=unit_word))


def _end_of(detail: Detail, end: int) -> int:
    """Return where a phrase ends: what stands after its "since" is no part of it."""
    since = detail.since
    return since.end if since is not None and since.kind is TimexKind.SINCE else end


# -- ranks -----------------------------------------------------------------------------------

_GAINS = r"gain|advance|rise|rally|jump|increase|climb|surge|bounce|rebound|leap|upswing|pop"
_LOSSES = r"losse|loss|decline|drop|fall|slide|slump|plunge|sell-?off|retreat|tumble|setback|rout|dip|crash|pullback|blow|beating|drubbing|skid|swoon|nosedive|collapse|wipeout|thrashing|hammering"
_BEST = (
    r"(?:(?P<best>best|strongest|finest|brightest)|(?P<worst>worst|weakest|poorest|ugliest|roughest|rockiest|bleakest|gloomiest|grimmest|nastiest|bloodiest|toughest)"
    r"|(?P<most>biggest|largest|steepest|sharpest|deepest|fastest|greatest|heftiest|heaviest))"
)
_BEST_ALONE = (
    _BEST.replace("best|strongest|finest", "best")
    .replace("worst|weakest|poorest", "worst|poorest")
    .replace("biggest", "most|biggest")
)
# "Two-day", "three-month": so many sessions or months at a time, wherever they begin.
_SPAN_OF = r"(?P<span>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ](?P<span_of>day|session|week|month|quarter|year)"
_MONTH_NUMBERS = {month: number for number, month in enumerate(_MONTHS.split("|"), 1)}
_RANKS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?:{_ORDINAL}[- ])?{_BEST}[- ](?:(?:one-day|single-day|single-session|one-session|intraday|percentage|point|(?P<each>daily|weekly|monthly|quarterly|annual|yearly)|calendar|trading|{'|'.join(_UNITS)})[- ])*"
        rf"(?:{_SPAN_OF}s?(?:[- ](?:(?:percentage )?(?:(?P<up3>{_GAINS})|(?P<down3>{_LOSSES}))s?|run|stretch|performance|showing|period|return))?\b|(?P<start>(?:start|opening|beginning) (?:to|of|for) (?:a|any|the|its) (?:calendar |new )?year)\b"
        rf"|(?:calendar )?(?P<season>{_MONTHS}|(?:(?:first|second|third|fourth) )quarter)\b"
        rf"|(?P<unit>session|day|week|month|quarter|year)\b|(?P<half>(?:first|second|opening) (?:half|six months)|opening half|half[- ]year|half)\b|(?P<up>{_GAINS})s?\b|(?P<down>{_LOSSES})s?\b|(?P<perf>performance|showing|return|finish|start)s?\b)"
        rf"(?: in (?:percentage|point) terms| on a percentage basis)?(?: (?:for|by) [A-Za-z&0-9' ]{{3,30}}?)? {_SINCE}"
    ),
    # "its worst since Nov. 20", "the biggest in percentage terms since October"
    re.compile(rf"(?:(?:(?<=[,;—–-] )|(?<= and )|(?<= but )|(?<= or ))(?:its|their|the|and its|and their|and the) |(?<=\w's )|(?<=\())(?:{_ORDINAL}[- ])?{_BEST_ALONE}(?: in (?:percentage|point) terms)? {_SINCE}"),
    # "The Dow's jump was its best since November", "Tuesday's session was also the strongest since May"
    re.compile(
        rf"(?<!-day )(?<!-week )(?<!-month )(?<!-session )\b(?:(?P<each>daily|weekly|monthly|quarterly|annual|yearly) )?(?:(?P<unit>session|day|week|month|quarter|year)|(?P<up>{_GAINS})|(?P<down>{_LOSSES}))(?: of [\d.]+ ?(?:%|percent|points))? (?:was|is|marked) (?:(?:likewise|also|by far|easily|even) )*"
        rf"(?:its|their|the) (?P<told>(?:{_ORDINAL}[- ])?{_BEST})(?: in percentage terms)? {_SINCE}"
    ),
)  # fmt: skip
_IN_POINTS = re.compile(r"\b(?:in|by) points?,? (?:it was |that was |this was )?(?:its |the |a )?$")
# What a bare "the most since" after it ranks is a stretch of days, whose rank is not held.
_SPAN = re.compile(
    rf"\b(?:over|in|during) (?:those |these |the (?:past |last )?)?(?:\d{{1,2}}|{'|'.join(list(_NUMBERS)[2:])}) (?:trading )?(?:days|sessions|weeks|months)\b"
)
_RANK_UNIT = re.compile(r"(?:one|single)-(?:day|session)|\b(session|day|week|month|quarter|year)\b")


# What is ranked is the same part of every year, or so many units at a time.
_PARTS = ("half", "season", "start", "span")


def _ranked_part(match: re.Match[str], at: int, reading: str, lookback: Detail) -> tuple[Detail, Timex | None] | None:
    """Return what "best December", "worst start to a year", "biggest two-day gain" rank, and the time that they name."""
    groups = match.groupdict()
    detail = replace(lookback, ordinal=_ordinal(groups["ord"]) if groups.get("ord") else 1)
    if groups["half"]:
        return replace(detail, form=Form.HALF), None
    if groups["start"]:
        return replace(detail, form=Form.START), None
    if groups["span"]:
        n = _count(groups["span"])
        unit = _UNITS[groups["span_of"]]
        return (replace(detail, form=Form.SPAN, of=unit, span=n), None) if n > 1 else None
    start, end = at + match.start("season"), at + match.end("season")
    name = groups["season"]
    if name in _MONTH_NUMBERS:
        when = Timex(reading[start:end], start, end, TimexKind.MONTH, value=f"--{_MONTH_NUMBERS[name]:02}")
        return replace(detail, form=Form.SEASON, of=Unit.MONTH), when
    named = [t for t in find_timexes(reading, start, end) if t.kind is TimexKind.QUARTER]
    return (replace(detail, form=Form.SEASON, of=Unit.QUARTER), named[0]) if named else None


def _ranks(text: str, at: int, reading: str) -> Iterator[Phrase]:
    for pattern in _RANKS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            lookback = _lookback(groups["since"] or "", at + match.start("since"), reading)
            if lookback is None:
                continue
            unit = _unit_of(groups)
            # "Of the year", "in a month" say how far back it reaches, not what is ranked.
            inner = _RANK_UNIT.search(text, match.start(), match.start("since"))
            if unit is Unit.NONE and inner is not None:
                unit = _UNITS[inner[1]] if inner[1] else Unit.SESSION
            is_up = any(groups.get(name) for name in ("up", "up3"))
            is_down = any(groups.get(name) for name in ("down", "down3", "worst"))
            is_bare = pattern is _RANKS[1]
            if groups.get("most") and not (is_up or is_down or is_bare):
                continue  # "biggest day": of what is not said
            if any(groups.get(name) for name in _PARTS):
                ranked = _ranked_part(match, at, reading, lookback)
                if ranked is not None:
                    part, when = ranked
                    end = _end_of(part, at + match.end())
                    way = Direction.DOWN if is_down else Direction.UP
                    yield Phrase(Kind.RANK, at + match.start(), end, way, part, when=when)
                continue
            if groups.get("perf") and unit is Unit.NONE and groups["perf"] not in ("performance", "showing"):
                continue  # "the best start since": how many sessions a start has is not said
            if is_bare and _SPAN.search(text, 0, match.start()):
                continue  # "over those three days it shed 4.5%, the most since April"
            n = _ordinal(groups["ord"]) if groups.get("ord") else 1
            is_in_points = _POINT.search(match[0]) or _IN_POINTS.search(
                text, max(0, match.start() - _BEFORE), match.start()
            )
            form = Form.POINTS if is_in_points else Form.ANY
            detail = Detail(form, n, lookback.count, lookback.unit, lookback.since, lookback.is_record, unit)
            number = (n, at + match.start("ord"), at + match.end("ord")) if groups.get("ord") else None
            direction = None if is_bare and groups.get("most") else Direction.DOWN if is_down else Direction.UP
            start, lead = (match.start("told"), at + match.start()) if groups.get("told") else (match.start(), -1)
            yield Phrase(Kind.RANK, at + start, _end_of(detail, at + match.end()), direction, detail, number, lead)


# "The longest losing streak since 2019", "a tenth straight weekly gain, the longest such run on record".
_LONGEST = re.compile(
    rf"\blongest(?: such)?(?: (?P<each>daily|weekly|monthly|quarterly|annual))?(?: {_RUN})?(?: (?:streak|run|stretch|string|(?P<fell>skid|slide|slump)|(?P<rose>rally|climb)|spell|series))?"
    rf"(?: of (?:its kind|{_MOVES_AFTER}))? {_SINCE}"
)
_RUN_UNIT = re.compile(r"\b(session|day|week|month|quarter|year)")


def _longest(text: str, at: int, reading: str) -> Iterator[Phrase]:
    for match in _LONGEST.finditer(text):
        groups = match.groupdict()
        lookback = _lookback(groups["since"] or "", at + match.start("since"), reading)
        if lookback is None:
            continue
        before = [m[1] for m in _RUN_UNIT.finditer(text, max(0, match.start() - 60), match.start())]
        unit = _unit_of(groups) if groups.get("each") else _UNITS[before[-1]] if before else Unit.NONE
        detail = replace(lookback, form=Form.RUN, of=unit)
        end = _end_of(detail, at + match.end())
        yield Phrase(Kind.RANK, at + match.start(), end, _direction_of(groups), detail)


# -- crossings -------------------------------------------------------------------------------

_CROSSES = re.compile(r"\b(?:(?P<up>golden)|(?P<down>death)) cross\b")
# "Reclaimed", "lost", "broke": which side a verb leaves a price on, where no "above" or "below" says so.
_TAKING = (
    r"(?P<up>recaptur|reclaim|regain|recover|retak|retook|clear|surmount|overtook|overcame|vault|topp?|surpass|h[eo]ld|defend)(?:s|ed|e|es|ing|en)?"
    r"|(?P<up2>(?:rose|climbed|surged|pushed|powered|jumped|rallied|burst) (?:back )?through)|(?P<down2>(?:slid|fell|dropped|plunged|crashed|tumbled|sank|slipped|knifed) (?:back )?through)"
    r"|(?P<down>(?:lost|losing|gave up|gives up|giving up|surrender(?:s|ed|ing)?|undercut(?:s|ting)?|forfeit(?:s|ed|ing)?|relinquish(?:es|ed|ing)?|ceded|violat(?:ed|es|ing)))"
    r"|(?P<either>(?:br(?:oke|eaks?|eaking|oken)|breach(?:es|ed|ing)?|pierc(?:ed|es|ing)|cross(?:es|ed|ing)?|penetrat(?:ed|es|ing)|slic(?:ed|es|ing)|cut|cuts)(?: through)?|through)"
)
_OF_AVERAGES = "own|closely[ -](?:watched|followed)|widely[ -](?:watched|followed)|key|critical|crucial|important|all-important|pivotal|vital|long-term|longer-term|short-term|shorter-term|medium-term|intermediate-term|simple|rising|falling|declining|respective|trailing|psychologically|technically|(?:stock|index|benchmark|gauge|fund|share|company|average|etf|contract|coin|metal|market)'s"
# "50-day moving average", "50-DMA"; of "its 50- and 200-day averages" each is one.
_LINE = (
    r"(?P<n>\d{2,3})(?P<more>(?:(?:[- ](?:day)?(?: moving average| average| line)?)?,?(?: and| or| as well as|,) (?:its |the |their |both )?\d{2,3}){0,3})"
    r"(?:[- ]day(?! (?:high|low|range|exponential|ema|average (?:volume|true)))(?: simple)?(?: moving)?(?: average| line| mean| trend ?line| ma| sma| dma)?s?\b(?!-)|[- ]?d-?mas?\b|[- ]?d ma\b)(?! cross)"
)
_AVERAGES = re.compile(
    rf"\b(?:(?P<side>above|below|under|over|beneath|underneath|past|north of|south of|atop)|{_TAKING})"
    r"(?: (?:an?|the|its|one|another) (?:[a-z-]+ ){1,4}(?:level|line|threshold|support|resistance|measure|gauge|trendline|indicator|mark)(?: at|,| of|:| [-—–])?)?"
    rf"(?: both| either)? (?:its|the|their) (?:(?:{_OF_AVERAGES}),? )*{_LINE}"
    rf"(?:,? for the first time {_SINCE})?"
)
# "The 50-day average dropped below the 200-day": a golden or a death cross in other words.
_ONE_BEYOND_OTHER = re.compile(
    r"\b50-day(?: (?:simple|moving|average|line|sma|ma))* (?:has |had )?(?:cross|dropp|drop|fall|fell|slip|sank|dipp|dip|mov|went|broke|(?P<rose>ros|rise|climb|push))[a-z]* (?:back )?"
    r"(?:(?P<up>above|over)|(?P<down>below|under|beneath)|(?P<either>through)) (?:its |the )?(?:200-day|longer)"
)
_WHEN = (
    _SINCE_DAY
    + r"|in (?:at least |about |nearly |more than |over |almost |roughly )?(?:a|[a-z]+|\d{1,3}) (?:week|month|year|session|day)s?"
)
_SHUT = r"(?:clos(?:e|es|ed|ing)|end(?:s|ed|ing)|finish(?:es|ed|ing)|settl(?:e|es|ed|ing))"
_MARK = r"(?:-(?:point )?(?:mark|level|milestone))?(?: (?:points|mark|level|milestone|threshold|an ounce|a barrel|a share|an? \w{3,5}))*"
_FIRST_CLOSE = re.compile(
    rf"\bfirst(?:-ever)?(?: ever)? (?:close|closing|finish|settlement) (?P<side>above|below|over|past|under|beneath|north of) (?:the )?[$€£]?(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\.\d{{1,2}})?)\b%?(?! (?:this|of (?:the|20)))(?: (?P<when>{_WHEN}))?"
    rf"|\b{_SHUT}(?: (?:mon|tues|wednes|thurs|fri)day)? (?:back )?(?P<side2>above|below|over|past|under|beneath) (?:the )?[$€£]?(?P<n2>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\.\d{{1,2}})?)\b%?{_MARK} for the first time\b(?: (?P<when2>{_WHEN}))?(?! since| this| in (?:a|two|three|four|five|six|more|nearly|over|\d))"
)
_BELOW = frozenset({"below", "under", "beneath", "underneath", "south of"})
_FIRST_TIME = re.compile(r",? for the first time")
_PLACES = re.compile(r"\d{2,3}")
_GOES_ON = re.compile(
    r"[,.;:)]|$| (?:on|in|and|as|after|but|for|with|at|to|this|last|late|early|again|before|while|yet|or|(?:mon|tues|wednes|thurs|fri)day)\b"
)


def _crosses(text: str, at: int, reading: str) -> Iterator[Phrase]:
    for match in _CROSSES.finditer(text):
        direction = Direction.UP if match["up"] else Direction.DOWN
        detail = Detail(Form.GOLDEN if match["up"] else Form.DEATH)
        yield Phrase(Kind.CROSS, at + match.start(), at + match.end(), direction, detail)
    beyond = list(_ONE_BEYOND_OTHER.finditer(text))
    for match in () if _CROSSES.search(text) else beyond:
        is_up = bool(match["up"] or (match["either"] and match["rose"]))
        detail = Detail(Form.GOLDEN if is_up else Form.DEATH)
        direction = Direction.UP if is_up else Direction.DOWN
        yield Phrase(Kind.CROSS, at + match.start(), at + match.end(), direction, detail)
    for match in _AVERAGES.finditer(text):
        direction = Direction.DOWN if match["side"] in _BELOW or match["down"] or match["down2"] else Direction.UP
        told = None if match["either"] else direction
        if any(m.start() < match.end() <= m.end() for m in beyond):
            continue
        if not match["side"] and match[0].endswith("day") and not _GOES_ON.match(text, match.end()):
            continue  # "broke its 50-day silence"
        lookback = _lookback(match["since"], at + match.start("since"), reading) if match["since"] else None
        if match["since"] and lookback is None:
            continue
        since = lookback.since if lookback is not None else None
        # "For the first time in three weeks" is not held: it is no part of what is called true.
        stop = match.end() if since is not None else match.start() + len(_FIRST_TIME.split(match[0])[0])
        numbers = list(_PLACES.finditer(text, match.start("n"), match.end("more")))
        for number in numbers:
            n = int(number[0])
            if n not in (20, 21, 50, 100, 150, 200):
                continue
            detail = Detail(Form.AVERAGE, count=n, since=since)
            start = match.start() if number is numbers[0] else number.start()
            end = number.end() + len("-day") * text.startswith("-day", number.end())
            end = _end_of(detail, at + stop) if number is numbers[-1] else at + end
            yield Phrase(Kind.CROSS, at + start, end, told, detail)
    for match in _FIRST_CLOSE.finditer(text):
        name = "n" if match["n"] else "n2"
        side = match["side"] or match["side2"]
        value = Decimal(match[name].replace(",", ""))
        direction = Direction.DOWN if side in _BELOW else Direction.UP
        figure = (value, at + match.start(name), at + match.end(name))
        when = "when" if match["when"] else "when2"
        lookback = _lookback(match[when], at + match.start(when), reading) if match[when] else None
        if match[when] and lookback is None:
            continue
        detail = replace(lookback, form=Form.LEVEL) if lookback is not None else Detail(Form.LEVEL, is_record=True)
        yield Phrase(Kind.CROSS, at + match.start(), _end_of(detail, at + match.end()), direction, detail, figure)


# -- breadth ---------------------------------------------------------------------------------

_WENT_UP = (
    r"rose|rise|rising|gained ground|made money|finished higher|gained|gain|advanced|advance|climbed|rallied|jumped|added|higher|up|ahead|gains|escaped|(?:was|were) spared"
    r"|in the (?:green|plus column|black)|in (?:positive|green) territory|into the green|positive|green"
)
_WENT_DOWN = (
    r"fell|fall|falling|lost|declined|decline|dropped|slid|slipped|retreated|sank|tumbled|slumped|lower|down|losses|lost ground|lose"
    r"|in the (?:red|minus column)|in (?:negative|red) territory|into the red|negative|red"
)
_MOVED = (
    r"(?:[ ,]+(?:(?:of|in) the (?:s&p 500|s&p|index|benchmark|market),?|were|was|are|have|had|finish(?:ed|ing)?|end(?:ed|ing)?|clos(?:ed|ing|e)|posted|notched|registered|recorded|logged|booked|saw|show(?:ed|ing)|trad(?:ed|ing)|nonetheless|still|also|all|actually|even|managed to|managed|managing to|to|sitting|stood|with|"
    r"on the (?:day|week|month|quarter|year)|for the (?:day|week|month|quarter|year)|the (?:day|week|month|quarter|session|year|half)|moved|turned|in (?:january|february|march|april|may|june|july|august|september|october|november|december)))*"
    rf"[ ,]+(?:(?P<up>{_WENT_UP})|(?P<down>{_WENT_DOWN}))\b"
)
_ELEVEN = "eleven|11"
_COUNTED = rf"(?P<n>\d{{1,2}}|twenty-(?:{'|'.join(list(_NUMBERS)[1:10])})|{'|'.join(list(_NUMBERS)[1:])}|twenty|not (?:a single )?one|none|two dozen|a dozen)"
_SECTOR_NAMES = (
    r"(?:technology|tech|energy|utilities|financials?|materials|industrials|health[- ]?care|real estate|(?:consumer )?staples|(?:consumer )?discretionary|"
    r"communication services|communications|consumer cyclicals)(?: (?:stocks|shares|names|sector))?"
)
_SECTORS = re.compile(
    rf"\b(?:(?P<all>all|every|each)(?: one)?(?: (?:but|except)(?: for)? (?P<but>one|two|three|four))?(?: of)?(?: the)?(?: (?:{_ELEVEN}))?|{_COUNTED}(?:(?: out)? of (?:the |its |their )?(?:(?:s&p 500|s&p|index|benchmark|gauge)'s )?|/)(?:{_ELEVEN}))"
    r"(?: (?:of )?(?:the )?(?:major|main|primary|key|broad|s&p 500|s&p|index's|benchmark's|industry|market|gics|spdr|stock))*"
    rf" (?:sectors?|sector funds|industry groups|groups)\b(?: (?:that make up|in|of) the (?:s&p 500|s&p|index|benchmark))?{_MOVED}"
)
# "Nine sectors of eleven green"; "Every sector but energy and utilities fell", where those named are the rest.
_SECTORS_OF = re.compile(
    rf"\b{_COUNTED} (?:s&p 500 |s&p |stock |major )?(?:sectors|groups)(?: out)? of (?:the |all )?(?:{_ELEVEN})(?: (?:in|of) the (?:s&p 500|s&p|index|benchmark))?{_MOVED}"
)
_EVERY_BUT = re.compile(
    rf"\b(?P<all>every|all)(?: of)?(?: the)?(?: (?:{_ELEVEN}|major|main|s&p 500|s&p|stock|market|other|single))* (?:sectors?|groups?),? (?:but|except(?: for)?|save(?: for)?|apart from|aside from|other than|bar) (?:the )?"
    rf"(?P<named>{_SECTOR_NAMES}(?:(?:,? and |, ){_SECTOR_NAMES}){{0,4}}),?{_MOVED}"
)
_OF_TEN = re.compile(
    rf"\b(?:(?P<all>all)|{_COUNTED}(?: out)? of)(?: of)?(?: the| its)? ten(?: (?:major|main|primary|s&p 500|s&p|index's|industry|market))* (?:sectors|industry groups|groups)\b{_MOVED}"
)
# "Technology was the worst of the 11 sectors, yet six of them managed to finish higher".
_OF_THEM = re.compile(
    rf"\b(?:{_ELEVEN})(?: (?:major|main|s&p 500|s&p|stock|market|industry))* (?:sectors|groups)\b[^.;]{{1,80}}?\b(?P<told>{_COUNTED} of them){_MOVED}"
)
# "Four of the Magnificent Seven rose", "all seven of the megacaps" are of nobody else.
_SEVEN = r"(?:magnificent|mag)[- ](?:seven|7)(?: (?:stocks|companies|members|names|shares))?"
_OF_SEVEN = re.compile(
    rf"\b(?:(?P<all>all|every one|each)(?: (?:but|except)(?: for)? (?P<but>one|two|three|four))?(?: (?:seven|7))?|{_COUNTED}(?: out)?)(?: (?:members|stocks|names|companies))? (?:of |in )?(?:the )?(?:so-called )?{_SEVEN}{_MOVED}"
    rf"|\b{_COUNTED.replace('<n>', '<n2>')} (?:magnificent|mag)[- ](?:seven|7) (?:stocks|companies|members|names|shares){_MOVED.replace('<up>', '<up2>').replace('<down>', '<down2>')}"
)
# "Eight of the eleven finished in the black": of sectors there are eleven.
_OF_ELEVEN = re.compile(rf"\b{_COUNTED}(?: out)? of (?:the |all )?(?:{_ELEVEN}){_MOVED}")
# "Twenty-seven of the 30 components rose", "26 of its 30 members": of the Dow, where the sentence is about it.
_OF_THIRTY = re.compile(
    rf"\b(?:(?P<all>all|each)(?: of)?|{_COUNTED}(?:(?: out)? of|/))(?: (?:the|its))?(?: |(?<=/))30(?: (?:components|members|stocks|names|companies|constituents|blue[- ]chips|shares))+(?: (?:in|of) (?:it|the (?:average|index|gauge)))?{_MOVED}"
)
# "The index rose 1%, as did 26 of its 30 members", "only three of its members made money".
_AS_DID = re.compile(
    rf"\b(?:as|so) did {_COUNTED}(?: out)? of (?:(?P<sectors>(?:the |its )?(?:{_ELEVEN})(?: (?:major|main|s&p 500|s&p|stock|index))* (?:sectors|groups))|(?:the |its )?(?:dow's )?30(?: dow)?(?: (?:components|members|stocks|names|companies|constituents|blue[- ]chips))+)"
)
_OF_ITS = re.compile(rf"\b{_COUNTED} of its (?:30 )?(?:components|members|constituents|stocks){_MOVED}")
_MEMBERS = re.compile(
    rf"\b(?:(?P<all>all|each)(?: of)?(?: the)?(?: dow's)? 30|{_COUNTED}(?:(?: out)? of |/)(?:the |its )?30)(?: of)?(?: the)?"
    rf"(?: (?:stocks|members|components|companies|names) (?:in|of) the)? (?:dow(?: jones)?(?: industrials?)?(?:'s)?|blue[- ]chips?|blue-chip) ?(?:average|index|gauge|components|members|stocks|shares|names|companies|constituents)?{_MOVED}"
    rf"|\b{_COUNTED.replace('<n>', '<n2>')}(?: out)? of the (?:dow|blue[- ]chip (?:average|index|gauge))'s 30(?: (?:components|members|stocks|names|companies|constituents))*{_MOVED.replace('<up>', '<up2>').replace('<down>', '<down2>')}"
)
# "Of the S&P 500's 11 sectors, eight rose", "of the 30 stocks in the Dow, 24 fell"
_MEMBERS_AFTER = re.compile(
    rf"\bof (?:the (?:dow(?: jones(?: industrial average)?)?'s )?|its )30(?: (?:dow|blue[- ]chip|components|members|stocks|names|companies|shares))+(?: (?:in|of) (?:it|the (?:average|index|gauge|dow(?: jones industrial average)?)))?,? (?:only |just )?{_COUNTED}{_MOVED}"
)
_SECTORS_AFTER = re.compile(
    rf"\bof (?:the (?:(?:s&p 500|s&p|index|benchmark)'s )?|its )(?:{_ELEVEN})(?: (?:s&p 500|s&p|major|main|spdr))* (?:sectors|sector funds)(?: (?:of|in) the (?:s&p 500|s&p|index|benchmark))?,? (?:only |just )?{_COUNTED}{_MOVED}"
    rf"|\ball (?P<all>{_ELEVEN}){_MOVED.replace('<up>', '<up2>').replace('<down>', '<down2>')}"
)
# "The strongest of the eleven sectors", "the worst-performing sector", "brought up the rear".
_BEST_OF = re.compile(
    r"\b(?:(?:(?P<best>best|strongest|top)|(?P<worst>worst|weakest))(?:[- ]perform(?:ing|er))?(?: (?:of|among|in))(?: all)?(?: the)?(?: (?:eleven|11|s&p 500's|s&p 500|s&p|index's|stock|market|major))* (?:sectors|groups|eleven|11)"
    r"|(?:the|its|(?:mon|tues|wednes|thurs|fri)day's|the (?:day|week|month|quarter|year)'s) (?:(?P<best2>best|strongest|top)|(?P<worst2>worst|weakest))[- ]?(?:performing|performer)?(?: (?:s&p 500|s&p|stock|market|major|industry))* (?:sector|group)(?! (?:of|for|since))"
    r"|(?:the|its) (?:biggest|largest|steepest|sharpest|heftiest) (?:percentage )?(?:(?P<best6>gain|gains|advance|rise|gainer)|(?P<worst6>loss|losses|decline|drop|fall|decliner|loser|laggard))(?: (?:of|among))(?: all)?(?: the)?(?: (?:eleven|11|s&p 500's|s&p 500|s&p|index's|stock|market|major))* (?:sectors|groups)"
    r"|(?P<best3>led (?:all |the )?(?:eleven |11 )?(?:s&p 500 |s&p )?(?:sectors|the sectors)(?! (?:down|lower)))|(?P<worst3>led (?:all |the )?(?:eleven |11 )?(?:s&p 500 |s&p )?sectors (?:down|lower)|brought up the rear|bringing up the rear|trailed the pack|trailing the pack|(?:came|finished|ended) (?:in )?last|propped up the table|(?:led|leading) (?:the (?:declines?|retreat|slide|drop|sell-?off|way (?:down|lower))|(?:the )?(?:declines|decliners|losses|losers|laggards))|(?:fell|fallen|falling|lost|losing|dropped|dropping|declined|sank|slid) the most(?! since| in (?!the s&p)| of )|(?:(?<=hit )|(?<=punished ))hardest|(?:(?<=fared )|(?<=faring ))(?:the )?worst)(?: of (?:all|them all|the (?:group|lot)))?"
    r"|(?P<best4>(?:(?<=fared )|(?<=faring ))(?:the )?best(?: of (?:all|them all|the (?:group|lot)))?|(?:runaway|clear) (?:leader|winner)|(?:led|leading) (?:the (?:pack|way(?! (?:down|lower))|advance|rally|charge|field)|(?:the )?(?:gainers|gains|advancers))|(?:rose|risen|rising|gained|gaining|climbed|climbing|advanced|advancing) the most(?! since| in (?!the s&p)| of )|topped the (?:list|table|leaderboard|field)|(?:came|finished|ended) (?:out )?(?:first|on top)|set the pace|the pick of the bunch|(?:the )?best of the bunch)"
    r"|the (?:(?P<best5>best|strongest|leader|top performer|biggest gainer)|(?P<worst5>worst|weakest|laggard|biggest (?:loser|laggard|decliner)))(?: performer)?(?: (?:of|among) (?:them|all|the (?:group|lot|eleven|11))| of them all)?(?=[,;.]|$| and (?:utilities|energy|technology|financials|materials|industrials|real|consumer|health)))(?![\w-])"
)
_GROUP_WORDS = (
    r"sectors|groups|(?:eleven|11|ten)(?! [a-z])|dow(?: jones industrial average| industrials| 30)?|blue[- ]chips?|blue[- ]chip (?:average|index|gauge)|average|members|components|constituents|"
    r"indexes|indices|averages|gauges|benchmarks|magnificent (?:seven|7)|mag (?:seven|7)|seven|bunch|lot|pack|group|them|all"
)
_AMONG = rf"(?: (?:of|among|in|on|within|across)(?: all)?(?: of)?(?: the| its| this| these)?(?: [a-z0-9&'.-]+){{0,4}}? (?P<group>{_GROUP_WORDS})\b)"
_ROSE_OR_FELL = (
    r"(?:(?P<rose>rose|risen|rising|gained|gaining|climbed|climbing|advanced|advancing|added|jumped|rallied|surged)"
    r"|(?P<fell>fell|fallen|falling|lost|losing|dropped|dropping|declined|declining|sank|slid|slumped|tumbled|shed|suffered|suffering))"
)
_BESTS: tuple[re.Pattern[str], ...] = (
    # "the Dow's biggest decliner", "the top performer in the average", "Friday's best-performing sector", "the worst of the big sectors"
    re.compile(
        rf"(?:\b(?<!among )(?<!one of )(?<!some of )(?:the|its|an?|(?:mon|tues|wednes|thurs|fri)day's|the (?:day|week|month|quarter|year|session|index|benchmark|market|s&p 500|s&p|(?P<dow>dow|blue[- ]chip (?:average|index|gauge)))'s) )(?:(?:single|only|clear) )?"
        rf"(?:(?P<best>best|top|strongest|clearest)|(?P<worst>worst|weakest|poorest)|biggest|largest|steepest|sharpest|heftiest)"
        rf"(?:[- ](?:percentage )?(?:perform(?:er|ing|ance)|showing|(?P<rose>gainer|winner|advancer|riser|(?:gain|advance|rise)(?=s? (?:of|among|across|in)\b))|(?P<fell>loser|decliner|laggard|faller|(?:loss|losse|decline|drop|fall)(?=s? (?:of|among|across|in)\b))|(?P<unit>sector|group|member|component|stock|index|gauge|benchmark|average|dow stock|dow component))s?)?"
        rf"(?: (?:s&p 500 |s&p |index )?(?P<unit2>sector|group|member|component|stock|index|gauge|benchmark)s?)?(?:{_AMONG}|(?<=[a-z])(?=[,;.)]|$| (?:and|with|as|after|by|at|on (?:mon|tues|wednes|thurs|fri)day|(?:this|last) (?:week|month|quarter|year)|for the (?:day|week|month|quarter|year))\b))"
    ),
    # "fell the most", "rose least of all", "lost the most of the ten S&P sectors"
    re.compile(
        rf"\b{_ROSE_OR_FELL} (?:by )?(?:the )?(?P<much>most|least)\b(?! since| in (?:a|an|two|three|four|five|six|more|nearly|over|about|at|\d)\b| ever| on record){_AMONG}?"
    ),
    re.compile(rf"(?<=, )the most{_AMONG}"),
    # "Tech led with +4.2%", "materials led nine of the 11 sectors higher", "health care was weakest"
    re.compile(
        rf"\bled(?= (?:with|by) (?:an? )?[+]?\d[\d.]*(?:%| percent)(?! (?:loss|drop|decline|fall|slide))|, (?:up|rising|gaining) |[;.]|$| {_COUNTED} of (?:the )?(?:{_ELEVEN})\b[^.;]{{0,40}} (?:(?P<rose>higher|up)|(?P<fell>lower|down))\b)"
        r"|(?:(?<=was )|(?<=were ))(?:(?P<best>strongest|best)|(?P<worst>weakest|worst))(?=[,;.]|$| (?:with|among|of (?:all|the (?:group|lot|11|eleven)))\b)"
    ),
    # "hit hardest", "had it worst", "held up best", "the least bruised"
    re.compile(
        rf"\b(?:(?P<worst>(?:hit|punished|hurt|battered|bruised|hammered|struck|squeezed) (?:the )?(?:hardest|worst)|hardest[- ]hit|worst[- ]hit|had it worst|had the worst of it|took the worst of it|(?:did|fared|faring|performed|doing) (?:the )?(?:worst|poorest))"
        rf"|(?P<best>(?:(?:the )?least (?:bruised|hurt|battered|scathed|bloodied|damaged))|(?:held|holding) up (?:the )?best|(?:did|fared|faring|performed|doing) (?:the )?best))(?: of all)?{_AMONG}?"
    ),
    # "with Nvidia on top and Amazon at the bottom", "Chevron the caboose", "utilities brought up the rear"
    re.compile(
        r"\b(?:(?P<best>(?:on|up|at the) top(?! of (?!the (?:table|list|pack|heap|leader|pile)))(?: of the (?:table|list|pack|heap|leaderboard|pile))?|top of the (?:table|list|pack|class|heap|leaderboard|pile)|out (?:in )?front|in the lead|the (?:runaway |clear )?(?:leader|winner|standout|star))"
        r"|(?P<worst>at the (?:bottom|back|foot|rear)(?: of the (?:table|list|pack|heap|class|pile))?|bottom of the (?:table|list|pack|heap|class|pile)|in last place|dead last|the (?:caboose|laggard|straggler|wooden spoon|rear)))(?=[,;.)]|$| (?:and|with|as|after|among|while|but|by)\b)"
    ),
    # "the Dow higher": led it
    re.compile(
        rf"\b(?:led|leading|leads|paced|pacing|headed|heading) (?:the )?(?:(?P<dow2>dow|blue[- ]chips?)'s )?(?:(?P<rose>gains|gainers|advance|advancers|winners|rally)|(?P<fell>declines|decliners|losses|losers|laggards|retreat|slide|drop|sell-?off))(?: (?:in|on|among|across|for) (?:the )?(?P<group>{_GROUP_WORDS}|s&p 500|s&p|index|benchmark|market))?\b"
        rf"|\b(?:led|leading|leads|paced|pacing) (?:the |all )?(?:(?P<dow>dow|blue[- ]chips?|blue[- ]chip (?:average|index|gauge)|dow (?:industrials|gainers|members|components))|s&p 500|s&p|index|benchmark|market|(?:(?:eleven |11 |major )?(?:s&p 500 |s&p )?(?P<unit>sectors)))(?: (?:higher|up|(?P<fell2>lower|down)))?(?=[,;.)]|$| (?:with|as|after|by|on|and|this|last|for)\b)"
    ),
    # "Energy: -13.3%, last", "energy the most, utilities last", "with financials second"
    re.compile(
        rf"(?:\b{_SECTOR_NAMES},?|[-+−]\d{{1,3}}(?:\.\d{{1,2}})?(?:%| percent),) (?:(?:was|were|is|are|came|coming|finished|ranked|placed|ended|a|the|in|clearly|easily|then|dead|by far) ){{0,3}}"
        rf"(?P<told>(?P<best>first|top|best|strongest|tops)|(?P<worst>last|bottom|worst|weakest)|(?P<much>most)|(?:(?P<ord>second|third|fourth)(?:[- ](?:best|strongest|(?P<worst2>worst|weakest)))?))(?: (?:place|by (?:far|a (?:wide|long|big|large) (?:margin|way|distance))))?"
        rf"(?=[,;.)]|$| (?:and|with|but|while|of all)\b(?! (?:most|third|second)))"
    ),
)
_BEST_WORDS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "best top strongest clearest worst weakest poorest biggest largest steepest sharpest heftiest",
        "most least",
        "most",
        "led strongest weakest best worst",
        "hardest worst best least poorest",
        "top bottom front lead leader winner standout star back foot rear last caboose laggard straggler spoon",
        "led leading leads paced pacing headed heading",
        "first top tops best strongest last bottom worst weakest most second third fourth",
    )
)
# "Led by materials", where it was just told which way all of them went.
_LED_BY = re.compile(r"(?<=[, ])(?:led|paced|headed|spearheaded|fronted)(?= by )")
_FORMS_OF_GROUPS = (
    (re.compile(r"sector|eleven|11|ten\b|group"), Form.SECTORS),
    (re.compile(r"magnificent|mag |seven"), Form.SEVEN),
    (re.compile(r"dow\b|blue|member|component|constituent|^average"), Form.MEMBERS),
    (re.compile(r"index|indices|gauge|benchmark|averages"), Form.INDICES),
)
_IS_BEST_OF = re.compile(
    r"(?:(?:was|were|is|are|being|hit|punished|fared|faring|as|easily|clearly|again|once|still|by far) )*"
    + _BEST_OF.pattern
)
_N_SECTORS, _N_MEMBERS = 11, 30
_COUNTS = {"not one": 0, "not a single one": 0, "none": 0, "a dozen": 12, "two dozen": 24, "twenty": 20} | {
    f"twenty-{word}": 20 + value for word, value in list(_NUMBERS.items())[1:10]
}


def is_best_of(text: str) -> bool:
    """Say whether a lower-case text begins by telling that what stands before it is the best or worst of several."""
    return _IS_BEST_OF.match(text) is not None


def _best_of(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _BEST_OF.finditer(text):
        is_best = any(match[name] for name in ("best", "best2", "best3", "best4", "best5", "best6"))
        direction = Direction.UP if is_best else Direction.DOWN
        yield Phrase(Kind.COMPARISON, at + match.start(), at + match.end(), direction, Detail(Form.ANY))


def _bests(pattern: re.Pattern[str], text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        direction = _direction_of_best(groups)
        ordinal = _ordinal(groups["ord"]) if groups.get("ord") else 1
        start = match.start("told") if groups.get("told") else match.start()
        yield Phrase(Kind.COMPARISON, at + start, at + match.end(), direction, Detail(_form_of_best(groups), ordinal))


def _led_by(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _LED_BY.finditer(text):
        yield Phrase(Kind.COMPARISON, at + match.start(), at + match.end(), None, Detail(Form.ANY))


def _direction_of_best(groups: dict[str, str | None]) -> Direction | None:
    """Return whether the best or the worst is told of; None where the verb before says it ("energy the most")."""
    if any(groups.get(name) for name in ("worst", "worst2", "fell2")):
        return Direction.DOWN
    is_down = bool(groups.get("fell"))
    if groups.get("much") == "least":
        is_down = not is_down
    if is_down or groups.get("rose") or groups.get("best") or groups.get("ord"):
        return Direction.DOWN if is_down else Direction.UP
    return None if groups.get("much") else Direction.UP


def _form_of_best(groups: dict[str, str | None]) -> Form:
    if groups.get("dow") or groups.get("dow2"):
        return Form.MEMBERS
    said = groups.get("group") or groups.get("unit2") or groups.get("unit") or ""
    return next((form for pattern, form in _FORMS_OF_GROUPS if pattern.search(said)), Form.ANY)


_BREADTH = (
    (
        _table(
            ("sector groups", _SECTORS),
            ("sectors groups", _SECTORS_OF),
            ("sector group", _EVERY_BUT),
            ("them", _OF_THEM),
            ("eleven 11", _SECTORS_AFTER),
            ("eleven 11", _OF_ELEVEN),
        ),
        Form.SECTORS,
        _N_SECTORS,
    ),
    (_table(("ten", _OF_TEN)), Form.SECTORS, 10),
    (
        _table(
            ("did", _AS_DID),
            ("its", _OF_ITS),
            ("30", _MEMBERS),
            ("30", _OF_THIRTY),
            ("30", _MEMBERS_AFTER),
        ),
        Form.MEMBERS,
        _N_MEMBERS,
    ),
)


def _breadth(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for patterns, form, size in _BREADTH:
        for match in _matches(patterns, text):
            yield from _counted_of(match, form, size, at)


def _seven(text: str, at: int, _reading: str) -> Iterator[Phrase]:
    for match in _OF_SEVEN.finditer(text):
        yield from _counted_of(match, Form.SEVEN, 7, at)


_ENDED_THE = re.compile(r"(?:finish|end|clos|for |on )[a-z]* ?(the (week|month|quarter|year))\b")
_TIMES_OF = {"week": TimexKind.WEEK, "month": TimexKind.MONTH, "quarter": TimexKind.QUARTER, "year": TimexKind.YEAR}


def _counted_of(match: re.Match[str], form: Form, size: int, at: int) -> Iterator[Phrase]:
    """Yield how many of a group went which way: as many as are said, or all but those that are named or counted."""
    groups = match.groupdict()
    is_all = bool(groups.get("all"))
    name = "all" if is_all else "n" if groups.get("n") else "n2"
    said = groups[name] or ""
    n = size if is_all else _COUNTS[said] if said in _COUNTS else _count(said)
    if groups.get("but"):
        n -= _count(groups["but"] or "")
    if groups.get("named"):
        n -= 1 + len(re.findall(r"and |, (?!and )", groups["named"] or ""))
    if not 0 <= n <= size:
        return
    is_up, is_down = (any(groups.get(side) for side in sides) for sides in (("up", "up2"), ("down", "down2")))
    direction = Direction.UP if is_up else Direction.DOWN if is_down else None
    if any((groups.get(side) or "").endswith(("escaped", "spared")) for side in ("up", "up2")):
        n, direction = size - n, Direction.DOWN  # "not one escaped"
    start = match.start("told") if groups.get("told") else match.start()
    number = (n, at + match.start(name), at + match.end(name))
    form = Form.SECTORS if groups.get("sectors") else form
    inner = _ENDED_THE.search(match[0])
    when = None
    if inner is not None:  # "finished the week higher"
        first, stop = at + match.start() + inner.start(1), at + match.start() + inner.end(1)
        when = Timex(inner[1], first, stop, _TIMES_OF[inner[2]], offset=0)
    yield Phrase(Kind.BREADTH, at + start, at + match.end(), direction, Detail(form, count=n), number, when=when)


Finder = Callable[[str, int, str], Iterator[Phrase]]
_PEAK_WORDS = frozenset(
    "high highs peak peaks record records summit summits top tops low lows trough troughs bottom bottoms close".split()
)
_RUN_WORDS = frozenset(
    """streak run skid slide slump rally advance stretch string spree series straight consecutive successive row running succession
    trot spell without climb rise gain decline drop fall uptrend ascent descent retreat""".split()
)
# What each kind cannot be told without: a word of every set must stand in the sentence.
_FINDERS: tuple[tuple[tuple[frozenset[str], ...], Finder], ...] = (
    ((_RUN_WORDS,), _streaks),
    (
        (
            frozenset("day days session sessions week weeks month months quarter quarters year years back".split()),
            frozenset(
                """each one all has have had having after following end ends ended ending snap snaps snapped snapping halt halts halted halting
                break broke breaking back streak run gains advance rally climb losses decline declines drop skid slide slump retreat""".split()
            ),
            frozenset("past last previous prior latest for of back to into".split()),
        ),
        _later_streaks,
    ),
    (
        (
            frozenset(list(_ORDINALS)[2:]) | {"th", "rd", "nd"},
            frozenset("day session week month daily weekly monthly quarterly annual".split()),
            frozenset({"for", "a", "its", "their"}),
        ),
        _further_streaks,
    ),
    ((frozenset({"first"}), frozenset({"in"})), _first_in),
    (
        (
            frozenset("of in".split()),
            frozenset("sessions days weeks months quarters years week session day".split()),
            frozenset("time out past last previous prior latest recent two three four five six seven eight nine ten gain loss many".split()) | set(list(_ORDINALS)[2:]),
        ),
        _shares,
    ),
    ((frozenset({"first"}), frozenset({"time"}), frozenset("sessions days weeks months".split())), _first_time_in),
    ((_PEAK_WORDS | frozenset("lifetime highest lowest strongest weakest loftiest dearest priciest cheapest costliest richest never ever seen unseen visited touched reached hit yearly ytd".split()),), _records),
    ((_PEAK_WORDS, frozenset("below under off beneath shy short down lower from above over within".split())), _offs),
    (
        (
            frozenset("best strongest finest worst weakest poorest ugliest roughest rockiest most biggest largest steepest sharpest deepest fastest greatest heftiest heaviest brightest bleakest gloomiest grimmest nastiest bloodiest toughest".split()),
            frozenset("since in of this on ever for so".split()),
        ),
        _ranks,
    ),
    ((frozenset({"correction", "bear"}),), _fallen),
    ((frozenset({"longest"}), frozenset("since in on ever of this".split())), _longest),
    (
        (
            frozenset("cross day dma first ma".split()),
            frozenset(
                """golden death above below under over beneath underneath past through north south atop recapture recaptures recaptured
                recapturing reclaim reclaims reclaimed reclaiming regain regains regained regaining retake retakes retook retaken retaking
                clear clears cleared clearing lost losing recover recovers recovered recovering surmount surmounted overtook overcame vault
                vaulted top tops topped topping surpass surpassed surpasses surpassing hold holds holding held defend defends defended gave gives
                giving surrender surrenders surrendered undercut undercuts undercutting forfeit forfeited relinquish relinquished
                relinquishing ceded violated violates violating broke break breaks breaking broken breach breaches breached breaching pierce
                pierced pierces piercing cross crosses crossed crossing penetrated slice sliced slicing cut cuts""".split()
            ),
        ),
        _crosses,
    ),
    ((frozenset("sector sectors group groups rear pack way table list bunch last first most top pace declines decliners losses losers laggards gainers gains advance rally retreat slide drop eleven utilities energy technology financials materials industrials discretionary staples estate care communication".split()), frozenset("best strongest top worst weakest led rear pack leader laggard loser gainer decliner hardest leading topped finished came ended fell lost dropped declined sank slid fallen falling losing dropping propped set leading gained gaining rose risen rising climbed climbing advanced advancing biggest largest steepest sharpest heftiest".split()), frozenset("best strongest top worst weakest biggest largest steepest sharpest heftiest led leading rear pack table most hardest pace bunch topped came finished ended leader winner laggard".split())), _best_of),
    *(((words,), functools.partial(_bests, pattern)) for pattern, words in zip(_BESTS, _BEST_WORDS, strict=True)),
    ((frozenset("led paced headed spearheaded fronted".split()), frozenset({"by"})), _led_by),
    ((frozenset("sector sectors groups dow blue eleven components members constituents names".split()), frozenset({"all", "every", "each", "of"})), _breadth),
    ((frozenset({"magnificent", "mag"}), frozenset({"seven", "7"})), _seven),
)  # fmt: skip


_BITS: dict[str, int] = {}
_NEEDS: list[tuple[int, Finder]] = []
for _sets, _finder in _FINDERS:
    _mask = 0
    for _words in _sets:
        _bit = 1 << len(_NEEDS) * 4 + len(_sets) - 1 - _sets.index(_words)
        _mask |= _bit
        for _word in _words:
            _BITS[_word] = _BITS.get(_word, 0) | _bit
    _NEEDS.append((_mask, _finder))
_KNOWN = frozenset(_BITS)


@functools.lru_cache(maxsize=1024)
def _finders_for(bits: int) -> tuple[Finder, ...]:
    return tuple(finder for needs, finder in _NEEDS if not needs & ~bits)


def find_phrases(reading: str, start: int, end: int) -> list[Phrase]:
    """Find what a sentence tells of long windows, in order; of phrases that overlap the first and longest stays."""
    sentence = reading[start:end]
    bits = 0
    for word in words_in(sentence) & _KNOWN:
        bits |= _BITS[word]
    finders = _finders_for(bits) if bits else ()
    if not finders:
        return []
    text = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    found = sorted(
        (phrase for finder in finders for phrase in finder(text, start, reading)),
        key=lambda phrase: (phrase.start, -phrase.end),
    )
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept
