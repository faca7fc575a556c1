"""`python -m hub_config.kubernetes.keys FOLDER`: makes the installation's keys as files, for a Secret of the cluster."""

import sys
from pathlib import Path

from hub_config.prepare import make_secrets

# In a cluster the proxy's and the culler's tokens are the chart's, and there is no supervisor.
NOT_IN_A_CLUSTER = ("proxy_token", "supervisor_token", "culler_token")


def main() -> int:
    """Make the missing ones and say what to do with them."""
    if len(sys.argv) != 2:
        print("置き場所を指定してください / name the folder to put them in", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_secrets(folder)
    for name in NOT_IN_A_CLUSTER:
        (folder / name).unlink()
    print(f"kubectl --namespace tateyama create secret generic tateyama-keys --from-file={folder}")
    print(
        "登録したら安全な場所に控え、ここからは消してください / keep a copy in a safe place, then delete this one"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
