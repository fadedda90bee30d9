/** A moment as the engine takes it for `since`: seconds of the epoch with nine places. */
export function sinceMoment(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(9)
}

/** The nanosecond after a line's time: what was written since then was not read yet. */
export function sinceAfter(at: string): string {
  const [, whole = '', fraction = ''] = /^([^.Z+]+)(?:\.(\d+))?/.exec(at) ?? []
  const nanoseconds = BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) + 1n
  return `${nanoseconds / 1_000_000_000n}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}`
}
