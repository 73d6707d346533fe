import type { WorkOrder } from '../../../../contract/work-order.ts'

export type Missing = { code: string; zh: string; en: string }
export type Standing = {
  closeNeedsClear: boolean
  alarmOpen: boolean
  orders: Pick<WorkOrder, 'id' | 'role' | 'mandatory' | 'state' | 'unitName' | 'checklist'>[]
}

const open = new Set(['asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration'])

/** What still stands between an open event and its closing: items of the checklists, mandatory orders, the reading. One line each. */
export function missingOf({ closeNeedsClear, alarmOpen, orders }: Standing): Missing[] {
  const wanted = orders.filter((order) => (order.mandatory || order.role === 'lead') && open.has(order.state))
  const items = wanted.flatMap((order) =>
    order.checklist
      .filter((item) => item.required && !item.done)
      .map((item) => ({ code: `item.${item.id}`, zh: item.name.zh, en: item.name.en })),
  )
  const units = wanted.map((order) => ({
    code: 'order-open',
    zh: `${order.unitName} 未办结`,
    en: `${order.unitName} has not finished`,
  }))
  const reading =
    closeNeedsClear && alarmOpen ? [{ code: 'reading', zh: '读数未恢复正常', en: 'The reading is not back to normal' }] : []
  return [...items, ...units, ...reading]
}
