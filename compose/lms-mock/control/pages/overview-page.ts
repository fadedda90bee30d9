import { markup, type Markup } from '../../html/markup.ts'
import { reportOverview, reportSync } from '../reports.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm } from './parts.ts'

/** What this platform is, how much there is of everything, and the way back to the spec. */
export function overviewPage(context: PageContext): Response {
  const { world } = context
  const { release, origin, richieOrigin, corsOrigins, trustedOrigins, learners, courses, enrollments } =
    reportOverview(world)
  const content = markup`<ul class="counts">
${count('learners', learners, 'learners')}${count('courses', courses, 'course runs')}${count('enrollments', enrollments, 'enrolments')}${count('requests', world.requests.all().length, 'last requests')}${count('sync', reportSync(world).length, 'webhook attempts')}</ul>
<dl><dt>Imitates</dt><dd>Open edX, ${release}</dd>
<dt>Platform</dt><dd><a href="${origin}/">${origin}</a></dd>
<dt>Catalogue</dt><dd><a href="${richieOrigin}/">${richieOrigin}</a></dd>
<dt>CORS allows</dt><dd>${list(corsOrigins)}</dd>
<dt>CSRF trusts</dt><dd>${list(trustedOrigins)}</dd></dl>
<h2>Start over</h2>
<p>Reset learners, enrolments, sessions and courses to the spec, and clear all faults. Everything done here is lost.</p>
${changeForm(context, 'reset', {}, 'Reset', markup`<label class="tick"><input type="checkbox" name="sure" value="yes" required> Yes, reset everything</label>`)}`
  return pageResponse(context, 'Overview', content)
}

function count(page: string, number: number, name: string): Markup {
  return markup`<li><a href="/mock/${page}"><strong>${number.toLocaleString('en-GB')}</strong> ${name}</a></li>`
}

function list(origins: readonly string[]): Markup {
  return origins.length === 0
    ? markup`<span class="soft">no origin</span>`
    : markup`${origins.map((origin) => markup`<code>${origin}</code> `)}`
}
