/** What decided an answer, for the list of last requests on the control page; never part of the answer itself. */
export interface Verdict {
  /** The contract's rule that answered, such as `1.4 row 10`; undefined where a page was simply shown. */
  rule?: string
  /** Why it was refused, in words for a person: `enrolment ended 2026-02-01T09:00:00Z`. */
  why?: string
}

/** Notes the rule that answers this request; the last word counts. */
export function decide(exchange: { readonly verdict: Verdict }, rule: string, why?: string): void {
  exchange.verdict.rule = rule
  if (why === undefined) {
    delete exchange.verdict.why
  } else {
    exchange.verdict.why = why
  }
}
