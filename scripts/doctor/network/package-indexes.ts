import { join } from 'node:path'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { PackageIndex } from '../facts/package-index.ts'

export const packageIndexes: DoctorCheck = {
  id: 'package-indexes',
  title: 'the indexes that packages come from answer',
  what: "The first start builds the images from packages: of npm, Python, Debian and Maven, from where this machine's own settings say. Once the images are there nothing is fetched any more, until a version changes.",
  see: 'npm ping\npip config list\ngrep -r "^URIs\\|^deb" /etc/apt/sources.list /etc/apt/sources.list.d',
  fix: 'Behind a proxy: set `HTTPS_PROXY` and `HTTP_PROXY`. With a mirror of your company: name it in `~/.npmrc` (`registry=`), `pip.conf` (`index-url =`), the sources of apt and `~/.m2/settings.xml` (`<mirror>`); the builds are given all four.',
  symptoms: ['An image does not build: names are not found, x509, timeouts'],
  async look({ indexes, disk, folders }) {
    const all = await indexes()
    const evidence = all.map(describe)
    const asked = all.filter(({ url, isLate }) => url !== undefined && !isLate)
    if (asked.length === 0) {
      return skip(
        all.some(({ isLate }) => isLate)
          ? 'this machine is too busy to ask in time'
          : 'nothing on this machine names an index',
      )
    }
    const silent = asked.filter(
      ({ answer }) => answer === undefined || answer.status >= 500 || answer.status === 407,
    )
    if (silent.length === 0) return ok(asked.map(({ name }) => name).join(', '), evidence)
    const isBuilt = disk.exists(join(folders.stateDir, 'images.json'))
    const names = silent.map(({ name }) => name).join(', ')
    return (isBuilt ? warn : fail)(
      `${names}: no answer${isBuilt ? '; what is built already runs without' : ''}`,
      [
        {
          says: 'Without a network: connect. Behind a proxy: set HTTPS_PROXY and HTTP_PROXY. With a mirror: name it in the settings of npm, pip, apt and Maven.',
        },
      ],
      evidence,
    )
  },
}

function describe({ name, url, answer, failure, isLate }: PackageIndex): string {
  if (url === undefined) return `${name}: not named on this machine; builds use its own default`
  if (isLate) return `${name}: ${url}, not asked in time`
  return `${name}: ${url} -> ${answer === undefined ? failure : answer.status}`
}
