import type { vitalTasksZh } from './zh-vital-tasks.ts'

/** Messages of what comes of a vital: silence as a task, events, English. */
export const vitalTasksEn: Record<keyof typeof vitalTasksZh, string> = {
  'task.title': 'Silent vitals',
  'task.title-n': 'Silent vitals {n}',
  'task.how':
    'A connected vital that is silent for 24 hours is asked of the post or unit that answers for it; it ends by itself when a value comes. Missing is not zero.',
  'task.mine': 'For you to tell ({n})',
  'task.others': 'Others in your areas ({n})',
  'task.none-mine': 'Nothing is asked of you',
  'task.none': 'No vital is silent for 24 hours',
  'task.none-note': 'Values are there in time; what is owed for 24 hours appears here',
  'task.never': 'never told',
  'task.last': 'newest period {period}',
  'task.since': 'Silent since',
  'task.owner': 'Owner: {owner}',
  'task.no-owner': 'its unit has ended',
  'task.open': 'Show {name}',
  'task.more': '{n} more, silent for less long',
  'task.here': 'Silent for a day ({n})',
  'task.close': 'Close',
}
