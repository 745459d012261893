/** `#/places/ID`: what a place has, by year; what changed against the year before; beside another place. */
import { encoded, link } from "../address.js";
import { ask } from "../api.js";
import { h } from "../dom.js";
import { number, t } from "../language.js";
import { anchor, fullName } from "../node.js";
import { asking } from "../question.js";
import { fill } from "../states.js";
import { paged, table } from "../table.js";
import { frame } from "./frame.js";
import { COLUMNS } from "./list.js";

const LIMIT = 50;

/** Documents, tasks and units of a place, year by year. */
function overview(id, documents, signal) {
  const box = h("div", { class: "stack" });
  fill(box, async () => {
    const years = [...new Set(documents.items.map((d) => d.properties.year).filter(Boolean))].sort((a, b) => b - a);
    const total = (list, year) => ask(`/${list}`, { place: id, year, limit: 1 }, signal).then((page) => page.total);
    const rows = await Promise.all(years.map(async (year) => ({ year, documents: await total("documents", year), tasks: await total("tasks", year), units: await total("units", year) })));
    const to = (list) => ({ label: t(list), class: "number", cell: (r) => h("a", { href: link(list, "", { place: id, year: r.year }) }, number(r[list])) });
    return [
      rows.length ? h("section", {}, h("h2", { class: "sub" }, t("byYear")), table({ caption: t("byYear"), rows, columns: [{ label: t("year"), cell: (r) => String(r.year), class: "narrow" }, to("documents"), to("tasks"), to("units")] })) : null,
      h("section", {}, h("h2", { class: "sub" }, t("documents")), table({ caption: t("documents"), rows: documents.items, columns: COLUMNS.documents() }),
        documents.total > documents.items.length ? h("a", { href: link("documents", "", { place: id }) }, t("shown", { shown: number(documents.items.length), total: number(documents.total) })) : null),
    ];
  });
  return box;
}

function units(id, signal) {
  const box = h("div", {});
  fill(box, async () => {
    const get = (offset) => ask("/units", { place: id, offset, limit: LIMIT }, signal);
    return paged(await get(0), get, (rows) => table({ caption: t("units"), rows, columns: COLUMNS.units() }));
  });
  return box;
}

/** The places above and below. */
function around(node) {
  const side = (up) => node.edges.filter((e) => e.type === "WITHIN" && (e.source === node.id) === up).map((e) => e.other);
  const line = (word, places) => places.length && h("div", {}, h("dt", {}, t(word)), h("dd", {}, places.map((p, i) => [i ? t("and") : "", anchor(p, fullName(p))])));
  return h("dl", { class: "facts" }, line("placeAbove", side(true)), line("placesBelow", side(false)));
}

export async function place({ id }, signal) {
  const [node, documents, { questions }] = await Promise.all([
    ask(`/nodes/${encoded(id)}`, { type: "WITHIN", limit: 200 }, signal),
    ask("/documents", { place: id, limit: LIMIT }, signal),
    ask("/questions", {}, signal),
  ]);
  const by = (name) => questions.find((q) => q.name === name);
  const year = [...new Set(documents.items.map((d) => d.properties.year).filter(Boolean))].sort((a, b) => b - a);
  const changes = () => asking(by("changes"), ["year", "before", "change"], { year, before: year.slice(1) }, signal, ["topic", "function"], { place: id });
  const due = () => asking(by("due"), ["month", "year"], { year }, signal, ["topic", "function", "role"], { place: id });
  const beside = () => h("div", { class: "stack" }, h("p", {}, t("compareHint")), h("p", {}, h("a", { class: "button main", href: link("compare", "", { a: id }) }, t("comparePlaces"))));
  return frame(node, ["level", "code"], () => [
    { key: "overview", title: t("overview"), wide: true, build: () => h("div", { class: "stack" }, around(node), overview(id, documents, signal)) },
    { key: "units", title: t("units"), wide: true, build: () => units(id, signal) },
    { key: "due", title: t("dueTab"), wide: true, build: due },
    { key: "changes", title: t("changesTab"), wide: true, build: changes },
    { key: "compare", wide: true, title: t("compareTab"), build: beside },
  ], signal);
}
