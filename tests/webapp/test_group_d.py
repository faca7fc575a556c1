"""Group d of the attacks (pages, exports, sessions, statistics): which tests hold each, and the few that stand nowhere else."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests.webapp.reports.open_data.test_package import REGION, a_report
from webapp.enrolment.rosters.reading import read_file
from webapp.enrolment.rosters.table import find_table
from webapp.reports.open_data.package import package
from webapp.spreadsheet import Encoding, Sheet, write_csv

HERE = Path(__file__).parent
PAGES, ACCOUNTS = "test_attacks_on_pages.py", "enrolment/accounts"
# The attacks of this group, each by what it tries; numbers that are not here belong to no attack.
GROUP_D = {
    "d01": "CSRF: a form post from a page of a user's server on the same domain",
    "d02": "CSRF with Sec-Fetch-Mode: no-cors",
    "d03": "IDOR: another learner's page by its number",
    "d05": "privilege escalation: a role in a form of one's own profile",
    "d06": "privilege escalation: the hub token of a user's server used on the portal",
    "d08": "CP932 export of characters outside CP932",
    "d09": "CP932 read as UTF-8 and the reverse",
    "d10": "SQL injection in filters and sort keys",
    "d14": "a sign-out that leaves the portal's session alive",
    "d16": "report differencing: total minus shown cells",
    "d18": "report differencing: overlapping filters",
    "d20": "re-identification in the open data",
    "d21": "pseudonym reversal",
    "d23": "upload bomb: a zip bomb as xlsx",
    "d24": "upload bomb: XML entity expansion in xlsx or ods",
    "d25": "user enumeration by timing or message",
    "d26": "a coordinator exports more than is theirs",
    "d27": "the audit log tampered with by an administrator",
    "d28": "cache leak: the report page of one served to another",
    "d30": "notebook feedback HTML served from the hub's origin",
}
# Of each attack: the file below tests/webapp, and the tests in it that try it.
HELD = {
    "d01": [(PAGES, "test_d01_a_form_from_another_place_of_the_domain_is_refused")],
    "d02": [(PAGES, "test_d02_only_a_form_of_our_own_pages_is_taken")],
    "d03": [
        (PAGES, "test_d03_another_persons_page_is_not_found_and_the_asking_is_kept"),
        ("test_ids_of_others.py", "test_nothing_of_somebody_elses_opens_or_changes"),
    ],
    "d05": [("rights/test_correcting.py", "test_d05_a_field_that_is_none_changes_nothing")],
    "d06": [(PAGES, "test_d06_the_token_of_a_learners_server_opens_no_page")],
    "d08": [
        ("test_group_d.py", "test_d08_nothing_is_lost_in_silence"),
        ("enrolment/rosters/test_taking_people_home.py", "test_a_name_is_never_a_formula_and_lost_letters_are_listed"),
    ],
    "d09": [
        ("test_group_d.py", "test_d09_what_is_written_in_one_encoding_is_never_read_in_another"),
        ("enrolment/rosters/test_roster_reading.py", "test_every_office_encoding_gives_the_same_rows"),
        ("enrolment/rosters/test_taking_people_home.py", "test_what_went_out_comes_in_again_and_changes_nothing"),
    ],
    "d10": [(PAGES, "test_d10_a_filter_or_sort_key_is_never_sql")],
    "d14": [(PAGES, "test_d14_a_cookie_that_was_kept_is_dead_five_minutes_after_the_hubs_sign_out")],
    "d16": [("reports/disclosure/test_attacker.py", "test_of_ours_nothing_small_is_recovered_or_narrowed")],
    "d18": [
        ("reports/partners/test_protection.py", "test_no_difference_of_shown_counts_is_a_handful_of_others"),
        ("reports/disclosure/test_editions.py", "test_a_sequence_of_releases_hides_ever_more_and_tells_no_small_change"),
    ],
    "d20": [
        ("reports/open_data/test_package.py", "test_a_report_with_too_small_a_count_gives_no_package"),
        ("reports/releases/test_open_data.py", "test_the_proposer_does_not_release_it"),
        ("test_group_d.py", "test_d20_d21_the_open_data_has_no_row_of_a_person_and_no_pseudonym"),
    ],
    "d21": [("test_group_d.py", "test_d20_d21_the_open_data_has_no_row_of_a_person_and_no_pseudonym")],
    "d23": [("enrolment/rosters/test_roster_reading.py", "test_what_is_no_roster_is_refused_with_its_reason")],
    "d24": [("enrolment/rosters/test_roster_reading.py", "test_what_is_no_roster_is_refused_with_its_reason")],
    "d25": [
        (f"{ACCOUNTS}/test_resetting.py", "test_asking_costs_the_same_for_whom_nobody_knows"),
        ("test_passwords.py", "test_a_wrong_pair_is_refused_in_the_same_words"),
        ("enrolment/applying/test_applying_pages.py", "test_who_has_an_account_is_told_by_mail_and_a_stranger_sees_no_difference"),
    ],
    "d26": [(PAGES, "test_d26_an_export_holds_what_ones_partner_hosts_and_nothing_more")],
    "d27": [
        ("test_audit.py", "test_a_thousand_ways_of_tampering_are_all_seen"),
        ("test_audit.py", "test_verify_says_it_loudly"),
        ("test_append_only.py", "test_the_database_refuses_to_change_or_delete_a_line_and_says_why"),
        ("test_append_only.py", "test_no_other_word_of_the_database_does_it_either"),
        ("test_append_only.py", "test_a_session_refuses_before_the_database_has_to"),
        ("test_append_only.py", "test_a_guard_that_does_not_stand_is_told_by_verify_and_can_be_made_anew"),
        ("test_two_roles.py", "test_the_platforms_role_adds_lines_and_can_change_none"),
    ],
    "d28": [(PAGES, "test_d28_no_page_of_a_person_is_kept_by_a_cache")],
    "d30": [(PAGES, "test_d30_what_somebody_wrote_never_runs_on_a_page")],
}  # fmt: skip
NAMES = ["髙﨑", "𠮷", "～", "①", "é", "😀"]


def test_no_attack_of_the_group_is_left_out_and_none_is_made_up():
    assert HELD.keys() == GROUP_D.keys()
    assert all(HELD.values())


@pytest.mark.parametrize("attack", HELD)
def test_each_attack_is_tried_by_a_test_that_is_there(attack):
    for file, name in HELD[attack]:
        assert re.search(rf"^def {name}\(", (HERE / file).read_text(encoding="utf-8"), re.MULTILINE), name


@pytest.mark.parametrize("encoding", Encoding)
def test_d08_nothing_is_lost_in_silence(encoding):
    written = write_csv(Sheet([], ["氏名"], [[name] for name in NAMES]), encoding, "書けない文字")
    text = written.decode("utf-8-sig" if encoding is Encoding.UTF_8 else "cp932")
    for name in NAMES:
        assert name in text or "書けない文字" in text
    assert "?" not in text


@pytest.mark.parametrize("written_as", ["cp932", "utf-8-sig", "utf-16"])
def test_d09_what_is_written_in_one_encoding_is_never_read_in_another(written_as):
    """Whatever a program before us took it for: the rows are those that were meant, or the file is refused."""
    roster = "氏名,フリガナ\r\n髙橋 﨑子,タカハシ サキコ\r\n".encode(written_as)
    assert [line.cells[0] for line in find_table(read_file(roster)).lines] == ["髙橋 﨑子"]


def test_d20_d21_the_open_data_has_no_row_of_a_person_and_no_pseudonym():
    """A file of counts: the columns are these, no cell looks like a hash, and no count is below the threshold."""
    for name, written in package(a_report(), REGION, 10).items():
        if not name.endswith(".csv"):
            continue
        rows = list(csv.DictReader(io.StringIO(written.decode("cp932" if "cp932" in name else "utf-8-sig"))))
        for row in rows:
            assert not any(
                re.fullmatch(r"[0-9a-f]{12,}|[\w+/=-]{22,}", value or "") for value in row.values()
            )
            assert not {"learner_id", "name", "email", "id", "pseudonym"} & set(row)
            if row.get("unit") in ("人", "people") and (row.get("value") or "").isdigit():
                assert int(row["value"]) >= 10
