"""Sources of an invented camera library in languages that have no parser of their own here."""

from sousveil.model.place import Place

NAME = "NvxFace.kt"


def build() -> bytes:
    """Kotlin."""
    return SOURCES["kt"].encode()


def places() -> list[Place]:
    """The enum."""
    start = build().index(b"NvxRace")
    return [Place(start, start + 7, 0, "utf-8")]


SOURCES = {
    "kt": """\
package nvx
/** people */
enum class NvxRace(val v: Int) {
    BLACK(1), // black one
    UYGUR(2);
    fun other(): Int { return 5 }
}
data class NvxFace(val race: NvxRace, var nations: List<Nation>?) {
    var label: String = "x"
}
val tags = listOf("Black", "White")
""",
    "swift": """\
enum NvxRace: Int {
  case black = 1, white
  case uygur // 维族
}
struct NvxFace { var race: NvxRace? }
""",
    "pas": """\
unit nvx;
type
  { people }
  TNvxRace = (rcBlack, rcUygur);
  TNvxFace = packed record
    Race: TNvxRace;      // 人种
    Codes: array[0..3] of Byte;
  end;
const
  RACE_LABEL = '民族';
implementation
procedure TForm1.Show(const ARace: TNvxRace);
begin
  lblRace.Caption := '种族';
end;
""",
    "vb": """\
Public Enum NVX_RACE As Integer
    NVX_RACE_UNKNOWN = 0 ' 未知
    NVX_RACE_BLACK
End Enum
Public Structure NVX_FACE
    Public emRace As NVX_RACE ' race
End Structure
""",
    "sql": """\
CREATE TABLE `nvx_face` (
  `race` varchar(10) COMMENT '种族',
  nation ENUM('Han','Uygur'),
  sex char(1) CHECK (sex IN ('M','F')),
  PRIMARY KEY (`race`)
);
INSERT INTO nvx_face VALUES ('Uygur', 'family name');
""",
    "proto": """\
// kinds
enum NvxRace {
  RACE_UNKNOWN = 0;
  RACE_BLACK = 1; // black
}
message NvxFace {
  NvxRace race = 1;  // race of it
}
""",
    "rs": """\
pub enum NvxRace { Black, White = 2 }
pub struct NvxFace<'a> { pub race: Option<NvxRace>, nation: &'a str }
""",
    "php": """\
<?php
class NvxFace { public string $race = 'x';
 const KINDS = ['black' => 1, 'white' => 2]; }
""",
    "lua": """\
local kinds = { race = "x", nation = "y" } -- list
return require("face").show(kinds)
""",
    "qml": """\
Item { property string race: "none"
  Text { text: qsTr("种族") } }
""",
    "md": "# title\n\n\n\n\nfirst\nrace is told\nlast\n\n\n\n\nfar away\n",
    "csv": "id,race,name\n1,Uygur,Somebody\n",
}
