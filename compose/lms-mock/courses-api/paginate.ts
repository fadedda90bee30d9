import type { Exchange } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'

/** One page of a list: NamespacedPageNumberPagination of edx-platform; a page that there is not has the reason instead. */
export type Page<T> =
  | { readonly results: readonly T[]; readonly pagination: Pagination }
  | { readonly page: string; readonly reason: string }

type Pagination = {
  readonly next: string | null
  readonly previous: string | null
  readonly count: number
  readonly num_pages: number
}

const pageSize = 10

/** Cuts the page out of a list that the query asks for: `page` (a number, or `last`) and `page_size`. */
export function paginate<T>(exchange: Exchange, items: readonly T[], maxPageSize: number): Page<T> {
  const size = Math.min(positive(exchange.query.get('page_size')) ?? pageSize, maxPageSize)
  const count = items.length
  const pages = Math.max(Math.ceil(count / size), 1)
  const asked = exchange.query.get('page') ?? '1'
  const page = asked === 'last' ? pages : Number(/^\s*[+-]?\d+\s*$/.test(asked) ? asked : Number.NaN)
  const reason = reasonAgainst(page, pages)
  if (reason !== undefined) return { page: asked, reason }
  return {
    results: items.slice((page - 1) * size, page * size),
    pagination: {
      next: page < pages ? link(exchange, page + 1) : null,
      previous: page > 1 ? link(exchange, page - 1) : null,
      count,
      num_pages: pages,
    },
  }
}

/** What Django REST framework says of a page that there is not, as long as it says why. */
export function invalidPageWithReason(page: string, reason: string): string {
  return `Invalid page "${page}": ${reason}.`
}

/** What it says since 3.7. */
export function invalidPage(): string {
  return 'Invalid page.'
}

function reasonAgainst(page: number, pages: number): string | undefined {
  if (Number.isNaN(page)) return 'That page number is not an integer'
  if (page < 1) return 'That page number is less than 1'
  return page > pages ? 'That page contains no results' : undefined
}

function positive(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined
}

/** The same address with another page, its parameters sorted; the first page is named by no number. */
function link(exchange: Exchange, page: number): string {
  const query = new URLSearchParams(exchange.query)
  query.delete('page')
  if (page > 1) query.set('page', String(page))
  query.sort()
  const search = query.toString()
  return `${requestOrigin(exchange)}${exchange.path}${search === '' ? '' : `?${search}`}`
}
