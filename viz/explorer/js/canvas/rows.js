/** The table beside the canvas: the same things, for those who read lists, use no mouse or see no drawing; sortable, and ready to
 * be pasted into Excel or WPS. */
import { amend, here } from "../address.js";
import { copier, tabbed } from "../copy.js";
import { h, said } from "../dom.js";
import { language, number, t } from "../language.js";
import { beside, fullName, value } from "../node.js";
import { turner } from "../table.js";
import { groupName } from "./labels.js";

const SHOWN = 100; // rows at first: a page of them is built in an instant
const KINDS = ["Task", "Unit", "Document", "Theme", "Topic", "Jurisdiction"];

const property = (key, more = {}) => ({ label: t(key), text: (n) => (n.properties ? value(key, n.properties[key]) : ""), ...more });
const degree = (data) => ({ label: t("lineCount"), text: (n) => data.degree.get(n.id) ?? 0, class: "number" });
const title = (label) => ({ label, text: (n) => (n.properties ? fullName(n) : groupName(n)), main: true, class: "wide" });

const COLUMNS = {
  Task: () => [title(t("text")), { ...property("units"), label: t("unitTable"), class: "medium" }, property("deadline", { class: "narrow", order: (n) => n.properties?.due ?? "9" })],
  Unit: (data) => [title(t("unit")), property("jurisdiction"), degree(data)],
  Document: (data) => [title(t("title")), property("number"), property("year", { class: "narrow" }), degree(data)],
  Other: (data) => [title(t("title")), { label: t("note"), text: (n) => (n.properties ? beside(n) : "") }, degree(data)],
};

function lineColumns(data, style) {
  const name = (id) => {
    const one = data.things.get(id);
    return one.count === undefined ? one.label : groupName(one);
  };
  const word = (l) => (l.type ? style.edges[l.type][language()] : t("together"));
  return [
    { label: t("from"), text: (l) => name(l.source) },
    { label: t("relation"), text: (l) => word(l) + (l.count > 1 ? ` ${number(l.count)}` : ""), main: true, class: "narrow" },
    { label: t("to"), text: (l) => name(l.target) },
  ];
}

const UNSORTED = { column: -1, down: false };
const sorting = (text) => (/^\d-?$/.test(text ?? "") ? { column: Number(text[0]), down: text.endsWith("-") } : UNSORTED);
const mostOf = (types) => [...new Set(types)].sort((a, b) => types.filter((t) => t === b).length - types.filter((t) => t === a).length)[0];

/** @param {any} style @param {{select: (id: string) => void, open: (id: string) => void, key: (event: KeyboardEvent, id: string) => boolean}} on */
export function rows(style, on) {
  const box = h("section", { class: "rows", "aria-label": t("rowsTitle") });
  let data = null;
  let kind = here().query.get("table") ?? "";
  let sort = sorting(here().query.get("sort"));
  let most = SHOWN;
  let chosen = null;

  const of = (type) => (type === "Line" ? data.lines : [...data.things.values()].filter((n) => n.type === type));
  const present = () => [...KINDS, "Line"].filter((type) => of(type).length);
  const columns = () => (kind === "Line" ? lineColumns(data, style) : (COLUMNS[kind] ?? COLUMNS.Other)(data));

  function sorted(all) {
    const found = [...of(kind)];
    const column = all[sort.column];
    if (!column) return found;
    const key = column.order ?? column.text;
    found.sort((a, b) => (typeof key(a) === "number" ? key(a) - key(b) : String(key(a)).localeCompare(String(key(b)), "zh", { numeric: true })));
    return sort.down ? found.reverse() : found;
  }
  function header(column, index) {
    const state = sort.column === index ? (sort.down ? "descending" : "ascending") : "none";
    const click = () => {
      sort = { column: index, down: sort.column === index && !sort.down };
      keep();
      draw();
      box.querySelectorAll("th button")[index]?.focus();
    };
    return h("th", { scope: "col", class: column.class, "aria-sort": state }, turner({ label: column.label, order: state, turn: click }));
  }
  function row(all, one) {
    const cell = (column) => {
      const text = String(column.text(one));
      if (!column.main) return h("td", { class: column.class, "data-label": column.label }, said(text || t("none")));
      return h("td", { class: column.class, "data-label": column.label }, h("button", { type: "button", class: "plain", "data-id": one.id, "aria-pressed": String(one.id === chosen), onclick: () => on.select(one.id), ondblclick: () => on.open(one.id) }, said(text)));
    };
    return h("tr", {}, all.map(cell));
  }
  /** What is looked at goes with the address; it is no step. */
  function keep() {
    amend({ table: kind, sort: sort.column < 0 ? "" : `${sort.column}${sort.down ? "-" : ""}` });
  }
  function draw() {
    const types = present();
    if (!types.includes(kind)) kind = types.includes("Task") ? "Task" : (types[0] ?? "");
    if (!kind) return box.replaceChildren();
    const all = columns();
    const found = sorted(all);
    const choice = (type) => h("button", { type: "button", role: "tab", "aria-selected": String(type === kind), tabindex: type === kind ? "0" : "-1", onclick: () => pick(type) }, `${type === "Line" ? t("lines") : t(type)} ${number(of(type).length)}`);
    const tabs = h("div", { role: "tablist", class: "tabs", "aria-label": t("rowsTitle") }, types.map(choice));
    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) pick(types[(types.indexOf(kind) + step + types.length) % types.length], true);
    });
    const body = h("tbody", {}, found.slice(0, most).map((one) => row(all, one)));
    const table = h("table", {}, h("caption", { class: "unseen" }, t("rowsTitle")), h("thead", {}, h("tr", {}, all.map(header))), body);
    const left = found.length - most;
    const more = left > 0 ? h("p", { class: "more" }, h("button", { type: "button", onclick: () => {
      most += 400;
      draw();
    } }, t("more", { count: number(Math.min(left, 400)) }))) : null;
    box.replaceChildren(tabs, h("div", { class: "tools" }, copier(t("copyTable"), () => tabbed(all, found))), h("div", { class: "scroll" }, table, more));
  }
  function pick(type, focus = false) {
    [kind, sort, most] = [type, UNSORTED, SHOWN];
    keep();
    draw();
    if (focus) box.querySelector("[role=tab][aria-selected=true]").focus();
  }
  box.addEventListener("keydown", (event) => {
    const id = event.target.dataset?.id;
    if (!id) return;
    const buttons = [...box.querySelectorAll("[data-id]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) buttons[buttons.indexOf(event.target) + step]?.focus();
    if (step || on.key(event, id)) event.preventDefault();
  });
  return {
    box,
    show(next) {
      const focused = box.contains(document.activeElement) ? document.activeElement.dataset.id : null;
      const fresh = data ? [...next.things.values()].filter((one) => !data.things.has(one.id)).map((one) => one.type) : [];
      data = next;
      if (fresh.length) [kind, sort] = [mostOf(fresh), UNSORTED]; // what a step brought is what its reader wants to see
      draw();
      if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    },
    select(id) {
      chosen = id;
      const one = data?.things.get(id);
      if (one && one.type !== kind && present().includes(one.type)) pick(one.type);
      for (const button of box.querySelectorAll("[data-id]")) button.setAttribute("aria-pressed", String(button.dataset.id === id));
      if (!box.contains(document.activeElement)) box.querySelector(`[data-id="${CSS.escape(id ?? "")}"]`)?.scrollIntoView({ block: "nearest" });
    },
  };
}
