/** `#/units/ID`: a unit's tasks by role, its years, its partners, who it is, and what it is connected with. */
import { amend, encoded, here, link } from "../address.js";
import { ask, documents } from "../api.js";
import { h, said } from "../dom.js";
import { number, t } from "../language.js";
import { anchor, DUTIES, fullName, role, ROLES, value } from "../node.js";
import { evidenceButton } from "../relations.js";
import { fill } from "../states.js";
import { asking } from "../question.js";
import { paged, table } from "../table.js";
import { ends, frame } from "./frame.js";
import { choices } from "./start.js";
import { who } from "./who.js";
import { years } from "./years.js";

const LIMIT = 100;
const duty = (edge) => DUTIES.includes(edge.type);

/** The document that an edge's evidence stands in, by its title where it is known. */
function documentOf(edge, titles) {
  const { document, file } = edge.evidence ?? {};
  const known = titles.get(document);
  if (known) return anchor(known);
  return document ? h("a", { class: "node", href: link("documents", document) }, said(file ?? document)) : t("none");
}

/** A unit's duties as a table. */
function duties(node, rows, titles, side) {
  return table({ caption: t("taskTable"), rows, columns: [
    { label: t("text"), cell: (e) => anchor(e.other, fullName(e.other)), class: "wide" },
    { label: t("role"), cell: (e) => role(e.type), class: "narrow" },
    { label: t("deadline"), cell: (e) => said(value("deadline", e.other.properties.deadline) || t("none")), class: "date" },
    { label: t("document"), cell: (e) => documentOf(e, titles), class: "medium" },
    { label: t("where"), cell: (e) => evidenceButton(e, ...ends(node, e), side), class: "place" },
  ] });
}

export async function unit({ id }, signal) {
  const get = (query) => ask(`/units/${encoded(id)}`, query, signal);
  const wanted = () => here().query.get("role") ?? "";
  const roles = Object.keys(ROLES);
  const [node, known, { questions }, ...byRole] = await Promise.all([get({ role: wanted(), limit: LIMIT }), documents(), ask("/questions", {}, signal), ...roles.map((r) => get({ role: r, limit: 1 }))]);
  const totals = Object.fromEntries(roles.map((r, i) => [r, byRole[i].total_edges]));
  totals[""] = roles.reduce((sum, r) => sum + totals[r], 0);
  const chosen = await choices(signal);
  const titles = new Map(known.items.map((d) => [d.id, d]));

  const tables = (side) => {
    const rows = h("div", {});
    const show = (first) => fill(rows, async () => {
      const chosen = wanted();
      const page = async (offset) => {
        const answer = offset === 0 && first ? first : await get({ role: chosen, offset, limit: LIMIT });
        return { items: answer.edges, total: answer.total_edges };
      };
      return paged(await page(0), page, (edges) => duties(node, edges.filter(duty), titles, side));
    });
    const choice = (key) => {
      const radio = h("input", { type: "radio", name: "role", value: key, checked: wanted() === key, disabled: !totals[key] && key !== "" });
      radio.addEventListener("change", () => {
        amend({ role: key }, { step: true });
        show(null);
      });
      return h("label", {}, radio, h("span", {}, `${t(key ? `role.${key}` : "roleAll")} ${number(totals[key])}`));
    };
    const range = h("fieldset", { class: "switch" }, h("legend", { class: "unseen" }, t("role")), ["", ...roles].map(choice));
    const build = () => {
      show(node);
      return [h("div", { class: "tools" }, range), rows];
    };
    const partners = questions.find((q) => q.name === "partners");
    return [
      { key: "tasks", title: t("taskTable"), build },
      { key: "years", wide: true, title: t("yearsTab"), build: () => years(id, signal) },
      { key: "partners", wide: true, title: t("partnersTab"), build: () => asking(partners, ["role", "partner_role", "year"], { year: chosen.year }, signal, ["place", "topic"], { unit: id }) },
      { key: "who", wide: true, title: t("whoTab"), build: () => who(id, signal) },
    ];
  };
  return frame(node, ["full_name", "jurisdiction", "function", "kind", "aliases"], tables, signal);
}
