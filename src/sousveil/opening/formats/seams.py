"""Where an archive begins in what stands behind a program or a script."""

import re

_FAR = 64 << 20
"""An archive that begins further back is left to be found by its end, or not at all."""
_BEGINNINGS = re.compile(
    rb"7z\xbc\xaf\x27\x1c\x00[\x00-\x04]"  # 7-Zip, 7zFormat.txt
    rb"|Rar!\x1a\x07[\x00\x01]"  # RAR 4 and 5
    rb"|MSCF\x00{4}.{4}\x00{4}.{4}\x00{4}\x03\x01"  # cabinet, [MS-CAB] 2.1
    rb"|[\x00-\x1f]\x00{3}\xef\xbe\xad\xdeNullsoftInst"  # NSIS, its first header
    rb"|PK\x03\x04[\x0a-\x3f]\x00.[\x00\x08][\x00\x08\x09\x0c\x0e\x5d\x5f]\x00"  # zip, a local header
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.{16}[\x3b-\x3f]\x00[\x03\x04]\x00\xfe\xff"  # compound file, [MS-CFB] 2.2
    rb"|zlb\x1a(?:\x5d\x00|[\x00-\x28][\x01\xe0-\xff]|x[\x01\x5e\x9c\xda]|BZh)"  # Inno Setup, a chunk
    rb"|(?:Inno Setup|My Inno Setup Extensions) Setup Data \([0-9]"
    rb"|\xfd7zXZ\x00\x00[\x00\x01\x04\x0a]"  # xz
    rb"|BZh[1-9]1AY&SY"  # bzip2
    rb"|\x28\xb5\x2f\xfd[\x04\x24\x64\x84\xa4\xe4]"  # a zstd frame with a checksum or of one segment
    rb"|\x1f\x8b\x08[\x00\x08].{4}[\x00\x02\x04][\x00\x03\x0b]",  # gzip, RFC 1952
    re.DOTALL,
)


def seam(data: memoryview, start: int, end: int) -> int:
    """The first place from ``start`` on where an archive begins; ``end`` where there is none."""
    found = _BEGINNINGS.search(data, start, min(end, start + _FAR))
    return found.start() if found else end
