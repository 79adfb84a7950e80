"""Every setting is declared once, and whatever it is typed as or chosen in leads to it."""

from dataclasses import fields

from domain.person import Person
from domain.settings import AccountSettings
from handlers.settings import of_account, of_person
from handlers.settings.setting import Setting, in_window


def typed_names(settings: tuple[Setting, ...]) -> set[str]:
    sentences = [sentence for setting in settings for sentence in setting.sentences]
    arguments = [each for one in sentences for each in (*one.arguments, *one.options)]
    fixed = [name for one in sentences for name in one.sets or {}]
    return {each.name for each in arguments if each.name} | set(fixed)


def test_each_field_of_an_accounts_settings_is_declared_once() -> None:
    declared = [setting.name for setting in of_account.SETTINGS]

    assert sorted(declared) == sorted(field.name for field in fields(AccountSettings))


def test_what_is_typed_has_the_name_of_a_setting() -> None:
    for settings in (of_account.SETTINGS, of_person.SETTINGS):
        assert typed_names(settings) <= {setting.name for setting in settings}


def test_whatever_an_account_sets_but_a_snooze_is_chosen_in_its_window_and_typed() -> None:
    settings = of_account.SETTINGS
    wanted = {each.name for each in settings if not each.name.endswith("_snoozed_until")}

    assert {name for each in in_window(settings).values() for name in each.covers} == wanted
    assert typed_names(settings) == wanted


def test_a_person_has_what_their_settings_name() -> None:
    for setting in of_person.SETTINGS:
        assert hasattr(Person, setting.name) or setting.name in Person.__dataclass_fields__
