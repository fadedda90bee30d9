/** A text as an expression that matches just it: in Python, JavaScript and nginx alike, where a slash needs no escape. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
