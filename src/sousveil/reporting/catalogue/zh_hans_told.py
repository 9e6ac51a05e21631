"""Chinese, simplified: what other rooms say in the report in English, by that English.

The JSON report is English. A page in Chinese looks each of its sentences up here; ``{slots}`` stand for what changes.
Lists joined by ``, `` and ``and``, or by ``; ``, are looked up piece by piece. What is not here is printed in English.
The reasons of what was linked, set aside or traced stand in :mod:`.zh_hans_reasons`.
"""

from collections.abc import Mapping

from sousveil.reporting.catalogue.zh_hans_reasons import REASONS

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
    **REASONS,
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
    "It was tried and never delivered": "曾经试用，从未交付",
    "It was tried and never used": "曾经试用，从未真正使用",
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
    "lines of the same form beside it are in use": "旁边形式相同的各行正在使用",
    "nothing that was read tells": "从已读取的部分看不出来",
    "the values for what was not recognised have theirs": "表示未识别的值有各自的词语",
    "the list is of kinds of people": "该列表列的是人群种类",
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
    "RPM summary": "RPM 摘要",
    "Inno Setup script": "Inno Setup 脚本",
    "NSIS script": "NSIS 脚本",
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
