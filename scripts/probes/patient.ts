/** How long Richie is waited for: its first pages after a start may take it some seconds. */
export const patient = { timeoutMs: 15_000 }
