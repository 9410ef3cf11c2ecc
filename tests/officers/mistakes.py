"""The 81 single mistakes of an officer of an invented district council, each a change to her workbook in Excel."""
# ruff: noqa
# mypy: ignore-errors

import datetime as dt

from openpyxl.comments import Comment

I = lambda wb: wb["Indicators"]
R = lambda wb: wb["Results"]


def S(sheet, cell, v, fmt=None):
    def f(wb):
        c = wb[sheet][cell]
        c.value = v
        if fmt:
            c.number_format = fmt

    return f


cases = {
    "text_in_number": S("Results", "D4", "about 33"),
    "text_tbc": S("Results", "D4", "TBC"),
    "text_na": S("Results", "D4", "N/A"),
    "text_dash": S("Results", "D4", "-"),
    "text_gt": S("Results", "D4", ">50"),
    "target_missing": S("Indicators", "M3", None),
    "polarity_wrong": S("Indicators", "K3", "Lower is better"),
    "polarity_down": S("Indicators", "K3", "Down"),
    "polarity_high": S("Indicators", "K2", "High"),
    "period_date": S("Results", "D1", dt.datetime(2026, 9, 30)),
    "period_q2": S("Results", "D1", "Q2 2026/27"),
    "period_q2b": S("Results", "D1", "Q2"),
    "period_julsep": S("Results", "D1", "Jul-Sep 26"),
    "period_sept": S("Results", "D1", "Sept 2026"),
    "period_fy": S("Results", "D1", "30/09/2026"),
    "sci": S("Results", "D9", "1.5e3"),
    "pct_space": S("Results", "D6", "85 %"),
    "pct_in_points": S("Results", "D3", "85%"),
    "pct_in_points_cell": S("Results", "D3", 0.85, "0%"),
    "comma_decimal": S("Results", "D10", "47,4%"),
    "comma_decimal2": S("Results", "D4", "52,5"),
    "thousands": S("Results", "D9", "1,431"),
    "thousands_space": S("Results", "D9", "1 431"),
    "trailing_space_ref": S("Results", "A3", "H2 "),
    "trailing_nbsp_ref": S("Results", "A3", "H2\u00a0"),
    "lower_ref": S("Results", "A3", "h2"),
    "dup_ref": S("Indicators", "A4", "H2"),
    "dup_ref_results": S("Results", "A4", "H2"),
    "unit_pp": S("Indicators", "G2", "percentage points"),
    "unit_pc": S("Indicators", "G2", "percent"),
    "freq_q": S("Indicators", "F2", "Qtr"),
    "date_as_result": S("Results", "D4", dt.datetime(2026, 9, 5)),
    "half_pct": S("Results", "D6", 0.85, "General"),
    "whole_pct": S("Results", "D6", 85, "General"),
    "whole_pct_in_pctcell": S("Results", "D6", 85, "0%"),
    "target_as_text": S("Indicators", "M2", "60% (stretch 65%)"),
    "target_ge": S("Indicators", "M2", ">=60%"),
    "pound": S("Results", "D9", "£431"),
    "k": S("Results", "D9", "1.4k"),
    "ytd_text": S("Results", "G4", "n/a"),
    "area_name": S("Indicators", "D2", "Housing and Communities"),
    "area_lower": S("Indicators", "D2", "hou"),
    "kind_blank": S("Indicators", "E2", None),
    "resultsupto_q2": S("Paper", "B10", "Q2 2026/27"),
    "fy_2026": S("Paper", "B9", "2026-27"),
    "fy_wrong": S("Paper", "B9", "2025/26"),
    "meeting_typo": S("Paper", "B6", "8th Dec 2026"),
    "meeting_us": S("Paper", "B6", "12/8/2026"),
    "layout_typo": S("Paper", "B2", "Quarterly report"),
    "commentary_ref_amp": S("Commentary", "A2", "H2, H3 and H4"),
    "commentary_ref_unknown": S("Commentary", "A2", "H22"),
    "formula_ref": S("Results", "D4", "#REF!"),
}


def merged(wb):
    ws = R(wb)
    ws.insert_rows(1, 2)
    ws["A1"].value = "Westmere District Council: results 2026/27"
    ws.merge_cells("A1:K1")
    ws.merge_cells("A2:K2")
    ws["A2"].value = "Quarterly"


cases["merged_title"] = merged


def merged_ref(wb):
    ws = R(wb)
    ws.merge_cells("A3:A4")


cases["merged_refs"] = merged_ref


def subtotal(wb):
    ws = R(wb)
    ws.insert_rows(6)
    ws["A6"].value = "Housing total"
    ws["D6"].value = 197


cases["subtotal_row"] = subtotal


def subhead(wb):
    ws = I(wb)
    ws.insert_rows(2)
    ws["A2"].value = "HOUSING AND COMMUNITIES"


cases["section_heading_row"] = subhead


def totalrow(wb):
    ws = R(wb)
    ws["A15"].value = "Total"
    ws["D15"].value = 1000


cases["total_row"] = totalrow


def ren(wb):
    wb["Results"].title = "Results Q2"


cases["renamed_sheet"] = ren


def ren2(wb):
    wb["Results"].title = "Figures"


cases["renamed_sheet2"] = ren2


def ren3(wb):
    wb["Indicators"].title = "indicators "


cases["renamed_sheet3"] = ren3


def colins(wb):
    wb["Results"].insert_cols(3)


cases["col_inserted_blank"] = colins


def colins2(wb):
    ws = wb["Results"]
    ws.insert_cols(3)
    ws["C1"].value = "Notes"
    ws["C3"].value = "check with Tom"


cases["col_inserted_notes"] = colins2


def colins3(wb):
    ws = wb["Results"]
    ws.insert_cols(5)
    ws["E1"].value = "Change"
    ws["E3"].value = 7


cases["col_inserted_change"] = colins3


def sort(wb):
    ws = R(wb)
    rows = [[c.value for c in r] for r in ws.iter_rows(min_row=2, max_row=13)]
    fm = [[c.number_format for c in r] for r in ws.iter_rows(min_row=2, max_row=13)]
    z = sorted(zip(rows, fm), key=lambda t: t[0][0], reverse=True)
    for i, (a, f) in enumerate(z, 2):
        for j, (v, m) in enumerate(zip(a, f), 1):
            ws.cell(i, j).value = v
            ws.cell(i, j).number_format = m


cases["rows_sorted"] = sort


def filt(wb):
    ws = R(wb)
    ws.auto_filter.ref = "A1:K13"
    ws.auto_filter.add_filter_column(0, ["H1", "H2"])
    for r in range(4, 14):
        ws.row_dimensions[r].hidden = True


cases["filter_on"] = filt


def colour(wb):
    from openpyxl.styles import PatternFill

    for c in R(wb)[3]:
        c.fill = PatternFill("solid", fgColor="FFFFFF00")


cases["row_coloured"] = colour


def comment(wb):
    R(wb)["D3"].comment = Comment("Tom says this is wrong", "Ruth Adair")


cases["comment"] = comment


def image(wb):
    from openpyxl.drawing.image import Image as XI
    from PIL import Image
    import io

    held = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(held, "png")
    held.seek(0)
    R(wb).add_image(XI(held), "M2")


cases["image"] = image


def second(wb):
    ws = R(wb)
    ws["A18"].value = "Reference"
    ws["B18"].value = "Target next year"
    ws["A19"].value = "H1"
    ws["B19"].value = 0.65
    ws["A20"].value = "H2"
    ws["B20"].value = 22


cases["second_table_below"] = second


def second2(wb):
    ws = R(wb)
    ws["N1"].value = "Area"
    ws["O1"].value = "Jun 26"
    ws["N2"].value = "Housing"
    ws["O2"].value = 4


cases["second_table_right"] = second2


def second3(wb):
    ws = R(wb)
    ws["N5"].value = "Area"
    ws["O5"].value = "Count"
    ws["N6"].value = "Housing"
    ws["O6"].value = 4


cases["second_table_right_lower"] = second3


def word(wb):
    C = wb["Commentary"]
    C[
        "B2"
    ].value = "\u201cRe\u2011let\u201d times rose to\u00a033 days \u2013 the contractor\u2019s delay\u2026\n\u2022\u00a0first\n\u00b7\tsecond\no\tthird\n\uf0b7 fourth"


cases["word_paste"] = word


def word2(wb):
    C = wb["Commentary"]
    C[
        "B2"
    ].value = "Re-let times \u2192 worse \u2705 \U0001f600 \u200b zero width, soft\u00adhyphen, tab\there, line\u2028sep, \x0bvt".replace(
        "\x0b", ""
    )


cases["word_paste_odd"] = word2


def notesrow(wb):
    ws = R(wb)
    ws["A16"].value = "* W3 suspended until January"


cases["note_below_table"] = notesrow


def blankrow(wb):
    wb["Results"].insert_rows(6)


cases["blank_row"] = blankrow


def delcol(wb):
    wb["Indicators"].delete_cols(11)


cases["deleted_polarity_col"] = delcol


def headtypo(wb):
    wb["Indicators"]["M1"].value = "Target 2026/27"


cases["heading_target_year"] = headtypo


def headtypo2(wb):
    wb["Indicators"]["K1"].value = "Good is"


cases["heading_good_is"] = headtypo2


def rowdel(wb):
    wb["Results"].delete_rows(3)


cases["results_row_deleted"] = rowdel


def extra_ind(wb):
    wb["Results"]["A14"].value = "H9"
    wb["Results"]["D14"].value = 3


cases["results_unknown_ref"] = extra_ind


def strike(wb):
    from openpyxl.styles import Font

    wb["Results"]["D4"].font = Font(strike=True)


cases["struck"] = strike
