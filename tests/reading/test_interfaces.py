"""Languages that describe interfaces: what they declare, in the forms that real ones have."""

import pytest

from tests.reading.looking import outline, read

_PROTO = """\
syntax = "proto2";
option java_package = "a.b";
message Face {
  reserved 3, 5 to 7;
  required .a.b.Race race = 1 [default = BLACK, (x.y) = {a: 1}];  // as it looks
  map<string, Trait> traits = 2;
  oneof more { int32 age = 8; string sex = 9; }
  enum Kind { option allow_alias = true; NONE = 0; UYGHUR = -1 [deprecated = true]; }
  message Inner { repeated Kind kinds = 1; }
}
service Search { rpc Find(stream FaceQuery) returns (.a.FaceReply) { option (h) = { get: "/v1" }; }
  rpc Stop(Empty) returns (Empty); }
"""
_THRIFT = """\
namespace java a.b
const i32 MOST = 5
typedef list<Face> Faces
enum Race { BLACK = 1; WHITE, /* rest */ OTHER = 0x10 (x = "y") }
struct Face { 1: required Race race = Race.BLACK
  2: optional map<string, list<Trait>> traits; 3: i32 age (go.tag = "x"), }
service Search extends Base { Face find(1: FaceQuery query, 2: i32 most) throws (1: Broken why), oneway void stop() }
"""
_FBS = """\
namespace a.b;
attribute "priority";
enum Race : ubyte (bit_flags) { Black, White = 3 }
union Any { Face, Other }
table Face (original_order) { race: Race = White (deprecated); names: [string:3]; kinds: [a.b.Race]; }
rpc_service Search { Find(FaceQuery):FaceReply (streaming: "server"); }
root_type Face;
"""
_ICE = """\
#pragma once
["cpp:include:list"]
module Nursery {
  enum Kind { Oak = 1, Ash, Other };
  sequence<Kind> Kinds;
  struct Tree { int height; ["deprecate"] Kind kind; string name = "x"; };
  class Hedge extends Row { Kinds kinds; optional(1) int age; };
  exception NoTree { string reason; };
  interface Garden extends Plot { idempotent Tree find(Kind kind, out string name) throws NoTree; void paint(); };
};
"""
_TARS = """\
module Nursery
{
  enum Kind { OAK = 1, ASH };
  struct Tree {
    0 require string name; 1 optional Kind kind = OAK; // as sold
    2 optional map<string, vector<Kind>> others; };
  key[Tree, name];
  interface Garden { int find(Kind kind, out Tree tree); };
};
"""
_GRAPHQL = '''\
"""What is seen."""
type Face implements Node & Other @key(fields: "id") {
  "as it looks"
  race(most: Int = 3, by: RaceFilter!): [Race!]! @deprecated(reason: "old")
  age: Int
}
enum Race @a { BLACK @deprecated WHITE, "rest" OTHER }
extend input Query { race: Race = BLACK }
union Any = Face | Other
scalar Date
'''


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.proto", _PROTO, [
            "record Face", "  field race : Race = 1  # as it looks", "  field traits : Trait = 2",
            "  field age : int32 = 8", "  field sex : string = 9",
            "  enum Kind", "    enum-member NONE = 0", "    enum-member UYGHUR = -1",
            "  record Inner", "    field kinds : Kind = 1",
            "record Search", "  function Find : FaceReply", "    parameter FaceQuery : FaceQuery",
            "  function Stop : Empty", "    parameter Empty : Empty",
        ]),
        ("a.thrift", _THRIFT, [
            "enum Race", "  enum-member BLACK = 1", "  enum-member WHITE  # rest", "  enum-member OTHER = 0x10",
            "record Face", "  field race : Race = Race.BLACK", "  field traits : Trait", "  field age : i32",
            "record Search", "  function find : Face", "    parameter query : FaceQuery", "    parameter most : i32",
            "  function stop : void",
        ]),
        ("a.fbs", _FBS, [
            "enum Race", "  enum-member Black", "  enum-member White = 3", "record Any",
            "record Face", "  field race : Race = White", "  field names : string", "  field kinds : Race",
            "record Search", "  function Find : FaceReply", "    parameter FaceQuery : FaceQuery",
        ]),
        ("a.ice", _ICE, [
            "enum Kind", "  enum-member Oak = 1", "  enum-member Ash", "  enum-member Other",
            "record Tree", "  field height : int", "  field kind : Kind", '  field name : string = "x"',
            "record Hedge", "  field kinds : Kinds", "  field age : int",
            "record NoTree", "  field reason : string",
            "record Garden", "  function find : Tree", "    parameter kind : Kind", "    parameter name : string",
            "  function paint : void",
        ]),
        ("a.tars", _TARS, [
            "enum Kind", "  enum-member OAK = 1", "  enum-member ASH",
            "record Tree", "  field name : string", "  field kind : Kind = OAK  # as sold", "  field others : Kind",
            "record Garden", "  function find : int", "    parameter kind : Kind", "    parameter tree : Tree",
        ]),
        ("a.graphql", _GRAPHQL, [
            "record Face  # What is seen.", "  function race : Race  # as it looks", "    parameter most : Int",
            "    parameter by : RaceFilter", "  field age : Int",
            "enum Race", "  enum-member BLACK", "  enum-member WHITE", "  enum-member OTHER  # rest",
            "record Query", "  field race : Race",
        ]),
    ],
)  # fmt: skip
def test_what_is_declared(name, source, expected):
    reading, _ = read(source.encode(), name)
    assert outline(reading) == expected
