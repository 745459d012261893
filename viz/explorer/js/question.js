/** One question of the catalogue: its form, its answer as chart and as table, and the ways to take it away. */
import { amend, here } from "./address.js";
import { ask, documents, either } from "./api.js";
import { chart } from "./charts.js";
import { shown } from "./columns.js";
import { copier, tabbed } from "./copy.js";
import { announce, h } from "./dom.js";
import { form } from "./form.js";
import { language, number, t } from "./language.js";
import { emptyStore, fill } from "./states.js";
import { table } from "./table.js";

const LIMIT = 100; // rows of one asking; more come at a button's press

const ORDER = /^(-?)([a-z_]+)(:pinyin)?$/; // a column, the last first, Chinese by pinyin
const GRAPHS = ["html", "graphml", "gexf", "json", "cypher", "neo4j-admin"]; // what an answer names, as a graph

/** The address of the API that gives this answer. */
export function call(question, values, under = "") {
  const asked = new URLSearchParams(Object.entries(values).filter(([, v]) => v)).toString();
  return `/api/v1/questions/${question.name}${under}${asked ? `?${asked}` : ""}`;
}

/** More of a kind, on demand; closed by Escape and by going on. */
function menu(title, items) {
  const box = h("details", { class: "menu" }, h("summary", {}, title), h("ul", {}, items.map((item) => h("li", {}, item))));
  const close = (focus) => {
    box.open = false;
    if (focus) box.firstChild.focus();
  };
  const outside = (event) => box.contains(event.target) || close(false);
  box.addEventListener("toggle", () => (box.open ? document.addEventListener("click", outside) : document.removeEventListener("click", outside)));
  box.addEventListener("keydown", (event) => event.key === "Escape" && box.open && close(true));
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || (event.relatedTarget && close(false)));
  return box;
}

/** Ways to take an answer away: the clipboard, paper, a program. `rows()` are all that are shown. */
function tools(question, values, rows) {
  const columns = () => shown(question.columns, rows());
  const given = { ...values, lang: language() };
  const file = (format) => h("a", { class: "small", href: call(question, { ...given, format }), download: "" }, t(`as.${format}`));
  const part = (format) => h("a", { class: "small", href: call(question, given, `/export/${format}`), download: "" }, t(`as.${format}`));
  return h("div", { class: "tools" },
    copier(t("copyTable"), () => tabbed(columns(), rows())),
    h("button", { type: "button", class: "small", onclick: () => print() }, t("print")),
    file("xlsx"), file("csv"),
    menu(t("moreFiles"), [...GRAPHS.map(part),
      h("a", { class: "small", target: "_blank", rel: "noopener", href: call(question, values) }, t("apiLink")),
      copier(t("copyCall"), () => location.origin + call(question, values))]));
}

/** What an answer shows. `next(offset)` asks for more rows, `turn` for another order; `unsorted` is the answer in its own order. */
function answered(question, values, first, next, fixed, { turn, unsorted }) {
  const title = question[language()];
  // what the page is about already need not stand in every row
  const same = (c) => c.name in fixed && first.rows.every((r) => r[c.name] === first.rows[0][c.name]);
  const told = question.columns.filter((c) => !same(c));
  if (!first.rows.length) return h("div", { class: "nothing" }, h("p", {}, t("noRows")), h("p", {}, t("noRowsHelp")));
  const rows = [...first.rows];
  const picture = unsorted && chart(question, unsorted);
  const order = ORDER.exec(values.order ?? "");
  const heads = (columns) => columns.map((c) => ({ ...c, order: c.name === order?.[2] ? (order[1] ? "descending" : "ascending") : "none", turn: () => turn(c.name) }));
  const box = h("div", {});
  const draw = (page) => {
    // what a bound of the question's own leaves out is on no further page
    const more = page.truncated && (!page.left_out || page.rows.length === page.parameters.limit);
    const button = more ? h("button", { type: "button" }, t("more", { count: number(LIMIT) })) : null;
    button?.addEventListener("click", async () => {
      button.disabled = true;
      const page = await next(rows.length).catch(() => null);
      button.disabled = false;
      if (!page) return;
      rows.push(...page.rows);
      draw(page);
    });
    box.replaceChildren(table({ caption: title, columns: heads(shown(told, rows)), rows }), button ? h("p", { class: "more" }, t("truncated", { count: number(rows.length) }), button) : "",
      page.left_out ? h("p", { class: "note" }, t("beyond", { count: number(page.left_out) })) : "");
  };
  draw(first);
  const beside = picture && first.rows.every((r) => Object.keys(r).length < 8) && question.name !== "matrix";
  return [tools(question, values, () => rows), h("div", { class: beside ? "answer" : "answer below" },
    picture && h("section", {}, h("h2", { class: "sub" }, t(question.name === "matrix" ? "asGrid" : "asBars")), picture), h("section", {}, h("h2", { class: picture ? "sub" : "unseen" }, t("asTable")), box))];
}

/** Fields that a question cannot do without and that are empty. */
const lacking = (question, values) => (question.parameters.required ?? []).filter((key) => !values[key]);

/**
 * The form and the answer of a question. @param {any} question of the catalogue @param {string[]} keys
 * @param {Record<string, any[]>} choices @param {string[]} [folded]
 * @param {Record<string, string>} [fixed] what the page is about, and no field
 */
export function asking(question, keys, choices, signal, folded = [], fixed = {}) {
  const result = h("div", { class: "result" });
  const asked = here().query.get("order") ?? "";
  let order = question.columns.some((c) => c.name === ORDER.exec(asked)?.[2]) ? asked : "";
  let unsorted = null; // the answer in the question's own order, with what it was asked for
  const get = (values, offset, stop) => {
    const { limit, offset: first } = Object.fromEntries(here().query);
    return ask(`/questions/${question.name}`, { limit: limit ?? LIMIT, ...values, offset: offset || first || "" }, either(signal, stop));
  };
  const fetch_ = (given) => fill(result, async (stop) => {
    const values = { ...given, ...fixed, order };
    if (lacking(question, values).length) return h("p", { class: "nothing" }, t("lacking"));
    const answer = await get(values, 0, stop);
    const key = JSON.stringify([given, here().query.get("offset")]);
    if (!order) unsorted = { key, answer };
    if (!answer.rows.length && !(await documents()).total) return emptyStore("h2");
    announce(`${question[language()]} ${t("rowCount", { count: number(answer.rows.length) })}`);
    return answered(question, values, answer, (offset) => get(values, offset), fixed, { turn, unsorted: unsorted?.key === key ? unsorted.answer : null });
  });
  /** Put the rows in the order of a column, then the other way round, then as they were; by what the form says now, whose rows may
   * still be on their way. */
  const turn = async (name) => {
    const [, last, now] = ORDER.exec(order) ?? [];
    order = now !== name ? `${name}:pinyin` : last ? "" : `-${name}:pinyin`;
    amend({ order }, { step: true });
    await fetch_(values());
    if (document.activeElement === document.body) result.querySelector(`th [data-column="${name}"]`)?.focus(); // nobody went on
  };
  const { box, values } = form(question, keys, choices, (chosen) => {
    amend(chosen, { step: true });
    fetch_(chosen);
  }, folded);
  fetch_(values());
  return [box, result];
}
