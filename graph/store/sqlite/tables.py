"""The SQLite schema. `PRAGMA user_version` tells which one a file has.

Inside the file nodes are integers (`node.id`); the content ids that the world sees are `node.key`. Whole-graph questions run
on the two narrow indexes of `duty`, which never touch the wide rows with the evidence.

Only the records of the documents, the judgements and the user's own places are kept for good: all else is derived from them,
and a file with an older schema is built again from them (see `rebuild.py`). So this module tells of one schema only, today's.
"""

from __future__ import annotations

from typing import Final

from graph.store.sqlite import tally

APPLICATION_ID: Final = 0x5A54_4750
"""Written into each file, so that no other program's database is touched."""

_EVIDENCE = """page INTEGER, sheet TEXT, tbl INTEGER, row INTEGER, col INTEGER, line INTEGER, start INTEGER, stop INTEGER,
  quote TEXT, inherited INTEGER NOT NULL DEFAULT 0, more TEXT"""

SCHEMA: Final = (
    "CREATE TABLE node (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, type INTEGER NOT NULL) STRICT",
    "CREATE INDEX node_type ON node (type, key)",
    """CREATE TABLE place (id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
  name TEXT NOT NULL, level TEXT, code TEXT, parent INTEGER REFERENCES place) STRICT""",
    "CREATE INDEX place_parent ON place (parent)",
    "CREATE INDEX place_name ON place (name)",
    # full = 0: only named by others. bare = 1: it names no upstream document but laws. words: what stands in the full-text
    # index, needed to take it out again
    """CREATE TABLE document (
  id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE, full INTEGER NOT NULL, title TEXT, number TEXT,
  number_key TEXT, title_key TEXT, issuer TEXT, jurisdiction TEXT,
  place INTEGER REFERENCES place, year INTEGER, issued TEXT, file TEXT, sha256 TEXT, family TEXT,
  fingerprint TEXT, meaning TEXT, record BLOB, prepared BLOB, bare INTEGER, stated TEXT, checks INTEGER,
  words TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX document_place ON document (place)",
    "CREATE INDEX document_year ON document (year)",
    "CREATE INDEX document_number ON document (number_key)",
    "CREATE INDEX document_title ON document (title_key)",
    "CREATE INDEX document_family ON document (family)",
    "CREATE INDEX document_checks ON document (checks) WHERE checks > 0",
    """CREATE TABLE theme (
  id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE, document INTEGER NOT NULL REFERENCES document,
  parent INTEGER REFERENCES theme, level INTEGER NOT NULL, title TEXT NOT NULL) STRICT""",
    "CREATE INDEX theme_document ON theme (document)",
    "CREATE INDEX theme_parent ON theme (parent)",
    "CREATE INDEX theme_title ON theme (title)",
    f"""CREATE TABLE task (
  id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE, document INTEGER NOT NULL REFERENCES document,
  theme INTEGER REFERENCES theme, seq INTEGER NOT NULL, part INTEGER, marker TEXT, text TEXT NOT NULL, units TEXT,
  deadline TEXT,  due TEXT, ongoing INTEGER NOT NULL, relative TEXT, note TEXT, stated TEXT, {_EVIDENCE}) STRICT""",
    "CREATE INDEX task_document ON task (document, theme)",
    "CREATE INDEX task_theme ON task (theme)",
    "CREATE INDEX task_due ON task (due) WHERE due IS NOT NULL",
    f"CREATE TABLE under (task INTEGER PRIMARY KEY REFERENCES task ON DELETE CASCADE, {_EVIDENCE}) STRICT",
    # a unit's columns are those of its most frequent form
    """CREATE TABLE unit (
  id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE, name TEXT NOT NULL, full_name TEXT NOT NULL,
  collective INTEGER NOT NULL, function TEXT, place INTEGER REFERENCES place, words TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX unit_place ON unit (place)",
    "CREATE INDEX unit_collective ON unit (collective)",
    "CREATE INDEX unit_full_name ON unit (full_name)",
    # uses: how many duties print it; told: how many documents name a branch of it. own = 0: the rules give this name to
    # another unit, and a judgement brought it here
    """CREATE TABLE form (
  id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE, printed TEXT NOT NULL,
  full_name TEXT NOT NULL, collective INTEGER NOT NULL, function TEXT NOT NULL, place INTEGER NOT NULL, uses INTEGER NOT NULL,
  told INTEGER NOT NULL, identity TEXT NOT NULL, body TEXT NOT NULL, own INTEGER NOT NULL,
  UNIQUE (unit, printed, full_name, collective, function, place)) STRICT""",
    "CREATE INDEX form_printed ON form (printed)",
    "CREATE INDEX form_place ON form (place)",
    # no foreign key to unit: to check one, removing a unit would read the whole table; the writer counts uses instead
    f"""CREATE TABLE duty (
  id INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, role INTEGER NOT NULL,
  unit INTEGER NOT NULL, form INTEGER NOT NULL, standing INTEGER NOT NULL, pos INTEGER NOT NULL, role_word TEXT,
  {_EVIDENCE}) STRICT""",
    "CREATE INDEX duty_of_unit ON duty (role, unit, task)",
    "CREATE UNIQUE INDEX duty_of_task ON duty (task, role, unit, standing)",
    "CREATE INDEX duty_standing ON duty (unit, task, standing) WHERE standing > 0",
    # a document as citations print it; all citations that mean the same by the same words share one row, and its target is
    # worked out once. number_key has the province before it where the words mean another document there
    """CREATE TABLE reference (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, number_key TEXT NOT NULL, issuer TEXT NOT NULL,
  title_key TEXT, uses INTEGER NOT NULL, target INTEGER REFERENCES document,
  UNIQUE (number, title, number_key, issuer)) STRICT""",
    "CREATE INDEX reference_target ON reference (target)",
    "CREATE INDEX reference_title ON reference (title_key)",
    f"""CREATE TABLE basis (document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, pos INTEGER NOT NULL,
  reference INTEGER NOT NULL REFERENCES reference, {_EVIDENCE}, PRIMARY KEY (document, pos)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX basis_reference ON basis (reference)",
    f"""CREATE TABLE citation (task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, pos INTEGER NOT NULL,
  reference INTEGER NOT NULL REFERENCES reference, {_EVIDENCE}, PRIMARY KEY (task, pos)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX citation_reference ON citation (reference)",
    """CREATE TABLE topic (id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
  title TEXT NOT NULL, "group" TEXT NOT NULL) STRICT""",
    # words and functions: why, as JSON
    """CREATE TABLE about (task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, topic INTEGER NOT NULL REFERENCES topic,
  weight INTEGER NOT NULL, words TEXT NOT NULL, functions TEXT NOT NULL, PRIMARY KEY (task, topic)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX about_topic ON about (topic, task)",
    # who is who: derived from the units that are there, see settle/
    """CREATE TABLE branch (document INTEGER NOT NULL REFERENCES document, unit INTEGER NOT NULL, main INTEGER NOT NULL,
  form INTEGER NOT NULL, PRIMARY KEY (document, unit)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX branch_unit ON branch (unit, main, document)",
    "CREATE INDEX branch_main ON branch (main, unit, document)",
    """CREATE TABLE member (unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE, collective INTEGER NOT NULL,
  why_zh TEXT NOT NULL, why_en TEXT NOT NULL, PRIMARY KEY (unit, collective)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX member_collective ON member (collective, unit)",
    # later: the id that the successor has or would have; it need not be here
    """CREATE TABLE lineage (unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE, later TEXT NOT NULL, since TEXT,
  whole INTEGER NOT NULL, why_zh TEXT NOT NULL, why_en TEXT NOT NULL, PRIMARY KEY (unit, later)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX lineage_later ON lineage (later, unit)",
    # which tasks go back to which: kind 1 carries out, 2 parallels. The tasks of one pair of documents come and go together
    """CREATE TABLE pair (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, relation TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document, other INTEGER NOT NULL REFERENCES document,
  UNIQUE (document, other, kind)) STRICT""",
    # some of the stretches of signs that a list's tasks hold, as numbers: lists that repeat each other share many
    """CREATE TABLE mark (document INTEGER NOT NULL REFERENCES document, mark INTEGER NOT NULL,
  PRIMARY KEY (document, mark)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mark_mark ON mark (mark, document)",
    "CREATE INDEX pair_other ON pair (other)",
    """CREATE TABLE link (task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, kind INTEGER NOT NULL,
  other INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, score REAL NOT NULL, grade TEXT NOT NULL,
  why_zh TEXT NOT NULL, why_en TEXT NOT NULL, PRIMARY KEY (task, kind, other)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX link_other ON link (other, kind, task)",
    *tally.TABLES,
    # what people decided, apart from the documents; value is the judgement as JSON
    "CREATE TABLE judgement (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT",
    # the places that the user added: one row, the file's text
    "CREATE TABLE added_places (value TEXT NOT NULL) STRICT",
    # the index keeps tokens only (graph/words.py makes them); rowid is node.id
    "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize='ascii')",
)

VERSION: Final = 9
