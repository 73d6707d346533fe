import { cityBasics } from '../packs/city-basics/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'

/** The packs as a test of the contract or of the server may use them: they themselves know no pack. */
export const gasPack = septicGas
export const basicsPack = cityBasics
