"""All texts of the command line, in Chinese and English. Errors bring their own words (ingest.errors)."""

from __future__ import annotations

from ingest.errors import Language

WORDS: dict[str, tuple[str, str]] = {
    # what each command does
    "zhengtu": (
        "政图：读懂政府任务清单，建成知识图谱。",
        "Zhengtu: reads Chinese government task lists into a knowledge graph.",
    ),
    "demo": (
        "读入自带的示例文件，列出牵头最多的单位，启动图谱页面。",
        "Read the sample documents, rank the lead units, serve the page.",
    ),
    "extract": ("读一份文件，输出其中的任务（JSON）。", "Read one file and print its tasks (JSON)."),
    "ingest": ("把文件或文件夹读入图谱。", "Read files or folders into the graph."),
    "remove": ("从图谱中移除一份文件。", "Take a document out of the graph."),
    "documents": ("列出图谱中的文件。", "List the documents in the graph."),
    "ask": ("向图谱提问；不写问题名时列出全部问题。", "Ask the graph a question; without a name, list the questions."),
    "search": ("按名称、文号、正文搜索。", "Search names, 文号 and text."),
    "show": ("显示一个节点及其关系和依据。", "Show a node, its relationships and their evidence."),
    "export": ("导出图谱。", "Export the graph."),
    "publish": (
        "把图谱（或筛选出的部分）发布到 Neo4j 数据库；再次发布时补上新的、去掉已没有的。",
        "Publish the graph, or the part that filters leave, to a Neo4j database; again: what is new comes, what is gone goes.",
    ),
    "serve": ("启动图谱页面和接口。", "Serve the page and the API."),
    "schema": ("输出任务记录的 JSON Schema。", "Print the JSON Schema of the extraction record."),
    # options and arguments
    "option.address": ("Neo4j 的地址，如 neo4j://localhost:7687", "address of Neo4j, such as neo4j://localhost:7687"),
    "option.document": ("文件：编号、文号或标题", "document: id, 文号 or title"),
    "option.evidence": (
        "列出一项任务或一份文件的每个事实写在哪里、原文是什么",
        "print where each fact of a task or document stands, and its words",
    ),
    "option.file": ("要读的文件", "the file to read"),
    "option.format": ("输出格式", "output format"),
    "option.help": ("显示帮助", "show this help"),
    "option.host": ("监听的地址", "address to listen on"),
    "option.id": ("节点编号（用 zhengtu search 查找）", "id of the node (find it with zhengtu search)"),
    "option.lang": ("语言：zh 或 en", "language: zh or en"),
    "option.limit": ("最多几个", "at most so many"),
    "option.max_file_mb": ("单个文件的大小上限（MB）", "size limit of one file (MB)"),
    "option.no_serve": ("只打印结果，不启动页面", "print the result only, serve nothing"),
    "option.original": ("画图用的原文件，或它所在的文件夹", "the original file for the picture, or its folder"),
    "option.output": ("写入文件", "write to a file"),
    "option.paths": ("文件或文件夹", "files or folders"),
    "option.picture": ("画出任务所在的行，写入 PNG 图片", "draw the row of a task into a PNG picture"),
    "option.place": ("地区（含下级）", "place with all below it"),
    "option.port": ("端口", "port"),
    "option.report": ("附上读取提示和所用的列对应", "add the notes of the reading and the columns as used"),
    "option.columns": ("列对应文件（哪一列是什么）", "a mapping of the columns by hand"),
    "option.propose_columns": (
        "输出所用的列对应，供修改后用 --columns 读入",
        "print the columns as used, to edit and give to --columns",
    ),
    "option.store": ("数据库文件", "the store's file"),
    "option.theme": ("主题标题中的词", "words in a theme heading"),
    "option.version": ("显示版本", "show the version"),
    "option.words": ("要搜索的词", "words to search for"),
    "option.year": ("年份", "year of the document"),
    # column headers
    "column.count": ("数量", "count"),
    "column.document": ("文件", "document"),
    "column.evidence": ("依据", "evidence"),
    "column.fact": ("事实", "fact"),
    "column.file": ("文件", "file"),
    "column.id": ("编号", "id"),
    "column.known": ("原文", "text"),
    "column.inherited": ("合并单元格", "merged cell"),
    "column.label": ("名称", "name"),
    "column.number": ("文号", "number"),
    "column.other": ("另一端", "other end"),
    "column.place": ("地区", "place"),
    "column.quote": ("原文", "words"),
    "column.property": ("属性", "property"),
    "column.question": ("问题", "question"),
    "column.relationship": ("关系", "relationship"),
    "column.result": ("结果", "result"),
    "column.tasks": ("任务", "tasks"),
    "column.title": ("标题", "title"),
    "column.type": ("类型", "type"),
    "column.value": ("值", "value"),
    "column.where": ("位置", "where"),
    "column.year": ("年份", "year"),
    # what a document states of a task
    "fact.task": ("任务", "task"),
    "fact.lead": ("牵头", "lead"),
    "fact.support": ("配合", "support"),
    "fact.responsible": ("责任", "responsible"),
    "fact.deadline": ("时限", "deadline"),
    "fact.theme": ("主题", "theme"),
    "fact.cites": ("引用", "cites"),
    "fact.title": ("标题", "title"),
    "fact.number": ("文号", "number"),
    "fact.issuer": ("发文机关", "issuer"),
    "fact.jurisdiction": ("地区", "place"),
    "fact.year": ("年份", "year"),
    "fact.issued": ("成文日期", "issued"),
    "fact.basis": ("上级文件", "carries out"),
    "fact.document": ("文件", "document"),
    "fact.goes_on": ("，续 ", ", going on at "),
    "fact.inherited": ("是", "yes"),
    # results and messages
    "result.added": ("新增", "added"),
    "result.failed": ("失败", "failed"),
    "result.replaced": ("已更新", "replaced"),
    "result.unchanged": ("未变", "unchanged"),
    "known.full": ("已读入", "read"),
    "known.named": ("仅被引用", "cited only"),
    "asking": ("提问：zhengtu ask 问题名", "Ask with: zhengtu ask NAME"),
    "demo.kept": ("继续提问：zhengtu ask leads --store {store}", "Ask on: zhengtu ask leads --store {store}"),
    "demo.title": ("牵头任务最多的单位", "Units with the most lead responsibilities"),
    "empty": ("没有结果。", "Nothing found."),
    "empty.store": (
        "图谱还是空的。请先读入文件：zhengtu ingest 文件夹",
        "The graph is empty. Read documents first: zhengtu ingest FOLDER",
    ),
    "error": ("错误：{words}", "error: {words}"),
    "help.hint": ("用法见：{command} --help", "See: {command} --help"),
    "ingest.progress": ("读入", "reading"),
    "ingest.was": (
        "注意：{file} 与已有的“{title}”文号相同，替换了它；如果是两份文件，请只留一份印有文号",
        "note: {file} prints the number of “{title}”, which was here, and took its place; are these two documents?",
    ),
    "ingest.skipped": ("跳过 {count} 个其他格式的文件（{kinds}）", "{count} files of other formats were skipped ({kinds})"),
    "ingest.summary": (
        "共 {files} 个文件：新增 {added}，已更新 {replaced}，未变 {unchanged}，失败 {failed}；任务 {tasks} 项",
        "{files} files: {added} added, {replaced} replaced, {unchanged} unchanged, {failed} failed; {tasks} tasks",
    ),
    "interrupted": ("已中断。", "Interrupted."),
    "more": ("后面还有，可用 --limit 多看，或用 --offset 往后看。", "More follow: raise --limit, or go on with --offset."),
    "more.edges": ("共 {total} 条关系，显示了 {shown} 条。", "{total} relationships in all, {shown} shown."),
    "note": ("提示：{words}", "note: {words}"),
    "publish.progress": ("发布", "publishing"),
    "publish.summary": (
        "已发布到 {address}：节点共 {nodes}（写入 {nodes_written}，移除 {nodes_removed}），"
        "关系共 {edges}（写入 {edges_written}，移除 {edges_removed}）",
        "Published to {address}: {nodes} nodes ({nodes_written} written, {nodes_removed} removed), "
        "{edges} relationships ({edges_written} written, {edges_removed} removed)",
    ),
    "removed": ("已移除：{label}", "Removed: {label}"),
    "serve.address": ("图谱页面：{address}（按 Ctrl+C 停止）", "The page: {address} (Ctrl+C stops it)"),
    "serve.docs": ("接口说明：{address}api/docs", "The API: {address}api/docs"),
    "serve.open": (
        "注意：服务没有登录，能连到本机的人都能读取图谱。",
        "Mind: there is no login, and whoever reaches this machine can read the graph.",
    ),
    "serve.stopped": ("已停止。", "Stopped."),
    "usage": ("用法不对：{words}", "wrong usage: {words}"),
    "usage.MissingParameter": ("缺少参数 {name}", "{name} is missing"),
    "usage.NoSuchOption": ("没有这个选项 {name}", "there is no option {name}"),
    "written": ("已写入 {path}", "Written to {path}"),
}


def words(key: str, language: Language, **facts: object) -> str:
    """The text of this key in the language, with its `{…}` filled."""
    return WORDS[key][0 if language == "zh" else 1].format(**facts)


def part(text: str, language: Language) -> str:
    """One language of a text that is written `中文 · English`; the whole text when it is written in one."""
    zh, mark, en = text.partition("· ")
    return (zh if language == "zh" or not mark else en).strip()
