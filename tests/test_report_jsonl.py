"""JSON lines held against the contract, the schema and the records."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_report_sample import make_audit

from extractor.records import Label, Unit
from extractor.report.jsonl import audit_lines, json_line, schema, schema_text
from extractor.report.numbers import plain

ROOT = Path(__file__).parents[1]
CLAIM_KEYS = [
    *("record", "schema", "article_id", "claim_id", "kind", "sentence", "start", "end"),
    *("factuality", "speaker", "subject", "object", "direction", "quantity", "period", "basis", "verdict"),
]
VERDICT_KEYS = [
    *("label", "reason", "fault", "note", "actual", "reading", "tried", "evidence", "correction"),
]


def _lines(audit):
    return [json.loads(line) for line in audit_lines(audit)]


def _claims(audit):
    return [line for line in _lines(audit) if line["record"] == "claim"]


def test_committed_schema_is_the_generated_one():
    """docs/schema.json is what the records say it is; scripts/make_schema writes it."""
    assert (ROOT / "docs" / "schema.json").read_text("utf-8") == schema_text()


def test_every_line_fits_the_schema():
    """Every line of the sample, of a cleaned page and of an empty article fits the schema."""
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    audit = make_audit()
    cleaned = replace(audit, article=replace(audit.article, is_cleaned=True))
    bare = replace(audit.article, title=None, url=None, published=None)
    empty = replace(audit, article=bare, dateline=None, findings=())
    lines = [line for it in (audit, cleaned, empty) for line in _lines(it)]

    assert {line["record"] for line in lines} == {"article", "claim", "mention", "drop"}
    for line in lines:
        validator.validate(line)


def test_schema_refuses_what_the_contract_does_not_have():
    """A number as a JSON number, a currency on a percentage or an unknown key do not fit the schema."""
    validator = jsonschema.Draft202012Validator(schema())
    claim = next(line for line in _claims(make_audit()) if line["quantity"]["unit"] == "percent")

    for wrong in ({"value": 0.6}, {"currency": "USD"}, {"place": "0.1"}):
        assert not validator.is_valid({**claim, "quantity": {**claim["quantity"], **wrong}})


def test_keys_stand_in_the_order_of_the_contract():
    """A claim has the contract's keys, in its order, and so have its parts."""
    claim = next(line for line in _claims(make_audit()) if line["verdict"]["correction"])

    assert list(claim) == CLAIM_KEYS
    assert list(claim["subject"]) == ["symbol", "text", "start", "end"]
    assert list(claim["quantity"]) == ["text", "start", "end", "value", "low", "high", "unit", "bound"]
    assert list(claim["period"]) == ["first", "last", "text"]
    assert list(claim["verdict"]) == VERDICT_KEYS
    assert list(claim["verdict"]["reading"]) == ["symbol", "first", "last", "basis"]
    assert list(claim["verdict"]["evidence"]) == ["formula", "bars", "source"]


def test_currency_stands_only_with_currency():
    """`currency` and `per` are there where the unit is currency, and only there."""
    for claim in _claims(make_audit()):
        quantity = claim["quantity"]
        if quantity is not None:
            is_currency = quantity["unit"] == Unit.CURRENCY.value
            assert ("currency" in quantity) is ("per" in quantity) is is_currency


def test_only_a_claim_has_a_kind():
    """No line but a claim's has the key `kind`."""
    assert all(("kind" in line) is (line["record"] == "claim") for line in _lines(make_audit()))


def test_bars_of_evidence_are_arrays_of_text():
    """A bar is symbol, day, value, and what the value is where it is no close."""
    judged = [claim["verdict"]["evidence"] for claim in _claims(make_audit()) if claim["verdict"]["evidence"]]
    bars = [bar for evidence in judged for bar in evidence["bars"]]

    assert ["^NDX", "2026-01-07", "25653.90"] in bars
    assert ["^DJI", "2026-01-08", "49505.09", "high"] in bars


def test_article_comes_first_with_its_counts():
    """The article's line is the first; it counts the claims of every label."""
    line = _lines(make_audit())[0]

    assert line["record"] == "article"
    assert set(line["n_claims"]) == {label.value for label in Label}
    assert sum(line["n_claims"].values()) == len(make_audit().findings)
    assert line["dateline"]["evidence"].startswith("text:")


def test_a_tried_reading_stands_once():
    """Two sources that say the same make one reading of what was tried."""
    finding = next(it for it in make_audit().findings if it.verdict.tried)
    twice = replace(finding, verdict=replace(finding.verdict, tried=finding.verdict.tried * 2))

    assert json_line(twice) == json_line(finding)


def test_text_is_there_only_for_a_cleaned_page():
    """A plain file's text is not repeated; a cleaned page's is, since offsets count in it."""
    audit = make_audit()
    cleaned = replace(audit, article=replace(audit.article, is_cleaned=True))

    assert "text" not in json.loads(json_line(audit))
    assert json.loads(json_line(cleaned))["text"] == audit.article.text


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_makes_one_line(text):
    """Whatever a stranger writes is one printable line, and comes back as it was."""
    audit = make_audit()
    line = json_line(replace(audit.findings[0], sentence=text))

    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066")
    assert line.encode("utf-8")
    assert json.loads(line)["sentence"] == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_come_back(value):
    """A Decimal is written without exponent and is the same number again."""
    text = plain(value)

    assert "e" not in text.lower()
    assert Decimal(text) == value


def test_the_same_audit_gives_the_same_bytes():
    """Two runs over equal records give equal lines."""
    assert list(audit_lines(make_audit())) == list(audit_lines(make_audit()))


def test_unknown_value_is_a_bug():
    """A float, which no record may hold, is refused and never written."""
    with pytest.raises(TypeError, match="float"):
        json_line(replace(make_audit().findings[0], sentence=0.5))
