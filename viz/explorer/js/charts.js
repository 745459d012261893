/** The chart of an answer, where one says more than the table: bars of what the catalogue names, due tasks by month, a grid. */
import { bars } from "./bars.js";
import { cell, words } from "./columns.js";
import { h, said } from "./dom.js";
import { month, number, t } from "./language.js";

const BARS = 12; // more bars than this are a table

function named(question, rows) {
  const [label, value] = question.chart;
  const column = question.columns.find((c) => c.name === label);
  const beside = (r) => (r.place && label !== "place" ? h("small", {}, said(r.place)) : null);
  return bars(rows.filter((r) => r[value] !== null).slice(0, BARS).map((r) => ({ value: r[value], label: [cell(column, r), beside(r)] })), t("asBars"));
}

/** How many rows fall into each group, in the order in which the groups come. */
function tally(rows, of) {
  const counts = new Map();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  counts.delete(null);
  return counts.size > 1 && counts.size <= 24 ? bars([...counts].map(([label, value]) => ({ label: said(label), value })), t("asBars")) : null;
}

/** Rows of (unit, heading, count) as a grid: darker is more, and the number stands in it. */
function grid(rows) {
  const units = [...new Set(rows.map((r) => r.unit_id ?? r.unit))].slice(0, BARS);
  const totals = new Map();
  for (const r of rows) totals.set(r.heading, (totals.get(r.heading) ?? 0) + r.count);
  const headings = [...totals].sort((a, b) => b[1] - a[1]).slice(0, 10).map(([heading]) => heading);
  const most = Math.max(1, ...rows.map((r) => r.count));
  const of = (unit, heading) => rows.find((r) => (r.unit_id ?? r.unit) === unit && r.heading === heading)?.count;
  const square = (count) => {
    const made = h("td", { class: "square" }, count ? number(count) : "");
    made.style.setProperty("--share", String((count ?? 0) / most));
    return made;
  };
  const line = (unit) => {
    const row = rows.find((r) => (r.unit_id ?? r.unit) === unit);
    return h("tr", {}, h("th", { scope: "row" }, cell({ name: "unit" }, row), row.place ? h("small", {}, " ", said(row.place)) : null), headings.map((one) => square(of(unit, one))));
  };
  const head = h("tr", {}, h("td", {}), headings.map((one) => h("th", { scope: "col" }, said(one))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("asGrid") }, h("table", { class: "grid" }, h("caption", { class: "unseen" }, t("asGrid")), h("thead", {}, head), h("tbody", {}, units.map(line))));
}

const COUNTED = { changes: "change", unowned: "lack", coverage: "kind", contested: "kind", "impact-unit": "effect" };

/** @returns the chart of an answer, null where the table says it better. A part of an answer is not counted up. */
export function chart(question, answer) {
  if (answer.rows.length < 2) return null;
  if (question.chart) return named(question, answer.rows);
  if (question.name === "matrix") return grid(answer.rows);
  if (answer.truncated) return null;
  if (question.name === "due") return tally(answer.rows, (r) => (r.due ? month(r.due) : null));
  const column = question.columns.find((c) => c.name === COUNTED[question.name]);
  return column ? tally(answer.rows, (r) => words(column, r[column.name])) : null;
}
