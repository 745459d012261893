/** The shapes on the canvas: type by shape and colour, what is no single body hollow, a group as a stack. Drawn by ourselves, so
 * that they never become dust when the whole is looked at from afar. */

export const ink = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

const LEAST = 4; // pixels that a shape's radius keeps on the screen
const MOST = 34; // and what it may take of the distance to its neighbour, in units of the drawing
const POLYGONS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  hexagon: [[-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9], [-1, 0]],
  triangle: [[0, -1], [1.05, 0.85], [-1.05, 0.85]],
  triangleDown: [[0, 1], [1.05, -0.85], [-1.05, -0.85]],
};

function trace(ctx, shape, x, y, r) {
  ctx.beginPath();
  const corners = POLYGONS[shape];
  if (corners) corners.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.closePath();
}

const hollow = (one) => one.count !== undefined || one.properties?.kind === "collective" || one.properties?.known === "named";

/** How large a shape is, in units of the drawing. @param {any} one @param {any} look @param {number} scale */
export function radius(one, look, scale) {
  const size = one.count === undefined ? look.size : look.size + 5 + Math.min(8, Math.log2(one.count) * 2);
  return Math.max(size, Math.min(LEAST / scale, MOST));
}

/** @param {{one: any, look: any, scale: number, colours: any, selected: boolean, hover: boolean, pinned: boolean}} given */
export function paint(ctx, x, y, { one, look, scale, colours, selected, hover, pinned }) {
  const r = radius(one, look, scale);
  const edge = Math.max(2, 1 / scale);
  if (selected || hover) {
    ctx.beginPath();
    ctx.arc(x, y, r + 5 * edge, 0, 2 * Math.PI);
    ctx.fillStyle = selected ? colours.mark : colours.hover;
    ctx.fill();
  }
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = edge;
  if (one.count !== undefined) { // the one behind
    trace(ctx, look.shape, x + 5, y - 5, r);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.stroke();
  }
  trace(ctx, look.shape, x, y, r);
  ctx.fillStyle = hollow(one) ? colours.paper : look.colour;
  ctx.fill();
  if (selected || pinned) ctx.strokeStyle = colours.ink;
  if (hollow(one) || selected || pinned) ctx.stroke();
  if (one.count !== undefined && r * scale > 7) {
    ctx.font = `600 ${Math.max(r * (one.count > 99 ? 0.75 : 0.95), 11 / scale)}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.ink;
    ctx.fillText(String(one.count), x, y + r * 0.05);
  }
  if (pinned) {
    ctx.beginPath();
    ctx.arc(x, y, Math.max(3, 2 / scale), 0, 2 * Math.PI);
    ctx.fillStyle = colours.ink;
    ctx.fill();
  }
  return r;
}
