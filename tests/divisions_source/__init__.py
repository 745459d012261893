"""The source of the table of divisions in `ingest/divisions`."""
