import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { gigabytes, gibibyte } from '../facts/disk-facts.ts'

export const disk: DoctorCheck = {
  id: 'disk',
  title: 'there is room where the checkout is',
  what: 'Generated files, secrets and npm packages are written here: little, but each write fails on a full disk. Images and data are elsewhere: see `engine-disk`.',
  see: 'df -h .',
  fix: 'Free some space on the disk that holds the checkout.',
  symptoms: ['No space left on device'],
  look({ disk, folders }) {
    const free = disk.freeBytes(folders.root)
    if (free === undefined) return skip('what is free there can not be seen')
    const says = `${gigabytes(free)} are free where the checkout is`
    const fix = [
      { says: 'Free some space; what takes it:', command: 'du -xh --max-depth=1 . | sort -h | tail' },
    ]
    if (free < 0.1 * gibibyte) return fail(says, fix)
    return free < gibibyte ? warn(says, fix) : ok(says)
  },
}
