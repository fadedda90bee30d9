import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { docker } from '../../../../e2e/support/docker.ts'
import { engineSocket, startFalseEngine } from '../false-engine.ts'
import type { MachineScenario, MachineStage } from '../machine-stage.ts'

/** An environment of this name is nowhere. */
const gone = 'campustest-sabotage-gone'
const labelled = ['--label', `campus.environment=${gone}`, '--label', `com.docker.compose.project=${gone}`]

/** The engine, the docker command, and what is left of environments that are gone. */
export const engineScenarios: readonly MachineScenario[] = [
  {
    name: 'DOCKER_HOST names an engine that is reached over the network',
    mode: 'http',
    async breaks({ setEnv, later }) {
      const server = createServer((client) => {
        const engine = connect(engineSocket())
        for (const [one, other] of [
          [client, engine],
          [engine, client],
        ] as const) {
          one.pipe(other)
          one.on('error', () => other.destroy())
        }
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      later(() => server.close())
      setEnv({ DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` })
    },
    fails: ['engine/engine-context'],
    fix: 'unset DOCKER_HOST',
  },
  {
    name: 'DOCKER_HOST names a socket that is not there',
    mode: 'http',
    breaks: ({ setEnv, dir }) => setEnv({ DOCKER_HOST: `unix://${dir}/no.sock` }),
    fails: ['engine/engine-running'],
    fix: 'unset DOCKER_HOST',
  },
  {
    name: 'The engine’s socket is closed to this person',
    mode: 'http',
    family: 'engine',
    // Nothing is closed to root.
    isHere: () => process.getuid?.() !== 0,
    breaks: (stage) => startFalseEngine(stage, {}, { socketMode: 0 }),
    fails: ['engine/engine-permitted'],
    fix: /sudo usermod -aG docker/,
  },
  {
    name: 'The docker command is missing',
    mode: 'http',
    family: 'engine',
    breaks(stage) {
      const folder = programFolder(stage)
      for (const from of (process.env['PATH'] ?? '').split(':').filter(existsSync)) {
        for (const name of readdirSync(from)) {
          if (!name.startsWith('docker') && !existsSync(join(folder, name)))
            symlinkSync(join(from, name), join(folder, name))
        }
      }
      stage.setEnv({ PATH: folder })
    },
    fails: ['engine/engine-installed'],
    fix: 'make run',
    isOnlyRead: 'it would install an engine on this machine',
  },
  {
    name: 'docker compose is of another time',
    mode: 'http',
    family: 'engine',
    breaks: (stage) => replaceDocker(stage, 'if [ "$1" = compose ]; then echo 2.20.2; exit; fi'),
    fails: ['engine/compose-version'],
    fix: /docker-compose/,
  },
  {
    name: 'The buildx plugin is missing',
    mode: 'http',
    family: 'engine',
    breaks: (stage) => replaceDocker(stage, 'if [ "$1" = buildx ]; then exit 1; fi'),
    fails: ['engine/buildx'],
    fix: /docker-buildx/,
  },
  {
    name: 'The engine is of another time',
    mode: 'http',
    family: 'engine',
    breaks: (stage) => startFalseEngine(stage, { version: { Version: '20.10.24' } }),
    fails: ['engine/engine-version'],
    warns: ['engine/neighbours'],
    fix: /docker/i,
  },
  {
    name: 'Neighbours can reach ports on loopback: Docker 27',
    mode: 'http',
    family: 'engine',
    breaks: (stage) => startFalseEngine(stage, { version: { Version: '27.5.1' } }),
    fails: [],
    warns: ['engine/neighbours'],
    fix: /Upgrade Docker to 28 or later/,
  },
  {
    name: 'Images are built for another architecture',
    mode: 'http',
    breaks: ({ setEnv }) => setEnv({ DOCKER_DEFAULT_PLATFORM: 'linux/s390x' }),
    fails: ['engine/architecture'],
    fix: 'unset DOCKER_DEFAULT_PLATFORM',
  },
  {
    name: 'The engine has half a gigabyte of memory',
    mode: 'http',
    family: 'engine',
    breaks: (stage) => startFalseEngine(stage, { info: { MemTotal: 2 ** 29 } }),
    fails: ['engine/engine-memory'],
    fix: /Give it more memory: Docker Desktop, Settings, Resources/,
  },
  {
    name: 'The engine’s disk is full',
    mode: 'http',
    family: 'engine',
    // A file system without a free byte.
    breaks: (stage) => startFalseEngine(stage, { info: { DockerRootDir: '/proc' } }),
    fails: ['engine/engine-disk'],
    fix: /docker system df/,
  },
  {
    name: 'The engine’s clock is an hour ahead',
    mode: 'http',
    family: 'engine',
    breaks: (stage) =>
      startFalseEngine(stage, { info: { SystemTime: new Date(Date.now() + 3_600_000).toISOString() } }),
    fails: [],
    warns: ['machine/clock'],
    fix: /Restart the engine's virtual machine/,
  },
  {
    name: 'A container is left of a checkout that is gone',
    mode: 'http',
    async breaks({ image, later }) {
      await createGone(image)
      later(() => docker(['rm', '--force', gone]))
    },
    fails: [],
    warns: ['engine/stale-containers'],
    fix: 'bin/campus doctor --fix',
  },
  {
    name: 'A network is left of an environment that is gone',
    mode: 'http',
    async breaks({ later }) {
      await docker(['network', 'create', ...labelled, gone])
      later(() => docker(['network', 'rm', gone]).catch(() => 'it is gone'))
    },
    fails: [],
    warns: ['engine/stale-networks'],
    fix: `docker network rm ${gone}`,
  },
  {
    name: 'A volume is left of a checkout that is gone, with a container',
    mode: 'http',
    family: 'engine',
    async breaks({ image, later }) {
      await createGone(image)
      await docker(['volume', 'create', ...labelled, gone])
      later(async () => {
        await docker(['rm', '--force', gone])
        await docker(['volume', 'rm', '--force', gone])
      })
    },
    fails: [],
    warns: ['engine/stale-volumes', 'engine/stale-containers'],
    fix: /Remove them, if nobody needs the data/,
  },
]

function createGone(image: string): Promise<string> {
  const file = `com.docker.compose.project.config_files=/nowhere/${gone}.yaml`
  return docker(['create', '--name', gone, ...labelled, '--label', file, image])
}

/** A folder of programs that nobody else sees. */
function programFolder(stage: MachineStage): string {
  const folder = mkdtempSync(join(tmpdir(), 'campustest-sabotage-'))
  stage.later(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A docker command that does something else first. */
function replaceDocker(stage: MachineStage, first: string): void {
  const folder = programFolder(stage)
  const path = process.env['PATH'] ?? ''
  const real = path
    .split(':')
    .map((one) => join(one, 'docker'))
    .find(existsSync)
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${first}\nexec ${real} "$@"\n`, { mode: 0o755 })
  stage.setEnv({ PATH: `${folder}:${path}` })
}
