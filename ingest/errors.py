"""The one error tree. Each error says what is wrong, where, and what to do, in Chinese and in English."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from ingest.record import Where

Language = Literal["zh", "en"]
_LONGEST: Final = 2000
"""Characters of a fact that an error repeats."""


class ZhengtuError(Exception):
    """Base of all errors that a user can meet. Subclasses give the words; `{…}` are filled from the keywords."""

    status: ClassVar[int] = 500
    """The HTTP status of this error when a request meets it."""
    exit_code: ClassVar[int] = 1
    zh: ClassVar[str] = "出错了"
    en: ClassVar[str] = "something went wrong"
    do_zh: ClassVar[str] = ""
    do_en: ClassVar[str] = ""

    def __init__(self, *, file: str | None = None, where: Where | None = None, **facts: object) -> None:
        self.file, self.where, self.facts = file, where, facts
        super().__init__(self.say("en"))

    @property
    def code(self) -> str:
        """A stable name for programs: the class name."""
        return type(self).__name__

    def say(self, language: Language) -> str:
        """One sentence: file and place, what is wrong, what to do."""
        zh = language == "zh"
        place = " ".join(p for p in (self.file or "", self.where.words(language) if self.where else "") if p)
        facts = {name: _short(value) for name, value in self.facts.items()}
        wrong = (self.zh if zh else self.en).format(**facts)
        do = (self.do_zh if zh else self.do_en).format(**facts)
        colon, stop = ("：", "。") if zh else (": ", ". ")
        return (f"{place}{colon}" if place else "") + wrong + (f"{stop}{do}" if do else "")


def _short(value: object) -> object:
    """A fact that a sentence can hold: what was given may be a page long."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


class DocumentError(ZhengtuError):
    """A document that cannot be read."""

    status = 422


class FileMissing(DocumentError):
    status = 404
    zh, en = "没有这个文件或文件夹", "there is no such file or folder"
    do_zh, do_en = "请检查路径是否写对", "Check the path"


class FileEmpty(DocumentError):
    zh, en = "文件是空的", "the file is empty"
    do_zh, do_en = "请确认保存完整后重试", "Save it again and retry"


class FileTooLarge(DocumentError):
    status = 413
    zh, en = "文件有 {size_mb} MB，超过上限 {limit_mb} MB", "the file has {size_mb} MB, the limit is {limit_mb} MB"
    do_zh, do_en = "请拆分文件，或调高 ZHENGTU_MAX_FILE_MB", "Split the file, or raise ZHENGTU_MAX_FILE_MB"


class FormatUnknown(DocumentError):
    status = 415
    zh, en = "不认识的文件格式“{suffix}”", "unknown file format “{suffix}”"
    do_zh, do_en = "支持的格式：{known}", "Formats that can be read: {known}"


class ArchiveGiven(DocumentError):
    status = 415
    zh, en = "这是压缩包，里面可以有多份文件", "this is an archive, which may hold several documents"
    do_zh, do_en = "请用 zhengtu ingest 读入，或解开后逐份读取", "Use zhengtu ingest, or unpack it and read one"


class ExtraMissing(DocumentError):
    status = 415
    zh, en = "读取 {format} 文件需要附加组件 {extra}", "reading {format} files needs the extra “{extra}”"
    do_zh, do_en = "请先运行 pip install 'zhengtu[{extra}]'", "Run pip install 'zhengtu[{extra}]' first"


class FormatBroken(DocumentError):
    zh, en = "内容不是有效的 {format} 文件，可能已损坏或改过扩展名", "the content is no valid {format} file ({reason})"
    do_zh, do_en = "请用原软件打开并另存为 {format} 后重试", "Open it in its own program, save it as {format} and retry"


class FileProtected(DocumentError):
    zh, en = "文件有密码保护，无法读取", "the file is protected by a password"
    do_zh, do_en = "请取消密码后重试", "Remove the password and retry"


class NoText(DocumentError):
    zh, en = "文件里没有文字（可能是扫描件）", "the file holds no text (perhaps a scan)"
    do_zh = "请换用带文字的版本；扫描的 PDF 可在运行 pip install 'zhengtu[ocr]' 后识别"
    do_en = "Use a version with text; a scanned PDF can be read after pip install 'zhengtu[ocr]'"


class NoTasks(DocumentError):
    zh, en = "没有找到带责任单位的任务", "no task with a responsible unit was found"
    do_zh = "请确认这是任务清单一类的文件；表格的列名认不出时，可用 zhengtu extract 文件 --propose-columns 自己写明各列"
    do_en = "Check that it is a task list; where a table's headers are not known, write them: extract FILE --propose-columns"


class NoTable(DocumentError):
    zh, en = "文件里没有带列的表格", "the document has no table with columns"
    do_zh, do_en = "列对应只用于表格", "A mapping is for tables only"


class MappingWrong(DocumentError):
    exit_code = 2
    zh, en = "列对应文件不对：{reason_zh}", "the column mapping is wrong: {reason_en}"
    do_zh, do_en = (
        "可用 zhengtu extract 文件 --propose-columns 得到样本",
        "zhengtu extract FILE --propose-columns prints one to edit",
    )


class PlacesWrong(ZhengtuError):
    """A file of added places (places.toml) that cannot be used."""

    status = 422
    exit_code = 2
    zh, en = "地名文件不对：{reason_zh}", "the file of places is wrong: {reason_en}"
    do_zh = "格式：每个地方一节 [[place]]，写 name、level、parent"
    do_en = "Each place is a section [[place]] with name, level and parent"


class TooComplex(DocumentError):
    zh, en = "文件结构超过上限（{what}）", "the file's structure is over the limit ({what})"
    do_zh, do_en = "请拆分文件后重试", "Split the file and retry"


class RequestError(ZhengtuError):
    """A question or command that cannot be answered as it was put."""

    status = 422
    exit_code = 2


class ParameterWrong(RequestError):
    zh, en = "参数 {name} 不对：{reason_zh}", "parameter {name} is wrong: {reason_en}"


class NameAmbiguous(ParameterWrong):
    """A name that several things bear; the reason lists them."""


class QuestionUnknown(RequestError):
    status = 404
    zh, en = "没有“{name}”这个问题", "there is no question “{name}”"
    do_zh, do_en = "可以问：{known}", "Questions: {known}"


class NodeUnknown(RequestError):
    status = 404
    exit_code = 1
    zh, en = "图中没有“{id}”", "“{id}” is not in the graph"
    do_zh, do_en = "请用 zhengtu search 查找编号", "Look the id up with zhengtu search"


class StoreError(ZhengtuError):
    """The store cannot do its work."""

    status = 503


class StoreUnusable(StoreError):
    zh, en = "无法使用数据库 {path}（{reason}）", "the store {path} cannot be used ({reason})"
    do_zh, do_en = "请检查 ZHENGTU_STORE 和磁盘权限", "Check ZHENGTU_STORE and the permissions"


class StoreDamaged(StoreUnusable):
    zh = "数据库 {path} 已损坏，或不是政图的数据库（{reason}）"
    en = "the store {path} is damaged, or no database of Zhengtu ({reason})"
    do_zh = "请用备份替换它；没有备份时，换一个文件名，把原文件重新读入"
    do_en = "Put a backup in its place; without one, read the documents again into a store of another name"


class StoreBusy(StoreUnusable):
    zh, en = "数据库 {path} 正被别的程序占用（{reason}）", "the store {path} is held by another program ({reason})"
    do_zh, do_en = "请等那个程序做完再试；已有的内容没有变", "Retry when that program is done; what was stored stays"


class StoreFull(StoreUnusable):
    status = 507
    zh, en = "数据库 {path} 写不下了（{reason}）", "there is no room to write to the store {path} ({reason})"
    do_zh, do_en = "请清理磁盘后再试；已有的内容没有变", "Make room and retry; what was stored stays"


class StoreNewer(StoreError):
    zh = "数据库 {path} 由更新的版本建立（结构 {found}，本程序认识到 {known}）"
    en = "the store {path} was made by a newer version (schema {found}, this program knows {known})"
    do_zh, do_en = "请升级 zhengtu", "Upgrade zhengtu"
