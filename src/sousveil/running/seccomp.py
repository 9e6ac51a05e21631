"""A short system call filter: no sockets, no new programs, no reaching into other processes or the kernel.

Written as classic BPF and loaded through ``prctl``. What a worker has no use for is refused with ``EPERM``; everything
else is left to Landlock and the resource limits. Sources: the kernel's
``Documentation/userspace-api/seccomp_filter.rst`` and ``include/uapi/linux/{seccomp,filter,audit}.h``; numbers from
``arch/x86/entry/syscalls/syscall_64.tbl`` and ``include/uapi/asm-generic/unistd.h``.
"""

import ctypes
import errno
import platform
import struct
import sys

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, JMP|JEQ|K, JMP|JGE|K, RET|K
_X32 = 0x40000000

# name: (x86_64, aarch64)
REFUSED: dict[str, tuple[int, int]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "kill": (62, 129),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}

# machine: (audit architecture, column of the table)
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _program(architecture: int, numbers: list[int]) -> bytes:
    """The filter: each instruction is (code, jump if true, jump if false, operand)."""
    refuse = len(numbers) + 1  # instructions after the comparisons: allow, then refuse
    out = [
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        (_AT_LEAST, refuse, 0, _X32),
    ]
    out += [(_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    out += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EPERM)]
    return b"".join(struct.pack("<HBBI", *one) for one in out)


def restrict() -> None:
    """Load the filter into this process for good. Needs no-new-privileges (or root).

    Raises ``OSError`` where the kernel refuses, or on a machine whose numbers are not in the table.
    """
    machine = platform.machine()
    if machine not in _MACHINES or sys.byteorder != "little" or struct.calcsize("P") != 8:
        raise OSError(0, f"no system call numbers for {machine}")
    architecture, column = _MACHINES[machine]
    code = _program(architecture, [numbers[column] for numbers in REFUSED.values()])
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
