import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeProgram } from '../../scripts/command-line/program.ts'

/* Every page of help at 80 columns: one file a command in help/. `vitest -u` writes them anew. */

const program = makeProgram()
const pages = [{ name: 'campus', command: program }, ...program.commands.map((command) => ({ name: command.name(), command }))]

test.each(pages)('help: $name', async ({ name, command }) => {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 80 })
  command.outputHelp()
  const long = text.split('\n').filter((line) => line.length > 80 && !/^ {2}bin\/campus /.test(line))
  expect(long).toEqual([])
  expect(text).toMatch(name === 'campus' ? /make run/ : /\nExamples:\n(?: {2}(?:bin\/campus|make) [\S\s]*){2}/)
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'help', `${name}.txt`))
})
