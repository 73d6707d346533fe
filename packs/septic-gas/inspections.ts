import type { Inspection } from '../../contract/inspection.ts'

type Words = { zh: string; en: string }
const words = (zh: string, en: string): Words => ({ zh, en })
const hazard = 'septic-gas.hazard'

/** Two toxic gases and two things that warn, measured monthly (domain.md 9.1); the limits are the yellow ones of the monitor. */
const monthly: Inspection = {
  id: 'monthly-check',
  name: words('化粪池月检', 'Monthly tank check'),
  hazard,
  by: [
    { kind: 'charge', role: 'maintainer' },
    { kind: 'charge', role: 'grid' },
    { kind: 'post', postKind: 'grid-worker' },
  ],
  every: { kind: 'month', months: 1 },
  items: [
    {
      ...{ kind: 'reading', id: 'h2s', required: true, photo: 'never', unit: 'ppm', between: [0, 7] },
      name: words('硫化氢（池口，不探身）', 'Hydrogen sulphide (at the lid, not leaning in)'),
      fault: { grade: 'serious', name: words('硫化氢超标', 'Hydrogen sulphide over limit') },
    },
    {
      ...{ kind: 'reading', id: 'co', required: true, photo: 'never', unit: 'ppm', between: [0, 26.2] },
      name: words('一氧化碳', 'Carbon monoxide'),
      fault: { grade: 'serious', name: words('一氧化碳超标', 'Carbon monoxide over limit') },
    },
    {
      ...{ kind: 'check', id: 'lids', required: true, photo: 'fault', name: words('井盖齐全完好', 'All lids there and intact') },
      fault: { grade: 'serious', name: words('井盖缺失或破损', 'Lid missing or broken') },
    },
    {
      ...{ kind: 'check', id: 'sign', required: true, photo: 'fault', name: words('警示标识清楚', 'Warning sign readable') },
      fault: { grade: 'ordinary', name: words('警示标识缺失', 'Warning sign missing') },
    },
    {
      ...{ kind: 'check', id: 'vent', required: true, photo: 'fault', name: words('通气管完好', 'Vent pipe intact') },
      fault: { grade: 'ordinary', name: words('通气管损坏', 'Vent pipe broken') },
      sets: { detail: 'vent', fine: true, fault: false },
    },
    { kind: 'text', id: 'note', name: words('说明', 'Remarks'), required: false },
  ],
}

/** Dredging is due so many months after the last time; done with its proof it writes the day into the register. */
const dredge: Inspection = {
  id: 'dredge',
  name: words('清掏', 'Dredging'),
  hazard,
  by: [
    { kind: 'charge', role: 'responsible' },
    { kind: 'charge', role: 'maintainer' },
    { kind: 'post', postKind: 'town-post' },
  ],
  // a year where the tank says nothing else: the usual contract (PROPOSED)
  every: { kind: 'cycle', months: { detail: 'dredge-cycle', otherwise: 12 }, last: 'last-dredge', leadDays: 30 },
  items: [
    {
      ...{ kind: 'reading', id: 'ch4', required: true, photo: 'never', unit: '%LEL', between: [0, 20] },
      name: words('开盖前甲烷', 'Methane before the lid is opened'),
      hint: words('先通风，再检测，后作业；不下池', 'Ventilate, test, then work; never enter'),
    },
    { kind: 'photo', id: 'before', name: words('清掏前照片', 'Photo before'), required: true },
    { kind: 'photo', id: 'after', name: words('清掏后照片', 'Photo after'), required: true },
    {
      ...{ kind: 'reading', id: 'volume', required: true, photo: 'never', unit: 'm³' },
      name: words('清出量', 'Sludge taken out'),
    },
    { kind: 'text', id: 'where', name: words('运往何处', 'Where it was taken'), required: true },
    {
      ...{ kind: 'check', id: 'walls', required: true, photo: 'fault', name: words('池体无裂缝渗漏', 'No cracks or leaks') },
      fault: { grade: 'serious', name: words('池体开裂渗漏', 'Tank cracked or leaking') },
    },
  ],
}

export const inspections: Inspection[] = [monthly, dredge]
