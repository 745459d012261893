"""Documents that a drafter could write and that are hard to read, drawn at random with their truth."""
