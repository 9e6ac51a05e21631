"""Source maps: the sources come out by name, with every escape undone, and are made again from the map."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.opening.formats import recognise
from sousveil.opening.json_string import json_string
from sousveil.opening.sink import Sink
from sousveil.proving import exit_code, verify
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.opening.looking import look


def _map(**more: object) -> bytes:
    return json.dumps({"version": 3, "sources": ["a.js"], "mappings": "AAAA", **more}).encode()


def test_names_and_texts():
    data = _map(sources=["webpack:///./src/Face.vue?1a", None, "b.ts"], sourcesContent=["民族\n", None, 'x = "\\\\"'])
    opened = look(data)
    assert opened.files("source") == {
        b"./src/Face.vue": "民族\n".encode(),
        b"b.ts": b'x = "\\\\"',
    }


def test_sections():
    part = json.loads(_map(sourcesContent=["one"]))
    other = json.loads(_map(sources=["b.js"], sourcesContent=["two"]))
    data = json.dumps({"version": 3, "sections": [{"offset": {}, "map": part}, {"offset": {}, "map": other}]}).encode()
    assert look(data).files("source") == {b"a.js": b"one", b"b.js": b"two"}


@pytest.mark.parametrize(
    "data",
    [_map(), _map(sourcesContent=[]), _map(sourcesContent=[None]), b'{"version": 3, "sourcesContent": ["x"]}', b"{}"],
)
def test_what_holds_no_sources_is_none(data):
    form = recognise(memoryview(data))
    assert form is None or form.name != "source-map"


_FACE = """\
export enum Race { Asian = "asian", Black = "black", White = "white" }
export interface FaceAttributes { age: number; glasses: boolean; beard: boolean; race: Race }
"""


def test_what_a_source_says_is_told_where_it_stands(tmp_path):
    (tmp_path / "app.js").write_text('var r={Asian:"asian"};//# sourceMappingURL=app.js.map')
    (tmp_path / "app.js.map").write_bytes(_map(sources=["webpack:///src/face.ts"], sourcesContent=[_FACE]))
    report = scan([tmp_path], Options(jobs=1))
    (target,) = report.targets
    (finding,) = [one for one in target.findings if one.kind == "capability"]
    assert {place.layers for place in finding.evidence} == {("app.js.map", "src/face.ts")}
    assert {place.line for place in finding.evidence} == {1, 2}
    assert exit_code(verify(report, [tmp_path])) == 0


@given(st.text())
def test_every_text_comes_back(text):
    for ascii_only in (True, False):
        raw = json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode("utf-8", "surrogatepass")
        out = bytes(json_string(memoryview(raw), 1 << 20, Sink(1 << 20)).data)
        assert out == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


@given(st.binary())
def test_noise_raises_nothing(raw):
    json_string(memoryview(raw), 1 << 20, Sink(1 << 20))
