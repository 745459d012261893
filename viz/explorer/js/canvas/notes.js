/** Everything that the canvas alone would not say: what found no room, what is gone, what is hidden. */
import { h } from "../dom.js";
import { number, t } from "../language.js";

/** The canvas in one sentence, for those who do not see it. */
export function sentence(data) {
  const inside = data.groups.reduce((sum, group) => sum + group.count, 0);
  return t("canvasLabel", { nodes: number(data.nodes.length), lines: number(data.lines.length), groups: number(data.groups.length), inside: number(inside) });
}

/** @param {any} data @param {import("./state.js").State} state @param {() => void} showAgain brings back what was hidden */
export function notes(data, state, showAgain) {
  const none = data.left_out.reduce((sum, one) => sum + one.count, 0);
  const note = (text) => h("p", { class: "note" }, text);
  return [
    none && note(t("noRoom", { count: number(none), most: number(data.all.nodes.length) })),
    data.missing.length && note(t("goneIds", { count: number(data.missing.length) })),
    state.show.some((step) => step.includes("_to_")) && !data.ways.length && note(t("noWay")),
    state.hide.length && h("p", { class: "small quiet" }, t("hiddenCount", { count: number(state.hide.length) }), " ", h("button", { type: "button", class: "plain", onclick: showAgain }, t("showAgain"))),
  ].filter(Boolean);
}
