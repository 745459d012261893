/** One file on its way: how far it is, and what came of it. */
import { link } from "../address.js";
import { h, said } from "../dom.js";
import { has, language, number, t } from "../language.js";
import { columnsOf } from "./columns.js";
import { again, isOver, stop } from "./queue.js";
import { reportOf } from "./report.js";

const CORRECTABLE = ["NoTasks", "MappingWrong"];
const SHOWN = 200; // items of a zip

export const size = (bytes) => (bytes < 1024 * 1024 ? `${number(Math.max(1, Math.round(bytes / 1024)))} KB` : `${number(Math.round(bytes / 104857.6) / 10)} MB`);

/** What is going on, in words, with how far it is where that is known. */
function going(entry) {
  if (entry.state === "sending") return [t("intake.sending", { done: size(entry.sent), total: size(entry.size) }), entry.size ? entry.sent / entry.size : null];
  const item = entry.job?.items.find((one) => ["reading", "storing"].includes(one.state));
  if (entry.state !== "reading" || !item) return [t(`intake.${entry.state}`), null];
  const nth = entry.job.items.length > 1 ? t("intake.nth", { nth: entry.job.items.indexOf(item) + 1, count: entry.job.items.length, name: item.name }) : "";
  if (item.state === "storing" || !item.step) return [nth + t(`intake.${item.state}`), null];
  const key = item.total ? `intake.${item.step}Of` : `intake.${item.step}`;
  return [nth + t(key, { done: number(item.done), total: number(item.total ?? 0) }), item.total ? item.done / item.total : null];
}

/** Why something was not read: in the page's own words where the service's speak of the command line. */
const wrong = (error) => (has(`wrong.${error.code}`) ? t(`wrong.${error.code}`) : error[language()]);

function opener(words, build) {
  const details = h("details", { class: "opens" }, h("summary", {}, words));
  details.addEventListener("toggle", () => details.childElementCount > 1 || details.append(build()));
  return details;
}

/** One list that is in the graph now. */
function stored(one, item) {
  const facts = [t(`result.${one.result}`), t("taskCount", { count: number(one.tasks) }), one.checks ? t("checkCount", { count: number(one.checks) }) : t("checkNone")];
  const report = opener(t("seeReport"), () => reportOf(one.document, item.sha256));
  return h("div", { class: "stored" },
    h("p", {}, h("a", { class: "node", href: link("documents", one.document) }, said(one.title))),
    h("p", { class: one.checks ? "look" : "quiet" }, facts.join(t("stop2"))),
    one.was ? h("p", { class: "note" }, t("tookPlace"), said(one.was)) : null, report);
}

function failed(item) {
  const columns = CORRECTABLE.includes(item.error.code) && item.sha256 ? opener(t("saySoColumns"), () => columnsOf(item.sha256, [])) : null;
  return h("div", { class: "unread" }, h("p", { class: "wrong" }, said(wrong(item.error))), columns);
}

function outcome(item, alone) {
  const name = alone ? null : h("p", { class: "quiet" }, said(item.name));
  if (item.stored.length) return h("li", {}, name, item.stored.map((one) => stored(one, item)));
  if (item.error) return h("li", {}, name, failed(item));
  return h("li", {}, name, h("p", { class: "quiet" }, t(`intake.${item.state}`)));
}

function outcomes(job) {
  const done = job.items.slice(0, SHOWN);
  const skipped = Object.entries(job.skipped).map(([suffix, count]) => `${suffix || "?"} ${count}`).join(t("and"));
  return [h("ul", { class: "outcomes" }, done.map((item) => outcome(item, job.items.length === 1))), skipped ? h("p", { class: "note" }, t("skipped", { kinds: skipped })) : null];
}

/** What an entry looks like hangs on this alone: a page that is told of a change draws those anew that differ. */
export const signature = (entry) => JSON.stringify([entry.state, entry.sent, entry.words, entry.job, language()]);

/** @param {import("./queue.js").Entry} entry */
export function shown(entry) {
  const [words, share] = isOver(entry) ? ["", null] : going(entry);
  const bar = !["sending", "reading"].includes(entry.state) ? null : h("progress", { "aria-label": words, ...(share === null ? {} : { value: share, max: 1 }) });
  const retry = entry.file && ["refused", "stopped", "lost"].includes(entry.state) ? h("button", { type: "button", onclick: () => again(entry) }, t("retry")) : null;
  const ender = isOver(entry) ? null : h("button", { type: "button", onclick: () => stop(entry) }, t("stop"));
  const head = h("div", { class: "entry-head" }, h("h2", {}, said(entry.name)), h("small", {}, size(entry.size)), h("span", { class: "grow" }), ender, retry);
  const state = ["stopped", "refused", "lost"].includes(entry.state) ? h("p", { class: entry.state === "stopped" ? "quiet" : "wrong" }, entry.words ?? t("intake.stopped")) : words ? h("p", { class: "quiet" }, words) : null;
  return h("li", { class: "card entry" }, head, bar, state, entry.state === "done" ? outcomes(entry.job) : null);
}
