"""Features of a face that a record keeps by number. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

DEFINES = """
#define QX_FACE_ATTR_TYPE_AGE 0
#define QX_FACE_ATTR_TYPE_GLASSES 1
#define QX_FACE_ATTR_TYPE_BEARD 2
#define QX_FACE_ATTR_TYPE_RACE 3
"""
STRUCT = "typedef struct tag{name} {{\n    int iType;\n    int {value};\n}} {name};\n"
ENUM_C = "typedef enum {\n    AGE = 0,\n    GLASSES,\n    BEARD,\n    RACE,\n} FaceAttributeKind;\n"
TYPED_C = "typedef struct {{\n    FaceAttributeKind kind;\n    int {value};\n}} {name};\n"
JAVA = """
class Told {{
    enum FaceAttributeType {{ AGE, GLASSES, BEARD, RACE }}
    class {name} {{
        private FaceAttributeType type;
        private int {value};
    }}
}}
"""
PROTO = """
syntax = "proto3";
enum FaceAttributeType {{
  AGE = 0;
  GLASSES = 1;
  BEARD = 2;
  RACE = 3;
}}
message {name} {{
  FaceAttributeType type = 1;
  int32 {value} = 2;
}}
"""
FILES = {
    "defs.h": (DEFINES + STRUCT, "FaceAttribute", "iValue"),
    "kinds.h": (ENUM_C.replace("{", "{{").replace("}", "}}") + TYPED_C, "Pair", "value"),
    "Told.java": (JAVA, "Pair", "value"),
    "told.proto": (PROTO, "Pair", "value"),
}


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", FILES)
def test_a_kind_that_a_record_keeps_with_its_value(name: str) -> None:
    code, record, value = FILES[name]
    assert {Stage.FIELD, Stage.INFERENCE} <= stages(name, code.format(name=record, value=value))


@pytest.mark.parametrize("name", FILES)
def test_a_kind_that_is_switched_on(name: str) -> None:
    code, record, value = FILES[name]
    assert Stage.FIELD not in stages(name, code.format(name=f"{record}Switch", value=value))
    assert Stage.FIELD not in stages(name, code.format(name=record, value="bOpen"))


def test_kinds_of_cars_and_a_record_of_something_else() -> None:
    code, _, value = FILES["defs.h"]
    car = code.format(name="CarAttribute", value=value).replace("FACE", "CAR")
    assert stages("defs.h", car.replace("GLASSES", "DOORS").replace("BEARD", "WHEELS")) == set()
    assert Stage.FIELD not in stages("defs.h", code.format(name="DiskAttribute", value=value))
