/** `#/questions/NAME`: one question with all its parameters: its own first, the filters that all share folded in. */
import { link } from "../address.js";
import { ask, Failure } from "../api.js";
import { h } from "../dom.js";
import { language, t } from "../language.js";
import { asking } from "../question.js";
import { choices } from "./start.js";

const FOLDED = ["level", "document", "theme", "topic", "function", "role"]; // filters that are wanted now and then
const ROLES = ["leads", "unit-tasks"]; // questions of which the role is the first thing to choose
const UNSEEN = ["limit", "offset", "order"]; // the button for more rows and the heads of the columns have them

export async function question({ id }, signal) {
  const { questions } = await ask("/questions", {}, signal);
  const asked = questions.find((q) => q.name === id);
  if (!asked) throw new Failure(id, { status: 404 });
  const properties = asked.parameters.properties;
  const all = Object.keys(properties).filter((k) => !UNSEEN.includes(k));
  const common = ["place", "year"].filter((k) => all.includes(k));
  const ticks = all.filter((k) => properties[k].type === "boolean");
  const own = all.filter((k) => !FOLDED.includes(k) && !common.includes(k) && !ticks.includes(k));
  const first = ROLES.includes(id) ? [...own, "role"] : own;
  const folded = [...FOLDED, ...ticks].filter((k) => all.includes(k) && !first.includes(k));
  const head = h("header", { class: "head" }, h("a", { class: "small", href: link("questions") }, `‹ ${t("questions")}`), h("h1", { tabindex: "-1" }, asked[language()]));
  return { title: asked[language()], content: [head, h("section", { class: "card question" }, asking(asked, [...first, ...common], await choices(signal), signal, folded))] };
}
