"""The safety of a book on the screen: what was done, going back, backups, where the book stands."""

from danvan_desktop.ui.safety.commands import SafetyCommands

__all__ = ["SafetyCommands"]
