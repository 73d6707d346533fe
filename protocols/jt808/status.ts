import { setBits } from '../layout.ts'

/** Alarm bits of 0x0200, lowest first. */
export const alarmNames = [
  'emergency',
  'overspeed',
  'fatigue',
  'danger',
  'gnss-fault',
  'antenna-cut',
  'antenna-short',
  'power-low',
  'power-off',
  'display-fault',
  'tts-fault',
  'camera-fault',
  'ic-reader-fault',
  'overspeed-warning',
  'fatigue-warning',
  'wrong-driving',
  'tyre-pressure-warning',
  'right-turn-blind-spot',
  'daily-driving-overtime',
  'parking-overtime',
  'area-in-out',
  'route-in-out',
  'section-time',
  'off-route',
  'vss-fault',
  'fuel-abnormal',
  'stolen',
  'illegal-ignition',
  'illegal-displacement',
  'collision',
  'rollover',
  'illegal-door',
] as const

export const loads = ['empty', 'half', 'reserved', 'full'] as const

/** The status word of 0x0200. Oil and power are "cut" by command of the platform. */
export type Status = {
  acc: boolean
  positioned: boolean
  south: boolean
  west: boolean
  outOfService: boolean
  encrypted: boolean
  load: (typeof loads)[number]
  fuelCut: boolean
  powerCut: boolean
  doorLocked: boolean
  /** Open doors 1–5: front, middle, back, driver's seat, own. */
  openDoors: number[]
  /** Satellite systems in use: gps, beidou, glonass, galileo. */
  systems: string[]
}

const bit = (word: number, at: number): boolean => ((word >>> at) & 1) === 1

export function statusOf(word: number): Status {
  return {
    acc: bit(word, 0),
    positioned: bit(word, 1),
    south: bit(word, 2),
    west: bit(word, 3),
    outOfService: bit(word, 4),
    encrypted: bit(word, 5),
    load: loads[(word >>> 8) & 3]!,
    fuelCut: bit(word, 10),
    powerCut: bit(word, 11),
    doorLocked: bit(word, 12),
    openDoors: [1, 2, 3, 4, 5].filter((door) => bit(word, 12 + door)),
    systems: setBits(word >>> 18, ['gps', 'beidou', 'glonass', 'galileo']),
  }
}

/** Addition 0x25, extended vehicle signals. */
export const signalNames = [
  'low-beam',
  'high-beam',
  'right-turn',
  'left-turn',
  'brake',
  'reverse',
  'fog-light',
  'marker-light',
  'horn',
  'air-conditioner',
  'neutral',
  'retarder',
  'abs',
  'heater',
  'clutch',
] as const

/** Addition 0x14 (JT/T 1078). */
export const videoAlarmNames = [
  'signal-lost',
  'signal-blocked',
  'storage-fault',
  'other-video-fault',
  'overcrowded',
  'abnormal-driving',
  'special-recording-full',
] as const

/** Addition 0x18 (JT/T 1078). */
export const abnormalDrivingNames = ['fatigue', 'phone', 'smoking'] as const
