/** The tools over the canvas: find and put, layout, undo, filters, exports, the address for a colleague. */
import { ask, Failure } from "../api.js";
import { copier } from "../copy.js";
import { announce, h } from "../dom.js";
import { form } from "../form.js";
import { language, number, t } from "../language.js";
import { isId } from "../node.js";
import { fill } from "../states.js";
import { suggest } from "../suggest.js";
import { FILTERS } from "./state.js";

const TYPES = ["Unit", "Document", "Jurisdiction", "Topic", "Task"];
const LAYOUTS = ["free", "level", "theme"];
const SCHEMA = {
  place: { type: "string", node: ["Jurisdiction"] }, year: { type: "integer", minimum: 1949, maximum: 2100 }, topic: { type: "string", node: ["Topic"] },
  role: { enum: ["lead", "support", "responsible"], optional: true, anyOf: [{ type: "null" }, { enum: ["lead", "support", "responsible"] }] },
  due_from: { type: "string", format: "date" }, due_to: { type: "string", format: "date" },
};

/** The box that puts something on the canvas. @param {(id: string) => void} put */
export function finder(put) {
  const take = (id) => {
    if (!isId(id)) return;
    input.value = "";
    held.value = "";
    put(id);
  };
  const [held, combo] = suggest({ id: "put", name: "put", types: TYPES, value: "", required: false, changed: () => take(held.value) });
  const input = combo.querySelector("input");
  input.placeholder = t("putHint");
  input.setAttribute("aria-label", t("putLabel"));
  const box = h("form", { class: "finder", role: "search" }, combo);
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = input.value.trim();
    if (!words) return;
    const { items } = await ask("/search", { q: words, limit: 1 }).catch(() => ({ items: [] }));
    if (input.value.trim() !== words) return; // other words stand there now
    if (items.length) take(items[0].id);
    else announce(t("searchNone", { words }));
  });
  return box;
}

/** How it is laid out. */
export function layouts(chosen, choose) {
  const one = (key) => {
    const radio = h("input", { type: "radio", name: "layout", value: key, checked: key === chosen, onchange: () => choose(key) });
    return h("label", {}, radio, h("span", {}, t(`layout.${key}`)));
  };
  return h("fieldset", { class: "switch" }, h("legend", { class: "unseen" }, t("layout")), LAYOUTS.map(one));
}

/** The filters, folded in; how many are set stands on the fold. */
export function filters(choices, changed) {
  const count = h("span", {});
  const { box, values } = form({ name: "graph", parameters: { properties: SCHEMA } }, FILTERS, choices, (given) => {
    tell();
    changed(given);
  });
  const tell = () => {
    const set = Object.values(values()).filter(Boolean).length;
    count.textContent = set ? ` ${number(set)}` : "";
  };
  tell();
  return fold([t("filters"), count], box);
}

/** Something that opens under its button, and closes by Escape or a click elsewhere. */
function fold(title, content) {
  const box = h("details", { class: "fold" }, h("summary", {}, title), content);
  const elsewhere = ({ target }) => box.isConnected && !box.contains(target) && (box.open = false);
  box.addEventListener("toggle", () => document[box.open ? "addEventListener" : "removeEventListener"]("pointerdown", elsewhere));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    box.open = false;
    box.firstElementChild.focus();
  });
  return box;
}

/** Every format, for what is on the canvas; asked for when it is opened first. @param {() => {nodes: string[], title: string}} what */
export function exports(what) {
  const sheet = h("div", { class: "sheet" });
  const say = h("p", { class: "quiet small", role: "status" });
  const save = async (format) => {
    say.textContent = t("loading");
    try {
      const answer = await fetch(`/api/v1/export/${format.name}`, { method: "POST", body: JSON.stringify(what()), headers: { "Content-Type": "application/json", "Accept-Language": language() } });
      if (!answer.ok) throw new Failure((await answer.json().catch(() => ({}))).detail ?? t("failed", { status: answer.status }));
      const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
      const link = h("a", { href: URL.createObjectURL(await answer.blob()), download: name ? decodeURIComponent(name) : `zhengtu${format.suffix}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      say.textContent = t("saved");
    } catch (error) {
      say.textContent = error instanceof Failure ? error.message : t("unreachable");
    }
  };
  const button = (format) => h("button", { type: "button", class: "plain", onclick: () => save(format) }, format[language()]);
  const box = fold(t("export"), sheet);
  const usual = (one) => ["xlsx", "html", "csv"].indexOf(one.name) + 1 || 9; // what offices take first
  box.addEventListener("toggle", () => sheet.childElementCount || fill(sheet, async () => [...(await ask("/graph/formats")).formats.sort((a, b) => usual(a) - usual(b)).map(button), say]));
  return box;
}

export const share = () => copier(t("copyLink"), () => location.href);
