/** One question of the catalogue: its form, its answer as bars and as table. Everything comes from the catalogue. */
import { amend } from "./address.js";
import { ask } from "./api.js";
import { bars } from "./bars.js";
import { announce, h, said } from "./dom.js";
import { form } from "./form.js";
import { language, number, t } from "./language.js";
import { link } from "./address.js";
import { fill } from "./states.js";
import { table } from "./table.js";

const PAGES = { unit: "units", task: "tasks", document: "documents" };
const BARS = 12; // more bars than this are a table

/** A cell, as a link where the row also has the id of what it names. */
function cell(row, name) {
  const given = row[name];
  if (given === null || given === undefined || given === "") return t("none");
  const id = row[`${name}_id`];
  if (id) return h("a", { class: "node", href: link(PAGES[name] ?? "nodes", id) }, said(given));
  return typeof given === "number" && name !== "year" ? number(given) : said(given);
}

function answered(question, answer) {
  const title = question[language()];
  if (!answer.rows.length) return h("p", { class: "nothing" }, t("noRows"));
  const columns = answer.columns.filter((c) => !c.name.endsWith("_id") && c.name !== "full_name" && answer.rows.some((r) => r[c.name] !== null)).map((c) => ({
    label: c[language()],
    cell: (row) => cell(row, c.name),
    class: answer.rows.every((r) => typeof r[c.name] === "number") ? "number" : "",
  }));
  const [label, value] = question.chart ?? [];
  const chart = label && bars(answer.rows.slice(0, BARS).map((r) => ({ value: r[value], label: [cell(r, label), r.place && label !== "place" ? h("small", {}, said(r.place)) : null] })), title);
  const more = answer.truncated ? h("p", { class: "note" }, t("truncated", { count: answer.rows.length })) : null;
  return [
    h("div", { class: "answer" },
      chart && h("section", {}, h("h3", {}, t("asBars")), chart),
      h("section", {}, h("h3", {}, t("asTable")), table({ caption: title, columns, rows: answer.rows }), more)),
  ];
}

/**
 * The card of a question. @param {any} question @param {string[]} keys @param {Record<string, any[]>} choices
 */
export function card(question, keys, choices, signal) {
  const result = h("div", { class: "result" });
  const data = h("a", { class: "small", target: "_blank", rel: "noopener" }, t("apiLink"));
  const asking = (values) => fill(result, async () => {
    const address = new URLSearchParams(Object.entries(values).filter(([, v]) => v)).toString();
    data.href = `/api/v1/questions/${question.name}${address ? `?${address}` : ""}`;
    const answer = await ask(`/questions/${question.name}`, values, signal);
    announce(`${question[language()]} ${number(answer.rows.length)}`);
    return answered(question, answer);
  });
  const { box, values } = form(question, keys, choices, (chosen) => {
    amend(chosen, { step: true });
    asking(chosen);
  });
  asking(values());
  return h("section", { class: "card question" }, h("h2", {}, question[language()]), box, result, h("p", { class: "foot" }, data));
}
