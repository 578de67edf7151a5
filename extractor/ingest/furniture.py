"""What of a text is not read: a second copy of the body, page furniture, disclaimers.

The offsets stay those of the text: what is left out is named by span.
"""

import re
from collections.abc import Iterator

from extractor.records import Span

# A line shorter than this may stand twice without the body doing so.
REPEAT_CHARS = 60
_LINE = re.compile(r"[^\n]+")
_FIGURE = re.compile(r"\d\s?(?:%|percent|points?|bps)|[$€£]\s?\d")

# (reason, pattern): a line that matches is furniture. Those marked "whole" go even with a figure in them.
PATTERNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (reason, whole, re.compile(pattern, re.IGNORECASE))
    for reason, whole, pattern in (
        ("disclaimer", True, r"\b(?:is|are|was) (?:provided |intended )?(?:solely |only )?for (?:informational|information|educational|general information) purposes"),
        ("disclaimer", True, r"\b(?:not|does not|doesn't) (?:constitute|be construed as|be considered|intended as) (?:an? )?(?:\w+ ){0,3}(?:advice|recommendation|offer|endorsement|solicitation)"),
        ("disclaimer", True, r"^\W*disclaimers?\b|\bsee disclaimer\b|\bdisclosure:\s|^\W*(?:the )?(?:author|writer|analyst)s? (?:has|have|holds?|owns?|does not|do not)\b.*\bposition"),
        ("disclaimer", True, r"past performance (?:is|does) no|no (?:guarantee|indication) of future (?:results|performance)|all rights reserved|^\W*(?:©|\(c\)|copyright)\s*(?:19|20)\d\d"),
        ("disclaimer", True, r"third[- ]party content\b|views and opinions expressed (?:here|in this)|forward-looking statements? (?:involve|are|within)|consult (?:a|your) (?:\w+ )?(?:financial|investment) advis[oe]r"),
        ("newsletter", True, r"delivered (?:straight |directly )?to your inbox|sign up (?:for|to)\b|subscribe (?:to|now|today|for)\b|join (?:our|the) (?:newsletter|mailing list)|enter your e-?mail"),
        ("cookies", True, r"\b(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|privacy policy|terms of (?:use|service)\b.*"),
        ("links", False, r"^\W*(?:view original|read more|read next|continue reading|click here|latest articles?|latest news|related (?:articles?|stories|news|reading)|you (?:may|might) (?:also )?like|most (?:read|popular)|trending now|more from|see also|also read|recommended (?:for you|stories)|advertisement|sponsored(?: content)?|skip to (?:main )?content|back to top|share this(?: article)?|print this|load more)\b"),
        ("comments", False, r"^\W*(?:(?:no|\d+) comments?(?: yet)?|comments?|leave a (?:reply|comment)|post a comment|log ?in|sign ?in|register|add a comment)\W*$"),
        ("social", False, r"^\W*(?:follow us|follow @|share on|tweet|facebook|twitter|linkedin|whatsapp|telegram|reddit)\b"),
        ("credit", False, r"^\W*(?:photo|image|picture|getty images|source)\s*(?:credit|by|:)"),
        ("byline", False, r"^\W*(?:ai writing agent|about the author|the author is|written by|edited by|reporting by|additional reporting by)\b"),
        ("ask", False, r"^\W*(?:stay ahead of the market|get curated|get the latest|download (?:our|the) app|start your free trial|try it free)\b"),
    )
)  # fmt: skip


def furniture_spans(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the spans of `text`, from `start` on, that are a second copy or furniture."""
    seen: set[str] = set()
    lines = list(_LINE.finditer(text, start))
    is_copy: list[bool] = []
    is_short: list[bool] = []
    for match in lines:
        key = " ".join(match[0].split())
        long_enough = len(key) >= REPEAT_CHARS
        is_copy.append(long_enough and key in seen)
        is_short.append(not long_enough)
        if long_enough:
            seen.add(key)
    left_out = [copy or _is_furniture(match[0]) for copy, match in zip(is_copy, lines, strict=True)]
    for i, short in enumerate(is_short):
        # A heading between two lines of the copy belongs to the copy.
        before = next((is_copy[j] for j in range(i - 1, -1, -1) if not is_short[j]), False)
        after = next((is_copy[j] for j in range(i + 1, len(lines)) if not is_short[j]), False)
        if short and before and after:
            left_out[i] = True
    for match, out in zip(lines, left_out, strict=True):
        if out:
            yield Span(match.start(), match.end())


def _is_furniture(line: str) -> bool:
    if len(line) > 1200:
        return False
    has_figure = bool(_FIGURE.search(line))
    return any((whole or not has_figure) and pattern.search(line) for _, whole, pattern in PATTERNS)
