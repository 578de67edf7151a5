"""The time that a claim is held against, seen by its verdict."""

from january import audited

from extractor.records import Finding

WEEK = """How the indexes fare

| Index | This week |
|---|---|
| S&P 500 | +0.92% |
| Dow | +1.83% |
| Nasdaq Composite | +1.05% |

"""


def found(text: str, digits: str) -> Finding:
    """Return the last finding of a text with these digits."""
    return [it for it in audited(text).findings if it.quantity and it.quantity.text == digits][-1]


def test_a_level_of_a_period_is_that_of_its_last_close() -> None:
    """The period of what stood at the week's end is the day that it ended."""
    finding = found("This week the S&P 500 closed at 6,921.46.", "6,921.46")

    assert finding.verdict.label == "supported"
    assert finding.period is not None
    assert (str(finding.period.first), str(finding.period.last)) == ("2026-01-08", "2026-01-08")


def test_a_period_that_its_figures_bear_out_ends_where_they_say() -> None:
    """A column of returns to date shows its end: then the return to the day before is wrong; alone it may be meant."""
    sentence = "The Dow added 1.27% this week."

    assert found(sentence, "1.27").verdict.label == "unverifiable"
    assert found(WEEK + sentence, "1.27").verdict.label == "contradicted"


def test_what_goes_on_with_a_time_not_understood_accuses_nobody() -> None:
    """A figure after "in recent months" is not held against the day."""
    text = "In recent months the S&P 500 gained 6%. The Dow is down 6.6%."

    assert found(text, "6.6").verdict.label == "unverifiable"
