/** The drawing of a state, from the service: what is there, how it is grouped, and where it stands. */
import { ask } from "../api.js";

const KEPT = 20; // drawings that are remembered, so that undo asks nothing
const known = new Map();

/** @param {import("./state.js").State} state @param {AbortSignal} signal */
export async function drawing(state, signal) {
  const asked = { show: state.show.join(" "), layout: state.layout, ...state.filters };
  const key = JSON.stringify(asked);
  const before = known.get(key);
  const held = before && (before.here || !before.signal.aborted) ? before : begun(asked, key, signal);
  known.delete(key);
  known.set(key, held);
  if (known.size > KEPT) known.delete(known.keys().next().value);
  return seen(await held.answer, state);
}

/** A drawing that is asked for, remembered while it is on its way: it is not asked for again, unless its page was left meanwhile. */
function begun(asked, key, signal) {
  const made = { signal, here: false, answer: ask("/graph/view", asked, signal) };
  made.answer.then(() => (made.here = true), () => known.get(key) === made && known.delete(key));
  return made;
}

/** What of it is to be seen: without what was hidden, one by one or by the legend. */
function seen(answer, state) {
  const off = new Set([...state.off, ...state.hide]);
  const nodes = answer.nodes.filter((n) => !off.has(n.id) && !off.has(n.type));
  const groups = answer.groups.filter((g) => !off.has(g.id) && !off.has(g.type));
  const things = new Map([...nodes, ...groups].map((one) => [one.id, one]));
  const lines = answer.lines.filter((l) => !off.has(l.type ?? "SUM") && things.has(l.source) && things.has(l.target));
  const degree = new Map();
  for (const { source, target } of lines) for (const id of [source, target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const spot = (one) => (state.pin[one.id] ? { ...one, x: state.pin[one.id][0], y: state.pin[one.id][1] } : one);
  for (const [id, one] of things) things.set(id, spot(one));
  return { ...answer, all: answer, nodes: nodes.map(spot), groups: groups.map(spot), lines, things, degree, hidden: state.hide.filter((id) => answer.nodes.some((n) => n.id === id)) };
}

/** What a node can be opened by. */
export function openings(id, state, signal) {
  return ask(`/graph/${encodeURIComponent(id)}/openings`, state.filters, signal);
}

/** An edge with its evidence. */
export function edge(id, signal) {
  return ask("/graph/edge", { id }, signal);
}
