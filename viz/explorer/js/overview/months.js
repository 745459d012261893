/** How many tasks fall due in each month of a year, as columns that lead to the month's list. */
import { amend, here, link } from "../address.js";
import { h } from "../dom.js";
import { language, number, t } from "../language.js";
import { table } from "../table.js";

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const name = (month) => (language() === "zh" ? `${month}月` : NAMES[month - 1]);
const two = (n) => String(n).padStart(2, "0");

function column(year, month, tasks, most, today, narrowed) {
  const key = `${year}-${two(month)}`;
  const words = t("dueIn", { month: `${year}年${month}月`, name: `${name(month)} ${year}`, count: number(tasks) });
  const bar = h("span", { class: "bar" });
  bar.style.setProperty("--share", String(tasks / most)); // the one thing that only a number can say
  const inside = [h("span", { class: "value" }, tasks ? number(tasks) : ""), h("span", { class: "track" }, bar), h("span", { class: "name" }, name(month))];
  const now = key === today.slice(0, 7) ? "now" : null;
  return h("li", { class: now }, tasks ? h("a", { href: link("questions", "due", { month: key, ...narrowed }), "aria-label": words, title: words }, inside) : h("span", { class: "none" }, inside));
}

/** @param {{month: string, tasks: number}[]} rows @param {string} today @param {Record<string, string>} narrowed */
export function months(rows, today, narrowed) {
  if (!rows.length) return h("p", { class: "nothing" }, t("noMonths"));
  const counts = new Map(rows.map((r) => [r.month, r.tasks]));
  const years = [...new Set(rows.map((r) => Number(r.month.slice(0, 4))))].sort((a, b) => a - b);
  const current = Number(narrowed.year ?? today.slice(0, 4)); // a year that was chosen is the one that is meant
  const near = years.includes(current) ? current : years.reduce((best, y) => (Math.abs(y - current) < Math.abs(best - current) ? y : best));
  const asked = Number(here().query.get("due"));
  const box = h("div", {});
  const choice = h("select", { id: "due-year" }, years.map((y) => h("option", { value: y, selected: y === (years.includes(asked) ? asked : near) }, language() === "zh" ? `${y}年` : String(y))));
  const draw = () => {
    const year = Number(choice.value);
    const all = NAMES.map((_, i) => ({ month: i + 1, tasks: counts.get(`${year}-${two(i + 1)}`) ?? 0 }));
    const most = Math.max(1, ...all.map((m) => m.tasks));
    const columns = [{ label: t("month"), cell: (m) => name(m.month) }, { label: t("tasks"), cell: (m) => number(m.tasks), class: "number" }];
    const twin = h("details", {}, h("summary", {}, t("asTable")), table({ caption: `${year} ${t("dueByMonth")}`, columns, rows: all }));
    box.replaceChildren(h("ol", { class: "months", "aria-label": `${year} ${t("dueByMonth")}` }, all.map((m) => column(year, m.month, m.tasks, most, today, narrowed))), twin);
  };
  choice.addEventListener("change", () => {
    amend({ due: choice.value }, { step: true });
    draw();
  });
  draw();
  return [h("p", { class: "corner" }, h("label", { class: "unseen", for: "due-year" }, t("dueYear")), choice), box];
}
