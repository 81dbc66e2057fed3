export { drawnFrom, seenIn, settle, tellClashIn } from '#users/clash.view.ts'
