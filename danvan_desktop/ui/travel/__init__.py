"""A book goes to a stick and comes from one."""
