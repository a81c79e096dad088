import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _decided_once_in_a_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests import decided_once  # the process that only hands out tests needs none of it

    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    (folder / "decided").mkdir(exist_ok=True)
    decided_once.share(folder / "decided")
