/** `#/documents/ID`: a document as printed: its tasks in order with their units, its upstream documents, its report. */
import { encoded } from "../address.js";
import { ask } from "../api.js";
import { h, said } from "../dom.js";
import { language, number, t } from "../language.js";
import { anchor, DUTIES, fullName, role, value } from "../node.js";
import { evidenceButton } from "../relations.js";
import { place } from "../evidence.js";
import { paged, table } from "../table.js";
import { ends, frame } from "./frame.js";

const LIMIT = 50;

/** Tasks with their edges. One call a task, until the list of tasks brings its units. */
async function withUnits(page, signal) {
  const items = await Promise.all(page.items.map((n) => ask(`/tasks/${encoded(n.id)}`, { limit: 100 }, signal).catch(() => ({ ...n, edges: [] }))));
  return { items, total: page.total };
}

function units(task) {
  const mine = task.edges.filter((e) => DUTIES.includes(e.type)).sort((a, b) => DUTIES.indexOf(a.type) - DUTIES.indexOf(b.type) || (a.properties.order ?? 0) - (b.properties.order ?? 0));
  const groups = DUTIES.map((type) => [type, mine.filter((e) => e.type === type)]).filter(([, edges]) => edges.length);
  if (!groups.length) return t("none");
  return groups.map(([type, edges]) => h("div", { class: "duty" }, role(type), edges.map((e, i) => [i ? "、" : "", anchor(e.other)])));
}

const CHECK = ["cell without unit", "unexplained words", "guess", "row without task", "words not used", "table not used", "column not used", "place not settled"];
const ASIDE = ["background", "not read"];

/** The places of a note: from first to last, or where its words stand. */
function places(note) {
  const stretches = (note.covers ?? []).map(({ first, last }) => (place(first) === place(last) ? place(first) : t("fromTo", { first: place(first), last: place(last) })));
  return stretches.length ? stretches : [place(note.evidence?.where ?? note.evidence)].filter(Boolean);
}

/** The notes of the reading by their kind, what may be wrong first; those of the same words together. */
function report(notes) {
  return [...CHECK, ...ASIDE].flatMap((kind) => {
    const same = new Map();
    for (const note of notes.filter((n) => n.kind === kind)) {
      const words = note[language()] ?? note.zh;
      same.set(words, [...(same.get(words) ?? []), ...places(note)]);
    }
    const lines = [...same].map(([words, at]) => h("li", {}, said(words), at.length ? h("small", {}, " ", at.slice(0, 3).join(t("and")), at.length > 3 ? t("andMore", { count: number(at.length) }) : "") : null));
    return lines.length ? [h("h3", {}, t(`note.${kind}`)), h("ul", { class: "notes" }, lines)] : [];
  });
}

export async function document_({ id }, signal) {
  const get = async (offset) => withUnits(await ask("/tasks", { document: id, offset, limit: LIMIT }, signal), signal);
  const [node, first] = await Promise.all([ask(`/documents/${encoded(id)}`, { limit: 200 }, signal), get(0)]);
  const tables = (side) => {
    const columns = [
      { label: t("seq"), cell: (n) => String(n.properties.marker || n.properties.seq || ""), class: "narrow" },
      { label: t("text"), cell: (n) => anchor(n, fullName(n)), class: "wide" },
      { label: t("unitTable"), cell: (n) => units(n), class: "units" },
      { label: t("deadline"), cell: (n) => said(value("deadline", n.properties.deadline) || t("none")), class: "date" },
    ];
    const upstream = node.edges.filter((e) => e.type === "IMPLEMENTS").sort((a, b) => (b.source === id) - (a.source === id));
    const links = [
      { label: t("relation"), cell: (e) => t(e.source === id ? "upstreamOf" : "downstreamOf"), class: "narrow" },
      { label: t("title"), cell: (e) => anchor(e.other, fullName(e.other)), class: "wide" },
      { label: t("known"), cell: (e) => value("known", e.other.properties.known) || t("none") },
      { label: t("where"), cell: (e) => evidenceButton(e, ...ends(node, e), side), class: "place" },
    ];
    const notes = report(node.report ?? []);
    return [
      first.total && { key: "tasks", title: `${t("tasksOfDocument")} ${number(first.total)}`, build: () => paged(first, get, (rows) => table({ caption: t("tasksOfDocument"), columns, rows })) },
      upstream.length && { key: "upstream", title: `${t("upstream")} ${upstream.length}`, build: () => table({ caption: t("upstream"), columns: links, rows: upstream }) },
      notes.length && { key: "report", title: `${t("report")} ${number((node.report ?? []).length)}`, build: () => h("div", {}, notes) },
    ].filter(Boolean);
  };
  return frame(node, ["number", "issuer", "jurisdiction", "year", "issued", "known", "file"], tables, signal);
}
