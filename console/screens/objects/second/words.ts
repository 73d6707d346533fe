import { createT } from '../../../../ui/t.ts'

const zh = {
  title: '待第二人确认的台账变更',
  by: '{name} 提请',
  leaves: '确认后风险由{from}变为{to}：离开红、橙须由同级或上级的第二人确认',
  'leaves-other': '确认后“{name}”的风险由{from}变为{to}：离开红、橙须由同级或上级的第二人确认',
  reason: '原因：{reason}',
  until: '满一天无人确认作罢，期限',
  confirm: '确认变更',
  refuse: '不同意',
  'refuse-why': '不同意…',
  'refuse-note': '{name} 在对象经过里看到原因',
  withdraw: '撤回',
  'done.confirm': '“{name}”的变更已确认并写入台账',
  'done.refuse': '已不同意，“{name}”的台账不变',
  'done.withdraw': '已撤回，“{name}”的台账不变',
  asked: '“{name}”会因此离开红、橙：已提请，待同级或上级的第二人确认',
  'asked-n': '其中 {n} 个会因此离开红、橙：已提请，待第二人确认',
  strip: '待第二人确认 {n}',
  'strip-more': '另有 {n} 项',
} as const

const en: Record<keyof typeof zh, string> = {
  title: 'A change that waits for a second person',
  by: 'asked by {name}',
  leaves:
    'Once confirmed the risk is {to} instead of {from}: who leaves red or orange is confirmed by a second person of the same tier or above',
  'leaves-other':
    'Once confirmed the risk of “{name}” is {to} instead of {from}: who leaves red or orange is confirmed by a second person of the same tier or above',
  reason: 'Why: {reason}',
  until: 'Unless confirmed it lapses',
  confirm: 'Confirm the change',
  refuse: 'Do not agree',
  'refuse-why': 'Do not agree…',
  'refuse-note': '{name} reads why in the history of the object',
  withdraw: 'Take it back',
  'done.confirm': 'The change of “{name}” is confirmed and written down',
  'done.refuse': 'Not agreed: “{name}” stays as it is',
  'done.withdraw': 'Taken back: “{name}” stays as it is',
  asked: '“{name}” would leave red or orange by it: a second person of the same tier or above is to confirm it',
  'asked-n': '{n} of them would leave red or orange by it: a second person is to confirm them',
  strip: 'Waiting for a second person: {n}',
  'strip-more': 'and {n} more',
}

/** Words of changes that wait for a second person. */
export const t = createT(zh, en)
