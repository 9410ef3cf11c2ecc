"""An agenda workbook to an `Agenda`, and the template it is filled in on."""
