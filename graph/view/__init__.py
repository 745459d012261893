"""A drawing that grows: what someone put on the canvas, what they opened from there, and the large sets that stay together.

`steps` is how it is written down (in an address), `relations` what a node can be opened by, `arrange` how many nodes become
few groups, `draw` the whole. Nothing here knows where a node stands: that is `viz.grown` and `viz.bands`.
"""

from graph.view.draw import View, draw
from graph.view.steps import Wanted, steps

__all__ = ["View", "Wanted", "draw", "steps"]
