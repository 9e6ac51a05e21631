"""A dialog among the resources of an invented Windows client: the filter of captured faces."""

from tests.samples.kinds import Finds
from tests.samples.opening.pe import image
from tests.samples.reading.dialog import dialog

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Ethnicity:"), ("ui-label", "Black")),
)
_DIALOG, _ENGLISH = 5, 1033


def case() -> dict[str, bytes]:
    """Choices as buttons."""
    words = ("Search captured faces", "Age group:", "Glasses:", "Mask:", "Ethnicity:", "Asian", "Black", "White", "OK")
    return {"Client/FaceClient.exe": image({(_DIALOG, 101, _ENGLISH): dialog(words)})}


def twin() -> dict[str, bytes]:
    """Registration of a member of staff, and the colours of a plan."""
    staff = ("New employee", "Name:", "Home address:", "Date of birth:", "Ethnicity:", "OK")
    paint = ("Line colour", "Black", "White", "Yellow", "Red", "OK")
    return {
        "Client/Staff.exe": image({(_DIALOG, 101, _ENGLISH): dialog(staff)}),
        "Client/Plan.exe": image({(_DIALOG, 102, _ENGLISH): dialog(paint, extended=False)}),
    }
