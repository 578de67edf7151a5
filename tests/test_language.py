"""Tapecheck inside spaCy, and as one call from Python."""

import importlib.metadata
import json
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import extractor
from extractor.errors import InputError, TapecheckError
from extractor.nlp.language import load
from extractor.records import Claim, Label, Published
from extractor.report.jsonl import audit_lines

PRICES = Path(__file__).resolve().parent.parent / "corpus" / "sample" / "prices"
TEXT = "The Dow fell 1.8% on Tuesday. In the U.S. the S&P 500 lost 2.06% to 6,796.86. Nvidia slid 4.4%."
PIECES = st.sampled_from(
    [
        *"  \n\t.,%$()&'’“”-–—:;*|#é\u00a0\u200b\u202e\ufeff\U0001f4c8",
        "S&P 500",
        "U.S.",
        "49,266.11",
        "AppleAAPL--",
        "\r\n",
    ]
)
NLP = load()


@pytest.fixture(scope="module")
def added():
    """A blank pipeline with the component added by its name."""
    if not importlib.metadata.entry_points(group="spacy_factories", name="tapecheck"):
        pytest.skip("needs the package installed (pip install --editable .), for spaCy to find it by name")
    nlp = spacy.blank("en")
    nlp.add_pipe("tapecheck", config={"published": "2026-01-20"})
    return nlp


def test_entry_point_is_the_component():
    """The name that spaCy looks up leads to the component in this package."""
    found = importlib.metadata.entry_points(group="spacy_factories", name="tapecheck")
    if not found:
        pytest.skip("needs the package installed (pip install --editable .), for spaCy to find it by name")

    assert {point.value for point in found} == {"extractor.nlp.language:make_tapecheck"}


def test_added_by_name_it_finds_claims(added):
    """spacy.blank("en").add_pipe("tapecheck") gives claims whose offsets count in doc.text."""
    doc = added(TEXT)

    assert added.pipe_names == ["tapecheck"]
    assert all(isinstance(claim, Claim) for claim in doc._.claims)
    found = [(claim.subject.symbol, doc.text[claim.start : claim.end]) for claim in doc._.claims]
    assert found == [("^DJI", "1.8"), ("^GSPC", "2.06"), ("^GSPC", "6,796.86"), ("NVDA", "4.4")]
    assert [mention.symbol for mention in doc._.mentions] == ["^DJI", "^GSPC", "NVDA"]


def test_mentions_are_entities(added):
    """Each mention is an entity with its symbol, beside those that were there before."""
    doc = added(TEXT)

    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("Dow", "INSTRUMENT", "^DJI"),
        ("S&P 500", "INSTRUMENT", "^GSPC"),
        ("Nvidia", "INSTRUMENT", "NVDA"),
    ]
    ruled = spacy.blank("en")
    ruled.add_pipe("entity_ruler").add_patterns([{"label": "WHEN", "pattern": "Tuesday"}])
    ruled.add_pipe("tapecheck")
    assert {ent.label_ for ent in ruled(TEXT).ents} == {"WHEN", "INSTRUMENT"}


def test_sentences_start_where_the_rules_say(added):
    """A full stop in "U.S." or a number ends no sentence."""
    assert [sentence.text.strip() for sentence in added(TEXT).sents] == [
        "The Dow fell 1.8% on Tuesday.",
        "In the U.S. the S&P 500 lost 2.06% to 6,796.86.",
        "Nvidia slid 4.4%.",
    ]


def test_both_pipelines_find_the_same(added):
    """The tokenizer of spaCy and that of load() lead to the same claims and mentions."""
    ours = load("2026-01-20")(TEXT)

    assert ours._.claims == added(TEXT)._.claims
    assert ours._.mentions == added(TEXT)._.mentions


def test_a_doc_can_be_kept():
    """A Doc written and read back, alone or in a DocBin, has the claims and mentions that it had."""
    doc = load("2026-01-20")(TEXT + " Oil rose 1% to 2% to $75 a barrel this week.")
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (binned,) = DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)

    assert len(doc._.claims) >= 5
    for other in (binned, Doc(doc.vocab).from_bytes(doc.to_bytes())):
        assert other._.claims == doc._.claims
        assert other._.mentions == doc._.mentions
    json.dumps({key: value for key, value in doc.user_data.items() if isinstance(key, str)})
    assert NLP.make_doc(TEXT)._.claims == ()


def test_many_texts_do_not_mix(added):
    """nlp.pipe gives each text its own claims, in order."""
    texts = [TEXT, "", "Nothing moved.", "The Dow fell 1.8% on Tuesday."]

    assert [len(doc._.claims) for doc in added.pipe(texts)] == [4, 0, len(added(texts[2])._.claims), 1]


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_text_is_kept(text):
    """Whatever the text, the Doc's text is that text to the last code point, and offsets count in it."""
    doc = NLP.make_doc(text)

    assert doc.text == text
    assert [text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(PIECES, st.sampled_from(TEXT.split(" ")).map(" {}".format)), max_size=25).map("".join))
def test_component_survives_any_text(text):
    """No text breaks the component; what it finds lies inside the text."""
    doc = NLP(text)

    assert doc.text == text
    assert all(0 <= it.start < it.end <= len(text) for it in (*doc._.claims, *doc._.mentions))


def test_sure_tokens():
    """Market text is cut as it is meant: a name, an abbreviation or a figure is not torn apart in the middle."""
    words = [token.text for token in NLP.make_doc("U.S. stocks: the S&P 500 rose to 49,266.11, AppleAAPL-- fell.")]

    for word in ("U.S.", "S&P", "49,266.11"):
        assert word in words


def test_audit_from_python():
    """extractor.audit takes a text to its verdicts in one call."""
    audit = extractor.audit(TEXT, published="2026-01-20", prices=PRICES, title="Stocks fall", source="A wire")

    assert [finding.verdict.label for finding in audit.findings] == [Label.SUPPORTED] * 4
    assert audit.dateline.day == date(2026, 1, 20)
    assert (audit.article.title, audit.article.source) == ("Stocks fall", "A wire")
    assert len(list(audit_lines(audit))) == 1 + len(audit.findings) + len(audit.mentions)


def test_audit_shows_itself_in_a_notebook():
    """The audit has a page fragment of its own: the text, its marks, and nothing that runs or loads."""
    audit = extractor.audit("The Dow rose 5% on Tuesday.\n<script>x()</script>", published="2026-01-20", prices=PRICES)
    html = audit._repr_html_()

    assert "contradicted" in html
    assert "48,488.59" in html
    assert "<script" not in html.lower()
    assert "<html" not in html.lower()


def test_audit_takes_prices_and_dates_in_their_forms():
    """Prices may be one path or several, as text or Path; `published` text or record."""
    for prices in (PRICES, str(PRICES), [PRICES], [str(PRICES / "closes.csv")]):
        for published in ("2026-01-20", Published(date(2026, 1, 20))):
            audit = extractor.audit("The Dow fell 1.8% on Tuesday.", published=published, prices=prices)
            assert audit.findings[0].verdict.label is Label.SUPPORTED


def test_audit_refuses_in_one_line():
    """What a caller can mend is a TapecheckError, an argument of a wrong type a TypeError, each in one line."""
    with pytest.raises(TapecheckError, match="none: got no such file") as missing:
        extractor.audit(TEXT, published="2026-01-20", prices="none")
    with pytest.raises(InputError, match="got no text") as empty:
        extractor.audit(" \n", published="2026-01-20", prices=PRICES)
    with pytest.raises(TapecheckError, match="got 'nonsense' for published, expected a day") as bad:
        extractor.audit(TEXT, published="nonsense", prices=PRICES)
    with pytest.raises(TypeError, match="got int for published, expected a string") as number:
        extractor.audit(TEXT, published=5, prices=PRICES)
    with pytest.raises(TypeError, match="got int for prices, expected a path") as path:
        extractor.audit(TEXT, published="2026-01-20", prices=5)
    with pytest.raises(TypeError, match="got bytes for text, expected str") as data:
        extractor.audit(TEXT.encode(), published="2026-01-20", prices=PRICES)
    assert extractor.audit("The Dow fell 1.8%.", published=None, prices=PRICES).dateline is None
    assert all("\n" not in str(error.value) for error in (missing, empty, bad, number, path, data))
