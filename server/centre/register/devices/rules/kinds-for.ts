import type { ObjectKind } from '../../../../../contract/object-kind.ts'
import type { Pack } from '../../../../../contract/pack.ts'
import type { Words } from '../../../../../contract/words.ts'

export type DeviceKind = { kind: string; name: Words; pack: string; intervalS: number }

/** A pack that says nothing of it is heard once a minute. */
const usualS = 60

/**
 * The kinds of devices that may stand at objects of a kind, those of its own pack first: the pack's own, and those of other packs which the kind's
 * risk, the pack's rules or its acts ask about. None where the pack says that nothing stands there, or where no pack brings the kind.
 */
export function deviceKindsFor(objectKind: string, packs: readonly Pack[]): DeviceKind[] {
  const owner = packs.find(({ objects }) => objects.some(({ kind }) => kind === objectKind))
  const kind = owner?.objects.find((one) => one.kind === objectKind)
  if (!owner || !kind?.devices) return []
  const asked = askedOf(owner, kind)
  const brought = packs.flatMap((pack): DeviceKind[] => {
    const fits = pack.id === owner.id || asked.packs.has(pack.id) || asked.devices.has(pack.deviceKind ?? '')
    if (!fits || !pack.deviceKind) return []
    return [{ kind: pack.deviceKind, name: pack.deviceName ?? pack.name, pack: pack.id, intervalS: pack.intervalS ?? usualS }]
  })
  return brought.toSorted((a, b) => Number(b.pack === owner.id) - Number(a.pack === owner.id))
}

type Asked = { packs: Set<string>; devices: Set<string> }

/** Other packs and device kinds named anywhere in what looks at an object. */
function askedOf({ detect, acts, simulator }: Pack, { risk }: ObjectKind): Asked {
  const asked: Asked = { packs: new Set(), devices: new Set() }
  gather([risk, detect, acts, simulator], asked)
  return asked
}

function gather(value: unknown, into: Asked): void {
  if (Array.isArray(value)) for (const one of value) gather(one, into)
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) {
      if (name === 'pack' && typeof one === 'string') into.packs.add(one)
      else if (name === 'device' && typeof one === 'string') into.devices.add(one)
      else gather(one, into)
    }
}
