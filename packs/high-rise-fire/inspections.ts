import type { Inspection, InspectionItem } from '../../contract/inspection.ts'

type Words = { zh: string; en: string }
const words = (zh: string, en: string): Words => ({ zh, en })
type Check = Extract<InspectionItem, { kind: 'check' }>

const check = (id: string, name: Words, grade: Check['fault']['grade'], more: Partial<Check> = {}): Check => ({
  ...{ kind: 'check', id, name, required: true, photo: 'fault', fault: { grade } },
  ...more,
})

/** What the property looks at each day (domain.md 9.4: hand-over of the control room, patrol). */
const daily: Inspection = {
  id: 'daily-patrol',
  name: words('每日防火巡查', 'Daily fire patrol'),
  hazard: 'high-rise-fire.hazard',
  by: [
    { kind: 'charge', role: 'manager' },
    { kind: 'charge', role: 'grid' },
    { kind: 'post', postKind: 'grid-worker' },
  ],
  every: { kind: 'day', days: 'all' },
  items: [
    check(
      'control-room',
      words('消防控制室双人持证值班，交接有记录', 'Control room: two certified people, hand-over noted'),
      'serious',
      {
        fault: { grade: 'serious', name: words('消防控制室值班不到位', 'Control room not manned as it must be') },
        sets: { detail: 'control-room', fine: 'two', fault: 'one' },
      },
    ),
    check('fire-lane', words('消防车通道畅通', 'Fire lane clear'), 'major', {
      fault: { grade: 'major', name: words('消防车通道堵塞', 'Fire lane blocked') },
      sets: { detail: 'fire-lane', fine: 'clear', fault: 'blocked' },
    }),
    check('exits', words('疏散楼梯、出口畅通，防火门常闭', 'Stairs and exits clear, fire doors closed'), 'serious', {
      fault: {
        grade: 'serious',
        name: words('疏散楼梯、出口堵塞或防火门损坏', 'Stairs or exits piled up, or fire doors broken'),
      },
      sets: { detail: 'exits', fine: 'clear', fault: 'piled' },
    }),
    check('e-bikes', words('楼内没有电动自行车停放、充电', 'No e-bikes parked or charged inside'), 'serious', {
      fault: { grade: 'serious', name: words('电动自行车进楼停放、充电', 'E-bikes parked or charged inside') },
      sets: { detail: 'e-bikes', fine: 'outside', fault: 'inside' },
    }),
    check('fire-use', words('没有违规用火、用电、动火作业', 'No forbidden fire, wiring or hot work'), 'ordinary', {
      fault: { grade: 'ordinary', name: words('违规用火、用电或动火作业', 'Forbidden fire, wiring or hot work') },
    }),
  ],
}

/** What the maintenance firm tests each month. Limits are ours where no code is named (PROPOSED). */
const monthly: Inspection = {
  id: 'monthly-maintenance',
  name: words('月度消防维保检查', 'Monthly maintenance'),
  hazard: 'high-rise-fire.hazard',
  by: [
    { kind: 'charge', role: 'maintainer' },
    { kind: 'post', postKind: 'town-post' },
  ],
  every: { kind: 'month', months: 1 },
  items: [
    check('alarm-system', words('火灾报警主机运行，联动测试正常', 'Alarm panel on, linked test passed'), 'serious', {
      fault: { grade: 'serious', name: words('火灾报警系统故障', 'Fire-alarm system faulty') },
      sets: { detail: 'alarm-system', fine: 'works', fault: 'partly' },
    }),
    check('tank', words('消防水箱、水池水位正常', 'Fire water tank and pool filled'), 'major', {
      fault: { grade: 'major', name: words('消防水箱缺水', 'Fire water tank empty') },
      sets: { detail: 'water', fine: 'ok', fault: 'none' },
    }),
    {
      ...{ kind: 'reading', id: 'pressure', required: true, photo: 'fault', unit: 'MPa' },
      name: words('最不利点消火栓静水压力', 'Static pressure at the worst hydrant'),
      hint: words('不低于 0.10 MPa', 'At least 0.10 MPa'),
      between: [0.1, 2.4],
      fault: { grade: 'serious', name: words('消火栓水压不足', 'Hydrant pressure low') },
      sets: { detail: 'water', fine: 'ok', fault: 'low' },
    },
    check('smoke-control', words('防排烟风机、风阀动作正常', 'Smoke fans and dampers work'), 'serious', {
      fault: { grade: 'serious', name: words('防排烟设施故障', 'Smoke control faulty') },
      sets: { detail: 'smoke-control', fine: 'works', fault: 'partly' },
    }),
    check('lights', words('应急照明、疏散指示完好', 'Emergency lights and exit signs intact'), 'ordinary'),
    check('extinguishers', words('灭火器在有效期内、压力正常', 'Extinguishers in date and under pressure'), 'ordinary'),
    { kind: 'photo', id: 'record', name: words('维保记录单照片', 'Photo of the maintenance sheet'), required: true },
    { kind: 'text', id: 'note', name: words('说明', 'Remarks'), required: false },
  ],
}

export const inspections: Inspection[] = [daily, monthly]
