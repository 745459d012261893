/** Buttons that choose files or a folder, for those who do not drop. */
import { h } from "../dom.js";
import { t } from "../language.js";
import { chosen } from "./files.js";
import { take } from "./take.js";

function picker(words, look, attributes) {
  const input = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", ...attributes });
  input.addEventListener("change", () => {
    take(chosen(input.files));
    input.value = ""; // the same file can be chosen again
  });
  return [h("button", { type: "button", class: look, onclick: () => input.click() }, words), input];
}

export const pickers = () => h("p", { class: "pickers" }, picker(t("chooseFiles"), "main", {}), picker(t("chooseFolder"), "", { webkitdirectory: true }));

/** A strip that says that files can be dropped. */
export const strip = () => h("section", { class: "strip", "aria-label": t("intake") }, h("p", {}, t("dropHere"), " ", h("span", { class: "quiet" }, t("dropKinds"))), pickers());
