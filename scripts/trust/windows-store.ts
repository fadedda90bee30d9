import { run } from '../system/process.ts'
import { thumbprintOf } from './fingerprint.ts'
import { commandsOf } from './run-steps.ts'
import type { Step, Store } from './store.ts'

const root = 'Cert:\\CurrentUser\\Root'

/**
 * Windows' own store, seen from WSL, where the browsers are those of Windows. The store of the current user needs no
 * administrator; Windows asks in a window of its own. Planned by certutil's manual; not run here.
 */
export function windowsStore(): Store {
  return {
    kind: 'windows',
    title: 'Windows',
    where: root,
    family: 'system',
    async verify({ file }) {
      const { exitCode, stdout, stderr } = await run(verifyCommand(await windowsPath(file)))
      return exitCode === 0 ? undefined : `${stdout}${stderr}`.trim()
    },
    planAddition: async (anchor) => ({
      kind: 'steps',
      name: anchor.name,
      steps: [addToWindows(await windowsPath(anchor.file))],
      advice: "Firefox on Windows reads this store too; restart Windows' browsers",
    }),
    async planRemoval(entry) {
      const thumbprint = thumbprintOf(entry.pem)
      const steps = [removeFromWindows(thumbprint)]
      const { stdout, stderr } = await run(powershell(`Test-Path '${root}\\${thumbprint}'`))
      if (stdout.trim() === 'False') return []
      if (stdout.trim() === 'True') return steps
      return { kind: 'hindered', detail: `it can't be read: ${stderr.trim()}`, commands: commandsOf(steps) }
    },
  }
}

/** `-f` takes it in without asking whether to replace one that is there. */
export function addToWindows(path: string): Step {
  return { argv: ['certutil.exe', '-addstore', '-user', '-f', 'Root', path], needsRoot: false }
}

export function removeFromWindows(thumbprint: string): Step {
  return { argv: ['certutil.exe', '-delstore', '-user', 'Root', thumbprint], needsRoot: false }
}

/** Builds the chain of the certificate as a program of Windows would; no revocation: there is no list to ask for. */
export function verifyCommand(path: string): readonly string[] {
  const x509 = 'System.Security.Cryptography.X509Certificates'
  return powershell(
    [
      `$chain = New-Object ${x509}.X509Chain`,
      `$chain.ChainPolicy.RevocationMode = 'NoCheck'`,
      `$good = $chain.Build((New-Object ${x509}.X509Certificate2 '${path.replaceAll("'", "''")}'))`,
      '$chain.ChainStatus.StatusInformation',
      'if ($good) { exit 0 } else { exit 1 }',
    ].join('; '),
  )
}

function powershell(command: string): readonly string[] {
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', command]
}

async function windowsPath(path: string): Promise<string> {
  return (await run(['wslpath', '-w', path])).stdout.trim()
}
