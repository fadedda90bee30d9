import { createTwoFilesPatch } from 'diff'
import type { Artifact } from '../render/templates.ts'
import { hashOf, type Record } from './record.ts'

/** What differs between a plan and the disk, for one generated file. */
export type Change = {
  readonly path: string
  readonly kind: 'new' | 'changed' | 'orphan'
  /** The file was edited by hand since it was written. */
  readonly edited: boolean
  readonly before: string
  readonly after: string
}

/** Compares what should be there with what is (path -> text, undefined where there is no file). */
export function compareArtifacts(
  artifacts: readonly Artifact[],
  disk: (path: string) => string | undefined,
  record: Record,
): readonly Change[] {
  const isEdited = (path: string, text: string) => !(record[path] ?? []).includes(hashOf(text))
  const changes = artifacts.flatMap(({ path, text }): Change[] => {
    const before = disk(path)
    if (before === text) return []
    if (before === undefined) return [{ path, kind: 'new', edited: false, before: '', after: text }]
    return [{ path, kind: 'changed', edited: isEdited(path, before), before, after: text }]
  })
  const wanted = new Set(artifacts.map((artifact) => artifact.path))
  const orphans = Object.keys(record).flatMap((path): Change[] => {
    const before = disk(path)
    if (wanted.has(path) || before === undefined) return []
    return [{ path, kind: 'orphan', edited: isEdited(path, before), before, after: '' }]
  })
  return [...changes, ...orphans]
}

/** A unified diff from what is on disk to what the plan says. */
export function formatDiff({ path, kind, before, after }: Change): string {
  const from = kind === 'new' ? '/dev/null' : `generated/${path}`
  const to = kind === 'orphan' ? '/dev/null' : `generated/${path} (from the spec)`
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 2,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  }).trimEnd()
}
