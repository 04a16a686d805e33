"""The change log: what a change is, what a set of changes means, how a new one is composed."""
