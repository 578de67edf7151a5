"""Bytes to Articles: files, folders, rows, standard input, and what is not read."""

import io
import json
import os
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.ingest.read import (
    MAX_BYTES,
    MAX_LINE_BYTES,
    ReadReason,
    Refused,
    foreign_drop,
    read_inputs,
    read_published,
    read_text,
)
from extractor.records import Article, Drop, Published, Span

DAY = Published(date(2026, 1, 8))
OTHER_DAY = Published(date(2026, 1, 9))
TEXT = "The Dow rose 0.6% on Thursday.\nThe Nasdaq fell."


def read(*paths: str | Path, published: Published | None = None, stdin: bytes = b"") -> list[Article | Drop]:
    return list(read_inputs(paths, published=published, stdin=io.BytesIO(stdin)))


def read_one(path: str | Path, published: Published | None = None, stdin: bytes = b"") -> Article:
    (item,) = read(path, published=published, stdin=stdin)
    assert isinstance(item, Article), item
    return item


def drop_of(path: str | Path, published: Published | None = None, stdin: bytes = b"") -> Drop:
    (item,) = read(path, published=published, stdin=stdin)
    assert isinstance(item, Drop), item
    assert item.stage == "read"
    assert item.note.startswith("got ")
    assert "\n" not in item.note
    assert len(item.note) < 400
    return item


def rows(*items: object) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in items)


@pytest.mark.parametrize("data", ["a\r\nb\rc\n", "\ufeffThe Dow — 0.6%\r\n", "é\u2028x", "\x0c tab\t"])
def test_a_plain_file_is_read_as_it_stands(tmp_path: Path, data: str) -> None:
    """An article's text is the file decoded as UTF-8: line ends, byte-order mark and all."""
    path = tmp_path / "a.txt"
    path.write_bytes(data.encode())
    article = read_one(path)
    assert article.text == path.read_bytes().decode("utf-8")
    assert (article.path, article.is_cleaned) == (str(path), False)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_short_text_is_kept_or_empty(text: str) -> None:
    """Whatever is read keeps its text, and its left-out spans are sorted, apart and within it."""
    try:
        article = read_text(text)
    except InputError:
        return
    assert article.text == text
    ends = [0]
    for span in article.left_out:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)


def test_the_id_is_of_text_and_address() -> None:
    """The same text has the same id, another address another, and a given id stands."""
    assert read_text(TEXT).article_id == read_text(TEXT, path="x", title="y", published=DAY).article_id
    assert len({read_text(TEXT).article_id, read_text(TEXT, url="https://a.example/").article_id}) == 2
    assert len(read_text(TEXT).article_id) == 16
    assert read_text(TEXT, article_id="mine").article_id == "mine"


@pytest.mark.parametrize(
    ("data", "reason", "says"),
    [
        (b"", ReadReason.EMPTY, "no text"),
        (b" \r\n\t\xef\xbb\xbf", ReadReason.EMPTY, "no text"),
        (b"abc\xff", ReadReason.NOT_UTF8, "0xff at position 3"),
        (b"The Dow\0rose", ReadReason.BINARY, "byte 7"),
        ("Dow".encode("utf-16"), ReadReason.BINARY, "NUL"),
        (b"---\ntitle: x\n---\n\n", ReadReason.EMPTY, "no text"),
        (b"---\npublished: yesterday\n---\nText.", ReadReason.BAD_PUBLISHED, "'yesterday'"),
    ],
)
def test_what_cannot_be_read_is_a_drop_that_says_why(
    tmp_path: Path, data: bytes, reason: ReadReason, says: str
) -> None:
    """A file that is no text is left out under a fixed phrase, with what was got and what to do."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    drop = drop_of(path)
    assert (drop.reason, drop.item_id) == (reason, str(path))
    assert says in drop.note
    assert "expected" in drop.note
    assert ";" in drop.note


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    """Inputs are read one after another; one that cannot be read does not stop the next."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    names = ["a.txt", "missing.txt", "b.txt", "c.pdf", "a.txt"]
    items = read(*[tmp_path / name for name in names])
    assert [item.reason if isinstance(item, Drop) else "read" for item in items] == [
        "read",
        ReadReason.MISSING,
        ReadReason.NOT_UTF8,
        ReadReason.UNKNOWN_ENDING,
        "read",
    ]


def test_a_path_that_breaks_a_line_is_shown_in_one(tmp_path: Path) -> None:
    """A drop's item is one printable line whatever the file is called."""
    path = tmp_path / os.fsdecode(b"a\n\xff.txt")
    path.write_bytes(b"")
    assert drop_of(path).item_id.endswith("a??.txt")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """50 MB of text are refused unread: in no time and no memory."""
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    tracemalloc.start()
    drop = drop_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert drop.reason == ReadReason.TOO_LARGE
    assert "50,000,000" in drop.note
    assert f"{MAX_BYTES:,}" in drop.note
    assert peak < 1_000_000


def test_a_large_stream_is_read_no_further_than_it_must() -> None:
    """Standard input beyond the bound is refused after the bound, not after its end."""

    class Endless(io.RawIOBase):
        n_read = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            self.n_read += len(buffer)
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    endless = Endless()
    (item,) = read_inputs(["-"], published=None, stdin=io.BufferedReader(endless))
    assert isinstance(item, Drop)
    assert item.reason == ReadReason.TOO_LARGE
    assert endless.n_read < MAX_LINE_BYTES + 1_000_000


def test_the_bound_counts_bytes() -> None:
    """An article of exactly the bound is read, one byte more is not; letters of two bytes count two."""
    line = "The market was quiet and the traders were at lunch.\n"
    text = (line * (MAX_BYTES // len(line) + 1))[:MAX_BYTES]
    assert read_text(text).text == text
    for more in (text + "x", text[:-1] + "é"):
        with pytest.raises(Refused) as caught:
            read_text(more)
        assert caught.value.reason == ReadReason.TOO_LARGE


def test_front_matter_is_read_and_left_out() -> None:
    """Title, time, source, address and id are taken from the head, which is not read as text."""
    head = (
        '---\r\ntitle: "Stocks: a look"\r\nPublished: 2026-01-08T16:30-05:00\r\nsource: Wire\r\ntags:\r\n  - a\r\n'
        "url: https://a.example/1\r\nid: x1\r\n---\r\n"
    )
    article = read_text(head + TEXT)
    assert article.left_out == (Span(0, len(head)),)
    assert (article.title, article.source, article.article_id) == ("Stocks: a look", "Wire", "x1")
    assert article.url == "https://a.example/1"
    assert article.published == Published(date(2026, 1, 8), datetime(2026, 1, 8, 21, 30, tzinfo=UTC))


def test_a_first_line_without_a_stop_is_the_title() -> None:
    """A short first line above the text is its title, and is read all the same."""
    article = read_text("# Stocks drift\n\nThe Dow rose.")
    assert (article.title, article.left_out) == ("Stocks drift", ())
    assert [read_text(text).title for text in ("The Dow rose.\nMore.", "One line")] == [None, None]


def test_a_date_of_other_programs_is_read_where_it_can_be() -> None:
    """The key `date` stands in for `published`; in a form that could be misread it is passed over."""
    assert read_text("---\ndate: 2026-01-08\n---\nText").published == DAY
    assert read_text("---\ndate: 2026-01-08\npublished: 2026-01-09\n---\nText").published == OTHER_DAY
    assert read_text("---\ndate: 08/01/2026\n---\nText").published is None


def test_a_mark_before_front_matter_is_counted() -> None:
    """A byte-order mark before the head belongs to what is left out."""
    article = read_text("\ufeff---\nid: 7\n---\nText")
    assert (article.article_id, article.left_out) == ("7", (Span(0, 15),))


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe Dow rose 2%.\n---\nMore.",
        "---\nMarkets: stocks fell 2% on Thursday.\n---\nMore.",
        "---\ntitle: never closed\nThe Dow rose 2%.",
        "----\ntitle: x\n---\n",
        "Text\n---\ntitle: x\n---\n",
    ],
)
def test_prose_between_rules_is_text(text: str) -> None:
    """What does not fit the form of front matter is read."""
    article = read_text(text)
    assert article.left_out == ()
    assert article.title != "x"


def test_the_given_time_wins_for_files(tmp_path: Path) -> None:
    """What the user says wins over front matter, and stands where the file says nothing."""
    said, silent = tmp_path / "a.md", tmp_path / "b.txt"
    said.write_text("---\npublished: 2026-01-09\n---\nText")
    silent.write_text("Text")
    assert read_one(said).published == OTHER_DAY
    assert [item.published for item in read(said, silent, published=DAY)] == [DAY, DAY]
    assert read_one(silent).published is None


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("2026-01-08", date(2026, 1, 8), None),
        (" 2026-01-08T17:30-05:00\n", date(2026, 1, 8), 22),
        ("2026-01-08T17:30:05.250Z", date(2026, 1, 8), 17),
        ("2026-01-08 17:30:05+0000", date(2026, 1, 8), 17),
        ("2026-01-08T23:30-05:00", date(2026, 1, 8), 4),
    ],
)
def test_a_time_is_a_day_or_an_instant(text: str, day: date, hour: int | None) -> None:
    """A day, or an instant with its offset, is read; the day is the publisher's own."""
    published = read_published(text)
    assert published.day == day
    assert (published.instant.hour if published.instant else None) == hour


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-1-8", "20260108", "2026-W02-4", "2026-01-08T17:30", "2026-02-30", "01/08/2026", "Jan 8, 2026"),
        *("2026-01-08T25:00Z", "0001-01-01T00:00+14:00", "２０２６-01-08", "2026-008", "2026-01-08T17-05:00"),
    ],
)
def test_other_forms_of_time_are_refused(text: str) -> None:
    """Anything else is refused in one line, never guessed."""
    with pytest.raises(InputError, match=r"^got .*expected a day"):
        read_published(text)


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    """Below a folder every known ending is read, sorted by name; the rest is passed over."""
    folder = tmp_path / "in"
    for name in ["b/2.txt", "b/1.md", "a.txt", "c.TXT", ".hidden.txt", ".git/x.txt", "d.pdf", "e/.keep", "z.ndjson"]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rows({"text": "row"}) if name.endswith("ndjson") else name.encode())
    items = read(folder)
    assert [item.text for item in items] == ["a.txt", "b/1.md", "b/2.txt", "c.TXT", "row"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link is read only where it stays inside; a circle of links ends."""
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("inside")
    (folder / "b.txt").symlink_to(outside / "secret.txt")
    (folder / "c").symlink_to(outside)
    (folder / "d").symlink_to(folder)
    (folder / "e.txt").symlink_to(folder / "a.txt")
    (folder / "f.txt").symlink_to(folder / "gone.txt")
    (folder / "g.txt").symlink_to(folder / "g.txt")
    assert [item.text for item in read(folder) if isinstance(item, Article)] == ["inside", "inside"]


def test_a_folder_of_nothing_says_so(tmp_path: Path) -> None:
    """A folder without an article is a drop, and not silence."""
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert drop_of(tmp_path).reason == ReadReason.NOTHING_INSIDE


def test_pipes_in_a_folder_are_passed_over_and_named_ones_read(tmp_path: Path) -> None:
    """A pipe that is named is read as standard input is; one that lies in a folder does not hang it."""
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    assert drop_of(tmp_path).reason == ReadReason.NOTHING_INSIDE
    writer = threading.Thread(target=lambda: fifo.write_bytes(b"From a pipe."))
    writer.start()
    assert read_one(fifo).text == "From a pipe."
    writer.join()


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_standard_input_is_told_by_its_beginning(start: str) -> None:
    """Text, HTML and JSON Lines on standard input are told apart."""
    assert read_one("-", stdin=(start + TEXT).encode()).text == start + TEXT
    two = read("-", stdin=start.encode() + rows({"id": "a", "text": "one"}, {"id": "b", "text": "two"}))
    assert [(item.article_id, item.path) for item in two if isinstance(item, Article)] == [("a", "-:1"), ("b", "-:2")]
    page = "<!DOCTYPE html><html><body><article>" + f"<p>{TEXT} {TEXT}</p>" * 3 + "</article></body></html>"
    assert read_one("-", stdin=(start + page).encode()).is_cleaned


def test_rows_carry_their_own_data(tmp_path: Path) -> None:
    """Each row is an article with its own id and time; the given time is for rows that say none."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        rows(
            {
                "id": 7,
                "text": "one",
                "title": "T",
                "url": "https://a.example",
                "source": "S",
                "published": "2026-01-09",
            },
            {"text": "two", "html": "<p>ignored", "more": {"x": [1]}, "published": None},
        )
    )
    first, second = read(path, published=DAY)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.article_id, first.title, first.url, first.source) == ("7", "T", "https://a.example", "S")
    assert (first.published, second.published) == (OTHER_DAY, DAY)
    assert (second.text, second.path) == ("two", f"{path}:2")


BROKEN_ROWS: list[tuple[bytes, ReadReason]] = [
    (b'{"text": ', ReadReason.NOT_JSON),
    (b"plain words", ReadReason.NOT_JSON),
    (b"[" * 100_000, ReadReason.NOT_JSON),
    (b'{"text": "x", "n": ' + b"9" * 10_000 + b"}", ReadReason.NOT_JSON),
    (b'["text"]', ReadReason.BAD_ROW),
    (b"null", ReadReason.BAD_ROW),
    (b'{"id": "a"}', ReadReason.BAD_ROW),
    (b'{"text": 5}', ReadReason.BAD_ROW),
    (b'{"text": "x", "title": ["a"]}', ReadReason.BAD_ROW),
    (b'{"text": "x", "id": true}', ReadReason.BAD_ROW),
    (b'{"text": "x", "published": 1767900000}', ReadReason.BAD_ROW),
    (b'{"text": "x", "published": "2026-W02-4"}', ReadReason.BAD_PUBLISHED),
    (b'{"text": ""}', ReadReason.EMPTY),
    (b'{"html": " "}', ReadReason.EMPTY),
    (b'{"text": "a\\ud800"}', ReadReason.NOT_UTF8),
    (b'{"text": "a\\u0000"}', ReadReason.BINARY),
    (b'{"text": "\xff"}', ReadReason.NOT_UTF8),
    (b'{"text": "' + b"a" * (MAX_LINE_BYTES + 5) + b'"}', ReadReason.TOO_LARGE),
    (b'{"text": "' + b"a" * (MAX_BYTES + 5) + b'"}', ReadReason.TOO_LARGE),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN_ROWS, ids=range(len(BROKEN_ROWS)))
def test_a_broken_row_is_named_and_the_others_go_on(tmp_path: Path, line: bytes, reason: ReadReason) -> None:
    """A row that cannot be read is a drop with file and line; those around it are read."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows({"text": "one"}) + b"\n" + line + b"\n" + rows({"text": "four"}))
    first, broken, last = read(path)
    assert isinstance(broken, Drop)
    assert (broken.item_id, broken.reason) == (f"{path}:3", reason)
    assert broken.note.startswith("got ")
    assert "\n" not in broken.note
    assert len(broken.note) < 400
    assert [item.path for item in (first, last) if isinstance(item, Article)] == [f"{path}:1", f"{path}:4"]


def test_rows_are_read_lazily_in_flat_memory() -> None:
    """A row is read when it is asked for, and memory does not grow with their number."""

    class Lines(io.RawIOBase):
        n_read = 0

        def readline(self, size: int | None = -1) -> bytes:  # type: ignore[override]
            assert size == MAX_LINE_BYTES + 1
            self.n_read += 1
            return rows({"id": self.n_read, "text": f"{self.n_read}: {TEXT}"}) if self.n_read <= 5_000 else b""

    lines = Lines()
    articles: Iterable[Article | Drop] = read_inputs(["-"], published=None, stdin=lines)  # type: ignore[list-item,arg-type]
    iterator = iter(articles)
    next(iterator)
    assert lines.n_read == 1
    tracemalloc.start()
    n = sum(1 for _ in iterator)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n == 4_999
    assert peak < 1_000_000


OTHER_LANGUAGES = {
    "German": "Die Wall Street hat am Donnerstag uneinheitlich geschlossen. Der Dow Jones stieg um 0,6 Prozent auf "
    "49.266 Punkte, während der Nasdaq Composite 0,4 Prozent verlor. Die Anleger warten nun auf den Arbeitsmarktbericht "
    "der Regierung, der am Freitag veröffentlicht wird und als wichtiger Hinweis auf die weitere Politik der Notenbank "
    "gilt. Im Handel mit Technologiewerten gab es deutliche Verluste, in der Rüstungsindustrie dagegen kräftige Gewinne. "
    "So legte die Aktie von Lockheed Martin um vier Prozent zu, und auch andere Werte waren gefragt.",
    "French": "La Bourse de New York a terminé en ordre dispersé jeudi, les investisseurs se détournant des valeurs "
    "technologiques au profit des secteurs plus défensifs. Le Dow Jones a gagné 0,6% tandis que le Nasdaq a cédé 0,4%. "
    "Les opérateurs attendent désormais le rapport sur l'emploi américain, qui sera publié vendredi et pourrait donner "
    "des indications sur la trajectoire des taux de la Réserve fédérale. Les actions du secteur de la défense ont bondi "
    "après les déclarations du président sur le budget militaire, alors que les marchés restent prudents.",
    "Spanish": "Wall Street cerró mixta el jueves, con los inversores saliendo de las acciones tecnológicas hacia "
    "sectores más defensivos. El Dow Jones subió un 0,6% mientras que el Nasdaq cayó un 0,4%. Los operadores esperan "
    "ahora el informe de empleo de Estados Unidos, que se publicará el viernes y que podría dar pistas sobre la "
    "trayectoria de los tipos de interés de la Reserva Federal. Las acciones de defensa se dispararon tras las "
    "declaraciones del presidente sobre el presupuesto militar, y el petróleo también avanzó con fuerza.",
    "Italian": "Wall Street ha chiuso contrastata giovedì, con gli investitori che hanno abbandonato i titoli "
    "tecnologici per spostarsi verso settori più difensivi. Il Dow Jones è salito dello 0,6% mentre il Nasdaq ha perso "
    "lo 0,4%. Gli operatori attendono ora il rapporto sul lavoro, che sarà pubblicato venerdì e che potrebbe fornire "
    "indicazioni sulle prossime mosse della Federal Reserve in materia di tassi. I titoli della difesa sono balzati "
    "dopo le dichiarazioni del presidente sul bilancio militare, e anche il petrolio ha guadagnato terreno.",
    "Portuguese": "Wall Street fechou sem direção única na quinta-feira, com os investidores saindo das ações de "
    "tecnologia em direção a setores mais defensivos. O Dow Jones subiu 0,6% enquanto o Nasdaq recuou 0,4%. Os "
    "operadores aguardam agora o relatório de emprego dos Estados Unidos, que será divulgado na sexta-feira e pode dar "
    "pistas sobre a trajetória dos juros do banco central. As ações de defesa dispararam após as declarações do "
    "presidente sobre o orçamento militar, e o petróleo também avançou no dia.",
    "Dutch": "De beurzen in New York zijn donderdag verdeeld gesloten. Beleggers verruilden technologie-aandelen voor "
    "meer defensieve sectoren. De Dow Jones won 0,6 procent en de Nasdaq verloor 0,4 procent. Handelaren wachten nu op "
    "het banenrapport van de overheid, dat vrijdag wordt gepubliceerd en dat een belangrijke aanwijzing is voor het "
    "beleid van de centrale bank. In de defensiesector was het feest: het aandeel van Lockheed Martin steeg met vier "
    "procent, en ook de olieprijs ging over de hele linie omhoog. Het was de beste dag in weken.",
    "Swedish": "New York-börsen stängde blandat på torsdagen när investerare lämnade teknikaktier för mer defensiva "
    "sektorer. Dow Jones steg 0,6 procent medan Nasdaq föll 0,4 procent. Marknaden väntar nu på jobbrapporten som "
    "publiceras på fredagen och som kan ge en vägledning om centralbankens kommande räntebeslut. Försvarsaktier rusade "
    "efter presidentens uttalanden om militärbudgeten, och även oljepriset steg under dagen. Det var den bästa "
    "dagen på flera veckor för många av de stora bolagen, enligt en analytiker på banken.",
    "Turkish": "New York borsası perşembe gününü karışık bir seyirle tamamladı. Yatırımcılar teknoloji hisselerinden "
    "çıkarak daha savunmacı sektörlere yöneldi. Dow Jones endeksi yüzde 0,6 yükselirken Nasdaq yüzde 0,4 düştü. Piyasalar "
    "şimdi cuma günü yayımlanacak olan istihdam raporunu bekliyor; rapor merkez bankasının faiz politikası hakkında "
    "önemli ipuçları verebilir. Savunma sanayii hisseleri başkanın askeri bütçe hakkındaki açıklamalarının ardından "
    "sert yükseldi ve petrol fiyatları da gün boyunca arttı. Birçok büyük şirket için haftaların en iyi günüydü.",
    "Indonesian": "Bursa saham New York ditutup beragam pada hari Kamis karena investor beralih dari saham teknologi ke "
    "sektor yang lebih defensif. Indeks Dow Jones naik 0,6 persen sementara Nasdaq turun 0,4 persen. Pelaku pasar kini "
    "menunggu laporan tenaga kerja yang akan diterbitkan pada hari Jumat dan dapat memberikan petunjuk mengenai arah suku "
    "bunga bank sentral. Saham pertahanan melonjak setelah pernyataan presiden tentang anggaran militer, dan harga minyak "
    "juga naik sepanjang hari. Ini adalah hari terbaik dalam beberapa minggu bagi banyak perusahaan besar.",
    "Chinese": "美国股市周四收盘涨跌互现，投资者从科技股转向防御性板块。道琼斯工业平均指数上涨百分之零点六，纳斯达克综合指数下跌百分之零点四。"
    * 4,
    "Japanese": "木曜日の米国株式市場はまちまちで取引を終えた。投資家はハイテク株からディフェンシブ銘柄へと資金を移した。ダウ平均は上昇し、ナスダック総合指数は下落した。"
    * 4,
    "Russian": "Фондовые индексы США завершили торги четверга разнонаправленно, инвесторы уходили из акций "
    "технологических компаний в защитные секторы. Индекс Доу Джонса вырос, а Насдак снизился. " * 6,
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_another_language_is_not_read(tmp_path: Path, language: str) -> None:
    """A text of some length in another language is a drop, and not a page without claims."""
    path = tmp_path / "a.txt"
    path.write_text(OTHER_LANGUAGES[language], encoding="utf-8")
    assert drop_of(path).reason == ReadReason.NOT_ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia +4.1% | Apple -0.6% | Meta +1.2% | Ford +0.3%\n" * 40,
        "S&P 500 6,921.46 +0.01%\nDow Jones Industrial Average 49,266.11 +0.55%\nNasdaq Composite 23,480.02\n" * 20,
        "stocks end higher as tech leads\noil slides on demand fears\ngold hits record high\nyields fall ahead of jobs "
        "data\nretailers jump on strong sales\nchip makers rally after earnings beat\nbanks drop on rate cut bets\n"
        "dollar slips against yen\nbitcoin surges past record\nairlines gain as fuel prices fall\nautomakers fall\n"
        "small caps extend gains\nbonds steady before auction\nutilities lag as rates rise\nmetals climb\n",
        "Wall Street schloss uneinheitlich.",
        "标普500指数周四下跌0.6%。",
        "L'Oréal, Société Générale, Crédit Agricole and Hermès led the gains in Paris as the market rose. " * 5,
    ],
)
def test_english_and_short_texts_are_read(text: str) -> None:
    """Tables, headlines, foreign names and short texts are given the benefit of the doubt."""
    assert read_text(text).text == text


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Der DAX ist am Mittwoch um 0,8 Prozent gestiegen. Die Anleger warten auf die Zinsen.", True),
        ("Le CAC 40 a gagné 0,8 % mercredi, dans le sillage de Wall Street.", True),
        ("El Ibex 35 sube un 0,8% y recupera los 17.000 puntos, por la banca.", True),
        ("L'indice FTSE Mib ha chiuso in rialzo dello 0,8% a Piazza Affari.", True),
        ("日经指数周三上涨0.8%。", True),
        ("Good morning to you.", False),
        ("Los Angeles Times and Las Vegas Sands met in El Paso.", False),
        ("TSMC, Van Eck, De Beers, Crédit Agricole, La Jolla, San Diego.", False),
    ],
)
def test_a_short_foreign_text_is_told(text: str, is_told: bool) -> None:
    """A few words tell another language where they are its commonest; names of foreign places do not."""
    drop = foreign_drop(read_text(text, path="a.txt"))

    assert (drop is not None) is is_told
    if drop is not None:
        assert (drop.item_id, drop.reason) == ("a.txt", ReadReason.NOT_ENGLISH)


def test_a_time_knows_where_it_is_stated(tmp_path: Path) -> None:
    """A time stated in the input is the equal of one that is given, and says its place."""
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2026-01-08\n---\n{TEXT}")
    stated = read_one(path).published

    assert stated is not None
    assert (stated, stated.place) == (DAY, "front matter")
    assert len({stated, DAY}) == 1
    given = read_one(path, published=DAY).published
    assert given is not None
    assert not given.place


def test_reading_text_loads_nothing_heavy() -> None:
    """Neither the HTML parser nor spaCy is loaded before a page is read."""
    code = (
        "import sys; from extractor.ingest.read import read_text; read_text('The Dow rose.');"
        "print([name for name in ('trafilatura', 'lxml', 'spacy', 'numpy', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_standard_input_a_dash_is_a_drop() -> None:
    """A caller that has no standard input gets a drop for `-`."""
    (item,) = read_inputs(["-"], published=None, stdin=None)
    assert isinstance(item, Drop)
