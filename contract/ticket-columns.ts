import type { Words } from './words.ts'

/** The columns of a sheet of tickets, as they are written; those of `also` are read as well. Without those of `needed` it is no such sheet. */
export const ticketColumns = {
  no: { zh: '联单号', en: 'Ticket', also: ['联单编号'] },
  from: { zh: '工地编号', en: 'Site code', also: ['出土工地编号', '装载地编号'] },
  to: { zh: '消纳场编号', en: 'Disposal site code', also: ['卸载地编号'] },
  plate: { zh: '号牌', en: 'Plate', also: ['车牌', '车牌号', '号牌号码'] },
  load: { zh: '装载量', en: 'Load', also: ['装载', '方量'] },
  openedAt: { zh: '开出时间', en: 'Opened at', also: ['出场时间'] },
  openedBy: { zh: '开出人', en: 'Opened by', also: ['出场签字'] },
  washed: { zh: '冲洗', en: 'Washed', also: ['是否冲洗', '出场冲洗', '车辆冲洗'] },
  closedAt: { zh: '闭合时间', en: 'Closed at', also: ['进场时间'] },
  closedLoad: { zh: '卸载量', en: 'Unloaded', also: ['进场方量'] },
  closedBy: { zh: '闭合人', en: 'Closed by', also: ['进场签字'] },
} as const satisfies Record<string, Words & { also: readonly string[] }>
export type TicketColumn = keyof typeof ticketColumns
export const needed = ['no', 'from', 'to', 'plate', 'load', 'openedAt'] as const satisfies readonly TicketColumn[]
