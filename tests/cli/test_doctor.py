"""``doctor`` ends as what it prints says."""

import json

from tests.cli.calling import call


def test_it_says_what_it_ends_with():
    done = call("doctor")
    assert done.returncode in {0, 1}
    assert ("Nothing is missing" in done.stdout) == (done.returncode == 0)
    assert "Opened fully" in done.stdout
    assert "Fences" in done.stdout


def test_programs_read_it():
    done = call("doctor", "--format", "json")
    told = json.loads(done.stdout)
    assert {one["opens"] for one in told["formats"]} <= {"fully", "partly", "not"}
    assert bool(told["mend"]) <= (done.returncode == 1)
