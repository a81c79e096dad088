"""The actions that a plan is chosen from: the packaged ones, and those of the organization."""

from alignscan.model.actions import ActionLibrary


def merged(packaged: ActionLibrary, own: ActionLibrary) -> ActionLibrary:
    """Return a library with the actions, evidence and guide of both; the own ones win."""
    actions = {action.id: action for action in (*packaged.actions, *own.actions)}
    return packaged.model_copy(
        update={
            "id": own.id,
            "version": own.version,
            "evidence": {**packaged.evidence, **own.evidence},
            "guide": {**packaged.guide, **own.guide},
            "actions": tuple(actions[id] for id in sorted(actions)),
        }
    )
