/** How a node is named, linked and described in words. */
import { link } from "./address.js";
import { said, h } from "./dom.js";
import { date, has, t } from "./language.js";

/** @typedef {{id: string, type: string, label: string, properties: Record<string, any>}} Node */

const PAGES = { Unit: "units", Task: "tasks", Document: "documents", Jurisdiction: "places", Topic: "topics", Theme: "themes" };
const KINDS = { unit: "units", task: "tasks", doc: "documents", place: "places", topic: "topics", theme: "themes" };
const ID = /^(unit|task|doc|place|topic|theme):[0-9a-f]{16}(:[\w.-]+)?$/;

/** Whether some text is the id of a node, and not a name. */
export const isId = (text) => ID.test(text ?? "");

/** The address of the page of the node with this id; null for what is no node. */
export const address = (id, query = {}) => (isId(id) ? link(KINDS[id.split(":")[0]], id, query) : null);

/** The address of a node's page. */
export function page(node, query = {}) {
  return link(PAGES[node.type] ?? "nodes", node.id, query);
}

/** What a person calls it. Units carry their place where two have the same name. */
export function name(node) {
  const p = node.properties ?? {};
  return node.label || p.text || p.title || p.name || p.number || t("unnamed");
}

/** The full words: a task's whole text, a document's whole title. */
export function fullName(node) {
  const p = node.properties ?? {};
  return p.text || p.title || p.full_name || p.name || name(node);
}

/** The line under a name that tells it from others of the same name. */
export function beside(node) {
  const p = node.properties ?? {};
  if (node.type === "Unit") return p.jurisdiction || "";
  if (node.type === "Task") return p.deadline || "";
  if (node.type === "Document") return [p.number, p.year].filter(Boolean).join(" · ");
  return "";
}

/** A link to a node's page, shortened to one or two lines by the style sheet. */
export function anchor(node, text = name(node)) {
  return h("a", { href: page(node), class: "node", title: fullName(node).slice(0, 300) }, said(text));
}

/** A small mark that says what type it is. */
export function tag(node) {
  return h("span", { class: `tag ${node.type}` }, t(node.type));
}

export const ROLES = { lead: "LEADS", support: "SUPPORTS", responsible: "RESPONSIBLE_FOR" };
export const DUTIES = Object.values(ROLES);

/** A role as a small mark: 牵头, 配合, 责任. */
export function role(type) {
  return h("span", { class: `role ${type}` }, t(`role.${Object.keys(ROLES).find((key) => ROLES[key] === type)}`));
}

/** A property's value in words. */
export function value(key, given) {
  if (given === null || given === undefined || given === "") return "";
  if (given === true) return t("yes");
  if (given === false) return t("no");
  if (Array.isArray(given)) return given.join("、");
  if (has(`${key}.${given}`)) return t(`${key}.${given}`);
  return ["due", "issued", "since"].includes(key) ? date(given) : String(given);
}

/** Properties as a list of terms, those without a value left out; `stated(key)` gives what shows where one is stated.
 * @param {Node} node @param {string[]} keys @param {(key: string) => HTMLElement | null} [stated] */
export function facts(node, keys, stated = () => null) {
  const filled = keys.filter((key) => node.properties[key] !== false).map((key) => [key, value(key, node.properties[key])]).filter(([, words]) => words !== "" && words !== fullName(node));
  if (!filled.length) return null;
  return h("dl", { class: "facts" }, filled.map(([key, words]) => h("div", {}, h("dt", {}, t(has(`${node.type}.${key}`) ? `${node.type}.${key}` : key)), h("dd", {}, said(words), " ", stated(key)))));
}
