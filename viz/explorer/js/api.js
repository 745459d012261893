/** The HTTP API. Every failure becomes a Failure with words for the reader. */
import { language, t } from "./language.js";

export class Failure extends Error {
  /** @param {string} message @param {{status?: number, code?: string, wait?: number}} [more] `wait`: seconds until it may work */
  constructor(message, { status = 0, code = "", wait = 0 } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.wait = wait;
  }
}

/**
 * Ask the API. Rejects with a Failure, or with an AbortError when `signal` was aborted.
 * @param {string} path @param {Record<string, any>} [query] @param {AbortSignal} [signal] @returns {Promise<any>}
 */
export async function ask(path, query = {}, signal) {
  const given = Object.entries(query).filter(([, v]) => v !== null && v !== undefined && v !== "");
  const asked = new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString();
  let answer;
  try {
    answer = await fetch(`/api/v1${path}${asked ? `?${asked}` : ""}`, {
      headers: { Accept: "application/json", "Accept-Language": language() },
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(t("unreachable"));
  }
  const body = await answer.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (answer.ok && body !== null) return body;
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  throw new Failure(body?.detail ?? t("failed", { status: answer.status }), { status: answer.status, code: body?.code, wait });
}

/** A signal that tells of either; of the first, where a browser knows no such thing. */
export const either = (one, other) => (other && AbortSignal.any ? AbortSignal.any([one, other]) : one);

let known = null;

/** A document's title by its id, from one list that is asked for once. */
export async function documents(signal) {
  known ??= ask("/documents", { limit: 200 }, signal).catch((error) => {
    known = null;
    throw error;
  });
  return known;
}

let looks = null;

/** Colours, shapes and names of all types (viz/style.py). */
export function style() {
  looks ??= fetch("/static/style.json").then((answer) => answer.json());
  return looks;
}
