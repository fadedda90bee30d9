import Handlebars from 'handlebars'

/** Texts of the templates in `nginx/`, by path relative to that folder. */
export type Templates = Readonly<Record<string, string>>

/** Values of a template: text, and lists of such views. Switches are booleans. */
export type View = { readonly [key: string]: string | boolean | readonly string[] | View | readonly View[] }

/** A configuration file: nothing is escaped, the spec lets no character through that means something to nginx. */
export function fillConfiguration(
  templates: Templates,
  path: string,
  view: View,
  partials: Partials = {},
): string {
  return fill(templates, path, view, partials, { noEscape: true })
}

/** A page: values are escaped for HTML. */
export function fillPage(templates: Templates, path: string, view: View, partials: Partials = {}): string {
  return fill(templates, path, view, partials, {})
}

type CompileOptions = NonNullable<Parameters<typeof Handlebars.compile>[1]>

/** Name of a partial in the template -> path of its template. */
type Partials = Readonly<Record<string, string>>

function fill(
  templates: Templates,
  path: string,
  view: View,
  partials: Partials,
  options: CompileOptions,
): string {
  // An instance of its own: the default one shares its partials with the whole process.
  const handlebars = Handlebars.create()
  const strict = { strict: true, knownHelpersOnly: true, ...options }
  for (const [name, partial] of Object.entries(partials)) {
    handlebars.registerPartial(name, handlebars.compile(textOf(templates, partial), strict))
  }
  return handlebars.compile<View>(textOf(templates, path), strict)(view)
}

function textOf(templates: Templates, path: string): string {
  const text = templates[path]
  if (text === undefined) throw new Error(`No template nginx/${path}`)
  return text
}
