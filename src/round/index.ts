/** A round of appraisals: what stands between it and its end, and the setup of the next one. */

export { whatStands } from './items.ts'
export { nextSetup } from './next-setup.ts'
export { refuseState } from './refuse.ts'
export { STATE_TITLES } from './words.ts'
