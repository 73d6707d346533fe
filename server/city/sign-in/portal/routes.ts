import { system } from '../../../../contract/actor.ts'
import { PortalSignIn, Session } from '../../../../contract/person.ts'
import type { ProblemCode } from '../../../../contract/problem.ts'
import type { Config } from '../../../kernel/config.ts'
import { type App, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../../kernel/sliding-window.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { PortalSettings } from '../../channel/types.ts'
import { threeAdmins } from '../../permit/permits.ts'
import { postKindsOf } from '../../person/store.ts'
import { startSession } from '../open-session.ts'
import { addressLimit } from '../rules/failures.ts'
import { accountByName, spendToken } from '../store.ts'
import { accountOf } from './exchange.ts'

type Deps = { spine: Spine; config: Config; portal: PortalSettings | null }
/** As session and facts name it. */
const portalName = 'portal'

/** 一码登录: who comes from the staff's portal brings a token of it, which opens one session. An account is found, never made. */
export async function portalSignInRoute(app: App, { spine, config, portal }: Deps): Promise<void> {
  const window = createSlidingWindow(addressLimit)
  app.post(
    '/api/v1/session/portal',
    {
      schema: {
        summary: '凭办公门户令牌登录',
        body: PortalSignIn,
        response: { 200: Session, ...errors, 429: errors[400], 502: errors[400] },
      },
      config: { permit: 'public', evenWhenFull: true },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      if (!portal?.exchange) throw new RefusalError({ code: 'thing.not-found' })
      const sender = senderOf(request.ip)
      const seconds = window.take(sender, spine.clock.now())
      if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      const { token } = request.body
      const account = await accountOf(spine, { exchange: portal.exchange, secret: portal.secret }, token)
      await spendOnce(spine, token)
      const { session, cookie } = await enter({ spine, config }, account, sender)
      window.giveBack(sender)
      void reply.header('set-cookie', cookie)
      return session
    },
  )
}

/** The portal may answer for a token twice; here it opens one door. Two at once: one of them. */
async function spendOnce(spine: Spine, token: string): Promise<void> {
  const fresh = await spine.transaction(system, (tx) => spendToken(tx, token))
  if (!fresh) throw new RefusalError({ code: 'portal.refused' })
}

async function enter(deps: Pick<Deps, 'spine' | 'config'>, account: string, sender: string) {
  const { spine } = deps
  const row = await accountByName(spine, account)
  if (!row) return turnAway(spine, { kind: 'session.unknown', subject: portalName, account }, 'portal.no-account')
  if (await isAdministrator(spine, row.person))
    return turnAway(spine, { kind: 'session.barred', subject: row.person, account }, 'portal.administrator')
  return startSession(deps, row, { post: null, kind: 'person', sender, provider: { id: portalName, idToken: null } })
}

type Away = { kind: 'session.unknown' | 'session.barred'; subject: string; account: string }

/** Nobody comes in, and that is a fact. */
async function turnAway(spine: Spine, { kind, subject, account }: Away, code: ProblemCode): Promise<never> {
  await spine.transaction(system, (tx) => tx.record({ kind, subject, area: null, body: { account, provider: portalName } }))
  throw new RefusalError({ code })
}

/** Who appoints others and reads the audit proves it here: a portal that is taken over must not become them. Also before their term. */
async function isAdministrator(spine: Spine, person: string): Promise<boolean> {
  const now = spine.clock.now()
  const kinds = (await postKindsOf(spine, person)).filter(({ to }) => to === null || to > now)
  return kinds.some(({ kind }) => (threeAdmins as readonly string[]).includes(kind))
}
