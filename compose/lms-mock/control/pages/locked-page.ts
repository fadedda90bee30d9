import { markup, Markup } from '../../pages/markup.ts'
import { STYLESHEET } from '../../pages/stylesheet.ts'
import type { Settings } from '../../settings.ts'

/** For browsers that did not come by the link with the token: says how to have it. */
export function lockedPage({ key, platformName }: Settings): Response {
  const html = markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Control page of ${platformName}</title>
<style>${new Markup(STYLESHEET)}main { margin-top: 12vh } pre { background: var(--ground); border-radius: .4rem; padding: .6rem .85rem; overflow-x: auto }</style></head>
<body><main><h1>The control page needs its link</h1>
<p>It can change every learner and course of this mock, so it opens only with a token. This prints the link that holds it:</p>
<pre>bin/campus lms ${key}</pre>
<p class="soft">A mock that runs on its own prints the link in its log when it starts.</p></main></body>
</html>
`
  return new Response(html.text, { status: 403, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
