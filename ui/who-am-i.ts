import type { Session } from '../contract/person.ts'
import { ApiError, get } from './api.ts'

/** Who is signed in here. Throws ApiError 401 when nobody is (the server says so with an empty answer, no fault in the console). */
export async function whoAmI(signal?: AbortSignal): Promise<Session> {
  const session = await get<Session | undefined>('/session', undefined, signal)
  if (!session) throw new ApiError(401, 'session.none', '')
  return session
}
