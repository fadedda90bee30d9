const secretName = String.raw`(?<![\w-])[\w-]*(?:passw(?:or)?d|token|secret|signature|sessionid|api[_-]?key)[\w-]*`
/** A quote, also one of a JSON text inside another, or in a page. */
const quote = String.raw`(?:\\?["']|\\?&quot;|&#(?:34|39|x27);)`
/** Up to the same quote, or to the end of a text that was cut off. */
const quoted = [
  String.raw`"(?:[^"\\]|\\[^])*(?:"|$)`,
  String.raw`'(?:[^'\\]|\\[^])*(?:'|$)`,
  String.raw`\\"[^]*?(?:\\"|$)`,
  String.raw`\\?&quot;[^]*?(?:&quot;|$)`,
  String.raw`&#(?:34|39|x27);[^]*?(?:&#(?:34|39|x27);|$)`,
].join('|')

const shapes: readonly (readonly [RegExp, string])[] = [
  // A JSON web token, as a whole or as the two halves that Open edX keeps in cookies.
  [/eyJ[\w-]{8,}(?:\.[\w-]*)*/g, '<token>'],
  [/\b(SIG-HMAC-SHA256|Bearer|JWT|Basic)\s+[\w+/=.~-]{8,}/g, '$1 <token>'],
  // name=value, name: value, "name": "value".
  [new RegExp(String.raw`(${secretName}${quote}?\s*[=:]\s*)(?:${quoted}|[^\s"'&;,}<>]+)`, 'gi'), '$1<token>'],
  // What an identity provider hands back by way of the browser. Elsewhere these are plain words.
  [
    /([?&#;](?:code|state|session_state|ticket|nonce|assertion|samlresponse|relaystate)=)[^&\s"'<>#]+/gi,
    '$1<token>',
  ],
  [/(:\/\/[^/\s:@]*:)[^/\s]+@/g, '$1<password>@'],
  // Django's tokens and keys, sums and signatures: long, of letters and digits mixed.
  [/(?<![\w<])(?=\w*\d)(?=\w*[A-Za-z])\w{32,}(?!\w)/g, '<token>'],
]

/** Text without what looks like a secret, by its name or by its shape. */
export function withoutTokens(text: string): string {
  return shapes.reduce((left, [shape, stands]) => left.replace(shape, stands), withoutFieldValues(text))
}

/** Whether a field, a header or a cookie of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return wholeName.test(name)
}

const wholeName = new RegExp(`^${secretName}$`, 'i')

/** `value="..."` of an input field whose name says that it is secret. */
function withoutFieldValues(html: string): string {
  return html.replace(/<input\b[^<>]*/gi, (tag) =>
    isSecretName(/\bname\s*=\s*["']?([\w-]+)/i.exec(tag)?.[1] ?? '')
      ? tag.replace(/(\bvalue\s*=\s*)(?:"[^"]*"?|'[^']*'?|[^\s"']+)/i, '$1"<token>"')
      : tag,
  )
}
