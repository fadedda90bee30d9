import type { Variant } from './exchange.ts'

/** The settings of the mock by which each variant differs from the recorded default: `variants` of tests/lms-mock/testing/openedx-teak-seed.json. */
export const variants: Readonly<Record<Variant, Readonly<Record<string, unknown>>>> = {
  default: {},
  untrusted: { trustedOrigins: [] },
  allowall: {
    trustedOrigins: [],
    corsAllowAll: true,
    allowInsecure: true,
    cookieSecure: false,
    redirectHosts: [],
  },
  mfe: { authnMicroFrontend: 'https://apps.local.dev/authn' },
}
