"""Every record that flows through, in the order they come to be.

Records are frozen and slotted. Offsets are code points of the article's text, half open.
Instants are aware UTC. Percent is percent (2.1 means 2.1 %).
"""

from extractor.records.findings import (
    Annotations,
    Bound,
    Claim,
    Direction,
    Factuality,
    Kind,
    Mention,
    MentionKind,
    Quantity,
    Subject,
    Timex,
    TimexKind,
    Told,
    Unit,
)
from extractor.records.market import Bar, Basis, Instrument, InstrumentKind, Period
from extractor.records.text import Article, Published, Span
from extractor.records.verdicts import (
    Audit,
    Dateline,
    Drop,
    Edit,
    Evidence,
    Fault,
    Finding,
    Label,
    Reading,
    ReadingBasis,
    Reason,
    Tried,
    Verdict,
    Window,
)

__all__ = [
    "Annotations",
    "Article",
    "Audit",
    "Bar",
    "Basis",
    "Bound",
    "Claim",
    "Dateline",
    "Direction",
    "Drop",
    "Edit",
    "Evidence",
    "Factuality",
    "Fault",
    "Finding",
    "Instrument",
    "InstrumentKind",
    "Kind",
    "Label",
    "Mention",
    "MentionKind",
    "Period",
    "Published",
    "Quantity",
    "Reading",
    "ReadingBasis",
    "Reason",
    "Span",
    "Subject",
    "Timex",
    "TimexKind",
    "Told",
    "Tried",
    "Unit",
    "Verdict",
    "Window",
]
