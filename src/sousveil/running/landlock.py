"""Landlock through its three system calls: write nowhere but in one folder, read only beneath some paths, no TCP.

Source: the kernel's ``Documentation/userspace-api/landlock.rst`` and ``include/uapi/linux/landlock.h``. The system call
numbers 444 to 446 are the same on every architecture.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
READ = _READ_FILE | _READ_DIR
RUN = READ | _EXECUTE
WRITE = READ | _WRITE_FILE
"""Write to what is there."""
# Besides: remove folders and files, make folders, files and links (no devices, pipes, sockets), move, cut short.
KEEP = WRITE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 12 | 1 << 13 | 1 << 14
"""Everything that a folder of one's own is good for. A link that leads out of it gives no more rights there."""
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14
_ALL_TCP = 0b11  # bind and connect
_ALL_SCOPES = 0b11  # abstract unix sockets and signals
# Rights on files that each version of the interface knows: execute up to make-symlink, refer, truncate, device ioctl.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The version of the interface that the kernel offers, 0 where it has none."""
    return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))))


def _files(abi: int) -> int:
    return max(rights for since, rights in _FILE_RIGHTS.items() if since <= abi)


def _ruleset(abi: int) -> bytes:
    words = [_files(abi)] + ([_ALL_TCP] if abi >= 4 else []) + ([_ALL_SCOPES] if abi >= 6 else [])
    return struct.pack(f"<{len(words)}Q", *words)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read either
    try:
        rule = struct.pack("<Qi", rights if path.is_dir() else rights & _OF_FILES, beneath)
        if libc.syscall(_ADD, ruleset, _RULE_PATH_BENEATH, rule, ctypes.c_uint32(0)):
            raise OSError(ctypes.get_errno(), "landlock_add_rule")
    finally:
        os.close(beneath)


def restrict(allowed: Iterable[tuple[Path, int]]) -> int:
    """Confine this process for good. Needs no-new-privileges (or root).

    ``allowed`` are files and folders, each with what may be done there: ``READ``, ``RUN``, ``WRITE`` or ``KEEP``.
    Returns the version of the interface that was used; 4 and higher also stop TCP. Raises ``OSError`` where the kernel
    has no Landlock or refuses.
    """
    libc = _libc()
    abi = version()
    if not abi:
        raise OSError(0, "the kernel has no Landlock")
    attributes = _ruleset(abi)
    ruleset = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        for path, rights in allowed:
            _allow(libc, ruleset, path, rights & _files(abi))
        if libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)):
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(ruleset)
    return abi
