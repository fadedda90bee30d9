import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import type { ContainerCall } from './container-calls.ts'
import { start } from '../start.ts'
import type { LmsContext } from './lms-context.ts'
import { ofMock } from './where.ts'

export const containersReach: Check<LmsContext> = {
  id: 'containers-reach',
  title: 'Containers reach Richie and the LMS by their public addresses',
  what: "The LMS calls Richie's webhook from inside its container, by the same address that the browser uses, so that links and certificates fit. The gateway carries each site's host as a network alias and listens on the same ports inside. Where that fails course runs are not told, although all is well in the browser.",
  see: 'docker exec campus-edx-1 node -e "fetch(\'https://richie.local.dev:8070/robots.txt\').then(({ status }) => console.log(status))"\ndocker inspect campus-gateway-1',
  mend: '`make run` (`make run-ssl`) makes the gateway and its network anew where they are not as planned. A proxy variable inside the container must not catch the names of the sites.',
  symptoms: ['A course is missing in Richie, or a course run is not as in the LMS'],
  needs: ['heartbeat', 'richie-page'],
  look: ofMock(async (context) => {
    const { containers } = context
    const calls = (await Promise.all([containers.fromRichie(), containers.fromLms()])).filter(
      (call) => call !== undefined,
    )
    if (calls.length === 0) return skip('no container of ours was found')
    const evidence = calls.map(shown)
    const lost = calls.find((call) => !call.untrusted && (call.status === undefined || call.status >= 500))
    if (lost === undefined) return ok(calls.map(({ from }) => `from ${from}`).join(', '), evidence)
    const says = `the container ${lost.from} does not reach ${new URL(lost.url).origin}: ${lost.error ?? lost.status}`
    return fail(
      says,
      [start(context.surroundings.plan, 'To make the network and the gateway anew:')],
      evidence,
    )
  }),
}

/** `richie -> https://edx.local.dev:8073/heartbeat: 200`. */
export function shown({ from, url, status, error }: ContainerCall): string {
  return `${from} -> ${url}: ${status ?? error}`
}
