import { ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

/** What Docker Desktop, OrbStack and Colima share with their virtual machine by default. */
const shared = ['/Users/', '/Volumes/', '/private/', '/tmp/']

export const macos: DoctorCheck = {
  id: 'macos',
  title: "on macOS, the engine's virtual machine sees the checkout",
  what: 'On macOS the engine runs in a virtual machine and sees only the folders that are shared with it: by default those below `/Users`, `/Volumes`, `/private` and `/tmp` (Colima: only your home folder). If the checkout is elsewhere, containers get empty folders instead of their settings.',
  see: 'docker run --rm -v "$PWD":/here campus-base:bookworm ls /here',
  fix: 'Move the checkout into your home folder, or share its folder: Docker Desktop, Settings, Resources, File sharing.',
  look({ machine, folders, user }) {
    if (machine.platform !== 'darwin') return skip('this is not macOS')
    const path = `${folders.root}/`
    if (path.startsWith(`${user.home}/`)) return ok('the checkout is in your home folder')
    if (shared.some((folder) => path.startsWith(folder))) return ok(`shared by default: ${folders.root}`)
    return warn(
      'the checkout is in a folder that is not shared with the engine by default',
      [
        { says: 'Move it into your home folder.' },
        { says: 'Share its folder: Docker Desktop, Settings, Resources, File sharing.' },
      ],
      [folders.root],
    )
  },
}
