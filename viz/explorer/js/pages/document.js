/** `#/documents/ID`: a document as printed: its tasks in order with their units, documents above and below, its report. */
import { encoded } from "../address.js";
import { ask, readOnly } from "../api.js";
import { h, said } from "../dom.js";
import { number, t } from "../language.js";
import { anchor, DUTIES, fullName, role, value } from "../node.js";
import { asking } from "../question.js";
import { evidenceButton, factButton } from "../relations.js";
import { paged, table } from "../table.js";
import { ends, frame } from "./frame.js";
import { remover } from "../intake/remove.js";
import { report } from "../intake/report.js";

const LIMIT = 50;

function units(task) {
  const mine = [...task.duties].sort((a, b) => DUTIES.indexOf(a.type) - DUTIES.indexOf(b.type) || (a.properties.order ?? 0) - (b.properties.order ?? 0));
  const groups = DUTIES.map((type) => [type, mine.filter((e) => e.type === type)]).filter(([, edges]) => edges.length);
  if (!groups.length) return t("none");
  return groups.map(([type, edges]) => h("div", { class: "duty" }, role(type), edges.map((e, i) => [i ? t("and") : "", anchor(e.other)])));
}

/** The tasks as the document lists them, under its own headings. */
function tasks(rows, side) {
  return table({ caption: t("tasksOfDocument"), rows, group: (n) => n.theme && anchor(n.theme), key: (n) => n.theme?.id ?? "", columns: [
    { label: t("seq"), cell: (n) => said(n.properties.marker || n.properties.seq || ""), class: "narrow" },
    { label: t("text"), cell: (n) => anchor(n, fullName(n)), class: "wide" },
    { label: t("unitTable"), cell: units, class: "units" },
    { label: t("deadline"), cell: (n) => said(value("deadline", n.properties.deadline) || t("none")), class: "date" },
    { label: t("where"), cell: (n) => factButton(n, "text", side) ?? t("none"), class: "place" },
  ] });
}

/** The documents that it carries out and those that carry it out, each with the words that say so. */
function related(node, edges, side) {
  return table({ caption: t("upstream"), rows: edges, columns: [
    { label: t("relation"), cell: (e) => t(e.source === node.id ? "upstreamOf" : "downstreamOf"), class: "narrow" },
    { label: t("title"), cell: (e) => anchor(e.other, fullName(e.other)), class: "wide" },
    { label: t("known"), cell: (e) => value("known", e.other.properties.known) || t("none") },
    { label: t("where"), cell: (e) => evidenceButton(e, ...ends(node, e), side), class: "place" },
  ] });
}

export async function document_({ id }, signal) {
  const get = (offset) => ask(`/documents/${encoded(id)}/tasks`, { offset, limit: LIMIT }, signal);
  const [node, basis, first, { questions }] = await Promise.all([
    ask(`/documents/${encoded(id)}`, { limit: 1 }, signal),
    ask(`/nodes/${encoded(id)}`, { type: "IMPLEMENTS", limit: 500 }, signal),
    get(0),
    ask("/questions", {}, signal),
  ]);
  const by = (name) => questions.find((q) => q.name === name);
  const edges = basis.edges.sort((a, b) => (b.source === id) - (a.source === id));
  const above = () => h("section", {}, h("h2", { class: "sub" }, t("traced")), asking(by("upstream"), [], {}, signal, [], { of: id }));
  const impact = () => asking(by("impact-document"), ["only", "listed"], {}, signal, ["place", "year"], { of: id });
  const checks = node.properties.checks || "";
  const original = node.original ? h("a", { class: "button main", href: `/api/v1/documents/${encoded(id)}/original`, download: node.properties.file ?? "" }, t("openOriginal")) : null;
  const more = node.sha256 ? h("p", { class: "pickers" }, original, readOnly() ? null : remover(node)) : null;
  const tabs = (side) => [
    first.total && { key: "tasks", title: `${t("tasksOfDocument")} ${number(first.total)}`, build: () => paged(first, get, (rows) => tasks(rows, side)) },
    edges.length && { key: "upstream", title: `${t("upstream")} ${edges.length}`, build: () => h("div", { class: "stack" }, related(node, edges, side), above()) },
    { key: "impact", wide: true, title: t("impactTab"), build: impact },
    node.sha256 && { key: "report", wide: true, title: `${t("report")} ${checks && number(checks)}`, build: () => report(node) },
  ].filter(Boolean);
  return frame(node, ["number", "issuer", "jurisdiction", "year", "issued", "known", "file"], tabs, signal, more);
}
