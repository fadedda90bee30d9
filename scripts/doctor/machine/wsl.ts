import { ok, skip, warn, type Fix } from '../../diagnosis/check.ts'
import { windowsAdvice } from '../../hosts/advice.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf, tlsPlanOf } from '../facts/machine-context.ts'

export const wsl: DoctorCheck = {
  id: 'wsl',
  title: 'in WSL, Windows and its browsers find the sites too',
  what: "In WSL you usually browse from Windows. Windows' browsers read Windows' hosts file and trust store, not those of WSL, and WSL overwrites `/etc/hosts` at each start. WSL 1 has no kernel for Docker, and a checkout below `/mnt` is slow and keeps no file modes.",
  see: 'cat /mnt/c/Windows/System32/drivers/etc/hosts\ncat /etc/wsl.conf\nuname -r',
  fix: "Add the printed lines to Windows' hosts file, in a PowerShell started as administrator. `generateHosts=false` under `[network]` in `/etc/wsl.conf` keeps `/etc/hosts`. Keep the checkout in the Linux file system, not below `/mnt`.",
  needs: ['spec'],
  look(context) {
    const { machine, disk, folders } = context
    if (!machine.isWsl) return skip('this is not WSL')
    const kernel = disk.read('/proc/sys/kernel/osrelease').trim()
    const evidence = [`kernel: ${kernel}`, `checkout: ${folders.root}`]
    if (!/wsl2|microsoft-standard/i.test(kernel)) {
      return warn(
        'this is WSL 1, which cannot run an engine',
        [{ says: 'Upgrade it, in PowerShell.', command: 'wsl --set-version <distribution> 2' }],
        evidence,
      )
    }
    const fix: Fix[] = []
    if (/^\/mnt\/[a-z]\//.test(folders.root))
      fix.push({ says: 'Move the checkout from the Windows disk to your home folder in WSL.' })
    const advice =
      planOf(context).mode === 'tls'
        ? windowsAdvice(hostNames(tlsPlanOf(context)), windowsFiles(disk.read))
        : []
    if (advice.length > 0) fix.push({ says: advice.join('\n') })
    if (fix.length === 0) return ok(kernel, evidence)
    const says =
      advice.length > 0
        ? "Windows' browsers don't find the sites"
        : 'the checkout is on the Windows disk: slow, and without file modes'
    return warn(says, fix, evidence)
  },
}

function windowsFiles(read: (path: string) => string) {
  return { hosts: read('/mnt/c/Windows/System32/drivers/etc/hosts'), wslConf: read('/etc/wsl.conf') }
}
