import { expect, test } from 'vitest'
import { anyCertificate } from '../tls/testing/any-certificate.ts'
import { fingerprintIn } from './fingerprint.ts'
import { firefoxPolicyStore } from './firefox-policy.ts'
import type { Anchor, Entry, PolicyChange, Step } from './store.ts'
import { describedMachine } from './testing/described-machine.ts'

const ca = await anyCertificate({ subject: 'CN=ca', isAuthority: true })
const pair = await anyCertificate({ names: ['richie.local.dev'], issuer: ca })
const probe = { pair, host: 'richie.local.dev', file: '/tmp/leaf.pem' }
const anchor: Anchor = {
  kind: 'own',
  name: 'campus CA',
  pem: ca.certificate,
  file: '/home/ada/ca.pem',
  fingerprint: fingerprintIn(ca.certificate),
}
const policies = '/etc/firefox/policies/policies.json'
const ours = '/etc/firefox/policies/campus_CA.pem'
const newFile = `${policies}.campus-new`

type Files = Readonly<Record<string, string | null>>

async function plan(files: Files, known?: Entry) {
  const found = await firefoxPolicyStore(describedMachine({ files }), []).planAddition(anchor, known)
  if (found.kind === 'hindered') throw new Error(found.detail)
  return found
}

async function removal(files: Files, policy: PolicyChange) {
  const found = await firefoxPolicyStore(describedMachine({ files }), []).planRemoval(entryWith(policy))
  return 'kind' in found ? found.detail : typed(found)
}

function entryWith(policy: PolicyChange): Entry {
  const { pem, fingerprint, kind, name, file } = anchor
  const made = { store: 'firefox-policy', where: policies, title: '', name: ours, at: '' } as const
  return { ...made, fingerprint, pem, authority: { kind, name, file }, state: 'intended', policy }
}

function typed(steps: readonly Step[]): readonly string[] {
  return steps.map(({ argv }) => argv.join(' '))
}

const onlyOurs = `{"policies":{"Certificates":{"Install":["${ours}"]}}}\n`
const folders = ['/etc/firefox', '/etc/firefox/policies']

test('where there is nothing, folders and files are made, and taken away again', async () => {
  const { steps, policy } = await plan({ '/etc/hosts': '' })
  expect(typed(steps)).toEqual([
    'mkdir -p /etc/firefox/policies',
    `install -m 0644 /home/ada/ca.pem ${ours}`,
    `tee ${newFile}`,
    `chmod 644 ${newFile}`,
    `mv ${newFile} ${policies}`,
  ])
  expect(steps[2]?.input).toBe(onlyOurs)
  expect(policy).toEqual({ before: null, after: onlyOurs, folders })
  expect(
    await removal(
      { [policies]: onlyOurs, [ours]: ca.certificate },
      { before: null, after: onlyOurs, folders },
    ),
  ).toEqual([`rm -f ${policies} ${ours}`, 'rmdir /etc/firefox/policies', 'rmdir /etc/firefox'])
})

test("a company's file keeps its mode and owner, and comes back to the byte", async () => {
  const before = '{\n\t"policies": { "DisableTelemetry": true }\n}'
  const { steps, policy } = await plan({ [policies]: before })
  expect(typed(steps)).toEqual([
    `install -m 0644 /home/ada/ca.pem ${ours}`,
    `cp -p ${policies} ${newFile}`,
    `tee ${newFile}`,
    `mv ${newFile} ${policies}`,
  ])
  const after = policy?.after ?? ''
  const change = { before, after, folders: [] }
  expect(policy).toEqual(change)
  const store = firefoxPolicyStore(
    describedMachine({ files: { [policies]: after, [ours]: ca.certificate } }),
    [],
  )
  const back = await store.planRemoval(entryWith(change))
  expect('kind' in back ? back : back.map(({ argv, input }) => input ?? argv.join(' '))).toEqual([
    `cp -p ${policies} ${newFile}`,
    before,
    `mv ${newFile} ${policies}`,
    `rm -f ${ours}`,
  ])
})

test("a distributor's policies, which ours would hide, are taken in", async () => {
  const { steps, policy } = await plan({
    '/usr/lib/firefox/distribution/policies.json': '{"policies":{"DisableAppUpdate":true}}',
  })
  expect(JSON.parse(steps.find(({ input }) => input !== undefined)?.input ?? '')).toEqual({
    policies: { DisableAppUpdate: true, Certificates: { Install: [ours] } },
  })
  expect(policy?.before).toBeNull()
})

test('a try after one that was cut short remembers what was there before the first', async () => {
  const change = { before: null, after: onlyOurs, folders }
  expect((await plan({ [policies]: onlyOurs }, entryWith(change))).policy).toEqual(change)
})

test.each<[string, Files, readonly string[]]>([
  ['before anything was made', {}, []],
  [
    'after the folder was made',
    { '/etc/firefox/policies': null },
    ['rmdir /etc/firefox/policies', 'rmdir /etc/firefox'],
  ],
  [
    'before the file was in its place',
    { [ours]: ca.certificate, [newFile]: '{' },
    [`rm -f ${ours} ${newFile}`, 'rmdir /etc/firefox/policies', 'rmdir /etc/firefox'],
  ],
])('undone where it was cut short %s', async (_title, files, steps) => {
  expect(await removal(files, { before: null, after: onlyOurs, folders })).toEqual(steps)
})

test('a file of somebody else in our folder keeps the folder', async () => {
  const files = { [policies]: onlyOurs, [ours]: ca.certificate, '/etc/firefox/defaults.js': '' }
  expect(await removal(files, { before: null, after: onlyOurs, folders })).toEqual([
    `rm -f ${policies} ${ours}`,
    'rmdir /etc/firefox/policies',
  ])
})

test('a file that can not be parsed is left alone', async () => {
  await expect(plan({ [policies]: '{ oops' })).rejects.toThrow('campus does not change it')
  expect(await removal({ [policies]: '{ oops' }, { before: null, after: onlyOurs, folders })).toContain(
    'campus does not change it',
  )
})

test('trusted is what verifies by the certificates that the policy installs', async () => {
  const refused = 'unable to verify the first certificate'
  const verify = (files: Files) => firefoxPolicyStore(describedMachine({ files }), []).verify(probe)
  expect(await verify({ [policies]: onlyOurs, [ours]: ca.certificate })).toBeUndefined()
  expect(await verify({ [policies]: onlyOurs, [ours]: 'DER, or broken' })).toBe(refused)
  expect(await verify({ [ours]: ca.certificate })).toBe(refused)
})

test('what Firefox put into its profiles by the policy goes with it', async () => {
  const profile = {
    ...firefoxPolicyStore(describedMachine({}), []),
    planRemoval: async () => [{ argv: ['certutil', '-D'], needsRoot: false }],
  }
  const files = { [policies]: onlyOurs, [ours]: ca.certificate }
  const store = firefoxPolicyStore(describedMachine({ files }), [profile])
  const found = await store.planRemoval(entryWith({ before: null, after: onlyOurs, folders: [] }))
  expect('kind' in found ? found : typed(found)).toEqual(['certutil -D', `rm -f ${policies} ${ours}`])
})
