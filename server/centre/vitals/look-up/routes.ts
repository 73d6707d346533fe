import { LookUp, LookUpWish } from '../../../../contract/look-up.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { askingOf } from '../asking.ts'
import { lookUp } from './look-up.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; tree: LiveTree }

/** 体征一键查: one question over vitals, areas, objects, events and people's posts. */
export async function lookUpRoutes(app: App, deps: Deps): Promise<void> {
  app.get(
    '/api/v1/look-up',
    {
      schema: { summary: '体征一键查（每类最多 6 条）', querystring: LookUpWish, response: { 200: LookUp, ...errors } },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const { q, area } = request.query
      return lookUp(deps.spine, { words: q, caller, packs: deps.packs, asking: await askingOf(deps, caller, area) })
    },
  )
}
