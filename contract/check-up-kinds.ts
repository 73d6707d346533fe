import { boards, boardsOf, gathered, townBoards } from './vital-boards.ts'

type Words = { zh: string; en: string }

/** 城市体检表: the words of check-ups that pages and server share, free of any library. */

/** What is in no board of the eight stands by itself. */
export const otherBoard = 'other'
/**
 * Boards that event types name otherwise than the eight are called. The mapping is ours (no list is public); a type whose first word is neither
 * a board nor stands here is counted under `other`.
 */
const alsoCalled: Readonly<Record<string, string>> = { 公共安全: 'emergency', 应急管理: 'emergency', 生态环境: 'ecology' }

/** The board an event type belongs to, by the first word of its path. */
export const boardOfPath = (first: string): string =>
  Object.entries(boards).find(([, { zh }]) => zh === first)?.[0] ?? alsoCalled[first] ?? otherBoard

/** The boards a check-up stands in: the eight, of a town its four; what belongs to none stands last. */
export const boardsAt = (tier: string): readonly string[] => [...Object.keys(boardsOf(tier)), otherBoard]

/** The name of a board: of the eight, the four of a town, or what belongs to none; its id where it is none of ours. */
export const boardWords = (board: string): Words =>
  (({ ...boards, ...townBoards, [otherBoard]: { zh: '未归板块', en: 'No board' } }) as Record<string, Words>)[board] ?? {
    zh: board,
    en: board,
  }

/** Does a board of a check-up hold what belongs to one of the eight? */
export const holdsBoard = (board: string, one: string): boolean => gathered(board).includes(one)

/** Why a connected vital is unknown: nothing was ever told, the newest is too old, nothing was due, too few areas told it, its sample is too small; or (未判) it has a number and no range of the tier. */
export const unknownReasons = ['never', 'late', 'nothing-due', 'few', 'small', 'no-range'] as const

/** What can change from one check-up to the next: first that it is not the same place any more, then worse things before better ones. */
export const checkUpChangeWords = {
  areas: { zh: '区划变动', en: 'Areas changed' },
  'vital-outside': { zh: '指标出常态', en: 'Vital outside' },
  'grave-open': { zh: '新的重大事件', en: 'New grave event' },
  'risk-worse': { zh: '风险升高', en: 'Risk got worse' },
  'vital-silent': { zh: '指标变为未知', en: 'Vital now unknown' },
  'vital-unjudged': { zh: '指标变为未判', en: 'Vital not judged any more' },
  repeat: { zh: '新的重复点位', en: 'New repeat point' },
  'vital-back': { zh: '指标回到常态', en: 'Vital back to normal' },
  'vital-heard': { zh: '指标恢复报数', en: 'Vital told again' },
  'vital-judged': { zh: '指标由未判到常态', en: 'Vital judged, and normal' },
  'grave-ended': { zh: '不再是未结重大事件', en: 'No open grave event any more' },
  'risk-better': { zh: '风险降低', en: 'Risk got better' },
  'repeat-over': { zh: '不再是重复点位', en: 'No repeat point any more' },
} as const satisfies Record<string, Words>
export type CheckUpChangeKind = keyof typeof checkUpChangeWords
export const checkUpChanges = Object.keys(checkUpChangeWords) as CheckUpChangeKind[]

/**
 * Why nothing is known of a board now: it has no vital here, none that is connected, nothing came in time, too few areas told it, its sample is too small, nobody said what is normal, or no value
 * was due. Of several reasons the one most of its vitals have.
 */
export const unknownBoards = ['no-vital', 'unconnected', 'silent', 'few', 'small', 'no-range', 'nothing-due'] as const
export type UnknownBoard = (typeof unknownBoards)[number]

/** Kinds of things that are abnormal, the gravest first: red and orange events, vitals outside, objects of the worst level. */
export const checkUpThings = ['event', 'vital', 'object'] as const
export type CheckUpThing = (typeof checkUpThings)[number]
