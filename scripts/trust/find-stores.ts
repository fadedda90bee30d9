import { basename } from 'node:path'
import { anchorStore, distributions } from './anchor-folders.ts'
import { chromiumDatabases, firefoxProfiles, firefoxRoots } from './browser-databases.ts'
import { firefoxPolicyStore } from './firefox-policy.ts'
import { keychainStore } from './keychain.ts'
import { nssStore } from './nss-database.ts'
import { findNssTools, withFirefoxLibrary, type NssTools } from './nss-tools.ts'
import { isHindrance, type AbsentStore, type Entry, type Hindrance, type Store } from './store.ts'
import type { Surroundings } from './surroundings.ts'
import { windowsStore } from './windows-store.ts'

/** Every trust store of a machine, and those that are missing. */
export function findStores(around: Surroundings): readonly (Store | AbsentStore)[] {
  const { platform, isWsl } = around.machine
  if (platform === 'darwin') return [keychainStore(around)]
  if (platform !== 'linux') return [absent('System', `trust stores of ${platform} are not supported`)]
  return [
    ...findSystem(around),
    ...(isWsl && around.has('powershell.exe') ? [windowsStore()] : []),
    ...findChromium(around),
    ...findFirefox(around),
  ]
}

/** The store that an entry of the record names, whether it still exists or not. */
export function storeOf(around: Surroundings, entry: Entry): Store {
  switch (entry.store) {
    case 'anchors':
      return anchorStore(
        around,
        distributions.find(({ folder }) => folder === entry.where) ?? distributions[1],
      )
    case 'keychain':
      return keychainStore(around)
    case 'windows':
      return windowsStore()
    case 'chromium':
      return chromiumStore(around, entry.title, entry.where)
    case 'firefox':
      return profileStore(around, entry.where)
    case 'firefox-policy':
      return firefoxPolicyStore(around, nativeProfiles(around))
  }
}

function findSystem(around: Surroundings): readonly (Store | AbsentStore)[] {
  const found = distributions.find(({ folder, update }) => around.exists(folder) && around.has(update[0]))
  if (found) return [anchorStore(around, found)]
  return [absent('System', 'none: install the package ca-certificates')]
}

function findChromium(around: Surroundings): readonly (Store | AbsentStore)[] {
  const found = chromiumDatabases(around).map(({ title, folder }) => chromiumStore(around, title, folder))
  return found.length > 0 ? found : [absent('Chromium and Chrome', 'not installed')]
}

function findFirefox(around: Surroundings): readonly (Store | AbsentStore)[] {
  const native = nativeProfiles(around)
  const flatpak = profilesIn(around, firefoxRoots(around).flatpak)
  const policy = firefoxPolicyStore(around, native)
  const isInstalled = ['firefox', 'firefox-esr'].some(around.has) || around.exists('/snap/firefox/current')
  if (native.length === 0 && isInstalled) return [policy, ...flatpak]
  if (native.length + flatpak.length === 0) return [absent('Firefox', 'not installed, or never started')]
  return [...native.map((profile) => orByPolicy(profile, policy)), ...flatpak]
}

/** Firefox copies what a policy installs into each profile when it starts: a profile that it has not started since counts as trusted. */
function orByPolicy(profile: Store, policy: Store): Store {
  return {
    ...profile,
    async verify(probe) {
      const reason = await profile.verify(probe)
      return reason === undefined || (await policy.verify(probe)) === undefined ? undefined : reason
    },
  }
}

function nativeProfiles(around: Surroundings): readonly Store[] {
  return profilesIn(around, firefoxRoots(around).native)
}

function profilesIn(around: Surroundings, roots: readonly string[]): readonly Store[] {
  return firefoxProfiles(around, roots).map((folder) => profileStore(around, folder))
}

function profileStore(around: Surroundings, folder: string): Store {
  const title = `Firefox, ${basename(folder)}`
  return nssStore({ kind: 'firefox', around, title, folder, tools: () => findFirefoxTools(around) })
}

function chromiumStore(around: Surroundings, title: string, folder: string): Store {
  return nssStore({ kind: 'chromium', around, title, folder, tools: async () => findNssTools(around) })
}

async function findFirefoxTools(around: Surroundings): Promise<NssTools | Hindrance> {
  const tools = findNssTools(around)
  return isHindrance(tools) ? tools : await withFirefoxLibrary(around, tools)
}

function absent(title: string, detail: string): AbsentStore {
  return { kind: 'absent', title, detail }
}
