"""What each part of a paper is: letterhead, title, căn cứ, body, signature, annexes."""

from danvan_desktop.checking.anatomy.paper import Annex, Paper, dissect

__all__ = ["Annex", "Paper", "dissect"]
