"""The rules by which a printed name becomes a body; `ingest.resolve` is their door."""
