"""Spans that name an instrument.

Names come from the gazetteer by a trie over tokens, longest first. An unmistakable alias
counts as it stands; a weak name (Apple, Target, gold, ON) counts only with evidence beside
it or elsewhere in the article. Nothing is ever guessed from half a name.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from extractor.market.instruments import SAME_COMPANY, Gazetteer, Name, is_plain_ticker
from extractor.nlp.lexicon import PHRASE_HEADS, WORDS
from extractor.nlp.phrases import is_best_of
from extractor.nlp.tokens import TOKEN, BlockKind, Sentence, Tokens
from extractor.records import InstrumentKind, MentionKind

_COMPANY_SUFFIXES = frozenset(
    """inc inc. corp corp. corporation co co. company cos. ltd ltd. plc group holdings holding ag sa nv n.v. s.a. llc lp
    incorporated limited platforms technologies &""".split()
)
_SUFFIXES_ALONE = _COMPANY_SUFFIXES - {"&", "group", "company"}
_SUFFIXES_OF_SHARES = _SUFFIXES_ALONE - {"platforms"}
_PRICE_HEADS = frozenset("share shares stock stocks stockholders shareholders adr adrs options".split())
_COMPANY_WORDS = frozenset(
    """ceo cfo chief executive earnings results quarterly revenue sales profit guidance shareholders investors analysts
    said says reported reports announced unveiled beat missed posted""".split()
)
_OF_SHARES = frozenset("shares stock stocks stake shareholders investors".split())
_SECTOR_HEADS = frozenset("stocks shares sector sectors names companies index group space etf etfs industry".split())
_COMMODITY_HEADS = frozenset("prices price futures contract contracts".split())
_AGAINST = frozenset("against versus vs vs.".split())
_RATES = frozenset("upgrades downgrades initiates upgraded downgraded initiated".split())
_LISTING = frozenset("listed list listing trades trade debut debuted delisted delisting ticker symbol uplisted".split())
_VALUES_OF = frozenset("market fair book face total enterprise asset net par shareholder its their the in of".split())
# Cities that stand for their exchange's index where a figure says how it moved ("Tokyo closed 1.2% up").
_CITIES = frozenset("tokyo seoul hong london frankfurt paris sydney shanghai taipei madrid".split())
_NOT_INDEX_AFTER: dict[str, frozenset[str]] = {
    "^DJI": frozenset("inc inc. chemical dupont corning newswires news jones-newswires silicones employees".split()),
    "^IXIC": frozenset(
        "inc inc. listed stockholm omx exchange stock ceo rules listing private market-site regulation clearing".split()
    ),
    "^GSPC": frozenset(
        "global capital dow ratings said affirmed downgraded upgraded cut lowered raised rates analyst economists pmi case".split()
    ),
    "^SOX": frozenset("housing gold bank utility oil".split()),
    "^RUT": frozenset("investments wilson brand crowe westbrook simmons group reynolds".split()),
}
_CAPITALISED_AFTER_OK = frozenset("index composite average industrial futures industrials".split())
_EXCHANGES = r"NYSE(?:\s?Arca|\s?American|ARCA|MKT)?|NASDAQ(?:GS|GM|CM)?|Nasdaq(?:GS|GM|CM)?|AMEX|CBOE|Cboe|BATS|OTC(?:MKTS|QX|QB|PK)?|TSX|LSE|ARCA|NMS"
_EXCHANGE_TICKER = re.compile(rf"\b(?:{_EXCHANGES})\s?:\s?\$?(?P<t>[A-Z]{{1,5}}(?:[.\-/][A-Z])?)\b\s?\)?")
# What stands before the first sign is looked at after it: a search for one sign or set of letters skips the rest of a text.
_CASHTAG = re.compile(r"\$(?<![\w$]\$)(?P<t>[A-Z]{1,5}(?:\.[A-Z])?)\b(?!\d)")
_RIC = re.compile(r"(?P<t>[A-Z](?<!\w[A-Z])[A-Z]{0,4})\.(?:O|N|OQ|K|A|P|PK)\b(?!\.)")
_CARET = re.compile(r"(?<![\w^])(?P<t>\^[A-Z][A-Z0-9]{1,6})\b")
_PAREN_TICKER = re.compile(r"\(\s?(?:ticker:?\s?)?\$?(?P<t>[A-Z]{1,5}(?:\.[A-Z])?)\s?(?=[),;])(?P<close>\s?\))?")
_INDEX_RIC = re.compile(r"\.(?<!\w\.)(?P<t>SPX|DJI|IXIC|NDX|RUT|VIX|SOX|N225|HSI|FTSE|GDAXI|STOXX|FCHI)\b")
# "yield on the benchmark 10-year U.S. Treasury note", "10-year Treasury yield", "the two-year": one rule for all maturities.
_YIELD = re.compile(
    r"\b(?=[ybrut\dfs])(?P<lead>(?:yields?|rates?)\s+(?:on|of|for)\s+(?:the\s+)?(?:[a-z]+[- ]sensitive\s+|closely\s+watched\s+)?)?(?:benchmark\s+)?(?:U\.S\.\s+|US\s+|USTs?\s+)?"
    r"(?P<term>2|two|3|three|5|five|7|seven|10|ten|20|twenty|30|thirty|3|three)[\s-](?P<unit>year|month|yr)s?\b"
    r"(?P<tail>(?:\s+(?:benchmark|U\.S\.|US|Treasury|Treasuries|Treasurys|T-|notes?|bonds?|bills?|government|debt|paper|maturity))*)(?P<yield>\s+(?:yields?|rates?)\b)?",
    re.IGNORECASE,
)
_LONG_BOND = re.compile(r"\b(?:the\s+)?(?P<term>long)\s+bond(?P<yield>\s+yields?)?\b(?!s)")
_LENGTHS_OF_TERMS = frozenset("year years month months yr yrs".split())
_TERMS = {
    "2": "2Y",
    "two": "2Y",
    "5": "5Y",
    "five": "5Y",
    "10": "10Y",
    "ten": "10Y",
    "30": "30Y",
    "thirty": "30Y",
    "long": "30Y",
}
_FOREIGN_DEBT = frozenset(
    "germany japan britain italy france spain china canada australia switzerland india uk german germany's bund bunds japanese japan's jgb jgbs british uk u.k. gilt gilts italian btp french oat spanish chinese canadian australian mortgage mortgages fixed tips corporate".split()
)
_NOT_A_YIELD_AFTER = frozenset(
    "low lows high highs average plan deal contract period history lease term anniversary forecast span stretch old mortgage mortgages fixed run career loan loans sentence warranty".split()
)
# Capitals that are tickers too but nearly always mean something else.
_NOT_TICKERS = frozenset(
    """A I AI ALL ARE AN AS AT BE BY CEO CFO COO CPI DD DOE EA EU EV EPS ETF FAST FDA FED FOMC FOR FTC GDP GO HAS HE IPO IPOS IT IR IP
    JOLTS KEY LOW MAN MS NEXT NOW OIL ON ONE OR OPEN OUT PC PCE PE PM PMI PPI Q REAL SEC SEE SO T TV UK UN US USA USD WELL WHO WORLD YTD YOY
    V C F X R O E D G K L M N S U W Z B H J ES AM OPEC UTC EST EDT ET GMT
    ANY BAND BASE BEAT BODY CAMP CLUB EAR EARN EARS FARM FORTY GAIN HALL HEAR HOME INN IRON JOBS LAB LAND LIFE LIVE LOAN LONE LOOP MAPS
    MARK MD MED MILE MIND NEW NINE NOTE PAYS PLUS PRO RAIL RAIN ROCK ROSE SAFE SHIP SILK SKIN STAR STAY TALK TEN TOPS TWIN UP USER
    VIEW WEST""".split()
)


# What a dollar sign stands before too: "$USD", "$CAD".
_CURRENCY_CODES = frozenset(
    "USD EUR GBP JPY CHF CAD AUD NZD CNY CNH HKD SGD INR KRW SEK NOK DKK MXN BRL ZAR TRY RUB USDT USDC ETH BTC XRP".split()
)


class Found(NamedTuple):
    """A mention by its tokens.

    `first` to `last` are the name's own tokens (half open); up to `stop` come what belongs to
    it and says nothing more: "'s", "Inc.", "(NASDAQ: TSLA)". `strength` as in the gazetteer.
    """

    first: int
    last: int
    stop: int
    symbol: str
    strength: str

    @property
    def name_kind(self) -> MentionKind:
        """How the mention names its instrument."""
        if self.strength == "role":
            return MentionKind.ROLE
        return MentionKind.TICKER if self.strength == "ticker" else MentionKind.NAME


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    names: list[tuple[Name, tuple[str, ...] | None]] = field(default_factory=list)


_OWNERS = (" owner", " parent", " maker")


def _put(root: _Node, words: Sequence[str], name: Name, cased: tuple[str, ...] | None) -> None:
    node = root
    for word in words[1:]:
        node = node.children.setdefault(word.lower(), _Node())
    node.names.append((name, cased))


class NameIndex:
    """The gazetteer's names as tries over lower-case tokens, hyphens left out.

    Names are sorted by their first token; a trie is built when its first token is met.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.tickers: dict[str, list[Name]] = {}
        self.first_words: dict[str, list[Name]] = {}
        self._tries: dict[str, _Node] = {}
        for name in gazetteer.names():
            if name.strength == "role" and name.cell.endswith(_OWNERS):
                head = name.cell[name.cell.rindex(" ") + 1 :]
                self.first_words.setdefault(head, []).append(name)
            if name.strength == "ticker":
                self.tickers.setdefault(name.text, []).append(name)
            else:
                first = TOKEN.match(name.cell)
                if first is not None:
                    self.first_words.setdefault(first[0].lower(), []).append(name)

    def trie(self, first: str) -> _Node | None:
        """Return the trie of the names that begin with the token `first`, or None."""
        known = self._tries.get(first)
        if known is not None:
            return known
        names = self.first_words.get(first)
        if names is None:
            return None
        root = _Node()
        for name in names:
            self._add(root, name, first)
        self._tries[first] = root
        return root

    def _add(self, root: _Node, name: Name, first: str) -> None:
        words = [match[0] for match in TOKEN.finditer(name.text.replace("’", "'")) if match[0] != "-"]
        is_any_case = name.strength == "role" or name.text.islower()
        if first != words[0].lower():
            # "Facebook owner" is "the owner of Facebook" as well
            _put(root, [words[-1], "of", *words[:-1]], name, None)
            _put(root, [words[-1], "of", "the", *words[:-1]], name, None)
            return
        _put(root, words, name, None if is_any_case else tuple(words))
        if name.strength == "role" and len(words) > 1 and words[-1] in ("parent", "owner") and "'s" not in words:
            _put(root, [*words[:-1], "'s", words[-1]], name, None)  # "Facebook's parent"

    def words_of(self, symbol: str) -> set[str]:
        """Return the lower-case words of every name of `symbol`."""
        return {
            match[0].lower()
            for name in self.gazetteer.names_of(symbol)
            if name.strength != "ticker"
            for match in TOKEN.finditer(name.text)
        }

    def symbol_of_ticker(self, ticker: str, day: date | None) -> str | None:
        """Return the symbol that `ticker` stood for on `day`, or None."""
        for name in self.tickers.get(ticker, ()):
            if name.holds_on(day):
                return name.symbol
        return None

    def symbol_of_mark(self, ticker: str, day: date | None) -> str | None:
        """Return the symbol of "$XYZ" or "(NYSE: XYZ)": letters that no instrument trades as name one by themselves."""
        if ticker in self.tickers or ticker in _CURRENCY_CODES or not is_plain_ticker(ticker):
            return self.symbol_of_ticker(ticker, day)
        return ticker


@dataclass(frozen=True, slots=True)
class _Sure:
    """The tokens at which mentions that are sure begin, and those after which they end."""

    starts: set[int]
    ends: set[int]


def find_mentions(tokens: Tokens, index: NameIndex, day: date | None) -> list[Found]:
    """Find the mentions of an article, in order, none overlapping; names as of `day`."""
    yields = _yields(tokens)
    taken = {i for found in yields for i in range(found.first, found.last)}
    candidates = [c for c in _trie_matches(tokens, index, day) if taken.isdisjoint(range(c.first, c.last))]
    tickers = _ticker_forms(tokens, index, day, candidates)
    strong = [c for c in candidates if c.strength in ("alias", "role")]
    weak = [c for c in candidates if c.strength == "weak"]
    known = {c.symbol for c in (*strong, *tickers, *yields)}
    is_market_text = bool(known)
    sure = _Sure({c.first for c in (*strong, *tickers)}, {c.last for c in (*strong, *tickers)})
    accepted = list(strong)
    pending = weak
    # Evidence can rest on a neighbour accepted one round before ("Apple, Target and Gap").
    for _ in range(3):
        left: list[Found] = []
        grown = False
        for candidate in pending:
            if (candidate.symbol in known and _is_proper(tokens, candidate, index)) or _has_evidence(
                tokens, candidate, index, sure, is_market_text=is_market_text
            ):
                accepted.append(candidate)
                known.add(candidate.symbol)
                sure.starts.add(candidate.first)
                sure.ends.add(candidate.last)
                grown = True
            else:
                left.append(candidate)
        pending = left
        if not grown:
            break
        is_market_text = True
    accepted = _without_foreign_roles(accepted, tickers, index)
    if _is_abroad(accepted, tickers, index):
        accepted = [c for c in accepted if c.strength != "role" or c.symbol not in _AMERICAN_INDICES]
    merged = _without_overlap([*yields, *tickers, *accepted])
    return _absorb(tokens, merged, index)


_AMERICAN_INDICES = frozenset({"group:Major Indices", "^DJI", "^GSPC", "^IXIC", "^NDX", "^RUT", "^VIX", "us_equities"})


def _without_foreign_roles(accepted: Sequence[Found], tickers: Sequence[Found], index: NameIndex) -> list[Found]:
    """Leave out roles of American indices where a text speaks of another country's: after the Nifty, "the broader gauge" is not the S&P 500."""
    if not any(found.strength == "role" for found in accepted):
        return sorted(accepted, key=lambda f: f.first)
    kept: list[Found] = []
    is_foreign = False
    for found in sorted((*accepted, *tickers), key=lambda f: f.first):
        if found.strength == "role":
            if not (is_foreign and found.symbol in _ROLES_OF_PLACE):
                kept.append(found)
        elif found.symbol in _AMERICAN_INDICES:
            is_foreign = False
            kept.append(found)
        else:
            if index.gazetteer.instrument(found.symbol).kind is InstrumentKind.INDEX:
                is_foreign = index.gazetteer.mic_of(found.symbol) not in ("XNYS", "XNAS")
            kept.append(found)
    names = set(accepted)
    return [found for found in kept if found in names]


_ROLES_OF_PLACE = frozenset({"group:Major Indices", "^DJI", "^GSPC", "^IXIC", "^NDX"})


def _is_abroad(accepted: Sequence[Found], tickers: Sequence[Found], index: NameIndex) -> bool:
    """Say whether a text names indices of other countries alone: then "the blue-chip index" is not the Dow."""
    named = {f.symbol for f in (*accepted, *tickers) if f.strength != "role"}
    kinds = {s for s in named if index.gazetteer.instrument(s).kind is InstrumentKind.INDEX}
    return (
        bool(kinds)
        and not named & _AMERICAN_INDICES
        and all(index.gazetteer.mic_of(s) not in ("XNYS", "XNAS") for s in kinds)
    )


def _trie_matches(tokens: Tokens, index: NameIndex, day: date | None) -> list[Found]:
    lowers, words, starts, ends = tokens.lowers, tokens.words, tokens.starts, tokens.ends
    trie, first_words = index.trie, index.first_words
    found: list[Found] = []
    n = len(lowers)
    begins = itertools.compress(itertools.count(), map(first_words.__contains__, lowers))
    ahead = iter(tokens.sentences)
    sentence, done = next(ahead, None), 0
    for i in begins:
        while sentence is not None and sentence.last <= i:
            sentence = next(ahead, None)
        node = trie(lowers[i]) if i >= done else None
        if node is None or sentence is None:
            continue
        best: list[Found] = []
        j = i + 1
        while True:
            if node.names:
                chosen = _choose(node, words, i, j, day)
                if chosen:
                    best = chosen
            k = j
            if (
                k < sentence.last
                and words[k] == "-"
                and starts[k] == ends[k - 1]
                and k + 1 < n
                and starts[k + 1] == ends[k]
            ):
                k += 1
            if k >= sentence.last:
                break
            following = node.children.get(lowers[k])
            if following is None:
                break
            node, j = following, k + 1
        if best:
            best = [_with_longer_tail(c, tokens, index, day) for c in best]
            fitting = [candidate for candidate in best if not _is_other_sense(tokens, candidate)]
            found.extend(fitting[:1])
            done = best[0].last
    return found


def _with_longer_tail(found: Found, tokens: Tokens, index: NameIndex, day: date | None) -> Found:
    """Extend "benchmark Nikkei" to the "Nikkei 225 Index" that its last word begins."""
    last = found.last - 1
    node = index.trie(tokens.lowers[last]) if last > found.first else None
    if node is None:
        return found
    stop = found.last
    j = last + 1
    limit = tokens.sentence_at(last).last
    while node is not None:
        if j > stop and any(c.symbol == found.symbol for c in _choose(node, tokens.words, last, j, day)):
            stop = j
        node = node.children.get(tokens.lowers[j]) if j < limit else None
        j += 1
    return Found(found.first, stop, stop, found.symbol, found.strength)


def _yields(tokens: Tokens) -> list[Found]:
    """Find the US Treasury yields by maturity; a bare "two-year" only beside other talk of bonds."""
    reading = tokens.reading
    if "ear" not in reading and "bond" not in reading and "yr" not in reading:
        return []
    matches = [
        match
        for sentence in tokens.sentences
        if not _LENGTHS_OF_TERMS.isdisjoint(tokens.lowers[sentence.first : sentence.last])
        for match in _YIELD.finditer(reading, sentence.start, sentence.end)
    ]
    matches.extend(_LONG_BOND.finditer(reading) if "long" in reading else ())
    is_bond_text = bool(matches) and bool(_BOND_TEXT.search(reading))
    is_american = bool(matches) and (bool(_AMERICAN_TEXT.search(reading)) or not _FOREIGN_TEXT.search(reading))
    found: list[Found] = []
    for match in matches:
        groups = match.groupdict()
        term = _TERMS.get(match["term"].lower())
        tail = (groups.get("tail") or "").lower()
        unit = groups.get("unit")
        if unit is not None and unit.lower() == "month":
            if (match[0].lower().endswith("s") and not tail) or not (tail or groups.get("lead") or match["yield"]):
                continue  # "finished the three months 1.7% to the good"
            term = "3M" if match["term"].lower() in ("3", "three") else None
        if term is None:
            continue
        first = _token_at(tokens, match.start())
        last = _token_at(tokens, match.end() - 1) + 1
        if first >= last or last > len(tokens.words):
            continue
        around = {*tokens.lowers[max(0, first - 4) : first], *tokens.lowers[last : last + 2]}
        if around & _FOREIGN_DEBT or (tokens.lowers[last] if last < len(tokens.lowers) else "") in _NOT_A_YIELD_AFTER:
            continue
        is_named = bool(groups.get("lead") or match["yield"]) or "treasur" in tail or "UST" in match[0]
        if not is_american and "treasur" not in tail:
            continue  # every country has ten-year yields
        if not is_named:
            before = tokens.lowers[first - 1] if first else ""
            is_plain = (
                before in ("the", "benchmark", "and")
                or "note" in tail
                or "bond" in tail
                or first == tokens.sentence_at(first).first
                or _is_in_a_list_of_yields(tokens, first, last)
                or (unit == "yr" and _RATE.fullmatch(" ".join(tokens.lowers[last : last + 1])) is not None)
            )
            if not (is_bond_text and is_plain and _yield_context(tokens, last)):
                continue
        while first < last and tokens.lowers[first] in ("the",):
            first += 1
        is_verb = tokens.lowers[last - 1 : last] == ["yields"] and not match[0].lower().split()[-2].endswith("s")
        if (
            is_verb
            and "yields" not in (groups.get("lead") or "")
            and _figure_follows(tokens, last)
            and last - first > 3
        ):
            last -= 1  # "the 10-year Treasury yields 4.17%"
        found.append(Found(first, last, last, f"UST{term}", "alias"))
    return _without_overlap(found)


_FOREIGN_TEXT = re.compile(
    r"\b(?:RBI|rupees?|Sensex|Nifty|India|Bunds?|[Gg]ilts?|JGBs?|BOJ|Bank of (?:Japan|England|Canada)|ECB|BTPs?|OATs?|yuan|PBOC|RBA|Germany|Japan)\b"
)
_AMERICAN_TEXT = re.compile(
    r"\b(?:U\.S\.|US|Treasur(?:y|ies|ys)|Fed|Federal Reserve|Wall Street|S&P|Dow|Nasdaq|American|NYSE)(?!\w)|\bPowell\b|\bUST\b"
)
_RATE = re.compile(r"\d{1,3}\.\d{2,4}")
_BOND_TEXT = re.compile(
    r"\b(?:USTs?|\d{1,3}\s?bps?|bps|Rates|yield(?:s|ed|ing)?|(?i:Treasur(?:y|ies|ys))|bond market|basis points?)\b"
)


def _is_in_a_list_of_yields(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a maturity is one of "Treasury yields: 2-year: 3.49%, 10-year: 4.19%"."""
    if tokens.lowers[last : last + 1] != [":"] or not _figure_follows(tokens, last + 1):
        return False
    opening = tokens.lowers[tokens.sentence_at(first).first : first][:4]
    return "yields" in opening or "treasuries" in opening


def _yield_context(tokens: Tokens, i: int) -> bool:
    """Say whether a verb, a figure or a mark follows a bare maturity, and no noun that it describes."""
    if i >= len(tokens.lowers):
        return True
    lower = tokens.lowers[i]
    known = WORDS.get(lower)
    return not lower[0].isalpha() or (known is not None and known.cls in "aUCVLPXbApvcs") or lower.endswith("ed")


def _choose(node: _Node, words: Sequence[str], first: int, last: int, day: date | None) -> list[Found]:
    """Return the names that fit the written case on that day, aliases before weak ones."""
    chosen: list[Found] = []
    written = tuple([word for word in words[first:last] if word != "-"])
    for name, cased in node.names:
        if not name.holds_on(day):
            continue
        if cased is not None:
            if written != cased and not (written == tuple(word.upper() for word in cased) and len(written[0]) > 2):
                opening = cased[0][0].upper() + cased[0][1:]  # "EBay", where it opens a headline
                if not cased[0][0].islower() or written != (opening, *cased[1:]):
                    continue
        chosen.append(Found(first, last, last, name.symbol, name.strength))
    return sorted(chosen, key=lambda found: found.strength == "weak") if len(chosen) > 1 else chosen


def _token_at(tokens: Tokens, offset: int) -> int:
    """Return the first token that ends after `offset`."""
    low, high = 0, len(tokens.ends)
    while low < high:
        middle = (low + high) // 2
        if tokens.ends[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _ticker_forms(tokens: Tokens, index: NameIndex, day: date | None, named: Sequence[Found]) -> list[Found]:
    """Find "(NASDAQ: TSLA)", "$TSLA", "TSLA.O", "(TSLA)", "AppleAAPL--" and bare tickers with a move."""
    reading = tokens.reading
    found: list[Found] = []

    def add(match: re.Match[str], symbol: str | None) -> None:
        if symbol is None:
            return
        first, last = _token_at(tokens, match.start("t")), _token_at(tokens, match.end("t") - 1) + 1
        if first < last <= len(tokens.words):
            found.append(Found(first, last, _token_at(tokens, match.end() - 1) + 1, symbol, "ticker"))

    if ":" in reading:
        for match in _EXCHANGE_TICKER.finditer(reading):
            add(match, index.symbol_of_mark(match["t"].replace("-", ".").replace("/", "."), day))
    if "$" in reading:
        for match in _CASHTAG.finditer(reading):
            add(match, index.symbol_of_mark(match["t"], day))
    for match in _RIC.finditer(reading):
        add(match, index.symbol_of_ticker(match["t"], day))
    for match in _INDEX_RIC.finditer(reading):
        add(match, index.symbol_of_ticker("." + match["t"], day))
    if "^" in reading:
        for match in _CARET.finditer(reading):
            add(match, match["t"] if match["t"] in index.gazetteer else None)
    if "(" in reading:
        for match in _PAREN_TICKER.finditer(reading):
            symbol = index.symbol_of_ticker(match["t"], day)
            if symbol is not None and _paren_fits(tokens, match.start(), symbol, index):
                add(match, symbol)
    for ticker, offset in tokens.glued:
        symbol = index.symbol_of_ticker(ticker, day)
        at = _token_at(tokens, offset - 1)
        if symbol is not None and at < len(tokens.words) and tokens.ends[at] == offset:
            found.append(Found(at, at + 1, at + 1, symbol, "alias"))
    taken = {i for f in (*found, *named) for i in range(f.first, f.last)}
    bare = list(_bare_tickers(tokens, index, day, taken, {f.symbol for f in (*found, *named)}))
    # A short bare ticker alone may be any abbreviation; among other tickers it is one.
    is_ticker_text = bool(found) or len({f.symbol for f in bare}) >= 3
    known = {f.symbol for f in (*found, *named)}
    found.extend(
        f
        for f in bare
        if is_ticker_text
        or len(tokens.words[f.first]) >= 4
        or _is_fund(index, f)
        or f.symbol in known
        or _is_in_row(tokens, f)
    )
    return _without_overlap(found)


def _paren_fits(tokens: Tokens, offset: int, symbol: str, index: NameIndex) -> bool:
    """Say whether the words before "(XYZ)" are a name of the ticker's instrument."""
    i = _token_at(tokens, offset)
    before = {word.lower() for word in tokens.words[max(0, i - 8) : i]}
    instrument = index.gazetteer.instrument(symbol)
    if instrument.kind is InstrumentKind.FUND and before & {"etf", "fund", "trust", "shares"}:
        return True
    known = {word for word in index.words_of(symbol) | set(instrument.name.lower().split()) if len(word) > 1}
    same = SAME_COMPANY.get(symbol)
    if same:
        known |= index.words_of(same)
    return bool(before & (known - {"of", "the", "and", "&", "inc", "group"}))


def _bare_tickers(
    tokens: Tokens, index: NameIndex, day: date | None, taken: set[int], known_symbols: set[str]
) -> Iterable[Found]:
    words, lowers = tokens.words, tokens.lowers
    known_tickers = index.tickers
    by_sentence: dict[Sentence, list[int]] = {}
    for i in itertools.compress(itertools.count(), map(known_tickers.__contains__, words)):
        if words[i].isupper() and len(words[i]) > 1 and i not in taken:
            by_sentence.setdefault(tokens.sentence_at(i), []).append(i)
    for sentence, likely in by_sentence.items():
        n_capitals = sum(1 for word in words[sentence.first : sentence.last] if word.isupper() and len(word) > 1)
        if n_capitals * 2 > sentence.last - sentence.first and tokens.blocks[sentence.block].kind is not BlockKind.ROW:
            continue  # a line in capitals: every word looks like a ticker
        for i in likely:
            word = words[i]
            symbol = index.symbol_of_ticker(word, day)
            if symbol is None:
                continue
            j = i + 1
            if j < sentence.last and lowers[j] == "'s":
                j += 1
            while j < sentence.last and lowers[j] in ("only", "just", "still", "now"):
                j += 1
            following = lowers[j] if j < sentence.last else ""
            is_signed = following in ("+", "-") and lowers[j + 2 : j + 3] == ["%"]
            if word in _NOT_TICKERS and not (is_signed and lowers[i] in WORDS):
                continue  # "ALL +4.8%" is Allstate, "CPI +0.3%" nobody
            is_row = tokens.blocks[sentence.block].kind is BlockKind.ROW
            before = lowers[i - 1] if i > sentence.first else ""
            known = WORDS.get(following)
            is_moved = known is not None and (known.cls in "UAC" or following in _PRICE_HEADS)
            if (
                is_row
                or symbol in known_symbols
                or is_moved
                or (following in ("+", "-", "(") and len(word) >= 3)
                or is_signed
                or (following == ":" and j + 1 < sentence.last and (lowers[j + 1] == "$" or lowers[j + 1][0].isdigit()))
                or (len(word) >= 3 and _is_fund_symbol(index, symbol) and "%" in lowers[sentence.first : sentence.last])
                or (before == "of" and lowers[i - 2] in _OF_SHARES)
            ):
                yield Found(i, i + 1, i + 1, symbol, "ticker")


def _is_fund_symbol(index: NameIndex, symbol: str) -> bool:
    return index.gazetteer.instrument(symbol).kind is InstrumentKind.FUND


def _is_other_sense(tokens: Tokens, found: Found) -> bool:
    """Say whether an index's short name is here the company, the exchange or a person."""
    lowers, words = tokens.lowers, tokens.words
    after = lowers[found.last] if found.last < len(lowers) else ""
    if after == "-" and found.last + 1 < len(lowers) and tokens.starts[found.last] == tokens.ends[found.last - 1]:
        after = lowers[found.last + 1]
    if found.strength == "role" and _is_foreign_role(tokens, found):
        return True
    previous = lowers[found.first - 1] if found.first else ""
    if found.symbol in ("WTI", "BRENT") and previous in _OTHER_OILS:
        return True
    if found.symbol == "style:Value" and previous in _VALUES_OF:
        return True
    if found.symbol == "china_equities" and previous == "class":
        return True  # "Alphabet's Class A shares"
    if found.symbol.startswith(_GROUPS) and words[found.first][:1].isupper() and _follows_name(tokens, found):
        return True  # "Kingfisher Airlines shares", "Dynamatic Tech": part of a company's name
    if after == "." and found.last + 1 < len(lowers) and lowers[found.last + 1] == "com":
        return True
    blocked = _NOT_INDEX_AFTER.get(found.symbol)
    if blocked is None:
        return False
    if found.last - found.first > 1 and found.symbol != "^DJI":
        return False
    if after in blocked:
        return not (
            after == "stock" and found.symbol == "^IXIC" and lowers[found.last + 1 : found.last + 2] != ["market"]
        )
    if found.symbol == "^IXIC":
        around = lowers[max(0, found.first - 5) : found.first]
        if (
            around
            and any(word in _LISTING for word in around)
            and any(word in ("on", "on the") for word in around[-2:])
        ):
            return True
        listed = words[found.last + 1] if after == ":" and found.last + 1 < len(words) else ""
        if listed == "$" or (listed.isalpha() and listed.isupper()) or (after == ":" and previous == "("):
            return True  # "Nasdaq: TSLA", not "Nasdaq: 21,450.02"
        if after == "," and lowers[found.last + 1 : found.last + 3] in (
            ["the", "exchange"],
            ["which", "operates"],
            ["the", "stock"],
        ):
            return True
    return bool(
        found.symbol == "^RUT"
        and found.last < len(words)
        and words[found.last][:1].isupper()
        and after not in _CAPITALISED_AFTER_OK
    )


_OTHER_OILS = frozenset(
    """mentha palm soy soya soybean olive castor mustard sunflower coconut vegetable edible cooking cottonseed rapeseed canola essential
    fish groundnut peppermint hemp cbd motor engine hair massage""".split()
)
_GROUPS = ("sector:", "industry:", "style:")


def _follows_name(tokens: Tokens, found: Found) -> bool:
    """Say whether a capitalised word that the lexicon does not know stands right before a name."""
    i = found.first - 1
    return (
        i >= 0
        and tokens.words[i][:1].isupper()
        and tokens.words[i].isalpha()
        and tokens.lowers[i] not in WORDS
        and tokens.starts[found.first] - tokens.ends[i] <= 1
        and not (_is_title_case(tokens, found) and tokens.sentence_at(found.first).first < i)
    )


def _is_foreign_role(tokens: Tokens, found: Found) -> bool:
    """Say whether a place before a role makes it another country's: "London's blue-chip index"."""
    i = found.first - 1
    if i < 0:
        return False
    if tokens.lowers[i] == "'s":
        owner = tokens.lowers[i - 1] if i else ""
        return owner not in ("street", "america", "market", "u.s.", "nation", "country", "world")
    return (
        tokens.words[i][:1].isupper()
        and tokens.words[i].isalpha()
        and tokens.lowers[i] not in WORDS
        and tokens.lowers[i] not in ("u.s.", "us", "american")
    )


def _is_proper(tokens: Tokens, found: Found, index: NameIndex) -> bool:
    """Say whether a weak name of a company known elsewhere in the article can be it here."""
    kind = index.gazetteer.instrument(found.symbol).kind
    if kind in (InstrumentKind.SHARE, InstrumentKind.FUND):
        return tokens.words[found.first][:1].isupper() and not _is_part_of_name(tokens, found)
    return kind is InstrumentKind.INDEX


def _is_part_of_name(tokens: Tokens, found: Found) -> bool:
    """Say whether capitalised words beside a name make it part of a longer one."""
    words, lowers = tokens.words, tokens.lowers
    opening = tokens.sentence_at(found.first).first
    sentence_start = found.first == opening or words[found.first - 1] in '.!?:"'
    before = words[found.first - 1] if found.first and not sentence_start else ""
    if before.lower() in _DESCRIBERS and opening == found.first - 1:
        before = ""  # "Retailer Target fell 2%": a capital only because it comes first
    after = words[found.last] if found.last < len(words) else ""
    if (
        before[:1].isupper()
        and before.isalpha()
        and lowers[found.first - 1] not in WORDS
        and not _is_title_case(tokens, found)
    ):
        return True
    return (
        after[:1].isupper()
        and after.isalpha()
        and lowers[found.last] not in WORDS
        and lowers[found.last] not in _COMPANY_SUFFIXES
        and not _is_title_case(tokens, found)
        and tokens.starts[found.last] <= tokens.ends[found.last - 1] + 1
    )


_DESCRIBERS = frozenset(
    """retailer rival peer competitor chipmaker carmaker automaker drugmaker planemaker homebuilder airline lender bank insurer
    discounter carrier miner brewer restaurant supermarket grocer bellwether heavyweight giant megacap conglomerate""".split()
)


def _is_title_case(tokens: Tokens, found: Found) -> bool:
    """Say whether the sentence is a title, whose capitals say nothing."""
    sentence = tokens.sentence_at(found.first)
    words = [w for w in tokens.words[sentence.first : sentence.last] if w.isalpha() and len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _has_evidence(tokens: Tokens, found: Found, index: NameIndex, sure: _Sure, *, is_market_text: bool) -> bool:
    """Say whether what stands around a weak name shows that it is the instrument."""
    lowers, words = tokens.lowers, tokens.words
    kind = index.gazetteer.instrument(found.symbol).kind
    n = len(lowers)
    i, j = found.first, found.last
    has_genitive = j < n and lowers[j] in ("'s", "'")
    if has_genitive:
        j += 1
    after = lowers[j] if j < n else ""
    before = lowers[i - 1] if i else ""
    before2 = lowers[i - 2] if i > 1 else ""
    if kind is InstrumentKind.INDEX:
        if lowers[i] in _CITIES:
            return not has_genitive and (
                (before == "in" and before2 in ("%", "percent", "pct"))
                or (before in ("and", ",") and is_market_text and _figure_follows(tokens, j))
                or _is_moved(tokens, j, needs_number=True)
                or _is_beside_moved_city(tokens, found)
                or (is_market_text and (before in _OUTPACING or (before == "both" and before2 in _OUTPACING)))
                or (
                    is_market_text
                    and before == "and"
                    and i > 2
                    and lowers[i - 3] == "both"
                    and lowers[i - 4] in _OUTPACING
                )
            )
        if words[i] == "Comp":
            return after in ("+", "-", ":") and _number_follows(tokens, j)  # "Comp -4.7%", not "Comp sales"
        return True  # _is_other_sense has spoken already
    if is_market_text and _price_and_sign_follow(lowers[found.last : found.last + 5]):
        return True  # "WTI 58.84 (+1.3%), gold 4,092 (+0.4%)"
    is_first = tokens.sentence_at(i).first == i
    is_dear = kind in (InstrumentKind.COMMODITY, InstrumentKind.CRYPTO)
    if (
        (is_market_text or is_dear)
        and not has_genitive
        and _is_ranked_move(tokens, j)
        and not _is_part_of_name(tokens, found)
    ):
        return True  # "Gold posted its best week since March"
    if kind in (InstrumentKind.SHARE, InstrumentKind.FUND):
        if not (words[i][:1].isupper() or words[i][:1].isdigit()) or _is_part_of_name(tokens, found):
            return False
        if after in _PRICE_HEADS or (not has_genitive and after in _SUFFIXES_OF_SHARES):
            return True
        if before in ("of", "in") and before2 in _OF_SHARES:
            return True
        if _is_in_list(tokens, found) or _is_moved(tokens, j, needs_number=not is_market_text):
            return True
        if _is_beside_sure(tokens, i, found.last, sure) or _is_moved_after_aside(tokens, j):
            return True
        if is_market_text and (_is_near_average(tokens, j) or before in _OUTPACING):
            return True
        if is_market_text and before == "both" and before2 in _OUTPACING:
            return True
        if is_market_text and after in _FARED and is_best_of(_rest_of_sentence(tokens, j)):
            return True  # "Apple fared best"
        if (
            is_market_text
            and before in (",", "and", "while", ";")
            and before2 in _PERCENTS
            and _figure_follows(tokens, j)
        ):
            return True  # "Microsoft fell 5.4%, Apple 4.8%"
        if is_market_text and (_is_label(tokens, i, found.last) or _is_bold(tokens, found)):
            return True
        if is_market_text and not is_first and after in ("position", "stake", "holding", "holdings"):
            return True  # "trimmed my Target position"
        if is_market_text and after == "?" and tokens.sentence_at(i).last - tokens.sentence_at(i).first == 2:
            return True  # "Meta? Higher by 10.2%."
        if is_market_text and _its_stock_follows(tokens, found.last):
            return True
        if is_market_text and before in _RATES and not _is_title_case(tokens, found):
            return True  # "Goldman upgrades Visa"
        if (is_first or has_genitive) and _is_only_name(index, lowers[i], found.symbol) and _shares_follow(tokens, j):
            return True  # "Viking launches a study; shares up 7%"
        if after in ("reported", "posted", "announced") and _REPORTED & set(lowers[j + 1 : j + 9]):
            return True  # "Apple reported revenue of …"
        if not is_market_text or _is_title_case(tokens, found):
            return False
        is_start = i == 0 or tokens.sentence_at(i).first == i or words[i - 1] in ':"('
        if is_start:
            return after in _COMPANY_WORDS or (has_genitive and after in _COMPANY_WORDS)
        return after in _COMPANY_WORDS or before in (
            "like",
            "at",
            "by",
            "from",
            "with",
            "for",
            "and",
            "as",
            "giant",
            "maker",
            "in",
            "of",
            "while",
            ",",
        )
    if not (kind is InstrumentKind.CURRENCY and before[:1].isdigit()) and (
        _is_in_list(tokens, found) or (is_market_text and _figure_follows(tokens, j))
    ):
        return True
    if kind is InstrumentKind.MARKET and found.last - found.first == 1 and lowers[i] == "stocks":
        return _is_wall_street(tokens, found)
    if kind is InstrumentKind.CURRENCY and before[:1].isdigit():
        return False  # "159.55 yen"
    is_title = words[i][:1].isupper() and tokens.sentence_at(i).first != i and not _is_title_case(tokens, found)
    if kind is InstrumentKind.COMMODITY and is_title and _is_part_of_name(tokens, found):
        return False  # "JSW Steel", "Marathon Oil"
    if kind in (InstrumentKind.COMMODITY, InstrumentKind.CRYPTO) and not has_genitive and _price_follows(tokens, j):
        return True
    if kind is InstrumentKind.CURRENCY and _rate_follows(tokens, j):
        return True
    if kind in (InstrumentKind.COMMODITY, InstrumentKind.CURRENCY, InstrumentKind.CRYPTO):
        if _verb_and_figure_follow(tokens, j) or (has_genitive and _number_follows(tokens, j)):
            return True
        if after == "at" and lowers[j + 1 : j + 2] == ["$"]:
            return True
        if after == "for" and lowers[j + 2 : j + 3] in (["delivery"], ["settlement"]):
            return True  # "gold for April delivery"
        if {before, before2, lowers[i - 3] if i > 2 else ""} & _AGAINST:
            return True
        if is_market_text and (before in _OUTPACING or after in _OUTPACING):
            return True  # "has lagged gold by 10 points"
        if after in _COMMODITY_HEADS or before in ("spot", "crude", "bullion"):
            return True
        if before2 in ("price", "prices") and before == "of":
            return True
        if is_market_text and (_is_beside_sure(tokens, i, found.last, sure) or _is_moved_after_aside(tokens, j)):
            return True
        return _is_moved(tokens, j, needs_number=False) and (is_market_text or _is_moved(tokens, j, needs_number=True))
    # Sectors, industries, styles: the bare word.
    if is_market_text and (before in _OUTPACING or (after in _OUTPACING and not has_genitive)):
        return True
    if is_market_text and kind is InstrumentKind.STYLE and after in _BESTING and not has_genitive:
        return lowers[j + 1 : j + 2] in (["growth"], ["value"], ["large"], ["small"])  # "value beat growth"
    if is_market_text and kind is InstrumentKind.STYLE and before in _BESTING:
        return before2 in ("value", "growth")
    if _is_best_or_worst(tokens, j) or (is_market_text and j < n and is_best_of(_rest_of_sentence(tokens, j))):
        return True
    if after in _SECTOR_HEADS and not has_genitive:
        return True
    if _is_moved(tokens, j, needs_number=True) or (after in (":", "(") and _number_follows(tokens, j)):
        return True
    if before in ("in", "of", "into") and before2 in WORDS and WORDS[before2].cls in "NU" and is_market_text:
        return True
    if is_market_text and lowers[i].endswith("s") and _verb_and_figure_follow(tokens, j):
        return True
    if is_market_text and words[i][:1].isupper() and (_verb_and_move_follow(tokens, j) or _is_ranked(tokens, j)):
        return True
    if is_market_text and _is_moved_after_aside(tokens, j):
        return True
    if is_market_text and _stands_among_sectors(tokens, found):
        return True
    is_alone = after == "alone" or lowers[i - 1 : i] == ["only"]
    if is_market_text and _is_moved(tokens, j + (after == "alone"), needs_number=False):
        if is_alone or _is_among_sectors(tokens, found):
            return True  # "ten of the 11 lost ground and only technology edged up"
    if is_market_text and after == "at" and before in ("by", "and") and _figure_follows(tokens, j + 1):
        return True  # "followed by consumer staples at 2.2%"
    return is_market_text and _is_beside_sure(tokens, i, found.last, sure)


def _is_among_sectors(tokens: Tokens, found: Found) -> bool:
    """Say whether the paragraph speaks of sectors: there "energy fell" is the sector."""
    block = tokens.blocks[tokens.sentence_at(found.first).block]
    at = tokens.starts[found.first]
    first, last = max(block.start, at - _NEARBY), min(block.end, at + _NEARBY)
    return _OF_SECTORS_TEXT.search(tokens.reading, first, last) is not None


def _stands_among_sectors(tokens: Tokens, found: Found) -> bool:
    """Say whether a bare name stands where sectors are ranked: "led by materials", "with utilities last", "every sector but energy"."""
    lowers, i, j = tokens.lowers, found.first, found.last
    before = lowers[i - 1] if i else ""
    after = lowers[j] if j < len(lowers) else ""
    is_first = tokens.sentence_at(i).first == i
    is_placed = before in _BEFORE_SECTORS and (after in _AFTER_SECTORS or j >= tokens.sentence_at(i).last)
    is_ranked = (is_placed or is_first or before in (",", "as", "while")) and after in _RANKING_AFTER
    return (is_placed or is_ranked) and _is_among_sectors(tokens, found)


_RANKING = frozenset(
    """was were is are brought led paced had posted saw suffered recorded notched logged registered made took scored turned
    enjoyed showed delivered""".split()
)
_BEFORE_SECTORS = frozenset("by with only but except save and while than".split())
_AFTER_SECTORS = frozenset(
    """, . ; ) and but while as leading lagging trailing bringing the last first second third bottom top best worst out in at most
    least on falling rising gaining losing up down""".split()
)
_RANKING_AFTER = _RANKING | frozenset(
    """led lagged trailed outperformed underperformed fell rose gained lost advanced declined finished ended closed came fared did
    the last first second third bottom top best worst most least bucked propped topped set""".split()
)
_NEARBY = 800  # characters: a paragraph, and no more of a long one


_OF_SECTORS_TEXT = re.compile(
    r"\b(?:[Ss]ectors?|of (?:the )?(?:11|[Ee]leven)|industry groups)\b(?! (?:ETF|fund|etf|analyst|rotation))"
)


def _rest_of_sentence(tokens: Tokens, i: int) -> str:
    return tokens.reading[tokens.starts[i] : tokens.sentence_at(i).end][:80].lower()


def _is_near_average(tokens: Tokens, i: int) -> bool:
    """Say whether a moving average follows: "Apple is under its 50-day average"."""
    window = tokens.lowers[i : min(tokens.sentence_at(i - 1).last, i + 14)]
    return any(
        a in _AVERAGED and b == "-" and c == "day" for a, b, c in zip(window, window[1:], window[2:], strict=False)
    )


# "The index rose 3.6%, trailing Intel".
_OUTPACING = frozenset(
    """trailing outpacing outperforming underperforming lagging trailed outpaced outperformed underperformed lagged outran outrun
    outgained outgaining outdid outstripped trails lags outpaces outperforms underperforms outperform underperform""".split()
)
_FARED = frozenset("fared did was held led brought".split())
_BESTING = frozenset("beat beats beating bested thrashed trounced topped led trailed lagged over".split())
_AVERAGED = frozenset({"50", "100", "200"})


def _is_best_or_worst(tokens: Tokens, i: int) -> bool:
    """Say whether what stands before token `i` is said to be the best or worst of several: "Energy was the strongest of the 11 sectors"."""
    window = tokens.lowers[i : i + 14]
    has_verb = bool(window) and window[0] in _RANKING
    return has_verb and not _BEST_OR_WORST.isdisjoint(window[:5]) and not _OF_SECTORS.isdisjoint(window)


_BEST_OR_WORST = frozenset(
    "best worst strongest weakest poorest top rear best-performing worst-performing led paced biggest largest steepest sharpest heftiest".split()
)
_OF_SECTORS = frozenset("sector sectors groups rear eleven 11".split())


def _is_beside_moved_city(tokens: Tokens, found: Found) -> bool:
    """Say whether "and" joins a city to another one that moved: "Paris and Frankfurt closed 3.5% lower"."""
    j = found.last
    return (
        tokens.lowers[j : j + 1] == ["and"]
        and tokens.lowers[j + 1 : j + 2] != []
        and tokens.lowers[j + 1] in _CITIES
        and _is_moved(tokens, j + (3 if tokens.lowers[j + 1] == "hong" else 2), needs_number=True)
    )


def _is_fund(index: NameIndex, found: Found) -> bool:
    return _is_fund_symbol(index, found.symbol)


def _is_only_name(index: NameIndex, word: str, symbol: str) -> bool:
    """Say whether no other instrument has a name that begins with `word`: "Viking" may be a drugmaker or a line of ships."""
    return all(name.symbol == symbol for name in index.first_words[word])


def _shares_follow(tokens: Tokens, i: int) -> bool:
    """Say whether a headline's second part tells of shares that moved: "…; shares up 7%", "…, shares +2%"."""
    lowers = tokens.lowers
    for k in range(i, min(tokens.sentence_at(i - 1).last, i + 24) - 3):
        if lowers[k] in (";", ",") and lowers[k + 1] in ("shares", "stock"):
            word = WORDS.get(lowers[k + 2], _NO_WORD)
            is_moved = word.cls in "UA" or lowers[k + 2] in ("+", "-", "ahead")
            return is_moved and _number_follows(tokens, k + 1)
    return False


def _is_in_row(tokens: Tokens, found: Found) -> bool:
    return tokens.blocks[tokens.sentence_at(found.first).block].kind is BlockKind.ROW


def _is_in_list(tokens: Tokens, found: Found) -> bool:
    """Say whether the name opens a bullet or a table row whose figure follows at once."""
    sentence = tokens.sentence_at(found.first)
    if tokens.blocks[sentence.block].kind is BlockKind.PARAGRAPH or found.first > sentence.first + 1:
        return False
    window = tokens.lowers[found.last : found.last + 5]
    if found.first == sentence.first and sentence.last - sentence.first <= 14 and _price_and_sign_follow(window):
        return True  # "Gold $4,337 (-3.1%)"
    return (
        bool(window) and window[0] in (":", "|", ",", ";", "+", "-", "(") and any(word[0].isdigit() for word in window)
    )


def _price_and_sign_follow(window: Sequence[str]) -> bool:
    """Say whether a price and a signed figure in brackets stand right after a name."""
    figures = [i for i, word in enumerate(window[:2]) if word[0].isdigit()]
    return (
        bool(figures)
        and list(window[figures[0] + 1 : figures[0] + 2]) == ["("]
        and window[figures[0] + 2 :][:1] in (["+"], ["-"])
    )


def _price_follows(tokens: Tokens, i: int) -> bool:
    """Say whether a price in dollars stands at token `i`: "Gold $1,781.90", "Silver: $75.10 an ounce", not "Oil: $3 billion deal"."""
    window = tokens.lowers[i : i + 5]
    k = 1 if window[:1] and window[0] in (":", "|", "(", "-", "–", "—") else 0
    is_price = window[k : k + 1] == ["$"] and window[k + 1 : k + 2] != [] and window[k + 1][0].isdigit()
    return is_price and window[k + 2 : k + 3] not in (["billion"], ["million"], ["trillion"], ["-"], ["bn"], ["m"])


def _rate_follows(tokens: Tokens, i: int) -> bool:
    """Say whether a verb and a rate with decimals stand at token `i`: "the euro traded between 1.16 and 1.17", "sterling was at 1.3440"."""
    window = tokens.lowers[i : min(i + 6, tokens.sentence_at(i - 1).last)]
    known = WORDS.get(window[0]) if window else None
    if known is None or known.cls not in "aUCVLXb":
        return False
    rates = [k for k, word in enumerate(window) if k and _RATE.fullmatch(word)]
    return any(window[k + 1 : k + 2] == [] or window[k + 1] not in _PERCENTS for k in rates)


def _figure_follows(tokens: Tokens, i: int) -> bool:
    """Say whether a percentage stands right at token `i`: "and sterling 1.3%"."""
    window = tokens.lowers[i : i + 2]
    return len(window) == 2 and window[0][0].isdigit() and window[1] in ("%", "percent", "pct")


def _verb_and_figure_follow(tokens: Tokens, i: int) -> bool:
    """Say whether a verb stands at token `i` and a percentage or a price later in the sentence."""
    known = WORDS.get(tokens.lowers[i]) if i < len(tokens.lowers) else None
    if known is None or known.cls not in "aUCVPLXb":
        return False
    return any(word in _FIGURE_MARKS for word in tokens.lowers[i : tokens.sentence_at(i).last])


_REPORTED = frozenset("revenue revenues earnings sales profit profits results eps income".split())
# Words after which a bare "stocks" begins a clause, and words that make them another country's.
_BEFORE_STOCKS = frozenset(", ; : - — – while as but when after because though although that and with".split())
_ABROAD = frozenset(
    """asia asian asia-pacific europe european abroad overseas japan japanese china chinese hong tokyo london seoul shanghai sydney mumbai
    india indian german british french korean emerging global world elsewhere frankfurt paris canadian toronto""".split()
)


_STOCKPILES = frozenset("barrels barrel inventories inventory eia bushels tonnes stockpiles warehouse".split())


def _is_wall_street(tokens: Tokens, found: Found) -> bool:
    """Say whether a bare "stocks" that moved are those of the United States."""
    sentence = tokens.sentence_at(found.first)
    is_opening = found.first == sentence.first or tokens.lowers[found.first - 1] in _BEFORE_STOCKS
    here = tokens.lowers[sentence.first : sentence.last]
    if not is_opening or (_ABROAD | _STOCKPILES) & set(here) or not _is_moved(tokens, found.last, needs_number=False):
        return False
    return bool(_AMERICAN_TEXT.search(tokens.reading)) or not _FOREIGN_TEXT.search(tokens.reading)


def _is_label(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a name opens a line and a dash or a colon parts it from a move: "Gap — The stock cratered 20%"."""
    sentence = tokens.sentence_at(first)
    if first > sentence.first + 1 or last >= len(tokens.words) or tokens.words[last] not in ("—", "–", "--", ":", "-"):
        return False
    return any(
        (WORDS.get(tokens.lowers[j]) or _NO_WORD).cls == "U" and tokens.lowers[j + 1][:1].isdigit()
        for j in range(last, min(sentence.last, last + 14) - 1)
    )


_PERCENTS = frozenset({"%", "percent", "pct", ",", ")"})
_LEADING = frozenset("led lagged trailed outperformed underperformed followed".split())
_GROUP_NOUNS = frozenset(
    "laggard laggards leader leaders standout winner loser sector sectors group groups performer performers industry segment".split()
)


def _is_ranked(tokens: Tokens, i: int) -> bool:
    """Say whether a group's place among others follows its name: "Energy was the strongest sector", "Utilities trailed"."""
    window = tokens.lowers[i : min(tokens.sentence_at(i).last, i + 7)] if i < len(tokens.lowers) else []
    if not window:
        return False
    return window[0] in _LEADING or (window[0] in ("was", "were", "is", "are") and bool(_GROUP_NOUNS & set(window)))


def _is_bold(tokens: Tokens, found: Found) -> bool:
    """Say whether Markdown sets the name in bold by itself, as lists of movers do."""
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return tokens.text[start - 2 : start] in ("**", "__") and tokens.text[end : end + 2] in ("**", "__")


def _its_stock_follows(tokens: Tokens, i: int) -> bool:
    """Say whether a verb follows a name, and "its shares" later: "Amazon lagged, as its stock rose only 3.4%"."""
    sentence = tokens.sentence_at(i - 1)
    lowers = tokens.lowers[i : min(sentence.last, i + 16)]
    known = WORDS.get(lowers[0]) if lowers else None
    is_verb = bool(lowers) and ((known.cls in "aUCVLPXb") if known is not None else lowers[0].endswith("ed"))
    is_verb = is_verb or (bool(lowers) and lowers[0] in _FORESEES)
    return is_verb and any(a == "its" and b in ("stock", "shares") for a, b in itertools.pairwise(lowers))


# "Apple forecast margins of 47%; its stock fell".
_FORESEES = frozenset(
    "forecast forecasts expects sees said says guided projects projected cut cuts raised raises beat beats".split()
)


def _verb_and_move_follow(tokens: Tokens, i: int) -> bool:
    """Say whether a verb stands at token `i` and a move with its percentage later: "was the only gainer, up 1%"."""
    known = WORDS.get(tokens.lowers[i]) if i < len(tokens.lowers) else None
    if known is None or known.cls not in "aUCVLPXb":
        return False
    stop = min(tokens.sentence_at(i).last, i + 14)
    return any(
        (WORDS.get(tokens.lowers[j]) or _NO_WORD).cls in "UA"
        and tokens.lowers[j + 1][:1].isdigit()
        and tokens.lowers[j + 2] in ("%", "percent", "pct")
        for j in range(i, stop - 2)
    )


def _is_ranked_move(tokens: Tokens, i: int) -> bool:
    """Say whether a verb at token `i` has a superlative of a time or a move: "suffered its worst month", "notched its biggest gain"."""
    if i >= len(tokens.lowers) or tokens.lowers[i] not in _HAVING:
        return False
    window = tokens.lowers[i + 1 : min(tokens.sentence_at(i).last, i + 8)]
    at = next((k for k, word in enumerate(window[:4]) if word in _SUPERLATIVES), len(window))
    return not _RANKED.isdisjoint(window[at + 1 : at + 4])


_HAVING = frozenset(
    """had has posted suffered notched logged recorded saw scored enjoyed marked booked registered endured clinched capped
    sealed delivered""".split()
)
_SUPERLATIVES = frozenset("best worst biggest largest steepest strongest weakest sharpest finest poorest".split())
_RANKED = frozenset(
    """day session week month quarter year half daily weekly monthly quarterly annual yearly gain loss drop decline advance
    rise fall percentage""".split()
)


def _is_moved_after_aside(tokens: Tokens, i: int) -> bool:
    """Say whether what stands between commas after a name ends in a move: "Oracle, which had soared, gave back 2.4%"."""
    lowers = tokens.lowers
    if i >= len(lowers) or lowers[i] != ",":
        return False
    stop = min(tokens.sentence_at(i).last, i + 26)
    closings = [j for j in range(i + 1, stop) if lowers[j] == ","]
    return any(_is_moved(tokens, close + 1, needs_number=True) for close in closings[:2])


def _is_moved(tokens: Tokens, i: int, *, needs_number: bool) -> bool:
    """Say whether tokens from `i` on say that a price moved, with a figure where one is needed."""
    lowers = tokens.lowers
    n = len(lowers)
    for _ in range(3):
        if i < n and ((WORDS.get(lowers[i]) or _NO_WORD).cls in "va" or lowers[i] in ("both", "all", "each")):
            i += 1
    if i + 1 < n and lowers[i] in ("on", "in") and lowers[i + 1] in _VENUES:
        i += 2  # "copper on Comex surged"
    if i >= n:
        return False
    for phrase, word in PHRASE_HEADS.get(lowers[i], ()):
        if tuple(lowers[i : i + len(phrase)]) == phrase and word.cls in "UAF":
            return not needs_number or _number_follows(tokens, i + len(phrase) - 1)
    known = WORDS.get(lowers[i])
    if lowers[i] == "off" and _number_follows(tokens, i):
        return True
    if known is None and lowers[i] not in _HEADING:
        if lowers[i] in "+-(" and _number_follows(tokens, i):
            return True
        if lowers[i] == "," and _figure_follows(tokens, i + 1) and i + 3 < n:
            beside = WORDS.get(lowers[i + 3])
            return beside is not None and beside.cls == "A"  # "Oracle, 8.3% dearer on the day"
        return (
            lowers[i] == "," and i + 2 < n and lowers[i + 1] in ("up", "down", "off") and _number_follows(tokens, i + 1)
        )
    if known is not None and known.cls in "UAC":
        return not (needs_number or known.needs_number) or _number_follows(tokens, i)
    if (
        known is not None
        and known.cls in "LC"
        and not needs_number
        and not _PEAK_WORDS.isdisjoint(lowers[i + 1 : i + 7])
    ):
        return True  # "Apple hit a 52-week high"
    if lowers[i] in _HEADING:
        return any(
            lowers[j] in ("by", ",") and _is_moved(tokens, j + 1, needs_number=True)
            for j in range(i + 1, min(n, i + 7))
        )
    return False


_PEAK_WORDS = frozenset("record records high highs low lows peak".split())
_HEADING = frozenset("led leading paced pacing lagged lagging trailed trailing bucked bucking".split())
_VENUES = frozenset("comex nymex cbot ice lme london shanghai globex".split())


def _number_follows(tokens: Tokens, i: int) -> bool:
    """Say whether a percentage or a price stands within the next few tokens."""
    window = tokens.lowers[i + 1 : i + 8]
    has_digit = any(word[0].isdigit() or (word[0] == "." and word[1:2].isdigit()) for word in window)
    return has_digit and any(word in ("%", "percent", "pct", "points", "$", "basis", "cents") for word in window)


def _is_beside_sure(tokens: Tokens, first: int, last: int, sure: _Sure) -> bool:
    """Say whether "," or "and" joins the name to a mention that is sure."""
    lowers = tokens.lowers
    n = len(lowers)
    i = first - 1
    skipped = 0
    while i >= 0 and lowers[i] in (",", "and", "or", "&", "the", ")"):
        if lowers[i] == ")":
            while i > 0 and lowers[i] != "(" and skipped < 12:
                i -= 1
                skipped += 1
        i -= 1
        skipped += 1
    if skipped and skipped < 16 and i + 1 in sure.ends:
        return True
    j = last
    skipped = 0
    if j < n and lowers[j] == "(":
        while j < n and lowers[j] != ")" and skipped < 12:
            j += 1
            skipped += 1
        j += 1
    before_joiners = j
    while j < n and lowers[j] in (",", "and", "or", "&", "the"):
        j += 1
    return j > before_joiners and j in sure.starts


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """Keep the longest of what overlaps, tickers that close a name merged into it."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.first, -(f.last - f.first), f.strength != "alias")):
        if kept and candidate.first < kept[-1].last:
            continue
        kept.append(candidate)
    return kept


def _absorb(tokens: Tokens, found: list[Found], index: NameIndex) -> list[Found]:
    """Let each mention cover its suffix and its own ticker in parentheses."""
    lowers = tokens.lowers
    n = len(lowers)
    absorbed: list[Found] = []
    skip = -1
    for position, current in enumerate(found):
        if current.first < skip:
            continue
        stop = max(current.stop, current.last)
        j = current.last
        is_company = current.strength not in ("role", "ticker")
        while (
            is_company
            and j < n
            and (
                lowers[j] in _SUFFIXES_ALONE
                or (j == current.last and _is_own_suffix(tokens.words[j], current, index))
                or (lowers[j] == "," and j + 1 < n and lowers[j + 1] in _COMPANY_SUFFIXES)
            )
        ):
            j += 1
            stop = max(stop, j)
        if j < n and any(name.symbol == current.symbol for name in index.tickers.get(tokens.words[j], ())):
            stop = max(stop, j + 1)  # "the S&P 500 index SPX", "Intel Corp. INTC"
            skip = stop
            absorbed.append(Found(current.first, current.last, stop, current.symbol, current.strength))
            continue
        following = found[position + 1] if position + 1 < len(found) else None
        if (
            following is not None
            and (following.strength == "ticker" or tokens.words[following.first] in index.tickers)
            and _same_company(following.symbol, current.symbol)
            and following.first - j <= 4
            and j < n
            and lowers[j] == "("
        ):
            stop = max(following.stop, following.last)
            if stop < n and lowers[stop] == ")":
                stop += 1
            skip = stop
        absorbed.append(Found(current.first, current.last, stop, current.symbol, current.strength))
    return absorbed


def _is_own_suffix(word: str, found: Found, index: NameIndex) -> bool:
    """Say whether a capitalised word after a company's name says no more than its trade: "Protalix Bio", "Kraft Group"."""
    if word == "Group":
        return True
    return (
        word in _DRUG_SUFFIXES
        and found.strength == "alias"
        and (
            index.gazetteer.instrument(found.symbol).industry in ("Biotechnology", "Pharmaceuticals")
            and index.gazetteer.instrument(found.symbol).home is None
        )
    )


_DRUG_SUFFIXES = frozenset(
    "Bio Pharma Pharmaceuticals Therapeutics Biosciences Biotech Biotherapeutics Biopharma".split()
)


def _same_company(one: str, other: str) -> bool:
    return SAME_COMPANY.get(one, one) == SAME_COMPANY.get(other, other)


_FIGURE_MARKS = frozenset("% percent $ pct ¥ € £ yen yuan euros".split())


class _Nothing:
    cls = " "


_NO_WORD = _Nothing()
