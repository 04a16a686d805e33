"""The running text of a programme: its outline, the tasks under shared labels, directions, duties, reports."""
