"""The formats that Sousveil opens, one file each."""

from sousveil.opening.formats.ar import Ar
from sousveil.opening.formats.asar import Asar
from sousveil.opening.formats.brotli import Brotli
from sousveil.opening.formats.bzip2 import Bzip2
from sousveil.opening.formats.cab import Cab
from sousveil.opening.formats.cfb import Cfb
from sousveil.opening.formats.chromium_pak import ChromiumPak
from sousveil.opening.formats.compress import Compress
from sousveil.opening.formats.container_image import ContainerImage
from sousveil.opening.formats.cpio import Cpio
from sousveil.opening.formats.elf import Elf
from sousveil.opening.formats.format import Desk, Format
from sousveil.opening.formats.gzip import Gzip
from sousveil.opening.formats.inno import Inno
from sousveil.opening.formats.installshield import InstallShield
from sousveil.opening.formats.installshield_cab import InstallShieldCab
from sousveil.opening.formats.iso9660 import Iso9660
from sousveil.opening.formats.lz4 import Lz4
from sousveil.opening.formats.lzip import Lzip
from sousveil.opening.formats.lzma import LzmaAlone
from sousveil.opening.formats.lzop import Lzop
from sousveil.opening.formats.net_assembly import NetAssembly
from sousveil.opening.formats.net_bundle import NetBundle
from sousveil.opening.formats.nsis import Nsis
from sousveil.opening.formats.packed_text import PackedText
from sousveil.opening.formats.pe import Pe
from sousveil.opening.formats.pyinstaller import PyInstaller
from sousveil.opening.formats.pyz import Pyz
from sousveil.opening.formats.qt_resources import QtResources
from sousveil.opening.formats.rar import Rar
from sousveil.opening.formats.rpm import Rpm
from sousveil.opening.formats.script import Script
from sousveil.opening.formats.sevenzip import SevenZip
from sousveil.opening.formats.tar import Tar
from sousveil.opening.formats.udf import Udf
from sousveil.opening.formats.upx import Upx
from sousveil.opening.formats.xz import Xz
from sousveil.opening.formats.zip import Zip
from sousveil.opening.formats.zstd import Zstd

FORMATS: tuple[Format, ...] = (
    Gzip(),
    Bzip2(),
    Xz(),
    Zstd(),
    Lz4(),
    Lzop(),
    Lzip(),
    Compress(),
    Ar(),
    Cpio(),
    Rpm(),
    SevenZip(),
    ContainerImage(),
    Rar(),
    Cab(),
    Tar(),
    LzmaAlone(),
    Asar(),
    ChromiumPak(),
    QtResources(),
    Pyz(),
    PyInstaller(),
    Iso9660(),
    Udf(),
    NetBundle(),
    Upx(),
    Elf(),
    Pe(),
    NetAssembly(),
    Script(),
    Cfb(),
    Nsis(),
    Inno(),
    InstallShieldCab(),
    InstallShield(),
    Zip(),
    PackedText(),
    Brotli(),
)
"""In the order in which they are asked: zip, which may begin with anything, comes near the end, and what has no mark at
all behind it."""

__all__ = ["FORMATS", "Desk", "Format", "recognise"]


_BY_FIRST = tuple(tuple(form for form in FORMATS if not form.first or byte in form.first) for byte in range(256))


def recognise(data: memoryview) -> Format | None:
    """The first format that accepts ``data``."""
    start = bytes(data[:512])
    if not start:
        return None
    for form in _BY_FIRST[start[0]]:
        if form.accepts(data, start):
            return form
    return None
