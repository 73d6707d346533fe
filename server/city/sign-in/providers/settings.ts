import { z } from 'zod'
import type { Config } from '../../../kernel/config.ts'
import { isSafeUrl, mustBeSafe } from '../../../kernel/safe-url.ts'
import { Origin, readSettingsFile, secretOf } from '../../../kernel/settings-file.ts'
import type { SignInSettings } from './types.ts'

type Env = Record<string, string | undefined>

/** RFC 7518 and 8037 by public keys; a shared secret would let whoever knows it write tokens. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const

const fileSchema = (env: Env) =>
  z.strictObject({
    address: Origin.refine(isSafeUrl, mustBeSafe),
    providers: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]{1,40}$/),
          name: z.strictObject({ zh: z.string().min(1).max(30), en: z.string().min(1).max(60) }),
          issuer: z.url().refine(isSafeUrl, mustBeSafe),
          clientId: z.string().min(1).max(200),
          secret: secretOf(env, 'SIGN_IN_'),
          claim: z.string().min(1).max(80).default('sub'),
          scope: z
            .string()
            .refine((scope) => scope.split(' ').includes('openid'), { error: 'must hold openid' })
            .default('openid profile'),
          algorithms: z.array(z.enum(algorithms)).min(1).default(['RS256', 'PS256', 'ES256']),
        }),
      )
      .max(8)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { error: 'id given twice' }),
  })

/** Accounts and passwords only. */
export const noProviders: SignInSettings = { address: '', providers: [] }

/** Reads SIGN_IN_FILE; without it there are no providers. Throws a StartError that lists everything wrong in it at once. */
export function readSignIn({ SIGN_IN_FILE: file }: Pick<Config, 'SIGN_IN_FILE'>, env: Env): SignInSettings {
  if (!file) return noProviders
  return readSettingsFile(fileSchema(env), { file, wrong: '统一身份登录配置有误 / wrong sign-in settings' })
}
