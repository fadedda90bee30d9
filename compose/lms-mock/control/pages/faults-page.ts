import { markup, type Markup } from '../../html/markup.ts'
import { reportFaults, type FaultReport } from '../reports.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, table } from './parts.ts'

/** Every fault there is, switched by one click. */
export function faultsPage(context: PageContext): Response {
  const rows = reportFaults(context.world).map((fault) => [
    markup`<strong><code>${fault.name}</code></strong>`,
    markup`${fault.what}<br><span class="soft">Affects: ${fault.where}</span>`,
    fault.active === null
      ? markup`<span class="soft">off</span>`
      : markup`<span class="badge warn long">on${fault.active === '' ? '' : `: ${fault.active}`}</span>`,
    switchOf(context, fault),
  ])
  const content = markup`<p>A fault that is on affects every request, except those to this page and the health check. To apply faults to a single request, send a header: <code>X-Mock-Fault: slow=300, session-expired</code></p>
${table(['Fault', 'What a real platform does', 'State', ''], rows, '')}`
  return pageResponse(context, 'Faults', content)
}

function switchOf(context: PageContext, { name, parameter, active }: FaultReport): Markup {
  if (active !== null) return changeForm(context, 'clear-faults', { name }, 'Turn off')
  if (parameter === undefined) return changeForm(context, 'turn-on-faults', { name }, 'Turn on')
  const input =
    parameter.highest === undefined
      ? markup`<input name="parameter" value="${parameter.default}" maxlength="500">`
      : markup`<input type="number" name="parameter" min="0" max="${parameter.highest}" value="${parameter.default}">`
  return changeForm(
    context,
    'turn-on-faults',
    { name },
    'Turn on',
    markup`<label>${parameter.name}${input}</label>`,
  )
}
