import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'

/** Sirens tell the voltage of their battery; what they are told they confirm. */
export const simulator: PackSimulatorIn = { things: 0, series: { battery: { base: [12.4, 13] } } }
