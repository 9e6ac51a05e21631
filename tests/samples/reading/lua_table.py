"""Settings of an invented camera as a table of Lua."""

NAME = "face.lua"


def build() -> bytes:
    """Named and unnamed elements, all kinds of strings and comments."""
    return """\
--[[ 人种
of a face ]]
return {
  face = { race = true, -- which
    ["age from"] = 18, [3] = 'x' },
  kinds = { "Black"; "White", [[维族]] },
  mixed = { "one", two = "Asian" },
}
""".encode()
