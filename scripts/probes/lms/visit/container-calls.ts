import type { Lms } from '../../../plan/lms.ts'
import type { Plan } from '../../../plan/plan.ts'
import { once } from '../../../system/once.ts'
import type { Surroundings } from '../../surroundings.ts'

/** What a container reached when it called a public address. */
export type ContainerCall = {
  /** Service whose container called. */
  readonly from: string
  readonly url: string
  readonly status?: number
  /** The gateway answered itself: the site is unknown, or down. */
  readonly isGateway?: boolean
  /** Why nothing was answered. */
  readonly error?: string
  /** The site was reached, its certificate not trusted. */
  readonly untrusted: boolean
}

/** Calls from inside the environment's containers, each made once; undefined if there is no such container. */
export type ContainerCalls = {
  readonly fromRichie: () => Promise<ContainerCall | undefined>
  readonly fromLms: () => Promise<ContainerCall | undefined>
}

export function openContainerCalls(
  inContainer: Surroundings['inContainer'],
  plan: Plan,
  lms: Lms,
): ContainerCalls {
  const call = async (from: string, argv: readonly string[], url: string) => {
    const ran = await inContainer(from, [...argv, url])
    return ran === undefined ? undefined : readCall(from, url, ran)
  }
  const heartbeat = `${lms.connection.baseUrl}/heartbeat`
  const fromRichie = once(() =>
    call('richie', ['/opt/campus/venv/bin/python', '-S', '-c', python], heartbeat),
  )
  const fromLms = once(() => call(lms.key, ['node', '-e', node], `${plan.richie.site.origin}/robots.txt`))
  return lms.provider === 'mock'
    ? { fromRichie, fromLms }
    : { fromRichie: async () => undefined, fromLms: async () => undefined }
}

/** As Richie's own Python would call: with the authorities that its container trusts. */
const python = `
import json, ssl, sys, urllib.error, urllib.request
try:
    try:
        answer = urllib.request.urlopen(sys.argv[1], timeout=4)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        print(json.dumps({"status": answer.code, "isGateway": b"The campus gateway," in answer.read(100_000)}))
except Exception as error:
    reason = getattr(error, "reason", error)
    print(json.dumps({"error": str(reason), "untrusted": isinstance(reason, ssl.SSLCertVerificationError)}))
`

/** As the mock calls Richie's webhook. */
const node = `
const trust = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/
fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(4000) }).then(
  async (answer) => console.log(JSON.stringify({ status: answer.status, isGateway: (await answer.text()).includes('The campus gateway,') })),
  (error) => {
    const { code, message } = error.cause ?? error
    console.log(JSON.stringify({ error: message || code, untrusted: trust.test(code) }))
  },
)
`

function readCall(
  from: string,
  url: string,
  { exitCode, output }: { readonly exitCode: number; readonly output: string },
): ContainerCall {
  const line = /^\{.*\}$/m.exec(output)?.[0]
  if (line === undefined)
    return { from, url, error: `exit code ${exitCode}: ${output.trim().slice(0, 200)}`, untrusted: false }
  const { status, error, isGateway = false, untrusted = false } = JSON.parse(line) as Partial<ContainerCall>
  return {
    from,
    url,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
    isGateway,
    untrusted,
  }
}
