/** Files can be dropped anywhere on any page. */
import { readOnly } from "../api.js";
import { h } from "../dom.js";
import { t } from "../language.js";
import { bringsFiles, dropped } from "./files.js";
import { unsent } from "./queue.js";
import { take } from "./take.js";

/** Watch the whole page for files, and warn before it is left while some are on their way. */
export function dropping() {
  if (readOnly()) return refusing();
  const veil = h("div", { class: "veil", hidden: true });
  document.body.append(veil);
  let depth = 0; // each element that is crossed tells of coming and going
  const show = (on) => {
    veil.hidden = !on;
    if (on) veil.replaceChildren(h("p", {}, t("dropNow")));
    else depth = 0;
  };
  addEventListener("dragenter", (event) => {
    if (!bringsFiles(event.dataTransfer)) return;
    depth += 1;
    show(true);
  });
  addEventListener("dragleave", (event) => {
    if (!bringsFiles(event.dataTransfer)) return;
    depth -= 1;
    if (depth <= 0) show(false);
  });
  addEventListener("dragover", (event) => bringsFiles(event.dataTransfer) && event.preventDefault());
  addEventListener("drop", async (event) => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    show(false);
    take(await dropped(event.dataTransfer));
  });
  addEventListener("beforeunload", (event) => unsent() && event.preventDefault());
}

/** A service for looking only takes no files: they are let fall, lest the browser goes to them and leaves the page. */
function refusing() {
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}
