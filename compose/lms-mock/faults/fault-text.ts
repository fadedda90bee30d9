/** A fault as people write it: `name`, or `name=parameter`; the parameter is `''` where it has none. */
export function faultText(name: string, parameter: string): string {
  return parameter === '' ? name : `${name}=${parameter}`
}
