# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A server and its sandbox gateway for a measurement, on a copy of prepared data."""
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPERATOR = {"email": "operator@example.com", "password": "the operator's own passphrase"}
PASSWORD = "a long enough passphrase"
ADDRESS = {"line1": "Lindenstr. 5", "city": "Berlin", "postalCode": "10969", "country": "DE"}
START_S = 120  # under valgrind it takes its time
numbers = itertools.count(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Deployment:
    """perseatd and perseat-sandbox-gateway on one folder."""

    def __init__(self, programs, folder, engine):
        self.programs = pathlib.Path(programs)
        self.folder = pathlib.Path(folder)
        self.engine = engine  # databases.py
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.gateway = self.server = None

    def copy_to(self, folder):
        """The same data once more, at rest."""
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", self.folder, folder], check=True)
        os.sync()  # what was copied is not written while something is measured
        return Deployment(self.programs, folder, self.engine)

    def bootstrap(self):
        self.engine.create(self)
        subprocess.run([self.programs / "perseatd", "bootstrap", "--data", self.data,
                        *self.engine.server_arguments(self)],
                       input=json.dumps({"operator": OPERATOR}), text=True, check=True)

    def start(self, arguments=(), environment=None, under=()):
        """Starts both; `under` is a program that runs the server, with its arguments."""
        key = self.folder / "gateway-key"
        key.write_text("sk_test_bench\n")
        gateway_port, self.port = free_port(), free_port()
        self.engine.start(self)
        self.base = f"http://127.0.0.1:{self.port}"
        log = open(self.folder / "log", "ab")
        self.gateway = subprocess.Popen(
            [self.programs / "perseat-sandbox-gateway", "--listen", f"127.0.0.1:{gateway_port}",
             "--data", self.folder / "gateway.journal"], stdout=log, stderr=log)
        self.server = subprocess.Popen(
            [*under, self.programs / "perseatd", "serve", "--data", self.data, "--port",
             str(self.port), "--gateway-url", f"http://127.0.0.1:{gateway_port}",
             "--gateway-key-file", key,
             # One account does the work of thousands.
             "--rate-limit", "1000000", "--rate-burst", "1000000",
             *self.engine.server_arguments(self), *arguments],
            stdout=log, stderr=log, env={**os.environ, **(environment or {})})
        deadline = time.monotonic() + START_S
        while not self.is_ready():
            if self.server.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"perseatd did not start, see {self.folder / 'log'}")
            time.sleep(0.02)
        return self

    def is_ready(self):
        try:
            return requests.get(self.base + "/readyz", timeout=START_S).status_code == 200
        except requests.ConnectionError:
            return False

    def stop(self):
        for process in (self.server, self.gateway):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(START_S)
        self.engine.stop(self)

    def counts(self):
        """Commands and batches so far, and processor seconds by thread; the sandbox gateway's
        own as `sandbox`, the database server's, where there is one, as `database`."""
        text = requests.get(self.base + "/metrics", timeout=START_S).text
        values = {name: float(value) for name, value in re.findall(
            r"^perseat_engine_(commands|batches)_total (\S+)$", text, re.M)}
        threads = thread_seconds(self.server.pid)
        threads["sandbox"] = sum(thread_seconds(self.gateway.pid).values())
        threads |= self.engine.server_seconds(self)
        return {**values, "threads": threads}


def thread_seconds(pid):
    """Processor seconds of a process by the names of its threads, from the scheduler's own
    nanoseconds: the clock ticks of /proc/PID/stat are too coarse for short runs."""
    seconds = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        name = "network" if task.name == str(pid) else (task / "comm").read_text().strip()
        used = int((task / "schedstat").read_text().split()[0]) * 1e-9
        seconds[name] = seconds.get(name, 0) + used
    return seconds


class Person:
    """Somebody who signed in, with a token for programs."""

    def __init__(self, deployment, email, password):
        self.base = deployment.base
        self.session = requests.Session()
        signed_in = self.post("/v1/session", {"email": email, "password": password})
        self.session.headers["X-CSRF-Token"] = signed_in["csrfToken"]

    def post(self, path, body, method="POST"):
        answer = self.session.request(method, self.base + path, json=body, timeout=60,
                                      headers={"Idempotency-Key": f"prepare-{next(numbers)}"})
        if answer.status_code >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json()

    def get(self, path):
        answer = self.session.get(self.base + path, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def every(self, path):
        rows, cursor = [], ""
        while cursor is not None:
            separator = "&" if "?" in path else "?"
            page = self.get(f"{path}{separator}limit=200" + (f"&cursor={cursor}" if cursor else ""))
            rows, cursor = rows + page["items"], page["nextCursor"]
        return rows

    def make_token(self, scopes):
        return self.post("/v1/api-tokens", {"name": "bench", "scopes": scopes})["secret"]
