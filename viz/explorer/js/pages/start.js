/** `#/`: what is here, what is due, who leads most, who works on what; each number and each mark leads on. */
import { amend, link } from "../address.js";
import { ask, documents, readOnly } from "../api.js";
import { h } from "../dom.js";
import { form } from "../form.js";
import { t } from "../language.js";
import { strip } from "../intake/chooser.js";
import { heat } from "../overview/heat.js";
import { months } from "../overview/months.js";
import { ranking } from "../overview/ranking.js";
import { tiles } from "../overview/tiles.js";
import { emptyStore, fill } from "../states.js";

const AGAIN = 1000; // milliseconds until a great store is asked for the parts that it did not have yet
const distinct = (nodes, key) => [...new Set(nodes.map((n) => n.properties[key]).filter(Boolean))];

/** Places and years to choose from, out of the documents. With too many documents to read, they are typed instead. */
export async function choices(signal) {
  const { items, total } = await documents();
  if (total > items.length) return {};
  return { place: distinct(items, "jurisdiction").sort((a, b) => a.localeCompare(b, "zh")), year: distinct(items, "year").sort((a, b) => b - a) };
}

const PARAMETERS = { properties: { place: { type: "string", maxLength: 100, node: ["Jurisdiction"] }, year: { type: "integer", minimum: 1949, maximum: 2100 } } };
const pause = (signal) => new Promise((done, stopped) => {
  const timer = setTimeout(done, AGAIN);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    stopped(signal.reason);
  });
});

/** A card whose part may come later. `build` is called once, when the part is there. */
function part(title, more, build) {
  const inside = h("div", {}, h("p", { class: "waiting" }, t("loading")));
  let built = false;
  return {
    box: h("section", { class: "card" }, h("h2", {}, title, more && h("a", { class: "small", href: more }, t("whole"))), inside),
    show(rows) {
      if (built || rows === null) return;
      built = true;
      inside.replaceChildren(...[build(rows)].flat());
    },
  };
}

/** All parts of the page for some filters, filled in as the service has them. */
async function drawn(narrowed, signal) {
  const get = () => ask("/overview", narrowed, signal);
  let told = await get();
  if (told.numbers && !told.numbers.documents && !told.numbers.named && !Object.keys(narrowed).length) return null;
  const numbers = h("div", { class: "numbers" });
  const leads = part(t("leadsMost"), link("questions", "leads", narrowed), (rows) => ranking(rows, narrowed));
  const due = part(t("dueByMonth"), link("questions", "calendar", narrowed), (rows) => months(rows, told.as_of, narrowed));
  const who = part(t("heatTitle"), link("questions", "matrix", narrowed), (rows) => heat(rows, narrowed, signal));
  const show = () => {
    if (told.numbers && !numbers.childElementCount) numbers.append(tiles(told.numbers, told.as_of, narrowed));
    leads.show(told.leads);
    due.show(told.months);
    who.show(told.matrix);
  };
  show();
  const rest = async () => {
    while (!told.complete) {
      await pause(signal);
      told = await get();
      show();
    }
  };
  rest().catch((error) => {
    if (error.name === "AbortError") return;
    const [failed, card] = [[error], [...who.box.childNodes]];
    fill(who.box, async () => { // says what failed first; its retry goes on where it stopped
      if (failed.length) throw failed.pop();
      await rest();
      return card;
    });
  });
  return [numbers, h("div", { class: "pair" }, leads.box, due.box), who.box];
}

/** The fields for place and year. They come when their choices are known: the numbers do not wait for them. */
function fields(changed, signal) {
  const box = h("div", { class: "narrow-to" });
  choices(signal).catch(() => ({})).then((known) => {
    if (signal.aborted) return;
    box.append(form({ name: "overview", parameters: PARAMETERS }, ["place", "year"], known, (chosen) => {
      amend(chosen, { step: true });
      changed(Object.fromEntries(Object.entries(chosen).filter(([, v]) => v)));
    }).box);
  });
  return box;
}

export async function start({ query }, signal) {
  const body = h("div", { class: "overview" });
  let turn = new AbortController();
  signal.addEventListener("abort", () => turn.abort());
  const box = fields((narrowed) => {
    turn.abort();
    turn = new AbortController();
    fill(body, () => drawn(narrowed, turn.signal));
  }, signal);
  const asked = Object.fromEntries(["place", "year"].map((name) => [name, query.get(name)]).filter(([, v]) => v));
  const content = await drawn(asked, turn.signal);
  if (!content) return { title: t("emptyTitle"), content: emptyStore() };
  body.append(...content);
  const head = h("div", { class: "opening" }, h("h1", { tabindex: "-1" }, t("startTitle")), box);
  return { title: t("start"), content: [head, body, readOnly() ? [] : strip()] };
}
