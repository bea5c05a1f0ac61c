# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The built programs, started on fresh data and free ports, and stopped again."""
import csv
import itertools
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import time

import requests

from contract import ROOT

START_S = 30
STOP_S = 20
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
databases = itertools.count(1)


def programs():
    """The folder of the built programs, None when nothing is built."""
    given = os.environ.get("PERSEAT_BIN")
    folders = [pathlib.Path(given)] if given else [
        ROOT / "build" / preset / "bin" for preset in ("release", "debug")]
    return next((folder for folder in folders if (folder / "perseatd").exists()), None)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def new_database():
    """A fresh database on the PostgreSQL server under test, None where SQLite is under test."""
    postgres = os.environ.get("PERSEAT_TEST_POSTGRES")
    if postgres is None:
        return None
    name = f"s_{os.getpid()}_{next(databases)}"
    subprocess.run(["psql", "-q", f"{postgres} dbname=perseat_admin", "-c",
                    f"create database {name} template perseat_template"], check=True)
    return f"{postgres} dbname={name}"


def value_of(cell):
    """A cell of psql's output."""
    if cell.lstrip("-").isdigit():
        return int(cell)
    return cell.replace("-", "") if UUID.fullmatch(cell) else cell


class Server:
    """perseatd with its sandbox gateway, on a folder and a database of its own."""

    def __init__(self, folder, arguments=(), rate_limit=1_000_000, rate_burst=1_000_000,
                 database=None):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        # None: of the engine under test; empty: the file in the folder.
        self.database = new_database() if database is None else database or None
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.own_arguments = list(arguments)
        # Tests ask more often than callers may, and not of a web app that happens to be built.
        self.arguments = ["--rate-limit", str(rate_limit), "--rate-burst", str(rate_burst),
                          *([] if "--web" in self.own_arguments else ["--web", "none"]), *arguments]
        self.log = self.folder / "perseatd.log"
        self.process = None
        self.before_start = None  # called in the child process

    def storage(self):
        """The options of perseatd that name what it works on."""
        return ["--data", self.data] + (["--database", self.database] if self.database else [])

    def rows(self, sql):
        """What the database holds, read as another program would; ids as 32 hex digits."""
        if self.database is None:
            with sqlite3.connect(f"file:{self.data / 'perseat.db'}?mode=ro", uri=True) as base:
                return [tuple(cell.hex() if isinstance(cell, bytes) else cell for cell in row)
                        for row in base.execute(sql)]
        # Row security shows everything to who says so.
        environment = {**os.environ, "PGOPTIONS": "-c perseat.sees_everything=yes"}
        done = subprocess.run(["psql", "-q", "--csv", "-t", self.database, "-c", sql], check=True,
                              capture_output=True, text=True, env=environment)
        return [tuple(value_of(cell) for cell in row)
                for row in csv.reader(done.stdout.splitlines())]

    def write(self, sql):
        """Changes what the database holds, as another server on the same database would."""
        if self.database is None:
            base = sqlite3.connect(self.data / "perseat.db", timeout=START_S)
            with base:
                base.execute(sql)
            base.close()
            return
        environment = {**os.environ, "PGOPTIONS": "-c perseat.sees_everything=yes"}
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", self.database, "-c", sql],
                       check=True, env=environment)

    def dump(self):
        """The whole database as text; empty where it is among the files of the folder."""
        if self.database is None:
            return b""
        # Row security stops everybody but a superuser.
        everything = self.database.replace("user=perseat", "user=postgres")
        return subprocess.run(["pg_dump", everything], check=True, capture_output=True).stdout

    def bootstrap(self, email, password):
        """Makes the operator's account."""
        done = subprocess.run(
            [programs() / "perseatd", "bootstrap", *self.storage()], text=True, timeout=START_S,
            input=json.dumps({"operator": {"email": email, "password": password}}),
            capture_output=True)
        assert done.returncode == 0, done.stderr
        assert password not in done.stdout + done.stderr

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [programs() / "perseatd", "serve", *self.storage(),
                 "--port", str(self.port), *self.arguments],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                preexec_fn=self.before_start)
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"perseatd ended at once:\n{self.tail()}")
            if self.is_ready():
                return self
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"perseatd is not ready after {START_S} s:\n{self.tail()}")

    def is_ready(self):
        try:
            return requests.get(self.base + "/readyz", timeout=2).status_code == 200
        except requests.ConnectionError:
            return False

    def tail(self):
        return self.log.read_text(errors="replace")[-4000:]

    def stop(self):
        """Ends it as an operator does; whoever does not end well fails the run."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"perseatd did not stop in {STOP_S} s:\n{self.tail()}") from None
        self.process = None
        assert status == 0, f"perseatd ended with {status}:\n{self.tail()}"

    def kill(self):
        """Ends it as a power cut does."""
        self.process.kill()
        self.process.wait()
        self.process = None
