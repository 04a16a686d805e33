"""The detail panel beside the task list, and the dialogs that change tasks."""
