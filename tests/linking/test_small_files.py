"""Small files as products of all kinds have them: rules, events, schemas, lists; each with what is to be said of it.

``silent`` is no capability, ``no x`` is none of these stages, and else the stages and groups that are said are named.
All makers, products and settings here are invented.
"""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

FILES: dict[str, tuple[str, str, str]] = {
    "isapi xml": (
        "evt.xml",
        (
            '<?xml version="1.0"?>\n'
            "<EventTriggerList><EventTrigger><id>faceCapture-1</id><eventType>faceCapture</eventTy"
            "pe><FaceCondition><race>black</race></FaceCondition><EventTriggerNotificationList><Ev"
            "entTriggerNotification><notificationMethod>email</notificationMethod></EventTriggerNo"
            "tification></EventTriggerNotificationList></EventTrigger></EventTriggerList>"
        ),
        "trigger Black",
    ),
    "isapi cap": (
        "cap.xml",
        (
            '<FaceCaptureCap><age min="0" max="100"/><gender opt="male,female"/><race opt="white,b'
            'lack,yellow,unknown"/><glass opt="yes,no"/></FaceCaptureCap>'
        ),
        "scheme",
    ),
    "onvif rule": (
        "rule.xml",
        (
            '<tt:Rule Name="FaceRule" Type="tt:FaceRecognition"><tt:Parameters><tt:SimpleItem Name'
            '="Ethnicity" Value="Uyghur"/><tt:SimpleItem Name="AlarmOutput" Value="1"/></tt:Parame'
            "ters></tt:Rule>"
        ),
        "trigger Uyghur",
    ),
    "onvif schema": (
        "a.xsd",
        (
            '<xs:schema xmlns:xs="x"><xs:complexType name="HumanFace"><xs:sequence><xs:element nam'
            'e="Age"/><xs:element name="Gender"/><xs:element name="Complexion"><xs:simpleType><xs:'
            'restriction base="xs:string"><xs:enumeration value="White"/><xs:enumeration value="Bl'
            'ack"/><xs:enumeration value="Asian"/></xs:restriction></xs:simpleType></xs:element></'
            "xs:sequence></xs:complexType></xs:schema>"
        ),
        "field scheme",
    ),
    "vms rule": (
        "rules.xml",
        (
            "<Rules><Rule><DisplayName>Notify on face</DisplayName><Enabled>true</Enabled><Trigger"
            "ingEvent>FaceDetected</TriggeringEvent><EventFilter><Field>Race</Field><Operator>Equa"
            "ls</Operator><Value>Black</Value></EventFilter><Actions><Action>SendNotification</Act"
            "ion></Actions></Rule></Rules>"
        ),
        "trigger Black",
    ),
    "etc macro": (
        "etm.json",
        (
            '{"EventToAction":{"Event":"FaceIdentified","Where":"Subject.Ethnicity = \'Uyghur\'","Ac'
            'tion":"TriggerAlarm","Recipient":"Operators"}}'
        ),
        "trigger Uyghur",
    ),
    "mqtt payload": (
        "schema.json",
        (
            '{"$schema":"http://json-schema.org/draft-07/schema#","title":"FaceDetectedMessage","t'
            'ype":"object","properties":{"cameraId":{"type":"string"},"faceBox":{"type":"array"},"'
            'ethnicity":{"type":"string","enum":["asian","black","white","other"]}}}'
        ),
        "field scheme",
    ),
    "avro": (
        "face.avsc",
        (
            '{"type":"record","name":"FaceEvent","fields":[{"name":"camera_id","type":"string"},{"'
            'name":"face_bbox","type":"string"},{"name":"race","type":{"type":"enum","name":"Race"'
            ',"symbols":["WHITE","BLACK","ASIAN"]}}]}'
        ),
        "field scheme",
    ),
    "thrift": (
        "f.thrift",
        (
            "enum Race { WHITE = 1, BLACK = 2, ASIAN = 3 }\nstruct FaceAttr {\n  1: i32 age\n"
            "  2: bool glasses\n  3: Race race\n}\n"
        ),
        "field scheme",
    ),
    "capnp": (
        "f.capnp",
        (
            "@0xdbb9ad1f14bf0b36;\nstruct FaceAttributes {\n  age @0 :UInt8;\n  glasses @1 :Bool;\n"
            "  ethnicity @2 :Ethnicity;\n}\nenum Ethnicity {\n  han @0;\n  uyghur @1;\n  tibetan @2;\n"
            "  other @3;\n}\n"
        ),
        "field scheme",
    ),
    "hocon": (
        "reference.conf",
        (
            "face-analytics {\n  attributes = [age, gender, ethnicity, glasses]\n"
            '  ethnicity-labels = ["white", "black", "asian"]\n}\n'
        ),
        "scheme",
    ),
    "properties opts": (
        "face.properties",
        "face.attr.race.values=white,black,asian,indian\nface.attr.gender.values=male,female\n",
        "scheme",
    ),
    "systemd ini": (
        "analytics.ini",
        (
            "[FaceAttributes]\nAge=yes\nGender=yes\nRace=yes\n[RaceAlarm]\nMatch=Black,Asian\n"
            "Exec=/usr/bin/notify-guard\n"
        ),
        "trigger Black",
    ),
    "helm": (
        "values.yaml",
        (
            "faceAnalytics:\n  image: x/face\n  attributes:\n    age: {enabled: true}\n"
            "    ethnicity: {enabled: true, classes: [asian, black, white]}\n"
        ),
        "scheme",
    ),
    "dbt": (
        "schema.yml",
        (
            "version: 2\nmodels:\n  - name: stg_face_captures\n    columns:\n      - name: camera_id\n"
            "      - name: face_image_url\n      - name: ethnicity\n        tests:\n"
            "          - accepted_values:\n              values: [asian, black, white, latino]\n"
        ),
        "field scheme",
    ),
    "prisma": (
        "schema.prisma",
        (
            "enum Race {\n  WHITE\n  BLACK\n  ASIAN\n}\nmodel FaceCapture {\n  id Int @id\n"
            "  cameraId Int\n  faceImage String\n  race Race\n}\n"
        ),
        "field scheme",
    ),
    "liquibase": (
        "c.xml",
        (
            '<databaseChangeLog><changeSet id="1" author="x"><createTable tableName="face_capture"'
            '><column name="camera_id" type="int"/><column name="face_img" type="varchar(200)"/><c'
            'olumn name="race" type="int" remarks="1 white 2 black 3 yellow"/></createTable></chan'
            "geSet></databaseChangeLog>"
        ),
        "field scheme",
    ),
    "jpa": (
        "orm.xml",
        (
            '<entity-mappings><entity class="com.x.FaceCapture"><attributes><basic name="cameraId"'
            '/><basic name="faceImage"/><basic name="race"><column name="RACE"/></basic></attribut'
            "es></entity></entity-mappings>"
        ),
        "field",
    ),
    "rego": (
        "p.rego",
        (
            'package gate\n\ndefault allow = false\n\ndeny[msg] {\n  input.face.ethnicity == "uyghur"\n'
            '  msg := "stop"\n}\n'
        ),
        "trigger Uyghur",
    ),
    "siddhi": (
        "a.siddhi",
        (
            "define stream FaceStream (cameraId int, race string);\nfrom FaceStream[race == 'black']\n"
            "select cameraId insert into AlarmStream;\n"
        ),
        "trigger Black",
    ),
    "flink": (
        "a.sql",
        "INSERT INTO face_alarms SELECT camera_id, ts FROM face_events WHERE ethnicity = 'uyghur';\n",
        "trigger Uyghur",
    ),
    "drools zh": (
        "r.drl",
        (
            'rule "重点人员"\nwhen\n  $f : FaceEvent(nation == "维吾尔族", age > 18)\nthen\n'
            "  alarmService.push($f);\nend\n"
        ),
        "trigger Uyghur",
    ),
    "epl": (
        "e.epl",
        (
            "@Name('x') select * from pattern [every f=FaceEvent(race='black')];\n"
            "insert into AlarmEvent select * from FaceEvent where race = 'black';\n"
        ),
        "trigger Black",
    ),
    "drl horses": (
        "r.drl",
        (
            'rule "late race"\nwhen\n  $r : RaceEvent(colour == "black", horse != null)\nthen\n'
            "  alarmService.raise($r);\nend\n"
        ),
        "silent",
    ),
    "drl loan": (
        "r.drl",
        ('rule "protected"\nwhen\n  $a : Applicant(ethnicity == "asian")\nthen\n  auditService.notify($a);\nend\n'),
        "no trigger",
    ),
    "epl cars": (
        "e.epl",
        "insert into Alarm select * from CarEvent where color = 'black' and cameraId = 3;\n",
        "silent",
    ),
    "skin player": (
        "skin.h",
        (
            "enum PLAYER_SKIN { PLAYER_SKIN_UNKNOWN, PLAYER_SKIN_YELLOW, PLAYER_SKIN_WHITE, PLAYER"
            "_SKIN_BLACK };\nstruct window_info { int width; enum PLAYER_SKIN skin; };\n"
        ),
        "silent",
    ),
    "skin theme proto": (
        "t.proto",
        (
            "message Theme {\n  enum Skin { SKIN_DEFAULT = 0; SKIN_WHITE = 1; SKIN_BLACK = 2; }\n"
            "  Skin skin = 1;\n  string font_face = 2;\n}\n"
        ),
        "silent",
    ),
    "skin game": (
        "g.h",
        (
            "enum HERO_SKIN { HERO_SKIN_YELLOW, HERO_SKIN_WHITE, HERO_SKIN_BLACK };\n"
            "struct hero { int face_id; int hair; enum HERO_SKIN skin; int armor; };\n"
        ),
        "silent",
    ),
    "face lock screen": (
        "l.h",
        ("enum watch_face_skin { WATCH_FACE_SKIN_WHITE, WATCH_FACE_SKIN_BLACK, WATCH_FACE_SKIN_YELLOW };\n"),
        "silent",
    ),
    "es hr": (
        "m.json",
        (
            '{"mappings":{"properties":{"employee_id":{"type":"keyword"},"hire_date":{"type":"date'
            '"},"race":{"type":"keyword"},"department":{"type":"keyword"}}}}'
        ),
        "no trigger event inference",
    ),
    "es horse": (
        "m.json",
        (
            '{"mappings":{"properties":{"horse":{"type":"keyword"},"race":{"type":"keyword"},"phot'
            'o_finish_camera":{"type":"keyword"},"start_time":{"type":"date"}}}}'
        ),
        "silent",
    ),
    "headwear shop": (
        "s.yml",
        (
            'products:\n  - object: hat\n    label: "Turban for women"\n'
            "    attributes: {headwear: turban}\n    alert: {channels: [sms]}\n"
        ),
        "silent",
    ),
    "ppe": (
        "r.yml",
        (
            'rules:\n  - id: 7\n    label: "Person without helmet"\n    object: person\n'
            "    attributes: {headwear: helmet, vest: yellow}\n    alert: {level: high, channels: [sms]}\n"
        ),
        "silent",
    ),
    "turban emoji": (
        "e.json",
        ('{"emoji":[{"name":"person wearing turban","keywords":["turban","headwear","glasses"]}],"alert":"x"}'),
        "silent",
    ),
    "skin: java skin": (
        "S.java",
        (
            "public enum SkinKind { BLACK_SKIN, WHITE_SKIN, YELLOW_SKIN, UNKNOWN }\n"
            "class FaceFeature { int age; boolean glasses; SkinKind skin; }\n"
        ),
        "scheme",
    ),
    "skin: go skin": (
        "s.go",
        (
            "package a\ntype Skin int\nconst (\n\tSkinUnknown Skin = iota\n\tSkinYellow\n\tSkinWhite\n"
            "\tSkinBlack\n)\ntype FaceInfo struct {\n\tAge int\n\tGlasses bool\n\tSkin Skin\n}\n"
        ),
        "scheme",
    ),
    "skin: ts skin": (
        "s.ts",
        (
            "export enum FaceSkin { SkinYellow = 1, SkinWhite = 2, SkinBlack = 3 }\n"
            "interface PedestrianAttr { age: number; hat: boolean; skin: FaceSkin }\n"
        ),
        "scheme",
    ),
    "skin: py skin": (
        "s.py",
        (
            "class Skin(IntEnum):\n    SKIN_YELLOW = 1\n    SKIN_WHITE = 2\n    SKIN_BLACK = 3\n\n"
            "class FaceAttributes:\n    age: int\n    glasses: int\n    skin: Skin\n"
        ),
        "scheme",
    ),
    "skin: adminlte": (
        "a.js",
        (
            'const skins = ["skin-blue", "skin-black", "skin-yellow", "skin-white"];\n'
            'element.style.fontFace = "x"; const face = 1;\n'
        ),
        "silent",
    ),
    "skin: adminlte bw": (
        "a.js",
        'const skins = ["skin-black", "skin-white"];\nconst face = document.querySelector("#face");\n',
        "silent",
    ),
    "skin: avatar builder": (
        "a.ts",
        (
            "export enum AvatarSkin { SkinYellow, SkinWhite, SkinBlack, SkinBrown }\n"
            "interface Avatar { face: string; hair: string; glasses: string; skin: AvatarSkin }\n"
        ),
        "silent",
    ),
    "skin: beauty filter": ("b.h", "enum BEAUTY { FACE_THIN, WHITE_SKIN, BLACK_SKIN_REPAIR, EYE_BIG };\n", "silent"),
    "skin: camera theme": (
        "c.xml",
        (
            '<resources><string name="face_theme_skin_black">Black skin</string><string name="face'
            '_theme_skin_white">White skin</string></resources>'
        ),
        "silent",
    ),
    "skin: chicken": ("c.json", '{"chicken":{"skin":"black skin","comb":"red","face":"white skin"}}', "silent"),
    "skin: dermatology": (
        "d.py",
        'CLASSES = ["black skin lesion", "white skin lesion"]\n# patient face images, diagnosis\n',
        "no trigger",
    ),
    "skin: protobuf": (
        "a.proto",
        (
            "message FaceLook {\n"
            "  enum Skin { SKIN_UNKNOWN = 0; SKIN_YELLOW = 1; SKIN_WHITE = 2; SKIN_BLACK = 3; }\n"
            "  Skin skin = 1;\n  int32 age = 2;\n}\n"
        ),
        "field scheme",
    ),
    "skin: c": (
        "a.h",
        (
            "enum FACE_SKIN { FACE_SKIN_NONE, FACE_SKIN_YELLOW, FACE_SKIN_WHITE, FACE_SKIN_BLACK };\n"
            "struct face_look { int age; enum FACE_SKIN skin; };\n"
        ),
        "field scheme",
    ),
    "dress: zh cap": (
        "r.json",
        '{"告警规则":[{"名称":"行人特征","对象":"行人","属性":{"帽子":"小白帽","胡子":"大胡子"},"动作":["推送"]}]}',
        "trigger",
    ),
    "dress: ru": (
        "r.yaml",
        (
            "правила:\n  - name: тревога\n    object: pedestrian\n    атрибуты: {головной убор: чалма}\n"
            "    alert: [sms]\n"
        ),
        "trigger",
    ),
    "dress: headscarf": (
        "r.xml",
        (
            '<EventRule enabled="true"><Object>Person</Object><Attribute name="gender">female</Att'
            'ribute><Attribute name="headCovering">headscarf</Attribute><Action>alarm</Action></EventRule>'
        ),
        "trigger",
    ),
    "dress: niqab list": (
        "r.json",
        '{"rules":[{"detect":"person","classes":["niqab","burka"],"notify":"guard"}]}',
        "trigger",
    ),
    "dress: shop": (
        "s.yml",
        (
            "rules:\n  - product: hat\n    person: buyer\n    category: {headwear: turban}\n"
            "    alert: {channels: [sms]}\n"
        ),
        "silent",
    ),
    "dress: lvis": (
        "lvis.yaml",
        "names:\n  1: tuba\n  2: turban\n  3: sunglasses\n  4: headscarf\n  5: person\n",
        "silent",
    ),
    "dress: wordlist rule": (
        "x.json",
        ('{"rules":[{"when":{"weather":"sunny","uv":7},"then":{"notify":"wear headwear, turban or hat"}}],"person":1}'),
        "silent",
    ),
    "dress: face mask rule": (
        "r.json",
        '{"rules":[{"object":"person","attributes":{"mask":"none"},"actions":["alarm"]}]}',
        "silent",
    ),
    "dress: game armour": (
        "g.json",
        '{"items":[{"slot":"headgear","name":"turban","person":"hero","alert":"equip"}],"rules":[]}',
        "silent",
    ),
    "dress: turban": (
        "r.yml",
        (
            'rules:\n  - id: 9\n    label: "Somebody with a turban"\n    object: person\n'
            "    attributes: {headwear: turban}\n    alert: {level: high, channels: [sms]}\n"
        ),
        "trigger",
    ),
    "event: es": (
        "e.json",
        (
            '{"tipo":"x","eventName":"rostro","cara":1,"faces":[{"rostro":[1,2],"bbox":[1,2,3,4],"'
            'raza":"negro","edad":30}]}'
        ),
        "field event",
    ),
    "event: zh yaml": (
        "e.yaml",
        "alarm_type: face_capture\nfaces:\n  - 人脸框: [1, 2]\n    年龄: 30\n    民族: 维吾尔族\n",
        "field event",
    ),
    "event: nested": (
        "e.json",
        (
            '{"event":"person.seen","data":{"camera":"c1","person":{"face":{"glasses":true,"skinTo'
            'ne":"dark","gender":"m"}}}}'
        ),
        "field event",
    ),
    "event: typefaces": (
        "f.json",
        '{"eventType":"load","fontFaces":[{"family":"Arial","race":"x","weight":"bold"}]}',
        "silent",
    ),
    "event: library of people": (
        "l.json",
        (
            '{"faces":[{"name":"Jo Smith","race":"white","birthday":"1990","address":"x","id_numbe'
            'r":"1","phone_number":"2"}]}'
        ),
        "no event",
    ),
    "event: game": ("l.json", '{"eventType":"spawn","faces":[{"age":3,"race":"orc","hp":3}]}', "silent"),
    "event: sports": (
        "l.json",
        '{"eventType":"marathon","faces":[{"bbox":[1,2],"age":3,"race":"10k","bib":12}]}',
        "silent",
    ),
    "event: hr event": (
        "h.json",
        (
            '{"eventType":"employee.updated","employee":{"name":"x","ethnicity":"asian","hire_date'
            '":"x","department":"y"}}'
        ),
        "silent",
    ),
    "event: survey": (
        "h.json",
        '{"eventType":"survey.done","answers":[{"age":3,"gender":"m","ethnicity":"asian"}]}',
        "silent",
    ),
    "event: faces": (
        "e.json",
        (
            '{"eventType":"faceDetection","at":"x","faces":[{"faceRect":{"x":1,"y":2},"age":30,"et'
            'hnic":"minority","race":"yellow"}]}'
        ),
        "field event",
    ),
    "schema: hbm": (
        "F.hbm.xml",
        (
            '<?xml version="1.0"?>\n<hibernate-mapping>\n'
            '<class name="com.x.FaceCapture" table="face_capture">\n'
            '<property name="cameraId" column="CAMERA"/><property name="faceImage" column="IMG"/>\n'
            '<property name="glasses"/><property name="race" column="RACE" type="int"/></class></h'
            "ibernate-mapping>"
        ),
        "field",
    ),
    "schema: edmx": (
        "m.edmx",
        (
            '<?xml version="1.0"?><edmx:Edmx Version="3.0"><edmx:ConceptualModels><Schema Namespac'
            'e="M"><EntityType Name="DetectedFace"><Property Name="CameraId" Type="Int32"/><Proper'
            'ty Name="Glasses" Type="Boolean"/><Property Name="Ethnicity" Type="M.Ethnicity"/></En'
            'tityType><EnumType Name="Ethnicity"><Member Name="Asian"/><Member Name="Black"/><Memb'
            'er Name="White"/></EnumType></Schema></edmx:ConceptualModels></edmx:Edmx>'
        ),
        "field scheme",
    ),
    "schema: coredata": (
        "contents.xml",
        (
            '<?xml version="1.0"?><model type="com.apple.IDECoreDataModeler.DataModel"><entity nam'
            'e="FaceSnap"><attribute name="camera" attributeType="String"/><attribute name="faceRe'
            'ct" attributeType="String"/><attribute name="skinTone" attributeType="Integer 16"/></'
            "entity></model>"
        ),
        "field",
    ),
    "schema: liquibase add": (
        "c.xml",
        (
            '<databaseChangeLog><changeSet id="1" author="x"><addColumn tableName="face_capture"><'
            'column name="nation" type="int" remarks="民族 1 汉族 2 维吾尔族"/><column name="glasses" type'
            '="int"/></addColumn></changeSet></databaseChangeLog>'
        ),
        "field scheme",
    ),
    "schema: hbm hr": (
        "E.hbm.xml",
        (
            '<?xml version="1.0"?>\n<hibernate-mapping>\n<class name="com.x.Employee" table="emp">\n'
            '<property name="hireDate"/><property name="department"/>\n'
            '<property name="ethnicity"/></class></hibernate-mapping>'
        ),
        "silent",
    ),
    "schema: liquibase horse": (
        "c.xml",
        (
            '<databaseChangeLog><changeSet id="1"><createTable tableName="horse"><column name="rac'
            'e" type="int" remarks="race track"/><column name="colour" remarks="1 white 2 black"/>'
            '<column name="photo"/></createTable></changeSet></databaseChangeLog>'
        ),
        "silent",
    ),
    "schema: bigquery": (
        "schema.json",
        (
            '[{"name":"camera_id","type":"STRING"},{"name":"face_box","type":"STRING"},{"name":"gl'
            'asses","type":"BOOL"},{"name":"ethnicity","type":"STRING","description":"asian, black'
            ' or white"}]'
        ),
        "field scheme",
    ),
    "schema: spark": (
        "s.json",
        (
            '{"type":"struct","fields":[{"name":"face_id","type":"string","nullable":true,"metadat'
            'a":{}},{"name":"snapshot_url","type":"string"},{"name":"skin_color","type":"integer"}]}'
        ),
        "field",
    ),
    "schema: frictionless": (
        "datapackage.json",
        (
            '{"resources":[{"schema":{"fields":[{"name":"face_crop","type":"string"},{"name":"came'
            'ra","type":"string"},{"name":"raza","type":"string","constraints":{"enum":["blanco","'
            'negro","asiático"]}}]}}]}'
        ),
        "field scheme",
    ),
    "schema: form ui": (
        "f.json",
        (
            '{"title":"Apply","fields":[{"name":"race","type":"select","options":["white","black",'
            '"asian"]},{"name":"department","type":"text"}]}'
        ),
        "silent",
    ),
    "schema: form text": (
        "f.json",
        (
            '{"title":"Employee","fields":[{"name":"ethnicity","type":"text"},{"name":"hire_date",'
            '"type":"date"},{"name":"department","type":"text"}]}'
        ),
        "silent",
    ),
    "schema: avro runner": (
        "r.avsc",
        (
            '{"type":"record","name":"Runner","fields":[{"name":"race","type":"string"},{"name":"b'
            'ib","type":"int"},{"name":"photo","type":"string"}]}'
        ),
        "silent",
    ),
    "schema: dbt census": (
        "schema.yml",
        (
            "models:\n  - name: census_people\n    columns:\n      - name: race\n        tests:\n"
            "          - accepted_values: {values: [white, black, asian]}\n      - name: income\n"
        ),
        "silent",
    ),
    "schema: dbt zh": (
        "schema.yml",
        (
            "models:\n  - name: face_snap\n    columns:\n      - name: face_url\n      - name: camera_id\n"
            "      - name: nation\n        description: 民族\n        tests:\n"
            "          - accepted_values: {values: [汉族, 维吾尔族, 藏族]}\n"
        ),
        "field scheme",
    ),
    "schema: es template": (
        "t.json",
        (
            '{"index_patterns":["faces-*"],"template":{"mappings":{"properties":{"face":{"properti'
            'es":{"bbox":{"type":"integer"},"age":{"type":"byte"},"ethnicity":{"type":"keyword"}}}}}}}'
        ),
        "field",
    ),
    "schema: es ru": (
        "m.yaml",
        (
            "mappings:\n  properties:\n    face_vector: {type: dense_vector}\n"
            "    camera: {type: keyword}\n    skin_colour: {type: keyword}\n"
        ),
        "field",
    ),
    "schema: index": (
        "es.json",
        (
            '{"mappings":{"properties":{"face_id":{"type":"keyword"},"capture_time":{"type":"date"'
            '},"camera_id":{"type":"keyword"},"race":{"type":"byte"}}}}'
        ),
        "field",
    ),
    "labels: deepstream": (
        "labels.txt",
        "age_young\nage_old\nmale\nfemale\nglasses\nhat\nrace_white\nrace_black\nrace_asian\n",
        "scheme",
    ),
    "labels: json labels": (
        "m.json",
        '{"labels":["young","male","female","white_person","black_person","asian_person","glasses"]}',
        "scheme",
    ),
    "labels: py labels": (
        "m.py",
        'ATTRS = ["female", "age_over_60", "hat", "glasses", "black person", "white person"]\n',
        "scheme",
    ),
    "labels: zh labels": ("classes.txt", "男\n女\n老人\n戴眼镜\n戴帽子\n黑人\n白人\n黄种人\n", "scheme"),
    "labels: zh dress": ("a.json", '{"行人属性":["男","女","老人","戴帽子","戴眼镜","民族服饰","背包"]}', "scheme"),
    "labels: ru": ("labels.txt", "мужчина\nженщина\nочки\nборода\nчернокожий\nевропеоид\n", "scheme"),
    "labels: shop": (
        "a.yaml",
        "attributes:\n  - female\n  - size\n  - hat\n  - glasses\n  - muslim_dress\n  - skirt\n",
        "silent",
    ),
    "labels: shop2": ("labels.txt", "women\nmen\nhat\nglasses\nblack_dress\nwhite_dress\nasian_style\n", "silent"),
    "labels: clothes": (
        "labels.txt",
        "male\nfemale\nglasses\nhat\nupper_white\nupper_black\nupper_yellow\nlower_brown\n",
        "silent",
    ),
    "labels: cars": ("labels.txt", "car\nwhite_car\nblack_car\nyellow_car\nasian_food\nperson\n", "silent"),
    "labels: hair": ("labels.txt", "male\nfemale\nhair_black\nhair_white\nhair_brown\nglasses\n", "silent"),
    "labels: form": (
        "labels.txt",
        "name\naddress\nmale\nfemale\nhair\nglasses\nblack person\nwhite person\n",
        "silent",
    ),
    "labels: game": ("labels.txt", "male\nfemale\nsword\nhat\nelf\nblack person\nspell\n", "silent"),
    "options: zh": (
        "strings.xml",
        (
            '<resources>\n<string name="face_search_nation">民族</string>\n'
            '<string-array name="nation_items"><item>全部</item><item>汉族</item><item>维吾尔族</item></st'
            "ring-array>\n</resources>"
        ),
        "scheme",
    ),
    "options: es": (
        "strings.xml",
        (
            "<resources>\n"
            '<string name="rostro_filtro">Filtro de rostro</string><string name="face_filter_race"'
            ">Raza</string>\n"
            '<string-array name="race_entries"><item>Blanca</item><item>Negra</item><item>Asiática'
            "</item></string-array>\n</resources>"
        ),
        "scheme",
    ),
    "options: json": (
        "en.json",
        '{"faceFilterEthnicity":"Ethnicity","ethnicityOptions":["Asian","Black","White"]}',
        "scheme",
    ),
    "options: form": (
        "strings.xml",
        (
            '<resources>\n<string name="profile_title">Your profile</string>\n'
            '<string name="profile_race">Race</string>\n'
            '<string-array name="race_options"><item>White</item><item>Black</item><item>Asian</it'
            'em></string-array>\n<string name="face_login">Log in with face</string></resources>\n'
        ),
        "silent",
    ),
    "options: two": (
        "strings.xml",
        (
            '<resources>\n<string name="face_attr_race">Race</string>\n'
            '<string name="a1">x</string><string name="a2">x</string><string name="employee_race">'
            "Race</string>\n"
            '<string-array name="race_options"><item>White</item><item>Black</item><item>Asian</it'
            "em></string-array>\n</resources>\n"
        ),
        "no scheme",
    ),
    "options: horse": (
        "strings.xml",
        (
            "<resources>\n"
            '<string name="face_off_race">Race</string><string-array name="race_colours"><item>Whi'
            "te</item><item>Black</item><item>Red</item></string-array>\n</resources>\n"
        ),
        "no scheme",
    ),
    "sql: flyway": (
        "V3__x.sql",
        ("ALTER TABLE face_capture ADD COLUMN ethnicity VARCHAR(16) CHECK (ethnicity IN ('han','uyghur','other'));\n"),
        "field scheme",
    ),
    "sql: mysql": (
        "V4.sql",
        (
            "ALTER TABLE `t_face_snap` ADD `age` int, ADD COLUMN `race` tinyint COMMENT '0未知 1黄种人 "
            "2白人 3黑人' AFTER age;\n"
        ),
        "field scheme",
    ),
    "sql: pg": (
        "V4.sql",
        (
            "ALTER TABLE IF EXISTS public.pedestrian_attr\n  ADD COLUMN IF NOT EXISTS glasses boolean,\n"
            "  ADD COLUMN IF NOT EXISTS skin_tone smallint;\n"
        ),
        "field",
    ),
    "sql: oracle": ("V4.sql", "ALTER TABLE FACE_RESULT ADD (GLASSES NUMBER(1), NATION VARCHAR2(20));\n", "field"),
    "sql: create enum": (
        "a.sql",
        ("CREATE TABLE detected_face (id int, glasses tinyint, race enum('white','black','asian') NOT NULL);\n"),
        "field scheme",
    ),
    "sql: hr create": (
        "a.sql",
        ("CREATE TABLE applicant (id int, marital_status int, race enum('white','black','asian') NOT NULL);\n"),
        "silent",
    ),
    "sql: car create": (
        "a.sql",
        ("CREATE TABLE car_capture (id int, camera int, color enum('white','black','yellow') NOT NULL);\n"),
        "silent",
    ),
    "sql: hr": (
        "V5.sql",
        (
            "ALTER TABLE employee ADD COLUMN ethnicity VARCHAR(16) CHECK (ethnicity IN ('han','uyg"
            "hur','other')), ADD COLUMN hire_date date;\n"
        ),
        "silent",
    ),
    "sql: horse": (
        "V5.sql",
        ("ALTER TABLE horses ADD COLUMN race VARCHAR(16), ADD COLUMN colour enum('black','white'), ADD photo text;\n"),
        "silent",
    ),
    "sql: index": (
        "V5.sql",
        (
            "ALTER TABLE face_capture ADD INDEX idx_race (race_day);\n"
            "ALTER TABLE runners ADD CONSTRAINT fk FOREIGN KEY (race) REFERENCES race(id);\n"
        ),
        "silent",
    ),
    "dictionary: more": (
        "table.csv",
        (
            "attribute,type,values\nage,int,0-100\ngender,enum,m|f\nrace,enum,white|black|asian\n"
            "glasses,bool,\nbeard,bool,\nconfidence,float,0-1\n"
        ),
        "field scheme",
    ),
    "dictionary: zh": (
        "face_fields.tsv",
        "字段\t类型\t说明\nfaceRect\tstring\t人脸框\nglasses\tint\t眼镜\nnation\tint\t民族 1 汉族 2 维吾尔族\n",
        "field scheme",
    ),
    "dictionary: quoted": (
        "f.csv",
        (
            '"Field name";"Data type";"Allowed values"\n"face_score";"float";"0;1"\n'
            '"captured_at";"date";""\n"Skin colour";"enum";"dark; light"\n'
            '"Ethnicity";"enum";"Asian, Black, White"\n'
        ),
        "field scheme",
    ),
    "dictionary: people": ("p.csv", "name,type,values\nJo Black,white,asian\nAnn White,black,x\n", "silent"),
    "dictionary: people2": (
        "p.csv",
        'attribute,value,note\n"Jo Black, b. 1990",white,asian\nAnn,black,face\n',
        "silent",
    ),
    "dictionary: hr dict": (
        "d.csv",
        (
            "attribute,type,values\nemployee_id,int,\nhire_date,date,\nrace,enum,white|black|asian\n"
            "department,enum,a|b\n"
        ),
        "silent",
    ),
    "dictionary: census dict": (
        "d.csv",
        (
            "variable,type,description\nage,int,age of respondent\nsex,int,sex\n"
            'race,int,"1 white 2 black 3 asian"\nincome,int,household income\n'
        ),
        "silent",
    ),
    "dictionary: captures": ("d.csv", "attribute,capture_time,values\nrace,2020,black\n", "silent"),
    "dictionary: cars": (
        "d.csv",
        "attribute,type,values\nplate,string,\nvehicle color,enum,black|white|yellow\nrace,bool,\n",
        "silent",
    ),
    "configmap": (
        "cm.yaml",
        (
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: face-rules}\ndata:\n  rules.yaml: |\n"
            "    rules:\n      - name: face gate\n        when: {ethnicity: uyghur}\n"
            "        then: [notify]\n"
        ),
        "trigger Uyghur",
    ),
    "rule: dotted table": (
        "cfg.txt",
        (
            "table.FaceRecognitionRule[0].Enable=true\n"
            "table.FaceRecognitionRule[0].Config.Filter.Nation=Uyghur\n"
            "table.FaceRecognitionRule[0].EventHandler.AlarmOutEnable=true\n"
            "table.FaceRecognitionRule[0].EventHandler.MailEnable=true\n"
        ),
        "trigger Uyghur",
    ),
    "rule: xacml": (
        "p.xml",
        (
            '<Policy PolicyId="face-gate"><Rule RuleId="r" Effect="Deny"><Target><Match MatchId="s'
            'tring-equal"><AttributeValue>uyghur</AttributeValue><AttributeDesignator AttributeId='
            '"face:ethnicity"/></Match></Target></Rule></Policy>'
        ),
        "trigger Uyghur",
    ),
    "rule: sigma": (
        "r.yml",
        (
            "title: Face of interest\nlogsource: {product: face-camera}\ndetection:\n  selection:\n"
            "    ethnicity: uyghur\n  condition: selection\nlevel: high\nalert: true\n"
        ),
        "trigger Uyghur",
    ),
    "rule: logic app": (
        "la.json",
        (
            '{"triggers":{"When_face_detected":{"type":"ApiConnection"}},"actions":{"Condition":{"'
            'type":"If","expression":{"and":[{"equals":["@triggerBody()?[\'race\']","black"]}]},"act'
            'ions":{"Send_email":{"type":"ApiConnection"}}}}}'
        ),
        "trigger Black",
    ),
    "rule: alertmanager": (
        "am.yml",
        (
            "route:\n  routes:\n    - matchers: ['race=\"black\"', 'source=\"face-camera\"']\n"
            "      receiver: guard-sms\n"
        ),
        "trigger Black",
    ),
    "rule: splunk": (
        "savedsearches.conf",
        "[Face alert]\nsearch = index=face_events race=black\nalert.track = 1\naction.email = 1\n",
        "trigger Black",
    ),
    "rule: elastalert": (
        "ea.yaml",
        ('name: face-watch\ntype: any\nindex: face-*\nfilter:\n- term:\n    face.race: "black"\nalert:\n- "email"\n'),
        "trigger Black",
    ),
    "rule: bpmn": (
        "p.bpmn.xml",
        (
            '<process><serviceTask id="face" name="Detect face"/><sequenceFlow sourceRef="g" targe'
            "tRef=\"raiseAlarm\"><conditionExpression>${face.ethnicity == 'uyghur'}</conditionExpres"
            "sion></sequenceFlow></process>"
        ),
        "trigger Uyghur",
    ),
    "rule: lua rule": (
        "r.lua",
        ('function on_face(face)\n  if face.ethnicity == "uyghur" then\n    send_alarm(face.id)\n  end\nend\n'),
        "trigger Uyghur",
    ),
    "rule: turnstile": (
        "t.json",
        ('{"turnstile":{"faceRules":[{"ethnicity":"tibetan","open":false},{"ethnicity":"han","open":true}]}}'),
        "trigger",
    ),
    "rule: score": (
        "s.yml",
        ("risk_rules:\n  - feature: face_ethnicity\n    value: uyghur\n    score: 80\nalarm_threshold: 70\n"),
        "trigger Uyghur",
    ),
    "rule: xml watch": (
        "w.xml",
        (
            '<WatchList name="g" enabled="true"><FaceMatch><Ethnicity>Uyghur</Ethnicity></FaceMatc'
            "h><Notify>guard</Notify></WatchList>"
        ),
        "trigger Uyghur",
    ),
    "rule: plist": (
        "r.plist",
        (
            '<?xml version="1.0"?><plist version="1.0"><dict><key>rules</key><array><dict><key>fac'
            "e</key><dict><key>race</key><string>black</string></dict><key>action</key><string>ala"
            "rm</string></dict></array></dict></plist>"
        ),
        "trigger Black",
    ),
    "rule: reg": (
        "r.reg",
        (
            "Windows Registry Editor Version 5.00\r\n\r\n"
            '[HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\FaceAlarmRules\\1]\r\n"Ethnicity"="uyghur"\r\n'
            '"Enable"=dword:00000001\r\n"Action"="email"\r\n'
        ),
        "trigger Uyghur",
    ),
    "rule: env": ("face.env", "FACE_ALARM_RACE=black\nFACE_ALARM_EMAIL=ops@x\n", "trigger Black"),
    "rule: cli args": (
        "docker-compose.yml",
        (
            "services:\n  face:\n    image: x\n    environment:\n      - ALERT_ON_FACE_RACE=black\n"
            "      - ALERT_EMAIL=a\n"
        ),
        "trigger Black",
    ),
    "rule: alertmanager db": (
        "am.yml",
        ("route:\n  routes:\n    - matchers: ['kind=\"race\"', 'color=\"black\"']\n      receiver: dev-sms\n"),
        "silent",
    ),
    "rule: splunk hr": (
        "savedsearches.conf",
        "[HR report]\nsearch = index=employees ethnicity=asian department=x\naction.email = 1\n",
        "no trigger",
    ),
    "rule: casino": ("t.json", '{"rules":[{"when":{"track":"black","race":5},"then":"alert"}]}', "silent"),
    "rule: cedar form": (
        "p.cedar",
        'forbid (principal, action, resource)\nwhen { resource.applicant.ethnicity == "asian" };\n',
        "no trigger",
    ),
    "rule: jsonlogic": (
        "r.json",
        (
            '{"name":"face alarm","if":{"and":[{"==":[{"var":"face.race"},"black"]},{">":[{"var":"'
            'face.age"},18]}]},"then":{"notify":"guard"}}'
        ),
        "trigger Black",
    ),
    "rule: jsonlogic in zh": (
        "r.json",
        '{"规则":{"名称":"人脸预警","if":{"in":[{"var":"民族"},["维吾尔族","藏族"]]},"动作":"推送"}}',
        "trigger Uyghur Tibetan",
    ),
    "rule: flag": ("run.yaml", "args:\n  - --camera=gate\n  - --face-alert-ethnicity=uyghur\n", "trigger Uyghur"),
    "rule: gate ru": ("g.json", '{"правила":[{"лицо":{"раса":"чёрный"},"open":false}]}', "trigger"),
    "rule: json engine": (
        "e.json",
        (
            '{"conditions":{"all":[{"fact":"face","path":"$.ethnicity","operator":"equal","value":'
            '"uyghur"}]},"event":{"type":"raise-alarm"}}'
        ),
        "trigger Uyghur",
    ),
    "rule: eventbridge": (
        "eb.json",
        (
            '{"source":["face-camera"],"detail":{"face":{"race":["black"]}},"Targets":[{"Arn":"arn'
            ':aws:sns:x:alarm"}],"EventPattern":{"detail":{"face":{"race":["black"]}}},"actions":["sns"]}'
        ),
        "trigger Black",
    ),
    "rule: alarm colour": (
        "a.json",
        '{"raceAlertColor":"black","faceRaceAlarmIcon":"white","alarm":true}',
        "no trigger",
    ),
    "rule: alert race app": ("a.env", "ALERT_RACE_START=black\nFACE_PAINT=white\nHORSE=1\n", "silent"),
    "rule: jsonlogic survey": (
        "s.json",
        (
            '{"survey":"employee","employee":{"department":"x"},"if":{"==":[{"var":"ethnicity"},"a'
            'sian"]},"then":{"notify":"hr"}}'
        ),
        "no trigger",
    ),
    "rule: gate colours": ("g.json", '{"rules":[{"vehicle":{"color":"black"},"face":"north","open":true}]}', "silent"),
    "rule: required schema": (
        "s.json",
        '{"alerts":{"required":["face","race"],"face":{"type":"object"}}}',
        "no trigger",
    ),
    "rule: matchers tests": (
        "t.yml",
        ("tests:\n  - matchers: ['race=\"white\"', 'suite=\"go\"']\n    receiver: ci-sms\n    face: x\n"),
        "no trigger",
    ),
    "rule: card": (
        "g.json",
        ('{"rules":[{"idCard":{"ethnicity":"tibetan","issuingAuthority":"x","idNumber":"1"},"open":false}]}'),
        "no trigger",
    ),
    "xml: event": (
        "e.xml",
        (
            "<EventNotificationAlert><eventType>faceCapture</eventType><FaceList><Face><faceRect><"
            "x>1</x></faceRect><age>30</age><glasses>no</glasses><race>black</race></Face></FaceLi"
            "st></EventNotificationAlert>"
        ),
        "field event",
    ),
    "xml: metadata": (
        "m.xml",
        (
            '<?xml version="1.0"?><Frame><Object id="1"><Appearance><HumanFace><Age>30</Age><Gende'
            "r>Male</Gender><Complexion>Black</Complexion></HumanFace></Appearance></Object></Frame>"
        ),
        "field",
    ),
    "xml: es": (
        "e.xml",
        ("<alarma><tipo>x</tipo><rostro><edad>30</edad><gafas>no</gafas><etnia>uigur</etnia></rostro></alarma>"),
        "field",
    ),
    "xml: hr": (
        "e.xml",
        (
            "<Employee><name>x</name><photoFace>y</photoFace><birthday>z</birthday><address>a</add"
            "ress><race>white</race></Employee>"
        ),
        "silent",
    ),
    "xml: game": ("e.xml", "<Hero><face><age>3</age><race>elf</race><armor>2</armor></face></Hero>", "silent"),
    "xml: font": ("e.xml", "<font><face><size>3</size><race>x</race><weight>bold</weight></face></font>", "silent"),
    "xml: passport": (
        "e.xml",
        (
            "<Passport><Face><issuingAuthority>x</issuingAuthority><idNumber>1</idNumber><nation>H"
            "an</nation><photo>p</photo></Face></Passport>"
        ),
        "no inference event trigger",
    ),
    "labels: of pedestrians": (
        "ped.yaml",
        "attributes:\n  - female\n  - age_over_60\n  - hat\n  - sunglasses\n  - islamic_dress\n",
        "scheme",
    ),
    "labels: of faces": (
        "labels.txt",
        "old\nmale\nfemale\nwhite_person\nblack_person\nasian_person\nsunglasses\n",
        "scheme",
    ),
    "options: android": (
        "strings.xml",
        (
            '<resources>\n<string name="face_look_race">Race</string>\n'
            '<string-array name="race_choices"><item>White</item><item>Black</item><item>Asian</it'
            "em></string-array>\n</resources>\n"
        ),
        "scheme exposure",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_what_is_said_of_a_small_file(case: str) -> None:
    name, text, want = FILES[case]
    found = [one for one in report({name: text}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    said = {stage.value for one in found for stage in one.stages} | {group for one in found for group in one.groups}
    if want == "silent":
        assert not found
    elif want.startswith("no "):
        assert said.isdisjoint(want.split()[1:])
    else:
        assert said >= set(want.split())
