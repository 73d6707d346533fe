import { createServer } from 'node:net'
import { StartError } from './config.ts'

/** A port of ours: what speaks there, and the setting that chooses it. */
export type Port = { speaks: string; setting: string; port: number; host?: string }

/** The sentence for a port that somebody else holds; any other error stays what it is. */
export function whyNotListening({ speaks, setting, port }: Port, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE')
    return new StartError(
      `${speaks} 端口 ${port} 已被占用：请停用占用者，或用 ${setting} 换一个端口 / ${speaks} port ${port} is taken: stop its holder or set ${setting}`,
    )
  if (error.code === 'EACCES')
    return new StartError(
      `没有权限使用 ${speaks} 端口 ${port}：请用 ${setting} 换一个 1024 以上的端口 / ${speaks} port ${port} is not permitted: set ${setting} to one above 1023`,
    )
  return error
}

/** Asks for the port before anything else is opened: nobody should wait for a city to be seeded to hear that a port is taken. */
export function needPort(wanted: Port): Promise<void> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening(wanted, error)))
    server.listen({ port: wanted.port, ...(wanted.host ? { host: wanted.host } : {}) }, () => server.close(() => resolve()))
  })
}
