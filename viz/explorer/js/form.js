/** A question's parameters as a form, made from their JSON schema. What is chosen stands in the address. */
import { here } from "./address.js";
import { h, said } from "./dom.js";
import { has, language, part, t } from "./language.js";
import { isId } from "./node.js";
import { suggest } from "./suggest.js";

/** Follow a schema's references and its `anyOf … null`. */
function plain(schema, root) {
  if (schema.$ref) return { ...schema, ...root.$defs[schema.$ref.split("/").pop()] };
  const real = schema.anyOf?.find((s) => s.type !== "null");
  return real ? { ...plain(real, root), ...schema, anyOf: undefined, optional: true } : schema;
}

/** The words of a choice: our own, else those of the column with the same codes. */
function choice(question, key, value) {
  for (const name of [`${question.name}.${key}.${value}`, `${key}.${value}`]) if (has(name)) return t(name);
  for (const column of question.columns ?? []) if (column.codes?.[value]) return column.codes[value][language()];
  return String(value);
}

function label(question, key, schema) {
  for (const name of [`${question.name}.${key}`, `ask.${key}`, key]) if (has(name)) return t(name);
  return part(schema.description || schema.title || key);
}

const DATE = { date: "date", month: "month" };

function control(question, key, schema, chosen, choices, changed) {
  const id = `${question.name ?? "list"}-${key}`; // a page may hold several forms with a field of this name
  const required = question.parameters.required?.includes(key) ?? false;
  const options = schema.enum ?? (isId(chosen) ? null : choices[key]);
  if (options) {
    const usual = schema.default ?? "";
    const empty = schema.enum && !schema.optional ? [] : [h("option", { value: "" }, t("all"))];
    const known = chosen && !options.map(String).includes(chosen) ? [...options, chosen] : options;
    return h("select", { id, name: key }, empty, known.map((v) => h("option", { value: v, selected: String(v) === (chosen ?? String(usual)) }, choice(question, key, v))));
  }
  if (schema.type === "boolean") {
    const given = chosen === null || chosen === undefined ? schema.default === true : chosen === "true";
    return h("input", { id, name: key, type: "checkbox", value: "true", checked: given });
  }
  if (schema.node) return suggest({ id, name: key, types: schema.node, value: chosen ?? "", required, changed });
  const type = DATE[schema.format] ?? DATE[key] ?? (["integer", "number"].includes(schema.type) ? "number" : "text");
  const step = schema.type === "number" ? "any" : null;
  return h("input", { id, name: key, type, step, required, value: chosen ?? schema.default ?? "", min: schema.minimum, max: schema.maximum, maxlength: schema.maxLength });
}

function field(question, key, schema, chosen, choices, changed) {
  const words = h("label", { for: `${question.name ?? "list"}-${key}` }, said(label(question, key, schema)));
  const made = control(question, key, schema, chosen, choices, changed);
  const tick = schema.type === "boolean";
  return h("div", { class: tick ? "field tick" : "field" }, tick ? [made, words] : [words, made]);
}

/**
 * @param {any} question from the catalogue @param {string[]} keys which parameters, in this order
 * @param {Record<string, any[]>} choices values to choose from where the schema names none
 * @param {(values: Record<string, string>) => void} changed
 * @param {string[]} [folded] parameters that are shown on demand only
 */
export function form(question, keys, choices, changed, folded = []) {
  const all = question.parameters.properties;
  const { query } = here();
  const used = [...keys, ...folded].filter((k) => all[k]);
  const schema = Object.fromEntries(used.map((k) => [k, plain(all[k], question.parameters)]));
  const fields = (some) => some.filter((k) => all[k]).map((k) => field(question, k, schema[k], query.get(k), choices, tell));
  const usual = (key) => (schema[key].type === "boolean" ? String(schema[key].default ?? false) : String(schema[key].default ?? ""));
  const value = (key) => {
    const input = made.elements.namedItem(key);
    if (schema[key].type === "boolean") return String(input.checked);
    return String(input.value ?? "").trim();
  };
  const values = () => Object.fromEntries(used.map((k) => [k, value(k)]).map(([k, v]) => [k, v === usual(k) ? "" : v]));
  let told = null;
  const tell = () => {
    const now = values();
    if (JSON.stringify(now) === told) return; // a field that is left after a choice tells of it again
    told = JSON.stringify(now);
    changed(now);
  };
  const more = folded.filter((k) => all[k]);
  const details = more.length ? h("details", { class: "more-fields", open: more.some((k) => query.get(k)) }, h("summary", {}, t("moreFilters")), h("div", { class: "ask" }, fields(more))) : null;
  const made = h("form", { class: "form" }, h("div", { class: "ask" }, fields(keys)), details);
  made.addEventListener("change", tell);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    tell();
  });
  told = JSON.stringify(values());
  return { box: made, values };
}
