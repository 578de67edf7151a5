"""Fund prices told as index levels: "the S&P 500 closed at 690.36" is the price of SPY.

This says what a level that no fair reading bears out would be true of; it excuses none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractor.market.instruments import Gazetteer
from extractor.records import (
    Annotations,
    Bound,
    Claim,
    Direction,
    Fault,
    Finding,
    InstrumentKind,
    Kind,
    Label,
    Notice,
    NoticeKind,
    Period,
    Quantity,
    Reason,
    Unit,
    Verdict,
)
from extractor.verify.faults import NOTHING_NEAR
from extractor.verify.interval import admits
from extractor.verify.tape import Bars, Quote, quotes

# Funds beside the one that the gazetteer names, each with the index that it follows: "the Nasdaq" is the
# Composite, and what is quoted for it as a fund is that of the 100.
_MORE_FUNDS = {"^GSPC": (("IVV", "^GSPC"), ("VOO", "^GSPC")), "^IXIC": (("QQQ", "^NDX"),)}
# So many digits name a fund's price; fewer, and a rounded one may be something else.
_MIN_DIGITS = 3
# A level on no named day that is nowhere near its index is contradicted only where it is this close to a fund's.
_SURE_DIGITS = 4
_NAMES_A_FUND = re.compile(r"\bETFs?\b|\b(?:fund|trust|tracker)s?\b|\bexchange[- ]traded\b", re.IGNORECASE)
_BOUNDS = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY})
_MONEY = frozenset({Unit.POINT, Unit.CURRENCY})


def with_fund_prices(
    findings: Sequence[Finding], annotations: Annotations, text: str, bars: Bars, gazetteer: Gazetteer
) -> tuple[list[Finding], list[Notice]]:
    """Say of levels and point moves that fail which fund's price they are, and tell the article where several are."""
    result = list(findings)
    funds: dict[tuple[str, date], Quote] = {}
    told: list[int] = []
    named = {mention.symbol for mention in annotations.mentions}
    for i, (finding, claim) in enumerate(zip(findings, annotations.claims, strict=True)):
        if finding.kind is not Kind.LEVEL or not _may_be_of_a_fund(finding, claim, gazetteer):
            continue
        found = _price_of_a_fund(finding, bars, gazetteer)
        if found is None:
            continue
        quote, bar = found
        verdict = _said(finding, quote, bar, gazetteer)
        is_named = quote.symbol in named or re.search(rf"\b{re.escape(quote.symbol)}\b", text) is not None
        if verdict.label is Label.UNVERIFIABLE and _is_sure(finding, quote) and not is_named:
            # What is nowhere near its index may mean something else: here it is known what.
            note = verdict.note.removeprefix(NOTHING_NEAR).lstrip()
            verdict = replace(
                verdict, label=Label.CONTRADICTED, reason=Reason.NO_READING, fault=Fault.INSTRUMENT, note=note
            )
        result[i] = replace(finding, verdict=verdict)
        told.append(i)
        assert finding.subject is not None
        funds[finding.subject.symbol, quote.last_day] = quote
    for i, finding in enumerate(findings if funds else ()):
        if finding.kind is not Kind.CHANGE or finding.subject is None or finding.period is None:
            continue
        quote_of_move = funds.get((finding.subject.symbol, finding.period.last))
        if quote_of_move is not None and _is_move_of(finding, quote_of_move):
            note = f"{finding.verdict.note} That is the move of {quote_of_move.symbol}, in dollars."
            result[i] = replace(finding, verdict=replace(finding.verdict, fault=Fault.INSTRUMENT, note=note))
            told.append(i)
    return result, _notices([result[i] for i in sorted(told)], funds)


def _may_be_of_a_fund(finding: Finding, claim: Claim, gazetteer: Gazetteer) -> bool:
    """Say whether a level of an index failed: by the tape, or because it was nowhere near."""
    verdict, quantity = finding.verdict, finding.quantity
    if verdict.actual is None or finding.subject is None or finding.period is None or quantity is None:
        return False
    if quantity.bound not in _BOUNDS or gazetteer.instrument(finding.subject.symbol).kind is not InstrumentKind.INDEX:
        return False
    if sum(character.isdigit() for character in quantity.text) < _MIN_DIGITS:
        return False
    is_far_off = verdict.label is Label.UNVERIFIABLE and verdict.note.startswith(NOTHING_NEAR)
    return verdict.label is Label.CONTRADICTED or (is_far_off and not _NAMES_A_FUND.search(claim.sentence))


def _funds_of(symbol: str, gazetteer: Gazetteer) -> Iterator[str]:
    instrument = gazetteer.instrument(symbol)
    more = (fund for fund, _ in _MORE_FUNDS.get(symbol, ()))
    for fund in dict.fromkeys((instrument.total_return, instrument.proxy, *more)):
        if fund and fund in gazetteer and gazetteer.instrument(fund).kind is InstrumentKind.FUND:
            yield fund


def _price_of_a_fund(finding: Finding, bars: Bars, gazetteer: Gazetteer) -> tuple[Quote, tuple[str, ...]] | None:
    """Return the fund whose close a level is, else the one within whose day's range it lies, with the bar that shows it."""
    quantity = finding.quantity
    assert finding.subject is not None
    assert finding.period is not None
    assert quantity is not None
    day = finding.period.last
    held = [
        quote
        for fund in _funds_of(finding.subject.symbol, gazetteer)
        for quote in quotes(bars, fund, Period(day, day), gazetteer.instrument(fund))
    ]
    interval = admits(quantity, is_level=True)
    for quote in held:
        if interval.holds(quote.last):
            return quote, (quote.symbol, day.isoformat(), str(quote.last))
    for quote in held:
        if quote.low is not None and quote.high is not None and _is_between(quantity, quote.low, quote.high):
            return quote, (quote.symbol, day.isoformat(), str(quote.high), "high")
    return None


def _is_between(quantity: Quantity, low: Decimal, high: Decimal) -> bool:
    half = quantity.place / 2
    return quantity.value is not None and low - half <= quantity.value <= high + half


def _is_sure(finding: Finding, quote: Quote) -> bool:
    """Say whether a level is a fund's very close, written with enough digits to be no other figure."""
    quantity = finding.quantity
    assert quantity is not None
    n_digits = sum(character.isdigit() for character in quantity.text)
    return n_digits >= _SURE_DIGITS and admits(quantity, is_level=True).holds(quote.last)


def _said(finding: Finding, quote: Quote, bar: tuple[str, ...], gazetteer: Gazetteer) -> Verdict:
    verdict = finding.verdict
    assert finding.subject is not None
    symbol = finding.subject.symbol
    followed = dict(_MORE_FUNDS.get(symbol, ())).get(quote.symbol, symbol)
    of = "the index" if followed == symbol else f"the {gazetteer.name_of(followed)}"
    note = f"{verdict.note} That is the price of {quote.symbol}, a fund on {of}."
    evidence = verdict.evidence
    if evidence is not None:
        evidence = replace(evidence, bars=(*evidence.bars, bar))
    fault = Fault.INSTRUMENT if verdict.label is Label.CONTRADICTED else verdict.fault
    return replace(verdict, note=note, evidence=evidence, fault=fault)


def _is_move_of(finding: Finding, quote: Quote) -> bool:
    """Say whether a move in points that the tape refutes is the fund's own, to the cent."""
    quantity = finding.quantity
    if finding.verdict.label is not Label.CONTRADICTED or quantity is None or quantity.unit not in _MONEY:
        return False
    if finding.period is None or finding.period.first != quote.last_day:
        return False
    is_up = quote.change >= 0
    if finding.direction not in (None, Direction.UP if is_up else Direction.DOWN):
        return False
    return quantity.place < 1 and admits(quantity).holds(abs(quote.change))


def _notices(told: Sequence[Finding], funds: dict[tuple[str, date], Quote]) -> list[Notice]:
    """Tell the article where more than one of its figures is a fund's."""
    if len(told) < 2:
        return []
    symbols = ", ".join(dict.fromkeys(quote.symbol for quote in funds.values()))
    n_levels = sum(finding.kind is Kind.LEVEL for finding in told)
    levels = "1 level" if n_levels == 1 else f"{n_levels} levels"
    note = f"{levels} of indices told here are prices of funds ({symbols})."
    ids = tuple(finding.claim_id for finding in told)
    return [Notice(told[0].article_id, NoticeKind.FUND_PRICES, note, ids)]
