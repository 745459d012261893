/** A field that holds a node: people type a name and choose; the address keeps the id. */
import { ask } from "./api.js";
import { combo } from "./combo.js";
import { announce, h, said } from "./dom.js";
import { t } from "./language.js";
import { beside, fullName, isId, tag } from "./node.js";

const PATIENCE = 200; // milliseconds of quiet before asking
const LISTS = { Unit: "units", Task: "tasks", Document: "documents", Jurisdiction: "places", Topic: "topics" };

async function found(types, words, signal) {
  const lists = types.map((type) => LISTS[type]).filter(Boolean);
  const limit = lists.length > 1 ? 4 : 8;
  const pages = await Promise.all(lists.map((list) => ask(`/${list}`, { q: words, limit }, signal)));
  return pages.flatMap((page) => page.items);
}

/**
 * @param {{id: string, name: string, types: string[], value: string, required: boolean, changed: () => void}} given
 * @returns the elements of the field: what is seen, and the input that holds the value
 */
export function suggest({ id, name, types, value, required, changed }) {
  const list = h("ul", { id: `${id}-list`, class: "options", role: "listbox", "aria-label": t("choices"), hidden: true });
  const held = h("input", { type: "hidden", name, value });
  const input = h("input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 200, required,
    value: isId(value) ? "" : value, placeholder: t("typeName"), "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list" });
  const { close, show, turn, chosen } = combo(input, list, offer, PATIENCE);
  const known = (words) => held.value === value && !input.value && (input.value = words); // not in what was typed or emptied meanwhile
  if (isId(value)) ask(`/nodes/${encodeURIComponent(value)}`, { limit: 1 }).then((node) => known(fullName(node)), () => known(value));

  function take(node) {
    input.value = fullName(node);
    held.value = node.id;
    close();
    changed();
  }
  async function offer() {
    const words = input.value.trim();
    if (!words) return close();
    const nodes = await found(types, words, turn()).catch((e) => (e.name === "AbortError" ? null : []));
    if (!nodes || document.activeElement !== input) return;
    const option = (node, i) => h("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false", onmousedown: (e) => e.preventDefault(), onclick: () => take(node) },
      types.length > 1 ? tag(node) : null, h("span", { class: "name" }, said(fullName(node))), h("span", { class: "beside" }, said(beside(node))));
    list.nodes = nodes;
    show(nodes.length ? nodes.map(option) : [h("li", { role: "presentation", class: "nothing" }, t("searchNone", { words }))]);
    announce(nodes.length ? t("searchCount", { count: nodes.length }) : t("searchNone", { words }));
  }
  input.addEventListener("input", () => (held.value = input.value.trim())); // the service takes names as well
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (chosen() < 0) return input.form && close(); // the words as they stand are meant, and no choices that come later
    event.preventDefault();
    take(list.nodes[chosen()]);
  });
  return [held, h("div", { class: "combo" }, input, list)];
}
