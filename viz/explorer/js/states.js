/** Waiting, failing, and nothing there: each says what is going on and what to do next. */
import { Failure, readOnly } from "./api.js";
import { here, link } from "./address.js";
import { announce, h } from "./dom.js";
import { pickers } from "./intake/chooser.js";
import { t } from "./language.js";

const turns = new WeakMap(); // the newest filling of each box: a slow older one is stopped, and neither shows nor says anything

const SOON = 200; // milliseconds until it is said that something is read
const LONG = 3000; // and until it can be stopped

/**
 * Fill a box with what `load` builds; meanwhile say that it is being read, offer to stop what takes long, and if it fails
 * tell what failed, with a retry.
 * @param {HTMLElement} box @param {(stop: AbortSignal) => Promise<any>} load builds the content
 */
export async function fill(box, load) {
  const stop = new AbortController();
  const turn = { stop, over: false };
  const before = turns.get(box);
  if (before && !before.over) before.stop.abort();
  turns.set(box, turn);
  const newest = () => turns.get(box) === turn;
  box.setAttribute("aria-busy", "true");
  const again = () => fill(box, load);
  const waiting = setTimeout(() => newest() && !box.childElementCount && box.replaceChildren(h("p", { class: "waiting" }, t("loading"))), SOON);
  const long = setTimeout(() => newest() && box.append(stopper(() => {
    stop.abort();
    turns.delete(box);
    box.removeAttribute("aria-busy");
    box.replaceChildren(h("div", { class: "state" }, h("p", {}, t("stopped")), h("button", { type: "button", class: "main", onclick: again }, t("retry"))));
  })), LONG);
  try {
    const content = [await load(stop.signal)].flat(Infinity).filter(Boolean);
    if (newest()) box.replaceChildren(...content);
  } catch (error) {
    if (error.name === "AbortError" || !newest()) return;
    if (!(error instanceof Failure)) console.error(error);
    if (!tells(box, error)) box.replaceChildren(error.status === 404 ? missing(error.code !== "PageUnknown") : failed(error, again));
    if (error.wait) setTimeout(() => newest() && box.isConnected && again(), error.wait * 1000);
  } finally {
    turn.over = true;
    clearTimeout(waiting);
    clearTimeout(long);
    if (newest()) box.removeAttribute("aria-busy");
  }
}

function stopper(stop) {
  announce(t("loading"));
  return h("p", { class: "waiting stoppable" }, t("takesLong"), " ", h("button", { type: "button", class: "small", onclick: stop }, t("stop")));
}

/** Whether a box says this already: it is not said again, and a button in it keeps the focus. */
function tells(box, error) {
  const said = box.firstElementChild;
  return box.childElementCount === 1 && said.classList.contains("failed") && said.textContent.includes(error.message);
}

function failed(error, retry) {
  announce(t("failedTitle"));
  const button = h("button", { type: "button", class: "main", onclick: retry }, t("retry"));
  const later = error.wait ? h("p", {}, t("triesAgain")) : null;
  return h("div", { class: "state failed", role: "alert" }, h("h2", {}, t("failedTitle")), h("p", {}, error.message), later, button);
}

function missing(known) {
  const id = here().id.slice(0, 80);
  const back = h("a", { class: "button", href: link("start") }, t("backToStart"));
  return h("div", { class: "state" }, h("h1", { tabindex: "-1" }, t(known ? "missingTitle" : "noPage")), h("p", {}, known ? t("missing", { id }) : t("noPageHelp")), back);
}

/** The store holds nothing yet. `heading`: h2 on a page that has its own title. */
export function emptyStore(heading = "h1") {
  if (readOnly()) return h("div", { class: "state empty" }, h(heading, { tabindex: "-1" }, t("emptyTitle")), h("p", {}, t("emptyReadOnly")));
  return h(
    "div",
    { class: "state empty droparea" },
    h(heading, { tabindex: "-1" }, t("emptyTitle")),
    h("p", {}, t("emptyText")),
    pickers(),
    h("p", { class: "quiet" }, t("emptyThen")),
    h("pre", {}, h("code", {}, t("emptyCommand"))),
  );
}
