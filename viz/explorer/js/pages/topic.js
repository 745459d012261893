/** `#/topics/ID`: one subject over all documents: its tasks, who does them, the places side by side. `#/themes/ID`: one heading. */
import { encoded } from "../address.js";
import { ask } from "../api.js";
import { h } from "../dom.js";
import { t } from "../language.js";
import { anchor, fullName } from "../node.js";
import { asking } from "../question.js";
import { evidenceButton } from "../relations.js";
import { fill } from "../states.js";
import { paged, table } from "../table.js";
import { ends, frame } from "./frame.js";
import { COLUMNS } from "./list.js";
import { choices } from "./start.js";

const LIMIT = 50;

export async function topic({ id }, signal) {
  const [node, { questions }, known] = await Promise.all([ask(`/nodes/${encoded(id)}`, { limit: 1 }, signal), ask("/questions", {}, signal), choices(signal)]);
  const by = (name) => questions.find((q) => q.name === name);
  const tasks = () => {
    const box = h("div", {});
    const get = (offset) => ask("/tasks", { topic: id, offset, limit: LIMIT }, signal);
    fill(box, async () => paged(await get(0), get, (rows) => table({ caption: t("tasks"), rows, columns: COLUMNS.tasks() })));
    return box;
  };
  const asked = (name, keys) => () => asking(by(name), keys, known, signal, ["level", "function"], { topic: id });
  return frame(node, ["group"], () => [
    { key: "tasks", title: t("tasks"), wide: true, build: tasks },
    { key: "units", wide: true, title: t("whoDoes"), build: asked("workload", ["place", "year"]) },
    { key: "places", wide: true, title: t("placesBeside"), build: asked("compare", ["place", "year"]) },
  ], signal);
}

export async function theme({ id }, signal) {
  const get = (offset, type) => ask(`/nodes/${encoded(id)}`, { type, offset, limit: LIMIT }, signal);
  const [node, parts] = await Promise.all([get(0, "UNDER"), get(0, "PART_OF")]);
  const columns = (side) => [
    { label: t("text"), cell: (e) => anchor(e.other, fullName(e.other)), class: "wide" },
    { label: t("deadline"), cell: (e) => e.other.properties.deadline || t("none"), class: "date" },
    { label: t("where"), cell: (e) => evidenceButton(e, ...ends(node, e), side), class: "place" },
  ];
  const page = async (offset) => ({ items: (offset ? await get(offset, "UNDER") : node).edges, total: node.total_edges });
  const tasks = (side) => {
    const box = h("div", {});
    fill(box, async () => paged(await page(0), page, (rows) => table({ caption: t("tasks"), rows, columns: columns(side) })));
    return box;
  };
  const near = parts.edges.map((e) => ({ word: t(e.source === id ? "themeAbove" : "themeBelow"), other: e.other }));
  const around = () => h("dl", { class: "facts" }, near.map(({ word, other }) => h("div", {}, h("dt", {}, word), h("dd", {}, anchor(other)))));
  return frame(node, [], (side) => [{ key: "tasks", title: t("tasks"), build: () => [near.length ? around() : null, tasks(side)].filter(Boolean) }], signal);
}
