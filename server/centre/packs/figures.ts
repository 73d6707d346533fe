import type { Pack } from '../../../contract/pack.ts'
import type { PackPage } from '../../../contract/packs.ts'
import type { Spine } from '../../kernel/spine.ts'
import { countOf } from './store-indicators.ts'

/** Windows of indicators: what happened in 30 days, what was heard in 24 hours. */
const happenedMs = 30 * 86_400_000
const heardMs = 86_400_000

/** The indicators of a pack, counted in the areas of whoever asks. */
export async function figuresOf(spine: Spine, pack: Pack, scope: readonly string[]): Promise<PackPage['figures']> {
  const now = spine.clock.now()
  const span = { pack, scope, now, since: new Date(now.getTime() - happenedMs), heard: new Date(now.getTime() - heardMs) }
  const figures: PackPage['figures'] = []
  for (const [id, { name, help, count, of }] of Object.entries(pack.indicators))
    figures.push({ id, name, help, n: await countOf(spine, count, span), of: of ? await countOf(spine, of, span) : null })
  return figures
}
