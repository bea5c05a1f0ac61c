# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The database engines that the server can be measured on, and what each costs by itself."""
import sqlite3
import time


class Sqlite:
    """The embedded engine. Its limit: a recording of what the server's writer ran, replayed on
    SQLite's C interface."""

    name = "sqlite"

    def server_arguments(self, _deployment):
        return []

    def server_seconds(self, _deployment):
        return {}

    def bring_to_rest(self, deployment):
        """Nothing is left in the write-ahead log, which somebody else would pay for."""
        with sqlite3.connect(deployment.data / "perseat.db") as database:
            database.execute("pragma wal_checkpoint(truncate)")
        database.close()

    def measure_limit(self, bench, scenario):
        recording = bench.folder / f"{scenario['key']}.recording"
        batch = self.record(bench, scenario, recording)
        copy = bench.prepared.copy_to(bench.folder / "limit")
        done = bench.tool("limit_program", copy.data / "perseat.db", recording)
        recording.unlink()
        count = scenario["count"]
        return {"perSecond": count / done["seconds"], "batch": batch,
                "cpuUsEach": done["cpuSeconds"] * 1e6 / count,
                "statementsEach": done["statements"] / count,
                "commitP50Us": done["transactionP50Us"]}

    def record(self, bench, scenario, recording):
        """Writes down what the writer runs under the load; returns its commands a commit."""
        recording.unlink(missing_ok=True)
        deployment = bench.prepared.copy_to(bench.folder / "recorded").start(environment={
            "LD_PRELOAD": str((bench.programs / "bench/librecord_statements.so").resolve()),
            "PERSEAT_RECORDING": str(recording.resolve())})
        try:
            recording.touch()
            before = deployment.counts()
            bench.load(deployment.port, scenario)
            time.sleep(bench.QUIET_S)
            after = deployment.counts()
        finally:
            deployment.stop()
        return batch_size(before, after)


ENGINES = {engine.name: engine for engine in (Sqlite,)}


def batch_size(before, after):
    batches = after["batches"] - before["batches"]
    return (after["commands"] - before["commands"]) / batches if batches else 0.0
