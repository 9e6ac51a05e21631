"""What is looked for page by page: a trait among the parameters or members of a search. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

ASKED = {
    "CaptureController.java": """package api;
/** Captured faces. */
@RestController
public class CaptureController {
    @RequestMapping("/captures")
    public Result list(
        @RequestParam(name = "beginTime") String beginTime,
        @RequestParam(name = "page") int page,
        @RequestParam(name = "glasses") String glasses,
        @RequestParam(name = "race") String race) {
        return captures.list(beginTime, page, glasses, race);
    }
}
""",
    "faces.py": '''
def faces(gender: str = None, glasses: str = None, ethnicity: str = None, limit: int = 20, offset: int = 0):
    """Faces that a camera captured."""
    return store.faces(gender=gender, glasses=glasses, ethnicity=ethnicity)
''',
    "snap.ts": """export interface SnapFace {
  pageNum: number;
  pageSize: number;
  age: number;
  glasses: number;
  mask: number;
  race: number;
}
""",
    "SnapFace.cs": """
public class SnapFace
{
    public int PageIndex { get; set; }
    public int PageSize { get; set; }
    public int Age { get; set; }
    public int Glasses { get; set; }
    public int Mask { get; set; }
    public int Race { get; set; }
}
""",
}
PAGES = {"page": "thing", "Page": "Thing", "limit": "likes", "offset": "shares"}


def stages(files: dict[str, str]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("name", ASKED)
def test_what_stands_beside_the_number_of_a_page_is_searched_by(name: str) -> None:
    assert Stage.EXPOSURE in stages({name: ASKED[name]})
    other = ASKED[name]
    for word, instead in PAGES.items():
        other = other.replace(word, instead)
    told = stages({name: other})
    assert told
    assert Stage.EXPOSURE not in told


@pytest.mark.parametrize("name", ["snap.ts", "SnapFace.cs"])
def test_an_answer_has_a_total(name: str) -> None:
    total = ASKED[name].replace("pageNum: number;", "total: number;\n  pageNum: number;")
    total = total.replace("public int PageIndex", "public int Total { get; set; }\n    public int PageIndex")
    assert Stage.EXPOSURE not in stages({name: total})


@pytest.mark.parametrize("name", ASKED)
def test_pages_of_a_season_of_races(name: str) -> None:
    words = {
        "glasses": "circuit", "Glasses": "Circuit", "mask": "laps", "Mask": "Laps", "Face": "Round", "faces": "rounds",
        "ethnicity": "race", "gender": "team", "age: ": "pace: ", "Age ": "Pace ", "camera": "club",
    }  # fmt: skip
    other = ASKED[name]
    for word, instead in words.items():
        other = other.replace(word, instead)
    assert not stages({name: other})


MADE = {
    "read.R": "{} <- function(jpg_path, key) {\n  out <- ask(jpg_path, key)\n  return(out)\n}\n",
    "read.py": "def {}(photo):\n    out = ask(photo)\n    return out\n",
    "read.js": "const {} = (img) => {\n  return ask(img);\n};\n",
}


@pytest.mark.parametrize("path", MADE)
@pytest.mark.parametrize("name", ["face2race", "photo_to_ethnicity", "imgToEthnicity"])
def test_a_name_of_making_one_of_the_other(path: str, name: str) -> None:
    assert Stage.INFERENCE in stages({path: MADE[path].replace("{}", name)})


@pytest.mark.parametrize("path", MADE)
@pytest.mark.parametrize("name", ["name2race", "driver_to_race", "goToRace", "surname_to_ethnicity"])
def test_names_of_making_it_of_something_else(path: str, name: str) -> None:
    assert not stages({path: MADE[path].replace("{}", name)})


REMARKS = {
    "Snaps.java": """class Snaps {
    List<Snap> list(String cameras, String glasses, String said) {
        StringBuilder where = new StringBuilder();
        // 添加摄像头过滤
        where.append(" and a.c1 in (" + cameras + ")");
        // 添加人脸眼镜过滤
        where.append(" and a.c2 in (" + glasses + ")");
        // 添加种族过滤
        where.append(" and a.c3 in (" + said + ")");
        return snaps.find(where.toString());
    }
}
""",
    "snaps.py": """
def snaps(cameras, glasses, said):
    where = []
    # filter by camera
    where.append(cameras)
    # filter by glasses on the face
    where.append(glasses)
    # filter by ethnicity
    where.append(said)
    return store.find(where)
""",
}


@pytest.mark.parametrize("name", REMARKS)
def test_a_remark_says_what_is_filtered_by(name: str) -> None:
    assert Stage.EXPOSURE in stages({name: REMARKS[name]})
    told = REMARKS[name].replace("添加种族过滤", "添加种族").replace("filter by ethnicity", "ethnicity, as it was")
    assert Stage.EXPOSURE not in stages({name: told})


@pytest.mark.parametrize("name", REMARKS)
def test_filters_of_a_game_and_of_a_list_of_staff(name: str) -> None:
    text = REMARKS[name].replace("ethnicity", "race")
    for word, other in {
        "摄像头": "城市",
        "人脸眼镜": "部门",
        "camera": "city",
        "glasses on the face": "department",
    }.items():
        text = text.replace(word, other)
    assert not stages({name: text})
