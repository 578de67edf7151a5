"""What holding a claim against bars came to, before it is a verdict: every way of holding returns one."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.records import Evidence, Fault, Label, Period, Reading, Reason, Tried
from extractor.verify.tape import Quote


@dataclass(frozen=True, slots=True)
class Outcome:
    """A label with its reason, and what was found of which period; `tried` are the other readings that were held."""

    label: Label
    reason: Reason
    note: str
    period: Period | None = None
    fault: Fault | None = None
    actual: Decimal | None = None
    reading: Reading | None = None
    evidence: Evidence | None = None
    tried: tuple[Tried, ...] = ()
    quote: Quote | None = None
