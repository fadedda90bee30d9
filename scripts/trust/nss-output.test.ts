import { expect, test } from 'vitest'
import { parseNicknames, refusalOf, wantsPassword } from './nss-tools.ts'

test('nicknames are read with their spaces, each once', () => {
  const listing = `
Certificate Nickname                                         Trust Attributes
                                                             SSL,S/MIME,JAR/XPI

campus development CA local.dev e096fda3                     C,,  
mkcert development CA 104333750238493269230692937926743669610 C,,  
twice                                                        ,,   
twice                                                        CT,C,Cu
a, b                                                         p,p,p
`
  expect(parseNicknames(listing)).toEqual([
    'campus development CA local.dev e096fda3',
    'mkcert development CA 104333750238493269230692937926743669610',
    'twice',
    'a, b',
  ])
  expect(parseNicknames('')).toEqual([])
})

test.each([
  [
    "Chain is bad!\nPROBLEM WITH THE CERT CHAIN:\nCERT 0. O=campus :\n  ERROR -8179: Peer's Certificate issuer is not recognized.\n    CN=ca\n",
    'the authority is not in it',
  ],
  [
    "Chain is bad!\nPROBLEM WITH THE CERT CHAIN:\nCERT 1. x [Certificate Authority]:\n  ERROR -8172: Peer's certificate issuer has been marked as not trusted by the user.\n",
    "Peer's certificate issuer has been marked as not trusted by the user",
  ],
  [
    'Error in function NSS_Init: security library: bad database.\n',
    'Error in function NSS_Init: security library: bad database',
  ],
])('why vfychain refuses', (output, reason) => {
  expect(refusalOf(output)).toBe(reason)
})

test.each([
  ['certutil: Checking token "NSS Certificate DB"\ncertutil: no keys found\n', false],
  [
    'password file contains no data\ncertutil: could not authenticate to token NSS Certificate DB.: SEC_ERROR_BAD_PASSWORD: The security password entered is incorrect.\n',
    true,
  ],
])('whether a database has a password', (output, expected) => {
  expect(wantsPassword(output)).toBe(expected)
})
