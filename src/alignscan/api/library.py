"""The actions that a survey's plan is chosen from."""

from alignscan.api.load import Assessment, InvalidInput, has_errors
from alignscan.model.actions import ActionLibrary
from alignscan.model.content import action_library
from alignscan.planning.library import merged
from alignscan.rules.check import check_file


def library_of(assessment: Assessment) -> ActionLibrary:
    """Return the actions that a survey's plan is chosen from.

    Raises InvalidInput when its own library cannot be used.
    """
    name = assessment.survey.plan.library
    if name is None:
        return action_library()
    checked = check_file(assessment.folder / name, root=assessment.root)
    if checked.library is None or has_errors(checked.findings):
        raise InvalidInput(checked.findings)
    return merged(action_library(), checked.library)
