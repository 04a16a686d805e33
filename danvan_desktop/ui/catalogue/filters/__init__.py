"""The filters over the catalogue."""
