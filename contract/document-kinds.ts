/** What a paper of an object is: 平面图, 证照, 检测报告, 合同, 照片, 其他. No zod here: screens take it as it is. */
export const documentKinds = ['floor-plan', 'licence', 'report', 'contract', 'photo', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** How a paper stands by its day: without one, valid, about to expire, expired. */
export const documentStandings = ['undated', 'valid', 'soon', 'expired'] as const
export type DocumentStanding = (typeof documentStandings)[number]

/** So many days before its last day a paper is told to whoever answers for the object: a month, as inspections by cycle are (`Every.leadDays`). */
export const documentLeadDays = 30
/** The largest paper, bytes. */
export const mostDocumentBytes = 10 * 1024 * 1024
