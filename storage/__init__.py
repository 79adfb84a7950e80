"""How are accounts kept? The only importer of SQLAlchemy and Alembic."""
