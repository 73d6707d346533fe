// A broker that only acknowledges: what reading messages off the socket costs by itself. Says its port to its parent.

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { Aedes } from 'aedes'

const aedes = await Aedes.createBroker({ concurrency: 200, queueLimit: 1000, maxClientsIdLength: 128 })
const server = createServer((socket) => aedes.handle(socket))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
