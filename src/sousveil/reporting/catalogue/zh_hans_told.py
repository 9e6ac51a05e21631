"""Chinese, simplified: what other rooms say in the report in English, by that English.

The JSON report is English. A page in Chinese looks each of its sentences up here; ``{slots}`` stand for what changes.
Lists joined by ``, `` and ``and``, or by ``; ``, are looked up piece by piece. What is not here is printed in English.
"""

from collections.abc import Mapping

_USES = {
    "; a use of it was seen": "；见到了对它的使用",
    "; whether that part is used was not seen": "；未见该部分是否被使用",
    "": "",
}
_OFFERS = {
    "is in the software, which exports {texts}": "在软件中，软件导出 {texts}",
    "is used by the software, which calls {texts}": "被软件使用，软件调用 {texts}",
    "is in the software with its file of weights {texts}": "连同其权重文件 {texts} 在软件中",
    "is in the software as the package {texts}": "以包 {texts} 的形式在软件中",
    "is named in the software, which declares {texts}": "在软件中被提及，软件声明 {texts}",
    "is named in the software by the address or id {texts}": "在软件中以地址或标识 {texts} 被提及",
    "is named in the software by its file of weights {texts}": "在软件中以其权重文件 {texts} 被提及",
    "is imported by the software as {texts}": "被软件以 {texts} 导入",
    "is among the packages that the software requires, as {texts}": "属于软件所需的包，名为 {texts}",
}

SENTENCES: Mapping[str, str] = {
    # Traits
    "race": "种族",
    "ethnic group": "族群",
    "ethnicity": "族群",
    "skin colour": "肤色",
    "religion": "宗教",
    "nationality": "国籍",
    "political opinion": "政治观点",
    "sexual orientation": "性取向",
    # Questions
    "Is there a record of a person or a face with a slot for {trait}, here or on a server?": (
        "在本机或服务器上，是否有设有“{trait}”字段的人员或人脸记录？"
    ),
    "Which values can {trait} take, and where are they listed?": "“{trait}”可取哪些值？这些值列在何处？",
    "What fills {trait}: is it worked out from a picture, and by which part?": (
        "“{trait}”的值由何而来：是否由图像得出，由哪一部分得出？"
    ),
    "Is there a screen, search, filter or count by {trait}, here or on a server?": (
        "在本机或服务器上，是否有按“{trait}”的显示、检索、筛选或统计？"
    ),
    "Is {trait} sent with an alarm or event, and to whom?": "“{trait}”是否随报警或事件发送？发送给谁？",
    "Can a rule, alarm, watch list or access decision act on the value of {trait}?": (
        "是否有规则、报警、布控名单或门禁判断依据“{trait}”的取值执行？"
    ),
    "Is it switched on in any edition, installation or region?": "它是否在任何版本、安装或地区中开启？",
    "Have records with a value for {trait} been kept, where, and how many?": (
        "是否保存过带有“{trait}”值的记录？保存在何处，有多少？"
    ),
    "{file} is like {family}, whose documented labels are {labels}. Which labels does it give out, in which order?": (
        "{file} 与 {family} 相似，其文档所列标签为 {labels}。它给出哪些标签，次序如何？"
    ),
    "{file} is like {family}, of which several lists of labels circulate ({labels}). Which does it give out, in which "
    "order?": "{file} 与 {family} 相似，后者流传着多种标签列表（{labels}）。它给出哪些标签，次序如何？",
    "{file} is like {family}, which is documented to give out {heads}. Which labels does it give out?": (
        "{file} 与 {family} 相似，文档称后者给出 {heads}。它给出哪些标签？"
    ),
    # Innocent explanations
    "The value is read from a card, passport or form": "该值读自身份证、护照或表格",
    "It is left over and unused": "它是遗留下来的，未被使用",
    "The slot was not in use yet in this edition": "在此版本中该字段尚未使用",
    "The value was never given out": "该值从未给出过",
    "It is a form to be filled in": "它是待填写的表格",
    "The comment belongs to another slot": "该注释属于另一个字段",
    "Nobody had written a comment yet": "当时尚未写注释",
    "The slot was planned and never used": "该字段只作预留，从未使用",
    "Nobody had written the words yet": "当时尚未写入这些词语",
    "It was left over by oversight and shows nothing": "系疏忽遗留，不说明任何情况",
    "The list is used for something else here": "该列表在此另有用途",
    "nothing that speaks for it": "没有可以支持它的内容",
    "an event, search or rule refers to it": "有事件、检索或规则引用它",
    "nothing that was read refers to it": "已读取的部分中没有引用它的内容",
    "the order of editions is not told by what was read": "从已读取的部分看不出各版本的先后",
    "published editions give it out": "已公布的版本给出该值",
    "a record of faces or bodies stands around it": "它的周围是人脸或人体的记录",
    "the reader joins it to this one": "读取结果将它与此项相连",
    "the slots beside it have one": "相邻的各字段都有",
    "nothing that was read tells": "从已读取的部分看不出来",
    "the values for what was not recognised have theirs": "表示未识别的值有各自的词语",
    "the list is of kinds of people": "该列表列的是人群种类",
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
    # Components
    "gives out cultural appearance, with age and sex": "给出文化外貌以及年龄和性别",
    "gives out race in three labels, with sex, age and emotion": "给出分为三类的种族以及性别、年龄和情绪",
    "gives out race in six labels, with age, sex and emotion": "给出分为六类的种族以及年龄、性别和情绪",
    "has a classifier of faces by race": "带有按种族的人脸分类器",
    "has a classifier of faces by race among its models": "其模型中有按种族的人脸分类器",
    "gives out ethnicity in five labels, with age and sex": "给出分为五类的族群以及年龄和性别",
    "gives out ethnicity of a face where it is among the attributes asked for": (
        "在所索取的属性包含族群时给出人脸的族群"
    ),
    "gives out race in seven or four labels, with age and sex": "给出分为七类或四类的种族以及年龄和性别",
    "gives out race in five labels, with sex and age": "给出分为五类的种族以及性别和年龄",
    "gives out race in five labels where its model for sex, age and race is switched on": (
        "在开启性别、年龄和种族模型时，给出分为五类的种族"
    ),
    **{
        f"{{name}}, which {{says}}, {offer}{use}.": f"{{name}}（{{says}}）{told}{told_use}。"
        for use, told_use in _USES.items()
        for offer, told in _OFFERS.items()
    },
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
    "Names for {trait} ({names}) stand in the software, while no slots of its records are called so.": (
        "软件中有“{trait}”的名称（{names}），而其记录中没有这样命名的项。"
    ),
    "In {records}, slots with milder names take their values from published lists of kinds of people by {trait}.": (
        "在 {records} 中，名称较为委婉的各项，其值取自已公布的按{trait}划分人群的列表。"
    ),
    # Fences
    "ends with its parent": "随父进程结束",
    "resource limits": "资源限额",
    "no dump": "不留内存转储",
    "no new privileges": "不得获取新权限",
    "landlock {n}": "Landlock {n}",
    "system call filter": "系统调用过滤",
    # What would help
    "Ask the maker for the password, unpack the part, and scan what comes out.": (
        "向厂商索取密码，解开这一部分，再扫描解出的内容。"
    ),
    "Ask the maker what this part is and how it is opened, and scan what comes out.": (
        "询问厂商这一部分是什么、如何打开，再扫描解出的内容。"
    ),
    "Get the file again, whole; compare its size and digest with the maker's.": (
        "重新取得完整的文件；将其大小和摘要与厂商公布的比较。"
    ),
    "Get the file again; if it stays so, unpack the part with its maker's tool and scan that.": (
        "重新取得该文件；如仍如此，用厂商的工具解开这一部分再扫描。"
    ),
    "Get the file again: what came out is not what was packed.": "重新取得该文件：解出的内容与打包时的不同。",
    "Unpack the part with another tool as well and scan what comes out there.": (
        "另用一种工具解开这一部分，扫描解出的内容。"
    ),
    "Ask the maker why the archive says something else of this part than it is.": (
        "询问厂商为何压缩包对这一部分的说法与实际不符。"
    ),
    "No ordinary packer made this archive; ask the maker for another copy.": (
        "这个压缩包不是普通打包程序所作；请向厂商另要一份。"
    ),
    "Unpack the part with the tool that made it and scan what comes out.": (
        "用制作它的工具解开这一部分，扫描解出的内容。"
    ),
    "Unpack it with the tool of its maker and scan what comes out.": "用其厂商的工具解开它，扫描解出的内容。",
    "Unpack the program with the tool that packed it and scan what comes out.": (
        "用打包该程序的工具解开它，扫描解出的内容。"
    ),
    "Raise this limit and scan again, or unpack the part and scan what comes out.": (
        "提高此限额后重新扫描，或解开这一部分再扫描解出的内容。"
    ),
    "Give more room for temporary files or memory and scan again.": "提供更多临时文件空间或内存后重新扫描。",
    "Join the parts of the archive and scan the whole.": "将压缩包的各卷合并后扫描。",
    "What is deleted there is still in the lower layer, and was looked at there.": (
        "在此处删除的内容仍在下层，并已在下层查看。"
    ),
    "Scan the folder that the maker delivers beside this archive (NAME.unpacked) as well.": (
        "厂商随此压缩包提供的文件夹（NAME.unpacked）也应扫描。"
    ),
    "Unpack the archive and scan the file that comes out.": "解开压缩包，扫描解出的文件。",
    "Mail is about people and is not read; scan what is attached to it on its own.": (
        "邮件涉及人员，不读取；其附件可单独扫描。"
    ),
    "Scan what the link points to as a target of its own.": "将链接所指的内容单独扫描。",
    "Devices, pipes and sockets hold no bytes of their own.": "设备、管道和套接字自身不含字节。",
    "Scan again with the right to read it.": "取得读取权限后重新扫描。",
    "Scan again when nothing writes to it, or scan a copy.": "在没有程序写入它时重新扫描，或扫描一份副本。",
    "Install the tool that opens it and scan again; sousveil doctor names it.": (
        "安装能打开它的工具后重新扫描；sousveil doctor 会说明是哪一个。"
    ),
    "Install {name} ({how}) and scan again.": "安装 {name}（{how}）后重新扫描。",
    "Scan on Linux with Landlock, where tools are fenced in, or unpack the part by hand.": (
        "在带有 Landlock 的 Linux 上扫描（工具会被隔离），或手工解开这一部分。"
    ),
    "Unpack the part with its maker's tool and scan what comes out.": "用其厂商的工具解开这一部分，扫描解出的内容。",
    "Raise limits.tool_seconds and scan again, or unpack the part by hand.": (
        "提高 limits.tool_seconds 后重新扫描，或手工解开这一部分。"
    ),
    "Symbol files or source from the maker would show what this machine code decides.": (
        "厂商的符号文件或源代码可以说明这些机器代码决定什么。"
    ),
    "The maker's description of the model's outputs would show what it gives out.": (
        "厂商对模型输出的说明可以显示它给出什么。"
    ),
    "Ask the maker what these parts are; a format that is not read yet can be reported to the project.": (
        "询问厂商这些部分是什么；尚不能读取的格式可告知本项目。"
    ),
    "Fetch what stands at these addresses, keep it with the product and scan it too.": (
        "取得这些地址上的内容，与产品一同保存，并加以扫描。"
    ),
    "Ask the maker of the service what it gives out and who can ask for it; it cannot be seen here.": (
        "询问服务的提供者它给出什么、谁可以索取；此处无法看到。"
    ),
    "Nothing to do: pictures, sound, video and fonts are not read.": "无需处理：图片、声音、影片和字体不读取。",
    "Nothing to do: records are not quoted.": "无需处理：记录不引用。",
    "Nothing to do: words were looked for everywhere; only lists far longer than a page may be cut.": (
        "无需处理：全文均已检索词语；只有远超一页的列表可能被截断。"
    ),
    "Rows may be about people and are not read: look by yourself whether they are a list of kinds.": (
        "这些行可能涉及人员，不读取：请自行查看它们是否是种类列表。"
    ),
    "Find out in which encoding the file was written.": "查明该文件使用何种编码。",
    "Look at the bytes with a hex viewer.": "用十六进制查看器查看这些字节。",
    "Look at the file by hand.": "手工查看该文件。",
    "Look at the rest of the file by hand.": "手工查看该文件的其余部分。",
    "Look at the class with {tool}.": "用 {tool} 查看该类。",
    "Look with {tool}.": "用 {tool} 查看。",
    "Look at the store with a tool of your own.": "用自己的工具查看该存储。",
    "Open the hive with a tool of your own.": "用自己的工具打开该注册表文件。",
    "Look at the rest of the hive by hand: words stand in very many places.": (
        "请手工查看该注册表文件的其余部分：词语出现之处极多。"
    ),
    "Look at it with {tool}.": "用 {tool} 查看。",
    "Ask the maker for a file that no shop has locked.": "向厂商索取未经商店加锁的文件。",
    "Ask the maker for the source of these parts, or for what documents say of them.": (
        "向厂商索取这些部分的源代码，或文档中对它们的说明。"
    ),
    "Look at the file with a debugger.": "用调试器查看该文件。",
    "Put all parts of the archive into one folder and scan the folder.": "将所有分卷放入一个文件夹，扫描该文件夹。",
    "Open the database by hand.": "手工打开该数据库。",
    "Open the database with a tool of your own.": "用自己的工具打开该数据库。",
    "Scan the source of this module too.": "该模块的源代码也应扫描。",
    "Ask the maker for a whole file.": "向厂商索取完整的文件。",
    "Ask for a whole file.": "索取完整的文件。",
    "Scan again with a higher limit of text units.": "提高文字单元的限额后重新扫描。",
    "Chains may go on beyond three steps from the words: look for the last records named, by hand.": (
        "从词语出发的联系可能超过三步：请手工查找最后提到的记录。"
    ),
    "Report this as a mistake of Sousveil, with the file; until then look into it by hand.": (
        "请将此作为 Sousveil 的错误连同文件一起报告；在此之前请手工查看。"
    ),
    "Scan software that you do not trust on Linux with a kernel that has Landlock (5.13 or later), or in a virtual "
    "machine.": "请在内核带有 Landlock（5.13 或更高）的 Linux 上，或在虚拟机中，扫描您不信任的软件。",
    # Where a target says what it is called
    "version resource": "版本资源",
    ".NET assembly": ".NET 程序集",
    "image labels": "镜像标签",
    "RPM header": "RPM 头部",
    "RPM lead": "RPM 引导头",
    "MSI table": "MSI 数据表",
    "Go build info": "Go 构建信息",
    "gem metadata": "gem 元数据",
    "flatpak metadata": "flatpak 元数据",
    # What became of a finding between two editions
    "It stands in {where} now.": "现位于 {where}。",
    "It stands in {where}, too, now.": "现在也位于 {where}。",
    "It stands in {where} no longer; elsewhere it does, and shows the same.": (
        "已不再位于 {where}；在其他位置仍然存在，所显示的内容相同。"
    ),
    "{these} and {n} more": "{these} 及另外 {n} 处",
    "the file itself": "文件本身",
    "It stands in {where}.": "位于 {where}。",
    "In {where} the words stand still, in other lines.": "这些词语仍在 {where} 中，但在其他行里。",
    "A part of that name lies in {where}, and has the words.": "同名的部分位于 {where}，并含有这些词语。",
    "A part of that name lies in {where}, without it.": "同名的部分位于 {where}，其中没有它。",
    "In {where} it has other names now.": "在 {where} 中，现用其他名称。",
    "Of a file of that name the same is shown in {where}.": "同名文件在 {where} 中显示相同内容。",
    "It was found as capability before.": "以前作为能力被发现。",
    "It was found as profiling before.": "以前作为不依赖图像的人群区分被发现。",
    "It was found as component before.": "以前作为组件被发现。",
    "It was found as stated before.": "以前作为厂商所述被发现。",
    "It was found as declared before.": "以前作为填报数据被发现。",
    "It was found as trace before.": "以前作为痕迹被发现。",
    "One part that showed it cannot be read any more: {part}.": "显示它的一个部分已无法读取：{part}。",
    "In the older edition that part could not be read: {part}.": "在较早的版本中该部分无法读取：{part}。",
    "It stood in {where}.": "曾位于 {where}。",
    "A part of that name is there still, without it: {where}.": "{where}：同名的部分仍在，但其中已没有它。",
    "The lines stand there as they did.": "各行仍如从前。",
    "Of its {all} lines, {n} is there still; what joined them is gone.": (
        "共 {all} 行，其中 {n} 行仍在；把它们联系起来的内容已消失。"
    ),
    "Of its {all} lines, {n} are there still; what joined them is gone.": (
        "共 {all} 行，其中 {n} 行仍在；把它们联系起来的内容已消失。"
    ),
    "The lines stand there as they did; what joined them is gone.": "各行仍如从前；把它们联系起来的内容已消失。",
    "Other findings of the newer edition show the same.": "较新版本的其他发现显示相同内容。",
    "Other findings of the older edition showed the same.": "较早版本的其他发现显示过相同内容。",
    "The bytes are the same; they were read with other rules or another version.": (
        "字节相同；只是按不同规则或由另一版本读取。"
    ),
    "At {n} place another name stands in the same place, between the same neighbours.": (
        "在 {n} 处，同一位置、相同的前后各行之间，现为另一个名称。"
    ),
    "At {n} places another name stands in the same place, between the same neighbours.": (
        "在 {n} 处，同一位置、相同的前后各行之间，现为另一个名称。"
    ),
    "At {n} place other words stand in the same place.": "在 {n} 处，同一位置现为其他词语。",
    "At {n} places other words stand in the same place.": "在 {n} 处，同一位置现为其他词语。",
    "At {n} place the comment is gone or says something else, over the same code.": (
        "在 {n} 处，代码相同，注释已消失或改为其他内容。"
    ),
    "At {n} places the comment is gone or says something else, over the same code.": (
        "在 {n} 处，代码相同，注释已消失或改为其他内容。"
    ),
    "The two reports were made with different rules, words or code, so that those may be what changed; what is marked "
    "with (?) may be theirs, and not the software's.": (
        "两份报告所用的规则、词语或代码不同，所以变化可能出自这些；标有 (?) 的可能出自它们，而不是出自软件。"
    ),
    "Of the newer edition there was only a report: whether something was renamed, replaced or stripped of its comments "
    "cannot be told.": "较新版本只有报告：无法判断是否有改名、替换或删去注释。",
    "The report about {name} was made with other rules or by other code; its target was at hand and was read again "
    "with the present ones, so that a change told here is one of the software.": (
        "关于 {name} 的报告是按其他规则或由其他代码作出的；其对象就在手边，已按现行规则重新读取，"
        "所以这里所说的变化是软件的变化。"
    ),
}
