/** Taking a document out of the graph, with a question before and an undo after. */
import { encoded, link } from "../address.js";
import { change, forgetDocuments } from "../api.js";
import { announce, h, said } from "../dom.js";
import { t } from "../language.js";
import { follow } from "./queue.js";

/** A message at the foot of the page, with something to do. It stays until it is closed: nobody reads against a clock. */
function toast(words, action) {
  document.querySelector(".toast")?.remove();
  const close = h("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => box.remove() }, "×");
  const box = h("div", { class: "toast", role: "status" }, h("span", {}, words), action, close);
  document.body.append(box);
}

function removed(node, answer) {
  forgetDocuments();
  const undo = answer.original ? h("button", { type: "button" }, t("undo")) : null;
  undo?.addEventListener("click", async () => {
    undo.disabled = true;
    const job = await change("POST", `/files/${answer.sha256}/read`).catch((error) => announce(error.message));
    document.querySelector(".toast")?.remove();
    if (!job) return;
    follow(job, answer.sha256);
    location.hash = link("intake");
  });
  const words = t(answer.original ? "removedUndo" : "removed", { title: node.label });
  toast(said(words), undo);
  announce(words);
  location.hash = link("documents");
}

/** @param {any} node a document of the API */
export function remover(node) {
  const button = h("button", { type: "button" }, t("remove"));
  button.addEventListener("click", () => {
    const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    const yes = h("button", { type: "button", class: "main" }, t("removeYes"));
    const no = h("button", { type: "button", autofocus: true }, t("cancel"));
    const dialog = h("dialog", { "aria-labelledby": "remove-title" },
      h("h2", { id: "remove-title" }, t("removeTitle")), h("p", {}, said(node.label)), h("p", { class: "quiet" }, t(node.original ? "removeText" : "removeTextGone")), wrong, h("p", { class: "pickers" }, no, yes));
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", async () => {
      yes.disabled = true;
      try {
        const answer = await change("DELETE", `/documents/${encoded(node.id)}`);
        dialog.close();
        removed(node, answer);
      } catch (error) {
        yes.disabled = false;
        wrong.textContent = error.message;
        wrong.hidden = false;
      }
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
  return button;
}
