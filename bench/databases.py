# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The database engines that the server can be measured on, and what each costs by itself: the
replay of a recording of what the server's writer ran, on the engine's own C interface."""
import pathlib
import sqlite3
import subprocess
import time

from crowd import PostgresLoader, SqliteLoader

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Engine:
    """What the deployment asks of an engine: all of it is optional."""

    def create(self, deployment):
        """Makes an empty database."""

    def start(self, deployment):
        """Runs what the database needs beside the server."""

    def stop(self, deployment):
        """Ends that."""

    def server_arguments(self, _deployment):
        return []

    def server_seconds(self, _deployment):
        """Processor seconds outside of the server's own process."""
        return {}

    def measure_limit(self, bench, scenario):
        recording = bench.folder / f"{scenario['key']}.recording"
        batch = self.record(bench, scenario, recording)
        copy = bench.prepared.copy_to(bench.folder / "limit")
        self.start(copy)
        try:
            done = bench.tool(f"limit_{self.name}", self.address(copy), recording)
        finally:
            self.stop(copy)
        recording.unlink()
        count = scenario["count"]
        return {"perSecond": count / done["seconds"], "batch": batch,
                "usEach": done["seconds"] * 1e6 / count,
                "cpuUsEach": done["cpuSeconds"] * 1e6 / count,
                "statementsEach": done["statements"] / count,
                "commitP50Us": done["transactionP50Us"]}

    def record(self, bench, scenario, recording):
        """Writes down what the writer runs under the load; returns its commands a commit."""
        recording.unlink(missing_ok=True)
        library = bench.programs / f"bench/librecord_{self.name}.so"
        deployment = bench.prepared.copy_to(bench.folder / "recorded").start(environment={
            "LD_PRELOAD": str(library.resolve()), "PERSEAT_RECORDING": str(recording.resolve())})
        try:
            recording.touch()
            before = deployment.counts()
            bench.load(deployment.port, scenario)
            time.sleep(bench.QUIET_S)
            after = deployment.counts()
        finally:
            deployment.stop()
        return batch_size(before, after)


class Sqlite(Engine):
    """The embedded engine, in the server's own process."""

    name = "sqlite"

    def address(self, deployment):
        return deployment.data / "perseat.db"

    def loader(self, deployment):
        return SqliteLoader(self.address(deployment))

    def bring_to_rest(self, deployment):
        """Nothing is left in the write-ahead log, which somebody else would pay for."""
        with sqlite3.connect(self.address(deployment)) as database:
            database.execute("pragma wal_checkpoint(truncate)")
        database.close()


class Postgres(Engine):
    """A private PostgreSQL in the deployment's folder, reached by a socket."""

    name = "postgres"
    CLUSTER = ROOT / "tests/support/postgres_cluster"
    DATABASE = "bench"

    def create(self, deployment):
        subprocess.run([self.CLUSTER, "start", deployment.programs / "perseatd",
                        deployment.folder.resolve()], stdout=subprocess.DEVNULL, check=True)
        # The cluster is one of tests, which do without; a deployment's gathers its statistics.
        for line in (f"create database {self.DATABASE} owner perseat",
                     "alter system set autovacuum = on", "select pg_reload_conf()"):
            self.ask(deployment, "postgres", line)

    def folder(self, deployment):
        return next(deployment.folder.resolve().glob("perseat-pg-*"), pathlib.Path("none"))

    def address(self, deployment):
        return f"host={self.folder(deployment)} user=perseat dbname={self.DATABASE}"

    def ask(self, deployment, database, text):
        return subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-h",
                               self.folder(deployment), "-U", "postgres", "-d", database],
                              input=text, text=True, stdout=subprocess.PIPE, check=True).stdout

    def loader(self, deployment):
        self.start(deployment)
        return PostgresLoader(lambda text: self.ask(deployment, self.DATABASE, text))

    def master(self, deployment):
        file = self.folder(deployment) / "data/postmaster.pid"
        return int(file.read_text().split()[0]) if file.exists() else None

    def start(self, deployment):
        if self.master(deployment) is None:
            subprocess.run([self.CLUSTER, "again", self.folder(deployment)], check=True)

    def stop(self, deployment):
        if self.master(deployment) is not None:
            subprocess.run([self.CLUSTER, "crash", self.folder(deployment)], check=True)

    def server_arguments(self, deployment):
        return ["--database", self.address(deployment)]

    def server_seconds(self, deployment):
        master = self.master(deployment)
        children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return {"database": sum(
            int(pathlib.Path(f"/proc/{child}/schedstat").read_text().split()[0]) * 1e-9
            for child in children)}

    def bring_to_rest(self, deployment):
        """Statistics are gathered, and nothing is left to write."""
        self.start(deployment)
        self.ask(deployment, self.DATABASE, "vacuum analyze")
        subprocess.run([self.CLUSTER, "rest", self.folder(deployment)], check=True)


ENGINES = {engine.name: engine for engine in (Sqlite, Postgres)}


def batch_size(before, after):
    batches = after["batches"] - before["batches"]
    return (after["commands"] - before["commands"]) / batches if batches else 0.0
