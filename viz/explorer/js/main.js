/** The page's one entry: language, search box, and the page that the address asks for. */
import { here } from "./address.js";
import { either, Failure, style } from "./api.js";
import { findLanguage, switchLanguage, t } from "./language.js";
import { compare } from "./pages/compare.js";
import { document_ } from "./pages/document.js";
import { found, list } from "./pages/list.js";
import { other } from "./pages/other.js";
import { place } from "./pages/place.js";
import { question } from "./pages/question.js";
import { questions } from "./pages/questions.js";
import { start } from "./pages/start.js";
import { task } from "./pages/task.js";
import { theme, topic } from "./pages/topic.js";
import { unit } from "./pages/unit.js";
import { dropping } from "./intake/drop.js";
import { intake } from "./pages/intake.js";
import { search } from "./search.js";
import { fill } from "./states.js";

/** The canvas is fetched when it is first asked for: most visits do without it. */
const canvas = async (place, signal) => (await import("./pages/graph.js")).graphPage(place, signal);

const LISTS = { documents: list("documents"), tasks: list("tasks"), units: list("units"), places: list("places"), topics: list("topics"), compare, questions, intake, graph: canvas, search: found };
const ONES = { documents: document_, tasks: task, units: unit, places: place, topics: topic, themes: theme, nodes: other, questions: question };

/** No page has this address. */
const nowhere = async () => {
  throw new Failure("", { status: 404, code: "PageUnknown" });
};

const main = document.getElementById("main");
const button = document.getElementById("language");
const refreshSearch = search(document.getElementById("search"));
let current = new AbortController();

/** Show what the address asks for. `moved`: the reader came here by a step, so the focus goes to the heading, unless the reader
 * went on to something else while the page was on its way. */
async function show(moved) {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const place = here();
  refreshSearch();
  const page = (place.id ? ONES : LISTS)[place.page] ?? (place.page === "start" ? start : nowhere);
  for (const a of document.querySelectorAll(".top a[data-page]")) {
    if (a.dataset.page !== place.page) a.removeAttribute("aria-current");
    else {
      a.setAttribute("aria-current", "page");
      a.scrollIntoView({ block: "nearest", inline: "nearest" }); // on a phone not all have room
    }
  }
  const title = (words) => (document.title = words ? `${words} · ${t("name")}` : t("name"));
  title("");
  if (moved) {
    main.replaceChildren();
    scrollTo(0, 0);
  }
  const from = document.activeElement;
  await fill(main, async (stop) => {
    const shown = await page(place, either(signal, stop));
    signal.throwIfAborted();
    stop.throwIfAborted();
    title(shown.title);
    return shown.content;
  });
  const stayed = [from, document.body].includes(document.activeElement) && !document.activeElement.value;
  if (moved && !signal.aborted && stayed) (main.querySelector("h1") ?? main).focus({ preventScroll: true });
}

function speak() {
  button.textContent = t("otherLanguage");
  button.lang = t("otherLanguage") === "English" ? "en" : "zh-CN";
  style().then(({ version }) => (document.getElementById("version").textContent = t("version", { version })), () => {});
}

button.addEventListener("click", () => {
  switchLanguage();
  speak();
  show(false);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address belongs to the pages
  main.focus();
});
addEventListener("popstate", () => {
  const stays = !dispatchEvent(new CustomEvent("moved", { cancelable: true })); // the page that is open changes itself
  if (!stays) show(true);
});
findLanguage();
dropping();
speak();
show(false);
