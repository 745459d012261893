/** What is chosen: on the canvas, in the table and in the panel at once; and what is done with it. */
import { amend } from "../address.js";
import { announce, h } from "../dom.js";
import { language, t } from "../language.js";
import { name, page } from "../node.js";
import { actions, expansions, USUAL } from "./choices.js";
import { edge } from "./data.js";
import { aboutGroup, aboutSum, offers, wayForm } from "./detail.js";
import { groupName } from "./labels.js";
import { hide, open, opened, pin } from "./state.js";

const told = (one) => (one.count === undefined ? name(one) : groupName(one));

/** @param {any} it the board: its data, canvas, table, panel, menu and history */
export function choosing(it) {
  let from = null; // where a way begins, while its end is being chosen
  let turn = 0; // of the offers: those of an older state come too late
  const thing = (id) => it.data?.things.get(id);
  const lineOf = (id) => it.data?.lines.find((l) => l.id === id);
  const shown = () => new Map([...it.data.all.nodes, ...it.data.all.groups].map((one) => [one.id, one]));

  function mark(id) {
    it.chosen = id;
    amend({ at: id ?? "" });
    it.table.select(id);
    it.drawn?.select(id);
    if (thing(id) && it.drawn && !it.drawn.inside(id)) it.drawn.look(id);
  }
  /** Something was clicked: on the canvas, in the table, or reached by keys. */
  function select(id) {
    if (from && thing(id) && thing(id).count === undefined && id !== from) return wayTo(id);
    mark(id);
    const [one, line] = [thing(id), lineOf(id)];
    if (line) return line.count ? sum(line) : evidence(line);
    if (!one) return it.side.clear();
    announce(told(one));
    if (one.count === undefined) it.side.node(one);
    else sheet(...aboutGroup(one, shown()));
    offer(one);
  }
  /** Something of our own in the panel. */
  function sheet(...content) {
    const close = () => (from ? endWay() : select(null));
    it.side.box.replaceChildren(h("button", { type: "button", class: "close", "aria-label": t("close"), onclick: close }, "×"), ...content.filter(Boolean));
    it.side.box.classList.add("open");
    it.side.box.scrollTop = 0;
  }
  async function offer(one) {
    const mine = (turn += 1);
    const found = await expansions(one, it.history.now(), it.signal).catch(() => []);
    const { box } = it.side;
    if (mine !== turn || it.chosen !== one.id || from || !box.classList.contains("open")) return;
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.of : null; // a button that was just pressed
    box.querySelector(".offers")?.remove();
    (box.querySelector(".full") ?? box.lastElementChild).after(offers(found, acts(one), it.take)); // what can be done comes first
    if (held) box.querySelector(`[data-of="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }
  const acts = (one) => actions(one, it.history.now(), { point: [one.x, one.y], way: () => startWay(one), openPage: () => (location.hash = page(one)) });

  async function evidence(line) {
    const found = await edge(line.id, it.signal).catch(() => null);
    if (found && it.chosen === line.id) it.side.edge(found, thing(line.source), thing(line.target));
  }
  const sum = (line) => sheet(...aboutSum(line, shown(), it.style, line.type ? it.style.edges[line.type][language()] : t("together")));

  function startWay(one) {
    from = one.id;
    it.canvas.classList.add("choosing");
    sheet(wayForm(one, wayTo), h("button", { type: "button", onclick: endWay }, t("cancel")));
    it.side.box.querySelector("input[role=combobox]").focus();
  }
  function endWay() {
    const start = from;
    from = null;
    it.canvas.classList.remove("choosing");
    if (thing(start)) select(start);
  }
  function wayTo(id) {
    const start = from;
    from = null;
    it.canvas.classList.remove("choosing");
    it.history.step(open(`${start}_to_${id}`));
  }

  /** What a double click does. */
  function usual(id) {
    const one = thing(id);
    if (!one) return;
    if (one.count !== undefined) it.history.step(open(one.opens));
    else if (!opened(it.history.now(), id, USUAL[one.type])) it.history.step(open(`${id}_${USUAL[one.type]}`));
  }
  function menu(id, at = it.drawn.screen(id)) {
    const one = thing(id);
    mark(id);
    it.popup.show(told(one).slice(0, 40), at, expansions(one, it.history.now(), it.signal), acts(one));
  }
  const move = (dragged, points) => it.history.step((s) => dragged.forEach((id) => pin(id, [points[id].x, points[id].y])(s)));

  /** The drawing is another one: what was chosen stays so, where it is still there. */
  function renew() {
    const id = it.chosen;
    if (id?.startsWith("+") && !thing(id)) mark(id.slice(1).split("_")[0]); // a group that was opened: then its owner
    if (thing(it.chosen) || lineOf(it.chosen)) it.drawn?.select(it.chosen);
    else if (it.chosen) select(null);
    if (thing(it.chosen)) offer(thing(it.chosen));
  }

  /** The signs that work on the canvas and in the table. Tells whether the key was one of them. */
  function key(event, id) {
    const sign = event.key.toLowerCase();
    const one = thing(id);
    if (event.ctrlKey || event.metaKey) {
      if (sign === "z" && !event.shiftKey) it.history.undo();
      else if (sign === "y" || sign === "z") it.history.redo();
      else return false;
    } else if (sign === "+" || sign === "=") it.drawn?.zoom(1.3);
    else if (sign === "-") it.drawn?.zoom(1 / 1.3);
    else if (sign === "0") it.drawn?.fit();
    else if (sign === "escape" && from) endWay();
    else if (!one) return false;
    else if (sign === "enter" && event.target === it.canvas) one.count === undefined ? menu(id) : usual(id);
    else if (sign === "m") menu(id);
    else if (sign === "h") it.history.step(hide([id]));
    else if (sign === "p") it.take(acts(one).find((a) => a.key === "P"));
    else if (sign === "w" && one.count === undefined) startWay(one);
    else return false;
    return true;
  }
  return { select, usual, menu, move, key, renew };
}
