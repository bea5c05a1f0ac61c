# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Several servers side by side on one database, behind HAProxy."""
import shutil
import subprocess
import time

import requests

from server import START_S, Server, free_port
from shop import Shop

PROXY = """
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  option redispatch
frontend people
  bind 127.0.0.1:{port}
  default_backend nodes
backend nodes
  balance roundrobin
  option httpchk GET /readyz
"""


class Nodes(Shop):
    """A shop whose first server has others beside it."""

    def __init__(self, folder, count=3, **options):
        super().__init__(folder, **options)
        self.nodes = [self.server]
        self.proxy = None
        for number in range(2, count + 1):
            node = Server(self.folder / f"node-{number}", self.server.own_arguments,
                          database=self.server.database)
            self.nodes.append(node)
            node.start()

    def start_proxy(self):
        """The port at which HAProxy hands requests to the nodes that are ready."""
        port = free_port()
        settings = self.folder / "haproxy.cfg"
        settings.write_text(PROXY.format(port=port) + "".join(
            f"  server node{number} 127.0.0.1:{node.port} check inter 100ms fall 2 rise 1\n"
            for number, node in enumerate(self.nodes)))
        program = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        self.proxy = subprocess.Popen([program, "-db", "-q", "-f", settings])
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            try:
                if requests.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200:
                    return port
            except requests.ConnectionError:
                pass
            time.sleep(0.05)
        raise RuntimeError("HAProxy does not answer")

    def stop_nodes(self):
        for node in self.nodes:
            node.stop()

    def close(self):
        if self.proxy is not None:
            self.proxy.terminate()
            self.proxy.wait(10)
        try:
            for node in self.nodes[1:]:
                node.stop()
        finally:
            super().close()
