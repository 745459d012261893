/** A table that becomes a list of cards on a phone, unless it is narrow enough to stay one. */
import { h } from "./dom.js";
import { number, t } from "./language.js";

/**
 * @typedef {{label: string, cell: (row: any) => any, class?: string, name?: string, order?: string, turn?: () => void}} Column
 * `turn`: puts the rows in the order of this column; `order`: ascending, descending or none
 * @param {{caption: string, columns: Column[], rows: any[], seen?: boolean, group?: (row: any) => any, key?: (row: any) => string}} given
 * `seen`: the caption is shown; `group`: what stands over rows that have the same `key`
 */
export function table({ caption, columns, rows, seen = false, group, key }) {
  if (!rows.length) return h("p", { class: "nothing" }, t("noRows"));
  const head = h("tr", {}, columns.map((c) => h("th", { scope: "col", class: c.class, "aria-sort": c.turn ? c.order : null }, c.turn ? turner(c) : c.label)));
  const box = h(
    "div",
    { role: "group", "aria-label": caption, class: `scroll ${columns.some((c) => c.class === "wide") ? "cards" : ""}` },
    h(
      "table",
      {},
      h("caption", { class: seen ? null : "unseen" }, caption),
      h("thead", {}, head),
      h("tbody", {}, rows.map((row, i) => [heading(columns, row, rows[i - 1], group, key), line(columns, row)])),
    ),
  );
  wide.observe(box);
  return box;
}

const SIGNS = { ascending: " ▲", descending: " ▼", none: "" };

/** A head that puts the rows in the order of its column when it is pressed. */
export function turner({ name, label, order, turn }) {
  return h("button", { type: "button", class: "plain", "data-column": name, onclick: turn }, label, h("span", { "aria-hidden": "true" }, SIGNS[order]));
}

/** A table that is wider than its box is moved by the arrow keys, so the keyboard must reach it; one that fits must not be a stop. */
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const over = target.scrollWidth > target.clientWidth;
    if (over) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

function heading(columns, row, before, group, key) {
  if (!group || (before && key(before) === key(row)) || !group(row)) return null;
  return h("tr", { class: "group" }, h("th", { colspan: columns.length, scope: "colgroup" }, group(row)));
}

function line(columns, row) {
  return h("tr", {}, columns.map((c) => h("td", { class: c.class, "data-label": c.label }, c.cell(row))));
}

/**
 * Rows that come in pages: shows the first, and a button for the next.
 * @param {{items: any[], total: number}} first
 * @param {(offset: number) => Promise<{items: any[], total: number}>} next
 * @param {(rows: any[]) => HTMLElement} draw
 */
export function paged(first, next, draw) {
  const rows = [...first.items];
  const box = h("div", {});
  const show = () => {
    box.replaceChildren(draw(rows));
    const left = first.total - rows.length;
    if (left <= 0) return;
    const button = h("button", { type: "button" }, t("more", { count: number(Math.min(left, first.items.length)) }));
    button.addEventListener("click", async () => {
      button.disabled = true;
      const page = await next(rows.length).catch(() => null);
      button.disabled = false;
      if (!page) return;
      rows.push(...page.items);
      show();
    });
    box.append(h("p", { class: "more" }, t("shown", { shown: number(rows.length), total: number(first.total) }), button));
  };
  show();
  return box;
}
