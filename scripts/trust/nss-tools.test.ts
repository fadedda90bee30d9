import { expect, test } from 'vitest'
import { findNssTools } from './nss-tools.ts'
import { describedMachine } from './testing/described-machine.ts'

test('the programs of the PATH', () => {
  expect(findNssTools(describedMachine({ programs: ['certutil', 'vfychain'] }))).toEqual({
    adder: ['certutil'],
    certutil: ['certutil'],
    vfychain: ['vfychain'],
  })
})

test('Fedora keeps vfychain elsewhere', () => {
  const vfychain = '/usr/lib64/nss/unsupported-tools/vfychain'
  const around = describedMachine({ programs: ['certutil', 'dnf'], files: { [vfychain]: '' } })
  expect(findNssTools(around)).toMatchObject({ vfychain: [vfychain] })
})

test.each([
  ['apt-get', 'sudo apt-get install libnss3-tools'],
  ['dnf', 'sudo dnf install nss-tools'],
  ['pacman', 'sudo pacman -S nss'],
  ['zypper', 'sudo zypper install mozilla-nss-tools'],
  ['apk', 'sudo apk add nss-tools'],
  ['nothing', 'Install the NSS tools (package libnss3-tools on Debian)'],
])('where they are missing and %s installs packages', (installer, commands) => {
  expect(findNssTools(describedMachine({ programs: [installer, 'certutil'] }))).toMatchObject({
    kind: 'hindered',
    commands,
  })
})
