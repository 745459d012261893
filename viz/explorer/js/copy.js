/** Taking something away: into the clipboard, as Excel and WPS take it. */
import { announce, h } from "./dom.js";
import { t } from "./language.js";

/** Put text into the clipboard. Some offices' browsers open this page without the right to: then the old way. */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = h("textarea", { class: "unseen", "aria-hidden": "true" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}

/** A button that copies what `text()` gives, and says that it did. */
export function copier(label, text) {
  const button = h("button", { type: "button", class: "small" }, label);
  button.addEventListener("click", async () => {
    await put(text());
    button.textContent = t("copied");
    announce(t("copied"));
    setTimeout(() => (button.textContent = label), 2000);
  });
  return button;
}

const FORMULA = /^[=+\-@\t\r]/; // what a table program would run when it is pasted

/** Rows as lines with tabs between the cells, which table programs paste into cells. */
export function tabbed(columns, rows) {
  const clean = (text) => {
    const flat = String(text ?? "").replace(/\s+/g, " ").trim();
    return FORMULA.test(flat) && !/^-?\d+(\.\d+)?$/.test(flat) ? `'${flat}` : flat;
  };
  return [columns.map((c) => clean(c.label)), ...rows.map((row) => columns.map((c) => clean(c.text(row))))].map((cells) => cells.join("\t")).join("\n");
}
