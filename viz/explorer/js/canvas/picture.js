/** The canvas: vis-network (out of the pyvis package) holds nodes, edges, zoom and what is under the mouse; shapes and labels are
 * our own. */
import { h } from "../dom.js";
import { fullName } from "../node.js";
import { groupName, labels, titles, write } from "./labels.js";
import { ink, paint } from "./shapes.js";

let library = null;

/** Load vis-network, once, only when something is to be drawn. */
function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = h("script", { src: address });
    script.addEventListener("load", () => resolve(globalThis.vis));
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });
  return library;
}

const OPTIONS = { physics: false, layout: { improvedLayout: false }, nodes: { shape: "custom", borderWidth: 0 },
  edges: { smooth: false, selectionWidth: 2, hoverWidth: 1, arrows: { to: { scaleFactor: 0.5 } } },
  interaction: { hover: true, tooltipDelay: 300, multiselect: true, selectConnectedEdges: true, keyboard: false } };
const DIRECTED = ["IMPLEMENTS", "CARRIES_OUT", "CITES", "SUCCEEDED_BY"];
const NEAREST = 1.3; // scale up to which a small drawing is brought near
const MARGIN = { x: 76, top: 44, bottom: 52 }; // pixels around the shapes, for their labels

const colours = () => Object.fromEntries([["ink", "--ink"], ["paper", "--paper"], ["ground", "--raised"], ["quiet", "--quiet"], ["mark", "--mark"], ["hover", "--line"]].map(([name, v]) => [name, ink(v)]));

/** @param {HTMLElement} box @param {any} style @param {Record<string, Function>} on what happens: select, open, menu, move */
export async function picture(box, style, on, signal) {
  const vis = await load(style.library);
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let data = { things: new Map(), lines: [], marks: [], ways: [] };
  let list = [];
  let colour = colours();
  let state = { pin: {} };
  const sum = { colour: colour.quiet, width: 1.5, dashes: [1, 3] };

  const ctxRenderer = ({ ctx, id, x, y, state: { selected, hover } }) => ({
    drawNode() {
      const one = data.things.get(id);
      if (one) paint(ctx, x, y, { one, look: style.nodes[one.type], scale: network.getScale(), colours: colour, selected, hover, pinned: id in state.pin });
    },
    nodeDimensions: { width: 40, height: 40 },
  });
  const shape = (one) => ({ id: one.id, x: one.x, y: one.y, ctxRenderer, title: (one.count === undefined ? fullName(one) : groupName(one)).slice(0, 200) });
  const bend = (one, nth) => (nth ? { enabled: true, type: nth % 2 ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(nth / 2) } : false);
  const line = (one, nth) => {
    const look = style.edges[one.type] ?? sum;
    const thick = one.count > 1 ? Math.min(8, look.width + Math.log2(one.count)) : look.width;
    return { id: one.id, from: one.source, to: one.target, width: thick, dashes: look.dashes ?? false, smooth: bend(one, nth), arrows: DIRECTED.includes(one.type) ? "to" : "",
      color: { color: look.colour, highlight: look.colour, hover: look.colour, opacity: look.width < 1.5 ? 0.55 : 0.9 } };
  };
  const network = new vis.Network(box, { nodes, edges }, OPTIONS);
  box.network = network; // where a drawn thing is on the screen is known only to the network: tests ask it

  network.on("beforeDrawing", (ctx) => {
    ctx.lineCap = "round";
    ctx.strokeStyle = colour.mark;
    ctx.lineWidth = Math.max(14, 10 / network.getScale());
    for (const way of data.ways) {
      ctx.beginPath();
      way.map((id) => network.body.nodes[id]).filter(Boolean).forEach(({ x, y }, i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.stroke();
    }
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
    const gone = (set, kept) => set.remove(set.getIds().filter((id) => !kept.has(id)));
    gone(edges, new Set(data.lines.map((l) => l.id)));
    gone(nodes, data.things);
    nodes.update([...data.things.values()].map(shape));
    const between = new Map(); // several lines between the same two lie beside each other
    edges.update(data.lines.map((one) => {
      const ends = [one.source, one.target].sort().join(" ");
      between.set(ends, (between.get(ends) ?? -1) + 1);
      return line(one, between.get(ends));
    }));
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
    if (data.things.has(id)) network.selectNodes([id]);
    else if (edges.get(id)) network.selectEdges([id]);
    else network.unselectAll();
  }
  const screen = (id) => network.canvasToDOM(network.getPosition(id));
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

  network.on("click", ({ nodes: [node], edges: [edge], event }) => on.select(node ?? edge ?? null, event?.srcEvent));
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
