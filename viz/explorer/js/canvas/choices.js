/** What can be done with a thing on the canvas: the same in the menu on it and in the panel beside. */
import { announce } from "../dom.js";
import { t } from "../language.js";
import { openings } from "./data.js";
import { close, hide, open, opened, pin } from "./state.js";

const MANY = 15; // members from which they come in groups (graph/view/arrange.py)
const GROUPINGS = ["document", "theme", "topic", "all"];
const ALL_AT_ONCE = 500; // more of them are never drawn in one go

/** @typedef {{words: string, count?: number, on?: boolean, act?: Function, run?: Function, more?: Choice[], key?: string}} Choice `act` changes the state */

/** By what a node is opened, with how many. @returns {Promise<Choice[]>} */
export async function expansions(node, state, signal) {
  if (node.count !== undefined) return [{ words: t("openGroup"), count: node.count, act: open(node.opens), key: "Enter" }];
  const { openings: found } = await openings(node.id, state, signal);
  return found.map(({ relation, to, count, more: over }) => {
    const step = `${node.id}_${relation}`;
    const grouped = to === "Task" && count > MANY;
    const kinds = GROUPINGS.filter((by) => (by !== "all" || count <= ALL_AT_ONCE) && !(by === "document" && node.type === "Document"));
    const on = opened(state, node.id, relation);
    const words = t(`open.${relation}.${to}`);
    const more = grouped ? kinds.map((by) => ({ words: t(`open.by.${by}`), on: state.show.includes(`${step}_${by}`), act: (s) => {
      close(node.id, relation)(s);
      open(`${step}_${by}`)(s);
    } })) : [];
    if (over) return { words, count: `${count}+`, run: () => announce(t("filterFirst")), note: t("filterFirst") };
    return { words, count, on, more, act: on ? close(node.id, relation) : open(step) };
  });
}

/** What else: hide, pin, the way to another. @returns {Choice[]} */
export function actions(node, state, { point, way, openPage }) {
  const pinned = node.id in state.pin;
  return [
    node.count === undefined && { words: t("openPage"), run: openPage },
    node.count === undefined && { words: t("findWay"), run: way, key: "W" },
    { words: t(pinned ? "unpin" : "pinHere"), act: pin(node.id, pinned ? null : point), key: "P" },
    { words: t("hideThis"), act: hide([node.id]), key: "H" },
  ].filter(Boolean);
}

/** What a double click opens. */
export const USUAL = { Unit: "task", Task: "lead", Document: "task", Theme: "task", Topic: "task", Jurisdiction: "document" };
