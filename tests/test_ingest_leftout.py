"""What of a text is not read: a second copy of the body, furniture, disclaimers."""

from pathlib import Path

import pytest

from extractor.ingest.furniture import CUES, Reach
from extractor.ingest.leftout import find_left_out
from extractor.ingest.read import read_text

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

LONG = "The Dow Jones Industrial Average rose 0.55% to 49,266.11 on Thursday, its third gain."
OTHER = "The Nasdaq Composite fell 0.44% to 23,480.02 as the largest technology shares declined."


def left_out(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_left_out(text)]


def kept(text: str) -> str:
    for part in left_out(text):
        text = text.replace(part, "", 1) if part not in text[: text.index(part)] else text
    return text


def test_a_second_copy_of_the_body_is_left_out_with_its_headings() -> None:
    """A long line that stands again is left out at its second place, and what went with it the first time."""
    body = f"Markets\n{LONG}\n\nTech slips\n- Dow +0.6%\n{OTHER}\nThat was that."
    text = f"{body}\nA new line in between.\n{body}"
    assert left_out(text) == [body]
    assert find_left_out(text)[0].start == len(text) - len(body)


def test_space_and_wrapping_do_not_hide_a_copy() -> None:
    """A copy is known by its words, however its spaces and lines fall."""
    wrapped = LONG.replace(" on ", "\non ").replace(" its ", "  its\t")
    assert left_out(f"{LONG}\n\n{wrapped}\n") == [f"{wrapped}\n"]
    assert left_out(f"{LONG}\n\n{LONG.replace(' ', '  ')}\r\n") == [LONG.replace(" ", "  ") + "\r\n"]


def test_what_is_new_among_repeated_lines_is_read() -> None:
    """A short line between two repeated ones is read where it stands for the first time."""
    text = f"{LONG}\n{OTHER}\n{LONG}\nThe Russell 2000 rose 1%.\n{OTHER}\n"
    assert left_out(text) == [f"{LONG}\n", f"{OTHER}\n"]


def test_short_lines_and_table_heads_repeat_in_good_faith() -> None:
    """A heading may stand twice, and two tables may share a head."""
    head = "| Index | Close | Change | Change in percent | Week | Month | Year to date |\n"
    assert left_out(f"Markets\nThe Dow rose.\nMarkets\nThe Dow fell.\n{head}| Dow | 1 |\n\n{head}| S&P | 2 |\n") == []


def test_a_copied_table_is_left_out_with_the_copy() -> None:
    """Rows of a table that stand in a second copy are left out with it."""
    body = f"{LONG}\n| Index | Close |\n| Dow | 49,266.11 |\n{OTHER}\n"
    assert left_out(body + "\nIn between.\n\n" + body) == [body]


FURNITURE = [
    "We use cookies to improve your experience. By continuing you accept our cookies.",
    "This website uses cookies",
    "Accept all cookies",
    "Sign up for our newsletter",
    "Subscribe to our daily newsletter for the latest updates.",
    "Get the latest market news delivered to your inbox.",
    "Get curated U.S. market news, insights and key dates delivered to your inbox.",
    "Stay ahead of the market.",
    "© 2026 Example Media. All rights reserved.",
    "All Rights Reserved",
    "Copyright © 2025 Example",
    "Terms of Use | Privacy Policy",
    "View Original",
    "This article originally appeared on Example.com.",
    "The post Stocks drift appeared first on Example.",
    "Read more",
    "Read more: Nasdaq slides as chip makers tumble",
    "- Also read: What the Fed wants",
    "Continue reading",
    "Latest Articles",
    "**Related articles:**",
    "You may also like",
    "More from Example News",
    "Comments",
    "No comments yet",
    "Leave a comment",
    "Photo: Traders at work on the floor of the exchange",
    "Photo by Jane Doe",
    "(Getty Images)",
    "Click here to read the full list",
    "Follow us on Twitter",
    "Follow Jane Doe on X",
    "Share this article",
    "Facebook | Twitter | LinkedIn",
    "Copy link",
    "3 min read",
    "Sponsored",
    "Sponsored by Example Bank",
    "Advertisement",
    "Story continues below",
    "Skip to main content",
    "Back to top",
    "Jane Doe is a senior markets reporter based in New York.",
    "About the author",
    "AI Writing Agent Eli Grant. No linear thinking.",
    "This article was generated with the help of AI and reviewed by an editor.",
    "Disclaimer",
    "Disclaimer: The opinions here are my own. Do your own research.",
    "This content is for informational purposes only and is not financial advice.",
    "This content is intended for informational purposes only and does not constitute investment advice.",
    "Nothing in this article should be construed as a recommendation to buy or sell any security.",
    "Past performance is no guarantee of future results.",
    "Past performance is not indicative of future results.",
    "Please consult your financial advisor before making any decision.",
    "Investing involves risk, including the possible loss of principal.",
    "74% of retail investor accounts lose money when trading CFDs with this provider.",
    "The views expressed here are those of the author and do not reflect the position of Example.",
    "We are not liable for any losses or damages arising from the use of this information.",
    "The author has no position in any of the stocks mentioned.",
    "The Motley Fool has a disclosure policy.",
    "Quotes are delayed by at least 15 minutes.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_left_out(line: str) -> None:
    """A line that belongs to the page and not to the article is left out, and nothing else is."""
    text = f"The Dow rose.\n{line}\nThe Nasdaq fell."
    assert left_out(text) == [f"{line}\n"]


REPORTS = [
    LONG,
    "Sponsored by a bank's survey, the note said the Dow fell 2%.",
    "Read more into it than that, traders said, and you miss the point: the Dow lost 400 points.",
    "Read more: the S&P 500 fell 0.6% on Thursday",
    "Photo: the Dow closed 1.2% higher",
    "Subscribe to the view that rates have peaked and the Nasdaq gained 11.2% in the newsletter's test.",
    "Related shares rose.",
    "Disclaimer aside, the Dow rose 2%.",
    "Disclosure: the fund lost 12.5% last year.",
    "Past performance is no guarantee, but the S&P 500 rose 24% last year.",
    "Not financial advice: Nvidia fell 3%.",
    "Trading in Tokyo involved some risk as the Nikkei slid.",
    "Saudi Arabia is the largest oil producer in the group and an author of the cuts.",
    "Apple Inc. was the biggest contributor to the decline.",
    "Follow-through in cyclicals, particularly if the Dow continues to outperform.",
    "More in line with the average, the Russell 2000 was flat.",
    "Close",
    "Amgen (+4%)",
    "The company did not provide financial guidance for the year.",
    "Data provided by the exchange show that volume fell 3%.",
    "Latest news from the Fed lifted shares.",
    "Share prices fell.",
    "Search stocks rallied.",
]


@pytest.mark.parametrize("line", REPORTS)
def test_a_line_that_reports_is_read(line: str) -> None:
    """No cue takes a line that tells of a figure or a move, or that only looks like furniture."""
    assert left_out(f"First.\n{line}\nLast.") == []


def test_a_disclaimer_is_cut_out_of_a_paragraph_that_reports() -> None:
    """Where a disclaimer shares a line with a report, only its own sentence is left out."""
    text = "Nvidia fell 3% on Friday. This is not financial advice. Apple rose 1%."
    assert left_out(text) == ["This is not financial advice. "]


def test_every_cue_is_named_once_and_says_why() -> None:
    """The table of cues has a name and a reason for each."""
    assert len({cue.name for cue in CUES}) == len(CUES)
    assert all(cue.why for cue in CUES)
    assert {cue.reach for cue in CUES} == set(Reach)


def test_a_hostile_line_is_searched_in_bounded_time() -> None:
    """Cues look ahead within bounds: a long line of their own words does not stop the reader."""
    for words in ("not financial ", "liable warranty ", "Read more: ", "not not constitute ", ". " * 5, "Aa Bb "):
        find_left_out(words * (500_000 // len(words)))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is absent")
def test_the_body_that_stands_twice_is_read_once() -> None:
    """Of the page whose body stands twice, the disclaimer and the second copy are left out."""
    (path,) = SEEDS.glob("000_*.txt")
    text = path.read_bytes().decode("utf-8")
    article = read_text(text)
    assert text[article.left_out[0].start :].startswith("View Original\n")
    assert (article.left_out[-1].start, article.left_out[-1].end) == (2269, len(text))
    assert "Take Advantage" in kept(text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is absent")
@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_real_pages_lose_no_line_with_a_percent(number: str) -> None:
    """What is left out of the real pages holds no figure."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    assert not any("%" in part for part in left_out(path.read_bytes().decode("utf-8")))
