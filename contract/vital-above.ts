import { readBands, type VitalBandLimits, writeBands } from './vital-band.ts'
import { type VitalTier, vitalTiers } from './vital-kinds.ts'

/**
 * 分级常态 as one writes them: `区县 ≤60（关注 ≤80、异常 ≤100）; 市 200~600`, each tier with its limits and maybe its bands. Free of any library: form
 * and sheet write and read the same text.
 */
export type VitalAbove = {
  tier: VitalTier
  least?: number | undefined
  most?: number | undefined
  bands?: VitalBandLimits[] | undefined
}

const tierNames: Readonly<Record<VitalTier, { zh: string; en: string }>> = {
  grid: { zh: '网格', en: 'grid' },
  community: { zh: '村社区', en: 'community' },
  town: { zh: '镇街', en: 'town' },
  district: { zh: '区县', en: 'district' },
  city: { zh: '市', en: 'city' },
}

// Very small and very large ones are written with an exponent.
const number = '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
const line = new RegExp(
  `^(\\S+)\\s+(?:(≤|<=)\\s*(${number})|(≥|>=)\\s*(${number})|(${number})\\s*[~～]\\s*(${number}))\\s*(?:[（(]([^（()）]*)[）)])?$`,
)

function limitsText({ least, most }: VitalAbove): string {
  if (least !== undefined && most !== undefined) return `${least}~${most}`
  return least !== undefined ? `≥${least}` : most !== undefined ? `≤${most}` : ''
}

/** Ranges of tiers as text, parted by semicolons. */
export const writeAbove = (above: readonly VitalAbove[], language: 'zh' | 'en'): string =>
  above
    .map((one) => {
      const head = `${tierNames[one.tier][language]} ${limitsText(one)}`
      if (!one.bands) return head
      const bands = writeBands(one.bands, language)
      return language === 'zh' ? `${head}（${bands.replaceAll('; ', '、')}）` : `${head} (${bands.replaceAll('; ', ', ')})`
    })
    .join('; ')

/** Ranges of tiers from their text. `fault`: the one that cannot be read. */
export function readAbove(text: string): { ok: true; above: VitalAbove[] } | { ok: false; fault: string } {
  const above: VitalAbove[] = []
  for (const one of text.split(/[;；\n]/).map((part) => part.trim())) {
    if (one === '') continue
    const [, name, , below, , over, from, to, inner] = line.exec(one) ?? []
    const tier = vitalTiers.find((id) => name?.toLowerCase() === id || name === tierNames[id].zh)
    const bands = inner === undefined ? null : readBands(inner.replaceAll(/[、,，]/g, ';'))
    if (!tier || (bands && !bands.ok)) return { ok: false, fault: one }
    const limits =
      below !== undefined
        ? { most: Number(below) }
        : over !== undefined
          ? { least: Number(over) }
          : { least: Number(from), most: Number(to) }
    above.push({ tier, ...limits, ...(bands?.ok && bands.bands.length > 0 ? { bands: bands.bands } : {}) })
  }
  return { ok: true, above }
}
