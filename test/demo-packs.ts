import { type Pack, tree } from '../contract/pack.ts'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { fireAlarm } from '../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../packs/high-rise-fire/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'

/** The packs as a test of the contract or of the server may use them: they themselves know no pack. */
export const gasPack = septicGas
export const basicsPack = cityBasics
export const truckPack = spoilTruck
/** The same where nobody waits for a ticket told late: everything found comes before a person at once. */
export const promptTrucks: Pack = {
  ...spoilTruck,
  haulage: {
    ...spoilTruck.haulage!,
    checks: spoilTruck.haulage!.checks.map((check) => (check.kind === 'no-ticket' ? { ...check, late: '0s' } : check)),
  },
}
/** High-rises with their risk, and the panels that speak for them. */
export const highRisePacks = [fireAlarm, highRiseFire]

/** Speaks when a gas alarm stands within fifty kilometres: every tank of the test city has one near by as soon as one of them rises. */
export const besideRule = tree({
  ...{
    id: 'beside',
    name: { zh: '邻近报警', en: 'Alarm near by' },
    on: 'device',
    family: 'silence',
    clearFactor: 1,
    clearHold: '0s',
  },
  levels: [{ severity: 'yellow', hold: '0s', when: { op: 'near', family: 'gas', withinM: 50_000, within: '1h', atLeast: 1 } }],
})
