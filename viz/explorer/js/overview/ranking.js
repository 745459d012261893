/** The units that lead most, as bars that lead to the unit, its tasks and the drawing around it. */
import { link } from "../address.js";
import { bars } from "../bars.js";
import { h, said } from "../dom.js";
import { t } from "../language.js";

/** @param {any[]} rows of the question leads @param {Record<string, string>} narrowed */
export function ranking(rows, narrowed) {
  if (!rows.length) return h("p", { class: "nothing" }, t("noLeads"));
  // a unit's own page knows no filters: where there are some, the list that is counted is the question's
  const counted = (row) => (Object.keys(narrowed).length ? link("questions", "unit-tasks", { unit: row.unit_id, role: "lead", collectives: "false", ...narrowed }) : link("units", row.unit_id, { role: "lead" }));
  const label = (row) => [
    h("a", { class: "node", href: counted(row), title: row.full_name ?? row.unit }, said(row.unit)),
    row.place ? h("small", {}, said(row.place)) : null,
  ];
  const drawn = (row) => h("a", { class: "draw", href: link("graph", "", { show: row.unit_id, ...narrowed }), "aria-label": t("drawOf", { name: row.full_name ?? row.unit }), title: t("inGraph") }, t("graphShort"));
  return bars(rows.map((row) => ({ label: label(row), value: row.count, more: drawn(row) })), t("leadsMost"));
}
