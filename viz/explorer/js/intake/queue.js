/**
 * What is on its way into the graph. It lives as long as the page is open, whatever is looked at meanwhile, and asks the service how
 * far it is. A service that was restarted meanwhile has forgotten its jobs: those files are sent again, which changes nothing that
 * is there.
 */
import { ask, change, forgetDocuments } from "../api.js";
import { t } from "../language.js";
import { send } from "./send.js";

/** @typedef {{key: string, name: string, size: number, state: string, sent: number, file?: File, columns?: File, job?: any, words?: string, tries: number, stop: AbortController}} Entry
 * states: queued, sending, waiting, reading, done, refused (the service's own words), away (nothing answers), stopped, lost */

const AT_A_TIME = 2;
const POLL = 500; // milliseconds
const AWAY = 2000;
const MANY = 100; // jobs of which the service is asked less often
const SENDS = 3; // of one file to services that forgot it
/** @type {Entry[]} */
const entries = [];
const listeners = new Set();
const dropped = new Set(); // jobs that were taken from the list: the service may not have heard of it yet
let next = 0;
let timer = 0;
let asked = 0; // the newest asking: an older answer that comes after it must not undo what it told

const OVER = ["done", "refused", "stopped", "lost"];
export const isOver = (entry) => OVER.includes(entry.state);
export const all = () => entries;
export const busy = () => entries.some((entry) => !isOver(entry));
/** Whether something would be lost if the page were left: what the service has it reads without us. */
export const unsent = () => entries.some((entry) => entry.file && !isOver(entry) && !entry.job);

function tell() {
  for (const listener of listeners) listener();
}

/** Be told of each change, until `signal` is aborted. @param {() => void} listener @param {AbortSignal} [signal] */
export function watch(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener("abort", () => listeners.delete(listener));
}

/** @param {import("./files.js").Found[]} found */
export function add(found) {
  for (const { file, path, columns } of found) entries.push({ key: `own${(next += 1)}`, name: path, size: file.size, state: "queued", sent: 0, file, columns, tries: 0, stop: new AbortController() });
  forward();
}

/** Follow a job that was begun elsewhere: reading a file again. What came of it before is told no more. */
export function follow(job, sha256) {
  drop((entry) => isOver(entry) && entry.job?.items.length === 1 && entry.job.items[0].sha256 === sha256);
  entries.push({ key: `job${job.id}`, name: job.name, size: job.size, state: job.state, sent: job.size, job, tries: 0, stop: new AbortController() });
  poll(0);
  tell();
}

function forward() {
  const going = entries.filter((entry) => entry.state === "sending").length;
  for (const entry of entries.filter((one) => one.state === "queued").slice(0, AT_A_TIME - going)) begin(entry);
  tell();
}

async function begin(entry) {
  entry.state = "sending";
  entry.sent = 0;
  entry.tries += 1;
  try {
    entry.job = await send(entry.file, entry.name.split("/").pop(), await entry.columns?.text(), (sent) => {
      entry.sent = sent;
      tell();
    }, entry.stop.signal);
    entry.state = entry.job.state;
    const twin = entries.findIndex((one) => one !== entry && one.job?.id === entry.job.id); // `load` may have heard of it first
    if (twin >= 0) entries.splice(twin, 1);
    if (entry.stop.signal.aborted) cancel(entry); // stopped while the answer was on its way
    else poll(0);
  } catch (error) {
    if (error.name === "AbortError" || entry.stop.signal.aborted) entry.state = "stopped";
    else if (error.status === 0) later(entry);
    else [entry.state, entry.words] = ["refused", error.message];
  }
  forward();
}

/** Nothing answers: try again in a while. */
function later(entry) {
  entry.state = "away";
  setTimeout(() => {
    if (entry.state !== "away") return;
    entry.state = "queued";
    entry.tries -= 1;
    forward();
  }, AWAY);
}

function poll(after) {
  clearTimeout(timer);
  timer = setTimeout(look, after);
}

/** Ask how far all of it is. */
async function look() {
  const open = entries.filter((entry) => entry.job && !isOver(entry) && entry.state !== "sending" && entry.state !== "queued");
  if (!open.length) return;
  const mine = (asked += 1);
  const told = await ask("/intake").catch(() => null);
  if (mine !== asked) return;
  if (told) merge(open.filter((entry) => entry.job && !isOver(entry)), told.jobs);
  else for (const entry of open) entry.state = "away";
  tell();
  poll(told && told.jobs.length < MANY ? POLL : AWAY);
}

function merge(open, jobs) {
  const by = new Map(jobs.map((job) => [job.id, job]));
  for (const entry of open) {
    const job = by.get(entry.job.id);
    if (job) {
      [entry.job, entry.state] = [job, job.state];
      if (job.state === "done") forgetDocuments();
    } else if (entry.stop.signal.aborted) entry.state = "stopped";
    else if (entry.file && entry.tries < SENDS) [entry.job, entry.state] = [undefined, "queued"];
    else [entry.state, entry.words] = ["lost", t("intakeLost")];
  }
  if (entries.some((entry) => entry.state === "queued")) forward();
}

/** What the service knows from before this page was opened. */
export async function load(signal) {
  const told = await ask("/intake", {}, signal);
  const sent = (job) => (entry) => entry.state === "sending" && entry.size === job.size && entry.name.split("/").pop() === job.name; // the answer is on its way
  const known = (job) => dropped.has(job.id) || entries.some((entry) => entry.job?.id === job.id) || entries.some(sent(job));
  for (const job of told.jobs.filter((one) => !known(one))) entries.push({ key: `job${job.id}`, name: job.name, size: job.size, state: job.state, sent: job.size, job, tries: 0, stop: new AbortController() });
  if (busy()) poll(0);
  return told;
}

/** @param {Entry} entry */
export function stop(entry) {
  entry.stop.abort();
  if (entry.job) cancel(entry);
  else if (entry.state !== "sending") entry.state = "stopped"; // what is being sent tells of its end itself
  tell();
}

/** Have the service stop a job. One that was over by then is told as it ended. */
async function cancel(entry) {
  const told = await change("DELETE", `/intake/${entry.job.id}`).catch(() => null);
  if (told?.state === "done") {
    asked += 1;
    [entry.job, entry.state] = [told, "done"];
    forgetDocuments();
  }
  poll(0);
  tell();
}

/** Send a file again that was stopped or refused. @param {Entry} entry */
export function again(entry) {
  Object.assign(entry, { state: "queued", job: undefined, words: undefined, tries: 0, stop: new AbortController() });
  forward();
}

/** Take entries from the list, here and in the service. */
function drop(test) {
  for (const entry of entries.filter(test)) {
    entries.splice(entries.indexOf(entry), 1);
    dropped.add(entry.job?.id);
    if (entry.job?.state === "done") change("DELETE", `/intake/${entry.job.id}`).catch(() => {}); // a list of what is over: it may stay
  }
}

/** Take from the list what is over. */
export function clear() {
  drop(isOver);
  tell();
}
