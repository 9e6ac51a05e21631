"""A schema, a form and a page of an invented camera maker."""

NAME = "nvx_face.xsd"


def build() -> bytes:
    """An XML schema in GB18030."""
    return """\
<?xml version="1.0" encoding="GB18030"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://nvx.example/face">
  <!-- 人种 -->
  <xs:simpleType name="RaceKind">
    <xs:restriction base="xs:string">
      <xs:enumeration value="Black"/> <!-- 黑 -->
      <xs:enumeration value="Uygur"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:complexType name="Face">
    <xs:sequence>
      <xs:element name="Race" type="nvx:RaceKind">
        <xs:annotation><xs:documentation>what kind</xs:documentation></xs:annotation>
      </xs:element>
      <xs:element name="Skin">
        <xs:simpleType><xs:restriction><xs:enumeration value="dark"/></xs:restriction></xs:simpleType>
      </xs:element>
      <xs:attribute name="ethnic" type="xs:int"/>
    </xs:sequence>
  </xs:complexType>
</xs:schema>
""".encode("gb18030")


def build_vue() -> bytes:
    """A page of a single file."""
    return """\
<template>
  <el-form-item label="民族"><el-select v-model="form.EthicCode" placeholder="请选择"></el-select></el-form-item>
  <span>民&nbsp;&nbsp;族</span>
  <select><option>Black<option>White</select>
</template>
<script>
export default { data() { return {
  EthicCode: '', // 民族代码
  races: ["black", "white"] } } }
</script>
""".encode()


def build_qt() -> bytes:
    """A Qt form."""
    return """\
<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><widget class="QWidget" name="Form">
 <widget class="QLabel" name="label_race"><property name="text"><string>种族:</string></property>
  <property name="styleSheet"><string>color: black</string></property></widget>
 <widget class="QComboBox" name="box"><item><property name="text"><string>Uygur</string></property></item>
  <item><property name="text"><string>Other</string></property></item></widget>
</widget></ui>
""".encode()


def build_android() -> bytes:
    """String resources."""
    return """\
<?xml version="1.0"?><resources>
  <string name="face_race">民族</string>
  <string-array name="kinds"><item>Black</item><item>White</item></string-array>
</resources>
""".encode()
