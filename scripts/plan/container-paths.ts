/** Where the services share a volume: their sockets, and files in which they say how far they are. */
export const runFolder = {
  path: '/run/campus',
  socket: (service: string) => `/run/campus/${service}.sock`,
  /** One line such as `starting: migrating the database` or `ready`. */
  status: (service: string) => `/run/campus/${service}.status`,
  /** A SyncReport as JSON. */
  syncReport: (lms: string) => `/run/campus/${lms}.sync`,
} as const

/**
 * The settings of the host that every image build may read: the id that the Dockerfiles mount -> the file in
 * `.campus/build`.
 */
export const buildSecrets = {
  ca: 'ca.pem',
  pip: 'pip.conf',
  maven: 'maven-settings.xml',
  apt: 'debian.sources',
  aptconf: 'apt.conf',
} as const
