"""What everything is made of: frozen data, no I/O. Imports no other room."""

import sys

if "typing_extensions" not in sys.modules:
    # The decoder loads it where it finds it, for what Python has itself; a twentieth of the time of a short run.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec as msgspec
    finally:
        del sys.modules["typing_extensions"]
