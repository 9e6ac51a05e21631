"""Any target becomes a tree of blobs; one file per format in ``formats/``.

``survey`` lists the outermost files, ``open_entry`` yields every blob in one of them, ``restore`` makes the bytes of
one layer again from its extent and transform alone, which is all that a check of a report needs.
"""

from sousveil.opening.blob import Blob
from sousveil.opening.entry import Entry, survey
from sousveil.opening.restore import CannotRestoreError, restore
from sousveil.opening.walk import open_bytes, open_entry

__all__ = ["Blob", "CannotRestoreError", "Entry", "open_bytes", "open_entry", "restore", "survey"]
