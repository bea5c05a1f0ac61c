# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A disk that is full: changes are refused, nothing is half done, and with space all goes on."""
import os
import resource
import signal
import subprocess

import pytest

from burst import Request, burst

# A server of PostgreSQL has a disk of its own.
pytestmark = pytest.mark.sqlite

MEGABYTE = 1 << 20


def limit_files(bytes_max):
    """For a child process: no file grows beyond the limit; writes fail instead of killing it."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_max, resource.RLIM_INFINITY))
    return limit


def fill_up(shop, subscription):
    """Assigns until the disk is full: those answered well, and the others."""
    buyer, = shop.buyers
    outcomes = burst(shop.server.port, [
        shop.assign(buyer, subscription, user) for user in shop.people], 32)
    good = [outcome for outcome in outcomes if outcome.status == 200]
    bad = [outcome for outcome in outcomes if outcome.status != 200]
    return good, bad


def check_refusals(shop, bad):
    assert bad, "the disk was never full"
    assert {outcome.status for outcome in bad} == {503}
    assert {outcome.json["reason"] for outcome in bad} <= {"databaseUnavailable", "overloaded"}
    buyer, = shop.buyers
    # It still answers what it can read, and tells that it is not ready.
    assert burst(shop.server.port, [Request("GET", "/v1/me", buyer.token)])[0].status == 200
    assert burst(shop.server.port, [Request("GET", "/readyz", "")])[0].status == 503
    assert burst(shop.server.port, [Request("GET", "/healthz", "")])[0].status == 200


def check_recovered(shop, subscription, good, bad):
    """With space again: what was answered is there, what was refused is not, and can be done."""
    buyer, = shop.buyers
    shop.server.start()
    seated = {row[0] for row in shop.server.rows("select user_id from assignment")}
    people = {outcome.request.body["userIds"][0].replace("-", "") for outcome in good}
    assert seated == people
    again = burst(shop.server.port, [outcome.request for outcome in bad], 32)
    assert {outcome.status for outcome in again} == {200}
    assert shop.show(buyer, subscription)["assigned"] == len(shop.people)
    shop.server.stop()
    shop.check_data()


def test_no_file_can_grow(open_shop):
    shop = open_shop(people=1500)
    buyer, = shop.buyers
    subscription = shop.buy(buyer, 1500)
    shop.server.stop()
    largest = max(file.stat().st_size for file in shop.server.data.iterdir())
    shop.server.before_start = limit_files(largest + MEGABYTE)
    shop.server.start()
    good, bad = fill_up(shop, subscription)
    check_refusals(shop, bad)
    shop.server.stop()
    shop.server.before_start = None
    check_recovered(shop, subscription, good, bad)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_no_space_left(open_shop, tmp_path_factory):
    shop = open_shop(people=1500)
    buyer, = shop.buyers
    subscription = shop.buy(buyer, 1500)
    shop.server.stop()
    disk = tmp_path_factory.mktemp("disk")
    used = sum(file.stat().st_size for file in shop.server.data.iterdir())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={used + MEGABYTE}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount")
    try:
        subprocess.run(["cp", "-a", f"{shop.server.data}/.", disk], check=True)
        shop.server.data = disk
        shop.server.start()
        good, bad = fill_up(shop, subscription)
        check_refusals(shop, bad)
        shop.server.stop()
        subprocess.run(["mount", "-o", f"remount,size={used + 256 * MEGABYTE}", disk], check=True)
        check_recovered(shop, subscription, good, bad)
    finally:
        shop.server.stop()
        subprocess.run(["umount", disk], check=True)
