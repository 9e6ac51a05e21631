"""Names of products that are made of a face and a race. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report


def told(files: dict[str, str]) -> bool:
    return any(one.kind is Kind.CAPABILITY for one in report(files, sifted=True).findings)


PAGE = '<html><head><title>Face Race%s</title></head><body><video id="cam"></video><canvas></canvas></body></html>'
FOOT = """
export const Foot = () => {
  const score = predict(orders), model = analyse(orders), estimate = forecast(orders);
  return <footer><p>Face Race%s</p><p>{score}{model}{estimate}</p></footer>;
};
"""
MODELS = """
namespace FaceRaceApp.Models
{
    public class CustomerModel { public string Phone { get; set; } public string Model { get; set; } }
    public class PredictionModel { public int Score { get; set; } }
}
"""


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": PAGE % ""},
        {"index.html": PAGE % " – the game"},
        {"Foot.jsx": FOOT % " ©"},
        {"CustomerModel.cs": MODELS},
    ],
)
def test_the_name_of_a_product_tells_nothing(files: dict[str, str]) -> None:
    assert not told(files)


RECORD = """
namespace Camera.Faces
{
    public class FaceInfo
    {
        public int Age { get; set; }
        public int Gender { get; set; }
        public int FaceRace { get; set; }
    }
}
"""
WINDOW = """
export const Panel = ({ face }) => (
  <div><p>Face Age: {face.age}</p><p>Face Gender: {face.gender}</p><p>Face Race: {face.race}</p></div>
);
"""


@pytest.mark.parametrize("files", [{"FaceInfo.cs": RECORD}, {"Panel.jsx": WINDOW}])
def test_what_is_told_of_a_face_stays(files: dict[str, str]) -> None:
    assert told(files)
