"""Keeps a store in line with its documents: the logic, once for every store. A store gives it a `Shelf` to work on."""
