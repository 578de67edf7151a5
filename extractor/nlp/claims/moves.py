"""Verbs, adverbs and nouns of a move."""

from dataclasses import replace

from extractor.nlp.claims.drafts import UNKNOWN, Draft, Subj
from extractor.nlp.claims.phrased import Phrased
from extractor.nlp.claims.words import (
    AFTER_A_PRICE,
    CHANGE_UNITS,
    FAR,
    GIVING_UP,
    LEADING,
    NEARBY,
    OPPOSITE,
    RATE_CUTS,
    RATE_NOUNS,
    SESSIONS,
)
from extractor.nlp.clauses import Node
from extractor.nlp.entities import Found
from extractor.nlp.lexicon import WORDS
from extractor.records import Direction, InstrumentKind, Kind, TimexKind, Unit

_LEADERS = frozenset(
    "performer performers gainer gainers loser losers decliner decliners laggard laggards winner winners advancer riser".split()
)
_AGENTS = frozenset(
    "gainer gainers loser losers winner winners decliner decliners laggard laggards advancer advancers riser risers faller fallers".split()
)
_OFFERED = frozenset("ipo offering shares units adss adrs spo notes placement".split())
_STANDING = frozenset("stand stands stood sat sits".split())
_COMES = frozenset("come comes came amounts amounted limited shrunk narrowed widened grown swelled slimmed".split())
# "Reversing an early rally": what is undone is not what the session came to.
_UNDOING = frozenset("reverse reversed reversing reverses erase erased erasing erases cap capped capping".split())
_STAYING = frozenset("remain remained remains stay stayed stays traded trading sits sat stood stands".split())
# Told in basis points, they are moves of the bond: its yield goes the other way.
_OF_BONDS = {
    **dict.fromkeys(("rally", "rallies"), Direction.DOWN),
    **dict.fromkeys(("selloff", "sell-off", "rout"), Direction.UP),
}
_SAYING = frozenset("said says reported noted warned showed shows added forecast announced".split())
_FED = frozenset("fed federal reserve fomc policymakers bank officials".split())
_OTHER_BANKS = frozenset(
    "australia rba boj japan ecb european england canada zealand rbi india swiss riksbank norges rbnz pboc china boe".split()
)
_RATE_WORDS = frozenset("rate rates interest interest-rate policy jumbo emergency insurance further more".split())
_DELIVERED = frozenset(
    """delivered delivers delivering announced announces made makes approved approves voted agreed enacted ordered gave followed
    after following implemented executed unveiled""".split()
)
_AWAITED = frozenset(
    """expected expect expects likely possible another next potential would could might imply implied price priced pricing odds chance
    bets bet wagers wager hopes calls probability anticipated projected forecast see sees for if whether""".split()
)
_RATE_HOLDS = frozenset("kept keeps keeping left leaves leaving held holds holding maintained maintaining".split())
_SWUNG = frozenset(
    "swung swing swings swinging turned raced stormed rolled surged raced cruised coasted roared".split()
)
# "May added 5.1%", "the first quarter delivered 12.4%": a time that stands where a subject does.
_SPANS = frozenset(
    {TimexKind.WEEKDAY, TimexKind.WEEK, TimexKind.MONTH, TimexKind.QUARTER, TimexKind.HALF, TimexKind.YEAR}
)
# "Utilities eked out a gain": verbs of a move that report a noun as well.
_EKED = frozenset(
    {"eked out", "eke out", "eking out", "ekes out", "squeezed out", "managed", "manages", "managing", "notched", "notches",
     "notching", "carved out", "chalked up", "racked up", "clocked up", "scratched out", "squeaked out"}
)  # fmt: skip
_LONE = frozenset("lone only sole rare few handful".split())
_WERE = frozenset("was were is are been remained".split())
_TIME_NOUNS = frozenset("day session week month quarter half year afternoon morning".split())
_POINTING = frozenset(
    "point points pointed pointing headed heading heads sank sunk slumped slid fell dropped climbed rose jumped surged".split()
)
# A time that "took back 2%" may have done so of a fall or of a rise.
_TAKEN_BACK = frozenset({"took back", "takes back", "taking back", "clawed back", "won back"})
# "The Dow's advance this week reached 2%".
_REACHES = frozenset("reached reaches totals totaled totalled stands stood hit".split())

_DAYS_TOLD = frozenset({TimexKind.DAY, TimexKind.WEEKDAY, TimexKind.RELATIVE_DAY, TimexKind.SINCE})
_WIPED_OUT = frozenset(
    {
        "wiped out",
        "wiping out",
        "wipes out",
        "wiped",
        "erased",
        "erasing",
        "erases",
        "reversed",
        "reversing",
        "gave back",
        "surrendered",
    }
)


class Moves(Phrased):
    """Reads every event that moves a price."""

    def _on_verb(self, i: int) -> None:
        node = self.nodes[i]
        is_of_rates = node.cls == "b" or node.lower in _RATE_HOLDS or node.lower in RATE_CUTS
        if is_of_rates and self._on_rate_decision(i):
            return
        if node.cls == "L":
            self.level_verb = node.lower
        elif node.cls == "b" and not node.is_participle and self._cls(i - 1) == "d":
            return
        self.verb_seen = True
        if node.lower in _SAYING and self._cls(self._next(i, "dj")) in ("n", "w", "W"):
            # What was said has a subject of its own.
            self.main = self.subj or self.main
            self.subj, self.verb_seen = None, False

    def _on_rate_noun(self, i: int) -> bool:
        """Read "the Fed delivered a quarter-point cut", "futures imply a half-point hike by the Fed"."""
        figure = i - 1
        while self._lower(figure) in _RATE_WORDS:
            figure -= 1
        if self._cls(figure) != "Q":
            figure = self._next(i, "djv") if self._lower(i + 1) == "of" else -1
            figure = self._next(figure, "djv") if self._lower(figure) == "of" else figure
        number = self.nodes[figure].number if figure >= 0 and self._cls(figure) == "Q" else None
        if number is None or self.nodes[figure].is_used:
            return False
        quantity = number.quantity
        is_small = quantity.value is not None and quantity.value <= 1
        if not (
            quantity.unit is Unit.BASIS_POINT or (is_small and quantity.unit in (Unit.POINT, Unit.PERCENTAGE_POINT))
        ):
            return False
        around = self.nodes[max(0, i - FAR) : i + 12]
        words = {node.lower for node in around}
        named = next((f for node in around for f in node.mentions if f.symbol == "FEDFUNDS"), None)
        by_fed = named is not None or not words.isdisjoint(("fed", "federal", "fomc", "fed's"))
        if not by_fed and "FEDFUNDS" in {f.symbol for told in self.memory.recent[-2:] for f in told}:
            by_fed = "rate" in words
        if not by_fed or words & _OTHER_BANKS:
            return False
        if quantity.unit is Unit.POINT:
            self.nodes[figure].number = number._replace(quantity=replace(quantity, unit=Unit.PERCENTAGE_POINT))
        before = [node.lower for node in self.nodes[max(0, min(figure, i) - 10) : min(figure, i)]]
        is_delivered = bool(_DELIVERED & set(before)) and not _AWAITED & set(before)
        self.event += 1
        found = named or Found(0, 0, 0, "FEDFUNDS", "role")
        self._emit(Kind.CHANGE, figure, (found,), RATE_NOUNS[self._lower(i)], named is None)
        if not is_delivered:
            for draft in self.drafts[-1:]:
                draft.is_target = draft.quantity_node == figure
        return True

    def _on_rate_decision(self, i: int) -> bool:
        """Read "the Fed cut rates by 25 basis points" and its kin."""
        direction = RATE_CUTS.get(self._lower(i))
        is_held = self._lower(i) in _RATE_HOLDS
        if direction is None and not is_held:
            return False
        before = {self._lower(j) for j in range(max(0, i - 8), i)}
        stop = min(self.n, i + 14)
        q = next((j for j in range(i + 1, stop) if self._cls(j) == "Q"), None)
        if q is None:
            return False
        words = {self._lower(j) for j in range(i + 1, q)}
        mention = next(
            (
                f
                for j in range(i + 1, q)
                if self._cls(j) == "M"
                for f in self.nodes[j].mentions
                if f.symbol == "FEDFUNDS"
            ),
            None,
        )
        if before & _OTHER_BANKS:
            return False
        about_rates = mention is not None or bool(words & {"rates", "rate", "range", "target", "borrowing"})
        by_fed = mention is not None or bool(before & _FED) or bool(words & {"fed", "federal"}) or "which" in before
        unit = self._unit(q)
        if is_held:
            if not (about_rates and by_fed) or unit is not Unit.PERCENT:
                return False
            held = mention or Found(0, 0, 0, "FEDFUNDS", "role")
            self.event += 1
            self._emit(Kind.LEVEL, q, (held,), None, mention is None)
            self.verb_seen = True
            return True
        if not (about_rates and by_fed) or unit not in (Unit.BASIS_POINT, Unit.PERCENTAGE_POINT, Unit.POINT):
            return False
        self.event += 1
        self.nodes[q].is_used = True
        found = mention or Found(0, 0, 0, "FEDFUNDS", "role")
        quantity = self.nodes[q].number
        assert quantity is not None
        self.drafts.append(
            Draft(
                Kind.CHANGE,
                quantity.quantity.start,
                quantity.quantity.end,
                found,
                direction,
                q,
                q,
                self.event,
                is_understood=mention is None,
            )
        )
        at = q + 1 + (self._cls(q + 1) == ",")
        to = self._level_after(at) if self._lower(at) in ("to", "at") else self.n
        if self._cls(to) == "Q" and self._unit(to) is Unit.PERCENT:
            self._emit(Kind.LEVEL, to, (found,), None, mention is None)
        self.verb_seen = True
        return True

    def _on_move(self, i: int) -> None:
        node = self.nodes[i]
        if {node.lower, self._lower(i + 2)} == {"gains", "losses"} and self._cls(i + 1) == "c":
            return  # "S&P 500 Gains and Losses Today"
        if node.lower in ("return", "returns") and self._lower(i + 1) == "on":
            self.nodes[i - 1].is_used = self.nodes[i - 1].is_used or self._cls(i - 1) == "Q"
            return  # "a 6.4% return on equity"
        if node.lower in ("gain", "drop", "fall", "rise", "decline", "jump") and self._is_of_a_figure(i):
            return  # "reports 0.3% gain in comparable sales"
        subject = self._subject()
        self.verb_seen = True
        if node.lower.startswith("push") and self._lower(self._next(i)) == "on":
            return  # "the strongest force pushing up on the market"
        if subject is None:
            if self.is_list or i == 0:
                subject = self.memory.main if self.memory.main else None
            subject = subject or self._of_a_period(i)
            if subject is None:
                changes, levels, _ = self._complement(i)
                if node.is_participle or self._lower(self._prev(i, "av")) == "having":
                    self._defer(node.direction, changes, levels)
                else:
                    self._swallow(i)
                return
        if self.subj is None:
            self.subj = subject
        if node.word is not None and node.word.needs_number and self._reports_a_noun(i):
            return  # "notched a 0.4% decline": the noun says which way
        changes, levels, _ = self._complement(i)
        if node.number is not None:
            if not self._may_stand_alone(i):
                return  # "doubled its stake", "doubled down"
            changes = [i]
        n_drafts = len(self.drafts)
        self._emit_move(i, subject, node.direction, changes, levels)
        if self._lower(self._prev(i, "djvTQ")) in _WIPED_OUT:
            for draft in self.drafts[n_drafts:]:
                draft.is_open = True  # "wiped out a gain of more than 1%": what had come together until then

    def _is_at_odds(self, i: int, subject: Subj) -> bool:
        """Say whether a noun with no name in its sentence goes the other way than what was told of its subject last.

        "Gold jumped 3.7%. The slide of 2.1% …" is of somebody else.
        """
        told = self.memory.direction
        is_named = any(node.cls in ("M", "o", "h") or node.lower in ("its", "their") for node in self.nodes)
        way = self.nodes[i].direction
        if any(node.timex is not None and node.timex.kind not in _DAYS_TOLD for node in self.nodes):
            return False  # "July to date shows a loss of 34.6%": over another time
        return subject.sort == "price" and not is_named and told in OPPOSITE and way in OPPOSITE and told is not way

    def _reports_a_noun(self, i: int) -> bool:
        """Say whether the verb at `i` only reports the move that a noun after its figure names."""
        q = self._next(i, "djv")
        return (
            self._cls(q) == "Q"
            and self._cls(self._next(q, "jvT")) == "N"
            and self._cls(self._next(i, "v")) in ("d", "Q", "j")
        )

    def _of_a_period(self, i: int) -> Subj | None:
        """Return of whom "May added 5.1%", "the first quarter brought a gain of 3%" tells: the one that the text has just spoken of."""
        when = self._prev(i, "v")
        opening = self._prev(when, "v")
        if (
            self._cls(when) != "T"
            or self._cls(opening) not in ("", ",", "c", ";", "s")
            or self._lower(i) in _TAKEN_BACK
        ):
            return None
        timex = self.nodes[when].timex
        if timex is None or timex.kind not in _SPANS or self.first_name < i:
            return None
        is_same = self.memory.block == self.memory.main_block or self.memory.block == self.memory.index_block
        told = self.memory.main
        if told is None or told.sort != "price" or len(told.mentions) != 1 or not is_same:
            return None
        return Subj("price", told.mentions, is_understood=True)

    def _is_of_a_figure(self, i: int) -> bool:
        """Say whether a company's figure follows a noun of a move that stands after its own: "a 0.3% gain in comparable sales"."""
        if self._cls(i - 1) != "Q" or self._lower(i + 1) not in ("in", "of"):
            return False
        j = i + 2
        while self._cls(j) in ("w", "j", "d", "W", "T") and j < i + 6:
            j += 1
        return self._cls(j) == "n"

    def _on_adverb(self, i: int) -> None:
        node = self.nodes[i]
        if node.is_used or self._cls(i - 1) == "d":
            return
        if (
            self._lower(i - 1) in ("to", "from")
            and self._cls(i + 1) == "Q"
            and any(n.cls == "n" for n in self.nodes[max(0, i - NEARBY) : i])
        ):
            self.nodes[i + 1].is_used = True
            return  # "cuts its sales outlook to up 1.3%-1.5%"
        is_ahead = node.lower == "ahead"
        if self._cls(i - 1) == "b" and self._lower(i - 1) not in WORDS and self._cls(i + 1) == "Q" and not is_ahead:
            self.nodes[i + 1].is_used = True
            return  # "coughed up 6.4%": a verb nobody knows may turn the adverb round
        before = i - 1
        while before >= 0 and self.nodes[before].cls == "v":
            before -= 1
        q_before = before if self._cls(before) == "Q" and not self.nodes[before].is_used else None
        changes, levels, stop = self._complement(i, first=[] if q_before is None else [q_before])
        if q_before is not None and changes and self._cls(i + 1) == "Q":
            q_before = None
        if self._lower(i + 1) == "than" and self._lower(i + 2).startswith(("in ", "on ")):
            if q_before is not None:
                self.nodes[q_before].is_used = True
            return  # "a quarter higher than in April": since some day in it
        subject = self._adverb_subject(i, before if q_before is None else self._prev(q_before, "v"))
        if changes and (subject is None or subject.sort != "price" or i == 0):
            subject = self._named_after(stop) or subject
        if subject is None:
            return
        is_after_noun = self._cls(before) == "," and self._cls(before - 1) != "M"
        if is_after_noun and subject.sort != "other" and subject.mentions and self._counts_before(before):
            subject = Subj("other", subject.mentions)  # "obligations of $455 billion, up 359%"
        if q_before is not None:
            changes = [*self._listed_before(q_before, len(subject.mentions)), q_before, *changes]
        if not changes:
            anchor = self._closing_before(i)
            is_predicate = (
                self._cls(anchor) in ("C", "V", "a", "X")
                or self._lower(anchor) in _STAYING
                or self._cls(before) == "M"
                or (self._cls(before) == "h" and self.cause is None)
            )
            if levels and self._lower(i + 1) == "from":
                return
            if not is_predicate or self._cls(self._next(i, "v")) in ("w", "n", "N", "W", "h", "M"):
                if not levels:
                    return
            if self._lower(i + 1) in ("from",):
                return
        trigger = i
        if self._cls(before) in ("C", "V") and not changes:
            merged = Node(node.cls, self.nodes[before].start, node.end, node.lower, node.word)
            self.nodes[i] = merged
        if changes or self.verb_seen or self._cls(before) in ("M", "X", "h", ",", "(", "Q") or self.is_list:
            self.verb_seen = True
            self._emit_move(i, subject, node.direction, changes, levels, trigger=trigger)

    def _listed_before(self, q: int, n_names: int) -> list[int]:
        """Return the figures that "and" joins to the one at `q`, where each of several names has one: "3.5% and 3.4% lower"."""
        listed: list[int] = []
        j = q - 1
        while n_names > 1 and j > 0 and self.nodes[j].cls in ",c":
            if self._cls(j - 1) == "Q":
                if self.nodes[j - 1].is_used or self._unit(j - 1) is not self._unit(q):
                    break
                listed.insert(0, j - 1)
                j -= 2
            else:
                j -= 1
        return listed if len(listed) + 1 == n_names else []

    def _named_after(self, stop: int) -> Subj | None:
        """Return who "up 7.2% for the S&P 500" or "Up 1.5%, the Dow …" tells of: the name that follows the figures."""
        name = self._next(stop, "dj")
        if self._cls(name) != "M":
            return None
        is_for = self._lower(stop) == "for" and self._cls(name + 1) not in ("g", "n", "w", "h")
        is_subject = self._cls(stop) == "," and (self._verb_follows(name + 1) or self._lower(name + 1) in LEADING)
        return Subj("price", self.nodes[name].mentions) if is_for or is_subject else None

    def _on_flat(self, i: int) -> None:
        node = self.nodes[i]
        before = self._prev(i, "vT")
        following = self._cls(i + 1)
        if self._cls(i - 1) in ("p", "d", "j"):
            return  # "in flat trade"
        if self._cls(before) == "," and self._cls(before - 1) == "n":
            return  # "comparable sales, flat against a 1 percent rise a year ago"
        if self._cls(i + 1) == "T" and self._lower(i + 1).startswith("from a year"):
            return  # "revenue of $12.9 billion, unchanged from a year earlier"
        is_verb = node.lower.startswith("hover")
        if (
            not is_verb
            and self._cls(before) not in ("a", "C", "V", "M", "L", ",", "(", ":", "h", "P")
            and not self.is_list
        ):
            if not (self._cls(before) in "dw" and self._cls(self._prev(before, "dw")) == "C"):
                return
        near = self.nodes[i + 1].number if following == "Q" else None
        if following in ("w", "n", "N", "h", "W", "U") or (
            near is not None and node.lower != "unchanged" and not near.hedge.startswith(("near", "about", "around"))
        ):
            return
        if (
            is_verb
            and following == "p"
            and self._lower(i + 1) in ("above", "below", "near", "around", "at", "under", "over")
        ):
            self.verb_seen = True
            return
        subject = self._subject()
        self.verb_seen = True
        if subject is None or subject.sort != "price":
            return
        self.event += 1
        self.directions.append((i, Direction.FLAT))
        self.last_event = (subject, i)
        if near is not None and node.lower != "unchanged":
            self._emit_level(i + 1, subject.mentions, subject.is_understood)
        beside = i + 2 if self._cls(i + 1) == "," and self._cls(i + 2) == "Q" and self._sign(i + 2) is None else -1
        is_end = self._cls(beside + 1) in ("", ".", ",", ";", "T") or self._lower(beside + 1) in AFTER_A_PRICE
        if beside > 0 and self._is_price(beside) and is_end and self._is_level(beside, subject.mentions):
            self._emit_level(
                beside, subject.mentions, subject.is_understood
            )  # "barely moved, 158.05 at the end of the day"
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    Kind.DIRECTION,
                    node.start,
                    node.end,
                    found,
                    Direction.FLAT,
                    i,
                    None,
                    self.event,
                    is_understood=subject.is_understood,
                )
            )

    def _on_noun_move(self, i: int) -> None:
        """Read "a 2% gain", "a loss of 1.2%", "posted strong gains", "a rally in energy"."""
        node = self.nodes[i]
        if node.lower in _AGENTS:
            if self._lower(i - 1) != "no":  # "small caps were no laggards either"
                if not self._on_agents(i):
                    self._on_being_one(i)
            return
        if node.lower == "beating" and self._cls(self._next(i, "dj")) == "M":
            return  # "the Dow's 3.8 percent beating the Nasdaq's 2.2 percent"
        before = self._prev(i, "vj")
        if self._is_given_up(i) or self._is_of_a_run(i):
            return
        number = None
        if self._cls(before) == "Q" and not self.nodes[before].is_used and self._unit(before) in CHANGE_UNITS:
            number = before
        elif self._cls(self._prev(i, "vjT")) == "Q" and self._cls(before) == "T":
            candidate = self._prev(i, "vjT")
            number = candidate if not self.nodes[candidate].is_used and self._unit(candidate) in CHANGE_UNITS else None
        changes: list[int] = []
        levels: list[int] = []
        direction = node.direction
        if number is not None and self._unit(number) is Unit.BASIS_POINT:
            direction = _OF_BONDS.get(node.lower, direction)  # "4.30%, a 5bp rally": of the price
        stop = i + 1
        k = self._next(i, "vT")
        if self._lower(k) == "of" and self._cls(self._next(k, "djv")) == "Q":
            q = self._next(k, "djv")
            if not self.nodes[q].is_used and (self._unit(q) in CHANGE_UNITS or self._unit(q) is Unit.NONE):
                changes = [q]
                more, levels, stop = self._complement(q, first=[q])
                changes += more
        elif number is None and self._cls(k) == ":" and self._cls(k + 1) == "Q":
            changes = [k + 1]
        elif number is None and (reached := self._gain_to(i)) is not None:
            more, levels, stop = self._complement(reached, first=[reached])
            changes = [reached, *more]  # "trimmed its loss to 54 points, or 1.1%"
        elif number is None and self._lower(k) in ("was", "is", "of") and self._cls(self._next(k, "djv")) == "Q":
            changes = [self._next(k, "djv")]
        elif number is None and self._lower(k) in ("was", "is") and self._lower(self._next(k, "djv")) == "at":
            q = self._next(k, "djv") + 1
            is_percent = self._cls(q) == "Q" and self._unit(q) is Unit.PERCENT
            changes = [q] if is_percent else []  # "the Kospi's advance was bigger still at 2.57 per cent"
        elif number is not None:
            has_level = self._lower(k + (self._cls(k) == ",")) in ("to", "at")
            _, levels, stop = self._complement(i, first=[number]) if has_level else ([], [], i + 1)
        if number is not None:
            changes = [number, *changes]
        undone = self._lower(self._prev(number if number is not None else i, "djvT"))
        has_day = self._cls((number if number is not None else i) - 1) == "T"  # "recouping Friday's 7.7% setback"
        if changes and not has_day and undone.startswith(("revers", "eras", "recoup")):
            for q in changes:
                self.nodes[q].is_used = True
            return  # "reversed a 300-point drop": some earlier move, nobody says since when
        if number is None and not changes and self._is_of_others(i):
            return
        subject, trigger_ok = self._noun_subject(i, number if number is not None else i, stop)
        if number is not None and self._is_step_of_a_bank(number, subject):
            self.nodes[number].is_used = True
            return
        if self._is_at_odds(i, subject or self.memory.main or UNKNOWN):
            for q in changes:
                self.nodes[q].is_used = True
            return
        if subject is None:
            if changes and not self._is_after_unknown():
                self._defer(node.direction, changes, levels)
                for draft in self.pending if self._lower(self._prev(i, "djvTQ")) in _WIPED_OUT else ():
                    draft.is_open = True
            return
        if subject.sort == "price" and not changes and not trigger_ok:
            return
        self._emit_move(i, subject, direction, changes, levels)

    def _is_of_others(self, i: int) -> bool:
        """Say whether a noun of a move with no figure is of those named after it, whom nothing answers for: "gains for gold miners"."""
        of = self._next(i, "v")
        if self._lower(of) not in ("for", "by", "among", "in"):
            return False
        name = self._next(of, "djv")
        is_reported = self._cls(self._prev(i, "djv")) in ("P", "X")
        is_of_name = self._cls(name) == "M" and self._lower(of) in ("for", "by")
        is_of_stranger = self._cls(name) in ("w", "W", "n") and self._lower(name) not in SESSIONS
        return not is_reported and (is_of_name or is_of_stranger)

    def _is_step_of_a_bank(self, q: int, subject: Subj | None) -> bool:
        """Say whether "a half-point increase" can only be a central bank's: no name of its sentence is its subject."""
        number = self.nodes[q].number
        if number is None or number.quantity.text not in ("half", "quarter"):
            return False
        if number.quantity.unit is not Unit.PERCENTAGE_POINT:
            return False
        named = {found for node in self.nodes if node.cls == "M" for found in node.mentions}
        return subject is None or not named.intersection(subject.mentions)

    def _is_given_up(self, i: int) -> bool:
        """Say whether a verb before takes a move without a figure back: "gave up early gains"."""
        verb = self._prev(i, "djvT")
        return self._lower(verb) in GIVING_UP and self._lower(self._next(i)) != "of"

    def _is_of_a_run(self, i: int) -> bool:
        """Say whether a noun of a move only counts a streak: "a run of nine weekly advances"."""
        of = self._prev(i, "djvTQw#")
        return self._lower(of) == "of" and self._lower(self._prev(of, "")) in ("run", "streak", "string", "series")

    def _gain_to(self, i: int) -> int | None:
        """Return the figure of "lifting its gain for the week to 0.9%": where the sum of a move got to."""
        comes = self._next(i, "vTpda") if self._lower(i + 1) != "of" else i
        if self._lower(comes) in _COMES and self._lower(self._next(comes)) == "to":
            q = self._next(self._next(comes), "djvh")
            if self._cls(q) == "Q" and self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                return q  # "the Dow's loss came to 0.8%"
        if self._lower(comes) in _REACHES:
            at = self._next(comes, "djv")
            q = self._next(at, "djv") if self._lower(at) == "at" else at
            is_sum = self._cls(q) == "Q" and self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used
            return q if is_sum and self._cls(self._next(q)) in ("", ".", ",", ";", "T", "c", "s", "p") else None
        governor = self._prev(i, "djvT")
        if self._cls(governor) not in ("X", "b", "P") and self._lower(governor) not in ("bringing", "taking"):
            return None
        for j in range(i + 1, min(self.n, i + 8)):
            if self._lower(j) == "to" and self._cls(self._next(j, "djv")) == "Q":
                q = self._next(j, "djv")
                return q if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used else None
            if self.nodes[j].cls not in "pTdjwv" or self.nodes[j].lower == "of":
                return None
        return None

    def _noun_subject(self, i: int, left: int, stop: int) -> tuple[Subj | None, bool]:
        """Return whose move the noun at `i` is, and whether it may stand without a figure."""
        node = self.nodes[i]
        if self._cls(i + 1) == "T" and self._cls(self._next(i + 1, "T")) == "n":
            return Subj("other", self._main_mentions()), False  # "sees drop in Q1 revenue"
        if left == i and self._lower(self._next(i)) != "of" and self._is_ranked(i):
            return None, False
        # "a 2% gain in the Dow", "losses for Apple"; "a decline in deliveries" is nobody's price
        k = self._next(max(i, stop - 1), "T") if stop > i + 1 else self._next(i, "T")
        name = left - 1 if self._lower(left - 1) != "a" else left - 2
        if self._lower(name) == "with" and self._is_place_of_a_leader(name - 1):
            leader = self._prev(self._prev(name - 1, "dvj"), "v")
            beside = self._prev(leader, "djvw")
            if self._cls(beside) == "," and self._cls(beside - 1) == "M":
                return Subj(
                    "price", self.nodes[beside - 1].mentions
                ), False  # "Nvidia, the top performer in the Dow with"
            return self._subject(), False  # "was the worst performer in the S&P 500 with a 10.9% drop"
        sent_to = self._prev(left, "djvT")
        is_sent = self._lower(sent_to) == "to" and (
            self._lower(sent_to - 1) in _POINTING
            or (self._cls(sent_to - 1) == "X" and self._cls(self._prev(sent_to - 1)) == "a")
        )
        if is_sent:
            return self._subject(), False  # "pointed to a gain of 0.4%", "was dragged to a 1.4% loss by chip shares"
        for at in (self._next(i, "T"), k):
            if self._cls(at) == "p" and self._lower(at) in ("in", "of", "for", "by", "on", "among", "across"):
                target = self._next(at, "djvT")
                if self._cls(target) == "M":
                    end = target + 1
                    following = self._cls(end)
                    if following == "n" or (following == "g" and self._cls(self._next(end)) in "nw"):
                        return Subj("other", self.nodes[target].mentions), False
                    if following in ("w",) and self._lower(at) != "for":
                        return UNKNOWN, False
                    is_told = self._cls(self._prev(left, "djvT")) == "P"  # not "a slide in Apple weighed"
                    return Subj("price", self.nodes[target].mentions), is_told
                if self._cls(target) in ("n", "w", "W") and self._lower(at) != "on":
                    owner = self._owner(left)
                    if self._cls(target) == "n":
                        return Subj("other", owner or self._main_mentions()), False
                    if self._lower(target) not in (
                        "row",
                        "days",
                        "day",
                        "value",
                        "months",
                        "years",
                        "response",
                        "trade",
                        "trading",
                        "dealings",
                    ):
                        return UNKNOWN, False
        owner_at = self._prev(left, "djvTWP")
        noun_before = self._prev(i, "vj")
        if self._cls(noun_before) == "n" or self._cls(self._prev(left, "vj")) == "n":
            owner = self._owner(self._prev(left, "vj"))
            return Subj("other", owner or self._main_mentions()), False
        if self._cls(self._prev(left, "djv")) == "g":
            name = self._prev(left, "djv") - 1
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions), False
            if self._cls(name) in ("w", "W", "n"):
                if self._is_about_it(name):
                    return self._own_company(), False
                return UNKNOWN, False
        owner_of = self._prev(left, "jv")
        if self._lower(owner_of) in ("its", "their") and self._lower(owner_of - 1) == "with":
            # "the Industrial Products sector with its gain of 1.9%": of what stands before "with"
            named = self.nodes[owner_of - 2].mentions if self._cls(owner_of - 2) == "M" else ()
            return (Subj("price", named[-1:]), False) if named else (UNKNOWN, False)
        sums_up = self._lower(self._next(i)) == "of" or self._lower(self._next(i, "vT")) == "to"
        sums_up = sums_up or self._lower(self._next(i, "vT")) in _COMES or self._lower(self._next(i, "vT")) in _REACHES
        is_own_sum = left == i and sums_up and self._lower(self._prev(i, "jvT")) == "its"
        if is_own_sum or (left != i and self._lower(self._prev(left, "jv")) in ("its", "their")):
            own = self.subj if self.subj is not None and self.subj.mentions else self.main
            if own is None and self.first_name > i:
                own = self.memory.main  # "Its weekly gain came to 1.7%"
            return (Subj("price", own.mentions), False) if own is not None and own.mentions else (None, False)
        has_own_figure = left != i or self._lower(self._next(i)) == "of"
        if self._cls(left - 1) == "T" and self._lower(left - 1).endswith("'s") and has_own_figure:
            # "Friday's 15.2% fall": of the clause's subject, if it has one
            subject = self._subject()
            is_own = subject is not None and subject.sort == "price" and bool(subject.mentions)
            if not is_own and self.memory.topic is not None and not any(node.cls == "M" for node in self.nodes):
                subject, is_own = Subj("price", (self.memory.topic,), is_understood=True), True
            return (subject, False) if is_own else (None, False)
        if (
            has_own_figure
            and self._lower(left - 1) in ("the", "that", "this")
            and self._cls(left - 2) not in ("p", "U", "X", "P", "b", "C")
            and self._cls(self._next(i, "T") if left != i else self._next(stop - 1, "T")) in ("a", "b", "L", "P")
            and self.last_event is not None
        ):
            return self.last_event[0], False  # "the 11.4% jump was the best since 1933"
        is_sum = left == i and self._lower(i - 1) in ("the", "that") and self._cls(i - 2) in ("", ",", "n", "w")
        if is_sum and self._lower(i + 1) == "was" and self.main is None and self._cls(i + 2) == "Q":
            return self.memory.main, False  # "soared 1,086 points. In percentage terms the jump was 4.98 percent"
        if self._cls(owner_at) == "g" and self._cls(owner_at - 1) == "M":
            return Subj("price", self.nodes[owner_at - 1].mentions), False
        governor = self._prev(left, "djvT")
        if self._cls(governor) == "M" and (
            self._cls(left - 1) != "d" or self._cls(self._prev(governor, "djv")) in ("b", "X", "P", "w")
        ):
            return Subj("price", self.nodes[governor].mentions), True
        if self._cls(governor) == ":" and self._cls(governor - 1) == "M":
            return Subj("price", self.nodes[governor - 1].mentions), True
        is_infinitive = (
            self._cls(governor) == "w" and self._lower(governor - 1) == "to" and left != i
        )  # "to seal a 2.1% loss"
        is_holding = self._lower(governor) in ("holds", "held", "hold")  # "holds a gain of 2 percent"
        if is_infinitive or is_holding or self._cls(governor) in ("P", "a", "C", "U", "b", "X"):
            is_held = self._lower(governor) in ("holds", "held", "hold") and self._lower(self._next(i)) == "of"
            if self._cls(governor) in "bXL" and not self.nodes[governor].is_participle and left == i and not is_held:
                return None, False
            subject = self._subject()
            owes = subject is not None and any(self._kind(m) is InstrumentKind.SHARE for m in subject.mentions)
            is_earnings = owes and node.lower == "loss" and left == i  # "Pinduoduo posts bigger loss"
            is_reported = self._cls(governor) == "P" or self._lower(governor) in _EKED
            is_told = is_reported and self._lower(governor) not in _UNDOING and not is_earnings
            return subject, is_told and i - governor <= 4
        if self._lower(governor) == "to" and self._lower(governor - 1) in _SWUNG and left != i:
            return self._subject(), False  # "WTI has swung to a 7.8% loss"
        if self._lower(governor) == "to" and self._cls(governor - 1) == "M":
            return Subj("price", self.nodes[governor - 1].mentions), False  # "powered the Nasdaq 100 to a gain of 3.4%"
        has_figure = left != i or self._lower(self._next(i)) == "of"
        is_later = self.verb_seen or (self.last_event is not None and self._cls(governor - 1) == ",")
        if self._lower(governor) in ("after", "following", "despite", "including") and has_figure and is_later:
            subject = self._subject()
            return (subject, False) if subject is not None and subject.sort == "price" else (None, False)
        whose = self._prev(governor - 1, "d")
        if self._lower(governor) == "with" and self._cls(governor - 1) == "M" and self._lower(whose) in LEADING:
            return self._subject(), False  # "Energy stocks led the S&P 500 with a 3.2% rise"
        if self._lower(governor) == "with" and self._cls(governor - 1) == "M" and left != i:
            return Subj("price", self.nodes[governor - 1].mentions), False
        is_closing = self._lower(governor) == "with" and left == i and self._cls(self._closing_before(governor)) == "C"
        if is_closing and self._lower(self._next(i)) != "of":
            return self._subject(), True  # "all three closed out November with gains"
        is_agent = self._lower(governor) == "by" and self._cls(governor - 1) in (
            "b",
            "X",
            "P",
        )  # "helped by a 7.3% burst"
        if self._cls(governor) == "p" and (is_agent or self._lower(governor) in ("with", "for", "on")):
            subject = self._subject()
            is_built_on = self._lower(governor - 1) in ("building", "built", "adding", "added")
            return (
                (subject, False)
                if subject is not None and has_figure and (self._lower(governor) != "on" or is_built_on)
                else (None, False)
            )
        if (self._cls(governor) in (",", "-", ";", ":") and left != i) or (
            self._cls(governor) in (",", "-") and self._lower(self._next(i)) == "of"
        ):
            if self._counts_before(governor):
                return Subj("other", self._main_mentions()), False
            if left == i and any(node.lower in _STANDING for node in self.nodes[max(0, governor - 6) : governor]):
                return None, False  # "By 2002, the index stood at 1,114.11, a loss of 78%": since a peak
            since = self.nodes[self.last_event[1] : governor] if self.last_event is not None else []
            if self.last_event is not None and not any(node.cls == ";" for node in since):
                return self.last_event[0], False
            if self._last_other() is not None:
                return Subj("other", self._main_mentions()), False
            subject = self._subject()
            known = {found for earlier in self.nodes[:governor] for found in earlier.mentions}
            if (subject is None or not subject.mentions) and len(known) == 1:
                return Subj(
                    "price", tuple(known)
                ), False  # "It was the S&P 500's weakest quarter since 2022, a loss of 4.6%"
            return subject, False
        return None, False

    def _closing_before(self, i: int) -> int:
        """Return what stands before the time that ends at `i`: the verb of "ended the day with gains", "finished the year in the red"."""
        j = i - 1
        while j >= 0 and (self.nodes[j].cls in "vjTd" or self.nodes[j].lower in _TIME_NOUNS):
            j -= 1
        return j

    def _on_being_one(self, i: int) -> None:
        """Read "Next was among the risers", "communication services was the lone loser"."""
        node = self.nodes[i]
        among = i - 1
        while self._cls(among) and (self._cls(among) in "djvT" or self._lower(among) in _LONE):
            among -= 1
        be = self._prev(among, "v") if self._lower(among) in ("among", "amongst") else among
        words = {self._lower(k) for k in range(among + 1, i)}
        is_one = be == among and bool(words & _LONE) and words.isdisjoint(("not", "never"))
        subject = self._subject()
        if not (is_one or be != among) or self._lower(be) not in _WERE or subject is None or subject.sort != "price":
            return
        if self._lower(self._next(i)) in ("since", "of") or self._cls(i + 1) == "T":
            return  # "another loser since January", "the lone gainer of the month"
        start = self.nodes[among if be != among else i].start
        self.event += 1
        self.last_event = (subject, i)
        self.directions.append((i, node.direction))
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    Kind.DIRECTION, start, node.end, found, node.direction, i, None, self.event, subject.is_understood
                )
            )

    def _on_agents(self, i: int) -> bool:
        """Read "gainers like Amgen, Merck and Caterpillar", "gainers included …"."""
        node = self.nodes[i]
        j = i + 1
        while (j < self.n and self.nodes[j].cls in "vj,:jabP") or self._lower(j) in (
            "like",
            "such",
            "as",
            "including",
            "included",
            "were",
            "the",
        ):
            j += 1
            if j - i > 5:
                return False
        if self._cls(j) != "M":
            return False
        self.event += 1
        depth = 0
        while j < self.n:
            current = self.nodes[j]
            if current.cls == "M" and depth == 0:
                # "gainers like Amgen (+4%)": the figure says it
                has_figure = self._cls(j + 1) == "(" and any(node.cls == "Q" for node in self.nodes[j + 1 : j + 4])
                for found in () if has_figure else current.mentions:
                    self.drafts.append(
                        Draft(Kind.DIRECTION, node.start, node.end, found, node.direction, i, None, self.event)
                    )
            elif current.cls == "(":
                depth += 1
            elif current.cls == ")":
                depth -= 1
            elif depth == 0 and current.cls not in ",cdgh":
                break
            j += 1
        self.directions.append((i, node.direction))
        return True

    def _is_of_an_offering(self, i: int) -> bool:
        """Say whether "at" at `i` tells what new shares are sold for: "prices its upsized IPO at $17"."""
        if self._lower(i) != "at":
            return False
        before = [node.lower for node in self.nodes[max(0, i - 7) : i]]
        verbs = [k for k, lower in enumerate(before) if lower in ("price", "prices", "priced", "pricing")]
        return bool(verbs) and not _OFFERED.isdisjoint(before[verbs[0] + 1 :])

    def _adverb_after(self, i: int) -> int | None:
        """Return the "higher" that closes "204.57 points, or 0.44%, higher"; None for a lone figure."""
        j = i + 1
        while j < self.n and j - i <= 5 and (self.nodes[j].cls in ",Q()" or self._lower(j) == "or"):
            j += 1
        return j if j > i + 1 and self._cls(j) == "A" else None

    def _is_place_of_a_leader(self, i: int) -> bool:
        """Say whether the name at `i` only says where something led or trailed: "the best performer in the Dow"."""
        of = self._prev(i, "dvj")
        return self._cls(i) in ("M", "h") and self._cls(of) == "p" and self._lower(self._prev(of, "v")) in _LEADERS
