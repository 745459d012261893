/** The menu on a thing of the canvas (a menu as WAI-ARIA describes it). */
import { h } from "../dom.js";
import { number, t } from "../language.js";

/** @param {HTMLElement} host @param {(choice: any) => void} take */
export function menu(host, take) {
  const box = h("div", { class: "choices card", role: "menu", "aria-label": t("menu"), tabindex: "-1", hidden: true });
  let back = null;
  let turn = 0; // of the showing: what belongs to an older one comes too late
  const items = () => [...box.querySelectorAll("[role^=menuitem]")];
  const close = () => {
    if (box.hidden) return;
    box.hidden = true;
    back?.focus({ preventScroll: true });
  };
  const item = (choice, inner = false) => {
    const role = choice.on === undefined ? "menuitem" : "menuitemcheckbox";
    const count = choice.count === undefined ? null : h("span", { class: "count" }, typeof choice.count === "number" ? number(choice.count) : choice.count);
    return h("button", { type: "button", role, tabindex: "-1", class: inner ? "inner" : null, "aria-checked": choice.on === undefined ? null : String(choice.on), onclick: () => {
      close();
      take(choice);
    } }, h("span", {}, choice.words), count, choice.key ? h("kbd", { "aria-hidden": "true" }, choice.key) : null);
  };

  /** @param {{x: number, y: number}} at @param {Promise<any[]>} first @param {any[]} then */
  async function show(title, at, first, then) {
    const mine = (turn += 1);
    if (!box.contains(document.activeElement)) back = document.activeElement;
    box.replaceChildren(h("p", { class: "title" }, title), h("p", { class: "quiet" }, t("loading")));
    box.hidden = false;
    box.focus({ preventScroll: true });
    place(at);
    const found = await first.catch(() => []);
    if (mine !== turn || box.hidden) return;
    const rows = found.flatMap((choice) => [item(choice), ...(choice.more?.length ? [h("div", { class: "finer", role: "none" }, choice.more.map((one) => item(one, true)))] : [])]);
    box.replaceChildren(h("p", { class: "title" }, title), ...rows, h("hr", { role: "separator" }), ...then.map((one) => item(one)));
    place(at);
    items()[0]?.focus({ preventScroll: true });
  }
  function place({ x, y }) {
    const left = Math.max(4, Math.min(x + 12, host.clientWidth - box.offsetWidth - 4));
    const top = Math.max(4, Math.min(y, host.clientHeight - box.offsetHeight - 4));
    box.style.setProperty("left", `${left}px`);
    box.style.setProperty("top", `${top}px`);
  }
  box.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (to === undefined) return;
    else all[(to + all.length) % all.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || !event.relatedTarget || (box.hidden = true));
  host.append(box);
  return { show, close };
}
