import { entry, type FactEntry, id, text } from './entry.ts'

const base = { base: id, name: text }

/** Centre: base maps that are brought in by the console. */
// biome-ignore format: one fact a line reads as a table
export const baseMapFacts = {
  'base-map.taken': entry('fact', 'objects', '{by} 上传底图“{name}”（来源 {source}，许可 {licence}）', '{by} brought in the base map “{name}” (source {source}, licence {licence})', { ...base, source: text, licence: text }),
  'base-map.refused': entry('fact', 'objects', '底图“{name}”不能用：{fault}', 'The base map “{name}” cannot be used: {fault}', { ...base, fault: text }),
  'base-map.enforced': entry('state', 'objects', '{by} 启用底图“{name}”', '{by} put the base map “{name}” in force', { ...base }),
  'base-map.withdrawn': entry('state', 'objects', '{by} 停用底图“{name}”', '{by} withdrew the base map “{name}”', { ...base }),
  'base-map.discarded': entry('fact', 'objects', '{by} 删除底图“{name}”', '{by} discarded the base map “{name}”', { ...base }),
} as const satisfies Record<string, FactEntry>
