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

/** Whether the service is for looking only: then nothing is offered that it would refuse. */
export const readOnly = () => "readOnly" in document.body.dataset;

/** A signal that tells of either; of the first, where a browser knows no such thing. */
export const either = (one, other) => (other && AbortSignal.any ? AbortSignal.any([one, other]) : one);

/**
 * Change something: the header says that it is this page that asks. Rejects with a Failure.
 * @param {"POST" | "PUT" | "DELETE"} method @param {string} path @param {any} [body] as JSON @returns {Promise<any>}
 */
export async function change(method, path, body) {
  const headers = { Accept: "application/json", "Accept-Language": language(), "X-Zhengtu": "1", ...(body ? { "Content-Type": "application/json" } : {}) };
  const answer = await fetch(`/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => {
    throw new Failure(t("unreachable"));
  });
  const told = await answer.json().catch(() => null);
  if (answer.ok && told !== null) return told;
  throw new Failure(told?.detail ?? t("failed", { status: answer.status }), { status: answer.status, code: told?.code });
}

let known = null;

/** A document's title by its id, from one list that is asked for once: no page that is left stops it for the next. */
export async function documents() {
  known ??= ask("/documents", { limit: 200 }).catch((error) => {
    known = null;
    throw error;
  });
  return known;
}

/** The list of documents has changed. */
export function forgetDocuments() {
  known = null;
}

let looks = null;

/** Colours, shapes and names of all types (viz/style.py). */
export function style() {
  looks ??= fetch("/static/style.json").then((answer) => answer.json()).catch(() => {
    looks = null; // asked for again by the next page
    throw new Failure(t("unreachable"));
  });
  return looks;
}
