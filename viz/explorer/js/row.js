/** The row of a document in which a fact stands: each cell under its header, the words marked. */
import { h, said } from "./dom.js";
import { t } from "./language.js";

const CONTEXT = 300; // characters of a long cell shown around its marks

/** Text with its marked stretches. */
function marked({ text, marks }) {
  const parts = [];
  let at = 0;
  const plain = (from, to, first, last) => {
    const words = text.slice(from, to);
    if (words.length <= 2 * CONTEXT) return words;
    if (first) return `…${words.slice(-CONTEXT)}`;
    if (last) return `${words.slice(0, CONTEXT)}…`;
    return `${words.slice(0, CONTEXT)}…${words.slice(-CONTEXT)}`;
  };
  for (const [start, end] of marks) {
    if (start > at) parts.push(said(plain(at, start, at === 0, false)));
    parts.push(h("mark", {}, said(text.slice(Math.max(start, at), end))));
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push(marks.length ? said(plain(at, text.length, false, true)) : said(text));
  return parts;
}

const line = (cell) => (cell ? h("p", { class: cell.faint ? "line faint" : "line" }, marked(cell)) : h("p", { class: "line faint" }, "…"));

/** @param {{above: any[], cells: any[], below: any[]}} row as the API gives it */
export function row({ above, cells, below }) {
  const filled = cells.filter((c) => c.text || c.marks.length);
  const cell = (c) => h("div", { class: c.marks.length ? "cell hit" : "cell" }, h("dt", {}, said(c.label || t("cell"))), h("dd", {}, marked(c)));
  return h("div", { class: "row", tabindex: "0", role: "group", "aria-label": t("rowOfDocument") }, above.map(line), filled.length ? h("dl", { class: "cells" }, filled.map(cell)) : null, below.map(line));
}
