"""What is said of each kind of damage in damaged_forms.py: the row, the column, what is wrong, and what to do."""

# ruff: noqa: E501 - each line is a sentence that people read

EXPECTED: dict[str, list[str]] = {
    "the draft’s text was altered": [
        "Comments, row 3, Text of the draft: The text of the draft in this row was altered. Download the form again and copy your comments into it.",
    ],
    "the draft’s text was removed": [
        "Comments, row 3, Text of the draft: The text of the draft in this row was altered. Download the form again and copy your comments into it.",
    ],
    "a paragraph’s number was altered": [
        "Comments, row 3, Paragraph: The paragraph’s number in this row was altered. Download the form again and copy your comments into it.",
    ],
    "a section’s name was altered": [
        "Comments, row 3, Section: The section’s name in this row was altered. Download the form again and copy your comments into it.",
    ],
    "a row’s number was altered": [
        "Comments, row 3, Row: This form has no row “99”. Download the form again and copy your comments into it.",
    ],
    "a row’s number was removed": [
        "Comments, row 3, Row: The number of this row was removed. Download the form again and copy your comments into it.",
    ],
    "columns were reordered": [
        "Comments, row 1, Your view: Column F is headed “Comment”, where the form has “Your view”. Put the columns back as they were, or download the form again and copy your comments into it.",
        "Comments, row 1, Comment: Column G is headed “Your view”, where the form has “Comment”. Put the columns back as they were, or download the form again and copy your comments into it.",
    ],
    "a column was renamed": [
        "Comments, row 1, Comment: Column G is headed “Remarks”, where the form has “Comment”. Put the columns back as they were, or download the form again and copy your comments into it.",
    ],
    "a column is missing": [
        "Comments, row 1, Words you are commenting on: Column E is headed “Your view”, where the form has “Words you are commenting on”. Put the columns back as they were, or download the form again and copy your comments into it.",
        "Comments, row 1, Your view: Column F is headed “Comment”, where the form has “Your view”. Put the columns back as they were, or download the form again and copy your comments into it.",
        "Comments, row 1, Comment: Column G is headed “Suggested wording”, where the form has “Comment”. Put the columns back as they were, or download the form again and copy your comments into it.",
        "Comments, row 1, Suggested wording: Column H has no heading, where the form has “Suggested wording”. Put the columns back as they were, or download the form again and copy your comments into it.",
    ],
    "a column was added": [
        "Comments, row 1, I: Column I (“Priority”) was added to the form. Move what is in it to the form’s own columns, and delete it.",
    ],
    "something stands beside the table": [
        "Comments, row 3, J: There is something in a column that the form does not have. Move it to one of the form’s columns.",
    ],
    "the sheet was renamed": [
        "There is no sheet “Comments” (there is “Sheet1”). Give the sheet its name back.",
    ],
    "the identity sheet was removed": [
        "The file does not say which form it is: its hidden sheet “Form identity” is missing or altered. Download the form again, copy what you wrote into it, and send that.",
    ],
    "the identity was altered": [
        "What the form says of itself was altered. Download the form again and copy your comments into it.",
    ],
    "the identity names no number": [
        "The file does not say which form it is: its hidden sheet “Form identity” is missing or altered. Download the form again, copy what you wrote into it, and send that.",
    ],
    "an unknown section": [
        "What the form says of itself was altered. Download the form again and copy your comments into it.",
    ],
    "an unknown paragraph key": [
        "Comments, row 3, Row: The row names a paragraph the draft does not have. Download the form again and copy your comments into it.",
    ],
    "a sheet was added": [
        "My notes: This sheet does not belong to the form, and nothing on it is read. Move what is on it to “Comments” and delete the sheet.",
    ],
    "notes are fixed to cells": [
        "Comments: There are notes or comments fixed to cells, which are not read. Write them into the cells, and delete them.",
    ],
    "cells were merged": [
        "Comments: The cells G3:G4 were merged. Unmerge them, so that each row stands for itself.",
    ],
    "a hidden row is filled in": [
        "Comments, row 3: The row is hidden, and something is filled in. Show all rows, and empty those you do not mean to send.",
    ],
    "another consultation": [
        "The form belongs to another consultation. Send it there, or download the form of this one.",
    ],
    "an older version": [
        "The form is for version 2 of the draft; version 3 is the one being discussed. Download the form again and copy your comments into it.",
    ],
    "another version of the form": [
        "The form was made by another version of this system. Download the form again and copy your comments into it.",
    ],
    "a formula": [
        "Comments, row 3, Comment: There is a formula in this cell. Write the words themselves; put an apostrophe (') before a sign such as = or -.",
    ],
    "a formula over many cells": [
        "Comments, row 3, Comment: There is a formula in this cell. Write the words themselves; put an apostrophe (') before a sign such as = or -.",
    ],
    "a day instead of a number": [
        "Comments, row 7, Paragraph: The program made a date of what was typed. Format the cell as text and type the words again.",
    ],
    "a number instead of a paragraph’s": [
        "Comments, row 7, Paragraph: The program made a number of what was typed. Format the cell as text and type the words again.",
    ],
    "an error": [
        "Comments, row 3, Comment: The cell shows an error. Write the words themselves.",
    ],
    "a view misspelt": [
        "Comments, row 3, Your view: “Suport” is not one of the views. Choose one of: Support, Support with conditions, Object, Observation.",
    ],
    "no view": [
        "Comments, row 3, Your view: There is no view. Choose one of: Support, Support with conditions, Object, Observation.",
    ],
    "words that are not there": [
        "Comments, row 3, Words you are commenting on: These words are not in the paragraph. Copy them from it exactly.",
    ],
    "words that stand twice": [
        "Comments, row 3, Words you are commenting on: These words stand 2 times in the paragraph. Add the words before or after them.",
    ],
    "words of a whole section": [
        "Comments, row 2, Words you are commenting on: Words can be commented on only in a paragraph. Empty this cell, or use the paragraph’s row.",
    ],
    "wording for a whole section": [
        "Comments, row 2, Suggested wording: Other wording can be suggested only for a paragraph. Use the paragraph’s own row.",
    ],
    "no comment, and wording that is the draft’s": [
        "Comments, row 3, Comment: There is no comment. Say what you want to say, or empty the rest of the row.",
        "Comments, row 3, Suggested wording: The suggested wording is the same as the draft’s. Change it, or empty this cell.",
    ],
    "wording that is the words commented on": [
        "Comments, row 3, Suggested wording: The suggested wording is the same as the draft’s. Change it, or empty this cell.",
    ],
    "too long a comment": [
        "Comments, row 3, Comment: The words must be 10,000 characters or fewer. They have 10,004: shorten them.",
    ],
    "too long a word": [
        "Comments, row 3, Comment: The words must not contain a word or web address of more than 250 characters. Write it otherwise.",
    ],
    "a hidden character": [
        "Comments, row 3, Comment: The words must not contain hidden control characters. Type the words again instead of pasting them.",
    ],
    "the same comment twice": [
        "Comments, row 7, Comment: The same comment stands in row 3. Empty one of the two.",
    ],
    "a further comment without a place": [
        "Comments, row 7, Paragraph: It is not said where this belongs. Write a section’s heading or a paragraph’s number.",
    ],
    "a further comment on a paragraph elsewhere": [
        "Comments, row 7, Paragraph: There is no paragraph 9 in this form, which has 4 to 6. Write it as the draft has it.",
    ],
    "a further comment in a section elsewhere": [
        "Comments, row 7, Section: This form has no section “Serious violence”. Write its number or its heading.",
    ],
    "nothing filled in": [
        "Nothing is filled in. Write at least one comment and save the file before you send it.",
    ],
    "more than 500 comments": [
        "The form has 501 comments; 500 is the most that is taken. Put the rest into another form.",
    ],
    "several mistakes at once": [
        "Comments, row 3, Your view: “Suport” is not one of the views. Choose one of: Support, Support with conditions, Object, Observation.",
        "Comments, row 3, Comment: There is no comment. Say what you want to say, or empty the rest of the row.",
        "Comments, row 3, Words you are commenting on: These words are not in the paragraph. Copy them from it exactly.",
        "Comments, row 5, Your view: There is no view. Choose one of: Support, Support with conditions, Object, Observation.",
        "Comments, row 7, Paragraph: There is no paragraph 99 in this form, which has 4 to 6. Write it as the draft has it.",
    ],
    "a type misspelt": [
        "Comments, row 2, Type of comment: “xx” is not a type of comment. Write ge (general), te (technical) or ed (editorial).",
    ],
    "no type": [
        "Comments, row 2, Type of comment: There is no type of comment. Write ge (general), te (technical) or ed (editorial).",
    ],
    "a technical comment without a place": [
        "Comments, row 2, Clause/ Subclause: It is not said where this belongs. Write a section’s heading or a paragraph’s number, or give “ge” as the type for a comment on the whole draft.",
    ],
    "a line number": [
        "Comments, row 2, Line number: The draft has no line numbers. Give the paragraph’s number, and empty this cell.",
    ],
    "an answer already": [
        "Comments, row 2, Observations of the secretariat: This column is for the answer. Empty this cell.",
    ],
    "an unknown section’s heading": [
        "Comments, row 2, Clause/ Subclause: The draft has no section “Annex Z”. Write its number or its heading.",
    ],
    "neither a section nor a paragraph": [
        "Comments, row 2, Clause/ Subclause: The draft has neither a section nor a paragraph “Annex Z”. Write the number or the heading of a section.",
    ],
    "a paragraph of another section": [
        "Comments, row 2, Paragraph/ Figure/ Table: There is no paragraph 9 under “County Lines”, which has 4 to 6. Write it as the draft has it.",
    ],
    "an unnumbered paragraph that is not there": [
        "Comments, row 2, Paragraph/ Figure/ Table: There is no paragraph unnumbered 9 in the draft. Count those that have no number.",
    ],
    "a change that changes nothing": [
        "Comments, row 2, Proposed change: The suggested wording is the same as the draft’s. Change it, or empty this cell.",
    ],
    "Word: the draft’s text was altered": [
        "Table, row 3, Text of the draft: The text of the draft in this row was altered. Download the form again and copy your comments into it.",
    ],
    "Word: an unknown paragraph key": [
        "Table, row 3, Row: The row names a paragraph the draft does not have. Download the form again and copy your comments into it.",
    ],
    "Word: columns were reordered": [
        "Table, row 1, Your view: Column 6 is headed “Comment”, where the form has “Your view”. Put the columns back as they were, or download the form again and copy your comments into it.",
        "Table, row 1, Comment: Column 7 is headed “Your view”, where the form has “Comment”. Put the columns back as they were, or download the form again and copy your comments into it.",
    ],
    "Word: the properties were removed": [
        "The file does not say which form it is: its properties are missing or altered. Download the form again, copy what you wrote into it, and send that.",
    ],
    "Word: cells were merged": [
        "Table, row 3: Cells of this row were merged or split, or are missing. Give the row one cell for each column.",
    ],
    "Word: the table was cut in two": [
        "Table: The table is in more than one piece. Join the pieces to one table.",
    ],
    "Word: a picture": [
        "Table, row 3, Comment: There is a picture or an object in this cell, which cannot be taken. Take it out, and say in words what it shows.",
    ],
    "Word: comments in the margin": [
        "There are comments in the margin, which are not read. Write them into the table, and delete them.",
    ],
    "Word: text beneath the table": [
        "Table: There is text beneath the table, which is not read (“And one thing more.”). Write it into a row of the table.",
    ],
    "Word: another document": [
        "This Word document is not one of the forms. Download the form, fill it in and send that.",
    ],
    "Word: nothing filled in": [
        "Nothing is filled in. Write at least one comment and save the file before you send it.",
    ],
    "saved as CSV": [
        "This is a file of plain text (form.xlsx): saved as text or CSV, a form no longer says which it is. Send the form as it was downloaded, filled in: an Excel workbook (.xlsx) or a Word document (.docx).",
    ],
    "saved as .xls": [
        "This is an Excel 97-2003 workbook (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and send that.",
    ],
    "saved as .doc": [
        "This is a Word 97-2003 document (.doc). Open it in Word, save it as a Word document (.docx) and send that.",
    ],
    "saved as .ods": [
        "This is an OpenDocument file (.ods or .odt). Save it as .xlsx or .docx and send that.",
    ],
    "saved as .xlsb": [
        "This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) and send that.",
    ],
    "saved as .pdf": [
        "This is a PDF, from which a form cannot be read. Send the form as it was downloaded, filled in: an Excel workbook (.xlsx) or a Word document (.docx).",
    ],
    "protected by a password": [
        "The file is protected by a password. Remove the password, save the file and send it again.",
    ],
    "an encrypted zip": [
        "The file is protected by a password. Remove the password, save the file and try again.",
    ],
    "cut short": [
        "The file is damaged: it is cut short or was changed on the way. Send it again.",
    ],
    "a zip bomb": [
        "The file unpacks to far more than a document holds. It was not opened.",
    ],
    "macros": [
        "The file holds macros, which no form does. Save it without macros, as .xlsx or .docx, and send that.",
    ],
    "links to other files": [
        "The workbook refers to other files, which no form does. Copy what you wrote into a form downloaded again.",
    ],
    "entities": [
        "The part xl/worksheets/sheet2.xml of the Excel file defines entities, which Excel never does. It was not read.",
    ],
    "XML that is broken": [
        "The Excel file is damaged (its part xl/worksheets/sheet2.xml is not well-formed XML). Open it in Excel, save it again and try once more.",
    ],
    "another workbook": [
        "This workbook is not one of the forms. Download the form, fill it in and send that.",
    ],
    "another zip file": [
        "This is a zip file, not a form. Send the form as it was downloaded, filled in: an Excel workbook (.xlsx) or a Word document (.docx).",
    ],
    "nothing": [
        "The file is empty. Check that you chose the right one.",
    ],
    "something else": [
        "This is not a form. Send the form as it was downloaded, filled in: an Excel workbook (.xlsx) or a Word document (.docx).",
    ],
}
