import type { ObjectKind } from '../../contract/object-kind.ts'

type Words = { zh: string; en: string }
const words = (zh: string, en: string): Words => ({ zh, en })
const choice = (name: Words, choices: Record<string, Words>, hint?: Words) => ({
  ...{ kind: 'choice' as const, name, choices, required: false },
  ...(hint ? { hint } : {}),
})
/** What a crew must know before it is there: it leads the brief (一楼一案). */
const crew = <D extends object>(detail: D) => ({ ...detail, crew: true as const })
/** Turns a floor on and off: made better at a desk it is proved by a measurement or a paper. */
const proven = <D extends object>(detail: D) => ({ ...detail, proof: true as const })
const text = (name: Words, hint: Words) => ({ kind: 'text' as const, name, hint, max: 120, required: false })
const yes = (name: Words) => ({ kind: 'yes' as const, name, required: false })
/** A day something was done on: never one to come. */
const date = (name: Words) => ({ kind: 'date' as const, past: true as const, name, required: false })
const number = (name: Words, unit: string, [min, max]: [number, number]) => ({
  ...{ kind: 'number' as const, name, unit, min, max, required: false },
})

/** What is kept of a high-rise: what the 21 indicators ask for, by what an inspector sees on the spot. */
export const details: ObjectKind['details'] = {
  // facilities
  'alarm-system': choice(words('火灾自动报警系统', 'Fire-alarm system'), {
    works: words('正常', 'Works'),
    partly: words('部分故障', 'Partly faulty'),
    off: words('主机停用', 'Panel switched off'),
    none: words('未设置', 'None'),
  }),
  water: proven(
    choice(
      words('消火栓与喷淋水压', 'Hydrant and sprinkler water'),
      {
        ok: words('水量水压正常', 'Water and pressure good'),
        low: words('水压不足', 'Pressure low'),
        none: words('无水', 'No water'),
      },
      words('以最不利点测得为准', 'As measured at the worst point'),
    ),
  ),
  'smoke-control': choice(words('防排烟设施', 'Smoke control'), {
    works: words('正常', 'Works'),
    partly: words('部分故障', 'Partly faulty'),
    broken: words('失效', 'Does not work'),
  }),
  'control-room': choice(words('消防控制室值班', 'Control-room duty'), {
    two: words('双人持证在岗', 'Two certified on duty'),
    one: words('单人或无证', 'One, or without certificate'),
    empty: words('无人值班', 'Nobody'),
  }),
  // getting in
  entrance: crew(
    text(
      words('入口与钥匙', 'Entrance and keys'),
      words('哪个门进，钥匙在哪里；不写人名和电话', 'Which gate, where the keys are; no names, no numbers'),
    ),
  ),
  'fire-room': crew(
    text(words('消防控制室位置', 'Where the control room is'), words('几层、从哪里到', 'Which floor, how to get there')),
  ),
  // life lanes
  'fire-lane': crew(
    choice(words('消防车通道', 'Fire lane'), {
      clear: words('畅通', 'Clear'),
      narrowed: words('占用，可通行', 'Narrowed, passable'),
      blocked: words('堵塞', 'Blocked'),
    }),
  ),
  'ladder-site': crew(
    choice(words('登高操作场地', 'Ladder site'), {
      clear: words('可用', 'Usable'),
      partly: words('部分占用', 'Partly taken'),
      blocked: words('不可用', 'Not usable'),
    }),
  ),
  exits: choice(words('疏散楼梯与防火门', 'Stairs, exits and fire doors'), {
    clear: words('畅通完好', 'Clear and intact'),
    piled: words('堆物或防火门损坏', 'Piled up or doors broken'),
    locked: words('锁闭', 'Locked'),
  }),
  // electricity and gas
  wiring: choice(words('电气线路', 'Wiring'), {
    watched: words('有剩余电流监测，正常', 'Residual current watched, normal'),
    checked: words('定期检测合格', 'Tested, passed'),
    aged: words('老化', 'Aged'),
    faulty: words('检测不合格', 'Failed its test'),
  }),
  'e-bikes': choice(words('电动自行车停放充电', 'E-bike parking and charging'), {
    outside: words('室外集中', 'Outside, in one place'),
    apart: words('室内，有防火分隔', 'Inside, fire-separated'),
    inside: words('进楼入户', 'In corridors and flats'),
  }),
  gas: choice(words('燃气报警与切断', 'Gas alarm and cut-off'), {
    'no-gas': words('不用燃气', 'No gas'),
    'cut-off': words('报警并自动切断', 'Alarm with cut-off'),
    alarm: words('只有报警', 'Alarm only'),
    neither: words('没有', 'Neither'),
  }),
  // the building
  height: crew(number(words('建筑高度', 'Height'), 'm', [24, 700])),
  use: choice(words('使用性质', 'Use'), {
    housing: words('住宅', 'Housing'),
    office: words('办公', 'Offices'),
    mixed: words('商住混合', 'Shops and housing'),
    crowded: words('商场、酒店、娱乐', 'Mall, hotel, entertainment'),
    care: words('医院、养老、学校', 'Hospital, care, school'),
  }),
  facade: choice(words('外墙保温材料', 'Façade insulation'), {
    a: words('A 级（不燃）', 'A: does not burn'),
    b1: words('B1 级（难燃）', 'B1: hardly burns'),
    b2: words('B2 级及以下（可燃）', 'B2 or worse: burns'),
  }),
  accepted: yes(words('消防验收合格', 'Fire acceptance passed')),
  'built-on': date(words('竣工日期', 'Finished on')),
  // management
  contract: yes(words('有维保合同', 'Maintenance contract')),
  'last-maintenance': date(words('最近一次维保', 'Last maintenance')),
  'patrol-rate': number(words('近 30 日巡查完成率', 'Daily patrols done in 30 days'), '%', [0, 100]),
  'last-drill': date(words('最近一次演练培训', 'Last drill or training')),
}
