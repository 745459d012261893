"""The graph, or a part of it, copied into somebody else's database, and kept there as it is here."""
