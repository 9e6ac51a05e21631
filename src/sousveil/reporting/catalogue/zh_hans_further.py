"""Chinese, simplified: how it is known that something is told of pictures, or of nobody.

By the English of the reasons that the room of linking gives; a test holds the two together.
"""

from collections.abc import Mapping

FURTHER: Mapping[str, str] = {
    "the same groups are listed in the same file, of people who are seen": (
        "同一文件中列出了同样的群体，说的是被看到的人"
    ),
    "it is called after what somebody looks to be, as the age and gender in such answers are": (
        "它的名称说的是某人看起来如何，与此类回答中的年龄和性别一样"
    ),
    "it is perceived, as the age or gender beside it, and a camera and what a model tells are beside it": (
        "它与旁边的年龄或性别一样是感知所得，旁边有摄像机和模型给出的内容"
    ),
    "a picture is compared with a text for each of them, and the one that fits best is told": (
        "图像与每一项的文字相比较，给出最相符的一项"
    ),
    "its file is called after the reading of cards, and nothing of a look stands beside it": (
        "其文件的名称说的是读取证件，旁边没有外貌内容"
    ),
    "the record that it is in holds that trait alone, and is a part of one that is called after a face": (
        "它所在的记录只保存这一特征，并且是以人脸命名的记录的一部分"
    ),
    "code puts what was told of a face into a record that is called as its table is": (
        "代码把从人脸得出的内容写入与其数据表同名的记录"
    ),
    "its name says that the value stands on a card": "其名称说明该值写在证件上",
    "the models of that target are people, with their measures, and nothing near it looks at anybody": (
        "该目标中的“模特”是带有身材尺寸的人，附近没有任何东西在看人"
    ),
    "addresses, birth dates and numbers of a person stand beside it, and of a face only its portrait": (
        "旁边有某人的地址、出生日期和号码，人脸只有证件照"
    ),
    "it stands in a description that somebody wrote down: of weight, scars, a marriage or the like": (
        "它写在某人的书面描述中：体重、伤疤、婚姻之类"
    ),
    "it is one of the sets of codes that forms are filled in with, beside others that no picture shows": (
        "它是填写表单所用的代码集之一，旁边还有图片无法显示的其他代码集"
    ),
    "it is the record of a member, an employee, a pupil or the like, in which the face is a key or a portrait": (
        "这是成员、员工、学生之类的记录，其中人脸只是索引或证件照"
    ),
    "somebody picks it in a form": "由人在表单中选择",
    "faces are put together of drawn parts there, or bodies modelled of meshes, and nothing looks at anybody": (
        "那里的人脸由绘制的部件拼成，或人体由网格建模而成，没有任何东西在看人"
    ),
    "the rates of errors of a matcher of faces are compared there group by group, and nothing tells the group": (
        "那里按群体比较人脸比对的错误率，没有任何东西判断群体"
    ),
    "names, telephones, addresses or the like stand beside it, and nothing that detects or predicts": (
        "旁边有姓名、电话、地址之类，没有检测或预测的内容"
    ),
    "it lists the classes of a model that is configured for pictures": "它列出了一个为图像配置的模型的类别",
    "code that opens pictures and asks a model reads its classes from that file": (
        "打开图像并询问模型的代码从该文件读取类别"
    ),
    "most classes of a model for pictures are religious dress, or its absence": (
        "一个图像模型的多数类别是宗教服饰，或没有宗教服饰"
    ),
    "a class that is told from pictures, of those who are seen, is called after the dress of a faith": (
        "从图像中给出的、关于被看到的人的一个类别，以某种信仰的服饰命名"
    ),
    "it is chosen by hand where a person is enrolled under a name, and that is what is kept beside the face": (
        "它在以姓名登记某人时由人工选择，与人脸一起保存的就是这一选择"
    ),
    "it is put beside what somebody enters of a person, and nothing of a look is": (
        "它与某人录入的个人资料放在一起，其中没有外貌内容"
    ),
    "it is read off what holds names, a birth date or the like of somebody, which were entered": (
        "它取自保存某人姓名、出生日期之类的内容，而这些是录入的"
    ),
    "somebody types it into a box of a form": "由人在表单的输入框中填写",
    "the list is called after languages, many of which are called like peoples": (
        "该列表以语言命名，而许多语言与民族同名"
    ),
    "somebody chooses it on a screen that is filled in about a person": "由人在填写个人资料的界面上选择",
    "the faces there come from a generator of faces, and nothing looks at anybody": (
        "那里的人脸来自人脸生成服务，没有任何部分查看真人"
    ),
    "it is a head of a model for pictures, and others for age, sex or a look are called alike": (
        "它是图像模型的一个输出头，用于年龄、性别或外貌的其他输出头以相同方式命名"
    ),
    "pictures are opened there for a model to learn it from": "那里打开图像，供模型从中学习",
    "what is written down of those who are held, sought or missing (charges, a booking) stands beside it": (
        "旁边有关于被羁押、被通缉或失踪者的书面记录（指控、羁押登记）"
    ),
    "it is picked by chance there, and nothing looks at anybody": "它在那里随机选取，没有任何部分查看真人",
    "it is read out of a puzzle, a quiz, stars or genes there, and nothing looks at anybody": (
        "它在那里出自谜题、问答、星座或基因，没有任何部分查看真人"
    ),
    "a layer of a model is called so, and code that opens pictures of faces opens that model": (
        "模型的一层以此命名，打开人脸图像的代码会打开该模型"
    ),
    "an emotion, age or sex, and a camera or how sure it is, are beside it, and nothing that people fill in": (
        "旁边有情绪、年龄或性别，以及摄像机或置信度，没有由人填写的内容"
    ),
    "the expressions of faces that classifiers tell apart are listed beside it": "旁边列出了分类器所区分的人脸表情",
    "a function of that name is handed a picture": "以此为名的函数接收一幅图像",
    "it is looked up by what is measured in a picture, the nearest of some tones of skin": (
        "它按图像中测得的内容查找：若干肤色中最接近的一种"
    ),
    "a model of that name is asked for, and handed pictures": "取用了以此为名的模型，并向它提供图像",
    "its values are looked up by what a model gives out, where faces or pictures are looked at": (
        "其值按模型的输出查找，那里会查看人脸或图像"
    ),
    "the faces there are drawn or made up by chance, and nothing looks at anybody": (
        "那里的人脸是绘制的或随机生成的，没有任何部分查看真人"
    ),
    "it is a layer of a network for pictures, as others for age, sex or a look are beside it": (
        "它是图像网络的一层，旁边还有用于年龄、性别或外貌的层"
    ),
    "a model tells it, with age or sex, and tells the same trait of pictures elsewhere in that file": (
        "模型连同年龄或性别一起给出它，并在该文件的其他位置从图像中给出同一特征"
    ),
    "it was predicted, as age or sex beside it, in a record that has a picture, and nothing that people fill in": (
        "它与旁边的年龄或性别一样是预测所得，所在的记录含有图像，没有由人填写的内容"
    ),
    "it is the likeliest of several, as an expression is beside it, with age or sex: faces were analysed for it": (
        "它是若干项中最可能的一项，旁边的表情也是如此，并有年龄或性别：为此分析了人脸"
    ),
    "it is what people are shown for that value": "它是该值向人显示的内容",
    "a map of the facial expressions that classifiers tell apart stands beside it: both put their answers into words": (
        "旁边有一张分类器所区分的人脸表情对照表：两者都把回答变成文字"
    ),
    "a text on a screen says that it is told, and the program has it told from pictures elsewhere": (
        "屏幕上的文字说明会给出它，程序在其他位置从图像中得到它"
    ),
    "what stands under this title is called after what the same program tells of pictures": (
        "该标题下的内容以同一程序从图像中给出的内容命名"
    ),
    "what is written there was given that value above": "那里所写的内容在上文被赋予该值",
    "a share for each of several groups stands among features of a look: only a model says how much of each": (
        "若干群体各占的份额与外貌特征并列：只有模型才会给出各占多少"
    ),
    "one of its values is looked up and shown there": "它的一个值在那里被查出并显示",
    "what is wired to it gives out faces": "与它相连的部件输出人脸",
    "it is dress, and those who are looked at are persons": "它是服饰，被看的是人",
    "it is given the value of a list that a model's answer picks, where faces and pictures are looked at": (
        "它得到由模型回答从列表中选出的值，而那里处理的是人脸和图像"
    ),
    "it is read off the answer to a picture that was sent": "它取自对所发送图像的回答",
    "a table is looked up by it, and it was told of a picture": "以它查表，而它是由图像得出的",
    "what a model gives out picks one of these values": "模型的输出选取其中一个值",
    "a list on the same line goes on with it, in a comment": "同一行的列表在注释中以它继续",
    "a line of the same form stands next to it, and is no comment": "紧邻它有一行形式相同的代码，且不是注释",
    "one people is singled out beside the pictures and cameras there": "那里在图像和摄像机旁单独提到了一个民族",
    "a classifier told it, and other features of a look are told beside it, and nothing that people fill in": (
        "它由分类器给出，旁边还给出了其他外貌特征，没有由人填写的内容"
    ),
    "a model makes the pictures there as it is told to, and nothing looks at anybody": (
        "那里的图像由模型按要求生成，没有任何部分查看真人"
    ),
    "the numbers there are made up for a study of fairness, and no picture is opened": (
        "那里的数字是为公平性研究虚构的，没有打开任何图像"
    ),
    "it lists classes of skin in code that opens pictures and has a model, or a measure of colours, tell them": (
        "它列出了皮肤的类别，所在的代码打开图像，并由模型或颜色测量给出类别"
    ),
    "the screen says that faces are searched, and nothing is filled in there": (
        "该界面写明用于检索人脸，且没有由人填写的内容"
    ),
    "the control there is called after a face and the trait": "那里的控件以人脸和该特征命名",
    "it was given what was read off the answer of an analysis of a face": "它的值取自人脸分析的回答",
    "a screen shows it with how sure it is, and the program has it told from pictures elsewhere": (
        "界面显示它及其可信程度，而程序在别处由图像得出它"
    ),
    "code for pixels hands it over with how sure it is, as age or sex beside it, and nothing that people fill in": (
        "处理像素的代码连同可信程度给出它，旁边的年龄或性别也是如此，没有由人填写的内容"
    ),
    "it is in what that event carries": "它在该事件携带的内容之中",
    "it stands in a list of labels for what somebody in a picture looks like: age or sex, glasses, hair, a hat": (
        "它位于描述图像中人外貌的标签列表中：年龄或性别、眼镜、头发、帽子"
    ),
    "a model that is handed a picture is told to answer it": "要求接收图片的模型回答它",
    "labels of a data set are counted and grouped by there, and no model tells the trait or learns it": (
        "那里只对数据集的标签进行计数和分组，没有模型给出或学习该特征"
    ),
    "a colour that somebody picks is painted on there, as on lips, lids or brows, and nobody is told by it": (
        "那里涂抹的是由人选取的颜色，如同嘴唇、眼睑或眉毛上的颜色，没有据此辨别任何人"
    ),
    "a page asks its user for it in a question over a box, and that is what is typed": (
        "页面在输入框上方以提问的方式向使用者询问它，所填内容即为此"
    ),
    "it is looked for among the classes that a detector told of a picture": "在检测器对图像给出的类别中查找它",
    "a text says that it was detected, in code that opens pictures and asks a model": (
        "有文字称检测到了它，所在的代码打开图像并询问模型"
    ),
    "pictures of those whom cameras see are compared with a text that says what somebody wears": (
        "将摄像机所见之人的图像与描述穿着的文字进行比较"
    ),
    "it stands in the same stretch of code that is commented out": "它位于同一段被注释掉的代码中",
    "a function that tells the tone of skin, of a picture that it is handed, gives them out": (
        "由一个辨别所收图像中肤色深浅的函数给出"
    ),
    "a record keeps the number of a feature with its value, and this is one of the numbers": (
        "有记录保存特征的编号及其取值，此处即为其中一个编号"
    ),
    "code fills what stands under this label with what a slot of that name holds": (
        "代码以同名字段的内容填充此标签之下的控件"
    ),
    "it is written there into a control on a screen": "它在那里被写入界面上的控件",
    "a function of the same file tells it of a picture that it is handed, and these are the classes or their folders": (
        "同一文件中有函数从所收图像中判断该特征，这些是其类别或类别所在的文件夹"
    ),
}
