"""Compiled texts of .NET programs."""

import shutil
import subprocess

import pytest

from sousveil.model.words import Role
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import net_resources


@pytest.mark.parametrize("version", [1, 2])
def test_keys_with_their_texts(version):
    data = net_resources.product(net_resources.TEXTS, version=version)
    reading, gaps = read(data, f"bin/{net_resources.NAME}", [place_of(data, "种族")])
    assert outline(reading) == [
        "map Nvx.Client.Labels",
        "  entry FaceAge = 年龄",
        "  entry FaceRace = 种族",
        "  entry Title = 人脸属性",
    ]
    assert said(reading, 2, Role.UI_LABEL) == ["种族"]
    assert gaps == []


def test_of_many_texts_the_neighbours_are_told():
    texts = {f"Key{number:04}": f"text {number}" for number in range(900)} | {"FaceRace": "种族"}
    data = net_resources.product(texts)
    reading, _ = read(data, "a.resources", [place_of(data, "种族")])
    assert [symbol.name for symbol in reading.symbols[1:]] == [f"Key{n:04}" for n in range(888, 900)] + ["FaceRace"]


def test_what_is_cut_short_gives_its_strings():
    data = net_resources.build()
    reading, gaps = read(data[:-9], "a.resources", [place_of(data, "种族")])
    assert [gap.code for gap in gaps] == ["unparsed"]
    assert any("种族" in unit.text for unit in reading.units)


def test_what_a_compiler_writes(tmp_path):
    if shutil.which("mcs") is None or shutil.which("mono") is None:
        pytest.skip("no mono on this machine: resources of a real writer are not tried")
    (tmp_path / "a.cs").write_text(
        'using System.Resources; class A { static void Main() { using (var w = new ResourceWriter("a.resources")) {'
        ' w.AddResource("FaceRace", "种族"); w.AddResource("Width", 3); w.AddResource("Skin", "肤色"); } } }'
    )
    subprocess.run(["mcs", "a.cs"], check=True, cwd=tmp_path)
    subprocess.run(["mono", "a.exe"], check=True, cwd=tmp_path)
    data = (tmp_path / "a.resources").read_bytes()
    reading, gaps = read(data, "a.resources", [place_of(data, "种族")])
    assert sorted(outline(reading)[1:]) == ["  entry FaceRace = 种族", "  entry Skin = 肤色"]
    assert gaps == []
