import { faultText } from '../../faults/fault-text.ts'
import { markup, Markup } from '../../pages/markup.ts'
import { STYLESHEET } from '../../pages/stylesheet.ts'
import type { ControlWorld } from '../world.ts'
import { changeForm } from './change-form.ts'
import { CONTROL_STYLESHEET } from './stylesheet.ts'

/** What every page is made with. */
export interface PageContext {
  readonly world: ControlWorld
  /** What each form carries. */
  readonly token: string
  readonly path: string
  /** Where a form leads back to: this page as it is looked at. */
  readonly back: string
  readonly query: URLSearchParams
}

/** A page of the control page: navigation, the faults that are on, and what it shows. */
export function pageResponse(context: PageContext, title: string, content: Markup, status = 200): Response {
  const { key, platformName, release } = context.world.settings
  const html = markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} | control of ${platformName}</title>
<style>${new Markup(STYLESHEET + CONTROL_STYLESHEET)}</style></head>
<body><header><strong>${platformName} <span class="soft">mock LMS, ${release}</span></strong>
<nav aria-label="Control page">${NAVIGATION.map(([path, name]) => navigationLink(context, path, name))}</nav></header>
<main>${faultBanner(context)}<h1>${title}</h1>${content}</main>
<footer>Times are UTC. The same as JSON: <code>/mock/api/</code>; on a command line: <code>bin/campus lms ${key}</code></footer></body>
</html>
`
  return new Response(html.text, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

function navigationLink({ path: here }: PageContext, path: string, name: string): Markup {
  return here === path
    ? markup`<a href="${path}" aria-current="page">${name}</a> `
    : markup`<a href="${path}">${name}</a> `
}

function faultBanner(context: PageContext): Markup {
  const active = [...context.world.faults.active()]
  if (active.length === 0) {
    return markup``
  }
  const names = active.map(
    ([name, parameter], index) =>
      markup`${index === 0 ? '' : ', '}<code>${faultText(name, parameter)}</code>`,
  )
  return markup`<div class="note banner"><span>Misbehaves on purpose: ${names}</span>${changeForm(context, 'clear-faults', {}, 'Clear all')}</div>`
}

const NAVIGATION: readonly (readonly [string, string])[] = [
  ['/mock/', 'Overview'],
  ['/mock/learners', 'Learners'],
  ['/mock/courses', 'Courses'],
  ['/mock/enrollments', 'Enrolments'],
  ['/mock/requests', 'Requests'],
  ['/mock/faults', 'Faults'],
  ['/mock/sync', 'Webhook'],
]
