"""Rules of an invented video server."""

NAME = "nvx_rules.yml"


def build() -> bytes:
    """Nested by indentation."""
    return """\
# alarms
rules:
  - name: face   # by kind
    kinds: [Black, "White"]
    groups:
    - 维族
    - Han
  - name: "\\u6c11\\u65cf"
note: |
  race is
  looked at
""".encode()
