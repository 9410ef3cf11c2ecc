"""What reports are furnished with is no leak; what an exempt paper alone has to say is one, however plainly it is put."""

import pytest

from kccreport.agenda.examining.contents import Contents
from kccreport.agenda.examining.leaks import exempt_paper, find_leaks
from kccreport.agenda.examining.people import people, people_in_office
from tests.agenda.clean_papers import STYLES, meeting
from tests.agenda.measure import false_stops, missed

# what exempt papers say, of more than five words each, in plain words and mostly without names or figures
SECRETS = (
    "We would lose this in court if it went that far.",
    "The tenderer cannot deliver before next spring.",
    "Eleven staff in the team will be made redundant.",
    "The headteacher has been suspended since Monday.",
    "A compulsory purchase of the shop comes next.",
    "The tenant owes three years of rent.",
    "Our valuer thinks the land is worth half of that.",
    "The lowest bid came from a firm that is nearly bankrupt.",
    "The child was moved to a foster family in the north.",
    "She has a serious illness and will retire early.",
    "The contractor used cheap steel in the bridge.",
    "Police are looking into the missing money.",
    "The lease can be ended without paying them anything.",
    "He was found drunk at the wheel of the van.",
    "The union will accept two per cent if pressed.",
    "The school is to close whatever parents say.",
    "We will not go above four million for the site.",
    "The owner does not know of the planned bypass.",
    "Their insurance will not pay for the fire.",
    "The grant was spent on a holiday in Spain.",
    "Legal advice is that the decision was unlawful and must be defended quietly.",
    "The officer had an affair with the supplier's agent.",
    "The council has agreed to settle for ninety thousand pounds.",
    "The family is to be evicted on the fourth of May.",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_only_an_exempt_paper_says_is_found_though_the_words_are_plain(secret: str) -> None:
    paper = exempt_paper("Item 9", Contents(texts=[("page 1", f"In private. {secret} End.")]), titles=[], files=[])
    pack = Contents(texts=[("page 1", f"Members will note. {secret} That is all.")])
    assert list(find_leaks(pack, [paper], [pack], []))


@pytest.mark.parametrize("seed", range(len(STYLES)))
def test_no_set_phrase_of_six_councils_stops_a_clean_pack_and_every_secret_does(tmp_path: object, seed: int) -> None:
    made = meeting(seed, [])
    assert false_stops(made, tmp_path) == set()  # type: ignore[arg-type]
    assert missed(made) == 0
    assert made.secrets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a complaint of Gareth Pugh", {"gareth pugh"}),
        ("GARETH PUGH complained", {"gareth pugh"}),
        ("Gareth J. Pugh of Wren Mill", {"gareth pugh"}),
        ("Name: Pugh, Gareth", {"gareth pugh"}),
        ("Siân Bevan-Price and Oluwaseun Adeyemi", {"sian bevan-price", "oluwaseun adeyemi"}),
        ("Mark Okafor left", {"mark okafor"}),
        ("Grace Period and a period of grace", set()),
        ("Kent Community Health; the community", set()),
        ("Rose Cottage, Victoria Road, Martin Street", set()),
        ("Adult Social Care and Highways Services", set()),
        ("on 12 April Members met", set()),
        ("PIA Screening Stage", set()),
    ],
)
def test_a_person_is_told_by_a_given_name_and_a_surname(text: str, found: set[str]) -> None:
    assert people([text]) == found


@pytest.mark.parametrize(
    ("text", "is_office"),
    [
        ("Contact Officer: Helen Marlowe", True),
        ("From: Helen Marlowe, Cabinet Member for Health", True),
        ("Report Author: Helen Marlowe Telephone: 03000 416302", True),
        ("Councillor Helen Marlowe was in the chair", True),
        ("Helen Marlowe, Head of Planning", True),
        ("the complaint that Helen Marlowe made", False),
        ("Helen Marlowe, of 4 Mill Lane", False),
        ("we dismissed Helen Marlowe", False),
    ],
)
def test_a_person_who_is_named_for_an_office_is_told_from_one_of_whom_something_is_told(
    text: str, is_office: bool
) -> None:
    assert people_in_office([text]) == ({"helen marlowe"} if is_office else set())
    paper = exempt_paper("Item 9", Contents(texts=[("page 1", "About Helen Marlowe")]), titles=[], files=[])
    pack = Contents(texts=[("page 1", text)])
    found = {leak.what for leak in find_leaks(pack, [paper], [pack], [])}
    assert found == (set() if is_office else {"“helen marlowe”"})


def test_a_person_is_cleared_by_name_and_by_the_agendas_own_words() -> None:
    paper = exempt_paper("Item 9", Contents(texts=[("page 1", "About Helen Marlowe")]), titles=[], files=[])
    pack = Contents(texts=[("page 1", "We spoke of Helen Marlowe, and helen.marlowe@example.org wrote")])
    assert {leak.what for leak in find_leaks(pack, [paper], [], [])} == {"“helen marlowe”"}
    assert list(find_leaks(pack, [paper], [], ["Helen Marlowe"])) == []
    assert list(find_leaks(pack, [paper], [], ["helen marlowe"])) == []


def test_a_persons_name_is_found_in_small_letters_and_in_an_address() -> None:
    paper = exempt_paper("Item 9", Contents(texts=[("page 1", "About Helen Marlowe")]), titles=[], files=[])
    pack = Contents(texts=[("page 1", "write to helen.marlowe@example.org")])
    assert {leak.what for leak in find_leaks(pack, [paper], [pack], [])} == {"“helen marlowe”"}
