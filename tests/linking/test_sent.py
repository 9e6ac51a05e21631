"""What is told from a picture and sent to a topic, a queue, a socket or a hook; and what is not. Names are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report
from tests.samples.notebooks import code, notebook

PYTHON = """
def on_picture(face_image, seen):
    told = face_classifier.predict(face_image)
    record = {"face_image_id": seen["id"], "box": told["box"], "%(slot)s": told["%(slot)s"], "glasses": told["g"]}
    body = json.dumps(record).encode("utf-8")
    %(call)s
"""

SCRIPT = """
async function onPicture(faceImage, seen) {
  const told = await faceModel.predict(faceImage);
  const record = { faceId: seen.id, box: told.box, glasses: told.g, %(slot)s: told.%(slot)s, age: told.a };
  %(call)s
}
"""

TYPESCRIPT = """
export function onPicture(faceImage: FaceImage, told: FaceTold): void {
  %(call)s
}
"""


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize(
    "call",
    [
        "producer.send(TOPIC, value=body)",
        'mqtt_client.publish("gate/3", body)',
        'channel.basic_publish(exchange="", routing_key="gate", body=json.dumps(record))',
        "requests.post(WEBHOOK_URL, json=record)",
        'redis.xadd("queue", record)',
        "producer.send(\n        TOPIC,\n        key=seen,\n        value=json.dumps(record),\n    )",
    ],
)
@pytest.mark.parametrize("slot", ["ethnicity", "race"])
def test_a_record_of_a_face_that_is_sent_to_a_broker_is_an_event(slot: str, call: str) -> None:
    assert Stage.EVENT in stages({"gate.py": PYTHON % {"slot": slot, "call": call}})


@pytest.mark.parametrize(
    "call",
    [
        "socket.emit('seen', record);",
        "await producer.send({ topic: 'seen', messages: [{ value: JSON.stringify(record) }] });",
        "ws.send(JSON.stringify(record));",
    ],
)
def test_and_in_a_script(call: str) -> None:
    assert Stage.EVENT in stages({"gate.js": SCRIPT % {"slot": "ethnicity", "call": call}})


def test_a_record_that_is_written_in_the_call() -> None:
    call = "this.socket.emit('seen', { faceId: told.id, glasses: told.glasses, ethnicity: told.ethnicity });"
    assert Stage.EVENT in stages({"gate.ts": TYPESCRIPT % {"call": call}})


@pytest.mark.parametrize(
    "call",
    [
        "return record",
        "response.send(record)",
        "logger.info(record)",
        'producer.send(TOPIC, value=b"a face was seen")',
        'producer.send(TOPIC, value={"record": 1})',
        "table.append(record)",
        "def publish(record): pass",
    ],
)
def test_what_is_not_handed_to_a_broker_is_no_event(call: str) -> None:
    assert Stage.EVENT not in stages({"gate.py": PYTHON % {"slot": "ethnicity", "call": call}})


def test_what_another_function_sends_is_not_this_record() -> None:
    text = PYTHON % {"slot": "ethnicity", "call": "return body"}
    assert Stage.EVENT not in stages({"gate.py": f"{text}\ndef other(record):\n    producer.send(TOPIC, record)\n"})


@pytest.mark.parametrize(
    ("taken", "keys"),
    [
        ("car", ("race", "lap", "driver")),
        ("form", ("race", "salary", "surname")),
        ("passport", ("ethnicity", "document_number", "expiry_date")),
    ],
)
def test_races_forms_and_cards_that_are_sent_are_none(taken: str, keys: tuple[str, ...]) -> None:
    record = ", ".join(f'"{key}": {taken}["{key}"]' for key in keys)
    text = f"def finish({taken}):\n    record = {{{record}}}\n    producer.send(TOPIC, record)\n"
    assert not stages({"send.py": text})


@pytest.mark.parametrize(("indent", "told"), [(1, True), (None, False)])
def test_in_a_notebook_it_is_the_line_of_the_file(indent: int | None, told: bool) -> None:
    source = PYTHON % {"slot": "race", "call": 'socket.send("gate", body)'}
    data = notebook(code("from kafka import KafkaProducer\n"), code(source), indent=indent)
    (found,) = [f for f in report({"a.ipynb": data}, sifted=True).findings if f.kind is Kind.CAPABILITY]
    (why,) = {link.why for link in found.chain if "socket" in link.why}
    at = data[: data.index(b"socket.send")].count(b"\n") + 1
    assert why.endswith(f" in line {at}" if told else "or a hook")
