"""Prices of funds told as levels of their indices."""

import pytest
from january import audited, notes, verdicts

from extractor.records import NoticeKind


@pytest.mark.parametrize(
    ("text", "figure", "fund"),
    [
        ("The S&P 500 closed at 689.51 on Thursday, Jan. 8.", "^GSPC 689.51", "SPY, a fund on the index"),
        ("The Dow closed at 492.53 on Thursday, Jan. 8.", "^DJI 492.53", "DIA, a fund on the index"),
        ("The Nasdaq 100 closed at 620.47 on Thursday, Jan. 8.", "^NDX 620.47", "QQQ, a fund on the index"),
        ("The Nasdaq Composite closed at 620.47 on Thursday, Jan. 8.", "^IXIC 620.47", "QQQ, a fund on the Nasdaq 100"),
        ("The Russell 2000 closed at 258.27 on Thursday, Jan. 8.", "^RUT 258.27", "IWM, a fund on the index"),
        ("The S&P 500 stood at 690.1 on Thursday, Jan. 8.", "^GSPC 690.1", "SPY, a fund on the index"),
    ],
)
def test_a_funds_price_is_no_level_of_its_index(text: str, figure: str, fund: str) -> None:
    """A level that is the fund's close, or lies in its day's range, is wrong in its instrument, and the fund is named."""
    audit = audited(text)

    assert verdicts(audit)[figure] == ("contradicted", "instrument")
    assert f"That is the price of {fund}." in audit.findings[0].verdict.note
    assert audit.findings[0].verdict.correction == ()


def test_the_funds_bar_is_in_the_evidence() -> None:
    """The verdict carries the fund's own close, so that anyone can look it up."""
    evidence = audited("The S&P 500 closed at 689.51 on Thursday, Jan. 8.").findings[0].verdict.evidence

    assert evidence is not None
    assert ("SPY", "2026-01-08", "689.51") in evidence.bars
    assert evidence.bars[0] == ("^GSPC", "2026-01-08", "6921.46")


def test_no_day_need_be_named_where_the_price_is_the_funds_to_the_cent() -> None:
    """On no named day a level nowhere near its index is left alone, unless it is the very close of the index's fund."""
    assert verdicts(audited("The S&P 500 closed at 689.51."))["^GSPC 689.51"] == ("contradicted", "instrument")
    assert verdicts(audited("The S&P 500 closed at 689.11."))["^GSPC 689.11"] == ("unverifiable", None)
    assert verdicts(audited("The S&P 500 closed at 641.33."))["^GSPC 641.33"] == ("unverifiable", None)


def test_a_text_that_names_the_fund_is_not_accused_of_mistaking_it() -> None:
    """Where the fund is named the figure may be told of it: without a day nobody is accused, but the price is named."""
    audit = audited("SPY changed hands briskly. The S&P 500 closed at 689.51.")

    assert verdicts(audit)["^GSPC 689.51"] == ("unverifiable", None)
    assert "That is the price of SPY" in audit.findings[-1].verdict.note


def test_moves_of_the_fund_beside_its_price_are_the_funds_too() -> None:
    """Points that are the fund's dollars, beside a level that is its price, are wrong in their instrument."""
    audit = audited("The Russell 2000 finished Thursday, Jan. 8, at 258.27, up 2.79 points.")

    assert verdicts(audit) == {
        "^RUT 258.27": ("contradicted", "instrument"),
        "^RUT 2.79": ("contradicted", "instrument"),
    }


def test_several_fund_prices_are_told_of_the_article() -> None:
    """From two figures on the article has a notice that names the funds."""
    audit = audited("The S&P 500 closed at 689.51 on Thursday. The Dow ended Thursday at 492.53.")

    assert notes(audit) == ["2 levels of indices told here are prices of funds (SPY, DIA)."]
    assert audit.notices[0].notice is NoticeKind.FUND_PRICES
    assert notes(audited("The S&P 500 closed at 689.51 on Thursday.")) == []


def test_the_index_at_its_own_level_is_left_alone() -> None:
    """A true level is supported, and says nothing of funds."""
    (finding,) = audited("The S&P 500 closed at 6,921.46 on Thursday.").findings

    assert finding.verdict.label.value == "supported"
    assert "fund" not in finding.verdict.note
