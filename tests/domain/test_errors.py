import importlib
import pkgutil

import domain
from domain.errors import Conflict, Forbidden, Invalid, KamError, NotFound


def test_every_error_of_the_domain_is_of_one_of_four_families() -> None:
    for module in pkgutil.iter_modules(domain.__path__, "domain."):
        importlib.import_module(module.name)
    direct = {kind for kind in KamError.__subclasses__() if kind.__module__.startswith("domain.")}
    assert direct == {Forbidden, NotFound, Invalid, Conflict}
