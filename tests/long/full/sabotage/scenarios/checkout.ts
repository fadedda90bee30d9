import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { docker } from '../../../../e2e/support/docker.ts'
import type { MachineScenario } from '../machine-stage.ts'

/** What a person, or a command that was killed, does to a checkout. */
export const checkoutScenarios: readonly MachineScenario[] = [
  {
    name: 'The spec has a key that is misspelt',
    mode: 'http',
    breaks: ({ setSpec }) => setSpec({ richie: { prot: 8070 } }),
    fails: ['checkout/spec'],
    fix: /Edit the spec at the named lines/,
  },
  {
    name: 'The spec was changed since the files were written',
    mode: 'http',
    breaks: ({ setSpec }) => setSpec({ richie: { demo: 'none' } }),
    fails: [],
    warns: ['checkout/generated-files'],
    fix: 'make run',
    isOnlyRead: 'a start takes a minute, and is tested elsewhere',
  },
  {
    name: 'A generated file was edited by hand',
    mode: 'http',
    breaks: ({ edit }) =>
      edit('generated/richie/connection.json', (text) => text.replace('unsafe-url', 'same-origin')),
    fails: ['checkout/generated-files'],
    fix: 'bin/campus doctor --fix',
  },
  {
    name: 'Others may read the state',
    mode: 'http',
    breaks({ dir, unlessFixed }) {
      const state = join(dir, '.campus')
      const { mode } = statSync(state)
      chmodSync(state, 0o755)
      unlessFixed(() => chmodSync(state, mode))
    },
    fails: [],
    warns: ['checkout/state'],
    fix: 'bin/campus doctor --fix',
  },
  {
    name: 'A command that was killed has left its lock',
    mode: 'http',
    breaks: ({ write }) =>
      write(
        '.campus/lock',
        JSON.stringify({ pid: 4_194_304, started: '1', command: 'up', since: '2026-01-12T09:00:00Z' }),
      ),
    fails: [],
    warns: ['checkout/state'],
    fix: 'bin/campus doctor --fix',
  },
  {
    name: 'A file of the checkout belongs to somebody else',
    mode: 'http',
    async breaks({ dir, image, later }) {
      const asRoot = (script: string) =>
        docker([
          'run',
          '--rm',
          '--network',
          'none',
          '--user',
          '0',
          '--volume',
          `${dir}:/checkout`,
          '--entrypoint',
          'sh',
          image,
          '-c',
          script,
        ])
      await asRoot('echo > /checkout/stray; chown 4711 /checkout/stray')
      later(() => asRoot('rm -f /checkout/stray'))
    },
    fails: [],
    warns: ['checkout/file-owners'],
    fix: 'bin/campus doctor --fix',
    // Without root it asks for a password.
    isHere: () => process.getuid?.() === 0,
  },
]
