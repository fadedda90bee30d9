/** One place that packages come from, as the settings of this machine name it. */
export type NamedIndex = {
  readonly name: 'npm' | 'Python' | 'Debian' | 'Maven'
  /** It may hold credentials; absent where nothing on this machine names one. */
  readonly url?: string
  /** The programs that use it on this machine are told of an authority of its own: a file, or a setting. */
  readonly told?: string
}

/** What came of asking it; its address is without credentials. */
export type PackageIndex = NamedIndex & {
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
}
