/** 目标看板: the words of target boards that pages and server share, free of any library. */

/**
 * How something stands against its plan in a quarter: done 完成, on-track 达序时, slow 偏慢, behind 滞后, unknown 待数据 (nothing was told: never
 * on-track), unjudged 不评 (it has no target to be held against).
 */
export const targetLights = ['behind', 'slow', 'on-track', 'done', 'unknown', 'unjudged'] as const
export type TargetLight = (typeof targetLights)[number]

/** What can be said of an item or an indicator. */
export const targetEntryKinds = ['progress', 'milestone', 'value', 'reason', 'next', 'evidence', 'owner'] as const
export type TargetEntryKind = (typeof targetEntryKinds)[number]

/** How an attainment was reckoned: the way gone from the baseline, the share of the expected, or the share of a target that has no baseline. */
export const attainmentFormulas = ['way', 'share', 'target'] as const
export type AttainmentFormula = (typeof attainmentFormulas)[number]
