"""The settings of an invented analyser in YAML: attributes that are worked out, and who is told."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "Uyghur"),
    stages=("vocabulary", "scheme", "enabled"),
    quotes=(("item", "uyghur"), ("key", "race")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "deploy/analyser.yaml": b"""\
# what is worked out of each face
face_attributes:
  age: {enabled: true}
  glasses: {enabled: true}
  race:
    enabled: true
    labels: [black, white, uyghur]
    threshold: 0.6
stream:
  url: rtsp://10.0.0.2/1
"""
    }


def twin() -> dict[str, bytes]:
    """A board game, and the languages that it speaks."""
    return {
        "deploy/game.yaml": b"""\
# pieces and languages
pieces:
  king: {enabled: true}
  race:
    enabled: true
    labels: [black, white, grey]
    laps: 3
languages: [english, uyghur, tibetan]
"""
    }
