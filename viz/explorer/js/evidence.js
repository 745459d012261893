/** The side panel: what the document says, word for word, and where; or what a shape in the graph is. */
import { ask, documents } from "./api.js";
import { amend, encoded, link } from "./address.js";
import { h, said } from "./dom.js";
import { has, language, t } from "./language.js";
import { anchor, facts, fullName, page, tag, value } from "./node.js";
import { row } from "./row.js";

const PLACES = ["page", "sheet", "table", "row", "column", "line"];

/** The place in a document in words: 第2页 表1 第3行. */
export function place(evidence) {
  if (!evidence) return "";
  return PLACES.filter((k) => evidence[k] !== null && evidence[k] !== undefined).map((k) => t(`where.${k}`, { value: evidence[k] })).join(" ");
}

/** All places of a quote that goes on in another cell or line, on the next page: each once. */
export function places(evidence) {
  return [...new Set([evidence, ...(evidence.also ?? [])].map(place))].filter(Boolean).join(t("goesOn"));
}

/** The quoted words alone: what is shown until the row of the document is here, and where it cannot be had. */
const quotation = (evidence) => h("blockquote", {}, h("mark", {}, said((evidence.printed ?? evidence.quote ?? "").replace(/\s+/g, ""))));

/** The picture of a task's row, drawn when it is asked for; null for what is about no task. */
function picture({ of }) {
  const task = /task:[0-9a-f]{16}:[\d.-]+/.exec(of)?.[0];
  if (!task) return null;
  const box = h("details", { class: "picture" }, h("summary", {}, t("pictureOfRow")));
  box.addEventListener("toggle", () => {
    if (box.childElementCount > 1) return;
    const image = h("img", { alt: t("pictureAlt"), src: `/api/v1/tasks/${encoded(task)}/picture?lang=${language()}` });
    image.addEventListener("error", () => image.replaceWith(h("p", { class: "note" }, t("pictureFailed"))));
    box.append(h("a", { href: image.src, target: "_blank", rel: "noopener" }, image));
  });
  return box;
}

/** The row of the document around the words, and the file itself. @param {{of: string, fact?: string}} asked */
function around(asked, evidence) {
  const waiting = h("p", { class: "quiet small", role: "status" });
  const soon = setTimeout(() => (waiting.textContent = t("readingOriginal")), 300); // a long PDF takes its time
  const box = h("div", { class: "around" }, quotation(evidence), waiting);
  ask("/evidence", asked).finally(() => {
    clearTimeout(soon);
    waiting.remove();
  }).then((found) => {
    const file = found.original
      ? h("a", { class: "button", href: found.original, download: evidence.file ?? "" }, t("openOriginal"))
      : h("p", { class: "note" }, t("noOriginal"));
    box.replaceChildren(...[h("h3", {}, found.original ? t("rowOfDocument") : t("rowAsRead")), row(found), found.original && picture(asked), file].filter(Boolean));
  }, () => {}); // the words and their place stand there already
  return box;
}

/** @returns a panel with `edge()`, `fact()`, `node()` and `clear()`; it remembers what it shows in the address. */
export function panel(style) {
  const box = h("aside", { id: "panel", class: "card", "aria-label": t("panelTitle"), tabindex: "-1" });
  let opener = null;
  const clear = ({ keep = false } = {}) => {
    box.classList.remove("open");
    box.replaceChildren(h("h2", {}, t("panelTitle")), h("p", { class: "quiet" }, t("panelHint")));
    if (!keep) amend({ edge: "" });
    opener?.removeAttribute("aria-pressed");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };
  const show = (from, ...content) => {
    opener?.removeAttribute("aria-pressed");
    opener = from ?? null;
    opener?.setAttribute("aria-pressed", "true");
    const close = h("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => clear() }, "×");
    box.replaceChildren(close, ...content.filter(Boolean));
    box.classList.add("open");
    box.scrollTop = 0;
    if (from) box.focus({ preventScroll: true });
  };
  box.addEventListener("keydown", (event) => event.key === "Escape" && clear());

  /** Show an edge's evidence. `from` is the button that asked, which gets the focus back. */
  function edge(edge, source, target, from) {
    amend({ edge: edge.id });
    const duty = ["role_word", "printed"].filter((k) => edge.properties?.[k]).map((k) => h("div", {}, h("dt", {}, t(k)), h("dd", {}, said(value(k, edge.properties[k])))));
    const relation = h("p", { class: "relation" }, anchor(source), h("span", { class: `arrow ${edge.type}` }, style.edges[edge.type]?.[language()] ?? edge.type), anchor(target));
    const e = edge.evidence;
    if (!e) return show(from, h("h2", {}, t("evidence")), relation, h("p", { class: "quiet" }, t("evidenceNone")));
    proof(from, e, relation, { of: edge.id }, duty);
  }

  /** Show where a property of a task or document is stated. */
  function fact(node, key, from) {
    proof(from, node.evidence[key], h("p", { class: "relation" }, anchor(node), h("span", { class: "arrow" }, t(key))), { of: node.id, fact: key }, []);
  }

  function proof(from, e, about, asked, more) {
    const title = h("dd", {}, e.document ? h("a", { href: link("documents", e.document) }, said(e.file ?? "")) : said(e.file ?? ""));
    documents().then(({ items }) => {
      const full = items.find((d) => d.id === e.document);
      if (full) title.replaceChildren(anchor(full));
    }, () => {});
    const list = h("dl", { class: "facts" },
      h("div", {}, h("dt", {}, t("evidenceDocument")), title),
      h("div", {}, h("dt", {}, t("evidencePlace")), h("dd", { class: "place" }, places(e) || t("none"))),
      e.file ? h("div", {}, h("dt", {}, t("file")), h("dd", {}, said(e.file))) : null, more);
    show(from, h("h2", {}, t("evidence")), about, around(asked, e), e.inherited ? h("p", { class: "note" }, t("inherited")) : null, list);
  }

  /** Show what a shape of the graph is. */
  function node(node) {
    amend({ edge: "" });
    const keys = style.nodes[node.type].properties.filter((k) => !["text", "title", "kind", "name"].includes(k) && has(k));
    show(null, h("p", {}, tag(node)), h("h2", { class: "full" }, said(fullName(node))), facts(node, keys), h("a", { class: "button", href: page(node) }, t("open")));
  }
  clear({ keep: true });
  return { box, edge, fact, node, clear };
}
