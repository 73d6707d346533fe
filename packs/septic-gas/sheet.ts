import type { PackSheet } from '../../contract/pack-sheet.ts'

const words = (zh: string, en: string) => ({ zh, en })
const gas = ['gas']
const hazard = ['septic-gas.hazard']
const over = ['septic-gas.over-limit']

/** The month of the tanks (月报): ledger, alarms by level, what the fans cleared alone, events, dredging, letters to owners. */
export const sheet: PackSheet = {
  name: words('化粪池危险源月报', 'Septic tanks, month'),
  kind: 'septic-tank',
  columns: [
    { kind: 'objects', id: 'tanks', name: words('化粪池', 'Tanks') },
    { kind: 'objects', id: 'owned', name: words('有主', 'Owned'), owner: 'owned', needs: 'tanks' },
    { kind: 'objects', id: 'ownerless', name: words('无主', 'Ownerless'), owner: 'ownerless', needs: 'tanks' },
    { kind: 'objects', id: 'monitored', name: words('已监测', 'Monitored'), device: true, needs: 'tanks' },
    { kind: 'alarms', id: 'red', name: words('红色报警', 'Red alarms'), families: gas, level: 'red', needs: 'monitored' },
    {
      kind: 'alarms',
      id: 'orange',
      name: words('橙色报警', 'Orange alarms'),
      families: gas,
      level: 'orange',
      needs: 'monitored',
    },
    {
      kind: 'alarms',
      id: 'yellow',
      name: words('黄色报警', 'Yellow alarms'),
      families: gas,
      level: 'yellow',
      needs: 'monitored',
    },
    { kind: 'alarms', id: 'blue', name: words('蓝色报警', 'Blue alarms'), families: gas, level: 'blue', needs: 'monitored' },
    { kind: 'alone', id: 'alone', name: words('设备自行处置', 'Cleared by the device'), families: gas, needs: 'monitored' },
    { kind: 'events', id: 'opened', name: words('超标立案', 'Cases opened'), types: over, what: 'opened', needs: 'monitored' },
    { kind: 'events', id: 'closed', name: words('超标结案', 'Cases closed'), types: over, what: 'closed', needs: 'monitored' },
    { kind: 'inspections', id: 'checked', name: words('月检', 'Checked'), inspection: 'monthly-check', needs: 'tanks' },
    { kind: 'inspections', id: 'dredged', name: words('清掏', 'Dredged'), inspection: 'dredge', needs: 'tanks' },
    { kind: 'events', id: 'hazards', name: words('发现隐患', 'Hazards found'), types: hazard, what: 'opened', needs: 'tanks' },
    { kind: 'letters', id: 'letters', name: words('整改通知书', 'Letters'), types: hazard, what: 'issued', needs: 'tanks' },
    { kind: 'letters', id: 'kept', name: words('按期整改', 'Letters kept'), types: hazard, what: 'kept', needs: 'tanks' },
    { kind: 'letters', id: 'late', name: words('逾期未整改', 'Letters overdue'), types: hazard, what: 'overdue', needs: 'tanks' },
  ],
  of: { owned: 'tanks', ownerless: 'tanks', monitored: 'tanks', alone: 'blue', checked: 'tanks', dredged: 'tanks' },
}
