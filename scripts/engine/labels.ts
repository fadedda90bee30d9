import { dirname } from 'node:path'

type Labels = Readonly<Record<string, string>>

const project = 'com.docker.compose.project'
const composeFiles = 'com.docker.compose.project.config_files'

/**
 * The environment that a container was made for. A container takes over the labels of its image, so a person's own container, built
 * on one of our images, carries `campus.environment` too: only compose's own labels show that it was started from our compose file.
 */
export function environmentOfContainer(labels: Labels): string | undefined {
  const environment = labels['campus.environment']
  return environment !== undefined && environment === labels[project] && composeFiles in labels
    ? environment
    : undefined
}

/** The folder of the checkout that a container of an environment was made from. */
export function checkoutOf(labels: Labels): string {
  return dirname(labels['com.docker.compose.project.working_dir'] ?? '')
}

/** The same as a filter of Docker's, for containers and their events. */
export function containerFilters(environment: string): { label: string[] } {
  return { label: [`campus.environment=${environment}`, `${project}=${environment}`, composeFiles] }
}
