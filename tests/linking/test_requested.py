"""What a request for faces may go by: routes, members of a query, sets of filters; and what only looks so: invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_REQUESTED = {
    "args.py": (
        '@bp.route("/faces")\ndef faces():\n'
        '    rows = store.rows(gate=request.args.get("gate"), race=request.args.get("race"))\n'
        "    return jsonify(rows)\n"
    ),
    "fast.py": (
        '@router.get("/faces")\nasync def get_faces(gate: str, ethnicity: str | None = Query(None)):\n'
        "    return await store.rows(gate, ethnicity)\n"
    ),
    "nest.ts": (
        '@Controller("faces")\nexport class Faces {\n  @Get()\n'
        '  list(@Query("gate") gate: string, @Query("race") race?: string) {\n    return this.s.list(gate, race);\n'
        "  }\n}\n"
    ),
    "Spring.java": (
        '@RestController\n@RequestMapping("/api/faces")\npublic class Faces {\n  @GetMapping\n'
        "  public Page<Dto> list(@RequestParam(required = false) String race) {\n    return s.list(race);\n  }\n}\n"
    ),
    "Asp.cs": (
        '[Route("api/detected-faces")]\npublic class DetectedFacesController : ControllerBase {\n  [HttpGet]\n'
        "  public Task<Page> Get([FromQuery] string? ethnicity) => _s.Page(ethnicity);\n}\n"
    ),
    "gin.go": (
        'func (h *Handler) ListFaces(c *gin.Context) {\n\trows, err := h.s.Rows(c.Query("gate"), c.Query("race"))\n'
        "\tc.JSON(200, rows)\n}\n"
    ),
    "node.js": (
        'router.get("/faces", async (req, res) => {\n  const { gate, ethnicity } = req.query;\n'
        "  res.json(await rows(gate, ethnicity));\n});\n"
    ),
    "old.php": "<?php\nfunction list_faces($db) {\n  $race = $_GET['race'];\n  return $db->rows($race);\n}\n",
    "params.rs": (
        "#[derive(Deserialize)]\npub struct ListFacesParams { pub camera: Option<u32>, pub race: Option<String> }\n"
    ),
    "faces.graphql": "input FaceShotFilter { cameraId: ID, ethnicity: [String!] }\n",
    "faces.proto": "message ListFacesRequest {\n  string camera_id = 1;\n  string ethnicity = 2;\n}\n",
    "filters.py": (
        "class FaceShotFilter(django_filters.FilterSet):\n    class Meta:\n        model = FaceShot\n"
        '        fields = ["gate", "ethnicity"]\n'
    ),
    "admin.py": (
        'class FaceShotAdmin(admin.ModelAdmin):\n    list_display = ("id", "gate")\n'
        '    list_filter = ("gate", "race")\n'
    ),
    "nodes.py": (
        'class FaceNode(ObjectType):\n    filter_fields = {"gate": ["exact"], "ethnicity": ["exact", "in"]}\n'
    ),
    "admin.rb": "ActiveAdmin.register FaceShot do\n  filter :gate\n  filter :race\nend\n",
    "api.yaml": (
        "paths:\n  /faces:\n    get:\n      summary: Captured faces\n      parameters:\n        - name: ethnicity\n"
        "          in: query\n          schema: {type: string}\n"
    ),
    "built.py": (
        "def people(told):\n    conditions = []\n    conditions.append(DetectedFace.ethnicity == told)\n"
        "    return session.query(DetectedFace).filter(*conditions)\n"
    ),
    "Repo.java": (
        "interface FaceRepo extends JpaRepository<Face, Long> {\n"
        '  @Query("select f from Face f where f.ethnicity = :ethnicity")\n  List<Face> of(String ethnicity);\n}\n'
    ),
}
_OTHER = {
    "analyses.py": (
        '@app.get("/analyze-face")\ndef analyze(url: str, race: bool = False):\n    return told(url, race)\n'
    ),
    "switch.js": (
        'router.get("/faces/detect", (req, res) => {\n  const { url, race } = req.query;\n'
        "  res.json(run(url, race));\n});\n"
    ),
    "enrol.py": (
        '@app.post("/faces")\ndef enroll_face(name: str, ethnicity: str):\n    return store.add(name, ethnicity)\n'
    ),
    "patients.py": (
        '@router.get("/patients")\nasync def get_patients(ward: str, ethnicity: str | None = Query(None)):\n'
        "    return await store.rows(ward, ethnicity)\n"
    ),
    "users.ts": (
        '@Controller("users")\nexport class Users {\n  @Get()\n  list(@Query("ethnicity") ethnicity?: string) {\n'
        "    return this.s.list(ethnicity);\n  }\n}\n"
    ),
    "photos.go": (
        "// photos of a marathon, found by face\nfunc (h *Handler) ListFaces(c *gin.Context) {\n"
        '\trows, err := h.s.Rows(c.Query("bib"), c.Query("marathon"), c.Query("race"))\n\tc.JSON(200, rows)\n}\n'
    ),
    "types.js": 'router.get("/typefaces", (req, res) => {\n  res.json(fonts(req.query.race));\n});\n',
    "Heroes.java": (
        '@RequestMapping("/api/characters")\npublic class Heroes {\n  @GetMapping\n'
        "  public Page<Dto> list(@RequestParam String guild, @RequestParam String race) {\n"
        "    return s.list(race);\n  }\n}\n"
    ),
    "staff.py": (
        "class EmployeeFilter(FilterSet):\n    class Meta:\n        model = Employee\n"
        '        fields = ["department", "ethnicity"]\n'
    ),
    "runners.py": (
        'class RunnerAdmin(admin.ModelAdmin):\n    list_display = ("bib", "face")\n    list_filter = ("club", "race")\n'
    ),
    "beauty.swift": "struct FaceFilter {\n    var skinTone: Float\n    var blur: Float\n    var lipColor: Int\n}\n",
    "shown.py": (
        'class FaceShotAdmin(admin.ModelAdmin):\n    list_display = ("id", "race")\n    readonly_fields = ("race",)\n'
    ),
    "pets.yaml": "paths:\n  /horses:\n    get:\n      parameters:\n        - name: race\n          in: query\n",
}


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _REQUESTED)
def test_faces_are_asked_for_by_what_a_request_names(name: str) -> None:
    assert Stage.EXPOSURE in _stages(name, _REQUESTED[name])


@pytest.mark.parametrize("name", _OTHER)
def test_other_requests_and_lists_say_nothing(name: str) -> None:
    assert Stage.EXPOSURE not in _stages(name, _OTHER[name])
