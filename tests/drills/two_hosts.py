"""Two hosts beside this one, as network namespaces on cables of their own; for a process that has a network of its own."""

import json
import subprocess

HERE, PORT = "10.81.0.1", 8786
HOSTS = (1, 2)


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


def lay_cables():
    """Give this host its address, and each of the others a cable to it; names of namespaces stay in this process's /run."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    ip("link", "set", "lo", "up")
    ip("address", "add", f"{HERE}/32", "dev", "lo")
    for host in HOSTS:
        ip("netns", "add", name(host))
        ip("link", "add", here(host), "type", "veth", "peer", "name", "there", "netns", name(host))
        ip("address", "add", f"10.81.{host}.1/24", "dev", here(host))
        ip("link", "set", here(host), "up")
        for words in (
            ("address", "add", f"10.81.{host}.2/24", "dev", "there"),
            ("link", "set", "there", "up"),
            ("link", "set", "lo", "up"),
            ("route", "add", "default", "via", f"10.81.{host}.1"),
        ):
            ip("-n", name(host), *words)


def on(host):
    """What stands before a command that runs on that host."""
    return ["ip", "netns", "exec", name(host)]


def cut(host):
    """Pull the cable: nothing is told to either end, packets just do not arrive."""
    ip("link", "set", here(host), "down")


def mend(host):
    ip("link", "set", here(host), "up")


def is_cut(host):
    told = subprocess.run(["ip", "-json", "link", "show", here(host)], check=True, capture_output=True)
    return "UP" not in json.loads(told.stdout)[0]["flags"]


def name(host):
    return f"host{host}"


def here(host):
    return f"to-host{host}"
