/**
 * The address of a proxy, an index or an engine without the name and password that may stand before its host, also where no
 * scheme does. People write passwords with an `@` or a `/` as they are, so all before the last `@` goes; a path alone, as of a
 * socket, has none.
 */
export function withoutCredentials(address: string): string {
  return /^(?:[a-z]+:\/\/)?\//i.test(address)
    ? address
    : address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1')
}
