/** The canvas, its tools, the panel and the table, kept in step: a change of the state is drawn everywhere. */
import { here } from "../address.js";
import { Failure } from "../api.js";
import { announce, h } from "../dom.js";
import { panel } from "../evidence.js";
import { t } from "../language.js";
import { legend } from "../legend.js";
import { name } from "../node.js";
import { choosing } from "./chosen.js";
import { drawing } from "./data.js";
import { keys } from "./keys.js";
import { menu } from "./menu.js";
import { notes, sentence } from "./notes.js";
import { picture } from "./picture.js";
import { rows } from "./rows.js";
import { put, states } from "./state.js";
import { exports, filters, finder, layouts, share } from "./tools.js";

/** Draw a box again without losing the place of the keyboard in it. */
function again(box, content) {
  const held = box.contains(document.activeElement) ? document.activeElement.value : null;
  box.replaceChildren(content);
  if (held) box.querySelector(`input[value="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

/** @param {any} style @param {Record<string, any[]>} choices @param {(put: Function, signal: AbortSignal) => HTMLElement} beginnings */
export function board(style, choices, beginnings, signal) {
  const canvas = h("div", { class: "canvas", tabindex: "0", role: "application", "aria-roledescription": t("canvasTitle"), "aria-describedby": "canvas-hint" });
  const empty = h("div", { class: "empty-canvas", hidden: true });
  const stage = h("div", { class: "drawing" }, canvas, empty);
  const [said, legendBox, layoutBox] = [h("div", { class: "notes-line", role: "status" }), h("div", {}), h("div", {})];
  const history = states(refresh);
  const it = { data: null, drawn: null, chosen: null, style, signal, canvas, history, side: panel(style) };
  it.take = (choice) => (choice.act ? history.step(choice.act) : choice.run());
  it.popup = menu(stage, it.take);
  const { select, usual, menu: openMenu, move, key, renew } = choosing(it);
  it.table = rows(style, { select, open: usual, key });
  let turn = 0;
  let pictured = null; // on its way: two changes at once must not make two
  const drawn = () => (pictured ??= picture(canvas, style, { select, open: usual, menu: openMenu, move }, signal).catch((error) => {
    pictured = null;
    throw error;
  }));

  const button = (word, sign, act) => h("button", { type: "button", "aria-label": t(word), title: t(word), onclick: act }, sign);
  const place = (id) => history.step(put(id));
  const [undo, redo] = [button("undo", "↶", history.undo), button("redo", "↷", history.redo)];
  const clear = h("button", { type: "button", onclick: () => history.step((s) => Object.assign(s, { show: [], hide: [], pin: {} })) }, t("clearCanvas"));
  const folded = filters(choices, (given) => history.step((s) => (s.filters = { ...s.filters, ...given })));
  const tools = h("div", { class: "board-tools" }, finder(place), layoutBox, folded, undo, redo, clear, exports(taken), share());

  /** What an export takes: all that is on the canvas, groups with their members. */
  function taken() {
    const { nodes, groups } = it.data;
    return { nodes: [...new Set([...nodes.map((n) => n.id), ...groups.flatMap((g) => g.members)])], title: nodes.length ? name(nodes[0]).slice(0, 40) : "" };
  }

  async function refresh() {
    const state = history.now();
    const mine = (turn += 1);
    [undo.disabled, redo.disabled, clear.disabled] = [!history.canUndo(), !history.canRedo(), !state.show.length];
    again(layoutBox, layouts(state.layout, (key) => history.step((s) => Object.assign(s, { layout: key, pin: {} }))));
    stage.setAttribute("aria-busy", "true");
    try {
      const data = await drawing(state, signal);
      if (state.show.length) it.drawn = await drawn();
      if (mine !== turn) return;
      it.data = data;
      it.drawn?.show(data, state, new Set([it.chosen, ...state.show.map((step) => step.split("_")[0]), ...data.ways.flat()]));
      tell(state);
    } catch (error) {
      if (error.name === "AbortError" || mine !== turn) return;
      if (!(error instanceof Failure)) console.error(error);
      const back = history.canUndo();
      said.replaceChildren(h("p", { class: "note", role: "alert" }, error.message, " ", h("button", { type: "button", onclick: back ? history.undo : refresh }, t(back ? "undo" : "retry"))));
    } finally {
      if (mine === turn) stage.removeAttribute("aria-busy");
    }
  }
  function tell(state) {
    const { data } = it;
    it.table.show(data);
    const off = new Set(state.off);
    again(legendBox, legend(style, { nodes: [...data.all.nodes, ...data.all.groups], edges: data.all.lines }, off, () => history.step((s) => (s.off = [...off]))));
    canvas.setAttribute("aria-label", sentence(data));
    announce(sentence(data));
    said.replaceChildren(...notes(data, state, () => history.step((s) => (s.hide = []))));
    empty.hidden = state.show.length > 0;
    renew();
    if (!state.show.length && !empty.childElementCount) empty.replaceChildren(beginnings(place, signal));
  }

  keys(canvas, { select, key, chosen: () => it.chosen, things: () => it.data?.things ?? new Map() });
  addEventListener("moved", (event) => {
    if (here().page !== "graph") return;
    event.preventDefault(); // the page stays, and only what is on it changes
    history.moved();
  }, { signal });
  stage.append(h("div", { class: "zoom" }, button("closer", "＋", () => it.drawn?.zoom(1.3)), button("further", "－", () => it.drawn?.zoom(1 / 1.3)), button("fit", t("fit"), () => it.drawn?.fit())));
  const hint = h("details", { class: "small hint" }, h("summary", {}, t("canvasHelp")), h("p", { class: "quiet", id: "canvas-hint" }, t("canvasHint")));
  const [at, asked] = [here().query.get("at"), here().query.get("edge")];
  requestAnimationFrame(async () => {
    await refresh(); // the canvas must be on the page before it is drawn on
    const first = [asked, at].find((id) => it.data?.things.has(id) || it.data?.lines.some((l) => l.id === id));
    if (first && !it.chosen) select(first);
  });
  return h("div", { class: "board" }, tools, h("div", { class: "left" }, said, stage, legendBox, hint), h("div", { class: "right" }, it.side.box, it.table.box));
}
