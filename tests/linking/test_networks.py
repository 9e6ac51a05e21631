"""Heads of networks in the code that builds them. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

KERAS = """
from keras.layers import %(layer)s, Dense

def build(inputs):
    trunk = %(layer)s(64)(inputs)
    %(one)s_out = Dense(2, activation="softmax")(trunk)
    race_out = Dense(5, activation="softmax")(trunk)
    return Model(inputs, [%(one)s_out, race_out])
"""
TORCH = """
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = %(layer)s(3, 64, 3)
        self.%(one)s_layer = nn.Sequential(nn.Linear(64, 2))
        self.race_layer = nn.Sequential(nn.Linear(64, 7))
"""


def inferred(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any(Stage.INFERENCE in one.stages for one in found)


@pytest.mark.parametrize("code", [KERAS, TORCH])
def test_layers_of_a_network_for_pictures(code: str) -> None:
    assert inferred({"net.py": code % {"layer": "Conv2D", "one": "gender"}})
    assert inferred({"net.py": code % {"layer": "Conv2D", "one": "glasses"}})


@pytest.mark.parametrize("code", [KERAS, TORCH])
def test_layers_of_other_networks(code: str) -> None:
    assert not inferred({"net.py": code % {"layer": "LSTM", "one": "gender"}})
    assert not inferred({"net.py": code % {"layer": "Conv1D", "one": "gender"}})
    assert not inferred({"net.py": code % {"layer": "Conv2D", "one": "lap"}})


def test_names_guess_from_letters() -> None:
    code = KERAS.replace("def build(inputs):", "SURNAMES = load()\n\ndef build(inputs):")
    assert not inferred({"net.py": code % {"layer": "Conv2D", "one": "gender"}})


FORWARD = """
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, embedding_size):
        self.trunk = %(layer)s(3, 64, 3)
        self.last = nn.Linear(embedding_size, 1)

    def %(pass)s(self, x):
        x = self.trunk(x)
        %(one)s_told = self.sigmoid(self.last(x))
        race_told = self.sigmoid(self.last(x))
        return %(one)s_told, race_told
"""


def test_what_a_pass_through_a_network_gives_a_name() -> None:
    assert inferred({"net.py": FORWARD % {"layer": "nn.Conv2d", "one": "gender", "pass": "forward"}})
    assert inferred({"net.py": FORWARD % {"layer": "nn.Conv2d", "one": "glasses", "pass": "call"}})
    assert not inferred({"net.py": FORWARD % {"layer": "nn.LSTM", "one": "gender", "pass": "forward"}})
    assert not inferred({"net.py": FORWARD % {"layer": "nn.Conv2d", "one": "lap", "pass": "forward"}})
    assert not inferred({"net.py": FORWARD % {"layer": "nn.Conv2d", "one": "gender", "pass": "remember"}})
    words = (FORWARD % {"layer": "nn.Conv2d", "one": "gender", "pass": "forward"}).replace(
        "trunk = ", "words = nn.Embedding(9)\n        self.trunk = "
    )
    assert not inferred({"net.py": words})
