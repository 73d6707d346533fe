/** A fault a schema found: its code and what comes with it, as zod tells them. */
export type Issue = { code: string; [name: string]: unknown }

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  record: '一组内容',
  date: '时间',
}
const formats: Readonly<Record<string, string>> = {
  uuid: '编号',
  datetime: '带时区的时间',
  date: '日期',
  email: '邮箱',
  url: '网址',
  json_string: 'JSON',
}

/** The fault in Chinese; zod's own words are for the English sentence. */
export function issueInChinese(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${kinds[String(issue.expected)] ?? '别的类型'}`
    case 'too_big':
      return `${limit(issue, '不超过', '小于')} ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `${limit(issue, '不少于', '大于')} ${issue.minimum}${unitOf(issue.origin)}`
    case 'invalid_format':
      return `应为${formats[String(issue.format)] ?? '规定的格式'}`
    case 'unrecognized_keys':
      return `有多余的内容：${(issue.keys as string[]).join('、')}`
    case 'invalid_value':
      return `只能是 ${(issue.values as unknown[]).join('、')}`
    default:
      return '不合要求'
  }
}

const limit = (issue: Issue, inclusive: string, exclusive: string): string =>
  `须${issue.inclusive === false ? exclusive : inclusive}`
const unitOf = (origin: unknown): string => ({ string: ' 个字', array: ' 项' })[String(origin)] ?? ''
