"""Rules as products keep them: flat, drawn, in other languages, as texts that compare; and what only looks like them.

All makers, products and settings here are invented.
"""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RULES: dict[str, tuple[str, str]] = {
    "flat zh": (
        "a.json",
        (
            '{"ruleName":"人脸属性报警","enable":1,"conditions":[{"field":"种族","operator":"等于","value":"'
            '黑人"}],"linkage":["抓图","邮件"]}'
        ),
    ),
    "flat ru": (
        "a.yaml",
        ("название: тревога по лицу\nусловия:\n  - attribute: национальность\n    value: уйгур\nactions:\n  - email\n"),
    ),
    "flat ru2": (
        "a.yaml",
        (
            'name: тревога лица\nconditions:\n  - attribute: "этническая принадлежность"\n'
            "    value: уйгур\nactions:\n  - email\n"
        ),
    ),
    "flat es": (
        "a.yaml",
        ("nombre: alarma facial\nname: alarma de rostro\nwhen:\n  raza: negro\n  gafas: si\nthen:\n  - alarma\n"),
    ),
    "toml": (
        "a.toml",
        (
            'name = "face rule"\nenabled = true\n[when]\nethnicity = ["uyghur", "tibetan"]\n[then]\n'
            'webhook = "http://x/y"\n'
        ),
    ),
    "xml attr": (
        "a.xml",
        (
            '<LinkageRule event="faceCapture"><Condition attribute="race" operator="equals">black<'
            '/Condition><Action type="audioAlarm"/></LinkageRule>'
        ),
    ),
    "props": ("a.properties", "face.alarm.rule.1.condition.ethnicity=uyghur\nface.alarm.rule.1.action=email\n"),
    "props flat": ("al.properties", "alarm.3.name=FaceAlarm\nalarm.3.ethnicity=Uyghur\nalarm.3.linkage=email\n"),
    "hocon": (
        "application.conf",
        (
            'alarms {\n  face-1 {\n    match { face-attributes { race = "black" } }\n'
            '    actions = ["email", "snapshot"]\n  }\n}\n'
        ),
    ),
    "watch zh": ("w.json", '{"布控":{"名称":"重点","启用":true,"条件":{"人脸":{"民族":"维吾尔族"}},"动作":["推送"]}}'),
    "minority yes": (
        "m.json",
        ('{"watchlist":{"name":"x","face":{"match":{"minority":true,"gender":"male"}},"notify":["guard"]}}'),
    ),
    "access deny skin": ("p.yaml", "policies:\n  - name: lobby\n    face:\n      skin_tone: dark\n    effect: deny\n"),
    "n8n": (
        "wf.json",
        (
            '{"nodes":[{"name":"Face Webhook","type":"n8n-nodes-base.webhook","parameters":{"path"'
            ':"face-event"}},{"name":"IF","type":"n8n-nodes-base.if","parameters":{"conditions":{"'
            'string":[{"value1":"={{$json.face.ethnicity}}","operation":"equal","value2":"uyghur"}'
            ']}}},{"name":"Send Email","type":"n8n-nodes-base.emailSend","parameters":{"subject":"'
            'seen"}}],"connections":{"Face Webhook":{"main":[[{"node":"IF","type":"main","index":0'
            '}]]},"IF":{"main":[[{"node":"Send Email","type":"main","index":0}]]}}}'
        ),
    ),
    "nodered func": (
        "flows.json",
        (
            '[{"id":"a1","type":"mqtt in","topic":"cam/face","wires":[["a2"]]},{"id":"a2","type":"'
            'function","name":"","func":"if (msg.payload.face.ethnicity === \'uyghur\') return msg;"'
            ',"wires":[["a3"]]},{"id":"a3","type":"telegram sender","name":"guard alert","wires":[]}]'
        ),
    ),
    "hass cond": (
        "automations.yaml",
        (
            '- id: "1"\n  alias: Person at door\n  trigger:\n    - platform: event\n'
            "      event_type: face_detected\n  condition:\n"
            "    - \"{{ trigger.event.data.face.ethnicity in ['asian', 'black'] }}\"\n  action:\n"
            "    - service: notify.phone\n      data: {message: seen}\n"
        ),
    ),
    "hass state": (
        "automations.yaml",
        (
            "- alias: x\n  trigger:\n    - platform: state\n      entity_id: sensor.face_race\n"
            '      to: "black"\n  action:\n    - service: notify.phone\n'
        ),
    ),
    "prom": (
        "r.yml",
        (
            "groups:\n- name: faces\n  rules:\n  - alert: FaceRace\n"
            '    expr: sum(face_detected_total{race="black"}) > 3\n    labels: {severity: page}\n'
        ),
    ),
    "aws iot": (
        "iot.json",
        ('{"sql":"SELECT * FROM \'cam/+/face\' WHERE race = \'black\'","actions":[{"sns":{"targetArn":"x"}}]}'),
    ),
    "kapacitor": ("x.json", '{"condition":"face.race == \\"black\\" && face.age > 18","do":["open gate"]}'),
    "bool minority expr": ("r.json", '{"rules":[{"when":"face.ethnicity != \'han\'","then":"alarm"}]}'),
    "root is the rule": (
        "alarm.yaml",
        ("name: face alarm\nwhen:\n  - attribute: skin_color\n    equals: black\nthen:\n  - send_alarm\n"),
    ),
    "a filter of an alarm": (
        "cfg.json",
        (
            '{"alarms":[{"id":1,"type":"FaceFeature","filter":{"race":["black","asian"],"gender":"'
            'male"},"actions":{"email":true}}]}'
        ),
    ),
    "a section is the rule": (
        "al.ini",
        "[Alarm_7]\nName=FaceAlarm\nEnable=1\nFaceEthnic=Uyghur\nLinkage=record,email\n",
    ),
    "dress": (
        "rule.toml",
        (
            '[rule]\nname = "pedestrian looks"\nenabled = true\n[rule.condition]\nniqab = true\n'
            '[rule.action]\nnotify = ["desk"]\n'
        ),
    ),
    "a template": (
        "auto.yaml",
        (
            "automation:\n  - alias: Tell me\n    trigger:\n      platform: mqtt\n      topic: door/face\n"
            "    condition:\n      condition: template\n"
            "      value_template: \"{{ trigger.payload_json.race == 'black' }}\"\n    action:\n"
            "      service: notify.mobile\n"
        ),
    ),
    "drawn": (
        "flow.json",
        (
            '[{"id":"1","type":"face-event","wires":[["2"]]},{"id":"2","type":"switch","property":'
            '"payload.race","rules":[{"t":"eq","v":"black","vt":"str"}],"wires":[["3"]]},{"id":"3"'
            ',"type":"e-mail","name":"tell"}]'
        ),
    ),
}
INNOCENT: dict[str, tuple[str, str]] = {
    "car colour": (
        "a.json",
        (
            '{"rule":"vehicle-attribute-alarm","enable":true,"conditions":[{"attr":"color","op":"e'
            'q","value":"black"}],"linkage":["snapshot","email"]}'
        ),
    ),
    "clothes colour": (
        "a.json",
        (
            '{"rule":"person-attribute-alarm","conditions":[{"attr":"upper_color","op":"eq","value'
            '":"black"},{"attr":"face_mask","op":"eq","value":"white"}],"linkage":["snapshot","email"]}'
        ),
    ),
    "horse race": (
        "a.yaml",
        ("name: race alarm\nwhen:\n  - attribute: race\n    equals: derby\n    horse: black\nthen:\n  - send_alarm\n"),
    ),
    "runner race": (
        "a.yaml",
        ("name: bib face photo alert\nwhen:\n  race: marathon\n  runner_color: white\nthen:\n  - send_alarm\n"),
    ),
    "form": (
        "a.json",
        (
            '{"form":"applicant","conditions":[{"field":"ethnicity","operator":"==","value":"asian'
            '"}],"actions":[{"sendEmail":true}],"employee":{"department":"x"}}'
        ),
    ),
    "form hide": (
        "a.json",
        (
            '{"survey":{"questions":[{"name":"ethnicity","visibleIf":"{race} = \'black\'","type":"te'
            'xt"}]},"actions":["email"]}'
        ),
    ),
    "blacklist": ("a.json", '{"blacklist":["1.2.3.4"],"face":{"race":"any"},"whitelist":["x"],"alarm":true}'),
    "ui theme": ("a.json", '{"theme":{"skin":"black","face":"bold"},"alarms":{"enabled":true},"actions":["email"]}'),
    "minority class": (
        "a.yaml",
        (
            "alert_rules:\n  - when: minority_class_ratio < 0.1\n    then: alert\nmodel: face\n"
            "resample: {minority: true, strategy: smote}\n"
        ),
    ),
    "shop hijab": (
        "a.json",
        '{"alert":{"product":{"category":"hijab","gender":"female"},"customer":"x","notify":"email"}}',
    ),
    "list filter ui": (
        "a.json",
        ('{"alarmList":{"filter":{"face":{"race":["all","black","white","asian"]}},"columns":["time"]}}'),
    ),
    "event with linkage": (
        "a.json",
        (
            '{"eventType":"faceAlarm","dateTime":"2021-01-01","face":{"faceRect":[1,2,3,4],"race":'
            '"black"},"linkage":["record"]}'
        ),
    ),
    "profile": (
        "a.json",
        (
            '{"user":{"name":"Jo","ethnicity":"Asian","hair":"black","eyes":"brown","glasses":true'
            ',"birthday":"1990-01-01"},"notifications":{"email":true}}'
        ),
    ),
    "game": ("a.yaml", "alarm_rules:\n  - when:\n      race: orc\n      player: elf\n    then: alarm\n"),
    "segment": (
        "a.json",
        ('{"campaign":{"segment":{"ethnicity":"asian","gender":"f"},"actions":["push"],"image":"a.png"}}'),
    ),
    "chooser": (
        "a.json",
        ('{"render":{"template":"{{ face.race == \'black\' ? \'B\' : \'W\' }}"},"alerts":{"email":true}}'),
    ),
    "data race": (
        "r.yaml",
        (
            "alert_rules:\n  - alert: RaceDetected\n"
            '    expr: rate(data_race_total{kind="white"}[5m]) > 0\n    labels: {team: black}\n'
        ),
    ),
    "typeface": ("r.json", '{"rules":[{"font":{"face":"Arial","color":"black"},"action":"alert"}]}'),
}


@pytest.mark.parametrize("case", RULES)
def test_a_rule_that_turns_on_a_group_is_shown(case: str) -> None:
    name, text = RULES[case]
    found = [one for one in report({name: text}, sifted=True).findings if Stage.TRIGGER in one.stages]
    assert [one.kind for one in found] == [Kind.CAPABILITY]


@pytest.mark.parametrize("case", INNOCENT)
def test_what_only_looks_like_one_is_none(case: str) -> None:
    name, text = INNOCENT[case]
    assert not any(Stage.TRIGGER in one.stages for one in report({name: text}, sifted=True).findings)


@pytest.mark.parametrize("name", ["faceRaceTypes", "race_options", "ethnicityEnum", "face_race_choices"])
def test_all_that_there_is_to_choose_from_is_no_condition(name: str) -> None:
    text = f'{{"{name}": ["Uyghur", "Tibetan"], "face": {{"enable": true}}, "linkage": ["email", "alarm"]}}'
    found = report({"face.json": text}, sifted=True).findings
    assert Stage.TRIGGER not in {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
