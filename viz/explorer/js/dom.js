/** Making elements. Text is only ever text: nothing here or elsewhere parses markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `on…` attributes are listeners, null and false leave an attribute out; children may be nested lists.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

/** @param {string} tag @param {Record<string, any>} attributes @param {...Node} children @returns {SVGElement} */
export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Words of a document: apart from ours, so that marks of direction in them cannot turn the line around. */
export function said(text) {
  return h("bdi", {}, String(text ?? ""));
}

/** Long words of a document: the first lines, and a button for the rest. */
export function clamped(text, more, less, tag = "div") {
  const words = String(text ?? "");
  if (words.length <= 160) return h(tag, { class: "words" }, said(words));
  const body = h("span", { class: "clamp" }, said(words));
  const button = h("button", { type: "button", class: "plain", "aria-expanded": "false" }, more);
  button.addEventListener("click", () => {
    const open = body.classList.toggle("open");
    button.textContent = open ? less : more;
    button.setAttribute("aria-expanded", String(open));
  });
  return h(tag, { class: "words" }, body, button);
}

/** Say something to a screen reader without moving the focus. */
export function announce(text) {
  document.getElementById("said").textContent = text;
}
