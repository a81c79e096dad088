"""AS2: what a survey file means."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.SURVEY)

SURVEY: tuple[Rule, ...] = (
    _rule(
        "AS201",
        "target-outside-scale",
        "A target lies outside the scale of the scores.",
        "Nobody could ever reach it, or everybody would from the start.",
        bad="targets: {systems: 42}",
        good="targets: {systems: 4.2}",
    ),
    _rule(
        "AS202",
        "unknown-condition",
        "A target or weight names neither a condition nor a practice.",
        "They are set for direction, commitment, goals, capability and systems (or C1 to C5), "
        "for a practice such as C5.2; a target also as `default`.",
        bad="targets: {sistems: 4.2}",
        good="targets: {systems: 4.2}",
    ),
    _rule(
        "AS203",
        "unknown-item",
        "An answer belongs to no item of the questionnaire.",
        "It would not be counted. Answers stand under the ids of the questionnaire's items.",
        bad="answers: {directions: 4}",
        good="answers: {direction: 4}",
    ),
    _rule(
        "AS204",
        "answer-off-scale",
        "An answer is not on the scale of its item.",
        "The message says which answer of which item, never what it was. A missing answer is "
        "written as `na`, or `cs` where a person could not say.",
        bad="answers: {direction: 44}",
        good="answers: {direction: 4}",
    ),
    _rule(
        "AS205",
        "uneven-answers",
        "Items have different numbers of answers.",
        "Each list has one answer for each person, in the same order of people. Write `na` where "
        "a person gave no answer, else all later answers move to other people.",
        bad="mode: confidential\nanswers: {direction: [4, 5, 4], goals: [3, 4]}",
        good="mode: confidential\nanswers: {direction: [4, 5, 4], goals: [3, na, 4]}",
    ),
    _rule(
        "AS206",
        "unknown-level",
        "A level is not one of the roles in an organization.",
        "Levels are compared, and actions given to owners, by role: senior_leadership, "
        "senior_management, team_leader, project_manager, employee. `map` translates the words "
        "of your data.",
        bad="segments: {level: {categories: [managers, employee]}}",
        good="segments: {level: {categories: [senior_management, employee]}}",
    ),
    _rule(
        "AS207",
        "unknown-questionnaire",
        "There is no questionnaire of this name, and no such file.",
        "A questionnaire is packaged (standard, pulse, self-check), a file beside the survey "
        "file, or written in the survey file itself.",
        bad="questionnaire: puls",
        good="questionnaire: pulse",
    ),
    _rule(
        "AS208",
        "mode-needed",
        "Several people answered in the survey file, but it does not say how to treat them.",
        "A team that agreed to see its figures differs from people who were promised that nobody "
        "can be identified. Only you know which it is.",
        bad="answers: {direction: [4, 5, 4]}",
        good="mode: team\nagreed: all three, 2026-09-21\nanswers: {direction: [4, 5, 4]}",
    ),
    _rule(
        "AS209",
        "agreed-needed",
        "Team mode is set, but not who agreed to it and when.",
        "Team mode shows figures of small groups. It is only for people who agreed, and the "
        "report names the agreement.",
        bad="mode: team",
        good="mode: team\nagreed: leadership team, 2026-09-21",
    ),
    _rule(
        "AS210",
        "answers-and-responses",
        "Answers stand in the survey file, and a responses file is named as well.",
        "Adding them up could count people twice. Keep one of the two.",
        bad="answers: {direction: 4}\nresponses: responses.csv",
        good="responses: responses.csv",
    ),
    _rule(
        "AS211",
        "unknown-segment",
        "A target, a crossing or a count of people invited is for a group that is not declared.",
        "A group is written as `segment=category`, both as declared under `segments`.",
        bad="segments: {site: {categories: [North, South]}}\n"
        "targets: {segments: {site=Nort: {systems: 4}}}",
        good="segments: {site: {categories: [North, South]}}\n"
        "targets: {segments: {site=North: {systems: 4}}}",
    ),
    _rule(
        "AS212",
        "segment-without-categories",
        "A segment does not declare its categories.",
        "They are never taken from the data, since a slip there would make a group of one person.",
        bad="segments: {site: {column: Location}}",
        good="segments: {site: {column: Location, categories: [North, South]}}",
    ),
    _rule(
        "AS220",
        "target-date-passed",
        "A target is to be reached before the answers were collected.",
        "The year is probably that of the last plan.",
        bad="wave: {closed: 2026-09-21}\ntargets: {systems: {score: 4, by: 2025-12-31}}",
        good="wave: {closed: 2026-09-21}\ntargets: {systems: {score: 4, by: 2027-12-31}}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS221",
        "no-target",
        "No target is set, so the default of 4.0 is used.",
        "A gap is the distance to where you want to be. What that is, only you can say.",
        bad="notes: nothing is aimed for yet",
        good="targets: {default: 4.0, systems: 4.2}",
        severity=Severity.INFO,
    ),
    _rule(
        "AS222",
        "thresholds-order",
        "The threshold for `partly` is not below that for `apparent`, or `weak` is above `strong`.",
        "A condition is not apparent, then partly apparent, then apparent. In a pattern of two "
        "scores the weak one is below the strong one.",
        bad="thresholds: {partly: 3.5, apparent: 3.0}",
        good="thresholds: {partly: 3.0, apparent: 3.5}",
    ),
    _rule(
        "AS223",
        "population-below-answers",
        "More people answered than were invited.",
        "The share of people who answered would be above 100 percent.",
        bad="mode: confidential\npopulation: 2\nanswers: {direction: [4, 5, 4]}",
        good="mode: confidential\npopulation: 3\nanswers: {direction: [4, 5, 4]}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS224",
        "self-mode-many",
        "The mode for one person is set, but several people answered.",
        "With several people it has to be clear whether they agreed to see the figures of their "
        "group (team) or were promised confidentiality.",
        bad="mode: self\nanswers: {direction: [4, 5]}",
        good="mode: self\nanswers: {direction: 4}",
    ),
    _rule(
        "AS228",
        "duplicate-name",
        "A category, an option or a priority is listed twice.",
        "Two groups or answers of the same name cannot be told apart.",
        bad="segments: {site: {categories: [North, South, North]}}",
        good="segments: {site: {categories: [North, South]}}",
    ),
    _rule(
        "AS229",
        "questionnaire-outside",
        "The questionnaire lies outside the folder of the survey file.",
        "A survey file that somebody sends you must not be able to read other files of yours. "
        "Copy the questionnaire, or name a wider folder with `--root`.",
        bad="questionnaire: ../shared/questions.yaml",
        good="questionnaire: standard",
    ),
    _rule(
        "AS230",
        "consented-needs-level",
        "A group agreed to be shown, but no segment declares its level.",
        "The group is found through the segment `level`.",
        bad="consented: {level: senior_leadership, reason: agreed on 2026-09-21}",
        good="consented: {level: senior_leadership, reason: agreed on 2026-09-21}\n"
        "segments: {level: {categories: [senior_leadership, employee]}}",
    ),
    _rule(
        "AS232",
        "target-twice",
        "A target is set twice, by the name of a condition and by its code.",
        "`systems` and `C5` are the same condition, so only one of the two could count.",
        bad="targets: {systems: 4.2, C5: 4.0}",
        good="targets: {systems: 4.2}",
    ),
    _rule(
        "AS233",
        "map-to-unknown-category",
        "A value is mapped to a category that the segment does not declare.",
        "With both `map` and `categories`, each value has to lead to one of the categories.",
        bad="segments: {site: {categories: [North, South], map: {HH: Nort}}}",
        good="segments: {site: {categories: [North, South], map: {HH: North}}}",
    ),
    _rule(
        "AS235",
        "unused-variable",
        "A variable is set that no text of the questionnaire uses.",
        "Its name is probably misspelt, and people will read the questionnaire's own words.",
        bad="questionnaire: standard\nvariables: {leadershp_team: the board}",
        good="questionnaire: standard\nvariables: {leadership_team: the board}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS236",
        "wording-changed",
        "An item changed after answers were given to it.",
        "Old and new answers would mean different things under one name. The lock beside the "
        "survey file (`survey.lock.yaml`) keeps a fingerprint of each item: its wording, its "
        "scale and whether it is reversed.",
        bad="text: Our goals are clear.      # was: Our goals are written down.",
        good="id: C3_1b                     # a new item for a new wording",
    ),
    _rule(
        "AS237",
        "item-added",
        "An item was added after answers were given.",
        "People who answered before were not asked it; that is not a missing answer.",
        bad="an item that the lock does not know",
        good="ask new items from the next wave on",
        severity=Severity.INFO,
    ),
    _rule(
        "AS238",
        "unreadable-lock",
        "The lock of the wording cannot be read.",
        "Without it nobody can tell whether the answers belong to these questions.",
        bad="items: (edited by hand)",
        good="the file as alignscan wrote it",
    ),
    _rule(
        "AS239",
        "weights-too-fine",
        "Weights or points have no common unit that can be counted in.",
        "Scores are counted in whole numbers, so that no digit is ever lost; that takes weights "
        "with few digits.",
        bad="weight: 0.333333333333          # beside a weight of 12345.678901",
        good="weight: 1                      # beside a weight of 3",
    ),
    _rule(
        "AS242",
        "finite-population-needs-population",
        "Margins are to allow for the share of people who answered, but not how many were asked.",
        "With `finite_population` a margin shrinks as more of those invited answer, so their "
        "number is needed. It treats those who answered as a random part of them.",
        bad="confidence: {finite_population: true}",
        good="confidence: {finite_population: true}\npopulation: 640",
    ),
    _rule(
        "AS243",
        "weighting-without-counts",
        "Answers are to be weighted by a segment whose people are not all counted.",
        "A weight is a category's share of the people invited against its share of the answers, so "
        "each category needs its number. A list of those invited has them all.",
        bad="segments: {site: {categories: [North, South]}}\n"
        "population: {site: {North: 120}}\nweighting: site",
        good="segments: {site: {categories: [North, South]}}\n"
        "population: {site: {North: 120, South: 80}}\nweighting: site",
    ),
    _rule(
        "AS244",
        "unknown-owner",
        "Capacity is given for a role that owns no action.",
        "Actions are owned by senior leadership, senior management, team leaders and project "
        "managers; points of anybody else would never be used.",
        bad="plan: {capacity: {employee: 12}}",
        good="plan: {capacity: {team_leader: 12}}",
    ),
    _rule(
        "AS245",
        "plan-before-results",
        "The plan begins before the wave was closed.",
        "A plan answers results, and people need time to read them first.",
        bad="wave: {closed: 2026-09-21}\nplan: {start: 2026-09-01}",
        good="wave: {closed: 2026-09-21}\nplan: {start: 2026-10-05}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS246",
        "unknown-action-library",
        "The organization's own actions cannot be found.",
        "The plan would be made without them, and nobody would notice.",
        bad="plan: {library: my-acitons.yaml}",
        good="plan: {library: my-actions.yaml}",
    ),
    _rule(
        "AS249",
        "unknown-label-file",
        "The organization's own labels cannot be found.",
        "Reports would be written with the packaged labels, and nobody would notice.",
        bad="labels: my-lables.yaml",
        good="labels: my-labels.yaml",
    ),
    _rule(
        "AS250",
        "language-without-reports",
        "Reports do not come in the language of the survey.",
        "What people wrote stands there in their language, and all other words in English.",
        bad="language: nl",
        good="language: de",
        severity=Severity.WARNING,
    ),
)
