import type { VitalState } from '../../../../../contract/vital-kinds.ts'

/** Are values of a vital in this state taken, and do they count? */
export const isConnected = ({ state }: { state: VitalState }): boolean => state === 'connected' || state === 'trusted'
