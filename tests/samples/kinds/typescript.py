"""A TypeScript file of an invented console: a union of labels, the face that has one, the alarm."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Uyghur"), ("field", "minority"), ("field", "face")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "console/src/model.ts": """\
export enum EthnicGroup {
  Unknown = 'unknown',
  Han = 'han', // 汉族
  Uyghur = 'uyghur', // 维吾尔族
  Tibetan = 'tibetan', // 藏族
}

export interface FaceFeature {
  faceUrl: string;
  age: number;
  glasses: boolean;
  minority: EthnicGroup;
}

export interface FaceAlarmMessage {
  deviceCode: string;
  alarmTime: string;
  face: FaceFeature;
}
""".encode()
    }


def twin() -> dict[str, bytes]:
    """A choice of the language in which the console speaks."""
    return {
        "console/src/locale.ts": """\
export enum Language {
  English = 'en',
  Chinese = 'zh', // 汉语
  Uyghur = 'ug', // 维吾尔语
  Tibetan = 'bo', // 藏语
}

export interface Preferences {
  avatarUrl: string;
  darkMode: boolean;
  language: Language;
}
""".encode()
    }
