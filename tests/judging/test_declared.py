"""Declared data: a slot in a record of a person, a list of kinds of data, and tables that only look like peoples."""

import pytest

from sousveil.judging.claims import only_listed
from sousveil.model.words import Kind, Origin, Outcome, Stage
from sousveil.reporting.claims import claim
from sousveil.reporting.headline import headline, limit
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.linking.laid import report

KINDS = """
public enum KindOfData {
    NAME, GENDER, AGE, DATE_OF_BIRTH, HOME_ADDRESS, HEALTH_RECORD, PATIENT_ID, ETHNICITY, RELIGIOUS_BELIEF
}
"""
RECORD = """
public class Patient {
    private String surname;
    private String gender;
    private String dateOfBirth;
    private String homeAddress;
    private String ethnicity;
}
"""
PEOPLES = (
    "维吾尔族",
    "藏族",
    "蒙古族",
    "回族",
    "壮族",
    "满族",
    "苗族",
    "彝族",
    "哈萨克族",
    "傣族",
    "朝鲜族",
    "侗族",
    "瑶族",
    "白族",
)


def table(others: int) -> str:
    """A table of names by code, in which the peoples stand among ``others`` names of places."""
    rows = [f'    "{number:03}": "{name}",' for number, name in enumerate(PEOPLES)]
    rows += [f'    "{number:03}": "Ort Nummer {number}",' for number in range(100, 100 + others)]
    return "\n".join(["NAMES = {", *rows, "}", ""])


def test_a_kind_of_data_in_a_list_is_not_said_to_be_a_slot() -> None:
    judged = report({"src/KindOfData.java": KINDS})
    found = [finding for finding in judged.findings if finding.kind is Kind.DECLARED]
    assert found
    for finding in found:
        assert only_listed(finding.evidence)
        assert "in a list of kinds of data; whether it keeps it of anybody was not shown." in finding.claim
        assert "slot" not in finding.claim
        assert "“" in claim(finding, CHINESE)
        assert "人员记录" not in claim(finding, CHINESE)
    assert "lists of kinds of data" in judged.verdict.headline
    assert "keeps" not in headline(judged, ENGLISH, judged=False)
    assert "种类列表" in headline(judged, CHINESE, judged=False)
    assert limit(judged, ENGLISH) == ENGLISH.say("limit.declared.listed")


def test_a_slot_of_a_record_is_still_said_to_be_one() -> None:
    judged = report({"src/Patient.java": RECORD})
    (finding,) = [finding for finding in judged.findings if finding.kind is Kind.DECLARED]
    assert not only_listed(finding.evidence)
    assert finding.claim.startswith("The software has a slot for ethnic group in a record of a person")
    assert "keeps the ethnic group of people" in judged.verdict.headline


def test_a_table_of_peoples_is_one_and_stays_so_with_codes_and_names_in_other_languages() -> None:
    judged = report({"app/nation.py": table(20)})
    (finding,) = [finding for finding in judged.findings if Stage.SCHEME in finding.stages]
    assert (finding.kind, finding.origin) == (Kind.DECLARED, Origin.TYPED)


@pytest.mark.parametrize("others", [60, 160])
def test_names_of_peoples_among_many_of_places_are_no_table_of_peoples(others: int) -> None:
    judged = report({"app/entries.py": table(others)})
    assert judged.verdict.outcome in (Outcome.VOCABULARY, Outcome.NOTHING)
