"""Bars from files: series, several sources, what is never used silently, and the real tape."""

import csv
import hashlib
import math
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import LayoutError, PricesError
from extractor.market.series import Series, digest
from extractor.prices import Problem, What, check, open_prices
from extractor.prices.checking import grouped
from extractor.records import Bar, Basis

SHARED = Path(__file__).parents[2] / "shared" / "prices"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared prices are absent")

HEAD = ("symbol", "date", "open", "high", "low", "close", "adj_close", "basis", "source", "split_factor")


def write_csv(path, rows, head=("symbol", "date", "close", "basis", "source")):
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def write_parquet(path, rows, head=("symbol", "date", "close", "basis", "source"), **options):
    columns = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    columns["date"] = pa.array([date.fromisoformat(day) for day in columns["date"]], pa.date32())
    pq.write_table(pa.table(columns), path, **options)
    return path


def plain(symbol, *pairs, basis="as_traded", source="one"):
    return [(symbol, day, close, basis, source) for day, close in pairs]


def full(symbol, day, opens, high, low, close, adj=None, basis="as_traded", source="one", factor=1.0):
    return (symbol, day, opens, high, low, close, adj, basis, source, factor)


WEEK = [("2026-01-05", 1.0), ("2026-01-06", 2.0), ("2026-01-07", 3.0), ("2026-01-08", 4.0)]


def test_series_answers_by_day_and_position():
    """A series gives the bar of a day, its position, its neighbours, and None for a missing day."""
    days = [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 8)]
    series = Series("X", Basis.AS_TRADED, "one", [day.toordinal() for day in days], [1.0, 2.0, 3.0])
    assert (len(series), series.first, series.last) == (3, days[0], days[2])
    assert series.get(days[1]) == Bar("X", days[1], None, None, None, 2.0, Basis.AS_TRADED, "one")
    assert series.get(date(2026, 1, 6)) is None
    assert series.get(date(2026, 1, 4)) is None
    assert series.get(date(2026, 1, 9)) is None
    assert [series.index_of(day) for day in (*days, date(2026, 1, 6))] == [0, 1, 2, -1]
    assert [bar.close for bar in series.between(date(2026, 1, 6), date(2026, 2, 1))] == [2.0, 3.0]
    assert series.last_before(days[1]).day == days[0]
    assert series.last_before(date(2026, 1, 7)).close == 1.0
    assert series.last_before(days[0]) is None
    assert series.bar(-1).close == 3.0
    assert not series.has_range


def test_series_needs_ascending_days():
    """A series refuses days that repeat or go back, and columns of another length."""
    for days in ([2, 1], [1, 1], []):
        with pytest.raises(ValueError, match="ascending"):
            Series("X", Basis.AS_TRADED, "one", days, [1.0] * len(days))
    with pytest.raises(ValueError, match="one length"):
        Series("X", Basis.AS_TRADED, "one", [1, 2], [1.0])


@given(st.sets(st.integers(700000, 760000), min_size=1, max_size=50))
def test_every_bar_is_found_by_its_day(ordinals):
    """Each day of a series leads to its own bar, and the days beside it to none."""
    days = sorted(ordinals)
    series = Series("X", Basis.AS_TRADED, "one", days, [float(day) for day in days])
    for day in range(days[0] - 1, days[-1] + 2) if days[-1] - days[0] < 500 else days:
        bar = series.get(date.fromordinal(day))
        assert (bar is not None) == (day in ordinals)
        assert bar is None or bar.close == day


def test_digest_is_of_the_documented_text():
    """The digest of bars is the sha256 of one line a bar: symbol, day, rounded value."""
    bars = [
        Bar("^GSPC", date(2026, 1, 7), None, 6930.111, None, 6920.934, Basis.AS_TRADED, "one"),
        Bar("^GSPC", date(2026, 1, 8), None, None, None, 6921.4599, Basis.AS_TRADED, "one"),
    ]
    text = "^GSPC,2026-01-07,6920.93\n^GSPC,2026-01-08,6921.46\n"
    assert digest(bars) == hashlib.sha256(text.encode()).hexdigest()
    highs = "^GSPC,2026-01-07,6930.1\n^GSPC,2026-01-08,\n"
    assert digest(bars, 1, "high") == hashlib.sha256(highs.encode()).hexdigest()


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_csv_and_parquet_give_the_same_bars(tmp_path, write):
    """The same rows in either format give the same bars, each with its source."""
    suffix = "csv" if write is write_csv else "parquet"
    rows = plain("AAA", *WEEK) + plain("BBB", ("2026-01-05", 7.5), source="two")
    prices = open_prices([write(tmp_path / f"p.{suffix}", rows)])
    assert prices.symbols() == ("AAA", "BBB")
    assert [bar.close for bar in prices.series("AAA")[0].between(date(2026, 1, 1), date(2026, 2, 1))] == [
        1,
        2,
        3,
        4,
    ]
    assert prices.bar("BBB", date(2026, 1, 5)) == Bar(
        "BBB", date(2026, 1, 5), None, None, None, 7.5, Basis.AS_TRADED, "two"
    )
    assert prices.bar("BBB", date(2026, 1, 6)) is None
    assert prices.series("NONE") == ()
    assert prices.problems == ()


def test_order_of_rows_does_not_matter(tmp_path):
    """Files sorted by day, by nothing, or cut into row groups give the same series."""
    rows = [row for pair in WEEK for symbol in ("CCC", "AAA", "BBB") for row in plain(symbol, pair)]
    rows = rows * 1 + [(f"S{i}", "2026-01-05", 1.0, "as_traded", "one") for i in range(40)]
    sorted_one = open_prices([write_parquet(tmp_path / "a.parquet", sorted(rows))])
    mixed = open_prices([write_parquet(tmp_path / "b.parquet", rows[::-1], row_group_size=7)])
    written = open_prices([write_csv(tmp_path / "c.csv", rows)])
    for symbol in ("AAA", "BBB", "CCC", "S7"):
        closes = [list(prices.series(symbol)[0].closes) for prices in (sorted_one, mixed, written)]
        assert closes[0] == closes[1] == closes[2]


def test_parquet_of_plain_columns(tmp_path):
    """Timestamps, dates as text, whole numbers and large strings are read like the usual types."""
    table = pa.table(
        {
            "symbol": pa.array(["AAA", "AAA"], pa.large_string()),
            "date": pa.array(["2026-01-05", "2026-01-06"]),
            "close": pa.array([5, 6], pa.int64()),
        }
    )
    pq.write_table(table, tmp_path / "mine.parquet")
    bar = open_prices([tmp_path / "mine.parquet"]).bar("AAA", date(2026, 1, 6))
    assert (bar.close, bar.source, bar.basis) == (6.0, "mine", Basis.AS_TRADED)
    stamps = pa.array([1767571200, 1767657600], pa.timestamp("s"))
    pq.write_table(table.set_column(1, "date", stamps), tmp_path / "stamps.parquet")
    assert open_prices([tmp_path / "stamps.parquet"]).bar("AAA", date(2026, 1, 6)).close == 6.0


def test_series_come_in_their_order(tmp_path):
    """As traded before split-adjusted before total return; highs and lows first, then the longest."""
    rows = [full("AAA", day, c, c, c, c, source="ranged") for day, c in WEEK[:2]]
    rows += [full("AAA", day, None, None, None, c, source="long") for day, c in WEEK]
    rows += [full("AAA", day, None, None, None, c, source="short") for day, c in WEEK[:3]]
    rows += [full("AAA", day, c, c, c, c, basis="split_adjusted", source="split") for day, c in WEEK]
    rows += [full("AAA", day, None, None, None, c, basis="total_return", source="tr") for day, c in WEEK]
    prices = open_prices([write_csv(tmp_path / "p.csv", rows[::-1], HEAD)])
    assert [one.source for one in prices.series("AAA")] == ["ranged", "long", "short", "split", "tr"]
    assert prices.bar("AAA", date(2026, 1, 6)).source == "ranged"
    assert prices.bar("AAA", date(2026, 1, 8)).source == "long"


def test_a_total_return_is_never_a_bar(tmp_path):
    """Where only adjusted closes are held, there is a series and no bar."""
    path = write_csv(tmp_path / "p.csv", plain("AAA", *WEEK, basis="total_return"))
    prices = open_prices([path])
    assert len(prices.series("AAA")) == 1
    assert prices.bar("AAA", date(2026, 1, 6)) is None


def test_adjusted_closes_are_a_series_of_their_own(tmp_path):
    """Adjusted closes beside closes give a total-return series; one that is given itself is not doubled."""
    rows = [full("AAA", day, None, None, None, close, adj=close / 2) for day, close in WEEK]
    path = write_csv(tmp_path / "p.csv", rows, HEAD)
    traded, total = open_prices([path]).series("AAA")
    assert (traded.basis, total.basis) == (Basis.AS_TRADED, Basis.TOTAL_RETURN)
    assert list(total.closes) == [0.5, 1.0, 1.5, 2.0]
    given = write_csv(tmp_path / "q.csv", plain("AAA", ("2026-01-05", 9.0), basis="total_return"))
    both = open_prices([path, given]).series("AAA")
    assert [list(one.closes) for one in both if one.basis is Basis.TOTAL_RETURN] == [[9.0]]


def test_bars_that_differ_are_not_used(tmp_path):
    """Of two bars of one day and source that differ neither is used; equal ones are one bar."""
    first = write_csv(tmp_path / "a.csv", plain("AAA", *WEEK))
    second = write_csv(tmp_path / "b.csv", plain("AAA", ("2026-01-06", 2.5), ("2026-01-07", 3.0)))
    prices = open_prices([first, second])
    assert prices.bar("AAA", date(2026, 1, 6)) is None
    assert prices.bar("AAA", date(2026, 1, 7)).close == 3.0
    (problem,) = prices.problems
    assert (problem.what, problem.symbol, problem.day) == (What.DUPLICATE, "AAA", date(2026, 1, 6))
    assert "2 and 2.5" in str(problem)


def test_a_bar_on_a_holiday_is_not_used(tmp_path):
    """A bar on Good Friday is left out and named; a rate on a Sunday is not bound by the exchange."""
    rows = plain("^IXIC", ("2019-04-18", 7998.06), ("2019-04-19", 7998.06), ("2019-04-22", 8015.27))
    rows += plain("FEDFUNDS_UPPER", ("2026-01-04", 3.75)) + plain("WTI", ("2026-01-04", -37.63))
    prices = open_prices([write_csv(tmp_path / "p.csv", rows)])
    assert prices.bar("^IXIC", date(2019, 4, 19)) is None
    assert prices.bar("^IXIC", date(2019, 4, 22)).close == 8015.27
    assert prices.bar("FEDFUNDS_UPPER", date(2026, 1, 4)).close == 3.75
    assert prices.bar("WTI", date(2026, 1, 4)).close == -37.63
    assert [(p.what, p.day) for p in prices.problems] == [(What.HOLIDAY, date(2019, 4, 19))]


def test_the_calendar_is_the_instrument_s_own(tmp_path):
    """Tokyo trades on Thanksgiving; days before the calendar begins are kept as they are."""
    rows = plain("^N225", ("1965-01-05", 1257.7), ("2025-11-27", 50167.1), ("2025-11-24", 1.0))
    prices = open_prices([write_csv(tmp_path / "p.csv", rows)], mic_of=lambda _: "XTKS")
    assert prices.bar("^N225", date(2025, 11, 27)).close == 50167.1
    assert prices.bar("^N225", date(1965, 1, 5)) is not None
    assert prices.bar("^N225", date(2025, 11, 24)) is None


@pytest.mark.parametrize(
    "bar",
    [
        (10.0, 9.0, 11.0, 10.0),
        (10.0, 11.0, 9.0, 11.5),
        (10.0, 11.0, 9.0, 8.5),
        (10.0, 11.0, 9.0, -10.0),
        (10.0, 11.0, 0.0, 10.0),
        (10.0, 11.0, 9.0, math.inf),
    ],
)
def test_an_impossible_bar_is_not_used(tmp_path, bar):
    """High below low, a close outside them and prices below zero are left out and named."""
    prices = open_prices([write_csv(tmp_path / "p.csv", [full("AAA", "2026-01-05", *bar)], HEAD)])
    assert prices.series("AAA") == ()
    assert [problem.what for problem in prices.problems] == [What.IMPOSSIBLE]


def test_rounding_is_no_fault(tmp_path):
    """A close may leave the range by its own rounding; an open outside loses the open alone."""
    rows = [
        full("AAA", "2026-01-05", 10.0, 11.0, 9.0, 11.004),
        full("AAA", "2026-01-06", 12.0, 11.0, 9.0, 10.0),
    ]
    prices = open_prices([write_csv(tmp_path / "p.csv", rows, HEAD)])
    assert prices.bar("AAA", date(2026, 1, 5)).close == 11.004
    assert prices.bar("AAA", date(2026, 1, 6)).open is None
    assert [problem.what for problem in prices.problems] == [What.OPEN]


def test_missing_values_are_skipped(tmp_path):
    """A row without a close is no bar, one without a high is a bar without a high."""
    rows = [full("AAA", "2026-01-05", "", "", "", ""), full("AAA", "2026-01-06", 1, "", 1, 1)]
    prices = open_prices([write_csv(tmp_path / "p.csv", rows, HEAD)])
    assert prices.bar("AAA", date(2026, 1, 5)) is None
    assert prices.bar("AAA", date(2026, 1, 6)).high is None
    assert prices.problems == ()


def test_what_is_loaded_is_not_read_again(tmp_path):
    """A symbol is read once, and one that is nowhere is remembered as absent."""
    path = write_csv(tmp_path / "p.csv", plain("AAA", *WEEK))
    prices = open_prices([path, path])
    prices.load(["AAA", "NONE"])
    held = prices.series("AAA")
    prices.load(["AAA", "NONE"])
    assert prices.series("AAA") is held
    assert len(held) == 1
    assert prices.series("NONE") == ()


def test_what_is_kept_is_bounded(tmp_path, monkeypatch):
    """Beyond so many symbols those longest unasked for are let go, read anew with the same bars, and their problems told once."""
    monkeypatch.setattr("extractor.prices.bars.KEPT_SYMBOLS", 2)
    rows = [row for name in "ABCD" for row in plain(name, *WEEK, ("2026-01-10", 5.0))]
    prices = open_prices([write_csv(tmp_path / "a.csv", rows)])
    prices.load(["A", "NOWHERE"])
    first, problems = prices.series("A"), prices.problems
    prices.load(["B"])
    prices.load(["A"])
    prices.load(["C"])
    assert prices.series("A") is first
    prices.load(["B", "C", "D"])
    assert {len(prices.series(name)) for name in "BCD"} == {1}
    again = prices.series("A")
    assert again is not first
    assert again[0].between(first[0].first, first[0].last) == first[0].between(first[0].first, first[0].last)
    assert len(problems) == 1
    assert [problem.symbol for problem in prices.problems] == ["A", "B", "C", "D"]


def test_an_article_keeps_all_that_it_asks_for(tmp_path, monkeypatch):
    """What one call asks for is held until the next, however many symbols it is and whatever else is looked up."""
    monkeypatch.setattr("extractor.prices.bars.KEPT_SYMBOLS", 1)
    rows = [row for name in "ABCD" for row in plain(name, *WEEK)]
    prices = open_prices([write_csv(tmp_path / "a.csv", rows)])
    prices.load(["A", "B", "C"])
    held = [prices.series(name) for name in "ABC"]
    assert prices.bar("D", date(2026, 1, 8)) is not None
    assert all(prices.series(name) is one for name, one in zip("ABC", held, strict=True))


def test_one_bad_file_leaves_the_others(tmp_path):
    """In a folder a broken file is a problem that names it, and the others are used."""
    write_csv(tmp_path / "good.csv", plain("AAA", *WEEK))
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "row.csv").write_text("symbol,date,close\nAAA,2026-01-05,x\n")
    prices = open_prices([tmp_path])
    assert prices.bar("AAA", date(2026, 1, 5)).close == 1.0
    assert [Path(problem.file).name for problem in prices.problems] == [
        "broken.parquet",
        "other.csv",
        "row.csv",
    ]
    assert all(len(str(problem).splitlines()) == 1 for problem in prices.problems)


def test_a_file_that_breaks_later_leaves_the_others(tmp_path):
    """A Parquet whose pages are damaged opens, and is left out when it is read."""
    path = write_parquet(
        tmp_path / "bad.parquet", [(f"A{i % 9}", "2026-01-05", i / 7, "as_traded", "x") for i in range(3000)]
    )
    raw = bytearray(path.read_bytes())
    raw[4:1200] = bytes(1196)
    path.write_bytes(raw)
    write_csv(tmp_path / "good.csv", plain("AAA", *WEEK))
    prices = open_prices([tmp_path])
    assert prices.bar("AAA", date(2026, 1, 5)).close == 1.0
    assert prices.series("A1") == ()
    assert [Path(problem.file).name for problem in prices.problems] == ["bad.parquet"]
    with pytest.raises(PricesError, match=r"bad\.parquet"):
        open_prices([path]).load(["A1"])


def test_nothing_usable_is_an_error(tmp_path):
    """A missing path, an empty folder, a broken file and missing columns are errors of one line."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.parquet").write_bytes(b"no parquet")
    (tmp_path / "cut.parquet").write_bytes(b"")
    pq.write_table(pa.table({"symbol": ["A"], "close": [1.0]}), tmp_path / "less.parquet")
    pq.write_table(pa.table({"symbol": [1], "date": ["2026-01-05"], "close": [1.0]}), tmp_path / "types.parquet")
    (tmp_path / "text.txt").write_text("x")
    (tmp_path / "none.csv").write_text("")
    for name, kind, words in (
        ("absent", PricesError, "no such file"),
        ("empty", PricesError, "folder without"),
        ("broken.parquet", PricesError, "whole price file"),
        ("cut.parquet", PricesError, "whole price file"),
        ("less.parquet", LayoutError, "symbol, date, close"),
        ("types.parquet", LayoutError, "column symbol"),
        ("text.txt", LayoutError, "suffix"),
        ("none.csv", LayoutError, "nothing"),
    ):
        with pytest.raises(kind, match=words) as caught:
            open_prices([tmp_path / name])
        assert len(str(caught.value).splitlines()) == 1
        assert name in str(caught.value)
    with pytest.raises(PricesError, match="no path"):
        open_prices([])


def test_check_names_gaps_and_disagreement(tmp_path):
    """Missing sessions are one problem a stretch; sources apart beyond rounding are named by day."""
    days = [2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16]
    held = [day for day in days if day not in (7, 8, 13)]
    rows = plain("AAA", *[(f"2026-01-{day:02d}", 10.0) for day in held])
    rows += plain(
        "AAA", *[(f"2026-01-{day:02d}", 10.005 if day < 9 else 10.2) for day in (5, 6, 7, 8, 9)], source="two"
    )
    rows += plain("GOLD_SPOT", ("2026-01-02", 1.0), ("2026-01-16", 1.0))
    found = list(check([write_csv(tmp_path / "p.csv", rows)]))
    gaps = [(p.day.day, p.detail) for p in found if p.what is What.GAP]
    assert gaps == [
        (7, "as_traded one lacks 2 sessions, to 2026-01-08"),
        (13, "as_traded one lacks 1 session"),
    ]
    assert [(p.symbol, p.day) for p in found if p.what is What.DISAGREE] == [("AAA", date(2026, 1, 9))]
    assert len(found) == 3


def test_problems_are_gathered():
    """One line tells the problems of a kind, of all symbols that have them on the same days; one alone is told in full."""
    days = (date(2026, 1, 7), date(2026, 1, 9))
    gaps = [Problem("p.csv", symbol, day, What.GAP, "lacks 1 session") for symbol in "ABCDEF" for day in days]
    alone = Problem("p.csv", "A", days[0], What.HOLIDAY, "closed")
    file = Problem("q.csv", "", None, What.FILE, "broken")

    assert list(grouped([*gaps, alone, file])) == [
        "p.csv: gap: A, B, C, D and 2 more: 2 each, 2026-01-07 to 2026-01-09; the first: lacks 1 session",
        "p.csv: holiday: A 2026-01-07: closed",
        "q.csv: file: broken",
    ]


@needs_shared
def test_known_closes_of_the_real_tape():
    """The shared files give the closes that the wires reported, each from its source."""
    prices = open_prices([SHARED])
    assert round(prices.bar("^GSPC", date(2026, 1, 8)).close, 2) == 6921.46
    assert round(prices.bar("^NDX", date(2026, 1, 8)).close, 2) == 25507.10
    assert prices.bar("WTI_SPOT", date(2020, 4, 20)).close == -36.98
    assert prices.bar("^IXIC", date(2019, 4, 19)) is None
    sources = [one.source for one in prices.series("^IXIC") if one.basis is Basis.AS_TRADED]
    assert sources == ["yahoo", "ibkr", "fred"]
    holiday = [problem for problem in prices.problems if problem.symbol == "^IXIC"]
    assert [(problem.what, problem.day) for problem in holiday] == [(What.HOLIDAY, date(2019, 4, 19))]
    assert [one.basis for one in prices.series("SPY")][-1] is Basis.TOTAL_RETURN


@needs_shared
def test_real_sources_that_disagree_are_found():
    """The known disagreement of ^VIX on 2026-02-06 and the doubled FLR bar are found by the check."""
    files = [SHARED / "indices_rates_commodities.parquet", SHARED / "second_source.parquet"]
    found = {(p.symbol, p.day) for p in check(files) if p.what is What.DISAGREE}
    assert ("^VIX", date(2026, 2, 6)) in found
    assert {"EG", "SMR"} <= {p.symbol for p in check([SHARED]) if p.what is What.DISAGREE}
