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
 * What there is to change: one rule of a pack, the plan of a type of events, a setting or the switch of a pack, the definition of a vital; of duties the roster
 * of a post, one shift, who holds a post, who answers for an object in one role, a business item. `duty`: all duties of a unit, of actions from before
 * one of them was named; none is set so any more.
 */
export const targetKinds = [
  'rule',
  'plan',
  'setting',
  'switch',
  'vital',
  'roster',
  'shift',
  'post',
  'charge',
  'item',
  'duty',
] as const
export type TargetKind = (typeof targetKinds)[number]

/** The facts that may show a change of such a thing. Whether one shows a change of exactly that, `server/centre/reviews/rules/shows.ts` says. */
export const shownBy = {
  rule: ['rules.published'],
  plan: ['plan.published'],
  setting: ['pack.tuned'],
  switch: ['pack.switched-on', 'pack.switched-off'],
  vital: ['vital.published'],
  roster: ['duty.arranged', 'duty.substituted', 'duty.cancelled'],
  shift: ['duty.substituted', 'duty.handed-over', 'duty.cancelled'],
  post: ['appointment.made', 'appointment.delegated', 'appointment.ended'],
  charge: ['object.charged', 'object.discharged'],
  item: ['business-item.changed'],
  duty: ['business-item.registered', 'business-item.changed', 'duty.arranged'],
} as const satisfies Record<TargetKind, readonly string[]>

/**
 * What an action changes, and what of it is named when it is set: it closes only with a published change of exactly that, recorded after the
 * review was opened. Where nothing is named somebody else than who set it says what was done.
 */
export const actionKinds = {
  rule: { zh: '改规则', en: 'A rule', names: ['rule'] },
  threshold: { zh: '改阈值', en: 'A threshold', names: ['rule', 'setting'] },
  plan: { zh: '改预案', en: 'A plan', names: ['plan'] },
  'duty-list': { zh: '改职责清单、值班表', en: 'A duty list or roster', names: ['roster', 'shift', 'post', 'charge', 'item'] },
  setting: { zh: '改场景包参数', en: 'A setting of a pack', names: ['setting', 'switch'] },
  vital: { zh: '改指标定义', en: 'A definition of a vital', names: ['vital'] },
  other: { zh: '其他', en: 'Something else', names: [] },
} as const satisfies Record<string, Words & { names: readonly TargetKind[] }>
export type ActionKind = keyof typeof actionKinds
export const actionKindIds = Object.keys(actionKinds) as ActionKind[]

/** Facts that show a change of a kind, whatever was named: of actions from before things were named, any of them counts, as it was said then. */
export const shownByKind = (kind: ActionKind): string[] =>
  kind === 'duty-list' ? [...shownBy.duty] : actionKinds[kind].names.flatMap((what) => shownBy[what])

export const actionStates = ['running', 'closed', 'handed-over'] as const
export type ActionState = (typeof actionStates)[number]
export const actionStateWords: Readonly<Record<ActionState, Words>> = {
  running: { zh: '进行中', en: 'Running' },
  closed: { zh: '已完成', en: 'Done' },
  'handed-over': { zh: '已移交', en: 'Handed over' },
}
