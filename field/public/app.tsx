import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { createQueryClient, QueryRoot } from '../../ui/query.tsx'
import { Loading } from '../../ui/screen.tsx'
import '../field.css'
import { startSender } from '../outbox/sender.ts'
import { Home } from './home.tsx'
import './public.css'
import { nobody } from './nobody.ts'
import { useRoute } from './route.ts'

const Got = lazy(() => import('./got.tsx').then(({ Got }) => ({ default: Got })))
const Look = lazy(() => import('./look.tsx').then(({ Look }) => ({ default: Look })))
const Code = lazy(() => import('./code.tsx').then(({ Code }) => ({ default: Code })))
const Send = lazy(() => import('./send.tsx').then(({ Send }) => ({ default: Send })))

const client = createQueryClient()

function Screens(): ReactNode {
  const route = useRoute()
  useEffect(() => startSender(nobody), [])
  if (route.at === 'send') return <Send />
  if (route.at === 'code') return <Code code={route.code} />
  if (route.at === 'got') return <Got key={route.id} id={route.id} />
  if (route.at === 'look') return <Look key={route.code} code={route.code} />
  return <Home />
}

/** The public page: no account, no tracking, nothing kept but the codes of this phone's own reports. */
export function PublicApp(): ReactNode {
  return (
    <QueryRoot client={client}>
      <Suspense fallback={<Loading />}>
        <Screens />
      </Suspense>
    </QueryRoot>
  )
}
