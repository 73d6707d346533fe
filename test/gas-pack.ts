import { septicGas } from '../packs/septic-gas/pack.ts'

/** The gas pack as a test of the contract or of a stage may use it: they themselves know no pack. */
export const gasPack = septicGas
