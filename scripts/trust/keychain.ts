import { join } from 'node:path'
import { writeAtomic } from '../system/files.ts'
import { run } from '../system/process.ts'
import { userDataFolder } from '../system/user-data.ts'
import { thumbprintOf } from './fingerprint.ts'
import type { Step, Store } from './store.ts'
import type { Surroundings } from './surroundings.ts'

const keychain = '/Library/Keychains/System.keychain'

/**
 * The keychain of macOS: Safari, Chrome, curl, and Firefox since 120, which reads it on its own
 * (`security.enterprise_roots.enabled`). Planned by `security`'s manual; not run here.
 */
export function keychainStore({ env, machine }: Surroundings): Store {
  return {
    kind: 'keychain',
    title: 'System keychain',
    where: keychain,
    family: 'system',
    async verify({ file }) {
      const { exitCode, stdout, stderr } = await run([
        'security',
        'verify-cert',
        '-c',
        file,
        '-p',
        'ssl',
        '-L',
      ])
      return exitCode === 0 ? undefined : `${stdout}${stderr}`.trim()
    },
    planAddition: async (anchor) => ({ kind: 'steps', name: anchor.name, steps: addToKeychain(anchor.file) }),
    async planRemoval(entry) {
      const thumbprint = thumbprintOf(entry.pem)
      const { exitCode, stdout, stderr } = await run(['security', 'find-certificate', '-a', '-Z', keychain])
      if (exitCode !== 0)
        return { kind: 'hindered', detail: `it can't be read: ${stderr.trim()}`, commands: '' }
      if (!stdout.includes(thumbprint)) return []
      // The authority's own file may be another one by now.
      const file = join(userDataFolder(env, machine.platform), `${thumbprint}.pem`)
      writeAtomic(file, entry.pem)
      return [...removeFromKeychain(file, thumbprint), { argv: ['rm', '-f', file], needsRoot: false }]
    },
  }
}

/** In the domain of administrators, for all users. */
export function addToKeychain(file: string): readonly Step[] {
  return [
    {
      argv: ['security', 'add-trusted-cert', '-d', '-r', 'trustRoot', '-k', keychain, file],
      needsRoot: true,
    },
  ]
}

/** The trust first: it is kept apart, and would outlive the certificate. */
export function removeFromKeychain(file: string, thumbprint: string): readonly Step[] {
  return [
    { argv: ['security', 'remove-trusted-cert', '-d', file], needsRoot: true },
    { argv: ['security', 'delete-certificate', '-Z', thumbprint, keychain], needsRoot: true },
  ]
}
