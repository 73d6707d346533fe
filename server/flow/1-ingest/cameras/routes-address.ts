import { z } from 'zod'
import { LibraryAddressDone, LibraryAddressSet } from '../../../../contract/camera.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { lockSender } from '../gateways/store-senders.ts'
import { libraryAddress } from './rules/library-address.ts'
import { termMs } from './rules/subscribing.ts'
import { askSoon, insertSubscription, leaveLibrary, lockWanted } from './store-subscriptions.ts'

type Library = { number: string; area: string }

/** Where a view library is asked for what its cameras notice; the system administrator sets it, and takes it away. */
export function addressRoutes(app: App, spine: Spine): void {
  app.post(
    '/api/v1/admin/camera-platforms/:number/address',
    {
      schema: {
        summary: '设定视图库地址',
        params: z.object({ number: z.string().regex(/^\d{1,60}$/) }),
        body: LibraryAddressSet,
        response: { 200: LibraryAddressDone, ...errors },
      },
      config: { permit: 'sender.register' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const held = await lockSender(tx, callerOf(request), { protocol: 'gat1400', number: request.params.number })
        if (!held) throw new RefusalError({ code: 'thing.not-found' })
        const said = request.body.address
        const address = said === null ? null : libraryAddress(said)
        if (said !== null && address === null) throw new RefusalError(malformed('/address', 'format.other'))
        await setAddress(tx, held, address)
        return { number: held.number, address }
      }),
  )
}

/** Another address is another subscription; the same one again is asked again now. */
async function setAddress(tx: Tx, { number, area }: Library, address: string | null): Promise<void> {
  const before = await lockWanted(tx, number)
  if (before && before.address === address) return askSoon(tx, before.id)
  if (before) await leaveLibrary(tx, number, { code: null, termMs })
  const fact = { subject: `gat1400 ${number}`, area }
  if (address !== null) {
    await insertSubscription(tx, { number, address })
    await tx.record({ kind: 'camera-subscription.set', ...fact, body: { number, address } })
  } else if (before) await tx.record({ kind: 'camera-subscription.ended', ...fact, body: { number } })
}
