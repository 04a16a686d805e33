"""The forms that units fill in and send back (the workbooks of `writing.excel.forms`): recognised, read, checked."""
