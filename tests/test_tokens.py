"""Text to blocks, sentences and tokens, with offsets of the text as it stands."""

from datetime import date

import pytest

from extractor.market.instruments import gazetteer
from extractor.nlp.annotate import annotate_text
from extractor.nlp.entities import NameIndex
from extractor.nlp.tokens import BlockKind, plain_reading, tokenize
from extractor.records import Claim, Span

NAMES = NameIndex(gazetteer())


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences."""
    return [text[sentence.start : sentence.end] for sentence in tokenize(text).sentences]


def blocks(text: str) -> list[tuple[str, str]]:
    """Cut a text into its blocks."""
    return [(block.kind.value, text[block.start : block.end]) for block in tokenize(text).blocks]


def claims(text: str) -> tuple[Claim, ...]:
    """Read the claims of a text."""
    return annotate_text("text", text, (), NAMES, date(2026, 1, 8)).claims


@pytest.mark.parametrize(
    "parts",
    [
        # abbreviations end no sentence in its middle
        ["U.S. stocks fell on Thursday.", "The Dow lost 1.2%."],
        ["Stocks in the U.S. fell 1.2% on Thursday.", "Bonds rose."],
        ["Apple Inc. shares rose 2%.", "Target Corp. fell 3%."],
        ["It is the No. 1 index of the year.", "It rose 2%."],
        ["The index fell 1% vs. 2% a week before.", "Traders shrugged."],
        ["On Jan. 8 the Dow fell 1%.", "On Sept. 30 it rose."],
        ["Mr. Powell and Dr. Doe spoke at 2 p.m. on Thursday.", "Stocks rose."],
        ["J.P. Morgan rose 2%.", "Goldman fell."],
        ["St. Louis Fed officials met Gov. Doe.", "Yields rose."],
        # an abbreviation may end one
        ["Stocks rose in the U.S.", "The Dow gained 1.2%."],
        ["The deal is with Apple Inc.", "The shares rose 2%."],
        ["Trading ended at 4 p.m.", "Stocks were lower."],
        # decimals and figures
        ["The Dow rose 0.6% to 49,266.11.", "The S&P 500 fell .6%."],
        ["It closed at 6921.46.", "The Nasdaq closed at 23,480.02."],
        ["It rose 0.6 percent.", "Then it fell."],
        # other ends, and what closes a sentence
        ["Did stocks rise?", "They did!", "By 1.2%."],
        ['"Stocks fell 2%."', "Traders sold."],
        ["(The Dow fell 1.2%.)", "It had risen before."],
        ["Stocks fell...", "Then they rose."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    """A stop in an abbreviation, a number or a name ends nothing; every other one does."""
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the S&P 500 and AT&T", ["the", "S&P", "500", "and", "AT&T"]),
        ("49,266.11 or 6921.46 or .6", ["49,266.11", "or", "6921.46", "or", ".6"]),
        ("U.S. stocks at 4 p.m.", ["U.S.", "stocks", "at", "4", "p.m."]),
        ("Apple's didn't", ["Apple", "'s", "didn't"]),
        ("Nvidia's 2%", ["Nvidia", "'s", "2", "%"]),
        ("No. 1, Jan. 8", ["No.", "1", ",", "Jan.", "8"]),
        ("10-year", ["10", "-", "year"]),
        ("up 1.2%.", ["up", "1.2", "%", "."]),
        ("AppleAAPL-- fell", ["Apple", "fell"]),
    ],
)
def test_words_are_cut_as_they_are_meant(text: str, words: list[str]) -> None:
    """Names, abbreviations and figures stay whole; signs and genitives stand alone."""
    assert tokenize(text).words == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Stocks fall\n\nThe Dow fell 1%.", [("heading", "Stocks fall"), ("paragraph", "The Dow fell 1%.")]),
        ("Stocks fall on rate worries\n\nThe Dow fell 1%.", [("heading", "Stocks fall on rate worries"), ("paragraph", "The Dow fell 1%.")]),
        ("- Nvidia: up 2%\n- Apple: down 1%", [("bullet", "Nvidia: up 2%"), ("bullet", "Apple: down 1%")]),
        ("• Nvidia: up 2%\n• Apple: down 1%", [("bullet", "Nvidia: up 2%"), ("bullet", "Apple: down 1%")]),
        ("1. Nvidia rose 2%\n2. Apple fell 1%", [("bullet", "Nvidia rose 2%"), ("bullet", "Apple fell 1%")]),
        (
            "| Index | Change |\n|---|---|\n| Dow | +0.5% |\n| Nasdaq | -0.2% |",
            [("row", "| Index | Change |"), ("row", "| Dow | +0.5% |"), ("row", "| Nasdaq | -0.2% |")],
        ),
        ("Dow\t+0.5%\nNasdaq\t-0.2%", [("row", "Dow\t+0.5%"), ("row", "Nasdaq\t-0.2%")]),
        (
            "Index   Close   Change\nDow   49,266.11   +0.55%\nNasdaq   23,480.02   -0.44%",
            [("row", "Index   Close   Change"), ("row", "Dow   49,266.11   +0.55%"), ("row", "Nasdaq   23,480.02   -0.44%")],
        ),
        ("The Dow fell 1%.\n\nIt rose 2%.", [("paragraph", "The Dow fell 1%."), ("paragraph", "It rose 2%.")]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_blocks_are_the_parts_of_the_page(text: str, expected: list[tuple[str, str]]) -> None:
    """Headings, bullets, table rows and paragraphs are told apart; marks and rules are no text."""
    assert blocks(text) == expected


WRAPPED = """Wall Street ended mixed on Thursday as the blue-chip Dow Jones Industrial
Average rose 0.6% while investors left the makers of chips, and the S&P
500 and the tech-heavy Nasdaq Composite fell 0.2% and
0.4%."""


def test_a_hard_wrap_joins() -> None:
    """Lines broken at a writer's width are one paragraph, and one sentence."""
    assert blocks(WRAPPED) == [("paragraph", WRAPPED)]
    assert sentences(WRAPPED) == [WRAPPED]


def test_a_name_across_a_hard_wrap_is_found() -> None:
    """A line break inside a name or between a name and its figure parts nothing."""
    found = [(claim.subject.symbol, claim.quantity.text) for claim in claims(WRAPPED)]

    assert found == [("^DJI", "0.6"), ("^GSPC", "0.2"), ("^IXIC", "0.4")]


def test_a_blank_line_parts() -> None:
    """A name on one side of a blank line is not joined to the other."""
    assert [kind for kind, _ in blocks("The Dow Jones Industrial\n\nAverage prices rose.")] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "The Dow rose **0.6**% on Thursday.",
        "The Dow rose **0.6%** on Thursday.",
        "The **Dow** rose *0.6%* on Thursday.",
        "The Dow rose _0.6%_ on Thursday.",
        "The __Dow__ rose ***0.6***% on Thursday.",
        "The [Dow](https://example.com/dow?x=1.5%25) rose 0.6% on Thursday.",
        "The\u00a0Dow rose 0.6\u00a0% on Thursday.",
        "The Dow rose 0.6\u2009% on Thursday.",
        "The Dow rose 0.6％ on Thursday.",
        "\ufeffThe Dow rose 0.6% on Thursday.",
        "The Dow rose 0.6% on Thursday.\r\n",
    ],
)
def test_marks_and_spaces_change_no_claim(text: str) -> None:
    """Emphasis, links and typographic spaces are read through, and the span is the digits as they stand."""
    (claim,) = claims(text)

    assert claim.subject is not None
    assert claim.subject.symbol == "^DJI"
    assert text[claim.start : claim.end] == "0.6"
    assert text[claim.subject.start : claim.subject.end].strip("*_") == "Dow"


@pytest.mark.parametrize(
    "text",
    ["The Dow — up 0.6% — rose.", "“Dow” ‘0.6％’…", "**a** _b_ [c](d) e__f", "AppleAAPL-- x", "\ufeff\u200b\u00a0−1"],
)
def test_the_reading_keeps_every_offset(text: str) -> None:
    """One code point is read for one, so that every offset is one of the text itself."""
    reading, _ = plain_reading(text)

    assert len(reading) == len(text)


def test_glued_tickers_are_kept_apart() -> None:
    """A page's ticker link is no word of the text, and is known with its place."""
    tokens = tokenize("Shares of AppleAAPL-- and MicrosoftMSFT-- fell 2%.")

    assert tokens.glued == [("AAPL", 15), ("MSFT", 35)]
    assert "AAPL" not in tokens.words


def test_what_is_left_out_has_no_tokens() -> None:
    """A stretch left out parts nothing else and has no words, and offsets stay those of the whole."""
    text = "The Dow fell 1%. Sign up here! The S&P 500 rose 2%."
    start = text.index("Sign")
    tokens = tokenize(text, (Span(start, start + len("Sign up here!")),))

    assert "Sign" not in tokens.words
    assert [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


def test_each_token_has_its_sentence() -> None:
    """A token leads to the one sentence that holds it."""
    tokens = tokenize("The Dow fell. It rose later.\n\n- Nvidia: up 2%")

    for number, sentence in enumerate(tokens.sentences):
        for token in range(sentence.first, sentence.last):
            assert tokens.sentence_at(token) is tokens.sentences[number]
    assert [tokens.blocks[sentence.block].kind for sentence in tokens.sentences] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.BULLET,
    ]


def test_a_bullet_keeps_its_figure_to_itself() -> None:
    """Each line of a list is a sentence of its own: figures do not wander."""
    found = [(c.subject.symbol, c.quantity.text) for c in claims("- Nvidia: +2.1%\n- Apple: -1.3%\n- Microsoft: +0.4%")]

    assert found == [("NVDA", "2.1"), ("AAPL", "1.3"), ("MSFT", "0.4")]
