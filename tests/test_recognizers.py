"""The cases of Recognizers-Text that market text could hold are read as well as before."""

import pytest
from scripting import load_script

recognizers = load_script("score_recognizers")

# How many results are read right at least, and how many are missed at most, of those that are ours.
FLOORS = {
    "NumberModel": (67, 0),
    "PercentModel": (8, 0),
    "NumberRangeModel": (44, 0),
    "CurrencyModel": (134, 6),
    "DateParser": (26, 0),
    "DatePeriodParser": (40, 6),
    "HolidayParser": (2, 0),
    "DateTimeModel": (109, 15),
}


@pytest.mark.skipif(not recognizers.SPECS.is_dir(), reason="the cases are not part of this repository")
@pytest.mark.parametrize("name", recognizers.FILES)
def test_cases_are_read_as_well_as_before(name: str) -> None:
    """What is read right does not fall below its floor, and what is missed does not rise."""
    tally = recognizers.score(recognizers.SPECS / name)
    n_right, n_missed = FLOORS[name.rpartition("/")[2].removesuffix(".json")]

    assert tally.n_right >= n_right
    assert len(tally.missed) <= n_missed, tally.missed
    assert tally.n == tally.n_right + tally.not_ours.total() + len(tally.missed)


def test_without_the_cases_it_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The script skips, in a line, where nobody has fetched the cases."""
    monkeypatch.setattr("sys.argv", ["score_recognizers", "--specs", "no-such-folder"])
    recognizers.main()

    assert capsys.readouterr().out == "skipped: no-such-folder is absent; give --specs\n"


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "is_right"),
    [
        ("rose 100%", "percentage", "100%", "", True),
        ("rose 100%", "percentage", "10%", "", False),
        ("rose 100 points", "percentage", "100%", "", False),
        ("minus 5%", "percentage", "-5%", "", True),
        ("$75 million", "currency", "75000000", "Dollar", True),
        ("$75 million", "currency", "75000000", "Euro", False),
        ("50 cents", "currency", "50", "Cent", True),
        ("more than 20%", "numberrange", "(20,)", "", True),
        ("more than 20%", "numberrange", "(,20]", "", False),
    ],
)
def test_right_is_value_unit_and_bounds(text: str, kind: str, value: str, unit: str, is_right: bool) -> None:
    """A result is right only where all of it is."""
    expected = recognizers.Expected(text, 0, len(text), kind, value, unit)

    assert recognizers.is_right(text, recognizers.date(2016, 11, 7), expected) is is_right
