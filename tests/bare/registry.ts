import { run } from '../../scripts/system/process.ts'

/** A registry on the machines' network: Debian's own docker-registry, with `debian:bookworm-slim` in it. */
export type Registry = { readonly address: string; remove(): Promise<void> }

/** Starts one in a container. What it serves is a copy of the image that the machines are made of. */
export async function startRegistry(name: string, image: string): Promise<Registry> {
  const port = 5000
  const remove = async () => {
    await run(['docker', 'rm', '--force', '--volumes', name])
  }
  await remove()
  const serve = `
    set -e
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends docker-registry > /dev/null
    printf '%s\\n' 'version: 0.1' 'storage: { filesystem: { rootdirectory: /registry } }' 'http: { addr: ":${port}" }' > /registry.yml
    exec docker-registry serve /registry.yml`
  // Published on loopback as well, which an engine may push to without TLS.
  await must(['docker', 'run', '--detach', '--init', `--name=${name}`, `--publish=127.0.0.1::${port}`, ...aptFrom(), image, 'sh', '-c', serve])
  const published = (await must(['docker', 'port', name, `${port}`])).trim()
  const [ip = ''] = (await must(['docker', 'inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}', name])).split(' ')
  await until(async () => {
    const answer = await fetch(`http://${published}/v2/`).catch(() => undefined)
    return answer?.ok === true
  })
  const pushed = `${published}/library/debian:bookworm-slim`
  await must(['docker', 'tag', image, pushed])
  await must(['docker', 'push', pushed])
  await must(['docker', 'image', 'rm', pushed])
  return { address: `${ip}:${port}`, remove }
}
