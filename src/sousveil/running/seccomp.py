"""A short system call filter: no sockets, no new programs, no reaching into other processes or the kernel.

Written as classic BPF and loaded through ``prctl``. What a process has no use for is refused with ``EPERM``; everything
else is left to Landlock and the resource limits. Filters add up: one that is loaded later can only refuse more.
Sources: the kernel's ``Documentation/userspace-api/seccomp_filter.rst`` and
``include/uapi/linux/{seccomp,filter,audit,sched}.h``; numbers from ``arch/x86/entry/syscalls/syscall_64.tbl`` and
``include/uapi/asm-generic/unistd.h``.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable, Mapping

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF_LD|W|ABS, JMP|J{EQ,GE,SET}|K, RET|K
_X32 = 0x40000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data; the lower half of args[0]
_CLONE_THREAD = 0x10000
_ABSENT = -1
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
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
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
    "chroot": (161, 51),
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

STARTING = ("execve", "kill")
"""What a process that starts tools and ends them again needs, of the calls above."""

PRETENDED: dict[str, tuple[int, int]] = {
    "chmod": (90, _ABSENT),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, _ABSENT),
    "fchown": (93, 55),
    "lchown": (94, _ABSENT),
    "fchownat": (260, 54),
    "utime": (132, _ABSENT),
    "utimes": (235, _ABSENT),
    "futimesat": (261, _ABSENT),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
}
"""What unpackers do to the files that they write, and Landlock does not watch: a tool is told that it was done."""

ALONE: dict[str, tuple[int, int]] = {
    "fork": (57, _ABSENT),
    "vfork": (58, _ABSENT),
}
"""With these refused, and ``clone`` for all but threads, a process has no children."""
GROUP: dict[str, tuple[int, int]] = {"setsid": (112, 157), "setpgid": (109, 154)}
"""With these refused, it and its children stay one group, and can be ended as one."""
_CLONE, _CLONE3, _TGKILL, _PRLIMIT = (56, 220), (435, 435), (234, 131), (302, 261)

# machine: (audit architecture, column of the table)
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _program(architecture: int, answers: Mapping[int, int], asked: Mapping[int, tuple[int, int]], *, x32: int) -> bytes:
    """The filter: each instruction is (code, jump if true, jump if false, operand).

    ``answers`` are error numbers by call (0: say that it was done, and do nothing); ``asked`` are calls that are only
    allowed where their first argument passes a test: (code, operand).
    """
    out = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, x32),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
    ]
    for number, error in answers.items():
        out += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | error)]
    for number, (test, operand) in asked.items():
        out += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (test, 1, 0, operand),
            (_RETURN, 0, 0, _ERRNO | errno.EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ]
    out.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("<HBBI", *one) for one in out)


def restrict(*, but: Iterable[str] = (), tool: bool = False, alone: bool = False) -> None:
    """Load the filter into this process for good. Needs no-new-privileges (or root).

    ``but`` are names of ``REFUSED`` that stay allowed. For a ``tool``, the calls in ``PRETENDED`` do nothing and say
    that they did, and it cannot leave its group; with ``alone``, it can have threads, but no children. Unless signals
    are allowed, one can be sent to a thread of this process only, and only its own limits can be changed.

    Raises ``OSError`` where the kernel refuses, or on a machine whose numbers are not in the table.
    """
    machine = platform.machine()
    if machine not in _MACHINES or sys.byteorder != "little" or struct.calcsize("P") != 8:
        raise OSError(0, f"no system call numbers for {machine}")
    architecture, column = _MACHINES[machine]
    kept = set(but)
    answers = {numbers[column]: errno.EPERM for name, numbers in REFUSED.items() if name not in kept}
    asked = {} if "kill" in kept else {_TGKILL[column]: (_EQUAL, os.getpid()), _PRLIMIT[column]: (_EQUAL, 0)}
    if tool:
        answers |= {numbers[column]: 0 for numbers in PRETENDED.values()}
        answers |= {numbers[column]: errno.EPERM for numbers in GROUP.values()}
    if alone:
        answers |= {numbers[column]: errno.EPERM for numbers in ALONE.values()}
        answers[_CLONE3[column]] = errno.ENOSYS  # its flags lie in memory; whoever gets this answer uses clone
        asked[_CLONE[column]] = (_ANY_BIT, _CLONE_THREAD)
    answers.pop(_ABSENT, None)
    code = _program(architecture, answers, asked, x32=_X32)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
