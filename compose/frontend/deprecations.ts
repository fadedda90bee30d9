/**
 * Tells which lines are no more than sass's warnings of its next version: hundreds at each build of Richie, most of them
 * about bootstrap. Not by `--quiet`: that hides @warn and @debug, too, and nodemon takes it for its own.
 */
export function openDeprecations(): (line: string) => boolean {
  let isInside = false
  return (line) => {
    if (/^deprecation warning\b/i.test(line)) isInside = true
    else if (/^(?:Error|Warning):|^\[nodemon\]/.test(line)) isInside = false
    const isOne =
      isInside ||
      /^WARNING: \d+ repetitive deprecation warnings omitted|^Run in verbose mode to see all warnings/.test(
        line,
      )
    // Each ends with where it was found, from the inside out.
    if (line.endsWith(' root stylesheet')) isInside = false
    return isOne
  }
}
