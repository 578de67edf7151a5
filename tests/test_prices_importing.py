"""Price files as people have them: how each layout is read, what is refused, and how files are kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import LayoutError, PricesError
from extractor.prices import What, check, import_files, open_prices, read_layout
from extractor.prices.importing import file_name
from extractor.records import Basis

YAHOO = """Date,Open,High,Low,Close,Adj Close,Volume
2026-01-07,10.0,11.0,9.5,10.5,10.4,1000
2026-01-08,10.5,12.0,10.0,11.5,11.4,2000
2026-01-09,null,null,null,null,null,null
"""
NASDAQ = """Date,Close/Last,Volume,Open,High,Low
01/08/2026,$189.11,"172,457,000",$189.60,$190.00,$187.00
01/07/2026,"$1,189.11",153543200,"$1,188.57","$1,191.37","$1,186.56"
"""
STOOQ = "Date,Open,High,Low,Close,Volume\n2026-01-07,10,11,9.5,10.5,1000\n2026-01-08,10.5,12,10,11.5,2000\n"
STOOQ_BULK = """<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
AAPL.US,D,20260107,000000,10,11,9.5,10.5,1000,0
AAPL.US,60,20260108,160000,10,11,9.5,10.7,1000,0
^SPX,D,20260108,000000,6910,6930,6900,6921.46,0,0
"""


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def read(tmp_path, text, name="data.csv", symbol=None, **options):
    return read_layout(write(tmp_path / name, text), symbol, **options)


def test_yahoo(tmp_path):
    """A Yahoo download is named by its file; its closes of a share have splits taken out."""
    report, rows = read(tmp_path, YAHOO, "AAPL (1).csv")
    assert (report.layout, report.symbols, report.sources) == ("yahoo", ("AAPL",), ("yahoo",))
    assert (report.n_rows, report.first, report.last, report.n_missing) == (
        2,
        date(2026, 1, 7),
        date(2026, 1, 8),
        1,
    )
    assert report.date_format == "year-month-day"
    assert rows[1].close == 11.5
    assert rows[1].adj_close == 11.4
    assert rows[1].basis is Basis.SPLIT_ADJUSTED
    assert read(tmp_path, YAHOO, "^GSPC.csv")[1][0].basis is Basis.AS_TRADED
    assert read(tmp_path, YAHOO, "GC=F.csv")[0].symbols == ("GOLD",)
    assert read(tmp_path, YAHOO, "EURUSD=X.csv")[0].symbols == ("EURUSD",)
    assert read(tmp_path, YAHOO, "BRK-B.csv")[0].symbols == ("BRK.B",)
    assert read(tmp_path, YAHOO, "AAPL.csv", basis=Basis.AS_TRADED)[1][0].basis is Basis.AS_TRADED


PAGE_HEAD = (
    *("Date", "Open", "High", "Low", "Close Close price adjusted for splits."),
    "Adj Close Adjusted close price adjusted for splits and dividend and/or capital gain distributions.",
    "Volume",
)
PAGE_ROWS = (
    ("May 14, 2026", "5,010.00", "5,012.00", "5,009.50", "5,010.50", "5,010.40", "1,000"),
    ("May 13, 2026", "0.27 Dividend"),
    ("May 13, 2026", "4:1 Stock Splits"),
    ("May 13, 2026", "5,000.00", "5,012.00", "4,999.50", "5,000.50", "5,000.40", "-"),
)


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_yahoo_page(tmp_path, separator):
    """A table copied off Yahoo's page is read by its headings' first words, and it is said; dividends are no bars."""
    wide = (row if len(row) > 2 else (row[0], *[row[1]] * 6) for row in PAGE_ROWS)
    rows = PAGE_ROWS if separator == "\t" else wide
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in (PAGE_HEAD, *rows))
    report, bars = read(tmp_path, text, "AAPL.csv")
    assert (report.layout, report.date_format, report.skipped) == ("yahoo", "Jan 8, 2026", ())
    assert "copied from Yahoo's page" in str(report)
    assert [(bar.day, bar.open, bar.close, bar.adj_close) for bar in bars] == [
        (date(2026, 5, 13), 5000.0, 5000.5, 5000.4),
        (date(2026, 5, 14), 5010.0, 5010.5, 5010.4),
    ]
    assert "copied" not in str(read(tmp_path, YAHOO, "AAPL.csv")[0])


@pytest.mark.parametrize(
    ("name", "text", "symbol"),
    [
        ("DGS10.csv", "observation_date,DGS10\n2026-01-07,4.15\n2026-01-08,.\n", "UST10Y"),
        ("fred.csv", "DATE,SP500\n2026-01-07,6920.93\n2026-01-08,.\n", "^GSPC"),
        ("DCOILWTICO.csv", "DATE,VALUE\n2026-01-07,57.1\n2026-01-08,.\n", "WTI_SPOT"),
        ("x.csv", "observation_date,VIXCLS\n2026-01-07,15.38\n2026-01-08,\n", "^VIX"),
    ],
)
def test_fred(tmp_path, name, text, symbol):
    """FRED names the series in its column, and a point stands for a missing value."""
    report, rows = read(tmp_path, text, name)
    assert (report.layout, report.symbols, report.n_rows, report.n_missing) == ("fred", (symbol,), 1, 1)
    assert rows[0].source == "fred"


def test_fred_with_several_series(tmp_path):
    """A FRED table of two series gives two symbols; a series without a symbol needs one."""
    report, rows = read(tmp_path, "observation_date,DGS2,DGS10\n2026-01-07,3.5,4.1\n2026-01-08,.,4.2\n")
    assert report.symbols == ("UST10Y", "UST2Y")
    assert [row.close for row in rows] == [4.1, 4.2, 3.5]
    with pytest.raises(LayoutError, match="GDPC1"):
        read(tmp_path, "observation_date,GDPC1\n2026-01-01,1.0\n")
    assert read(tmp_path, "observation_date,GDPC1\n2026-01-01,1.0\n", symbol="GDP")[0].symbols == ("GDP",)


def test_nasdaq(tmp_path):
    """Nasdaq.com puts the month first, the newest day on top, and dollars before prices."""
    report, rows = read(tmp_path, NASDAQ, "HistoricalData_1.csv", "NVDA")
    assert (report.layout, report.date_format) == ("nasdaq", "month/day/year")
    assert [(row.day, row.close) for row in rows] == [(date(2026, 1, 7), 1189.11), (date(2026, 1, 8), 189.11)]
    assert rows[0].high == 1191.37
    with pytest.raises(LayoutError, match="--symbol"):
        read(tmp_path, NASDAQ, "HistoricalData_1.csv")


def test_stooq(tmp_path):
    """Stooq's file is named by its ticker; the bulk form names it in a column, daily rows only."""
    report, rows = read(tmp_path, STOOQ, "aapl_us_d.csv")
    assert (report.layout, report.symbols, rows[0].source) == ("stooq", ("AAPL",), "stooq")
    assert "dividends" in report.note
    assert read(tmp_path, STOOQ, "^spx_d.csv")[0].symbols == ("^GSPC",)
    report, rows = read(tmp_path, STOOQ_BULK, "aapl.us.txt")
    assert (report.layout, report.symbols, report.date_format) == ("stooq", ("AAPL", "^GSPC"), "yearmonthday")
    assert [(row.symbol, row.close) for row in rows] == [("AAPL", 10.5), ("^GSPC", 6921.46)]
    assert "'60'" in report.skipped[0].detail


def test_the_header_alone_names_no_source(tmp_path):
    """A table with Stooq's header and a name of its own is not said to come from Stooq."""
    assert read(tmp_path, STOOQ, "mine.csv", "AAPL")[1][0].source == "imported"
    assert read(tmp_path, STOOQ, "AAPL.csv")[0].sources == ("yahoo",)
    with pytest.raises(LayoutError, match="--symbol"):
        read(tmp_path, STOOQ, "mine.csv")


def test_plain(tmp_path):
    """A date and a close are enough, with a symbol that is given."""
    report, rows = read(tmp_path, "Date,Close\n2026-01-08,6921.46\n", symbol="^GSPC", source="desk")
    assert (report.layout, rows[0].symbol, rows[0].source) == ("plain", "^GSPC", "desk")
    with pytest.raises(LayoutError, match="--symbol"):
        read(tmp_path, "Date,Close\n2026-01-08,6921.46\n")


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ("2026-01-08 00:00:00-05:00", 8),
        ("2026/1/8", 8),
        ("20260108", 8),
        ("Jan 8, 2026", 8),
        ("January 8, 2026", 8),
        ("8 Jan 2026", 8),
        ("08-Jan-2026", 8),
        ("13.01.2026", 13),
        ("08.01.2026", 8),
        ("13/01/2026", 13),
        ("01/13/2026", 13),
    ],
)
def test_forms_of_dates(tmp_path, cells, day):
    """Every form of date that can be read one way is read."""
    _, rows = read(tmp_path, f'Date,Close\n"{cells}",1.5\n', symbol="X")
    assert rows[0].day == date(2026, 1, day)


def test_one_row_tells_the_order_for_all(tmp_path):
    """A thirteenth of a month anywhere says which is the day in every row."""
    _, rows = read(tmp_path, "Date,Close\n02/01/2026,1\n13/01/2026,2\n", symbol="X")
    assert [row.day for row in rows] == [date(2026, 1, 2), date(2026, 1, 13)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Date,Close\n01/02/2026,1\n03/04/2026,2\n", "read one way only"),
        ("Date,Close\n13/02/2026,1\n03/14/2026,2\n", "one order"),
        ("Date,Close\nsoon,1\n", "'soon'"),
        ("Date,Close\n01/02/26,1\n", "01/02/26"),
        ("Date;Close\n2026-01-07;1.234\n2026-01-08;1.235\n", "two numbers"),
        ("Date;Close\n2026-01-07;1,234\n", "two numbers"),
        ("Date;Close\n2026-01-07;1.234,5\n2026-01-08;1,234.5\n", "one decimal mark"),
        ("2026-01-08,6921.46\n2026-01-09,6966.28\n", "no header"),
        ("Date,Volume\n2026-01-08,6921\n", "Close"),
        ("Symbol,Close\nX,6921\n", "date"),
        ("Date,Close,Close\n2026-01-08,1,2\n", "twice"),
        ("Date,Close\n", "no rows"),
        ("", "empty"),
        ("Date,Close\n2026-01-08,.\n", "no row with a close"),
        ('Date,Close\n2026-01-08,"0,6"\n', "'0,6'"),
    ],
)
def test_what_is_refused(tmp_path, text, words):
    """What can be read two ways or not at all is refused with one line that names the file."""
    with pytest.raises(LayoutError, match=words) as caught:
        read(tmp_path, text, symbol="X")
    assert "data.csv" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("Date;Close\n2026-01-08;6.921,46\n", 6921.46),
        ("Date;Close\n2026-01-08;6921,46\n", 6921.46),
        ("Date;Close\n2026-01-08;6921.46\n", 6921.46),
        ("Date;Open;Close\n2026-01-08;1,5;6.921\n", 6921.0),
        ('Date,Close\n2026-01-08,"6,921.46"\n', 6921.46),
        ('Date,Close\n2026-01-08,"$6,921"\n', 6921.0),
        ("Date;Close\n2026-01-08;6 921,46\n", 6921.46),
        ("Date\tClose\n2026-01-08\t6921.46\n", 6921.46),
        ("sep=;\nDate;Close\n2026-01-08;6921,46\n", 6921.46),
        ("Date,Close\r\n2026-01-08,-36.98\r\n", -36.98),
        ("Date,Close\n2026-01-08,.5\n", 0.5),
    ],
)
def test_forms_of_numbers(tmp_path, text, close):
    """Decimal commas are read between semicolons only; thousands may be separated."""
    assert read(tmp_path, text, symbol="X")[1][0].close == close


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(tmp_path, encoding):
    """A byte-order mark before the header is no part of it."""
    path = write(tmp_path / "m.csv", "Date,Close\n2026-01-08,1.5\n", encoding)
    assert read_layout(path, "X")[1][0].close == 1.5


def test_bytes_that_are_no_table(tmp_path):
    """A file that is not text, and one that is not there, are errors of one line."""
    (tmp_path / "b.csv").write_bytes(b"\x89PNG\r\n\xff\xfe\x00")
    with pytest.raises(LayoutError, match="UTF-8"):
        read_layout(tmp_path / "b.csv", "X")
    with pytest.raises(PricesError, match="no such file"):
        read_layout(tmp_path / "absent.csv", "X")


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("TSLA.csv", "TSLA"),
        ("HistoricalData_AAPL.csv", "AAPL"),
        ("TSLA historical prices (1).csv", "TSLA"),
        ("daily_BRK.B.csv", "BRK.B"),
        ("S&P 500 Historical Data.csv", "^GSPC"),
        ("spx.csv", "^GSPC"),
        ("DJI.csv", "^DJI"),
        ("Tesla.csv", "TSLA"),
    ],
)
def test_a_symbol_is_read_from_the_name(tmp_path, name, symbol):
    """A plain table is the instrument's that its name names, and the report says that it was read so."""
    report, rows = read(tmp_path, "Date,Close\n2026-01-07,405\n2026-01-08,402\n", name)

    assert {row.symbol for row in rows} == {symbol}
    assert f"{symbol} by the file's name" in str(report)


@pytest.mark.parametrize(
    "name", ["prices.csv", "HistoricalData_1768412345.csv", "all.txt.csv", "AAPL_TSLA.csv", "now.csv", "all data.CSV"]
)
def test_a_name_that_does_not_tell_is_refused(tmp_path, name):
    """No symbol in a name, or two, is refused in one line that says what to do."""
    with pytest.raises(LayoutError, match=r"got no column of symbols and .*expected one such as .*--symbol"):
        read(tmp_path, "Date,Close\n2026-01-07,405\n", name)


def test_a_bar_that_cannot_be_is_left_out(tmp_path):
    """Bars with the high below the low, or below zero where shares trade, are named; crude may fall below zero."""
    text = "Date,Open,High,Low,Close\n2026-01-07,10,11,9,10\n2026-01-08,10,9,11,10\n2026-01-09,-1,1,-1,-1\n"
    share = write(tmp_path / "AAPL.csv", text)
    (report,) = import_files([share], None, tmp_path / "out")
    assert [(it.what, it.day.day) for it in report.refused] == [(What.IMPOSSIBLE, 8), (What.IMPOSSIBLE, 9)]
    assert (report.n_new, report.n_refused) == (1, 2)
    (oil,) = import_files([share], "WTI", tmp_path / "oil")
    assert [it.day.day for it in oil.refused] == [8]
    assert not [it for it in check([tmp_path / "out", tmp_path / "oil"]) if it.what is What.IMPOSSIBLE]


def test_an_impossible_close_alone_is_named_as_it_is(tmp_path):
    """The message on a bar that cannot be tells of the prices that the file has, and of no other."""
    path = write(tmp_path / "TSLA.csv", "Date,Close\n2026-01-07,10\n2026-01-08,-1\n")
    (imported,) = import_files([path], None, tmp_path / "out")
    (problem,) = imported.refused
    assert problem.detail == "got a bar that cannot be (close -1), expected prices above zero; it is left out"
    held = write(tmp_path / "held.csv", "symbol,date,close\nTSLA,2026-01-07,10\nTSLA,2026-01-08,-1\n")
    (problem,) = check([held])
    assert problem.what is What.IMPOSSIBLE
    assert "nan" not in problem.detail


def test_bad_rows_are_named(tmp_path):
    """A row that cannot be read is left out with its line and reason; the others are kept."""
    text = "Date,Close\n2026-01-07,1\n2026-01-08,x\n2026-02-30,2\n2026-01-09\nSource: me,\n2026-01-12,3\n"
    report, rows = read(tmp_path, text, symbol="X")
    assert [row.close for row in rows] == [1, 3]
    assert [problem.detail.split(":")[0] for problem in report.skipped] == [
        "line 3",
        "line 4",
        "line 5",
        "line 6",
    ]


def test_rows_that_differ_are_left_out(tmp_path):
    """Two rows of one day that differ are both left out and named; equal ones are one."""
    text = "Date,Close\n2026-01-07,1\n2026-01-07,1\n2026-01-08,2\n2026-01-08,3\n"
    report, rows = read(tmp_path, text, symbol="X")
    assert [row.day.day for row in rows] == [7]
    assert [(problem.what, problem.day.day) for problem in report.skipped] == [(What.DUPLICATE, 8)]


def test_symbols_of_a_column(tmp_path):
    """A symbol that is given picks its rows; one that the file lacks is refused."""
    text = "symbol,date,close\nAAA,2026-01-08,1\nBBB,2026-01-08,2\n"
    assert [row.close for row in read(tmp_path, text, symbol="BBB")[1]] == [2]
    with pytest.raises(LayoutError, match="AAA, BBB"):
        read(tmp_path, text, symbol="CCC")


def test_import_and_open(tmp_path):
    """What is imported is opened as prices, with its source, and passes the check."""
    out = tmp_path / "prices"
    files = [write(tmp_path / "AAPL.csv", YAHOO), write(tmp_path / "^spx_d.csv", STOOQ)]
    first, second = import_files(files, None, out)
    assert (first.n_new, second.n_new, first.refused) == (2, 2, ())
    assert sorted(path.name for path in out.iterdir()) == ["AAPL-yahoo.csv", "^GSPC-stooq.csv"]
    prices = open_prices([out])
    bar = prices.bar("AAPL", date(2026, 1, 8))
    assert (bar.close, bar.high, bar.source, bar.basis) == (11.5, 12.0, "yahoo", Basis.SPLIT_ADJUSTED)
    assert [one.basis for one in prices.series("AAPL")] == [Basis.SPLIT_ADJUSTED, Basis.TOTAL_RETURN]
    assert list(check([out])) == []


def test_import_merges_and_refuses(tmp_path):
    """A second import adds new days, counts equal ones, and refuses one that differs, by name."""
    out = tmp_path / "prices"
    import_files([write(tmp_path / "a.csv", "Date,Close\n2026-01-07,1\n2026-01-08,2\n")], "X", out)
    (path,) = out.iterdir()
    later = write(tmp_path / "b.csv", "Date,Close\n2026-01-07,1\n2026-01-08,2.5\n2026-01-09,3\n")
    (result,) = import_files([later], "X", out)
    assert (result.n_new, result.n_same, result.written) == (1, 1, (path,))
    assert [(problem.what, problem.day.day) for problem in result.refused] == [(What.REFUSED, 8)]
    assert [row.close for row in read_layout(path)[1]] == [1, 2, 3]
    lines = str(result).splitlines()
    assert "X-imported.csv: 1 new, 1 held already, 1 refused" in lines[0]
    assert "2.5 differs from 2 held" in lines[1]
    before = path.read_bytes()
    import_files([later], "X", out)
    assert path.read_bytes() == before
    assert [one.name for one in out.iterdir()] == [path.name]


def test_adjusted_closes_are_never_mixed(tmp_path):
    """Adjusted closes that changed replace the held ones where they cover them, and are else left out."""
    head = "Date,Close,Adj Close\n"
    out = tmp_path / "prices"
    import_files([write(tmp_path / "AAPL.csv", f"{head}2026-01-07,10,9.9\n2026-01-08,11,10.9\n")], None, out)
    part = write(tmp_path / "AAPL.csv", f"{head}2026-01-08,11,10.8\n2026-01-09,12,12\n")
    (result,) = import_files([part], None, out)
    assert [problem.day for problem in result.refused] == [None]
    assert [row.adj_close for row in read_layout(result.written[0])[1]] == [9.9, 10.9, None]
    whole = write(tmp_path / "AAPL.csv", f"{head}2026-01-07,10,9.8\n2026-01-08,11,10.8\n2026-01-09,12,12\n")
    (result,) = import_files([whole], None, out)
    assert result.refused == ()
    assert [row.adj_close for row in read_layout(result.written[0])[1]] == [9.8, 10.8, 12.0]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    """A file that cannot be read is reported and the others are imported; all bad is an error."""
    good = write(tmp_path / "AAPL.csv", YAHOO)
    bad = write(tmp_path / "bad.csv", "a,b\n1,2\n")
    results = import_files([bad, good], None, tmp_path / "out")
    assert [(result.is_refused, bool(result.error)) for result in results] == [
        (True, True),
        (False, False),
    ]
    with pytest.raises(LayoutError):
        import_files([bad], None, tmp_path / "out")
    with pytest.raises(PricesError, match="no file"):
        import_files([], None, tmp_path / "out")


def test_a_folder_that_cannot_be_written(tmp_path):
    """Where the folder is a file, the error says so in one line, and no part is left behind."""
    (tmp_path / "out").write_text("")
    with pytest.raises(PricesError, match="out"):
        import_files([write(tmp_path / "AAPL.csv", YAHOO)], None, tmp_path / "out")


@given(st.text(max_size=20), st.text(max_size=10))
def test_file_names_are_safe(symbol, source):
    """No symbol leads out of the folder or hides its file."""
    name = file_name(symbol, source)
    assert name.endswith(".csv")
    assert not set(name) & set('/\\:*?"<>|\0')
    assert not name.startswith(".")


def test_parquet_is_imported(tmp_path):
    """A Parquet file of Tapecheck's own layout is read like the CSV."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    days = pa.array([date(2026, 1, 7), date(2026, 1, 8)])
    table = pa.table({"symbol": ["X", "X"], "date": days, "close": [1.0, None], "source": ["s", "s"]})
    pq.write_table(table, tmp_path / "p.parquet")
    report, rows = read_layout(tmp_path / "p.parquet")
    assert (report.layout, report.n_missing, [row.source for row in rows]) == ("tapecheck", 1, ["s"])
