"""How many people an organization has, and which actions are for an organization of that size."""

from alignscan.model.actions import ActionLibrary
from alignscan.model.survey import Survey


def people_in(survey: Survey) -> int | None:
    """Return the head count, else how many were invited; None where neither is said."""
    if survey.organization.headcount is not None:
        return survey.organization.headcount
    if survey.population is None:
        return None
    if survey.population.total is not None:
        return survey.population.total
    counted = (sum(counts.values()) for counts in survey.population.counts.values())
    return max(counted, default=None)


def of_that_size(library: ActionLibrary, survey: Survey) -> ActionLibrary:
    """Return a library without the actions for a larger organization than this one."""
    people = people_in(survey)
    if people is None:
        return library
    actions = tuple(a for a in library.actions if (a.when.min_org_size or 0) <= people)
    return library.model_copy(update={"actions": actions})
