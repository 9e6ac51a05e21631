"""The registry of a Windows client, exported: version 5 in UTF-16, version 4 in the legacy encoding."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "scheme", "trigger", "enabled"),
    quotes=(("key", "RaceEnabled"), ("value", "Ethnicity"), ("value", "Uyghur"), ("key", "Enabled")),
)

_FACE = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Fara\FaceServer\Attributes]
"AgeEnabled"=dword:00000001
"RaceEnabled"=dword:00000001
"Model"=hex:01,02,\
  03,04

[HKEY_LOCAL_MACHINE\SOFTWARE\Fara\FaceServer\AlarmRules\1]
"Attribute"="Ethnicity"
"Value"="Uyghur"
"Enabled"=dword:00000001
"Action"="SendAlarm"

[-HKEY_LOCAL_MACHINE\SOFTWARE\Fara\Old]
"""
_GAME = r"""REGEDIT4

; keyboards and a game
[HKEY_CURRENT_USER\Software\Fara\Keyboards\1]
"Language"="Uyghur"
"Enabled"=dword:00000001
"Action"="SwitchLayout"

[HKEY_CURRENT_USER\Software\Fara\Game]
"RaceEnabled"=dword:00000001
"Laps"=dword:00000003
"""


def case() -> dict[str, bytes]:
    """As the editor writes it."""
    return {"setup/defaults.reg": _FACE.replace("\n", "\r\n").encode("utf-16")}


def twin() -> dict[str, bytes]:
    """Keyboards and a game."""
    return {"setup/defaults.reg": _GAME.replace("\n", "\r\n").encode("ascii")}
