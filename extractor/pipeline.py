"""The stages in order: an article is read, dated, resolved and judged."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.nlp.annotate import DAY_KINDS, annotate, annotate_text
from extractor.nlp.entities import NameIndex
from extractor.nlp.timex import find_timexes
from extractor.prices import Prices, open_prices
from extractor.records import (
    Annotations,
    Article,
    Audit,
    Claim,
    Dateline,
    Drop,
    Finding,
    InstrumentKind,
    Kind,
    Notice,
    NoticeKind,
    Period,
    Span,
    Timex,
    TimexKind,
    Told,
)
from extractor.verify.case import Case
from extractor.verify.consistency import with_consistency
from extractor.verify.correct import with_correction
from extractor.verify.dateline import (
    dated_otherwise,
    from_published,
    from_text,
    inferred,
    named_sessions,
    topic_session,
)
from extractor.verify.funds import with_fund_prices
from extractor.verify.other_day import without_other_days
from extractor.verify.reconcile import borne_out_periods, is_day_borne_out, judge, settled_moves
from extractor.verify.resolve import clock_for, resolve
from extractor.verify.review import Review, review_of
from extractor.verify.stale import with_stale_figures
from extractor.verify.tape import needed_symbols
from extractor.verify.wording import day_name

# A dateline stands in the head of a text: "NEW YORK, Jan. 8, 2026 —".
_HEAD = 600
# A text that names so many periods, and more than two for each day, is of no session.
_MIN_PERIODS = 5
# By whose sessions a review's period is counted.
_MIC = "XNYS"
# What is told of all sectors or members needs the bars of all.
_OF_MANY = frozenset({Kind.BREADTH, Kind.COMPARISON})
_UNITS = re.compile(r"\b(?:week|month|quarter|year)(?=ly\b|s?\b|['’])", re.IGNORECASE)


def open_bars(paths: Sequence[Path], mic_of: Callable[[str], str]) -> Prices:
    """Open the price files and folders of `paths`; none at all is no error, but verifies nothing."""
    return open_prices(paths, mic_of) if paths else Prices((), (), mic_of)


class Auditor:
    """Audits articles with one gazetteer and one set of prices."""

    def __init__(self, gazetteer: Gazetteer, prices: Prices) -> None:
        self.gazetteer = gazetteer
        self.prices = prices
        self.names = NameIndex(gazetteer)

    def audit(self, article: Article) -> Audit:
        """Find and judge every claim of an article."""
        dateline = _known_dateline(article)
        annotations = annotate(article, self.names, dateline.day if dateline else None)
        self.prices.load(_symbols(self.gazetteer, annotations))
        drops: list[Drop] = []
        if dateline is None:
            dateline = inferred(annotations.claims, self.prices, self.gazetteer)
        if dateline is None and annotations.claims:
            note = "no dateline was given and none could be inferred; give --published, or `published` in the article's own data"
            drops.append(Drop("dateline", article.path, "no dateline", note))
        case = self._case(annotations, dateline, article.text)
        judged = [judge(claim, case) for claim in annotations.claims]
        is_borne_out = is_day_borne_out(annotations.claims, judged)
        if not is_borne_out and dateline is not None and dateline.instant is None:
            # Without an hour the text may well be of the session before: its own figures tell.
            earlier = replace(case, topics=_sessions_before(dateline, case.topics))
            held = [judge(claim, earlier) for claim in annotations.claims]
            if is_day_borne_out(annotations.claims, held):
                case, judged, is_borne_out = earlier, held, True
        settled = settled_moves(annotations.claims, judged)
        periods = borne_out_periods(annotations.claims, judged)
        if is_borne_out is not None or settled or periods:
            case = replace(case, is_day_borne_out=is_borne_out, settled=settled, borne_out=periods)
        if not is_borne_out and case.is_of_period:
            case = replace(case, review=_review(annotations, case))
        if case.is_day_borne_out is not None or settled or periods or case.review is not None:
            judged = [judge(claim, case) for claim in annotations.claims]
        findings, notices = self._told_apart(article, annotations, judged, case)
        is_day_sure = bool(case.is_day_borne_out) and dateline is not None and dateline.instant is not None
        corrected = tuple(
            with_correction(finding, claim, article.text, is_day_sure=is_day_sure)
            for finding, claim in zip(findings, annotations.claims, strict=True)
        )
        notices = [*_dated_otherwise(article, annotations, dateline), *notices]
        return Audit(article, dateline, annotations.mentions, corrected, tuple(drops), tuple(notices))

    def _told_apart(
        self, article: Article, annotations: Annotations, judged: Sequence[Finding], case: Case
    ) -> tuple[list[Finding], list[Notice]]:
        """Say what several claims show together: prices of funds, figures of another session, figures that disagree."""
        claims = annotations.claims
        findings, of_funds = with_fund_prices(judged, annotations, article.text, self.prices, self.gazetteer)
        findings, stale = with_stale_figures(findings, claims, self.prices, self.gazetteer)
        headline = _headline(article)
        outside = self._headline_findings(article, case) if headline is None else []
        explained = {claim_id for notice in (*of_funds, *stale) for claim_id in notice.claim_ids}
        findings = without_other_days(findings, self.prices, self.gazetteer, explained)
        findings, apart = with_consistency(
            findings, claims, headline, outside, self.kind_of, self.gazetteer.name_of, explained
        )
        return findings, [*stale, *of_funds, *apart]

    def _headline_findings(self, article: Article, case: Case) -> list[Finding]:
        """Judge what a headline says that stands outside the text; its claims are none of the text's."""
        if not article.title or case.dateline is None:
            return []
        claims = annotate_text(article.article_id, article.title, (), self.names, case.dateline.day).claims
        return [judge(claim, case) for claim in claims]

    def kind_of(self, symbol: str) -> InstrumentKind:
        """Return what sort of thing a symbol of the gazetteer is."""
        return self.gazetteer.instrument(symbol).kind

    def audit_all(self, articles: Iterable[Article | Drop]) -> Iterator[Audit | Drop]:
        """Audit one article after another; what could not be read passes through."""
        for article in articles:
            yield self.audit(article) if isinstance(article, Article) else article

    def _case(self, annotations: Annotations, dateline: Dateline | None, text: str) -> Case:
        mics = {
            self.gazetteer.mic_of(claim.subject.symbol) for claim in annotations.claims if claim.subject is not None
        }
        is_live = any(claim.told is Told.INTRADAY for claim in annotations.claims)
        topics = (
            {mic: topic_session(dateline, annotations.timexes, mic, is_live=is_live) for mic in mics}
            if dateline is not None
            else {}
        )
        named = (
            {mic: named_sessions(dateline, annotations.timexes, mic) for mic in mics} if dateline is not None else {}
        )
        is_at_close = any(claim.told is Told.CLOSE and claim.kind is not Kind.OTHER for claim in annotations.claims)
        units = frozenset(match[0].lower() for match in _UNITS.finditer(text))
        kinds = [timex.kind for timex in annotations.timexes if timex.kind is not TimexKind.UNKNOWN]
        n_days = sum(kind in DAY_KINDS for kind in kinds)
        is_of_period = len(kinds) - n_days >= _MIN_PERIODS and len(kinds) - n_days > 2 * n_days
        return Case(self.prices, self.gazetteer, dateline, topics, is_at_close, units, is_of_period, named=named)


def _review(annotations: Annotations, case: Case) -> Review | None:
    """Return the longer period that an article looks back on."""
    dateline = case.dateline
    if dateline is None:
        return None
    clock = clock_for(dateline, _MIC, case.topics.get(_MIC))

    def judge_as(claim: Claim, timex: Timex) -> Finding:
        return judge(replace(claim, timex=None), replace(case, review=Review(timex, is_sure=True)))

    def periods_of(timex: Timex) -> tuple[Period, ...]:
        return resolve(timex, clock, Told.CLOSE).periods

    return review_of(annotations.claims, annotations.timexes, judge_as, periods_of, clock.day)


def _sessions_before(dateline: Dateline, topics: Mapping[str, date | None]) -> dict[str, date | None]:
    """Return, by MIC, the session before the one that an article was taken to speak of."""
    before: dict[str, date | None] = {}
    for mic, topic in topics.items():
        try:
            before[mic] = sessions.shift(mic, topic or sessions.session_on_or_before(mic, dateline.day), -1)
        except OutsideCalendar:
            before[mic] = topic
    return before


def _headline(article: Article) -> Span | None:
    """Return where the article's title stands at the head of its text; None where it stands outside."""
    if not article.title:
        return None
    at = article.text.find(article.title, *_head(article))
    return Span(at, at + len(article.title)) if at >= 0 else None


def _dated_otherwise(article: Article, annotations: Annotations, dateline: Dateline | None) -> list[Notice]:
    """Say where the text bears another date than the one it was given: one of the two is wrong."""
    if article.published is None or dateline is None or not annotations.claims:
        return []
    timexes = find_timexes(article.text, *_head(article))
    found = dated_otherwise(article.text, timexes, dateline)
    if found is None:
        return []
    day = date.fromisoformat(found.value)
    note = f"The text is dated {day_name(day)}, yet it is read as of {day_name(dateline.day)} ({dateline.evidence})."
    return [Notice(article.article_id, NoticeKind.DATELINE, note, ())]


def _head(article: Article) -> tuple[int, int]:
    """Return where the head of an article's text starts and ends."""
    start = article.left_out[0].end if article.left_out and article.left_out[0].start == 0 else 0
    return start, min(len(article.text), start + _HEAD)


def _known_dateline(article: Article) -> Dateline | None:
    """Return the dateline of the metadata, else of the text's head; None where neither says."""
    if article.published is not None:
        where = article.published.place or "given"
        return from_published(article.published, where)
    return from_text(find_timexes(article.text, *_head(article)))


def _symbols(gazetteer: Gazetteer, annotations: Annotations) -> set[str]:
    symbols = {
        claim.subject.symbol
        for claim in annotations.claims
        if claim.subject is not None and claim.kind is not Kind.OTHER
    }
    symbols |= {claim.object.symbol for claim in annotations.claims if claim.object is not None}
    if any(claim.detail is not None and claim.kind in _OF_MANY for claim in annotations.claims):
        symbols |= {i.symbol for i in gazetteer if i.kind is InstrumentKind.SECTOR} | {
            *gazetteer.members("dow30", date.max),
            *gazetteer.members("mag7", date.max),
        }
    needed = {symbol for found in symbols for symbol in needed_symbols(gazetteer, found)}
    # A wrong figure is most often another index's.
    return needed | (
        {"^GSPC", "^DJI", "^IXIC", "^NDX", "^RUT"} if any(symbol.startswith("^") for symbol in symbols) else set()
    )
