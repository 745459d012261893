/** Numbers as bars: a list, so that it can be read without seeing them. */
import { h } from "./dom.js";
import { number } from "./language.js";

/** @param {{label: any, value: number, more?: any}[]} rows `more` stands behind the number @param {string} title */
export function bars(rows, title) {
  const most = Math.max(1, ...rows.map((r) => r.value));
  return h("ol", { class: "bars", "aria-label": title }, rows.map(({ label, value, more }) => {
    const bar = h("span", { class: "bar" });
    bar.style.setProperty("--share", String(value / most)); // the one thing that only a number can say
    return h("li", {}, h("span", { class: "label" }, label), h("span", { class: "track" }, bar), h("span", { class: "value" }, number(value)), more);
  }));
}
