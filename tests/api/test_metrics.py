# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Counters for monitoring."""
import re


def counters(anybody):
    answer = anybody.call("getMetrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.body.decode().splitlines()
    return {name: float(value) for name, value in (
        line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def test_every_line_is_a_comment_or_a_sample(anybody):
    for line in anybody.call("getMetrics").body.decode().splitlines():
        assert re.match(r"# (HELP|TYPE) perseat_\w+ |perseat_\w+(\{thread=\"[\w-]+\"\})? [\d.]+$",
                        line), line


def test_a_command_is_counted(anybody, organization):
    before = counters(anybody)
    organization.add_user()
    after = counters(anybody)
    assert after["perseat_engine_commands_total"] > before["perseat_engine_commands_total"]
    assert after["perseat_engine_batches_total"] > before["perseat_engine_batches_total"]
    assert after["perseat_engine_healthy"] == 1
