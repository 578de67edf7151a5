"""Levels after "at", "to", a form of be, and figures told with a sign."""

from extractor.nlp.claims.drafts import Subj
from extractor.nlp.claims.moves import Moves
from extractor.nlp.claims.words import (
    AFTER_A_PRICE,
    CHANGE_UNITS,
    FAR_FROM,
    LEADING,
    LEVEL_UNITS,
    MACRO,
    MARKS,
    PEAKS,
    PLACES,
    TARGETS,
)
from extractor.nlp.entities import Found
from extractor.records import Bound, Direction, InstrumentKind, Kind, Unit

_REGAINING = ("regain", "recoup", "reclaim")
_TRADED = frozenset("bought sold purchased acquired priced offered".split())
_BEING = frozenset("is was are were been 's".split())
_MOVES = frozenset("move change".split())
# Verbs of going that say where a price got to: "the yield went to 4.17%", "is back to $91,000".
_GOING_TO = frozenset(
    """went goes go gone going moved moves moving swung swings returned returns returning back got gets getting edged edging edges ticked
    ticking ticks inched inching inches crept creeping creeps drifted drifting drifts nudged nudging marched marching marches pushed pushing pushes
    shot shooting shoots ground grinding grinds powered powering trended trending pulled pulling traded trading trades raced racing stormed
    roared zoomed hurtled sprinted galloped barreled lurched limped wobbled backed whipsawed""".split()
)
_RANGING = frozenset("spent ranged fluctuated bounced oscillated seesawed moved swung been was".split())
# Words beside which "near", "above", "just below" say where a price stands.
_PLACED = frozenset(
    "seen quoted back home stuck parked perched pinned camped lodged entrenched holding lingering languishing stalled leaving left indicated".split()
)
_APART_FROM = frozenset("below above under from off short shy away".split())
_PAYING = frozenset("pays paid paying offers offered offering returns".split())
_COSTING = frozenset("cost costs costing worth".split())
_GOES_IF = frozenset("go goes get gets move moves return returns swing swings come comes".split())
_GOES_FOR = frozenset("went goes go going sold sells sell selling hands".split())
_EARNED = frozenset("made collected banked earned".split())
_AIMS = frozenset("see visit revisit test retest reach hit touch regain reclaim challenge top tag".split())
_MODALS = frozenset("could would might can may will should".split())
_WENT = frozenset("went gone go goes going moved swung".split())
_GIVES = frozenset("delivered delivers brought produced yielded contributed provided generated".split())


class Levels(Moves):
    """Reads where a price stands."""

    def _on_at(self, i: int) -> None:
        """Read a level after "at", "above", "near": "flat at 6921.46", "the yield at 4.11%"."""
        q = self._level_after(i)
        if q == self.n and self._lower(i) in FAR_FROM:
            self._use_peak(i)
            return
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._on_signed(q) or self._is_next_in_rank(i, q):
            return
        if self._is_of_an_offering(i):
            self.nodes[q].is_used = True
            return
        subject = self._subject()
        begins = all(node.cls in "scv" for node in self.nodes[:i]) or self._cls(i - 1) == ";"
        opens = begins and self._cls(q + 1) in (",", "o", "M", "d")
        if (
            subject is None
            and self.main is None
            and (self.verb_seen or opens)
            and not any(
                node.cls in "Mr" for node in self.nodes[:i]
            )  # "the yen, which had weakened past 156": nobody we know
        ):
            self._defer(None, [], [q])
            return
        if self._lower(i - 1) in TARGETS or self._lower(self._prev(i, "v")) in _TRADED:
            self.nodes[q].is_used = True
            return  # "keeps its gold target at $4,000", "713,502 bitcoins, bought at $76,052 apiece"
        if subject is not None and subject.sort == "unknown" and self._lower(i - 1) in ("close", "high", "low"):
            subject = self.last_event[0] if self.last_event is not None else subject  # ", a record close at $394.01"
        if self._cls(i - 1) == "M":
            subject = Subj("price", self.nodes[i - 1].mentions)  # "sees oil at $60": of what stands beside it
        if subject is None or subject.sort != "price":
            is_macro = any(node.lower in MACRO for node in self.nodes[max(0, i - 5) : i])
            if subject is not None and subject.sort == "other" and not is_macro:
                self._emit_other(q, subject.mentions, None)
            return
        is_beside = self._cls(self._prev(i, "vT")) in ("M", "F", "A", "Q", "h", ")", ",", "r")
        if not (self.verb_seen or is_beside or (opens and self._lower(q + 1) in ("it", "they"))):
            return
        mentions = subject.mentions
        listed = [q]
        j = q + 1
        while len(mentions) > 1 and self._cls(j) in (",", "c"):
            k = self._next(j, ",cdv")
            if self._cls(k) != "Q":
                break
            listed.append(k)
            j = k + 1
        self.event += self.last_event is None
        if len(listed) == len(mentions) > 1:
            for at, found in zip(listed, mentions, strict=True):
                self._emit_level(at, (found,), subject.is_understood)
        else:
            self._emit_level(q, mentions, subject.is_understood)

    def _on_to(self, i: int) -> None:
        """Read "went to 4.17%", "marched back to 4.17%", "rose to 23,480, the Dow to 49,266", "went for $4,460 an ounce"."""
        q = self._level_after(i)
        if self._cls(q) != "Q" or self.nodes[q].is_used or self._is_year(q) or self._is_span(q):
            return
        name = self._prev(i, "hv")
        verb = self._prev(i, "vAT")
        if self._lower(i) == "for":
            is_price = self._unit(q) is Unit.CURRENCY and self._lower(verb).split(" ")[-1] in _GOES_FOR
            subject = self._subject() if is_price and q == self._next(i, "djv") else None
        elif self._cls(name) == "M" and self.level_event is not None and self._cls(name + 1) in ("p", "h", "v"):
            # "…, the Dow to 49,266": the verb is the one before, and that one led to a level
            joint = self._prev(name, "djv")
            is_list = self._cls(joint) in (",", "c", ";", "s") and self.level_event == self.event
            subject = Subj("price", self.nodes[name].mentions) if is_list else None
        else:
            is_going = self._lower(verb) in _GOING_TO or self._lower(i - 1) == "back"
            subject = self._subject() if is_going and not self._has_own_noun(verb) else None
        if subject is None or subject.sort != "price" or not self._is_level(q, subject.mentions):
            return
        self.event += self._lower(i) == "for" or self._cls(name) != "M"
        self._emit_level(q, subject.mentions, subject.is_understood)
        if self._lower(verb) in _GOES_IF and any(node.lower in ("if", "should", "once") for node in self.nodes[:verb]):
            for draft in self.drafts[-len(subject.mentions) :]:
                draft.is_target = draft.quantity_node == q  # "If …, the 10-year goes to 4.5%"
        if self._lower(q + 1) == "from" and self._cls(q + 2) == "Q":
            self._on_from(q + 2)

    def _has_own_noun(self, verb: int) -> bool:
        """Say whether a clause that named nobody has a noun before its verb: "after the price of a console went to $499"."""
        if self.subj is not None:
            return False
        j = verb - 1
        while j >= 0 and self.nodes[j].cls not in ",;:s(-c":
            if self.nodes[j].cls in "hwWnN":
                return True
            j -= 1
        return False

    def _is_span(self, q: int) -> bool:
        """Say whether a figure counts what follows and is no price: "went to 435 dealers"."""
        return self._cls(q + 1) in ("w", "n", "W") and self._lower(q + 1) not in (*MARKS, "apiece", "each")

    def _on_top_of(self, i: int) -> None:
        """Read "gained 23% in February, on top of 9.8% in January": an earlier move the same way."""
        q = self._next(i, "djvNp")
        if self._cls(q) != "Q" or self._unit(q) is not Unit.PERCENT or q - i > 5 or self.last_event is None:
            return
        subject, direction = self.last_event[0], self._direction_at(i)
        if subject.sort == "price" and direction in (Direction.UP, Direction.DOWN) and not self.nodes[q].is_used:
            self.event += 1
            self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
            for draft in self.drafts[-len(subject.mentions) :]:
                draft.is_open = True  # without a time of its own nobody can say of when

    def _on_level_before(self, i: int) -> None:
        """Read "at 4.42% versus 4.36% on Tuesday", ", from 4.33% Thursday": the level of a day that is named."""
        q = self._next(i, "djv")
        day = self._next(i, "")
        has_day_before = self._cls(day) == "T" and self._lower(day).endswith("'s")
        q = self._next(day, "djv") if has_day_before else q
        if self._cls(q) != "Q" or self.nodes[q].is_used:
            return
        if self._lower(i) == "from" and self._on_from_to(i, q):
            return
        if self._cls(self._next(q, "vj")) != "T" and not has_day_before:
            return
        subject = self._subject()
        has_level = has_day_before or any(draft.kind is Kind.LEVEL for draft in self.drafts)
        if has_level and subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)

    def _on_from_to(self, i: int, q: int) -> bool:
        """Read "rose every day, from 3.97% to 4.15%": the levels that a move went between."""
        to = q + 1
        if self._cls(to) == "p" and self._cls(to + 1) == "T":
            to += 2  # "from 4,982.77 on April 8 to 6,921.46"
        elif self._cls(to) == "T":
            to += 1
        end = self._level_after(to) if self._lower(to) == "to" else self.n
        subject = self._subject()
        if self._cls(end) != "Q" or subject is None or subject.sort != "price":
            return False
        is_going = self._lower(self._prev(i, "v")) in _WENT or (
            self._cls(i - 1) in (",", "T", "A") and self.last_event is not None and i - self.last_event[1] <= 6
        )
        if not is_going or not all(self._is_level(k, subject.mentions) for k in (q, end)):
            return False
        self._on_from(q)
        self._emit_level(end, subject.mentions, subject.is_understood)
        return True

    def _use_peak(self, i: int) -> None:
        """Use up the figure of "below its peak of $126,000": where a price once was."""
        for j in range(i + 1, min(self.n, i + 8)):
            if self.nodes[j].cls == "Q":
                self.nodes[j].is_used = self._day_beside(j) is None
                return
            if self.nodes[j].cls in ",;:cs":
                return

    def _on_be(self, i: int) -> None:
        """Read "the 10-year yield was 4.21%", "the VIX is about 16.9"."""
        q = self._next(i, "vd")
        is_doing = self._lower(i) in ("did", "does") and self._cls(i - 1) == "M" and self.last_event is not None
        if is_doing and self._cls(q) == "Q" and self._unit(q) is Unit.PERCENT and not self.nodes[q].is_used:
            self.event += 1
            self._emit(Kind.CHANGE, q, self.nodes[i - 1].mentions, self._direction_at(q))  # "Merck did 22%"
            return
        if self._lower(i) not in _BEING or self._cls(q) != "Q" or self.nodes[q].is_used:
            return
        number = self.nodes[q].number
        assert number is not None
        subject = self._subject()
        if subject is None and self._lower(i - 1) == "close" and self._cls(i - 2) == "T" and i == 2:
            subject = self.memory.main  # "Friday's close was 4,464.05"
        following = self.nodes[q + 1] if q + 1 < self.n else None
        is_end = following is None or following.cls in ",.;:)(-cTsr" or following.lower in AFTER_A_PRICE
        if subject is None or subject.sort != "price" or len(subject.mentions) != 1 or number.sign or not is_end:
            return
        if number.quantity.unit in LEVEL_UNITS and self._is_level(q, subject.mentions):
            self.event += 1
            self._emit_level(q, subject.mentions, subject.is_understood)

    def _on_quantity(self, i: int) -> None:
        """Read a level after a verb that reaches one: "hit 7,000", "closed at a record 6,932.05"."""
        node = self.nodes[i]
        if node.is_used or self._on_signed(i):
            return
        if not self.verb_seen and not (self._lower(self._prev(i, "dj")) in _AIMS and self._is_maybe(i)):
            return
        before = self._prev(i, "djvhwN")
        if self._lower(before) in PEAKS:
            before = self._prev(before, "djvhwN")  # "touched a record above $109,000"
        anchor = before
        if self._lower(before) == "of":
            anchor = self._prev(before, "djvhwNn")
        if self._cls(self._next(i)) == "A":
            return
        is_to_a_level = self._cls(i + 1) == "Q" or self._cls(self._next(i + 1, "djv")) == "Q"
        if self._unit(i) is Unit.POINT and self._lower(i + 1).split(" ")[0] in _APART_FROM and is_to_a_level:
            node.is_used = True
            return  # "sits 734 points below 50,000": how far off is no level
        if self._lower(anchor) in ("traded", "trading", "trades"):
            self.level_verb = self._lower(anchor)
        whose = self._subject()
        is_currency = whose is not None and {self._kind(m) for m in whose.mentions} == {InstrumentKind.CURRENCY}
        if is_currency and self._lower(anchor) in ("bought", "buys", "buying", "fetched", "fetching"):
            self.level_verb = self._lower(anchor)  # "the greenback bought 159.55 yen"
        extreme = self._prev(before, "") if self._lower(before) == "of" else -1
        is_open_range = self._lower(anchor) == "from" and self._lower(i + 1) == "to"
        is_range = self._lower(extreme) in ("low", "high") and (self._lower(anchor) == "between" or is_open_range)
        if is_range and whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
            self._emit_level(i, whose.mentions, whose.is_understood)  # "between a low of $121.58 and a high of $128.34"
            # "… and a high of $128.34"
            q = next((j for j in range(i + 1, min(self.n, i + 7)) if self._cls(j) == "Q"), self.n)
            is_other = self._lower(i + 1) in ("and", "to") and self._lower(q - 2) in ("low", "high")
            if is_other and self._lower(q - 1) == "of" and self._is_level(q, whose.mentions):
                self._emit_level(q, whose.mentions, whose.is_understood)
        elif self._is_of_a_peak(i):
            self.nodes[i].is_used = self._day_beside(i) is None  # "7% off its October peak of 23,958"
        elif is_open_range and self._lower(self._prev(anchor, "v")) in _WENT and self._cls(i + 2) == "Q":
            # "went from 0.93% to 1.45%"
            for q in (i, i + 2):
                if whose is not None and whose.sort == "price" and self._is_level(q, whose.mentions):
                    self._emit_level(q, whose.mentions, whose.is_understood)
                    for draft in self.drafts[-len(whose.mentions) :]:
                        draft.is_base = q == i
        elif self._lower(anchor) == self.level_verb and self.level_verb:
            subject = self._subject()
            unit = self._unit(i)
            if unit is Unit.PERCENT and self.level_verb.startswith(_REGAINING) and subject is not None:
                self._emit_move(i, subject, Direction.UP, [i], [])  # "regained 5 percent on Wednesday"
            elif (
                subject is not None
                and subject.sort == "price"
                and (unit is not Unit.PERCENT or self._is_level(i, subject.mentions))
                and not (self.level_verb == "peak" and self._lower(self._prev(i, "djv")) == "of")
            ):
                if self._is_level(i, subject.mentions):
                    self._emit_level(i, subject.mentions, subject.is_understood)
        elif self._lower(anchor) in _GIVES and self._unit(i) is Unit.PERCENT and whose is None:
            period = self._of_a_period(anchor)
            if period is not None and self._cls(self._next(i)) in ("", ".", ",", ";", "c", "-", "T", ")"):
                self._emit_move(i, period, Direction.UP, [i], [])  # "the first quarter delivered 12.4%"
        elif self._lower(anchor) in _EARNED and self._unit(i) is Unit.PERCENT:
            kinds = {self._kind(found) for found in whose.mentions} if whose is not None else set()
            if (
                whose is not None
                and kinds
                and kinds <= {InstrumentKind.INDEX, InstrumentKind.SECTOR, InstrumentKind.STYLE}
            ):
                self._emit_move(i, whose, Direction.UP, [i], [])  # "the Nasdaq made 0.7%"
        elif self._lower(anchor) in _AIMS and self._is_maybe(anchor):
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)  # "could see 7,400"
        elif self._is_placed(i, anchor):
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)
        elif self._lower(anchor) in _PAYING and self._unit(i) is Unit.PERCENT:
            if whose is not None and whose.sort == "price" and self._is_level(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)  # "the 10-year note now pays 2.36%"
        elif self._is_asked_price(i, anchor):
            if whose is not None and whose.sort == "price" and self._is_money_of(i, whose.mentions):
                self._emit_level(i, whose.mentions, whose.is_understood)
        elif self._cls(anchor) == "C" and (at := self._adverb_after(i)) is not None:
            # "ended 204.57 points, or 0.44%, higher"
            subject = self._subject()
            if subject is not None and not self.nodes[at].is_used:
                figures = [j for j in range(i, at) if self._cls(j) == "Q" and not self.nodes[j].is_used]
                _, levels, _ = self._complement(at, first=figures)
                self._emit_move(at, subject, self.nodes[at].direction, figures, levels)
                self.nodes[at].is_used = True
        elif self._cls(anchor) == "C" and self._cls(self._next(i)) not in ("A", "n", "w"):
            subject = self._subject()
            if subject is not None and subject.sort == "price" and self._is_level(i, subject.mentions):
                self._emit_level(i, subject.mentions, subject.is_understood)

    def _is_maybe(self, at: int) -> bool:
        """Say whether "could" or its like stands shortly before."""
        return not _MODALS.isdisjoint(node.lower for node in self.nodes[max(0, at - 7) : at])

    def _is_placed(self, q: int, anchor: int) -> bool:
        """Say whether a hedge of place makes a figure a level: "was last seen near $91,000", "is back above $60"."""
        number = self.nodes[q].number
        assert number is not None
        is_price = number.quantity.unit in (Unit.CURRENCY, Unit.NONE) or "." in number.quantity.text
        if number.quantity.bound is Bound.BETWEEN and self._lower(anchor) in _RANGING:
            return is_price  # "spent the day between 6,899 and 6,932"
        is_place = not PLACES.isdisjoint(number.hedge.split())
        return is_price and is_place and bool({self._lower(anchor), self._lower(self._prev(q, "djv"))} & _PLACED)

    def _is_asked_price(self, q: int, anchor: int) -> bool:
        """Say whether a verb tells what one share, ounce or coin costs: "was worth $58.78", "cost $61.99 a barrel"."""
        anchor = self._prev(q, "djv") if self._lower(anchor) not in _COSTING else anchor
        if self._unit(q) is not Unit.CURRENCY or self._lower(anchor) not in _COSTING or q - anchor > 3:
            return False
        return self._cls(q + 1) not in ("w", "n", "W") or self._lower(q + 1) in ("apiece", "each")

    def _is_money_of(self, q: int, mentions: tuple[Found, ...]) -> bool:
        """Say whether what something cost can be the price of it; a share's only where the text says that it is of one."""
        if len(mentions) != 1 or not self._is_level(q, mentions):
            return False
        if self._kind(mentions[0]) not in (InstrumentKind.SHARE, InstrumentKind.FUND):
            return True
        number = self.nodes[q].number
        is_each = number is not None and (number.quantity.per == "share" or self._lower(q + 1) in ("apiece", "each"))
        return is_each or any(node.cls == "h" for node in self.nodes[max(0, q - 6) : q])

    def _is_of_a_peak(self, q: int) -> bool:
        """Say whether the figure at `q` is the peak, high or low that something is told to be away from."""
        if self._lower(self._prev(q, "djv")) != "of":
            return False
        before = self.nodes[max(0, q - 8) : q]
        names = [k for k, node in enumerate(before) if node.lower.removeprefix("all-time ") in PEAKS]
        return bool(names) and any(node.lower in FAR_FROM and node.cls == "p" for node in before[: names[-1]])

    def _on_signed(self, i: int) -> bool:
        """Read "Caterpillar +9.9% to $890.11": a signed figure beside a name is a move of its own."""
        number = self.nodes[i].number
        assert number is not None
        direction = {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign)
        name = self._name_before(i)
        if (
            direction is not None
            and name is None
            and self._lower(self._next(i)) in _MOVES
            and number.quantity.unit in CHANGE_UNITS
        ):
            subject = self._subject()
            if subject is not None and subject.sort == "price":
                self._emit_move(i, subject, direction, [i], [])
                return True
        if direction is not None and name is None and self._is_signed_move(i):
            subject = self._subject() or (self.last_event[0] if self.last_event else None)
            if self._cls(i - 1) == ";":
                subject = Subj("price", self._of_headline(i) or ())
            if subject is not None and subject.sort == "price" and subject.mentions:
                more, levels, _ = self._complement(i, first=[i])
                self._emit_move(i, subject, direction, [i, *more], levels)
                return True
        if (
            direction is None
            or name is None
            or number.quantity.unit not in CHANGE_UNITS
            or number.quantity.place >= 1000
        ):
            return False
        mentions = self.nodes[name].mentions
        if number.quantity.unit is Unit.BASIS_POINT and not {self._kind(m) for m in mentions} & {
            InstrumentKind.YIELD,
            InstrumentKind.RATE,
        }:
            return False
        changes, levels, _ = self._complement(i, first=[i])
        self._emit_move(i, Subj("price", mentions[-1:]), direction, [i, *changes], levels)
        return True

    def _is_signed_move(self, i: int) -> bool:
        """Say whether a signed figure is a move of the clause's subject: "finished -0.2%", "$98.71 (+3.1%), +8.6% w/w"."""
        unit = self._unit(i)
        if unit not in (Unit.PERCENT, Unit.BASIS_POINT, Unit.POINT, Unit.NONE):
            return False
        before = self._prev(i, "dv")
        if self._lower(before) == "at" or (self._lower(before) == "with" and self._lower(before - 1) in LEADING):
            before = self._prev(before, "v")
        if self._lower(before) in LEADING and self._lower(before + 1) == "with":
            return unit is not Unit.NONE  # "Tech led with +4.2%"
        is_moving = self._lower(before) in ("move", "moved", "moving", "moves")
        if unit is not Unit.NONE and (self._cls(before) in ("C", "a") or is_moving):
            return True
        if unit is Unit.PERCENT and before == i - 1 and self._is_headline_move(i):
            return True
        j = i - 1
        while j >= 0 and (self.nodes[j].cls in "(,)T-" or self.nodes[j].lower in ("or", "and")):
            j -= 1
        if j == i - 1 or self._cls(j) != "Q":
            return False
        if unit is Unit.NONE and (self._cls(i - 1) != "(" or "." not in self.nodes[i].lower):
            return False
        return any(draft.quantity_node == j and draft.kind in (Kind.LEVEL, Kind.CHANGE) for draft in self.drafts)

    def _is_headline_move(self, i: int) -> bool:
        """Say whether a signed figure tells of who its headline is about: "…; shares +4%", "takes off again; +11%"."""
        before = self.nodes[i - 1] if i else None
        if before is None:
            return False
        if before.cls == "h":
            return before.lower in ("shares", "stock") and self.subj is not None and self.subj.sort == "price"
        if before.cls == ";":
            return self._cls(i + 1) in ("", ";", ".", "p", "T", "w") and self._of_headline(i) is not None
        is_labelled = self.label is not None and self.subj is not None and self.subj.is_understood
        return is_labelled and before.cls in "wW" and self.subj is not None and self.label in self.subj.mentions
