from tests.commands_doc import FILE, page


def test_the_page_of_commands_is_what_the_command_table_says() -> None:
    stale = "run `python -m tests.commands_doc --update`"

    assert FILE.read_text(encoding="utf-8") == page(), stale
