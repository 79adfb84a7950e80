import pytest
from sqlalchemy import Engine, ForeignKeyConstraint, Table, UniqueConstraint, inspect

from storage.mapping import OF_NO_ENTITY, SCHEMA
from storage.mapping import TABLES as TABLES_OF_ENTITIES

TABLES = list(SCHEMA.sorted_tables)
named = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])


@named
def test_every_row_names_its_workspace(table: Table) -> None:
    assert not table.c.workspace_id.nullable


@named
def test_every_reference_carries_the_workspace(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            referred = [pair.target_fullname for pair in constraint.elements]
            assert referred[0] == f"{constraint.referred_table.name}.workspace_id"
            assert constraint.column_keys[0] == "workspace_id"


@named
def test_nothing_is_unique_across_workspaces_but_ids(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert next(iter(constraint.columns)).name == "workspace_id"


@named
def test_every_constraint_and_index_has_the_same_name_in_every_database(
    engine: Engine, table: Table
) -> None:
    ours = {*(one.name for one in table.constraints), *(one.name for one in table.indexes)}
    assert None not in ours
    looked_at = inspect(engine)
    theirs = {
        looked_at.get_pk_constraint(table.name)["name"],
        *(one["name"] for one in looked_at.get_unique_constraints(table.name)),
        *(one["name"] for one in looked_at.get_foreign_keys(table.name)),
        *(one["name"] for one in looked_at.get_indexes(table.name)),
    }
    assert theirs == ours


def test_every_table_is_named_where_the_domain_is_mapped() -> None:
    """`kam copy` copies what it knows: a table that only others import would stay behind."""
    named = {table.name for table in (*TABLES_OF_ENTITIES.values(), *OF_NO_ENTITY)}
    assert named == set(SCHEMA.tables)
