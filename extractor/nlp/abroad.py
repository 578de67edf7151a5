"""Which market a text speaks of, where a company is listed in two: a table of words by city."""

import functools
import re

# The words that speak of a market abroad, by the city of a share's first listing.
_EUROPE = "europe european stoxx euro euros"
_WORDS: dict[str, frozenset[str]] = {
    city: frozenset(words.split())
    for city, words in {
        "London": f"london ftse britain british uk u.k. pence lse sterling {_EUROPE}",
        "Frankfurt": f"frankfurt dax germany german xetra {_EUROPE}",
        "Paris": f"paris cac france french {_EUROPE}",
        "Amsterdam": f"amsterdam aex netherlands dutch {_EUROPE}",
        "Zurich": f"zurich smi switzerland swiss {_EUROPE}",
        "Copenhagen": f"copenhagen denmark danish omx {_EUROPE}",
        "Stockholm": f"stockholm sweden swedish omx {_EUROPE}",
        "Helsinki": f"helsinki finland finnish omx {_EUROPE}",
        "Oslo": f"oslo norway norwegian {_EUROPE}",
        "Milan": f"milan italy italian mib {_EUROPE}",
        "Madrid": f"madrid spain spanish ibex {_EUROPE}",
        "Brussels": f"brussels belgium belgian {_EUROPE}",
        "Dublin": f"dublin ireland irish {_EUROPE}",
        "Toronto": "toronto canada canadian tsx",
        "Hong Kong": "hong hang kong seng chinese china shanghai asia asian",
        "Taipei": "taipei taiwan taiwanese taiex asia asian",
        "Tokyo": "tokyo japan japanese nikkei topix yen asia asian",
        "Mumbai": "mumbai india indian sensex nifty bse nse rupee rupees crore asia asian",
        "Seoul": "seoul korea korean kospi won asia asian",
        "Sydney": "sydney australia australian asx",
        "Sao Paulo": "paulo brazil brazilian bovespa ibovespa",
        "Johannesburg": "johannesburg jse rand",
        "Mexico City": "mexico mexican bmv ipc",
        "Tel Aviv": "aviv israel israeli tase",
    }.items()
}
_NEW_YORK = re.compile(
    r"\bU\.S\.-(?:listed|traded)|\bAmerican depositary|\bADRs?\b|\bADSs?\b|\bNew York\b|\bWall Street\b|\bNasdaq\b|\bNYSE\b|\bpre-?market\b",
    re.IGNORECASE,
)
_LOWER_WORDS = re.compile(r"[a-z][a-z.]*[a-z]|u\.[sk]\.")


_PLACES = (
    r"Europe(?:an)?|Asian?|Asia-Pacific|Japan(?:ese)?|Chin(?:a|ese)|Hong Kong|Korean?|South Korean?|India(?:n)?|British|U\.K\.|UK|German(?:y)?|French|France"
    r"|Ital(?:y|ian)|Spain|Spanish|Swiss|Canad(?:a|ian)|Austral(?:ia|ian)|Taiwan(?:ese)?|Brazil(?:ian)?|Mexic(?:o|an)|London|Tokyo|Paris|Frankfurt|Toronto|Sydney|Mumbai|Shanghai|Seoul|Taipei"
)
# Markets by the name of an index, "Asian shares", "In Tokyo" as an opening: another place ("sales in China") is no market.
_MARKETS = re.compile(
    rf"\b(?:(?P<abroad>S&P/[AT]SX|(?i:stoxx|ftse|topix|nikkei|kospi|taiex|sensex|nifty|ibovespa|ibex|hang seng)|DAX|CAC|CSI|SMI|AEX|TSX|ASX|MIB"
    rf"|(?:{_PLACES})(?:'s)? (?:(?:blue[- ]chip|large-cap|benchmark|main|stock) )*(?:stocks?|shares|equities|equity|markets?|bourses?|index(?:es)?|benchmark|gauge|sectors?|trading|session)"
    rf"|In (?:{_PLACES}))"
    r"|U\.S\.|US|Wall Street|New York|American|NYSE|S&P|Dow|Nasdaq|Russell)(?!\w)"
)


def market_abroad(text: str) -> str | None:
    """Return the market abroad that a text names last, in its own words; None where it is an American one, or none is named."""
    named = [match["abroad"] for match in _MARKETS.finditer(text)]
    return named[-1] if named else None


def speaks_of(city: str, text: str) -> bool:
    """Say whether a text speaks of the market of `city`; of one that the table lacks, by the city's own name."""
    return not _WORDS.get(city, frozenset(city.lower().split())).isdisjoint(_lower_words(text))


@functools.lru_cache(maxsize=8)
def _lower_words(text: str) -> frozenset[str]:
    """Return the words of a paragraph, "u.s." among them: every claim in it asks for the same ones."""
    return frozenset(_LOWER_WORDS.findall(text.lower()))


def speaks_of_new_york(text: str) -> bool:
    """Say whether a text names the American listing: "U.S.-listed shares", "its ADRs"."""
    return bool(_NEW_YORK.search(text))
