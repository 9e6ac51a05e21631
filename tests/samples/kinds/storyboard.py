"""A screen of an invented iOS app: the filter of captured faces, with a switch between kinds."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Black")),
)


def _scene(name: str, *rows: tuple[str, tuple[str, ...]]) -> bytes:
    body = ""
    for number, (label, choices) in enumerate(rows):
        segments = "".join(f'<segment title="{choice}"/>' for choice in choices)
        body += f"""
            <label text="{label}" id="a{number}-bc-0de"/>
            <segmentedControl id="b{number}-cd-1ef"><segments>{segments}</segments></segmentedControl>"""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<document type="com.apple.InterfaceBuilder3.CocoaTouch.Storyboard.XIB" version="3.0">
  <scenes>
    <scene sceneID="s0d-6b-0kx">
      <objects><viewController id="Y6W-OH-hqX" customClass="{name}"><view><subviews>{body}
      </subviews></view></viewController></objects>
    </scene>
  </scenes>
</document>
""".encode()


def case() -> dict[str, bytes]:
    """Choices as segments."""
    scene = _scene(
        "FaceFilterViewController",
        ("Age group", ("Child", "Adult")),
        ("Glasses", ("Any", "Yes")),
        ("Ethnicity", ("Any", "Asian", "Black", "White")),
    )
    return {"App/Base.lproj/FaceFilter.storyboard": scene}


def twin() -> dict[str, bytes]:
    """The colours of a board game, and its races."""
    return {
        "App/Base.lproj/Game.storyboard": _scene(
            "GameController", ("Colour", ("Black", "White")), ("Race", ("Elf", "Orc"))
        )
    }
