import { PushBody, PushKey, Subscribed } from '../../../contract/push.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { sessionIdOf } from '../sign-in/identify.ts'
import { hashOf } from '../sign-in/store.ts'
import { platformKey } from './push.ts'
import { mayPushTo } from './rules/may-push-to.ts'
import { publicKeyOf } from './rules/vapid.ts'
import { endSubscriptionsOf, saveSubscription } from './store-push.ts'

type Deps = { spine: Spine; config: Config }

/** A browser of a signed-in person asks to be woken, or no longer. */
export async function pushRoutes(app: App, { spine, config }: Deps): Promise<void> {
  const isOn = config.PUSH === 'on'
  app.get(
    '/api/v1/push/key',
    { schema: { summary: '推送公钥', response: { 200: PushKey, ...errors } }, config: { permit: 'session' } },
    async () => ({ key: isOn ? publicKeyOf(await platformKey(spine, spine.clock.now())).toString('base64url') : null }),
  )

  app.put(
    '/api/v1/push/subscription',
    { schema: { summary: '订阅推送', body: PushBody, response: { 200: Subscribed, ...errors } }, config: { permit: 'session' } },
    async (request) => {
      const { endpoint, keys } = request.body
      const id = sessionIdOf(request, config.DEMO)
      if (!isOn || !id) return { subscribed: false }
      if (!mayPushTo(endpoint, config.PUSH_HOSTS) || Buffer.from(keys.p256dh, 'base64url').length !== 65)
        throw new RefusalError(malformed('/endpoint', 'unfit'))
      const { actor, person } = callerOf(request)
      await spine.transaction(actor, (tx) => saveSubscription(tx, { endpoint, ...keys }, { person, session: hashOf(id) }))
      return { subscribed: true }
    },
  )

  app.delete(
    '/api/v1/push/subscription',
    { schema: { summary: '不再推送', response: { 200: Subscribed, ...errors } }, config: { permit: 'session' } },
    async (request) => {
      const id = sessionIdOf(request, config.DEMO)
      if (id) await endSubscriptionsOf(spine, hashOf(id))
      return { subscribed: false }
    },
  )
}
