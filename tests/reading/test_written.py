"""Lists and kinds as languages without a parser write them: told with their name and their members."""

import pytest

from sousveil.model.words import SymbolKind
from tests.reading.looking import place_of, read

_LISTS = {
    "boats.rb": "module Harbour\n  BOATS = %w[sloop yawl ketch].freeze\nend\n",
    "more.rb": "class Harbour\n  enum boats: [:sloop, :yawl, :ketch]\nend\n",
    "boats.ex": "defmodule Harbour do\n  @boats ~w(sloop yawl ketch)\nend\n",
    "more.exs": "defmodule Harbour do\n  @boats [:sloop, :yawl, :ketch]\nend\n",
    "boats.pl": "my @boats = qw(sloop yawl ketch);\n",
    "more.pl": "my @boats = qw/sloop yawl ketch/;\n",
    "boats.sh": "boats=(sloop yawl ketch)\necho ${boats[1]}\n",
    "boats.ps1": '$boats = @("sloop", "yawl", "ketch")\n',
    "boats.tcl": "set boats {sloop yawl ketch}\n",
    "boats.m": 'boats = ["sloop" "yawl" "ketch"];\n',
    "more.m": "boats = {'sloop' 'yawl' 'ketch'};\n",
    "boats.clj": "(def boats [:sloop :yawl :ketch])\n",
    "boats.scala": 'val boats = Seq("sloop", "yawl", "ketch")\n',
    "boats.vb": 'Dim boats() As String = {"sloop", "yawl", "ketch"}\n',
    "boats.bas": 'boats = Array("sloop", "yawl", "ketch")\n',
    "wrapped.vb": 'Dim boats = New String() {\n  "sloop",\n  "yawl",\n  "ketch"}\n',
    "boats.f90": 'character(5), parameter :: boats(3) = ["sloop", "yawl ", "ketch"]\n',
}
_KINDS = {
    "Boat.hs": "data Boat = Sloop | Yawl Int | Ketch deriving (Show)\n",
    "boat.elm": "type Boat\n    = Sloop\n    | Yawl Int\n    | Ketch\n\nother = 1\n",
    "boat.ml": "type boat = Sloop | Yawl of int | Ketch\nlet x = 1\n",
    "boat.fs": "type Boat =\n  | Sloop\n  | Yawl of int\n  | Ketch\n\nlet x = 1\n",
    "boat.adb": "type Boat is (Sloop, Yawl, Ketch);\n",
    "boat.jl": "@enum Boat sloop=1 yawl ketch\nf(x) = 2\n",
    "boat.sol": "enum Boat { Sloop, Yawl, Ketch }\n",
}


def _told(text: str, name: str, kinds: tuple[SymbolKind, ...]) -> tuple[list[str], list[str]]:
    data = text.encode()
    word = "yawl" if "yawl" in text else "Yawl"
    reading, _ = read(data, name, [place_of(data, word)])
    holders = [index for index, symbol in enumerate(reading.symbols) if symbol.kind in kinds]
    names = [reading.symbols[index].name.lower() for index in holders]
    members = [symbol.name.strip().lower() for symbol in reading.symbols if symbol.parent in holders]
    return names, members


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_has_its_name_and_its_members(name):
    names, members = _told(_LISTS[name], name, (SymbolKind.ARRAY,))
    assert "boats" in names
    assert members == ["sloop", "yawl", "ketch"]


@pytest.mark.parametrize("name", _KINDS)
def test_kinds_have_their_name_and_their_members(name):
    names, members = _told(_KINDS[name], name, (SymbolKind.ENUM,))
    assert names == ["boat"]
    assert members == ["sloop", "yawl", "ketch"]


_NONE = {
    "a.rb": "x = y % w\nputs 'sloop yawl'\n",
    "b.rb": "call(a ? sloop : yawl)\n",
    "c.hs": "type Yawl = Int\nf x = x\n",
    "d.sh": "echo $(yawl sloop)\n",
    "e.pl": "my $x = $h{qw};\nyawl();\n",
    "f.fs": "type Yawl = { Sloop: int; Ketch: string }\n",
    "g.rb": "%w[yawl sloop",
    "h.jl": "@enum\nyawl\n",
}


@pytest.mark.parametrize("name", _NONE)
def test_what_only_looks_alike_is_no_enum_and_breaks_nothing(name):
    names, _ = _told(_NONE[name], name, (SymbolKind.ENUM,))
    assert names == []
