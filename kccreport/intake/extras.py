"""What the Details and Comparators sheets add to indicators: facts for their boxes, and what others achieve."""

from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import period_problem, read_heading
from kccreport.intake.figures import read_bar
from kccreport.intake.record import Record
from kccreport.intake.references import References, unknown_reference
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Comparator
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.models.revision import RevisionReason


def read_facts(table: Table, listed: References, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Return the facts of each row of the Details sheet by its reference, or the name of its box; no blank cells.

    Problems: repeated-reference.
    """
    facts: dict[str, dict[str, str]] = {}
    for record in table.records:
        reference = listed.known(record.text("Reference"))
        if not reference:
            continue
        if reference in facts:
            problems.append(
                Problem(
                    "repeated-reference",
                    str(record.address("Reference")),
                    f"{reference} already has a row of details.",
                    "keep one row for each",
                )
            )
            continue
        typed = ((cell.text, record.text(str(cell.address))) for cell in table.own_headings)
        facts[reference] = {heading: text for heading, text in typed if text}
    return facts


def read_reasons(
    table: Table, indicators: tuple[AnyIndicator, ...], listed: References, problems: list[Problem]
) -> tuple[RevisionReason, ...]:
    """Return why published figures have changed. Problems: unknown-reference, not-a-period, ambiguous-period, period-without-year."""
    known = {indicator.reference: indicator for indicator in indicators}
    found = []
    for record in table.records:
        reference, cell = listed.known(record.text("Reference")), record.cell("Period")
        if reference and reference not in listed:
            problems.append(unknown_reference(reference, str(record.address("Reference")), listed))
        indicator = known.get(reference)
        heading = read_heading(cell)
        period = (
            heading.period_for(indicator.frequency, indicator.basis)
            if isinstance(heading, Heading) and indicator
            else None
        )
        if isinstance(heading, NotRead) and not cell.is_blank:
            problems.append(period_problem(cell, heading, "the period"))
        elif indicator is not None and period is None and not cell.is_blank:
            problems.append(
                Problem(
                    "not-a-period",
                    str(cell.address),
                    f"{cell.text[:30]!r} is not a period of {reference}.",
                    "type it as it heads the column of the figure",
                )
            )
        if period is not None and record.text("Reason"):
            found.append(
                RevisionReason(
                    reference=reference, period=period, reason=record.text("Reason"), at=record.address("Reference")
                )
            )
    return tuple(found)


def with_comparators(
    indicators: tuple[AnyIndicator, ...], table: Table | None, listed: References, problems: list[Problem]
) -> tuple[AnyIndicator, ...]:
    """Return the indicators with the figures of others that the Comparators sheet gives.

    Problems: unknown-reference, not-a-number, ambiguous-period, period-without-year, comparator-period (a warning),
    and those of `read_figure`.
    """
    known = {indicator.reference: indicator for indicator in indicators}
    found: dict[str, list[Comparator]] = {}
    for record in table.records if table else ():
        reference = listed.known(record.text("Reference"))
        if reference and reference not in listed:
            problems.append(unknown_reference(reference, str(record.address("Reference")), listed))
        comparator = _comparator(record, known.get(reference), problems)
        if comparator is not None:
            found.setdefault(reference, []).append(comparator)
    return tuple(
        indicator.model_copy(update={"comparators": tuple(found.get(indicator.reference, ()))})
        if indicator.reference in found
        else indicator
        for indicator in indicators
    )


def _comparator(record: Record, indicator: AnyIndicator | None, problems: list[Problem]) -> Comparator | None:
    cell = record.cell("Figure")
    if indicator is None or cell.is_blank:
        return None
    figure = read_bar(cell, indicator.unit)
    if isinstance(figure, Problem):
        problems.append(figure)
        return None
    if figure.value is None:
        return None
    given = record.cell("Period")
    heading = read_heading(given)
    period = heading.period_for(indicator.frequency) if isinstance(heading, Heading) else None
    if isinstance(heading, NotRead) and heading.code != "not-a-period":
        problems.append(period_problem(given, heading, "the period"))
    shown = heading.name if isinstance(heading, Heading) and not isinstance(given.value, str) else given.text
    latest = indicator.latest_period
    if latest is not None and period is not None and period != latest:
        problems.append(
            warning(
                "comparator-period",
                str(record.address("Period")),
                f"{record.text('Comparator')} is given for {indicator.full_label(period)}, "
                f"but the latest result of {indicator.reference} is for {indicator.full_label(latest)}.",
                "type the figure of the same period where there is one; the paper names both periods",
            )
        )
    return Comparator(
        name=record.text("Comparator"),
        value=figure.value,
        period=indicator.full_label(period) if period else shown,
        source=record.text("Source"),
        at=cell.address,
    )
