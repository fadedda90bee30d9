/** One measured figure, beside its limit. */
export type Figure = {
  readonly what: string
  readonly value: string
  readonly limit: string
  /** Undefined where there is no limit, or nothing was measured. */
  readonly isWithin?: boolean
}

/** A figure that must not be above its limit, or (`least`) not below it. */
export function limited(what: string, value: number, unit: string, limit: number, least = false): Figure {
  const rounded = value < 10 ? Math.round(value * 100) / 100 : Math.round(value)
  return {
    what,
    value: `${rounded.toLocaleString('en')} ${unit}`,
    limit: `${least ? 'at least' : 'at most'} ${limit.toLocaleString('en')} ${unit}`,
    isWithin: least ? value >= limit : value <= limit,
  }
}

/** A figure without a limit. */
export function noted(what: string, value: string): Figure {
  return { what, value, limit: '' }
}
