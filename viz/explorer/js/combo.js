/** A field that offers choices, by keyboard too (a combobox as WAI-ARIA describes it): opening, walking and closing its list. */

/**
 * @param {HTMLInputElement} input @param {HTMLElement} list with options in it
 * @param {() => void} offer is called when it is time to find what fits the words @param {number} patience milliseconds of quiet before
 */
export function combo(input, list, offer, patience) {
  let asked = new AbortController();
  let timer = 0;
  let chosen = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    asked.abort();
    clearTimeout(timer);
    list.hidden = true;
    forget();
    input.setAttribute("aria-expanded", "false");
  }
  function forget() {
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
  }
  function mark(index) {
    const all = options();
    if (!all.length) return;
    chosen = (index + all.length) % all.length;
    all.forEach((o, i) => o.setAttribute("aria-selected", String(i === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }
  /** What is asked from now on; what was asked before is stopped. */
  function turn() {
    clearTimeout(timer); // asked for by a key, it is not asked for again: a second answer would undo a choice
    asked.abort();
    asked = new AbortController();
    return asked.signal;
  }
  function show(rows) {
    list.replaceChildren(...rows);
    forget();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, patience);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the Enter that ends a Chinese input method's word is not ours
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // it closes the list, and not what the field stands in
      return close(); // one that is on its way does not open later
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (list.hidden) offer();
    else mark(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
  });
  input.addEventListener("blur", close);
  return { close, show, turn, chosen: () => chosen };
}
