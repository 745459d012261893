/** What a unit has to do by year and by month: counted from its own list of tasks, of which the first thousand are looked at; what
 * it does as one of a collective wording is not in that list. */
import { ask } from "../api.js";
import { bars } from "../bars.js";
import { link } from "../address.js";
import { h, said } from "../dom.js";
import { month, number, t } from "../language.js";
import { ROLES } from "../node.js";
import { fill } from "../states.js";
import { table } from "../table.js";

const MOST = 1000;

/** @returns what a page shows of a unit's years: roles by year as a table, due months as bars. @param {string} id */
export function years(id, signal) {
  const box = h("div", {});
  fill(box, async () => {
    const { rows, truncated } = await ask("/questions/unit-tasks", { unit: id, collectives: false, limit: MOST }, signal);
    if (!rows.length) return h("p", { class: "nothing" }, t("noRows"));
    const seen = [...new Set(rows.map((r) => r.year))].sort((a, b) => (b ?? 0) - (a ?? 0));
    const count = (year, role) => rows.filter((r) => r.year === year && (!role || r.role === role)).length;
    const columns = [
      { label: t("year"), cell: (year) => (year ? h("a", { href: link("questions", "unit-tasks", { unit: id, year, collectives: "false" }) }, String(year)) : t("none")), class: "narrow" },
      ...Object.keys(ROLES).map((role) => ({ label: t(`role.${role}`), cell: (year) => number(count(year, role)), class: "number" })),
      { label: t("total"), cell: (year) => number(count(year)), class: "number" },
    ];
    const due = new Map();
    for (const r of [...rows].filter((r) => r.due).sort((a, b) => (a.due < b.due ? -1 : 1))) due.set(r.due.slice(0, 7), (due.get(r.due.slice(0, 7)) ?? 0) + 1);
    const without = rows.filter((r) => !r.due).length;
    const months = [...due].slice(-24).map(([one, value]) => ({ label: said(month(one)), value }));
    return [
      h("div", { class: "answer" },
        h("section", {}, h("h2", { class: "sub" }, t("byYear")), table({ caption: t("byYear"), columns, rows: seen })),
        h("section", {}, h("h2", { class: "sub" }, t("byMonth")), months.length ? bars(months, t("byMonth")) : h("p", { class: "quiet" }, t("noRows")), without ? h("p", { class: "quiet small" }, t("noLimit", { count: number(without) })) : null)),
      truncated ? h("p", { class: "note" }, t("firstOnly", { count: number(MOST) })) : null,
    ];
  });
  return box;
}
