"""The schema of the notifications of an invented camera."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Caucasian"), ("field", "Ethnicity")),
)


def case() -> dict[str, bytes]:
    """A simple type, the appearance of a face, the event."""
    return {
        "schema/face.xsd": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:solenne:face">
  <xs:simpleType name="EthnicityType">
    <xs:restriction base="xs:string">
      <xs:enumeration value="Black"/>
      <xs:enumeration value="Caucasian"/>
      <xs:enumeration value="Asian"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:complexType name="FaceAppearance">
    <xs:sequence>
      <xs:element name="Age" type="xs:int"/>
      <xs:element name="Glasses" type="xs:boolean"/>
      <xs:element name="Beard" type="xs:boolean"/>
      <xs:element name="Ethnicity" type="EthnicityType" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>
  <xs:complexType name="FaceDetectedEvent">
    <xs:sequence>
      <xs:element name="Channel" type="xs:int"/>
      <xs:element name="Appearance" type="FaceAppearance"/>
    </xs:sequence>
  </xs:complexType>
</xs:schema>
""",
    }


def twin() -> dict[str, bytes]:
    """What an identity card says."""
    return {
        "schema/card.xsd": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:solenne:card">
  <xs:complexType name="IdCard">
    <xs:sequence>
      <xs:element name="Name" type="xs:string"/>
      <xs:element name="IdNumber" type="xs:string"/>
      <xs:element name="Nation" type="xs:string"/>
      <xs:element name="Address" type="xs:string"/>
      <xs:element name="IssuingAuthority" type="xs:string"/>
    </xs:sequence>
  </xs:complexType>
</xs:schema>
""",
    }
