import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '../../scripts/system/process.ts'
import { startBareMachine } from './bare-machine.ts'

const port = 5000

/** A registry on the network of the bare machines. */
export type Registry = { readonly address: string; readonly remove: () => Promise<void> }

/** Debian's own docker-registry in a bare machine, serving the given image as `debian:bookworm-slim`. */
export async function startRegistry(name: string, image: string): Promise<Registry> {
  const machine = await startBareMachine({ name, image, publish: port })
  const served = await machine.sh(`
    set -e
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends docker-registry
    printf '%s\\n' 'version: 0.1' 'storage: { filesystem: { rootdirectory: /registry } }' 'http: { addr: ":${port}" }' > /registry.yml
    setsid -f docker-registry serve /registry.yml > /var/log/registry.log 2>&1 < /dev/null
  `)
  if (served.exitCode !== 0) throw new Error(served.stderr)
  // An engine pushes without TLS only to loopback; the machines reach the container itself.
  const [published = ''] = (await ask('port', name, `${port}`)).split('\n')
  const ip = await ask('inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', name)
  while (!(await fetch(`http://${published}/v2/`).catch(() => undefined))?.ok) await sleep(100)
  const pushed = `${published}/library/debian:bookworm-slim`
  await ask('tag', image, pushed)
  await ask('push', '--quiet', pushed)
  await ask('image', 'rm', pushed)
  return { address: `${ip}:${port}`, remove: machine.remove }
}

async function ask(...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(['docker', ...words])
  if (exitCode !== 0) throw new Error(stderr)
  return stdout.trim()
}
