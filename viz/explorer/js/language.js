/** Which language the page speaks: ?lang=, else what was chosen before, else Chinese. */
import { keepLanguage } from "./address.js";
import { WORDS } from "./words.js";

const KEY = "zhengtu.lang";
let current = "zh";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden by an office's policy; then the address alone remembers
  }
}

export function language() {
  return current;
}

/** Read the language at the start. */
export function findLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "zh" || asked === "en") remember(asked);
  current = asked === "en" || (asked !== "zh" && remembered() === "en") ? "en" : "zh";
  spoken();
}

function remember(lang) {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    /* see remembered() */
  }
}

/** Speak the other language from now on. */
export function switchLanguage() {
  current = current === "zh" ? "en" : "zh";
  remember(current);
  keepLanguage(current);
  spoken();
}

/** Write the words of index.html's own elements. */
function spoken() {
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of document.querySelectorAll("[data-word-label]")) element.setAttribute("aria-label", t(element.dataset.wordLabel));
}

/** A word or sentence by its name, with {values} filled in. */
export function t(name, values = {}) {
  const text = WORDS[current][name] ?? WORDS.zh[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** Whether there is a word of this name. */
export function has(name) {
  return name in WORDS.zh;
}

/** The text of one language out of `中文 · English`, as the API writes descriptions. */
export function part(text = "") {
  const [zh, en] = text.split(" · ");
  return current === "en" && en ? en : zh;
}

/** A whole number with its thousands apart. */
export function number(value) {
  return Number(value).toLocaleString(current === "zh" ? "zh-CN" : "en-GB");
}

/** 2025-12-31 as offices write it: 2025年12月31日. */
export function date(value) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value ?? "") ?? [];
  if (!year) return String(value ?? "");
  if (current === "zh") return `${year}年${Number(month)}月${Number(day)}日`;
  return new Date(Date.UTC(+year, month - 1, +day)).toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: "UTC" });
}

/** 2025-06 as offices write it: 2025年6月. */
export function month(value) {
  const [year, number_] = [value.slice(0, 4), Number(value.slice(5, 7))];
  if (current === "zh") return `${year}年${number_}月`;
  return new Date(Date.UTC(+year, number_ - 1, 1)).toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
}
