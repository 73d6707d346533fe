import { encodeMessage } from '../protocols/ais/encode.ts'
import { longestLine } from '../protocols/ais/sentence.ts'
import type { PositionMessage, VoyageMessage } from '../protocols/ais/types.ts'
import { createLineFramer } from '../protocols/lines.ts'
import type { FieldDevice } from './field.ts'
import { sail } from './model/ship.ts'

/** Invented ships under invented numbers; names as AIS can write them. */
const ships = [
  { mmsi: 413_999_001, shipname: 'YU DEMO 001', callsign: 'BDEM1', shiptype: 70, length: 110, beam: 17, destination: 'CUNTAN' },
  { mmsi: 413_999_002, shipname: 'YU DEMO 002', callsign: 'BDEM2', shiptype: 79, length: 85, beam: 14, destination: 'WANZHOU' },
  {
    mmsi: 413_999_003,
    shipname: 'LIANG JIANG YOU',
    callsign: 'BDEM3',
    shiptype: 60,
    length: 72,
    beam: 15,
    destination: 'CHAOTIANMEN',
  },
  { mmsi: 413_999_004, shipname: 'YU TUO 17', callsign: 'BDEM4', shiptype: 52, length: 28, beam: 8, destination: 'CUNTAN' },
  { mmsi: 413_999_005, shipname: 'YU YOU 8', callsign: 'BDEM5', shiptype: 80, length: 90, beam: 15, destination: 'FULING' },
  { mmsi: 413_999_006, shipname: 'HAI XUN DEMO', callsign: 'BDEM6', shiptype: 55, length: 24, beam: 5, destination: 'PATROL' },
] as const
type Ship = (typeof ships)[number]

export const shipEveryMs = 10_000
/** A ship tells who it is every six minutes. */
const beatsOfVoyage = 36

/** A shore station that hears the ships of the demo and forwards what it hears; `channel` tells two stations apart. */
export function shoreStation(seed: string, channel: 'A' | 'B' = 'A'): FieldDevice {
  let beats = 0
  return {
    framer: createLineFramer(longestLine),
    greet: () => [],
    hear: () => [],
    beat(nowMs) {
      const lines = ships.flatMap((ship, at) => [
        ...encodeMessage(positionOf(ship, seed, nowMs), { channel }),
        ...((beats + at) % beatsOfVoyage < 1 || beats === 0 ? encodeMessage(voyageOf(ship), { channel, seq: at }) : []),
      ])
      beats++
      return lines.map((line) => Buffer.from(`${line}\r\n`, 'latin1'))
    },
  }
}

function positionOf({ mmsi }: Ship, seed: string, nowMs: number): PositionMessage {
  const { lon, lat, speedKn, course, moored } = sail(`${seed}:${mmsi}`, nowMs)
  return {
    ...{ type: 1, repeat: 0, mmsi, status: moored ? 5 : 0, turn: 0, speed: speedKn, accuracy: true, lon, lat },
    ...{ course: (Math.round(course * 10) / 10) % 360, heading: Math.round(course) % 360, second: Math.floor(nowMs / 1000) % 60 },
    ...{ maneuver: 0, raim: false, radio: 0 },
  } as PositionMessage
}

function voyageOf({ mmsi, shipname, callsign, shiptype, length, beam, destination }: Ship): VoyageMessage {
  const size = { toBow: length - 20, toStern: 20, toPort: Math.floor(beam / 2), toStarboard: Math.ceil(beam / 2) }
  return {
    ...{ type: 5, repeat: 0, mmsi, aisVersion: 0, imo: null, callsign, shipname, shiptype, ...size },
    ...{ epfd: 1, eta: null, draught: 2.6, destination, dte: true },
  } as unknown as VoyageMessage
}
