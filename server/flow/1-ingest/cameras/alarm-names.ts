import type { Alarm } from '../../../../protocols/gb28181/types.ts'

/** Longer words are a sentence, not a label. */
const longest = 40

/**
 * What an alarm of GB/T 28181 may be called in the table: the words of its maker, then method and type by the standard's numbers
 * (`5/6` video, intrusion), then the method alone. At least one, `0` where it says nothing.
 */
export function alarmNames({ description, method, alarmType }: Pick<Alarm, 'description' | 'method' | 'alarmType'>): string[] {
  const words = description?.replace(/\s+/g, ' ').trim() ?? ''
  const names = [
    ...(words !== '' && words.length <= longest ? [words] : []),
    ...(method !== null && alarmType !== null ? [`${method}/${alarmType}`] : []),
    ...(method !== null ? [String(method)] : []),
  ]
  return names.length > 0 ? names : ['0']
}
