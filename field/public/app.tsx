import { type ReactNode, useEffect } from 'react'
import { createQueryClient, QueryRoot } from '../../ui/query.tsx'
import '../field.css'
import { startSender } from '../outbox/sender.ts'
import { Got } from './got.tsx'
import { Home } from './home.tsx'
import { Look } from './look.tsx'
import './public.css'
import { useRoute } from './route.ts'
import { nobody, Send } from './send.tsx'

const client = createQueryClient()

function Screens(): ReactNode {
  const route = useRoute()
  useEffect(() => startSender(nobody), [])
  if (route.at === 'send') return <Send />
  if (route.at === 'got') return <Got key={route.id} id={route.id} />
  if (route.at === 'look') return <Look key={route.code} code={route.code} />
  return <Home />
}

/** The public page: no account, no tracking, nothing kept but the codes of this phone's own reports. */
export function PublicApp(): ReactNode {
  return (
    <QueryRoot client={client}>
      <Screens />
    </QueryRoot>
  )
}
