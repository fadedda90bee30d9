import { markup, type Markup } from '../../pages/markup.ts'

type Cell = string | number | Markup

/** A table that becomes a list of cards where the screen is narrow; each cell then shows its column's name. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  ifEmpty: string,
): Markup {
  if (rows.length === 0) {
    return markup`<p class="soft">${ifEmpty}</p>`
  }
  return markup`<table><thead><tr>${columns.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      markup`<tr>${row.map((cell, index) => markup`<td data-name="${columns[index] ?? ''}">${cell}</td>`)}</tr>\n`,
  )}</tbody></table>`
}

/** `2027-01-31 09:00`, UTC. */
export function moment(date: string | null): Markup {
  if (date === null) {
    return markup`<span class="soft">never</span>`
  }
  const iso = new Date(date).toISOString()
  return markup`<time datetime="${iso}">${`${iso.slice(0, 10)} ${iso.slice(11, 16)}`}</time>`
}
