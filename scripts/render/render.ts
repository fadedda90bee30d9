import { isRichieOurs, type Plan } from '../plan/plan.ts'
import { renderCompose } from './compose.ts'
import { renderLmsSettings } from './lms-settings.ts'
import { renderNginx } from './nginx.ts'
import { renderRichieConnection } from './richie-connection.ts'
import type { Artifact, Templates } from './templates.ts'

/** Plan -> every generated file, sorted by path. The same plan gives the same bytes. */
export function render(plan: Plan, templates: Templates): readonly Artifact[] {
  const richie = isRichieOurs(plan) ? [renderRichieConnection(plan)] : []
  const settings = [...richie, ...plan.mocks.map((lms) => renderLmsSettings(plan, lms))]
  return [renderCompose(plan, settings), ...settings, ...renderNginx(plan, templates)].toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  )
}
