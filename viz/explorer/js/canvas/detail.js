/** What the panel beside the canvas offers for the thing that was chosen. */
import { h, said } from "../dom.js";
import { number, t } from "../language.js";
import { anchor, tag } from "../node.js";
import { suggest } from "../suggest.js";
import { groupName } from "./labels.js";

const TYPES = ["Unit", "Document", "Jurisdiction", "Topic", "Task"];

const chip = (choice, take) => h("button", { type: "button", class: "chip", "data-of": choice.words, "aria-pressed": choice.on === undefined ? null : String(choice.on), title: choice.note, onclick: () => take(choice) },
  choice.words, choice.count === undefined ? null : h("span", { class: "count" }, typeof choice.count === "number" ? number(choice.count) : choice.count));

/** Buttons to open it by, and what else can be done with it. */
export function offers(found, then, take) {
  const rows = found.map((choice) => h("li", {}, chip(choice, take), choice.more?.length ? h("span", { class: "more-chips" }, choice.more.map((one) => chip(one, take))) : null));
  return h("section", { class: "offers" },
    h("h3", {}, t("openBy")), rows.length ? h("ul", {}, rows) : h("p", { class: "quiet" }, t("opensNothing")),
    h("h3", {}, t("doWith")), h("p", { class: "chips" }, then.map((one) => chip(one, take))));
}

/** A group, in words. */
export function aboutGroup(group, by) {
  const owner = by.get(group.owner);
  return [h("p", {}, tag(group)), h("h2", { class: "full" }, said(groupName(group))), owner ? h("p", { class: "quiet" }, t("groupOf"), anchor(owner)) : null];
}

/** A line that stands for several. */
export function aboutSum(line, by, style, word) {
  const [source, target] = [by.get(line.source), by.get(line.target)];
  const end = (one) => (one.count === undefined ? anchor(one) : said(groupName(one)));
  return [h("h2", {}, t("sumTitle")), h("p", { class: "relation" }, end(source), h("span", { class: "arrow" }, word), end(target)),
    h("p", { class: "quiet" }, t(line.count === 1 ? "sumOne" : "sumText", { count: number(line.count) }))];
}

/** Choose the other end of a way: by name here, or by a click on the canvas. */
export function wayForm(node, take) {
  const fields = suggest({ id: "way-end", name: "end", types: TYPES, value: "", required: false, changed: () => take(fields[0].value) });
  return h("section", { class: "offers" }, h("h3", {}, t("wayFrom")), h("p", {}, said(node.label)), h("label", { for: "way-end" }, t("wayTo")), fields, h("p", { class: "quiet small" }, t("wayHint")));
}
