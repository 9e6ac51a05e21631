"""Translations of an invented app in XLIFF, versions 1.2 and 2.0, and the screen that asks for them."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "人种"), ("ui-label", "Origine ethnique"), ("key", "face.filter.k3")),
)
_SCREEN = b"""\
import UIKit

/// Filters the faces that the cameras captured.
class FaceFilterController: UIViewController {
    func setTexts() {
        ageLabel.text = NSLocalizedString("face.filter.age", comment: "")
        glassesLabel.text = NSLocalizedString("face.filter.glasses", comment: "")
        originLabel.text = NSLocalizedString("face.filter.k3", comment: "")
    }
}
"""


def case() -> dict[str, bytes]:
    """Chinese in 1.2, French in 2.0."""
    return {
        "ios/zh-Hans.xliff": """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="en.lproj/Localizable.strings" source-language="en" target-language="zh-Hans" datatype="plaintext">
    <body>
      <trans-unit id="face.filter.age"><source>Age</source><target>年龄</target></trans-unit>
      <trans-unit id="face.filter.k3"><source>Origin</source><target>人种</target></trans-unit>
    </body>
  </file>
</xliff>
""".encode(),
        "ios/fr.xlf": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr">
  <file id="f1">
    <unit id="face.filter.k3"><segment><source>Origin</source><target>Origine ethnique</target></segment></unit>
  </file>
</xliff>
""",
        "ios/FaceFilterController.swift": _SCREEN,
    }


def twin() -> dict[str, bytes]:
    """A choice of languages and a race of horses."""
    return {
        "ios/en.xliff": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a" source-language="de" target-language="en" datatype="plaintext"><body>
    <trans-unit id="menu.language.ug"><source>Uigurisch</source><target>Uyghur</target></trans-unit>
    <trans-unit id="menu.language.bo"><source>Tibetisch</source><target>Tibetan</target></trans-unit>
    <trans-unit id="bets.next.race"><source>Rennen</source><target>Next horse race</target></trans-unit>
  </body></file>
</xliff>
""",
        "ios/BetsController.swift": b"""\
class BetsController: UIViewController {
    func setTexts() {
        raceLabel.text = NSLocalizedString("bets.next.race", comment: "")
        horseLabel.text = NSLocalizedString("bets.horse", comment: "")
        languageLabel.text = NSLocalizedString("menu.language.ug", comment: "")
    }
}
""",
    }
