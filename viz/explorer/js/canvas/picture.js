/** The canvas: vis-network (out of the pyvis package) holds the nodes, the zoom and what is under the mouse; shapes, lines
 * and labels are our own. */
import { Failure } from "../api.js";
import { h } from "../dom.js";
import { t } from "../language.js";
import { fullName } from "../node.js";
import { groupName, labels, titles, write } from "./labels.js";
import { lines } from "./lines.js";
import { ink, paint } from "./shapes.js";

let library = null;

/** Load vis-network, once, only when something is to be drawn. */
export function load(address) {
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

const OPTIONS = { physics: false, layout: { improvedLayout: false }, nodes: { shape: "custom", borderWidth: 0 },
  interaction: { hover: true, tooltipDelay: 300, multiselect: true, selectConnectedEdges: false, keyboard: false } };
const NEAREST = 1.3; // scale up to which a small drawing is brought near
const MARGIN = { x: 76, top: 44, bottom: 52 }; // pixels around the shapes, for their labels

const colours = () => Object.fromEntries([["ink", "--ink"], ["paper", "--paper"], ["ground", "--raised"], ["quiet", "--quiet"], ["mark", "--mark"], ["hover", "--line"]].map(([name, v]) => [name, ink(v)]));

/** @param {HTMLElement} box @param {any} style @param {Record<string, Function>} on what happens: select, open, menu, move */
export async function picture(box, style, on, signal) {
  const vis = await load(style.library);
  signal.throwIfAborted();
  const nodes = new vis.DataSet();
  let data = { things: new Map(), lines: [], marks: [], ways: [] };
  let list = [];
  let colour = colours();
  let state = { pin: {} };
  let chosen = null;

  const ctxRenderer = ({ ctx, id, x, y, state: { selected, hover } }) => ({
    drawNode() {
      const one = data.things.get(id);
      if (one) paint(ctx, x, y, { one, look: style.nodes[one.type], scale: network.getScale(), colours: colour, selected, hover, pinned: id in state.pin });
    },
    nodeDimensions: { width: 40, height: 40 },
  });
  const shape = (one) => ({ id: one.id, x: one.x, y: one.y, ctxRenderer, title: (one.count === undefined ? fullName(one) : groupName(one)).slice(0, 200) });
  const network = new vis.Network(box, { nodes, edges: [] }, OPTIONS);
  const drawn = lines(style, (id) => network.body.nodes[id]);
  box.network = network; // where a drawn thing is on the screen is known only to the network: tests ask it, and what is shown
  box.shown = () => ({ nodes: nodes.getIds(), edges: data.lines.map((l) => l.id), places: nodes.get().map((n) => [n.id, n.x, n.y]) });

  network.on("beforeDrawing", (ctx) => {
    ctx.lineCap = "round";
    ctx.strokeStyle = colour.mark;
    ctx.lineWidth = Math.max(14, 10 / network.getScale());
    for (const way of data.ways) {
      ctx.beginPath();
      way.map((id) => network.body.nodes[id]).filter(Boolean).forEach(({ x, y }, i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.stroke();
    }
    drawn.paint(ctx, { scale: network.getScale(), chosen, colours: colour });
  });
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    const { x: tx, y: ty } = network.body.view.translation;
    const ratio = ctx.canvas.width / box.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const view = { scale, style, colours: colour, width: box.clientWidth, height: box.clientHeight, held: (id) => network.body.nodes[id], toScreen: ({ x, y }) => ({ x: x * scale + tx, y: y * scale + ty }) };
    write(ctx, list, view);
    titles(ctx, data.marks, view);
    ctx.restore();
  });

  /** Bring the canvas to a drawing; what stays is not touched. */
  function show(next, nextState, first) {
    const before = new Set(nodes.getIds());
    [data, state] = [next, nextState];
    list = labels(data, first);
    drawn.set(data.lines);
    nodes.remove(nodes.getIds().filter((id) => !data.things.has(id)));
    nodes.update([...data.things.values()].map(shape));
    const fresh = [...data.things.values()].filter((one) => !before.has(one.id));
    if (!before.size || fresh.some((one) => !inside(one))) fit();
  }
  function inside({ x, y }) {
    const at = network.canvasToDOM({ x, y });
    return at.x > 0 && at.y > 0 && at.x < box.clientWidth && at.y < box.clientHeight;
  }
  function fit() {
    const all = [...data.things.values()];
    if (!all.length) return;
    const [left, right, top, bottom] = [Math.min(...all.map((o) => o.x)), Math.max(...all.map((o) => o.x)), Math.min(...all.map((o) => o.y)), Math.max(...all.map((o) => o.y))];
    const [wide, high] = [box.clientWidth - 2 * MARGIN.x, box.clientHeight - MARGIN.top - MARGIN.bottom];
    const scale = Math.min(NEAREST, wide / Math.max(1, right - left), high / Math.max(1, bottom - top));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (MARGIN.bottom - MARGIN.top) / 2 / scale }, scale });
  }
  function select(id) {
    chosen = id;
    if (data.things.has(id)) network.selectNodes([id], false);
    else network.unselectAll();
    network.redraw();
  }
  const screen = (id) => network.canvasToDOM(network.getPosition(id));
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

  network.on("click", ({ nodes: [node], pointer }) => on.select(node ?? drawn.at(pointer.canvas, network.getScale())));
  box.addEventListener("mousemove", ({ offsetX: x, offsetY: y, buttons }) => {
    if (!buttons) box.classList.toggle("over", Boolean(network.getNodeAt({ x, y }) ?? drawn.at(network.DOMtoCanvas({ x, y }), network.getScale())));
  });
  network.on("doubleClick", ({ nodes: [node] }) => node && on.open(node));
  network.on("oncontext", ({ event, pointer }) => {
    event.preventDefault();
    const node = network.getNodeAt(pointer.DOM);
    if (node) on.menu(node, pointer.DOM);
  });
  network.on("dragEnd", ({ nodes: dragged }) => dragged.length && on.move(dragged, network.getPositions(dragged)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colour = colours();
    network.redraw();
  }, { signal });
  signal.addEventListener("abort", () => network.destroy());
  return { show, fit, zoom, select, screen, look: (id) => network.moveTo({ position: network.getPosition(id) }), inside: (id) => inside(network.getPosition(id)) };
}
