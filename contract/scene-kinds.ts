type Words = { zh: string; en: string }
/** What a feature of a kind may be drawn as. */
export type SceneShape = 'point' | 'line' | 'polygon'
type KindEntry = Words & { no: number; shapes: readonly SceneShape[] }

/**
 * The kinds of scene features. `no` is part of the index by which the nearest of a kind are found (`server/city/scene/rules/reach.ts`):
 * a number is never changed nor used again.
 */
export const sceneKinds = {
  hydrant: { no: 1, zh: '消火栓', en: 'Hydrants', shapes: ['point'] },
  water: { no: 2, zh: '消防水源', en: 'Water sources', shapes: ['point', 'line', 'polygon'] },
  road: { no: 3, zh: '道路', en: 'Roads', shapes: ['line'] },
  shelter: { no: 4, zh: '避难场所', en: 'Shelters', shapes: ['point', 'polygon'] },
  assembly: { no: 5, zh: '集合点', en: 'Assembly places', shapes: ['point', 'polygon'] },
  'key-unit': { no: 6, zh: '重点单位', en: 'Key units', shapes: ['point', 'polygon'] },
  footprint: { no: 7, zh: '建筑轮廓', en: 'Building footprints', shapes: ['polygon'] },
} as const satisfies Record<string, KindEntry>

export type SceneKind = keyof typeof sceneKinds
export const sceneKindIds = Object.keys(sceneKinds) as SceneKind[]

type DetailEntry = Words & { unit: string | null; most: number }
/**
 * What may be kept of a feature besides its name; everything else of a file is left out, so that no name or phone of a person comes
 * in with it. `unit` null: text; otherwise a number of that unit from 0 to `most`; of text at most so many characters.
 */
export const sceneDetails = {
  code: { zh: '编号', en: 'Code', unit: null, most: 60 },
  state: { zh: '状态', en: 'State', unit: null, most: 60 },
  address: { zh: '地址', en: 'Address', unit: null, most: 120 },
  surface: { zh: '路面', en: 'Surface', unit: null, most: 40 },
  diameter: { zh: '口径', en: 'Diameter', unit: 'mm', most: 2_000 },
  pressure: { zh: '压力', en: 'Pressure', unit: 'MPa', most: 20 },
  volume: { zh: '容量', en: 'Volume', unit: 'm³', most: 1e12 },
  capacity: { zh: '可容纳人数', en: 'Holds people', unit: '', most: 1e7 },
  width: { zh: '宽度', en: 'Width', unit: 'm', most: 500 },
  floors: { zh: '层数', en: 'Floors', unit: '', most: 200 },
  height: { zh: '高度', en: 'Height', unit: 'm', most: 1_000 },
  object: { zh: '对象编号', en: 'Code of the object', unit: null, most: 60 },
} as const satisfies Record<string, DetailEntry>

export type SceneDetail = keyof typeof sceneDetails
export const sceneDetailIds = Object.keys(sceneDetails) as SceneDetail[]

/** A storey counted for its height where only the floors are known, metres: the usual 3 m of housing (GB 50096, 2.8 m clear at most). */
export const metresPerFloor = 3
