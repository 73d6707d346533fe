import { start } from '../ui/root.tsx'
import { LeaderApp } from './leader/app.tsx'

start(() => <LeaderApp />)
