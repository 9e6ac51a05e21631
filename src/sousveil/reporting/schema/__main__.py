"""Writes the schema and its description: ``python -m sousveil.reporting.schema``."""

from pathlib import Path

from sousveil.reporting import schema


def main() -> None:
    """Write ``report-1.json`` beside the module and ``docs/report-schema.md`` in the checkout that holds it."""
    here = Path(schema.__file__).parent
    (here / schema.NAME).write_text(schema.schema_text(), "utf-8")
    docs = here.parents[3] / "docs"
    if docs.is_dir():
        (docs / "report-schema.md").write_text(schema.description(), "utf-8")


if __name__ == "__main__":
    main()
