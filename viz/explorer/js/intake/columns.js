/** What the columns of a file's tables are: shown over its first rows, to be corrected, and the file read again by them. */
import { link } from "../address.js";
import { ask, change } from "../api.js";
import { h, said } from "../dom.js";
import { has, t } from "../language.js";
import { fill } from "../states.js";
import { follow } from "./queue.js";

const TASK = "任务";
const UNITS = ["牵头单位", "配合单位", "责任单位"];
const UNUSED = "不用";
const named = (choice) => (has(`column.${choice}`) ? t(`column.${choice}`) : choice);

function select(table, column, choices, label) {
  const now = table.columns[column];
  return h("select", { "data-column": column, "aria-label": label }, choices.map((one) => h("option", { value: one, selected: one === now }, named(one))));
}

/** One kind of table: a choice over each column, and a mark at each row that is its header. */
function editor(table, choices, nth) {
  const numbers = Object.keys(table.columns).sort((a, b) => Number(a) - Number(b));
  const which = [...table.sheets.map((name) => t("where.sheet", { value: name })), ...table.tables.slice(0, 3).map((n) => t("where.table", { value: n }))].join(t("and")) || t("where.table", { value: nth + 1 });
  const over = numbers.map((n) => h("th", { scope: "col" }, select(table, n, choices, t("columnIs", { column: n, words: table.words[n] ?? "" }))));
  const header = new Set(table.header);
  const row = ([number, texts]) => {
    const tick = h("input", { type: "checkbox", value: number, checked: header.has(number), "aria-label": t("isHeader", { row: number }) });
    return h("tr", { class: header.has(number) ? "header" : null }, h("td", { class: "narrow" }, h("label", {}, tick, " ", t("where.row", { value: number }))), texts.map((text) => h("td", {}, said(text))));
  };
  const head = h("tr", {}, h("th", { scope: "col" }, t("headerRow")), over);
  const box = h("div", { class: "scroll" }, h("table", { class: "mapping" }, h("caption", {}, which), h("thead", {}, head), h("tbody", {}, table.rows.map(row))));
  box.addEventListener("change", (event) => {
    const tick = /** @type {HTMLInputElement} */ (event.target);
    if (tick.type === "checkbox") tick.closest("tr").classList.toggle("header", tick.checked);
  });
  const values = () => ({
    sheets: table.sheets,
    tables: table.tables,
    header: [...box.querySelectorAll("input:checked")].map((one) => Number(/** @type {HTMLInputElement} */ (one).value)),
    columns: Object.fromEntries([...box.querySelectorAll("select")].map((one) => [one.dataset.column, one.value])),
  });
  return { box, values };
}

/** What cannot be, in words; empty when it can. */
function mistake(tables) {
  for (const { columns } of tables) {
    const given = Object.values(columns);
    if (given.every((one) => one === UNUSED)) continue;
    if (given.filter((one) => one === TASK).length !== 1) return t("needTask");
    if (!given.some((one) => UNITS.includes(one))) return t("needUnits");
  }
  return tables.every(({ columns }) => Object.values(columns).every((one) => one === UNUSED)) ? t("needTask") : "";
}

/** @param {string} sha256 of the file @param {string[]} documents that were read from it */
export function columnsOf(sha256, documents) {
  const box = h("div", { class: "columns-box" });
  fill(box, async (stop) => {
    const query = new URLSearchParams(documents.map((id) => ["document", id])).toString();
    const told = await ask(`/files/${sha256}/columns${query ? `?${query}` : ""}`, {}, stop);
    const editors = told.tables.map((table, nth) => editor(table, told.choices, nth));
    const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    const say = (words) => {
      wrong.textContent = words;
      wrong.hidden = !words;
    };
    const begin = async (button, method, body) => {
      button.disabled = true;
      say("");
      const job = await change(method, `/files/${sha256}/columns`, body).catch((error) => say(error.message));
      button.disabled = false;
      if (!job) return;
      follow(job, sha256);
      location.hash = link("intake");
    };
    const save = h("button", { type: "button", class: "main" }, t("readAgain"));
    save.addEventListener("click", () => {
      const tables = editors.map((one) => one.values());
      const words = mistake(tables);
      if (words) return say(words);
      begin(save, "PUT", { tables: tables.filter(({ columns }) => Object.values(columns).some((one) => one !== UNUSED)) });
    });
    const drop = told.kept ? h("button", { type: "button" }, t("columnsForget")) : null;
    drop?.addEventListener("click", () => begin(drop, "DELETE"));
    return [h("p", { class: "quiet" }, t("columnsHelp")), editors.map((one) => one.box), wrong, h("p", { class: "pickers" }, save, drop)];
  });
  return box;
}
