import type { Inspection } from '../../contract/inspection.ts'
import type { Words } from '../../contract/words.ts'

const words = (zh: string, en: string): Words => ({ zh, en })

/** What a watcher looks at on every round (domain.md 9.3: walls, slope, water; the items are ours). */
const items: Inspection['items'] = [
  {
    ...{ kind: 'check', id: 'cracks', required: true, photo: 'always', fault: { grade: 'serious' } },
    name: words('坡面、墙体、岩体没有新裂缝，旧裂缝没有变宽', 'No new cracks in slope, walls or rock, the old ones no wider'),
  },
  {
    ...{ kind: 'check', id: 'falls', required: true, photo: 'fault', fault: { grade: 'serious' } },
    name: words('没有新的掉块、落石、小崩小滑', 'No fresh falls of stone or earth'),
  },
  {
    ...{ kind: 'check', id: 'water', required: true, photo: 'fault', fault: { grade: 'ordinary' } },
    name: words('泉水、渗水没有变浑或突然增减', 'Springs neither muddy nor suddenly more or less'),
  },
  {
    ...{ kind: 'reading', id: 'gauge', required: false, photo: 'never', unit: 'mm' },
    name: words('人工简易监测标尺读数', 'Reading of the simple gauge'),
  },
  {
    ...{ kind: 'check', id: 'signs', required: true, photo: 'fault', fault: { grade: 'minor' } },
    name: words('警示牌、撤离路线标志完好，路线畅通', 'Signs in place, the way out clear'),
  },
]

const watcher: Inspection['by'] = [
  { kind: 'charge', role: 'grid' },
  { kind: 'post', postKind: 'grid-worker' },
]
const round = (given: Pick<Inspection, 'id' | 'name' | 'every'> & Partial<Inspection>): Inspection => ({
  ...{ hazard: 'rock-hazard.found', by: watcher, items },
  ...given,
})

/** Twice a week in the flood season (May to September), monthly outside it, and before, during and after heavy rain. */
export const inspections: Inspection[] = [
  round({
    ...{ id: 'flood-season', name: words('汛期巡查', 'Round in the flood season') },
    ...{ every: { kind: 'week', times: 2 }, season: { from: 5, to: 9 } },
  }),
  round({
    ...{ id: 'dry-season', name: words('非汛期巡查', 'Round outside the flood season') },
    ...{ every: { kind: 'month', months: 1 }, season: { from: 10, to: 4 } },
  }),
  round({
    ...{ id: 'heavy-rain', name: words('强降雨“雨前雨中雨后”巡查', 'Rounds before, during and after heavy rain') },
    every: {
      kind: 'rain',
      words: ['暴雨', '强降雨'],
      colours: ['red', 'orange', 'yellow'],
      phases: ['before', 'during', 'after'],
      afterH: 24,
    },
  }),
]
