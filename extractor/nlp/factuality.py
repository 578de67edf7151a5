"""Whether a clause reports a fact: one table of cues, and from where in the day it speaks."""

import functools
import re
from dataclasses import dataclass

from extractor.nlp.tokens import words_in
from extractor.records import Factuality, Told

# (cue, factuality); the cue is looked for in the claim's own clause, before its trigger
# unless it says "anywhere". The first that matches wins.
_CUES_BEFORE: tuple[tuple[str, Factuality], ...] = (
    (r"\b(?:did(?:n't| not)|does(?:n't| not)|do(?:n't| not)|(?:was|were|is|are|has|have|had)(?:n't| not)|never|failed to|(?:has|have|had) yet to|without|no longer|nor)\b(?! (?:just|only|merely|simply|even))", Factuality.NEGATED),
    (r"\b(?:(?<!even )if|unless|were it to|should (?:the|a|it|yields|prices|oil|gold)|in case|provided that|assuming)\b|\buntil\b[^,]*\b(?:is|are|gets|falls|drops|rises|hits|reaches|goes|closes)\b", Factuality.CONDITIONAL),
    (
        r"\b(?:could|(?<!since )(?<!in )(?<!of )(?<!until )(?<!by )(?<!late )(?<!early )(?<!for )(?<!during )(?<!from )may(?! \d)|might|will|would|'ll|won't|shall|can|should|"
        r"(?:is|are|was|were|be|been|being) (?:widely )?(?:expected|likely|set|poised|due|projected|forecast|forecasted|seen|tipped|headed|slated|predicted|anticipated|on track|on pace|on course)(?: (?:to|for)\b)?|"
        r"expects?|expecting|predicts?|predicted|forecasts?|forecasting|projects|projecting|projected|anticipates?|estimated|"
        r"targets(?! range)|targeting|sees|seen (?:rising|falling|opening|ending|at|higher|lower)|looks? (?:set|likely|poised)|likely to|poised to|set to|(?:is|are) about to|(?:is|are|was|were|'s|'re|am) going to|going to(?!\W*(?:$|\d))|"
        r"point(?:ed|ing|s)? to (?:an? )?(?:higher|lower|flat|weak|strong|softer|firmer|muted|mixed|positive|negative)|(?:12-month |price )?target (?:on|for|of|to|price)|implying|implies|signal(?:ed|s)? a (?:higher|lower|flat)|"
        r"(?:price )?(?:target|objective|forecast|estimate) (?:of|to|at)|fair value|upside|downside|base case|to reach|pegged (?:for|to)|by (?:the end of (?:the|this|next) year|year[- ]end|christmas))\b",
        Factuality.FORECAST,
    ),
    (r"\b(?:i think|we think|i believe|we believe|in my view|in our view|arguably|feels? like)\b", Factuality.OPINION),
)  # fmt: skip
# No cue can match without one of its words; to look for these first is far cheaper than to search.
_NEEDS: dict[Factuality, tuple[str, ...]] = {
    Factuality.NEGATED: ("n't", "not", "never", "failed", "yet", "without", "no longer", "nor"),
    Factuality.CONDITIONAL: ("if", "unless", "were it", "should", "in case", "provided", "assuming", "until"),
    Factuality.FORECAST: (
        *(
            "could",
            "may",
            "might",
            "will",
            "would",
            "'ll",
            "won't",
            "shall",
            "can",
            "should",
            "expect",
            "likely",
            " set",
        ),
        *(
            "poised",
            "due",
            "project",
            "forecast",
            "seen",
            "tipped",
            "headed",
            "slated",
            "predict",
            "anticipat",
            "on track",
        ),
        *(
            "on pace",
            "on course",
            "estimate",
            "target",
            "sees",
            "look",
            "about to",
            "going to",
            "point",
            "imply",
            "implie",
        ),
        *("signal", "objective", "fair value", "upside", "downside", "base case", "to reach", "pegged", "by "),
    ),
    Factuality.OPINION: ("think", "believe", "view", "arguably", "feel"),
}
# These are looked for in lower-case text: a search that minds no case costs twice the time.
_BEFORE = tuple((re.compile(pattern), value, _NEEDS[value]) for pattern, value in _CUES_BEFORE)
_FORECAST_AFTER = re.compile(
    r"\W{0,3}(?:may|might|could|will|would|should|to continue)\b|\W{0,3}(?:\w+ ){0,3}(?:next (?:year|week|month|quarter)|by (?:year[- ]end|christmas|the end of|mid-?20\d\d|20\d\d)|in the coming|over the next|are likely|is likely|seem likely|within days)\b",
    re.IGNORECASE,
)
_INTRADAY = re.compile(
    r"\b(?:(?:was|were|is|are) (?:last )?(?:trading|changing hands)|in (?:early|late|morning|afternoon|midday|noon|mid-?day|early[- ]afternoon|late[- ]morning|mid-?morning|intraday|opening)"
    r"(?: \w+)? (?:trad(?:e|ing)|deal(?:s|ings)|action|session|hours)|in early (?:trade|action|deals)|at (?:midday|noon|mid-?session|lunchtime|the open|last check|one point|the start of trading)|"
    r"at (?:its|the|their) (?:session |intraday )?(?:highs?|lows?|peak|worst|best)\b|(?:by|about|around) (?:late |mid-?|early )?(?:morning|midday|noon|afternoon)\b(?! of)|"
    r"into the session|intraday|earlier in the (?:session|day)|session (?:high|low)|(?:was|were|is|are) (?:last|recently) (?:up|down|off|at|seen|trading|quoted)|opened|opens (?:about |around |almost |nearly |some |at |up |down |more than |\d)|"
    r"shortly after the (?:open|opening)|after the (?:open|opening bell)|(?:morning|early|afternoon|midday) trading|traded down|traded up|during (?:trading|the session)|"
    r"opening bell:|minutes into|as of \d{1,2}:\d\d|at \d{1,2}(?::\d\d)? ?[ap]\.?m)"
)
_PREMARKET = re.compile(
    r"% pre\)|% pm\b|\b(?:post[- ]?mkt|pre[- ]?mkt)\b|% ah\b|\b(?:pre-?market|premarket|ahead of the (?:opening )?open|after[- ]?hours|extended(?:-hours)? (?:trading|trade)|"
    r"post-?market|aftermarket|in late trading after)\b"
)
# One of them stands in whatever that matches; to look for them takes a tenth of its time.
_PARTS_OF_PREMARKET = (
    *("pre)", "mkt", "% ah", "pre-market", "premarket", "ahead of the", "hours", "extended", "post-market"),
    *("postmarket", "aftermarket", "late trading"),
)
# "Lost 3% after the bell", not "lost 3% ahead of its results after the bell".
_BELL = re.compile(r"\b(?:before|after|ahead of) the (?:opening |closing )?bell\b")
_REPORTING = re.compile(
    r"\b(?:reports?|reported|reporting|results?|earnings|announce[sd]?|posted|due|releas\w+|figures|numbers)\b"
)
_CLOSE = re.compile(
    r"\b(?:closed|closing|ended|finished|settled|settling|at the (?:close|bell|closing bell)|by the close|close of trading|on a closing basis|wrapped up|wound up)\b"
)


# "Was up 1.9%, having ended Tuesday at $55.27": that close is of its own clause alone.
_MAIN_CLOSE = re.compile(
    r"(?<!which )(?<!that )(?<!who )(?<!which had )(?<!having )(?<!had )(?<!after )(?<!since )(?<!before )(?:"
    + _CLOSE.pattern
    + ")"
)


_REGULAR = re.compile(r"\bregular (?:session|trading|hours)\b")


@dataclass(slots=True)
class Cues:
    """What the words of a sentence leave possible: most hold no cue at all."""

    before: bool
    after: bool
    told: bool
    extreme: bool


# One of its words stands in whatever the cues above match; words are runs of letters, "won't" is "won" and "t".
_WORDS_BEFORE = frozenset(
    """t not never failed yet without longer nor if unless were should case provided assuming until could may might will would ll won shall
    can expect expected expects expecting likely set poised due projected projects projecting forecast forecasted forecasts forecasting
    seen tipped headed slated predict predicts predicted anticipate anticipates anticipated track pace course estimated target targets
    targeting sees look looks about going point pointed pointing points implying implies signal signals signaled objective estimate fair
    upside downside base reach pegged end christmas think believe view arguably feel feels""".split()
)
_WORDS_AFTER = frozenset("may might could will would should continue next by coming likely within".split())
_WORDS_TOLD = frozenset(
    """trading hands trade dealings deals deal action session hours midday noon mid lunchtime lunch open check point start highs high lows
    low peak worst best morning afternoon intraday earlier last recently opened opens opening traded minutes m am pm pre post mkt premkt postmkt
    ah premarket market afterhours extended postmarket aftermarket late bell closed closing ended finished settled settling close wrapped
    wound regular""".split()
)
_WORDS_EXTREME = frozenset(
    "briefly point stage peak high highs low lows worst best early earlier initial morning".split()
)


def cues_of(sentence: str) -> Cues:
    """Return which cues the words of a sentence leave possible."""
    words = words_in(sentence)
    return Cues(
        before=not _WORDS_BEFORE.isdisjoint(words),
        after=not _WORDS_AFTER.isdisjoint(words),
        told=":" in sentence or not _WORDS_TOLD.isdisjoint(words),  # "as of 10:30"
        extreme=not _WORDS_EXTREME.isdisjoint(words),
    )


def factuality_of(cues: Cues, clause_before: str, sentence: str, after: str) -> Factuality:
    """Return what the cues say of a trigger.

    `clause_before` is its clause up to it, `after` the sentence from it on.
    """
    if sentence.rstrip("\"') ").endswith("?") and ";" not in after:
        return Factuality.QUESTION
    if '?"' in after:
        return Factuality.QUESTION  # "Is this the pullback?" asked a strategist
    for pattern, value, words in _BEFORE if cues.before else ():
        if not _has_any(clause_before, words):
            continue
        # A denial reaches no further than its own verb.
        text = clause_before[clause_before.rfind(",") + 1 :] if value is Factuality.NEGATED else clause_before
        if pattern.search(text):
            return value
    if cues.after and _FORECAST_AFTER.match(after):
        return Factuality.FORECAST
    return Factuality.REPORTED


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  a generator takes twice as long, and this runs for every claim
        if word in text:
            return True
    return False


_AT_ONE_POINT = re.compile(
    r"\bbriefly\b|\bat (?:one (?:point|stage)|(?:its|the|their) (?:session |intraday )?(?:peak|highs?|lows?|worst|best))\b|"
    r"\b(?:an|its|their|the) (?:early|earlier|initial|morning) (?:plunge|drop|slide|loss(?:es)?|decline|fall|gains?|rally|jump|surge|advance|sell-?off) of\b"
)


def is_extreme(clause: str) -> bool:
    """Say whether a clause tells of the session's extreme and of no more."""
    return bool(_AT_ONE_POINT.search(clause.lower()))


def told_of(cues: Cues, clause: str, sentence: str) -> Told:
    """Return from where in the session a clause speaks, by its own words, then the sentence's."""
    if not cues.told:
        return Told.UNSAID
    if ";" in sentence and clause in sentence:
        at = sentence.index(clause)  # what stands beyond a semicolon speaks for itself
        sentence = sentence[sentence.rfind(";", 0, at) + 1 : (sentence + ";").index(";", at + len(clause))]
    of_sentence = _told_in(sentence)
    if of_sentence is Told.PREMARKET and _CLOSE.search(sentence.lower()):
        return _told_in(clause)  # "spiked before the opening bell and finished at 38.57": each clause says its own
    # "Fell 3.2% in the regular session": of the clause alone, for other hours are told of beside it.
    if _REGULAR.search(clause.lower()):
        return Told.CLOSE
    if of_sentence is Told.UNSAID and "bell" not in sentence:
        return Told.UNSAID  # a clause says no more than its sentence, but of a bell that reports are told before
    told = _told_in(clause)
    if told is not Told.UNSAID:
        return told
    told = of_sentence
    is_of_another_day = told is Told.CLOSE and not _MAIN_CLOSE.search(sentence.lower())
    return Told.UNSAID if is_of_another_day else told


@functools.lru_cache(maxsize=256)
def _told_in(text: str) -> Told:
    """Return from where a text speaks; every claim of a sentence asks for the same one."""
    lower = text.lower()
    if _has_any(lower, _PARTS_OF_PREMARKET) and _PREMARKET.search(lower):
        return Told.PREMARKET
    bell = _BELL.search(lower) if "bell" in lower else None
    if bell is not None and not _REPORTING.search(lower, max(0, bell.start() - 60), bell.start()):
        return Told.PREMARKET
    if _INTRADAY.search(lower):
        return Told.INTRADAY
    return Told.CLOSE if _CLOSE.search(lower) else Told.UNSAID
