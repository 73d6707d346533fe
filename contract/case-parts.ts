/** Kinds of parts of a case file, in the order they stand in it. Beside `case-file.ts` without its schemas, so that pages need not load those. */
export const caseParts = [
  'event',
  'signal',
  'report',
  'alarm',
  'sighting',
  'finding',
  'positions',
  'ticket',
  'permit',
  'photo',
  'order',
  'letter',
  'check',
  'dispute',
  'timeline',
] as const
export type CasePartKind = (typeof caseParts)[number]

/** Their headings. */
export const casePartWords: Record<CasePartKind, { zh: string; en: string }> = {
  event: { zh: '事件', en: 'Event' },
  signal: { zh: '线索与复核结论', en: 'Signals and verdicts' },
  report: { zh: '上报', en: 'Reports' },
  alarm: { zh: '报警', en: 'Alarms' },
  sighting: { zh: '摄像机画面', en: 'Sightings' },
  finding: { zh: '规则发现', en: 'Findings of rules' },
  positions: { zh: '位置', en: 'Positions' },
  ticket: { zh: '联单', en: 'Tickets' },
  permit: { zh: '准运证', en: 'Permits' },
  photo: { zh: '照片', en: 'Photos' },
  order: { zh: '各部门工单', en: 'Orders of each unit' },
  letter: { zh: '整改通知书', en: 'Letters of correction' },
  check: { zh: '核查', en: 'Checks' },
  dispute: { zh: '争议', en: 'Disputes' },
  timeline: { zh: '经过', en: 'What happened' },
}
