import { highRiseFire } from '../packs/high-rise-fire/pack.ts'
import { rockHazard } from '../packs/rock-hazard/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { playOf } from '../simulator/plays.ts'

/** How the shipped packs have the simulator play, for tests of the simulator: it itself knows no pack. */
export const shippedSimulators = [septicGas, rockHazard, highRiseFire, spoilTruck].map(({ simulator }) => simulator!)

export const gasPlay = playOf(shippedSimulators, 'gas')!
export const slopePlay = playOf(shippedSimulators, 'slope')!
export const vesselPlay = playOf(shippedSimulators, 'vessel')!
export const roundsPlay = playOf(shippedSimulators, 'rounds')!

/** The profiles the demo tells of them, by kind of device. */
export const shippedProfiles = Object.fromEntries(
  [septicGas, rockHazard, highRiseFire, spoilTruck].map(({ deviceKind, simulator }) => [
    simulator!.device ?? deviceKind!,
    { simulator: simulator!, ranges: {} },
  ]),
)
