import { expect, test } from 'vitest'
import { mergePipSettings } from './pip-settings.ts'

test.each([
  ['nothing set, nothing said', [], {}, ''],
  [
    'paths of the host stay at home',
    ['[global]\ncert = /c.pem\nfind-links = /wheels\nindex-url=file:///x\n'],
    {},
    '',
  ],
  [
    'the later file wins, and the environment over both',
    ['[global]\nindex-url = https://one\ntimeout: 5', '[global]\nindex-url = https://two'],
    { PIP_DEFAULT_TIMEOUT: '180' },
    '[global]\nindex-url = https://two\ntimeout = 180\n',
  ],
  [
    '[install] wins over [global], other sections say nothing',
    ['[install]\nindex_url = https://i\n[global]\nindex-url = https://g\n[download]\ntrusted-host = d\n'],
    {},
    '[global]\nindex-url = https://i\n',
  ],
  [
    'several values, over several lines or apart by spaces',
    ['[global]\nextra-index-url =\n    https://a\n    # not this\n    https://b\n'],
    { PIP_TRUSTED_HOST: 'a b' },
    '[global]\nextra-index-url =\n    https://a\n    https://b\ntrusted-host =\n    a\n    b\n',
  ],
])('%s', (_title, files, env, expected) => {
  expect(mergePipSettings(files, env)).toBe(expected)
})
