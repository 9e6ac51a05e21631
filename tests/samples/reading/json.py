"""Settings of an invented camera."""

NAME = "nvx.json"


def build() -> bytes:
    """With comments and escapes."""
    return rb"""{
  // what is looked for
  "face": {"kinds": ["Black", "Uy\u0067ur"], "ethnic": true, // 0: no
     "\u6c11\u65cf": "x \u7ef4\u65cf"},
  "none": {}
}
"""


def build_records(size: int) -> bytes:
    """Records of one shape, as data is kept."""
    rows = (
        f'{{"id": {at}, "family": "person{at}", "nation": "{"Uygur" if at == 7 else "Han"}"}}' for at in range(size)
    )
    return ("[" + ",\n".join(rows) + "]").encode()
