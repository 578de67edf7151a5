"""Records, ranks, streaks and crossings found as phrases, given their subject."""

from dataclasses import replace

from extractor.nlp.claims.drafts import UNKNOWN, Draft, Subj
from extractor.nlp.claims.quotes import Quotes
from extractor.nlp.claims.words import COMPANY_FIGURES, OPPOSITE
from extractor.nlp.clauses import Node, tells_by_the_bell
from extractor.nlp.entities import Found
from extractor.nlp.phrases import Phrase, ordinal_of
from extractor.records import Bound, Direction, Form, InstrumentKind, Kind, Unit

_SHORTEST_RUN = 2
_OF_AVERAGES = frozenset({Form.GOLDEN, Form.DEATH})
_ONES_CLOSE = frozenset("close finish settlement".split())
_OF_TRADING = frozenset(
    "percentage point points terms trading trade process gain gains gain losses loss declines advances dealings day days week weeks month months year years session sessions quarter time".split()
)
_EARLIER = frozenset("after since until before following touching".split())
_LED = frozenset("led paced headed spearheaded fronted".split())
# Other indices with thirty members.
_OF_THIRTY = frozenset({"^SOX", "^BSESN"})
_BRACKETS = 8  # nodes
# "With financials second and utilities bottom": of the name right before, or nobody.
_RANK_PLACES = frozenset("first second third fourth last bottom top tops best worst strongest weakest most".split())


def _part_of(node: Node) -> str:
    return node.timex.part if node.timex is not None else ""


class Phrased(Quotes):
    """Gives a phrase of a long window to whom it is told of."""

    def _on_phrase(self, phrase: Phrase, stop: int) -> None:
        """Tell a record, rank, streak or crossing of the name after it, its owner or the clause's subject; `stop` is the node after it."""
        first = next((k for k, node in enumerate(self.nodes) if node.end > phrase.start), self.n - 1)
        last = stop - 1
        of_what = self._next(stop, "djvQ")
        if (
            self._lower(stop) in ("in", "of", "for")
            and self._cls(of_what) in ("n", "w", "b", "W")
            and phrase.kind is not Kind.BREADTH
        ):
            if self._lower(of_what) not in _OF_TRADING:
                return  # "a fifth straight quarterly decline in operating profit"
        if phrase.kind is Kind.BREADTH and phrase.detail.form is Form.MEMBERS and not self._is_of_the_dow(phrase):
            return
        if phrase.kind is Kind.BREADTH and phrase.number is not None:
            self.event += 1
            symbol = "^GSPC" if phrase.detail.form is Form.SECTORS else "^DJI"
            _, start, end = phrase.number
            whole = Found(first, first, first, symbol, "role") if phrase.detail.form is not Form.SEVEN else None
            way = phrase.direction or self._direction_of_clause(first)  # "as did 26 of its 30 members"
            if way not in (Direction.UP, Direction.DOWN):
                return
            self.drafts.append(Draft(phrase.kind, start, end, whole, way, last, event=self.event, phrase=phrase))
            self.directions.append((last, way))
            self.counted = way
            self.memory.group, self.memory.group_block = phrase.detail.form, self.memory.block
            return
        direction = phrase.direction
        if direction is None and phrase.kind is Kind.COMPARISON and self.counted is not None:
            direction = self.counted  # "ten of eleven gained ground, energy the most", "seven fell, led by utilities"
        if direction is None:
            direction = self._direction_of_clause(first)
            if phrase.detail.form is Form.ENDED and direction in OPPOSITE:
                direction = OPPOSITE[direction]  # "slipped 0.1%, ending a six-week run"
        subject = self._of_best(first, last) if phrase.kind is Kind.COMPARISON else self._of_phrase(first, last)
        if phrase.kind is Kind.COMPARISON:
            named = subject.mentions if subject is not None and subject.sort == "price" else ()
            form = self._group_of(named, phrase.detail.form)
            if form is None:
                return
            if form in (Form.MEMBERS, Form.SEVEN):
                self.memory.group, self.memory.group_block = form, self.memory.block
            subject = Subj("price", named)
            phrase = phrase._replace(detail=replace(phrase.detail, form=form, count=len(named)))
        is_day_after = subject is UNKNOWN and self._is_day_after(first)
        if is_day_after:
            subject = self.main if self.main is not None and self.main.sort == "price" else None
        if phrase.detail.form in _OF_AVERAGES and (subject is None or subject.sort != "price"):
            subject = self._of_averages(first, subject)
        colon = next((k for k in range(first - 1, -1, -1) if self._cls(k) == ":"), -1) + 1
        opens = self._cls(colon) in ("p", "b", "X", "P", "C", "s") or self.nodes[colon].is_participle
        is_label = colon > 0 and self.subj is None and subject is UNKNOWN and self._cls(colon - 1) == ":"
        if (subject is None or is_label) and stop <= self.n and not self.is_late and (opens or is_day_after):
            # "With its third gain in a row, the S&P 500 …": told of who follows
            self.late.append((phrase, first, last))
            return
        if subject is None or subject.sort != "price" or direction not in (Direction.UP, Direction.DOWN):
            return
        if phrase.kind is Kind.RANK and phrase.detail.of in (Unit.QUARTER, Unit.YEAR):
            is_company = any(self._kind(found) is InstrumentKind.SHARE for found in subject.mentions)
            if is_company and any(node.lower in COMPANY_FIGURES for node in self.nodes):
                return  # "Nvidia had its best quarter ever, with revenue up 60%"
        is_most = phrase.kind is Kind.RANK and phrase.direction is None and phrase.detail.form is not Form.RUN
        if is_most and any(draft.kind is Kind.LEVEL for draft in self.drafts):
            if any(self._kind(found) is InstrumentKind.YIELD for found in subject.mentions):
                return  # "yielded 4.58%, the most since mid-February": as likely the level as the move
        self.event += 1
        if phrase.kind is Kind.STREAK and phrase.detail.form is Form.RUN:
            self.directions.append((last, direction))
        start, end, figure = phrase.start, phrase.end, None
        if phrase.number is not None and phrase.kind in (Kind.STREAK, Kind.CROSS):
            _, start, end = phrase.number
        if phrase.detail.form is Form.OFF and phrase.detail.unit is not Unit.PERCENT:
            figure = next((k for k in range(first, max(first - 3, -1), -1) if self._cls(k) == "Q"), None)
            number = self.nodes[figure].number if figure is not None else None
            if figure is None or number is None or number.quantity.unit is not Unit.PERCENT:
                return
            self.nodes[figure].is_used = True
            start, end = number.quantity.start, number.quantity.end
        if phrase.kind is Kind.COMPARISON:
            # "Led by Nvidia, the top performer in the average" says it once.
            symbols = {found.symbol for found in subject.mentions}
            self.drafts = [
                draft
                for draft in self.drafts
                if draft.phrase is None
                or draft.kind is not Kind.COMPARISON
                or draft.mention is None
                or draft.mention.symbol not in symbols
                or draft.direction is not direction
            ]
        bound = Bound.AT_MOST if phrase.detail.form is Form.OFF and phrase.detail.is_loose else None
        for found in subject.mentions:
            self.drafts.append(
                Draft(
                    phrase.kind,
                    start,
                    end,
                    found,
                    direction,
                    last,
                    figure,
                    self.event,
                    bound=bound,
                    is_understood=subject.is_understood,
                    is_open=phrase.is_past or self._is_told_of_before(first),
                    phrase=phrase,
                )
            )
        for k in range(first, min(stop, self.n)):
            if self.nodes[k].cls != "Q":
                continue
            day = self._day_beside(k) if phrase.detail.form is Form.OFF and k != figure else None
            if day is not None and len(subject.mentions) == 1 and self._is_level(k, subject.mentions):
                self._emit(Kind.LEVEL, k, subject.mentions, None, subject.is_understood)
                self.drafts[-1].day = day  # "20% below its closing high of $47.10 on Jan. 2"
            self.nodes[k].is_used = True
        self._read_tail(phrase, subject, direction, stop)
        self._read_other_runs(phrase, direction, stop)

    def _read_other_runs(self, phrase: Phrase, direction: Direction, stop: int) -> None:
        """Read the second run of "a third straight gain for the Dow and the fourth for the Nasdaq"."""
        if phrase.kind is not Kind.STREAK or phrase.number is None or self._lower(stop) != "for":
            return
        name = self._next(stop, "dj")
        at = name + 1 + (self._cls(name + 1) == ",")
        ordinal = self._next(at, "d")
        other = self._next(ordinal + 1, "dj")
        n = ordinal_of(self._lower(ordinal))
        if self._cls(name) != "M" or self._lower(at) != "and" or self._lower(ordinal + 1) != "for":
            return
        if n < _SHORTEST_RUN or self._cls(other) != "M":
            return
        start, end = self.nodes[ordinal].start, self.nodes[ordinal].end
        told = phrase._replace(
            start=start, end=end, detail=replace(phrase.detail, count=n), number=(n, start, end), lead=-1
        )
        self.event += 1
        for found in self.nodes[other].mentions:
            self.drafts.append(Draft(phrase.kind, start, end, found, direction, other, None, self.event, phrase=told))

    def _of_averages(self, first: int, subject: Subj | None) -> Subj | None:
        """Return whose averages cross: "the S&P 500's 50-day average fell through its 200-day, a death cross", "a death cross on Tesla's chart"."""
        if subject is not None and subject.mentions:
            return Subj("price", subject.mentions)
        if any(node.cls == "?" for node in self.nodes):
            return subject
        named = {found for node in self.nodes if node.cls == "M" for found in node.mentions}
        if len(named) == 1:
            at = next(k for k, node in enumerate(self.nodes) if node.cls == "M")
            is_near = not any(node.cls in ";:sr" for node in self.nodes[min(at, first) + 1 : max(at, first)])
            if is_near and (
                self._cls(at + 1) in ("g", "")
                or self._lower(at + 1) in ("chart", "charts")
                or self._lower(self._prev(at, "dj")) in ("in", "for", "on", "of")
            ):
                return Subj("price", tuple(named))  # "appeared on Tesla's chart", "the 50-day average for bitcoin"
        main = self.memory.main
        is_told = main is not None and main.sort == "price" and len(main.mentions) == 1
        is_alone = not named and all(node.cls in "djvTpaoPXL," for node in self.nodes[:first])
        if is_alone and is_told and self.memory.block == self.memory.main_block:
            return main  # "A golden cross showed up on the charts last week."
        return subject

    def _of_best(self, first: int, last: int) -> Subj | None:
        """Return whose it is to be the best: "led by materials", "the biggest gainer was energy", else the clause's."""
        governor = self._next(last, "")
        if self._lower(governor) in ("by", "was", "were", "is", "are", ":"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions)
        if self._lower(first) in _LED and self._lower(governor) == "by":
            return None
        if self._cls(self._prev(first, "dav")) in ("w", "W") and self._cls(first - 1) != "d":
            return None  # "Acme fared best": a name that nobody knows
        beside = self._prev(first, "djv,a")
        if self._cls(beside) == ")":  # "Caterpillar (+6.1%) and Nvidia (+5.6%) up top"
            names: list[Found] = []
            while self._cls(beside) == ")":
                name = next((k for k in range(beside, max(-1, beside - _BRACKETS), -1) if self._cls(k) == "M"), -1)
                if name < 0 or self._cls(name + 1) != "(":
                    break
                names = [*self.nodes[name].mentions, *names]
                beside = self._prev(name, "dj,c")
            if names:
                return Subj("price", tuple(names))
        if self._cls(beside) == "M":
            return Subj("price", self.nodes[beside].mentions)
        if self._cls(beside) == "Q" and self._cls(self._prev(beside, "djv:-")) == "M":
            return Subj("price", self.nodes[self._prev(beside, "djv:-")].mentions)
        if self._lower(first) in _RANK_PLACES:
            return None
        return self._of_phrase(first, first)

    def _read_tail(self, phrase: Phrase, subject: Subj, direction: Direction, stop: int) -> None:
        """Read the figure that closes "fell for a ninth session, to 17.48", "its biggest drop since October, 2.6%"."""
        stop += self._lower(stop) == "running"  # "for a fourth session running to 23.87"
        at = stop + (self._cls(stop) == ",")
        to = self._lower(at)
        if phrase.kind is Kind.STREAK and phrase.detail.form is Form.RUN and to in ("to", "at", "going", "by"):
            at += to == "going"
            q = self._next(at, "djv") if to == "by" else self._level_after(at)
            if self._cls(q) != "Q" or self.nodes[q].is_used:
                return
            if to == "by" and self._unit(q) in (Unit.PERCENT, Unit.POINT):
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
            elif to != "by" and self._is_level(q, subject.mentions):
                self._emit_level(q, subject.mentions, subject.is_understood)
                if self._lower(q + 1) == "from" and self._cls(q + 2) == "Q":
                    self._on_from(q + 2)
        elif phrase.kind is Kind.EXTREMUM and phrase.detail.form is not Form.OFF and to in ("at", "of"):
            q = self._level_after(at)  # "a new closing high at $47.73", "a record close of 7,165.08"
            if self._cls(q) == "Q" and self._is_level(q, subject.mentions):
                self._emit_level(q, subject.mentions, subject.is_understood)
        elif to == "worth" and self._cls(self._next(at, "djv")) == "Q":
            q = self._next(at, "djv")  # "the fifth straight quarterly advance, worth 8.2%"
            if self._unit(q) in (Unit.PERCENT, Unit.POINT) and not self.nodes[q].is_used:
                self._emit(Kind.CHANGE, q, subject.mentions, direction, subject.is_understood)
        elif phrase.kind is Kind.EXTREMUM and phrase.detail.form is not Form.OFF and self._cls(stop) in (",", ":", "-"):
            # "its lowest close of the year, 4,170.70 on March 8"
            is_price = self._cls(stop + 1) == "Q" and self._is_price(stop + 1) and not self.nodes[stop + 1].is_used
            if is_price and self._sign(stop + 1) is None and self._is_level(stop + 1, subject.mentions):
                self._emit_level(stop + 1, subject.mentions, subject.is_understood)
        elif phrase.kind is Kind.RANK and self._cls(stop) == "," and self._cls(at) == "Q":
            is_move = self._unit(at) in (Unit.PERCENT, Unit.POINT, Unit.BASIS_POINT) and not self.nodes[at].is_used
            if is_move and self._cls(at + 1) in ("", ".", ",", ";", ")"):
                self._emit(Kind.CHANGE, at, subject.mentions, direction, subject.is_understood)

    def _is_of_the_dow(self, phrase: Phrase) -> bool:
        """Say whether "26 of its 30 members" are the Dow's: it says so, or the sentence or the one before is about it."""
        around = {node.lower for node in self.nodes if node.start < phrase.end and phrase.start < node.end}
        named = [found for node in self.nodes if node.cls == "M" for found in node.mentions]
        main = self.main or self.subj or self.memory.main
        known = [
            *named,
            *(main.mentions if main is not None else ()),
            *(self.memory.main.mentions if self.memory.main else ()),
        ]
        is_said = any(word.startswith(("dow", "blue")) for word in around)
        if is_said or any(found.symbol == "^DJI" for found in known):
            return True
        # "Twenty-seven of the 30 components": of the index with thirty that the text told of shortly before
        told = [found.symbol for sentence in self.memory.recent for found in sentence]
        return "30" in around and "^DJI" in told and not _OF_THIRTY & set(told)

    def _is_told_of_before(self, first: int) -> bool:
        """Say whether a record or rank is of an earlier day: "a day after setting a record", "which had closed at its lowest"."""
        is_by_the_bell = tells_by_the_bell(self.nodes)  # "By the closing bell the Dow had risen …, a record"
        for k in range(first - 1, max(-1, first - 10), -1):
            node = self.nodes[k]
            if node.cls in ";:":
                return False
            if is_by_the_bell and node.lower == "had":
                return False
            if node.cls == "r" and self._lower(self._next(k)) in ("is", "are", "'s", "marks"):
                return False  # "at 19,152.14, which is its ninth record close"
            if node.lower in _EARLIER or node.cls == "r" or _part_of(node) == "after":
                return True
            if node.lower in ("had", "having") and self._cls(self._next(k)) in ("C", "U", "V", "L", "P", "X", "a", "b"):
                return True  # "which had closed at its lowest", not "had its best day"
        return False

    def _of_phrase(self, first: int, last: int) -> Subj | None:
        """Return whose a phrase is: "a record close for the Dow", "the Dow's best day", else the clause's."""
        governor = self._next(last, "")
        for k in range(first + 1, last + 1):
            # "the worst quarter for the S&P 500 since 2022"
            if self._cls(k) == "M" and self._lower(self._prev(k, "dj")) in ("for", "by"):
                return Subj("price", self.nodes[k].mentions)
        if self._lower(governor) in ("for", "of", "in", "on", "by"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M" and self._cls(name + 1) not in ("g", "n", "w"):
                names = list(self.nodes[name].mentions)
                more = name + 2 if self._lower(name + 1) == "and" else -1
                other = self._next(more, "dj")
                if self._lower(governor) == "for" and self._lower(more) == "for" and self._cls(other) == "M":
                    names += self.nodes[other].mentions  # "for the Dow and for the S&P"
                return Subj("price", tuple(names))
        if self._lower(governor) in ("was", "were"):
            name = self._next(governor, "dj")
            if self._cls(name) == "M":
                return Subj("price", self.nodes[name].mentions)  # "the best of the eleven sectors was energy"
        its = self._prev(first, "jvQT#")
        if self._lower(its) in ("its", "their") and self._cls(its - 1) == "," and self._cls(its - 2) == "M":
            # "3.7% for the Nasdaq, its fourth gain in a row", "for the S&P 500 and the Nasdaq, their longest run"
            told_of = self.nodes[its - 2].mentions
            return Subj("price", told_of if self._lower(its) == "their" else told_of[-1:])
        owner = self._prev(first, "djvQT#")
        if self._cls(owner) == "g" and self._cls(owner - 1) == "M":
            return Subj("price", self.nodes[owner - 1].mentions)
        if self._cls(owner) == "g":
            if self._cls(owner - 1) != "h":
                return self._described(owner - 1)
            main = self.main or self.memory.main  # "it was the index's fifth gain": of whom the text has just spoken
            if main is not None and main.sort != "price" and self.memory.main is not None:
                main = self.memory.main  # "what came next was the index's best week"
            return main if main is not None else Subj("price", self.memory.recall(self._lower(owner - 1)))
        for k in range(first - 1, -1, -1):
            if self.nodes[k].lower in ("it", "this", "that") and self.nodes[k].cls in "odr":
                name = self._prev(k, ",")
                if self._cls(name) == "M" and self._lower(self._prev(name, "dj")) == "for":
                    return Subj(
                        "price", self.nodes[name].mentions
                    )  # "for the Russell 2000 it was a nine-session slide"
            if self.nodes[k].cls in ";:":
                break
        subject = self._subject()
        if subject is UNKNOWN and not self.verb_seen and self.main is not None:
            return self.main  # "surged 5.7%, enough for a ninth weekly gain"
        if subject is None and self.last_event is not None:
            return self.last_event[0]
        if subject is not None and subject.sort == "price":
            return subject
        opening = self._next(-1, "v")
        lone = [node.mentions for node in self.nodes[:first] if node.cls == "M"]
        if len(lone) == 1 and not any(node.cls in "UCVLPXbaws" for node in self.nodes[:first]):
            return Subj("price", lone[0])  # "Gold $1,781.90, -4.8%, its worst week since March"
        is_alone = not any(node.cls == "M" for node in self.nodes[:first])
        is_bare = all(node.cls in "vdj" for node in self.nodes[:first])  # "Best session since May"
        verb = self._next(opening, "v")
        # "Wednesday brought the first close", "Friday broke the run", "Tuesday's close was a record"
        is_days = self._cls(opening) == "T" and (
            self._cls(verb) in ("X", "P", "L") or self._lower(verb) in ("snapped", *_ONES_CLOSE)
        )
        opening_noun = self._next(-1, "vdjC")
        if self._lower(self._next(-1, "vdj")) in ("closing", *_ONES_CLOSE):
            is_days = (
                is_days or self._cls(self._next(opening_noun - 1, "hwQ")) == "a"
            )  # "The close was the highest since May"
        if subject is None and is_alone and (is_bare or is_days) and self.memory.block == self.memory.main_block:
            return self.memory.main
        is_months = self._cls(opening) == "T" and self._cls(self._next(opening, "v")) == "a"
        is_its = self._lower(opening) in ("its", "their") and self._cls(opening + 1) == "Q"
        if is_alone and (is_its or (is_months and self._lower(self._prev(first, "jvQ#")) == "its")):
            told = self.memory.main
            if self.memory.block == self.memory.main_block and told is not None and told.sort == "price":
                return told  # "April was its best month since 2000", "its 17% is the best first half since"
        is_that = self._lower(opening) in ("that", "this", "it") and self._cls(self._next(opening, "v")) == "a"
        made = self._prev(first, "jvdQT#p")
        is_made = self._lower(made) == "it" and self._cls(made - 1) in (
            "P",
            "X",
            "b",
        )  # "June's 2.2% made it five winning months"
        if not (is_that or is_made) or subject not in (None, UNKNOWN):
            return subject
        if self.main is not None and self.main.sort == "price":
            return self.main
        return self.memory.main if is_alone else subject

    def _described(self, i: int) -> Subj:
        """Return the company whose "steepest fall" is "the chipmaker's": the name before it, else the one the text speaks of."""
        noun = self._lower(i)
        if not self._is_about_it(i) or self._lower(self._prev(i, "jwn")) not in ("the", "that", "this"):
            return UNKNOWN
        named = [found for node in self.nodes[:i] if node.cls == "M" for found in node.mentions[-1:]]
        share = named[-1] if named else self.memory.share()
        is_share = share is not None and self._kind(share) is InstrumentKind.SHARE
        if share is None or not is_share or not self._may_be_called(share, noun, i):
            return UNKNOWN
        return Subj("price", (share,), is_understood=not named)
