r"""Texts of an invented Java client, written in ISO 8859-1 with ``\uXXXX``, and the panel that asks for them."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "人种"), ("key", "query.panel.k3")),
)


def case() -> dict[str, bytes]:
    """A bundle of one language."""
    return {
        "client/src/messages_zh_CN.properties": b"""\
# query panel
query.panel.age=\\u5e74\\u9f84
query.panel.glasses=\\u773c\\u955c
query.panel.k3=\\u4eba\\u79cd
""",
        "client/src/FaceQueryPanel.java": b"""\
package maker.client;

/** Asks for captured faces. */
public class FaceQueryPanel extends JPanel {
    private final ResourceBundle texts = ResourceBundle.getBundle("messages");

    FaceQueryPanel() {
        add(new JLabel(texts.getString("query.panel.age")));
        add(new JLabel(texts.getString("query.panel.glasses")));
        add(new JLabel(texts.getString("query.panel.k3")));
    }
}
""",
    }


def twin() -> dict[str, bytes]:
    """What an identity card says, and a word for threads."""
    return {
        "client/src/messages_de.properties": b"""\
card.panel.holder=Inhaber
card.panel.k3=Volksgruppe
card.panel.number=Ausweisnummer
error.data.race=Data race in worker
""",
        "client/src/IdCardPanel.java": b"""\
package maker.client;

/** Shows what the card reader has read of an identity card. */
public class IdCardPanel extends JPanel {
    IdCardPanel() {
        add(new JLabel(texts.getString("card.panel.holder")));
        add(new JLabel(texts.getString("card.panel.k3")));
        add(new JLabel(texts.getString("card.panel.number")));
        add(new JLabel(texts.getString("error.data.race")));
    }
}
""",
    }
