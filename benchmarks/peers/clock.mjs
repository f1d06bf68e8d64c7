// How every implementation is run and timed, inside its own process: the twin of clock.py, with the same commands and the same figures.
import { readFileSync } from 'node:fs'

const MOST_TIMES = 500_000
const WARMING_UP = 0.3 // of the time
const COUNTED = 40 // households whose nodes are counted

function microseconds(step, households, seconds) {
  const start = performance.now()
  const times = []
  for (let i = 0; times.length < MOST_TIMES; i++) {
    const before = process.hrtime.bigint()
    step(households[i % households.length])
    const took = Number(process.hrtime.bigint() - before)
    const passed = (performance.now() - start) / 1000
    if (passed > seconds * WARMING_UP) times.push(took)
    if (passed > seconds) break
  }
  times.sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] / 1000
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
