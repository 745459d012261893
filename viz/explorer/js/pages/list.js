/** `#/documents`, `#/tasks`, `#/units`, `#/places`, `#/topics`: everything of one type, narrowed by words, place and year. `#/search`: all types. */
import { amend } from "../address.js";
import { ask, either } from "../api.js";
import { h, said } from "../dom.js";
import { form } from "../form.js";
import { number, t } from "../language.js";
import { anchor, beside, fullName, tag, value } from "../node.js";
import { emptyStore, fill } from "../states.js";
import { paged, table } from "../table.js";
import { choices } from "./start.js";

const LIMIT = 50;
const property = (key, more = {}) => ({ label: t(key), cell: (n) => said(value(key, n.properties[key]) || t("none")), ...more });
export const COLUMNS = {
  documents: () => [{ label: t("title"), cell: (n) => anchor(n, fullName(n)), class: "wide" }, property("number"), property("jurisdiction"), property("year", { class: "narrow" }), property("issuer"), property("known")],
  tasks: () => [{ label: t("text"), cell: (n) => anchor(n, fullName(n)), class: "wide" }, property("deadline")],
  units: () => [{ label: t("unit"), cell: (n) => anchor(n), class: "wide" }, property("jurisdiction"), property("full_name"), property("kind")],
  places: () => [{ label: t("place"), cell: (n) => anchor(n), class: "wide" }, property("level"), property("code")],
  topics: () => [{ label: t("topic"), cell: (n) => anchor(n), class: "wide" }, property("group", { label: t("Topic.group") })],
};
const text = (maxLength) => ({ type: "string", maxLength });

/** @param {"documents" | "tasks" | "units" | "places" | "topics"} page */
export function list(page) {
  return async ({ query }, signal) => {
    const result = h("div", {});
    const load = (values) => fill(result, async (stop) => {
      const get = (offset) => ask(`/${page}`, { ...values, offset, limit: LIMIT }, either(signal, stop));
      const draw = (rows) => table({ caption: t(page), columns: COLUMNS[page](), rows });
      const first = await get(0);
      if (!first.total && !Object.values(values).some(Boolean)) return emptyStore("h2");
      return [h("p", { class: "quiet" }, t("shown", { shown: number(first.items.length), total: number(first.total) })), paged(first, get, draw)];
    });
    const parameters = { properties: { q: text(200), place: { ...text(100), node: ["Jurisdiction"] }, year: { type: "integer", minimum: 1949, maximum: 2100 }, topic: { ...text(200), node: ["Topic"] }, function: text(100), role: { enum: ["lead", "support", "responsible"], optional: true } } };
    const fields = { topics: ["q"], places: ["q"] }[page] ?? ["q", "place", "year"];
    const folded = page === "tasks" || page === "units" ? ["topic", "function", "role"] : [];
    const { box, values } = form({ parameters }, fields, await choices(signal), (chosen) => {
      amend(chosen, { step: true });
      load(chosen);
    }, folded);
    await load({ ...values(), document: query.get("document") });
    return { title: t(page), content: [h("h1", { tabindex: "-1" }, t(page)), h("section", { class: "card" }, box, result)] };
  };
}

export async function found({ query }, signal) {
  const words = query.get("q") ?? "";
  const title = t("searchTitle", { words });
  const { items } = words ? await ask("/search", { q: words, limit: 50 }, signal) : { items: [] };
  const columns = [
    { label: t("kind"), cell: tag, class: "narrow" },
    { label: t("title"), cell: (n) => anchor(n, fullName(n)), class: "wide" },
    { label: t("note"), cell: (n) => said(beside(n) || t("none")) },
  ];
  const none = [h("p", {}, t("searchNone", { words })), h("p", { class: "quiet" }, t("searchHelp"))];
  return { title, content: [h("h1", { tabindex: "-1" }, title), h("section", { class: "card" }, items.length ? table({ caption: title, columns, rows: items }) : none)] };
}
