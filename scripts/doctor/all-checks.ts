import { bind, type BoundCheck } from '../diagnosis/run-checks.ts'
import type { Explained } from '../explained/explained.ts'
import { architecture } from './architecture.ts'
import { buildx } from './buildx.ts'
import { certificates } from './certificates.ts'
import { clock } from './clock.ts'
import { composeVersion } from './compose-version.ts'
import { disk } from './disk.ts'
import { dnsRebinding } from './dns-rebinding.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { engineContext } from './engine-context.ts'
import { engineDisk } from './engine-disk.ts'
import { engineInstalled } from './engine-installed.ts'
import { engineMemory } from './engine-memory.ts'
import { enginePermitted } from './engine-permitted.ts'
import { engineRootless } from './engine-rootless.ts'
import { engineRunning } from './engine-running.ts'
import { engineVersion } from './engine-version.ts'
import { fileOwners } from './file-owners.ts'
import { generatedFiles } from './generated-files.ts'
import { hostsFile } from './hosts-file.ts'
import { loopbackIpv6 } from './loopback-ipv6.ts'
import type { MachineContext } from './machine-context.ts'
import { macos } from './macos.ts'
import { mapCount } from './map-count.ts'
import { names } from './names.ts'
import { neighbours } from './neighbours.ts'
import { node } from './node.ts'
import { packageIndexes } from './package-indexes.ts'
import { packages } from './packages.ts'
import { ports } from './ports.ts'
import { proxy } from './proxy.ts'
import { spec } from './spec.ts'
import { staleContainers } from './stale-containers.ts'
import { staleNetworks } from './stale-networks.ts'
import { staleVolumes } from './stale-volumes.ts'
import { state } from './state.ts'
import { tlsInterception } from './tls-interception.ts'
import { trust } from './trust.ts'
import { wsl } from './wsl.ts'

/** Subject -> its checks, in the order in which a person reads them. */
export const checksBySubject: Readonly<Record<string, readonly DoctorCheck[]>> = {
  checkout: [spec, node, packages, state, generatedFiles, fileOwners, disk],
  engine: [
    engineContext,
    engineInstalled,
    enginePermitted,
    engineRunning,
    engineVersion,
    composeVersion,
    buildx,
    architecture,
    engineRootless,
    engineMemory,
    engineDisk,
    neighbours,
    staleContainers,
    staleNetworks,
    staleVolumes,
  ],
  machine: [clock, mapCount, wsl, macos],
  network: [ports, loopbackIpv6, hostsFile, names, dnsRebinding, proxy, tlsInterception, packageIndexes],
  https: [certificates],
}

/** Every check, as the troubleshooting page explains it. */
export const allChecks: readonly Explained[] = [...Object.values(checksBySubject).flat(), trust]

/** Binds all checks to this machine, and the one of trust to each of its stores. */
export function bindAll(machine: MachineContext): readonly BoundCheck[] {
  return [
    ...Object.entries(checksBySubject).flatMap(([subject, checks]) => bind(checks, subject, machine)),
    ...machine.stores().flatMap((store) => bind([trust], store.title, { store, machine })),
  ]
}
