import { createT } from '../../../ui/t.ts'

const zh = {
  every: '{what} 每 {n} 分钟一次，共 {times} 次，至 {until}',
  'every-each': '{what} 每 {n} 分钟一次，各 {times} 次，至 {until}',
}
const en: Record<keyof typeof zh, string> = {
  every: '{what}: every {n} min, {times} times, until {until}',
  'every-each': '{what}: every {n} min, {times} times each, until {until}',
}

/** What reaches a post over and over in a rehearsal, which comes with its screen. */
export const again = createT(zh, en)
