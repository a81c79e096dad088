import os

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: what a busy machine does for a moment is no fault of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _decided_once_in_a_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests import decided_once  # the process that only hands out tests needs none of it

    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    (folder / "decided").mkdir(exist_ok=True)
    decided_once.share(folder / "decided")
