"""Tapecheck as a spaCy pipeline, for those who work with Docs.

`spacy.blank("en").add_pipe("tapecheck")` gives `doc._.claims` and `doc._.mentions`, sets the
sentence starts and adds the mentions to `doc.ents`. `load()` assembles the whole pipeline with
a tokenizer that keeps "U.S.", "S&P", "49,266.11" and "AppleAAPL--" as market text means them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.market.instruments import gazetteer
from extractor.nlp.annotate import annotate_tokens
from extractor.nlp.entities import NameIndex
from extractor.nlp.tokens import Tokens, tokenize
from extractor.records import Annotations, Published

_TOKENS = "tapecheck.tokens"
EXTENSIONS = ("claims", "mentions")


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Makes a Doc of the tokens that the grammar reads; `doc.user_data` keeps them."""

    vocab: Vocab

    def __call__(self, text: str) -> Doc:
        """Cut `text` into a Doc whose text is `text` to the last code point."""
        tokens = tokenize(text)
        doc = Doc(self.vocab, *_words_and_spaces(text, tokens))
        doc.user_data[_TOKENS] = tokens
        return doc


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
    for extension in EXTENSIONS:
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    names = NameIndex(gazetteer())
    day = Published.parse(published).day if published else None

    def tapecheck(doc: Doc) -> Doc:
        tokens: Any = doc.user_data.get(_TOKENS)
        if not isinstance(tokens, Tokens) or tokens.text != doc.text:
            tokens = tokenize(doc.text)
        annotations = annotate_tokens("", tokens, names, day)
        _mark_sentences(doc, tokens)
        _mark_entities(doc, annotations)
        doc._.claims = annotations.claims
        doc._.mentions = annotations.mentions
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


def load(published: str | None = None) -> Language:
    """Return the pipeline: tokenizer, then `tapecheck`, in that visible order."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("tapecheck", config={"published": published})
    return nlp
