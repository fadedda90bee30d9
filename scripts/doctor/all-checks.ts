import { bind, type BoundCheck } from '../diagnosis/run-checks.ts'
import type { Explained } from '../explained/explained.ts'
import { disk } from './checkout/disk.ts'
import { fileOwners } from './checkout/file-owners.ts'
import { generatedFiles } from './checkout/generated-files.ts'
import { node } from './checkout/node.ts'
import { packages } from './checkout/packages.ts'
import { spec } from './checkout/spec.ts'
import { state } from './checkout/state.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { architecture } from './engine/architecture.ts'
import { engineContext } from './engine/engine-context.ts'
import { engineDisk } from './engine/engine-disk.ts'
import { engineInstalled } from './engine/engine-installed.ts'
import { engineMemory } from './engine/engine-memory.ts'
import { enginePermitted } from './engine/engine-permitted.ts'
import { engineRootless } from './engine/engine-rootless.ts'
import { engineRunning } from './engine/engine-running.ts'
import { engineVersion } from './engine/engine-version.ts'
import { neighbours } from './engine/neighbours.ts'
import { buildx, composeVersion } from './engine/plugins.ts'
import { staleContainers } from './engine/stale-containers.ts'
import { staleNetworks, staleVolumes } from './engine/stale-networks.ts'
import type { MachineContext } from './facts/machine-context.ts'
import { certificates } from './https/certificates.ts'
import { trust } from './https/trust.ts'
import { clock } from './machine/clock.ts'
import { macos } from './machine/macos.ts'
import { mapCount } from './machine/map-count.ts'
import { wsl } from './machine/wsl.ts'
import { dnsRebinding } from './network/dns-rebinding.ts'
import { hostsFile } from './network/hosts-file.ts'
import { loopbackIpv6 } from './network/loopback-ipv6.ts'
import { names } from './network/names.ts'
import { packageIndexes } from './network/package-indexes.ts'
import { ports } from './network/ports.ts'
import { proxy } from './network/proxy.ts'
import { tlsInterception } from './network/tls-interception.ts'

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

/** Binds all checks to this machine, and the check `trust` to each of its stores. */
export function bindAll(machine: MachineContext): readonly BoundCheck[] {
  return [
    ...Object.entries(checksBySubject).flatMap(([subject, checks]) => bind(checks, subject, machine)),
    ...machine.stores().flatMap((store) => bind([trust], store.title, { store, machine })),
  ]
}
