import { markup, type Markup } from '../../pages/markup.ts'
import type { PageContext } from './layout.ts'

/** A field by which a list is narrowed down. */
export function filterForm({ path, query }: PageContext, name: string, label: string): Markup {
  const value = query.get(name) ?? ''
  return markup`<form method="get" action="${path}"><label>${label}<input type="search" name="${name}" value="${value}"></label><button class="quiet">Show</button>${value === '' ? '' : markup` <a href="${path}">Show all</a>`}</form>`
}

/** The way to the next rows of a list, where there are more. */
export function nextLink({ path, query }: PageContext, next: number | null): Markup {
  if (next === null) {
    return markup``
  }
  const more = new URLSearchParams([...query].filter(([name]) => name !== 'after'))
  more.set('after', String(next))
  return markup`<p><a href="${path}?${more.toString()}">The next 100</a></p>`
}
