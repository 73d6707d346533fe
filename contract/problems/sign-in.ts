/**
 * Refusals of signing in by an identity provider, part of the catalogue (`problems`). They stand apart because the browser comes back with
 * their code alone: the sign-in page says them in words itself, and no page loads the schemas beside the catalogue.
 */
export const signInProblems = {
  'session.no-post': { status: 403, zh: '此人现在没有在任岗位', en: 'This person holds no post now' },
  'provider.away': {
    status: 502,
    zh: '统一身份认证现在连不上，请用账号密码登录，或稍后再试',
    en: 'The identity provider does not answer; sign in with account and password, or try again later',
  },
  'provider.refused': {
    status: 403,
    zh: '统一身份认证没有通过，请再试一次',
    en: 'The identity provider did not confirm who you are; try again',
  },
  'provider.stale': {
    status: 403,
    zh: '登录已过期，或不是从这里开始的，请重新登录',
    en: 'This sign-in has expired or did not begin here; sign in again',
  },
  'provider.no-claim': {
    status: 403,
    zh: '统一身份认证没有给出账号，请联系系统管理员',
    en: 'The identity provider named no account; ask the system administrator',
  },
  'provider.no-account': {
    status: 403,
    zh: '您在统一身份认证中的账号在本平台没有登记，请联系本单位的系统管理员',
    en: 'Your account at the identity provider is not registered here; ask your system administrator',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>
