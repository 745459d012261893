/** `#/nodes/ID`: a theme, a topic or a place, which have no page of their own yet: what they are connected with. */
import { encoded } from "../address.js";
import { ask, Failure } from "../api.js";
import { frame } from "./frame.js";

export async function other({ id }, signal) {
  const { nodes } = await ask(`/graph/${encoded(id)}/neighbours`, { hops: 1, limit: 1 }, signal);
  const node = nodes.find((n) => n.id === id);
  if (!node) throw new Failure(id, { status: 404 });
  return frame({ ...node, edges: [] }, ["title", "level", "code"], () => [], signal);
}
