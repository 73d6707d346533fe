import { start } from '../ui/root.tsx'
import { openOutbox } from './outbox/outbox.ts'
import { PublicApp } from './public/app.tsx'

await openOutbox().catch(() => undefined) // without a store (private window) a report still goes while the page is open
start(() => <PublicApp />)
