"""Chinese, simplified: why places belong together, what stands around them, what was set aside, and traces."""

from collections.abc import Mapping

from sousveil.reporting.catalogue.zh_hans_further import FURTHER

REASONS: Mapping[str, str] = {
    **FURTHER,
    # What stands around a place
    "a card, passport or chip reader is named, and fewer than three features of appearance stand beside it": (
        "提到了身份证、护照或芯片读卡器，旁边的外貌特征少于三项"
    ),
    "a card or passport is named, three things that stand on one are beside it, and no feature of appearance": (
        "提到了身份证或护照，旁边有证件上的三项内容，没有外貌特征"
    ),
    "it is a national table of peoples, and a card or its number stands beside it": (
        "它是国家的民族代码表，旁边有证件或证件号"
    ),
    "it is a national table of peoples": "它是国家的民族代码表",
    "its names stand among many others in a long list": "其名称散见于一长串其他名称之中",
    "it is guessed from names of people, and nothing of a picture stands beside it": (
        "它由人名推测，旁边没有图像的内容"
    ),
    "a medical, census or personnel record is named, and nothing of a face": (
        "提到了医疗、普查或人事记录，没有人脸的内容"
    ),
    "a face or body is named, and appearance, a detector or a classifier stands beside it": (
        "提到了人脸或人体，旁边有外貌、检测器或分类器"
    ),
    "what stands on cards and passports is beside it, more of it than features of appearance": (
        "旁边有证件上的内容，且多于外貌特征"
    ),
    "what is chosen from it is told of a face or body, by those who name it": "引用它的地方，所选的值说的是人脸或人体",
    "two features of appearance and a face, a picture or a classifier stand beside it": (
        "旁边有两项外貌特征，以及人脸、图像或分类器"
    ),
    "four features of appearance stand beside it, and age, sex or a person: what is drawn has neither": (
        "旁边有四项外貌特征，并有年龄、性别或人物：绘制的图形没有这些"
    ),
    "two things that people tell of themselves (an accent, tattoos) stand beside it, and no detector": (
        "旁边有两项由本人自述的内容（口音、纹身），且没有检测器"
    ),
    "four things of a registration stand beside it, twice as many as of faces and detectors, and nothing of a look": (
        "旁边有四项登记内容，且为人脸和检测器的两倍，没有外貌内容"
    ),
    "what stands in registers and forms is beside it, twice as much of it as of faces and pictures": (
        "旁边有登记表和表单上的内容，且为人脸和图像的两倍"
    ),
    "it says so itself, and faces or pictures are spoken of near it": "它自己这样写明，且附近提到了人脸或图片",
    "a model that is handed a picture is asked for it": "向接收图片的模型询问它",
    "models for other features of a look are called alike beside it": "旁边有针对其他外貌特征的、命名方式相同的模型",
    "pictures are opened and a model is asked beside it, and nothing that people fill in": (
        "旁边打开图像并调用模型，且没有由人填写的内容"
    ),
    "a card is named beside the face that it is compared with, and what stands on cards is beside it": (
        "提到了与人脸比对的证件，旁边有证件上的内容"
    ),
    "a function gives it back for what another works out from a picture": "函数据另一函数从图像中得出的内容返回它",
    "what it takes is called after what that function works out from a picture": (
        "它所接受的内容以该函数从图像中得出的内容命名"
    ),
    "its package is called after the detection or analysis of faces": "其所在的包以人脸检测或分析命名",
    "a function gives it back, and of what was not shown": "由函数返回，依据何物未见",
    "that library was linked with it: it names that database by its number": ("该库与之一同链接：它以编号指明该数据库"),
    "it is the native function that is called by that method": "它是该方法所调用的原生函数",
    "it asks for the feature of that name": "它请求同名的特征",
    "a model takes a picture there, and gives this out beside age, sex or a feature of looks": (
        "模型在彼处接收图像，并在年龄、性别或外貌特征之外输出此项"
    ),
    "the model works it out from the picture that goes in there": "模型据彼处输入的图像得出它",
    "a face or body is named": "提到了人脸或人体",
    "a face and a picture or detector stand beside it": "旁边有人脸，以及图像或检测器",
    "a face is named more than once beside it, with age or sex": "旁边不止一次提到人脸，并有年龄或性别",
    "a card, passport or its number stands beside it": "旁边有身份证、护照或其号码",
    "names of people stand beside it, and a predictor": "旁边有人名和预测器",
    "a medical, census or personnel record": "医疗、普查或人事记录",
    "names, addresses or birth dates stand beside it": "旁边有姓名、地址或出生日期",
    "a person is named": "提到了人员",
    "nothing about people stands beside it": "旁边没有关于人员的内容",
    "no face is named, and no two features of somebody's looks": "没有提到人脸，也没有两项外貌特征",
    "a slot or value of the record of a face is compared": "比较了人脸记录中的某个字段或取值",
    "no face is named in what is compared": "所比较的内容中没有提到人脸",
    "it is the type of a slot in the record of a face or body": "它是人脸或人体记录中某字段的类型",
    "it is the type of a slot in such a record": "它是这类记录中某字段的类型",
    "a nationality in the record of a person is stated, unless it was worked out": (
        "人员记录中的国籍是申报的，除非由别处得出"
    ),
    "it is one word among others": "它只是许多词语中的一个",
    # How places are joined
    "it is the value on which that rule turns": "它是该规则据以动作的值",
    "that rule is on": "该规则处于开启状态",
    "it is one of the features in that list": "它是该列表中的一项特征",
    "it is told apart in the body of that function": "它在该函数体内被区分",
    "it is declared with that list as its type": "它声明的类型就是该列表",
    "its choices are those of that list": "它可选的值就是该列表中的值",
    "it takes in what has that name": "它接收同名的内容",
    "it is one of the values listed there": "它是其中列出的一个值",
    "it is the value for what was not recognised": "它是表示未识别的值",
    "it is the comment on that slot": "它是该字段的注释",
    "it is the comment on it": "它是其注释",
    "it is a member of that record": "它是该记录的成员",
    "its type is that list": "其类型为该列表",
    "the comment on it names that list": "它的注释提到该列表",
    "the comment on it names that record": "它的注释提到该记录",
    "it uses a slot of that name": "它使用同名的字段",
    "it is what a condition turns on, and that is done then": "条件取决于它，条件成立时就执行该处",
    "it compares what has that name": "它比较同名的内容",
    "it has the same name there, but for what stands before it": "除前缀外，它在彼处名称相同",
    "that field is written under it": "该字段写在它之下",
    "it stands under the same key in a file for another language": "它在另一种语言的文件中位于同一个键之下",
    "that text names it": "该文字提到它",
    "it is handed to a call that subscribes": "它被传给一个订阅调用",
    "it takes that record": "它接收该记录",
    "it holds that record": "它含有该记录",
    "it is a parameter of that call": "它是该调用的参数",
    "it is in what is sent to a topic, a queue, a socket or a hook": "它在发送到主题、队列、套接字或钩子的内容之中",
    "it is in what is sent to a topic, a queue, a socket or a hook in line {line}": (
        "它在第 {line} 行发送到主题、队列、套接字或钩子的内容之中"
    ),
    "that function makes the condition of a search out of it": "该函数由它生成检索条件",
    "the program writes it out under this title": "程序在此标题下输出其值",
    "what stands under that key is asked for there": "彼处索取该键之下的内容",
    "it is the text under that key": "它是该键之下的文字",
    "it stands there in another copy of the record": "它在该记录的另一份副本中位于彼处",
    "that is the value it is set to": "它被设为该值",
    "that setting, which is on, stands beside it": "该设置与它相邻，处于开启状态",
    "it is one of the texts that this gives out": "它是此处给出的文字之一",
    "it stands next to it": "两者相邻",
    # What was set aside
    "a breed of animals": "动物的品种",
    "a colour in a drawing": "绘图中的颜色",
    "a colour of paint, light or text": "油漆、灯光或文字的颜色",
    "a country, not a people": "国家，而非民族",
    "a kind of music": "音乐的种类",
    "a race between parts of a program": "程序各部分之间的竞争",
    "a race that is run, driven or ridden": "赛跑、赛车或赛马",
    "a set phrase in which the word names no group of people": "固定词组，其中该词不指人群",
    "a test of the quality of a portrait": "对人像质量的检验",
    "a text against discrimination": "反对歧视的文字",
    "an attribute of a school or a place, not of a person": "学校或地点的属性，而非人的属性",
    "an exercise for learners": "供学习者使用的练习",
    "finding pixels of skin, no person is sorted": "寻找皮肤像素，不对人员进行分类",
    "one entry of a list of countries": "国家列表中的一项",
    "one of thousands of words in a word list": "词表中成千上万个词之一",
    "one entry of data about languages, countries and writing": "语言、国家和文字数据中的一项",
    "one of thousands of pieces into which a model splits text": "模型切分文字所得成千上万个片段之一",
    "one entry of the data about languages that many programs carry": "许多程序所带语言数据中的一项",
    "one entry of a table of countries or languages": "国家或语言表中的一项",
    "one entry of a table of emoji": "表情符号表中的一项",
    "one entry of data about characters or emoji": "字符或表情符号数据中的一项",
    "one entry of data about time zones": "时区数据中的一项",
    "the name of a font in a theme of an office program": "办公软件主题中的字体名称",
    "one of thousands of words in a dictionary": "词典中成千上万个词之一",
    "the name of a calendar": "历法的名称",
    "the name of a font": "字体的名称",
    "the name of a language": "语言的名称",
    "the name of a place": "地点的名称",
    "the name of a writing system": "文字体系的名称",
    "the peoples of a game": "游戏中的种族",
    "the skin tone of an emoji": "表情符号的肤色",
    "the smaller class of a training set": "训练集中较小的类别",
    "the smaller side of a network that split": "网络分裂后较小的一侧",
    # Traces
    'In the record {record}, "{written}" stands where {editions} "{published}", between {before} and {rest}.': (
        "在记录 {record} 中，{editions}“{published}”的位置上是“{written}”，位于 {before} 与 {rest}之间。"
    ),
    "published editions of it have": "已公布的版本中",
    "another copy of it in the software has": "软件中另一份副本里",
    "published editions of them": "已公布的版本",
    "other copies of them in the software": "软件中的其他副本",
    "{after}, at byte {offset}, without a comment where the others have one": (
        "{after}（第 {offset} 字节，其他各项有注释而它没有）"
    ),
    "{after}, at byte {offset}": "{after}（第 {offset} 字节）",
    "{after}, without a comment where the others have one": "{after}（其他各项有注释而它没有）",
    "In the list {record}, the value {value}, which stands for {groups} in published editions of it, is missing.": (
        "在列表 {record} 中，缺少值 {value}；在已公布的版本中它表示{groups}。"
    ),
    "In the list {record}, the value {value}, which stands for {groups} in published editions of it, is called "
    '"{n}".': ("在列表 {record} 中，值 {value} 名为“{n}”；在已公布的版本中它表示{groups}。"),
    "Values for {trait} are numbered while their words are blanked.": "“{trait}”的值有编号，而相应的词语被抹去。",
    "Values for {trait} are numbered while their words are blanked; {groups} still stands there.": (
        "“{trait}”的值有编号，而相应的词语被抹去；其中仍留有{groups}。"
    ),
    'In the record {record}, the comment on the slot "{written}" says "{published}".': (
        "在记录 {record} 中，“{written}”一项的注释写着“{published}”。"
    ),
    'In the record {record}, "{written}" has no comment while the slots beside it have one.': (
        "在记录 {record} 中，“{written}”没有注释，而相邻各项都有。"
    ),
    'In the record {record}, the comment on "{written}" says only that it is kept free.': (
        "在记录 {record} 中，“{written}”的注释只说它是保留的。"
    ),
    "{record} has words for what was not recognised, and only numbers ({written}) for the other values of {trait}.": (
        "{record} 对未识别的情况有词语，而“{trait}”的其他值只有编号（{written}）。"
    ),
    'What is written for {trait} ("{written}") is commented out, while lines of the same form for other features of a '
    "face or body stand beside it.": (
        "关于“{trait}”的内容（“{written}”）被注释掉，而旁边有形式相同的各行，用于人脸或人体的其他特征。"
    ),
    'A stretch of code that opens pictures, asks a model and names {trait} ("{written}") is commented out.': (
        "有一段打开图像、询问模型并提到“{trait}”（“{written}”）的代码被注释掉。"
    ),
    '"{written}" stands in the software, while in the record {record} "{before}" stands where published editions of it '
    'have "{published}".': (
        "软件中有“{written}”，而在记录 {record} 中，已公布的版本里“{published}”的位置上是“{before}”。"
    ),
    'In the record {record}, the slot "{written}" takes its values from {published}, a published list of kinds of '
    "people by {trait}.": (
        "在记录 {record} 中，“{written}”一项的值取自 {published}，这是一份已公布的按{trait}划分人群的列表。"
    ),
    'In {count} records, {records}, slots with other names, such as "{written}", stand where {copies} have slots for '
    "{rest}.": ("在 {count} 个记录（{records}）中，在{copies}设有“{rest}”的位置上，是名称不同的项，如“{written}”。"),
    "{trait}; {holes} of them are without a comment where the others have one": (
        "{trait}（其中 {holes} 项没有注释，而其他各项有）"
    ),
    "In {records}, values that stand for {groups} in published editions are missing or unnamed.": (
        "在 {records} 中，已公布的版本里表示{groups}的值缺失或没有名称。"
    ),
    "At {count} places values for {trait} are numbered while their words are blanked.": (
        "在 {count} 处，“{trait}”的值有编号，而相应的词语被抹去。"
    ),
    "At {count} places values for {trait} are numbered while their words are blanked; {groups} still stands there.": (
        "在 {count} 处，“{trait}”的值有编号，而相应的词语被抹去；其中仍留有{groups}。"
    ),
    "In {records}, comments name {trait} on slots that are called reserved.": (
        "在 {records} 中，名为保留的各项，其注释提到“{trait}”。"
    ),
    "In {records}, slots for {trait} have no comment while those beside them have one.": (
        "在 {records} 中，“{trait}”各项没有注释，而相邻各项都有。"
    ),
    "In {records}, the comments on slots for {trait} say only that they are kept free.": (
        "在 {records} 中，“{trait}”各项的注释只说它们是保留的。"
    ),
    "{records} have words for what was not recognised, and only numbers for the other values of {trait}.": (
        "{records} 对未识别的情况有词语，而“{trait}”的其他值只有编号。"
    ),
    "At {count} places what is written for {trait} is commented out, while lines of the same form for other features "
    "of a face or body stand beside it.": (
        "在 {count} 处，关于“{trait}”的内容被注释掉，而旁边有形式相同的各行，用于人脸或人体的其他特征。"
    ),
    "{count} stretches of code that open pictures, ask a model and name {trait} are commented out.": (
        "有 {count} 段打开图像、询问模型并提到“{trait}”的代码被注释掉。"
    ),
    "Names for {trait} ({names}) stand in the software, while no slots of its records are called so.": (
        "软件中有“{trait}”的名称（{names}），而其记录中没有这样命名的项。"
    ),
    "In {records}, slots with milder names take their values from published lists of kinds of people by {trait}.": (
        "在 {records} 中，名称较为委婉的各项，其值取自已公布的按{trait}划分人群的列表。"
    ),
}
