import type { VitalTier } from './vital-kinds.ts'

/** 镇街 and so on, as refusals say it. */
export const tierWords: Record<VitalTier, { zh: string; en: string }> = {
  grid: { zh: '网格', en: 'grid' },
  community: { zh: '村社区', en: 'community' },
  town: { zh: '镇街', en: 'town' },
  district: { zh: '区县', en: 'district' },
  city: { zh: '市', en: 'city' },
}

/** The tier a refusal asks for, in the words of both languages. */
export const wantedTier = (tier: VitalTier): { wanted: string; wantedEn: string } => ({
  wanted: tierWords[tier].zh,
  wantedEn: tierWords[tier].en,
})
