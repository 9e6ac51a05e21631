"""The programs of others that formats may need: what they are called, who has them, how they are called upon.

They are never imported and never given a name from inside: the input lies under a name of ours, and what they write is
taken by its number. How they are run, and fenced in, is in ``sousveil.running.porter``.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDERS = ("/usr/local/bin", "/usr/bin", "/bin")
"""Where programs are looked for: never in ``PATH``, which may name a folder that the target is in."""
INPUT, OUTPUT, PASSWORD = "{input}", "{output}", "{password}"
_GIB = 1 << 30


class Tool(NamedTuple):
    """One way to call upon one program.

    name       as gaps and ``sousveil doctor`` call it
    programs   names of the program; the first that is there is taken
    package    the Debian package that has it
    arguments  ``{input}`` becomes the path of the first input, ``{output}`` the empty folder in which it is started
    opens      what it is needed for: (name of a format, what of it), for ``sousveil doctor``
    password   put before the arguments where there is a password, ``{password}`` in one of them
    good       exit codes that mean that nothing is missing
    children   whether it may start processes of its own
    memory     bytes of address space
    folders    where the program may be besides the usual places
    needs      folders that it reads and runs from besides those of the system
    reads      files and folders that it also reads: settings of the system
    checks     what else it is needed for: a phrase, ``""`` where nothing
    install    the command that gets it, where that is not a Debian package
    """

    name: str
    programs: tuple[str, ...]
    package: str
    arguments: tuple[str, ...]
    opens: tuple[tuple[str, str], ...]
    password: tuple[str, ...] = ()
    good: tuple[int, ...] = (0,)
    children: bool = False
    memory: int = 4 * _GIB
    folders: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    checks: str = ""
    install: str = ""

    @property
    def remedy(self) -> str:
        """How a person gets it, as a sentence."""
        how = self.install or f"on Debian: apt-get install {self.package}"
        return f"Install {self.name} ({how}) and scan again."

    def command(self, program: Path, source: Path, output: Path, password: str | None) -> list[str]:
        """The command line; ``source`` and ``output`` are paths of ours."""
        first = [one.replace(PASSWORD, password) for one in self.password] if password is not None else []
        rest = [one.replace(INPUT, str(source)).replace(OUTPUT, str(output)) for one in self.arguments]
        return [str(program), *first, *rest]


UNAR = Tool(
    "unar",
    ("unar",),
    "unar",
    ("-quiet", "-no-directory", "-force-overwrite", "-output-directory", OUTPUT, INPUT),
    (("rar", "members that are packed"),),
    password=("-password", PASSWORD),
    reads=("/etc/GNUstep", "/etc/nsswitch.conf", "/etc/passwd"),  # its library asks for a home folder there
)
SEVENZIP = Tool(
    "7-Zip",
    ("7zz", "7z", "7za"),
    "7zip",
    ("x", "-y", "-bd", "-bso0", f"-o{OUTPUT}", INPUT),
    (
        ("7z", "packed by coders that no library undoes"),
        ("cab", "packed by LZX or Quantum"),
        ("nsis", "packed with its own kind of bzip2"),
        ("zip", "packed by Deflate64, PPMd, Implode and the like"),
    ),
    password=(f"-p{PASSWORD}",),
)
UPX = Tool(
    "UPX",
    ("upx", "upx-ucl"),
    "upx-ucl",
    ("-d", "-q", "-o", f"{OUTPUT}/unpacked", INPUT),
    (("upx", "packed by other methods than NRV and LZMA, or in large blocks"),),
)
UNSQUASHFS = Tool(
    "unsquashfs",
    ("unsquashfs",),
    "squashfs-tools",
    ("-no-progress", "-quiet", "-no-xattrs", "-processors", "1", "-force", "-dest", OUTPUT, INPUT),
    (("squashfs", "AppImages, snaps and the like"),),
)
_TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
AUTHENTICODE = Tool(
    "osslsigncode",
    ("osslsigncode",),
    "osslsigncode",
    ("verify", "-in", INPUT, "-CAfile", _TRUSTED, "-TSA-CAfile", _TRUSTED),
    (),
    good=(0, 1),
    reads=(_TRUSTED, "/etc/ssl/openssl.cnf"),
    checks="signatures of programs and installers for Windows",
)

_UNBLOB = os.path.join(sys.prefix, "unblob")  # noqa: PTH118 - as the other folders
UNBLOB = Tool(
    "unblob",
    ("unblob",),
    "",
    (
        "-d",
        "1",
        "-p",
        "1",
        "-n",
        "0",
        "-e",
        f"{OUTPUT}/files",
        "--report",
        f"{OUTPUT}/report.json",
        "--log",
        f"{OUTPUT}/log",
        INPUT,
    ),
    (("unblob", ""),),
    good=(0, 1),
    children=True,
    memory=8 * _GIB,
    folders=(os.path.join(_UNBLOB, "bin"),),  # noqa: PTH118 - the same
    needs=(_UNBLOB, sys.base_prefix),
    install="make install-unblob",
)

TOOLS: tuple[Tool, ...] = (UNAR, SEVENZIP, UPX, UNSQUASHFS, AUTHENTICODE, UNBLOB)
"""Every tool that a format may ask for."""


def find(tools: Iterable[Tool]) -> Mapping[str, Path]:
    """Where the program of each tool is, by the tool's name, as far as it is there."""
    found: dict[str, Path] = {}
    for tool in tools:
        for program in tool.programs:
            at = next((at for folder in (*tool.folders, *FOLDERS) if _runs(at := Path(folder, program))), None)
            if at is not None:
                found[tool.name] = at
                break
    return found


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
