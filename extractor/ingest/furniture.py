"""What of a page's text is no article: navigation, notices, disclaimers.

Cues are written for pages at large. A line that reports a figure or a move is never
furniture: what is wrongly left out is a claim that is missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from extractor.records import Span


class Reach(Enum):
    """How much a cue takes with it."""

    LINE = "the line, where it is all furniture and reports nothing"
    LINK = "the line, which names another article; it goes unless it holds a figure"
    SENTENCE = "the sentence it stands in, unless that reports something"
    NOTICE = "every sentence of the line that reports nothing"
    WARNING = "the sentence, figures and all"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of furniture, its reach and why it is none of the article.

    LINE and LINK patterns must match the whole line (bullets and emphasis aside), the
    others are searched for.
    """

    name: str
    reach: Reach
    pattern: str
    why: str


# A paragraph longer than this is running text, whatever it begins with.
MAX_LINE_CHARS = 300

# Code points; no sentence of a disclaimer is longer, and the cues below look far ahead within one.
_MAX_SENTENCE_CHARS = 1000

_SITES = r"(?:facebook|twitter|x|linked-?in|whats-?app|reddit|e-?mail|telegram|pinterest|flipboard|instagram|youtube|tik-?tok|threads|bluesky|discord|google(?: news)?|print|copy(?: link)?|link|rss)"
_NOTICE = r"(?:disclaimers?|disclosures?|risk (?:warning|disclosure|notice)|legal (?:notice|disclaimer)|important (?:information|notice|disclosures?)|forward-looking statements?|terms and conditions)"
_JOBS = r"(?:reporter|writer|journalist|columnist|correspondent|editor|blogger|freelancer|author)"
_ADVICE = r"(?:advice|advisory|recommendations?|endorsements?|solicitations?|offers?)"

CUES: tuple[Cue, ...] = (
    Cue(
        "cookies",
        Reach.LINE,
        r"(?:(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing)\b.*) .*\bcookies\b.*|(?:accept|reject|manage)(?: all)?(?: cookies)?|(?:cookie|privacy|consent) (?:policy|settings|preferences|notice|choices)|your privacy choices)",
        "consent banners",
    ),
    Cue(
        "newsletter",
        Reach.LINE,
        r".*\b(?:sign(?:ing)? up|subscrib(?:e|ing))\b.*\b(?:newsletters?|e-?mails?|alerts?|updates?|inbox|briefing|digest|channel|podcast|mailing list|free)\b.*",
        "asks for an address",
    ),
    Cue(
        "inbox",
        Reach.LINE,
        r".*\b(?:delivered|sent|straight|directly|right)\b.*\bto your (?:inbox|e-?mail|phone)\b.*",
        "asks for an address",
    ),
    Cue(
        "subscribe",
        Reach.LINE,
        r"(?:subscribe|sign up|unsubscribe|become a (?:member|subscriber)|start (?:your|a) free trial|join (?:now|today|free)|get started|try (?:it )?(?:for )?free|enter your e-?mail.*|already a (?:member|subscriber).*|subscribe (?:now|today|for free|to .*)|download (?:the|our) app.*)",
        "buttons of a subscription",
    ),
    Cue(
        "slogan",
        Reach.LINE,
        r"stay (?:ahead of|on top of|up to date with|tuned to|informed about) (?:the |your )?(?:markets?|news|curve|trends?|latest .*)",
        "the banner above a newsletter form",
    ),
    Cue(
        "rights",
        Reach.LINE,
        r"(?:.*\ball rights reserved\b.*|(?:copyright|©|\(c\))\W.*\b(?:19|20)\d\d\b.*|(?:©|copyright)\s*(?:19|20)\d\d\b.*)",
        "the copyright line",
    ),
    Cue(
        "terms",
        Reach.LINE,
        r"(?:terms(?: (?:of|and) (?:use|service|conditions))?|privacy(?: policy)?|contact(?: us)?|about(?: us)?|advertise(?: with us)?|careers|help|faq|site ?map|accessibility)(?:\s*[|·•,/-]\s*(?:terms(?: (?:of|and) (?:use|service|conditions))?|privacy(?: policy)?|contact(?: us)?|about(?: us)?|advertise|careers|help|faq|site ?map|accessibility))*",
        "the foot of the page",
    ),
    Cue(
        "original",
        Reach.LINE,
        r"(?:(?:view|read|see|visit) (?:the )?(?:original|source|full (?:article|story|post|report))\b.*|(?:this (?:article|post|story|content) )?(?:was )?(?:originally|first) (?:published|appeared|posted)\b.*|this (?:article|post|story) (?:originally |first )?appeared (?:first )?on\b.*|the post .* appeared first on .*)",
        "says where the page was copied from",
    ),
    Cue(
        "more",
        Reach.LINK,
        r"(?:(?:read|see|watch|learn|show|load|view|find out) (?:more|all|also|next|now)|continue reading|keep reading|also read|see also|must read|further reading|up next|don'?t miss|recommended reading|related)(?:\s*[:>»→–—-].*|\s+(?:about|on|from|at|in)\b.*|\s*(?:\.{3}|…)?)",
        "points to another article",
    ),
    Cue(
        "related",
        Reach.LINE,
        r"(?:latest|related|recent|popular|trending|top|more|other|featured|similar|recommended|suggested|breaking) (?:articles?|news|stories|story|posts?|topics?|reads?|reading|content|videos?|headlines|tags?)|(?:you (?:may|might|will) also like|people also (?:read|ask|watch)|recommended for you|most (?:read|popular|viewed|shared)|trending(?: now)?|editor['’]?s['’]? picks?|from our (?:partners?|sponsors?)|around the web|more (?:from|on|in|by) [^.!?]{1,60}|in this (?:article|story)|tags|topics|categories|filed under\b.*|tags?:.*|keywords?:.*)",
        "heads a list of other pages",
    ),
    Cue(
        "comments",
        Reach.LINE,
        r"(?:comments?(?: section)?(?: \(\d+\))?|\(?\d+\)? (?:comments?|replies|likes|shares|views)|no comments?(?: yet)?|(?:leave|add|post|write) a (?:comment|reply|response)|(?:be the )?first to comment\b.*|join the (?:conversation|discussion|debate)\b.*|(?:log|sign) ?in to (?:comment|reply|post|join)\b.*|comments are closed|view (?:all )?comments|reply|report abuse)",
        "the readers' corner",
    ),
    Cue(
        "caption",
        Reach.LINK,
        r"\(?(?:(?:cover |featured? |file |stock |header )?(?:photos?|images?|pictures?|photographs?|illustrations?|graphics?|screenshots?|video)(?: (?:credits?|sources?|courtesy(?: of)?|via|by))?\s*[:/|].*|(?:photo|image|picture|photograph|illustration|graphic)s? (?:by|via|courtesy of|credit)\b.*|(?:getty images|shutterstock|istock|unsplash|pixabay|pexels|bloomberg via getty.*|(?:afp|ap|reuters)/[\w ]+|[\w .'-]+/(?:getty(?: images)?|afp|reuters|ap|bloomberg|shutterstock|unsplash).*))\)?",
        "a picture's caption or credit",
    ),
    Cue(
        "click",
        Reach.LINE,
        r"(?:click|tap|press|swipe)(?: (?:here|now|below|on the link|the link|the button|the image|through))\b.*|(?:click|tap) to (?:read|view|see|share|subscribe|enlarge|expand|play|download|copy)\b.*",
        "buttons",
    ),
    Cue(
        "follow",
        Reach.LINE,
        rf"(?:follow|find|connect with|join|subscribe to|contact) (?:us|me|him|her|our|the author|@\w+|[\w .'’-]{{2,40}}?)(?: .*)? (?:on|at|via|as) (?:a )?(?:{_SITES}|preferred source|.*@.*)\b.*|follow (?:us|me|@\w+)\b.*|connect with us\b.*",
        "the site's accounts elsewhere",
    ),
    Cue(
        "share",
        Reach.LINE,
        rf"(?:share|save|print|listen|bookmark|gift)(?: (?:this|the))?(?: (?:article|story|post|page|news))?(?: (?:on|via|to|with) .{{0,40}})?:?|share\W+(?:{_SITES}\W*)+|(?:{_SITES}\W+)*{_SITES}|listen to (?:this|the) .{{0,40}}|text size\b.*|\d+ min(?:ute)?s?(?: read)?|(?:estimated )?reading time\b.*|(?:increase|decrease) font size",
        "share buttons and reading aids",
    ),
    Cue(
        "sponsored",
        Reach.LINE,
        r"(?:sponsored(?: (?:content|post|links?|by\b.*))?|advertis(?:ement|ing)s?|advertorial|ads?(?: (?:by|disclosure)\b.*)?|paid (?:content|post|partnership|promotion)|promoted(?: (?:content|stories|by\b.*))?|partner content|(?:story|article) continues(?: (?:below|after)\b.*)?|(?:scroll|keep scrolling) (?:down )?(?:to|for) (?:continue|more)\b.*|remove ads|ad ?blocker? .*detected.*)",
        "advertising",
    ),
    Cue(
        "navigation",
        Reach.LINE,
        r"(?:skip to\b.*|back to (?:top|home.*)|home|menu|search|log ?in|log ?out|sign in|my account|(?:open|close|toggle) (?:menu|navigation|search|sidebar)|(?:previous|next|prev)(?: (?:article|post|story|page|slide))?|page \d+(?: of \d+)?|table of contents|jump to\b.*|show less|loading(?:\.{3}|…)?)",
        "navigation",
    ),
    Cue(
        "biography",
        Reach.LINE,
        rf"(?:about (?:the )?(?:author|writer|journalist)s?\b.*|author bio(?:graphy)?\b.*|meet the (?:author|team)\b.*|(?:the )?author (?:is|has been|covers|writes)\b.*|(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{1,3}}) (?:is|was|has been) (?:an? |the )?(?:\w+[ -]){{0,4}}{_JOBS}\b.*|(?:an? )?(?:ai|automated) (?:writing|news|research|content) (?:agent|assistant|bot|system)\b.*)",
        "tells of the author, not of the market",
    ),
    Cue(
        "made by",
        Reach.SENTENCE,
        r"^\W*(?:this|the) (?:article|story|post|report|content|text|summary|translation) (?:was|is|has been|may have been) (?:\w+ )?(?:written|generated|produced|created|translated|compiled|edited|reviewed)\b.*\b(?:ai|artificial intelligence|automat\w+|machine|language model|editor|staff|journalist)\b",
        "tells how the page was made",
    ),
    Cue("notice", Reach.NOTICE, rf"^\W*{_NOTICE}\s*(?:[:.–—-]|$)", "a disclaimer that says its name"),
    Cue(
        "information only",
        Reach.SENTENCE,
        r"\bfor (?:(?:general|purely|solely) )?(?:informational?|educational|entertainment|illustrative)(?:(?:,| and| or|,? and/or) \w+)* (?:purposes?|use)\b",
        "a disclaimer",
    ),
    Cue(
        "no advice",
        Reach.SENTENCE,
        rf"\b(?:not|nor|never|neither|no|nothing|without)\b.{{0,120}}\b(?:financial|investment|investing|trading|legal|tax|professional|accounting|buy|sell)\b.{{0,60}}\b{_ADVICE}\b|\b(?:not|nothing)\b.{{0,80}}\b(?:constitutes?|construed|considered as|regarded as|relied|interpreted|treated as|intended)\b.{{0,80}}\b{_ADVICE}\b",
        "a disclaimer",
    ),
    Cue(
        "past performance",
        Reach.SENTENCE,
        r"\bpast (?:performance|results?|returns?)\b.{0,40}\b(?:not?|never|cannot)\b.{0,60}\b(?:guarantee\w*|indicat\w+|predict\w*|assur\w+|reliable)\b",
        "a disclaimer",
    ),
    Cue(
        "own research",
        Reach.SENTENCE,
        r"\b(?:do|doing|conduct|perform|carry out) (?:your|their) own (?:\w+ )?(?:research|due diligence|analysis)\b|\b(?:consult|seek)\b.{0,60}\b(?:advis[eo]rs?|professionals?|independent advice|(?:financial|professional|investment) advice)\b",
        "a disclaimer",
    ),
    Cue(
        "risk",
        Reach.SENTENCE,
        r"\b(?:invest(?:ing|ments?)|trading|cryptocurrenc\w+|cfds?|derivatives|securities)\b.{0,80}\b(?:involves?|carr(?:y|ies)|are subject to|is subject to)\b.{0,60}\brisks?\b|\byou (?:may|can|could|might) lose\b|\bcapital (?:is )?at risk\b",
        "a risk notice",
    ),
    Cue(
        "retail accounts",
        Reach.WARNING,
        r"\b\d{1,3}(?:\.\d+)?\s*(?:%|percent) of (?:all )?(?:retail|cfd|investor|client)\b.{0,40}\baccounts? lose\b",
        "the risk notice that regulators word, whose figure is the broker's",
    ),
    Cue(
        "third party",
        Reach.SENTENCE,
        r"\bthird[- ]part(?:y|ies) (?:content|websites?|sites|links?|materials?)\b|\bsee (?:our |the )?(?:full )?(?:disclaimer|disclosures?|terms)\b",
        "a disclaimer",
    ),
    Cue(
        "views",
        Reach.SENTENCE,
        r"\b(?:views|opinions|statements)\b.{0,40}\b(?:expressed|contained|stated|presented)\b.{0,120}\b(?:author|authors|writer|own|reflect|represent|those of|endorse\w*)\b",
        "a disclaimer",
    ),
    Cue(
        "liability",
        Reach.SENTENCE,
        r"\b(?:not?|nor|neither|disclaims?)\b.{0,80}\b(?:liable|liability|responsible|responsibility|warrant(?:y|ies|s)|representations?)\b.{0,160}\b(?:loss(?:es)?|damages?|errors?|omissions?|accuracy|completeness|decisions?|use of|reliance)\b",
        "a disclaimer",
    ),
    Cue(
        "positions",
        Reach.SENTENCE,
        r"\b(?:position|positions|shares|stake|stakes)\b.{0,30}\b(?:in|of) (?:any|some|all|none) of the (?:\w+ )?(?:stocks?|companies|securities|shares|assets)\b|\bat the time of (?:publication|writing)\b.{0,80}\b(?:author|held|holds?|owns?|owned|had no|position)\b|\b(?:the )?motley fool\b.{0,80}\b(?:disclosure policy|positions? in|recommends)\b|^\W*i(?:/we)? (?:have|wrote|am)\b.{0,60}\b(?:positions?|this article myself|compensation)\b",
        "what the author holds",
    ),
    Cue(
        "delayed",
        Reach.SENTENCE,
        r"\b(?:quotes?|prices|data)\b.{0,30}\bdelayed\b.{0,30}\bminutes?\b|^\W*(?:market )?(?:data|quotes|prices) (?:is |are )?(?:provided|supplied|powered) by\b",
        "the small print of a quote box",
    ),
)

_LINE_CUES = re.compile("|".join(f"(?:{cue.pattern})" for cue in CUES if cue.reach is Reach.LINE), re.IGNORECASE)
_LINK_CUES = re.compile("|".join(f"(?:{cue.pattern})" for cue in CUES if cue.reach is Reach.LINK), re.IGNORECASE)
_SENTENCE_CUES = re.compile(
    "|".join(f"(?:{cue.pattern})" for cue in CUES if cue.reach is Reach.SENTENCE), re.IGNORECASE
)
_NOTICE_CUES = re.compile("|".join(f"(?:{cue.pattern})" for cue in CUES if cue.reach is Reach.NOTICE), re.IGNORECASE)
_WARNING_CUES = re.compile("|".join(f"(?:{cue.pattern})" for cue in CUES if cue.reach is Reach.WARNING), re.IGNORECASE)

# What every match of those cues holds, in small letters: most sentences need no more than a look for these.
_HINTS = (
    *("advice", "advisory", "recommend", "endors", "solicit", "offer", "purpose", " use", "past ", " own ", "advis"),
    *("profession", "risk", "lose", "third", "see ", "views", "opinions", "statements", "liab", "responsib"),
    *("warrant", "represent", "any of", "some of", "all of", "none of", "at the time", "motley", "compensation"),
    *("this article", "position", "delayed", "provided", "supplied", "powered", "generated", "written", "produced"),
    *("created", "translated", "compiled", "edited", "reviewed"),
)

_FIGURE = re.compile(
    r"%|\b(?:percent|per cent|pct|bps|basis points?)\b|\d[\d,.]*[\s-]*(?:points?|pts)\b|[$€£]\s?\d|\d[.,]\d",
    re.IGNORECASE,
)
_MOVE = re.compile(
    r"\b(?:rose|rises?n?|fell|falls|fallen|gain(?:s|ed)|lost|jump(?:s|ed)|surg(?:es|ed)|soar(?:s|ed)|climb(?:s|ed)|"
    r"rall(?:y|ies|ied)|advanc(?:es|ed)|slid|slides|slip(?:s|ped)|drop(?:s|ped)|declin(?:es|ed)|tumbl(?:es|ed)|"
    r"plung(?:es|ed)|plummet(?:s|ed)|sank|sinks|slump(?:s|ed)|retreat(?:s|ed)|rebound(?:s|ed)|outperform\w*|"
    r"underperform\w*|closed|ended|finished|settled|(?:record|all-time|\d+-week) (?:high|low)|unchanged|flat)\b",
    re.IGNORECASE,
)
# Bullets, quotes of Markdown and emphasis are no part of what a line says.
_DRESS = " \t\u00a0\ufeff*_#>|•·–—-\u200b"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*+\s++(?=[\"'“‘(\[]?[A-Z0-9])")
_RESTS = ".:!?… \t*_|"


def furniture_of(line: str, start: int) -> Iterator[Span]:
    """Yield the spans of one line that are furniture; `start` is where the line begins in its text."""
    bare = line.strip(_DRESS + "\r\n")
    if not bare:
        return
    if len(bare) <= MAX_LINE_CHARS and _is_furniture(bare.rstrip(_RESTS)):
        yield Span(start, start + len(line))
        return
    is_notice = _NOTICE_CUES.match(bare[:_MAX_SENTENCE_CHARS]) is not None
    for first, last in _sentences(line):
        sentence = line[first:last]
        if is_notice or _is_cued(sentence):
            is_warning = _WARNING_CUES.search(sentence) is not None
            if is_warning or not _reports(sentence):
                yield Span(start + first, start + last)


def _is_cued(sentence: str) -> bool:
    """Say whether a sentence fits a cue that reaches a sentence."""
    if len(sentence) > _MAX_SENTENCE_CHARS:
        return False
    folded = sentence.lower()
    if not any(hint in folded for hint in _HINTS):
        return False
    return _SENTENCE_CUES.search(sentence) is not None or _WARNING_CUES.search(sentence) is not None


def _is_furniture(bare: str) -> bool:
    if _LINE_CUES.fullmatch(bare):
        return not _reports(bare)
    return _LINK_CUES.fullmatch(bare) is not None and _FIGURE.search(bare) is None


def _reports(text: str) -> bool:
    """Say whether a text holds a figure or a word of a market move."""
    return _FIGURE.search(text) is not None or _MOVE.search(text) is not None


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a line begin and end, the space after each with it."""
    first = 0
    for match in _SENTENCE_END.finditer(line):
        yield first, match.end()
        first = match.end()
    if first < len(line):
        yield first, len(line)
