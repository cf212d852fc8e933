"""Where conversations are kept: tables, transactions, wake-up calls, migration."""
