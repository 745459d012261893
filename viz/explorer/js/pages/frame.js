/** What the pages of a unit, a task, a document and a place have in common: head, drawing, tables, and the panel beside. */
import { amend, here, link } from "../address.js";
import { either, style } from "../api.js";
import { clamped, h } from "../dom.js";
import { panel } from "../evidence.js";
import { graph } from "../graph.js";
import { t } from "../language.js";
import { facts, fullName, name, tag } from "../node.js";
import { factButton } from "../relations.js";
import { fill } from "../states.js";
import { tabs } from "../tabs.js";

/** Ends of an edge, told from the node of this page and the edge's other end. */
export const ends = (node, edge) => (edge.source === node.id ? [node, edge.other] : [edge.other, node]);

function drawing(node, looks, side, signal) {
  const inside = h("div", { class: "graph" });
  const draw = () => fill(inside, (stop) => graph(node.id, looks, side, either(signal, stop)));
  const choice = (hops) => {
    const radio = h("input", { type: "radio", name: "hops", value: hops, checked: (here().query.get("hops") ?? "1") === hops });
    radio.addEventListener("change", () => {
      amend({ hops: hops === "1" ? "" : hops }, { step: true });
      draw();
    });
    return h("label", {}, radio, h("span", {}, t(`hops${hops}`)));
  };
  const range = h("fieldset", { class: "switch" }, h("legend", { class: "unseen" }, t("hops")), choice("1"), choice("2"));
  draw();
  const whole = h("a", { href: link("graph", "", { show: node.id, at: node.id }) }, t("openCanvas"));
  return h("div", {}, h("div", { class: "tools" }, whole, range), inside);
}

/**
 * @param {any} node with its edges @param {string[]} keys the properties to show
 * @param {(side: any, looks: any) => import("../tabs.js").Tab[]} views the tables of this kind of page
 * @param {HTMLElement | null} [more] stands under the head
 */
export async function frame(node, keys, views, signal, more = null) {
  const looks = await style();
  const side = panel(looks);
  const words = factButton(node, { Task: "text", Document: "title" }[node.type], side);
  const head = h("header", { class: "head" }, tag(node), h("h1", { tabindex: "-1" }, clamped(fullName(node), t("expand"), t("fold"), "span")), words, facts(node, keys, (key) => factButton(node, key, side)), more);
  const graphTab = { key: "graph", title: t("graphTitle"), build: () => drawing(node, looks, side, signal) };
  const content = h("div", { class: "page" }, h("div", { class: "body" }, head, tabs([...views(side, looks), graphTab], t("views"))), side.box);
  const asked = here().query.get("edge");
  const kept = node.edges.find((e) => e.id === asked);
  if (kept) side.edge(kept, ...ends(node, kept));
  return { title: name(node).slice(0, 60), content };
}
