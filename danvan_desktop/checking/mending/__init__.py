"""Safe mends, made in the elements behind a layout and written into a copy."""

from danvan_desktop.checking.mending.apply import apply
from danvan_desktop.checking.mending.package import repack

__all__ = ["apply", "repack"]
