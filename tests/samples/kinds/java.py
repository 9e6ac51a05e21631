"""A Java class of an invented binding: the list, the face that has it, the listener that is given it."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Kazakh", "Uyghur"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "UYGHUR"), ("field", "ethnicity"), ("field", "target")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "src/lumen/FaceTarget.java": b"""\
package lumen.capture;

public class FaceTarget {
    public enum Ethnicity { UNKNOWN, HAN, UYGHUR, KAZAKH }

    private float confidence;
    private int age;
    private Ethnicity ethnicity;

    public Ethnicity getEthnicity() { return ethnicity; }
}
""",
        "src/lumen/FaceCaptureEvent.java": b"""\
package lumen.capture;

/** Sent when a face was captured. */
public class FaceCaptureEvent extends AlarmEvent {
    private String deviceId;
    private FaceTarget target;

    public FaceTarget getTarget() { return target; }
}
""",
    }


def twin() -> dict[str, bytes]:
    """A form that a visitor fills in."""
    return {
        "src/lumen/VisitorForm.java": b"""\
package lumen.desk;

/** What the visitor writes at the front desk. */
public class VisitorForm {
    public enum Language { ENGLISH, UYGHUR, KAZAKH, CHINESE }

    private String surname;
    private String passportNumber;
    private Language preferredLanguage;

    public Language getPreferredLanguage() { return preferredLanguage; }
}
"""
    }
