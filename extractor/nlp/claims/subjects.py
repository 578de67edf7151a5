"""Who a clause is about: mentions, nouns that stand for them, boundaries."""

from extractor.nlp.claims.drafts import UNKNOWN, Subj
from extractor.nlp.claims.row import Row
from extractor.nlp.claims.words import (
    ABOUT_IT,
    ASIDE,
    ASKED,
    CHANGE_UNITS,
    COMPANY_FIGURES,
    FUTURES,
    INDEX_HEADS,
    MACRO,
    SHARE_HEADS,
)
from extractor.nlp.entities import Found
from extractor.records import Direction, InstrumentKind, Kind, Unit

_VAGUE = frozenset(
    "cap sized tier many some most several few other certain individual numerous countless various".split()
)
_SUCH_AS = frozenset("like including".split())
_MEASURES = frozenset("index gauge measure barometer basket average".split())
# What a broker does to a share, in headlines.
_RATES = frozenset(
    """adds upgrades downgrades raises cuts lifts initiates starts boosts reiterates lowers trims names likes upgraded downgraded initiated
    reinstates resumes rates backs defends double-upgrades assumes launches""".split()
)
_BROKERS = frozenset({"Investment Banks & Brokers", "Banks", "Asset Management"})
# Before the name of somebody whom a headline's subject deals with.
_BESIDE = frozenset("with on to from by via at against in into over than alongside".split())
_DEALS = frozenset(
    "acquire acquires acquiring buy buys buying sue sues suing supply supplies join joins beat beats rival rivals".split()
)
_AFTER_IT = frozenset(
    "index stocks shares sector majors companies firms services exporters bellwether spending".split()
)
_LONGEST_NAME = 4
_LONGEST_HEADLINE = 24  # nodes before its second part
_CAUSAL = frozenset("as after because when since until before".split())
_RANKS = frozenset(
    "straight consecutive winning losing biggest largest best worst steepest sharpest strongest weakest smallest".split()
)
# What a noun says of a company's industry, as the gazetteer names those.
_TRADES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("carmaker", "automaker"), frozenset({"Automakers", "Auto Parts"})),
    **dict.fromkeys(("chipmaker",), frozenset({"Semiconductors", "Chip Equipment"})),
    **dict.fromkeys(("bank", "lender"), frozenset({"Banks", "Regional Banks", "Investment Banks & Brokers", "Consumer Finance"})),
    **dict.fromkeys(("retailer", "discounter"), frozenset({"Retail", "Apparel & Footwear", "Internet", "Auto Parts"})),
    **dict.fromkeys(("airline", "carrier"), frozenset({"Airlines", "Telecom", "Travel & Leisure", "Trucking & Logistics"})),
    **dict.fromkeys(("drugmaker",), frozenset({"Pharmaceuticals", "Biotechnology"})),
    **dict.fromkeys(("planemaker", "jetmaker"), frozenset({"Aerospace & Defense"})),
    **dict.fromkeys(("insurer",), frozenset({"Insurance", "Health Insurance", "Conglomerates"})),
    **dict.fromkeys(("brokerage",), frozenset({"Investment Banks & Brokers", "Asset Management", "Crypto"})),
    **dict.fromkeys(("streamer",), frozenset({"Media", "Internet"})),
    **dict.fromkeys(("miner",), frozenset({"Metals & Mining", "Gold Mining", "Crypto", "Nuclear & Uranium"})),
    **dict.fromkeys(("software-maker",), frozenset({"Software", "Cybersecurity", "IT Services"})),
}  # fmt: skip
_DAY_WORDS = frozenset("day days session sessions week weeks month months".split())
_CONJUNCTIVE = frozenset("after before since until than".split())
_WHOLES = frozenset({InstrumentKind.INDEX, InstrumentKind.SECTOR, InstrumentKind.INDUSTRY, InstrumentKind.MARKET})
_PARTS = frozenset({InstrumentKind.SHARE, InstrumentKind.SECTOR, InstrumentKind.INDUSTRY})
_MEMBER_NOUNS = frozenset("stocks members components companies names shares issues sectors constituents groups".split())
_COUNTS = frozenset("many most some few several half".split())
_REMEMBERED_AS = {
    InstrumentKind.SHARE: "share",
    InstrumentKind.FUND: "share",
    InstrumentKind.INDEX: "index",
    InstrumentKind.YIELD: "yield",
}
_DELIVERY_MONTHS = frozenset(
    "january february march april may june july august september october november december front-month".split()
)
_SPANNING = frozenset("move swing change shift".split())
_ROLES_OF_INDICES = frozenset(
    "blue-chip tech-heavy technology-heavy broad-based large-cap export-heavy resource-heavy commodity-heavy".split()
)


class Subjects(Row):
    """Follows the subject from clause to clause."""

    def _is_day_after(self, first: int) -> bool:
        """Say whether "a day after setting", "two sessions after its" stands before node `first`: a day is no subject."""
        for k in range(first - 1, max(0, first - 7), -1):
            if self._lower(k) == "after":
                return self._lower(k - 1) in _DAY_WORDS
            if self.nodes[k].cls in ",;:Ms":
                return False
        return False

    def _on_boundary(self, i: int) -> None:
        node = self.nodes[i]
        if node.cls == "(" and self._cls(i - 1) in ("N", "w") and self._cls(i - 2) == "g" and self._cls(i - 3) == "M":
            # "caught in gold's rout ($4,087.70, down 5.7%)": of whom the brackets speak
            self.outside = self.subj or self.main
            self.subj = self.main = Subj("price", self.nodes[i - 3].mentions[-1:])
            return
        if node.cls == ")" and self.outside is not None:
            self.subj = None
            self.main, self.outside = self.outside, None
            return
        if node.cls == ";":
            self.pending = []
        if node.cls == ":" and self._cls(i - 1) == "M" and self.subj is None:
            self.main = Subj("price", self.nodes[i - 1].mentions)  # "Contrast that with Intel: flat on Friday"
        joint = i + 1 if node.cls == "," else i  # ", although it …"
        goes_on = self._cls(joint) == "s" and self._lower(joint + 1) in ("it", "its", "they", "their")
        goes_on = goes_on or (node.cls == ";" and self._lower(self._next(i, "vd")) in ("it", "they"))
        has_main = self.main is not None and self.main.sort == "price"
        is_aside = goes_on and has_main and self.opener_word in _CAUSAL
        if self.subj is not None and (self.verb_seen or self.subj.sort == "price") and not is_aside:
            # "XLE lost 5.6% as crude came back to earth, although it …": still the fund
            self.main = self.subj
            if self.first is None and self.subj.mentions:
                self.first = self.subj
        if node.cls == ";" and self.opener_word in ASIDE and self.before_aside is not None:
            self.main = self.before_aside  # "Energy was off 5.4% as oil slid; it is still up 26%"
        if node.cls == "s" and node.lower in ASIDE:
            self.before_aside = self.main if self.main is not None and self.main.sort == "price" else None
        if node.cls == "r":
            j = self._prev(i, ",")
            if self._cls(j) == "n" and node.lower in ("that", "which"):
                owner = self._subject()
                self.subj = Subj("other", owner.mentions if owner is not None else ())  # "revenue that rose 4%"
                self.verb_seen = False
                return
            if self._cls(j) == "M" and node.lower in ("which", "who", "that", "whose"):
                self.saved = self.main
                has_shares = self._cls(i + 1) == "h"
                names = self.nodes[j].mentions
                stop = next((k for k in range(i + 1, self.n) if self.nodes[k].cls in ";:r"), self.n)
                figures = sum(number.cls == "Q" for number in self.nodes[i:stop])
                whose = names if 1 < len(names) == figures else names[-1:]  # "…, which climbed 0.6% and 1.2%"
                self.subj = Subj("price", whose) if node.lower != "whose" or has_shares else UNKNOWN
                self.verb_seen = False
                return
            told_of = self._subject()
            is_of_head = self._cls(j) == "h" and node.lower in ("which", "that", "whose")
            if is_of_head and told_of is not None and told_of.sort == "price":
                # "The stock, which touched $555.45, finished at $533.50", "The index, whose name says nothing, ended at"
                self.saved, self.subj, self.verb_seen = told_of, UNKNOWN if node.lower == "whose" else told_of, False
                is_of_index = any(self._kind(found) is InstrumentKind.INDEX for found in told_of.mentions)
                is_the_index = self._lower(j) in INDEX_HEADS and self._lower(self._prev(j, "j")) == "the"
                if is_the_index and not is_of_index and node.lower != "whose":
                    told = self.memory.recall(self._lower(j))  # "Boeing took 800 points off the gauge, which fell 1.3%"
                    self.subj = Subj("price", told, is_understood=True) if told else UNKNOWN
                return
        if (
            self.subj is not None
            and self.subj.sort == "unknown"
            and not self.verb_seen
            and self.opener in ("c", "s", ";")
        ):
            self.main = self.subj  # "…, and silver, the poor man's metal, rose": nobody we know
        self.opener = node.cls if node.cls != "," else self.opener
        self.opener_word = node.lower if node.cls != "," else self.opener_word
        if node.cls == "," and self.saved is not None:
            self.main, self.saved = self.saved, None
        if node.cls == "c" and node.lower in ("or", "&", "plus"):
            return
        self.subj = None
        self.verb_seen = False
        self.level_verb = ""
        self.cause = None
        self.is_object = False

    def _on_mention(self, i: int) -> int:
        """Take the name at `i` as subject, object or neither; return where to go on."""
        node = self.nodes[i]
        if any(found.symbol in FUTURES for found in node.mentions) and (
            self._has_future(i) or any(self._kind(found) is InstrumentKind.FUTURE for found in node.mentions)
        ):
            # "Dow futures up 5 points; S&P 500 down 2 points"
            node.mentions = self._futures_of(node.mentions).mentions
        for found in node.mentions:
            self._remember(found)
        j = i + 1
        is_owner = self._cls(j) == "g"
        if is_owner:
            j += 1
        head = self._next(j - 1, "vjTW" if is_owner else "")
        subj = self._subject_of(i, head, is_owner)
        if subj is None:
            return i + 1
        if self._is_of_some(i):
            self.subj, self.verb_seen = UNKNOWN, False
            return self._after_subject(i, j, head, is_owner)
        before = self._prev(i, "dvjh#" if not self._is_of_shares(i) else "dvj")
        if (
            self._cls(before) == "Q"
            and self._cls(self._prev(before, "dvj")) == "p"
            and self._cls(i + 1) in ("w", "n", "h")
        ):
            before = self._prev(before, "dvj")  # "among the 11 S&P 500 sectors"
        governor = self._cls(before)
        if self._is_of_shares(i):
            before = self._prev(self._prev(i, "dvj"), "")
            before = self._prev(before, "dvj")
            governor = self._cls(before)
        if (
            governor == "p"
            and self._lower(before) in ("to", "on", "for")
            and (
                any(node.lower in ("futures", "contracts") for node in self.nodes[max(0, before - 3) : before])
                or (self._lower(before - 1) in ("those", "contracts") and self._has_future(before))
            )
        ):
            self.subj = self.main = self._futures_of(subj.mentions)
            node.mentions = self.subj.mentions
            self.verb_seen = False
            return self._after_subject(i, j, head, is_owner)
        if governor == "p" and (
            self._lower(before) != "with"
            or self._lower(before - 1) in ("compared", "compares", "contrasts")
            or not self._tells_of(self._after_subject(i, j, head, is_owner))
        ):
            word = self._lower(before)
            after_it = self._after_subject(i, j, head, is_owner)
            if word in _SUCH_AS or self._is_such_as(before):
                if self._verb_follows(after_it):
                    self.subj = self.main = subj
                    self.verb_seen = False
            elif word == "for" and self._lower(after_it) == "to" and self._cls(after_it + 1) in ("U", "L", "C", "V"):
                self.subj, self.verb_seen = subj, False  # "It took until 2000 for the Nasdaq to top 5,000"
            elif word in _CONJUNCTIVE and self._verb_follows(after_it):
                self._on_boundary(before)
                self.subj = subj
            elif self._cls(after_it) in ("U", "C", "V") and self.nodes[after_it].is_participle and subj.sort == "price":
                self.subj, self.verb_seen = subj, False  # "despite Netflix popping 13.8%"
            elif word == "on" and self._lower(before - 1) in ("that", "those", "yield", "one", "yields"):
                self.subj = subj
                self.verb_seen = False
            elif (
                word == "by"
                and self._lower(before - 1) in ("measured", "tracked", "represented", "gauged")
                and subj.sort == "price"
            ):
                self._measure_by(subj)
            return after_it
        if governor == "X":
            cause = self.nodes[before]
            if self.pending and subj.sort == "price":
                self._settle_pending(subj)
            self.subj, self.verb_seen, self.cause, self.is_object = subj, False, cause.direction, True
            return self._after_subject(i, j, head, is_owner)
        if governor == "a" and is_owner and self.pending:
            self._settle_pending(
                Subj("price", node.mentions)
            )  # "Friday's 0.5 percent gain, to 2,892.74, was the S&P's seventh in a row"
        if governor and governor in "bPCLUVa" and not self._verb_follows(self._after_subject(i, j, head, is_owner)):
            return self._after_subject(i, j, head, is_owner)
        if self._is_apposition(i):
            return self._after_subject(i, j, head, is_owner)
        if self.pending and subj.sort == "price":
            self._settle_pending(subj)
        self.subj = subj
        self.verb_seen = False
        self.cause = None
        return self._after_subject(i, j, head, is_owner)

    def _dash_aside_end(self, i: int) -> int | None:
        """Return the dash that closes "— its longest run ever —"; None where it says more than words."""
        for j in range(i + 1, min(self.n, i + 14)):
            if self.nodes[j].cls == "-":
                return j
            if self.nodes[j].cls in "MQUCVLPXAaN;:":
                return None
        return None

    def _is_of_some(self, i: int) -> bool:
        """Say whether the name at `i` is only whose members are counted: "12 of the 30 stocks in the Dow finished higher"."""
        before = self._prev(i, "dvj")
        if self._lower(before) in ("in", "of", "on") and self._cls(before) == "p":
            noun = before - 1
        elif self._lower(before).endswith("up") and self._cls(before - 1) == "r":
            noun = before - 2  # "sectors that make up the S&P 500"
        else:
            return False
        counted = self._prev(noun, "hwjvnW")
        return self._lower(noun) in _MEMBER_NOUNS and (
            self._cls(counted) in ("Q", "#") or self._lower(counted) in _COUNTS
        )

    def _after_aside(self, i: int) -> int:
        """Skip ", the world's largest maker of farm machinery," between a subject and its verb: it says nothing of a price."""
        if self._cls(i) != "," or self.subj is None or self.subj.sort != "price":
            return i
        opening = self.nodes[i + 1] if i + 1 < self.n else None
        is_membership = self._cls(i + 1) == "p" and self._cls(i + 2) == "r"  # ", of which Intel is a member,"
        if opening is None or not (
            is_membership
            or opening.cls in "dv"
            or (opening.cls == "w" and self._lower(i + 2) in ("to", "of", "for"))  # "home to many manufacturers"
            or (
                opening.cls in "bX" and self._lower(i + 2) in ("by", "down", "up", "on")
            )  # "weighed down by", "helped by"
            or opening.lower
            in ("for", "like", "along", "as", "one", "so", "once", "oddly", "despite", "unlike", "after", "amid")
        ):
            return i
        for j in range(i + 1, min(self.n, i + 22)):
            node = self.nodes[j]
            if is_membership and node.cls in "Maro":
                continue
            is_name = self._cls(i + 2) == "M" and self._cls(i + 3) not in ("w", "n", "h")
            is_description = self._cls(i + 1) == "d" and not is_name
            if is_description and node.cls in "MaUCVLPXr" and j > i + 1:
                continue  # "the VIX, a measure of how much turbulence traders are bracing for, leaped 48%"
            if node.cls == ",":
                k = self._next(j)
                is_verb = self._cls(k) in ("U", "C", "V", "L", "P", "a") and not self.nodes[k].is_participle
                return j + 1 if is_verb else i
            if node.cls in "MQaUCVLPXA;:rs()":
                return i
        return i

    def _is_apposition(self, i: int) -> bool:
        """Say whether a description between commas only explains the name before it."""
        before = self._prev(i, "djvhw")
        if self._cls(before) != "," or self.nodes[i].mentions[0].strength not in ("role", "weak"):
            return False
        name = self._prev(before, "h")
        return (
            self._cls(name) == "M"
            and self.subj is None
            and self.main is not None
            and self.main.mentions == self.nodes[name].mentions
            and not self._verb_follows(i + 1)
        )

    def _measure_by(self, subj: Subj) -> None:
        """Let an index stand for what it measures: "large caps, as measured by the S&P 500, returned"."""
        self.main = subj
        for draft in self.drafts:
            if (
                draft.event == self.event
                and draft.kind is not Kind.COMPARISON
                and draft.mention is not None
                and self._kind(draft.mention) is not InstrumentKind.INDEX
            ):
                draft.mention = subj.mentions[0]

    def _after_subject(self, i: int, j: int, head: int, is_owner: bool) -> int:
        if self._cls(head) == "h" and (is_owner or head == j):
            # "Apple shares", "Apple's stock price"
            while self._cls(head) == "h":
                head += 1
            return head
        return i + 1

    def _subject_of(self, i: int, head: int, is_owner: bool) -> Subj | None:
        """Return who the noun phrase at `i` is about; None where a later name heads it."""
        mentions = self.nodes[i].mentions
        before = self._prev(i, "d")
        if self._lower(before) in _VAGUE or self._lower(i - 1) in _VAGUE:
            # "small-cap financials and regional banks": only the first is somebody else
            return Subj("price", mentions[1:]) if len(mentions) > 1 and self._lower(i - 1) == "cap" else UNKNOWN
        cls = self._cls(head)
        if cls == "M" and not is_owner:
            return None
        if is_owner:
            if cls == "M":
                return None
            if cls == "h" and self._lower(head) in _MEASURES and self._lower(head + 1) == "of":
                return UNKNOWN  # "London's index of housebuilders"
            if cls == "h":
                return self._with_head(mentions, head)
            if cls == "n" or (cls == "w" and any(node.cls == "n" for node in self.nodes[head + 1 : head + 3])):
                return Subj("other", mentions)
            if cls in ("N", "Q", "U", "A", "C", "a"):
                return Subj("price", mentions)
            return Subj("unknown", mentions)
        if cls == "h":
            return self._with_head(mentions, head)
        if cls == "n":
            return Subj("other", mentions)
        if cls in ("w", "W"):
            return UNKNOWN
        return Subj("price", mentions)

    def _tells_of(self, i: int) -> bool:
        """Say whether something is told of a subject that ends before `i`: "with gold up 2%", not "a deal with Meta"."""
        return (
            self._verb_follows(i)
            or self._cls(i) in ("Q", "A", "F", "p", "N", "(", "g", "C", "V", "L", "U")
            or self._cls(i) == ""
        )

    def _has_future(self, stop: int) -> bool:
        if self._cls(0) == "h" and self._lower(0) == "futures":
            return True  # "Futures are down this morning: S&P -0.1%"
        return any(self._kind(found) is InstrumentKind.FUTURE for node in self.nodes[:stop] for found in node.mentions)

    def _with_head(self, mentions: tuple[Found, ...], head: int) -> Subj:
        """Return the subject of "S&P 500 futures", "Apple shares", "Apple's dividend yield"."""
        lower = self._lower(head)
        following = self._lower(head + 1)
        if lower in ("average", "averages") and self._cls(head - 1) == "j":
            return Subj("other", mentions)
        if lower in ("futures", "contract", "contracts"):
            return self._futures_of(mentions)
        kinds = {self._kind(m) for m in mentions}
        if (
            lower in ("yield", "yields", "rate")
            and InstrumentKind.YIELD not in kinds
            and InstrumentKind.RATE not in kinds
        ):
            return Subj("other", mentions)
        if self._cls(head + 1) == "n" or following in ("buyback", "split", "offering", "repurchase"):
            return Subj("other", mentions)
        return Subj("price", mentions)

    def _is_of_shares(self, i: int) -> bool:
        """Say whether "shares of", "the price of" stands before the name at `i`."""
        before = self._prev(i, "dvj")
        if self._lower(before) == "for" and self._lower(self._prev(before, "")) in ("price", "prices"):
            return True
        return self._lower(before) in ("of", "in") and self._lower(self._prev(before, "")) in (
            "shares", "stock", "stocks", "price", "prices", "share", "adrs", "yield", "those", "that",
        )  # fmt: skip

    def _is_such_as(self, i: int) -> bool:
        return self._lower(i) == "such" or (self._lower(i) == "as" and self._lower(i - 1) == "such")

    def _verb_follows(self, i: int) -> bool:
        """Say whether a verb follows a subject that ends before `i`."""
        j = i
        while j < self.n and self.nodes[j].cls in "vaghT":
            if self.nodes[j].cls == "a":
                return True
            j += 1
        if self._lower(j) == "to" and self._cls(j + 1) in ("U", "C", "V", "L", "P", "X", "b"):
            return True
        return self._cls(j) in ("U", "C", "V", "L", "P", "X", "A", "F", "b") or (
            self._cls(j) == "N" and self._lower(j).endswith("s")
        )

    def _on_span_of_levels(self, i: int) -> bool:
        """Read "went from 0.93% to 1.45%, a move of 52 basis points": the levels before say which way."""
        q = self._next(i + 1, "djv")
        levels = [d for d in self.drafts[-ASKED:] if d.kind is Kind.LEVEL and d.quantity_node is not None][-2:]
        is_of = self._lower(i + 1) == "of" and self._cls(q) == "Q" and self._cls(self._prev(i, "djv")) in (",", "-")
        if not is_of or len(levels) < 2 or self._unit(q) not in (Unit.BASIS_POINT, Unit.PERCENT, Unit.POINT):
            return False
        first, last = (self.nodes[draft.node].number for draft in levels)
        told = {draft.mention for draft in levels}
        if first is None or last is None or len(told) > 1 or self.nodes[q].is_used:
            return False
        was, now = first.quantity.value, last.quantity.value
        if was is None or now is None or was == now or not any(draft.is_base for draft in levels[:1]):
            return False
        mentions = tuple(found for found in told if found is not None)
        self._emit(Kind.CHANGE, q, mentions, Direction.UP if now > was else Direction.DOWN)
        return True

    def _on_noun(self, i: int) -> None:
        """Take a noun that no name heads as the subject of a clause that has none."""
        node = self.nodes[i]
        if node.lower in _SPANNING and self._on_span_of_levels(i):
            return
        if node.cls == "o":
            if node.lower == "it" and self._cls(i - 1) == "X" and self.subj is None and self.main is None:
                self.subj = self._antecedent(i)  # "Friday's bounce of 1.6% left it 1.6% lower for the week"
                return
            if self.verb_seen or (self.subj is not None and not self._begins_anew(i)):
                return
            if node.lower == "it" and self._lower(i + 1) in _AFTER_IT:
                self.subj = UNKNOWN  # "the IT index"
            elif node.lower == "they" and (listed := self._listed_after(i)) > 1:
                members = self._told_in_order(listed)
                self.subj = Subj("price", members, is_understood=True) if members else self._antecedent(i)
            elif node.lower in ("it", "they"):
                self.subj = self._antecedent(i)
            else:
                self.subj = UNKNOWN
            self.verb_seen = False
            return
        if node.cls in "wW" and (self.verb_seen or self._cls(self._prev(i, "djWwn")) == "p"):
            return
        previous = self._prev(i, "j")
        if node.lower == "stock" and self._cls(previous) == "w" and self._lower(previous - 1) in ("the", "this"):
            previous -= 1  # "the chip stock"
        elif node.lower == "stock" and (start := self._noun_phrase_start(i)) is not None:
            previous = start  # "the trucking and intermodal stock"
        before = self.nodes[previous] if previous >= 0 else None
        is_object_of_cause = before is not None and (
            before.cls == "X" or (before.cls == "d" and self._cls(self._prev(previous)) == "X")
        )
        if node.cls == "h" and (not self.verb_seen or is_object_of_cause):
            if self._cls(i - 1) == "M" or (node.lower == "benchmark" and self._cls(i + 1) in ("h", "n")):
                return  # "its benchmark rate"
            is_named = self._cls(i - 1) == "j" and "-" in self._lower(i - 1)  # "the producer-price index"
            is_alone = self.first_name == self.n and self._lower(i - 1) in _ROLES_OF_INDICES
            if is_named and is_alone and node.lower in INDEX_HEADS:
                only = self.memory.only_one()  # "the blue-chip gauge", in a paragraph of one index
                is_named = only is None or self._kind(only) is not InstrumentKind.INDEX
            is_plain = not is_named and (
                before is None
                or (before.cls in "dcs,;:-" and before.lower not in ("a", "an"))
                or (
                    before.lower == "a" and self._cls(previous - 1) == "," and self._cls(i + 1) == "r"
                )  # ", a stock that …"
                or (before.lower == "that" and previous == 0)
                or (before.cls == "g" and self._is_about_it(previous - 1))
                or (before.lower in _DELIVERY_MONTHS and previous == 0 and self._is_of_one_commodity(node.lower))
            )
            governor = self._cls(self._prev(previous, "dj")) if before is not None and before.cls == "d" else ""
            recalled = self.memory.recall(node.lower) if is_plain and governor != "p" else ()
            if node.lower in _MEASURES and self._lower(i + 1) == "of":
                recalled = ()  # "the index of precious metals miners" is none that was named
            if not recalled and before is not None and before.lower in ("its", "their") and node.lower == "price":
                spoken_of = self._antecedent(i)
                recalled = spoken_of.mentions if spoken_of.sort == "price" else ()  # "its price appreciated 16.3%"
            if is_plain and self._cls(i - 1) in (";", ",") and node.lower in ("shares", "stock"):
                told = self._of_headline(i)
                if told is not None:
                    recalled = told
            if recalled and before is not None and before.lower in ("its", "their") and node.lower in SHARE_HEADS:
                own = self._own_company()
                recalled = own.mentions if own is not None else recalled
            if recalled:
                self.subj = Subj("price", recalled, is_understood=True)
                if is_object_of_cause:
                    self.cause = self.nodes[self._prev(i, "dj")].direction
                self.verb_seen = False
            elif node.lower == "shares" and (stop := self._descriptor_end(i)) is not None:
                share = self.memory.topic
                self.subj = Subj("price", (share,), is_understood=True) if share is not None else UNKNOWN
                for inner in self.nodes[i + 1 : stop]:
                    inner.cls = "j" if inner.cls in "wWnhb" else inner.cls
                self.verb_seen = False
            elif self._cls(self._prev(i, "dj")) != "p" and self.subj is None:
                is_of = self._cls(i + 1) == "p" and self._lower(i + 1) in ("of", "in")
                if not is_of or (node.lower in _MEASURES and self._lower(i + 1) == "of"):
                    self.subj = UNKNOWN
            return
        is_new_clause = (
            node.cls == "n"
            and self._cls(self._next(i, "va")) in ("U", "A")
            and self._cls(self._prev(i, "djWwn")) not in ("p", "U", "X", "P")
        )
        if not is_new_clause and (self.verb_seen or self._cls(self._prev(i, "djWwn")) == "p"):
            return
        if node.lower in MACRO:
            self.subj = Subj("other")  # inflation and payrolls are nobody's
            return
        if node.cls == "n":
            owner = self.subj.mentions if self.subj is not None and self.subj.sort == "other" else ()
            last = self.main if self.main is not None and self.main.mentions else self.memory.main if i <= 2 else None
            is_other_company = any(n.cls == "M" and self.memory.topic not in n.mentions for n in self.nodes)
            if not owner and self.memory.topic is not None and node.lower in COMPANY_FIGURES and not is_other_company:
                owner = (self.memory.topic,)
            if (
                not owner
                and last is not None
                and last.mentions
                and self._kind(last.mentions[0]) is InstrumentKind.SHARE
            ):
                owner = last.mentions[:1]  # "Revenue rose 6%", in a story about one company
            self.subj = Subj("other", owner, is_understood=True)
            return
        head = i
        while self._cls(head) == "w" and self._cls(head + 1) == "w":
            head += 1  # "the chip designer"
        if self.subj is None and self._is_labelled(i):
            self.subj = Subj("price", self.nodes[0].mentions, is_understood=True)
        elif self.subj is None and self._is_about_it(head) and self._cls(i - 1) == "d":
            own = self._own_company()
            if own is not None and not self._may_be_called(own.mentions[0], self._lower(head), head):
                own = None
            is_price = (
                own is not None
                and self._lower(head) not in ("company", "firm", "group")
                and self._verb_follows(head + 1)
            )
            sort = "price" if is_price else "unknown"
            self.subj = Subj(sort, own.mentions, is_understood=True) if own is not None else UNKNOWN
        elif self.subj is None and self._is_of_label(i) and self.label is not None:
            self.subj = Subj("price", (self.label,), is_understood=True)
        elif self.subj is None and self._is_labelled(i):
            self.subj = Subj("price", self.nodes[0].mentions, is_understood=True)
        elif self.subj is None or (self.subj.sort == "price" and self._cls(i - 1) in ("M", "h")):
            self.subj = UNKNOWN

    def _is_of_one_commodity(self, head: str) -> bool:
        """Say whether "December futures" are of the one name that the paragraph has told of."""
        only = self.memory.only_one()
        is_last = only is not None and self.memory.by_kind.get("other") == only
        return head in ("futures", "contract") and is_last

    def _listed_after(self, i: int) -> int:
        """Return how many figures of one unit are listed after "they": "they put on 1.4%, 1.5% and 1.6%"."""
        first = next((j for j in range(i + 1, min(self.n, i + 8)) if self.nodes[j].cls in "Q,;:M"), self.n)
        if self._cls(first) != "Q" or self._unit(first) not in CHANGE_UNITS:
            return 0
        n, j = 1, first + 1
        while self._cls(j) in (",", "c"):
            j += 1 + (self._cls(j) == "," and self._cls(j + 1) == "c")
            if self._cls(j) != "Q" or self._unit(j) is not self._unit(first):
                break
            n, j = n + 1, j + 1
        return n

    def _told_in_order(self, n: int) -> tuple[Found, ...]:
        """Return the `n` names of one sort that the sentences before told last, in their order; none where they are not so many."""
        has_names = self.first_name < self.n  # this sentence's are the last of them
        members: dict[str, Found] = {}
        for sentence in reversed(self.memory.recent[:-1] if has_names else self.memory.recent):
            members = {found.symbol: found for found in sentence} | members
            if len(members) >= n:
                break
        is_alike = len({self._kind(found) for found in members.values()}) == 1
        return tuple(members.values()) if len(members) == n and is_alike else ()

    def _begins_anew(self, i: int) -> bool:
        """Say whether "it" begins the clause after a phrase of time: "Two full sessions into the week it is 1.7% to the good"."""
        is_verb = self._cls(self._next(i, "v")) in ("a", "U", "C", "V", "L")
        return self._lower(i) == "it" and self.subj is UNKNOWN and is_verb and self._cls(i - 1) in ("T", "w", "j")

    def _noun_phrase_start(self, i: int) -> int | None:
        """Return the "the" that opens the noun phrase that ends at `i`, of plain words alone; None without one."""
        j = i - 1
        while j >= 0 and i - j <= 5 and (self.nodes[j].cls in "wj" or self._lower(j) == "and"):
            j -= 1
        return j if j >= 0 and self._lower(j) in ("the", "this") and j < i - 1 else None

    def _descriptor_end(self, i: int) -> int | None:
        """Return the verb after "shares of the semiconductor designer", which name nobody; None where it is no such phrase."""
        if self._lower(i + 1) != "of" or self._lower(i + 2) not in ("the", "this"):
            return None
        for j in range(i + 3, min(self.n, i + 14)):
            if self.nodes[j].cls in "MQT,;:(":
                return None
            if self.nodes[j].lower in ("had", "have", "has") or self.nodes[j].cls in "UCVP":
                return j
        return None

    def _is_about_it(self, i: int) -> bool:
        """Say whether a noun describes the company spoken of: "the chipmaker's", "the retailer's"."""
        lower = self._lower(i)
        return lower in ABOUT_IT or lower.endswith("maker")

    def _may_be_called(self, found: Found, noun: str, at: int) -> bool:
        """Say whether a company may be "the retailer": of that trade, and not the subject of another clause here."""
        trades = _TRADES.get(noun)
        if trades is not None and self.gazetteer.instrument(found.symbol).industry not in trades:
            return False
        is_contrast = self.opener_word in ("while", "whereas", "but")
        return not (is_contrast and any(found in node.mentions for node in self.nodes[:at]))

    def _is_labelled(self, i: int) -> bool:
        """Say whether the noun at `i` describes the share that opens the line: "Tesla — The EV maker added 3.3%"."""
        label = self.nodes[0].mentions
        start = self._next(1, "") if self._cls(0) == "M" else 0
        reach = 12 if any(self._is_about_it(j) for j in range(i, min(self.n, i + 3))) else 5
        return (
            self._cls(0) == "M"
            and self._cls(1) in ("-", ":")
            and len(label) == 1
            and self._kind(label[0]) is InstrumentKind.SHARE
            and start <= i <= start + 4
            and self._lower(start) == "the"
            and any(self.nodes[j].cls in "UC" for j in range(i + 1, min(self.n, i + reach)))
        )

    def _antecedent(self, i: int) -> Subj:
        """Return what "it" at `i` stands for: the main subject, its owner, or the last name."""
        if self._cls(i - 1) in (":", ",") and self._cls(i - 2) == "M" and self._lower(self._prev(i - 2, "d")) == "for":
            return Subj("price", self.nodes[i - 2].mentions, is_understood=True)  # "No such luck for Microsoft: it …"
        antecedent = self.main or self.memory.main
        if antecedent is not None and antecedent.mentions:
            sort = "other" if antecedent.sort == "other" else "price"  # "Orders were the real story. They climbed 30%"
            return Subj(sort, antecedent.mentions, is_understood=True)
        names = [node.mentions for node in self.nodes[:i] if node.cls == "M"]
        if names and len(names[-1]) == 1:
            return Subj("price", names[-1], is_understood=True)
        only = self.memory.only_one() if not names and self._lower(i) == "it" else None
        if only is not None and self._kind(only) is not InstrumentKind.SHARE:
            return Subj(
                "price", (only,), is_understood=True
            )  # a paragraph that tells of one index, whatever else it says
        return UNKNOWN

    def _remember(self, found: Found) -> None:
        kind = self._kind(found)
        if self.memory.named_block != self.memory.block:
            self.memory.named.clear()
            self.memory.named_block = self.memory.block
        self.memory.named[found.symbol] = found
        key = _REMEMBERED_AS.get(kind, "other")
        self.memory.by_kind[key] = found
        if key == "share":
            if self.memory.share_block != self.memory.block:
                self.memory.here.clear()
            self.memory.here.add(found.symbol)
            self.memory.share_block = self.memory.block
        elif key == "index":
            self.memory.index_block = self.memory.block
            self.memory.indices.add(found)
            self.memory.has_index_here = True
        if found.symbol == "^GSPC":
            self.memory.by_kind["benchmark"] = found

    def _adverb_subject(self, i: int, before: int) -> Subj | None:
        """Return who is "up 2%": the name right before, else the clause's subject."""
        if self._cls(before) in ("h",) and self._cls(before - 1) == "M":
            before -= 1
        if self._cls(before) in (",", "("):
            name = self._prev(before, "h")
            if self._cls(name) == "M":
                if self.subj is None and self.main is not None and self._is_member_place(name, self.main):
                    return self.main  # "Nvidia was the lone gainer in the Dow, up 1.2%"
                return self.subj if self.subj is not None else Subj("price", self.nodes[name].mentions)
            if self._cls(before) == "(" and self._cls(name) == "n":
                return UNKNOWN  # "trimmed my position in something (up 6.7%)"
            if self._cls(name) == ")":
                return self._subject()
        elif self._cls(before) == "M" and self.subj is None:
            return Subj("price", self.nodes[before].mentions)
        subject = self._subject()
        if subject is None and (self.is_list or i == 0):
            return self.memory.main
        return subject

    def _is_member_place(self, name: int, main: Subj) -> bool:
        """Say whether the name at `name` is only where its member moved: "the best in the Dow, up 1.2%"."""
        governor = self._prev(name, "dj")
        is_within = self._cls(governor) == "p" and self._lower(governor) in (
            "in",
            "of",
            "on",
            "among",
            "within",
            "across",
        )
        whole = {self._kind(found) for found in self.nodes[name].mentions}
        parts = {self._kind(found) for found in main.mentions}
        if not is_within or main.sort != "price" or not parts or not whole <= _WHOLES:
            return False
        return parts <= {InstrumentKind.SHARE} or (
            parts <= _PARTS and whole <= {InstrumentKind.INDEX, InstrumentKind.MARKET}
        )

    def _own_company(self) -> Subj | None:
        """Return the share that "the company's" stands for."""
        main = self.subj if self.subj is not None and self.subj.mentions else self.main
        if main is not None and main.mentions and self._kind(main.mentions[0]) is InstrumentKind.SHARE:
            return Subj("price", main.mentions, is_understood=True)
        share = self.memory.share()
        return Subj("price", (share,), is_understood=True) if share is not None else None

    def _counts_before(self, i: int) -> bool:
        """Say whether the figure told last before `i` counts things and is no price."""
        for j in range(i - 1, -1, -1):
            number = self.nodes[j].number
            if self.nodes[j].cls == "Q" and number is not None:
                is_scaled = number.quantity.unit in (Unit.COUNT, Unit.MULTIPLE) or number.quantity.place >= 1000
                is_told = any(d.quantity_node == j and d.kind is not Kind.OTHER for d in self.drafts)
                of_what = self._prev(j, "djv")
                is_of_noun = self._lower(of_what) == "of" and self._cls(self._prev(of_what, "")) == "n"
                is_of_quarter = self._cls(j - 1) == "T" and "q" in self._lower(j - 1)[:2]  # "Q4 $1.04, down 15.4%"
                return not is_told and (is_scaled or is_of_noun or is_of_quarter or self._is_count(j))
        return False

    def _is_ranked(self, i: int) -> bool:
        """Say whether a noun of a move is a streak or a rank: "third straight loss", "biggest gain"."""
        j = i - 1
        while j >= 0 and self.nodes[j].cls in "jvnT":
            if self.nodes[j].lower in _RANKS:
                return True
            j -= 1
        return False

    def _owner(self, i: int) -> tuple[Found, ...]:
        """Return the names whose genitive governs the noun phrase that ends at `i`."""
        j = i
        while j >= 0 and self.nodes[j].cls in "djvnwWNQTh":
            j -= 1
        if self._cls(j) == "g" and self._cls(j - 1) == "M":
            return self.nodes[j - 1].mentions
        return self.nodes[j].mentions if self._cls(j) == "M" else ()

    def _main_mentions(self) -> tuple[Found, ...]:
        subject = self._subject()
        if subject is not None and subject.mentions:
            return subject.mentions
        share = self.memory.share()
        return (share,) if share is not None else ()

    def _is_after_unknown(self) -> bool:
        return self.subj is not None and self.subj.sort != "price"

    def _settle_pending(self, subject: Subj | None = None) -> None:
        """Give what was kept its subject; without a name in the sentence, the one before it spoke of."""
        if subject is None and self.pending and not any(node.cls == "M" for node in self.nodes):
            last = {found.symbol for found in self.memory.recent[-1]} if self.memory.recent else set()
            # After two names, or in a new paragraph, nobody can say whose "Monday's 1.5% jump" was.
            is_sure = len(last) <= 1 and self.memory.block == self.memory.main_block
            subject = self.memory.main if is_sure and self.memory.main and self.memory.main.sort == "price" else None
        if subject is not None and len(subject.mentions) == 1:
            for draft in self.pending:
                if draft.kind is Kind.LEVEL and not self._is_level(draft.node, subject.mentions):
                    continue
                draft.mention = subject.mentions[0]
                self.drafts.append(draft)
        self.pending = []

    def _label_at(self) -> tuple[Found | None, int]:
        """Return the cashtag that opens a message, and where what it says begins: "$CODX - Co-Diagnostics up 36%"."""
        i = 1 if self._cls(0) == "$" else 0
        mentions = self.nodes[i].mentions if i < self.n else ()
        if len(mentions) != 1 or mentions[0].strength != "ticker" or self._cls(i + 1) not in ("-", ":"):
            return None, 0
        is_share = self._kind(mentions[0]) is InstrumentKind.SHARE
        return (mentions[0], i + 2) if is_share else (None, 0)

    def _is_of_label(self, i: int) -> bool:
        """Say whether an unknown name at `i`, right after the cashtag that opens a message, is the cashtag's own."""
        if self.label is None or i != self.label_stop:
            return False
        stop = i
        while self._cls(stop) in ("w", "W") and stop - i < _LONGEST_NAME:
            stop += 1
        number = self.nodes[stop].number if self._cls(stop) == "Q" else None
        is_moved = self._cls(stop) in ("U", "A") or (number is not None and number.sign in ("+", "-"))
        letters = iter("".join(node.lower for node in self.nodes[i:stop]))
        symbol = self.label.symbol.lower()
        return is_moved and (self._lower(i)[:1] == symbol[:1] or all(letter in letters for letter in symbol))

    def _of_headline(self, i: int) -> tuple[Found, ...] | None:
        """Return whose "shares" follow a headline's first part at `i`: of whom it opens with, or of whom a broker rates.

        Empty where a stranger may be meant ("NovaCo signs a deal with Apple; shares up 9%"); None where no company is named.
        """
        names = [
            k for k in range(i) if self._cls(k) == "M" and self._kind(self.nodes[k].mentions[0]) is InstrumentKind.SHARE
        ]
        if not names or i > _LONGEST_HEADLINE:
            return None
        if self.label is not None:
            return (self.label,)
        first = names[0]
        found = self.nodes[first].mentions
        symbols = {m.symbol for k in names for m in self.nodes[k].mentions}
        lead = [k for k in range(first) if self.nodes[k].cls not in "$dvjT"]
        if not lead or (len(lead) == 2 and self._cls(lead[1]) == "g"):  # "China's Baidu …"
            if self._lower(first + 1) in _RATES and self.gazetteer.instrument(found[0].symbol).industry in _BROKERS:
                rated = [m for k in names[1:] for m in self.nodes[k].mentions if m.symbol != found[0].symbol]
                return (rated[0],) if len({m.symbol for m in rated}) == 1 else ()
            is_list = self._cls(first + 1) in (",", "c") and self._cls(first + 2) == "M"
            return found if len(found) == 1 and not is_list else ()
        before = self._prev(first, "djv")
        is_beside = self._lower(before) in _DEALS or (self._cls(before) == "p" and self._lower(before) in _BESIDE)
        if before > 0 and is_beside:
            return ()
        return None if self._cls(i - 1) == "," else () if len(symbols) > 1 or is_beside else found

    def _name_before(self, i: int) -> int | None:
        """Return the name that the figure at `i` stands beside: "Amgen (+4%)", "VIX: 25.09"."""
        j = i - 1
        passed = 0
        while (
            j >= 0
            and passed < 4
            and (
                self.nodes[j].cls in "(:-,vdh|)"
                or self.nodes[j].lower in ("by", "both", "each")
                or (
                    self.nodes[j].lower.endswith("er") and self._cls(j - 1) == "d" and self._cls(j) != "M"
                )  # "a milder 0.5%"
            )
        ):
            if self.nodes[j].cls == "h" and self._cls(j - 1) not in ("M", "h"):
                return None
            if self.nodes[j].cls == ")":
                opening = next((k for k in range(j - 1, max(-1, j - 6), -1) if self.nodes[k].cls == "("), None)
                if opening is None or any(node.cls == "Q" for node in self.nodes[opening:j]):
                    return None
                j = opening
            passed += 1
            j -= 1
        place = j
        while self._cls(place) == "W" and self._cls(place - 1) == "W":
            place -= 1
        if self._cls(place) in ("W", "M") and self._lower(place - 1) == "in" and self._cls(place - 2) == "M":
            return place - 2  # "the Hang Seng in Hong Kong 3.2%"
        if self._cls(j) != "M" and self._cls(i - 1) == ",":
            return self._name_before_aside(i - 1)
        return j if self._cls(j) == "M" else None

    def _name_before_aside(self, close: int) -> int | None:
        """Return the name before "and Intuit, despite a decent quarter, 7.5%"; the aside ends at the comma `close`."""
        for j in range(close - 1, max(0, close - 12), -1):
            if self.nodes[j].cls == ",":
                is_aside = self._cls(j + 1) in ("p", "v", "b", "X") and self._cls(j - 1) == "M"
                return j - 1 if is_aside else None
            if self.nodes[j].cls in "MQaUCLA;:()":
                return None
        return None
