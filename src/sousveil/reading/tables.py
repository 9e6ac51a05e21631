"""Which tables of a store hold settings, rules or kinds of things, and may be read; all others are left closed.

Told by their names and the names of their columns alone: no cell is looked at to decide it. Rows about people, captures
or what happened are never read.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from sousveil.model.late import late
from sousveil.reading.textual import words as listed

_WORDS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")


class Content(Enum):
    """What a table holds."""

    CLOSED = "closed"
    PAIRS = "pairs"
    """A key and its value in each row."""
    RULES = "rules"
    """A rule or profile in each row, with its switches and values."""
    KINDS = "kinds"
    """A short list of kinds: types, labels, codes."""


_SETTINGS = listed("""
    setting settings config configs configuration configurations conf cfg option options preference preferences
    pref prefs param params parameter parameters property properties variable variables registry kv keyvalue
    switch switches feature features flag flags profile profiles 设置 配置 参数 选项 开关
""")  # fmt: skip
_RULES = listed("""
    rule rules policy policies linkage linkages trigger triggers strategy strategies condition conditions
    criteria template templates schedule schedules plan plans scene scenes 规则 策略 联动 条件 布控规则
""")  # fmt: skip
_KINDS = listed("""
    type types kind kinds enum enums enumeration dict dictionary dictionaries dic category categories class
    classes code codes label labels attribute attributes attr attrs lookup level levels race races ethnicity
    ethnicities ethnic nation nations nationality nationalities religion religions minority minorities skin
    colour color colours colors tribe tribes 类型 字典 枚举 类别 标签 属性 民族 种族 人种 肤色 宗教
""")  # fmt: skip
_PEOPLE = listed("""
    person persons people user users visitor visitors employee employees staff member members customer
    customers client clients student students patient patients guest guests passenger passengers suspect
    suspects resident residents account accounts contact contacts owner owners vip blacklist whitelist
    watchlist name names log logs history record records event events message messages capture captures
    snapshot snap picture pictures image images photo photos result results session sessions login archive 人员
    用户 访客 员工 名单 日志 记录 抓拍 图片 人脸库
""")  # fmt: skip
_WHOSE = (
    r"(?:user|person|owner|contact|operator|admin|creator|nick|real|first|last|full|sur)_?name|phone|mobile|mail|address"
    r"|birth|passport|id_?card|card_?(?:no|num|id)|password|passwd|pwd|secret|token|salt|plate_?n|licen[cs]e|latitude"
    r"|longitude|gps|姓名|身份证|手机|电话|地址"
)
_OWN_KEYS = late(_WHOSE, re.IGNORECASE)
"""Keys whose values say who or where somebody is, or are secret."""
_IDENTIFIERS = late(
    _WHOSE
    + r"|face_?(?:id|uuid|token)|person|user|visitor|customer|employee|staff|member|patient|student|owner|contact"
    r"|creator|operator|feature_?(?:v|d|b)|embedding|vector|image|img|photo|pic|snap|similarity|score|track_?id|bbox|rect"
    r"|serial|uuid|guid|图片",
    re.IGNORECASE,
)
"""Columns whose values do."""
_RECORD = late(
    r"(?:user|person|real|first|last|full|sur)_?name|(?:face|person|user|visitor|customer|employee)_?(?:id|uuid)\b|phone"
    r"|birth|passport|id_?card|plate_?n|(?:capture|snap)_?time|姓名|身份证|手机",
    re.IGNORECASE,
)
"""Keys of a record about one person or capture."""
_WHEN = late(r"time|date|stamp|created|updated|modified|when|时间|日期", re.IGNORECASE)
_FREE = listed("""
    name title remark remarks description desc comment comments memo note notes 名称 备注 描述
""")  # fmt: skip
"""Columns in which people write what they like."""
_KEYS = listed("""
    key keys name option setting param parameter property item k variable code field attribute
""")  # fmt: skip
_VALUES = listed("""
    value values val v content data setting
""")  # fmt: skip
_OF_KINDS = listed("""
    id code value val name names label labels title text desc description remark sort order seq index idx no
    num number parent pid type kind lang language locale en zh cn tw jp kr us enabled enable status state
    deleted is default level key short full display english chinese color colour icon created updated at time
    by dict item group sequence rank 名称 代码 编码 值 描述 序号
""")  # fmt: skip
_SWITCH = listed("""
    enable enabled active activated switch on armed 启用 开启
""")  # fmt: skip
_ACTS = frozenset(
    [
        "alarm",
        "alarms",
        "alert",
        "alerts",
        "detect",
        "detection",
        "notify",
        "notification",
        "action",
        "actions",
        "push",
        "报警",
        "告警",
    ]
)
_IS_ONE = late(r"\d[\d -]{5,}|[^@\s]+@[^@\s]+\.\w+|[0-9a-fA-F-]{20,}|\d{1,3}(?:\.\d{1,3}){3}|.*[/\\].*[/\\].*")
"""Values that are somebody's or something's own: numbers of cards and phones, addresses, paths."""


def words(name: str) -> list[str]:
    """The words of an identifier in lower case."""
    return [word.lower() for word in _WORDS.findall(name)]


def content(table: str, columns: Sequence[str]) -> Content:
    """What a table with these columns holds, as far as its rows may be read."""
    told = words(table)
    if not told or not columns:
        return Content.CLOSED
    last = told[-1]
    settled = last in _SETTINGS | _RULES | _KINDS
    if set(told) & _PEOPLE and not settled:
        return Content.CLOSED
    tails = [set(words(column)[-1:]) for column in columns]
    keyed = any(tail & _KEYS for tail in tails) and any(tail & _VALUES for tail in tails)
    named = not any(is_identifier(column) for column in columns)
    if keyed and (last in _SETTINGS or (named and len(columns) <= 4 and not settled)):
        return Content.PAIRS
    switched = any(set(words(column)) & _SWITCH for column in columns)
    if last in _SETTINGS | _RULES or (switched and set(told) & (_ACTS | _RULES)):
        return Content.RULES
    if last in _KINDS and named and all(set(words(column)) <= _OF_KINDS | {last, *told} for column in columns):
        return Content.KINDS
    return Content.CLOSED


def is_identifier(column: str) -> bool:
    """Whether a column is one whose values say who somebody is, or are secret."""
    return _IDENTIFIERS.search(column) is not None


def is_own_key(key: str) -> bool:
    """The same of a key of settings, which names many things that it holds nothing of: ``person.detect.enable``."""
    return _OWN_KEYS.search(key) is not None


def is_of_people(key: str) -> bool:
    """Whether a key of a store is that of a row about people, captures or what happened, or of something secret."""
    told = set(words(key))
    return is_own_key(key) or bool(told & _PEOPLE and not told & (_SETTINGS | _RULES))


def is_record(keys: Iterable[str]) -> bool:
    """Whether a map with these keys is about one person or capture."""
    return any(_RECORD.search(key) for key in keys)


def may_be_given(column: str, what: Content) -> bool:
    """Whether the values of a column may be given at all."""
    if is_identifier(column) or _WHEN.search(column) or column.lower() in ("id", "pk", "rowid"):
        return False
    return what is not Content.RULES or not set(words(column)[-1:]) & _FREE


def key_and_value(columns: Sequence[str]) -> tuple[int, int]:
    """Which columns of a table of pairs are the key and the value; -1 where there is none."""
    tails = [set(words(column)[-1:]) for column in columns]
    key = next((at for at, tail in enumerate(tails) if tail & (_KEYS - {"name", "code"})), -1)
    key = key if key >= 0 else next((at for at, tail in enumerate(tails) if tail & _KEYS), -1)
    value = next((at for at, tail in enumerate(tails) if at != key and tail & _VALUES), -1)
    return key, value


def is_own(value: str) -> bool:
    """Whether a value is somebody's or something's own rather than a choice among few."""
    return _IS_ONE.fullmatch(value.strip()) is not None
