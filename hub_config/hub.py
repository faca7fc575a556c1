"""Starts JupyterHub as `python -m jupyterhub` does, without building a grammar that it does not use.

jsonschema would make one of all addresses for the format `iri` at import, a second of CPU time; after a crash of the hub
everybody waits for it.
"""

import sys


def main() -> None:
    """Run JupyterHub with this command line."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # Python's mark for what cannot be imported
    from jupyterhub.app import main as run_hub

    run_hub()


if __name__ == "__main__":
    main()
