import type { FrontendBackend } from '../../richie/frontend-context.ts'
import type { LmsContext } from '../lms-context.ts'

/** Richie's entry for this LMS in the context of its pages: the one with its address, else the one at its position. */
export async function frontendEntry({ richie, lms, surroundings }: LmsContext): Promise<{
  readonly entry: FrontendBackend | undefined
  readonly all: readonly FrontendBackend[]
  /** Why nothing can be read; undefined where all is well. */
  readonly fault: string | undefined
}> {
  const read = await richie.context()
  if ('fault' in read) return { entry: undefined, all: [], fault: read.fault }
  const all = read.context.lms_backends ?? []
  const place = surroundings.plan.lmses.findIndex(({ key }) => key === lms.key)
  const entry = all.find(({ endpoint }) => endpoint === lms.connection.baseUrl) ?? all[place]
  return { entry, all, fault: undefined }
}
