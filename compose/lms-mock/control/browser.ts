import { markup, Markup } from '../html/markup.ts'
import { stylesheet } from '../html/stylesheet.ts'
import type { Settings } from '../settings/settings.ts'
import { readBody } from '../web/read-body.ts'
import { cookieLine, formToken, hasCookie, isToken } from './access.ts'
import { allChanges } from './changes.ts'
import { isOwnOrigin } from './own-host.ts'
import { coursesPage } from './pages/courses-page.ts'
import { enrollmentsPage } from './pages/enrollments-page.ts'
import { faultsPage } from './pages/faults-page.ts'
import { pageResponse } from './pages/layout.ts'
import { learnersPage } from './pages/learners-page.ts'
import { overviewPage } from './pages/overview-page.ts'
import { requestsPage } from './pages/requests-page.ts'
import { syncPage } from './pages/sync-page.ts'
import { Refused, type ControlWorld, type PageContext } from './world.ts'

/** Answers `/mock/...` for a browser: the link with the token, the pages, and the forms on them. */
export async function answerPage(world: ControlWorld, request: Request, path: string): Promise<Response> {
  const { settings, controlToken: token } = world
  const url = new URL(request.url)
  if (token !== undefined && isToken(url.searchParams.get('token'), token)) {
    const isSecure = request.headers.get('x-forwarded-proto') === 'https'
    return seeOther(path === '/mock' ? '/mock/' : path, {
      'Set-Cookie': cookieLine(settings, token, isSecure),
    })
  }
  if (token === undefined || !hasCookie(request, settings, token)) return lockedPage(settings)
  const context: PageContext = {
    world,
    token: formToken(token),
    path,
    back: `${path}${url.search}`,
    query: url.searchParams,
  }
  return request.method === 'POST' ? await runForm(context, request) : showPage(context)
}

function showPage(context: PageContext): Response {
  const found = Object.hasOwn(pages, context.path) ? pages[context.path] : undefined
  if (found !== undefined) return found(context)
  return context.path === '/mock'
    ? seeOther('/mock/')
    : pageResponse(context, 'Not found', markup`<p>There is no page at this address.</p>`, 404)
}

async function runForm(context: PageContext, request: Request): Promise<Response> {
  const name = context.path.slice('/mock/do/'.length)
  const change = Object.hasOwn(allChanges, name) ? allChanges[name] : undefined
  const type = request.headers.get('content-type') ?? ''
  if (change === undefined || !context.path.startsWith('/mock/do/') || !type.startsWith(formType))
    return pageResponse(context, 'Not found', markup`<p>There is no such change.</p>`, 404)
  const fields = Object.fromEntries(new URLSearchParams(await readBody(request)))
  if (!isOwnOrigin(request) || !isToken(fields['token'], context.token)) {
    const text = 'This form has expired: reload the page and try again. Nothing was changed.'
    return pageResponse(context, 'Refused', markup`<p class="note">${text}</p>`, 403)
  }
  const back = backPath.test(fields['back'] ?? '') ? (fields['back'] ?? '') : '/mock/'
  try {
    change.run(context.world, fields)
    return seeOther(back)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const text = markup`<p class="note">${error.message}</p><p><a href="${back}">Back</a></p>`
    return pageResponse(context, 'Nothing was changed', text, error.status)
  }
}

function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { Location: location, ...headers } })
}

const formType = 'application/x-www-form-urlencoded'

/** A path of this page: never another site. */
const backPath = /^\/mock\/[a-z]*(?:\?[\w=&%.@+*-]*)?$/

const pages: Readonly<Record<string, (context: PageContext) => Response>> = {
  '/mock/': overviewPage,
  '/mock/learners': learnersPage,
  '/mock/courses': coursesPage,
  '/mock/enrollments': enrollmentsPage,
  '/mock/requests': requestsPage,
  '/mock/faults': faultsPage,
  '/mock/sync': syncPage,
}

/** For browsers that did not open the link with the token: says how to get it. */
function lockedPage({ key, platformName }: Settings): Response {
  const html = markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Control page of ${platformName}</title>
<style>${new Markup(stylesheet)}main { margin-top: 12vh } pre { background: var(--ground); border-radius: .4rem; padding: .6rem .85rem; overflow-x: auto }</style></head>
<body><main><h1>Open the control page with its link</h1>
<p>It can change every learner and course of this mock, so it needs a token. Print the link that holds the token:</p>
<pre>bin/campus lms ${key}</pre>
<p class="soft">A mock that runs alone prints the link when it starts.</p></main></body>
</html>
`
  return new Response(html.text, { status: 403, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
