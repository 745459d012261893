/** The columns of an answer: words in place of codes, names as links, dates as offices write them. */
import { h, said } from "./dom.js";
import { date, language, month, number, t } from "./language.js";
import { address } from "./node.js";

const MAIN = ["text", "label"]; // what a row is about, where its id is simply `id` or `task_id`
const DATES = ["due", "since", "until", "issued"];
const PLAIN = ["year", "rank", "group", "step", "way"]; // numbers that are names: never with thousands apart

/** The id of the node that a cell names, where the row has it. */
function idOf(row, name) {
  if (name === "units") return row.unit_id;
  return row[`${name}_id`] ?? (MAIN.includes(name) ? row.task_id ?? row.id : undefined);
}

/** One value in words, without a link. @param {any} column of the catalogue */
export function words(column, given) {
  if (given === null || given === undefined || given === "") return "";
  if (column.codes?.[given]) return column.codes[given][language()];
  if (DATES.includes(column.name)) return date(given);
  if (column.name === "month") return month(given);
  return typeof given === "number" && !PLAIN.includes(column.name) ? number(given) : String(given);
}

/** A cell: a link where the row has the id of what it names. */
export function cell(column, row) {
  const text = words(column, row[column.name]);
  if (!text) return t("none");
  const id = idOf(row, column.name);
  const there = id && address(id);
  return there ? h("a", { class: "node", href: there, title: text.slice(0, 300) }, said(text)) : said(text);
}

const SHORT = 11; // characters up to which a column is better on one line

function look(column, rows) {
  if (!PLAIN.includes(column.name) && rows.every((r) => r[column.name] === null || typeof r[column.name] === "number")) return "number";
  if (MAIN.includes(column.name) || column.name === "task") return "wide";
  const longest = Math.max(...rows.map((r) => words(column, r[column.name]).length));
  return longest <= SHORT ? "narrow" : "medium";
}

/** What a table shows of an answer: without ids, and without columns in which nothing stands. */
export function shown(columns, rows) {
  return columns.filter((c) => !/(^|_)id$/.test(c.name) && c.name !== "full_name" && rows.some((r) => r[c.name] !== null)).map((c) => ({
    name: c.name,
    label: c[language()],
    cell: (row) => cell(c, row),
    text: (row) => words(c, row[c.name]),
    class: look(c, rows),
  }));
}
