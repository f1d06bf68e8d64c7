// How every implementation is run and timed, inside its own process: the twin of clock.py, with the same commands and the same figures.
import { readFileSync } from 'node:fs'

const FEWEST_PASSES = 3
const IN_A_ROW = 3 // so that the caches of the machine are as warm as all else
const COUNTED = 40 // households whose nodes are counted

export function microseconds(step, households, seconds) {
  const until = performance.now() + seconds * 1000
  const best = households.map(() => Infinity)
  for (let passes = 0; passes < FEWEST_PASSES || performance.now() < until; passes++) {
    households.forEach((household, number) => {
      for (let n = 0; n < IN_A_ROW; n++) {
        const start = process.hrtime.bigint()
        step(household)
        best[number] = Math.min(best[number], Number(process.hrtime.bigint() - start))
      }
    })
  }
  best.sort((a, b) => a - b)
  return best[Math.floor(best.length / 2)] / 1000
}

// `columns` are the calls to time, `award` makes [eligible, top-up, uplift] in yuan of a household, `nodes` counts those of the trace of one.
export function main({ columns, award, version, nodes }) {
  const [command, name, more] = process.argv.slice(2)
  const households = JSON.parse(readFileSync(name, 'utf-8'))
  if (command === 'awards') {
    const size = households.slice(0, COUNTED).reduce((sum, household) => sum + nodes(household), 0) / COUNTED
    console.log(JSON.stringify({ awards: households.map(award), version, nodes: size }))
  } else if (command === 'measure') {
    const share = Number(more) / Object.keys(columns).length
    const timed = Object.entries(columns).map(([column, step]) => [column, microseconds(step, households, share)])
    console.log(JSON.stringify(Object.fromEntries(timed)))
  } else {
    console.log(columns[more](households[0]))
  }
}
