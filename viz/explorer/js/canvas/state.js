/**
 * What is on the canvas. All of it stands in the address (`#/graph?show=…`), so that it can be sent to a colleague; each change
 * is a step of the browser's own history, which undo and redo walk.
 *
 * show: the steps that brought things (see graph/view/steps.py) · layout · the filters · hide: ids · off: types that the legend
 * hides · pin: places of one's own
 */
import { amend, here } from "../address.js";

export const FILTERS = ["place", "year", "role", "topic", "due_from", "due_to"];
const LISTS = ["show", "hide", "off"];
const PIN = /^(.+)_(-?\d+)_(-?\d+)$/; // the id of a group holds `_` as well

/** @typedef {{show: string[], hide: string[], off: string[], pin: Record<string, [number, number]>, layout: string, filters: Record<string, string>}} State */

const words = (text) => (text ?? "").split(" ").filter(Boolean);

/** @returns {State} the state that the address asks for */
export function read() {
  const { query } = here();
  const lists = Object.fromEntries(LISTS.map((name) => [name, [...new Set(words(query.get(name)))]]));
  const pin = Object.fromEntries(words(query.get("pin")).map((one) => PIN.exec(one)).filter(Boolean).map(([, id, x, y]) => [id, [Number(x), Number(y)]]));
  return { ...lists, pin, layout: query.get("layout") ?? "free", filters: Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""])) };
}

function written(state) {
  const lists = Object.fromEntries(LISTS.map((name) => [name, state[name].join(" ")]));
  const pin = Object.entries(state.pin).map(([id, [x, y]]) => `${id}_${x}_${y}`).join(" ");
  return { ...lists, pin, layout: state.layout === "free" ? "" : state.layout, ...state.filters };
}

/** @param {() => void} changed is told of every change, from here or from the browser's buttons */
export function states(changed) {
  let list = [JSON.stringify(read())];
  let at = 0;
  const now = () => JSON.parse(list[at]);

  /** Take a step: `make` gets a copy of the state to change. */
  function step(make) {
    const next = now();
    make(next);
    const text = JSON.stringify(next);
    if (text === list[at]) return;
    list = [...list.slice(0, at + 1), text];
    at += 1;
    amend({ ...written(next), edge: "" }, { step: true });
    changed();
  }

  /** The browser went back or forth to another state. */
  function moved() {
    const text = JSON.stringify(read());
    const near = list.map((one, i) => i).filter((i) => list[i] === text).sort((a, b) => Math.abs(a - at) - Math.abs(b - at) || a - b);
    if (text !== list[at]) [list, at] = near.length ? [list, near[0]] : [[text], 0]; // two quick presses may come as one step of two
    changed();
  }
  return {
    now, step, moved,
    undo: () => at > 0 && history.back(),
    redo: () => at < list.length - 1 && history.forward(),
    canUndo: () => at > 0,
    canRedo: () => at < list.length - 1,
  };
}

/** Whether a step opened this node by this relation, in whatever grouping. */
const of = (step, id, relation) => step === `${id}_${relation}` || step.startsWith(`${id}_${relation}_`);

export const opened = (state, id, relation) => state.show.some((step) => of(step, id, relation));

/** The changes that people make. Each takes the state to change. */
export const put = (id) => (state) => {
  state.hide = state.hide.filter((one) => one !== id);
  if (!state.show.some((step) => step === id || step.startsWith(`${id}_`))) state.show.push(id);
};
export const open = (step) => (state) => state.show.includes(step) || state.show.push(step);
export const close = (id, relation) => (state) => {
  state.show = state.show.filter((step) => !of(step, id, relation));
  if (!state.show.some((step) => step === id || step.startsWith(`${id}_`))) state.show.push(id);
};
export const hide = (ids) => (state) => (state.hide = [...new Set([...state.hide, ...ids])]);
export const pin = (id, point) => (state) => {
  if (point) state.pin[id] = point.map(Math.round); // as the address has it
  else delete state.pin[id];
};
