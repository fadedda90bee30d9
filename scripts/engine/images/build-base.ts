import { join } from 'node:path'
import { buildSecrets } from '../../plan/container-paths.ts'
import type { Row } from '../../system/board.ts'
import { proxyVariables } from '../../system/proxy.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { runDocker } from '../docker-cli.ts'
import type { Engine } from '../find-engine.ts'
import { followBuild } from './build-log.ts'

export type BaseBuild = {
  readonly environment: string
  readonly image: string
  /** The Debian that it is built on. */
  readonly from: string
  readonly contextDir: string
  readonly settingsDir: string
  readonly row: Row
}

/** Builds compose/base on a Debian that the engine has. */
export async function buildBase(engine: Engine, build: BaseBuild): Promise<void> {
  const log = followBuild()
  const proxies = proxyVariables(process.env)
  const labels = [`campus.environment=${build.environment}`, 'campus.role=base']
  const { exitCode } = await runDocker(
    engine,
    [
      'build',
      '--progress=plain',
      `--tag=${build.image}`,
      ...labels.map((label) => `--label=${label}`),
      `--build-arg=FROM=${build.from}`,
      // Without their values, which may hold passwords: docker takes them from the environment.
      ...Object.keys(proxies).map((name) => `--build-arg=${name}`),
      ...secretArguments(build.settingsDir),
      build.contextDir,
    ],
    {
      env: proxies,
      onLine: (line) => {
        log.read(line)
        if (log.now() !== '') build.row.doing(`base ${log.now()}`)
      },
    },
  )
  if (exitCode === 0) return
  const lines = log.failure()
  throw new UserError(
    `The base image ${build.image} could not be built:\n${lastLines(lines, 20)}`,
    lines.some((line) => /buildx component is missing/.test(line))
      ? {
          id: 'docker-incomplete',
          hint: 'Install the buildx plugin of Docker (package docker-buildx or docker-buildx-plugin)',
        }
      : { id: 'image-not-built', hint: `The Dockerfile is in ${build.contextDir}` },
  )
}

/** `--secret` arguments of `docker build` for the settings in a folder. */
export function secretArguments(dir: string): readonly string[] {
  return Object.entries(buildSecrets).flatMap(([id, file]) => ['--secret', `id=${id},src=${join(dir, file)}`])
}
