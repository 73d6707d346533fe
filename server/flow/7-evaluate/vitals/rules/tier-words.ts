import type { VitalTier } from '../../../../../contract/vital-kinds.ts'

/** 镇街 and so on, as refusals say it. */
export const tierWords: Record<VitalTier, string> = {
  grid: '网格 grid',
  community: '村社区 community',
  town: '镇街 town',
  district: '区县 district',
  city: '市 city',
}
