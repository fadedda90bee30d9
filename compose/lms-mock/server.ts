import { start } from './start.ts'
import { writeStatus } from './status-file.ts'

if (import.meta.main) {
  await run()
}

/** The mock LMS as a program; a start that fails says why on one line of the status file, and whole in the log. */
async function run(): Promise<void> {
  const { env } = process
  try {
    await start({
      settings: env['CAMPUS_SETTINGS'] ?? '/etc/campus/lms/settings.json',
      database: env['CAMPUS_DATABASE'] ?? '/data/lms/lms.sqlite3',
      address: env['CAMPUS_LISTEN'] ?? '8000',
      status: env['CAMPUS_STATUS'],
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    writeStatus(env['CAMPUS_STATUS'], `failed: ${message.replaceAll(/\s+/g, ' ')}`)
    console.error(message)
    process.exit(1)
  }
}
