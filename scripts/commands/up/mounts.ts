import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { addReplaced } from '../../artifacts/replaced.ts'
import { mergeNpmSettings, npmFiles } from '../../engine/indexes/npm-settings.ts'
import type { Plan } from '../../plan/plan.ts'
import { frontendOf } from '../../plan/richie-source.ts'
import type { Site } from '../../plan/site.ts'
import type { Project } from '../../project/project.ts'
import { hostCertificates } from '../../system/certificates.ts'
import { readTextIfThere, writeAtomic, writeIfChanged, readTextOrEmpty } from '../../system/files.ts'
import { proxyVariables } from '../../system/proxy.ts'
import { pairFiles } from '../../tls/read-certificate.ts'

/**
 * Folders of the state that containers mount. Their files are readable by all, for a container's user is not the
 * person's; on this machine `.campus` itself (0700) keeps others out.
 */
export function makeMountedFolders(project: Project): void {
  for (const name of ['certs', 'trust']) {
    mkdirSync(join(project.stateDir, name), { recursive: true })
    chmodSync(join(project.stateDir, name), 0o755)
  }
  chmodSync(project.stateDir, 0o700)
}

/** Gives the gateway a copy of each site's certificate and key: the files in `certs/` may be half replaced at any time. */
export function copyCertificates(project: Project, plan: Plan): void {
  for (const { host } of plan.sites) {
    const from = pairFiles(project.certsDir, host)
    const to = pairFiles(mountedCerts(project), host)
    for (const file of ['key', 'certificate'] as const)
      writeIfChanged(to[file], readFileSync(from[file], 'utf8'))
  }
}

/**
 * Writes what containers trust: all that this machine does, and the authority that signed the sites' certificates. A mock
 * reads it when it starts (NODE_EXTRA_CA_CERTS), and so does a gateway with an https upstream: it must restart if it runs.
 */
export function writeTrustedCertificates(project: Project, plan: Plan): void {
  const authority = readTextIfThere(join(project.certsDir, 'ca.pem')) ?? ''
  const file = join(project.stateDir, 'trust/ca-certificates.crt')
  const text = `${hostCertificates()}${authority}`
  if (readTextIfThere(file) === text) return
  const isVerifying = plan.sites.some(({ upstream }) => upstream.kind === 'url' && upstream.isSecure)
  addReplaced(project.stateDir, [
    ...plan.mocks.map(({ key }) => `lms/${key}/ca-certificates.crt`),
    ...(isVerifying ? ['nginx/ca-certificates.crt'] : []),
  ])
  writeAtomic(file, text)
}

/** Whether the running gateway presents, for every site, the certificate that it was given. */
export async function servesCertificates(project: Project, plan: Plan): Promise<boolean> {
  const [address = '127.0.0.1'] = plan.addresses
  const served = await Promise.all(
    plan.sites.map(async (site) => {
      const wanted = readFileSync(pairFiles(mountedCerts(project), site.host).certificate, 'utf8')
      return (await servedFingerprint(address, site)) === new X509Certificate(wanted).fingerprint256
    }),
  )
  return served.every(Boolean)
}

/** SHA-256 of the certificate that a site's port presents for its name, or undefined where nothing answers by TLS. */
async function servedFingerprint(address: string, { host, port }: Site): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const socket = connect({ host: address, port, servername: host, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256)
      socket.destroy()
    })
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(undefined))
  })
}

function mountedCerts(project: Project): string {
  return join(project.stateDir, 'certs')
}

/**
 * Writes how this machine reaches npm packages, for the container that builds a checkout's front end. Readable by all there,
 * for it runs as the checkout's owner; on this machine `.campus` (0700) keeps others out.
 */
export function writeNpmSettings({ stateDir }: Project, plan: Plan): void {
  if (frontendOf(plan.richie.source) === null) return
  const folder = join(stateDir, 'npm')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const npmrc = mergeNpmSettings(
    npmFiles(homedir(), process.env).map(readTextOrEmpty),
    readTextOrEmpty(join(homedir(), '.yarnrc')),
    process.env,
  )
  writeIfChanged(join(folder, 'npmrc'), npmrc, 0o644)
  writeIfChanged(join(folder, 'proxies.json'), `${JSON.stringify(proxyVariables(process.env))}\n`, 0o644)
}
