/** The search box: suggestions while typing. */
import { link } from "./address.js";
import { ask } from "./api.js";
import { combo } from "./combo.js";
import { announce, h, said } from "./dom.js";
import { t } from "./language.js";
import { beside, name, page, tag } from "./node.js";

const OFFERED = 8;
const BEST = 2; // what fits best stays first whatever it is: a task whose words were typed is the one that is meant
const OF_A_TYPE = 4;
const SOUGHT = 24; // of which the names come before the tasks that only speak of them
const PATIENCE = 150; // milliseconds of quiet before asking, so that a fast typist asks once

/** What fits best, then names before the tasks that only speak of them, and no type so often that others find no place. */
function offered(items) {
  const named = (n) => (n.type === "Task" ? 2 : n.type === "Theme" ? 1 : 0);
  const counts = new Map();
  const nth = new Map(items.map((n) => [n, counts.set(n.type, (counts.get(n.type) ?? 0) + 1).get(n.type)]));
  const kept = new Set([...items.filter((n) => nth.get(n) <= OF_A_TYPE), ...items.filter((n) => nth.get(n) > OF_A_TYPE)].slice(0, OFFERED));
  const some = items.filter((n) => kept.has(n));
  return [...some.slice(0, BEST), ...some.slice(BEST).sort((a, b) => named(a) - named(b))];
}

/** @param {HTMLElement} box */
export function search(box) {
  const list = h("ul", { id: "suggestions", role: "listbox", hidden: true });
  const input = h("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions",
    "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", maxlength: "100" });
  const form = h("form", { role: "search" }, input, list);
  const { close, show, turn, chosen } = combo(input, list, suggest, PATIENCE);

  function go(address) {
    close();
    input.value = "";
    location.hash = address;
  }
  const option = (address, index, ...words) =>
    h("li", { role: "option", id: `suggestion-${index}`, "aria-selected": "false", "data-address": address, onmousedown: (e) => e.preventDefault(), onclick: () => go(address) }, words);

  async function suggest() {
    const words = input.value.trim();
    if (!words) return close();
    const found = await ask("/search", { q: words, limit: SOUGHT }, turn()).catch((e) => (e.name === "AbortError" ? null : { items: [], error: e }));
    if (!found || document.activeElement !== input) return;
    const rows = offered(found.items).map((n, i) => option(page(n), i, tag(n), h("span", { class: "name" }, said(name(n))), h("span", { class: "beside" }, said(beside(n)))));
    const last = option(link("search", "", { q: words }), rows.length, h("span", { class: "all" }, t("searchAll", { words })));
    const none = h("li", { role: "presentation", class: "nothing" }, found.error?.message ?? t("searchNone", { words }));
    show(rows.length ? [...rows, last] : [none]);
    announce(rows.length ? t("searchCount", { count: rows.length }) : none.textContent);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    if (chosen() >= 0) go(list.querySelectorAll("[role=option]")[chosen()].dataset.address);
    else if (words) go(link("search", "", { q: words }));
  });
  box.replaceChildren(form);
  return () => {
    close();
    input.setAttribute("aria-label", t("searchLabel"));
    input.placeholder = t("searchHint");
  };
}
