/** `#/`: what is here, and who leads most. */
import { link } from "../address.js";
import { ask, documents } from "../api.js";
import { h } from "../dom.js";
import { number, t } from "../language.js";
import { card } from "../question.js";
import { emptyStore } from "../states.js";

const FIELDS = ["place", "year", "role", "count", "by"];

const distinct = (nodes, key) => [...new Set(nodes.map((n) => n.properties[key]).filter(Boolean))];

/** Places and years to choose from, out of the documents. With too many documents to read, they are typed instead. */
export async function choices(signal) {
  const { items, total } = await documents(signal);
  if (total > items.length) return {};
  return { place: distinct(items, "jurisdiction").sort((a, b) => a.localeCompare(b, "zh")), year: distinct(items, "year").sort((a, b) => b - a) };
}

export async function start(_, signal) {
  const [{ counts }, { questions }] = await Promise.all([ask("/status", {}, signal), ask("/questions", {}, signal)]);
  if (!counts.Document) return { title: t("emptyTitle"), content: emptyStore() };
  const tile = (type, page) => h("a", { class: `tile ${type}`, href: link(page) }, h("b", {}, number(counts[type] ?? 0)), h("span", {}, t(page)));
  const tiles = h("div", { class: "tiles" }, tile("Document", "documents"), tile("Task", "tasks"), tile("Unit", "units"));
  const head = h("div", { class: "opening" }, h("h1", { tabindex: "-1" }, t("startTitle")), tiles);
  const leads = questions.find((q) => q.name === "leads") ?? questions[0];
  return { title: t("start"), content: [head, leads && card(leads, FIELDS, await choices(signal), signal)] };
}
