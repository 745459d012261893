/** A neighbourhood as a drawing (vis-network, out of the pyvis package), with its table beside it. */
import { amend, encoded, here } from "./address.js";
import { ask, Failure } from "./api.js";
import { h } from "./dom.js";
import { number, t } from "./language.js";
import { legend } from "./legend.js";
import { fullName, name, page } from "./node.js";
import { relations } from "./relations.js";

let library = null;

/** Load vis-network, once, only when something is to be drawn. */
function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = h("script", { src: address });
    script.addEventListener("load", () => resolve(globalThis.vis));
    script.addEventListener("error", () => {
      library = null;
      script.remove();
      reject(new Failure(t("unreachable")));
    });
    document.head.append(script);
  });
  return library;
}

const ink = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

/** A label in short lines. Control characters and marks of direction go: a canvas would obey them. */
function short(text, { line, lines }) {
  const clean = text.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "").trim();
  const cut = clean.length > line * lines ? `${clean.slice(0, line * lines - 1)}…` : clean;
  return cut.match(new RegExp(`.{1,${line}}`, "gu"))?.join("\n") ?? " ";
}

function shape(node, style, centre) {
  const look = style.nodes[node.type];
  const hollow = node.properties.kind === "collective" || node.properties.known === "named";
  const color = { border: look.colour, background: hollow ? ink("--paper") : look.colour };
  const main = node.id === centre;
  return { id: node.id, x: node.x, y: node.y, shape: look.shape, size: look.size * (main ? 1.5 : 1), title: fullName(node).slice(0, 200),
    label: short(name(node), style.label), font: { color: ink("--ink"), size: main ? 20 : 16, vadjust: -2, strokeWidth: 4, strokeColor: ink("--raised") },
    color: { ...color, highlight: { border: ink("--ink"), background: color.background }, hover: { border: ink("--ink"), background: color.background } } };
}

function stroke(edge, style) {
  const look = style.edges[edge.type];
  const color = { color: look.colour, highlight: look.colour, hover: look.colour, opacity: look.width < 1.5 ? 0.6 : 1 };
  return { id: edge.id, from: edge.source, to: edge.target, color, width: look.width, dashes: look.dashes ?? false, arrows: look.width > 2 ? "to" : "" };
}

const READABLE = 0.32;
const OPTIONS = { physics: false, layout: { improvedLayout: false }, interaction: { hover: true, tooltipDelay: 200, multiselect: false },
  nodes: { borderWidth: 2 }, edges: { smooth: false, selectionWidth: 2, hoverWidth: 1, arrows: { to: { scaleFactor: 0.45 } } } };

/** The card with the drawing of what lies around a node. @param {string} id @param {any} style @param {any} panel */
export async function graph(id, style, panel, signal) {
  const hops = here().query.get("hops") === "2" ? 2 : 1;
  const data = await ask(`/graph/${encoded(id)}/neighbours`, { hops, limit: 200 }, signal);
  const centre = data.nodes.find((n) => n.id === id);
  if (!data.edges.length && hops === 1) return h("p", { class: "quiet" }, t("graphAlone"));
  const vis = await load(style.library);
  signal.throwIfAborted();
  const by = new Map(data.nodes.map((n) => [n.id, n]));
  const lines = new Map(data.edges.map((e) => [e.id, e]));
  const hidden = new Set((here().query.get("hide") ?? "").split(",").filter(Boolean));
  const seen = (n) => n.id === id || !hidden.has(n.type);
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const words = { name: name(centre), nodes: data.nodes.length, edges: data.edges.length };
  const canvas = h("div", { class: "canvas", role: "img", "aria-label": t("graphLabel", words) });
  const box = h("div", {}, h("div", { class: "drawing" }, canvas), legend(style, data, hidden, filter), h("p", { class: "quiet small" }, t("graphHint")));
  if (data.truncated) box.append(h("p", { class: "note" }, t("leftOut", { count: number(data.truncated) })));
  box.append(relations(data, by, style, panel));

  const network = new vis.Network(canvas, { nodes, edges }, OPTIONS);
  canvas.network = network; // where a drawn thing is on the screen is known only to the network: tests ask it
  function filter() {
    const kept = data.nodes.filter(seen);
    const ids = new Set(kept.map((n) => n.id));
    nodes.clear();
    edges.clear();
    nodes.add(kept.map((n) => shape(n, style, id)));
    edges.add(data.edges.filter((e) => !hidden.has(e.type) && ids.has(e.source) && ids.has(e.target)).map((e) => stroke(e, style)));
    amend({ hide: [...hidden].join(",") });
  }
  filter();
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) panel.node(by.get(node));
    else if (edge) panel.edge(lines.get(edge), by.get(lines.get(edge).source), by.get(lines.get(edge).target));
  });
  network.on("doubleClick", ({ nodes: [node] }) => node && node !== id && (location.hash = page(by.get(node))));
  canvas.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => nodes.update(data.nodes.filter(seen).map((n) => shape(n, style, id))), { signal });
  signal.addEventListener("abort", () => network.destroy());
  const zoom = (factor) => () => network.moveTo({ scale: network.getScale() * factor });
  const button = (word, sign, act) => h("button", { type: "button", "aria-label": t(word), title: t(word), onclick: act }, sign);
  box.firstChild.append(h("div", { class: "zoom" }, button("closer", "＋", zoom(1.3)), button("further", "－", zoom(1 / 1.3)), button("fit", t("fit"), () => network.fit())));
  requestAnimationFrame(() => {
    network.fit();
    if (network.getScale() < READABLE) network.moveTo({ position: centre, scale: 2 * READABLE }); // the middle first, not a heap of dots
  });
  const asked = lines.get(here().query.get("edge"));
  if (asked && edges.get(asked.id)) network.selectEdges([asked.id]);
  if (asked) panel.edge(asked, by.get(asked.source), by.get(asked.target));
  return box;
}
