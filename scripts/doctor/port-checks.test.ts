import { expect, test } from 'vitest'
import { loopbackIpv6 } from './network/loopback-ipv6.ts'
import { ports } from './network/ports.ts'
import { proxy } from './network/proxy.ts'
import { anyMachine, container } from './testing/any-machine.ts'
import { expectVerdict, type VerdictRow } from './testing/expect-verdict.ts'

const taken = { '127.0.0.1 8070': 'EADDRINUSE' }
const gateway = (environment?: string) => ({
  answer: {
    containers: [
      container({
        name: 'gw-1',
        ports: [8070, 8073],
        ...(environment && { environment, file: `/${environment}/generated/compose.yaml` }),
      }),
    ],
  },
  files: { '/edge/generated/compose.yaml': '' },
})
const proxied = { HTTPS_PROXY: 'http://ada:secret@proxy:3128' }
const dockerConfig = (proxies: object) => ({
  files: { '/home/ada/.docker/config.json': JSON.stringify({ proxies: { default: proxies } }) },
})

test.each<VerdictRow>([
  ['free ports', ports, {}, 'ok', /8070: free, 8073: free/],
  ['ports of our own gateway', ports, gateway('campus'), 'ok', /8070: this environment \(gw-1\)/],
  [
    'ports of another environment',
    ports,
    gateway('edge'),
    'fail',
    /ports 8070 and 8073 are in use by the environment "edge" \(container gw-1\)/,
    'make -C /edge stop',
  ],
  [
    'ports of a container of nobody',
    ports,
    gateway(),
    'fail',
    /in use by the container gw-1$/,
    'docker stop gw-1',
  ],
  [
    'a port of another program',
    ports,
    { binds: taken, holder: { pid: 812, name: 'nginx' } },
    'fail',
    /8070 is in use by nginx \(pid 812\)/,
    'kill 812',
  ],
  ['a port of another user', ports, { binds: taken }, 'fail', /a program of another user/, 'sudo ss -ltnp'],
  [
    'a port that is taken on ::1 alone',
    ports,
    { binds: { '::1 8073': 'EADDRINUSE' } },
    'fail',
    /port 8073 is in use/,
  ],
  [
    'a port for root alone',
    ports,
    { sites: [{ port: 80 }], binds: { '127.0.0.1 80': 'EACCES' } },
    'fail',
    /root only/,
    'sudo sysctl net.ipv4.ip_unprivileged_port_start=80',
  ],
  [
    'an address of another machine',
    ports,
    { plan: { addresses: ['10.0.0.9'] }, binds: { '10.0.0.9 8070': 'EADDRNOTAVAIL' } },
    'fail',
    /10\.0\.0\.9 is not an address/,
  ],
  [
    'ports without any engine',
    ports,
    { answer: null, binds: taken, holder: { pid: 7, name: 'docker-proxy' } },
    'warn',
    /docker-proxy \(pid 7\)/,
  ],
  [
    'a port of a program of ours without any engine',
    ports,
    { answer: null, binds: taken, holder: { pid: 7, name: 'node' } },
    'fail',
    /node \(pid 7\)/,
  ],
  ['::1 that is there', loopbackIpv6, {}, 'ok', /can be bound/],
  ['a machine without ::1', loopbackIpv6, { binds: { '::1 0': 'EADDRNOTAVAIL' } }, 'warn', /EADDRNOTAVAIL/],
  ['no proxy', proxy, {}, 'ok', /no proxy is set/],
  [
    'a proxy that would catch all',
    proxy,
    { env: proxied },
    'warn',
    /NO_PROXY lacks localhost, 127\.0\.0\.1, ::1, richie/,
  ],
  [
    'a proxy with exceptions',
    proxy,
    { env: { ...proxied, no_proxy: 'localhost,127.0.0.1,[::1],.campus.localhost,local.dev' } },
    'ok',
    /excludes the sites/,
  ],
  ['exceptions for all', proxy, { env: { ...proxied, NO_PROXY: '*' } }, 'ok', /excludes the sites/],
  [
    'an exception of a name that only ends alike',
    proxy,
    { env: { ...proxied, NO_PROXY: 'localhost,127.0.0.1,::1,campus.localhost,al.dev' } },
    'warn',
    /lacks richie\.local\.dev, edx\.local\.dev/,
  ],
  [
    "Docker's own proxy",
    proxy,
    dockerConfig({ httpProxy: 'http://proxy:3128' }),
    'fail',
    /Docker sets a proxy in containers/,
  ],
  [
    "Docker's own proxy with exceptions",
    proxy,
    dockerConfig({ httpProxy: 'http://proxy', noProxy: '*' }),
    'ok',
    /no proxy/,
  ],
])('the verdict on %s', async (...row) => {
  await expectVerdict(...row)
})

test('the exceptions to set keep those that there were, and the password of a proxy is not shown', async () => {
  const verdict = await proxy.look(anyMachine({ env: { ...proxied, NO_PROXY: '.company' } }))
  const value =
    '.company,localhost,127.0.0.1,::1,richie.campus.localhost,edx.campus.localhost,richie.local.dev,edx.local.dev'
  expect(verdict.fix[0]?.command).toBe(`export NO_PROXY=${value} no_proxy=${value}`)
  expect(JSON.stringify(verdict)).not.toContain('secret')
})

test('a port that is taken can be moved, in the words of the spec', async () => {
  const { fix } = await ports.look(anyMachine({ binds: { '127.0.0.1 8073': 'EADDRINUSE' } }))
  expect(fix[1]?.says).toContain('lms: { edx: { port: 8173 } }')
})

test.each([
  ['blocks of loopback', '127.0.0.0/8,::1/128,localhost', /^a proxy is set, and NO_PROXY lacks richie\./],
  ['a block that is another one', '10.0.0.0/8,localhost', /lacks 127\.0\.0\.1, ::1, richie/],
  ['what looks like a block', '127.0.0.0/99,x/8,::1', /lacks localhost, 127\.0\.0\.1, richie/],
])('NO_PROXY with %s', async (_title, NO_PROXY, says) => {
  expect((await proxy.look(anyMachine({ env: { ...proxied, NO_PROXY } }))).says).toMatch(says)
})
