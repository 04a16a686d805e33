"""Formats that the program does not read itself, made .docx or .xlsx by LibreOffice or Word where one is installed."""

from danvan_desktop.reading.converting.programs import ConversionTask, Converter, installed_converters
from danvan_desktop.reading.converting.running import CONVERTIBLE, convert, make_pages

__all__ = ["CONVERTIBLE", "ConversionTask", "Converter", "convert", "installed_converters", "make_pages"]
