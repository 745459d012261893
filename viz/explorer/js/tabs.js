/** Tabs: one card, several views of the same thing. Which one is open stands in the address; each is built when first opened. */
import { amend, here } from "./address.js";
import { h } from "./dom.js";

/**
 * @typedef {{key: string, title: string, build: () => any, wide?: boolean}} Tab `wide`: nothing in it has evidence to show beside
 * @param {Tab[]} tabs @param {string} label
 */
export function tabs(tabs, label) {
  const asked = here().query.get("view");
  let open = Math.max(0, tabs.findIndex((tab) => tab.key === asked));
  const panes = tabs.map((tab) => h("div", { role: "tabpanel", class: tab.wide ? "wide-pane" : null, id: `pane-${tab.key}`, "aria-labelledby": `tab-${tab.key}`, hidden: true }));
  const buttons = tabs.map((tab, i) =>
    h("button", { type: "button", role: "tab", id: `tab-${tab.key}`, "aria-controls": `pane-${tab.key}`, onclick: () => choose(i) }, tab.title));

  function show() {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", String(i === open));
      button.tabIndex = i === open ? 0 : -1;
      panes[i].hidden = i !== open;
    });
    if (!panes[open].childElementCount) panes[open].append(...[tabs[open].build()].flat());
  }
  function choose(index) {
    if (index === open) return;
    open = index;
    amend({ view: index ? tabs[index].key : "" }, { step: true });
    show();
  }
  const list = h("div", { role: "tablist", "aria-label": label, class: "tabs" }, buttons);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    choose((open + step + tabs.length) % tabs.length);
    buttons[open].focus();
  });
  show();
  return h("section", { class: "card views" }, list, panes);
}
