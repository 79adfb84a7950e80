import re

import pytest

from domain.language import Language
from handlers.grammar.table import cut, understand
from tests.builders import TODAY
from tests.catalogs.code import ROOT
from tests.commands_doc import FILE, page
from tests.handlers.grammar.usages import typed

README = (ROOT / "README.md").read_text(encoding="utf-8")
SAID = re.compile(r"(?<!bin)/kam ([^`\n]+)")


def test_the_page_of_commands_is_what_the_command_table_says() -> None:
    stale = "run `python -m tests.commands_doc --update`"

    assert FILE.read_text(encoding="utf-8") == page(), stale


@pytest.mark.parametrize("sentence", SAID.findall(README))
def test_every_sentence_in_the_readme_is_understood(sentence: str) -> None:
    understand(cut(typed(sentence)), Language.ENGLISH, TODAY)  # raises what it does not
