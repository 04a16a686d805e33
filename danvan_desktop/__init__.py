"""Sổ Dân vận: one officer's book of the yearly programme of công tác dân vận chính quyền."""

__version__ = "0.1.0"
