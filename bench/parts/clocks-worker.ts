// The process that works deadlines off and is killed again and again: `clocks-worker.ts <system> <url> <manner>`.
import { type ClockName, type ClockSystem, clockSystems, type Manner } from './clocks-systems.ts'

const [name = 'zhili', url = '', manner = 'each'] = process.argv.slice(2)
const system: ClockSystem = clockSystems[name as ClockName]
await system.recover?.(url)
await system.work(url, manner as Manner)
process.send?.('working')
