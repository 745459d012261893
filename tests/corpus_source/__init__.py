"""The source of the sample corpus: fictional task lists as data (`data/*.toml`) and the builder of documents and truths."""
