/** The report of a document: what was not understood or left aside, by kind, each with the picture of its row. */
import { encoded, link } from "../address.js";
import { ask, readOnly } from "../api.js";
import { h, said } from "../dom.js";
import { place } from "../evidence.js";
import { language, number, t } from "../language.js";
import { fill } from "../states.js";
import { columnsOf } from "./columns.js";

const CHECK = ["cell without unit", "unexplained words", "guess", "row without task", "words not used", "table not used", "column not used", "place not settled"];
const ASIDE = ["background", "not read"];
const FEW = 5; // lines of a kind, and pictures of a line, that are shown at once

/** The places of a note: from first to last, or where its words stand. */
function places(note) {
  const stretches = (note.covers ?? []).map(({ first, last }) => (place(first) === place(last) ? place(first) : t("fromTo", { first: place(first), last: place(last) })));
  return stretches.length ? stretches : [place(note.evidence?.where ?? note.evidence)].filter(Boolean);
}

/** The row that a note speaks of. Where it cannot be drawn, its words stand there. */
function picture(id, note) {
  const quote = String(note.evidence?.printed ?? note.evidence?.quote ?? "").replace(/\s+/g, "");
  const words = `${places(note).join(t("and"))} ${quote}`.trim();
  const image = h("img", { class: "row-picture", loading: "lazy", alt: t("rowPicture", { words: words.slice(0, 200) }), src: `/api/v1/documents/${encoded(id)}/notes/${note.number}/picture?lang=${language()}` });
  image.addEventListener("error", () => image.replaceWith(quote ? h("blockquote", {}, said(quote)) : ""));
  return image;
}

/** All notes that say the same, as one line with their rows. */
function line(id, words, notes, drawn) {
  const at = notes.flatMap(places);
  const where = at.length ? h("small", {}, " ", at.slice(0, 3).join(t("and")), at.length > 3 ? t("andMore", { count: number(at.length) }) : "") : null;
  const seen = drawn ? notes.filter((note) => places(note).length) : [];
  const rows = h("div", { class: "note-rows" }, seen.slice(0, 1).map((note) => picture(id, note)));
  const rest = seen.slice(1);
  const button = rest.length ? h("button", { type: "button", class: "plain" }, t("moreRows", { count: number(Math.min(FEW, rest.length)) })) : null;
  button?.addEventListener("click", () => {
    rows.append(...rest.splice(0, FEW).map((note) => picture(id, note)));
    if (rest.length) button.textContent = t("moreRows", { count: number(Math.min(FEW, rest.length)) });
    else button.remove();
  });
  return h("li", {}, said(words), where, rows, button);
}

function kind(node, name, notes) {
  const same = new Map();
  for (const note of notes) same.set(note[language()] ?? note.zh, [...(same.get(note[language()] ?? note.zh) ?? []), note]);
  const lines = [...same];
  const list = h("ul", { class: "notes" });
  const show = (some) => list.append(...some.map(([words, of]) => line(node.id, words, of, node.original)));
  show(lines.splice(0, FEW));
  const more = lines.length ? h("button", { type: "button" }, t("more", { count: number(lines.length) })) : null;
  more?.addEventListener("click", () => {
    show(lines.splice(0));
    more.remove();
  });
  return h("section", { class: "kind" }, h("h3", {}, t(`note.${name}`), " ", h("small", {}, number(notes.length))), list, more);
}

/** @param {any} node a document of the API */
export function report(node) {
  const notes = (node.report ?? []).map((note, number) => ({ ...note, number }));
  const of = (kinds) => kinds.map((name) => [name, notes.filter((note) => note.kind === name)]).filter(([, some]) => some.length).map(([name, some]) => kind(node, name, some));
  const checks = of(CHECK);
  const aside = of(ASIDE);
  const columns = node.original && !readOnly() ? h("details", { class: "opens" }, h("summary", {}, t(node.columns_by_hand ? "columnsAgain" : "columnsWrong"))) : null;
  columns?.addEventListener("toggle", () => columns.childElementCount > 1 || columns.append(columnsOf(node.sha256, [node.id])));
  return h("div", { class: "report" },
    checks.length ? checks : h("p", {}, t("reportClear")),
    node.columns_by_hand ? h("p", { class: "quiet" }, t("columnsByHand")) : null,
    columns, aside.length ? h("details", { class: "opens" }, h("summary", {}, t("leftAside")), aside) : null);
}

/** The report of a document that was just read. */
export function reportOf(id) {
  const box = h("div", {});
  fill(box, async (stop) => {
    const node = await ask(`/documents/${encoded(id)}`, { limit: 1 }, stop);
    return [report(node), h("p", {}, h("a", { class: "button", href: link("documents", id) }, t("open")))];
  });
  return box;
}
