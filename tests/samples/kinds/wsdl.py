"""The web service of an invented video server."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "White"), ("field", "race")),
)


def case() -> dict[str, bytes]:
    """A search by race among faces."""
    return {
        "service/search.wsdl": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<definitions name="FaceSearch" xmlns="http://schemas.xmlsoap.org/wsdl/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="urn:solenne:search" targetNamespace="urn:solenne:search">
  <types>
    <xs:schema targetNamespace="urn:solenne:search">
      <xs:simpleType name="RaceKind">
        <xs:restriction base="xs:string">
          <xs:enumeration value="Black"/>
          <xs:enumeration value="White"/>
          <xs:enumeration value="Yellow"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:complexType name="SearchFacesRequest">
        <xs:sequence>
          <xs:element name="ageFrom" type="xs:int"/>
          <xs:element name="glasses" type="xs:boolean"/>
          <xs:element name="beard" type="xs:boolean"/>
          <xs:element name="race" type="tns:RaceKind"/>
        </xs:sequence>
      </xs:complexType>
    </xs:schema>
  </types>
  <message name="SearchFacesIn"><part name="request" type="tns:SearchFacesRequest"/></message>
  <portType name="FaceSearchPort">
    <operation name="SearchFaces"><input message="tns:SearchFacesIn"/></operation>
  </portType>
</definitions>
""",
    }


def twin() -> dict[str, bytes]:
    """Horses that run."""
    return {
        "service/racing.wsdl": b"""\
<?xml version="1.0" encoding="UTF-8"?>
<definitions name="Racing" xmlns="http://schemas.xmlsoap.org/wsdl/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="urn:solenne:search" targetNamespace="urn:solenne:racing">
  <types>
    <xs:schema targetNamespace="urn:solenne:racing">
      <xs:complexType name="Race">
        <xs:sequence>
          <xs:element name="course" type="xs:string"/>
          <xs:element name="horse" type="xs:string"/>
          <xs:element name="odds" type="xs:decimal"/>
        </xs:sequence>
      </xs:complexType>
    </xs:schema>
  </types>
  <message name="GetRaceIn"><part name="race" type="tns:Race"/></message>
</definitions>
""",
    }
