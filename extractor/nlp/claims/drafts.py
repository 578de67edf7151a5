"""What a sentence is read into, and what it leaves to the next."""

from dataclasses import dataclass, field

from extractor.nlp.claims.words import INDEX_HEADS, SHARE_HEADS
from extractor.nlp.entities import Found
from extractor.nlp.phrases import Phrase
from extractor.records import Bound, Direction, Form, Kind, Unit

_SEVERAL = frozenset("indexes indices averages".split())
_YIELD_HEADS = frozenset("yield yields rate".split())
# American indices that nobody calls "the benchmark".
_NO_BENCHMARKS = frozenset({"^DJI", "^IXIC", "^NDX"})


@dataclass(slots=True)
class Subj:
    """Who a clause is about. `sort`: price, other (a figure that is no price) or unknown."""

    sort: str
    mentions: tuple[Found, ...] = ()
    is_understood: bool = False


UNKNOWN = Subj("unknown")


@dataclass(slots=True)
class Draft:
    """A claim found by grammar, before time, factuality and offsets of its subject are set."""

    kind: Kind
    start: int
    end: int
    mention: Found | None
    direction: Direction | None
    node: int
    quantity_node: int | None = None
    event: int = 0
    is_understood: bool = False
    bound: Bound | None = None
    is_carried: bool = False
    cue: int | None = None
    is_open: bool = False
    is_target: bool = False
    is_base: bool = False
    day: int | None = None  # the node of the day that it stood there
    phrase: Phrase | None = None
    against: Found | None = None


@dataclass(slots=True)
class Memory:
    """What one sentence leaves to the next: the last mentions by kind, the last main subject and which way it went."""

    by_kind: dict[str, Found] = field(default_factory=dict)
    main: Subj | None = None
    topic: Found | None = None
    direction: Direction | None = None
    topic_index: Found | None = None
    is_one_company: bool = False
    block: int = -1
    main_block: int = -1
    share_block: int = -1
    here: set[str] = field(default_factory=set)
    index_block: int = -1

    pair: list[Found] = field(default_factory=list)
    recent: list[list[Found]] = field(default_factory=list)
    indices: set[Found] = field(default_factory=set)
    group: Form | None = None
    group_block: int = -1
    has_index_here: bool = False
    named: dict[str, Found] = field(default_factory=dict)
    named_block: int = -1
    unit: Unit | None = None
    unit_block: int = -1

    def only_one(self) -> Found | None:
        """Return the one name of this paragraph, where it has no other."""
        return next(iter(self.named.values())) if self.named_block == self.block and len(self.named) == 1 else None

    def share(self) -> Found | None:
        """Return the share that a text speaks of without naming it."""
        last = self.by_kind.get("share")
        is_here = last is not None and self.block == self.share_block
        if is_here and self.main is not None and last in self.main.mentions:
            return last
        if is_here and last is not None and len(self.here) == 1 and self.topic and self.topic.symbol not in self.here:
            return last  # the paragraph names another share, and it alone
        return self.topic or (last if is_here else None)

    def recall(self, head: str) -> tuple[Found, ...]:
        """Return what "the index", "the stock", "the yield" stand for; empty where nothing does.

        "The shares" are those the sentence before was about, else those the article is about,
        else the last ones named in the same paragraph: never those of another.
        """
        if head == "benchmark":
            last = self.by_kind.get("index")
            is_benchmark = last is not None and last.symbol not in _NO_BENCHMARKS
            found = self.by_kind.get("benchmark") or (last if is_benchmark else None)
        elif head in INDEX_HEADS:
            is_here = self.block == self.index_block and head not in _SEVERAL
            told = self.main.mentions if self.main is not None and self.main.sort == "price" else ()
            newest = {found.symbol for found in self.recent[-1]} if self.recent else set()
            is_newest = not newest or (bool(told) and told[0].symbol in newest)
            is_told = len(told) == 1 and told[0] in self.indices and not self.has_index_here and is_newest
            last = told[0] if is_told else self.by_kind.get("index")
            only = self.only_one() if head == "index" else None
            if only is not None and only.symbol == "DXY":
                return (only,)
            is_topic = head in ("index", "gauge", "composite", "barometer")
            found = last if is_here else self.topic_index if is_topic else None
        elif head in ("contract", "futures", "coin", "token"):
            found = self.by_kind.get("other")
        elif head in SHARE_HEADS and head != "stocks":
            found = self.share()
        elif head in _YIELD_HEADS:
            found = self.by_kind.get("yield")
        else:
            found = None
        if head == "composite" and found is not None and found.symbol != "^IXIC":
            return ()  # "Shanghai - Composite"
        return (found,) if found else ()
