/** The legend of a drawing: what each shape and line means, and a tick to hide it. */
import { drawn, h } from "./dom.js";
import { language, t } from "./language.js";

const SHAPES = {
  dot: "M7 1.500a5.500 5.500 0 1 0 .01 0z",
  square: "M2 2h10v10H2z",
  diamond: "M7 .5 13.500 7 7 13.500.5 7z",
  hexagon: "M4 1.500h6L13 7l-3 5.500H4L1 7z",
  triangle: "M7 1.500 13 12H1z",
  triangleDown: "M7 12.500 13 2H1z",
};

function swatch(look) {
  if (look.shape) return drawn("svg", { width: 14, height: 14, "aria-hidden": "true" }, drawn("path", { d: SHAPES[look.shape], fill: look.colour }));
  const line = { d: "M0 7h26", stroke: look.colour, "stroke-width": look.width, "stroke-dasharray": (look.dashes ?? []).join(" ") };
  return drawn("svg", { width: 26, height: 14, "aria-hidden": "true" }, drawn("path", line));
}

/**
 * @param {any} style @param {{nodes: any[], edges: any[]}} data @param {Set<string>} hidden is changed by the ticks
 * @param {() => void} changed
 */
export function legend(style, data, hidden, changed) {
  const item = (type, look, count) => {
    const box = h("input", { type: "checkbox", checked: !hidden.has(type), value: type });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(type);
      else hidden.add(type);
      changed();
    });
    return h("label", {}, box, swatch(look), `${look[language()]} ${count}`);
  };
  const rows = (looks, items) =>
    Object.entries(looks).map(([type, look]) => [type, look, items.filter((i) => i.type === type).length]).filter(([, , n]) => n).map((r) => item(...r));
  return h("fieldset", { class: "legend" }, h("legend", { class: "unseen" }, t("legend")), rows(style.nodes, data.nodes), rows(style.edges, data.edges));
}
