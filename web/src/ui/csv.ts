// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

/** A cell of RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
const cellOf = (value: string) => {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Comma-separated values as spreadsheets read them in any script, by a byte order mark. */
export const csvOf = (rows: readonly (readonly string[])[]) =>
  `\u{FEFF}${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;

/** Gives a file to the person, as their browser keeps what is downloaded. */
export function download(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export const downloadCsv = (name: string, rows: readonly (readonly string[])[]) =>
  download(name, new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
