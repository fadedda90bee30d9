import { createHmac, randomBytes } from 'node:crypto'
import { unknownCode } from '../../../../../scripts/probes/lms/visit/sync-calls.ts'
import { addToSite, generated, type RunningStage } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** The webhook by which an LMS tells Richie of its course runs, and calls between containers. */
export const webhookScenarios: readonly RunningScenario[] = [
  {
    name: 'The LMS signs with another secret than Richie knows',
    mode: 'http',
    breaks: ({ edit }) =>
      edit('.campus/secrets.json', (text) =>
        text.replace(/("sync": \{\s*"edx": ")\w{8}/, `$1${randomBytes(4).toString('hex')}`),
      ),
    fails: ['edx/sync-signed'],
    fix: 'make run',
  },
  {
    name: 'A proxy signs what comes unsigned',
    mode: 'http',
    family: generated.gateway,
    breaks: (stage) => signByProxy(stage, '""'),
    fails: ['edx/sync-unsigned'],
    fix: 'make run',
  },
  {
    name: 'A proxy signs anew what was signed with another secret',
    mode: 'http',
    family: generated.gateway,
    breaks: (stage) => signByProxy(stage, '~^SIG'),
    fails: ['edx/sync-forged'],
    fix: 'make run',
  },
]

/** Calls of the webhook whose header Authorization fits `pattern` (of nginx's map) are signed as they should be. */
async function signByProxy({ read, editGateway, origins }: RunningStage, pattern: string): Promise<void> {
  const { sync } = JSON.parse(read('.campus/secrets.json')) as { sync: { edx: string } }
  const sign = (body: string) =>
    `SIG-HMAC-SHA256 ${createHmac('sha256', sync.edx).update(body).digest('hex')}`
  const link = `${origins().edx}/courses/course-v1:campus+${unknownCode}+none/info`
  const known = sign(JSON.stringify({ resource_link: link, languages: ['en'] }))
  const map = `map $http_authorization $signed { default $http_authorization; ${pattern} "${sign('{}')}"; "${known}" "${known}"; }`
  const location = `location = /api/v1.0/course-runs-sync/ { proxy_pass http://richie; proxy_set_header Host $http_host; proxy_set_header Authorization $signed; }`
  await editGateway((text) =>
    addToSite(text, 'richie', location).replace('http {', `http {\nmap_hash_bucket_size 256;\n${map}`),
  )
}
