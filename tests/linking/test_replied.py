"""What is read off the answer to a picture that was sent, in several languages. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def inferred(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any({Stage.FIELD, Stage.INFERENCE} <= set(one.stages) for one in found)


PYTHON = """
def look(path):
    with open(path, "rb") as given:
        r = requests.post(URL, {sent})
    told = r.json()
    return told["{key}"], told["{other}"]
"""
SWIFT = """
func look(photo: UIImage) {{
    var request = URLRequest(url: URL(string: "https://look.example/tell")!)
    {sent}
    URLSession.shared.dataTask(with: request) {{ data, _, _ in
        let told = try! JSONSerialization.jsonObject(with: data!) as! [String: Any]
        self.first = told["{key}"] as? String
        self.second = told["{other}"] as? String
    }}
}}
"""
GO = """
func look(photo []byte) (string, string) {{
	{sent}
	resp, _ := http.Post("https://look.example/tell", kind, &body)
	json.NewDecoder(resp.Body).Decode(&told)
	return told["{key}"].(string), told["{other}"].(string)
}}
"""
PHP = """<?php
$photo = $argv[1];
{sent}
$ch = curl_init("https://look.example/api/tell");
$told = json_decode(curl_exec($ch), true);
$first = $told["{key}"];
$second = $told["{other}"];
"""
SCRIPT = """
const photo = picker.photo;
{sent}
const res = await fetch("/api/tell", {{ method: "POST", body }});
const {{ {key}, {other} }} = await res.json();
"""
CODE = {
    "look.py": (PYTHON, 'files={"image": given}', 'json={"user": 7}'),
    "look.swift": (SWIFT, "request.httpBody = photo.jpegData(1)!.base64EncodedData()", "request.httpBody = nil"),
    "look.go": (GO, 'part, _ := w.CreateFormFile("image", "photo.jpg")', 'w.WriteField("user", "7")'),
    "look.php": (PHP, "$body = new CURLFile($photo);", "$body = ['user' => 7];"),
    "look.js": (SCRIPT, 'const body = new FormData(); body.append("photo", photo);', "const body = '7';"),
}


@pytest.mark.parametrize("name", CODE)
@pytest.mark.parametrize(("key", "other"), [("skin_tone", "face_shape"), ("ethnicity", "hair_color")])
def test_read_off_the_answer_to_a_picture(name: str, key: str, other: str) -> None:
    code, sent, nothing = CODE[name]
    assert inferred({name: code.format(sent=sent, key=key, other=other)})
    assert not inferred({name: code.format(sent=nothing, key=key, other=other)})


@pytest.mark.parametrize("name", CODE)
def test_a_card_has_a_people_and_a_sex(name: str) -> None:
    code, sent, _ = CODE[name]
    assert not inferred({name: code.format(sent=sent, key="ethnicity", other="gender")})
    read = code.replace("/tell", "/ocr").replace("look(", "ocr_look(") + "\n# ocr\n"
    if name != "look.js":
        assert not inferred(
            {name: "# ocr of an id_card\n" + read.format(sent=sent, key="ethnicity", other="face_image")}
        )


def test_what_was_handed_over_with_the_picture_was_typed_in() -> None:
    code, sent, _ = CODE["look.py"]
    typed = code.replace("    with open", '    form["skin_tone"] = box.get()\n    with open')
    assert not inferred({"look.py": typed.format(sent=sent, key="skin_tone", other="face_shape")})


ASKED = """
const body = await client.chat.completions.create({ messages: [{ role: "user", content: [
  { type: "text", text: 'Responde en JSON: {"%s": "..."}' },
  { type: "image_url", image_url: { url: photo } } ] }] });
const dicho = JSON.parse(body.choices[0].message.content);
perfil.tono = dicho.tono_piel;
"""


def test_a_model_answers_under_the_key_that_it_was_told() -> None:
    assert inferred({"look.js": ASKED % "tono_piel"})
    assert not inferred({"look.js": ASKED % "titulo"})


def test_what_is_drawn_of_somebody_and_the_breed_of_a_dog() -> None:
    code, sent, _ = CODE["look.py"]
    drawn = code.replace("told", "avatar")
    assert not inferred({"look.py": drawn.format(sent=sent, key="skin_tone", other="hair_color")})
    assert not inferred({"look.py": code.format(sent=sent, key="race", other="hair_color") + "\n    # of a dog\n"})


CHAIN = """
function look(photo) {{
  const body = new FormData();
  body.append("photo", photo);
  fetch("{path}", {{ method: "POST", body }})
    .then(res => res.json())
    .then(({told}) => {{
      box.innerHTML = `
        <h3>What was told</h3>
        <p>one</p>
        <p><b>Age:</b> ${{{told}.age}}</p>
        <p><b>{what}:</b> ${{{told}.{key}}}</p>`;
    }});
}}
"""
QUERY = """
function look(photo) {{
  const body = new FormData();
  body.append("photo", photo);
  $.ajax({{ url: "{path}", type: "POST", data: body,
    success: function ({told}) {{
      $("#box").html(`
        <p>one</p>
        <p>two</p>
        <p><b>Age:</b> ${{{told}.age}}</p>
        <p><b>{what}:</b> ${{{told}.{key}}}</p>`);
    }}
  }});
}}
"""
PAGE = "<html><body><input type=file id=photo><script>%s</script></body></html>"


@pytest.mark.parametrize("code", [CHAIN, QUERY])
@pytest.mark.parametrize("name", ["look.js", "look.html"])
def test_a_page_writes_out_what_was_predicted_of_a_picture(code: str, name: str) -> None:
    def told(path: str, key: str = "ethnicity") -> set[Stage]:
        text = code.format(path=path, told="answer", what=key.title(), key=key)
        files: dict[str, str | bytes] = {name: text if name == "look.js" else PAGE % text}
        found = report(files, sifted=True).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert {Stage.FIELD, Stage.INFERENCE, Stage.EXPOSURE} <= told("/api/predict")
    assert {Stage.INFERENCE} <= told("/analyze-face")
    assert told("/api/members") == set()
    assert told("/passport/predict") == set()
    assert told("/api/predict", "race") == set()  # of a dog, say, which has an age as well


SERVER = """
@app.route("/api/members", methods=["POST"])
def add():
    photo = request.files["photo"]
    body = MultipartEncoder(fields={{"photo": photo.read()}})
    store.post("https://files.example/photos", data=body)
    {text}
    told = json.loads({name})
    return Member(people=told.get("ethnicity"), face=told.get("face_shape"), hair=told.get("hair_color"))
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [('sent = request.form.get("data", "")', "sent"), ("pass", "request.data"), ("sent = request.body", "sent")],
)
def test_what_a_server_is_sent_beside_a_photo_was_typed_in(text: str, name: str) -> None:
    assert not inferred({"members.py": SERVER.format(text=text, name=name)})
    assert inferred({"members.py": SERVER.format(text="got = model.post(URL, data=body)", name="got.text")})
