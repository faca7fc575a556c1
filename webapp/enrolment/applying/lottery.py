"""抽選: an order that anybody can compute again from a published string and the closed list."""

import hashlib
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """抽選の結果: numbers in the order in which they were drawn, and what it was computed from."""

    published: str
    list_digest: str
    seed: str
    numbers: tuple[int, ...]


def digest_of_list(numbers: Iterable[int]) -> str:
    """名簿の要約: sha256 over the applications' numbers in ascending order, one a line."""
    return hashlib.sha256("\n".join(str(number) for number in sorted(numbers)).encode()).hexdigest()


def draw_order(published: str, numbers: Sequence[int]) -> Order:
    """Order the numbers by sha256(seed:number), with seed = sha256(published string, line break, list digest).

    Only sha256 is used, so that the order can be checked with any language's, decades from now. Whoever knows the
    string before the list closes cannot steer it without changing the list, and the string stands before that.
    """
    list_digest = digest_of_list(numbers)
    seed = hashlib.sha256(f"{published}\n{list_digest}".encode()).hexdigest()
    drawn = sorted(set(numbers), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())
    return Order(published, list_digest, seed, tuple(drawn))


def recipe(published: str, numbers: Iterable[int]) -> str:
    """確かめ方: lines for bash that print the drawn order, one number a line."""
    listed = " ".join(str(number) for number in sorted(numbers))
    return "\n".join(
        (
            "digest() { printf '%s' \"$1\" | sha256sum | cut -d' ' -f1; }",
            f"published={shlex.quote(published)}",
            f"numbers='{listed}'",
            "list=$(digest \"$(printf '%s\\n' $numbers)\")",
            'seed=$(digest "$(printf \'%s\\n%s\' "$published" "$list")")',
            'for n in $numbers; do echo "$(digest "$seed:$n") $n"; done | LC_ALL=C sort | cut -d\' \' -f2',
        )
    )
