import { expect, test } from 'vitest'
import { isMadeHere, stateAuthority } from './issue-certificates.ts'
import { anyCertificate } from './testing/any-certificate.ts'

const authority = async (subject: string) =>
  (await anyCertificate({ subject, isAuthority: true })).certificate
const [ours, ours2, mkcert, company] = await Promise.all([
  authority('CN=campus development CA local.dev 1a2b3c4d'),
  authority('CN=campus development CA local.dev 5e6f7a8b'),
  authority('O=mkcert development CA, OU=ann@laptop, CN=mkcert ann@laptop'),
  authority('CN=Company Root, O=Company'),
])

test.each([
  ['nothing', '', ours],
  ['the same one', ours, ours],
  ['an earlier one of ours', ours2, ours],
  ["mkcert's", mkcert, ours],
  ["a person's own", company, `${ours}${company}`],
  ["an earlier one and a person's own", `${ours2}${company}`, `${ours}${company}`],
  ["a person's own, twice and with words between", `# ours\n${company}\n${company}`, `${ours}${company}`],
])('where the file holds %s, the authority is stated and what is theirs stays', (_, stated, expected) => {
  expect(stateAuthority(stated, ours)).toBe(expected)
})

test('a block that is no certificate is not ours to take away', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  expect(stateAuthority(broken, ours)).toBe(`${ours}${broken}`)
})

test.each([
  ['CN=campus development CA local.dev 1a2b3c4d', true],
  ['O=mkcert development CA\nOU=ann@laptop\nCN=mkcert ann@laptop', true],
  ['O=Company\nCN=Company campus development CA', false],
])('made here, %j: %s', (name, expected) => {
  expect(isMadeHere(name)).toBe(expected)
})
