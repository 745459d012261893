"""The store on a Neo4j 5 server. `model.py` says how the graph stands there; `store.py` is the store."""
