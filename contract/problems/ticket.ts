/** Refusals of tickets, from the gates and from sheets. Part of the catalogue (`contract/problem.ts`). */
export const ticketProblems = {
  'ticket.place': {
    status: 400,
    zh: '“{name}”不是本辖区台账里的工地或消纳场',
    en: '“{name}” is no site of the register in these areas, or no place to unload',
  },
  'ticket.plate': { status: 400, zh: '“{name}”不是号牌', en: '“{name}” is no plate' },
  'ticket.time': {
    status: 400,
    zh: '闭合不能早于开出，两者都不能晚于现在',
    en: 'It is closed after it was opened, and neither is later than now',
  },
  'ticket.closed': { status: 409, zh: '联单已闭合，不能再改', en: 'It is closed already and is not changed any more' },
  'ticket.void': { status: 409, zh: '已由{by}作废', en: 'Voided by {by} already' },
} as const
