/** Words of signing in by an identity provider, both languages. */
export const zh = {
  title: '统一身份登录',
  or: '或',
  by: '用{name}登录',
} as const
export const en = {
  title: 'Identity providers',
  or: 'or',
  by: 'Sign in with {name}',
} satisfies Record<keyof typeof zh, string>

/** Why somebody who came back from a provider is not signed in, by the code of the refusal the page is opened with. */
export const refusedZh = {
  'provider.away': '统一身份认证现在连不上，请用账号密码登录，或稍后再试',
  'provider.refused': '统一身份认证没有通过，请再试一次',
  'provider.stale': '登录已过期，或不是从这里开始的，请重新登录',
  'provider.no-claim': '统一身份认证没有给出账号，请联系系统管理员',
  'provider.no-account': '您在统一身份认证中的账号在本平台没有登记，请联系本单位的系统管理员',
  'session.no-post': '此人现在没有在任岗位',
  'input.too-many': '请求过于频繁，请几分钟后再试',
} as const
export const refusedEn = {
  'provider.away': 'The identity provider does not answer; sign in with account and password, or try again later',
  'provider.refused': 'The identity provider did not confirm who you are; try again',
  'provider.stale': 'This sign-in has expired or did not begin here; sign in again',
  'provider.no-claim': 'The identity provider named no account; ask the system administrator',
  'provider.no-account': 'Your account at the identity provider is not registered here; ask your system administrator',
  'session.no-post': 'This person holds no post now',
  'input.too-many': 'Too many requests, try again in a few minutes',
} satisfies Record<keyof typeof refusedZh, string>
