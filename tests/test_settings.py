"""Settings: defaults < tapecheck.toml < TAPECHECK_* < flags."""

import os
from pathlib import Path

import pytest

from extractor.errors import SettingsError
from extractor.settings import Settings, load_settings, user_prices_folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with a home that holds nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def test_where_nothing_is_said_there_are_no_prices() -> None:
    """Without flags, environment, file and user data, prices are empty and come from nowhere."""
    assert load_settings(environ={}) == Settings()
    assert load_settings(environ={}).prices_from == "nowhere"


def test_the_user_data_folder_counts_where_it_exists() -> None:
    """The user's own prices are the default once there are any."""
    folder = user_prices_folder()
    assert not folder.exists()
    folder.mkdir(parents=True)
    settings = load_settings(environ={})
    assert (settings.prices, settings.prices_from) == ((folder,), "user data folder")


def test_the_nearer_word_wins() -> None:
    """Flags win over environment, environment over the file; each key by itself."""
    Path("tapecheck.toml").write_text('prices = ["t"]\ninstruments = ["i.csv"]\n')
    environ = {"TAPECHECK_PRICES": os.pathsep.join(["e1", "e2"]), "PATH": "x"}
    from_file = load_settings(environ={})
    assert (from_file.prices, from_file.prices_from) == ((Path("t"),), "tapecheck.toml")
    from_environment = load_settings(environ=environ)
    assert (from_environment.prices, from_environment.prices_from) == ((Path("e1"), Path("e2")), "TAPECHECK_PRICES")
    assert from_environment.instruments == (Path("i.csv"),)
    from_flag = load_settings(environ=environ, prices=[Path("f")], instruments=["j.csv"])
    assert (from_flag.prices, from_flag.prices_from) == ((Path("f"),), "--prices")
    assert from_flag.instruments == (Path("j.csv"),)


def test_empty_words_say_nothing() -> None:
    """An empty flag, variable or list leaves the word to the next place."""
    Path("tapecheck.toml").write_text('prices = "t"\n')
    assert load_settings(environ={"TAPECHECK_PRICES": ""}, prices=[]).prices == (Path("t"),)


def test_paths_of_the_file_count_from_its_folder(elsewhere: Path) -> None:
    """A relative path is relative to the file; absolute and home paths stand."""
    folder = elsewhere / "conf"
    folder.mkdir()
    path = folder / "tapecheck.toml"
    path.write_text('prices = ["bars", "/abs", "~/mine"]\n')
    home = elsewhere / "home"
    assert load_settings(toml=path, environ={}).prices == (folder / "bars", Path("/abs"), home / "mine")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("price = 'x'", "'price'"),
        ("[prices]\na = 1", "prices"),
        ("prices = 3", "got 3"),
        ("prices = ['a', 3]", "got 3"),
        ("prices = ['']", "got ''"),
        ('prices = ["a\\u0000"]', "NUL"),
        ("prices = ", "TOML"),
        ("prices = ['~nobody-of-that-name/x']", "home"),
        ("x = " + "[" * 100_000, "TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_in_one_line(text: str, says: str) -> None:
    """Unknown keys, wrong types and broken TOML are one clear line."""
    Path("tapecheck.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(environ={})
    message = str(caught.value)
    assert message.startswith("tapecheck.toml")
    assert says in message
    assert "expected" in message or "known keys: instruments, prices" in message
    assert "\n" not in message


def test_a_file_that_is_not_there_or_not_text_is_an_error() -> None:
    """A named file must be readable, and UTF-8."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(toml=Path("gone.toml"), environ={})
    Path("tapecheck.toml").write_bytes(b"prices = '\xff'")
    with pytest.raises(SettingsError, match="TOML"):
        load_settings(environ={})


def test_an_unknown_variable_is_an_error() -> None:
    """A slip in a variable's name is said, and not passed over."""
    with pytest.raises(SettingsError, match="TAPECHECK_PRICE, expected one of TAPECHECK_INSTRUMENTS, TAPECHECK_PRICES"):
        load_settings(environ={"TAPECHECK_PRICE": "x"})
