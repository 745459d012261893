/** The files that someone dropped or chose: those in folders too, without what programs leave beside them. */

/** @typedef {{file: File, path: string, columns?: File}} Found `columns`: the mapping that lay beside the file */

const MOST = 5000; // files of one drop
const aside = (name) => name.startsWith(".") || name.startsWith("~$") || name === "Thumbs.db";

/** All entries of a folder: a browser gives them a hundred at a time. */
async function inside(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    found.push(...some);
  }
}

/** @param {any} entry @param {string} path @param {Found[]} found */
async function walk(entry, path, found) {
  if (aside(entry.name) || found.length >= MOST) return;
  if (entry.isDirectory) {
    for (const one of (await inside(entry)).sort((a, b) => a.name.localeCompare(b.name, "zh"))) await walk(one, `${path}${entry.name}/`, found);
    return;
  }
  const file = await new Promise((done, failed) => entry.file(done, failed));
  found.push({ file, path: path + entry.name });
}

/** Of a drop. The entries are taken at once: they are gone when the event is over. @param {DataTransfer} data @returns {Promise<Found[]>} */
export async function dropped(data) {
  const entries = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, path: entry.name });
    else if (entry) await walk(entry, "", found);
  }
  return found;
}

/** Of a chooser of files or of a folder. @param {FileList} list @returns {Found[]} */
export function chosen(list) {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name })).filter(({ path }) => !path.split("/").some(aside)).slice(0, MOST);
}

/** Whether a drag brings files, and not words or a link of the page. @param {DataTransfer | null} data */
export const bringsFiles = (data) => [...(data?.types ?? [])].includes("Files");

const COLUMNS = ".columns.toml";
const suffix = (path) => (/\.[^./]+$/.exec(path)?.[0] ?? "").toLowerCase();

/**
 * What is to be read: a mapping goes with its file, and of a folder only what can be read. A file that someone named is always
 * tried, so that it is told why it cannot be read.
 * @param {Found[]} found @param {string[]} accepts endings @returns {{taken: Found[], skipped: Record<string, number>}}
 */
export function sorted(found, accepts) {
  const by = new Map(found.map((one) => [one.path, one.file]));
  const skipped = {};
  const taken = [];
  for (const one of found) {
    if (one.path.endsWith(COLUMNS) && by.has(one.path.slice(0, -COLUMNS.length))) continue;
    if (one.path.includes("/") && !accepts.includes(suffix(one.path))) skipped[suffix(one.path)] = (skipped[suffix(one.path)] ?? 0) + 1;
    else taken.push({ ...one, columns: by.get(one.path + COLUMNS) });
  }
  return { taken, skipped };
}
