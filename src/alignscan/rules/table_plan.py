"""AS4, who owns what in a plan, and AS5: its communication and its program."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_role, _plan = Rules(Area.ROLES), Rules(Area.PLAN, Severity.WARNING)
_WARNING = Severity.WARNING

PLAN: tuple[Rule, ...] = (
    _role(
        "AS402",
        "direction-below-the-top",
        "An action on the direction is owned below senior leadership.",
        "Vision, values and priorities are set at the top; whoever else sets them is overruled.",
        bad="actions:\n  - {id: A1, condition: direction, owner_role: team_leader}",
        good="actions:\n  - {id: A1, condition: direction, owner_role: senior_leadership}",
    ),
    _role(
        "AS403",
        "project-manager-beyond",
        "A project manager owns something that is no initiative.",
        "Project managers deliver what others chose. What goes on after a project needs an owner "
        "who stays.",
        bad="actions:\n  - {id: A1, condition: goals, owner_role: project_manager}",
        good="actions:\n  - {id: A1, condition: goals, owner_role: project_manager, "
        "initiative: true}",
        severity=_WARNING,
    ),
    _role(
        "AS404",
        "team-owns-the-whole",
        "A team leader or employee owns an action that concerns the whole organization.",
        "Rules of reward, budgets and core processes are not theirs to change, so nothing happens.",
        bad="actions:\n  - {id: A1, condition: systems, owner_role: team_leader}",
        good="actions:\n  - {id: A1, condition: systems, owner_role: senior_management}",
        severity=_WARNING,
    ),
    _role(
        "AS405",
        "over-capacity",
        "A role owns more in a quarter than its capacity.",
        "What does not fit is late, and then nobody believes the other dates either.",
        bad="capacity: {points: {team_leader: 2}}\n"
        "actions:\n  - {id: A1, owner_role: team_leader, points: 3, quarter: 1}",
        good="capacity: {points: {team_leader: 3}}\n"
        "actions:\n  - {id: A1, owner_role: team_leader, points: 3, quarter: 1}",
        severity=_WARNING,
    ),
    _role(
        "AS406",
        "top-owns-nothing",
        "Senior leadership owns no action on direction or commitment, and sponsors nothing.",
        "Goals gained 56 percent where the top was committed and 6 percent where it was not "
        "(Rodgers and Hunter 1991).",
        bad="actions:\n  - {id: A1, condition: goals, owner_role: senior_management}",
        good="actions:\n  - {id: A602, condition: all, owner_role: senior_leadership}",
        severity=_WARNING,
    ),
    _plan(
        "AS501",
        "audience-not-heard",
        "An audience that is far from commitment has no way to answer back.",
        "Those who doubt are won by being heard, not by being told once more.",
        bad="communication:\n  audiences: [{id: employee, state: not_apparent}]\n"
        "  touchpoints: [{audience: employee, messages: [why], sender: senior_leadership, "
        "channel: written_update, mode: one_way, weeks: [1]}]",
        good="communication:\n  audiences: [{id: employee, state: not_apparent}]\n"
        "  touchpoints: [{audience: employee, messages: [why], sender: senior_leadership, "
        "channel: company_meeting, mode: two_way, weeks: [1]}]",
    ),
    _plan(
        "AS502",
        "wrong-sender",
        "The reasons do not come from senior leadership, or one's own part not from one's manager.",
        "People want the reasons from those who decided, and what it means for them from the one "
        "who leads them (Prosci's benchmarking).",
        bad="communication:\n  touchpoints: [{audience: employee, messages: [why], "
        "sender: team_leader, channel: team_meeting, weeks: [1]}]",
        good="communication:\n  touchpoints: [{audience: employee, messages: [why], "
        "sender: senior_leadership, channel: company_meeting, weeks: [1]}]",
    ),
    _plan(
        "AS503",
        "managers-too-late",
        "Managers do not hear a message at least a week before those they lead.",
        "A manager who hears it with the team cannot answer, and what is unclear above is less "
        "clear below (Ates and others 2020).",
        bad="communication:\n  touchpoints:\n    - {audience: team_leader, messages: [why], "
        "sender: senior_leadership, channel: company_meeting, weeks: [2]}\n"
        "    - {audience: employee, messages: [why], sender: senior_leadership, "
        "channel: company_meeting, weeks: [2]}",
        good="communication:\n  touchpoints:\n    - {audience: team_leader, messages: [why], "
        "sender: senior_leadership, channel: company_meeting, weeks: [1]}\n"
        "    - {audience: employee, messages: [why], sender: senior_leadership, "
        "channel: company_meeting, weeks: [2]}",
    ),
    _plan(
        "AS504",
        "message-too-seldom",
        "A core message reaches an audience fewer than five times, or over one channel only.",
        "What is said once is not heard; three times are enough in a small organization.",
        bad="communication:\n  audiences: [{id: employee}]\n  touchpoints: []",
        good="communication:\n  audiences: []\n  touchpoints: []",
    ),
    _plan(
        "AS505",
        "no-feedback",
        "A touchpoint does not say who answers questions, and by when.",
        "A question without an answer is the last one.",
        bad="communication:\n  touchpoints: [{audience: employee, messages: [what_stays], "
        "sender: senior_leadership, channel: written_update, weeks: [1]}]",
        good="communication:\n  touchpoints: [{audience: employee, messages: [what_stays], "
        "sender: senior_leadership, channel: written_update, weeks: [1], "
        "feedback: {owner: senior_management, answer_days: 5}}]",
    ),
    _plan(
        "AS506",
        "no-measure",
        "Nothing tells whether an audience was reached.",
        "Sent is not understood; ask a few people what they remember.",
        bad="communication:\n  audiences: [{id: employee}]",
        good="communication:\n  audiences: [{id: employee, measure: {name: Recall, target: 60}}]",
    ),
    _plan(
        "AS507",
        "wrong-meeting",
        "There is no company meeting, or no team meeting, where that is what helps.",
        "What the whole aims for is best heard in a meeting of all; what I can do for it, in my "
        "team (Boswell).",
        bad="communication:\n  low: [C2.3]\n  touchpoints: []",
        good="communication:\n  low: []\n  touchpoints: []",
    ),
    _plan(
        "AS508",
        "results-not-first",
        "An audience hears something else before the results of the scan, or never hears them.",
        "Who answers and hears nothing does not answer again.",
        bad="communication:\n  audiences: [{id: employee}]\n  touchpoints: [{audience: employee, "
        "messages: [what_stays], sender: senior_leadership, channel: company_meeting, weeks: [1]}]",
        good="communication:\n  audiences: [{id: employee}]\n  touchpoints: [{audience: employee, "
        "messages: [results], sender: senior_leadership, channel: results_meeting, weeks: [1]}]",
    ),
    _plan(
        "AS509",
        "no-recognition",
        "More than a month goes by without a time to recognize good work on the priorities.",
        "What is seen is done again.",
        bad="communication: {weeks: 12, recognition: [{week: 4}]}",
        good="communication: {weeks: 12, recognition: [{week: 4}, {week: 8}, {week: 12}]}",
    ),
    _plan(
        "AS510",
        "too-many-messages",
        "An audience gets more than two planned messages in a week.",
        "More is not heard, and makes people stop listening.",
        bad="communication:\n  touchpoints: [{audience: employee, "
        "messages: [results, what_changes, what_stays], sender: senior_leadership, "
        "channel: company_meeting, weeks: [1]}]",
        good="communication:\n  touchpoints: [{audience: employee, messages: [results], "
        "sender: senior_leadership, channel: company_meeting, weeks: [1]}]",
    ),
    _plan(
        "AS511",
        "module-closes-nothing",
        "A module closes no gap.",
        "Training that answers no need of the strategy changes little.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, closes: []}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, closes: [C1.5]}]}]",
    ),
    _plan(
        "AS512",
        "no-practice",
        "A module has no practice, or nobody says how it went.",
        "Training with practice and feedback transfers best (Lacerenza and others 2017).",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, practice: Rank alone}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, practice: Rank alone, "
        "feedback: A colleague compares}]}]",
    ),
    _plan(
        "AS513",
        "not-spaced",
        "Sessions are too long, too close together for one person, or fewer than three.",
        "What is spread out, with work in between, stays (Lacerenza and others 2017).",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, hours: 9, weeks: [3, 6, 9]}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, hours: 3, weeks: [3, 6, 9]}]}]",
    ),
    _plan(
        "AS514",
        "no-live-task",
        "A module has no action of the plan, with a KPI, to work on.",
        "Leaders learn on work that counts.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, live_task: A1}]}]",
        good="actions: [{id: A602, condition: all, owner_role: senior_leadership, "
        "kpi: {name: Reviews held}}]\n"
        "program:\n  tracks: [{id: lead, modules: [{id: M1, live_task: A602}]}]",
    ),
    _plan(
        "AS515",
        "evaluation-not-dated",
        "Behavior and results of a program are not looked at on a date.",
        "What nobody has agreed to look at is not looked at.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1}]}]\n  evaluation: [{level: 3}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1}]}]\n"
        "  evaluation: [{level: 3, week: 26}, {level: 4, week: 52}]",
    ),
    _plan(
        "AS516",
        "top-not-first",
        "Others begin the program before senior leadership.",
        "People look up to see whether it is meant.",
        bad="program:\n  tracks: [{id: daily, modules: [{id: M1, audience: [team_leader], "
        "weeks: [3]}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, audience: [senior_leadership], "
        "weeks: [3]}]}]",
    ),
    _plan(
        "AS517",
        "executives-absent",
        "Senior leadership teaches no module.",
        "Those who teach the strategy have to have thought it through, and are asked about it.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, taught_by: [team_leader]}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, "
        "taught_by: [senior_leadership]}]}]",
    ),
    _plan(
        "AS518",
        "consultant-alone",
        "Nobody from inside teaches a module.",
        "A consultant leaves, and takes the authority along.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, "
        "taught_by: [external_consultant]}]}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1, "
        "taught_by: [senior_leadership, external_consultant]}]}]",
    ),
    _plan(
        "AS519",
        "time-not-shown",
        "It is not said, or said wrongly, how much time the program takes a person.",
        "Time that was not agreed is not there.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1, audience: [senior_leadership], "
        "hours: 3, weeks: [3, 6, 9]}]}]",
        good="program:\n  hours: {senior_leadership: 9}\n  tracks: [{id: lead, modules: [{id: M1, "
        "audience: [senior_leadership], hours: 3, weeks: [3, 6, 9]}]}]",
    ),
    _plan(
        "AS520",
        "no-baseline",
        "The results of a program are not held against the present scan.",
        "Without a first value nobody knows whether anything changed.",
        bad="program:\n  tracks: [{id: lead, modules: [{id: M1}]}]\n"
        "  evaluation: [{level: 4, week: 52}]",
        good="program:\n  tracks: [{id: lead, modules: [{id: M1}]}]\n"
        "  evaluation: [{level: 4, week: 52, baseline_from: scan}]",
    ),
)
