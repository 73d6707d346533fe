import type { Pack } from '../../contract/pack.ts'

/**
 * What a district may change of the checks of `haulage.ts` (domain.md 9.2; the ranges are ours, PROPOSED). A truck is held against the limits
 * of the district it drives through, a ticket and a site against those of their own. Hours and routes stand in each permit.
 */
export const settings: Pack['settings'] = {
  'speed-limit': {
    name: { zh: '限速', en: 'Speed limit' },
    help: { zh: '渣土车在本区的限速', en: 'What spoil trucks may drive here' },
    ...{ value: 60, min: 30, max: 80, step: 5, unit: 'km/h', sets: [{ check: 'speed', at: 'limit' }] },
  },
  'speed-over': {
    name: { zh: '超速容差', en: 'Over the limit by' },
    help: { zh: '超过限速多少才算超速', en: 'How far over the limit counts' },
    ...{ value: 10, min: 0, max: 50, step: 5, unit: '%', sets: [{ check: 'speed', at: 'overPercent' }] },
  },
  'speed-hold': {
    name: { zh: '超速持续', en: 'Too fast for' },
    help: { zh: '连续超速多久才报', en: 'How long it has to be too fast' },
    ...{ value: '30s', min: '10s', max: '5m', unit: '', sets: [{ check: 'speed', at: 'hold' }] },
  },
  'route-off': {
    name: { zh: '路线走廊宽度', en: 'Width of the route' },
    help: { zh: '离批准路线多远才算偏离', en: 'How far from the permitted route counts as off it' },
    ...{ value: 200, min: 50, max: 1_000, step: 10, unit: 'm', sets: [{ check: 'route', at: 'offM' }] },
  },
  'route-hold': {
    name: { zh: '偏离持续', en: 'Off the route for' },
    help: { zh: '连续偏离多久才报', en: 'How long it has to be off its route' },
    ...{ value: '60s', min: '30s', max: '15m', unit: '', sets: [{ check: 'route', at: 'hold' }] },
  },
  'hours-hold': {
    name: { zh: '时段外行驶持续', en: 'Outside its hours for' },
    help: {
      zh: '准运时段以外重车行驶多久才报；时段写在准运证上',
      en: 'How long it drives loaded outside the hours of its permit',
    },
    ...{ value: '3m', min: '1m', max: '30m', unit: '', sets: [{ check: 'hours', at: 'hold' }] },
  },
  'gate-hold': {
    name: { zh: '出场开单宽限', en: 'Time to open a ticket' },
    help: {
      zh: '重车离开工地多久还没有联单或准运证才报',
      en: 'How long after it left the site loaded a truck may be without ticket or permit',
    },
    ...{ value: '3m', min: '1m', max: '30m', unit: '' },
    sets: [
      { check: 'no-ticket', at: 'hold' },
      { check: 'no-permit', at: 'hold' },
    ],
  },
  'ticket-late': {
    name: { zh: '等联单补传', en: 'Wait for a late ticket' },
    help: {
      zh: '发现无联单后等多久再交人研判：门口断线的，恢复后会补传；等的时候列在“稍后处理”，可提前看',
      en: 'How long a trip found without a ticket waits for one before it comes before a person: a gate that was off tells it late; meanwhile it stands among what is put off',
    },
    ...{ value: '45m', demo: '0s', min: '0s', max: '2h', unit: '', sets: [{ check: 'no-ticket', at: 'late' }] },
  },
  'dump-margin': {
    name: { zh: '消纳场外宽限', en: 'Margin of a disposal site' },
    help: { zh: '在消纳场范围外多远卸空仍不算倾倒', en: 'How far outside a disposal site unloading is still no dumping' },
    ...{ value: 100, min: 0, max: 500, step: 10, unit: 'm', sets: [{ check: 'dump', at: 'marginM' }] },
  },
  'ticket-within': {
    name: { zh: '联单闭合时限', en: 'A ticket closes within' },
    help: { zh: '开单后多久没有闭合才报', en: 'How long after it was opened a ticket may stay open' },
    ...{ value: '4h', min: '1h', max: '24h', unit: '', sets: [{ check: 'open-ticket', at: 'within' }] },
  },
  'wash-stands': {
    name: { zh: '冲洗停留', en: 'Stood at the wash for' },
    help: {
      zh: '门口报未冲洗，但车辆定位显示重车出场前在冲洗点停够这么久的，不再交人研判，列在“稍后处理”备查；0 为不看定位',
      en: 'A truck its gate saw leave unwashed, but whose own places say it stood loaded at the wash for so long, comes before nobody and stands among what is put off; 0: places are not asked',
    },
    ...{ value: '75s', min: '0s', max: '5m', unit: '', sets: [{ check: 'unwashed', at: 'stands' }] },
  },
  'volume-percent': {
    name: { zh: '弃方量允许差', en: 'Volumes may differ by' },
    help: { zh: '联单合计与核准弃方量差多少才报', en: 'How far the tickets of a site may be from its permitted volume' },
    ...{ value: 10, min: 2, max: 50, step: 1, unit: '%', sets: [{ check: 'volume', at: 'percent' }] },
  },
}
