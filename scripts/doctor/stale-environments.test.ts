import { expect, test, vi } from 'vitest'
import { silentRow } from '../tls/testing/any-certificate.ts'
import { staleContainers } from './engine/stale-containers.ts'
import { staleNetworks, staleVolumes } from './engine/stale-networks.ts'
import { anyMachine, composeFile, container, labelled, type Described } from './testing/any-machine.ts'

const gone = '/gone/generated/compose.yaml'
const other = '/other/generated/compose.yaml'
const own = container({ name: 'campus-edx-1', environment: 'campus', file: composeFile, service: 'edx' })
const ofGone = container({ name: 'old-edx-1', environment: 'old', file: gone, state: 'exited' })

const look = async (answer: Described['answer']) => {
  const machine = anyMachine({ answer: answer ?? null, files: { [other]: '' } })
  const [containers, networks, volumes] = await Promise.all(
    [staleContainers, staleNetworks, staleVolumes].map(async (check) => await check.look(machine)),
  )
  return { containers, networks, volumes }
}

test('an environment of this checkout is no fault, nor is a container of nobody', async () => {
  const found = await look({
    containers: [own, container({ name: 'postgres' })],
    networks: [labelled('campus_default', 'campus')],
    volumes: [labelled('campus_run', 'campus')],
  })
  expect(found).toMatchObject({
    containers: { status: 'ok' },
    networks: { status: 'ok' },
    volumes: { status: 'ok' },
  })
})

test('all of a checkout that is gone is named; its volumes are left to the person', async () => {
  const found = await look({
    containers: [own, ofGone],
    networks: [labelled('old_default', 'old')],
    volumes: [labelled('old_run', 'old'), labelled('campus_run', 'campus')],
  })
  expect(found.containers).toMatchObject({
    status: 'warn',
    says: '1 container is left from a deleted checkout',
  })
  expect(found.networks).toMatchObject({
    status: 'warn',
    evidence: ['old_default: of "old", whose checkout was deleted'],
  })
  expect(found.volumes?.fix).toEqual([
    { says: 'Remove them, if nobody needs the data.', command: 'docker volume rm old_run' },
  ])
})

test('an environment of this name that runs from another checkout is told', async () => {
  const foreign = container({ name: 'campus-edx-1', environment: 'campus', file: other, service: 'edx' })
  const { containers } = await look({ containers: [foreign] })
  expect(containers).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('another checkout is running'),
  })
  expect(containers?.fix[0]?.command).toBe('make -C /other stop')
  const stopped = await look({ containers: [{ ...foreign, state: 'exited' }] })
  expect(stopped.containers).toMatchObject({
    status: 'warn',
    says: expect.stringContaining('takes them over'),
  })
})

test('a service that the spec does not have any more goes with the next start', async () => {
  const orphan = container({ name: 'campus-mit-1', environment: 'campus', file: composeFile, service: 'mit' })
  const { containers } = await look({ containers: [own, orphan] })
  expect(containers).toMatchObject({ status: 'warn', fix: [{ command: 'make run' }] })
})

test('what has no container may belong to a checkout that is stopped: its volumes are no fault, its network is told', async () => {
  const { networks, volumes } = await look({
    networks: [labelled('edge_default', 'edge'), labelled('campus_default', 'campus')],
    volumes: [labelled('edge_run', 'edge')],
  })
  expect(networks).toMatchObject({ status: 'warn', fix: [{ command: 'docker network rm edge_default' }] })
  expect(volumes).toMatchObject({
    status: 'ok',
    evidence: [expect.stringContaining('"edge", which has no containers')],
  })
})

test('--fix removes containers and networks of what is gone, and nothing else', async () => {
  const remove = vi.fn<(kind: string, id: string, options?: unknown) => Promise<void>>(() =>
    Promise.resolve(),
  )
  const docker = {
    getContainer: (id: string) => ({ remove: (options?: unknown) => remove('container', id, options) }),
    getNetwork: (id: string) => ({ remove: () => remove('network', id) }),
  } as never
  const machine = anyMachine({
    answer: {
      docker,
      containers: [own, ofGone, container({ name: 'edge-edx-1', environment: 'edge', file: other })],
      networks: [
        labelled('old_default', 'old'),
        labelled('edge_default', 'edge'),
        labelled('campus_default', 'campus'),
      ],
      volumes: [labelled('old_run', 'old')],
    },
    files: { [other]: '' },
  })
  const containers = await staleContainers.autoFix?.(machine)
  const networks = await staleNetworks.autoFix?.(machine)
  expect([...(containers?.plan ?? []), ...(networks?.plan ?? [])]).toEqual([
    'docker rm old-edx-1',
    'docker network rm old_default',
  ])
  expect(await containers?.apply(silentRow())).toContain('  docker volume rm old_run')
  await networks?.apply(silentRow())
  expect(remove.mock.calls).toEqual([
    // Neither by force nor with nameless volumes.
    ['container', 'old-edx-1', undefined],
    ['network', 'old_default'],
  ])
})

test('what runs is left to the person, with all of its environment', async () => {
  const answer = {
    containers: [ofGone, container({ name: 'old-gateway-1', environment: 'old', file: gone })],
    networks: [labelled('old_default', 'old')],
  }
  const machine = anyMachine({ answer })
  expect(await staleContainers.autoFix?.(machine)).toBeUndefined()
  expect(await staleNetworks.autoFix?.(machine)).toBeUndefined()
  const { containers } = await look(answer)
  expect(containers).toMatchObject({ status: 'warn', says: '2 containers are left from a deleted checkout' })
  expect(containers?.fix.map(({ command }) => command)).toEqual(['docker rm -f old-edx-1 old-gateway-1'])
})

test('an environment of this name whose checkout can not be seen from here is another one', async () => {
  const unseen = container({
    name: 'campus-edx-1',
    environment: 'campus',
    file: '/closed/campus/generated/compose.yaml',
  })
  const { containers } = await look({ containers: [unseen] })
  expect(containers).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('another checkout is running'),
  })
})
