"""A sentence as a row of nodes: mentions, quantities, times and words by class.

The classes are those of `lexicon.py`; here words of two readings get the one that their
neighbours ask for, and lists of names become one node.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.nlp.entities import Found
from extractor.nlp.lexicon import (
    BEATEN,
    HALVED,
    ING_NOUNS,
    MOVE_NOUNS,
    MULTIPLES,
    NOT_A_MOVE_BEFORE,
    PHRASE_HEADS,
    WORDS,
    Word,
)
from extractor.nlp.quantities import Number, half_of, multiple_of
from extractor.nlp.tokens import Sentence, Tokens
from extractor.records import Bound, Direction, Timex, Unit

_DURATIONS = frozenset({Unit.SESSION, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_SMALL_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_GENITIVES = frozenset({"'s", "'"})
_RATIOS = {"double": Decimal(2), "twice": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5")}
_OF_RATIO = frozenset("the that of what as its s&p nasdaq dow russell nikkei".split())
_DASHES = frozenset({"—", "–", "--", "---", "-"})


@dataclass(slots=True)
class Node:
    """One item of a sentence.

    `cls` is a class of lexicon.py, or M mention (group), Q quantity, T time, g "'s",
    `-` a dash, or a mark of punctuation as it stands. `start` to `end` are code points.
    """

    cls: str
    start: int
    end: int
    lower: str = ""
    word: Word | None = None
    mentions: tuple[Found, ...] = ()
    number: Number | None = None
    timex: Timex | None = None
    is_used: bool = False

    @property
    def direction(self) -> Direction | None:
        """The direction that the word says."""
        return self.word.direction if self.word else None

    @property
    def is_participle(self) -> bool:
        """Whether it is an "-ing" form."""
        return bool(self.word and self.word.is_participle)


def _unhedged(number: Number) -> Number:
    """Return a number without its hedge; a range ("edged up to 4.06–4.1%") stays one."""
    bound = Bound.BETWEEN if number.quantity.bound is Bound.BETWEEN else Bound.EXACT
    return number._replace(hedge="", hedge_start=number.start, quantity=replace(number.quantity, bound=bound))


def build_nodes(
    tokens: Tokens, sentence: Sentence, mentions: Sequence[Found], numbers: Sequence[Number], timexes: Sequence[Timex]
) -> list[Node]:
    """Return the nodes of a sentence; what a mention covers is neither number nor time."""
    starts, ends, _words, lowers = tokens.starts, tokens.ends, tokens.words, tokens.lowers
    covered: list[tuple[int, int, Node]] = []
    for found in mentions:
        covered.append(
            (
                found.first,
                found.stop,
                Node("M", starts[found.first], ends[found.last - 1], lowers[found.first], mentions=(found,)),
            )
        )
    taken = [(starts[f], ends[s - 1]) for f, s, _ in covered]
    for timex in timexes:
        if not _overlaps(timex.start, timex.end, taken):
            first, last = _span_tokens(tokens, timex.start, timex.end)
            covered.append((first, last, Node("T", timex.start, timex.end, timex.text.lower(), timex=timex)))
            taken.append((timex.start, timex.end))
    for number in numbers:
        if _overlaps(number.quantity.start, number.quantity.end, taken):
            continue
        begin = number.hedge_start
        if begin != number.start and _overlaps(begin, number.start, taken):
            begin = number.start
        elif number.hedge and _is_verb_of_level(tokens, number):
            # "rose 9% to $100.46, topping $100": a verb that puts the price at a level, no bound
            number = _unhedged(number)
            begin = number.start
        elif number.hedge.startswith(("up to", "down to")) and _is_after_move(tokens, begin):
            # "edged up to 4.06%": where it got to, no bound
            number = _unhedged(number)
            begin = number.start
        end = number.end
        if _overlaps(number.quantity.end, end, taken):
            end = number.quantity.end
        first, last = _span_tokens(tokens, begin, end)
        is_attribute = (
            number.quantity.unit in _DURATIONS and tokens.reading[number.quantity.end : number.quantity.end + 1] == "-"
        )
        # "50-day", "five-session" describe the noun that follows; they are no figures of a price.
        covered.append(
            (
                first,
                last,
                Node("j" if is_attribute else "Q", begin, end, tokens.reading[begin:end].lower(), number=number),
            )
        )
    covered.sort(key=lambda item: item[0])
    covered.append((sentence.last, sentence.last, Node("", 0, 0)))
    nodes: list[Node] = []
    ahead = iter(covered)
    limit, last, node = next(ahead)
    i = sentence.first
    while i < sentence.last:
        while limit < i:
            limit, last, node = next(ahead)
        if limit == i:
            nodes.append(node)
            i = max(last, i + 1)
            continue
        lower = lowers[i]
        phrase = _phrase_at(lowers, i, limit) if lower in PHRASE_HEADS else None
        if phrase is not None:
            length, word = phrase
            nodes.append(Node(word.cls, starts[i], ends[i + length - 1], " ".join(lowers[i : i + length]), word))
            i += length
            continue
        known = WORDS.get(lower)
        if lower in _RATIOS and i + 1 < sentence.last and lowers[i + 1] in _OF_RATIO:
            # "more than double the S&P 500's gain": how many times another move
            number = multiple_of(tokens.reading, starts[i], ends[i], 1, sentence.start)
            number = number._replace(quantity=replace(number.quantity, value=_RATIOS[lower]))
            nodes.append(Node(known.cls if known else "w", starts[i], ends[i], lower, known, number=number))
        elif known is not None and lower not in _GENITIVES:
            nodes.append(Node(known.cls, starts[i], ends[i], lower, known))
        elif lower in MULTIPLES:
            number = multiple_of(tokens.reading, starts[i], ends[i], MULTIPLES[lower], sentence.start)
            word = Word("U", Direction.UP, is_participle=lower.endswith("ing"))
            nodes.append(Node("U", starts[i], ends[i], lower, word, number=number))
        elif lower in HALVED:
            number = half_of(tokens.reading, starts[i], ends[i], sentence.start)
            word = Word("U", Direction.DOWN, is_participle=lower.endswith("ing"))
            nodes.append(Node("U", starts[i], ends[i], lower, word, number=number))
        else:
            nodes.append(_word_node(tokens, i, nodes))
        i += 1
    if len(numbers) > 1:
        nodes = _with_shared_units(nodes)
    if "-" in lowers[sentence.first : sentence.last] or "class" in lowers[sentence.first : sentence.last]:
        nodes = _with_compounds(nodes)
    return _settle(nodes)


def _with_shared_units(nodes: list[Node]) -> list[Node]:
    """Let the last figure of a list give its unit to those before it: "gained 2.1 and 2.7 percent"."""
    for i in range(len(nodes) - 3, -1, -1):
        if nodes[i].cls != "Q":
            continue
        number, between, last = nodes[i].number, nodes[i + 1], nodes[i + 2].number
        goes_on = between.lower == "," and i + 3 < len(nodes) and nodes[i + 3].cls == "c"
        is_list = between.cls == "c" or goes_on
        if number is None or last is None or not is_list:
            continue
        is_bare = number.quantity.unit is Unit.NONE and "." in number.quantity.text and not number.sign
        if is_bare and last.quantity.unit is Unit.PERCENT and number.end < last.start and not last.sign:
            nodes[i].number = number._replace(quantity=replace(number.quantity, unit=Unit.PERCENT))
    return nodes


def _with_compounds(nodes: list[Node]) -> list[Node]:
    """Make one adjective of words that hyphens join before a noun: "post-earnings drop", "AI-driven rally"."""
    joined: list[Node] = []
    i = 0
    while i < len(nodes):
        j = i
        while j + 2 < len(nodes) and nodes[j + 1].cls == "~" and all(nodes[k].cls not in "MQT#" for k in (j, j + 2)):
            j += 2
        if (
            nodes[i].lower == "class"
            and i + 2 < len(nodes)
            and len(nodes[i + 1].lower) == 1
            and nodes[i + 2].cls == "h"
        ):
            joined.append(Node("j", nodes[i].start, nodes[i + 1].end, f"class {nodes[i + 1].lower}"))
            i += 2  # "Class A shares"
            continue
        if nodes[i].cls == "M" and i + 2 < len(nodes) and nodes[i + 1].cls == "~" and _describes(nodes[i + 2]):
            joined.append(Node("j", nodes[i].start, nodes[i + 2].end, f"{nodes[i].lower}-{nodes[i + 2].lower}"))
            i += 3  # "Nvidia-fueled surge": nobody's
            continue
        following = nodes[j + 1].cls if j + 1 < len(nodes) else ""
        if j > i and following and following in "nNhwU":
            joined.append(
                Node("j", nodes[i].start, nodes[j].end, "-".join(node.lower for node in nodes[i : j + 1 : 2]))
            )
        else:
            joined.extend(nodes[i : j + 1])
        i = j + 1
    return joined


def _describes(node: Node) -> bool:
    """Say whether a word behind a name and a hyphen makes the two an adjective: "Apple-led", "Tesla-heavy", "Nasdaq-listed"."""
    return node.cls not in "MQT#Wh" and len(node.lower) > 2 and node.lower.isalpha()


def _is_verb_of_level(tokens: Tokens, number: Number) -> bool:
    is_price = number.quantity.unit in (Unit.CURRENCY, Unit.NONE)
    has_verb = number.hedge.startswith(("topping", "surpassing", "exceeding"))
    return is_price and has_verb and tokens.reading[: number.hedge_start].rstrip().endswith((",", "—", "–", "and"))


def _is_after_move(tokens: Tokens, offset: int) -> bool:
    """Say whether a verb that takes "up" or "down" ends right before `offset`."""
    i = bisect_right(tokens.ends, offset) - 1
    word = WORDS.get(tokens.lowers[i]) if i >= 0 else None
    return word is not None and word.cls in "VUCLaX"


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    for s, e in spans:  # noqa: SIM110  a generator takes twice as long, and this runs for every name, time and figure
        if start < e and s < end:
            return True
    return False


def _span_tokens(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    first = bisect_right(tokens.ends, start)
    return first, max(bisect_left(tokens.starts, end, first), first + 1)


_SIDES = frozenset("higher lower ahead".split())
_WITH_FIGURE = frozenset({("ended", "up"), ("ends", "up"), ("wound", "up")})


# "Ended up more than 2.9%", "ended up almost 0.5%".
_HEDGING = frozenset("about almost nearly roughly around just more less over some than a".split())


def _figure_at(lowers: Sequence[str], i: int, limit: int) -> bool:
    """Say whether a figure stands at token `i`, behind a hedge at most."""
    while i < limit and lowers[i] in _HEDGING:
        i += 1
    return i < limit and (lowers[i][0].isdigit() or lowers[i] in "$€£")


def _phrase_at(lowers: Sequence[str], i: int, limit: int) -> tuple[int, Word] | None:
    following = lowers[i + 1] if i + 1 < limit else ""
    for phrase, word in PHRASE_HEADS[lowers[i]]:
        if phrase[1] != following:
            continue
        if phrase in _WITH_FIGURE and _figure_at(lowers, i + 2, len(lowers)):
            if not _SIDES & set(lowers[i + 3 : min(i + 6, limit)]):
                continue  # "ended up 3.89%", not "wound up 2.8 percent ahead"
        if i + len(phrase) <= limit and tuple(lowers[i : i + len(phrase)]) == phrase:
            return len(phrase), word
    return None


def _word_node(tokens: Tokens, i: int, before: Sequence[Node]) -> Node:
    """Return the node of a token that the lexicon does not know, or of an apostrophe."""
    lower, text = tokens.lowers[i], tokens.words[i]
    start, end = tokens.starts[i], tokens.ends[i]
    if lower in ("beneath", "underneath"):
        return Node("p", start, end, "below", WORDS["below"])
    if lower in ("'s", "'"):
        previous = before[-1] if before else None
        is_owner = previous is not None and previous.end == start and previous.cls in "MwWhnTNj"
        return Node(
            "g" if is_owner and not (previous and previous.lower in ("it", "that")) else "a" if lower == "'s" else '"',
            start,
            end,
            lower,
        )
    if lower in _DASHES:
        is_tight = tokens.starts[i + 1 : i + 2] == [end] and i > 0 and tokens.ends[i - 1] == start
        return Node("~" if lower == "-" and is_tight else "-", start, end, lower)
    if not text[0].isalnum():
        return Node({"[": "(", "]": ")", "|": "|"}.get(text, text[0]), start, end, lower)
    if text[0].isdigit():
        return Node("#", start, end, lower)
    if lower.endswith("ly") and len(lower) > 4:
        return Node("v", start, end, lower)
    if text[0].isupper() and before:
        return Node("W", start, end, lower)
    if len(lower) > 4 and lower.endswith("ed"):
        return Node("b", start, end, lower, Word("b"))
    if len(lower) > 5 and lower.endswith("ing") and lower not in ING_NOUNS:
        return Node("b", start, end, lower, Word("b", is_participle=True))
    return Node("W" if text[0].isupper() else "w", start, end, lower)


_OF_TWO_READINGS = frozenset("UVbPXLCFNAps")
_WORDS_OF_TWO_READINGS = frozenset("last ahead net minus plus positive negative point points past cost costs".split())


def _following(nodes: Sequence[Node], i: int) -> Node | None:
    """Return the next node after `i` that is no adverb."""
    for j in range(i + 1, len(nodes)):
        if nodes[j].cls not in "v~":
            return nodes[j]
    return None


def _settle(nodes: list[Node]) -> list[Node]:
    """Give words of two readings the one that their neighbours ask for."""
    settled: list[Node] = []
    for i, node in enumerate(nodes):
        cls = node.cls
        if cls not in _OF_TWO_READINGS and node.lower not in _WORDS_OF_TWO_READINGS:
            if cls not in '~"':  # a hyphen inside a word and quotation marks say nothing
                settled.append(node)
            continue
        before = settled[-1].cls if settled else ""
        following = _following(nodes, i)
        is_base = not node.lower.endswith(("s", "ed", "ing", "ell", "old"))
        if (
            node.lower == "of"
            and following is not None
            and following.cls == "Q"
            and settled
            and settled[-1].lower == "all"
        ):
            continue  # "had gained all of 0.1%"
        is_of = following is not None and following.lower == "of" and before and before in "XPbp"
        is_of = is_of or (before in ("c", "s") and _is_of_others(nodes, i))
        if node.cls == "U" and node.lower in MOVE_NOUNS and (is_of or _is_noun_place(settled, is_base=is_base)):
            node = _reclass(node, "N", MOVE_NOUNS[node.lower])  # "brought gains of 2.2%"
        elif node.cls == "V" and not (before and before in "djg"):
            # "edged higher" and "traded 2% lower" are moves, "moved the meeting" is not.
            ahead = [n.cls for n in nodes[i + 1 : i + 6] if n.cls not in "v~"]
            has_object = ahead[:1] in (["M"], ["d"]) and node.lower.startswith(
                ("push", "pull", "driv", "nudg", "turn", "power")
            )
            is_move = ahead[:1] == ["A"] or ahead[:2] == ["Q", "A"]
            node = _reclass(node, "V" if is_move else "X" if has_object else "b", None)
        elif node.cls == "b" and node.is_participle and node.lower not in WORDS and before == "d":
            node = _reclass(node, "w", None)  # "the trucking stock"
        elif node.lower in ("peak", "peaks") and before == "T":
            node = _reclass(node, "w", None)  # "from its January 3 peak"
        elif node.lower in BEATEN and _is_said_of_prices(settled, node, following):
            node = _reclass(node, "U", Direction.DOWN)
        elif node.lower in ("firm", "firms") and before and before in "djgp":
            node = _reclass(node, "w", None)  # "that barometer of smaller firms"
        elif node.cls == "U" and before == "g" and node.is_participle:
            node = _reclass(node, "w", None)  # "the bank's easing"
        elif (
            node.cls in "PXLCbFUV"
            and node.word is not None
            and before
            and before in "djg"
            and not node.lower.endswith(("ed", "ing"))
        ):
            if not (before == "d" and node.cls == "F"):
                node = _reclass(
                    node, "w" if node.cls != "U" else "N" if node.lower in MOVE_NOUNS else "U", node.direction
                )
        elif node.cls == "N" and before == "M" and node.lower in ("falls", "rises") and following is not None:
            node = _reclass(node, "U", node.direction)
        if node.lower == "yet" and ((before and before in "av") or (following is not None and following.lower == "to")):
            node = _reclass(node, "v", None)  # "has yet to close above 7,000", "has not yet closed"
        if node.lower == "as" and node.cls == "s" and _is_plain_as(nodes, i):
            node = _reclass(node, "p", None)
        if node.lower in _CLAUSE_OPENERS and node.cls == "p" and _opens_clause(nodes, i):
            node = _reclass(node, "s", None)
        if (
            node.cls == "A"
            and following is not None
            and following.cls == "p"
            and following.lower in ("to", "against", "until")
        ):
            if before not in "CVaQM" or (node.lower in ("up", "down") and following.lower == "against"):
                node = _reclass(node, "p", None)
        if node.lower == "last" and following is not None and following.cls == "A":
            node = _reclass(node, "v", None)  # "last up 1.6%"
        if node.lower == "ahead" and before in ("M", "b", "w") and following is not None and following.cls == "Q":
            node = _reclass(node, "A", Direction.UP)  # "with the Russell 2000 ahead 5.1%", "trudged ahead 2.6%"
        if node.lower == "ahead" and before == "Q" and (following is None or following.lower != "of"):
            node = _reclass(node, "A", Direction.UP)  # "25% ahead for 2026"
        if (
            node.lower == "ahead"
            and following is not None
            and (following.cls == "Q" or following.lower == "by")
            and before in ("a", "v", "L")
        ):
            node = _reclass(node, "A", Direction.UP)  # "is now ahead 14.8%"
        if node.lower == "past" and node.cls == "w" and _leads_to_figure(nodes, i):
            node = _reclass(node, "p", None)  # "moved past 49,000", "past the $100 mark"
        if (
            node.lower in ("cost", "costs")
            and before
            and before in "Mhr"
            and following is not None
            and following.cls == "Q"
        ):
            node = _reclass(node, "b", None)  # "a barrel of Brent cost $61.99"
        if node.lower == "net" and following is not None and following.cls in "AU" and before in ("M", "g"):
            node = _reclass(node, "n", None)  # "Procter & Gamble net up 55%": its profit
        if node.lower in ("positive", "negative") and before in ("a", "C", "L") and following is not None:
            at = nodes[i + 2] if following.lower in ("for", "on") and i + 2 < len(nodes) else following
            if at.cls == "T":  # "are negative for 2025"
                node = _reclass(node, "A", Direction.UP if node.lower == "positive" else Direction.DOWN)
        if node.lower in ("point", "points") and before in ("M", "h") and following is not None:
            if following.lower == "to":
                node = _reclass(node, "b", None)  # "Dow futures point to a drop of 240 points"
        if node.lower in ("minus", "plus") and following is not None and following.cls == "Q":
            node = _reclass(node, "A", Direction.DOWN if node.lower == "minus" else Direction.UP)
        if (
            node.cls == "p"
            and node.lower == "off"
            and following is not None
            and (following.cls == "Q" or following.lower == "from")
            and before not in ("U", "V")
        ):
            node = _reclass(node, "A", Direction.DOWN)
        if node.cls == "U" and following is not None and following.lower in NOT_A_MOVE_BEFORE:
            node = _reclass(node, "b", None)
        settled.append(node)
    return settled


_PASSIVE = frozenset("was were is are been being got get getting 're".split())


def _is_said_of_prices(before: Sequence[Node], node: Node, following: Node | None) -> bool:
    """Say whether "were hammered" or "suffered" ends what is said: no object follows."""
    last = next((earlier for earlier in reversed(before) if earlier.cls != "v"), None)
    if node.lower.startswith("suffer"):
        return (
            following is None or following.cls in ",.;T" or following.lower in ("amid", "after", "as", "while", "and")
        )
    return last is not None and last.lower in _PASSIVE and (following is None or following.cls in ",.;Tpcs-")


def _is_of_others(nodes: Sequence[Node], i: int) -> bool:
    """Say whether those follow whose gains are told of: "as declines for retailers were outweighed", not "gains for a third day"."""
    of = nodes[i + 1] if i + 1 < len(nodes) else None
    whose = nodes[i + 2] if i + 2 < len(nodes) else None
    is_plural = nodes[i].lower.endswith("s")
    return (
        is_plural
        and of is not None
        and whose is not None
        and of.lower in ("for", "in", "by", "among")
        and whose.cls in "MwWn"
    )


def _leads_to_figure(nodes: Sequence[Node], at: int) -> bool:
    """Say whether a figure follows at once, or behind an article: "past the 49,000 mark"."""
    j = at + 1
    while j < len(nodes) and nodes[j].cls in "dv":
        j += 1
    return j < len(nodes) and nodes[j].cls == "Q"


def _is_plain_as(nodes: Sequence[Node], at: int) -> bool:
    """Say whether "as" only says what something is: "often mocked as a relic,"."""
    j = at + 1
    while j < len(nodes) and nodes[j].cls in "djvwWn":
        j += 1
    return at + 1 < j < len(nodes) and nodes[at + 1].cls == "d" and nodes[j].cls in ",;:)"


_CLAUSE_OPENERS = frozenset("after before since until".split())


def _opens_clause(nodes: Sequence[Node], at: int) -> bool:
    """Say whether "after" begins a clause with a subject and a verb of its own."""
    has_noun = False
    for j, node in enumerate(nodes[at + 1 : at + 10], at + 1):
        if node.cls in ",;:.(":
            return False
        if nodes[j - 1].cls == "d" and (
            node.cls == "N" or node.lower in MOVE_NOUNS or (node.cls == "b" and node.is_participle)
        ):
            has_noun = True  # "before the fighting began", "before the rally began"
            continue
        if node.cls in "UCLVXb" and has_noun and not node.is_participle:
            return True
        if node.cls == "a" and has_noun:
            return True
        if node.cls in "MhnwWo":
            has_noun = True
        elif node.cls in "UCLVPXb" and not has_noun:
            return False
    return False


def _reclass(node: Node, cls: str, direction: Direction | None) -> Node:
    word = node.word or Word(cls)
    return Node(
        cls,
        node.start,
        node.end,
        node.lower,
        replace(word, cls=cls, direction=direction or (word.direction if cls in "UNAF" else None)),
    )


def _is_noun_place(before: Sequence[Node], *, is_base: bool = False) -> bool:
    """Say whether a word right after `before` stands where a noun does; `is_base` for a verb's base form."""
    for i in range(len(before) - 1, -1, -1):
        node = before[i]
        if node.cls in "dgP":
            return True
        if node.cls == "j" or node.lower in _SMALL_NUMBERS:
            continue
        if node.lower in (
            "further",
            "fresh",
            "renewed",
            "early",
            "late",
            "additional",
            "another",
            "straight",
            "consecutive",
        ):
            continue
        if node.cls == "Q":
            # "a 2% gain", "Friday's 1.6% pullback"; never "the Dow rose 2%, gains ..."
            continue
        if node.cls == "T":
            if node.lower in ("weekly", "monthly", "quarterly", "annual", "yearly"):
                continue
            if node.timex is not None and node.timex.part == "loose":
                continue  # "the S&P 500's two-day gain"
            if i > 0 and before[i - 1].cls in "dg" and not node.lower.startswith("the "):
                return True  # "a Thursday slide"
            return node.lower.endswith("'s")
        if node.cls == "p":
            return node.lower != "to"
        if node.cls in "wWnh" and i > 0 and is_base and not node.lower.endswith("s") and before[i - 1].cls in "dj":
            continue  # "a relief rally": a verb after one thing would end in "s"
        # "eked out gains", "gave up early gains"
        return node.cls == "U" and node.lower.endswith(
            (" out", "gave up", "give up", "giving up", "gave back", "giving back")
        )
    return False


_NAME_HEADS = frozenset("index composite average shares stock".split())


def group_mentions(nodes: list[Node]) -> list[Node]:
    """Make one M node of names that commas and "and" list together, and of "shares of X"."""
    out: list[Node] = []
    done = 0
    n = len(nodes)
    for i in [i for i, node in enumerate(nodes) if node.cls == "M"]:
        if i < done:
            continue
        out.extend(nodes[done:i])
        node = nodes[i]
        members = _members(node.mentions)
        end = node.end
        j = i + 1
        commas = 0
        while j < n:
            # "the German DAX Index and the French CAC 40 Index"
            has_head = nodes[j].lower in _NAME_HEADS and j + 1 < n and nodes[j + 1].cls in ",c"
            since = k = j + 1 if has_head else j
            has_and = False
            has_comma = False
            while k < n and (
                nodes[k].cls in ",c" or (nodes[k].cls in "djv" and k > since) or _is_nationality(nodes, k, since)
            ):
                if nodes[k].cls == "c":
                    if nodes[k].lower not in ("and", "or", "&"):
                        break
                    has_and = True
                elif nodes[k].cls == ",":
                    has_comma = True
                k += 1
            if k == since or k >= n or nodes[k].cls != "M" or not (has_and or has_comma):
                break
            # "A, and B" of two is two clauses; "A, B" alone is a name explained by another.
            if has_comma and has_and and commas == 0:
                break
            if has_comma and not has_and and not _list_goes_on(nodes, k) and not (i == 0 and _verb_at(nodes, k + 1)):
                break
            if len(nodes) > k + 1 and nodes[k + 1].cls in "Qg" and not has_and and commas == 0:
                break
            if len(nodes) > k + 2 and nodes[k + 1].cls == "g" and nodes[k + 2].cls == "Q":
                break  # "the S&P 500 and the Nasdaq's 3.6% plunge"
            commas += has_comma
            members.extend(_members(nodes[k].mentions))
            end = nodes[k].end
            j = k + 1
            if has_and:
                break
        done = _skip_others(nodes, j)
        out.append(Node("M", node.start, end, node.lower, mentions=tuple(members)))
    out.extend(nodes[done:])
    return out


# "All three major indexes" is each of them.
_GROUPS = {"group:Major Indices": ("^GSPC", "^DJI", "^IXIC")}


def _members(mentions: Sequence[Found]) -> list[Found]:
    """Return the names of a node, a group of known members as its members."""
    members: list[Found] = []
    for found in mentions:
        group = _GROUPS.get(found.symbol)
        members.extend([found._replace(symbol=symbol) for symbol in group] if group is not None else (found,))
    return members


def _is_nationality(nodes: Sequence[Node], at: int, since: int) -> bool:
    """Say whether a capitalised word only describes the name after it: "and the French CAC 40"."""
    return at > since and nodes[at].cls == "W" and at + 1 < len(nodes) and nodes[at + 1].cls == "M"


def _verb_at(nodes: Sequence[Node], at: int) -> bool:
    """Say whether a verb of a session follows at once, as in a headline: "Dow, S&P 500 end lower"."""
    while at < len(nodes) and nodes[at].cls == "v":
        at += 1
    return at < len(nodes) and nodes[at].cls in "UCV"


def _skip_others(nodes: Sequence[Node], at: int) -> int:
    """Return the place after ", and others", or `at`."""
    j = at
    while j < len(nodes) and nodes[j].cls in ",cdjv":
        j += 1
    is_others = j > at and j < len(nodes) and nodes[j].lower in ("others", "more")
    return j + 1 if is_others else at


def _list_goes_on(nodes: Sequence[Node], at: int) -> bool:
    """Say whether the list of names goes on after the name at `at`."""
    j = at + 1
    if j < len(nodes) and nodes[j].cls in ",c":
        k = j
        while k < len(nodes) and nodes[k].cls in ",cdj":
            if nodes[k].lower == "others":
                return True
            k += 1
        return k < len(nodes) and (nodes[k].cls == "M" or nodes[k].lower in ("others", "more"))
    return False


_BELL = frozenset("bell close closing finish settlement noon midday midafternoon".split())


def tells_by_the_bell(nodes: Sequence[Node]) -> bool:
    """Say whether a sentence opens with the end of its own session: what "had risen" by then is of that session."""
    return bool(nodes) and nodes[0].lower == "by" and any(node.lower in _BELL for node in nodes[1:6])
