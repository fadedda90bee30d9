import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runDocker } from './docker-cli.ts'

test('the docker command gets nothing that a shell holds for another project, and what it needs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'campus-docker-'))
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\nexport -p\n')
  chmodSync(join(folder, 'docker'), 0o755)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const shell = {
    PATH: `${folder}:${process.env['PATH']}`,
    COMPOSE_PROJECT_NAME: 'foo',
    COMPOSE_ENV_FILES: '/nowhere',
    COMPOSE_IGNORE_ORPHANS: 'true',
    DOCKER_BUILDKIT: '0',
    DOCKER_DEFAULT_PLATFORM: 'linux/s390x',
    DOCKER_CONTEXT: 'elsewhere',
    DOCKER_CONFIG: '/home/ann/.docker',
    HTTPS_PROXY: 'http://proxy',
    AWS_PROFILE: 'work',
  }
  for (const [name, value] of Object.entries(shell)) vi.stubEnv(name, value)

  const { stdout } = await runDocker({ cliEnv: { DOCKER_HOST: 'unix:///run/docker.sock' } }, ['info'])
  const seen = [...stdout.matchAll(/\b((?:COMPOSE|DOCKER)_\w+|AWS_PROFILE|HTTPS_PROXY)='?([^'\n]*)/g)].map(
    (found) => found.slice(1).join('='),
  )
  expect(seen.toSorted()).toEqual([
    'AWS_PROFILE=work',
    'COMPOSE_ANSI=never',
    'COMPOSE_DISABLE_ENV_FILE=1',
    'COMPOSE_MENU=false',
    'DOCKER_BUILDKIT=1',
    'DOCKER_CONFIG=/home/ann/.docker',
    'DOCKER_HOST=unix:///run/docker.sock',
    'HTTPS_PROXY=http://proxy',
  ])
})
