import { fail, ok, skip, type Check, type Fix, type Verdict } from '../../diagnosis/check.ts'
import { showBody, showExchange } from '../http/show-exchange.ts'
import { startFix, type Surroundings } from '../surroundings.ts'
import type { RichieContext } from './richie-context.ts'

const index: Fix = { says: 'Rebuild the index', command: 'bin/campus manage bootstrap_elasticsearch' }
const log: Fix = { says: "Read the search engine's log", command: 'bin/campus logs search' }

export const search: Check<RichieContext> = {
  id: 'search',
  title: 'The search lists courses',
  what: "Richie's search page asks its own API, and that asks Elasticsearch. A 500 of the API means that the engine is down or has no index; the page then says that something went wrong. An empty list, while there are courses, means that the index was never built or was lost. Course pages and enrolment work without either.",
  see: 'curl -sS "http://richie.campus.localhost:8070/api/v1.0/courses/?limit=1"\nbin/campus status\nbin/campus logs search',
  fix: '`make run` (`make run-ssl`) starts the engine if it has stopped. `bin/campus manage bootstrap_elasticsearch` builds the index; it is safe to repeat. If the engine does not stay up, `bin/campus doctor` checks memory and `vm.max_map_count`. If you do not need the search: `richie.search: none` in environment.yaml.',
  symptoms: [
    'The search is empty, or says that something went wrong',
    'Elasticsearch exits: `vm.max_map_count`',
  ],
  needs: ['richie-page'],
  look: async ({ visit, surroundings }) => {
    const { plan } = surroundings
    if (plan.richie.search === 'none') return skip('switched off: richie.search is none')
    const exchange = await visit.search()
    const { status = exchange.failure?.code ?? '' } = exchange.answer ?? {}
    const evidence = showExchange(exchange)
    if (status === 500 || status === 503) return await whyNot(surroundings, status, evidence)
    const count = countIn(exchange.answer?.body ?? '')
    if (status !== 200 || count === undefined) {
      return fail(
        `the search API answers ${status}`,
        [{ says: "Read Richie's log", command: 'bin/campus logs richie' }],
        [...evidence, showBody(exchange)].filter((line) => line !== ''),
      )
    }
    if (count > 0) return ok(`${count} ${count === 1 ? 'course' : 'courses'}`, evidence)
    const expected = plan.lmses.some(({ courses }) => courses.length > 0) || plan.richie.demo !== 'none'
    return expected
      ? fail('the index is empty', [index], evidence)
      : ok('no courses, as the spec has none', evidence)
  },
}

/** Richie gives the same answer whether the engine or the index is missing: the engine's health tells which. */
async function whyNot(
  { plan, inContainer }: Surroundings,
  status: number,
  evidence: readonly string[],
): Promise<Verdict> {
  const health = await inContainer('search', ['/opt/campus/healthcheck'])
  const again = startFix(plan, 'Start it if it has stopped')
  const seen = [
    ...evidence,
    `health of the engine: ${health === undefined ? 'not running' : `exit code ${health.exitCode}`}`,
  ]
  if (health?.exitCode === 0)
    return fail(`the index is missing: the API answers ${status}`, [index, log], seen)
  return fail(`the search engine is down: the API answers ${status}`, [again, log, index], seen)
}

function countIn(body: string): number | undefined {
  try {
    const { meta } = JSON.parse(body) as { meta?: { total_count?: number } }
    return meta?.total_count
  } catch {
    return undefined
  }
}
