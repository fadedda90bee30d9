import { accessSync, constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { certificatesIn } from '../system/certificates.ts'
import { fingerprintIn, subjectIn } from './fingerprint.ts'
import {
  parseNicknames,
  refusalOf,
  wantsPassword,
  addSteps,
  createSteps,
  removeSteps,
  trustSteps,
  runNss,
  type NssTools,
} from './nss-tools.ts'
import { commandsOf } from './run-steps.ts'
import {
  freeName,
  isHindrance,
  type Addition,
  type Anchor,
  type Entry,
  type Hindrance,
  type Step,
  type Store,
} from './store.ts'
import type { Surroundings } from './surroundings.ts'

/** A database of NSS: a folder with cert9.db, of Chromium or of one profile of Firefox. */
export type Database = {
  readonly kind: 'chromium' | 'firefox'
  readonly around: Surroundings
  readonly title: string
  readonly folder: string
  readonly tools: () => Promise<NssTools | Hindrance>
}
type Certificate = { readonly nickname: string; readonly pem: string }

export function nssStore(database: Database): Store {
  return {
    kind: database.kind,
    title: database.title,
    where: database.folder,
    family: 'nss',
    verify: ({ file }) => verifyIn(database, file),
    planAddition: (anchor, known) => planAddition(database, anchor, known),
    planRemoval: (entry) => planRemoval(database, entry),
  }
}

/** Asks NSS itself, with no name to check: usage 1 is a server's certificate. */
async function verifyIn({ around, folder, tools }: Database, file: string): Promise<string | undefined> {
  if (!isThere(around, folder)) return 'it has no database yet'
  const programs = await tools()
  if (isHindrance(programs)) return programs.detail
  const { exitCode, stdout, stderr } = await runNss(programs.vfychain, folder, '-u', '1', '-a', file)
  return exitCode === 0 ? undefined : refusalOf(stdout + stderr)
}

async function planAddition(
  database: Database,
  anchor: Anchor,
  known?: Entry,
): Promise<Addition | Hindrance> {
  const { around, folder, tools } = database
  const advice = `restart ${database.kind === 'firefox' ? 'Firefox' : 'the browser'} if it is running`
  const programs = await tools()
  if (isHindrance(programs)) return programs
  const fixed = whyNotWritable(around, folder)
  if (fixed) return fixed
  if (!isThere(around, folder)) {
    const steps = createSteps(programs, { folder, isThere: around.exists(folder) }, anchor)
    return { kind: 'steps', name: anchor.name, advice, steps }
  }
  const present = await listCertificates(programs, folder)
  if (isHindrance(present)) return present
  const same = present.find(({ pem }) => fingerprintIn(pem) === anchor.fingerprint)
  const name =
    same?.nickname ?? freeName(anchor, (taken) => present.some(({ nickname }) => nickname === taken))
  const steps = same ? trustSteps(programs, folder, name) : addSteps(programs, folder, name, anchor.file)
  // Somebody removed its trust, or never gave it: that choice is not overruled.
  if (same && !known)
    return hindered(`it holds "${name}", but someone has set it to not trusted`, commandsOf(steps))
  if (await hasPassword(programs, folder)) {
    const detail = 'it has a primary password, and certutil asks for it'
    return hindered(detail, commandsOf(steps))
  }
  const namesake = present.find(({ pem }) => subjectIn(pem) === subjectIn(anchor.pem))
  const doubt = namesake
    ? `another authority of the same name is in it; remove that one: ${commandsOf(removeSteps(programs, folder, namesake.nickname))}`
    : closeIt
  return { kind: 'steps', name, advice, steps, doubt }
}

async function planRemoval(database: Database, entry: Entry): Promise<readonly Step[] | Hindrance> {
  const { around, folder, tools } = database
  if (!isThere(around, folder)) return []
  const programs = await tools()
  if (isHindrance(programs)) return programs
  const present = await listCertificates(programs, folder)
  if (isHindrance(present)) return present
  // By its fingerprint: the nickname may be another certificate's by now.
  const found = present.find(({ pem }) => fingerprintIn(pem) === entry.fingerprint)
  if (!found) return []
  const steps = removeSteps(programs, folder, found.nickname)
  if (present.filter(({ nickname }) => nickname === found.nickname).length > 1)
    return hindered(`it holds two certificates named "${found.nickname}"`, commandsOf(steps))
  return whyNotWritable(around, folder) ?? steps
}

/** A browser locks its database only for moments; NSS's own message is then misleading. */
const closeIt = 'Close the browser, then run the same command again'

/** What is in a database. A profile of many years holds hundreds: a few at a time. */
async function listCertificates(
  { certutil }: NssTools,
  folder: string,
): Promise<readonly Certificate[] | Hindrance> {
  const list = await runNss(certutil, folder, '-L')
  if (list.exitCode !== 0) return hindered(`it can't be read: ${list.stderr.trim()}`, closeIt)
  const names = parseNicknames(list.stdout)
  const found: Certificate[] = []
  for (let at = 0; at < names.length; at += 8) {
    const some = names.slice(at, at + 8).map(async (nickname) => {
      const { stdout } = await runNss(certutil, folder, '-L', '-n', nickname, '-a')
      return certificatesIn(stdout).map((pem) => ({ nickname, pem }))
    })
    found.push(...(await Promise.all(some)).flat())
  }
  return found
}

/** Asked before a change: refused for its password, `certutil -A` leaves the certificate behind without trust. */
async function hasPassword({ certutil }: NssTools, folder: string): Promise<boolean> {
  const { stdout, stderr } = await runNss(certutil, folder, '-K', '-f', '/dev/null')
  return wantsPassword(stdout + stderr)
}

function isThere(around: Surroundings, folder: string): boolean {
  return around.exists(join(folder, 'cert9.db'))
}

/** Looks at the files, or at the folder in which they would be made. */
function whyNotWritable(around: Surroundings, folder: string): Hindrance | undefined {
  let there = folder
  while (!around.exists(there)) there = dirname(there)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
    for (const file of ['cert9.db', 'key4.db'])
      if (around.exists(join(folder, file))) accessSync(join(folder, file), constants.W_OK)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EROFS')
      return hindered('it is on a read-only file system', '')
    return hindered(
      `you have no permission to write to ${there}`,
      `sudo chown -R $(id -u):$(id -g) '${there}'`,
    )
  }
}

function hindered(detail: string, commands: string): Hindrance {
  return { kind: 'hindered', detail, commands }
}
