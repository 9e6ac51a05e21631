"""The settings of an invented camera as a table of Lua."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "Uyghur"),
    stages=("vocabulary", "scheme", "trigger", "enabled"),
    quotes=(("key", "race"), ("item", "uyghur"), ("value", "ethnicity")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "conf/face.lua": b"""\
-- analysis of faces
return {
  face = {
    attributes = { age = { enable = true }, race = { enable = true }, glasses = { enable = false } },
    race_names = { "black", "white", "uyghur" },
  },
  face_alarm_rules = {
    { enabled = true, attribute = "ethnicity", value = "uyghur", action = "send_alarm" },
  },
}
"""
    }


def twin() -> dict[str, bytes]:
    """Keyboards and chess."""
    return {
        "conf/board.lua": b"""\
-- the board
return {
  board = {
    squares = { a1 = { enable = true }, race = { enable = true }, h8 = { enable = false } },
    piece_names = { "black", "white" },
  },
  keyboards = {
    { enabled = true, layout = "ug", language = "uyghur", action = "switch_layout" },
  },
}
"""
    }
