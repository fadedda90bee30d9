import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { doctorDocumentSchema, type DoctorDocument } from '../../../scripts/diagnosis/document-schema.ts'
import { allChecks } from '../../../scripts/doctor/all-checks.ts'
import { docker } from '../support/docker.ts'
import { name, checkout, local } from '../support/environment.ts'

/* `campus doctor` on this machine, with an environment that is up. What a healthy machine is told may differ by machine. */

const inside = (...path: readonly string[]) => join(checkout.dir, ...path)
const mode = readFileSync(inside('.campus/mode'), 'utf8')

beforeAll(async () => {
  await checkout.campus(['up'])
})
afterEach(() => {
  checkout.setLocal(local)
  writeFileSync(inside('.campus/mode'), mode)
})
afterAll(async () => {
  await checkout.campus(['up'])
})

async function doctor(env: Readonly<Record<string, string>> = {}) {
  const { output, exitCode, ms } = await checkout.campus(['doctor', '--json'], { env })
  return { document: doctorDocumentSchema.parse(JSON.parse(output)), exitCode, ms }
}

/** `--fix` fixes all that it finds on the engine: what is not of this test must not be there. */
async function fix(env: Readonly<Record<string, string>> = {}) {
  const { document } = await doctor(env)
  const stale = ['stale-containers', 'stale-networks'].map((id) => findingOf(document, id))
  const left = stale.flatMap((finding) => (finding?.status === 'ok' ? [] : (finding?.evidence ?? [])))
  expect(left.filter((line) => !line.startsWith('campustest-gone'))).toEqual([])
  return await checkout.campus(['doctor', '--fix', '--yes'], { env })
}

const findingOf = ({ findings }: DoctorDocument, id: string) => findings.find((finding) => finding.id === id)

test('on a healthy machine nothing fails, by the published schema, and every id is there', async () => {
  const { document, exitCode } = await doctor()
  expect(document).toMatchObject({ name: name, mode: 'http' })
  expect(document.findings.filter(({ status }) => status === 'fail')).toEqual([])
  expect(exitCode).toBe(0)
  expect([...new Set(document.findings.map(({ id }) => id))]).toEqual(allChecks.map(({ id }) => id))
  // Of a machine that this test does not know: engines before 28, no IPv6, a network that is slow.
  const may = [
    'neighbours',
    'loopback-ipv6',
    'package-indexes',
    'stale-containers',
    'stale-networks',
    'stale-volumes',
  ]
  const warned = document.findings.filter(({ status }) => status === 'warn').map(({ id }) => id)
  expect(warned.filter((id) => !may.includes(id))).toEqual([])
})

test('a port that another process holds is told with its name and number', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  checkout.setLocal({ ...local, richie: { port } })
  const { document, exitCode } = await doctor()
  expect(exitCode).toBe(1)
  const finding = findingOf(document, 'ports')
  expect(finding?.says).toContain(`port ${port} is in use by`)
  expect(finding?.says).toContain(`(pid ${process.pid})`)
  expect(finding?.fix[0]?.command).toBe(`kill ${process.pid}`)
})

test('an edited generated file is found, written anew by --fix, and kept', async () => {
  const file = inside('generated/compose.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, `${before}# mine\n`)
  expect(findingOf((await doctor()).document, 'generated-files')).toMatchObject({
    status: 'fail',
    evidence: ['generated/compose.yaml: edited by hand'],
  })
  const refused = await checkout.campus(['doctor', '--fix'])
  expect(refused.exitCode, 'without a terminal and --yes').toBe(1)
  expect(refused.output).toContain('Nothing was fixed.')
  expect(readFileSync(file, 'utf8')).toContain('# mine')

  const { output, exitCode } = await fix()
  expect(exitCode, output).toBe(0)
  const kept = /your version is kept at (\S+)/.exec(output)?.[1] ?? ''
  expect(readFileSync(kept, 'utf8')).toBe(`${before}# mine\n`)
  expect(readFileSync(file, 'utf8')).toBe(before)
  rmSync(kept)
})

test.runIf(process.getuid?.() === 0)(
  'a file of another owner is found, and given back by --fix',
  async () => {
    const file = inside('generated/nginx/nginx.conf')
    chownSync(file, 4242, 4242)
    expect(findingOf((await doctor()).document, 'file-owners')).toMatchObject({
      status: 'warn',
      evidence: ['generated/nginx/nginx.conf: user 4242'],
    })
    await fix()
    expect(findingOf((await doctor()).document, 'file-owners')?.status).toBe('ok')
    expect(lstatSync(file).uid).toBe(lstatSync(checkout.dir).uid)
  },
)

test('containers and networks of a checkout that is gone go with --fix, its volumes do not', async () => {
  const labels = ['--label', 'campus.environment=campustest-gone']
  const project = ['--label', 'com.docker.compose.project=campustest-gone']
  const file = ['--label', 'com.docker.compose.project.config_files=/gone/generated/compose.yaml']
  const own = await docker(['ps', '-aq', '--filter', `label=com.docker.compose.project=${name}`])
  await docker(['network', 'create', ...labels, 'campustest-gone_default'])
  await docker(['volume', 'create', ...labels, 'campustest-gone_data'])
  onTestFinished(async () => void (await docker(['volume', 'rm', 'campustest-gone_data'])))
  await docker([
    'create',
    ...labels,
    ...project,
    ...file,
    '--name',
    'campustest-gone-edx-1',
    `${name}-gateway`,
  ])

  const { document } = await doctor()
  expect(findingOf(document, 'stale-containers')).toMatchObject({ status: 'warn' })
  expect(findingOf(document, 'stale-volumes')?.fix[0]?.command).toBe('docker volume rm campustest-gone_data')
  const { output } = await fix()
  expect(output).toContain('docker rm campustest-gone-edx-1')
  expect(output).toContain('docker volume rm campustest-gone_data')
  const rest = ['container', 'network'].map((kind) =>
    docker([kind, 'ls', '-q', '--filter', `label=${labels[1]}`]),
  )
  expect(await Promise.all(rest)).toEqual(['', ''])
  expect(await docker(['volume', 'ls', '-q', '--filter', `label=${labels[1]}`])).toBe('campustest-gone_data')
  expect(await docker(['ps', '-aq', '--filter', `label=com.docker.compose.project=${name}`])).toBe(own)
})

test('over https, a hosts file that lacks the names is told, and filled by --fix', async () => {
  writeFileSync(inside('.campus/mode'), 'tls\n')
  const hosts = inside('hosts')
  writeFileSync(hosts, '127.0.0.1 localhost\n')
  onTestFinished(() => rmSync(hosts, { force: true }))
  const env = { CAMPUS_HOSTS_FILE: hosts }
  expect(findingOf((await doctor(env)).document, 'hosts-file')).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('richie.local.dev and edx.local.dev are not in'),
    fix: [{ command: 'bin/campus hosts add' }],
  })
  await fix(env)
  const { document } = await doctor(env)
  expect(findingOf(document, 'hosts-file')?.status).toBe('ok')
  expect(findingOf(document, 'names')?.status).toBe('ok')
  writeFileSync(hosts, `10.0.0.9 edx.local.dev\n${readFileSync(hosts, 'utf8')}`)
  expect(findingOf((await doctor(env)).document, 'hosts-file')?.says).toContain(
    ':1 points edx.local.dev to 10.0.0.9',
  )
})

test('a spec with problems is a finding, and what needs it is skipped because of it', async () => {
  checkout.setLocal({ ...local, nmae: 'x' })
  const { document, exitCode } = await doctor()
  expect(exitCode).toBe(1)
  expect(document).toMatchObject({ name: null, mode: null, ok: false })
  expect(findingOf(document, 'spec')?.evidence[0]).toMatch(
    /environment\.local\.yaml:\d+:\d+ nmae: unknown key/,
  )
  expect(findingOf(document, 'ports')).toMatchObject({ status: 'skipped', because: 'checkout/spec' })
  expect(findingOf(document, 'engine-version')?.status).toBe('ok')
})

test('on a machine with nothing but the checkout it says that Docker is missing', async () => {
  const modules = join(import.meta.dirname, '../../../node_modules')
  mkdirSync(inside('certs'), { recursive: true })
  const mounts = [checkout.dir, modules].flatMap((path) => ['-v', `${path}:${path}:ro`])
  const image = ['--user', '0', `${name}-base:bookworm`]
  const argv = [inside('bin/campus'), 'doctor', '--json']
  const output = await docker([
    'run',
    '--rm',
    '--network',
    'none',
    ...mounts,
    ...image,
    'sh',
    '-c',
    `${argv.join(' ')} || true`,
  ])
  const document = doctorDocumentSchema.parse(JSON.parse(output))
  expect(findingOf(document, 'engine-installed')).toMatchObject({
    status: 'fail',
    says: 'Docker is not installed',
    fix: [{ command: 'make run' }],
  })
  expect(findingOf(document, 'engine-version')).toMatchObject({ because: 'engine/engine-installed' })
  expect(existsSync(inside('generated'))).toBe(true)
})
