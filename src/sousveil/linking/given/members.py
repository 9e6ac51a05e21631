"""Records of those who belong somewhere (employees, pupils, members, patients, who came to work), with a face as a key.

Attendance and membership software keeps a portrait, a token or a vector of the face by which somebody is known again,
and beside it what that person told when they were registered. The face is a key there: no other feature of a look is in
the record, no camera and no detector, and nothing that a model gave out.
"""

import re
from collections.abc import Iterable

from sousveil.linking.graph import View
from sousveil.linking.standing import holder_of
from sousveil.model.late import late

WHY = "it is the record of a member, an employee, a pupil or the like, in which the face is a key or a portrait"
AROUND = 30
"""Lines before and after a word in running code that are looked through."""
LONGEST = 300
"""Characters of a line that is looked at."""
_BELONGS = late(
    r"(?<![a-z])(?:members?(?:ship)?|employees?|staff|students?|pupils?|teachers?|lecturers?|workers?|attend(?:ance|ee|ees)|clock_?ins?"
    r"|payroll|users?(?:_?(?:info|profile|attributes?))?|profiles?|accounts?|patients?|voters?|donors?|parishioners?|alumni|applicants?|enrol(?:l?ments?|l?ees?)|karyawan|pegawai|siswa|mahasiswa|guru"
    r"|absensi|kehadiran|jemaat|pasien|alun[oa]s?|funcion[aá]rios?|colaborador(?:es)?|empleados?|alumnos?|asistencias?|pacientes?|membros?"
    r"|eleitor(?:es)?|mitarbeiter|sch[uü]ler|mitglied(?:er)?|salari[eé]s?|[eé]l[eè]ves?|adh[eé]rents?|[oö]g?ğ?renci|personel|calisan|çalışan"
    r"|usuari[oa]s?|pengguna|utilisateurs?|benutzer|kullanici|kullanıcı|nhan_?vien|sinh_?vien|emp(?:loyee)?_?info|stu(?:dent)?_?info)(?![a-z])"
    r"|学生|员工|職員|职工|会员|考勤|教师|患者|сотрудник|работник|учени[кц]|студент|пациент|пользовател|посещаемост|직원|학생|회원|출석|社員|出席|会員|الموظف|الطالب|کارمند|دانشجو",
    re.IGNORECASE,
)
_KEY = late(
    r"(?:face|facial|wajah|rostro|rosto|visage|gesicht)s?_?(?:ids?|tokens?|keys?|photo\w*|pic\w*|img\w*|image\w*|url\w*|path|file|features?|vectors?"
    r"|encodings?|descriptors?|embeddings?|templates?|data|registered|enrolled|status|base64|no|code|uid|uuid|biometric\w*)?"
    r"|(?:has|is)_?face\w*|portrait\w*|(?:photo|foto|picture|pic|image|img|avatar)_?(?:url|path|id|file|name|base64|key|link|src)?|biometric\w*"
    r"|(?:profile|employee|student|member|user|staff)_?(?:photo|picture|image|pic|img|face)\w*|foto_?\w*",
    re.IGNORECASE,
)
"""The names of a portrait and of what a face is kept as."""
_SEEN = frozenset({"context/face", "context/body", "context/capture", "context/infer", "context/event", "context/act"})
_LOOKS = frozenset({"context/attribute", "proxy/hijab"})
_VITAL = "vital/age-or-sex"
_WORDS = late(r"(?<=[a-z0-9])(?=[A-Z])|[\s.\-]+")
_NAMES = late(r"[A-Za-z_][\w]*")


def of_members(view: View, symbol: int, unit: int) -> bool:
    """Whether a slot, or a word in running code, is of the record of somebody who belongs somewhere."""
    holder = holder_of(view, symbol) if symbol >= 0 else -1
    if holder >= 0:
        names = [view.symbol(child).name for child in view.children.get(holder, ()) if child != symbol]
        return _called(view, holder) and _keeps(view, names, least=2)
    line = view.unit(unit).line
    if line is None or not _belongs(view.path.rpartition("/")[2]):
        return False
    near = (one for one in view.lines[max(0, line - 1 - AROUND) : line + AROUND] if len(one) <= LONGEST)
    return _keeps(view, dict.fromkeys(name for one in near for name in _NAMES.findall(one)), least=1)


def _called(view: View, holder: int) -> bool:
    """Whether a record, what encloses it, or else its file is called after those who belong."""
    names = [view.symbol(one).name for one in (holder, *view.ancestors(holder)) if view.symbol(one).name]
    return any(map(_belongs, names or [view.path.rpartition("/")[2]]))


def _belongs(name: str) -> bool:
    return _BELONGS.search(_WORDS.sub("_", name).replace("_", " ").replace(" ", "_").lower()) is not None


def _keeps(view: View, names: Iterable[str], *, least: int) -> bool:
    """Whether names beside one say nothing but who it is: the faces among them are keys, and no look is told."""
    others = 0
    for name in names:
        told = {tag.concept for tag in view.tag(name)}
        if told & _LOOKS and _VITAL not in told:
            return False
        if told & _SEEN:
            if _KEY.fullmatch(_WORDS.sub("_", name)) is None:
                return False
        elif name:
            others += 1
    return others >= least
