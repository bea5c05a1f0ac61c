# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What the house's checkers share: the files of a tree and a small C++ lexer."""
import pathlib
import re
import subprocess

SKIPPED_FOLDERS = {".git", "build", "var", "node_modules", "__pycache__", ".cache", "dist"}

_LITERALS = re.compile(r"""
    (?P<comment> //(?:\\\n|[^\n])* | /\*.*?\*/ )
  | (?P<raw> (?:u8|[uUL])?R"(?P<mark>[^\s()\\]{0,16})\((?P<rawtext>.*?)\)(?P=mark)" )
  | (?P<string> (?:u8|[uUL])?"(?P<text>(?:\\.|[^"\\\n])*)" )
  | (?P<char> (?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+' )
""", re.VERBOSE | re.DOTALL)


def files(root):
    """Every file of the project below `root`, as paths relative to it."""
    root = pathlib.Path(root)
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
            check=True, capture_output=True, text=True).stdout.split("\0")
        found = [pathlib.PurePosixPath(name) for name in set(listed) if name]
        return sorted(file for file in found if (root / file).is_file())
    found = []
    for path in root.rglob("*"):
        relative = pathlib.PurePosixPath(path.relative_to(root).as_posix())
        if path.is_file() and not SKIPPED_FOLDERS & set(relative.parts[:-1]):
            found.append(relative)
    return sorted(found)


def _blank(text):
    return "".join("\n" if c == "\n" else " " for c in text)


class Source:
    """One C++ file: `code` has comments and literals blanked at their places."""

    def __init__(self, text):
        self.text = text
        self.strings = []   # (line, text), neighbors joined as the compiler does
        self.comments = []  # (line, text)
        code, last, string_end = [], 0, -1
        for match in _LITERALS.finditer(text):
            between = text[last:match.start()]
            code.append(between)
            code.append(self._literal(match, joined=string_end == last and not between.strip()))
            if match.group("string") or match.group("raw"):
                string_end = match.end()
            last = match.end()
        code.append(text[last:])
        self.code = "".join(code)

    def _literal(self, match, joined):
        line = self.text.count("\n", 0, match.start()) + 1
        if match.group("comment"):
            self.comments.append((line, match.group()))
            return _blank(match.group())
        if match.group("char"):
            return "0" * len(match.group())
        content = match.group("rawtext") if match.group("raw") else match.group("text")
        if joined and self.strings:
            self.strings[-1] = (self.strings[-1][0], self.strings[-1][1] + content)
        else:
            self.strings.append((line, content))
        inner = _blank(match.group()[1:-1])
        return '"' + inner + '"'

    def includes(self):
        """(line, file, is_system) of every include: from the text, since the code is blank."""
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', self.text,
                                 re.M):
            line = self.text.count("\n", 0, match.start()) + 1
            yield line, match.group(2), match.group(1) == "<"
