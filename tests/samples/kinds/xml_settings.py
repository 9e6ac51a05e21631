"""What a camera answers about its settings: a rule that compares faces, a switch for each attribute, in XML."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "scheme", "trigger", "enabled"),
    quotes=(("element", "ethnicGroup"), ("string", "uygur")),
)

_FACE = """<?xml version="1.0" encoding="UTF-8"?>
<FaceAnalysisCfg version="2.0" xmlns="urn:fara:camera">
  <channelID>1</channelID>
  <FaceAlarmRuleList>
    <FaceAlarmRule>
      <id>1</id>
      <enabled>true</enabled>
      <conditionList>
        <condition><attribute>ethnicGroup</attribute><value>uygur</value></condition>
      </conditionList>
      <notification><method>alarmCenter</method></notification>
    </FaceAlarmRule>
  </FaceAlarmRuleList>
  <FaceAttributeList>
    <ageGroup><enabled>true</enabled></ageGroup>
    <ethnicGroup><enabled>true</enabled></ethnicGroup>
    <glasses><enabled>false</enabled></glasses>
  </FaceAttributeList>
</FaceAnalysisCfg>
"""
_PAINT = """<?xml version="1.0" encoding="UTF-8"?>
<PaintShopCfg version="2.0" xmlns="urn:fara:shop">
  <lineID>1</lineID>
  <CoatAlarmRuleList>
    <CoatAlarmRule>
      <id>1</id>
      <enabled>true</enabled>
      <conditionList>
        <condition><attribute>colour</attribute><value>black</value></condition>
        <condition><attribute>colour</attribute><value>white</value></condition>
      </conditionList>
      <notification><method>alarmCenter</method></notification>
    </CoatAlarmRule>
  </CoatAlarmRuleList>
  <RaceTrackList>
    <race><enabled>true</enabled><laps>3</laps></race>
  </RaceTrackList>
</PaintShopCfg>
"""


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {"backup/FaceAnalysis.xml": _FACE.encode()}


def twin() -> dict[str, bytes]:
    """Paint, and a race that is run."""
    return {"backup/PaintShop.xml": _PAINT.encode()}
