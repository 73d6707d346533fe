import { type VitalTier, vitalTiers } from '../../../../../contract/vital-kinds.ts'

/** How high a tier stands: found once, for a wall of a city asks 190,000 times. */
const heightOf = Object.fromEntries(vitalTiers.map((tier, n) => [tier, n])) as Record<VitalTier, number>

/** Can an area of this tier have a value of the vital? What districts tell says nothing of a town: it is neither silent nor unknown there. */
export const reaches = ({ tier }: { tier: VitalTier }, area: VitalTier): boolean => heightOf[tier] <= heightOf[area]
