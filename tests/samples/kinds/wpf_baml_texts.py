"""A dictionary of texts of an invented .NET client, and the view that asks for them: both compiled."""

from tests.samples.kinds import Finds
from tests.samples.opening.net_assembly import build
from tests.samples.reading.baml import Element, screen, texts
from tests.samples.reading.net_resources import product

FINDS = Finds(
    groups=(),
    stages=("exposure",),
    quotes=(("ui-label", "人种"), ("key", "PanelOriginLabel")),
)


def _labels(view: str, *keys: str) -> Element:
    return (view, (), tuple(("TextBlock", (("Text", ("resource", key)),), ()) for key in keys))


def case() -> dict[str, bytes]:
    """A view of features of a face whose words stand in the dictionary."""
    view = _labels(
        "Client.Views.FaceFilterView", "PanelFaceAge", "PanelGlassesLabel", "PanelBeardLabel", "PanelOriginLabel"
    )
    words = {
        "PanelFaceAge": "年龄段", "PanelGlassesLabel": "眼镜", "PanelBeardLabel": "胡须", "PanelOriginLabel": "人种",
    }  # fmt: skip
    files = {"views/facefilterview.baml": screen(view), "strings/zh-cn.baml": texts(words)}
    return {"Client.dll": build({b"Client.g.resources": product({}, files=files)})}


def twin() -> dict[str, bytes]:
    """A view of an identity card."""
    view = _labels(
        "Client.Views.IdCardView", "PanelCardNumber", "PanelBirthDate", "PanelHomeAddress", "PanelOriginLabel"
    )
    words = {
        "PanelCardNumber": "证件号码", "PanelBirthDate": "出生日期", "PanelHomeAddress": "住址",
        "PanelOriginLabel": "民族",
    }  # fmt: skip
    files = {"views/idcardview.baml": screen(view), "strings/zh-cn.baml": texts(words)}
    return {"Client.dll": build({b"Client.g.resources": product({}, files=files)})}
