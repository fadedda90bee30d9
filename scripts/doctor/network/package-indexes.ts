import { join } from 'node:path'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { PackageIndex } from '../facts/package-index.ts'

export const packageIndexes: DoctorCheck = {
  id: 'package-indexes',
  title: 'the package indexes answer',
  what: "The first start builds the images from npm, Python, Debian and Maven packages, fetched from the indexes in this machine's own settings. Once the images are built nothing is fetched until a version changes.",
  see: 'npm ping\npip config list\ngrep -r "^URIs\\|^deb" /etc/apt/sources.list /etc/apt/sources.list.d',
  fix: 'Behind a proxy: set `HTTPS_PROXY` and `HTTP_PROXY`. If your company has a mirror, name it in `~/.npmrc` (`registry=`), `pip.conf` (`index-url =`), the apt sources and `~/.m2/settings.xml` (`<mirror>`); the builds use all four.',
  symptoms: ['An image build fails: name not found, x509, timeout'],
  async look({ indexes, disk, folders }) {
    const all = await indexes()
    const evidence = all.map(describe)
    const asked = all.filter(({ url, isLate }) => url !== undefined && !isLate)
    if (asked.length === 0) {
      return skip(
        all.some(({ isLate }) => isLate)
          ? 'not asked: this machine is too busy'
          : 'no index is set on this machine',
      )
    }
    const silent = asked.filter(
      ({ answer }) => answer === undefined || answer.status >= 500 || answer.status === 407,
    )
    if (silent.length === 0) return ok(asked.map(({ name }) => name).join(', '), evidence)
    const isBuilt = disk.exists(join(folders.stateDir, 'images.json'))
    const names = silent.map(({ name }) => name).join(', ')
    return (isBuilt ? warn : fail)(
      `${names}: no answer${isBuilt ? '; the images that are built need none' : ''}`,
      [
        {
          says: 'Connect to the network. Behind a proxy, set HTTPS_PROXY and HTTP_PROXY. With a mirror, name it in the settings of npm, pip, apt and Maven.',
        },
      ],
      evidence,
    )
  },
}

function describe({ name, url, answer, failure, isLate }: PackageIndex): string {
  if (url === undefined) return `${name}: not set on this machine; builds use the default`
  if (isLate) return `${name}: ${url}, not asked in time`
  return `${name}: ${url} -> ${answer === undefined ? failure : answer.status}`
}
