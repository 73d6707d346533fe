/** What a feature of a base map is drawn as, and the name of its layer in the tiles; `outline`: a quiet stroke, nobody says what it is. */
export const baseParts = ['green', 'water', 'building', 'road', 'place', 'outline'] as const
export type BasePart = (typeof baseParts)[number]

/** Properties that say what a feature is: keys of OpenStreetMap by themselves, and those surveyors use by their value. */
const byKey: readonly [BasePart, readonly string[]][] = [
  ['water', ['waterway', 'water']],
  ['road', ['highway', 'railway']],
  ['building', ['building']],
  ['place', ['place']],
  ['green', ['landuse', 'leisure']],
]
const saying = ['natural', 'layer', 'class', 'fclass', 'kind', 'type', '图层', '类别', '要素名称', '类型'] as const
const byWord: readonly [BasePart, RegExp][] = [
  ['water', /water|river|lake|stream|canal|水|河|江|湖|渠/i],
  ['road', /road|street|highway|rail|path|道路|公路|铁路|街|路/i],
  ['building', /build|house|建筑|房屋/i],
  ['green', /green|park|wood|forest|grass|绿|林|草|公园/i],
  ['place', /place|locality|地名/i],
]

/** What a feature is by its properties. A place is a point; of a point that is none nothing is drawn (null). */
export function partOf(properties: Readonly<Record<string, unknown>>, isPoint: boolean): BasePart | null {
  const said = (key: string): string => {
    const value = Object.hasOwn(properties, key) ? properties[key] : undefined
    return typeof value === 'string' && value !== 'no' ? value.slice(0, 60) : value === true ? 'yes' : ''
  }
  const found =
    byKey.find(([, keys]) => keys.some((key) => said(key) !== ''))?.[0] ??
    saying.flatMap((key) => byWord.find(([, word]) => word.test(said(key)))?.[0] ?? []).at(0)
  if (isPoint) return found === 'place' ? found : null
  return found === undefined || found === 'place' ? 'outline' : found
}

/** How a place is called, Chinese first; nothing else of a feature is kept. */
export function nameOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const names = ['name:zh', 'name', '名称', '地名'].map((key) => (Object.hasOwn(properties, key) ? properties[key] : undefined))
  const found = names.find((value): value is string => typeof value === 'string' && value.trim() !== '')
  return found
    ?.replace(/[^\P{Cc}]/gu, '')
    .trim()
    .slice(0, 40)
}
