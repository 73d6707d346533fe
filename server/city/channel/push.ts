import { createECDH, randomBytes } from 'node:crypto'
import type { Handler } from '../../kernel/facts.ts'
import type { Send } from '../../kernel/outbox.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { Gone, handOver } from './hand-over.ts'
import { encryptPush } from './rules/encrypt-push.ts'
import { mayPushTo } from './rules/may-push-to.ts'
import { vapidHeader } from './rules/vapid.ts'
import { endSubscription, livingSubscription, pushKey, subscriptionsOf } from './store-push.ts'
import type { PushSettings } from './types.ts'

/** A new private key of the curve; every message has one of its own too. */
function freshKey(): Buffer {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex')
}

/** The key by which push services know this platform, made when first asked for. */
export const platformKey = (db: Db, now: Date): Promise<Buffer> => pushKey(db, freshKey, now)

/** Wakes every browser of a person who was sent a notice. Codes and ids only: what it is about stays in the house. */
export const pushNotice: Handler<'notice.sent'> = async ({ body }, tx) => {
  const { notice, person, kind, urgent, order, exercise } = body
  for (const { id } of await subscriptionsOf(tx, person))
    await tx.send({
      key: `push:${notice}:${id}`,
      channel: 'push',
      address: id,
      body: { notice, kind, urgent, order, ...(exercise ? { exercise } : {}) },
    })
}

/** Later than this nobody needs to be woken for it. */
const keepS = { urgent: 600, other: 3_600 }

/** Hands a note to the browser's push service, sealed for the browser. A subscription that is over is forgotten. */
export const sendPush =
  (spine: Spine, settings: PushSettings): Send =>
  async ({ address, body, key }) => {
    const to = await livingSubscription(spine, address)
    if (!to || !mayPushTo(to.endpoint, settings.hosts)) return
    const now = spine.clock.now()
    const privateKey = await platformKey(spine, now)
    const sealed = encryptPush(JSON.stringify(body), to, { privateKey: freshKey(), salt: randomBytes(16) })
    const headers = {
      authorization: vapidHeader(to.endpoint, { privateKey, subject: settings.contact, now }),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(body.urgent ? keepS.urgent : keepS.other),
      urgency: body.urgent ? 'high' : 'normal',
      // a repeat replaces the same note that still waits
      topic: key.slice(5, 41).replaceAll('-', ''),
    }
    try {
      await handOver({ url: to.endpoint, headers, body: sealed })
    } catch (error) {
      if (!(error instanceof Gone)) throw error
      await endSubscription(spine, to.id)
    }
  }
