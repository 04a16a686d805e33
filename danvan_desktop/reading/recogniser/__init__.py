"""From neutral blocks to a draft catalogue. Pure functions of the blocks: no file, no clock, no database."""

from danvan_desktop.reading.recogniser.recognise import recognise

__all__ = ["recognise"]
