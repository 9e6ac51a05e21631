"""Layers of models in their files, and the code that opens those. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

JAVA = """
class Teller {
    String tell(Bitmap photo, %s found, ImageProxy camera) {
        Interpreter net = new Interpreter(open("%s"));
        net.run(photo, out);
        return names[best(out)];
    }
}
"""
PYTHON = """
def tell(image, %s, frame):
    ethnicity = 0
    session = load("%s")
    return session.run(image)
"""
LAYERS = {
    "looks.tflite": "functional_1/ethnicity_1/MatMul;functional_1/ethnicity_1/BiasAdd",
    "looks.onnx": "ethnicity_head.weight",
    "looks.h5": "model_weights/ethnicity_output/kernel:0",
}


def of_model(name: str, layer: str, code: dict[str, str | bytes]) -> bool:
    texts = ("input_1", "model/conv2d/BiasAdd", layer)
    data = b"\x1c\0\0\0TFL3" + b"\0".join(b"\x08\0\0\0" + text.encode() + b"\0\0" for text in texts)
    found = [f for f in report({f"assets/{name}": data, **code}, sifted=True).findings if f.kind is Kind.CAPABILITY]
    return any(Stage.INFERENCE in e.shows and e.layers[-1].endswith(name) for f in found for e in f.evidence)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize(("path", "code", "face"), [("Teller.java", JAVA, "Face"), ("tell.py", PYTHON, "face")])
def test_a_layer_of_a_model_that_is_handed_faces(name: str, path: str, code: str, face: str) -> None:
    assert of_model(name, LAYERS[name], {path: code % (face, name)})
    assert not of_model(name, LAYERS[name], {path: code % (face, "other.bin")})
    assert not of_model(name, LAYERS[name], {path: code % ("Table", name)})
    assert not of_model(name, "words/ethnicity/description", {path: code % (face, name)})


@pytest.mark.parametrize("name", LAYERS)
def test_a_model_that_nothing_opens(name: str) -> None:
    assert not of_model(name, LAYERS[name], {})
