/** `#/graph`: the canvas with the table beside it. Search first, then open what is there; see viz/README.md for its states. */
import { ask, style } from "../api.js";
import { board } from "../canvas/board.js";
import { drawing } from "../canvas/data.js";
import { load } from "../canvas/picture.js";
import { read } from "../canvas/state.js";
import { h } from "../dom.js";
import { t } from "../language.js";
import { name } from "../node.js";
import { emptyStore, fill } from "../states.js";
import { choices } from "./start.js";

const READY = 6; // things to begin with

/** What to begin with, when nobody has searched yet: said at once; then the units that lead most, and documents. */
function beginnings(put, signal) {
  const chip = (id, words) => h("button", { type: "button", class: "pill", onclick: () => put(id) }, words.length > 24 ? `${words.slice(0, 23)}…` : words);
  const box = h("div", {});
  fill(box, async () => {
    const [{ rows }, { items }] = await Promise.all([ask("/questions/leads", { limit: READY }, signal), ask("/documents", { limit: READY }, signal)]);
    const units = rows.length ? [h("h3", {}, t("beginUnits")), h("p", { class: "ready" }, rows.map((row) => chip(row.unit_id, row.full_name ?? row.unit)))] : [];
    return [...units, h("h3", {}, t("documents")), h("p", { class: "ready" }, items.map((n) => chip(n.id, name(n))))];
  });
  return h("div", { class: "begin" }, h("h2", {}, t("beginTitle")), h("p", {}, t("beginText")), box);
}

export async function graphPage(_, signal) {
  const state = read();
  if (state.show.length) { // what takes longest is begun first
    drawing(state, signal).catch(() => {}); // told by the board, which asks for the same
    style().then((looks) => load(looks.library)).catch(() => {});
  } else {
    const { counts } = await ask("/status", {}, signal);
    if (!counts.Document) return { title: t("emptyTitle"), content: emptyStore() };
  }
  const [looks, known] = await Promise.all([style(), choices(signal)]);
  const title = h("h1", { class: "unseen", tabindex: "-1" }, t("canvasTitle"));
  return { title: t("canvasTitle"), content: [title, board(looks, known, beginnings, signal)] };
}
