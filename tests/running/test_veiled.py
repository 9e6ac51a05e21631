"""A file without any pattern is said to be one, and what is known by its kind is not."""

from sousveil.model.words import Outcome
from sousveil.opening.randomness import LEAST
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.opening.test_randomness import encrypted


def test_a_file_that_looks_encrypted_makes_the_reading_incomplete(tmp_path):
    (tmp_path / "firmware.bin").write_bytes(encrypted(2 * LEAST))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + encrypted(2 * LEAST))
    target = scan([tmp_path], Options(jobs=1)).targets[0]
    told = {gap.code: gap for gap in target.gaps}
    assert told["looks-encrypted"].layers == ("firmware.bin",)
    assert "searched-only" not in told
    assert target.verdict.outcome is Outcome.NOTHING
    assert not target.verdict.complete
    assert target.coverage.opaque >= 2 * LEAST
