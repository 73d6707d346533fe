import { type VitalTier, vitalTiers } from '../../../../../contract/vital-kinds.ts'

/** Can an area of this tier have a value of the vital? What districts tell says nothing of a town: it is neither silent nor unknown there. */
export const reaches = ({ tier }: { tier: VitalTier }, area: VitalTier): boolean =>
  vitalTiers.indexOf(tier) <= vitalTiers.indexOf(area)
