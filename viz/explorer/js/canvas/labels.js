/** Labels of one size on the screen, whatever the zoom: the important ones first, none over another, so that some are readable
 * from afar and all from near. */
import { t } from "../language.js";
import { radius } from "./shapes.js";

const SIZE = 13; // pixels
const LINE = 16;
const WIDE = 10; // signs in a line
const LINES = 2;
const MOST = 220; // labels at a time: more is no reading
const CELL = 12; // pixels of the grid that says where a label already is
const UNSAFE = /[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g; // a canvas would obey marks of direction
const RANK = { Jurisdiction: 0, Document: 1, Topic: 2, Unit: 3, Theme: 4, Task: 5 };

const width = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e7f ? SIZE : SIZE * 0.58), 0);

/** A name in short lines. */
export function short(text, wide = WIDE, lines = LINES) {
  const signs = [...text.replace(UNSAFE, "").trim()];
  const cut = signs.length > wide * lines ? [...signs.slice(0, wide * lines - 1), "…"] : signs;
  return Array.from({ length: Math.ceil(cut.length / wide) }, (_, i) => cut.slice(i * wide, (i + 1) * wide).join(""));
}

/** What a group is called: how many, and of what. */
export function groupName(group) {
  const count = t(`some.${group.type}`, { count: group.count });
  if (group.key === "rest") return t("someMore", { count });
  return `${group.label ?? t("unsorted")} · ${count}`;
}

function lines(one, places) {
  if (one.type === "Unit" && places > 1 && one.properties?.jurisdiction) return [...short(one.label, 12, 1), one.properties.jurisdiction];
  if (one.count === undefined) return short(one.label);
  const count = t(`some.${one.type}`, { count: one.count });
  return one.key === "rest" ? [t("someMore", { count })] : [...short(one.label ?? t("unsorted"), 12, 1), count];
}

/** All labels of a drawing, the important first. @param {any} data @param {Set<string>} first ids that come before all others */
export function labels(data, first) {
  const rank = (one) => (first.has(one.id) ? -2 : one.count === undefined ? RANK[one.type] : -1);
  const ordered = [...data.things.values()].sort((a, b) => rank(a) - rank(b) || (data.degree.get(b.id) ?? 0) - (data.degree.get(a.id) ?? 0));
  const places = new Set(ordered.map((one) => (one.type === "Unit" ? one.properties?.jurisdiction : null)).filter(Boolean)).size;
  return ordered.map((one) => {
    const text = lines(one, places);
    return { one, text, wide: Math.max(...text.map(width)), high: text.length * LINE };
  });
}

/** Write them. @param {{scale: number, toScreen: (p: {x: number, y: number}) => {x: number, y: number}, width: number, height: number, style: any, colours: any, held: (id: string) => any}} view */
export function write(ctx, list, view) {
  const taken = new Set();
  const free = (x, y, wide, high, take) => {
    for (let c = Math.floor(x / CELL); c <= Math.floor((x + wide) / CELL); c += 1)
      for (let r = Math.floor(y / CELL); r <= Math.floor((y + high) / CELL); r += 1)
        if (take) taken.add(c * 4096 + r);
        else if (taken.has(c * 4096 + r)) return false;
    return true;
  };
  ctx.font = `${SIZE}px system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = view.colours.ground;
  ctx.fillStyle = view.colours.ink;
  let count = 0;
  for (const { one, text, wide, high } of list) {
    const place = view.held(one.id);
    if (!place) continue;
    const { x, y } = view.toScreen(place);
    const top = y + radius(one, view.style.nodes[one.type], view.scale) * view.scale + 4;
    if (x < -wide || y < -60 || x > view.width + wide || y > view.height + 20) continue;
    if (!free(x - wide / 2, top, wide, high)) continue;
    free(x - wide / 2, top, wide, high, true);
    text.forEach((line, i) => {
      ctx.strokeText(line, x, top + i * LINE);
      ctx.fillText(line, x, top + i * LINE);
    });
    count += 1;
    if (count >= MOST) return;
  }
}

/** Titles of bands and blocks. */
export function titles(ctx, marks, view) {
  ctx.font = '600 14px system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif';
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = view.colours.ground;
  ctx.fillStyle = view.colours.quiet;
  let last = { x: -1e9, y: -1e9 };
  for (const mark of marks) {
    const words = mark.level ? t(`layoutLevel.${mark.level}`) : short(mark.label ?? "", 16, 1)[0] ?? "";
    const { x, y } = view.toScreen(mark);
    if (Math.abs(y - last.y) < 18 && x - last.x < width(words) + 12) continue;
    ctx.strokeText(words, x, y);
    ctx.fillText(words, x, y);
    last = { x, y };
  }
}
