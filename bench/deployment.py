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
START_S = 30
numbers = itertools.count(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Deployment:
    """perseatd and perseat-sandbox-gateway on one folder."""

    def __init__(self, programs, folder):
        self.programs = pathlib.Path(programs)
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.gateway = self.server = None

    @staticmethod
    def copy_of(prepared, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(prepared.folder, folder)
        os.sync()  # what was copied is not written while something is measured
        return Deployment(prepared.programs, folder)

    def bootstrap(self):
        subprocess.run([self.programs / "perseatd", "bootstrap", "--data", self.data],
                       input=json.dumps({"operator": OPERATOR}), text=True, check=True)

    def start(self, environment=None):
        key = self.folder / "gateway-key"
        key.write_text("sk_test_bench\n")
        gateway_port, self.port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        log = open(self.folder / "log", "ab")
        self.gateway = subprocess.Popen(
            [self.programs / "perseat-sandbox-gateway", "--listen", f"127.0.0.1:{gateway_port}",
             "--data", self.folder / "gateway.journal"], stdout=log, stderr=log)
        self.server = subprocess.Popen(
            [self.programs / "perseatd", "serve", "--data", self.data, "--port", str(self.port),
             # One account does the work of thousands.
             "--rate-limit", "1000000", "--rate-burst", "1000000",
             "--gateway-url", f"http://127.0.0.1:{gateway_port}", "--gateway-key-file", key],
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
            return requests.get(self.base + "/readyz", timeout=2).status_code == 200
        except requests.ConnectionError:
            return False

    def stop(self):
        for process in (self.server, self.gateway):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(30)

    def metrics(self):
        """Commands, batches, and processor seconds by thread; the gateway's own as `sandbox`."""
        text = requests.get(self.base + "/metrics", timeout=10).text
        values = {name: float(value) for name, value in re.findall(
            r"^perseat_engine_(commands|batches)_total (\S+)$", text, re.M)}
        threads = {name: float(value) for name, value in re.findall(
            r'^perseat_thread_cpu_seconds_total\{thread="([^"]+)"\} (\S+)$', text, re.M)}
        threads["sandbox"] = cpu_seconds(self.gateway.pid)
        return {**values, "threads": threads}


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
            page = self.get(f"{path}?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            rows, cursor = rows + page["items"], page["nextCursor"]
        return rows

    def make_token(self, scopes):
        return self.post("/v1/api-tokens", {"name": "bench", "scopes": scopes})["secret"]
