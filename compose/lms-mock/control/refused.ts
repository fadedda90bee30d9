/** A change or question that can't be done, in words for the person who asked for it. */
export class Refused extends Error {
  readonly status: 400 | 404 | 409

  constructor(message: string, status: 400 | 404 | 409 = 400) {
    super(message)
    this.status = status
  }
}
