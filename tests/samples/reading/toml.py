"""Settings of an invented analyser in TOML."""

NAME = "analyser.toml"


def build() -> bytes:
    """Tables, lists of tables, inline tables, texts over several lines."""
    return """\
# 人种 of a face
[face]
race = true  # which
"age.from" = 18
kinds = [ "Black", 'White', # the first two
  "维族" ]

[face.rule]
text = '''
minority'''

[[alarm]]
when = { attribute = "Race", in = ["维族"] }
[alarm.to]
mail = "a\\u6c11"

[[alarm]]
when = { attribute = "Age" }
""".encode()
