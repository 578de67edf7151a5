"""Figures that no event took: bound by list, genitive or ellipsis, or nobody's."""

from dataclasses import replace

from extractor.nlp.claims.drafts import Subj
from extractor.nlp.claims.levels import Levels
from extractor.nlp.claims.words import (
    ABOUT_IT,
    CHANGE_UNITS,
    DURATIONS,
    MACRO,
    MONEY_KINDS,
    OPPOSITE,
    PEAKS,
    PLACES,
    POINT_KINDS,
    PRICE_UNITS,
    TAKEN,
    TARGETS,
)
from extractor.nlp.entities import Found
from extractor.records import Bound, Direction, InstrumentKind, Kind, Unit

_MOST_OF_A_MOVE = 30  # percent; a bare figure above it is some price
_COMPARING = frozenset(
    """outperform outperforms outperformed outperforming outpace outpaces outpaced outpacing lag lags lagged lagging trail trails
    trailed trailing beat beating beats outrun outran outrunning outruns outdid outdoing""".split()
)
_PREVIOUS = frozenset("flatline flat previous prior breakeven break-even".split())
_CLOSES = frozenset("close finish settlement record high low peak trough bottom summit".split())
_CLOSING = frozenset("closing all-time intraday record best lowest highest".split())


class Leftovers(Levels):
    """Binds what is left, or leaves it unbound."""

    def _fallback(self) -> None:
        """Bind the figures that no verb took: signs, lists, ellipsis, genitives; else no price."""
        for i in [i for i, node in enumerate(self.nodes) if node.cls == "Q"]:
            node = self.nodes[i]
            if node.is_used:
                continue
            number = node.number
            assert number is not None
            unit = number.quantity.unit
            if unit in DURATIONS:
                continue
            if unit in (Unit.PERCENTAGE_POINT, Unit.POINT) and any(
                n.lower in _COMPARING for n in self.nodes[max(0, i - 8) : i]
            ):
                continue  # how far one outran another is a comparison
            name = self._name_before(i)
            owner = self._next(i, "")
            if self._lower(owner) == "for" and self._cls(self._next(owner, "djv")) == "M":
                name = None  # "9.6% for the S&P 500, 14.6% for the Nasdaq Composite"
            if unit is Unit.NONE and name is not None and self._is_bare_point(i, name):
                continue
            if unit in CHANGE_UNITS and number.quantity.place < 1000:
                if self._fallback_change(i, name):
                    continue
            if self._fallback_level(i, name) or self._fallback_close(i) or self._fallback_target(i):
                continue
            if self._fallback_own(i):
                continue
            if unit is Unit.NONE and not (self._is_count(i) or self._is_ratio(i)):
                continue
            self._fallback_other(i)

    def _is_bare_point(self, i: int, name: int) -> bool:
        """Read "the Dow 370" after "the S&P rose 57": points, as the verb's own figure is."""
        mentions = self.nodes[name].mentions
        own = [d for d in self.drafts if d.kind is Kind.CHANGE and d.node < name and d.quantity_node is not None]
        number, bare = self.nodes[own[-1].node].number if own else None, self.nodes[i].number
        if number is None or bare is None or not self._is_ellipsis(name) or self._is_year(i):
            return False
        unit = number.quantity.unit
        is_decimal = "." in bare.quantity.text
        is_small = bare.quantity.value is not None and bare.quantity.value < _MOST_OF_A_MOVE
        if unit is Unit.PERCENT and is_decimal and is_small:
            # "gained 2.1 and 2.7 percent, and the Dow 1.9": the unit is the list's
            self.nodes[i].number = bare._replace(quantity=replace(bare.quantity, unit=unit))
        elif unit is not Unit.NONE or not {self._kind(m) for m in mentions} <= POINT_KINDS:
            return False
        latest, self.event = self.event, own[-1].event
        self._emit(Kind.CHANGE, i, mentions[-1:], own[-1].direction)
        self.event = latest
        return True

    def _is_ratio(self, i: int) -> bool:
        """Say whether a bare figure is a ratio's: "a forward P/E of 25.1", "its beta is 1.4"."""
        before = self._prev(i, "djv")
        if self._lower(before) not in ("of", "is", "was", "at"):
            return False
        return self._lower(self._prev(before, "djvh")) in ("p/e", "p / e", "ratio", "ratios", "multiple", "eps", "beta")

    def _fallback_change(self, i: int, name: int | None) -> bool:
        node = self.nodes[i]
        number = node.number
        assert number is not None
        sign = {"+": Direction.UP, "-": Direction.DOWN}.get(number.sign)
        unit = number.quantity.unit
        if sign is None and self._is_beside_level(self._next(i, "")):
            node.is_used = True
            return True
        if unit is Unit.CURRENCY and sign is None:
            return False
        if self._is_off_a_peak(i):
            node.is_used = True  # how far from a record is no change of a session
            return True
        mentions = self.nodes[name].mentions if name is not None else ()
        if unit is Unit.POINT and mentions and not {self._kind(m) for m in mentions} & POINT_KINDS:
            node.is_used = True
            return True  # "outrunning SPY by 4.3 points"
        is_level_percent = unit is Unit.PERCENT and bool(
            {self._kind(m) for m in mentions} & {InstrumentKind.YIELD, InstrumentKind.RATE}
        )
        if name is not None and mentions:
            if unit is Unit.BASIS_POINT and not {self._kind(m) for m in mentions} & {
                InstrumentKind.YIELD,
                InstrumentKind.RATE,
            }:
                return False
            governor = self._lower(self._prev(name, "djvh"))
            has_parenthesis = self._cls(i - 1) == "(" or self._cls(name + 1) in "(:-|"
            is_bracketed = self._cls(i - 1) == "(" and self._cls(i + 1) == ")"
            if sign is None and is_bracketed and self._cls(i - 2) in (":", "|") and unit in (Unit.PERCENT, Unit.POINT):
                sign = Direction.DOWN  # "Qualcomm (QCOM): (6.1%)", as accountants write a loss
            if sign is not None:
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions[-1:] if has_parenthesis else mentions, sign)
                return True
            if is_level_percent:
                return False
            carried = self._direction_at(i)
            if not has_parenthesis and self._is_after_concession(i):
                return True  # which of the two it goes on with, no reader can say
            if carried is not None and self._cls(self._next(i, "j")) not in ("n", "w", "h"):
                is_future = self._kind(mentions[-1]) is InstrumentKind.FUTURE  # "those on the Nasdaq 100 0.5%"
                if carried is not Direction.FLAT and (
                    governor not in ("of", "by", "in", "on") or has_parenthesis or is_future
                ):
                    whose = mentions[-1:] if has_parenthesis else mentions
                    more, levels, _ = self._complement(i, first=[i])
                    is_loose = has_parenthesis or not self._is_ellipsis(name)
                    latest = self.event
                    told_before = [d.event for d in self.drafts if d.node < i]
                    # What goes on a list shares its event, and so the time told after it.
                    self.event = told_before[-1] if told_before and not is_loose else latest + 1
                    figures = [i, *more]
                    is_paired = len(figures) == len(whose) > 1 and len({self._unit(q) for q in figures}) == 1
                    for number_of, q in enumerate(figures):
                        own = (whose[number_of],) if is_paired else whose
                        self._emit(Kind.CHANGE, q, own, carried, is_carried=has_parenthesis)
                        if is_loose and not has_parenthesis:
                            for draft in self.drafts[-len(own) :]:
                                draft.is_open = True  # nobody says that the verb goes on so far
                    for q in levels:
                        self._emit_level(q, whose, is_understood=False)
                    self.event = max(self.event, latest)
                    return True
            if self.cause is not None:
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions, self.cause)
                return True
            if has_parenthesis and self.is_list and unit is Unit.PERCENT and self._cls(i + 1) in ("", ".", ")", "|"):
                self.event += 1
                self._emit(Kind.CHANGE, i, mentions, Direction.UP)
                return True
        if sign is not None and name is None and self._is_labelled_figure(i):
            topic = self.memory.topic
            assert topic is not None
            self.event += 1
            self._emit(Kind.CHANGE, i, (topic,), sign, is_understood=True)
            return True
        # "the S&P 500's 8.1%"
        before = self._prev(i, "vj")
        if (
            self._cls(before) == "g"
            and self._cls(before - 1) == "M"
            and self._cls(self._next(i, "j")) not in ("n", "w", "h", "N")
        ):
            owner = self.nodes[before - 1].mentions
            carried = sign or self._direction_at(i)
            if carried in (Direction.UP, Direction.DOWN) and unit is not Unit.CURRENCY:
                self.event += 1
                self._emit(Kind.CHANGE, i, owner, carried, is_carried=sign is None)
                return True
            return False
        # "seven basis points above Thursday's level", "0.5% below the flatline"
        over = self._next(i, "")
        if self._lower(over) in ("above", "below", "under") and (
            self._cls(over + 1) == "T" or self._lower(self._next(over, "d")) in _PREVIOUS
        ):
            noun = self._lower(self._next(over, "dTjg"))
            subject = self.clause_subjects.get(i)
            if subject is None and self.last_event is not None:
                subject = self.last_event[0]
            if (
                noun not in ("record", "peak", "high", "low", "average", "records")
                and not any(node.lower in TARGETS for node in self.nodes[:i])
                and subject is not None
                and subject.sort == "price"
            ):
                self.event += 1
                self._emit(
                    Kind.CHANGE, i, subject.mentions, Direction.UP if self._lower(over) == "above" else Direction.DOWN
                )
                return True
        # "gained 846 points Friday, to 45,631.74, and 1.5% over the five days"
        if (
            self._lower(self._prev(i, "vd")) == "and"
            and self._cls(self._next(i, "")) == "T"
            and unit is Unit.PERCENT
            and self.last_event is not None
            and self.last_event[0].sort == "price"
            and self.clause_subjects.get(i) in (None, self.last_event[0])
            and self._direction_at(i) in (Direction.UP, Direction.DOWN)
        ):
            self.event += 1
            self._emit(Kind.CHANGE, i, self.last_event[0].mentions, self._direction_at(i))
            return True
        # "5.3% for the Russell 1000 Value Index"
        after = self._next(i, "")
        carried = self._direction_at(i)
        if (
            self._cls(after) == "p"
            and self._lower(after) in ("for", "in", "on")
            and carried in (Direction.UP, Direction.DOWN)
        ):
            target = self._next(after, "djv")
            while self._cls(target) == "M" and self._cls(self._next(target, "h")) == "M":
                target = self._next(target, "h")
            names = self.nodes[target].mentions if target < len(self.nodes) else ()
            is_place = self._lower(after) != "in" or all(self._kind(m) is InstrumentKind.INDEX for m in names)
            is_told = any(at < i for at, _ in self.directions)
            is_move = is_place and is_told and unit is not Unit.CURRENCY  # not "holds 8% in Nvidia"
            if self._cls(target) == "M" and self._cls(target + 1) not in ("n", "w", "g") and is_move:
                last = self.last_event[0] if self.last_event else None
                if last is None or last.sort == "price":
                    self.event += 1
                    self._emit(Kind.CHANGE, i, self.nodes[target].mentions, carried)
                    return True
        direction = TAKEN.get(self._lower(self._prev(i, "djv")))
        if direction is not None and self._cls(after) == "p" and self._lower(after) in ("from", "off", "to"):
            target = self._next(after, "djv")
            if self._lower(target) in ("shares", "stock", "value", "price") and self._lower(target + 1) == "of":
                target = self._next(target + 1, "dj")  # "knocked 9.1% off the shares of Hormel Foods"
            if self._cls(target) == "M" and unit in (Unit.POINT, Unit.PERCENT):
                self.event += 1
                self._emit(Kind.CHANGE, i, self.nodes[target].mentions, direction)
                return True
        return False

    def _is_labelled_figure(self, i: int) -> bool:
        """Say whether a line of a report on one company gives its change: "Week to date: +26.95%"."""
        is_label = self._cls(0) == "T" and self._cls(1) in (":", "|") and i == 2
        return self.is_list and is_label and self.memory.topic is not None and self._unit(i) is Unit.PERCENT

    def _is_off_a_peak(self, i: int) -> bool:
        return self._lower(self._next(i, "v")) in ("off", "below", "above", "from", "under") and any(
            node.lower in PEAKS or node.lower.startswith("all-time") for node in self.nodes[i + 1 : i + 7]
        )

    def _is_beside_level(self, over: int) -> bool:
        """Use up the level of "30.8% below the $124,753 at which it closed": how far apart two levels are is no change."""
        beside = self.nodes[over].number if self._cls(over) == "Q" else None
        if beside is not None and beside.hedge.split()[:1] in (["below"], ["above"], ["under"]):
            q = over  # the hedge table takes "below the $124,753" for one figure
        elif self._lower(over) in ("below", "above", "under", "beneath"):
            q = self._next(over, "djv")
        else:
            return False
        if self._cls(q) != "Q" or self._unit(q) not in PRICE_UNITS:
            return False
        self.nodes[q].is_used = True
        return True

    def _is_after_concession(self, i: int) -> bool:
        """Say whether moves both ways stand before, one of them conceded: "lost 4%, though it is up 22%, and the Dow 5.9%"."""
        told = {draft.direction for draft in self.drafts if draft.node < i and draft.direction in OPPOSITE}
        return len(told) > 1 and any(node.lower in ("though", "although") for node in self.nodes[:i])

    def _is_ellipsis(self, name: int) -> bool:
        """Say whether a name goes on a list of moves: "fell 0.5% and the Nasdaq 0.6%"; only then is the verb surely its own."""
        j = name - 1
        while j >= 0 and (self.nodes[j].cls in ",cdjvhs" or self.nodes[j].lower == "by"):
            j -= 1
        return self._cls(j) in ("Q", "A", "T", ")")

    def _fallback_level(self, i: int, name: int | None) -> bool:
        """Read "VIX: 25.09" and "gold ($4,087.70, down 5.7%)"."""
        is_reading = self._lower(i - 1) in ("reads", "read") and self._cls(i - 2) == "M"  # "the VIX reads 13.96"
        name = i - 2 if is_reading else name
        if name is None or self._is_year(i):
            return False
        mentions = self.nodes[name].mentions
        if len(mentions) != 1 or self._cls(self._next(i)) in ("n", "w"):
            return False
        between = {self.nodes[j].cls for j in range(name + 1, i)}
        is_list = bool(between & set("(:|"))
        # "the 10-year at 4.18% and the two-year 3.52%"
        is_yield = self._kind(mentions[0]) is InstrumentKind.YIELD
        is_ellipsis = is_yield and any(d.kind is Kind.LEVEL for d in self.drafts)
        is_yielding = (
            is_yield and self._lower(i - 1) in ("yield", "yields") and name == i - 2
        )  # "10-year notes yield 4.26%"
        is_quoted = self._is_quote(i, name) or self._is_aside(i, name)
        number = self.nodes[i].number
        is_rate = number is not None and number.quantity.bound is Bound.BETWEEN and "range of" in number.hedge
        is_quoted = is_quoted or (is_rate and self._kind(mentions[0]) is InstrumentKind.RATE)
        if not (is_list or is_ellipsis or is_yielding or is_reading or is_quoted):
            return False
        if not self._is_level(i, mentions):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, mentions, None)
        return True

    def _is_aside(self, i: int, name: int) -> bool:
        """Say whether a figure of place stands between commas behind its name: "the dollar index, near 98.9, has made"."""
        number = self.nodes[i].number
        assert number is not None
        is_place = bool(number.hedge) and not PLACES.isdisjoint(number.hedge.split())
        is_bare = number.quantity.unit is Unit.NONE and "." in number.quantity.text
        is_price = number.quantity.unit is Unit.CURRENCY or is_bare or number.quantity.place >= 10
        joint = self._prev(name, "djvh")
        goes_on = self._cls(joint) in (",", "c", ";") and self.level_event is not None
        if i == name + 1 and (goes_on or self._lower(joint) in ("with", "see", "seeing")):
            return is_place and is_price  # "Brent is trading near $62 a barrel, WTI around $58"
        between = [self._cls(k) for k in range(name + 1, i)]
        is_exact = is_bare and "," in number.quantity.text and not number.hedge
        if between == [","] and goes_on and is_exact:
            return self._cls(i + 1) in (
                ";",
                ".",
                "",
            )  # "the Dow was 49,266.11; the S&P 500, 6,921.46; and the Nasdaq, …"
        return is_place and is_price and between == [","] and self._cls(i + 1) in (",", ")", ".", "")

    def _is_quote(self, i: int, name: int) -> bool:
        """Say whether a name that opens a line has its price right behind it: "VIX 19.54.", "Gold $1,781.90, −4.8%"."""
        number = self.nodes[i].number
        assert number is not None
        joint = self._cls(name - 1) if self._lower(name - 1) != "the" else self._cls(name - 2)
        is_opening = name == 0 or joint in (";", "|", ":") or (joint in (",", "c") and self._goes_on_a_quote(name))
        is_price = "." in number.quantity.text or number.quantity.unit is Unit.CURRENCY
        is_dash = self._cls(name + 1) == "-" and name == 0 and i == name + 2  # "Dow – 49,266.11"
        return (
            is_opening and (i == name + 1 or is_dash) and is_price and self._cls(i + 1) in ("", ".", ",", ";", "(", "c")
        )

    def _goes_on_a_quote(self, name: int) -> bool:
        """Say whether a price stood right before the comma before a name: "S&P 500 6,921.46, Dow 49,266.11"."""
        k = self._prev(name, "dc,")
        while self._cls(k) in (")", "Q") and self._cls(k - 1) in ("(", "Q", ","):
            k -= 1
        return self._cls(k) == "Q" and any(d.kind is Kind.LEVEL and d.quantity_node == k for d in self.drafts)

    def _fallback_close(self, i: int) -> bool:
        """Read "Monday's close of 12,581.22", "its closing record of 2,360.17, reached in mid-March": the level of a day that is named."""
        noun = self._prev(i, "djv")
        if self._lower(noun) != "of" or self._lower(noun - 1) not in _CLOSES:
            return False
        first = noun - 1
        while first > 0 and self.nodes[first - 1].cls in "jwCNPh" and self._lower(first - 1) in _CLOSES | _CLOSING:
            first -= 1
        before = self._prev(first, "djv")
        owner: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            owner = self.nodes[before - 1].mentions
        else:
            is_alone = not any(node.cls == "M" for node in self.nodes)
            ahead = next((node.mentions for node in self.nodes[i + 1 :] if node.cls == "M"), ())
            is_fronted = not is_alone and not any(node.cls == "M" for node in self.nodes[:i])
            clause = self.clause_subjects.get(i) or self.main or (self.memory.main if is_alone else None)
            if is_fronted:  # "From its closing low of 1,829.08 on Feb. 11, the S&P …": of who follows
                clause = Subj("price", ahead)
            owner = clause.mentions if clause is not None and clause.sort == "price" else ()
        peak_day = self._day_beside(i)
        has_day = peak_day is not None or self._cls(before) == "T"  # "Monday's close of", "its Oct. 3 peak of"
        if (
            has_day
            and not owner
            and self._cls(self._prev(before, "djv")) == "g"
            and self._cls(self._prev(before, "djv") - 1) == "M"
        ):
            owner = self.nodes[self._prev(before, "djv") - 1].mentions
        after = self._next(i, ",vPLb")
        has_day = (
            has_day
            or (self._cls(after) == "T" and after - i <= 4)
            or (self._lower(after) in ("in", "on") and self._cls(after + 1) == "T")
        )
        if not has_day or len(owner) != 1 or not self._is_level(i, owner):
            return False
        # "A 52-week low of $349.20 on June 25": the level is of the low's own day.
        at = self.nodes[noun - 1].start
        beside = [d.event for d in self.drafts if d.phrase is not None and d.phrase.start <= at < d.phrase.end]
        self.event += 1
        latest, self.event = self.event, beside[0] if beside else self.event
        self._emit(Kind.LEVEL, i, owner, None)
        self.drafts[-1].day = peak_day
        self.event = latest
        return True

    def _fallback_own(self, i: int) -> bool:
        """Read "the Russell 2000's 2,603.91 was a closing record", "its 3,034.49 was …": a price that somebody has."""
        number = self.nodes[i].number
        assert number is not None
        before = self._prev(i, "j")
        is_bare = number.quantity.unit is Unit.NONE and "," in number.quantity.text and "." in number.quantity.text
        if not is_bare or number.sign or self._cls(i + 1) not in ("a", "b", "L", "P", "C"):
            return False
        owner: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            owner = self.nodes[before - 1].mentions
        elif self._lower(before) == "its":
            told = self.main or self.memory.main
            owner = told.mentions if told is not None and told.sort == "price" else ()
        if len(owner) != 1 or self._kind(owner[0]) is not InstrumentKind.INDEX or not self._is_level(i, owner):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, owner, None)
        return True

    def _fallback_target(self, i: int) -> bool:
        """Read "a $12 price target", "fair value of $265": a level that is somebody's forecast."""
        if self._unit(i) in (Unit.NONE, Unit.POINT):
            return self._fallback_index_target(i)
        if self._unit(i) is not Unit.CURRENCY:
            return False
        before = self._prev(i, "djv")
        noun = self._prev(before, "djv") if self._cls(before) == "p" else -1
        is_target = (
            self._lower(self._next(i, "jh")) in TARGETS
            or self._lower(noun) in TARGETS
            or (self._lower(noun) == "value" and self._lower(noun - 1) == "fair")
        )
        at = next((j for j in range(i - 1, max(-1, i - 9), -1) if self._lower(j) in TARGETS), None)
        share = self.memory.share()
        if at is not None:
            is_target = is_target or self._lower(self._prev(i, "djv")) in ("to", "from", "of", "at")
            on = self._next(at, "djv")
            if self._lower(on) in ("on", "for") and self._cls(self._next(on, "djv")) == "M":
                share = self.nodes[self._next(on, "djv")].mentions[-1]
            elif is_target and self._is_of_no_broker(at):
                share = self.nodes[at - 1].mentions[-1]  # "lifted its second-quarter Brent target to $100"
            elif is_target and any(node.cls == "M" for node in self.nodes[:at]):
                self.nodes[i].is_used = True  # the name before is as likely the broker's
                return True
        elif names := [node.mentions[-1] for node in self.nodes[:i] if node.cls == "M"]:
            share = names[-1]
        if not is_target or share is None or not self._is_money(i, share):
            return False
        if any(
            share in node.mentions and self._lower(k - 1) in ("at", "by", "from") for k, node in enumerate(self.nodes)
        ):
            self.nodes[i].is_used = True
            return True  # "price target raised to $40 at Evercore": the broker's name is not whose price it is
        self.event += 1
        self._emit(Kind.LEVEL, i, (share,), None)
        for draft in self.drafts[-1:]:
            draft.is_target = True
        return True

    def _is_of_no_broker(self, at: int) -> bool:
        """Say whether the name right before "target" is of what no broker is called."""
        names = self.nodes[at - 1].mentions if self._cls(at - 1) == "M" else ()
        return len(names) == 1 and self._kind(names[0]) in MONEY_KINDS - {InstrumentKind.SHARE, InstrumentKind.FUND}

    def _fallback_index_target(self, i: int) -> bool:
        """Read "a year-end target of 2,850" for the index that the sentence names."""
        names = tuple(found for node in self.nodes[:i] if node.cls == "M" for found in node.mentions)
        if not names or self._kind(names[-1]) is not InstrumentKind.INDEX or not self._is_level(i, names[-1:]):
            return False
        number = self.nodes[i].number
        is_told = self._lower(self._prev(i, "djv")) in ("of", "to", "at", "from")
        if number is None or not is_told or not any(self._lower(k) in TARGETS for k in range(max(0, i - 8), i)):
            return False
        self.event += 1
        self._emit(Kind.LEVEL, i, names[-1:], None)
        self.drafts[-1].is_target = True
        return True

    def _is_money(self, q: int, found: Found) -> bool:
        number = self.nodes[q].number
        assert number is not None
        return number.quantity.place < 1000 and self._kind(found) in MONEY_KINDS

    def _fallback_other(self, i: int) -> None:
        """Bind a figure that is no price to the name that its clause is about, if any."""
        clause = self.clause_subjects.get(i)
        around_it = {self._cls(j) for j in range(max(0, i - 6), min(self.n, i + 5))}
        is_bare = self._unit(i) in (Unit.PERCENT, Unit.BASIS_POINT, Unit.POINT) and "n" not in around_it
        if is_bare and (clause is None or clause.sort != "other"):
            return  # "topping the 13.1% pop": some move, nobody can say whose
        source = self._prev(i, "djv")
        if self._cls(source) == "p":
            source = self._prev(source, "djvT,")
        if self._lower(source) in MACRO or any(node.lower in MACRO for node in self.nodes[max(0, i - 4) : i]):
            return
        before = self._prev(i, "dvj")
        mentions: tuple[Found, ...] = ()
        if self._cls(before) == "g" and self._cls(before - 1) == "M":
            mentions = self.nodes[before - 1].mentions
        if not mentions:
            j = self._next(i, "djvnwNhT")
            if self._lower(j) in ("for", "at", "of") and self._cls(self._next(j, "djv")) == "M":
                mentions = self.nodes[self._next(j, "djv")].mentions
        if not mentions:
            subject = self.clause_subjects.get(i)
            mentions = subject.mentions if subject is not None else ()
        if not mentions and not any(node.cls == "M" for node in self.nodes):
            share = self.memory.share()
            around = {self._cls(j) for j in range(max(0, i - 4), min(self.n, i + 4))}
            is_about_it = self.memory.is_one_company or any(node.lower in ABOUT_IT for node in self.nodes)
            if share is not None and is_about_it and ("n" in around or self._unit(i) is Unit.MULTIPLE):
                mentions = (share,)
        if mentions and ("n" in around_it or not self._is_level(i, mentions[-1:])):
            self.event += 1
            self._emit_other(i, mentions[-1:], None)  # what may be its price, though not read so, is no "other"
