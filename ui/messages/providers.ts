/** Words of signing in by an identity provider, both languages. */
export const zh = {
  title: '统一身份登录',
  or: '或',
  by: '用{name}登录',
  'too-many': '请求过于频繁，请几分钟后再试',
} as const
export const en = {
  title: 'Identity providers',
  or: 'or',
  by: 'Sign in with {name}',
  'too-many': 'Too many requests, try again in a few minutes',
} satisfies Record<keyof typeof zh, string>
