import type { FrontEnd } from './front-end.ts'
import { areOutputsThere, outputsTime } from './outputs.ts'
import type { BuildRecord } from './record.ts'
import { hashSources, sourcesTime } from './sources.ts'

/** Why the front end has to be built, or undefined where what is there is of its sources. */
export function whyBuild(frontEnd: FrontEnd, record: BuildRecord | undefined): string | undefined {
  if (!areOutputsThere(frontEnd)) return 'nothing is built yet'
  if (record?.state === 'building') return 'the last build was interrupted'
  // Large, with the settings of developers, and perhaps of an edit that was never finished.
  if (record?.state === 'watched') return 'it was last built while it was watched'
  if (record?.sources === hashSources(frontEnd.folder)) return undefined
  // Built by somebody else: git and people alike leave newer files behind where they change something.
  return sourcesTime(frontEnd.folder) <= outputsTime(frontEnd) ? undefined : 'its sources have changed'
}
