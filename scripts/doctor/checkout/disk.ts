import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { gigabytes, gibibyte } from '../facts/disk-facts.ts'

export const disk: DoctorCheck = {
  id: 'disk',
  title: 'the disk that holds the checkout has free space',
  what: 'Generated files, secrets and npm packages are written here. They are small, but each write fails on a full disk. Images and data are elsewhere: see `engine-disk`.',
  see: 'df -h .',
  fix: 'Free some space on the disk that holds the checkout.',
  symptoms: ['No space left on device'],
  look({ disk, folders }) {
    const free = disk.freeBytes(folders.root)
    if (free === undefined) return skip('the free space there is not known')
    const says = `${gigabytes(free)} free on the disk of the checkout`
    const fix = [
      { says: 'Free some space; see what takes it.', command: 'du -xh --max-depth=1 . | sort -h | tail' },
    ]
    if (free < 0.1 * gibibyte) return fail(says, fix)
    return free < gibibyte ? warn(says, fix) : ok(says)
  },
}
