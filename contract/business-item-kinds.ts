/** 业务事项 and 特色应用: the words that pages and server share, free of any library. */

/** Whose an item is: the tier of the unit that does it. */
export const itemTiers = ['city', 'district', 'town'] as const
export type ItemTier = (typeof itemTiers)[number]

/** 在用 in force, 停用 stopped: nobody begins it any more, and it stays readable. */
export const itemStates = ['in-force', 'stopped'] as const
export type ItemState = (typeof itemStates)[number]

/** 规划中 planned, 已上线 online. */
export const appStates = ['planned', 'online'] as const
export type AppState = (typeof appStates)[number]
