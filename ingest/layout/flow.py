from ingest.layout.rows import Layout
from ingest.source import Source


def read_flow(source: Source) -> list[Layout]:
    return []
