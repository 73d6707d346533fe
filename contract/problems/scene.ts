/** Refusals of layers of scene features. Part of the catalogue (`contract/problem.ts`). */
export const sceneProblems = {
  'scene.moved': {
    status: 409,
    zh: '预览后图层或文件有变，请再看一次',
    en: 'The layer or the file changed since the preview, look once more',
  },
} as const
