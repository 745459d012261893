/** The notes of a document's reading: what may be wrong first, those of the same words together. */
import { h, said } from "../dom.js";
import { place } from "../evidence.js";
import { language, number, t } from "../language.js";

const CHECK = ["cell without unit", "unexplained words", "guess", "row without task", "words not used", "table not used", "column not used", "place not settled"];
const ASIDE = ["background", "not read"];

/** The places of a note: from first to last, or where its words stand. */
function places(note) {
  const stretches = (note.covers ?? []).map(({ first, last }) => (place(first) === place(last) ? place(first) : t("fromTo", { first: place(first), last: place(last) })));
  return stretches.length ? stretches : [place(note.evidence?.where ?? note.evidence)].filter(Boolean);
}

/** @param {any[]} notes of the API */
export function report(notes) {
  return [...CHECK, ...ASIDE].flatMap((kind) => {
    const same = new Map();
    for (const note of notes.filter((n) => n.kind === kind)) {
      const words = note[language()] ?? note.zh;
      same.set(words, [...(same.get(words) ?? []), ...places(note)]);
    }
    const lines = [...same].map(([words, at]) => h("li", {}, said(words), at.length ? h("small", {}, " ", at.slice(0, 3).join(t("and")), at.length > 3 ? t("andMore", { count: number(at.length) }) : "") : null));
    return lines.length ? [h("h3", {}, t(`note.${kind}`)), h("ul", { class: "notes" }, lines)] : [];
  });
}
