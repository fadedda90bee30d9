import { expect, test } from 'vitest'
import { rewordUsageError } from './errors.ts'

test.each([
  [
    "error: unknown command 'statu'\n(Did you mean status?)\n",
    'There is no command "statu", did you mean "status"?\n',
  ],
  ["error: unknown command 'foo'\n", 'There is no command "foo".\n'],
  [
    "error: unknown option '--tsl'\n(Did you mean --tls?)\n",
    'There is no option "--tsl", did you mean "--tls"?\n',
  ],
  [
    "error: unknown option '--j'\n(Did you mean one of --a, --b?)\n",
    'There is no option "--j", did you mean one of --a, --b?\n',
  ],
  ["error: missing required argument 'url'\n", 'The argument <url> is missing.\n'],
  [
    "error: unknown command 'stop'\n(Did you mean setup-ssl?)\n",
    'There is no command "stop", did you mean "down"?\n',
  ],
  ["error: unknown command 'start'\n", 'There is no command "start", did you mean "up"?\n'],
  ["error: unknown option '--ssl'\n", 'There is no option "--ssl", did you mean "--tls"?\n'],
  [
    "error: command-argument value 'falt' is invalid for argument 'action'. Allowed choices are show, fault.\n",
    'There is no action "falt", did you mean "fault"? Use one of: show, fault.\n',
  ],
  ['error: too many arguments. Expected 0.\n', 'Too many arguments. Expected 0.\n'],
])('%j', (said, ours) => {
  expect(rewordUsageError(said)).toBe(ours)
})
