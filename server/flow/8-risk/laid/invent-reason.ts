import type { Turn } from '../types.ts'

/** What keepers of the demo's register wrote, invented; nobody is named. */
const reasons: Record<Turn, readonly string[]> = {
  better: [
    '物业报修后复测合格，报告已收',
    '维保单位检修完成，验收单已交',
    '责任单位来电称已整改，先更正登记',
    '专业单位复核后更正登记',
  ],
  worse: ['物业来电报故障，待现场核实', '群众电话反映，已通知责任单位', '维保单位月报载明，据此登记'],
  same: ['按责任单位来函更正登记'],
}

/** Why an invented change was made, by the way it turned the risk and a chance of 0 … 1. */
export const inventReason = (turn: Turn, chance: number): string => {
  const fit = reasons[turn]
  return fit[Math.min(fit.length - 1, Math.floor(chance * fit.length))]!
}
