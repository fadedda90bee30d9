import { fail, ok, type Check, type Fix, type Verdict } from '../../diagnosis/check.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { describeSource, type RichieSource } from '../../plan/richie-source.ts'
import type { Exchange } from '../http/exchange.ts'
import { readGatewayPage } from '../http/gateway-page.ts'
import { showBody, showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import type { RichieContext } from './richie-context.ts'

const wait: Fix = { says: 'Wait until it has started', command: 'bin/campus status' }
const log: Fix = { says: "Read Richie's log", command: 'bin/campus logs richie' }

export const richiePage: Check<RichieContext> = {
  id: 'richie-page',
  title: "Richie's home page loads",
  what: "The home page answers 200 and is Richie's own, with the scripts that log in and enrol. While Richie starts, or when it has stopped, the gateway shows its own page instead (503), which names Richie's current step. A 400 means that Django refuses the host name (`ALLOWED_HOSTS`), a 500 that Richie itself fails: its log says why.",
  see: 'bin/campus status\nbin/campus logs richie\ncurl -sSi http://richie.campus.localhost:8070/en/ | head -20',
  fix: 'Wait while it starts: the very first `make run` takes about 3 minutes, later starts take seconds. `make run` (`make run-ssl`) starts what has stopped. After a failure `bin/campus logs richie` ends with the reason. If another program answers on the port, `bin/campus doctor` names it.',
  symptoms: [
    '"Richie is starting" does not go away',
    '503 Service Unavailable',
    'Another site than expected answers on the port',
  ],
  needs: ['name', 'port', 'certificate-trust', 'certificate-names', 'certificate-dates'],
  look: async ({ visit, surroundings: { plan } }) => {
    const home = await visit.home()
    const body = home.answer?.body ?? ''
    if (home.answer?.status === 200 && isRichies(body))
      return ok(`${home.asked.url} answers 200`, showExchange(home))
    return isRichieOurs(plan)
      ? explain(home, startFix(plan, 'Start what has stopped'), log)
      : explain(home, lookThere(plan.richie.source), logThere(plan.richie.source))
  },
}

/** Every page of Richie's base template tells its scripts about the LMSes (openedx-api.md, 7). */
function isRichies(body: string): boolean {
  return body.includes('__richie_frontend_context__')
}

/** Of an external Richie: where it is. */
function lookThere(source: RichieSource): Fix {
  return {
    says: 'Check that it runs, and listens on 0.0.0.0, not only on 127.0.0.1',
    command: `curl -sI ${describeSource(source)}`,
  }
}

function logThere(source: RichieSource): Fix {
  return { says: `Read Richie's log, at ${describeSource(source)}` }
}

function explain(home: Exchange, again: Fix, log: Fix): Verdict {
  const { status = 0, body = '' } = home.answer ?? {}
  const evidence = [...showExchange(home, status >= 300 && status < 400 ? ['Location'] : []), ...bodyOf(home)]
  if (home.answer === undefined) return fail('the home page does not answer', [again, log], evidence)
  const page = readGatewayPage(body)
  if (page !== undefined) {
    const says = [page.heading, page.state].filter((part) => part !== '').join('. ')
    const isStarting = page.id === 'service-starting'
    return fail(`the gateway answers instead: ${says}`, isStarting ? [wait, log] : [again, log], evidence)
  }
  if (status === 400 && /DisallowedHost|Bad Request/i.test(body)) {
    const { host } = new URL(home.asked.url)
    return fail(
      `Richie refuses the host name ${host}`,
      [{ says: `In Richie's settings:\nALLOWED_HOSTS = ["${host.replace(/:\d+$/, '')}"]` }, log],
      evidence,
    )
  }
  if (status >= 300 && status < 400)
    return fail(`the home page redirects elsewhere: ${status}`, [log], evidence)
  if (status >= 400) return fail(`the home page answers ${status}`, [log, again], evidence)
  const what = { says: 'See which program uses the port', command: 'bin/campus doctor' }
  return fail("a page answers that is not Richie's", [what, again], evidence)
}

function bodyOf(exchange: Exchange): readonly string[] {
  const title = /<title>([^<]*)<\/title>/i
    .exec(exchange.answer?.body ?? '')?.[1]
    ?.replaceAll(/\s+/g, ' ')
    .trim()
  if (title !== undefined && title !== '') return [`its title: ${title}`]
  const body = showBody(exchange, 100)
  return body === '' ? [] : [`its body: ${body}`]
}
