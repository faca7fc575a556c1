import struct

import pytest

from grader import seccomp
from grader.seccomp import ALLOW, CLONE3, ERRNO, KILL, PROCESSORS, UnknownProcessor, program


def run(code, number, *arguments, architecture):
    """A small machine for the five instructions used, to ask the filter as the kernel would."""
    data = struct.pack("<iIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    place, word = 0, 0
    while True:
        operation, then, otherwise, value = struct.unpack_from("<HBBI", code, place * 8)
        place += 1
        match operation:
            case seccomp.LOAD:
                (word,) = struct.unpack_from("<I", data, value)
            case seccomp.RETURN:
                return value
            case _:
                tests = {
                    seccomp.JUMP_EQUAL: word == value,
                    seccomp.JUMP_AT_LEAST: word >= value,
                    seccomp.JUMP_ANY_BIT: bool(word & value),
                }
                place += then if tests[operation] else otherwise


@pytest.fixture(params=PROCESSORS)
def machine(request):
    return request.param


@pytest.fixture
def answer(machine):
    processor = PROCESSORS[machine]
    return lambda number, *arguments: run(program(machine), number, *arguments, architecture=processor.audit)


REFUSED, NOT_THERE = ERRNO | 1, ERRNO | 38


def test_ordinary_calls_pass(answer):
    assert answer(63) == answer(0) == answer(1) == answer(5) == ALLOW


def test_every_call_on_the_list_is_refused(answer, machine):
    column = PROCESSORS[machine].column
    for numbers in seccomp._DENIED.values():
        if numbers[column] is not None:
            assert answer(numbers[column]) == REFUSED


def test_sockets_are_of_this_machine_only(answer, machine):
    for call in PROCESSORS[machine].socket:
        assert answer(call, 1) == ALLOW
        assert {answer(call, family) for family in (2, 10, 16, 17, 40)} == {REFUSED}


def test_threads_and_forks_pass_and_new_namespaces_do_not(answer, machine):
    clone = PROCESSORS[machine].clone
    assert answer(clone, 0x3D0F00) == answer(clone, 17) == ALLOW
    assert {answer(clone, flag | 17) for flag in (0x10000000, 0x20000000, 0x40000000, 0x20000)} == {REFUSED}
    assert answer(CLONE3) == NOT_THERE


def test_the_signal_at_the_parents_death_cannot_be_cleared(answer, machine):
    prctl, ioctl = PROCESSORS[machine].prctl, PROCESSORS[machine].ioctl
    assert answer(prctl, 1) == answer(prctl, 4) == answer(ioctl, 0, 0x5412) == REFUSED
    assert answer(prctl, 15) == answer(ioctl, 0, 0x5401) == ALLOW


def test_another_architectures_calls_end_the_process(machine):
    assert run(program(machine), 0, architecture=0x40000003) == KILL


def test_the_other_numbering_of_the_same_processor_is_refused():
    audit = PROCESSORS["x86_64"].audit
    assert run(program("x86_64"), 0x40000000 + 272, architecture=audit) == REFUSED


def test_a_processor_without_a_table_is_told_and_never_run_unfiltered():
    with pytest.raises(UnknownProcessor):
        program("m68k")


def test_nobody_sets_a_limit_on_the_processor_and_everybody_may_ask_for_it(answer, machine):
    processor, cpu, files = PROCESSORS[machine], 0, 7
    assert (answer(processor.setrlimit, cpu), answer(processor.setrlimit, files)) == (REFUSED, ALLOW)
    assert answer(processor.prlimit, 0, cpu, 0) == answer(processor.prlimit, 0, files, 4096) == ALLOW
    assert answer(processor.prlimit, 0, cpu, 4096) == answer(processor.prlimit, 0, cpu, 1 << 32) == REFUSED
