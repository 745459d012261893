"""Documents that come through the page: received, read in a process of their own, stored, one after the other."""
