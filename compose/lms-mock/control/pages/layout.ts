import { faultText } from '../../faults/fault-switch.ts'
import { markup, Markup } from '../../html/markup.ts'
import { stylesheet } from '../../html/stylesheet.ts'
import type { PageContext } from '../world.ts'
import { changeForm } from './parts.ts'

/** A page of the control page: navigation, the faults that are on, and what it shows. */
export function pageResponse(context: PageContext, title: string, content: Markup, status = 200): Response {
  const { key, platformName, release } = context.world.settings
  const html = markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} | control of ${platformName}</title>
<style>${new Markup(stylesheet + controlStylesheet)}</style></head>
<body><header><strong>${platformName} <span class="soft">mock LMS, ${release}</span></strong>
<nav aria-label="Control page">${navigation.map(([path, name]) => navigationLink(context, path, name))}</nav></header>
<main>${faultBanner(context)}<h1>${title}</h1>${content}</main>
<footer>Times are in UTC. As JSON: <code>/mock/api/</code>. On the command line: <code>bin/campus lms ${key}</code></footer></body>
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
  if (active.length === 0) return markup``
  const names = active.map(
    ([name, parameter], index) =>
      markup`${index === 0 ? '' : ', '}<code>${faultText(name, parameter)}</code>`,
  )
  return markup`<div class="note banner"><span>Faults that are on: ${names}</span>${changeForm(context, 'clear-faults', {}, 'Clear all')}</div>`
}

const navigation: readonly (readonly [string, string])[] = [
  ['/mock/', 'Overview'],
  ['/mock/learners', 'Learners'],
  ['/mock/courses', 'Courses'],
  ['/mock/enrollments', 'Enrolments'],
  ['/mock/requests', 'Requests'],
  ['/mock/faults', 'Faults'],
  ['/mock/sync', 'Webhook'],
]

/** What the control page has beside the platform's own pages: it is wider, and full of tables and small buttons. */
const controlStylesheet = `
header, main, footer { max-width: 78rem } header strong .soft { font-weight: 400; margin-left: .4rem }
header nav a { text-decoration: none; padding: .15rem 0; border-bottom: 2px solid transparent } header nav a:hover { border-color: var(--line) } header nav a[aria-current] { color: var(--ink); border-color: var(--accent) }
h2 { margin-top: 2rem }
table { width: 100%; font-size: .925rem } th { font-size: .8125rem; border-bottom: 1px solid var(--line); white-space: nowrap } td { border-bottom: 1px solid var(--line); padding: .6rem 1.25rem .6rem 0; vertical-align: top; overflow-wrap: break-word } td:last-child, th:last-child { padding-right: 0 }
time { white-space: nowrap; font-variant-numeric: tabular-nums } td .soft { font-size: .875rem } .number { font-variant-numeric: tabular-nums; white-space: nowrap }
form { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem .75rem; margin: 0 } form.one { display: inline-flex }
label { margin: 0; font-size: .875rem } label.tick { display: flex; align-items: center; gap: .45rem; font-weight: 400 } input[type=checkbox]:not([type=hidden]) { width: auto; display: inline-block; margin: 0 }
input:not([type=hidden]), select { width: auto; max-width: 100%; padding: .3rem .5rem; font-weight: 400 } select { display: block; margin-top: .25rem; font: inherit; font-weight: 400; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .35rem }
button { padding: .2rem .65rem; font-size: .875rem; white-space: nowrap } .buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .5rem } td > .buttons:first-child { margin-top: 0 } main > form + p:last-child { margin-top: 1rem }
details { margin-top: .5rem } summary { cursor: pointer; color: var(--accent); font-size: .875rem } details[open] > summary { margin-bottom: .6rem } details > * + form { margin-top: .75rem } details .buttons { margin-top: 0 }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-size: .8125rem; white-space: nowrap } .badge.long { white-space: normal; border-radius: .6rem } td details form { max-width: 27rem } .badge.warn { color: var(--warn) } .badge.good { color: var(--good) } .badge.soft { color: var(--soft) }
.banner { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1rem; margin: 0 0 1.25rem } .banner span { flex: 1 1 15rem } .banner button { color: inherit; border-color: currentColor }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0 0 1.5rem; padding: 0; list-style: none } .counts a { display: block; text-decoration: none; color: inherit; border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem } .counts a:hover { border-color: var(--accent) } .counts strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums }
.bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .75rem 1.5rem; margin: 0 0 1rem } .refused { color: var(--warn) }
.wide { width: 20rem; max-width: 100%; display: inline-block } td code { overflow-wrap: anywhere }
@media (max-width: 52rem) {
  main { padding: 1.25rem 1rem; width: calc(100% - 1.5rem) } header, footer { padding-inline: 1rem } header nav { gap: .35rem 1rem }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; display: block } table, tbody, tr, td { display: block } tr { padding: .75rem 0; border-bottom: 1px solid var(--line) } td { border: 0; padding: .15rem 0 }
  td:not(:empty)::before { content: attr(data-name) " "; color: var(--soft); font-size: .8125rem; margin-right: .35rem } td[data-name=""]::before, td:first-child::before { content: none }
  dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .6rem }
}
`
