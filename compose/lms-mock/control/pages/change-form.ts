import { markup, type Markup } from '../../pages/markup.ts'
import type { PageContext } from './layout.ts'

/** A button that makes one change; `more` are the fields that a person fills in. */
export function changeForm(
  context: PageContext,
  change: string,
  fields: Readonly<Record<string, string>>,
  label: string,
  more?: Markup,
): Markup {
  const hidden = Object.entries({ ...fields, token: context.token, back: context.back })
  return markup`<form method="post" action="/mock/do/${change}"${more === undefined ? markup` class="one"` : ''}>${hidden.map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  )}${more}<button class="quiet">${label}</button></form>`
}
