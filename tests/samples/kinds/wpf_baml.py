"""A compiled view of an invented .NET client: the filter of captured faces, as its assembly holds it."""

from tests.samples.kinds import Finds
from tests.samples.opening.net_assembly import build
from tests.samples.reading.baml import Element, screen
from tests.samples.reading.net_resources import product

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Black"), ("key", "EthnicityBox")),
)


def _choices(name: str, path: str, *texts: str) -> Element:
    items: list[Element] = [("ComboBoxItem", (("Content", text),), ()) for text in texts]
    return ("ComboBox", (("Name", name), ("SelectedValue", ("bind", path))), tuple(items))


def case() -> dict[str, bytes]:
    """Choices as items of a box."""
    view: Element = (
        "Client.Views.FaceFilterView",
        (),
        (
            (
                "StackPanel",
                (),
                (
                    ("TextBlock", (("Text", "Filter captured faces"),), ()),
                    ("Label", (("Content", "Age group"),), ()),
                    _choices("AgeBox", "Filter.AgeGroup", "Child", "Adult"),
                    ("CheckBox", (("Content", "Glasses"), ("IsChecked", ("bind", "Filter.Glasses"))), ()),
                    ("Label", (("Content", "Ethnicity"),), ()),
                    _choices("EthnicityBox", "Filter.Ethnicity", "Any", "Asian", "Black", "White"),
                ),
            ),
        ),
    )
    resources = product({}, files={"views/facefilterview.baml": screen(view)})
    return {"Client.dll": build({b"Client.g.resources": resources})}


def twin() -> dict[str, bytes]:
    """What a passport reader shows, and the colours of a plan."""
    passport: Element = (
        "Client.Views.PassportView",
        (),
        (
            ("TextBlock", (("Text", "Document number"),), ()),
            ("TextBox", (("Text", ("bind", "Passport.DocumentNumber")),), ()),
            ("TextBlock", (("Text", "Date of expiry"),), ()),
            ("TextBox", (("Text", ("bind", "Passport.ExpiryDate")),), ()),
            ("TextBlock", (("Text", "Ethnicity"),), ()),
            ("TextBox", (("Text", ("bind", "Passport.Ethnicity")),), ()),
        ),
    )
    plan: Element = ("Client.Views.PlanView", (), (_choices("ColourBox", "Plan.Colour", "Black", "White", "Yellow"),))
    resources = product({}, files={"views/passportview.baml": screen(passport), "views/planview.baml": screen(plan)})
    return {"Client.dll": build({b"Client.g.resources": resources})}
