import { Resolver } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { compareArtifacts } from '../../artifacts/compare.ts'
import { readRecord } from '../../artifacts/record.ts'
import { hostsFile, systemHostsFile } from '../../hosts/hosts-file.ts'
import { askSystem, lookupFor } from '../../hosts/lookup.ts'
import { readHosts } from '../../hosts/read-hosts.ts'
import { ownRights } from '../../hosts/rights.ts'
import type { Artifact } from '../../render/templates.ts'
import { hostCertificates } from '../../system/certificates.ts'
import { listFolder, readTextIfThere, readTextOrEmpty } from '../../system/files.ts'
import { lookAtLock } from '../../system/lock.ts'
import { hasProgram, lookAtMachine } from '../../system/machine.ts'
import { once } from '../../system/once.ts'
import { findPortHolder, bindFault } from '../../system/ports.ts'
import { pairFiles, readPair } from '../../tls/read-certificate.ts'
import { findStores } from '../../trust/find-stores.ts'
import { lookAround } from '../../trust/surroundings.ts'
import { askEngine } from './ask-engine.ts'
import { freeBytes, modeOf } from './disk-facts.ts'
import { findOwners } from './find-owners.ts'
import type { Folders, MachineContext, Spec } from './machine-context.ts'
import { nameIndexes } from './name-indexes.ts'
import { askIndex } from './package-index.ts'

/** For all questions that may get no answer, together: some are asked one after another. */
const patienceMs = 1500

/** A healthy resolver answers in that time, and `--fix` asks once more when the time is over. */
const leastLookupMs = 2000

const leastEngineMs = 2000

/** This machine as it is. What takes a while is asked at once, for all checks together. */
export function openMachine(options: {
  readonly spec: Spec
  readonly folders: Folders
  readonly artifacts: () => readonly Artifact[]
}): MachineContext {
  const { spec, folders } = options
  const artifacts = once(options.artifacts)
  const { env } = process
  const home = env['HOME'] ?? homedir()
  const machine = lookAtMachine()
  const until = performance.now() + patienceMs
  const timeLeft = () => Math.max(100, Math.round(until - performance.now()))
  const trusted = once(() => hostCertificates(env))
  const sources = { env, home, readText: readTextOrEmpty, exists: existsSync }
  // A busy machine has spent the time before the engine, which has told its version, tells the rest.
  const engine = askEngine(sources, () => Math.max(leastEngineMs, timeLeft()))
  const indexes = askIndexes(env, home, { trusted, timeLeft })
  return {
    spec,
    folders,
    machine: { ...machine, arch: process.arch },
    node: { version: process.versions.node, path: process.execPath },
    env,
    user: { uid: process.getuid?.() ?? 0, home },
    now: new Date(),
    disk: { read: readTextOrEmpty, exists: existsSync, list: listFolder, mode: modeOf, freeBytes },
    network: { bindFault, holder: findPortHolder, askDns: (name) => askDns(name, timeLeft()) },
    engine: () => engine,
    indexes: () => indexes,
    hosts: openHosts(hostsFile(env), timeLeft),
    stores: () => findStores(lookAround(machine, env)),
    certificates: {
      pair: (host) => readPair(pairFiles(folders.certsDir, host)),
      authority: readTextOrEmpty(join(folders.certsDir, 'ca.pem')),
      trusted,
    },
    artifacts,
    changes: once(() =>
      compareArtifacts(
        artifacts(),
        (path) => readTextIfThere(join(folders.generatedDir, path)),
        readRecord(folders.stateDir),
      ),
    ),
    owners: once(() => findOwners(folders.root)),
    lock: () => lookAtLock(join(folders.stateDir, 'lock')),
  }
}

function openHosts(file: string, timeLeft: () => number): MachineContext['hosts'] {
  return {
    file,
    text: () => readHosts(file).text,
    lookup:
      file === systemHostsFile
        ? (names) => askSystem(names, Math.max(leastLookupMs, timeLeft()))
        : lookupFor(file),
    canChange: ownRights.canWrite(file) || hasProgram('sudo'),
  }
}

async function askIndexes(
  env: NodeJS.ProcessEnv,
  home: string,
  { trusted, timeLeft }: { readonly trusted: () => string; readonly timeLeft: () => number },
) {
  const named = nameIndexes(env, home, timeLeft())
  return await Promise.all(named.map(async (index) => askIndex(await index, { env, trusted, timeLeft })))
}

/** Both families; the failure of the first where there is no address at all. */
async function askDns(name: string, timeoutMs: number): Promise<readonly string[] | string> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  const late = setTimeout(() => resolver.cancel(), timeoutMs)
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  clearTimeout(late)
  const addresses = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  if (addresses.length > 0 || v4.status === 'fulfilled') return addresses
  return (v4.reason as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
}
