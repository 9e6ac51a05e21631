"""An export of the registry of an invented client."""

NAME = "defaults.reg"


def build() -> bytes:
    """Version 5: keys in keys, all kinds of values, a key that is removed."""
    return r"""Windows Registry Editor Version 5.00

; of a face
[HKEY_CURRENT_USER\Software\Fara\Face]
@="Race \\ \"x\""
"Race"=dword:00000001
"Empty"=""
"Bytes"=hex:01,02,\
  03,04
"Wide"=hex(b):02,00,00,00,00,00,00,00
"Gone"=-

[HKEY_CURRENT_USER\Software\Fara\Face\Kinds]
"1"="维族"

[-HKEY_CURRENT_USER\Software\Fara\Old]
"Race"="x"
""".replace("\n", "\r\n").encode("utf-16")
