import type { Settings } from '../settings/settings.ts'

/**
 * Printed when the mock is started by hand: its address, who can log in, and where Richie is. `elsewhere` is the address it
 * listens on, if CAMPUS_LISTEN makes that differ from its address in the browser.
 */
export function announcement(
  settings: Settings,
  database: string,
  controlLink: string,
  elsewhere: string | undefined,
): string {
  const people = settings.learners
    .filter(({ active }) => active)
    .map(({ email, password, staff }) => `${email} / ${password}${staff ? ' (staff)' : ''}`)
  const more = people.length > shown ? [`and ${people.length - shown} more`] : []
  const isInMemory = database === ':memory:'
  return [
    `${settings.platformName} (${settings.release}) on ${settings.origin}`,
    ...(elsewhere === undefined ? [] : [row('Listens on', elsewhere)]),
    row('Richie', settings.richieOrigin),
    row('Log in', [...people.slice(0, shown), ...more].join(', ')),
    row('Courses', String(settings.courses.length)),
    row('Control page', controlLink),
    row('Data', isInMemory ? 'in memory: lost at a restart' : database),
  ].join('\n')
}

const shown = 4

function row(name: string, value: string): string {
  return `  ${name.padEnd(14)}${value}`
}
