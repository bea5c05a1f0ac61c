# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""nginx with a fixed body of the size that a read answers: what HTTP alone costs."""
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import time

import requests

from deployment import free_port, thread_seconds

REPEAT = 5  # an answer costs it little: more of them for the same precision

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  keepalive_requests 1000000;
  open_file_cache max=10;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ }}
  default_type application/json;
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {folder}; try_files /body.json =404; }}
  }}
}}
"""


def is_there():
    return shutil.which("nginx", path="/usr/sbin:/usr/bin") is not None


def typical_body(deployment, scenario):
    """The answer of median size among the first requests of a scenario."""
    bodies = []
    for line in pathlib.Path(scenario["file"]).read_text().splitlines()[:25]:
        token, _method, target, _body = line.split("\t")
        answer = requests.get(deployment.base + target, timeout=60,
                              headers={"Authorization": f"Bearer {token}"})
        answer.raise_for_status()
        bodies.append(answer.content)
    middle = statistics.median_low(map(len, bodies))
    return next(body for body in bodies if len(body) == middle)


def measure(bench, scenario, body):
    folder = (bench.folder / "nginx").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "body.json").write_bytes(body)
    port = free_port()
    (folder / "configuration").write_text(CONFIGURATION.format(folder=folder, port=port))
    master = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "configuration", "-p", folder],
                              stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        worker = worker_of(master.pid)
        before = sum(thread_seconds(worker).values())
        result = bench.load(port, scenario, REPEAT)
        used = sum(thread_seconds(worker).values()) - before
    finally:
        master.send_signal(signal.SIGTERM)
        master.wait(10)
    return {"perSecond": result["perSecond"], "bodyBytes": len(body),
            "cpuUsEach": used * 1e6 / (scenario["count"] * REPEAT)}


def wait_for(port):
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError("nginx did not start")


def worker_of(master):
    children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(children[0])
