"""First rows of exports as platforms write them, by language, version and choice of layout.

Each is made up in the layout of exports that people have published; no cell is copied from one.
"""

import csv
import io
from dataclasses import dataclass


def _qualtrics(*names: str) -> str:
    """Return a row of import ids as Qualtrics writes it."""
    cells = [f'{{"ImportId":"{name}"}}' for name in names]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().strip()


@dataclass(frozen=True)
class Known:
    """The beginning of an export."""

    platform: str
    """The platform that wrote it; ``generic`` for a table of none."""
    text: str
    rows: int = 1
    """Rows of headings."""
    meta: int = 0
    """So many columns that the platform adds: personal or ignored, and never unresolved."""
    delimiter: str = ","


_Q = (
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,"
    "ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,"
    "LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage"
)
_QV = (
    "2026-09-01 10:00:00,2026-09-01 10:04:00,IP Address,203.0.113.9,100,240,True,"
    "2026-09-01 10:04:01,R_1AbcDefGhIjKlMn,,,,,47.1,8.5,anonymous,EN"
)
_DE = (
    "Anfangsdatum,Enddatum,Antworttyp,IP-Adresse,Fortschritt,Dauer (in Sekunden),Beendet,"
    "Aufgezeichnetes Datum,Antwort-ID,Nachname des Empfängers,Vorname des Empfängers,"
    "Empfänger-E-Mail,Externe Datenreferenz,Standort - Breite,Standort - Länge,"
    "Verteilungskanal,Benutzersprache"
)
_EN = (
    "Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,"
    "Recorded Date,Response ID,Recipient Last Name,Recipient First Name,Recipient Email,"
    "External Data Reference,Location Latitude,Location Longitude,Distribution Channel,"
    "User Language"
)
_ASK = "How satisfied are you? - With your work,How satisfied are you? - With your pay"

QUALTRICS = {
    "labels": Known(
        "qualtrics",
        f"{_Q},Q1_1,Q1_2\n{_EN},{_ASK}\n{_qualtrics(*_Q.split(','), 'QID1_1', 'QID1_2')}\n"
        f"{_QV},Very satisfied,Neither",
        3,
        17,
    ),
    "numbers, German": Known(
        "qualtrics",
        f"{_Q},Q1_1,Q1_2\n{_DE},{_ASK}\n{_qualtrics(*_Q.split(','), 'QID1_1', 'QID1_2')}\n"
        f"{_QV.replace('True', '1').replace('IP Address', '0')},5,3",
        3,
        17,
    ),
    "anonymous subset": Known(
        "qualtrics",
        "StartDate,EndDate,Progress,Duration (in seconds),Finished,RecordedDate,"
        "DistributionChannel,UserLanguage,Q1\nStart Date,End Date,Progress,Duration,Finished,"
        "Recorded Date,Distribution Channel,User Language,How are you?\n"
        + _qualtrics(
            *("startDate", "endDate", "progress", "duration", "finished", "recordedDate"),
            *("distributionChannel", "userLanguage", "QID1"),
        )
        + "\n2026-09-01 10:00:00,2026-09-01 10:04:00,100,60,1,2026-09-01 10:04:01,gl,DE,3",
        3,
        8,
    ),
    "import ids only": Known(
        "qualtrics",
        f"Q1,Q2,Q2\nFirst?,Second?,Third?\n{_qualtrics('QID1', 'QID2', 'QID3')}\n1,2,3",
        3,
    ),
    "without the third row": Known(
        "qualtrics", f"{_Q},Q1_1,Q1_2\n{_EN},{_ASK}\n{_QV},Very satisfied,Neither", 2, 17
    ),
    "without the second and third row": Known(
        "qualtrics", f"{_Q},Q1_1,Q1_2\n{_QV},Very satisfied,Neither", 1, 17
    ),
    "without the first and third row": Known(
        "qualtrics", f"{_EN},{_ASK}\n{_QV},Very satisfied,Neither", 1, 17
    ),
    "without dates": Known(
        "qualtrics",
        "ResponseId,Progress,Duration (in seconds),Finished,Q1\n"
        "Response ID,Progress,Duration (in seconds),Finished,How are you?\n"
        "R_2xyZ,100,61,True,Well",
        2,
        4,
    ),
    "legacy": Known(
        "qualtrics",
        "V1,V2,V3,V4,V5,V6,V7,V8,V9,V10,Q1,Q2,LocationLatitude,LocationLongitude,"
        "LocationAccuracy,\nResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,"
        "IPAddress,Status,StartDate,EndDate,Finished,One,Two,LocationLatitude,"
        "LocationLongitude,LocationAccuracy,\nR_1,Default Response Set,Anonymous,,,203.0.113.9,0,"
        "2016-07-18 08:28:09,2016-07-18 08:28:48,1,2,5,47.1,7.2,-1,",
        2,
        13,
    ),
    "legacy, one row": Known(
        "qualtrics",
        "ResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,IPAddress,Status,StartDate,"
        "EndDate,Finished,Q1\nR_1,Default Response Set,Anonymous,,,203.0.113.9,0,"
        "2016-07-18 08:28:09,2016-07-18 08:28:48,1,2",
        1,
        10,
    ),
    "tabs": Known(
        "qualtrics",
        f"{_Q},Q1\n{_EN},How?\n".replace(",", "\t")
        + "\t".join(f'"{{""ImportId"":""{name}""}}"' for name in [*_Q.split(","), "QID1"])
        + f"\n{_QV},4".replace(",", "\t"),
        3,
        17,
        "\t",
    ),
    "timing and random order": Known(
        "qualtrics",
        f"{_Q},t_First Click,t_Last Click,t_Page Submit,t_Click Count,FL_4_DO_Q1,SC0,Q1\n"
        f"{_EN},a,b,c,d,e,f,How?\n"
        + _qualtrics(*_Q.split(","), *"abcdef", "QID1")
        + f"\n{_QV},1.2,3.4,5.6,7,1,12,4",
        3,
        23,
    ),
}

_SM = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
    "Last Name,Custom Data 1"
)
_SMV = (
    "11876543210,987654321,09/01/2026 10:00:00 AM,09/01/2026 10:02:00 AM,203.0.113.9,"
    "a@example.org,Ann,Lee,x"
)
SURVEYMONKEY = {
    "expanded": Known(
        "surveymonkey",
        f"{_SM},Which of these?,,,Other\n,,,,,,,,,Bus,Train,Car,Open-Ended Response\n"
        f"{_SMV},Bus,,Car,no",
        2,
        9,
    ),
    "condensed": Known(
        "surveymonkey",
        f"{_SM},How are you?,What else?\n,,,,,,,,,Response,Open-Ended Response\n{_SMV},Well,no",
        2,
        9,
    ),
    "numbers": Known(
        "surveymonkey", f"{_SM},Agree?,\n,,,,,,,,,It is clear,It is fair\n{_SMV},4,5", 2, 9
    ),
    "without people": Known(
        "surveymonkey",
        "Respondent ID,Collector ID,Start Date,End Date,How are you?,And you?\n"
        ",,,,Response,Response\n11876543210,987654321,2026-09-01 10:00:00,"
        "2026-09-01 10:02:00,Well,Well",
        2,
        4,
    ),
    "audience": Known(
        "surveymonkey",
        "RespondentID,How are you?,Which?,\n,Response,Bus,Train\n3292879998,Well,Bus,",
        2,
        1,
    ),
    "German": Known(
        "surveymonkey",
        "Befragten-ID,Collector-ID,Anfangsdatum,Enddatum,IP-Adresse,E-Mail-Adresse,Vorname,"
        "Nachname,Benutzerdefinierte Daten 1,Wie geht es Ihnen?,Was noch?\n"
        f",,,,,,,,,Antwort,Offene Antwort\n{_SMV},Gut,nichts",
        2,
        9,
    ),
    "Spanish": Known(
        "surveymonkey",
        "Identificación del encuestado,Identificación del recopilador,Fecha de inicio,"
        "Fecha de finalización,Dirección IP,Dirección de correo electrónico,Nombre,Apellido,"
        "Datos personalizados 1,¿Cómo está?,¿Qué más?\n"
        f",,,,,,,,,Respuesta,Respuesta abierta\n{_SMV},Bien,nada",
        2,
        9,
    ),
    "French": Known(
        "surveymonkey",
        "Identifiant du répondant,Identifiant du collecteur,Date de début,Date de fin,Adresse IP,"
        "Adresse e-mail,Prénom,Nom,Données personnalisées 1,D'accord ?,\n"
        f",,,,,,,,,C'est clair,C'est juste\n{_SMV},Oui,Non",
        2,
        9,
    ),
    "in one row": Known(
        "surveymonkey",
        f"{_SM},How are you? - Response,What else? - Open-Ended Response\n{_SMV},Well,no",
        1,
        9,
    ),
    "ids alone": Known(
        "surveymonkey",
        "Respondent ID,1. How often?,2. How long?\n12390574951,Daily,A year\n12390517687,Weekly,"
        "Two years",
        1,
        1,
    ),
}


def _google(stamp: str, time: str, head: str = "Agree? [Clear],Agree? [Fair],What else?") -> Known:
    return Known("google-forms", f'{stamp},{head}\n{time},Yes,No,"nothing, really"', 1, 1)


GOOGLE = {
    "form": _google("Timestamp", "2026/09/01 9:00:12 AM EST"),
    "sheet": _google("Timestamp", "9/1/2026 9:00:12"),
    "workbook": _google("Timestamp", "2026-09-01 09:00:12.345000"),
    "sheet, British": _google("Timestamp", "01/09/2026 09:00:12"),
    "sheet, no grid": _google("Timestamp", "9/1/2026 9:00:12", "How are you?,And how is it?,Why?"),
    "German": _google("Zeitstempel", "01.09.2026 09:00:12"),
    "German form": _google("Zeitstempel", "2026/09/01 9:00:12 AM OESZ"),
    "French": _google("Horodateur", "01/09/2026 09:00:12"),
    "Spanish": _google("Marca temporal", "01/09/2026 9:00:12"),
    "Spanish form": _google("Marca temporal", "2026/09/01 9:00:12 a. m. GMT-5"),
    "Portuguese": _google("Carimbo de data/hora", "01/09/2026 09:00:12"),
    "Italian": _google("Informazioni cronologiche", "01/09/2026 9.00.12"),
    "Dutch": _google("Tijdstempel", "1-9-2026 9:00:12"),
    "Polish": _google("Sygnatura czasowa", "2026-09-01 09:00:12"),
    "Swedish": _google("Tidsstämpel", "2026-09-01 09:00:12"),
    "Danish": _google("Tidsstempel", "01/09/2026 09.00.12"),
    "Finnish": _google("Aikaleima", "1.9.2026 klo 9.00.12"),
    "Czech": _google("Časová značka", "01.09.2026 9:00:12"),
    "Hungarian": _google("Időbélyeg", "2026. 09. 01. 9:00:12"),
    "Russian": _google("Отметка времени", "01.09.2026 9:00:12"),
    "Ukrainian": _google("Позначка часу", "01.09.2026 9:00:12"),
    "Turkish": _google("Zaman damgas\u0131", "01.09.2026 09:00:12"),
    "Japanese": _google("タイムスタンプ", "2026/09/01 9:00:12"),
    "Korean": _google("타임스탬프", "2026. 9. 1 오후 9:00:12"),
    "Chinese": _google("时间戳记", "2026/9/1 上午 9:00:12"),
    "unknown language": _google("Zeitpunkt der Antwort", "2026/09/01 9:00:12 AM MESZ"),
    "quiz": Known(
        "google-forms",
        "Marca temporal,Puntuación,1. ¿Tienes perro?,2. ¿Cuántos años tiene?\n"
        "4/30/2026 12:11:19,0,Sí,3\n4/30/2026 12:15:53,0,No,",
        1,
        2,
    ),
    "e-mail": Known(
        "google-forms",
        "Timestamp,Email Address,Score,How are you today?,What else is there?\n"
        "2026/09/01 9:00:12 AM GMT+1,ann@example.org,3 / 5,Well,no",
        1,
        3,
    ),
}


def _microsoft(*names: str, person: str = "anonymous,") -> Known:
    head = ",".join(names)
    rows = "\n".join(f"{i},9/1/26 9:0{i}:00,9/1/26 9:0{i}:44,{person},Agree,Often" for i in (1, 2))
    return Known("microsoft-forms", f"{head},How clear is it?,How often?\n{rows}", 1, 5)


MICROSOFT = {
    "English": _microsoft("ID", "Start time", "Completion time", "Email", "Name"),
    "workbook linked": _microsoft("Id", "Start time", "Completion time", "Email", "Name"),
    "by name": _microsoft(
        *("ID", "Start time", "Completion time", "Email", "Name"), person="a@example.org,Ann Lee"
    ),
    "German": _microsoft("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    "French": _microsoft("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    "Spanish": _microsoft(
        "ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"
    ),
    "Italian": _microsoft(
        "ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"
    ),
    "Portuguese": _microsoft("ID", "Hora de início", "Hora de conclusão", "Email", "Nome"),
    "Dutch": _microsoft("Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"),
    "Polish": _microsoft(
        *("Identyfikator", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa")
    ),
    "Swedish": _microsoft("ID", "Starttid", "Slutförandetid", "E-post", "Namn"),
    "Japanese": _microsoft("ID", "開始時刻", "完了時刻", "メール", "名前"),
    "unknown language": _microsoft("ID", "Upphafstími", "Lokatími", "Netfang", "Nafn"),
    "unknown language, by name": _microsoft(
        *("ID", "Upphafstími", "Lokatími", "Netfang", "Nafn"), person="a@example.org,Ann Lee"
    ),
    "quiz": Known(
        "microsoft-forms",
        "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Last modified time,"
        "What is it?,Points - What is it?,Feedback - What is it?\n"
        "1,7/27/26 19:06:23,7/27/26 19:17:10,anonymous,,4,,,This,2,",
        1,
        10,
    ),
}


def _lime(head: str, values: str, meta: int, **more: str) -> Known:
    mark = more.get("delimiter", ",")
    return Known("limesurvey", f"{head}\n{values}".replace(",", mark), 1, meta, mark)


_LV = "1,2026-09-01 10:00:00,3,en,1234567890"
LIMESURVEY = {
    "codes": _lime("id,submitdate,lastpage,startlanguage,seed,s1[q1],s1[q2]", f"{_LV},A1,A2", 5),
    "codes, semicolon": _lime(
        *("id,submitdate,lastpage,startlanguage,seed,s1[q1],s1[q2]", f"{_LV},A1,A2", 5),
        delimiter=";",
    ),
    "ExpressionScript codes": _lime(
        "id,submitdate,lastpage,startlanguage,seed,s1_q1,s1_q2", f"{_LV},A1,A2", 5
    ),
    "dates and token": _lime(
        "id,submitdate,lastpage,startlanguage,seed,token,startdate,datestamp,ipaddr,refurl,q1,q2",
        f"{_LV},tok1,2026-09-01 09:59:00,2026-09-01 10:00:00,203.0.113.9,,3,4",
        10,
    ),
    "texts": _lime(
        "Response ID,Date submitted,Last page,Start language,Seed,Agree? [Clear],Agree? [Fair]",
        f"{_LV},Yes,No",
        5,
    ),
    "texts, spaces to underscores": _lime(
        "Response_ID,Date_submitted,Last_page,Start_language,Seed,Agree?_[Clear],Agree?_[Fair]",
        f"{_LV},Yes,No",
        5,
    ),
    "texts and codes": _lime(
        "id. Response ID,submitdate. Date submitted,lastpage. Last page,"
        "startlanguage. Start language,seed. Seed,s1[q1]. Agree? [Clear],s1[q2]. Agree? [Fair]",
        f"{_LV},Yes,No",
        5,
    ),
    "German": _lime(
        "Antwort ID,Datum Abgeschickt,Letzte Seite,Start-Sprache,Zufallsstartwert,"
        "Zustimmung? [Klar],Zustimmung? [Gerecht]",
        _LV.replace(",en,", ",de,") + ",Ja,Nein",
        5,
    ),
    "French": _lime(
        "ID de la réponse,Date de soumission,Dernière page,Langue de départ,Graine,"
        "D'accord ? [Clair],D'accord ? [Juste]",
        _LV.replace(",en,", ",fr,") + ",Oui,Non",
        5,
    ),
    "Spanish": _lime(
        "ID de respuesta,Fecha de envío,Última página,Lenguaje inicial,Semilla,¿Claro?,¿Justo?",
        _LV.replace(",en,", ",es-MX,") + ",Sí,No",
        5,
    ),
    "Dutch": _lime(
        "Antwoord ID,Datum ingestuurd,Laatste pagina,Starttaal,Seed,Eens? [Helder],Eens? [Eerlijk]",
        _LV.replace(",en,", ",nl-informal,") + ",Ja,Nee",
        5,
    ),
    "unknown language": _lime(
        "Svar-id,Innsendt,Siste side,Språk,Frø,Enig? [Klart],Enig? [Rettferdig]",
        _LV.replace(",en,", ",nb,") + ",Ja,Nei",
        5,
    ),
    "unfinished and timings": _lime(
        "id,submitdate,lastpage,startlanguage,seed,q1,q2,interviewtime,groupTime12,q1Time",
        "1,,2,en,1234567890,3,,12.5,3.1,4.2",
        8,
    ),
}

_KT = "_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,__version__,_tags"
_KV = "101,3a-9,2026-09-01T10:01:00,,,submitted_via_web,ann,vAb1,,1"


def _kobo(head: str, values: str, meta: int, rows: int = 1, delimiter: str = ";") -> Known:
    return Known("kobo", f"{head}\n{values}".replace(",", delimiter), rows, meta, delimiter)


KOBO = {
    "names": _kobo(f"start,end,q1,q2,{_KT},_index", f"2026-09-01,2026-09-01,4,5,{_KV}", 12),
    "names with groups": _kobo(f"g1/q1,g1/q2,{_KT},_index", f"4,5,{_KV}", 10),
    "labels with groups": _kobo(
        f"Part one/It is clear,Part one/It is fair,{_KT},_index", f"Agree,Often,{_KV}", 10
    ),
    "select multiple": _kobo(f"Which?,Which?/Bus,Which?/Train,{_KT},_index", f"Bus,1,0,{_KV}", 10),
    "tags of HXL": _kobo(
        f"q1,q2,{_KT},_index", "#indicator,#indicator+two" + "," * 10 + f"\n4,5,{_KV}", 10, 2
    ),
    "workbook, media columns": _kobo(
        f"q1,q2,{_KT.replace(',_status,', ',_status,_geolocation,')},_index,meta/rootUuid",
        f"4,5,{_KV.replace('web,', 'web,,')},uuid:3a-9",
        12,
        1,
        ",",
    ),
    "Ona": _kobo(
        "g1/q1,q2,meta/instanceID,_id,_uuid,_submission_time,_date_modified,_tags,_notes,_version,"
        "_duration,_submitted_by,_total_media,_media_count,_media_all_received,_xform_id",
        "4,5,uuid:3a-9,101,3a-9,2026-09-01T10:01:00,2026-09-01T10:01:00,,,202609011,,ann,0,0,"
        "True,51",
        14,
        1,
        ",",
    ),
    "before 2015": _kobo(
        "q1,q2,meta/instanceID,_uuid,_submission_time,_tags,_notes,_version,_duration,_submitted_by",
        "n/a,5,uuid:3a-9,3a-9,2015-02-18T15:54:01,,,2014111,,bob",
        8,
        1,
        ",",
    ),
}

ODK = {
    "Central": Known(
        "odk",
        "SubmissionDate,meta-instanceID,g1-q1,g1-q2,KEY,SubmitterID,SubmitterName,"
        "AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion\n"
        "2026-09-01T10:00:00.000Z,uuid:3a,4,5,uuid:3a,5,Ann,0,0,,,collect:x,0,1",
        1,
        12,
    ),
    "Central, no groups": Known(
        "odk",
        "SubmissionDate,q1,q2,instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,"
        "AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion\n"
        "2026-09-01T10:00:00.000Z,4,5,uuid:3a,uuid:3a,5,Ann,0,0,,,collect:x,0,1",
        1,
        12,
    ),
    "Briefcase": Known(
        "odk",
        "SubmissionDate,start,end,deviceid,g1-q1,g1-q2,meta-instanceID,KEY\n"
        '"Sep 1, 2026 10:00:00 AM",2026-09-01T10:00:00,2026-09-01T10:02:00,x,4,5,uuid:3a,uuid:3a',
        1,
        6,
    ),
    "Aggregate": Known(
        "odk",
        "SubmissionDate,g1:q1,g1:q2,meta:instanceID,KEY\n"
        "2026-09-01T10:00:00.000Z,4,5,uuid:3a,uuid:3a",
        1,
        3,
    ),
    "old form": Known(
        "odk",
        "SubmissionDate,start,end,q1,q2,KEY\n"
        "2026-09-01T10:00:00.000Z,2026-09-01T10:00:00,2026-09-01T10:02:00,4,5,uuid:3a",
        1,
        4,
    ),
}

REDCAP = {
    "raw survey": Known(
        "redcap",
        "record_id,redcap_survey_identifier,scan_timestamp,q1,q2,scan_complete\n"
        '1,,"2026-09-01 10:00:00",4,5,2\n2,,"[not completed]",4,,0',
        1,
        4,
    ),
    "raw form": Known("redcap", "record_id,q1,q2,scan_complete\n1,4,5,2\n2,4,,0", 1, 2),
    "longitudinal": Known(
        "redcap",
        "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,q1,q2,"
        "scan_complete\n1,visit_1_arm_1,,,4,5,2",
        1,
        5,
    ),
    "check boxes": Known(
        "redcap",
        "participant_id,scan_timestamp,q1,how___1,how___2,scan_complete\n1,2026-09-01,4,0,1,2",
        1,
        3,
    ),
    "data access groups": Known(
        "redcap", "study_id,redcap_data_access_group,q1,q2,scan_complete\n1,north,4,5,2", 1, 3
    ),
    "labels, survey": Known(
        "redcap",
        "Record ID,Survey Identifier,Survey Timestamp,How clear?,How fair?,Complete?\n"
        "1,,2026-09-01 10:00,Very,Not,Complete",
        1,
        4,
    ),
    "labels, form": Known(
        "redcap", "Record ID,How clear?,How fair?,Complete?\n1,Very,Not,Complete", 1, 2
    ),
    "labels, longitudinal": Known(
        "redcap",
        "Record ID,Event Name,Repeat Instrument,Repeat Instance,Data Access Group,How clear?,"
        "Which? (choice=Bus),Complete?\n1,First,,,North,Very,Checked,Complete",
        1,
        6,
    ),
    "labels, two forms": Known(
        "redcap",
        "Record ID,How clear?,Complete?,How fair?,Complete?\n1,Very,Complete,Not,Incomplete",
        1,
        3,
    ),
    "semicolon": Known("redcap", "record_id;q1;q2;scan_complete\n1;4;5;2", 1, 2, ";"),
}


def _none(text: str, delimiter: str = ",") -> Known:
    return Known("generic", text, 1, 0, delimiter)


NONE = {
    "Typeform": _none(
        "#,How clear is it?,How fair is it?,Start Date (UTC),Submit Date (UTC),Network ID,Tags\n"
        "abc,4,5,2026-09-01 10:00:00,2026-09-01 10:02:00,f1,"
    ),
    "Alchemer": _none(
        "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,Comments,"
        "Language,Referer,SessionID,User Agent,IP Address,Longitude,Latitude,Country,City,"
        "How clear is it?\n1,Sep 01 2026 10:00:00,Sep 01 2026 10:02:00,Complete,,,,English,,1_2,"
        "Mozilla,203.0.113.9,8.5,47.1,CH,Bern,Very"
    ),
    "Jotform": _none(
        "Submission Date,How clear is it?,How fair is it?,IP,Submission ID\n"
        "2026-09-01 10:00:00,Very,Not,203.0.113.9,5012345678901234567"
    ),
    "Survey123": _none(
        "ObjectID,GlobalID,How clear is it?,CreationDate,Creator,EditDate,Editor,x,y\n"
        "1,3a-9,Very,9/1/2026 10:00:00 AM,ann,9/1/2026 10:00:00 AM,ann,8.5,47.1"
    ),
    "SoSci Survey": _none(
        "CASE,SERIAL,REF,QUESTNNR,MODE,STARTED,A101_01,A101_02,FINISHED,LASTPAGE\n"
        "1,,,base,interview,2026-09-01 10:00:00,4,5,1,3"
    ),
    "Unipark": _none(
        "lfdn;external_lfdn;tester;dispcode;lastpage;quality;duration;v_1;v_2\n1;0;0;31;99;-1;60;4;5",
        ";",
    ),
    "Moodle": _none(
        "Response,Submitted on:,Institution,Department,Course,Group,ID,Full name,Username,Q01\n"
        "1,01/09/2026 10:00:00,,Sales,,,7,Ann Lee,ann,4"
    ),
    "Prolific": _none(
        "Submission id,Participant id,Status,Started at,Completed at,Time taken\n"
        "66a,5f1,APPROVED,2026-09-01T10:00:00.000Z,2026-09-01T10:02:00.000Z,120"
    ),
    "SurveyJS as CSV": _none(
        'SurveyId,HappendAt,"How clear is it?","How fair is it?"\n1,2026-09-01T10:00:00,4,5'
    ),
    "staff list": _none(
        "Employee ID,Name,Department,Start Date,End Date,Email\n"
        "1001,Ann Lee,Sales,2020-01-01,,ann@example.org"
    ),
    "project plan": _none(
        "ID,Task,Start,Finish,Progress,Owner\n1,Plan,2026-09-01,2026-09-30,40,Ann"
    ),
    "tickets": _none(
        "ID,Created,Resolved,Assignee,Priority,Team\n"
        "1,2026-09-01 10:00:00,2026-09-03 10:00:00,ann@example.org,High,Ops\n"
        "2,2026-09-01 11:00:00,2026-09-04 10:00:00,bob@example.org,Low,Ops"
    ),
    "log": _none("Timestamp,level,message\n2026-09-01T10:00:00Z,info,started"),
    "measurements": _none(
        "Timestamp,Temperature [C],Pressure [hPa]\n2026-09-01 10:00:00,21.3,1013\n"
    ),
    "measurements in German": _none(
        "Zeit;Temperatur innen oben [°C];Luftdruck außen unten [hPa]\n01.09.2026 10:00:00;21;1013",
        ";",
    ),
    "translations": _none("id,created_at,count,lang,text\n1,2026-09-01 10:00:00,3,en,Hello"),
    "data dictionary": _none(
        '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label"\n'
        "record_id,scan,,text,Record ID"
    ),
    "answers without headings": _none("1,2,3,4\n5,4,3,2\n1,1,2,3"),
    "numbered questions": _none("Q01,Q02,Q03\nagree,neither,disagree\nagree,agree,agree"),
    "condition and question": _none(
        "Condition;QuestionId;QuestionText;Scale;P1;P2\nBig;A1;How hard was it?;tlx;2;4", ";"
    ),
    "calendar": _none(
        "Subject,Start Date,Start Time,End Date,End Time,Location\n"
        "Review,09/01/2026,10:00 AM,09/01/2026,11:00 AM,Bern"
    ),
    "database": _none("_id,_uuid,name,created\n1,3a-9,x,2026-09-01\n2,4b-9,y,2026-09-02"),
    "bank": _none("KEY;SubmissionDate;Amount\nA1;2026-09-01;12.50\nA2;2026-09-02;13.00", ";"),
    "tasks": _none("id,task,task_complete\n1,write,0\n2,read,1"),
}

HEADS: dict[str, Known] = {
    f"{name}: {layout}": known
    for name, heads in (
        *(("Qualtrics", QUALTRICS), ("SurveyMonkey", SURVEYMONKEY), ("Google Forms", GOOGLE)),
        *(("Microsoft Forms", MICROSOFT), ("LimeSurvey", LIMESURVEY), ("KoBoToolbox", KOBO)),
        *(("ODK", ODK), ("REDCap", REDCAP), ("none", NONE)),
    )
    for layout, known in heads.items()
}
