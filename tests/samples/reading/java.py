"""A binding of an invented camera library to Java."""

NAME = "NvxLib.java"


def build() -> bytes:
    """In UTF-8."""
    return """\
package org.example.nvx;

import com.sun.jna.Structure;

/** The library. */
public interface NvxLib {
    int ALARM_FACE = 0x2101; // payload {@link FaceAlarm}

    /** Kinds of people. */
    public static class RACE_KIND {
        public static final int UNKNOWN = 0; // 未知
        public static final int UYGUR = 4;   // 维族
    }

    enum Skin { DARK(1, "dark"), @JsonProperty("pale") LIGHT(2, "light"); private final int code; }

    public static class Face extends Structure {
        /** 人种, see {@link RACE_KIND} */
        @JsonProperty("EthnicCode")
        public int emRace;
        public List<Skin> skins = new ArrayList<>();
        public byte[] reserved = new byte[64];
    }

    public static class FaceAlarm extends Structure {
        public Face[] faces = new Face[8];
        static final String[] LABELS = {"unknown", "uygur"};
        List<String> order = Arrays.asList("faces", "camera");

        String name(final Skin skin) {
            switch (skin) {
                case DARK: return "dark";
                case LIGHT: return "light";
                default: return null;
            }
        }
    }
}
""".encode()
