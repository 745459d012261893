/** The canvas by keyboard: arrows go to the nearest thing in their direction; the rest are the signs that the hint names. */

const WAY = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The nearest thing from here in a direction, sideways counting double. */
export function next(things, from, [dx, dy]) {
  const start = things.get(from) ?? { x: 0, y: 0 };
  let best = null;
  for (const one of things.values()) {
    const along = (one.x - start.x) * dx + (one.y - start.y) * dy;
    const across = Math.abs((one.x - start.x) * dy) + Math.abs((one.y - start.y) * dx);
    if (one.id === from || along <= 0 || across > 2.5 * along) continue;
    const far = along + 2 * across;
    if (!best || far < best.far) best = { id: one.id, far };
  }
  return best?.id ?? null;
}

/** @param {HTMLElement} box @param {Record<string, Function>} act what each key does; `things()` and `chosen()` tell what is there */
export function keys(box, act) {
  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.target !== box) return;
    const way = WAY[event.key];
    if (way) {
      const id = act.chosen() ? next(act.things(), act.chosen(), way) : act.things().keys().next().value;
      if (id) act.select(id);
    } else if (!act.key(event, act.chosen())) return;
    event.preventDefault();
  });
}
