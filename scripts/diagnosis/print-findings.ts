import { textWidth } from '../system/wrap.ts'
import { formatFindings } from './format-findings.ts'
import type { Finding } from './run-checks.ts'

/** Shows findings in the terminal, as wide as it is; `ms` is the time of the whole run. */
export function printFindings(
  findings: readonly Finding[],
  options: { readonly ms: number; readonly verbose?: boolean },
): void {
  console.log(formatFindings(findings, { ...options, width: textWidth() }))
}
