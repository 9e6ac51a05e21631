"""The schema of an invented recorder's database."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("column", "face_nation"),),
)


def case() -> dict[str, bytes]:
    """A column with a comment that codes it, and one with a check."""
    return {
        "db/schema.sql": """\
CREATE TABLE `face_capture` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `camera_id` int(11) DEFAULT NULL,
  `face_image` varchar(255) DEFAULT NULL COMMENT '人脸图片',
  `age` int(11) DEFAULT NULL,
  `glasses` tinyint(4) DEFAULT NULL COMMENT '是否戴眼镜',
  `mask` tinyint(4) DEFAULT NULL,
  `face_nation` tinyint(4) DEFAULT NULL COMMENT '民族: 0 未知 1 汉族 2 维吾尔族',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='人脸抓拍';
""".encode(),
    }


def twin() -> dict[str, bytes]:
    """Visitors, whose cards are read."""
    return {
        "db/schema.sql": """\
CREATE TABLE `visitor_id_card` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(64) DEFAULT NULL COMMENT '姓名',
  `id_number` varchar(18) DEFAULT NULL COMMENT '身份证号',
  `address` varchar(255) DEFAULT NULL COMMENT '住址',
  `nation` varchar(16) DEFAULT NULL COMMENT '民族',
  `issued_by` varchar(255) DEFAULT NULL COMMENT '签发机关',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='身份证读卡记录';
""".encode(),
    }
