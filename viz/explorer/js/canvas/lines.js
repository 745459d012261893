/** The lines on the canvas: role and kind by width, dashes and colour. Drawn by ourselves, all of one look together: thousands of
 * them cost less than hundreds would as objects of the library. */

const BEND = 0.13; // how far several lines between the same two lie apart, of their length
const TOGETHER = 150; // lines in one path
const FAR = 0.35; // scale below which, among many lines, dashes could not be told apart
const CALM = 800; // lines that are not yet many
const NEAR = 6; // pixels from which a line is meant
const DIRECTED = ["IMPLEMENTS", "CARRIES_OUT", "CITES", "SUCCEEDED_BY"];

/** @param {any} style @param {(id: string) => {x: number, y: number} | undefined} held where a thing is now */
export function lines(style, held) {
  let batches = [];
  let all = [];

  /** @param {any[]} given the lines of a drawing */
  function set(given) {
    const between = new Map();
    all = given.map((line) => {
      const ends = line.source < line.target ? `${line.source} ${line.target}` : `${line.target} ${line.source}`;
      const nth = (between.get(ends) ?? -1) + 1;
      between.set(ends, nth);
      const look = style.edges[line.type] ?? { colour: "#56616D", width: 1.5, dashes: [1, 3] };
      const width = line.count > 1 ? Math.min(8, look.width + Math.log2(line.count)) : look.width;
      const turned = line.source < line.target ? 1 : -1;
      return { line, look, width: Math.round(width * 2) / 2, bend: nth ? BEND * Math.ceil(nth / 2) * (nth % 2 ? 1 : -1) * turned : 0 };
    });
    const looks = new Map();
    for (const one of all) {
      const key = `${one.line.type} ${one.width}`;
      looks.set(key, [...(looks.get(key) ?? []), one]);
    }
    batches = [...looks.values()].sort((a, b) => a[0].width - b[0].width);
  }

  /** The point that a bent line is drawn towards; null for a straight one. */
  function middle({ bend }, a, b) {
    return bend ? { x: (a.x + b.x) / 2 - (b.y - a.y) * bend, y: (a.y + b.y) / 2 + (b.x - a.x) * bend } : null;
  }
  function trace(ctx, one) {
    const [a, b] = [held(one.line.source), held(one.line.target)];
    if (!a || !b) return;
    const via = middle(one, a, b);
    ctx.moveTo(a.x, a.y);
    if (via) ctx.quadraticCurveTo(via.x, via.y, b.x, b.y);
    else ctx.lineTo(b.x, b.y);
  }
  function stroke(ctx, some, scale, alpha) {
    const { look, width } = some[0];
    ctx.strokeStyle = look.colour;
    ctx.globalAlpha = alpha * (look.width < 1.5 ? 0.55 : 0.9);
    ctx.lineWidth = Math.max(width, 0.6 / scale);
    const dashed = look.dashes && (scale > FAR || all.length < CALM);
    ctx.setLineDash(dashed ? look.dashes.map((d) => (d * Math.max(1, width / 2)) / Math.min(1, scale * 1.5)) : []);
    for (let start = 0; start < some.length; start += TOGETHER) {
      ctx.beginPath();
      for (const one of some.slice(start, start + TOGETHER)) trace(ctx, one);
      ctx.stroke();
    }
  }
  function arrow(ctx, { line, look, bend }) {
    const [a, b] = [held(line.source), held(line.target)];
    if (!a || !b) return;
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    const via = middle({ bend }, a, b);
    const [x, y] = via ? [(a.x + b.x + 2 * via.x) / 4, (a.y + b.y + 2 * via.y) / 4] : [a.x + (b.x - a.x) * 0.6, a.y + (b.y - a.y) * 0.6];
    ctx.fillStyle = look.colour;
    ctx.beginPath();
    for (const [far, turn] of [[9, 0], [8, 2.5], [8, -2.5]]) ctx.lineTo(x + far * Math.cos(angle + turn), y + far * Math.sin(angle + turn));
    ctx.fill();
  }

  /** @param {{scale: number, chosen: string | null, colours: any}} view the lines of the chosen thing stand out */
  function paint(ctx, { scale, chosen, colours }) {
    const of = ({ line }) => line.source === chosen || line.target === chosen || line.id === chosen;
    const some = chosen && all.some(of);
    ctx.save();
    for (const batch of batches) stroke(ctx, batch, scale, some ? 0.3 : 1);
    if (some) {
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
      const one = all.find(({ line }) => line.id === chosen);
      if (one) {
        Object.assign(ctx, { strokeStyle: colours.mark, lineWidth: Math.max(12, 9 / scale) });
        ctx.beginPath();
        trace(ctx, one);
        ctx.stroke();
      }
      for (const batch of batches) if (batch.some(of)) stroke(ctx, batch.filter(of), scale, 1.1);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    if (scale > FAR) for (const one of all) if (DIRECTED.includes(one.line.type)) arrow(ctx, one);
    ctx.restore();
  }

  /** The line at a point of the drawing, if one passes near. */
  function at(point, scale) {
    let best = { far: NEAR / scale, id: null };
    for (const one of all) {
      const [a, b] = [held(one.line.source), held(one.line.target)];
      if (!a || !b) continue;
      const via = middle(one, a, b);
      const bow = via && { x: (a.x + b.x + 2 * via.x) / 4, y: (a.y + b.y + 2 * via.y) / 4 };
      const far = bow ? Math.min(away(point, a, bow), away(point, bow, b)) : away(point, a, b);
      if (far < best.far) best = { far, id: one.line.id };
    }
    return best.id;
  }
  return { set, paint, at };
}

/** How far a point is from the way between two others. */
function away(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a.x + share * dx - p.x, a.y + share * dy - p.y);
}
