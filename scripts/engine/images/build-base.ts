import { join } from 'node:path'
import { buildSecrets } from '../../plan/container-paths.ts'
import type { Row } from '../../system/board.ts'
import { run } from '../../system/process.ts'
import { proxyVariables } from '../../system/proxy.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
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
  const args = { ...proxyVariables(process.env), FROM: build.from }
  const labels = [`campus.environment=${build.environment}`, 'campus.role=base']
  const { exitCode } = await run(
    [
      'docker',
      'build',
      '--progress=plain',
      `--tag=${build.image}`,
      ...labels.map((label) => `--label=${label}`),
      ...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
      ...secretArguments(build.settingsDir),
      build.contextDir,
    ],
    {
      env: { ...engine.cliEnv, DOCKER_BUILDKIT: '1' },
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
