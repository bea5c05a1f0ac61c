# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""YAML in which no name may be there twice."""
import yaml


class Loader(yaml.SafeLoader):
    """Reads YAML and remembers names that are there twice, of which YAML would take the last."""

    def __init__(self, stream):
        super().__init__(stream)
        self.repeated = []

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            name = self.construct_object(key)
            if name in seen:
                self.repeated.append((f"line {key.start_mark.line + 1}",
                                      f"'{name}' is there twice"))
            seen.add(name)
        return super().construct_mapping(node, deep)


def load(path):
    """The document and what is wrong with it as YAML."""
    with open(path, encoding="utf-8") as file:
        loader = Loader(file)
        try:
            return loader.get_single_data(), loader.repeated
        finally:
            loader.dispose()
