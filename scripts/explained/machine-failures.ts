import { explain } from './explained.ts'

/** What keeps a command from using Docker. */
export const dockerFailures = explain({
  'docker-not-installed': {
    title: 'Docker is not installed, and campus does not install it here',
    what: "On Debian and Ubuntu `make run` installs an engine from the distribution's packages, and shows the commands first. On other systems, in WSL, or where packages from Docker itself are installed, it installs nothing: the distribution's packages would remove those.",
    see: 'docker version\nbin/campus doctor',
    fix: 'Run the command that is printed for your system. On macOS and Windows install Docker Desktop, OrbStack or Colima; in WSL, turn on WSL integration in the settings of Docker Desktop (Resources). Then `make run` again. See also `engine-installed`.',
  },
  'docker-install-failed': {
    title: 'Docker could not be installed',
    what: "apt could not install a package. Usually the package lists are old, a mirror cannot be reached, or one of the machine's own sources is broken. campus has started nothing.",
    see: 'sudo apt-get update\napt-cache policy docker.io',
    fix: 'Fix what `apt-get update` complains about (a proxy belongs in `/etc/apt/apt.conf.d`), run the printed command by hand, then `make run` again: it continues where it stopped.',
  },
  'docker-not-running': {
    title: 'No Docker engine answers',
    what: 'Docker is installed, but nothing answers at its socket, or it stopped answering during a command. If `DOCKER_HOST` or a context names an engine, only that one is asked.',
    see: 'docker info\ndocker context ls\necho "$DOCKER_HOST"',
    fix: '`make run` starts an installed engine. By hand: `sudo systemctl start docker`, or start Docker Desktop, OrbStack or Colima. If the named engine no longer exists: `unset DOCKER_HOST`, or `docker context use default`. If Docker stopped during a command, `make run` brings everything back; the data is kept. See also `engine-running`, `engine-context`.',
    symptoms: ['Cannot connect to the Docker daemon'],
  },
  'docker-did-not-start': {
    title: 'Docker was started, but stopped again',
    what: 'dockerd says why in its log; the end of it is printed. Usual causes: another dockerd or its leftovers, a full disk, no iptables, or a container or virtual machine that cannot run an engine.',
    see: 'sudo journalctl -u docker -n 50\nsudo tail -n 50 /var/log/campus-dockerd.log',
    fix: 'Fix what the log names, then `make run`. The second command is for machines without systemd. A container must be privileged to run an engine, or use one from outside: `DOCKER_HOST=unix:///path/of/its.sock`. See also `engine-running`.',
  },
  'docker-no-permission': {
    title: 'Docker is running, but you have no permission to use it',
    what: 'Its socket belongs to root and the group `docker`. A shell that was opened before you joined the group is not in it yet.',
    see: 'ls -l /var/run/docker.sock\nid -nG',
    fix: '`sudo usermod -aG docker $USER`, then `newgrp docker` in this shell, or log out and in. Members of that group can do what root can. `chmod 777` on the socket gives that to every program on the machine. See also `engine-permitted`.',
    symptoms: ['Permission denied on the Docker socket'],
  },
  'docker-too-old': {
    title: 'Docker or its compose plugin is too old',
    what: 'campus needs Docker 25 and compose 2.24 or later: older ones do not know options that the generated `compose.yaml` uses.',
    see: "docker version --format '{{.Server.Version}}'\ndocker compose version --short",
    fix: "Upgrade it with the package manager that installed it. Debian 12's own engine is too old: `sudo apt-get remove docker.io docker-compose`, then `make run` installs the one from the next release. See also `engine-version`, `compose-version`.",
  },
  'docker-incomplete': {
    title: 'A part of Docker is missing: its command, compose or buildx',
    what: 'The engine answers, but the `docker` command or one of its plugins is missing. `docker-compose` with a dash is the old program and cannot be used instead.',
    see: 'docker compose version\ndocker buildx version',
    fix: "Debian: `sudo apt-get install docker-cli docker-compose docker-buildx`. Ubuntu: `sudo apt-get install docker-compose-v2 docker-buildx`. With Docker's own packages: `docker-compose-plugin docker-buildx-plugin`. See also `compose-version`, [buildx](#buildx).",
    symptoms: ['"compose is not a docker command"'],
  },
  'docker-refused': {
    title: 'Docker refused the request',
    what: "The engine's answer is printed with its HTTP status: 409 means that a name is taken, 404 that something was removed meanwhile, 500 an error in the engine or its storage.",
    see: 'docker ps -a --filter label=campus.environment\nsudo journalctl -u docker -n 50',
    fix: 'Run the command again: containers, networks and volumes are found by their label each time. If it fails again, `make stop && make run`; the data is kept.',
  },
  'docker-remote': {
    title: 'The Docker engine is on another machine',
    what: 'The generated files are mounted into containers, and ports are published on loopback. An engine on another machine sees neither this folder nor this loopback.',
    see: 'docker context ls\necho "$DOCKER_HOST"',
    fix: 'Use an engine on this machine: `unset DOCKER_HOST; docker context use default`. Or run campus in a checkout on the other machine. See also `engine-context`.',
  },
})

/** What keeps the images from being made. */
export const imageFailures = explain({
  'image-not-built': {
    title: 'An image could not be built',
    what: 'The end of the build output is printed. Usually a package index did not answer: the build lacks a proxy that this machine uses, a company authority intercepts TLS (`x509`, `certificate verify failed`), or that version of Richie does not exist.',
    see: 'bin/campus doctor\npip download --no-deps richie==3.5.1',
    fix: "`bin/campus doctor` checks proxies, indexes and interception. Builds use this machine's pip and apt settings and its proxy variables: what works with pip and apt here works there. Set the version in `environment.local.yaml`: `richie: { source: { version: 3.5.1 } }`. Then `make run`: images that are already built are kept. See also `package-indexes`, [proxy](#proxy), `tls-interception`.",
    symptoms: ['An image build fails: name not found, x509, timeout'],
  },
  'checkout-unfit': {
    title: "The checkout in richie.source can't be used",
    what: '`richie.source.checkout` names a folder that does not exist, or that holds neither Richie (`src/richie`) nor the `settings` of a site; or the settings are not where the spec says; or no requirement file says what the site needs. The path is relative to the folder of `environment.yaml`, or starts with `~`.',
    see: 'bin/campus render --stdout compose.yaml | grep /opt/checkout',
    fix: 'Do what is printed: clone the checkout, or correct `richie.source` in `environment.local.yaml`. A site factory needs its settings in the spec, and a requirement file in the folder of its project or above: `richie: { source: { checkout: ../factory, settings: sites/mysite/src/backend/mysite/settings.py } }`.',
  },
  'richie-image-missing': {
    title: 'The image in richie.source was not found',
    what: "`richie.source.image` names an image that the engine does not have and can't pull: the name or tag is wrong, the registry needs a login, or no registry answers.",
    see: 'docker image ls',
    fix: 'Build the image, or `docker login` and `docker pull` it, and use the same name in `environment.local.yaml`: `richie: { source: { image: fundocker/mysite:1.0.0, settings: mysite.settings } }`. Then `make run`.',
  },
  'base-not-pulled': {
    title: 'The Debian image could not be pulled',
    what: "`base: registry` in the spec requires a registry, and the engine can't pull `debian:bookworm-slim` from one. The engine pulls with its own proxy and authorities, not those of your shell.",
    see: 'docker pull debian:bookworm-slim\ndocker info | grep -i -A3 proxy',
    fix: "`base: packages` in `environment.local.yaml` builds Debian from the distribution's packages, without a registry; `base: auto`, the default, chooses automatically. See also [proxy](#proxy).",
  },
  'base-not-made': {
    title: 'Debian could not be built from its packages',
    what: "No registry answered, so mmdebstrap builds the base image from this machine's Debian mirror. It needs root, mmdebstrap (a package of Debian and Ubuntu) and a mirror that answers.",
    see: 'sudo apt-get update\ndocker pull debian:bookworm-slim',
    fix: "Fix whichever is easier: the mirror (`sudo apt-get update` must work; `sudo apt-get install mmdebstrap`), or the engine's access to a registry (`docker pull debian:bookworm-slim`). One of them is enough. See also `package-indexes`.",
  },
  'node-for-containers': {
    title: 'Node for the containers could not be fetched',
    what: 'On macOS and Windows the mock LMS runs on a Node for Linux, which comes as an npm package. npm could not fetch it.',
    see: 'npm ping\nnpm config get registry',
    fix: 'Run the printed command by hand and fix what npm reports, for example a registry or a proxy in `~/.npmrc`. Then `make run`. See also `package-indexes`.',
  },
  'yarn-not-fetched': {
    title: "yarn for the checkout's front end could not be fetched",
    what: "A checkout's front end is built with yarn 1, which is fetched once, as an npm package. npm could not fetch it.",
    see: 'npm ping\nnpm config get registry',
    fix: 'Run the printed command by hand and fix what npm reports, for example a registry or a proxy in `~/.npmrc`. Then `make run`. Or do not build the front end: `richie: { source: { frontend: none } }` in `environment.local.yaml`. See also `package-indexes`.',
  },
  'architecture-without-node': {
    title: 'There is no Node for containers on this architecture',
    what: 'The mock LMS runs on Node, which comes as a package for x64 and arm64 only.',
    see: 'uname -m\nnode -p process.arch',
    fix: 'Run campus on an x64 or arm64 machine, or do without the mock: set `provider: external` and the `url` of an LMS in `environment.local.yaml`. See also [architecture](#architecture).',
  },
})

/** What can stop any command on this machine. */
export const machineFailures = explain({
  'needs-root': {
    title: 'Root access is needed and was not given',
    what: 'Installing Docker or packages, starting the engine and writing the hosts file need root. campus prints the commands, asks in a terminal, and does nothing without a yes. Here there is no terminal, no sudo, or the answer was no.',
    see: 'sudo -v',
    fix: 'Run the printed commands yourself, or run the same command again in a terminal. To set up trust without root: `TRUST_STORES=nss make setup-ssl`.',
  },
  'disk-full': {
    title: 'The disk is full, or too small for the images',
    what: 'The images take about 4 GB where Docker keeps its data; on macOS and Windows that is the disk inside its virtual machine. A database or a search index that runs out of space first fails with odd errors.',
    see: 'df -h . "$(docker info --format \'{{.DockerRootDir}}\')"\ndocker system df',
    fix: '`docker system df` shows what takes the space; `docker builder prune` empties the build cache, which is usually the largest part and is shared by all projects. Docker Desktop: Settings, Resources, virtual disk limit. See also `engine-disk`, [disk](#disk).',
    symptoms: ['No space left on device'],
  },
  'not-a-file': {
    title: 'A folder is where a file belongs, or a file where a folder belongs',
    what: 'A program made it, for example an editor, or Docker, which makes a folder where a file that it shall mount is missing. Nothing was changed.',
    see: 'ls -la . .campus generated',
    fix: 'Move it away with the printed command, then run the same command again.',
  },
  'file-not-writable': {
    title: 'A file cannot be written',
    what: 'It belongs to another user, usually root, after a command that was run with sudo or a container that created it; or it is on a file system that is mounted read-only.',
    see: 'find . -not -path "./node_modules/*" -not -user "$(id -un)" | head\nbin/campus doctor',
    fix: 'Run `sudo chown -R $(id -u):$(id -g)` on the named file. Do not start campus with sudo: it asks for root where it needs it. See also `file-owners`.',
    symptoms: ['Permission denied on a file of the checkout'],
  },
  'lock-held': {
    title: 'Another campus command is running in this checkout',
    what: 'Commands that change something hold a lock, so that two of them do not mix their files. The message names the command and its process. If the process is gone, the next command takes the lock over automatically.',
    see: 'cat .campus/lock',
    fix: 'Wait for it. If it hangs, stop it with the printed `kill`, and run the command again: nothing is left half-written. See also [state](#state).',
  },
  'clock-wrong': {
    title: 'A certificate is not valid yet: the clock may be wrong',
    what: "campus's authority is valid only from a date in the future. The clock is probably slow, as it may be after sleep, in a virtual machine or in WSL. Browsers then refuse every certificate that was made before the clock went wrong.",
    see: 'date -u\ntimedatectl',
    fix: '`sudo timedatectl set-ntp true`; in WSL `sudo hwclock -s`. If the clock is right, remove the authority with the printed `rm` and run `make setup-ssl`: it makes a new one and has it trusted. See also [clock](#clock).',
  },
})
