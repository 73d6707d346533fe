import { DirectoryIn, type DirectorySync, DirectoryTaken, DirectoryView } from '../../../../contract/directory.ts'
import type { PortalSettings } from '../../../city/channel/types.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { scopeOfUnit } from '../../../city/sign-in/store.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { isAnswered, write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { deliveryOf, takeRest, takeSome } from './deliver.ts'
import { countStanding, readSyncs, type SyncRow } from './store.ts'

type Deps = { spine: Spine; portal: PortalSettings | null }
/** Five thousand rows, each with a long name. */
const mostBytes = 4_194_304
const shownSyncs = 20

/** 通讯录同步: units, posts, people and appointments as the staff's portal has them. */
export async function directoryRoutes(app: App, { spine, portal }: Deps): Promise<void> {
  app.post(
    '/api/v1/portal/directory',
    {
      schema: { summary: '接收办公门户的通讯录', body: DirectoryIn, response: { 200: DirectoryTaken, ...errors } },
      config: { permit: 'key' },
      bodyLimit: mostBytes,
    },
    async (request) => {
      const { actor, postKind, unit } = callerOf(request)
      // Who fills posts opens doors: only the one key the settings name.
      if (postKind !== 'key-system' || !portal?.key || actor.id !== portal.key || !unit)
        throw new RefusalError({ code: 'key.wrong' })
      const delivery = deliveryOf(unit, request.body)
      // A repeat gets the answer it got; everything else is taken part by part, and the last part answers.
      if (!(await isAnswered(spine, request))) while (await spine.transaction(actor, (tx) => takeSome(tx, delivery)));
      return write(spine, request, async (tx) => {
        const { row, known } = await takeRest(tx, delivery)
        return { ...viewOf(row), takenAt: row.taken_at.toISOString(), known }
      })
    },
  )

  app.get(
    '/api/v1/admin/directory',
    { schema: { summary: '通讯录同步情况', response: { 200: DirectoryView, ...errors } }, config: { permit: 'admin.people' } },
    async (request) => ({
      connected: Boolean(portal?.key),
      syncs: await seenSyncs(spine, callerOf(request)),
      standing: await countStanding(spine),
      at: spine.clock.now().toISOString(),
    }),
  )
}

/** Who administers a part of the areas reads nothing of the rest. */
async function seenSyncs(spine: Spine, { scope }: Pick<Caller, 'scope'>): Promise<DirectorySync[]> {
  const seen: DirectorySync[] = []
  const sees = new Map<string, boolean>()
  for (const row of await readSyncs(spine, shownSyncs)) {
    if (!sees.has(row.unit))
      sees.set(
        row.unit,
        (await scopeOfUnit(spine, row.unit)).every((path) => inScope(scope, path)),
      )
    if (sees.get(row.unit)) seen.push(viewOf(row))
  }
  return seen
}

const viewOf = ({ id, mode, at, taken_at: takenAt, counts, refused }: SyncRow): DirectorySync => ({
  ...{ id, mode, at: at.toISOString(), takenAt: takenAt?.toISOString() ?? null },
  ...{ counts, refused },
})
