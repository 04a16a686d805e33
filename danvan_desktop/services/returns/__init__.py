"""Báo cáo của đơn vị: forms that were filled in and sent back, looked at before they are taken in."""

from danvan_desktop.services.returns.reading import LookedForms, ReadForms, look_at_forms, read_forms
from danvan_desktop.services.returns.taking import ReceivedReturn, list_returns, take_in

__all__ = ["LookedForms", "ReadForms", "ReceivedReturn", "list_returns", "look_at_forms", "read_forms", "take_in"]
