"""Records without a name whose text is sent to a topic, and keys that are put into one. All names here are invented."""

import pytest

from sousveil.model.words import Stage
from tests.linking.laid import report

SENT = {
    "go": (
        "a.go",
        (
            'func publish(f Face) {\n\tpayload, _ := json.Marshal(map[string]any{"camera": f.Camera, "race": f.Race})\n'
            '\tmqttClient.Publish("faces/seen", 0, false, payload)\n}\n'
        ),
    ),
    "go, on many lines": (
        "a.go",
        (
            "func publish(f Face) {\n\tbody, err := json.Marshal(map[string]interface{}{\n"
            '\t\t"camera": f.Camera,\n\t\t"race": f.Race,\n\t})\n'
            '\tif err == nil {\n\t\tmqttClient.Publish("faces/seen", 0, false, body)\n\t}\n}\n'
        ),
    ),
    "c#": (
        "A.cs",
        (
            "void Publish(Face face) {\n  var text = JsonSerializer.Serialize(new { id = 1, race = face.Race });\n"
            '  mqttClient.PublishAsync("faces/seen", text);\n}\n'
        ),
    ),
    "java, keys that are put": (
        "A.java",
        (
            "void publish(Face face) {\n  Map<String, Object> body = new HashMap<>();\n"
            '  body.put("camera", face.getCamera());\n  body.put("race", face.getRace());\n'
            '  mqttClient.publish("faces/seen", mapper.writeValueAsBytes(body));\n}\n'
        ),
    ),
    "rust": (
        "a.rs",
        (
            'fn publish(face: &Face) {\n    let body = json!({"camera": face.camera, "race": face.race});\n'
            '    mqtt_client.publish("faces/seen", QoS::AtLeastOnce, false, body.to_string());\n}\n'
        ),
    ),
    "php": (
        "a.php",
        (
            '<?php\nfunction publish($face) {\n  $body = json_encode(["id" => $face->id, "race" => $face->race]);\n'
            '  $mqtt->publish("faces/seen", $body);\n}\n'
        ),
    ),
}
NOT_SENT = {
    "a race that is run": (
        "a.go",
        (
            'func publish(r Race) {\n\tpayload, _ := json.Marshal(map[string]any{"track": r.Track, "race": r.Name})\n'
            '\tmqttClient.Publish("runs/finished", 0, false, payload)\n}\n'
        ),
    ),
    "another text is": (
        "a.go",
        (
            'func publish(f Face) {\n\tkept, _ := json.Marshal(map[string]any{"camera": f.Camera, "race": f.Race})\n'
            '\tlog(kept)\n\tmqttClient.Publish("cameras/alive", 0, false, alive)\n}\n'
        ),
    ),
    "in another function": (
        "a.go",
        (
            'func show(f Face) {\n\tbody, _ := json.Marshal(map[string]any{"camera": f.Camera, "race": f.Race})\n'
            '\tdraw(body)\n}\nfunc publish(body []byte) {\n\tmqttClient.Publish("cameras/alive", 0, false, body)\n}\n'
        ),
    ),
    "put into another": (
        "A.java",
        (
            'void publish(Face face) {\n  shown.put("race", face.getRace());\n  screen.show(shown);\n'
            '  mqttClient.publish("cameras/alive", mapper.writeValueAsBytes(body));\n}\n'
        ),
    ),
    "put on a screen": (
        "a.php",
        '<?php\nfunction show($face) {\n  $body = json_encode(["race" => $face->race]);\n  echo $body;\n}\n',
    ),
}


@pytest.mark.parametrize("case", SENT)
def test_a_record_whose_text_is_sent_is_an_event(case: str) -> None:
    name, text = SENT[case]
    assert any(Stage.EVENT in finding.stages for finding in report({name: text}, sifted=True).findings)


@pytest.mark.parametrize("case", NOT_SENT)
def test_what_is_sent_is_something_else(case: str) -> None:
    name, text = NOT_SENT[case]
    assert not any(Stage.EVENT in finding.stages for finding in report({name: text}, sifted=True).findings)
