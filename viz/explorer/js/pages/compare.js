/** `#/compare?a=…&b=…`: two places side by side: who leads, and by when, on one topic, heading or function line. */
import { amend, link } from "../address.js";
import { ask, either } from "../api.js";
import { shown } from "../columns.js";
import { copier, tabbed } from "../copy.js";
import { announce, h, said } from "../dom.js";
import { form } from "../form.js";
import { number, t } from "../language.js";
import { fill } from "../states.js";
import { table } from "../table.js";
import { choices } from "./start.js";

const LIMIT = 200;
const FIELDS = ["text", "leads", "others", "deadline", "year"];
const node = (type) => ({ type: "string", node: [type] });

/** The fields of this page as the parameters of a question. */
const PARAMETERS = { required: ["a", "b"], properties: { a: node("Jurisdiction"), b: node("Jurisdiction"), topic: node("Topic"), theme: { type: "string", maxLength: 200 }, function: { type: "string", maxLength: 100 }, year: { type: "integer", minimum: 1949, maximum: 2100 } } };

function side(question, name, answer) {
  const columns = shown(question.columns.filter((c) => FIELDS.includes(c.name)).sort((a, b) => FIELDS.indexOf(a.name) - FIELDS.indexOf(b.name)), answer.rows);
  const place = answer.rows[0]?.place ?? name;
  return h("section", {}, h("h2", {}, said(place), " ", h("small", {}, t("rowCount", { count: number(answer.rows.length) + (answer.truncated ? "+" : "") }))),
    h("div", { class: "tools" }, copier(t("copyTable"), () => tabbed(columns, answer.rows))),
    table({ caption: place, columns, rows: answer.rows }));
}

export async function compare(_, signal) {
  const [{ questions }, known] = await Promise.all([ask("/questions", {}, signal), choices(signal)]);
  const question = questions.find((q) => q.name === "compare");
  const result = h("div", { class: "result" });
  const show = ({ a, b, ...filters }) => fill(result, async (stop) => {
    if (!a || !b) return h("p", { class: "nothing" }, t("lackingPlaces"));
    const of = (place) => ask("/questions/compare", { ...filters, place, limit: LIMIT }, either(signal, stop));
    const [one, other] = await Promise.all([of(a), of(b)]);
    announce(t("rowCount", { count: number(one.rows.length + other.rows.length) }));
    return h("div", { class: "answer pair" }, side(question, t("placeA"), one), side(question, t("placeB"), other));
  });
  const { box, values } = form({ name: "places", parameters: PARAMETERS, columns: [] }, Object.keys(PARAMETERS.properties), { year: known.year }, (chosen) => {
    amend(chosen, { step: true });
    show(chosen);
  });
  show(values());
  const head = h("header", { class: "head" }, h("a", { class: "small", href: link("questions") }, `‹ ${t("questions")}`), h("h1", { tabindex: "-1" }, t("comparePlaces")));
  return { title: t("comparePlaces"), content: [head, h("section", { class: "card question" }, box, result)] };
}
