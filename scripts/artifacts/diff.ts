import { createTwoFilesPatch } from 'diff'
import type { Change } from './compare.ts'

/** A unified diff from what is on disk to what the plan says. */
export function formatDiff({ path, kind, before, after }: Change): string {
  const from = kind === 'new' ? '/dev/null' : `generated/${path}`
  const to = kind === 'orphan' ? '/dev/null' : `generated/${path} (from the spec)`
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 2,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  }).trimEnd()
}
