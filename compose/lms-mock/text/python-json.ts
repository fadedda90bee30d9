/** Writes JSON as Python's json.dumps does: ", " and ": " between items, or indented; everything beyond ASCII escaped. */
export function pythonJson(value: unknown, indent?: number): string {
  const text = indent === undefined ? spaced(value) : JSON.stringify(value, null, indent)
  return text.replaceAll(
    /[^\0-~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => spaced(item)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`,
    )
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value)
}
