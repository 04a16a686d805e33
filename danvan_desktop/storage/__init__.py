"""The book: an SQLite file whose truth is a log of changes. The only place that knows SQLAlchemy and sqlite3."""
