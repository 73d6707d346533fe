import type { SignedOut } from '../contract/person.ts'
import { request } from './api.ts'

/** Ends the session here; answers where the browser goes to sign out at the provider it came by, null when it came by none. Throws ApiError. */
export async function endSession(): Promise<string | null> {
  return (await request<SignedOut | undefined>('DELETE', '/session'))?.next ?? null
}
