/** `#/intake`: documents on their way in, and what came of them. */
import { announce, h } from "../dom.js";
import { number, t } from "../language.js";
import { pickers } from "../intake/chooser.js";
import { shown, signature } from "../intake/entry.js";
import { leftAside } from "../intake/take.js";
import { all, busy, clear, isOver, load, watch } from "../intake/queue.js";

const COMMON = ["docx", "xlsx", "pdf", "html", "txt", "doc", "wps", "xls", "et", "zip"];

/** How many files were read, how many not. */
function summary() {
  const items = all().flatMap((entry) => (entry.state === "done" ? entry.job.items : [entry]));
  const count = (test) => items.filter(test).length;
  const read = count((one) => one.state === "done");
  const not = count((one) => ["failed", "refused", "lost"].includes(one.state));
  const left = all().filter((entry) => !isOver(entry)).length;
  return [read && t("sumRead", { count: number(read) }), not && t("sumNot", { count: number(not) }), left && t("sumLeft", { count: number(left) })].filter(Boolean).join(t("stop2"));
}

export async function intake(_, signal) {
  const { accepts, lacking, max_mb, read_only } = await load(signal);
  const title = h("h1", { tabindex: "-1" }, t("intake"));
  if (read_only) return { title: t("intake"), content: [title, h("div", { class: "card" }, h("p", {}, t("readOnly")))] };
  const among = (endings) => COMMON.filter((kind) => endings.includes(`.${kind}`)).join(t("and"));
  const kinds = among(accepts.filter((ending) => !lacking.includes(ending)));
  const more = lacking.length ? h("p", { class: "quiet" }, t("needsExtra", { kinds: among(lacking) })) : null;
  const area = h("section", { class: "card droparea" }, h("p", { class: "large" }, t("dropHere")), pickers(), h("p", { class: "quiet" }, t("accepts", { kinds, mb: number(max_mb) })), more);
  const list = h("ol", { class: "entries" });
  const line = h("p", { class: "quiet" });
  const tidy = h("button", { type: "button", class: "small", onclick: clear }, t("clearList"));
  const bar = h("div", { class: "sum" }, line, tidy);
  const held = new Map();
  let wasBusy = false;
  const draw = () => {
    const entries = [...all()].reverse(); // the newest first
    for (const key of held.keys()) if (!entries.some((entry) => entry.key === key)) held.delete(key);
    const made = entries.map((entry) => {
      const now = signature(entry);
      const before = held.get(entry.key);
      if (before?.signature === now) return before.box;
      const box = shown(entry);
      held.set(entry.key, { signature: now, box });
      return box;
    });
    if (made.length !== list.childElementCount || made.some((box, i) => list.children[i] !== box)) replace(list, made);
    const skipped = Object.entries(leftAside()).map(([suffix, count]) => `${suffix || "?"} ${count}`).join(t("and"));
    line.textContent = [summary(), skipped && t("skipped", { kinds: skipped })].filter(Boolean).join(t("stop2"));
    bar.hidden = !line.textContent;
    tidy.hidden = !entries.some(isOver);
    if (wasBusy && !busy()) announce(summary());
    wasBusy = busy();
  };
  draw();
  watch(draw, signal);
  return { title: t("intake"), content: [title, area, bar, list] };
}

/** Put elements in place without touching those that stay: what is open in them stays open, and the focus where it is. */
function replace(list, made) {
  const keep = new Set(made);
  const focus = /** @type {HTMLElement | null} */ (document.activeElement)?.closest?.(".entry") ?? null;
  const at = focus ? [...list.children].indexOf(focus) : -1;
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  made.forEach((box, i) => list.children[i] === box || list.insertBefore(box, list.children[i] ?? null));
  if (at >= 0 && !keep.has(focus)) /** @type {any} */ (list.children[at]?.querySelector("button, a, summary"))?.focus();
}
