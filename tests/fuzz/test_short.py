"""A short run of the fuzzers; `make fuzz` runs each for a minute."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from sousveil.reading.registry import readers
from tests.fuzz.reading import look, samples

pytestmark = pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris for this Python: nothing was fuzzed")


@pytest.mark.parametrize("module", ["reading", "opening"])
def test_a_short_run_finds_nothing(module, tmp_path):
    corpus = tmp_path / "corpus"
    if module == "reading":
        subprocess.run([sys.executable, "-m", "tests.fuzz.reading", "all", str(corpus)], check=True, timeout=300)
    else:
        corpus.mkdir()
    wanted = "all" if module == "reading" else "opening"
    command = [sys.executable, "-m", "tests.fuzz.run", wanted, str(corpus)]
    command += ["-runs=3000", "-max_total_time=20", "-seed=1", "-timeout=60", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "DONE" in done.stderr or "Done" in done.stderr


@pytest.mark.parametrize("reader", list(readers()), ids=lambda reader: reader.name)
def test_the_target_passes_its_own_sample(reader):
    if reader.name in samples():
        look(reader, *samples()[reader.name])
