import { BlockList, isIP } from 'node:net'
import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import { proxyVariables, withoutCredentials } from '../../system/proxy.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf, tlsPlanOf, type MachineContext } from '../facts/machine-context.ts'

export const proxy: DoctorCheck = {
  id: 'proxy',
  title: "no proxy handles the sites' names or loopback",
  what: "Programs that read `HTTP_PROXY` and `HTTPS_PROXY` (curl, Python, Node.js, npm) send everything to the proxy except for the names in `NO_PROXY`. A proxy can't reach the sites of this machine: it answers 502 or 503 for them. Docker's own setting (`proxies` in `~/.docker/config.json`) sets these variables in every container: then Richie and the LMS don't reach each other. A browser has its own proxy settings.",
  see: 'env | grep -i _proxy\ncat ~/.docker/config.json',
  fix: 'Add the names to `NO_PROXY`, in both spellings, with the printed line; and to `proxies.default.noProxy` in `~/.docker/config.json`. In the browser: add them to the exceptions of its proxy.',
  symptoms: ['An image build fails: name not found, x509, timeout'],
  needs: ['spec'],
  look(context) {
    const wanted = exceptions(context)
    const inContainers = dockerProxies(context)
    const ofContainers = inContainers === undefined ? [] : lacking(inContainers.noProxy ?? '', wanted)
    if (ofContainers.length > 0) {
      return fail(`Docker sets a proxy in containers, without an exception for ${ofContainers.join(', ')}`, [
        {
          says: `In ~/.docker/config.json, under proxies.default:\n"noProxy": "${merged(inContainers?.noProxy, wanted)}"`,
        },
      ])
    }
    const { NO_PROXY = '', ...others } = proxyVariables(context.env)
    const set = Object.entries(others).filter(([name]) => /^(HTTPS?|ALL)_PROXY$/.test(name))
    if (set.length === 0) return ok('no proxy is set')
    const evidence = [
      ...set.map(([name, value]) => `${name}=${withoutCredentials(value)}`),
      `NO_PROXY=${NO_PROXY}`,
    ]
    const missing = lacking(NO_PROXY, wanted)
    if (missing.length === 0) return ok('NO_PROXY excludes the sites', evidence)
    return warn(
      `a proxy is set, and NO_PROXY lacks ${missing.join(', ')}`,
      [
        {
          says: 'Exclude the site names from the proxy.',
          command: `export NO_PROXY=${merged(NO_PROXY, wanted)} no_proxy=${merged(NO_PROXY, wanted)}`,
        },
      ],
      evidence,
    )
  },
}

/** Loopback, and the domains of both modes: containers use the same names. */
function exceptions(context: MachineContext): readonly string[] {
  const hosts = [...planOf(context).sites, ...tlsPlanOf(context).sites].map(({ host }) => host)
  return ['localhost', '127.0.0.1', '::1', ...new Set(hosts)]
}

/** As curl and Python read it: a name also covers its subdomains, with or without a dot before it; addresses may be given as a block. */
function lacking(noProxy: string, wanted: readonly string[]): readonly string[] {
  const parts = noProxy.split(/[\s,]+/).map((part) => part.replace(/^\*?\./, '').replace(/^\[(.+)\]$/, '$1'))
  if (parts.includes('*')) return []
  return wanted.filter(
    (name) =>
      !parts.some((part) => part !== '' && (name === part || name.endsWith(`.${part}`) || holds(part, name))),
  )
}

/** Whether a block like 127.0.0.0/8 holds an address. */
function holds(part: string, address: string): boolean {
  const [, start = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(part) ?? []
  const family = isIP(start)
  if (family === 0 || isIP(address) !== family || Number(bits) > (family === 4 ? 32 : 128)) return false
  const block = new BlockList()
  block.addSubnet(start, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return block.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function merged(noProxy: string | undefined, wanted: readonly string[]): string {
  const kept = (noProxy ?? '').split(/[\s,]+/).filter((part) => part !== '')
  return [...kept, ...lacking(noProxy ?? '', wanted)].join(',')
}

function dockerProxies({ disk, env, user }: MachineContext): { readonly noProxy?: string } | undefined {
  const file = join(env['DOCKER_CONFIG'] ?? join(user.home, '.docker'), 'config.json')
  try {
    const { proxies } = JSON.parse(disk.read(file) || '{}') as {
      proxies?: { default?: { httpProxy?: string; httpsProxy?: string; noProxy?: string } }
    }
    const set = proxies?.default
    return set?.httpProxy || set?.httpsProxy ? set : undefined
  } catch {
    return undefined // docker itself says that it can't read it
  }
}
