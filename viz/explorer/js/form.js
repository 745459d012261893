/** A question's parameters as a form, made from their JSON schema. What is chosen stands in the address. */
import { here } from "./address.js";
import { h, said } from "./dom.js";
import { has, part, t } from "./language.js";

/** Follow a schema's references and its `anyOf … null`. */
function plain(schema, root) {
  if (schema.$ref) return { ...schema, ...root.$defs[schema.$ref.split("/").pop()] };
  const real = schema.anyOf?.find((s) => s.type !== "null");
  return real ? { ...plain(real, root), ...schema, anyOf: undefined } : schema;
}

const label = (key, schema) => (has(key) ? t(key) : part(schema.description || schema.title || key));

function field(key, schema, chosen, choices) {
  const id = `ask-${key}`;
  const options = schema.enum ?? choices[key];
  let control;
  if (options) {
    const all = schema.enum ? [] : [h("option", { value: "" }, t("all"))];
    const known = chosen && !options.map(String).includes(chosen) ? [...options, chosen] : options;
    control = h("select", { id, name: key }, all, known.map((v) => h("option", { value: v, selected: String(v) === (chosen ?? String(schema.default ?? "")) }, has(`${key}.${v}`) ? t(`${key}.${v}`) : String(v))));
  } else if (schema.type === "boolean") {
    control = h("input", { id, name: key, type: "checkbox", value: "true", checked: chosen === "true" });
  } else {
    const type = schema.type === "integer" ? "number" : "text";
    control = h("input", { id, name: key, type, value: chosen ?? schema.default ?? "", min: schema.minimum, max: schema.maximum, maxlength: schema.maxLength });
  }
  return h("div", { class: "field" }, h("label", { for: id }, said(label(key, schema))), control);
}

/**
 * @param {any} question from the catalogue @param {string[]} keys which parameters, in this order
 * @param {Record<string, any[]>} choices values to choose from where the schema names none
 * @param {(values: Record<string, string>) => void} changed
 */
export function form(question, keys, choices, changed) {
  const all = question.parameters.properties;
  const { query } = here();
  const made = h("form", { class: "ask" }, keys.filter((k) => all[k]).map((k) => field(k, plain(all[k], question.parameters), query.get(k), choices)));
  const usual = (key) => String(plain(all[key], question.parameters).default ?? "");
  const values = () => {
    const given = new FormData(made);
    return Object.fromEntries(keys.filter((k) => all[k]).map((k) => [k, String(given.get(k) ?? "").trim()]).map(([k, v]) => [k, v === usual(k) ? "" : v]));
  };
  made.addEventListener("change", () => changed(values()));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(values());
  });
  return { box: made, values };
}
