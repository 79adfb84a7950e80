"""`python -m tests.catalogs`: exits 1 when a translation is not right; `--update` rewrites."""

import sys
from argparse import ArgumentParser

from domain.language import Language
from tests.catalogs.check import misgiven, problems
from tests.catalogs.code import Built, Sentence, sentences
from tests.catalogs.files import TRANSLATED, path_of, read, updated, written


def main() -> int:
    """Check every catalog, after having brought it up to date if that is asked for."""
    parser = ArgumentParser(prog="python -m tests.catalogs", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the catalogs anew")
    wanted = parser.parse_args()
    try:
        spoken = sentences()
    except Built as error:
        return _report([str(error)])
    found = misgiven(spoken)
    for language in TRANSLATED:
        if wanted.update:
            update(language, spoken)
        found += [f"{language}: {line}" for line in check(language, spoken)]
    return _report(found)


def update(language: Language, spoken: list[Sentence]) -> None:
    """Rewrite a catalog; translations of sentences that are still said are kept."""
    path = path_of(language)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(updated(read(old, language), spoken)), encoding="utf-8")


def check(language: Language, spoken: list[Sentence]) -> list[str]:
    """What is wrong with the catalog of a language."""
    path = path_of(language)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    catalog = read(text, language)
    found = problems(catalog, spoken)
    if not found and text != written(catalog):
        found.append("not as it would be written: run `python -m tests.catalogs --update`")
    return found


def _report(found: list[str]) -> int:
    for line in found:
        print(line)
    if not found:
        print("Every sentence is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
