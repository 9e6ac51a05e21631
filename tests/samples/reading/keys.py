"""Settings of an invented recorder."""

NAME = "nvx.ini"


def build() -> bytes:
    """INI, with dotted keys as devices print them."""
    return """\
; 人种 of a face
[FaceAttr]
# which
Race = Black
table.All.Rule[0].Config.Race=1
table.All.Rule[0].Config.Nation=Uygur
kinds = ["Black",
  "White"]
label=\\u6c11\\u65cf
long = first \\
   second
""".encode("gb18030")


def build_po() -> bytes:
    """A translation."""
    return '# shown\n#: face.c:10\nmsgid "Race"\nmsgstr "种"\n"族"\n'.encode()
