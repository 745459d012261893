/** Who a unit is: each printed name with its reason, what it was and became, what it belongs to. */
import { encoded } from "../address.js";
import { ask } from "../api.js";
import { h, said } from "../dom.js";
import { date, language, t } from "../language.js";
import { anchor, beside } from "../node.js";
import { fill } from "../states.js";
import { table } from "../table.js";

const LIMIT = 100;

/** Edges of one type, told from this unit: the word for its side of the edge. */
const SIDES = {
  SUCCEEDED_BY: ["became", "was"],
  BRANCH_OF: ["branchOf", "hasBranch"],
  MEMBER_OF: ["memberOf", "hasMember"],
};

function kin(id, edges) {
  const side = (e) => t(SIDES[e.type][e.source === id ? 0 : 1]);
  const why = (e) => e.properties[language() === "zh" ? "why_zh" : "why_en"];
  return table({ caption: t("kin"), rows: edges, columns: [
    { label: t("relation"), cell: side, class: "narrow" },
    { label: t("unit"), cell: (e) => anchor(e.other, e.other.properties.full_name), class: "wide" },
    { label: t("place"), cell: (e) => said(beside(e.other) || t("none")), class: "narrow" },
    { label: t("sinceWhen"), cell: (e) => said(e.properties.since ? date(e.properties.since) : t("none")), class: "narrow" },
    { label: t("why"), cell: (e) => said(why(e) || t("none")), class: "medium" },
  ] });
}

/** @param {string} id */
export function who(id, signal) {
  const box = h("div", { class: "stack" });
  fill(box, async () => {
    const of = (type) => ask(`/nodes/${encoded(id)}`, { type, limit: LIMIT }, signal);
    const [{ lines }, ...byType] = await Promise.all([ask("/why", { of: id }, signal), ...Object.keys(SIDES).map(of)]);
    const edges = byType.flatMap((node) => node.edges);
    const left = byType.reduce((sum, node) => sum + node.total_edges - node.edges.length, 0);
    const names = lines.length
      ? table({ caption: t("names"), rows: lines, columns: [
        { label: t("printed"), cell: (line) => said(line.about), class: "medium" },
        { label: t("whyOne"), cell: (line) => h("span", { class: "whole" }, said(line[language()])), class: "wide" },
      ] })
      : h("p", { class: "quiet" }, t("neverPrinted"));
    return [
      h("section", {}, h("h2", { class: "sub" }, t("names")), names),
      edges.length ? h("section", {}, h("h2", { class: "sub" }, t("kin")), kin(id, edges), left > 0 ? h("p", { class: "note" }, t("leftMore", { count: left })) : null) : null,
    ];
  });
  return box;
}
