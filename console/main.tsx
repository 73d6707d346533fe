import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient, QueryRoot } from '../ui/query.tsx'
import { start } from '../ui/root.tsx'
import { createConsoleRouter, fetchScreen } from './router.tsx'
import { signedOut } from './session.ts'
import './console.css'
import './rules.css'

// The schemas some screens bring along would else try whether they may write code, which the page's policy forbids and reports.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const client = createQueryClient()
const router = createConsoleRouter(client)
fetchScreen(location.pathname)

// A session that ran out shows itself as 401 on whatever was asked next: back to the door, and to the same place after it.
signedOut(client, () => {
  const { pathname, href } = router.state.location
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { back: href } })
})

start(() => (
  <QueryRoot client={client}>
    <RouterProvider router={router} />
  </QueryRoot>
))
