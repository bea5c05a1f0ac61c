# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The cluster of packaging/ha on three machines, each a network namespace with a cable to a switch
in ours. Only in a namespace of our own, see alone: nothing here is taken down again."""
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import time

import requests

from contract import ROOT

EXAMPLE = ROOT / "packaging/ha"
NETWORK = "10.77.0"
OURS = f"{NETWORK}.1"
HEALTHY_S = 120  # for all three to follow again
ALONE_S = 3  # less than a leader stays one without etcd
# Covered by a file system of our own, so that nothing stays behind; all may go through it, unlike
# through pytest's folders.
MEMORY = pathlib.Path("/dev/shm")
AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
TRIED_FAILING = requests.ConnectionError, requests.Timeout


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, timeout=60,
                          **options)
    assert done.returncode == 0, f"{shlex.join(map(str, words))}:\n{done.stdout}{done.stderr}"
    return done.stdout


def use_memory(folder):
    """A file system in memory, which is gone with our namespace of mounts."""
    folder.mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", folder)


def make_network():
    """A switch in our namespace, at which we have an address too."""
    use_memory(pathlib.Path("/run/netns"))  # the names of our namespaces are for nobody else
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", "switch", "type", "bridge")
    run("ip", "addr", "add", f"{OURS}/24", "dev", "switch")
    run("ip", "link", "set", "switch", "up")


class Machine:
    """One of the three: its processes and its cable."""

    def __init__(self, number, folder):
        self.name = f"db{number}"
        self.address = f"{NETWORK}.{10 + number}"
        self.folder = folder / self.name
        self.cable = f"cable{number}"
        self.peers = []  # all three
        run("ip", "netns", "add", self.name)
        run("ip", "link", "add", self.cable, "type", "veth", "peer", "name", "eth0",
            "netns", self.name)
        run("ip", "link", "set", self.cable, "master", "switch", "up")
        self.inside("ip", "link", "set", "lo", "up")
        self.inside("ip", "addr", "add", f"{self.address}/24", "dev", "eth0")
        self.inside("ip", "link", "set", "eth0", "up")
        self.folder.mkdir(mode=0o700)
        run("chown", "-R", "postgres:", self.folder)

    def inside(self, *words):
        return run("ip", "netns", "exec", self.name, *words)

    def take_settings(self, folder):
        for name in ("etcd", "patroni.yml"):
            (self.folder / name).write_bytes((folder / self.name / name).read_bytes())
            run("chown", "postgres:", self.folder / name)

    def start(self):
        """Both services, as the machine's start would."""
        settings = dict(line.split("=", 1) for line in
                        (self.folder / "etcd").read_text().splitlines() if line.startswith("ETCD"))
        self._start("etcd", ["etcd"],
                    {name: value.strip('"') for name, value in settings.items()})
        self._start("patroni", ["patroni", self.folder / "patroni.yml"], {})

    def _start(self, name, words, environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            subprocess.Popen(
                ["ip", "netns", "exec", self.name, *AS_POSTGRES, *words], cwd=self.folder,
                env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8",
                     **environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

    # ------------------------------------------------------------ faults

    def _processes(self):
        return [int(pid) for pid in run("ip", "netns", "pids", self.name).split()]

    def _signal_all(self, number, is_done):
        """To every process, and to those that are started meanwhile."""
        while not all(is_done(pid) for pid in self._processes()):
            for pid in self._processes():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass

    def kill(self):
        """The power goes off."""
        self._signal_all(signal.SIGKILL, lambda pid: state_of(pid) in "ZX")

    def die_alone(self):
        """It goes on for some seconds without the others, who then come back and it does not: what
        it had answered meanwhile would be lost."""
        others = [one for one in self.peers if one is not self]
        for one in others:
            one.cut()
        time.sleep(ALONE_S)
        self.kill()
        for one in others:
            one.mend()

    def freeze(self):
        """Nothing of it runs any more, but its kernel still acknowledges what is sent to it: a
        virtual machine whose host is stuck."""
        self._signal_all(signal.SIGSTOP, lambda pid: state_of(pid) in "TZX")

    def thaw(self):
        for pid in self._processes():
            os.kill(pid, signal.SIGCONT)

    def cut(self):
        run("ip", "link", "set", self.cable, "down")

    def mend(self):
        run("ip", "link", "set", self.cable, "up")

    # ------------------------------------------------------------ what it says of itself

    def is_in_role(self, role):
        try:
            return requests.get(f"http://{self.address}:8008/{role}",
                                timeout=2).status_code == 200
        except TRIED_FAILING:
            return False

    def replace(self):
        """The machine comes with an empty disk, as the operators' page says."""
        for folder in ("data", "etcd-data"):
            shutil.rmtree(self.folder / folder)
        peer = next(one for one in self.peers if one is not self)
        members = {line.split(", ")[2]: line.split(", ")[0]
                   for line in peer.inside("etcdctl", "member", "list").splitlines()}
        peer.inside("etcdctl", "member", "remove", members[self.name])
        peer.inside("etcdctl", "member", "add", self.name,
                    f"--peer-urls=http://{self.address}:2380")
        settings = self.folder / "etcd"
        settings.write_text(settings.read_text().replace(
            'ETCD_INITIAL_CLUSTER_STATE="new"', 'ETCD_INITIAL_CLUSTER_STATE="existing"'))
        self.start()

    def log(self, name="patroni"):
        return (self.folder / f"{name}.log").read_text(errors="replace")[-3000:]


def state_of(pid):
    """R, S, D, T, Z ... as proc(5) has it; X when it is gone."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


class Cluster:
    """Made by the example's own script and templates; only folders and addresses are ours."""

    def __init__(self):
        use_memory(MEMORY)
        make_network()
        self.folder = MEMORY
        self.machines = [Machine(number, self.folder) for number in (1, 2, 3)]
        self._make_settings()
        for machine in self.machines:
            machine.peers = self.machines
            machine.take_settings(self.folder / "settings")
            machine.start()
        self.wait_until_healthy()
        self._make_database()
        self._start_proxy()

    def _make_settings(self):
        own = {
            "machines": " ".join(f"{one.name}={one.address}" for one in self.machines),
            "machines_network": f"{NETWORK}.0/24", "clients_network": f"{NETWORK}.0/24",
            "etcd_folder": f"{self.folder}/@NAME@/etcd-data",
            "data_folder": f"{self.folder}/@NAME@/data", "socket_folder": f"{self.folder}/@NAME@",
            "pgpass": f"{self.folder}/@NAME@/pgpass", "shared_buffers": "64MB"}
        conf = self.folder / "cluster.conf"
        conf.write_text((EXAMPLE / "cluster.conf").read_text() + "".join(
            f'{name}="{value}"\n' for name, value in own.items()))
        settings = self.folder / "settings"
        run(EXAMPLE / "make-settings", conf, settings)
        self.passwords = dict(line.split("=") for line in
                              (settings / "passwords").read_text().splitlines())
        self.database, = (line.split("=", 1)[1].strip('"') for line in
                          (settings / "perseatd.env").read_text().splitlines()
                          if line.startswith("PERSEAT_DATABASE="))
        pgpass = self.folder / "perseat.pgpass"
        pgpass.write_text(f"*:*:perseat:perseat:{self.passwords['perseat_password']}\n")
        pgpass.chmod(0o600)
        # For perseatd, psql and whatever else the tests start.
        os.environ["PGPASSFILE"] = str(pgpass)

    def _make_database(self):
        leader = self.leader()
        run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-v",
            f"password={self.passwords['perseat_password']}", "-f", EXAMPLE / "perseat.sql",
            f"host={leader.address} user=postgres dbname=postgres",
            env={**os.environ, "PGPASSWORD": self.passwords["postgres_password"]})

    def _start_proxy(self):
        program = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        subprocess.Popen([program, "-db", "-q", "-f", self.folder / "settings/haproxy.cfg"])

    def ask_proxy(self, port, sql):
        return run("psql", "-q", "-A", "-t", f"host=127.0.0.1 port={port} user=perseat "
                   "dbname=perseat connect_timeout=2", "-c", sql).strip()

    def find(self, role):
        """The one machine in that role, None while there is none."""
        return next((one for one in self.machines if one.is_in_role(role)), None)

    def leader(self):
        return self.find("primary")

    def is_healthy(self):
        """One leads, one holds every commit too, all three run and follow."""
        roles = [[role for role in ("primary", "synchronous", "replica") if one.is_in_role(role)]
                 for one in self.machines]
        return sorted(map(tuple, roles)) == [
            ("primary",), ("replica",), ("synchronous", "replica")] and self._count_followers() == 2

    def _count_followers(self):
        """Those who receive the leader's changes as they are made."""
        try:
            told = requests.get(f"http://{self.leader().address}:8008/patroni", timeout=2).json()
        except (AttributeError, *TRIED_FAILING):
            return 0
        return sum(one["state"] == "streaming" for one in told.get("replication", []))

    def wait_until_healthy(self):
        """The seconds that it took."""
        started = time.monotonic()
        while not self.is_healthy():
            assert time.monotonic() - started < HEALTHY_S, "\n".join(
                f"{one.name}:\n{one.log()}" for one in self.machines)
            time.sleep(0.5)
        return time.monotonic() - started

    def order(self, verb, *more):
        """As an operator gives it, on the leader's machine."""
        leader = self.leader()
        return leader.inside(*AS_POSTGRES, "patronictl", "-c", leader.folder / "patroni.yml", verb,
                             "perseat", *more, "--force")
