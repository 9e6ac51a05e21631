"""Text of a programming language as tokens: words, strings, comments, numbers, signs.

What starts a comment and a string is all that is known of a language here. Sources: the languages' own references.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec


class Token(NamedTuple):
    """``kind``: w(ord), s(tring), c(omment), d(igits), n(ewline), p (any other sign). Offsets are code points."""

    kind: str
    text: str
    start: int
    end: int


class Family(msgspec.Struct, frozen=True):
    """Languages that look alike. ``style`` is the way in which they declare things."""

    style: str
    line: tuple[str, ...] = ()
    block: tuple[tuple[str, str], ...] = ()
    quotes: str = "\"'"
    long: tuple[tuple[str, str], ...] = ()
    doubled: bool = False
    """A quote inside a string is written twice, and a backslash is a character like any other."""


_SLASHES = (("/*", "*/"),)
C_LIKE = Family("braces", ("//",), _SLASHES)
JS_LIKE = Family("braces", ("//",), _SLASHES, "\"'`", (("<!--", "-->"),))
TRIPLE = Family("braces", ("//",), _SLASHES, "\"'", (('"""', '"""'),))
SWIFT = Family("swift", ("//",), _SLASHES, '"', (('"""', '"""'), ('#"', '"#')))
CHARS = Family("braces", ("//",), _SLASHES, '"', (('r#"', '"#'),))
SCRIPT = Family("braces", ("#", "//"), _SLASHES)
PROTO = Family("interfaces", ("//",), _SLASHES)
SLICE = Family("interfaces", ("//", "#"), _SLASHES, '"')
THRIFT = Family("interfaces", ("//", "#"), _SLASHES)
CAPNP = Family("interfaces", ("#",), ())
PRISMA = Family("interfaces", ("//",), ())
GRAPHQL = Family("interfaces", ("#",), (), '"', (('"""', '"""'),))
STYLE = Family("braces", (), _SLASHES)
PASCAL = Family("pascal", ("//",), (("{", "}"), ("(*", "*)")), "'", doubled=True)
BASIC = Family("basic", ("'",), (), '"', doubled=True)
RULES = Family("rules", ("//", "#"), _SLASHES)
SQL = Family("sql", ("--", "#"), _SLASHES, "'", doubled=True)
R = Family("r", ("#",))
HASH = Family("braces", ("#",), (), "\"'", (('"""', '"""'), ("'''", "'''")))
LUA = Family("braces", ("--",), (("--[[", "]]"),), "\"'", (("[[", "]]"),))
DASHES = Family("braces", ("--",), (("{-", "-}"),), '"')
PERCENT = Family("braces", ("%",), (), '"')
LISP = Family("braces", (";",), (("#|", "|#"),), '"')
ML = Family("braces", ("//",), (("(*", "*)"),), '"', (('"""', '"""'),))
FORTRAN = Family("braces", ("!",), (), "\"'", doubled=True)
BATCH = Family("braces", ("::", "REM ", "rem "), (), '"')

_BY_SUFFIX: dict[str, Family] = {}
for _family, _suffixes in (
    (
        C_LIKE,
        "c h cc cpp m mm d v zig glsl hlsl frag vert idl odl aidl hal rc rc2 dart as pde gradle st scl css",
    ),
    (C_LIKE, "java cs groovy vala ino cu cl"),
    (JS_LIKE, "js jsx ts tsx mjs cjs mts cts qml qmltypes ets"),
    (TRIPLE, "kt kts scala sc"),
    (SWIFT, "swift swiftinterface"),
    (CHARS, "rs go"),
    (SCRIPT, "php php5 phtml inc hcl tf"),
    (PROTO, "proto fbs"),
    (SLICE, "ice jce tars"),
    (THRIFT, "thrift"),
    (PRISMA, "prisma"),
    (CAPNP, "capnp"),
    (GRAPHQL, "graphql gql graphqls"),
    (STYLE, "scss less"),
    (RULES, "drl rdrl dslr rego"),
    (PASCAL, "pas dpr dpk lpr pp dfm lfm fmx"),
    (BASIC, "vb bas frm cls vbs vba ctl"),
    (SQL, "sql ddl pls pks pkb psql hql epl siddhi ksql"),
    (
        HASH,
        "py pyw pyi rb pl pm sh bash zsh fish ps1 psm1 jl nim ex exs cmake mk mak awk tcl coffee cr gd pro pri bzl",
    ),
    (R, "r"),
    (LUA, "lua luau"),
    (C_LIKE, "sol hx"),
    (ML, "ml mli fs fsi fsx sml res"),
    (FORTRAN, "f90 f95 f03 f08"),
    (DASHES, "hs elm purs ada adb ads vhd vhdl"),
    (PERCENT, "erl hrl tex pro matlab"),
    (LISP, "lisp lsp el clj cljs scm rkt asm s"),
    (BATCH, "bat cmd"),
):
    for _suffix in _suffixes.split():
        _BY_SUFFIX.setdefault("." + _suffix, _family)


def family(ending: str) -> Family | None:
    """The family of a file by the ending of its name; ``None`` where that says nothing."""
    return _BY_SUFFIX.get(ending)


@cache
def _pattern(of: Family) -> re.Pattern[str]:
    def until(pair: tuple[str, str]) -> str:
        return rf"{re.escape(pair[0])}[\s\S]*?(?:{re.escape(pair[1])}|\Z)"

    def quoted(quote: str) -> str:
        mark = re.escape(quote)
        if of.doubled:
            return rf"{mark}(?:[^{mark}\n]|{mark}{mark})*{mark}?"
        lines = "" if quote == "`" else r"\n"
        return rf"{mark}(?:[^{mark}\\{lines}]|\\[^\n]|\\\r?\n)*{mark}?"

    comments = [until(pair) for pair in of.block] + [rf"{re.escape(mark)}[^\n]*" for mark in of.line]
    # A string that is not closed ends with its line: were it no string, the next quote would be tried all over again.
    strings = [until(pair) for pair in of.long] + [quoted(each) for each in of.quotes]
    if of is CHARS:
        strings.append(r"'(?:[^'\\\n]|\\[^'\n]{1,10})'")
    word = r"[^\W\d]\w*" if of is R else r"[^\W\d][\w$]*"
    return re.compile(
        rf"(?P<c>{'|'.join(comments) or '(?!)'})|(?P<s>{'|'.join(strings)})|(?P<w>{word})"
        r"|(?P<d>\d[\w.]*)|(?P<n>\n)|(?P<p>[^\w\s])"
    )


def tokens(text: str, of: Family, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``text[start:end]``, white space left out. Linear, and never fails.

    What opens a comment or a long string that nothing closes opens none: ``META-INF/*.RSA`` in a note on a script.
    """
    at, stop = start, len(text) if end is None else end
    while at < stop:
        for match in _pattern(of).finditer(text, at, stop):
            kind = match.lastgroup or "p"
            opened = _unclosed(of, text, match) if kind in "cs" and match.end() == stop else None
            if opened is not None:
                at = match.start()
                of = msgspec.structs.replace(
                    of,
                    block=tuple(pair for pair in of.block if pair != opened),
                    long=tuple(pair for pair in of.long if pair != opened),
                )
                break
            yield Token(kind, match[0], *match.span())
        else:
            return


def _unclosed(of: Family, text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """The marks of a comment or long string that reaches to the end and is not closed behind it either."""
    for opening, closing in (*of.block, *of.long):
        if match[0].startswith(opening):
            closed = match[0].endswith(closing) and len(match[0]) >= len(opening) + len(closing)
            return None if closed or text.find(closing, match.end()) >= 0 else (opening, closing)
    return None


def inside(token: Token, of: Family) -> tuple[int, int]:
    """The stretch of a string without its quotes, or of a comment without its marks."""
    if token.kind == "s":
        pairs = (*of.long, *((quote, quote) for quote in of.quotes), ("'", "'"))
    else:
        pairs = (*of.block, *((mark, "") for mark in of.line))
    start, end = token.start, token.end
    for opening, closing in pairs:
        if token.text.startswith(opening):
            start += len(opening)
            if closing and token.text.endswith(closing) and len(token.text) >= len(opening) + len(closing):
                end -= len(closing)
            break
    if token.kind == "c":
        body = token.text[start - token.start : end - token.start]
        left = len(body) - len(body.lstrip(" \t\r\n*/#!-<;'"))
        right = len(body) - len(body.rstrip(" \t\r\n*/#-="))
        start, end = start + left, max(start + left, end - right)
    return start, end
