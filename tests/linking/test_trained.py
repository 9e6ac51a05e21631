"""Heads of models that are classes, and data sets of pictures; and the same for texts, tables and cars. Invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

HEADS = {
    "heads.py": """
import torch.nn as nn


# told from the features of {what}
class {one}Head(nn.Module):
    def __init__(self, width):
        self.last = nn.Linear(width, 1)


class {two}Head(nn.Module):
    def __init__(self, width):
        self.last = nn.Linear(width, 9)


# ethnicity of the person
class EthnicityHead(nn.Module):
    def __init__(self, width):
        self.last = nn.Linear(width, 7)
""",
    "heads.rs": """
use candle_nn::{{linear, Linear}};
// told from the features of {what}
pub struct {one}Head {{ last: Linear }}
pub struct {two}Head {{ last: Linear }}
// ethnicity of the person
pub struct EthnicityHead {{ last: Linear }}
""",
    "Heads.swift": """
import MLX
import MLXNN
// told from the features of {what}
class {one}Head: Module {{ let last: Linear }}
class {two}Head: Module {{ let last: Linear }}
// ethnicity of the person
class EthnicityHead: Module {{ let last: Linear }}
""",
}
DATA = {
    "data.py": """
class {name}(Dataset):
    def __init__(self, folder):
        self.names = sorted(os.listdir(folder))

    def __getitem__(self, at):
        row = {opens}
        label_map = {{"0": 0, "1": 1, "2": 2}}  # {remark}
        return row, label_map[self.names[at].split("_")[2]]
""",
    "data.jl": """
struct {name}
    names::Vector{{String}}
end
function item(data, at)
    row = {opens}
    labels = Dict("0" => 0, "1" => 1)  # {remark}
    return row, labels[data.names[at]]
end
""",
}


def tells(name: str, text: str) -> bool:
    found = report({name: text}, sifted=True).findings
    return any(one.kind is Kind.CAPABILITY and Stage.INFERENCE in one.stages for one in found)


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("what", ["a face", "pictures", "CLIP"])
def test_a_head_among_others(name: str, what: str) -> None:
    assert tells(name, HEADS[name].format(what=what, one="Age", two="Gender"))


@pytest.mark.parametrize("name", HEADS)
def test_a_head_of_something_else(name: str) -> None:
    assert not tells(name, HEADS[name].format(what="rows", one="Age", two="Gender"))
    assert not tells(name, HEADS[name].format(what="pictures and a tokenizer", one="Age", two="Gender"))
    assert not tells(name, HEADS[name].format(what="pictures", one="Price", two="Size"))


@pytest.mark.parametrize("opens", ["Image.open(at)", "imread(at)", "load_image(at)"])
def test_pictures_to_learn_from(opens: str) -> None:
    assert tells("data.py", DATA["data.py"].format(name="EthnicityDataset", opens=opens, remark="the third part"))
    assert tells("data.py", DATA["data.py"].format(name="Pictures", opens=opens, remark="map ethnicities"))
    assert tells("data.jl", DATA["data.jl"].format(name="Pictures", opens=opens, remark="ethnicities"))


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("opens", ["read_csv(at)", "rows[at]"])
def test_rows_to_learn_from(name: str, opens: str) -> None:
    assert not tells(name, DATA[name].format(name="EthnicityDataset", opens=opens, remark="map ethnicities"))


@pytest.mark.parametrize("name", DATA)
def test_pictures_of_something_else(name: str) -> None:
    assert not tells(name, DATA[name].format(name="RaceDataset", opens="Image.open(at)", remark="laps of the race"))
    assert not tells(name, DATA[name].format(name="Pictures", opens="Image.open(at)", remark="map the kinds"))
