import { z } from 'zod'
import { SeatMachine } from '../wall-seat.ts'
import { Words as NameWords } from '../words.ts'
import { at, entry, type FactEntry, id, text, whoever } from './entry.ts'

const wall = { wall: id, areaName: text }
const seat = { seat: id, name: text, areaName: text }
const version = { ...wall, no: z.number() }

/** Centre: walls, how they are composed and what is pushed to them. */
// biome-ignore format: one fact a line reads as a table
export const wallFacts = {
  'wall.layout-changed': entry('fact', 'case', '{by} 改{areaName}大屏的版式：第 {no} 版', '{by} changed the layout of the wall of {areaName}: version {no}', version),
  'wall.layout-reset': entry('fact', 'case', '{by} 把{areaName}大屏的版式恢复原版（第 {no} 版）', '{by} put the wall of {areaName} back to the shipped layout (version {no})', version),
  'wall.playlist-changed': entry('fact', 'case', '{by} 改{areaName}大屏的轮播：第 {no} 版', '{by} changed the playlist of the wall of {areaName}: version {no}', version),
  'wall.playlist-reset': entry('fact', 'case', '{by} 取消{areaName}大屏的轮播（第 {no} 版）', '{by} took the playlist off the wall of {areaName} (version {no})', version),
  'wall.seated': entry('fact', 'admin', '{by} 让“{name}”作为{areaName}大屏席位接入', '{by} let “{name}” in as a wall of {areaName}', seat),
  'wall.seat-ended': entry('fact', 'admin', '{by} 结束{areaName}大屏席位“{name}”', '{by} ended the wall seat “{name}” of {areaName}', seat),
  'wall.two-machines': entry('fact', 'admin', '{areaName}大屏席位“{name}”有两台机器在用：{one}；{other}', 'Two machines use the wall seat “{name}” of {areaName}: {one}; {other}', { ...seat, one: text, other: text, machines: z.array(SeatMachine), maker: whoever.optional() }),
  'wall.key-refused': entry('fact', 'admin', '{areaName}大屏席位“{name}”：{other} 用换掉的钥匙来，被拒绝；现在是 {one}', 'Wall seat “{name}” of {areaName}: {other} came with a former key and was refused; the seat is with {one}', { ...seat, one: text, other: text, maker: whoever.optional() }),
  'wall.pushed': entry('fact', 'case', '{by} 推送“{screen}”到{areaName}大屏，至 {until}', '{by} pushed “{screen}” to the wall of {areaName} until {until}', { ...wall, screen: NameWords, until: at }),
  'wall.push-ended': entry('fact', 'case', '{by} 结束{areaName}大屏的推送', '{by} ended what was pushed to the wall of {areaName}', wall),
} as const satisfies Record<string, FactEntry>
