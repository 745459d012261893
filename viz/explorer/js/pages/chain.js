/** Where a task comes from, step by step up to the top; who carries it out below; the same task elsewhere. */
import { ask } from "../api.js";
import { h, said } from "../dom.js";
import { language, t } from "../language.js";
import { address } from "../node.js";
import { fill } from "../states.js";
import { table } from "../table.js";

const MOST = 500;

const name = (row) => h("a", { class: "node", href: address(row.id) ?? "", title: row.label.slice(0, 300) }, said(row.label));
const aside = (...parts) => parts.filter(Boolean).flatMap((part, i) => [i ? " · " : "", said(part)]);
const timing = (question, row) => question.columns.find((c) => c.name === "timing")?.codes[row.timing]?.[language()];

/** The steps from the top down to the task itself. */
function ladder(node, question, up, documents) {
  const steps = [...new Set(up.map((r) => r.step))].sort((a, b) => b - a);
  const grade = (row) => documents.get(row.id);
  const item = (row) => h("li", {}, name(row), h("small", {}, aside(row.place, row.document, row.deadline, row.leads && t("role.lead") + t("colon") + row.leads)), grade(row) ? h("small", {}, said(grade(row))) : null, ["early", "late"].includes(row.timing) ? h("p", { class: "note" }, timing(question, row)) : null);
  const level = (step) => h("li", {}, h("p", { class: "quiet" }, t("stepUp", { step })), h("ul", {}, up.filter((r) => r.step === step).map(item)));
  return h("ol", { class: "ladder" }, steps.map(level), h("li", { class: "self" }, h("p", { class: "quiet" }, t("thisTask")), h("p", {}, said(node.properties.text))));
}

function others(rows, caption, reasons) {
  return table({ caption, rows, columns: [
    { label: t("text"), cell: name, class: "wide" },
    { label: t("place"), cell: (r) => said(r.place || t("none")), class: "narrow" },
    { label: t("role.lead"), cell: (r) => said(r.leads || t("none")) },
    { label: t("deadline"), cell: (r) => said(r.deadline || t("none")) },
    { label: t("document"), cell: (r) => said(r.document || t("none")), class: "medium" },
    { label: t("why"), cell: (r) => said(reasons.get(r.id) || t("none")), class: "medium" },
  ] });
}

/** @param {any} node the task with its edges @param {any} question `dependencies` of the catalogue */
export function chain(node, question, signal) {
  const box = h("div", { class: "stack" });
  const why = (e) => e.properties[language() === "zh" ? "why_zh" : "why_en"];
  const reasons = new Map(node.edges.filter((e) => ["CARRIES_OUT", "PARALLELS"].includes(e.type)).map((e) => [e.other.id, [t(`grade.${e.properties.grade}`), why(e)].filter(Boolean).join(t("colon"))]));
  fill(box, async () => {
    const { rows } = await ask("/questions/dependencies", { task: node.id, limit: MOST }, signal);
    const of = (relation) => rows.filter((r) => r.relation === relation);
    const [up, down, beside] = [of("up"), of("down"), of("parallel")];
    const cites = node.edges.filter((e) => e.type === "CITES");
    const section = (word, content) => h("section", {}, h("h2", { class: "sub" }, t(word)), content);
    return [
      section("whereFrom", up.length ? ladder(node, question, up, reasons) : h("p", { class: "quiet" }, t(cites.length ? "noTaskAbove" : "noSource"))),
      cites.length ? section("citedHere", h("ul", { class: "plain" }, cites.map((e) => h("li", {}, h("a", { href: address(e.other.id) ?? "" }, said(e.other.label)))))) : null,
      down.length ? section("carriedOut", others(down, t("carriedOut"), reasons)) : null,
      beside.length ? section("elsewhere", others(beside, t("elsewhere"), reasons)) : null,
    ];
  });
  return box;
}
