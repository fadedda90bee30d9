/** The faults that are asked for at a request: those switched on for all, and those its own header names. */
export interface ActiveFaults {
  /** The fault's parameter (`''` where it has none), or undefined where the fault is off. */
  get(name: string): string | undefined
  has(name: string): boolean
}

/** A platform in good health. */
export const noFaults: ReadonlyMap<string, string> & ActiveFaults = new Map<string, string>()
