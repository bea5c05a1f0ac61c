# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A small tree in a temporary folder, with which a checker is run as a developer runs it."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
LICENSE = "Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0"
HEAD = f"// {LICENSE}\n// What the file is for.\n"


def run(tool, root, *options):
    """The lines that the tool prints about the tree; its exit code must tell the same."""
    done = subprocess.run([ROOT / "tools" / tool, *options, root], capture_output=True, text=True,
                          timeout=30)
    assert done.stderr == ""
    assert done.returncode == (1 if done.stdout else 0)
    return done.stdout.splitlines()


def plant(root, files):
    for name, text in files.items():
        path = pathlib.Path(root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
