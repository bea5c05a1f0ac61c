# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Where the server's time goes under a scenario: collapsed stacks, a line each with its count,
as flame graph programs read them. With perf; where that is not available with callgrind, which
counts instructions and writes a file of its own kind (for callgrind_annotate, kcachegrind)."""
import collections
import re
import shutil
import subprocess

SAMPLES_A_SECOND = 1_999
STACK_BYTES = 16_384
FRAME = re.compile(r"^\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.+)\)$")


def can_sample():
    return shutil.which("perf") is not None and subprocess.run(
        ["perf", "record", "-o", "/dev/null", "true"], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, check=False).returncode == 0


def write(bench, scenario, folder):
    folder.mkdir(parents=True, exist_ok=True)
    if can_sample():
        return sample(bench, scenario, folder / f"{scenario['key']}.collapsed")
    return count_instructions(bench, scenario, folder / f"{scenario['key']}.callgrind")


def sample(bench, scenario, file):
    data = file.with_suffix(".perf")
    deployment = bench.prepared.copy_to(bench.folder / "profiled").start()
    try:
        perf = subprocess.Popen(
            ["perf", "record", "-q", "-F", str(SAMPLES_A_SECOND), "--call-graph",
             f"dwarf,{STACK_BYTES}", "-p", str(deployment.server.pid), "-o", data],
            stderr=subprocess.DEVNULL)
        bench.load(deployment.port, scenario)
        perf.terminate()
        perf.wait()
        script = subprocess.Popen(["perf", "script", "-F", "comm,tid,ip,sym,dso", "-i", data],
                                  text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        stacks = collapse(script.stdout)
        script.wait()
    finally:
        deployment.stop()
    data.unlink()
    file.write_text("".join(f"{stack} {count}\n" for stack, count in sorted(stacks.items())))
    return file


def collapse(lines):
    """Counts of "thread;outermost;...;innermost" from what perf script prints."""
    stacks, frames, thread = collections.Counter(), [], ""
    for line in lines:
        frame = FRAME.match(line)
        if frame:
            name, library = frame.groups()
            frames.append(short(name) if name != "[unknown]"
                          else f"[{library.rsplit('/', 1)[-1]}]")
        elif line.strip():
            thread = line.split()[0]
        elif frames:
            stacks[";".join([thread, *reversed(frames)])] += 1
            frames = []
    return stacks


def short(name):
    """Without parameters and what would break the format."""
    depth, kept = 0, []
    for character in name.replace("(anonymous namespace)", "{anonymous}"):
        depth -= character == ")"
        if depth == 0 and character not in "();":
            kept.append(character)
        depth += character == "("
    return "".join(kept).strip().replace(" ", "_")


def count_instructions(bench, scenario, file):
    deployment = bench.prepared.copy_to(bench.folder / "profiled").start(
        under=["valgrind", "--tool=callgrind", "--separate-threads=yes",
               f"--callgrind-out-file={file}"])
    try:
        bench.load(deployment.port, scenario)
    finally:
        deployment.stop()
    return file
