/** What is here in numbers. Each leads to the list that it counts. */
import { link } from "../address.js";
import { h } from "../dom.js";
import { number, t } from "../language.js";

const DAY = 86_400_000;
export const SOON = 30; // days, as the service counts

/** The day so many days after one, as the questions take it. */
const after = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** @param {Record<string, number>} numbers @param {string} day from which on it counts @param {Record<string, string>} narrowed */
export function tiles(numbers, day, narrowed) {
  const tile = (look, key, words, address, more = null) =>
    h("a", { class: `tile ${look}`, href: address }, h("b", {}, number(numbers[key] ?? 0)), h("span", {}, words), more && h("small", {}, more));
  const named = numbers.named ? t("namedToo", { count: number(numbers.named) }) : null;
  // narrowed, they are the units that these lists name, wherever those units lie
  const units = Object.keys(narrowed).length ? link("questions", "workload", { collectives: "true", ...narrowed }) : link("units");
  return h("div", { class: "tiles" },
    tile("Document", "documents", t("documents"), link("documents", "", narrowed), named),
    tile("Task", "tasks", t("tasks"), link("tasks", "", narrowed)),
    tile("Unit", "units", t("units"), units),
    tile("look", "due", t("dueSoon", { days: SOON }), link("questions", "due", { since: day, until: after(day, SOON), ...narrowed })),
    tile("look", "unled", t("unled"), link("questions", "unowned", narrowed)),
    tile("look", "uncertain", t("uncertain"), link("questions", "uncertain", narrowed)));
}
