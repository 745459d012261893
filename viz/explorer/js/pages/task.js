/** `#/tasks/ID`: a task, who owns it, where it is written, what it goes back to. */
import { encoded } from "../address.js";
import { ask } from "../api.js";
import { said } from "../dom.js";
import { language, t } from "../language.js";
import { anchor, beside, DUTIES, role, value } from "../node.js";
import { evidenceButton } from "../relations.js";
import { table } from "../table.js";
import { chain } from "./chain.js";
import { ends, frame } from "./frame.js";

export async function task({ id }, signal) {
  const [node, { questions }] = await Promise.all([ask(`/tasks/${encoded(id)}`, { limit: 500 }, signal), ask("/questions", {}, signal)]);
  const of = (...types) => node.edges.filter((e) => types.includes(e.type));
  const order = (e) => DUTIES.indexOf(e.type) * 1000 + (e.properties.order ?? 0);
  const tables = (side, looks) => {
    const where = { label: t("where"), cell: (e) => evidenceButton(e, ...ends(node, e), side), class: "place" };
    const units = () => table({ caption: t("unitTable"), rows: of(...DUTIES).sort((a, b) => order(a) - order(b)), columns: [
      { label: t("role"), cell: (e) => role(e.type), class: "narrow" },
      { label: t("unit"), cell: (e) => anchor(e.other), class: "wide" },
      { label: t("place"), cell: (e) => said(beside(e.other) || t("none")) },
      { label: t("printed"), cell: (e) => said(value("printed", e.properties.printed) || t("none")) },
      where,
    ] });
    const written = () => table({ caption: t("document"), rows: of("LISTED_IN", "CITES", "UNDER", "ABOUT"), columns: [
      { label: t("relation"), cell: (e) => looks.edges[e.type][language()], class: "narrow" },
      { label: t("title"), cell: (e) => anchor(e.other), class: "wide" },
      where,
    ] });
    return [
      { key: "units", title: t("unitTable"), build: units },
      { key: "chain", wide: true, title: t("chainTab"), build: () => chain(node, questions.find((q) => q.name === "dependencies"), signal) },
      { key: "documents", title: t("written"), build: written },
    ];
  };
  return frame(node, ["deadline", "due", "ongoing", "relative", "marker", "seq", "note"], tables, signal);
}
