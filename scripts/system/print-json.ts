/** A document on standard output, as a script reads it. */
export function printJson(document: unknown): void {
  console.log(jsonText(document, 2))
}

/** JSON in which every control character is escaped, those above ASCII too: a terminal may show it. */
export function jsonText(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, null, indent)
  return json.replace(/[\u007f-\u009f]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`)
}
