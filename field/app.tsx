import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import type { Session } from '../contract/person.ts'
import { createQueryClient, QueryRoot } from '../ui/query.tsx'
import { Loading } from '../ui/screen.tsx'
import { resumeSound } from '../ui/sound.ts'
import './field.css'
import { Insecure } from './insecure.tsx'
import { follow } from './live.ts'
import { Today } from './orders/today.tsx'
import { isUnsent } from './outbox/machine.ts'
import { outbox } from './outbox/outbox.ts'
import { signedOut, startSender } from './outbox/sender.ts'
import { useRoute } from './route.ts'
import { session, signedIn } from './session.ts'
import { lookAtPush } from './shell/push.ts'
import { takenOver } from './shell/register.ts'
import { UpdateBanner } from './shell/update-banner.tsx'
import { t } from './t.ts'
import { warm } from './warm.ts'

/** The screens one step away from today's orders: read when first opened, and once beforehand as soon as the phone has time. */
const later = {
  order: () => import('./orders/order.tsx'),
  report: () => import('./report/report.tsx'),
  inspect: () => import('./inspections/inspect.tsx'),
  outbox: () => import('./outbox/screen.tsx'),
  object: () => import('./objects/object.tsx'),
  scan: () => import('./objects/scan.tsx'),
  near: () => import('./objects/near-list.tsx'),
  notices: () => import('./notices/screen.tsx'),
  me: () => import('./me/me.tsx'),
  signIn: () => import('../ui/sign-in.tsx'),
} as const
const Order = lazy(() => later.order().then(({ Order }) => ({ default: Order })))
const Report = lazy(() => later.report().then(({ Report }) => ({ default: Report })))
const ReportOf = lazy(() => later.report().then(({ ReportOf }) => ({ default: ReportOf })))
const Inspect = lazy(() => later.inspect().then(({ Inspect }) => ({ default: Inspect })))
const OutboxScreen = lazy(() => later.outbox().then(({ OutboxScreen }) => ({ default: OutboxScreen })))
const ObjectScreen = lazy(() => later.object().then(({ ObjectScreen }) => ({ default: ObjectScreen })))
const Scan = lazy(() => later.scan().then(({ Scan }) => ({ default: Scan })))
const NearList = lazy(() => later.near().then(({ NearList }) => ({ default: NearList })))
const Notices = lazy(() => later.notices().then(({ Notices }) => ({ default: Notices })))
const Me = lazy(() => later.me().then(({ Me }) => ({ default: Me })))
const SignIn = lazy(() => later.signIn().then(({ SignIn }) => ({ default: SignIn })))

const client: QueryClient = createQueryClient()

function Screens(): ReactNode {
  const route = useRoute()
  switch (route.at) {
    case 'order':
      return <Order key={route.id} id={route.id} />
    case 'report':
      return <Report key="new" draft={null} />
    case 'draft':
      return <Report key={route.id} draft={route.id} />
    case 'report-of':
      return <ReportOf key={route.id} id={route.id} />
    case 'object':
      return <ObjectScreen key={route.id} id={route.id} />
    case 'scan':
      return <Scan />
    case 'near':
      return <NearList />
    case 'inspect':
      return <Inspect key={route.id} id={route.id} />
    case 'outbox':
      return <OutboxScreen />
    case 'notices':
      return <Notices />
    case 'me':
      return <Me />
    default:
      return <Today />
  }
}

/** A first reading still under way does not pass the worker either, and reading again would only wait for it: it is given up. */
async function readAgain(who: Session, queries: QueryClient): Promise<void> {
  await queries.cancelQueries()
  await queries.invalidateQueries()
  await warm(who, queries)
}

/** Everything that runs while somebody is signed in: the stream, the sender, sound after the first press. */
function Working({ who }: { who: Session }): ReactNode {
  const queries = useQueryClient()
  const taken = takenOver.use()
  useEffect(() => {
    const leave = follow(who, queries)
    const stop = startSender(who.person.id)
    void warm(who, queries)
    void Promise.allSettled(Object.values(later).map((read) => read()))
    return () => {
      leave()
      stop()
    }
  }, [who, queries])
  useEffect(() => {
    if (taken) void readAgain(who, queries)
  }, [taken, who, queries])
  // A browser that rang for somebody else before rings for whoever is signed in now.
  useEffect(() => void lookAtPush().catch(() => undefined), [])
  // A phone calls its holder: sound is on from the first press, unless it was switched off here.
  useEffect(() => resumeSound(true), [])
  return <Screens />
}

function Door(): ReactNode {
  const who = session.use()
  const isOut = signedOut.use()
  const unsent = outbox.use().filter(isUnsent).length
  if (who && !isOut) return <Working who={who} />
  const note = (
    <>
      <Insecure />
      {isOut && <p role="status">{t('signed-out.title')}</p>}
      {unsent > 0 && <p role="status">{t('signed-out.unsent', { n: unsent })}</p>}
    </>
  )
  return (
    <SignIn
      title={t('app.name')}
      note={note}
      app="field"
      permit="work-order.read"
      onSigned={(next) => {
        client.clear()
        signedIn(next)
      }}
    />
  )
}

/** The field app: sign-in, or its screens, and a word when a new version waits. */
export function FieldApp(): ReactNode {
  return (
    <QueryRoot client={client}>
      <UpdateBanner />
      <Suspense fallback={<Loading />}>
        <Door />
      </Suspense>
    </QueryRoot>
  )
}
