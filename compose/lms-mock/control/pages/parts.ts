import { markup, type Markup } from '../../html/markup.ts'
import type { PageContext } from '../world.ts'

type Cell = string | number | Markup

/** A table that becomes a list of cards where the screen is narrow; each cell then shows its column's name. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  ifEmpty: string,
): Markup {
  if (rows.length === 0) return markup`<p class="soft">${ifEmpty}</p>`
  return markup`<table><thead><tr>${columns.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      markup`<tr>${row.map((cell, index) => markup`<td data-name="${columns[index] ?? ''}">${cell}</td>`)}</tr>\n`,
  )}</tbody></table>`
}

/** `2027-01-31 09:00`, UTC. */
export function moment(date: string | null): Markup {
  if (date === null) return markup`<span class="soft">never</span>`
  const iso = new Date(date).toISOString()
  return markup`<time datetime="${iso}">${`${iso.slice(0, 10)} ${iso.slice(11, 16)}`}</time>`
}

/** A field by which a list is narrowed down. */
export function filterForm({ path, query }: PageContext, name: string, label: string): Markup {
  const value = query.get(name) ?? ''
  return markup`<form method="get" action="${path}"><label>${label}<input type="search" name="${name}" value="${value}"></label><button class="quiet">Show</button>${value === '' ? '' : markup` <a href="${path}">Show all</a>`}</form>`
}

/** The way to the next rows of a list, where there are more. */
export function nextLink({ path, query }: PageContext, next: number | null): Markup {
  if (next === null) return markup``
  const more = new URLSearchParams([...query].filter(([name]) => name !== 'after'))
  more.set('after', String(next))
  return markup`<p><a href="${path}?${more.toString()}">Next 100</a></p>`
}

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
