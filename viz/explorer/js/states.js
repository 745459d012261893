/** Waiting, failing, and nothing there: each says what is going on and what to do next. */
import { Failure } from "./api.js";
import { here, link } from "./address.js";
import { announce, h } from "./dom.js";
import { t } from "./language.js";

const turns = new WeakMap(); // which filling of a box is the newest: a slow older one must not overwrite it

/**
 * Fill a box with what `load` builds; meanwhile say that it is being read, and if it fails what failed, with a retry.
 * @param {HTMLElement} box @param {() => Promise<any>} load builds the content
 */
export async function fill(box, load) {
  const turn = Symbol("turn");
  turns.set(box, turn);
  const newest = () => turns.get(box) === turn;
  box.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => box.childElementCount || box.replaceChildren(h("p", { class: "waiting" }, t("loading"))), 200);
  try {
    const content = [await load()].flat(Infinity).filter(Boolean);
    if (newest()) box.replaceChildren(...content);
  } catch (error) {
    if (error.name === "AbortError" || !newest()) return;
    if (!(error instanceof Failure)) console.error(error);
    box.replaceChildren(error.status === 404 ? missing() : failed(error, () => fill(box, load)));
  } finally {
    clearTimeout(waiting);
    if (newest()) box.removeAttribute("aria-busy");
  }
}

function failed(error, retry) {
  announce(t("failedTitle"));
  const button = h("button", { type: "button", class: "main", onclick: retry }, t("retry"));
  return h("div", { class: "state failed", role: "alert" }, h("h2", {}, t("failedTitle")), h("p", {}, error.message), button);
}

function missing() {
  const id = here().id.slice(0, 80);
  const back = h("a", { class: "button", href: link("start") }, t("backToStart"));
  return h("div", { class: "state" }, h("h1", { tabindex: "-1" }, t("missingTitle")), h("p", {}, t("missing", { id })), back);
}

/** The store holds nothing yet. */
export function emptyStore() {
  return h(
    "div",
    { class: "state empty" },
    h("h1", { tabindex: "-1" }, t("emptyTitle")),
    h("p", {}, t("emptyText")),
    h("pre", {}, h("code", {}, t("emptyCommand"))),
    h("p", {}, t("emptyThen")),
  );
}
