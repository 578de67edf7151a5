"""An article's text to its mentions and claims: every step of the reading, in order."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extractor.market.instruments import Gazetteer
from extractor.nlp.abroad import market_abroad, speaks_of, speaks_of_new_york
from extractor.nlp.claims import Draft, Memory, Reader
from extractor.nlp.clauses import Node, build_nodes, group_mentions, tells_by_the_bell
from extractor.nlp.entities import Found, NameIndex, find_mentions
from extractor.nlp.factuality import Cues, cues_of, factuality_of, is_extreme, told_of
from extractor.nlp.lexicon import WORDS
from extractor.nlp.phrases import find_phrases
from extractor.nlp.quantities import find_numbers
from extractor.nlp.tables import read_rows
from extractor.nlp.timex import find_heading_timexes, find_timexes
from extractor.nlp.tokens import Block, BlockKind, Sentence, Tokens, tokenize, words_in
from extractor.records import (
    Annotations,
    Article,
    Bound,
    Claim,
    Detail,
    Direction,
    Factuality,
    Form,
    InstrumentKind,
    Kind,
    Mention,
    Quantity,
    Span,
    Subject,
    Table,
    Timex,
    TimexKind,
    Told,
    Unit,
)

DAY_KINDS = frozenset(
    {TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY, TimexKind.SESSION, TimexKind.OVERNIGHT}
)
_PERIOD_KINDS = frozenset(
    {
        TimexKind.WEEK,
        TimexKind.MONTH,
        TimexKind.QUARTER,
        TimexKind.HALF,
        TimexKind.YEAR,
        TimexKind.FIRST_SESSIONS,
        TimexKind.SPAN,
        TimexKind.TO_DATE,
    }
)
_ANAPHORIC_PERIOD = re.compile(
    r"\b(?:in|over|during|for) (?:the|that) same (?:period|span|stretch|time|quarter|month|week|year)\b|\bover (?:that|the same)\b|\bin that (?:time|period|span)\b|"
    r"\bover the same three months\b",
    re.IGNORECASE,
)
_SUBORDINATE = frozenset("after following having before despite than since from when".split())
_SEGMENT_ENDS = frozenset(",;:-()scr|")
_TOTAL_RETURN = re.compile(
    r"\btotal[- ]return|\bincluding dividends|\bdividends (?:included|reinvested)|\bwith dividends\b", re.IGNORECASE
)
_PRICE_RETURN = re.compile(
    r"\b(?:before|excluding|without) dividends\b|\bexcluding them\b|\bprice (?:gain|return|appreciation|appreciated|change)\b|\bon price\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|wrote|warned|noted|added|according to)\b", re.IGNORECASE)
_BEFORE_TODAY = re.compile(
    r"\b(?:heading into|coming into|going into|prior to|before|ahead of) (?:today|this session|the latest (?:session|trading))",
    re.IGNORECASE,
)
# What tells the time that the sentences after it may go on with.
_CARRYING = frozenset({Kind.CHANGE, Kind.DIRECTION, Kind.COMPARISON, Kind.BREADTH})
_CONTINUING = frozenset("if until could may might would should".split())
_CONTINUING_OR_SO = _CONTINUING | {"so"}


@dataclass(slots=True)
class _Context:
    """What carries from one sentence to the next: names, and the time of a block."""

    memory: Memory = field(default_factory=Memory)
    period: Timex | None = None
    heading: Timex | None = None
    section: Timex | None = None
    is_inside: bool = False
    extended_block: int = -1
    date: re.Match[str] | None = None
    date_block: int = -1
    lead: Timex | None = None
    title: Timex | None = None
    is_diary: bool = False
    day: Timex | None = None
    period_block: int = -1
    is_heading_untimed: bool = False
    block: int = -1
    timexes: list[Timex] = field(default_factory=list)
    dates: list[Timex] = field(default_factory=list)
    table: Table | None = None


def annotate(article: Article, names: NameIndex, day: date | None) -> Annotations:
    """Find the mentions and claims of an article; names are as of `day` (its dateline)."""
    return annotate_text(article.article_id, article.text, article.left_out, names, day)


def annotate_text(
    article_id: str, text: str, left_out: Iterable[Span], names: NameIndex, day: date | None
) -> Annotations:
    """Find the mentions and claims of a text; what lies in `left_out` is not read."""
    return annotate_tokens(article_id, tokenize(text, left_out), names, day)


def annotate_tokens(article_id: str, tokens: Tokens, names: NameIndex, day: date | None) -> Annotations:
    """Find the mentions and claims of a text that is cut up already."""
    found = find_mentions(tokens, names, day)
    by_sentence = _by_sentence(tokens, found)
    claims: list[Claim] = []
    context = _Context()
    topic = _topic_of(found, names.gazetteer, InstrumentKind.SHARE)
    context.memory.topic = topic
    context.memory.topic_index = _topic_of(found, names.gazetteer, InstrumentKind.INDEX)
    n_of_topic = sum(topic is not None and mention.symbol == topic.symbol for mention in found)
    context.memory.is_one_company = n_of_topic >= _ONE_COMPANY * max(1, len(found))
    context.is_diary = _is_diary(tokens)
    rows: list[int] = []
    items: Table | None = None
    for number, sentence in enumerate(tokens.sentences):
        block = tokens.blocks[sentence.block]
        is_bullet = block.kind is BlockKind.BULLET
        items = (items or Table(block.start, is_list=True)) if is_bullet else None
        if block.kind is BlockKind.ROW:
            rows.append(number)
            continue
        if rows:
            claims.extend(_rows(article_id, tokens, rows, by_sentence, names.gazetteer, context))
            rows = []
        context.table = items
        claims.extend(
            _read_sentence(article_id, tokens, sentence, block, by_sentence.get(number, ()), names.gazetteer, context)
        )
    if rows:
        claims.extend(_rows(article_id, tokens, rows, by_sentence, names.gazetteer, context))
    mentions = tuple(
        Mention(
            article_id,
            tokens.starts[f.first],
            tokens.ends[f.last - 1],
            tokens.text_of(f.first, f.last),
            f.symbol,
            f.name_kind,
        )
        for f in found
    )
    return Annotations(article_id, mentions, tuple(_without_repeats(claims)), tuple(context.timexes))


# "MONDAY. A third set of …", "Tuesday, Nov. 24: …": the day that a paragraph of a diary is headed by.
_DAY_HEAD = re.compile(
    r"[\s*_#>-]{0,8}(?P<day>(?:mon|tues|wednes|thurs|fri)day|(?:mon|tues?|wed|thu(?:rs?)?|fri)(?=[.:]))(?![\w'])"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?)?[*_]{0,3}\s?(?:[.:–—](?!\w)|--?\s)",
    re.IGNORECASE,
)


def _is_diary(tokens: Tokens) -> bool:
    """Say whether a text tells one day after another, each under its name; one day alone may be that of its writing."""
    heads = (_DAY_HEAD.match(tokens.reading, block.start, block.end) for block in tokens.blocks)
    return len({head["day"][:3].lower() for head in heads if head is not None}) > 1


# From this share of its mentions on a text is about one company, and a figure with no name is that company's.
_ONE_COMPANY = 0.4


def _rows(
    article_id: str,
    tokens: Tokens,
    rows: Sequence[int],
    by_sentence: dict[int, list[Found]],
    gazetteer: Gazetteer,
    context: _Context,
) -> list[Claim]:
    """Read a table below what stands above it: the heading's or lead's period, and the caption."""
    above = tokens.sentences[rows[0] - 1] if rows[0] else None
    caption = tokens.reading[above.start : above.end] if above is not None else ""
    period = context.lead or context.heading
    read = read_rows(article_id, tokens, rows, by_sentence, gazetteer, period, caption)
    table = Table(tokens.sentences[rows[0]].start)
    return [replace(claim, table=table) for claim in read]


def _topic_of(found: Sequence[Found], gazetteer: Gazetteer, kind: InstrumentKind) -> Found | None:
    """Return the share or index that an article is about: named often, and far oftener than any other."""
    counts: dict[str, list[Found]] = {}
    for mention in found:
        if gazetteer.instrument(mention.symbol).kind is kind:
            counts.setdefault(mention.symbol, []).append(mention)
    ranked = sorted(counts.values(), key=len, reverse=True)
    if not ranked or (len(ranked[0]) < 3 and len(ranked) > 1):
        return None
    return ranked[0][0] if len(ranked) == 1 or len(ranked[0]) >= 1.5 * len(ranked[1]) else None


def _by_sentence(tokens: Tokens, found: Sequence[Found]) -> dict[int, list[Found]]:
    by_sentence: dict[int, list[Found]] = {}
    position = 0
    for mention in found:
        while tokens.sentences[position].last <= mention.first:
            position += 1
        by_sentence.setdefault(position, []).append(mention)
    return by_sentence


def _read_sentence(
    article_id: str,
    tokens: Tokens,
    sentence: Sentence,
    block: Block,
    mentions: Sequence[Found],
    gazetteer: Gazetteer,
    context: _Context,
) -> list[Claim]:
    reading = tokens.reading
    is_heading = block.kind is BlockKind.HEADING
    timexes = _with_that_day(find_timexes(reading, sentence.start, sentence.end), context.timexes)
    context.memory.block = sentence.block + is_heading  # a heading names what the block below it is about
    timexes = _with_years(timexes, context, sentence.block)
    context.timexes.extend(timexes)
    context.dates.extend(t for t in timexes if t.kind is TimexKind.DAY and t.start - sentence.start <= _AN_OPENING)
    _enter_block(tokens, sentence, block, timexes, context)
    has_digit = _has_number_word(tokens, sentence)
    phrases = find_phrases(reading, sentence.start, sentence.end)
    days = [timex for timex in timexes if timex.kind in DAY_KINDS]
    is_of_a_day = len(days) == 1 and len(timexes) == 1 and block.kind is BlockKind.PARAGRAPH
    if (
        not mentions
        and not phrases
        and context.memory.main is None
        and not context.memory.by_kind
        and not _FED.search(reading, sentence.start, sentence.end)
    ):
        if is_of_a_day:
            context.period = days[0]
        return []
    numbers = find_numbers(reading, sentence.start, sentence.end) if has_digit else []
    nodes = group_mentions(build_nodes(tokens, sentence, mentions, numbers, timexes))
    is_list = is_heading or block.kind is BlockKind.BULLET or reading[sentence.start : sentence.end].count(":") > 0
    drafts = Reader(nodes, context.memory, gazetteer, is_list=is_list, phrases=phrases).read()
    if not drafts:
        if is_of_a_day:
            context.period = days[0]  # "European markets came under pressure on Tuesday." and then their moves
        return []
    text = tokens.text[sentence.start : sentence.end]
    times = [i for i, node in enumerate(nodes) if node.cls == "T"]
    asides = _asides(nodes) if times else []
    read = _Read(sentence, nodes, _segments(nodes), times, asides, drafts, text, " ".join(text.split()), cues_of(text))
    claims = [_claim_of(article_id, tokens, read, draft, gazetteer, context) for draft in drafts]
    for draft, claim in zip(drafts, claims, strict=True):
        timex = claim.timex
        if timex is not None and not timex.is_carried and claim.kind in _CARRYING:
            if not _is_in_passing(nodes, draft) and timex.kind is not TimexKind.AGO:
                context.period, context.period_block = timex, sentence.block
    return claims


def _is_in_passing(nodes: Sequence[Node], draft: Draft) -> bool:
    """Say whether a participle adds a claim to its sentence: ", taking its weekly loss to 6.7 percent"."""
    for i in range(draft.node - 1, 0, -1):
        if nodes[i].cls in ",;:(-":
            return nodes[i].cls == "," and nodes[i + 1].is_participle and nodes[i + 1].cls in "bXP"
    return False


def _with_that_day(timexes: list[Timex], earlier: Sequence[Timex]) -> list[Timex]:
    """Let "that day" be the day told last before it, which stands no more than a paragraph back."""
    read: list[Timex] = []
    for timex in timexes:
        if timex.part == "that month":
            told_months = [t for t in (*earlier, *read)[-3:] if t.kind in (TimexKind.DAY, TimexKind.MONTH)]
            if (
                told_months
                and timex.start - told_months[-1].end < _A_PARAGRAPH
                and _DATE.fullmatch(told_months[-1].value)
            ):
                month = told_months[-1].value[:7] if told_months[-1].value[0].isdigit() else told_months[-1].value[:4]
                timex = replace(timex, kind=TimexKind.MONTH, value=month, part="")
        if timex.part == "nth":
            dates = [t for t in (*earlier, *read)[-2:] if t.kind in (TimexKind.DAY, TimexKind.MONTH)]
            told_date = _DATE.match(dates[-1].value) if dates else None
            if told_date is not None and timex.start - dates[-1].end < _A_PARAGRAPH:
                value = f"{told_date['year']}-{told_date['month']}-{timex.value}"
                timex = replace(timex, kind=TimexKind.DAY, value=value, part="", is_named=True)
        if timex.part in ("that", "next"):
            day = (*earlier, *read)[-1:]
            if day and day[0].kind in _DAYS_TOLD and timex.start - day[0].end < _A_PARAGRAPH:
                told = day[0] if timex.part == "that" else _day_after(day[0])
                timex = replace(told, text=timex.text, start=timex.start, end=timex.end) if told is not None else timex
        read.append(timex)
    return read


def _with_years(timexes: list[Timex], context: _Context, block: int) -> list[Timex]:
    """Give a day or month with no year that of the date before it in its paragraph: "On March 9, 2009, … on March 10"."""
    read: list[Timex] = []
    for timex in timexes:
        match = _DATE.fullmatch(timex.value) if timex.kind in (TimexKind.DAY, TimexKind.MONTH) else None
        if match is not None and match["year"] != "-":
            context.date, context.date_block = match, block
        elif match is not None and context.date is not None and context.date_block == block:
            if match["month"] >= context.date["month"]:
                timex = replace(timex, value=context.date["year"] + timex.value.removeprefix("-"))
        elif timex.kind in (TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY, TimexKind.TO_DATE):
            context.date = None  # back in the present
        read.append(timex)
    return read


_DATE = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)(?:-\d\d)?")


def _day_after(day: Timex) -> Timex | None:
    """Return "the following day" of Monday to Thursday, or of a date; None of a day that may end its week or month."""
    if day.kind is TimexKind.WEEKDAY and day.value < _FRIDAY:
        return replace(day, value=str(int(day.value) + 1))
    if day.kind is TimexKind.DAY and _DATE.fullmatch(day.value) and int(day.value[-2:]) < _SHORTEST_MONTH:
        return replace(
            day, value=f"{day.value[:-2]}{int(day.value[-2:]) + 1:02}"
        )  # no session where that is a Saturday
    return None


_SHORTEST_MONTH = 28


_FRIDAY = "4"
_DAYS_TOLD = frozenset({TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY})
_A_PARAGRAPH = 600
_A_SECTION = 1500
_AN_OPENING = 30


def _has_number_word(tokens: Tokens, sentence: Sentence) -> bool:
    window = tokens.reading[sentence.start : sentence.end]
    return bool(_DIGIT.search(window)) or not _NUMBER_WORDS.isdisjoint(words_in(window)) or not window.isascii()


_DIGIT = re.compile(r"\d")
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred half quarter
    third thirds quarters fourths fifth fifths sixth eighth tenth tenths full whole""".split()
)


_FED = re.compile(r"\b(?:Fed|Federal Reserve|FOMC|[Ff]ederal funds)\b")


def _enter_block(tokens: Tokens, sentence: Sentence, block: Block, timexes: Sequence[Timex], context: _Context) -> None:
    """Set the period that a heading or a lead-in line gives to what stands below it."""
    if sentence.block != context.block:
        context.block = sentence.block
        stamp = _STAMP.match(tokens.reading, block.start, block.end)
        if stamp is None and tokens.reading.find(":", block.start, block.end) >= 0:
            stamp = _STAMPED.fullmatch(tokens.reading, block.start, block.end)
        if stamp is not None:
            hour = int(stamp["hour"]) % 12 + 12 * (stamp["half"].lower() == "p")
            context.is_inside = _BELLS[0] <= (hour, int(stamp["minute"])) < _BELLS[1]
        if block.kind is not BlockKind.BULLET:
            context.period, context.period_block = None, -1
        if block.kind is BlockKind.PARAGRAPH:
            context.lead = None
        is_headed = context.is_diary and _DAY_HEAD.match(tokens.reading, block.start, block.end) is not None
        context.day = next((t for t in timexes if t.kind in DAY_KINDS), None) if is_headed else None
    opening = timexes[0] if timexes else None
    if (
        opening is not None
        and opening.start - sentence.start <= 14
        and opening.kind in _PERIOD_KINDS
        and opening.part != "ranked"
        and not (opening.start > sentence.start and opening.text.startswith("for "))  # "Brent futures for August"
        and not (opening.kind in _ATTRIBUTIVE and _describes(tokens.reading, opening.end))
    ):
        context.period, context.period_block = opening, sentence.block
    text = tokens.reading[sentence.start : sentence.end].rstrip()
    is_heading = block.kind is BlockKind.HEADING
    is_lead = text.endswith(":")
    if is_heading and context.heading is not None and _is_item(tokens, sentence, block):
        return  # "Russell 2000: +0.6%" under "Scoreboard for the quarter"
    if is_heading or is_lead:
        named = timexes or find_heading_timexes(tokens.reading, sentence.start, sentence.end)
        period = next((t for t in named if t.kind is not TimexKind.UNKNOWN), None)
        if len({t.value for t in named if t.kind is TimexKind.WEEKDAY}) > 1:
            period = None  # "one brutal Thursday, one glorious Friday"
        if is_lead:
            context.lead = period
        if is_heading:
            # A section without a time of its own speaks of the title's.
            if sentence.first == 0:
                context.title = period
            context.heading = period or context.title
            context.is_heading_untimed = period is None
            is_all = period is not None and period.end - period.start >= len(text.strip(" *:#_")) - 1
            context.section = period if is_all else None  # "WEEK", "YTD" alone: of all that stands below


# A live blog's parts begin with their time: what is told between the bells is told from inside the session.
_STAMP = re.compile(r"[^\w\n]{0,6}(?P<hour>1[0-2]|[1-9])[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap])\.?m\b", re.IGNORECASE)
_STAMPED = re.compile(
    r".{0,80}?\b(?:at|,)\s(?P<hour>1[0-2]|[1-9]):(?P<minute>[0-5]\d)\s?(?P<half>[ap])\.?m\.?(?:\s[A-Z]{2,4})?\W*",
    re.IGNORECASE,
)
_BELLS = ((9, 30), (16, 0))


def _describes(reading: str, at: int) -> bool:
    """Say whether a noun follows a time at once: "Q2 user growth"."""
    word = _WORD.match(reading, at)
    known = WORDS.get(word[1].lower()) if word is not None else None
    return word is not None and (known is None or known.cls in "nw")


_WORD = re.compile(r" ([A-Za-z]+)")
_ITEM = re.compile(r":\s*[+\-−–]?[$€£¥]?\d")


def _is_item(tokens: Tokens, sentence: Sentence, block: Block) -> bool:
    """Say whether a line is one of a list: a bullet, or a name with its figure after a colon."""
    if block.kind is BlockKind.BULLET:
        return True
    return block.kind is BlockKind.HEADING and bool(_ITEM.search(tokens.reading, sentence.start, sentence.end))


@dataclass(slots=True)
class _Read:
    """A sentence that was read: its nodes, the stretch that each stands in, which are times, what asides there are, and what was found.

    `text` is as written, `line` the same on one line.
    """

    sentence: Sentence
    nodes: list[Node]
    segments: list[int]
    times: list[int]
    asides: list[tuple[int, int]]
    drafts: Sequence[Draft]
    text: str
    line: str
    cues: Cues


def _claim_of(
    article_id: str, tokens: Tokens, read: _Read, draft: Draft, gazetteer: Gazetteer, context: _Context
) -> Claim:
    sentence, nodes, text = read.sentence, read.nodes, read.text
    before = _clause_before(tokens, sentence, nodes, draft)
    after = tokens.reading[draft.end : sentence.end]
    clause = _clause_text(tokens, nodes, draft.node)
    factuality = factuality_of(read.cues, before, text, after)
    if draft.day is not None:
        factuality = Factuality.REPORTED  # "could revisit its March 13 low of 5,521.52": that low is a fact
    elif factuality is Factuality.REPORTED and (draft.is_target or _is_headline_future(nodes, draft)):
        factuality = Factuality.FORECAST
    if draft.phrase is not None and draft.phrase.is_past:
        factuality = Factuality.REPORTED  # "did not match its own record from Monday": there was one
    told = told_of(read.cues, clause, tokens.reading[sentence.start : sentence.end])
    if draft.phrase is not None and draft.is_open and told is Told.CLOSE:
        told = Told.UNSAID  # "a day after closing at a record": that close is not this session's
    own_day = nodes[draft.day].timex if draft.day is not None else None
    timex = _start_of(own_day) if own_day is not None else _timex_for(tokens, read, draft, context)
    if draft.phrase is not None and draft.phrase.when is not None:
        timex = draft.phrase.when  # "its best December since 2023"
    elif draft.phrase is not None and (timex is None or timex.is_carried):
        timex = _of_its_unit(read, draft, context) or timex
        if timex is not None and draft.kind is Kind.RANK and _is_since_a_day(draft.phrase.detail):
            timex = None  # "up 4.9% this year. It was the best gain since Sept. 8": of the day
    is_to_date = timex is not None and timex.is_carried and timex.kind in (TimexKind.TO_DATE, TimexKind.YEAR)
    if draft.direction is Direction.FLAT and draft.kind is Kind.DIRECTION and is_to_date:
        timex = None  # after "has gained 20% this year" what is "little changed" is so today
    if told is Told.PREMARKET:
        context.extended_block = sentence.block
    elif told is Told.UNSAID and timex is None and context.extended_block == sentence.block:
        told = Told.PREMARKET  # the paragraph speaks of after-hours trading
    is_of_now = timex is None or timex.kind in (TimexKind.RELATIVE_DAY, TimexKind.TO_DATE, TimexKind.YEAR)
    if told is Told.UNSAID and context.is_inside and is_of_now:
        told = Told.INTRADAY
    if timex is not None and timex.part == "ended" and draft.kind is Kind.CHANGE:
        timex = None
    if timex is not None and timex.part == "ended" and draft.phrase is not None and draft.kind is not Kind.EXTREMUM:
        timex = replace(timex, kind=TimexKind.MONTH, part="")  # "finished July at …, a second straight monthly loss"
    if draft.is_base and (timex is None or timex.kind is not TimexKind.AGO):
        timex = Timex("from", draft.start, draft.end, TimexKind.BASE, until=timex)
    if timex is not None and timex.part == "loose" and (timex.count, timex.unit) == (3, "month"):
        if context.title is not None and context.title.kind is TimexKind.QUARTER:
            timex = replace(context.title, text=timex.text, start=timex.start, end=timex.end)
    if draft.cue is not None and nodes[draft.cue].cls == "N" and nodes[draft.cue - 1].lower in _NET:
        timex = None  # "…, a net rise of 146 basis points": over all the times told before
    others = _other_times(read, draft, timex, context)
    if timex is not None and timex.kind in (TimexKind.TRAILING, TimexKind.TO_DATE) and timex.until is None:
        if _BEFORE_TODAY.search(text):
            # "Heading into today, shares had gained 3.7% over the past month": to the session before
            timex = replace(timex, until=Timex(timex.text, timex.start, timex.end, TimexKind.SESSION, offset=-1))
    anchor = _anchor(context.dates, sentence)
    is_of_title = timex is not None and context.title is not None and timex.start == context.title.start
    if anchor is not None and (
        timex is None or timex.is_carried or is_of_title or (timex.kind is TimexKind.WEEKDAY and not timex.until)
    ):
        is_weekday = timex is not None and timex.kind is TimexKind.WEEKDAY and not timex.is_carried
        anchored = replace(timex, until=anchor) if is_weekday and timex is not None else anchor
        others = (*others, replace(anchored, part="anchor"))
    kind, detail = draft.kind, draft.phrase.detail if draft.phrase is not None else None
    peak = _peak_of_month(nodes, draft, timex)
    if peak is not None:
        kind, detail, timex = Kind.EXTREMUM, peak, None
    subject = None
    if draft.mention is not None:
        found = draft.mention
        subject = _subject_of(tokens, found)
        if gazetteer.instrument(found.symbol).kind is InstrumentKind.FUTURE and told is Told.UNSAID:
            told = Told.PREMARKET
    return Claim(
        article_id=article_id,
        kind=kind,
        sentence=read.line,
        start=draft.start,
        end=draft.end,
        factuality=factuality,
        subject=subject,
        direction=draft.direction,
        quantity=_quantity_of(tokens, read, draft, gazetteer, told),
        timex=timex,
        told=told,
        speaker=_speaker(tokens, sentence, draft),
        detail=detail,
        times_beside=_times_beside(read, timex),
        object=_subject_of(tokens, draft.against) if draft.against is not None else None,
        home=_home_of(tokens, sentence, gazetteer, draft),
        is_total_return=_is_total_return(text, draft.start - sentence.start),
        is_direction_carried=draft.is_carried,
        is_open=draft.is_open or _is_open(nodes, draft),
        other_times=others,
        table=context.table,
        cue=Span(nodes[draft.cue].start, nodes[draft.cue].end)
        if draft.cue is not None and draft.direction is not None
        else None,
    )


def _peak_of_month(nodes: Sequence[Node], draft: Draft, timex: Timex | None) -> Detail | None:
    """Return what "since its March 2000 peak the S&P has shed 46.6%" is held against: the extreme close of that month."""
    number = nodes[draft.node].number
    if draft.kind is not Kind.CHANGE or number is None or number.quantity.unit is not Unit.PERCENT:
        return None
    if timex is None or timex.kind is not TimexKind.SINCE or timex.part != "begun":
        return None
    at = next((i for i, node in enumerate(nodes) if node.timex is timex), len(nodes))
    noun = next((node.lower for node in nodes[at + 1 : at + 3] if node.lower in _LOW_OR_HIGH), "")
    if _LOW_OR_HIGH.get(noun) is not draft.direction or draft.direction is None:
        return None
    named = [
        month for month in find_timexes(f"in {timex.text}", 0, len(timex.text) + 3) if month.kind is TimexKind.MONTH
    ]
    if len(named) != 1 or "-" not in named[0].value:
        return None
    return Detail(Form.OFF, since=replace(named[0], start=timex.start, end=timex.end))


_LOW_OR_HIGH = {
    **dict.fromkeys("low lows bottom trough nadir".split(), Direction.UP),
    **dict.fromkeys("high highs peak record top summit".split(), Direction.DOWN),
}


def _times_beside(read: _Read, chosen: Timex | None) -> tuple[Timex, ...]:
    times = [read.nodes[i].timex for i in read.times]
    return tuple(t for t in times if t is not None and t is not chosen and t.kind is not TimexKind.UNKNOWN)


def _subject_of(tokens: Tokens, found: Found) -> Subject:
    """Return who a claim is about; a name of no tokens is understood and stands nowhere."""
    if found.last == found.first:
        return Subject(found.symbol)
    return Subject(
        found.symbol,
        tokens.text_of(found.first, found.last),
        tokens.starts[found.first],
        tokens.ends[found.last - 1],
    )


def _quantity_of(tokens: Tokens, read: _Read, draft: Draft, gazetteer: Gazetteer, told: Told) -> Quantity | None:
    """Return the figure of a draft as its claim tells it: with the unit of its subject, and the bound of its clause."""
    if draft.phrase is not None and draft.quantity_node is None:
        return _counted(tokens, draft, gazetteer)
    if draft.quantity_node is None:
        return None
    number = read.nodes[draft.quantity_node].number
    assert number is not None
    quantity = number.quantity
    unit, bound, place = quantity.unit, draft.bound or quantity.bound, quantity.place
    is_figure = draft.kind in (Kind.LEVEL, Kind.CHANGE)
    if unit is Unit.NONE and is_figure and draft.mention is not None:
        unit = _plain_unit(gazetteer, draft.mention.symbol)
        if unit is Unit.PERCENT and draft.kind is Kind.CHANGE:
            unit = Unit.PERCENTAGE_POINT  # "10-year Treasury yield: 4.26% (+0.06)"
    elif unit is Unit.NONE and draft.kind is Kind.OTHER:
        unit = Unit.COUNT
    if is_figure and bound in _MAY_BE_EXTREME and _is_of_an_extreme(tokens, read, draft, told):
        if bound in (Bound.NEARLY, Bound.ABOUT):
            place = _round_place(quantity)  # "at one point down nearly 1,600 points"
        bound = Bound.AS_MUCH_AS
    if (
        draft.kind is Kind.LEVEL
        and bound is Bound.NEARLY
        and number.hedge.strip() == "near"
        and draft.mention is not None
    ):
        if gazetteer.instrument(draft.mention.symbol).kind in _NO_BELL:
            bound = Bound.ABOUT  # a coin near $91,000 stands on either side of it, and its hour is not said
    if unit is Unit.POINT and draft.kind is Kind.CHANGE and draft.mention is not None:
        if gazetteer.instrument(draft.mention.symbol).kind in (InstrumentKind.YIELD, InstrumentKind.RATE):
            unit = Unit.PERCENTAGE_POINT
    text = tokens.text[quantity.start : quantity.end]
    if (text, unit, bound, place) == (quantity.text, quantity.unit, quantity.bound, quantity.place):
        return quantity
    return replace(quantity, text=text, unit=unit, bound=bound, place=place)


def _counted(tokens: Tokens, draft: Draft, gazetteer: Gazetteer) -> Quantity | None:
    """Return the number that a phrase tells: of a run, of a place, of a level."""
    assert draft.phrase is not None
    if draft.phrase.number is None:
        return None
    value, start, end = draft.phrase.number
    unit = {Kind.STREAK: draft.phrase.detail.unit, Kind.BREADTH: Unit.COUNT}.get(draft.kind, Unit.NONE)
    if unit is Unit.NONE and draft.kind is Kind.STREAK:
        unit = Unit.SESSION  # "its fifth straight loss"
    if draft.kind is Kind.CROSS and draft.mention is not None:
        unit = _plain_unit(gazetteer, draft.mention.symbol)
    return Quantity(tokens.text[start:end], start, end, Decimal(value), None, None, unit, Bound.EXACT, Decimal(1))


_NO_BELL = frozenset({InstrumentKind.COMMODITY, InstrumentKind.CRYPTO, InstrumentKind.CURRENCY})
_MAY_BE_EXTREME = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.NEARLY})


def _is_of_an_extreme(tokens: Tokens, read: _Read, draft: Draft, told: Told) -> bool:
    """Say whether a figure is told of the session's high or low by its clause, or by what opens its sentence."""
    if not read.cues.extreme:
        return False
    if any(node.cls == "C" for node in read.nodes[max(0, draft.node - _NEAR_CLOSE) : draft.node]):
        return False  # "briefly spiked above 65 before closing at 38.57"
    return is_extreme(_clause_text(tokens, read.nodes, draft.node)) or (
        told is not Told.CLOSE and is_extreme(_opening(tokens, read.nodes, draft.node))
    )


_NEAR_CLOSE = 4  # nodes
_HEARD = 1_200  # characters that are searched for the market that a sector is of


def _home_of(tokens: Tokens, sentence: Sentence, gazetteer: Gazetteer, draft: Draft) -> str | None:
    """Return the market abroad that a claim may be of, by what its paragraph, or the one before, speaks of.

    Of a share it is the city of its other listing; of sectors, the market named last before them.
    """
    if draft.mention is None:
        return None
    instrument = gazetteer.instrument(draft.mention.symbol)
    before = tokens.blocks[max(0, sentence.block - 1)]
    if instrument.kind is InstrumentKind.SECTOR or _counts_sectors(draft):
        stop = draft.phrase.end if draft.phrase is not None else draft.start  # "all 11 S&P 500 sectors"
        return market_abroad(tokens.reading[max(before.start, draft.start - _HEARD) : stop])
    if instrument.kind is InstrumentKind.SHARE and "R" in tokens.reading[sentence.start : sentence.end]:
        if _RUPEES.search(tokens.reading, sentence.start, sentence.end):
            return "Mumbai"  # "Pfizer rallies above Rs 2,000": a company of the group that is listed there
    if instrument.home is None:
        return None
    around = tokens.reading[before.start : tokens.blocks[sentence.block].end]
    told = tokens.reading[sentence.start : sentence.end]
    return instrument.home if speaks_of(instrument.home, around) and not speaks_of_new_york(told) else None


_RUPEES = re.compile(r"\bRs\b\.?\s?\d")


def _counts_sectors(draft: Draft) -> bool:
    return draft.kind is Kind.BREADTH and draft.phrase is not None and draft.phrase.detail.form is Form.SECTORS


def _is_total_return(text: str, at: int) -> bool:
    """Say whether a sentence tells the figure at `at` with dividends; where it tells both, by the nearest words."""
    if "ividend" not in text and "otal" not in text:
        return False
    total = [match.start() for match in _TOTAL_RETURN.finditer(text)]
    price = [match.start() for match in _PRICE_RETURN.finditer(text)] if total else []
    if not total or not price:
        return bool(total)
    # What parts the sentence parts the returns: "12.1% with dividends reinvested; excluding them, 11.7%".
    low = max(text.rfind(";", 0, at), text.rfind(", with", 0, at), text.rfind(", and", 0, at)) + 1
    high = min((i for i in (text.find(";", at), text.find(", with", at)) if i >= 0), default=len(text))
    is_total = any(low <= i < high for i in total)
    is_price = any(low <= i < high for i in price)
    return is_total if is_total is not is_price else False


def _anchor(dates: Sequence[Timex], sentence: Sentence) -> Timex | None:
    """Return the date that a sentence opened with last, not long before: what follows may still be of that day or week."""
    last = next((date for date in reversed(dates) if date.start < sentence.start), None)
    return last if last is not None and sentence.start - last.end <= _A_SECTION else None


def _opening(tokens: Tokens, nodes: Sequence[Node], at: int) -> str:
    """Return what stands before the sentence's first comma: "At their session lows, the S&P 500 was down …"."""
    comma = next((i for i, node in enumerate(nodes[:at]) if node.cls == ","), 0)
    return tokens.reading[nodes[0].start : nodes[comma].end] if comma and comma <= 8 else ""


def _is_headline_future(nodes: Sequence[Node], draft: Draft) -> bool:
    """Say whether "to" right after the subject makes a headline speak of what is to come: "Nifty to face 6,800"."""
    for i, node in enumerate(nodes[: draft.node]):
        if node.cls == "M" and draft.mention in node.mentions and i + 2 < len(nodes):
            return (
                nodes[i + 1].lower == "to"
                and nodes[i + 2].cls in "UCVLPXbw"
                and (i == 0 or nodes[i - 1].cls in ";:,dj")
                and not any(node.cls == ";" for node in nodes[i : draft.node])  # "Boeing to cut output; shares fell 3%"
            )
    return False


_PRESENT_PERFECT = frozenset("has have 've".split())
_PERFECT = frozenset("has have 've hasn't haven't had hadn't".split())


_NEAR = 5  # nodes
_BEING = frozenset({"is", "was", "'s", "means", "makes", "marks"})
_NET = frozenset({"net", "total", "cumulative", "combined"})


def _is_open(nodes: Sequence[Node], draft: Draft) -> bool:
    """Say whether the verb leaves the time open: "has risen 5%", "are surging"."""
    at = draft.cue if draft.cue is not None else draft.node
    begin = next((k + 1 for k in range(at, -1, -1) if nodes[k].cls in ";:."), 0)
    if (
        draft.phrase is None
        and 1 < at - begin <= _NEAR
        and nodes[begin].lower in ("that", "this")
        and nodes[begin + 1].lower in _BEING
    ):
        return True  # "That is a rise of 48 basis points": over the time that the text has told before
    if nodes[at].cls == "N" and nodes[at - 1].lower in _NET:
        return True  # "a net rise of 146 basis points"
    auxiliaries: list[str] = []
    is_to_now = False
    j = at - 1
    while j >= 0 and at - j <= 5 and nodes[j].cls in "avbjPd":
        if nodes[j].cls == "a":
            auxiliaries.append(nodes[j].lower)
        j -= 1
    if draft.phrase is not None:
        is_to_now = not _PRESENT_PERFECT.isdisjoint(auxiliaries)
        auxiliaries = [
            aux for aux in auxiliaries if aux not in _PRESENT_PERFECT
        ]  # "has risen for five sessions": to now
    if any(aux in _PERFECT for aux in auxiliaries):
        return not ("had" in auxiliaries and tells_by_the_bell(nodes))
    if nodes[at].is_participle and not auxiliaries and not is_to_now:
        # ", sliding to $225.52" goes with the verb before it
        for node in reversed(nodes[max(0, at - 12) : at]):
            if node.cls == "a":
                return node.lower in _PERFECT
            if node.cls in ";:":
                break
    return nodes[at].is_participle and any(aux in ("is", "are", "'s", "'re") for aux in auxiliaries)


def _round_place(quantity: Quantity) -> Decimal:
    """Return one unit of the last place that is no zero: 100 of "1,600"."""
    digits = quantity.text.replace(",", "")
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    return quantity.place.scaleb(zeros)


def _plain_unit(gazetteer: Gazetteer, symbol: str) -> Unit:
    kind = gazetteer.instrument(symbol).kind
    if kind in (InstrumentKind.YIELD, InstrumentKind.RATE):
        return Unit.PERCENT
    if symbol == "DXY":
        return Unit.POINT  # an index of currencies
    if kind in (
        InstrumentKind.SHARE,
        InstrumentKind.FUND,
        InstrumentKind.COMMODITY,
        InstrumentKind.CRYPTO,
        InstrumentKind.CURRENCY,
    ):
        return Unit.CURRENCY
    return Unit.POINT


def _clause_before(tokens: Tokens, sentence: Sentence, nodes: Sequence[Node], draft: Draft) -> str:
    """Return the words of the trigger's clause up to it: back to a conjunction or a stop."""
    start = sentence.start
    resumed = _resumed_at(nodes, draft.node)
    if resumed is not None:
        opening, closing = resumed
        head = tokens.reading[sentence.start : nodes[opening].start]
        return (head + " " + tokens.reading[nodes[closing].end : draft.start]).lower()
    for i in range(draft.node - 1, -1, -1):
        node = nodes[i]
        if node.cls in ";:r-" or (node.cls == "s" and node.lower not in _CONTINUING_OR_SO):
            start = node.end
            break
        if node.cls == "," and _opens_clause(nodes, i):
            start = node.end
            break
        if node.cls == '"':
            break
    return tokens.reading[start : draft.start].lower()


def _resumed_at(nodes: Sequence[Node], at: int) -> tuple[int, int] | None:
    """Return the commas around what stands between a subject and its verb, where that verb governs node `at`.

    "AMD, which expects to resume shipments, climbed 6.4%": the expectation is not of the climb.
    """
    closing = next((i for i in range(at, -1, -1) if nodes[i].cls in ",;:-" or (nodes[i].cls in "sr" and i < at)), None)
    if closing is None or nodes[closing].cls != "," or closing + 1 >= len(nodes) or closing == at:
        return None
    if nodes[closing + 1].cls not in "UCVaL" or nodes[closing + 1].is_participle:
        return None
    opening = next((i for i in range(closing - 1, -1, -1) if nodes[i].cls in ",;:-"), None)
    if opening is None or nodes[opening].cls != "," or nodes[opening - 1].cls not in "Mhg)":
        return None
    return opening, closing


def _opens_clause(nodes: Sequence[Node], comma: int) -> bool:
    """Say whether a new subject with its own verb follows a comma."""
    j = comma + 1
    while j < len(nodes) and nodes[j].cls in "cdjv":
        j += 1
    if j >= len(nodes) or nodes[j].cls not in "MohW":
        return False
    if nodes[j].cls == "M" and j + 2 < len(nodes) and nodes[j + 1].cls == "," and nodes[j + 2].cls in "Ar":
        return True  # ", and Amazon, up 10.8%, broke …"
    for node in nodes[j + 1 : j + 5]:
        if node.cls in "aUCVLPXbA":
            return True
        if node.cls in ",;:":
            return False
    return False


def _clause_text(tokens: Tokens, nodes: Sequence[Node], at: int) -> str:
    low, high = at, at
    while low > 0 and nodes[low - 1].cls not in ";:,sr-":
        low -= 1
    while high + 1 < len(nodes) and nodes[high + 1].cls not in ";:,sr-":
        high += 1
    return tokens.reading[nodes[low].start : nodes[high].end]


def _speaker(tokens: Tokens, sentence: Sentence, draft: Draft) -> str | None:
    """Return who is quoted, where the trigger stands in quotation marks and someone says it."""
    if tokens.reading.count('"', sentence.start, draft.start) % 2 == 0:
        return None
    rest = tokens.text[draft.end : sentence.end]
    _, closing, tail = tokens.reading[draft.end : sentence.end].partition('"')
    said = _SAID.search(tail)
    if not closing or not said:
        return None
    offset = len(rest) - len(tail)
    words = rest[offset + said.end() :].strip(" ,.").split(",")[0]
    return words[:80] or None


# -- when -----------------------------------------------------------------------------------


def _timex_for(tokens: Tokens, read: _Read, draft: Draft, context: _Context) -> Timex | None:
    """Return the time that a trigger is told of: its clause's, the sentence's, or its block's."""
    sentence, nodes, segments = read.sentence, read.nodes, read.segments
    # A high or low that has its own day takes no time from what is told since then.
    drafts = [other for other in read.drafts if other.day is None]
    own = segments[draft.node]
    beside = _told_beside(nodes, segments, draft, drafts)
    later = draft.phrase is not None and any(
        node.timex is not None
        and node.start >= draft.phrase.end
        and segments[i] == own
        and _is_beside(nodes, segments, i, draft)
        for i, node in enumerate(nodes)
    )
    if beside is not None and not later:
        told = _timex_for(tokens, read, beside, context)
        if told is None or draft.phrase is None or not draft.phrase.start <= told.start < draft.phrase.end:
            return told  # "for the third time in six sessions": what the phrase counts is no time of it
    record = _record_of(nodes, draft, drafts)
    if record is not None:
        return _timex_for(tokens, read, record, context)
    past = _past_of(nodes, draft)
    if past is not None:
        return past
    set_on = _day_set(nodes, draft)
    if set_on is not None:
        return set_on
    if not read.times:
        return _time_above(tokens, sentence, context, is_timeless=True)
    times = [
        i
        for i in read.times
        if not _is_left_behind(nodes, i, draft)
        and (_tells_when(nodes, i) if draft.phrase is None else _is_beside(nodes, segments, i, draft))
        and _may_be_of(nodes, i, draft)
        and not any(low < i < high and not low < draft.node < high for low, high in read.asides)
        and not _is_quoted_before(read, nodes[i], draft)
        and not _is_of_what_is_undone(nodes, i, draft)
        and not _is_of_a_clause_before(nodes, i, draft)
    ]
    events = {d.node: d.event for d in drafts}
    told_when = _time_of_when(nodes, segments, draft.node)
    if told_when is not None:
        return told_when
    paired = _paired_time(nodes, draft, drafts)
    if paired is not None:
        return paired
    same = [i for i in times if segments[i] == own]
    if same:
        right = [i for i in same if i > draft.node and not _other_event_between(draft, i, events)]
        right = [i for i in right if not any(node.lower == "from" for node in nodes[draft.node : i])]
        right = [i for i in right if not _is_of_a_participle(nodes, draft.node, i)]
        right = [i for i in right if not _is_of_an_infinitive(nodes, draft.node, i)]
        right = [i for i in right if not _is_of_a_sum(nodes, draft.node, i)]
        right = [i for i in right if not _is_of_an_earlier_move(nodes, draft.node, i)]
        left = [i for i in same if i < draft.node and not _other_event_between(draft, i, events)]
        chosen = right[0] if right else left[-1] if left else None
        if right and left and nodes[right[0]].timex is not None and right[0] - draft.node > draft.node - left[-1] + 3:
            chosen = left[-1]
        if chosen is not None:
            timex = nodes[chosen].timex
            years = [t for t in (nodes[i].timex for i in read.times) if t and t.kind is TimexKind.YEAR and t.value]
            if (
                timex is not None
                and timex.kind in (TimexKind.TO_DATE, TimexKind.YEAR)
                and not timex.value.isdigit()
                and len(years) == 1
            ):
                return years[0]  # "in 2018, Micron … fell 23% on the year"
            return timex
    # "India's Nifty, which was closed on Tuesday, was down": what a relative clause says is its own.
    nearby = [
        i
        for i in times
        if (_kind(nodes[i]) is not TimexKind.UNKNOWN or _part(nodes[i]) == "next")
        and (segments[i] == own or not _has_verb_of_its_own(nodes, segments, i))
    ]
    right = [i for i in nearby if i > draft.node and segments[i] != own and _part(nodes[i]) != "ranked"]
    for i in right:
        if _other_event_between(draft, i, events) or any(
            node.cls in ";MsrUCVLPXb:" or (node.cls == "N" and nodes[j - 1].cls == "Q")
            for j, node in enumerate(nodes[draft.node + 1 : i], draft.node + 1)
        ):
            break
        if _is_subordinate(nodes, segments, i) or draft.node < _second_figure(nodes, draft, drafts, i):
            break
        return nodes[i].timex
    is_relative = nodes[segments.index(own)].cls == "r"
    for i in reversed([i for i in nearby if i < draft.node and not is_relative]):
        if segments[i] == own and _other_event_between(draft, i, events):
            continue
        has_event = any(segments[at] == segments[i] for at in events)
        if has_event and _is_subordinate(nodes, segments, i):
            continue
        if segments[i] != own and (_is_of_a_figure(nodes, i, events) or _kind(nodes[i]) is TimexKind.AGO):
            continue
        return nodes[i].timex
    first = [
        i
        for i in nearby
        if not any(at < i for at in events) and (segments[i] == own or not _is_of_a_figure(nodes, i, events))
    ]
    if first:
        return nodes[first[0]].timex
    # "One year ago, the Dow stood at 40,813": what opens the sentence and cannot be placed.
    if times and times[0] <= 1 and not any(at < times[0] for at in events):
        return nodes[times[0]].timex
    return _time_above(tokens, sentence, context, is_timeless=not times)


_UNIT_KINDS = {
    Unit.WEEK: frozenset({TimexKind.WEEK}),
    Unit.MONTH: frozenset({TimexKind.MONTH}),
    Unit.QUARTER: frozenset({TimexKind.QUARTER}),
    Unit.YEAR: frozenset({TimexKind.YEAR}),
}


def _is_since_a_day(detail: Detail) -> bool:
    """Say whether what is ranked with no unit of its own is held against sessions: "the best gain since Sept. 8"."""
    since = detail.since
    return detail.of is Unit.NONE and since is not None and bool(_A_DAY.match(since.value))


# A day as a "since" holds it: "2008-09-08", "--09-08", "weekday 1 last".
_A_DAY = re.compile(r"(?:(?:\d{4}|-)-\d\d-\d\d$|weekday)")


def _of_its_unit(read: _Read, draft: Draft, context: _Context) -> Timex | None:
    """Return the week, month, quarter or year whose run or rank a phrase tells, where it stands elsewhere in the sentence.

    "Snapped a three-month losing streak and gained 8.9% in November": the run was up to November.
    """
    assert draft.phrase is not None
    detail = draft.phrase.detail
    unit = detail.unit if draft.kind is Kind.STREAK else detail.of if draft.kind is Kind.RANK else None
    kinds = _UNIT_KINDS.get(unit) if unit is not None else None
    if kinds is None:
        return None
    named = [
        timex
        for i in read.times
        if (timex := read.nodes[i].timex) is not None
        and timex.kind in kinds
        and timex.part == ""
        and timex.offset <= 0
        and timex.text.lower() not in _ADJECTIVES
        and (timex.end <= draft.phrase.start or draft.phrase.end <= timex.start)
        and _tells_when(read.nodes, i)
        and not _is_subordinate(read.nodes, read.segments, i)
        and not any(low < i < high for low, high in read.asides)
    ]
    if len({(timex.kind, timex.value, timex.offset) for timex in named}) == 1:
        return replace(named[0], is_carried=True)
    above = next((t for t in (context.period, context.lead, context.heading, context.title) if t is not None), None)
    if named or above is None or above.kind not in kinds or above.part:
        return None
    return replace(above, is_named=False, is_carried=True)


def _time_above(tokens: Tokens, sentence: Sentence, context: _Context, *, is_timeless: bool) -> Timex | None:
    """Return the time that what stands above a sentence gives it."""
    if context.day is not None and is_timeless:
        return replace(context.day, is_named=True)
    above = context.lead or context.heading
    if above is not None and _is_item(tokens, sentence, tokens.blocks[sentence.block]):
        if context.period is not None and is_timeless and _goes_on(tokens, sentence, context):
            return replace(context.period, is_named=False, is_carried=True)
        return replace(above, is_named=above.kind in DAY_KINDS)
    if context.section is not None and is_timeless and context.period is None:
        return replace(context.section, is_named=False, is_carried=True)
    text = tokens.reading[sentence.start : sentence.end]
    if context.period is not None and (is_timeless or _ANAPHORIC_PERIOD.search(text)):
        return replace(context.period, is_named=False, is_carried=True)
    return None


_UNDONE = frozenset(
    """recouped recoup recouping erased erase erases erasing reversed reverse reversing followed following pared trimmed recovered
    shook""".split()
)


def _is_of_what_is_undone(nodes: Sequence[Node], at: int, draft: Draft) -> bool:
    """Say whether a day is that of a move which another undoes: "rebounded from an 879-point drop on Friday, gaining 588 points".

    It is that move's alone: no other figure of the sentence takes it.
    """
    if at == 0 or _kind(nodes[at]) not in DAY_KINDS:
        return False
    noun = at - 1 if nodes[at - 1].cls == "N" else at + 1 if nodes[at].lower.endswith("'s") else -1
    while noun > at and noun < len(nodes) - 1 and nodes[noun].cls in "Qjv":
        noun += 1
    if noun < 0 or noun >= len(nodes) or nodes[noun].cls != "N":
        return False
    first = min(noun, at)
    while first > 0 and nodes[first - 1].cls in "dQjvT#":
        first -= 1
    governor = nodes[first - 1].lower if first else ""
    if governor == "of":  # "recouped part of a 2.1% loss on Tuesday"
        governor = next(
            (node.lower for node in reversed(nodes[max(0, first - 4) : first - 1]) if node.cls in "UXb"), ""
        )
    is_undone = governor == "from" or governor in _UNDONE or governor.endswith(" back") or governor == "wiped out"
    return is_undone and not first <= draft.node <= max(noun, at)


def _is_of_a_clause_before(nodes: Sequence[Node], at: int, draft: Draft) -> bool:
    """Say whether a period is that of a company's figure, which a semicolon parts from what is told of its shares."""
    if not 1 < at < draft.node or _kind(nodes[at]) in DAY_KINDS or not any(node.cls == "n" for node in nodes[:at]):
        return False
    return any(node.cls == ";" for node in nodes[at : draft.node])


def _is_quoted_before(read: _Read, node: Node, draft: Draft) -> bool:
    """Say whether a quotation ends between a time and what is told after it: ““… on Friday,” she said of Monday's 2% bounce"."""
    offset = read.sentence.start
    between = read.text[max(0, node.end - offset) : max(0, draft.start - offset)]
    return between.count("”") > between.count("“") or between.count('"') % 2 == 1


def _goes_on(tokens: Tokens, sentence: Sentence, context: _Context) -> bool:
    """Say whether an item goes on with a time told in its list: in itself, or above it where its heading has none."""
    told = tokens.blocks[context.period_block] if context.period_block >= 0 else None
    if told is None or context.period is None or context.period.start < told.start:
        return False  # nothing told, or what stands above the list
    is_in_list = told.kind is BlockKind.BULLET
    is_untimed = context.lead is None and context.is_heading_untimed
    return context.period_block == sentence.block or (is_in_list and is_untimed)


def _is_of_a_figure(nodes: Sequence[Node], at: int, events: dict[int, int]) -> bool:
    """Say whether a span is told of a figure right before it that is no claim: "prices rose 2.7% from a year earlier"."""
    if at - 1 in events:
        return False
    return _kind(nodes[at]) in (TimexKind.TRAILING, TimexKind.AGO) and at > 0 and nodes[at - 1].cls == "Q"


def _past_of(nodes: Sequence[Node], draft: Draft) -> Timex | None:
    """Return the time of "It was at $67.02 before the fighting began", "Before Tuesday, it had traded at $240": none that can be placed."""
    opening = nodes[0]
    before = nodes[max(0, draft.node - 5) : draft.node]
    words = [node.lower for node in before]
    is_followed = "followed" in words and ("followed", "by") in itertools.pairwise(words)
    if is_followed and not any(node.cls == "M" for node in before):
        return Timex("followed", draft.start, draft.end, TimexKind.UNKNOWN)  # "was followed by a 12.5% recovery"
    if opening.lower == "from":
        starts = [
            i for i, node in enumerate(nodes[:6]) if node.timex is not None and node.timex.kind is TimexKind.SINCE
        ]
        if starts and any(node.lower == "to" for node in nodes[starts[0] : draft.node]):
            return nodes[starts[0]].timex if not nodes[draft.node].number or draft.kind is Kind.CHANGE else None
    if opening.lower in ("before", "until") and len(nodes) > 2 and nodes[1].cls == "T" and nodes[2].cls == ",":
        is_perfect = any(node.lower == "had" for node in nodes[2 : draft.node])
        return Timex(opening.lower, opening.start, opening.end, TimexKind.UNKNOWN) if is_perfect else None
    j = draft.node + 1
    while j < len(nodes) and nodes[j].cls in "vj":
        j += 1
    is_before = j < len(nodes) and nodes[j].lower in ("before", "until") and nodes[j].cls == "s"
    if draft.kind is Kind.LEVEL and is_before and not {"was", "were", "stood", "been"}.isdisjoint(words[-4:]):
        return Timex(nodes[j].lower, nodes[j].start, nodes[j].end, TimexKind.UNKNOWN)
    return None


def _is_of_a_participle(nodes: Sequence[Node], start: int, at: int) -> bool:
    """Say whether "after closing Monday at its high" has the time to itself."""
    return any(
        node.lower in _SUBORDINATE and nodes[i + 1].is_participle for i, node in enumerate(nodes[start : at - 1], start)
    )


def _is_of_an_infinitive(nodes: Sequence[Node], start: int, at: int) -> bool:
    """Say whether a verb after "to" has the time to itself: "rose 12.9% to finish 2020 with a gain of 43.6%"."""
    between = itertools.pairwise(nodes[start : at + 1])
    return any(a.lower == "to" and b.cls in "CUVLPXb" and not b.is_participle for a, b in between)


def _is_left_behind(nodes: Sequence[Node], at: int, draft: Draft) -> bool:
    """Say whether "began the year" is of the figure right after it alone."""
    if _kind(nodes[at]) is TimexKind.BASE:
        return not at < draft.node <= at + 4
    return draft.node > at and _is_of_a_start(nodes, at, draft)


def _is_of_a_start(nodes: Sequence[Node], at: int, draft: Draft) -> bool:
    """Say whether the time is of where a move came from: "from $172.42 on April 8 to $259.04", "from Friday's 48,996 to 49,266"."""
    j = at - 1
    if nodes[j].lower == "from":
        return at + 1 < draft.node and nodes[at].lower.endswith("'s") and nodes[at + 1].cls == "Q"
    if j > 0 and nodes[j].lower in ("on", "in", "at"):
        j -= 1
    figure = j
    while j > 0 and nodes[j].cls in "Qdv":
        j -= 1
    return nodes[figure].cls == "Q" and nodes[j].lower == "from"


def _is_of_a_sum(nodes: Sequence[Node], start: int, at: int) -> bool:
    """Say whether a second move with its own figure has the time: "up 7.6% on top of a gain of 5.2% the day before"."""
    between = nodes[start + 1 : at]
    return any(
        node.cls == "N" and i + 2 < len(between) and between[i + 1].lower == "of" and between[i + 2].cls == "Q"
        for i, node in enumerate(between)
    )


def _is_of_an_earlier_move(nodes: Sequence[Node], start: int, at: int) -> bool:
    """Say whether the time is of what came before: "adding 3.6% even after declines on Thursday and Friday"."""
    words = [node.lower for node in nodes[start + 1 : at]]
    after = next((k for k, word in enumerate(words) if word in ("after", "following", "despite")), None)
    return after is not None and any(node.cls == "N" for node in nodes[start + 1 + after : at])


def _time_of_when(nodes: Sequence[Node], segments: Sequence[int], at: int) -> Timex | None:
    """Return the day of "since June 5, when it lost 10.3%": the one that the clause explains."""
    first = next(i for i, segment in enumerate(segments) if segment == segments[at])
    if nodes[first].lower != "when" or any(node.cls == "T" for node in nodes[first:at]):
        return None
    j = first - 1
    while j >= 0 and nodes[j].cls in ",v":
        j -= 1
    timex = nodes[j].timex if j >= 0 else None
    return _start_of(timex) if timex is not None else None


def _start_of(timex: Timex) -> Timex:
    """Return the day that "since June 5" begins with, as a time of its own; any other time as it is."""
    if timex.kind is TimexKind.SINCE and timex.value.startswith("weekday "):
        return replace(timex, kind=TimexKind.WEEKDAY, value=timex.value.split()[1], is_named=True, part="")
    if timex.kind is TimexKind.SINCE:
        is_day = bool(re.fullmatch(r"(?:-|\d{4})-\d\d-\d\d", timex.value))
        return replace(timex, kind=TimexKind.DAY, is_named=True, part="") if is_day else replace(timex, value="")
    return timex


def _paired_time(nodes: Sequence[Node], draft: Draft, drafts: Sequence[Draft]) -> Timex | None:
    """Return the draft's own of a list of times: "in 2023 and 2024, when it added 24% and 23%, respectively"."""
    times = [node.timex for node in nodes if node.timex is not None]
    if len(times) < 2:
        return None
    is_paired = any(node.lower == "respectively" for node in nodes) or any(
        nodes[i].cls == nodes[i + 2].cls == "T" and nodes[i + 1].lower == "and" and nodes[i + 2].lower.endswith("'s")
        for i in range(len(nodes) - 2)
    )
    if not is_paired:
        return None
    listed = sorted(
        {d.node for d in drafts if d.event == draft.event and d.mention == draft.mention and d.kind is draft.kind}
    )
    if draft.node not in listed or len(listed) < 2 or len(times) != len(listed):
        return None
    return times[listed.index(draft.node)]


def _has_verb_of_its_own(nodes: Sequence[Node], segments: Sequence[int], at: int) -> bool:
    """Say whether the stretch that holds node `at` is a relative clause."""
    first = next(i for i, segment in enumerate(segments) if segment == segments[at])
    return nodes[first].cls == "r" and any(node.cls in "aUCVLPXb" or node.lower == "led" for node in nodes[first:at])


def _second_figure(nodes: Sequence[Node], draft: Draft, drafts: Sequence[Draft], stop: int) -> int:
    """Return where, before `stop`, one event's figures begin anew for the same name; -1 where they do not.

    In "rose 200 points, or 0.5%, and 1% for the week" the week belongs to the 1% alone.
    """
    seen: set[Unit] = set()
    begun = -1
    for other in sorted(drafts, key=lambda d: d.node):
        number = nodes[other.node].number
        if other.event != draft.event or other.mention != draft.mention or number is None or other.node > stop:
            continue
        if other.kind is Kind.CHANGE:
            if number.quantity.unit in seen:
                begun, seen = other.node, set()
            seen.add(number.quantity.unit)
    return begun


def _may_be_of(nodes: Sequence[Node], at: int, draft: Draft) -> bool:
    """Say whether a time that describes a noun ("weekly loss", "Friday's 2% slide") is of this draft."""
    if (
        at > 1
        and nodes[at - 1].cls == "Q"
        and nodes[at - 2].lower in ("from", "versus", "vs", "vs.", "against", "with")
    ):
        return draft.node == at - 1  # "at 4.42% versus 4.36% on Tuesday"
    if _part(nodes[at]) == "after":
        return at < draft.node  # "jumped 6.8%, a day after it plunged 5.3%"
    if _part(nodes[at]) == "loose" and at > 0 and nodes[at - 1].cls == "N":
        return draft.node == at - 1  # "its eighth gain in nine sessions"
    is_attribute = _kind(nodes[at]) in _ATTRIBUTIVE_DAYS and at > 0 and nodes[at - 1].cls == "d"  # "a Thursday slide"
    if not (is_attribute or nodes[at].lower.endswith("'s") or nodes[at].lower in _ADJECTIVES):
        return True
    j = at + 1
    while j < len(nodes) and nodes[j].cls in "jvQ":
        j += 1
    if j >= len(nodes) or nodes[j].cls != "N":
        return True
    cue = draft.cue if draft.cue is not None else draft.node
    return cue == j or draft.node == j or at < draft.node < j


def _kind(node: Node) -> TimexKind | None:
    return node.timex.kind if node.timex is not None else None


def _part(node: Node) -> str:
    return node.timex.part if node.timex is not None else ""


def _tells_when(nodes: Sequence[Node], at: int) -> bool:
    """Say whether a time is when something moved: not "fourth-quarter sales", "best day since May", "above Friday's level"."""
    timex = nodes[at].timex
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    if following is not None and following.cls in "nwW" and timex is not None and timex.kind in _ATTRIBUTIVE:
        return False
    if (
        nodes[at].lower.endswith("'s")
        and following is not None
        and (following.cls == "n" or (following.lower in _PEAK_NOUNS or following.lower in _EVENTS))
    ):
        return False  # "in the wake of Thursday's earnings", "off Thursday's record"
    if timex is not None and timex.part == "contract":
        return False  # "gold for April delivery rose"
    is_bare_quarter = timex is not None and timex.kind is TimexKind.QUARTER and nodes[at].lower.strip().startswith("q")
    if is_bare_quarter and {n.lower for n in nodes[max(0, at - 3) : at]} & _BECAUSE_OF:
        return False  # "up 4% after Q3 beat", "fell 3.2% despite strong Q3"
    of_what = nodes[at - 2] if at > 1 and nodes[at - 1].lower in ("for", "of", "in") else nodes[at - 1] if at else None
    is_of_noun = of_what is not None and of_what.lower in _OUTLOOKS
    if is_of_noun and timex is not None and timex.kind in _ATTRIBUTIVE:
        return False  # "skidded 13.5 percent on a cautious forecast for the fourth quarter"
    is_event = at > 0 and (nodes[at - 1].cls == "n" or nodes[at - 1].lower in _EVENTS)
    if is_event and {"ahead", "before", "after", "following", "until"} & {n.lower for n in nodes[max(0, at - 6) : at]}:
        return False  # "down 4.1% ahead of its own results on Wednesday"
    is_day = timex is not None and timex.kind is TimexKind.DAY
    if is_day and following is not None and following.lower in ("low", "lows", "high", "highs", "peak", "bottom"):
        return False  # "slumped 9.9% to its March 27 low"
    made = nodes[at - 1].lower if at else ""
    if made in _MADE and any(
        node.lower.removeprefix("all-time ") in _PEAK_NOUNS for node in nodes[max(0, at - 5) : at]
    ):
        return False  # "its all-time high set the day before"
    is_contract = timex is not None and timex.kind is TimexKind.MONTH and nodes[at].lower.startswith("for ")
    if is_contract and at > 0 and nodes[at - 1].cls in "Mh" and following is not None and following.cls in "UCVab":
        return False  # "West Texas Intermediate for February dropped"
    if following is not None and following.lower in ("delivery", "contract", "contracts", "settlement", "futures"):
        return False  # "in March futures"
    opening = next((i for i in range(at - 1, -1, -1) if nodes[i].cls in ",;:("), -1)
    before = [node.lower for node in nodes[max(0, at - 9, opening + 1) : at]]
    if timex is not None and timex.kind is TimexKind.SINCE:
        return not any(_is_superlative(word) for word in before)
    if (
        timex is not None
        and (timex.kind in _PERIOD_KINDS or timex.kind is TimexKind.TRAILING)
        and any(_is_superlative(word) for word in before[-4:])
    ):
        return False  # "its best day this week"
    if (before and (before[-1] in ("through", "before", "until") or before[-2:] == ["ahead", "of"])) or (
        timex is not None and timex.offset > 0
    ):
        return False
    return not (before and before[-1] in ("above", "below", "from", "than") and nodes[at].lower.endswith("'s"))


_BECAUSE_OF = frozenset("after on despite following before as amid post".split())
_OUTLOOKS = frozenset("forecast forecasts outlook guidance estimate estimates target targets projection".split())
_EVENTS = frozenset(
    "results report reports meeting decision speech announcement testimony release debut auction election".split()
)
_MADE = frozenset("set reached hit established notched made posted recorded touched".split())
_PEAK_NOUNS = frozenset("high highs low lows record records peak mark".split())
_ATTRIBUTIVE_DAYS = frozenset({TimexKind.WEEKDAY, TimexKind.DAY})
_ADJECTIVES = frozenset("weekly monthly quarterly annual yearly".split())
_ATTRIBUTIVE = frozenset({TimexKind.QUARTER, TimexKind.MONTH, TimexKind.YEAR, TimexKind.HALF})
_SUPERLATIVES = frozenset(
    """best worst biggest largest lowest highest first most steepest record weakest strongest sharpest poorest longest smallest
    fastest deepest cheapest greatest hardest harshest roughest toughest shortest quickest darkest brightest calmest quietest
    slowest widest narrowest finest""".split()
)
_SUPERLATIVE_STARTS = ("best ", "worst ", "biggest ", "strongest ", "weakest ", "largest ", "steepest ")


def _is_superlative(word: str) -> bool:
    return word in _SUPERLATIVES or word.endswith("iest") or word.startswith(_SUPERLATIVE_STARTS)


def _other_times(read: _Read, draft: Draft, chosen: Timex | None, context: _Context) -> tuple[Timex, ...]:
    """Return the times that the claim may be of as well: none where its own clause names one."""
    nodes, segments = read.nodes, read.segments
    if draft.phrase is not None and draft.kind is not Kind.BREADTH:
        return ()
    times = [(i, t) for i in read.times if (t := nodes[i].timex) is not None and t.kind is not TimexKind.UNKNOWN]
    if any(timex is chosen and segments[i] == segments[draft.node] for i, timex in times):
        return ()
    known = [timex for _, timex in times if timex is not chosen and timex.part != "ranked"]
    known += [
        timex for timex in (context.period, context.lead, context.heading) if timex is not None and timex is not chosen
    ]
    return tuple(dict.fromkeys(known)) if len(known) > 1 else tuple(known)


def _segments(nodes: Sequence[Node]) -> list[int]:
    """Number the stretches between commas, conjunctions, brackets and dashes."""
    numbers: list[int] = []
    current = 0
    for i, node in enumerate(nodes):
        if node.cls in _SEGMENT_ENDS:
            is_date_comma = (
                node.cls == "," and i > 0 and nodes[i - 1].cls == "T" and i + 1 < len(nodes) and nodes[i + 1].cls == "T"
            )
            is_or = node.cls in ",c" and i + 1 < len(nodes) and (nodes[i + 1].lower == "or" or node.lower == "or")
            if not (is_date_comma or is_or):
                current += 1
        numbers.append(current)
    return numbers


def _is_of_a_peak(nodes: Sequence[Node], at: int) -> bool:
    """Say whether a day only dates a price of before: "1.5% beneath the summit of June 2"."""
    return at > 1 and nodes[at - 1].lower in ("of", "from") and nodes[at - 2].lower in _PEAK_NOUNS | _SUMMITS


_SUMMITS = frozenset("summit top bottom trough nadir close finish".split())


def _is_beside(nodes: Sequence[Node], segments: Sequence[int], at: int, draft: Draft) -> bool:
    """Say whether a time stands outside a phrase, and tells when: "a record high in late September", not "best day since March"."""
    timex, phrase = nodes[at].timex, draft.phrase
    if timex is None or phrase is None or timex.kind is TimexKind.SINCE or timex.part == "ranked":
        return False
    if nodes[at].start >= phrase.end:
        return not _is_of_a_peak(nodes, at) and not nodes[at].lower.startswith("during which")
    is_near = segments[at] == segments[draft.node] or at <= _OPENING_NODES
    return is_near and nodes[at].end <= phrase.start and _tells_when(nodes, at)


_OPENING_NODES = 3


_BESIDE_A_RECORD = 48  # characters: "'s all-time closing", " of $4,381.21 an ounce, set on "


def _day_set(nodes: Sequence[Node], draft: Draft) -> Timex | None:
    """Return the day that a record was set of which a sentence looks back: "from Monday's record", "the record it set on May 6"."""
    phrase = draft.phrase
    if phrase is None or not phrase.is_past:
        return None
    times = [node for node in nodes if node.timex is not None]
    before = [node for node in times if node.lower.endswith("'s") and 0 <= phrase.start - node.end <= _BESIDE_A_RECORD]
    after = [node for node in times if 0 <= node.start - phrase.end <= _BESIDE_A_RECORD]
    found = before[-1:] or after[:1]
    return found[0].timex if found else None


_COMPARED_WITH = frozenset("versus vs vs. against from with".split())


def _told_beside(nodes: Sequence[Node], segments: Sequence[int], draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the figure that a phrase only adds to: "closed on Monday at $42.53, its lowest price in a year", "leapt 3.9% to a record"."""
    if draft.phrase is None and draft.kind is not Kind.COMPARISON:
        return None
    begin = draft.phrase.start if draft.phrase is not None else nodes[draft.node].start
    first = next((i for i, node in enumerate(nodes) if node.end > begin), 0)
    if any(
        nodes[i].timex is not None and segments[i] == segments[draft.node] and nodes[i].end <= begin
        for i in range(first)
    ):
        return None
    before = [
        d
        for d in drafts
        if d.phrase is None and d.mention == draft.mention and d.node < first and d.kind is not Kind.OTHER
    ]
    if len(before) > 1:  # "4.42% versus 4.36% on Tuesday, a third day of gains": not of what it is compared with
        before = [d for d in before if nodes[d.node - 1].lower not in _COMPARED_WITH]
    told = max(before, key=lambda d: d.node, default=None)
    if told is None or any(node.cls in ";:srM" for node in nodes[told.node + 1 : first]):
        return None
    return told


def _record_of(nodes: Sequence[Node], draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the record that a level only puts in figures: "on Wednesday reached a record close of 5,371.10"."""
    if draft.kind is not Kind.LEVEL or any(node.cls == "T" for node in nodes[draft.node + 1 : draft.node + 3]):
        return None
    told = [d for d in drafts if d.kind is Kind.EXTREMUM and d.phrase is not None and d.mention == draft.mention]
    return next((d for d in told if d.event == draft.event and d.quantity_node is None and d.node < draft.node), None)


def _asides(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """Return what stands between commas or brackets after a name with a figure or verb and a time of its own.

    "Nike, down 31% since January, rallied 4.2%", "Apple, which this week became …, dropped 4.8%": their times are their own.
    """
    found: list[tuple[int, int]] = []
    for low, node in enumerate(nodes[:-2]):
        if node.cls not in ",(" or low == 0:
            continue
        opening = next((after for after in nodes[low + 1 : low + 4] if after.cls != "v"), None)
        is_relative = opening is not None and opening.cls == "r" and node.cls == ","
        if nodes[low - 1].cls not in ("MhgwW)" if is_relative else "Mhg)"):
            continue  # "The chipmaker, which on Wednesday became …, slid"
        is_participle = opening is not None and opening.cls in "UXb" and opening.is_participle
        is_level = (
            opening is not None and opening.cls == "Q" and node.cls == ","
        )  # "the yield, 4.86% at the end of June, closed"
        if opening is None or not (opening.cls == "A" or is_participle or is_relative or is_level):
            continue
        closes = [
            i for i in range(low + 2, min(len(nodes), low + 18)) if nodes[i].cls == (")" if node.cls == "(" else ",")
        ]
        high = next((i for i in closes if node.cls == "(" or _verb_follows(nodes, i)), closes[0] if closes else None)
        if high is None or high + 2 >= len(nodes):
            continue
        inner = nodes[low:high]
        has_figure = any(item.cls == "Q" for item in inner) and not any(item.cls == "M" for item in inner)
        if is_level and not _verb_follows(nodes, high):
            continue
        if has_figure or (is_relative and _verb_follows(nodes, high)):
            found.append((low, high))
    return found


def _verb_follows(nodes: Sequence[Node], at: int) -> bool:
    following = next((node for node in nodes[at + 1 :] if node.cls != "v"), None)
    return following is not None and following.cls in "UCVLPXaAFb"


def _other_event_between(draft: Draft, at: int, events: dict[int, int]) -> bool:
    low, high = sorted((draft.node, at))
    return any(low < position < high and event != draft.event for position, event in events.items())


def _is_subordinate(nodes: Sequence[Node], segments: Sequence[int], at: int) -> bool:
    """Say whether the stretch that holds node `at` begins with "after", "following" …"""
    first = next(i for i, segment in enumerate(segments) if segment == segments[at])
    opening = nodes[first + 1] if nodes[first].cls in _SEGMENT_ENDS and first + 1 < len(nodes) else nodes[first]
    if opening.is_participle and opening.cls in "bXP":
        return True  # ", taking its decline over two days to 2.3%,"
    for node in nodes[first : first + 3]:
        if node.lower in _SUBORDINATE or node.cls == "r":
            return True
    return any(
        node.lower in _SUBORDINATE for i, node in enumerate(nodes[first:at], first) if segments[i] == segments[at]
    )


def _without_repeats(claims: Sequence[Claim]) -> Iterable[Claim]:
    """Drop a claim found twice at one place; a figure is told once, under its first kind."""
    seen: set[tuple[int, int, str | None, Kind, str | None]] = set()
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        against = claim.object.symbol if claim.object else None
        key = (claim.start, claim.end, claim.subject.symbol if claim.subject else None, claim.kind, against)
        if key not in seen:
            seen.add(key)
            yield claim
