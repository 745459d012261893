/** Takes files that someone dropped or chose: into the queue, and to the page that shows how far they are. */
import { link } from "../address.js";
import { announce } from "../dom.js";
import { t } from "../language.js";
import { add } from "./queue.js";

/** @param {{file: File, path: string}[]} found */
export function take(found) {
  if (!found.length) return announce(t("droppedNothing"));
  add(found);
  announce(t("droppedCount", { count: found.length }));
  const there = link("intake");
  if (location.hash !== there) location.hash = there;
}
