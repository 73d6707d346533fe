import { createHash } from 'node:crypto'
import { library, password } from './camera-platform.ts'

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

type Status = { Id: string; StatusCode: number; StatusString: string; LocalTime: string }
type Answer = {
  status: number
  challenge: string
  body: { ResponseStatusObject?: Status; ResponseStatusListObject?: { ResponseStatusObject: Status[] } }
}

/** A view library as a test plays it, with a digest of its own making. */
export function viid(port: number, number = library) {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}/VIID/${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/VIID+json;charset=UTF-8', ...headers },
    })
    const text = await response.text()
    return {
      status: response.status,
      challenge: response.headers.get('www-authenticate') ?? '',
      body: text ? JSON.parse(text) : {},
    }
  }
  const registering = { RegisterObject: { DeviceID: number } }
  const register = async (word = password): Promise<Answer> => {
    const { challenge } = await post('System/Register', registering)
    const of = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)![1]!
    const [realm, nonce, uri] = [of('realm'), of('nonce'), '/VIID/System/Register']
    const response = md5(`${md5(`${number}:${realm}:${word}`)}:${nonce}:00000001:c:auth:${md5(`POST:${uri}`)}`)
    const authorization = `Digest username="${number}", realm="${realm}", nonce="${nonce}", uri="${uri}", qop=auth, nc=00000001, cnonce="c", response="${response}"`
    return post('System/Register', registering, { authorization })
  }
  const say = (path: string, body: unknown): Promise<Answer> => post(path, body, { 'user-identify': number })
  return {
    post,
    register,
    say,
    statuses: async (path: string, body: unknown) =>
      ((await say(path, body)).body.ResponseStatusListObject?.ResponseStatusObject ?? []).map(
        ({ Id, StatusCode }) => `${Id} ${StatusCode}`,
      ),
  }
}
