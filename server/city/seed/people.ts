import { type Chance, chanceFrom, pick } from '../area/rules/chance.ts'
import type { HolderRow, Named, PostRow } from './types.ts'

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常',
]
const first = [...'建国志文明海晓雨思佳俊宇欣子浩若清雅立振春秋一永德光庆玉云天凯锦书安启承泽景']
const second = [...'华军平林涛敏静丽杰磊洋勇艳超波辉玲强飞燕宁然琪航博雯婷岚川帆齐可青桐远兰梅菲晨昊轩怡萱']

/** An invented name of two or three characters. */
const inventName = (chance: Chance) =>
  pick(surnames, chance) + (chance() < 0.75 ? pick(first, chance) : '') + pick(second, chance)

/** 130 0000 0000 and on: a range kept for inventions, the n-th person gets the n-th number. */
const phoneNumber = (n: number) => String(13_000_000_000 + n)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The last character GB 11643 wants after these 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((s, weight, i) => s + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]!
}

/** An 18-digit number that belongs to nobody: region 990101 does not exist, and the last digit is wrong on purpose. */
export function inventIdNumber(chance: Chance): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const born = `${1965 + Math.floor(chance() * 38)}${two(1 + Math.floor(chance() * 12))}${two(1 + Math.floor(chance() * 28))}`
  const digits = `990101${born}${String(Math.floor(chance() * 1000)).padStart(3, '0')}`
  const right = checkCharacter(digits)
  return digits + (right === 'X' ? '0' : String((Number(right) + 1) % 10))
}

/** One invented person for every post; the demo's people by name. The same post always gets the same person. */
export function inventHolders(posts: readonly PostRow[], named: Readonly<Record<string, Named>>): HolderRow[] {
  return posts.map((post, n) => {
    const chance = chanceFrom(`zhili-people/${post.id}`)
    const stem = post.id.replace(/^post-/, '')
    const invented = inventName(chance)
    const known = named[post.id]
    return {
      person: known?.person ?? `p-${stem}`,
      post: post.id,
      name: known?.name ?? invented,
      phone: phoneNumber(n + 1),
      idNumber: inventIdNumber(chance),
      account: known?.account ?? stem,
      mayUsePassword: known !== undefined,
    }
  })
}
