"""Subject, measure, quantity and time joined into claims.

A sentence is read once from left to right. `Reader` keeps the subject of the clause it is
in and of the main clause before; every verb, adverb or noun of a move, every level and every
flat word is an event that takes its subject from there and its figures from what follows.
What cannot be bound by grammar is left unbound: a wrong instrument is worse than none.

`Reader` is one class in floors, a module each, that know only those below: `row` (nodes, drafts), `subjects`, `groups`,
`comparing`, `figures`, `quotes`, `phrased`, `moves`, `levels`, `leftovers`, `reader` (the scan itself).
"""

from extractor.nlp.claims.drafts import Draft, Memory
from extractor.nlp.claims.reader import Reader

__all__ = ["Draft", "Memory", "Reader"]
