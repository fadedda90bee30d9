/** One place that packages come from, as this machine is set up. */
export type PackageIndex = {
  readonly name: 'npm' | 'Python' | 'Debian' | 'Maven'
  /** Without credentials; absent where nothing on this machine names one. */
  readonly url?: string
  readonly answer?: {
    readonly status: number
    /** Its clock minus ours, where it told its time. */
    readonly clockMs?: number
    /** Of https: whose store knows the authority at the end of its chain. */
    readonly authority?: 'node' | 'machine' | 'unknown'
    readonly issuer?: string
  }
  readonly failure?: string
  /** It was named too late to be asked: this machine is busy. */
  readonly isLate?: true
  /** The programs that use it on this machine are told of an authority of its own: a file, or a setting. */
  readonly told?: string
}
