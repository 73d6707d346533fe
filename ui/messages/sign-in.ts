/** Words of the sign-in page, both languages. */
export const zh = {
  account: '账号',
  password: '密码',
  newPassword: '新密码',
  newPasswordHow: '至少 10 位',
  enter: '登录',
  demo: '演示账号，点一下进入',
  demoNote: '人员、电话均为虚构。密码都是 {password}',
  others: '其他账号',
  notHere: '此岗位没有这个应用的权限',
} as const
export const en = {
  account: 'Account',
  password: 'Password',
  newPassword: 'New password',
  newPasswordHow: 'At least 10 characters',
  enter: 'Sign in',
  demo: 'Demo accounts, one press each',
  demoNote: 'All people and numbers are invented. Every password is {password}',
  others: 'Other accounts',
  notHere: 'This post has no permit for this app',
} satisfies Record<keyof typeof zh, string>
