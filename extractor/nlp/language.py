"""Tapecheck as a spaCy pipeline, for those who work with Docs.

`spacy.blank("en").add_pipe("tapecheck")` gives `doc._.claims` and `doc._.mentions`, sets the
sentence starts and adds the mentions to `doc.ents`. `load()` assembles the whole pipeline with
a tokenizer that keeps "U.S.", "S&P", "49,266.11" and "AppleAAPL--" as market text means them.

What was found is kept in `doc.user_data` as plain JSON, so that `doc.to_bytes()`, a DocBin with
`store_user_data=True` and `nlp.pipe(n_process=2)` keep it; `doc._.claims` makes the records of it.
Whoever reads such a Doc back imports this module, which sets the extensions.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TypeAlias, cast, get_args, get_origin, get_type_hints

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.market.instruments import gazetteer
from extractor.nlp.annotate import annotate_tokens
from extractor.nlp.entities import NameIndex
from extractor.nlp.tokens import Tokens, tokenize
from extractor.records import Annotations, Claim, Mention, Published

EXTENSIONS = ("claims", "mentions")
_KEPT = "tapecheck."

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Makes a Doc of the tokens that the grammar reads."""

    vocab: Vocab

    def __call__(self, text: str) -> Doc:
        """Cut `text` into a Doc whose text is `text` to the last code point."""
        return Doc(self.vocab, *_words_and_spaces(text, tokenize(text)))


def _words_and_spaces(text: str, tokens: Tokens) -> tuple[list[str], list[bool]]:
    """Return every stretch of `text` as words and whether one space follows; nothing is lost."""
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        gap = text[position:start]
        if gap == " " and words:
            spaces[-1] = True
        elif gap:
            if gap.startswith(" ") and words:
                spaces[-1], gap = True, gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        words.append(text[start:end])
        spaces.append(False)
        position = end
    rest = text[position:]
    if rest == " " and words:
        spaces[-1] = True
    elif rest:
        words.append(rest)
        spaces.append(False)
    return words, spaces


@Language.factory(
    "tapecheck",
    default_config={"published": None},
    assigns=["doc._.claims", "doc._.mentions", "doc.ents", "token.is_sent_start"],
)
def make_tapecheck(nlp: Language, name: str, published: str | None) -> Callable[[Doc], Doc]:  # noqa: ARG001  # spaCy gives both
    """Return the component; `published` (ISO day or instant) tells which names are current."""
    set_extensions()
    names = NameIndex(gazetteer())
    day = Published.parse(published).day if published else None

    def tapecheck(doc: Doc) -> Doc:
        tokens = tokenize(doc.text)
        annotations = annotate_tokens("", tokens, names, day)
        _mark_sentences(doc, tokens)
        _mark_entities(doc, annotations)
        doc.user_data[f"{_KEPT}claims"] = [_plain(claim) for claim in annotations.claims]
        doc.user_data[f"{_KEPT}mentions"] = [_plain(mention) for mention in annotations.mentions]
        return doc

    return tapecheck


def _mark_sentences(doc: Doc, tokens: Tokens) -> None:
    starts = {sentence.start for sentence in tokens.sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts


def _mark_entities(doc: Doc, annotations: Annotations) -> None:
    """Add the mentions to the entities; where they overlap what is there, the longer stands."""
    spans: list[Span] = []
    for mention in annotations.mentions:
        span = doc.char_span(
            mention.start, mention.end, label="INSTRUMENT", kb_id=mention.symbol, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    doc.ents = filter_spans([*spans, *doc.ents])


# Records as plain JSON and back.


def _plain(value: object) -> Plain:
    match value:
        case StrEnum():
            return value.value
        case Decimal():
            return str(value)
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(f"got a {type(value).__name__}, expected what a record may hold")


def _record(kind: type, plain: dict[str, Plain]) -> object:
    """Make a record of its plain form; a key that its kind does not know is of another version, and an error."""
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in plain.items()})


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _value(hint: object, plain: Plain) -> object:
    if plain is None:
        return None
    if get_origin(hint) is UnionType:
        (hint,) = (option for option in get_args(hint) if option is not NoneType)
    if isinstance(plain, list | tuple):  # a DocBin gives tuples back
        (item, _) = get_args(hint)
        return tuple(_value(item, one) for one in plain)
    if not isinstance(hint, type):
        raise TypeError(f"got the annotation {hint!r}, expected what a record may hold")
    if isinstance(plain, dict):
        return _record(hint, plain)
    return hint(str(plain)) if issubclass(hint, Decimal | StrEnum) else plain


def _claims_of(doc: Doc) -> tuple[Claim, ...]:
    return tuple(cast("Claim", _record(Claim, plain)) for plain in doc.user_data.get(f"{_KEPT}claims", ()))


def _mentions_of(doc: Doc) -> tuple[Mention, ...]:
    return tuple(cast("Mention", _record(Mention, plain)) for plain in doc.user_data.get(f"{_KEPT}mentions", ()))


def set_extensions() -> None:
    """Set `doc._.claims` and `doc._.mentions`, where nobody has yet; importing this module does it."""
    for name, getter in zip(EXTENSIONS, (_claims_of, _mentions_of), strict=True):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)


set_extensions()


def load(published: str | None = None) -> Language:
    """Return the pipeline: tokenizer, then `tapecheck`, in that visible order."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("tapecheck", config={"published": published})
    return nlp
