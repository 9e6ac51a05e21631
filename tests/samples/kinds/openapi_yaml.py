"""The interface of an invented attendance service, in YAML."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "black"), ("field", "race")),
)


def case() -> dict[str, bytes]:
    """A schema for a face, and the event that is sent out."""
    return {
        "api/openapi.yaml": b"""\
openapi: 3.0.1
info:
  title: Attendance
  version: "1"
components:
  schemas:
    FaceEvent:
      type: object
      properties:
        camera:
          type: string
        face:
          $ref: '#/components/schemas/FaceAttributes'
    FaceAttributes:
      type: object
      properties:
        age:
          type: integer
        glasses:
          type: boolean
        race:
          type: string
          description: Estimated from the picture.
          enum: [asian, black, white, unknown]
""",
    }


def twin() -> dict[str, bytes]:
    """What is told of a tin of paint."""
    return {
        "api/openapi.yaml": b"""\
openapi: 3.0.1
info:
  title: Paint shop
  version: "1"
components:
  schemas:
    Tin:
      type: object
      properties:
        litres:
          type: number
        colour:
          type: string
          enum:
            - black
            - white
            - yellow
""",
    }
