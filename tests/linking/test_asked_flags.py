"""Records of what is asked about a face: even its age is a yes or no there. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

WANTED = """
public class FaceWanted {
    public %s Age { get; set; }
    public bool Glasses { get; set; }
    public bool Gender { get; set; }
    public bool Ethnicity { get; set; }
}
"""
QUERY = """
public class FaceQuery {
    private %s age;
    private boolean glasses;
    private boolean gender;
    private Boolean ethnicity;
}
"""
OPTIONS = """
interface FaceOptions {
  age?: %s;
  glasses?: boolean;
  gender?: boolean;
  ethnicity?: boolean;
}
"""
HEADER = """
struct FaceWanted {
    %s age;
    bool glasses;
    bool gender;
    bool ethnicity;
};
"""
STRUCT = """
package a

type FaceWanted struct {
    Age %s
    Glasses bool
    Gender bool
    Ethnicity bool
}
"""
ASKED = [
    ("FaceWanted.cs", WANTED, "bool", "int"),
    ("FaceQuery.java", QUERY, "boolean", "int"),
    ("FaceOptions.ts", OPTIONS, "boolean", "number"),
    ("FaceWanted.hpp", HEADER, "bool", "int"),
    ("FaceWanted.go", STRUCT, "bool", "int"),
]
NAMES = [each[0] for each in ASKED]


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(("name", "code", "flag", "number"), ASKED, ids=NAMES)
def test_what_is_asked_about_a_face_is_worked_out(name: str, code: str, flag: str, number: str) -> None:
    assert Stage.INFERENCE in stages(name, code % flag)
    assert Stage.INFERENCE not in stages(name, code % number), "a record that has an age asks nothing"


@pytest.mark.parametrize(("name", "code", "flag", "number"), ASKED, ids=NAMES)
def test_what_a_form_shows_is_no_capability(name: str, code: str, flag: str, number: str) -> None:
    for type_ in (flag, number):
        assert not stages(name.replace("Face", "Form"), (code % type_).replace("Face", "Form"))
