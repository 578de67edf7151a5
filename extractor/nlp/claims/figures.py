"""The figures that follow a move: how much, from where, to where."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extractor.nlp.claims.comparing import Comparing
from extractor.nlp.claims.drafts import Draft, Subj
from extractor.nlp.claims.words import (
    CHANGE_UNITS,
    COMMODITY_UNITS,
    DURATIONS,
    FAR,
    FAR_FROM,
    GIVING_UP,
    LEVEL_UNITS,
    MARKS,
    MONEY_KINDS,
    NEARBY,
    PEAKS,
    POINT_KINDS,
    PRICE_UNITS,
    QUOTED_IN,
    SESSIONS,
    TAKEN,
    TARGETS,
)
from extractor.nlp.lexicon import BEATEN
from extractor.records import Bound, Direction, InstrumentKind, Kind, Unit

_TRADE_VOLUME = frozenset("heavy light thin brisk strong trading above-average below-average".split())
_APART = frozenset("better worse more ahead behind short shy away".split())
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
)
_REACHING = frozenset("to at from by above below near around past through under over beneath beyond".split())

# What stands behind a count of days: no points.
_COUNTED = frozenset(
    "record records close closes high highs low lows peak peaks all-time closing weekly daily straight consecutive new fresh times".split()
)


class Figures(Comparing):
    """Takes the figures of an event and writes its drafts."""

    def _swallow(self, i: int) -> None:
        """Use up the figures of a move whose subject is nobody we know."""
        changes, levels, _ = self._complement(i)
        for q in changes:
            self._emit_given(i, q)
        for q in (*changes, *levels):
            self.nodes[q].is_used = True

    def _emit_given(self, verb: int, q: int) -> None:
        """Read "the rally added 3% to the S&P 500": a move of what it is given to."""
        direction = TAKEN.get(self._lower(verb))
        to = self._next(q, "")
        name = self._next(to, "dj")
        is_whole = self._cls(name) == "M" and self._cls(name + 1) not in ("g", "n", "w", "h")
        if direction is not None and self._lower(to) in ("to", "from", "off") and is_whole:
            if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                self.event += 1
                self._emit(Kind.CHANGE, q, self.nodes[name].mentions, direction)

    def _on_from(self, q: int) -> None:
        """Use up the figure after "from"; with its own day ("from 4.47% late Thursday") it is a level."""
        day = self._next(q, "vj")
        subject = self._subject()
        is_level = subject is not None and subject.sort == "price" and self._is_level(q, subject.mentions)
        is_peak = any(node.lower.removeprefix("all-time ") in PEAKS for node in self.nodes[max(0, q - 4) : q])
        is_target = any(node.lower in TARGETS for node in self.nodes[:q])
        before = self._prev(q, "djv")
        has_day_before = self._cls(before) == "T" and self._lower(before).endswith("'s")
        peak_day = before if has_day_before else self._day_beside(q) if is_peak else None
        if self._lower(q + 1) in ("on", "in") and self._cls(q + 2) == "T":
            peak_day = q + 2  # "from $172.42 on April 8 to $259.04"
        has_day = self._cls(day) == "T" or peak_day is not None
        if is_level and subject is not None and not is_target and (has_day or not is_peak):
            self._emit(Kind.LEVEL, q, subject.mentions, None, subject.is_understood)
            for draft in self.drafts[-len(subject.mentions) :]:
                if draft.quantity_node == q:
                    draft.is_base, draft.day = not has_day, peak_day
        self.nodes[q].is_used = True

    def _level_after(self, i: int) -> int:
        """Return the figure that "to" or "at" at `i` leads to: "to a record closing high of 6,932.05"."""
        j = i + 1
        while (
            j < self.n
            and j - i <= 7
            and (
                self.nodes[j].cls in "djvhwCP"
                or self._lower(j) == "of"
                or (j == i + 1 and self._lower(j) in ("trade", "stand", "sit", "hover"))
                or (self._cls(j - 1) in "CLV" and self._lower(j) in ("at", "near", "around", "above", "below"))
                or (self.nodes[j].cls == "T" and self._lower(j).endswith("'s"))
            )
        ):
            if self._lower(j) in ("average", "averages"):
                return self.n  # an average is no price
            if self._lower(i) in FAR_FROM and self._lower(j).removeprefix("all-time ") in PEAKS:
                return self.n  # "44% below its peak of $126,000": where it once was
            j += 1
        return j

    def _aside_end(self, i: int) -> int | None:
        """Return the "to" after an aside between commas: "fell 12.3%, its worst day since May, to $75"."""
        for j in range(i + 1, min(self.n, i + 12)):
            cls = self.nodes[j].cls
            if cls == ",":
                to = j + 1
                return to if self._lower(to) in ("to", "at") and self._cls(self._level_after(to)) == "Q" else None
            if cls in "UCLVPXbMAQ;:":
                return None
        return None

    def _complement(self, i: int, *, first: Sequence[int] = ()) -> tuple[list[int], list[int], int]:
        """Return the figures after a word of a move: changes, levels, and where they stop.

        `first` are changes that stand before the word and are its own: "2% higher at 45,000".
        """
        changes: list[int] = list(first)
        levels: list[int] = []
        expect = "change"
        depth = 0
        is_aside = False
        j = i + 1
        while j < self.n:
            node = self.nodes[j]
            cls = node.cls
            if cls == "Q":
                if node.is_used:
                    break
                unit = self._unit(j)
                if expect == "level":
                    levels.append(j)
                elif expect == "from":
                    self._on_from(j)
                elif self._is_threshold(j) and (self._is_near(j) if changes else expect == "change"):
                    levels.append(j)  # "slips near $110", "was down 0.2% near $70,400"
                elif unit in CHANGE_UNITS or (unit is Unit.NONE and (expect == "change" or self._lower(j - 1) == "or")):
                    if self._cls(j + 1) == "A" and changes:
                        break
                    if self._cls(j + 1) == "N" and self._lower(i) in GIVING_UP:
                        node.is_used = True
                        break  # "gave up a 1,000-point rally"
                    changes.append(j)
                else:
                    break
                expect = "more"
            elif cls == "p" and node.lower in _REACHING:
                k = self._level_after(j) if node.lower != "by" else self._next(j, "djv")
                if self._cls(j + 1) in ("C", "V", "L") and self._cls(self._next(k, "v")) == "A":
                    break  # "bounced back to close 0.2% lower"
                if self._cls(k) != "Q" or self._cls(self._next(k, "jT")) == "N":
                    break
                expect = {"from": "from", "by": "change"}.get(node.lower, "level")
                j = k
                continue
            elif (
                cls in "vT"
                or (cls == "A" and j > i + 1 and self._cls(j - 1) == "Q")
                or (
                    cls in "dj"
                    and self._cls(self._next(j, "djvw" if cls == "d" else "djv")) == "Q"
                    and self._next(j, "djvw") - j <= 3
                )
                or (cls == "w" and self._cls(j - 1) == "d" and self._cls(j + 1) == "Q")
            ):
                pass
            elif cls == "p" and node.lower in ("in", "during") and (end := self._session_end(j)) is not None:
                j = end  # "sunk 5.5% in Thursday's regular session, to $29.05"
            elif cls == "p" and node.lower in ("on", "in") and self._cls(j - 1) == "Q" and self._cls(j + 1) == "T":
                pass  # "from $172.42 on April 8 to $259.04"
            elif cls == "-" and is_aside:
                is_aside = False
            elif (
                cls == "("
                and self._cls(j + 1) in ("Q", "A")
                and (
                    changes
                    or (j == i + 1 and self._cls(j + 1) == "Q" and self._cls(j + 2) == ")")  # "went down (−6.4%)"
                )
            ):
                depth += 1
            elif cls == ")" and depth:
                depth -= 1
            elif cls == ",":
                k = self._next(j, "v")
                following = self._cls(k)
                if following == "Q" and ((changes and self._is_near(k)) or (levels and self._is_close_by(k))):
                    levels.append(k)  # "was off 38 points, or 0.6%, near 6,762"
                    j = k + 1
                    continue
                if following == "Q" and changes and self._unit(k) in CHANGE_UNITS and not self.nodes[k].is_used:
                    if self._cls(k + 1) == "A" or self._cls(k + 1) == "N":
                        break
                elif following == "c" and self._lower(k) == "or" and self._cls(self._next(k)) == "Q":
                    j = self._next(k)
                    continue
                elif following == "c" and self._cls(k + 1) == "Q" and len(changes) >= 2:
                    j = k + 1
                    continue
                elif (
                    following == "p"
                    and self._lower(k) == "by"
                    and not changes
                    and self._cls(self._next(k, "djv")) == "Q"
                ):
                    j = k  # "fell anyway, by 3.1%"
                    continue
                elif changes and self._is_closing_level(k):
                    levels.append(k)  # "up 270.03 points, or 0.6%, 49,266.11"
                    j = k + 1
                    break
                elif following == "p" and self._lower(k) == "from" and self._is_from_a_day(k) and (changes or first):
                    pass  # "rose 1.8%, from Friday's 26,595.95"
                elif not (
                    following == "p"
                    and self._lower(k) in ("to", "at", "near", "around", "above", "below")
                    and self._cls(self._level_after(k)) == "Q"
                    and (changes or first or self._is_price(self._level_after(k)))
                ):
                    aside = self._aside_end(j)
                    if aside is None or not (changes or first):
                        break
                    j = aside
                    continue
            elif cls == "c":
                k = self._next(j, "v")
                if self._lower(self._next(k, "")) in ("above", "below", "off", "under") and self._cls(k) == "Q":
                    break  # "up 6.1% on the year and 25% above its April low"
                if not (
                    (self._cls(k) == "Q" and changes and self._unit(k) is self._unit(changes[0]))
                    or (node.lower == "or" and self._cls(k) == "Q")
                ):
                    break
                if self._cls(k + 1) in ("A", "N"):
                    break
            elif cls == "-" and self._cls(j + 1) == "Q" and self._cls(self._next(j + 1, "v")) in ("-", ","):
                is_aside = True
            else:
                break
            j += 1
        return changes[len(first) :], levels, j

    def _session_end(self, i: int) -> int | None:
        """Return the last node of "in Thursday's regular session", "in afternoon trade"; None where no session is told."""
        for j in range(i + 1, min(self.n, i + 6)):
            if self.nodes[j].lower in SESSIONS:
                return j
            if self.nodes[j].cls not in "dTjwv":
                return None
        return None

    def _is_threshold(self, q: int) -> bool:
        """Say whether "above" or "below" makes a figure right after a move a level: "rose above 24"."""
        number = self.nodes[q].number
        assert number is not None
        if self._is_near(q):
            return True  # "slips near $110", "fell just short of 49,300"
        if number.hedge.startswith(("as low as", "as high as", "as far as")) and number.quantity.unit in PRICE_UNITS:
            return True
        is_side = number.quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST)
        return (
            is_side
            and number.hedge.split()[-1:] in (["above"], ["below"], ["past"], ["under"])
            and number.quantity.unit in LEVEL_UNITS
        )

    def _emit_move(
        self,
        i: int,
        subject: Subj,
        direction: Direction | None,
        changes: Sequence[int],
        levels: Sequence[int],
        *,
        trigger: int | None = None,
    ) -> None:
        """Make drafts of a move: its changes and levels, or its direction alone."""
        self.event += 1
        self.cue = i
        self.directions.append((i, direction))
        self.last_event = (subject, i)
        if subject.sort == "unknown" or self._is_of_a_commodity([*changes, *levels], subject):
            for q in changes:
                self._emit_of_place(q, direction)
                self._emit_given(i, q)
            for q in (*changes, *levels):
                self.nodes[q].is_used = True
            return
        if subject.sort == "other":
            for q in (*changes, *levels):
                self._emit_other(q, subject.mentions, direction if q in changes else None)
            return
        changes = [q for q in changes if self._is_change(q, subject, i)]
        if self._is_unpaired(changes, subject):
            for q in changes:
                self.nodes[q].is_used = True
            return
        if len(changes) == len(subject.mentions) > 1 and len({self._unit(q) for q in changes}) == 1:
            for q, found in zip(changes, subject.mentions, strict=True):
                self._emit(Kind.CHANGE, q, (found,), direction, subject.is_understood)
        else:
            for q in changes:
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
        for number, q in enumerate(levels):
            mentions = subject.mentions
            if len(levels) == len(mentions) > 1:
                mentions = (mentions[number],)
            self._emit_level(q, mentions, subject.is_understood)
        if changes and trigger is not None and self._lower(self._prev(i, "v")).startswith(("remain", "stay")):
            if not any(follower.cls == "T" for follower in self.nodes[i : i + FAR]):
                for draft in self.drafts[-len(subject.mentions) * len(changes) :]:
                    draft.is_open = True  # "thanks to the first half it remains ahead by 26.3%": since some other time
        node = self.nodes[i if trigger is None else trigger]
        needs_number = node.word is not None and node.word.needs_number
        beside = self.nodes[self._next(i)] if needs_number and self._next(i) < self.n else None
        if beside is not None and beside.lower in ("higher", "lower") and beside.direction is direction:
            needs_number = False  # "stocks exploded higher"
        is_bare = not changes and not levels and not needs_number
        if is_bare and self._may_stand_alone(i) and not self._is_streak(i):
            for found in subject.mentions:
                self.drafts.append(
                    Draft(
                        Kind.DIRECTION,
                        node.start,
                        node.end,
                        found,
                        direction,
                        i,
                        None,
                        self.event,
                        is_understood=subject.is_understood,
                    )
                )

    def _emit_of_place(self, q: int, direction: Direction | None) -> None:
        """Read "stocks rose 1.6% in Hong Kong": the place names the index."""
        heads = [k for k in range(max(1, q - NEARBY), q) if self._cls(k) == "h" and self._cls(k - 1) in ("w", "W")]
        if heads:
            return  # "Glencore shares fell 27% in Hong Kong"
        place = self._next(q)
        names = self.nodes[place + 1].mentions if self._lower(place) == "in" and self._cls(place + 1) == "M" else ()
        if self._unit(q) is Unit.PERCENT and len(names) == 1 and self._kind(names[0]) is InstrumentKind.INDEX:
            self._emit(Kind.CHANGE, q, names, direction)

    def _is_of_a_commodity(self, figures: Sequence[int], subject: Subj) -> bool:
        """Say whether "a barrel" or "an ounce" shows that the figures are not the subject's: "U.S. futures lost $10.84 … to $83.58 a barrel"."""
        is_per = any(
            n is not None and n.quantity.per in COMMODITY_UNITS for n in (self.nodes[q].number for q in figures)
        )
        kinds = {self._kind(found) for found in subject.mentions}
        return (
            is_per
            and not kinds & {InstrumentKind.COMMODITY}
            and bool(kinds & {InstrumentKind.FUTURE, InstrumentKind.INDEX})
        )

    def _is_unpaired(self, changes: Sequence[int], subject: Subj) -> bool:
        """Say whether more figures of one unit are listed than there are names to give them to.

        "Delta, United and American fell 2%, 4.6% and 5.1%": where a name is not known, nobody can
        say whose a figure is.
        """
        units = [self._unit(q) for q in changes]
        is_bare_list = set(units) == {Unit.NONE, Unit.PERCENT}  # "gained 2.1 and 2.7 percent, respectively"
        is_list = len(changes) > 1 and (len(set(units)) == 1 or is_bare_list) and len(changes) != len(subject.mentions)
        if not is_list or sum(node.cls == "T" for node in self.nodes) == len(changes):
            return False  # each has a time of its own
        return all(
            all(node.cls in ",cv" and node.lower != "or" for node in self.nodes[a + 1 : b])
            for a, b in itertools.pairwise(changes)
        )

    def _is_change(self, q: int, subject: Subj, verb: int) -> bool:
        """Say whether the figure at `q` can be a change of the subject's price."""
        number = self.nodes[q].number
        assert number is not None
        unit = number.quantity.unit
        if unit in DURATIONS:
            return False  # "closed out the five days up 0.1%"
        if (
            unit is Unit.NONE
            and self._lower(q + 1) == "of"
            and self._lower(q + 2) in ("them", "those", "which", "these")
        ):
            self.nodes[q].is_used = True
            return False  # "a year of 62 record closes; the Dow notched 71 of them"
        kinds = {self._kind(m) for m in subject.mentions}
        beside = self._next(q, "v")
        if self._cls(beside) != "A" and self._lower(beside) in _APART:
            self.nodes[q].is_used = True
            return False
        off = self._next(q, "v")
        if self._lower(off) in ("from", "off") and (self._lower(off + 1), self._lower(off + 2)) == ("its", "own"):
            self.nodes[q].is_used = True
            return False  # "off its August peak, or about the Russell 2000, which had slumped 27 percent from its own"
        if self._lower(off) in ("from", "off") and any(
            word.lower.removeprefix("all-time ") in PEAKS for word in self.nodes[off + 1 : off + 7] if word.cls != "Q"
        ):
            self.nodes[q].is_used = True
            return False  # "fallen more than 45% from September's peak"
        counted = {self._lower(q + 1), self._lower(self._next(q, "j"))}
        if unit is Unit.NONE and not counted.isdisjoint(_COUNTED):
            self.nodes[q].is_used = True
            return False  # "notched 39 record closes"
        following = self._cls(self._next(q, "j"))
        if following in ("n",) or (following == "w" and unit is Unit.NONE):
            self._emit_other(q, subject.mentions, None)
            return False
        if (
            self._lower(q + 1) == "of"
            and self._cls(self._next(q + 1, "djvT")) in ("n", "w", "d")
            and self._lower(self._next(q + 1, "djv")) not in ("value", "ground")
        ):
            self._emit_other(q, subject.mentions, None)
            return False
        after = self._next(q, "")
        if self._lower(after) == "in" and (
            self._cls(after + 1) == "n"
            or (
                self._cls(self._next(after, "djw")) == "n"
                and not ({self._lower(j) for j in range(after, after + 3)} & _TRADE_VOLUME)
            )
        ):
            self._emit_other(q, subject.mentions, None)  # "rose 3% in volume", "fell 5% in terms of sales"
            return False
        if number.quantity.per in COMMODITY_UNITS and InstrumentKind.COMMODITY not in kinds:
            self.nodes[q].is_used = True
            return False
        if unit is Unit.CURRENCY:
            scaled = number.quantity.place >= 1000
            is_pair_unknown = (
                any(m.symbol == "DXY" for m in subject.mentions) and number.quantity.currency not in QUOTED_IN
            )
            if scaled or is_pair_unknown or not kinds & MONEY_KINDS:
                self._emit_other(q, subject.mentions, None)
                return False
        if unit is Unit.NONE and kinds == {InstrumentKind.YIELD}:
            is_in_bp = any(n.number is not None and n.number.quantity.unit is Unit.BASIS_POINT for n in self.nodes[:q])
            is_in_bp = is_in_bp or (
                self.memory.unit is Unit.BASIS_POINT and self.memory.unit_block == self.memory.block
            )
            if is_in_bp and number.quantity.text.isdigit() and len(number.quantity.text) <= 2:
                # "had jumped 61 basis points, declined 16 to 3.33%"
                self.nodes[q].number = number._replace(quantity=replace(number.quantity, unit=Unit.BASIS_POINT))
                return True
            return False
        if unit is Unit.NONE and kinds == {InstrumentKind.COMMODITY}:
            return "." in number.quantity.text and self.nodes[verb].cls in "UA"
        if unit is Unit.NONE:
            return bool(kinds & POINT_KINDS) and not self._is_year(q) and self.nodes[verb].cls in "UAN"
        if unit is Unit.BASIS_POINT:
            return bool(kinds & {InstrumentKind.YIELD, InstrumentKind.RATE})
        if unit is Unit.POINT:
            return bool(kinds & (POINT_KINDS | {InstrumentKind.YIELD, InstrumentKind.RATE, InstrumentKind.CRYPTO}))
        return True

    def _is_streak(self, i: int) -> bool:
        """Say whether "for three sessions in a row", "for a fifth straight week" follows: a streak, no direction."""
        j = self._next(i)
        if self._lower(j) == "in" and any(self._lower(k) == "of" for k in range(j + 1, j + 4)):
            return self._cls(j + 1) in ("Q", "#", "w") or self._lower(j + 1) in (
                "each",
                "every",
                "all",
                "most",
            )  # "slid in four of the previous five sessions"
        if self._lower(j).startswith("for ") and {"straight", "consecutive", "successive"} & set(
            self._lower(j).split()
        ):
            return True
        if self._lower(j) != "for":
            return False
        words = {node.lower for node in self.nodes[j + 1 : j + 7]}
        ordinals = {self._lower(j + 1), self._lower(j + 2), self._lower(j + 2) + self._lower(j + 3)}
        has_ordinal = bool(ordinals & _ORDINALS) or any(
            word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")) for word in ordinals
        )
        if has_ordinal and words & {
            "day",
            "session",
            "week",
            "month",
            "quarter",
        }:
            return True  # "rises for second day"
        return bool(words & {"straight", "consecutive", "successive", "row", "running"})

    def _may_stand_alone(self, i: int) -> bool:
        """Say whether a verb without a figure says a move: nothing follows that it acts on."""
        if self._lower(i) in BEATEN and self._is_about_a_company(i):
            return False  # "Boeing was slammed by regulators"
        if self._lower(i).endswith("ing") and self._lower(i - 1) == "before":
            return False  # "topped 7,000 before easing" tells of the rest of the time, not of the whole
        j = i + 1
        if self._lower(i).startswith(("recover", "rebound", "bounc")) and self._lower(self._next(i, "v")) == "from":
            return False  # "recovered from a plunge of 8% to finish 0.5% lower"
        ahead = self._next(i, "v")
        if self._cls(ahead) == "A" and (self._cls(ahead + 1) == "Q" or self._cls(self._next(ahead + 1, "dj")) == "Q"):
            return False  # "surging up by 4.2 percent": the adverb has the figure
        node = self.nodes[j] if j < self.n else None
        while node is not None and (node.cls == "v" or (node.cls == "j" and node.lower in ("sharp", "high", "low"))):
            j += 1
            node = self.nodes[j] if j < self.n else None
        if node is None or node.cls in ',.;:-)!?scraAT"CUg(':
            return True
        if node.cls == "p":
            if node.lower in ("to", "into"):
                k = self._next(j, "djv")
                return self._lower(k) in (
                    "record",
                    "records",
                    "high",
                    "highs",
                    "low",
                    "lows",
                    "territory",
                    "peak",
                    "session",
                    "levels",
                    "level",
                ) or (
                    self._cls(k) == "Q"
                    or self._lower(self._next(j, "d"))
                    in ("fresh", "new", "record", "all-time", "their", "its", "multi", "correction", "bear")
                )
            if node.lower in ("above", "below", "under", "over", "through") and self._is_line_ahead(j):
                return False  # "dropped back under its 200-day average" is a crossing
            return node.lower in (
                "on", "in", "as", "after", "amid", "following", "with", "for", "despite", "during", "alongside", "along", "by", "at", "against", "before",
                "from", "over", "since", "ahead", "because", "through", "versus", "toward", "towards", "until", "too", "of", "across", "than", "like", "below",
                "above", "under", "given", "without",
            )  # fmt: skip
        return node.cls == "d" and node.lower in ("this", "that", "each")

    def _is_about_a_company(self, i: int) -> bool:
        """Say whether the clause's subject is a company, and not its shares."""
        subject = self._subject()
        has_head = any(self._cls(j) == "h" for j in range(max(0, i - 5), i))
        return (
            subject is not None and not has_head and InstrumentKind.SHARE in {self._kind(m) for m in subject.mentions}
        )

    def _is_line_ahead(self, i: int) -> bool:
        """Say whether "under" at `i` leads to an average or some other line: "its 200-day", "that mark"."""
        for j in range(i + 1, min(self.n, i + 7)):
            lower = self._lower(j)
            if lower in MARKS or lower.startswith("average") or lower.endswith("-day"):
                return True
            if self.nodes[j].cls in ",;:csM":
                return False
        return False
