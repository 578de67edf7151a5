"""One left-to-right reading of a sentence."""

from extractor.nlp.claims.drafts import UNKNOWN, Draft, Subj
from extractor.nlp.claims.leftovers import Leftovers
from extractor.nlp.claims.words import (
    AFTER_A_FIGURE,
    ASIDE,
    ASKED,
    COMPARISONS,
    FIELDS,
    GROUP_COUNTS,
    RATE_CUTS,
    RATE_NOUNS,
)
from extractor.nlp.entities import Found
from extractor.nlp.phrases import Phrase
from extractor.records import Direction, InstrumentKind, Kind, Unit

_BOUNDARY = frozenset(",csr;:-()")
_LEVEL_PREPOSITIONS = frozenset("at above below near past under over around through beneath beyond".split())
_SILENT = frozenset({*"djvTg#~", ""})  # classes that others look at, which begin nothing
# What may be something else than the lexicon says.
_TURNING = frozenset(
    {"beating", "less", "more", "ahead", "shareholders", "stockholders", "net", *FIELDS, *AFTER_A_FIGURE}
)
_GROUP_WORDS = frozenset({"both", "each", *GROUP_COUNTS})  # one of them stands in each such name
_SENTENCE_OF_ONE_MOVE = 24  # nodes


def _is_within(draft: Draft, phrase: Phrase) -> bool:
    """Say whether a phrase tells what a draft tells: a bare "jump" is no claim beside "was its best since May"."""
    begin = phrase.lead if phrase.lead >= 0 and draft.kind is Kind.DIRECTION else phrase.start
    return begin <= draft.start < phrase.end


class Reader(Leftovers):
    """Reads the nodes of one sentence into drafts."""

    def read(self) -> list[Draft]:
        """Return the drafts of the sentence, in reading order."""
        self.memory.has_index_here = False
        lowers = {node.lower for node in self.nodes}
        self._name_former_and_latter(lowers)
        if not _GROUP_WORDS.isdisjoint(lowers):
            self._name_groups()
        self._remember_names()
        if "price" in lowers:
            self._drop_price_nouns()
        if not _TURNING.isdisjoint(lowers):
            self._turn_comparatives()
        self.label, self.label_stop = self._label_at()
        if "?" in lowers and self._is_asked_for():
            found = next((node.mentions for node in self.nodes if node.cls == "M"), ())
            for mention in found:
                self._remember(mention)
            self.memory.main = Subj("price", found) if found else None  # "Tech? Down 1.9%."
            return []
        self._read_quotes()
        self._name_maturities()
        self.first_name = next((k for k, node in enumerate(self.nodes) if node.cls == "M"), self.n)
        if "thanks" in lowers or "owing" in lowers:
            self._drop_what_is_thanked()
        if self.is_list:
            self._read_box()
        colon = next((k for k, node in enumerate(self.nodes) if node.cls == ":"), None) if self.is_list else None
        if colon is not None and not any(node.cls == "M" for node in self.nodes[:colon]):
            if any(node.cls == "W" for node in self.nodes[:colon]):
                self.main = UNKNOWN  # "Shanghai - Composite: FLAT at 4,113.65": a name that nobody knows
        i = 0
        while i < self.n:
            node = self.nodes[i]
            cls = node.cls
            if self.phrases and node.end > self.phrases[0].start:
                if node.start >= self.phrases[0].end:
                    self._on_phrase(self.phrases.pop(0), i)
                elif cls != "M" or (self.phrases[0].kind is Kind.COMPARISON and node.end <= self.phrases[0].end):
                    i += 1  # its words are no subjects and moves of their own
                    continue
            if node.lower in RATE_NOUNS and self._on_rate_noun(i):
                i += 1
                continue
            if node.lower in COMPARISONS:
                self._on_comparison(i)
            elif node.number is not None and node.number.quantity.unit is Unit.MULTIPLE and cls != "U":
                self._on_ratio(i)
            elif node.lower in ("as", "so") and self._lower(i + 1) == "did":
                self._on_as_did(i)
            if cls in _SILENT:
                i += 1
                continue
            if cls == "M":
                i = self._on_mention(i)
                i = self._after_aside(i)
                continue
            if cls in "wWnho":
                self._on_noun(i)
            elif cls == "U":
                if node.lower not in RATE_CUTS or not self._on_rate_decision(i):
                    self._on_move(i)
            elif cls == "A":
                self._on_adverb(i)
            elif cls == "F":
                self._on_flat(i)
            elif cls == "N":
                self._on_noun_move(i)
            elif cls in "CVPbLX":
                self._on_verb(i)
            elif cls == "a":
                self.verb_seen = True
                self._on_be(i)
            elif cls == "p" and (node.lower in _LEVEL_PREPOSITIONS or (node.lower == "to" and self.is_object)):
                self._on_at(i)
            elif cls == "p" and node.lower in ("to", "for"):
                self._on_to(i)
            elif node.lower == "of" and self._lower(i - 1) == "top" and self._lower(i - 2) == "on":
                self._on_top_of(i)
            elif cls == "p" and (
                node.lower in ("from", "versus", "vs", "vs.", "against")
                or (node.lower == "with" and self._lower(i - 1) == "compared")
            ):
                self._on_level_before(i)
            elif cls == "Q":
                self.clause_subjects[i] = self._subject()
                self._on_quantity(i)
            elif cls == "-" and (closing := self._dash_aside_end(i)) is not None:
                i = closing
            elif cls in _BOUNDARY:
                self._on_boundary(i)
            i += 1
        for phrase in self.phrases:
            self._on_phrase(phrase, self.n)
        self.is_late = True
        for phrase, _, last in self.late:
            self._on_phrase(phrase, last + 1)
        self._fallback()
        told = [draft.phrase for draft in self.drafts if draft.phrase is not None]
        if told:
            self.drafts = [
                draft
                for draft in self.drafts
                if draft.phrase is not None
                or draft.day is not None
                or not any(_is_within(draft, phrase) for phrase in told)
            ]
        self._settle_pending()
        self._drop_repeats()
        if self.subj is not None and (self.verb_seen or self.main is None):
            self.main = self.subj
        if self.opener_word in ASIDE and self.before_aside is not None:
            self.main = self.before_aside
        if self.main is not None and not self.main.mentions and self.first is not None:
            self.main = self.first
        self.memory.main = self.main or self.memory.main
        self.memory.main_block = self.memory.block if self.main is not None else self.memory.main_block
        if self.drafts:
            self.memory.direction = next((d.direction for d in reversed(self.drafts) if d.direction is not None), None)
            self._name_pairs()
        self.drafts.sort(key=lambda draft: (draft.start, draft.end))
        return self.drafts

    def _drop_repeats(self) -> None:
        """Drop a bare direction that a figure tells as well: "slid, ending 1.1% lower", "went down (−6.4%)".

        One with a time of its own is another claim: "rose 1.2% and is up for the year". Of a market that no series
        answers for ("Asian shares fell") a bare direction says nothing that could be held against a price.
        """
        if all(draft.kind is not Kind.DIRECTION for draft in self.drafts):
            return
        is_asked = self.nodes[-1].cls == "?"  # "Did everything rise?" asks of nobody in particular
        told: dict[tuple[str, Direction | None], list[int]] = {}
        for draft in self.drafts:
            if draft.mention is not None and draft.kind is Kind.CHANGE:
                told.setdefault((draft.mention.symbol, draft.direction), []).append(draft.node)
        self.drafts = [
            draft
            for draft in self.drafts
            if draft.kind is not Kind.DIRECTION
            or draft.mention is None
            or not (
                self._is_priceless(draft.mention)
                or (is_asked and draft.is_understood)
                or any(
                    self._is_repeated(draft.node, node)
                    for node in told.get((draft.mention.symbol, draft.direction), ())[:ASKED]
                )
            )
        ]

    def _is_priceless(self, found: Found) -> bool:
        """Say whether a name stands for a whole market that has neither prices nor a proxy."""
        instrument = self.gazetteer.instrument(found.symbol)
        return instrument.kind is InstrumentKind.MARKET and instrument.proxy is None

    def _is_repeated(self, bare: int, figure: int) -> bool:
        """Say whether the direction at node `bare` is of the same time as the figure at node `figure`."""
        first, last = sorted((bare, figure))
        if last - first > _SENTENCE_OF_ONE_MOVE or any(node.cls == ";" for node in self.nodes[first:last]):
            return False
        joint = next((k for k in range(last, first, -1) if self.nodes[k].cls in ",-(c"), first)
        is_added = any(node.is_participle or node.cls in "(" for node in self.nodes[joint : min(joint + 3, self.n)])
        stop = next(
            (k for k in range(last + 1, min(self.n, last + _SENTENCE_OF_ONE_MOVE)) if self.nodes[k].cls in ",;:-(Mcs"),
            self.n,
        )
        has_time = any(node.cls == "T" for node in self.nodes[max(joint, last - 3) : stop])
        return is_added or not has_time
