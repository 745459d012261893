/** Takes files that someone dropped or chose: into the queue, and to the page that shows how far they are. */
import { link } from "../address.js";
import { ask } from "../api.js";
import { announce } from "../dom.js";
import { t } from "../language.js";
import { sorted } from "./files.js";
import { add } from "./queue.js";

const KNOWN = [".docx", ".xlsx", ".pdf", ".html", ".htm", ".txt", ".doc", ".wps", ".xls", ".et", ".zip"]; // when nothing answers

let left = {};

/** What the last drop left aside, by ending. */
export const leftAside = () => left;

/** @param {import("./files.js").Found[]} found */
export async function take(found) {
  const there = link("intake");
  if (location.hash !== there) location.hash = there; // at once: later the reader may be elsewhere
  const { accepts } = await ask("/intake").catch(() => ({ accepts: KNOWN }));
  const { taken, skipped } = sorted(found, accepts);
  left = skipped;
  add(taken);
  announce(taken.length ? t("droppedCount", { count: taken.length }) : t("droppedNothing"));
}
