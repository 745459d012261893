"""Brings what documents share into line with what the loaded documents say now.

Each step works from the set of stored rows alone, so that the order in which documents came and went leaves no trace:
where a cited title leads, what a named document is called, which of its names a unit shows, and which places, units and
named documents nobody speaks of any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph import names
from graph.judgements import Judgements
from graph.store.keeping.lineage import succeed
from graph.store.keeping.links import relink
from graph.store.keeping.members import gather
from graph.store.keeping.shelf import Called, DocumentName, FormRow, Id, Shelf, Touched, UnitName


def settle(shelf: Shelf, touched: Touched, judgements: Judgements) -> None:
    """All steps, in the order in which they depend on each other."""
    _lead(shelf, touched)
    _name_documents(shelf, touched)
    forms = _name_units(shelf, touched)
    succeed(shelf, touched.units, forms, judgements)
    gather(shelf, {*_given(touched.places), *(form.place for form in forms if form.place)}, judgements)
    _drop_places(shelf, touched)
    if touched.topics:
        shelf.drop_topics(touched.topics)
    relink(shelf, touched.changed, touched.moved)
    shelf.done()


def _lead(shelf: Shelf, touched: Touched) -> None:
    """Citations that no document prints any more go; what the others name may be called by another of its names now. One by
    title alone leads to the one document that is known by this title; to a named one when none or several are."""
    titles = {title for title in touched.titles if title}
    if not titles and not touched.references:
        return
    cited, bare = shelf.cited(touched.references, titles)
    touched.documents.update(one.target for one in cited)
    if unused := [one.id for one in cited if one.uses <= 0]:
        shelf.drop_references(unused)
    unsure = {names.titled_id(one.title) for one in bare if len(one.known) != 1}
    named = shelf.named(unsure) if unsure else {}
    targets = {}
    for title, id, old, known in bare:
        target = next(iter(known)) if len(known) == 1 else named[names.titled_id(title)]
        if old != target:
            touched.documents.update((old, target))
            touched.moved.add(id)
            targets[id] = target
    if targets:
        shelf.lead(targets)


def _name_documents(shelf: Shelf, touched: Touched) -> None:
    """Named documents show the words that most citations print; uncited ones go."""
    near = _given(touched.documents)
    here = shelf.called(near) if near else []
    if gone := [one.id for one in here if not one.full and not one.cited]:
        shelf.drop_documents(gone)
    if shown := [_document_name(one) for one in here if one.full or one.cited]:
        shelf.call(shown)


def _document_name(one: Called) -> DocumentName:
    title, number, issuer = one.title, one.number, one.issuer
    if not one.full:
        number, title = _most((c.number, c.uses) for c in one.cited), _most((c.title, c.uses) for c in one.cited)
        issuer = _most((c.issuer, c.uses) for c in one.cited)
    words = "\n".join(word for word in (title, number, issuer) if word)
    keys = (names.title_key(title), names.number_key(number), names.numbered_year(number))
    return DocumentName(one.id, one.full, title, number, issuer, *keys, words)


def _name_units(shelf: Shelf, touched: Touched) -> list[FormRow]:
    """A unit shows its most frequent printed form; one that nobody prints any more goes. Gives the forms that are left."""
    if not touched.units:
        return []
    left, unused = list[FormRow](), list[Id]()
    of_unit: dict[Id, list[FormRow]] = defaultdict(list)
    for form in shelf.forms(touched.units):
        if form.uses > 0 or form.told > 0:
            left.append(form)
            of_unit[form.unit].append(form)
        else:
            touched.places.add(form.place)
            unused.append(form.id)
    if unused:
        shelf.drop_forms(unused)
    if gone := touched.units - of_unit.keys():
        shelf.drop_units(gone)
    if of_unit:
        shelf.show([_unit_name(unit, forms) for unit, forms in of_unit.items()])
    return left


def _unit_name(unit: Id, forms: Sequence[FormRow]) -> UnitName:
    # a unit that others were merged into keeps its own name, however often theirs are printed
    own = [form for form in forms if form.own] or forms
    printed = [form for form in own if form.uses] or own  # what names a branch tells comes after what is printed
    name = _most((form.printed, form.uses or form.told) for form in printed)
    shown = min(
        (form for form in printed if form.printed == name),
        key=lambda form: (-form.uses, form.full_name, form.collective, form.function, form.place_key),
    )
    words = "\n".join(sorted({word for form in forms for word in (form.printed, form.full_name)}))
    aliases = tuple(sorted({form.printed for form in forms if form.uses > 0}))
    function, place = shown.function or None, shown.place or None
    return UnitName(unit, shown.printed, shown.full_name, shown.collective, function, place, words, aliases)


def _drop_places(shelf: Shelf, touched: Touched) -> None:
    """Places of no document, no unit and no other place, from the inside out."""
    near = _given(touched.places)
    while near:
        near = _given(shelf.drop_places(near))


def _most(words: Iterable[tuple[str, int]]) -> str | None:
    """The most used word, the first by code point of several; None when there are only empty ones."""
    uses: dict[str, int] = defaultdict(int)
    for word, count in words:
        if word:
            uses[word] += count
    return min(uses, key=lambda word: (-uses[word], word)) if uses else None


def _given(ids: Iterable[Id]) -> set[Id]:
    return {id for id in ids if id}
