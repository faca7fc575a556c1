import json

import pytest

from grader.contract import ContractError, GradingRequest, ScoreSheet
from grader.engine import grade, open_executor

pytestmark = pytest.mark.sandbox


def test_requests_go_through_an_executor_as_bytes_and_come_back_in_their_own_order(desk, write):
    source = json.dumps(write.assignment())
    works = [
        write.assignment(),
        write.assignment("total = 300"),
        write.assignment(),
        write.assignment("import os\nos._exit(1)"),
    ]
    requests = [
        GradingRequest(str(number), source, json.dumps(work)).to_json() for number, work in enumerate(works)
    ]
    with open_executor(2) as executor:
        sheets = [ScoreSheet.from_json(sheet) for sheet in executor.map(grade, requests)]
    assert [sheet.points for sheet in sheets] == [5, 3, 5, 0]
    assert [str(sheet.state) for sheet in sheets] == ["GRADED", "GRADED", "GRADED", "CRASHED"]


def test_a_request_that_breaks_the_contract_is_an_exception_and_never_a_score():
    with pytest.raises(ContractError):
        grade(b"{}")
