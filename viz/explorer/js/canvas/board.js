/** The canvas, its tools, the panel and the table, kept in step: a change of the state is drawn everywhere. */
import { amend, here } from "../address.js";
import { Failure } from "../api.js";
import { announce, h } from "../dom.js";
import { panel } from "../evidence.js";
import { language, number, t } from "../language.js";
import { legend } from "../legend.js";
import { fullName, name, page } from "../node.js";
import { actions, expansions, USUAL } from "./choices.js";
import { drawing, edge } from "./data.js";
import { aboutGroup, aboutSum, offers, wayForm } from "./detail.js";
import { keys } from "./keys.js";
import { groupName } from "./labels.js";
import { menu } from "./menu.js";
import { picture } from "./picture.js";
import { rows } from "./rows.js";
import { hide, open, opened, pin, put, states } from "./state.js";
import { exports, filters, finder, layouts, share } from "./tools.js";

const told = (one) => (one.count === undefined ? name(one) : groupName(one));

/** @param {any} style @param {Record<string, any[]>} choices @param {(put: Function, signal: AbortSignal) => Promise<HTMLElement>} beginnings */
export function board(style, choices, beginnings, signal) {
  const history = states(refresh);
  const side = panel(style);
  const canvas = h("div", { class: "canvas", tabindex: "0", role: "application", "aria-roledescription": t("canvasTitle"), "aria-describedby": "canvas-hint" });
  const empty = h("div", { class: "empty-canvas", hidden: true });
  const stage = h("div", { class: "drawing" }, canvas, empty);
  const notes = h("div", { class: "notes-line", role: "status" });
  const legendBox = h("div", {});
  const take = (choice) => (choice.act ? history.step(choice.act) : choice.run());
  const popup = menu(stage, take);
  const table = rows(style, { select, open: openUsual, key });
  const button = (word, sign, act) => h("button", { type: "button", "aria-label": t(word), title: t(word), onclick: act }, sign);
  const [undo, redo] = [button("undo", "↶", history.undo), button("redo", "↷", history.redo)];
  const exporting = exports(() => ({ nodes: ids(), title: [...(data?.nodes ?? [])].slice(0, 1).map(name).join("").slice(0, 40) }));
  const folded = filters(choices, (given) => history.step((s) => (s.filters = { ...s.filters, ...given })));
  const clear = h("button", { type: "button", onclick: () => history.step((s) => Object.assign(s, { show: [], hide: [], pin: {} })) }, t("clearCanvas"));
  const layoutBox = h("div", {});
  const tools = h("div", { class: "board-tools" }, finder((id) => history.step(put(id))), layoutBox, folded, undo, redo, clear, exporting, share());
  let data = null;
  let drawn = null;
  let chosen = null;
  let from = null; // where a way begins, while its end is being chosen
  let turn = 0;

  /** All ids that are on the canvas, those in groups too. */
  function ids() {
    return [...new Set([...(data?.nodes ?? []).map((n) => n.id), ...(data?.groups ?? []).flatMap((g) => g.members)])];
  }
  const shown = () => new Map([...(data?.all.nodes ?? []), ...(data?.all.groups ?? [])].map((n) => [n.id, n]));

  async function refresh() {
    const state = history.now();
    const mine = (turn += 1);
    [undo.disabled, redo.disabled, clear.disabled] = [!history.canUndo(), !history.canRedo(), !state.show.length];
    layoutBox.replaceChildren(layouts(state.layout, (key) => history.step((s) => Object.assign(s, { layout: key, pin: {} }))));
    stage.setAttribute("aria-busy", "true");
    try {
      const next = await drawing(state, signal);
      if (mine !== turn) return;
      data = next;
      if (state.show.length) drawn ??= await picture(canvas, style, { select, open: openUsual, menu: showMenu, move }, signal);
      if (mine !== turn) return;
      const first = new Set([chosen, ...state.show.map((step) => step.split("_")[0]), ...data.ways.flat()]);
      drawn?.show(data, state, first);
      await tell(state);
    } catch (error) {
      if (error.name === "AbortError" || mine !== turn) return;
      if (!(error instanceof Failure)) console.error(error);
      notes.replaceChildren(h("p", { class: "note", role: "alert" }, error.message, " ", h("button", { type: "button", onclick: state.show.length && history.canUndo() ? history.undo : refresh }, t(history.canUndo() ? "undo" : "retry"))));
    } finally {
      if (mine === turn) stage.removeAttribute("aria-busy");
    }
  }

  /** Say everything that the canvas alone would not. */
  async function tell(state) {
    table.show(data);
    const off = new Set(state.off);
    legendBox.replaceChildren(legend(style, { nodes: [...data.all.nodes, ...data.all.groups], edges: data.all.lines }, off, () => history.step((s) => (s.off = [...off]))));
    const count = data.left_out.reduce((sum, one) => sum + one.count, 0);
    const words = { nodes: number(data.nodes.length), lines: number(data.lines.length), groups: number(data.groups.length), inside: number(data.groups.reduce((sum, g) => sum + g.count, 0)) };
    canvas.setAttribute("aria-label", t("canvasLabel", words));
    announce(t("canvasLabel", words));
    notes.replaceChildren(...[
      count && h("p", { class: "note" }, t("noRoom", { count: number(count), most: number(data.all.nodes.length) })),
      data.missing.length && h("p", { class: "note" }, t("goneIds", { count: number(data.missing.length) })),
      state.show.some((step) => step.includes("_to_")) && !data.ways.length && h("p", { class: "note" }, t("noWay")),
      state.hide.length && h("p", { class: "small quiet" }, t("hiddenCount", { count: number(state.hide.length) }), " ", h("button", { type: "button", class: "plain", onclick: () => history.step((s) => (s.hide = [])) }, t("showAgain"))),
    ].filter(Boolean));
    const nothing = !state.show.length;
    empty.hidden = !nothing;
    if (nothing && !empty.childElementCount) empty.replaceChildren(await beginnings((id) => history.step(put(id)), signal));
    if (chosen?.startsWith("+") && !data.things.has(chosen)) choose(chosen.slice(1).split("_")[0]); // a group that was opened
    if (chosen && data.things.has(chosen)) {
      drawn.select(chosen);
      await offer(data.things.get(chosen));
    } else if (chosen) select(null);
  }

  function choose(id) {
    chosen = id;
    amend({ at: id ?? "" });
    table.select(id);
    drawn?.select(id);
    if (id && drawn && data.things.has(id) && !drawn.inside(id)) drawn.look(id);
  }
  /** Something was clicked: on the canvas, in the table, or reached by keys. */
  async function select(id) {
    if (from && id && data.things.get(id)?.count === undefined && id !== from) return wayTo(id);
    const line = data?.lines.find((l) => l.id === id);
    if (line) return line.count ? showSum(line) : showEdge(line);
    choose(id);
    if (!id) return side.clear();
    const one = data.things.get(id);
    announce(told(one));
    if (one.count === undefined) side.node(one);
    else side.box.replaceChildren(...aboutGroup(one, shown()).filter(Boolean));
    side.box.classList.add("open");
    await offer(one);
  }
  async function offer(one) {
    const found = await expansions(one, history.now(), signal).catch(() => []);
    if (chosen !== one.id || from) return;
    side.box.querySelector(".offers")?.remove();
    (side.box.querySelector(".full") ?? side.box.lastElementChild).after(offers(found, acts(one), take)); // what can be done comes first
  }
  const acts = (one) => actions(one, history.now(), { point: [one.x, one.y], way: () => startWay(one), openPage: () => (location.hash = page(one)) });

  async function showEdge(line) {
    choose(line.id);
    const found = await edge(line.id, signal).catch(() => null);
    if (found && chosen === line.id) side.edge(found, data.things.get(line.source), data.things.get(line.target));
  }
  function showSum(line) {
    choose(line.id);
    side.box.replaceChildren(...aboutSum(line, shown(), style, line.type ? style.edges[line.type][language()] : t("together")));
    side.box.classList.add("open");
  }
  function startWay(one) {
    from = one.id;
    canvas.classList.add("choosing");
    side.box.replaceChildren(wayForm(one, wayTo), h("button", { type: "button", onclick: endWay }, t("cancel")));
    side.box.classList.add("open");
    side.box.querySelector("input[role=combobox]").focus();
  }
  function endWay() {
    const one = data.things.get(from);
    from = null;
    canvas.classList.remove("choosing");
    if (one) select(one.id);
  }
  function wayTo(id) {
    const start = from;
    from = null;
    canvas.classList.remove("choosing");
    history.step(open(`${start}_to_${id}`));
  }

  function openUsual(id) {
    const one = data.things.get(id);
    if (!one) return;
    if (one.count !== undefined) history.step(open(one.opens));
    else if (!opened(history.now(), id, USUAL[one.type])) history.step(open(`${id}_${USUAL[one.type]}`));
  }
  function showMenu(id, at = drawn.screen(id)) {
    const one = data.things.get(id);
    choose(id);
    popup.show(told(one).slice(0, 40), at, expansions(one, history.now(), signal), acts(one));
  }
  function move(dragged, points) {
    history.step((s) => dragged.forEach((id) => pin(id, [points[id].x, points[id].y])(s)));
  }

  /** The signs that work on the canvas and in the table. Tells whether the key was one of them. */
  function key(event, id) {
    const ctrl = event.ctrlKey || event.metaKey;
    const sign = event.key.toLowerCase();
    if (ctrl && sign === "z") event.shiftKey ? history.redo() : history.undo();
    else if (ctrl && sign === "y") history.redo();
    else if (ctrl) return false;
    else if (sign === "+" || sign === "=") drawn?.zoom(1.3);
    else if (sign === "-") drawn?.zoom(1 / 1.3);
    else if (sign === "0") drawn?.fit();
    else if (sign === "escape" && from) endWay();
    else if (!id || !data.things.has(id)) return false;
    else if (sign === "enter" && event.target === canvas) data.things.get(id).count === undefined ? showMenu(id) : openUsual(id);
    else if (sign === "m") showMenu(id);
    else if (sign === "h") history.step(hide([id]));
    else if (sign === "p") take(acts(data.things.get(id)).find((a) => a.key === "P"));
    else if (sign === "w" && data.things.get(id).count === undefined) startWay(data.things.get(id));
    else return false;
    return true;
  }
  keys(canvas, { select, key, chosen: () => chosen, things: () => data?.things ?? new Map() });
  addEventListener("moved", (event) => {
    if (here().page !== "graph") return;
    event.preventDefault(); // the page stays, and only what is on it changes
    history.moved();
  }, { signal });

  stage.append(h("div", { class: "zoom" }, button("closer", "＋", () => drawn?.zoom(1.3)), button("further", "－", () => drawn?.zoom(1 / 1.3)), button("fit", t("fit"), () => drawn?.fit())));
  const hint = h("details", { class: "small hint" }, h("summary", {}, t("canvasHelp")), h("p", { class: "quiet", id: "canvas-hint" }, t("canvasHint")));
  const whole = h("div", { class: "board" }, tools, h("div", { class: "left" }, notes, stage, legendBox, hint), h("div", { class: "right" }, side.box, table.box));
  const [at, asked] = [here().query.get("at"), here().query.get("edge")];
  requestAnimationFrame(async () => {
    await refresh(); // the canvas must be on the page before it is drawn on
    if (data && (asked || at)) select(data.lines.some((l) => l.id === asked) ? asked : data.things.has(at) ? at : null);
  });
  return whole;
}
