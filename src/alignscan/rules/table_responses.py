"""AS8: responses files and inline answers as data."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.RESPONSES)

RESPONSES: tuple[Rule, ...] = (
    _rule(
        "AS801",
        "unknown-answer",
        "A cell holds something that is no answer to its item.",
        "It is neither a point of the scale, one of its labels, `na`, `cs` nor empty, so it "
        "would have to be guessed. The message lists the unknown codes with their counts and first "
        "rows, to the person who runs the tool and to nobody else; texts are never quoted.",
        bad="C1_1a,C1_2\n4,44",
        good="C1_1a,C1_2\n4,4",
    ),
    _rule(
        "AS802",
        "unknown-category",
        "A cell holds a category that the survey file does not declare.",
        "Categories are declared, never taken from the data, since a slip would make a group of "
        "one. Add it to `categories` or to `map`, or correct the cell.",
        bad="Department,C1_1a\nSalles,4",
        good="Department,C1_1a\nSales,4",
    ),
    _rule(
        "AS803",
        "no-item-column",
        "No column of the responses file is an item of the questionnaire.",
        "The first row has to hold the item ids; `alignscan init` writes a template that does.",
        bad="Question 1,Question 2\n4,5",
        good="C1_1a,C1_2\n4,5",
    ),
    _rule(
        "AS804",
        "duplicate-column",
        "Two columns have the same name.",
        "Nobody could say which of the two counts.",
        bad="C1_1a,C1_1a\n4,5",
        good="C1_1a,C1_1b\n4,5",
    ),
    _rule(
        "AS805",
        "ragged-row",
        "A row has more or fewer cells than the first row.",
        "The cells after the slip would be read as answers to other items.",
        bad="C1_1a,C1_2\n4,5,3",
        good="C1_1a,C1_2\n4,5",
    ),
    _rule(
        "AS806",
        "not-a-table",
        "The responses file is not a table that can be read.",
        "CSV, XLSX and Parquet files are read: one row for each person, names in the first row.",
        bad="responses: answers.docx",
        good="responses: answers.csv",
    ),
    _rule(
        "AS807",
        "encoding-mixed",
        "The file is partly UTF-8 and partly in another encoding.",
        "Some letters would be read wrongly. Save the file again as UTF-8.",
        bad="# two files in different encodings, pasted together",
        good="# one file, saved as UTF-8",
    ),
    _rule(
        "AS808",
        "encoding-assumed",
        "The file is not UTF-8 and was read as Windows-1252.",
        "That is the usual encoding of older spreadsheets. Save the file as UTF-8 to be sure.",
        bad="# exported as 'CSV'",
        good="# exported as 'CSV UTF-8'",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS809",
        "path-outside",
        "A responses file lies outside the folder of the survey file, or cannot be opened.",
        "A survey file that somebody sends you must not be able to read other files of yours. "
        "Move the file, or name a wider folder with `--root`.",
        bad="responses: ../../exports/answers.csv",
        good="responses: answers.csv",
    ),
    _rule(
        "AS810",
        "no-answers-yet",
        "A responses file holds no answers.",
        "It has only its first row. That is fine as long as nobody has answered.",
        bad="C1_1a,C1_2",
        good="C1_1a,C1_2\n4,5",
        severity=Severity.INFO,
    ),
    _rule(
        "AS811",
        "item-missing",
        "An item of the questionnaire has no column in the responses file.",
        "It counts as not asked. If it was asked, its column has another name.",
        bad="C1_1a\n4",
        good="C1_1a,C1_1b\n4,5",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS812",
        "segment-missing",
        "A segment has no column in the responses file.",
        "All people of the file count as not stated. `column:` says which column holds it.",
        bad="segments: {function: {categories: [Sales, Operations]}}\n# the column is Department",
        good="segments: {function: {column: Department, categories: [Sales, Operations]}}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS813",
        "file-twice",
        "A responses file is named twice.",
        "Its answers would count twice.",
        bad="responses: [north.csv, north.csv]",
        good="responses: [north.csv, south.csv]",
    ),
    _rule(
        "AS814",
        "columns-not-checked",
        "The columns of this kind of file are not checked.",
        "`check` reads the first row of CSV and XLSX files only; `assess` reads the others.",
        bad="responses: responses.parquet",
        good="responses: responses.csv",
        severity=Severity.INFO,
    ),
    _rule(
        "AS815",
        "no-review",
        "A file is no review of comments.",
        "A review has the columns question, comment and show; `alignscan comments` writes it.",
        bad="comment\nMore time for customers",
        good="question,group,comment,show,theme\ncomment,,More time for customers,yes,time",
    ),
    _rule(
        "AS816",
        "unclear-approval",
        "A review of comments holds what is neither yes nor no.",
        "A comment is shown only if a person clearly said so.",
        bad="question,comment,show\ncomment,More time for customers,perhaps",
        good="question,comment,show\ncomment,More time for customers,yes",
    ),
    _rule(
        "AS817",
        "comments-not-reviewed",
        "Comments are to be shown, but nobody has reviewed them.",
        "Until a person has approved a comment none is shown. `alignscan comments` writes a table "
        "of all comments in which to say so.",
        bad="comments: {file: comments-review.csv}    # there is no such file",
        good="comments: {file: comments-review.csv}    # with `yes` in the column show",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS820",
        "not-a-tabulation",
        "A file given with --tabulation is not a tabulation.",
        "Only `alignscan tabulate` writes them. Answers themselves are named in the survey file.",
        bad="alignscan assess survey.yaml --tabulation responses.csv",
        good="alignscan tabulate survey.yaml -o site-a.tab\n"
        "alignscan assess survey.yaml --tabulation site-a.tab",
    ),
    _rule(
        "AS821",
        "tabulation-version",
        "A tabulation was written by another version of alignscan.",
        "Its numbers would be read wrongly. Tabulate again with this version.",
        bad="# first line of the file: alignscan/tabulation/2",
        good="# first line of the file: alignscan/tabulation/1",
    ),
    _rule(
        "AS822",
        "tabulation-damaged",
        "A tabulation is incomplete, or was changed.",
        "Its check sum is wrong, or its counts cannot be those of any answers. Mail and text "
        "editors change files that are no text: copy it as it is.",
        bad="# a file of which half was copied",
        good="# the whole file, as `alignscan tabulate` wrote it",
    ),
    _rule(
        "AS823",
        "tabulation-of-another-survey",
        "A tabulation was made with another survey file.",
        "Counts add up only where items, points, weights, segments and categories are the same, in "
        "the same order. The message names the first difference. Titles, wording, targets and "
        "columns may differ.",
        bad="segments: {site: {categories: [Bern, Oslo, Lima]}}    # tabulated with [Bern, Oslo]",
        good="segments: {site: {categories: [Bern, Oslo]}}",
    ),
    _rule(
        "AS824",
        "tabulation-twice",
        "Two of the tabulations are the same, byte for byte.",
        "Its people would count twice.",
        bad="alignscan assess survey.yaml --tabulation a.tab --tabulation a.tab",
        good="alignscan assess survey.yaml --tabulation a.tab --tabulation b.tab",
    ),
    _rule(
        "AS830",
        "answers-exposed",
        "Others can read the answers of a confidential survey.",
        "They stand in the survey file itself, which every user of the machine can read, or which "
        "git keeps. `alignscan split` moves them to a responses file that only its owner can read "
        "and that git leaves alone. On Windows file modes do not exist: look at who may read it.",
        bad="mode: confidential\nanswers: {direction: [4, 5, 4]}",
        good="mode: confidential\nresponses: responses.csv",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS840",
        "not-a-ledger",
        "The file beside the survey file that remembers releases is no ledger.",
        "`alignscan assess -o` remembers what it released in `survey.ledger.json`. Something else "
        "has that name.",
        bad="# survey.ledger.json: a list of accounts",
        good="# survey.ledger.json: as `alignscan assess -o report.html` wrote it",
    ),
    _rule(
        "AS841",
        "ledger-version",
        "The ledger of releases was written by another version of alignscan.",
        "What was released could be read wrongly. Use the version that wrote it, or a later one.",
        bad="# survey.ledger.json begins with alignscan/ledger/2",
        good="# survey.ledger.json begins with alignscan/ledger/1",
    ),
    _rule(
        "AS842",
        "ledger-damaged",
        "The ledger of releases is incomplete, or was changed.",
        "Without it nobody can tell what was shown before, so nothing more is shown of the survey. "
        "Put back a copy, or publish under a new wave id and keep earlier reports from readers.",
        bad="# survey.ledger.json after an editor saved it",
        good="# survey.ledger.json as it was written",
    ),
    _rule(
        "AS843",
        "smaller-groups-than-released",
        "min_group is smaller than in an earlier release of the same wave.",
        "People answered under a promise. The minimum may be raised after a release, not lowered.",
        bad="confidentiality: {min_group: 4}    # released with 5",
        good="confidentiality: {min_group: 5}",
    ),
    _rule(
        "AS844",
        "comments-listed-otherwise",
        "Comments were listed by another segment in an earlier release of the same wave.",
        "The same text under a department and under a site tells who wrote it.",
        bad="comments: {by: site}    # released by function",
        good="comments: {by: function}",
    ),
    _rule(
        "AS845",
        "released-with-other-items",
        "Items or scales are not those of an earlier release of the same wave.",
        "Only the same items tell who has answered before. Wording and titles may change.",
        bad="questionnaire: standard    # released with pulse",
        good="questionnaire: pulse",
    ),
    _rule(
        "AS846",
        "saved-counts-changed",
        "Saved counts are not those of an earlier release of the same wave.",
        "Counts do not tell whose answers changed, so nothing can be decided around them. The same "
        "counts with the same groups can be assessed again at any time.",
        bad="alignscan assess survey.yaml --tabulation site-a.tab -o report.html    # counted anew",
        good="alignscan assess survey.yaml -o report.html    # from the answers",
    ),
    _rule(
        "AS847",
        "too-little-changed",
        "Groups changed by too few people since an earlier release of the same wave.",
        "Whoever has both reports could subtract one from the other, and read what a late "
        "respondent answered. `--withhold-changed` leaves out what changed; a new wave id or "
        "`--supersede` start afresh, at the price that the command names.",
        bad="alignscan assess survey.yaml -o report.html    # again, after one late response",
        good="alignscan assess survey.yaml -o report.html --withhold-changed",
    ),
)
