/** A reason why the embedded PostgreSQL cannot run, told in one sentence per language. Ends the process with a non-zero code. */
export class PostgresProblem extends Error {
  readonly problem: { readonly zh: string; readonly en: string }

  /** `zh` and `en` are one full sentence each; `detail` (the end of the server's own log) is added to the message only. */
  constructor(zh: string, en: string, detail = '') {
    super(detail ? `${zh} ${en}\n${detail}` : `${zh} ${en}`)
    this.name = 'PostgresProblem'
    this.problem = { zh, en }
  }
}

const causes: ReadonlyArray<readonly [pattern: RegExp, zh: string, en: string]> = [
  [/ENOSPC|No space left/i, '磁盘已满', 'the disk is full'],
  [/EROFS|Read-only file system/i, '文件夹所在磁盘为只读', 'the folder is on a read-only disk'],
  [/EACCES|EPERM|Permission denied/i, '没有写入权限', 'writing there is not permitted'],
  [/ENOENT.* mkdir/, '那里不能建文件夹', 'no folder can be made there'],
  [/ENOTDIR|EEXIST|Not a directory/i, '路径上有同名文件', 'a file stands where a folder is needed'],
]

/** Turns a file or start-up error about `folder` into a sentence; keeps the original text as detail when the cause is not known. */
export function explain(folder: string, error: unknown): PostgresProblem {
  if (error instanceof PostgresProblem) return error
  const text = error instanceof Error ? error.message : String(error)
  const cause = causes.find(([pattern]) => pattern.test(text))
  if (!cause)
    return new PostgresProblem(`内置数据库无法在 ${folder} 启动。`, `The built-in database cannot start in ${folder}.`, text)
  return new PostgresProblem(
    `无法使用数据文件夹 ${folder}：${cause[1]}。`,
    `The data folder ${folder} cannot be used: ${cause[2]}.`,
    text,
  )
}
