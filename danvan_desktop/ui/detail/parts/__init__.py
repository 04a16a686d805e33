"""The parts of the detail panel."""
