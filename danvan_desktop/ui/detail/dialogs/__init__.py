"""The dialogs that change tasks."""
