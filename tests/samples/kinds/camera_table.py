"""Settings as cameras print them, one path to a line: a rule on a value that raises an alarm."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "scheme", "trigger", "enabled", "field"),
    quotes=(
        ("item", "Uyghur"),
        ("item", "Tibetan"),
        ("key", "root.FaceDetect.C0.Attributes.Ethnicity.Enabled"),
        ("value", "true"),
    ),
)


def case() -> dict[str, bytes]:
    """Two makers' ways of writing it, without a telling name."""
    return {
        "dump/all": b"""\
table.VideoAnalyseRule[0][0].Name=FaceAlarm
table.VideoAnalyseRule[0][0].Type=FaceDetection
table.VideoAnalyseRule[0][0].Enable=true
table.VideoAnalyseRule[0][0].Config.Nation[0]=Uyghur
table.VideoAnalyseRule[0][0].Config.Nation[1]=Tibetan
table.VideoAnalyseRule[0][0].Config.Sex=Man
table.VideoAnalyseRule[0][0].EventHandler.AlarmOutEnable=true
table.VideoAnalyseRule[0][0].EventHandler.MailEnable=true
""",
        "dump/param.dump": b"""\
root.Network.Port=80
root.FaceDetect.C0.Enabled=yes
root.FaceDetect.C0.Attributes.Age.Enabled=yes
root.FaceDetect.C0.Attributes.Ethnicity.Enabled=yes
root.FaceDetect.C0.Attributes.Glasses.Enabled=no
""",
    }


def twin() -> dict[str, bytes]:
    """Traffic by the colour of cars, and a picker of languages."""
    return {
        "dump/all": b"""\
table.VideoAnalyseRule[0][0].Name=CarAlarm
table.VideoAnalyseRule[0][0].Type=TrafficJunction
table.VideoAnalyseRule[0][0].Enable=true
table.VideoAnalyseRule[0][0].Config.CarColor[0]=Black
table.VideoAnalyseRule[0][0].Config.CarColor[1]=Yellow
table.VideoAnalyseRule[0][0].Config.CarColor[2]=White
table.VideoAnalyseRule[0][0].EventHandler.AlarmOutEnable=true
""",
        "dump/param.dump": b"""\
root.Screen.Languages.L0.Name=Uyghur
root.Screen.Languages.L0.Enabled=yes
root.Screen.Languages.L1.Name=Tibetan
root.Screen.Languages.L1.Enabled=yes
root.Game.Race.Enabled=yes
""",
    }
