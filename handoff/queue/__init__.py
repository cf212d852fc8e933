"""Rules of the queue, as plain functions: order, waits, presence. No HTTP, no SQL."""
