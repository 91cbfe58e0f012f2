/** A round of appraisals: what stands between it and its end, and what is refused for it. */

export { whatStands } from './items.ts'
export { refuseState } from './refuse.ts'
export { STATE_TITLES } from './words.ts'
