/** A folder on the command line in, hold of it until this process is killed. */

import { holdResults } from '../../src/report/hold.ts'

const held = holdResults(process.argv[2] ?? '')
console.log('refused' in held ? 'refused' : 'held')
process.stdin.resume()
