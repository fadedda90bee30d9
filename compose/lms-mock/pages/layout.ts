import type { Exchange } from '../web/exchange.ts'
import { markup, Markup } from './markup.ts'
import { STYLESHEET } from './stylesheet.ts'

/** A whole page of the mock: its name, the way home, sign in or out, and a calm word on what this is. */
export function layout(exchange: Exchange, title: string, content: Markup): string {
  const { settings, user } = exchange
  const account =
    user === undefined
      ? markup`<a href="/login">Sign in</a> <a href="/register">Register</a>`
      : markup`<a href="/dashboard">${user.username}</a> <a href="/logout">Sign out</a>`
  const page = markup`
<header><strong><a href="/">${settings.platformName}</a></strong>
<nav><a href="/courses">Courses</a> <a href="${settings.richieOrigin}/">Catalogue</a> ${account}</nav></header>
<main>${content}</main>
<footer>This is a mock of Open edX (${settings.release}) for development: it answers Richie as the real platform does, and holds no course content.</footer>`
  return documentOf(`${title} | ${settings.platformName}`, page)
}

/** A page without navigation, for errors that come before anybody is known. */
export function documentOf(title: string, body: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${new Markup(STYLESHEET)}</style></head>
<body>${body}</body>
</html>
`.text
}
