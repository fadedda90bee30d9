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
