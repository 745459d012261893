/** `#/questions`: what one can find out here, by what an officer wants to know. A question that stands in no group is in the last. */
import { link } from "../address.js";
import { ask } from "../api.js";
import { h } from "../dom.js";
import { language, t } from "../language.js";

const GROUPS = {
  deadlines: ["due", "calendar"],
  duties: ["ledger", "unit-tasks", "leads", "workload", "partners", "unowned", "contested"],
  origin: ["upstream", "dependencies", "coverage", "cited"],
  places: ["compare", "changes", "matrix"],
  stock: ["overview", "uncertain", "subgraph"],
  reform: ["impact-unit", "impact-document", "bottlenecks", "groups", "path"],
};

const two = (n) => String(n).padStart(2, "0");

/** The month that today is in, and the day, as the questions take them. */
function today() {
  const now = new Date();
  const month = `${now.getFullYear()}-${two(now.getMonth() + 1)}`;
  return { month, day: `${month}-${two(now.getDate())}` };
}

/** Questions as they are asked most: with their fields filled in. */
function ready() {
  const { month, day } = today();
  return [
    ["readyDueMonth", link("questions", "due", { month })],
    ["readyOverdue", link("questions", "due", { as_of: day })],
    ["readyLedger", link("questions", "ledger", {})],
    ["readyUnowned", link("questions", "unowned", { lack: "nobody" })],
    ["readyNoLead", link("questions", "unowned", { lack: "no_lead" })],
    ["readyNotCarried", link("questions", "coverage", { kind: "not_carried" })],
  ];
}

export async function questions(_, signal) {
  const { questions: all } = await ask("/questions", {}, signal);
  const left = new Map(all.map((q) => [q.name, q]));
  const item = (q) => h("li", {}, h("a", { href: link("questions", q.name) }, q[language()]), h("small", {}, has(q)));
  const has = (q) => q.columns.filter((c) => !/(^|_)id$/.test(c.name)).slice(0, 5).map((c) => c[language()]).join(t("and"));
  const group = (key, names) => {
    const some = names.map((name) => left.get(name)).filter(Boolean);
    for (const q of some) left.delete(q.name);
    return some.length && h("section", { class: "card" }, h("h2", {}, t(`group.${key}`)), h("ul", { class: "catalogue" }, some.map(item)));
  };
  const groups = Object.entries(GROUPS).map(([key, names]) => group(key, names));
  const rest = group("other", [...left.keys()]);
  const quick = h("section", { class: "card" }, h("h2", {}, t("group.ready")), h("ul", { class: "ready" }, ready().map(([word, to]) => h("li", {}, h("a", { class: "pill", href: to }, t(word))))));
  const title = t("questions");
  return { title, content: [h("h1", { tabindex: "-1" }, t("questionsTitle")), quick, h("div", { class: "columns" }, groups, rest)] };
}
