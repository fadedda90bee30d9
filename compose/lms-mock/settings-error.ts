/** Settings that can't be worked with: all that is wrong with them, a line each. */
export class SettingsError extends Error {
  constructor(name: string, problems: readonly string[]) {
    super([`${name}:`, ...problems].join('\n  '))
  }
}
