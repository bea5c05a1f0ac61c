# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What the rounds of a measurement come to."""
import statistics

COLUMNS = [  # title, key of the row, how it is written
    ("database", "database", "{}"), ("what", "name", "{}"), ("clients", "connections", "{}"),
    ("a second", "perSecond", "{:,.0f}"), ("p50 ms", "p50Ms", "{:.2f}"),
    ("p99 ms", "p99Ms", "{:.2f}"), ("commands a commit", "batch", "{:.1f}"),
    ("server CPU µs", "cpuUsEach", "{:.0f}"), ("limit CPU µs", "limitCpuUsEach", "{:.0f}"),
    ("CPU ratio", "cpuRatio", "{:.2f}"), ("throughput ratio", "throughputRatio", "{:.2f}"),
    ("times alone", "timesAlone", "{:.1f}"), ("nginx CPU µs", "nginxCpuUsEach", "{:.1f}"),
    ("times nginx", "timesNginx", "{:.1f}"), ("gateway CPU µs", "gatewayCpuUsEach", "{:.0f}")]


def median(rounds, key):
    return statistics.median(result[key] for result in rounds)


def ratio(rounds, others, key):
    """Of each round by itself, because its parts ran under the same weather."""
    return statistics.median(a[key] / b[key] for a, b in zip(rounds, others))


def summarize(scenario):
    server, limit = scenario["server"], scenario["limit"]
    alone, nginx = scenario["alone"], scenario["nginx"]
    row = {key: scenario[key] for key in ("database", "name", "connections", "count")}
    row |= {key: median(server, key)
            for key in ("perSecond", "batch", "cpuUsEach", "gatewayCpuUsEach")}
    row |= {"p50Ms": median(server, "p50Us") / 1000, "p99Ms": median(server, "p99Us") / 1000,
            "threadsUsEach": {name: median([result["threadsUsEach"] for result in server], name)
                              for name in server[0]["threadsUsEach"]}}
    if limit:
        row |= {"limitPerSecond": median(limit, "perSecond"),
                "limitCpuUsEach": median(limit, "cpuUsEach"),
                "limitCommitP50Us": median(limit, "commitP50Us"),
                "limitBatch": median(limit, "batch"),
                "cpuRatio": ratio(server, limit, "cpuUsEach"),
                "throughputRatio": ratio(server, limit, "perSecond")}
    if alone:
        row |= {"alonePerSecond": median(alone, "perSecond"),
                "timesAlone": ratio(server, alone, "perSecond")}
    if nginx:
        row |= {"nginxCpuUsEach": median(nginx, "cpuUsEach"),
                "timesNginx": ratio(server, nginx, "cpuUsEach")}
    return row


def markdown(rows):
    """Only the columns that some row has."""
    columns = [column for column in COLUMNS if any(column[1] in row for row in rows)]
    lines = ["| " + " | ".join(title for title, _, _ in columns) + " |",
             "|---|---|" + "--:|" * (len(columns) - 2)]
    for row in rows:
        cells = [form.format(row[key]) if key in row else "" for _, key, form in columns]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
