import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { anyCertificate, type Signed } from '../../../../../scripts/tls/testing/any-certificate.ts'
import type { MachineScenario, MachineStage } from '../machine-stage.ts'
import { hostsFile } from '../tls-machine.ts'

/** Ports, names and what stands between this machine and the network. */
export const networkScenarios: readonly MachineScenario[] = [
  {
    name: 'Another program holds the port of Richie',
    mode: 'http',
    async breaks({ read, later }) {
      const { richie } = JSON.parse(read('environment.local.yaml')) as { richie: { port: number } }
      const listen = `require('node:net').createServer().listen(${richie.port}, '127.0.0.1', () => console.log('held'))`
      const holder = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
      later(() => holder.kill())
      await once(holder.stdout, 'data')
    },
    fails: ['network/ports'],
    fix: 'kill *',
  },
  {
    name: 'The hosts file lacks the names',
    mode: 'tls',
    breaks: ({ write }) => write(hostsFile, '127.0.0.1 localhost\n'),
    fails: ['network/hosts-file'],
    fix: 'bin/campus hosts add',
  },
  {
    name: 'A line of the hosts file leads a name to another machine',
    mode: 'tls',
    breaks: ({ edit }) => edit(hostsFile, (text) => `192.0.2.1 edx.local.dev\n${text}`),
    fails: ['network/hosts-file'],
    fix: /edx\.local\.dev/,
  },
  {
    name: 'A proxy is set, and the sites are no exception',
    mode: 'http',
    // Neither npm nor Node.js reads this one: the indexes of packages answer as before.
    breaks: ({ setEnv }) => setEnv({ ALL_PROXY: 'http://127.0.0.1:9', NO_PROXY: '', no_proxy: '' }),
    fails: [],
    warns: ['network/proxy'],
    fix: 'export NO_PROXY=*',
  },
  {
    name: 'The index of npm packages does not answer',
    mode: 'http',
    breaks: ({ setEnv }) => setEnv({ npm_config_registry: 'http://127.0.0.1:9/' }),
    fails: ['network/package-indexes'],
    fix: /name it in the settings of npm/,
  },
  {
    name: 'The index of npm packages is signed by an authority that nobody here knows',
    mode: 'http',
    async breaks(stage) {
      await startIndex(stage, await anyCertificate({ subject: 'CN=Company proxy', isAuthority: true }))
    },
    fails: ['network/tls-interception'],
    fix: /sudo update-ca-certificates/,
  },
  {
    name: 'This machine knows the authority that signs its connections anew, npm was not told',
    mode: 'http',
    async breaks(stage) {
      stage.setEnv({ NODE_EXTRA_CA_CERTS: '', npm_config_cafile: '' })
      await startIndex(stage, stage.authority)
    },
    fails: ['network/tls-interception'],
    fix: 'export NODE_EXTRA_CA_CERTS=*',
  },
]

/** An index of npm packages whose certificate this authority has signed. */
async function startIndex({ setEnv, later }: MachineStage, issuer: Signed): Promise<void> {
  const { certificate, key } = await anyCertificate({ names: ['localhost', '127.0.0.1'], issuer })
  const server = createServer({ cert: certificate, key }, (_, answer) => answer.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  later(() => {
    server.close()
    server.closeAllConnections()
  })
  setEnv({ npm_config_registry: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` })
}
