/** The address bar: `#/units/ID?role=lead&edge=…`. Whatever can be seen is in it, so that it can be sent to a colleague. */

/** @typedef {{page: string, id: string, query: URLSearchParams}} Place */

/** @returns {Place} */
export function here() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page = "", id = ""] = path.split("/");
  return { page: page || "start", id: decoded(id), query: new URLSearchParams(query) };
}

function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** An id in an address: colons stay readable, anything else that is special does not stay special. */
export const encoded = (id) => encodeURIComponent(id).replaceAll("%3A", ":");

/** The address of a page. Empty values are left out. */
export function link(page, id = "", query = {}) {
  const asked = wanted(Object.entries(query));
  return `#/${page === "start" ? "" : page}${id ? `/${encoded(id)}` : ""}${asked ? `?${asked}` : ""}`;
}

function wanted(pairs) {
  return new URLSearchParams(pairs.filter(([, v]) => v !== null && v !== undefined && v !== "")).toString();
}

/** Change parts of the query while staying on the page. `step` makes it something that the back button undoes. */
export function amend(changes, { step = false } = {}) {
  const { page, id, query } = here();
  for (const [name, value] of Object.entries(changes)) query.set(name, value ?? "");
  const address = location.pathname + location.search + link(page, id, Object.fromEntries(query));
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Ask for a language in the address, so that a reload and a colleague see the same. */
export function keepLanguage(lang) {
  const search = new URLSearchParams(location.search);
  search.set("lang", lang);
  history.replaceState(null, "", `${location.pathname}?${search}${location.hash}`);
}
