"""A report is the same in every run, whatever numbers Python draws for the order of its sets."""

import json
import os
import subprocess
import sys

FILES = {
    "kinds.h": "enum QUORR_KIND { QUORR_WHITE_RACE, QUORR_BLACK_RACE, QUORR_YELLOW_RACE };\n",
    "face.h": "struct QUORR_FACE { int age; int glasses; enum QUORR_KIND ethnicity; };\n",
    "card.h": "struct QUORR_PASSPORT { char passport_number[20]; char issued_by[20]; enum QUORR_KIND ethnicity; };\n",
    "person.h": "struct QUORR_PATIENT { char name[20]; char diagnosis[9]; enum QUORR_KIND ethnicity; };\n",
}


def test_every_seed_gives_the_same_report(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    told = set()
    for seed in range(8):
        line = [sys.executable, "-m", "sousveil", "scan", "--quiet", "--jobs", "1", "--format", "json", str(tmp_path)]
        done = subprocess.run(line, capture_output=True, env={**os.environ, "PYTHONHASHSEED": str(seed)}, check=False)
        (target,) = json.loads(done.stdout)["targets"]
        told.add(json.dumps([target[part] for part in ("findings", "gaps", "verdict", "blobs")]))
    assert len(told) == 1
