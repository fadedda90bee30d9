import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { RootStep } from '../system/as-root.ts'
import type { Tool } from './install-mkcert.ts'
import { silentRow } from './testing/any-certificate.ts'

// What stands for the machine: its distribution, what is installed, the person's answer, and apt.
const machine = {
  id: 'debian',
  programs: new Set<string>(),
  agrees: true,
  asked: [] as string[],
  apt: [] as string[],
  /** How apt ends, one call after the other; 0 installs. */
  ends: [] as number[],
}

vi.doMock('../system/machine.ts', () => ({
  osRelease: () => ({ id: machine.id, versionId: '', codename: '' }),
  hasProgram: (name: string) => machine.programs.has(name),
}))
vi.doMock('../system/as-root.ts', () => ({
  agreeToRoot: (_row: unknown, purpose: string, steps: readonly RootStep[]) => {
    machine.asked.push(purpose)
    const hint = steps.map((step) => `sudo ${shown(step)}`).join('\n')
    return machine.agrees
      ? Promise.resolve()
      : Promise.reject(new UserError('This needs root.', { id: 'needs-root', hint }))
  },
  asRoot: (step: RootStep) => {
    machine.apt.push(shown(step))
    const exitCode = machine.ends.shift() ?? 0
    if (exitCode === 0 && step.argv.includes('mkcert')) machine.programs.add('mkcert')
    if (exitCode === 0 && step.argv.includes('libnss3-tools')) machine.programs.add('certutil')
    return Promise.resolve({ exitCode, stdout: '', stderr: 'E: Unable to locate package' })
  },
}))

// The unit tests share their modules: these are loaded again with what stands for the machine, and given back.
vi.resetModules()
const { UserError } = await import('../system/user-error.ts')
const { ensureMkcert } = await import('./install-mkcert.ts')
afterAll(() => {
  vi.doUnmock('../system/machine.ts')
  vi.doUnmock('../system/as-root.ts')
  vi.resetModules()
})

/** What apt is asked to do and with which packages; how it is told to be quiet and to wait is another test's matter. */
function shown({ argv }: RootStep): string {
  const words = argv.slice(argv.indexOf('apt-get')).filter((word) => !/^-|^DPkg::/.test(word))
  return words.join(' ')
}

beforeEach(() => {
  const fresh = { id: 'debian', programs: new Set<string>(), agrees: true, asked: [], apt: [], ends: [] }
  Object.assign(machine, fresh)
})

const ensure = (wanted?: readonly Tool[]) => ensureMkcert(silentRow(), wanted)

test('with both there, nothing is asked', async () => {
  machine.programs = new Set(['mkcert', 'certutil'])
  expect(await ensure()).toEqual({ mkcert: true, certutil: true })
  expect(machine.asked).toEqual([])
})

test.each([
  [['certutil'], 'Installing mkcert', 'apt-get install mkcert'],
  [['mkcert'], 'Installing certutil', 'apt-get install libnss3-tools'],
  [[], 'Installing mkcert and certutil', 'apt-get install mkcert libnss3-tools'],
])('with %j there, one question is for the rest', async (there, question, command) => {
  machine.programs = new Set(there)
  expect(await ensure()).toEqual({ mkcert: true, certutil: true })
  expect([machine.asked, machine.apt]).toEqual([[question], [command]])
})

test('what is not wanted is not asked for', async () => {
  expect(await ensure(['certutil'])).toEqual({ mkcert: false, certutil: true })
})

test('where apt fails, its lists are read again and it has a second try', async () => {
  machine.ends = [100, 0, 0]
  expect(await ensure()).toEqual({ mkcert: true, certutil: true })
  expect(machine.apt).toEqual([
    'apt-get install mkcert libnss3-tools',
    'apt-get update',
    'apt-get install mkcert libnss3-tools',
  ])
})

test('where apt fails twice, it is told, and the caller goes on', async () => {
  machine.ends = [100, 100, 100]
  expect(await ensure()).toEqual({
    mkcert: false,
    certutil: false,
    said: 'Missing: mkcert and certutil. apt could not install them:\n  E: Unable to locate package',
  })
})

test('declined, or with nobody to ask, the command is told, and the caller goes on', async () => {
  machine.agrees = false
  expect(await ensure()).toEqual({
    mkcert: false,
    certutil: false,
    said: 'Missing: mkcert and certutil. To install them:\n  sudo apt-get install mkcert libnss3-tools',
  })
  expect(machine.apt).toEqual([])
})

test.each([
  ['fedora', 'sudo dnf install mkcert nss-tools'],
  ['arch', 'sudo pacman -S mkcert nss'],
])('on %s the command is only told', async (id, command) => {
  machine.id = id
  expect((await ensure()).said).toContain(command)
  expect(machine.asked).toEqual([])
})
