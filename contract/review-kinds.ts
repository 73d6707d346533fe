/** 复盘: its words and its law, free of any library, for the server and the pages. */
type Words = { zh: string; en: string }

/** Why a review was opened (domain.md 12). */
export const reviewReasons = {
  grave: { zh: '较大及以上事件', en: 'Serious event or graver' },
  'near-miss-climbed': {
    zh: '险情：叫应升到倒数第二级才有人签收',
    en: 'Near miss: nobody accepted before the last rung but one',
  },
  'near-miss-late': {
    zh: '险情：红色报警在签收时限最后一成才签收',
    en: 'Near miss: red, accepted in the last tenth of the limit',
  },
  'repeat-point': { zh: '重复点位', en: 'Repeat point' },
  'return-overruled': { zh: '退回未获支持', en: 'Return overruled' },
  'vital-unanswered': { zh: '指标连续出常态而没有立案', en: 'Vital outside again, and no event' },
} as const satisfies Record<string, Words>
export type ReviewReason = keyof typeof reviewReasons
export const reviewReasonIds = Object.keys(reviewReasons) as ReviewReason[]

export const reviewStates = ['open', 'filled', 'discussed', 'acting', 'closed', 'reopened'] as const
export type ReviewState = (typeof reviewStates)[number]
export const reviewVerbs = ['fill', 'discuss', 'act', 'close', 'reopen'] as const
export type ReviewVerb = (typeof reviewVerbs)[number]

export const reviewStateWords: Readonly<Record<ReviewState, Words>> = {
  open: { zh: '待填写', en: 'To be written' },
  filled: { zh: '已填写', en: 'Written' },
  discussed: { zh: '已讨论', en: 'Discussed' },
  acting: { zh: '整改中', en: 'Under way' },
  closed: { zh: '已办结', en: 'Closed' },
  reopened: { zh: '重新复盘', en: 'Reopened' },
}

/** Where something went wrong: it was not sensed, not decided, not handled, not supervised. */
export const gapKinds = {
  sense: { zh: '感知', en: 'Sensing' },
  decide: { zh: '决策', en: 'Deciding' },
  handle: { zh: '处置', en: 'Handling' },
  supervise: { zh: '监督', en: 'Supervising' },
} as const satisfies Record<string, Words>
export type GapKind = keyof typeof gapKinds
export const gapKindIds = Object.keys(gapKinds) as GapKind[]

/**
 * What an action changes, and the facts that show the change: an action of such a kind closes only with one of them, recorded after the
 * review was opened. Without kinds of facts a note is enough.
 */
export const actionKinds = {
  rule: { zh: '改规则', en: 'A rule', shown: ['rules.published', 'pack.published'] },
  threshold: { zh: '改阈值', en: 'A threshold', shown: ['rules.published', 'pack.tuned'] },
  plan: { zh: '改预案', en: 'A plan', shown: ['plan.published'] },
  'duty-list': {
    zh: '改职责清单、值班表',
    en: 'A duty list or roster',
    shown: ['business-item.registered', 'business-item.changed', 'duty.arranged'],
  },
  setting: { zh: '改场景包参数', en: 'A setting of a pack', shown: ['pack.tuned', 'pack.switched-on', 'pack.switched-off'] },
  other: { zh: '其他', en: 'Something else', shown: [] },
} as const satisfies Record<string, Words & { shown: readonly string[] }>
export type ActionKind = keyof typeof actionKinds
export const actionKindIds = Object.keys(actionKinds) as ActionKind[]

export const actionStates = ['running', 'closed', 'handed-over'] as const
export type ActionState = (typeof actionStates)[number]
export const actionStateWords: Readonly<Record<ActionState, Words>> = {
  running: { zh: '进行中', en: 'Running' },
  closed: { zh: '已完成', en: 'Done' },
  'handed-over': { zh: '已移交', en: 'Handed over' },
}
