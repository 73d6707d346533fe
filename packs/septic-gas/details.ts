import type { ObjectKind } from '../../contract/object-kind.ts'

/** What the register (一本账) keeps of a tank beside its name, place, owner and duties (domain.md 9.1). */
export const details: ObjectKind['details'] = {
  place: {
    kind: 'choice',
    name: { zh: '设施类别', en: 'Kind of facility' },
    choices: {
      tank: { zh: '化粪池', en: 'Septic tank' },
      sewer: { zh: '污水管道', en: 'Sewer' },
      toilet: { zh: '公厕', en: 'Public toilet' },
    },
    required: false,
  },
  near: {
    kind: 'choice',
    name: { zh: '周边场所', en: 'What is near' },
    hint: { zh: '离得最近、最怕出事的一类', en: 'The nearest that would suffer most' },
    choices: {
      fuel: { zh: '加油加气站', en: 'Fuel station' },
      restaurant: { zh: '餐饮店', en: 'Restaurant' },
      school: { zh: '学校', en: 'School' },
      market: { zh: '市场', en: 'Market' },
      street: { zh: '街道', en: 'Street' },
      none: { zh: '无', en: 'None of these' },
    },
    required: false,
  },
  volume: { kind: 'number', name: { zh: '容积', en: 'Volume' }, unit: 'm³', min: 0.5, max: 5_000, required: false },
  material: {
    kind: 'choice',
    name: { zh: '材质', en: 'Material' },
    choices: {
      brick: { zh: '砖砌', en: 'Brick' },
      concrete: { zh: '混凝土', en: 'Concrete' },
      plastic: { zh: '玻璃钢或塑料', en: 'Fibreglass or plastic' },
    },
    required: false,
  },
  lids: { kind: 'number', name: { zh: '井盖数', en: 'Lids' }, unit: '', min: 0, max: 50, required: false },
  'dredge-cycle': {
    kind: 'number',
    name: { zh: '清掏周期（月）', en: 'Dredged every (months)' },
    unit: '',
    min: 1,
    max: 60,
    required: false,
  },
  'last-dredge': { kind: 'date', past: true, name: { zh: '上次清掏', en: 'Last dredged' }, required: false },
  vent: { kind: 'yes', name: { zh: '通气管完好', en: 'Vent pipe intact' }, required: false },
}
