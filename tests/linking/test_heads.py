"""Heads of a model that code names in a list, in several languages, also where all is on one line."""

import pytest

from sousveil.running.options import Options
from sousveil.running.scan import scan

_FILLER = "function f{n}(a){{return a.map(b=>b*{n}).filter(c=>c>0)}}"
_MINIFIED = (
    "".join(_FILLER.format(n=n) for n in range(900))
    + 'async function q(e,t){let m=n.load(t.face.kit);let r=m.execute(e,["sex_head","age_head","ethnicity_head"]);'
    + "return r[0]}"
    + "".join(_FILLER.format(n=n) for n in range(900, 1800))
)
_PYTHON = """\
def look(session, face_crop):
    return session.run(["out_gender", "out_age", "out_ethnicity"], {"data": face_crop})
"""
_CSHARP = """\
public static class Kit {
    public static float[] Look(Session session, Tensor faceCrop) {
        var names = new[] { "gender:logits", "age:logits", "ethnicity:logits" };
        return session.Run(names, faceCrop);
    }
}
"""


def _stages(path):
    (target,) = scan([path], Options(jobs=1)).targets
    return {stage.value for finding in target.findings if finding.kind == "capability" for stage in finding.stages}


@pytest.mark.parametrize(("name", "text"), [("kit.min.js", _MINIFIED), ("look.py", _PYTHON), ("Kit.cs", _CSHARP)])
def test_a_head_beside_others(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    assert "inference" in _stages(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kit.min.js", _MINIFIED.replace("face", "text")),  # nobody is seen
        ("kit.min.js", _MINIFIED.replace("sex_head", "lap_head").replace("age_head", "car_head")),
        ("kit.min.js", _MINIFIED.replace("_head", "_column")),  # a survey
        ("look.py", _PYTHON.replace("face_crop", "name_vector")),
        ("Kit.cs", _CSHARP.replace("faceCrop", "answers").replace(":logits", "")),
    ],
)
def test_others_are_none(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    assert "inference" not in _stages(tmp_path / name)
