from domain.light import Colour
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, an_account, keep, light


def test_the_colours_of_many_accounts_are_those_of_their_open_lights(
    open_uow: OpenUnitOfWork,
) -> None:
    acme = an_account(open_uow, with_lights=[Colour.RED, Colour.RED, Colour.GREEN])
    globex = an_account(open_uow, name="Globex", channel_id="C2")
    keep(open_uow, light(Colour.RED, account_id=globex.id, cleared_at=NOW))
    with open_uow(HERE) as uow:
        found = uow.lights.colours([acme.saved_id, globex.saved_id])
    assert found[acme.saved_id] == {Colour.RED, Colour.GREEN}
    assert found[globex.saved_id] == set()
