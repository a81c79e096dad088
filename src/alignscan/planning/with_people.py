"""The parts of a plan about people: program, communication, cadence and role guide."""

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.questionnaire import ScoreScale
from alignscan.model.survey import Survey
from alignscan.planning.cadence import cadence
from alignscan.planning.communication import communication
from alignscan.planning.guide import guide
from alignscan.planning.owners import existing_roles
from alignscan.planning.plan import Plan
from alignscan.planning.program import program
from alignscan.publish.published import Published


def with_people(
    plan: Plan,
    diagnosis: Diagnosis,
    survey: Survey,
    published: Published | None = None,
    scale: ScoreScale | None = None,
) -> Plan:
    """Return a plan with its program, communication, cadence and role guide.

    A plan stays as it is where nothing is shown yet.
    """
    if not any(standing.score is not None for standing in diagnosis.conditions):
        return plan
    roles = existing_roles(survey)
    found = program(plan, diagnosis, roles, published, scale)
    return plan.model_copy(
        update={
            "program": found,
            "communication": communication(plan, diagnosis, survey, roles, published, scale),
            "cadence": cadence(plan, found, roles),
            "guide": guide(plan, diagnosis, roles),
        }
    )
