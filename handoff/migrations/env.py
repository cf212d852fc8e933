"""How Alembic reaches the database: over the connection that handoff.store.migrate hands in."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
