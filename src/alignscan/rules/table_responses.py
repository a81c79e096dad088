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
)
