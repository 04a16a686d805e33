"""The window. Nothing but this package and `app` knows Qt."""

from __future__ import annotations

import sys
from importlib import import_module


def _let_sources_be() -> None:
    """Keep Qt's bindings from reading the source of every module that is imported after them.

    They look there for a switch that nothing here uses, and keep what they read: at start it is a tenth of the time
    and a quarter of the memory. Bindings without that look, or with another one, work as well.
    """
    import_module("PySide6.QtCore")
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _: True


_let_sources_be()
