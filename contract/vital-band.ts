import { type VitalBand, vitalBands } from './vital-kinds.ts'

/**
 * 分档 as one writes them: `关注 ≤1; 异常 ≤2`, `关注 40~60`: a value beyond the limits of a band has that band, and the worst of them counts. Free
 * of any library: form and sheet write and read the same text.
 */
export type VitalBandLimits = { band: VitalBand; least?: number | undefined; most?: number | undefined }

export const bandWords: Readonly<Record<VitalBand, { zh: string; en: string }>> = {
  attention: { zh: '关注', en: 'attention' },
  abnormal: { zh: '异常', en: 'abnormal' },
  serious: { zh: '严重', en: 'serious' },
  critical: { zh: '危急', en: 'critical' },
}

// Very small and very large ones are written with an exponent.
const number = '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
const line = new RegExp(`^(\\S+)\\s+(?:(≤|<=)\\s*(${number})|(≥|>=)\\s*(${number})|(${number})\\s*[~～]\\s*(${number}))$`)

/** Bands as text, parted by semicolons. */
export const writeBands = (bands: readonly VitalBandLimits[], language: 'zh' | 'en'): string =>
  bands
    .map(({ band, least, most }) => {
      const name = bandWords[band][language]
      if (least !== undefined && most !== undefined) return `${name} ${least}~${most}`
      return least !== undefined ? `${name} ≥${least}` : `${name} ≤${most}`
    })
    .join('; ')

/** Bands from their text. `fault`: the one that cannot be read. */
export function readBands(text: string): { ok: true; bands: VitalBandLimits[] } | { ok: false; fault: string } {
  const bands: VitalBandLimits[] = []
  for (const one of text.split(/[;；\n]/).map((part) => part.trim())) {
    if (one === '') continue
    const [, name, , below, , over, from, to] = line.exec(one) ?? []
    const band = vitalBands.find((id) => name?.toLowerCase() === id || name === bandWords[id].zh)
    if (!band) return { ok: false, fault: one }
    if (below !== undefined) bands.push({ band, most: Number(below) })
    else if (over !== undefined) bands.push({ band, least: Number(over) })
    else bands.push({ band, least: Number(from), most: Number(to) })
  }
  return { ok: true, bands }
}
