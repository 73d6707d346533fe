import { untilReadingsSafe } from './safe-facts.ts'
import type { Story } from './story.ts'

/** Counts what devices have sent so far and rolls it up, as the loops would. */
export async function countAndRoll({ zhili }: Story): Promise<void> {
  await untilReadingsSafe(zhili.spine)
  while (await zhili.countReadings());
  while (await zhili.rollVitals());
}

/** Lets time pass without its timers: that nobody is heard for hours is another test's. */
export async function passUnheard(story: Story, length: Parameters<Story['pass']>[0]): Promise<void> {
  await story.sql('delete from timers')
  await story.pass(length)
}
