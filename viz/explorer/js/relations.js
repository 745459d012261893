/** The graph's twin for eyes that cannot see it and hands that hold no mouse: the same relations as a table. */
import { h } from "./dom.js";
import { language, number, t } from "./language.js";
import { place } from "./evidence.js";
import { anchor } from "./node.js";
import { table } from "./table.js";

/** The button that shows an edge's evidence in the panel. */
export function evidenceButton(edge, source, target, panel) {
  if (!edge.evidence) return t("none");
  const label = place(edge.evidence) || t("showEvidence");
  return h("button", { type: "button", class: "plain evidence", "data-edge": edge.id, title: t("showEvidence"), onclick: (event) => panel.edge(edge, source, target, event.currentTarget) }, label);
}

/** The button that shows where a property of this page's node is stated; none where no single document states it. */
export function factButton(node, key, panel) {
  const evidence = node.evidence?.[key];
  if (!evidence || !place(evidence)) return null;
  return h("button", { type: "button", class: "plain evidence", "data-fact": key, title: t("showEvidence"), onclick: (event) => panel.fact(node, key, event.currentTarget) }, place(evidence));
}

export function relations(data, by, style, panel) {
  const columns = [
    { label: t("from"), cell: (e) => anchor(by.get(e.source)) },
    { label: t("relation"), cell: (e) => style.edges[e.type][language()], class: "narrow" },
    { label: t("to"), cell: (e) => anchor(by.get(e.target)) },
    { label: t("evidence"), cell: (e) => evidenceButton(e, by.get(e.source), by.get(e.target), panel), class: "narrow" },
  ];
  const title = t("relations", { count: number(data.edges.length) });
  const details = h("details", {}, h("summary", {}, title));
  details.addEventListener("toggle", () => details.childElementCount > 1 || details.append(table({ caption: title, columns, rows: data.edges })));
  return details;
}
