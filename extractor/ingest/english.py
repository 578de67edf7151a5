"""A cheap, honest check that a text is in English: its function words, and its script."""

import re

# Below 60 words the share of function words says little: a headline may hold none.
MIN_WORDS = 60
# Without spaces between words there are letters to count; 120 are about 60 words of Chinese.
MIN_LETTERS = 120
# Share of the words below among the words that begin small. Measured: English news prose at least 0.20, ten
# market headlines at a time 0.17 (first percentile), 30 other languages in Latin script at most 0.04.
MIN_SHARE = 0.10
# A table of names and figures holds few words that begin small, in any language.
MIN_SMALL_WORDS = 30
# Words of other languages from which a short text can be told for foreign.
MIN_FOREIGN = 2
# The beginning of a text speaks for the rest.
_SAMPLE = 20_000

_FUNCTION_WORDS = frozenset(
    # Left away: what another language writes alike and uses as much ("in", "on", "for", "at", "is", "was").
    "the of and to that with by from it its this these those are were be been has have but not which who their "
    "they than after before while when what will would could should can may about into more most out up down "
    "there here our you your his if also other only some any how between during since through because both each "
    "few very just still such as".split()
)
# Headlines leave function words away, and tell the language by the words of the trade.
_TRADE_WORDS = frozenset(
    "shares share stocks stock market markets rise rises rose rising fall falls fell falling gain gains gained "
    "loss losses lost drop drops dropped higher lower high low record earnings profit sales price prices points "
    "growth rate rates cut cuts year years week month day today quarter investors analysts buy sell "
    "strong weak ahead says said sees see seen new oil gold deal against amid top target beats misses close "
    "closed closes ends ended end open opens expected buying selling demand data outlook support hit hits near "
    "news companies company firm firms banks bonds yields jobs crude weekly jump jumps jumped surges surged".split()
)
# Words of other languages that no English text holds in number: the commonest, less those that English writes alike.
_FOREIGN_WORDS = frozenset(
    "der das und ist nicht den dem ein eine einen einer im vom zum zur auf mit für sich auch nach bei wurde haben hat "
    "wird sind waren über unter gegen wie aber oder um als aus noch "
    "le la les des un une et est dans pour qui que sur par pas plus avec ce cette sont été aux du mais ont leur ses "
    "el los las una y en por con para del al se más como su sus pero fue han este esta entre "
    "il lo gli di che dello nello allo sul è per della delle dei nel nella sono ha ma alla dal anche più "
    "o os um uma do da em no na não com ao mais seu sua foi são pelo pela "
    "de het een van op te zijn niet voor met aan er maar om ook naar bij uit werd heeft "
    "och att det som på är av för med till den inte om ett har var och och er ikke på til fra med "
    "nie jest się na że oraz dla przez po jak od za "
    "ve bir bu için ile olarak daha çok".split()
) - frozenset(
    "in on for at is was war den die not no do me to so he as an a i o y de por con per um um pas plus er av var".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Latin letters end with the extensions at U+024F; the additional ones are Vietnamese.
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]+")


def is_foreign(text: str, start: int = 0) -> bool:
    """Say whether most words of a short text are plainly not English; where it cannot be told, they are."""
    sample = text[start : start + _SAMPLE]
    words = _WORD.findall(sample)
    n_letters = sum(map(len, words))
    if n_letters and 2 * sum(map(len, _OTHER_SCRIPT.findall(sample))) > n_letters:
        return True
    # Names bring their articles along ("Los Angeles"): only what begins small is counted.
    n_foreign = sum(word in _FOREIGN_WORDS for word in words)
    n_english = sum(word in _FUNCTION_WORDS or word in _TRADE_WORDS for word in words)
    return n_foreign >= MIN_FOREIGN and n_foreign > 2 * n_english


def is_english(text: str, start: int = 0) -> bool:
    """Say whether a text from `start` on is English, as far as can be told; a short one is."""
    sample = text[start : start + _SAMPLE]
    words = _WORD.findall(sample)
    n_letters = sum(map(len, words))
    if n_letters >= MIN_LETTERS and 2 * sum(map(len, _OTHER_SCRIPT.findall(sample))) > n_letters:
        return False
    small = [word for word in words if word[0].islower()]
    if len(words) < MIN_WORDS or len(small) < MIN_SMALL_WORDS:
        return True
    n_english = sum(1 for word in small if word in _FUNCTION_WORDS or word in _TRADE_WORDS)
    return n_english >= MIN_SHARE * len(small)
