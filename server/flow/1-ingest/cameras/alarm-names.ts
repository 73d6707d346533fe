import type { Alarm } from '../../../../protocols/gb28181/types.ts'
import { labelIn } from './label-in.ts'

/**
 * What an alarm of GB/T 28181 may be called in the table: the words of its maker, then method and type by the standard's numbers
 * (`5/6` video, intrusion), then the method alone. At least one, `0` where it says nothing.
 */
export function alarmNames({ description, method, alarmType }: Pick<Alarm, 'description' | 'method' | 'alarmType'>): string[] {
  const label = labelIn(description)
  const names = [
    ...(label === null ? [] : [label]),
    ...(method !== null && alarmType !== null ? [`${method}/${alarmType}`] : []),
    ...(method !== null ? [String(method)] : []),
  ]
  return names.length > 0 ? names : ['0']
}
