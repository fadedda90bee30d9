import { explain } from './explained.ts'

/** What keeps the images from being made. */
export const imageFailures = explain({
  'image-not-built': {
    title: 'An image could not be built',
    what: 'The end of what the build said is printed. Most often a package index did not answer: a proxy that the machine has and the build has not, a company authority that intercepts TLS (`x509`, `certificate verify failed`), or a version of Richie that does not exist.',
    see: 'bin/campus doctor\npip download --no-deps richie==3.5.1',
    mend: "`bin/campus doctor` looks at proxies, indexes and interception. pip's and apt's settings of this machine and its proxy variables are handed to the builds: what works with pip and apt here works there. Set the version in `environment.local.yaml`: `richie: { source: { version: 3.5.1 } }`. Then `make run`: what was built already is kept. See also `package-indexes`, [proxy](#proxy), `tls-interception`.",
    symptoms: ['An image does not build: names are not found, x509, timeouts'],
  },
  'checkout-unfit': {
    title: 'The checkout that Richie should come from will not do',
    what: '`richie.source.checkout` names a folder that is not there, that has no Richie (`src/richie`) and no `settings` of a site, whose settings are not where the spec says, or where nothing says what the site needs. A path starts from the folder of `environment.yaml`, or from `~`.',
    see: 'bin/campus render --stdout compose.yaml | grep /opt/checkout',
    mend: 'Do what is printed: clone the checkout, or correct `richie.source` in `environment.local.yaml`. A site factory names its settings, and a requirement file in the folder of its project or above: `richie: { source: { checkout: ../factory, settings: sites/mysite/src/backend/mysite/settings.py } }`.',
  },
  'richie-image-missing': {
    title: 'The image that Richie should come from is not there',
    what: "`richie.source.image` names an image that the engine does not have and can't pull: its name or tag is another, the registry wants a login, or none answers.",
    see: 'docker image ls',
    mend: 'Build the image, or `docker login` and `docker pull` it, and give the same name in `environment.local.yaml`: `richie: { source: { image: fundocker/mysite:1.0.0, settings: mysite.settings } }`. Then `make run`.',
  },
  'base-not-pulled': {
    title: 'The Debian image could not be pulled',
    what: "`base: registry` in the spec insists on a registry, and the engine can't pull `debian:bookworm-slim` from one. It is the engine that pulls: its proxy and its authorities count, not those of your shell.",
    see: 'docker pull debian:bookworm-slim\ndocker info | grep -i -A3 proxy',
    mend: "`base: packages` in `environment.local.yaml` makes Debian from the distribution's packages, without a registry; `base: auto`, the default, chooses by itself. See also [proxy](#proxy).",
  },
  'base-not-made': {
    title: 'Debian could not be made of its packages',
    what: "No registry answered, so mmdebstrap makes the base image from this machine's Debian mirror. It needs root, mmdebstrap (Debian and Ubuntu have it) and a mirror that answers.",
    see: 'sudo apt-get update\ndocker pull debian:bookworm-slim',
    mend: 'Mend the one that is easier: the mirror (`sudo apt-get update` must pass; `sudo apt-get install mmdebstrap`), or the way of the engine to a registry (`docker pull debian:bookworm-slim`). Either will do. See also `package-indexes`.',
  },
  'node-for-containers': {
    title: 'Node for the containers could not be fetched',
    what: 'On macOS and Windows the mock LMS runs on a Node for Linux, which comes as an npm package. npm could not fetch it.',
    see: 'npm ping\nnpm config get registry',
    mend: 'Run the command that is printed by hand and mend what npm says: a registry or a proxy in `~/.npmrc`. Then `make run`. See also `package-indexes`.',
  },
  'yarn-not-fetched': {
    title: "yarn for the checkout's front end could not be fetched",
    what: "A checkout's front end is built with yarn 1, which comes as an npm package, once. npm could not fetch it.",
    see: 'npm ping\nnpm config get registry',
    mend: 'Run the command that is printed by hand and mend what npm says: a registry or a proxy in `~/.npmrc`. Then `make run`. Or leave the front end as it is: `richie: { source: { frontend: none } }` in `environment.local.yaml`. See also `package-indexes`.',
  },
  'architecture-without-node': {
    title: 'There is no Node for containers on this architecture',
    what: 'The mock LMS runs on Node, which comes as a package for x64 and arm64 only.',
    see: 'uname -m\nnode -p process.arch',
    mend: 'Run campus on an x64 or arm64 machine, or use no mock: `provider: external` and the `url` of an LMS in `environment.local.yaml`. See also [architecture](#architecture).',
  },
})
