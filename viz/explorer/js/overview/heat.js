/** Who works on what: function lines or units against subject classes, darker where there are more tasks. A table to any reader. */
import { amend, here, link } from "../address.js";
import { ask, either } from "../api.js";
import { h, said } from "../dom.js";
import { number, t } from "../language.js";
import { fill } from "../states.js";

const ROWS = 10;
const COLUMNS = 12;
const TINTS = 5;
const NO_LINE = "未归类"; // the service's word for units of no function line: no list is narrowed to those

/** The address of the tasks behind a cell, null where no list is of just these. */
function behind(row, heading, narrowed) {
  if (row.unit_id) return link("questions", "unit-tasks", { unit: row.unit_id, topic: heading, collectives: "false", ...narrowed });
  return row.unit === NO_LINE ? null : link("tasks", "", { function: row.unit, topic: heading, ...narrowed });
}

/** @param {any[]} rows of the question matrix: unit, heading, count, total */
function grid(rows, narrowed) {
  if (!rows.length) return h("p", { class: "nothing" }, t("noRows"));
  const key = (r) => r.unit_id ?? r.unit;
  const lines = [...new Map(rows.map((r) => [key(r), r])).values()].slice(0, ROWS);
  const kept = new Set(lines.map(key));
  const sums = new Map();
  for (const r of rows.filter((one) => kept.has(key(one)))) sums.set(r.heading, (sums.get(r.heading) ?? 0) + r.count);
  const headings = [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh")).slice(0, COLUMNS).map(([heading]) => heading);
  const counts = new Map(rows.map((r) => [`${key(r)} ${r.heading}`, r.count]));
  const most = Math.max(1, ...lines.flatMap((r) => headings.map((one) => counts.get(`${key(r)} ${one}`) ?? 0)));
  const shown = (to, count, words) => (to ? h("a", { href: to, "aria-label": words, title: words }, count) : h("span", { title: words }, count));
  const cell = (row, heading) => {
    const count = counts.get(`${key(row)} ${heading}`) ?? 0;
    const words = t("heatCell", { unit: row.unit, topic: heading, count: number(count) });
    return h("td", { class: count ? `tint${Math.ceil((count / most) * TINTS)}` : null }, count ? shown(behind(row, heading, narrowed), number(count), words) : null);
  };
  const first = (row) => {
    if (row.unit_id) return h("a", { class: "node", href: link("units", row.unit_id) }, said(row.unit));
    return row.unit === NO_LINE ? said(row.unit) : h("a", { href: link("tasks", "", { function: row.unit, ...narrowed }) }, said(row.unit));
  };
  const line = (row) => h("tr", {}, h("th", { scope: "row" }, first(row), row.place ? h("small", {}, " ", said(row.place)) : null), headings.map((one) => cell(row, one)));
  const head = h("tr", {}, h("td", {}), headings.map((one) => h("th", { scope: "col" }, h("a", { href: link("tasks", "", { topic: one, ...narrowed }) }, said(one)))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("heatTitle") }, h("table", { class: "heat" }, h("caption", { class: "unseen" }, t("heatTitle")), h("thead", {}, head), h("tbody", {}, lines.map(line))));
}

/** @param {any[]} rows by function line, which the service has at hand; those by unit are asked for when wanted */
export function heat(rows, narrowed, signal) {
  const box = h("div", {});
  const draw = (by) => fill(box, async (stop) => {
    if (by !== "unit") return grid(rows, narrowed);
    const answer = await ask("/questions/matrix", { by: "unit", limit: 1000, ...narrowed }, either(signal, stop));
    return grid(answer.rows, narrowed);
  });
  const now = here().query.get("heat") === "unit" ? "unit" : "function";
  const choice = (by) => {
    const radio = h("input", { type: "radio", name: "heat", value: by, checked: by === now });
    radio.addEventListener("change", () => {
      amend({ heat: by === "unit" ? by : "" }, { step: true });
      draw(by);
    });
    return h("label", {}, radio, h("span", {}, t(`by.${by}`)));
  };
  draw(now);
  return [h("div", { class: "corner" }, h("fieldset", { class: "switch" }, h("legend", { class: "unseen" }, t("by")), choice("function"), choice("unit"))), box];
}
