import { z } from 'zod'
import { originSchema } from './text-schemas.ts'

/** The oldest Richie that runs here: earlier ones need Django 3, which does not support the Python of Debian 12. */
export const oldestRichie = '2.26.0'

/** The newest Richie that is tested, and the default if the spec names no source. */
export const newestRichie = '3.5.1'

/** Those that an end-to-end test starts from nothing, and enrols in. For others see docs/reference/richie-versions.md. */
export const testedRichies = ['2.34.0', newestRichie] as const

/** The places that Richie can come from: each is named by a key of its own. */
export const richieSourceKeys = {
  pypi: 'version',
  checkout: 'checkout',
  image: 'image',
  url: 'url',
} as const

export type RichieProvider = keyof typeof richieSourceKeys

const imageName =
  /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/
/** A file, or a module; without characters that are special in a shell or in Compose. */
const settingsName = /^(?!\/)(?:[\w.-]+\/)*[\w-]+(?:\.[\w-]+)*$/

/** YAML reads two numbers as one. */
const versionExpected = `expected three numbers in quotes, ${oldestRichie} or later, such as "${newestRichie}"`

function folderFault(text: string): string {
  return /^(?:https?|ssh|git):\/\/|^git@/.test(text)
    ? `is an address: clone it first (git clone ${text}), then give the folder`
    : 'expected a folder, without a colon or a quote in its name'
}

/** Where Richie comes from. Which keys go together: richie-source-rules.ts. */
export const richieSourceSchema = z.strictObject({
  provider: z
    .enum(['pypi', 'checkout', 'image', 'url'])
    .optional()
    .describe('Where Richie comes from. Default: what the other keys name'),
  version: z
    .string({ error: versionExpected })
    .regex(/^\d+\.\d+\.\d+(?:[a-z0-9.]*)$/, { error: versionExpected })
    .optional()
    .describe(`Version of the package richie. Default: ${newestRichie}`),
  checkout: z
    .string()
    .regex(/^[^\0\n:"]+$/, { error: ({ input }) => folderFault(String(input)) })
    .optional()
    .describe(
      'Folder of a checkout of Richie or of a site factory, relative to the folder of the spec, or from ~',
    ),
  image: z
    .string()
    .regex(imageName, { error: 'expected the name of an image such as fundocker/funmooc:1.0.0' })
    .optional()
    .describe('An existing Docker image that contains Richie'),
  url: originSchema()
    .optional()
    .describe('Origin of an external Richie: it is connected, and served through the gateway'),
  settings: z
    .string()
    .regex(settingsName, {
      error: 'expected a file such as sandbox/settings.py, or a module such as funmooc.settings',
    })
    .optional()
    .describe(
      'Django settings of your own site, in a checkout or image: a file below the checkout, or a module',
    ),
  configuration: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, { error: 'expected the name of a class such as Development' })
    .optional()
    .describe('Its django-configurations class. Default: Development'),
  frontend: z
    .enum(['built', 'watch', 'none'])
    .optional()
    .describe(
      'Front end of a checkout: built if its sources are newer, watched, or left alone. Default: built, if it has one',
    ),
})

export type RichieSourceSpec = z.output<typeof richieSourceSchema>

/** Why a Richie of this version can't run here, if it can't. Newer ones than the newest tested are let through. */
export function richieVersionFault(version: string): string | undefined {
  if (compare(version, oldestRichie) >= 0) return undefined
  return `Richie ${oldestRichie} and later run here (Django 4.2), got ${version}`
}

/** By the three numbers: what follows them, as in 3.6.0rc1, makes no difference here. */
function compare(a: string, b: string): number {
  const [ours, theirs] = [numbers(a), numbers(b)]
  const index = ours.findIndex((part, place) => part !== theirs[place])
  return index === -1 ? 0 : (ours[index] ?? 0) - (theirs[index] ?? 0)
}

function numbers(version: string): readonly number[] {
  return (/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number)
}
