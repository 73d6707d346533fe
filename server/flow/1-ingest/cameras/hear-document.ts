import { createHash } from 'node:crypto'
import type { Alarm, Device, Mansdcp } from '../../../../protocols/gb28181/types.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Verdict } from '../gateways/types.ts'
import { alarmNames } from './alarm-names.ts'
import { takeListed, takeSeen } from './take.ts'
import type { Listed, Platform, Seen } from './types.ts'

/** One document of GB/T 28181 from a platform that is registered. */
export type Document = { platform: Platform; body: Uint8Array; said: Mansdcp }
/** `private`: where something moved is nobody's to keep, it is counted only. */
export type Heard = { verdict: Verdict; private: boolean }

/**
 * What a platform says, in one transaction: its cameras, and what they noticed. `whole`: the ids of its whole list, when this was the last
 * part of it. Positions place a camera; no track is kept: body cameras are worn by people.
 */
export async function hearDocument(tx: Tx, packs: Packs, document: Document, whole: string[] | null): Promise<Heard> {
  const { platform, body, said } = document
  if (said.kind === 'alarm') return { verdict: await takeSeen(tx, packs, platform, seenIn(said, body)), private: false }
  if (said.kind === 'catalog') {
    await takeListed(tx, platform, said.devices.map(listedOf), whole)
    return { verdict: 'taken', private: true }
  }
  if (said.kind === 'mobile-position') {
    await takeListed(tx, platform, [{ camera: said.deviceId, name: null, status: null, position: positionOf(said) }], null)
    return { verdict: 'heard', private: true }
  }
  return { verdict: 'heard', private: false }
}

const positionOf = ({ longitude, latitude }: Pick<Device, 'longitude' | 'latitude'>): Seen['position'] =>
  longitude === null || latitude === null ? null : { lon: longitude, lat: latitude }

/** What was sent is what it is known by: a repeat has the same serial number, camera and time. */
function seenIn(alarm: Alarm, body: Uint8Array): Seen {
  return {
    digest: createHash('sha256').update(body).digest(),
    camera: alarm.deviceId.slice(0, 60),
    names: alarmNames(alarm),
    at: alarm.time,
    confidence: null,
    position: positionOf(alarm),
  }
}

const listedOf = (device: Device): Listed => ({
  camera: device.deviceId,
  name: device.name,
  model: device.model,
  status: device.event === 'DEL' ? 'GONE' : (device.status ?? statusOf[device.event ?? ''] ?? null),
  position: positionOf(device),
})

/** What a notification of a change says about whether a camera works. */
const statusOf: Record<string, string> = { ON: 'ON', OFF: 'OFF', VLOST: 'OFF', DEFECT: 'OFF' }
