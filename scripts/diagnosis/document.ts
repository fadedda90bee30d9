import type { CheckDocument } from './document-schema.ts'
import type { Finding } from './run-checks.ts'

/** How many findings of each status. */
export function countFindings(findings: readonly Finding[]): CheckDocument['counts'] {
  const counts = { ok: 0, warn: 0, fail: 0, skipped: 0 }
  for (const { status } of findings) counts[status] += 1
  return counts
}

/** The part that `check` and `doctor` print alike with `--json`; `ms` is the time of the whole. */
export function findingsDocument(
  findings: readonly Finding[],
  ms: number,
): Pick<CheckDocument, 'ok' | 'counts' | 'ms' | 'findings'> {
  const counts = countFindings(findings)
  return { ok: counts.fail === 0, counts, ms: Math.round(ms), findings }
}
