import { start } from '../ui/root.tsx'
import { FieldApp } from './app.tsx'
import { openOutbox } from './outbox/outbox.ts'
import { confirmSession } from './session.ts'
import { watchInstall } from './shell/install.ts'
import { askToLast } from './shell/lasting.ts'
import { registerWorker } from './shell/register.ts'

// The worker's scope ends with a slash: a bookmark without it would open without the worker.
if (location.pathname === '/field') location.replace(`/field/${location.hash}`)

watchInstall()
await openOutbox().catch(() => undefined) // a browser without a store (private window): the app works, nothing is kept
start(() => <FieldApp />)
void confirmSession()
void registerWorker()
void askToLast()
